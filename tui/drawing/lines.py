"""The widget that draws everything: lines of styled pieces, of which only the visible ones are rendered."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.drawing.paint import Line, fit, plain_signs

STYLES = (
    "text", "strong", "dim", "label", "bar", "bar-strong", "bar-dim", "key", "head", "rule", "source", "wrong", "right",
    "error", "warning", "info", "done", "added", "removed", "good", "alert", "input", "other",
)  # fmt: skip


class Lines(ScrollView):
    """A scrollable list of lines.

    Attributes:
        cursor: The number of the chosen line, -1 for none.
        seen: The numbers of the present lines that have been on the screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paint--{name}" for name in STYLES} | {"paint--cursor"}
    can_focus = False

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, lines: "Lines", number: int) -> None:
            super().__init__()
            self.lines = lines
            self.number = number

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._looks: dict[tuple[str, bool], Style] = {}
        self.cursor = -1
        self.seen: set[int] = set()

    def line(self, number: int) -> Line:
        """The line with this number, from 0."""
        return self._lines[number]

    def count(self) -> int:
        """The number of lines."""
        return len(self._lines)

    def show(self, lines: Sequence[Line], *, top: bool = True) -> None:
        """Show ``lines``; with ``top``, scroll to the first."""
        if lines != self._lines:
            self.seen.clear()
        self._lines = lines
        self.changed()
        if top:
            self.scroll_to(0, 0, animate=False, immediate=True)

    def changed(self) -> None:
        """Draw again, after the lines have changed."""
        self.virtual_size = Size(self.room, self.count())
        self.refresh()

    @property
    def room(self) -> int:
        """The width of a line in cells."""
        return self.scrollable_content_region.width or self.size.width

    def choose(self, number: int) -> None:
        """Choose a line and scroll to it."""
        self.cursor = number
        top, height = self.scroll_offset.y, self.size.height
        if number >= 0 and height:
            if -1 <= number - top <= height:  # visible, or next to a visible line
                self.scroll_to_region(Region(0, number, 1, 1), animate=False, immediate=True, force=True)
            else:
                self.scroll_to(0, number - height // 2, animate=False, immediate=True, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render row ``y`` of the widget."""
        number = y + self.scroll_offset.y
        self.seen.add(number)
        room = self.size.width
        line = self.line(number) if 0 <= number < self.count() else []
        chosen = number == self.cursor and 0 <= number < self.count()
        ascii_only = getattr(self.app, "ascii_only", False)
        return Strip(
            [
                Segment(plain_signs(text) if ascii_only else text, self._style(name, chosen=chosen))
                for text, name in fit(line, room)
            ],
            room,
        )

    def _style(self, name: str, *, chosen: bool) -> Style:
        """The Rich style for a name, in the chosen line or elsewhere; a click on ``name|action`` does the action."""
        found = self._looks.get((name, chosen))
        if found is None:
            look, _, action = name.partition("|")
            found = self.rich_style + self.get_component_rich_style(f"paint--{look}", partial=True)
            if chosen:
                found += self.get_component_rich_style("paint--cursor", partial=True)
            if action:
                found += Style(meta={"@click": action})
            self._looks[name, chosen] = found
        return found

    def notify_style_update(self) -> None:
        """Forget the styles, after the stylesheet has changed."""
        self._looks = {}
        super().notify_style_update()

    @property
    def visible_lines(self) -> range:
        """The numbers of the lines that can be seen."""
        return range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)

    def on_click(self, event: events.Click) -> None:
        """Post the clicked line."""
        number = event.y + self.scroll_offset.y
        if 0 <= number < self.count():
            self.post_message(self.Chosen(self, number))

    def on_resize(self) -> None:
        """Adapt the lines to the new width."""
        self.virtual_size = Size(self.room, self.count())
