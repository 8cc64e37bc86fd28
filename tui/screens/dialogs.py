"""The dialogs. Esc always leaves a dialog without a change."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from checker.reports._cells import printable
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, disguised, fit, restored, shown, wrap
from tui.keys.actions import ACTIONS, Action
from tui.keys.hangul import contains, typed
from tui.keys.keymap import Keymap

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A dialog with a title, lines to read, and a line with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]
    keys_line: str = "Esc back"

    def __init__(self, title: str, lines: Sequence[Line] = ()) -> None:
        super().__init__()
        self._title = title
        self._given = lines
        self.body = Lines(id="lines")

    def compose(self) -> ComposeResult:
        """The frame with ``fields`` inside."""
        with Vertical():
            yield Lines(classes="title")
            yield self.body
            yield from self.fields()
            yield Lines(classes="keys")

    def fields(self) -> ComposeResult:
        """The input fields."""
        yield from ()

    def on_mount(self) -> None:
        """Draw when the sizes are known."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw all lines."""
        room = max(self.body.size.width - 1, 20)
        self.query_one(".title", Lines).show([[(shown(self._title), "head")]])
        self.query_one(".keys", Lines).show([[(self.keys_line, "dim")]])
        self.body.show([part for line in self.lines() for part in wrap(line, room)])

    def lines(self) -> Sequence[Line]:
        """The lines above the fields."""
        return self._given

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def letter(self, event: events.Key) -> str:
        """The Latin letter, digit or sign of a key, also if the keyboard is in Korean mode."""
        sign = event.character or ""
        return (typed(sign) or sign)[:1].lower()


class Confirm(Dialog[bool]):
    """A preview to confirm with ``y`` or F2; Enter does nothing."""

    def __init__(self, title: str, lines: Sequence[Line], yes: str) -> None:
        super().__init__(title, lines)
        self.keys_line = f"y {yes}   F2 {yes}   Esc or n: no"

    def on_key(self, event: events.Key) -> None:
        """Confirm, refuse or scroll."""
        if event.key == "escape":
            return  # the binding handles it
        event.stop()
        if self.letter(event) == "y" or event.key == "f2":
            self.dismiss(True)  # noqa: FBT003
        elif self.letter(event) == "n":
            self.dismiss(None)
        elif event.key in ("down", "up", "pagedown", "pageup"):
            self.body.scroll_relative(y={"down": 1, "up": -1, "pagedown": 10, "pageup": -10}[event.key], animate=False)


class Choose(Dialog[str]):
    """A choice by a digit.

    Args:
        title: The question.
        choices: Pairs of the result and its text.
        lines: Lines above the choices.
        typing: The meaning of Enter, whose result is ""; "" if Enter does nothing.
        others: Letters for other choices, which are their results, with their meaning.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        lines: Sequence[Line] = (),
        typing: str = "",
        others: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title, lines)
        self._choices = choices
        self._typing = typing
        self._others = others or {}
        more = {**({"Enter": typing} if typing else {}), **self._others, "Esc": "back"}
        self.keys_line = "   ".join(["digit to choose", *(f"{key} {what}" for key, what in more.items())])

    def lines(self) -> Sequence[Line]:
        """The choices with their digits."""
        return [
            *self._given,
            *([(f" {n} ", "key"), (shown(text), "text")] for n, (_, text) in enumerate(self._choices, 1)),
        ]

    def on_key(self, event: events.Key) -> None:
        """Choose."""
        if event.key == "escape":
            return  # the binding handles it
        event.stop()
        sign = self.letter(event)
        if sign.isdigit() and 0 < int(sign) <= len(self._choices):
            self.dismiss(self._choices[int(sign) - 1][0])
        elif event.key == "enter" and self._typing:
            self.dismiss("")
        elif sign in self._others:
            self.dismiss(sign)


class Ask(Dialog[str]):
    """A dialog for a line of text."""

    def __init__(self, title: str, value: str = "", lines: Sequence[Line] = ()) -> None:
        super().__init__(title, lines)
        self._value = value
        self.keys_line = "Enter accept   Esc back"

    def fields(self) -> ComposeResult:
        """The input line."""
        yield Input(self._value, compact=True, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the text."""
        self.dismiss(event.value)


class Field(TextArea):
    """An edit field; pasted control characters cannot control the terminal."""

    def get_line(self, line_index: int) -> Text:
        """A line for drawing."""
        line = super().get_line(line_index)
        return Text(printable(line.plain), end="", no_wrap=True)


class Edit(Dialog[str]):
    """A dialog to edit a translation, with the findings of the present text.

    Args:
        title: The title, with the place.
        text: The raw text; control characters in it are shown as visible ones and kept.
        source: The source, as lines.
        renderings: Renderings that Alt and a digit insert.
        preview: Called with the text to ask for its findings; ``findings`` takes the answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+s", "keep", "Keep"),
        ("f2", "keep", "Keep"),
        *((f"alt+{n}", f"insert({n})", "Insert") for n in range(1, 10)),
    ]

    def __init__(
        self, title: str, text: str, source: Sequence[Line], renderings: Sequence[str], preview: Callable[[str], None]
    ) -> None:
        super().__init__(title, source)
        self.text = unicodedata.normalize("NFC", text)
        self._shown, self._controls = disguised(text)
        self._renderings = renderings[:9]
        self._preview = preview
        self._found: Sequence[Line] = ()
        self.keys_line = "Ctrl+S or F2 accept   Esc back, keeps the draft" + (
            "   Alt+digit insert" if renderings else ""
        )
        self._timer: Any = None

    def lines(self) -> Sequence[Line]:
        """The source, the findings and the renderings."""
        offered: Line = []
        for number, each in enumerate(self._renderings, 1):
            offered += [(f"Alt+{number} ", "key"), (f"{shown(each)}   ", "text")]
        return [*self._given, *self._found, *([offered] if offered else [])]

    def fields(self) -> ComposeResult:
        """The edit field."""
        yield Field(self._shown, soft_wrap=True, show_line_numbers=False, compact=True)

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        super().on_mount()
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._preview(self.text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Ask for the findings when the typing pauses."""
        self.text = restored(event.text_area.text, self._controls)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(0.15, lambda: self._preview(self.text))

    def findings(self, lines: Sequence[Line]) -> None:
        """Show the findings of the text."""
        self._found = lines
        self.draw()

    def action_keep(self) -> None:
        """Return the text."""
        self.dismiss(self.text)

    def action_insert(self, number: int) -> None:
        """Insert a rendering at the cursor."""
        if number <= len(self._renderings):
            self.query_one(TextArea).insert(self._renderings[number - 1])


class Palette(Dialog[str]):
    """The command palette: actions by a part of their name, also by initial consonants."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "move(1)", "Down"), ("up", "move(-1)", "Up")]
    keys_line = "↑ ↓ choose   Enter run   Esc back"

    def __init__(self, keymap: Keymap) -> None:
        super().__init__("Commands")
        self._keymap = keymap
        self._text = ""
        self._at = 0

    def fields(self) -> ComposeResult:
        """The search field."""
        yield Input(compact=True, placeholder="part of a name")

    def on_mount(self) -> None:
        """Focus the search field."""
        super().on_mount()
        self.query_one(Input).focus()

    @property
    def found(self) -> list[Action]:
        """The actions that match."""
        words = self._text.split()
        return [
            a
            for a in sorted(ACTIONS, key=lambda each: each.group == "Move")
            if a.id != "palette" and all(contains(f"{a.label} {a.help} {a.id}", word) for word in words)
        ]

    def lines(self) -> Sequence[Line]:
        """The actions with their keys."""
        return [
            [
                *fit([(f" {self._keymap.line(action.id)}", "key")], 15),
                (f"{action.label:12}", "text"),
                (action.help, "dim"),
            ]
            for action in self.found
        ]

    def draw(self) -> None:
        """Draw one line per action."""
        super().draw()
        self.body.show(self.lines())
        self.body.choose(min(self._at, len(self.found) - 1))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search."""
        self._text, self._at = event.value, 0
        self.draw()

    def action_move(self, by: int) -> None:
        """Move up or down."""
        self._at = max(0, min(self._at + by, len(self.found) - 1))
        self.body.choose(self._at)

    def on_input_submitted(self) -> None:
        """Run the chosen action."""
        self.dismiss(self.found[self._at].id if self.found else None)
