"""The dialogs. Esc always leaves a dialog without a change."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.drawing.lines import Lines
from tui.drawing.paint import Line, shown, wrap
from tui.keys.hangul import typed

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
        keys = wrap([(self.keys_line, "dim")], room)
        line = self.query_one(".keys", Lines)
        line.styles.height = len(keys)
        line.show(keys)
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
