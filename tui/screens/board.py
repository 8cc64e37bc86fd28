"""What all screens share: the bars, the keys, and what an action does when it fails."""

import traceback
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from checker.errors import CheckerError
from tui.drawing import draw
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, fit, shown
from tui.keys.actions import BY_ID
from tui.keys.hangul import typed
from tui.keys.keymap import FIXES
from tui.screens.dialogs import Confirm, Dialog, Palette, Result
from tui.screens.host import Host

_KOREAN = "한/영 전환: the keyboard is in Korean; {} applies, {} dismisses, {} edits"


class Board(Screen[None]):
    """A screen with a bar above and two below.

    Args:
        review: The app.
    """

    name_shown = ""
    bar: tuple[str, ...] = ()

    def __init__(self, review: Host) -> None:
        super().__init__()
        self.review = review

    def compose(self) -> ComposeResult:
        """The bars around the body."""
        yield Lines(id="top")
        yield from self.body()
        yield Lines(id="status")
        yield Lines(id="keys")

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        yield from ()

    def on_mount(self) -> None:
        """Draw once the sizes are known."""
        self.call_after_refresh(self.draw)

    def on_screen_resume(self) -> None:
        """Draw what changed meanwhile."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Draw in the new size."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw everything."""
        review = self.review
        room = self.size.width
        name = self.name_shown or review.title_shown
        score = review.session.model.summary.term_score
        self.query_one("#top", Lines).show([draw.top(review.session, review.view, name, room, score)])
        self.query_one("#keys", Lines).show([draw.keys(room, review.keymap, self.bar)])
        self.draw_status()

    def draw_status(self) -> None:
        """Draw the line that says what happened."""
        text, style = self.review.said
        left: Line = [(f" {shown(text)}", style)]
        right: Line = [(f"{self.review.kept()} ", "dim")]
        room = self.size.width - sum(len(part) for part, _ in right)
        self.query_one("#status", Lines).show([[*fit(left, max(room, 0)), *right]])

    def action_do(self, name: str, *args: int) -> None:
        """Do an action; a failure is said, and the review goes on."""
        method = getattr(self, f"do_{name}", None)
        if method is None:
            return
        self.attempt(method, *args)

    def attempt(self, work: Callable[..., None], *args: object) -> None:
        """Do something; a failure is said, and the review goes on."""
        try:
            work(*args)
        except CheckerError as error:
            self.review.say(str(error), "alert")
        except Exception as error:  # noqa: BLE001  # nothing decided may be lost by a fault of a screen
            kept = self.review.note_fault(traceback.format_exc())
            line: Line = [(f"{type(error).__name__}: {error}", "wrong")]
            more: Line = [(f"Everything decided is in the journal. Details: {kept}", "text")]
            self.app.push_screen(Confirm("A fault of ilchi", [line, more], "go on"))

    def ask(self, dialog: Dialog[Result], then: Callable[[Result | None], None]) -> None:
        """Lay a form over the screen; what is done with its answer may fail as an action may."""
        self.app.push_screen(dialog, lambda answer: self.attempt(then, answer))

    def on_key(self, event: events.Key) -> None:
        """Do what the key is for; of whole syllables, where letters are meant, only what changes nothing."""
        if event.key in FIXES:
            self.action_do("pick", int(event.key))
        elif action := self.review.keymap.by_key.get(event.key):
            self.action_do(action.id)
        elif letters := typed(event.character or ""):
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
        """The screen before."""
        self.review.turn(-1)

    def do_right(self) -> None:
        """The next screen."""
        self.review.turn(1)

    def do_help(self) -> None:
        """The keys."""
        self.review.open_board("help")

    def do_back(self) -> None:
        """To the findings."""
        self.review.open_board("queue")

    def do_theme(self) -> None:
        """Light or dark."""
        self.review.other_theme()

    def do_undo(self) -> None:
        """Take the last step back."""
        self.review.take_back(again=False)

    def do_redo(self) -> None:
        """Do it again."""
        self.review.take_back(again=True)

    def do_save(self) -> None:
        """Write the files."""
        self.review.write()

    def do_reload(self) -> None:
        """Check anew."""
        self.review.reload()

    def do_quit(self) -> None:
        """Leave."""
        self.review.leave()

    def do_palette(self) -> None:
        """All actions by name."""

        def chosen(name: str | None) -> None:
            if name and name in BY_ID:
                self.action_do(name)

        self.ask(Palette(self.review.keymap), chosen)
