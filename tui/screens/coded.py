"""The edit field that shows inline codes as marks, which are moved over and deleted as a whole."""

import re
from collections.abc import Mapping

from rich.text import Text
from textual.document._document import EditResult, Location
from textual.widgets import TextArea
from textual.widgets.text_area import Edit

from checker.text.marks import CLOSING, OPENING, pattern
from checker.text.visible import printable
from tui.drawing.paint import plain_signs
from tui.state.making import Making

_NO_MARK = re.compile(r"(?!)")


class CodedArea(TextArea):
    """A text area; pasted control characters cannot control the terminal.

    Attributes:
        marks: Matches the marks in the text.
        taken_out: The labels of codes that were deleted by themselves, and not with the words around.
    """

    marks = _NO_MARK
    _shown: Mapping[int, str] = {}

    def show_codes(self, making: Making, controls: Mapping[str, str]) -> None:
        """Show the marks of a target.

        Args:
            making: The target.
            controls: The characters that stand in the text for those that cannot be shown (``paint.disguised``).
        """
        stand_in = {control: sign for sign, control in controls.items()}
        opening, closing = (stand_in.get(sign, sign) for sign in making.signs)
        self.marks = pattern(opening, closing)
        signs = f"{OPENING}{CLOSING}"
        if self.app.has_class("ascii"):
            signs = plain_signs(signs)
        self._shown = {ord(opening[0]): signs[0], ord(closing[0]): signs[1]}
        self.taken_out: set[str] = set()

    def get_line(self, line_index: int) -> Text:
        """A line for drawing."""
        plain = super().get_line(line_index).plain
        line = Text(printable(plain).translate(self._shown), end="", no_wrap=True)
        for match in self.marks.finditer(plain):
            line.stylize("bold", *match.span())
        return line

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, which cuts no mark."""
        start, end = edit.top, edit.bottom
        end = self._beside(end, before=False)
        start = end if edit.top == edit.bottom else self._beside(start, before=True)
        removed = self.get_text_range(start, end)
        if not edit.text and not self.marks.sub("", removed):
            self.taken_out.update(match[1] for match in self.marks.finditer(removed))
        return super().edit(Edit(edit.text, start, end, edit.maintain_selection_offset))

    def get_cursor_left_location(self) -> Location:
        """The place to the left of the cursor, before a mark."""
        return self._beside(super().get_cursor_left_location(), before=True)

    def get_cursor_right_location(self) -> Location:
        """The place to the right of the cursor, behind a mark."""
        return self._beside(super().get_cursor_right_location(), before=False)

    def _beside(self, place: Location, *, before: bool) -> Location:
        """A place, or the start or end of the mark that it is in."""
        row, column = place
        if row >= self.document.line_count:  # Ctrl+K in the last line deletes to the start of the next one
            return place
        for match in self.marks.finditer(self.document.get_line(row)):
            if match.start() < column < match.end():
                return row, match.start() if before else match.end()
        return place
