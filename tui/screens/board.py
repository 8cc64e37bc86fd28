"""The base of all screens: bars, keys, and the handling of errors."""

import traceback
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from checker.errors import CheckerError
from tui.drawing import draw
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, fit, plain_signs, shown
from tui.keys.actions import ACTIONS, BY_ID
from tui.keys.hangul import typed
from tui.keys.keymap import FIXES, plain
from tui.screens.dialogs import Confirm, Dialog, Result
from tui.screens.host import Host
from tui.screens.key_bar import KeyBar

_KOREAN = "한/영 전환: the keyboard is in Korean mode; {} applies, {} dismisses, {} edits"
_TABS = 110  # cells from which on the top bar has room for the names of the screens


class Board(Screen[None], inherit_bindings=False):
    """A screen with a top bar, a status line and a bar of keys.

    Args:
        review: The app.
    """

    name_shown = ""
    bar: tuple[str, ...] = ()  # the actions in the key bar, with another label if need be (``elsewhere=Open``)

    def __init__(self, review: Host) -> None:
        super().__init__()
        self.review = review
        self._bindings = BindingsMap(self._keys())

    def _keys(self) -> list[Binding]:
        """The bindings of all actions that this screen knows, those of the key bar first."""
        labels = dict(each.partition("=")[::2] for each in self.bar or _by_rank())
        names = [*labels, *(action.id for action in ACTIONS if action.id not in labels)]
        keymap, own = self.review.keymap, plain_signs if self.review.ascii_only else str
        made = [
            Binding(
                ",".join(keymap.bound(name)),
                f"do('{name}')",
                own(labels.get(name) or BY_ID[name].label),
                show=name in labels,
                key_display=own(keymap.shown(name)),
                id=name,
            )
            for name in names
            if hasattr(self, f"do_{name}") and keymap.bound(name)
        ]
        picks = [Binding(digit, f"do('pick', {digit})", show=False) for digit in FIXES]
        return [*made, *(picks if hasattr(self, "do_pick") else [])]

    def compose(self) -> ComposeResult:
        """The bars and the body."""
        yield Lines(id="top")
        yield from self.body()
        yield Lines(id="status")
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        yield from ()

    def on_mount(self) -> None:
        """Draw when the sizes are known."""
        self.call_after_refresh(self.redraw)

    def on_screen_resume(self) -> None:
        """Draw again."""
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw, unless the app ends, when widgets may be gone."""
        if not self.review.ending:
            self.draw()

    def draw(self) -> None:
        """Draw everything."""
        review = self.review
        room = self.size.width
        name = self.name_shown or review.title_shown
        score = review.session.model.summary.term_score
        tabs = review.tabs() if room >= _TABS else ()
        line = draw.top(review.session, review.view, review.keymap, name, room, score, tabs)
        self.query_one("#top", Lines).show([line])
        self.draw_status()

    def draw_status(self) -> None:
        """Draw the line with the last message."""
        text, style = self.review.said
        left: Line = [(f" {shown(text)}", style)]
        right: Line = [(f"{self.review.kept()} ", "dim")]
        room = self.size.width - sum(len(part) for part, _ in right)
        self.query_one("#status", Lines).show([[*fit(left, max(room, 0)), *right]])

    def action_do(self, name: str, *args: int) -> None:
        """Do an action; an error is shown, and the review continues."""
        method = getattr(self, f"do_{name}", None)
        if method is None:
            return
        before = self.review.said
        self.attempt(method, *args)
        if self.review.said is before:
            self.review.say("")  # it is old now

    def action_go(self, name: str) -> None:
        """Show a screen."""
        self.review.open_board(name)

    def attempt(self, work: Callable[..., None], *args: object) -> None:
        """Call ``work``; an error is shown, and the review continues."""
        try:
            work(*args)
        except CheckerError as error:
            self.review.say(str(error), "alert")
        except Exception as error:  # noqa: BLE001  # a fault of a screen must not end the review
            kept = self.review.note_fault(traceback.format_exc())
            line: Line = [(f"{type(error).__name__}: {error}", "wrong")]
            more: Line = [(f"All decisions are in the journal. Details: {kept}", "text")]
            self.app.push_screen(Confirm("A fault of ilchi", [line, more], "continue"))

    def ask(self, dialog: Dialog[Result], then: Callable[[Result | None], None]) -> None:
        """Show a dialog and call ``then`` with its answer, with the same handling of errors as an action."""
        self.app.push_screen(dialog, lambda answer: self.attempt(then, answer))

    def on_key(self, event: events.Key) -> None:
        """Keys that are no bindings: signs with a reported Shift, and whole Hangul syllables, which only move."""
        action = self.review.keymap.by_key.get(plain(event.key))
        if action and event.key not in self.review.keymap.by_key:
            self.action_do(action.id)
        elif not action and (letters := typed(event.character or "")):
            self._syllable(letters)
        else:
            return
        event.stop()
        event.prevent_default()

    def _syllable(self, letters: str) -> None:
        keymap = self.review.keymap
        moves = [keymap.by_key[letter] for letter in letters if letter in keymap.by_key]
        if len(moves) == len(letters) and all(action.group == "Move" for action in moves):
            for action in moves:
                self.action_do(action.id)
        else:
            self.review.say(_KOREAN.format(*map(keymap.without_letter, ("apply", "dismiss", "edit"))), "alert")

    def do_left(self) -> None:
        """Show the previous screen."""
        self.review.turn(-1)

    def do_right(self) -> None:
        """Show the next screen."""
        self.review.turn(1)

    def do_help(self) -> None:
        """Show all keys."""
        self.review.open_board("help")

    def do_back(self) -> None:
        """Show the findings."""
        self.review.open_board("queue")

    def do_theme(self) -> None:
        """Switch between light and dark."""
        self.review.other_theme()

    def do_undo(self) -> None:
        """Undo the last step."""
        self.review.take_back(again=False)

    def do_redo(self) -> None:
        """Redo the last undone step."""
        self.review.take_back(again=True)

    def do_save(self) -> None:
        """Write the files."""
        self.review.write()

    def do_reload(self) -> None:
        """Read and check everything again."""
        self.review.reload()

    def do_quit(self) -> None:
        """Leave the review."""
        self.review.leave()

    def do_palette(self) -> None:
        """Show the command palette."""
        self.review.open_palette()


def _by_rank() -> list[str]:
    """The actions of the key bar of the review, the most important first."""
    return [action.id for action in sorted((a for a in ACTIONS if a.bar), key=lambda a: a.bar)]
