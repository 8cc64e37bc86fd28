"""Looking words up: a query, its hits as they are found, and the chosen one in full."""

from collections.abc import Iterator
from itertools import islice
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from checker.errors import CheckerError
from checker.model import Span
from checker.project.concordance import Hit
from tui.drawing import kwic
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, fit, shown
from tui.screens.dialogs import Dialog
from tui.screens.form import words_of
from tui.state.lookup import Counterparts, Lookup

_PAUSE = 0.1  # seconds without a key before a query is looked up
_PAGE = 200  # hits that are found before the user goes on
_SOON = 0.05  # seconds between two drawings of hits that arrive
_LEAST = 4  # lines of the chosen pair

Taken = str | int  # words to insert, or the number of the segment to go to


class LookUp(Dialog[Taken]):
    """The dialog; it fills the screen.

    Args:
        lookup: What can be looked up.
        text: The first query.
        going: Whether it may lead to a segment.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "move(1)", "Down"),
        ("up", "move(-1)", "Up"),
        ("pagedown", "page(1)", "Page down"),
        ("pageup", "page(-1)", "Page up"),
        ("f2", "take", "Insert"),
        ("ctrl+s", "take", "Insert"),
        ("tab", "pick(False)", "Next word"),
        ("shift+tab", "pick(True)", "More words"),
        ("ctrl+y", "copy", "Copy"),
    ]

    class Arrived(Message):
        """Hits of a search."""

        def __init__(self, coming: Iterator[Hit], hits: list[Hit]) -> None:
            super().__init__()
            self.coming = coming
            self.hits = hits

    class Rested(Message):
        """A search has found a page or has ended, with an error unless that is ""."""

        def __init__(self, coming: Iterator[Hit], error: str, *, at_end: bool) -> None:
            super().__init__()
            self.coming = coming
            self.error = error
            self.at_end = at_end

    def __init__(self, lookup: Lookup, text: str, *, going: bool = True) -> None:
        super().__init__("Look up")
        self._lookup = lookup
        self._text = text or lookup.text
        self._going = going
        self.hits: list[Hit] = []
        self._rows: list[Line] = []
        self._counterparts = Counterparts()
        self._coming: Iterator[Hit] | None = None
        self._worker: Worker[None] | None = None
        self._said = ""
        self._picked = Span(0, 0)
        self._timer: Timer | None = None
        enter = "Enter go there" if going else "Enter or F2 insert"
        others = ("F2 insert", "Tab next word", "Shift+Tab more", "Ctrl+Y copy", "Esc")
        self.keys_line = "  ".join((enter, *others[not going :]))

    def compose(self) -> ComposeResult:
        """The query above the hits above the chosen pair."""
        with Vertical():
            yield Lines(classes="title")
            yield Input(self._text, compact=True, placeholder='words, "a phrase", ㅊㅅ', select_on_focus=True)
            yield self.body
            yield Lines(id="pair")
            yield Lines(classes="keys")

    def on_mount(self) -> None:
        """Look up the first query."""
        super().on_mount()
        self.query_one(Input).focus()
        self._search()

    # Searching.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up when the typing pauses."""
        if event.value == self._text:
            return  # the first query
        self._text = event.value
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._search)

    def _search(self) -> None:
        """Look up the present query."""
        self._lookup.text = self._text
        self.hits, self._rows, self._said = [], [], ""
        self._counterparts = Counterparts()
        self.body.cursor = 0
        self.body.scroll_to(0, 0, animate=False, immediate=True)
        try:
            self._coming = self._lookup.hits(self._text, self._is_old)
        except CheckerError as error:
            self._coming, self._said = None, str(error)
        self._go_on()

    def _is_old(self) -> bool:
        """Whether the search in this thread is no longer wanted."""
        return get_current_worker().is_cancelled

    def _go_on(self) -> None:
        """Find more hits in a thread, in place of what it did before."""
        coming = self._coming
        if coming is not None:
            self._worker = self.run_worker(lambda: self._find(coming), thread=True, exclusive=True)
        self.draw()

    def _find(self, coming: Iterator[Hit]) -> None:
        """In a thread: find a page of hits and hand them over."""
        found, error, at_end = 0, "", False
        try:
            while found < _PAGE and not at_end and not self._is_old():
                until, hits = monotonic() + _SOON, []
                for hit in islice(coming, _PAGE - found):
                    hits.append(hit)
                    if monotonic() > until:
                        break
                else:
                    at_end = found + len(hits) < _PAGE
                found += len(hits)
                self.post_message(self.Arrived(coming, hits))
        except CheckerError as told:
            error, at_end = str(told), True
        if not self._is_old():
            self.post_message(self.Rested(coming, error, at_end=at_end))

    def on_look_up_arrived(self, event: Arrived) -> None:
        """Show hits of the present search."""
        if event.coming is self._coming:
            first = not self.hits
            hits = list(map(self._counterparts.completed, event.hits))
            self.hits += hits
            self._rows += [kwic.line(hit, self.room) for hit in hits]
            if first:
                self._pick_first()
            self.draw()

    def on_look_up_rested(self, event: Rested) -> None:
        """The present search has found a page, or all there is."""
        if event.coming is self._coming:
            self._worker = None
            self._said = event.error
            if event.at_end:
                self._coming = None
            self.draw()

    # Drawing.

    @property
    def room(self) -> int:
        """The width of a line in cells."""
        return max(self.body.size.width - 1, 20)

    def on_resize(self) -> None:
        """Draw the hits for the new width."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self._rows = [kwic.line(hit, self.room) for hit in self.hits]
        self.draw()

    def draw(self) -> None:
        """Draw everything."""
        room = self.room
        self.query_one(".title", Lines).show([fit([("Look up", "head"), *self._told()], room)])
        self.query_one(".keys", Lines).show([[(self.keys_line, "dim")]])
        lines = kwic.pair(self.hit, self._picked, room) if self.hit else []
        height = max(self.size.height // 3, _LEAST)
        below = self.query_one("#pair", Lines)
        below.styles.height = min(max(len(lines), _LEAST), height) + 1  # with the line above it
        below.show(lines)
        self.body.show(self._rows, top=False)
        self.body.choose(self.body.cursor)

    def _told(self) -> Line:
        """How many hits there are, or why there are none."""
        if self._said:
            return [(f"  {shown(self._said)}", "alert")]
        if not self._text.strip():
            return [('  all words must stand: 학교에서 finds 학교, went finds go; "as written"; ㄱㄱㅈㅅ', "dim")]
        count = f"  {len(self.hits):,} {'hit' if len(self.hits) == 1 else 'hits'}"
        state = " and more" if self._coming and not self._worker else ", searching" if self._worker else ""
        notices = self._lookup.notices
        more = f"  {shown(notices[-1])}" if notices else ""
        return [(count + state, "strong"), (more, "alert")]

    @property
    def hit(self) -> Hit | None:
        """The chosen hit."""
        at = self.body.cursor
        return self.hits[at] if 0 <= at < len(self.hits) else None

    # Choosing.

    def action_move(self, by: int) -> None:
        """Choose another hit; near the last one, more are found."""
        self._choose(self.body.cursor + by)

    def action_page(self, by: int) -> None:
        """Choose a hit one page further."""
        self._choose(self.body.cursor + by * max(self.body.size.height - 1, 1))

    def _choose(self, number: int) -> None:
        self.body.cursor = max(0, min(number, len(self.hits) - 1))
        self._pick_first()
        self._said = ""
        if self._coming and not self._worker and number + _PAGE // 4 > len(self.hits):
            self._go_on()
        self.draw()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Choose the clicked hit."""
        if event.lines is self.body:
            self._choose(event.number)

    def _pick_first(self) -> None:
        """Choose the found words of the target, or all of it."""
        hit = self.hit
        if hit:
            self._picked = hit.sides.target[0] if hit.sides.target else Span(0, len(hit.entry.target))

    def action_pick(self, more: bool) -> None:  # noqa: FBT001  # an action's argument
        """Choose the next word of the target, or also the next word; after the last one, the first."""
        words = words_of(self.hit.entry.target) if self.hit else []
        later = [word for word in words if word.start >= self._picked.end]
        if more and later:
            self._picked = Span(self._picked.start, later[0].end)
        elif words:
            self._picked = (later or words)[0]
        self.draw()

    @property
    def words(self) -> str:
        """The chosen words."""
        return self._picked.of(self.hit.entry.target) if self.hit else ""

    # Leaving.

    def on_input_submitted(self) -> None:
        """Go to the segment, or take the words where that cannot be."""
        number = self._lookup.number(self.hit) if self.hit and self._going else None
        if number is not None:
            self.dismiss(number)
        elif not self._going:
            self.action_take()
        elif self.hit:
            self._tell("this is no segment of the review")

    def action_take(self) -> None:
        """Return the chosen words."""
        if self.words:
            self.dismiss(self.words)
        else:
            self._tell("there are no words to insert")

    def action_copy(self) -> None:
        """Copy the chosen words to the clipboard."""
        if self.words:
            self.app.copy_to_clipboard(self.words.encode("utf-8", "replace").decode("utf-8"))
            self._tell(f"copied: {self.words}")

    def _tell(self, text: str) -> None:
        """Say something in the title, until the next key."""
        self._said = text
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Keys of the query that choose here instead."""
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            self.action_pick(event.key == "shift+tab")

    def on_unmount(self) -> None:
        """End the search."""
        self._coming = None
        self.workers.cancel_node(self)
