"""The list of findings, of which only visible rows are rendered."""

from tui.drawing import draw
from tui.drawing.lines import Lines
from tui.drawing.paint import Line
from tui.state.session import Session
from tui.state.view import View


class FindingList(Lines):
    """The rows of a view; only visible ones are rendered."""

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(id="list")
        self._session = session
        self._view = view

    def line(self, number: int) -> Line:
        """The row with this number."""
        return draw.row(self._session, self._view, number, self.size.width - 1)

    def count(self) -> int:
        """The number of rows."""
        return len(self._view.rows)
