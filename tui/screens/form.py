"""The form in which a translation is edited, with the neighbours, the source and the present findings in sight."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from checker.model import Span, Target
from checker.text.marks import mark
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, disguised, disguised_as, restored, shown, wrap
from tui.screens.coded import CodedArea
from tui.screens.dialogs import Dialog
from tui.state.making import Making
from tui.state.offers import gaps, inserted

Around = Callable[[int, int], tuple[list[Line], list[Line]]]
_PAUSE = 0.15  # seconds without a key before the text is checked
_LEAST = 2  # lines of the field
_TALL = 20  # lines of the form from which on its keys may take two


class Start(NamedTuple):
    """Where the form begins: what is selected, and a rendering that is put there, "" for none."""

    span: Span
    rendering: str = ""


class _Carried(NamedTuple):
    """A rendering that the arrow keys still move: the text without it, its possible places, which it has, itself."""

    text: str
    places: list[int]
    at: int
    rendering: str


class Field(CodedArea):
    """The edit field."""

    def on_key(self, event: events.Key) -> None:
        """Let the form take keys that are no text."""
        if isinstance(self.screen, Edit) and self.screen.takes(event):
            event.stop()
            event.prevent_default()


class Edit(Dialog[Target]):
    """The form.

    Args:
        title: The title, with the place.
        making: The target, with marks.
        draft: What was typed before, "" for nothing. Control characters in it are shown as visible ones and kept.
        around: Returns the lines above and below the field for a width in cells and a number of lines.
        renderings: What Tab and a digit insert.
        preview: Called with the target to ask for its findings; ``findings`` takes the answer.
        place: The part of the screen that the form takes.
        look_up: Looks words up and calls a function with those to insert.
        start: Where it begins; None for the end of the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+s", "keep", "Keep"),
        ("f2", "keep", "Keep"),
        ("ctrl+l", "look_up", "Look up"),
        ("ctrl+t", "code", "Code"),
    ]

    def __init__(
        self,
        title: str,
        making: Making,
        draft: str,
        around: Around,
        renderings: Sequence[str],
        preview: Callable[[Target], None],
        place: Callable[[], Region],
        look_up: Callable[[str, Callable[[str], None]], None],
        start: Start | None = None,
    ) -> None:
        super().__init__(title)
        text = draft or making.text
        self._making = making
        signs = "".join(making.signs) if making.marks else ""
        whole, self._controls = disguised(text + signs)
        typed = whole[: len(whole) - len(signs)]
        self.field = Field(typed, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus")
        self._start = start and start._replace(span=_composed(text, making.span(start.span)))
        self._around = around
        self._renderings = renderings[:9]
        self._preview = preview
        self._place = place
        self._look_up = look_up
        self._found: Sequence[Line] = ()
        self._picking = False
        self._sought: str | None = None  # what is looked for, None if nothing is
        self._carried: _Carried | None = None
        self._timer: Any = None

    @property
    def keys_line(self) -> str:  # type: ignore[override]
        """The keys that do something now."""
        if self._picking:
            return "digit inserts that rendering   Enter the first   Esc none"
        if self._sought is not None:
            return f"find: {shown(self._sought)}   Ctrl+F next   Enter found   Esc back"
        if self._carried:
            return "← → move it   Del Bksp drop a word beside it   F2 accept   Esc back"
        more = "  Tab insert" if self._renderings else ""
        return f"F2, Ctrl+S accept  Esc keeps draft  Ctrl+F find  Ctrl+L look up{more}"

    def compose(self) -> ComposeResult:
        """The frame with the field between the lines."""
        with Vertical():
            yield Lines(classes="title")
            yield Lines(id="before")
            yield self.field
            yield self.body
            yield Lines(classes="keys")

    def on_mount(self) -> None:
        """Select the words in question, or put the rendering there."""
        super().on_mount()
        area = self.field
        area.show_codes(self._making, self._controls)
        area.focus()
        if self._start is None:
            area.move_cursor(area.document.end)
        elif self._start.rendering:
            self._insert(self._start.rendering, self._start.span)
        else:
            self._select(self._start.span)
        self._preview(self.target)

    @property
    def text(self) -> str:
        """The text as it is now, whatever of it has been drawn."""
        return restored(self.field.text, self._controls)

    def draw(self) -> None:
        """Draw all lines; the field gets what it needs, up to half of the form."""
        frame, place = self.query_one(Vertical), self._place()
        frame.styles.offset = (place.x, place.y)
        frame.styles.width, frame.styles.height = place.width, place.height
        room = max(place.width - 4, 20)
        keys: list[Line] = [[(self.keys_line, "dim")]]
        if place.height >= _TALL:
            keys = wrap(keys[0], room)
        height = place.height - 3 - len(keys)
        lines = self._height(height)
        offered = self._offered(room)
        found = [part for line in (*self._codes(), *self._found) for part in wrap(line, room)]
        before, after = self._around(room, max(height - lines - len(offered) - len(found), 0))
        self.field.styles.height = lines
        self.call_after_refresh(self._fit, lines, height)
        above = self.query_one("#before", Lines)
        above.styles.height = len(before)
        above.show(before)
        self.query_one(".title", Lines).show([[(shown(self._title), "head")]])
        below = self.query_one(".keys", Lines)
        below.styles.height = len(keys)
        below.show(keys)
        self.body.show([*after, *offered, *found])

    def _height(self, height: int) -> int:
        """The lines of the field, in a form with ``height`` lines."""
        return min(max(self.field.wrapped_document.height, _LEAST), max(height // 2, _LEAST))

    def _fit(self, lines: int, height: int) -> None:
        """Draw again if the field needs another height at its new width."""
        self.field.refresh()
        if self.is_attached and self._height(height) != lines:
            self.draw()

    def _offered(self, room: int) -> list[Line]:
        line: Line = []
        for number, each in enumerate(self._renderings, 1):
            key = f"{'source' if self._picking else 'key'}|screen.pick({number})"
            line += [(f"{number}", key), (f" {shown(each)}   ", "text")]
        return wrap([("Tab ", "key|screen.pick(0)"), *line], room) if line else []

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Ask for the findings when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, lambda: self._preview(self.target))
        if self._making.marks or event.text_area.wrapped_document.height != event.text_area.size.height:
            self.draw()

    def findings(self, lines: Sequence[Line]) -> None:
        """Show the findings of the text."""
        self._found = lines
        self.draw()

    @property
    def target(self) -> Target:
        """What the text means."""
        return self._making.target(self.text, self.field.taken_out)

    def action_keep(self) -> None:
        """Return the target, if its codes are in order."""
        if self._making.faults(self.text, self.field.taken_out):
            self.draw()
        else:
            self.dismiss(self.target)

    def action_code(self) -> None:
        """Insert the mark of the next code that the text lacks."""
        if label := self._making.next_label(self.text):
            self.field.insert(disguised_as(label.join(self._making.signs), self._controls))

    def _codes(self) -> list[Line]:
        """What is wrong with the codes, or becomes of them."""
        if not self._making.marks:
            return []
        typed, without = self.text, self.field.taken_out
        lines: list[Line] = [[(f"! {shown(each)}", "alert")] for each in self._making.faults(typed, without)]
        lines += [[(shown(each), "dim")] for each in self._making.notes(typed, without)]
        label = self._making.next_label(typed)
        return [*lines, [("Ctrl+T ", "key|screen.code"), (f"inserts {mark(label)}", "text")]] if label else lines

    # Renderings.

    def takes(self, event: events.Key) -> bool:
        """Whether a key is for the form and not for the field; the form does what it means."""
        before = self._picking, self._sought, self._carried
        if self._picking:
            taken = self._picks(event)
        elif self._sought is not None:
            taken = self._seeks(event, self._sought)
        else:
            taken = self._begins(event) or (self._carried is not None and self._carries(event, self._carried))
        if before != (self._picking, self._sought, self._carried):
            self.draw()
        return taken

    def _begins(self, event: events.Key) -> bool:
        """Begin to choose a rendering, or to look for words."""
        if event.key == "tab":
            self._picking, self._carried = bool(self._renderings), None
        elif event.key == "ctrl+f":
            self._sought, self._carried = "", None
        return event.key in ("tab", "ctrl+f")

    def _picks(self, event: events.Key) -> bool:
        """Insert the rendering that a digit names, or the first one."""
        self._picking = False
        digit = event.character or ""
        if event.key in ("enter", "tab"):
            self.action_pick(1)
        elif digit in tuple("123456789"):
            self.action_pick(int(digit))
        elif event.key != "escape":
            return False
        return True

    def _seeks(self, event: events.Key, sought: str) -> bool:
        """Look for the typed words; what is found is selected, so that what is typed next replaces it."""
        start = _index(self.field.text, min(self.field.selection))
        if event.key == "ctrl+f":
            start += 1
        elif event.key == "backspace":
            sought = sought[:-1]
        elif event.is_printable and event.character:
            sought += event.character
        else:
            self._sought = None
            return event.key in ("enter", "escape")
        self._sought = sought
        text, wanted = self.field.text.casefold(), sought.casefold()
        if len(text) == len(self.field.text) and wanted:
            at = text.find(wanted, start)
            at = text.find(wanted) if at < 0 else at
            if at >= 0:
                self._select(Span(at, at + len(wanted)))
        return True

    def _carries(self, event: events.Key, carried: _Carried) -> bool:
        """Move the rendering that was just put in, or drop a word beside it; any other key leaves it where it is."""
        self._carried = None
        if event.key in ("left", "right"):
            self._carry(carried, 1 if event.key == "right" else -1)
            return True
        if event.key in ("delete", "backspace"):
            self._drop(carried, after=event.key == "delete")
            return True
        if event.is_printable:
            self.field.move_cursor(self.field.selection.end)
        return False

    def action_pick(self, number: int) -> None:
        """Insert a rendering, counted from 1, in place of the selection; with 0, let a digit choose one."""
        if number == 0:
            self._picking = True
        elif number <= len(self._renderings):
            self._insert(self._renderings[number - 1], self._selected())
        self.draw()

    def action_look_up(self) -> None:
        """Look up the selected words, and insert what is chosen in their place."""

        def chosen(words: str) -> None:
            self._insert(words, self._selected())
            self.draw()

        self._look_up(self.field.selected_text, chosen)

    def _selected(self) -> Span:
        start, end = sorted(_index(self.field.text, place) for place in self.field.selection)
        return Span(start, end)

    def _insert(self, rendering: str, span: Span) -> None:
        """Put a rendering into the text; where it replaces nothing, the arrow keys can move it."""
        text = self.field.text
        if span.of(text)[:1].isupper():
            rendering = rendering[0].upper() + rendering[1:]
        made, where = inserted(text, span, rendering, self.field.marks)
        self._replace(made, where)
        if span.start == span.end:
            places = sorted({*gaps(text), span.start})
            self._carried = _Carried(text, places, places.index(span.start), rendering)

    def _carry(self, carried: _Carried, by: int) -> None:
        at = max(0, min(carried.at + by, len(carried.places) - 1))
        place = carried.places[at]
        self._replace(*inserted(carried.text, Span(place, place), carried.rendering, self.field.marks))
        self._carried = carried._replace(at=at)

    def _drop(self, carried: _Carried, *, after: bool) -> None:
        """Drop the word after or before the rendering."""
        text, place = carried.text, carried.places[carried.at]
        beside = [word for word in words_of(text) if (word.start >= place if after else word.end <= place)]
        if beside:
            word = beside[0] if after else beside[-1]
            left, right = text[: min(word.start, place)], text[max(word.end, place) :]
            if not left or left[-1].isspace():
                right = right.lstrip(" ")
            if not right or not words_of(right[0]):
                left = left.rstrip(" ")
            text, place = left + right, len(left)
        self._replace(*inserted(text, Span(place, place), carried.rendering, self.field.marks))
        places = sorted({*gaps(text), place})
        self._carried = _Carried(text, places, places.index(place), carried.rendering)

    def _replace(self, text: str, select: Span) -> None:
        area = self.field
        area.replace(text, (0, 0), area.document.end)
        self._select(select)

    def _select(self, span: Span) -> None:
        text = self.field.text
        self.field.selection = Selection(_location(text, span.start), _location(text, span.end))
        self.field.scroll_cursor_visible()


def _composed(text: str, span: Span) -> Span:
    """A span of a raw text as one of the text in NFC."""

    def length(part: str) -> int:
        return len(unicodedata.normalize("NFC", part))

    return Span(length(text[: span.start]), length(text[: span.end]))


def _location(text: str, index: int) -> tuple[int, int]:
    """The line and column of a place in a text."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)


def _index(text: str, location: tuple[int, int]) -> int:
    """The place in a text of a line and column."""
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: location[0]]) + location[1]


def words_of(text: str) -> list[Span]:
    """The words of a text, without punctuation at their edges."""
    return [Span(*found.span()) for found in re.finditer(r"\w(?:\S*\w)?", text)]
