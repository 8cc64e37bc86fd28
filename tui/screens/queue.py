"""The review screen: the list of findings, the card of the chosen segment, and the reference."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region

from tui.drawing import draw
from tui.drawing.card import card
from tui.drawing.lines import Lines
from tui.drawing.paint import Line
from tui.screens.deciding import NO_CARD, Deciding
from tui.screens.dialogs import Ask
from tui.screens.finding_list import FindingList
from tui.state.view import Grouping, Sorting

_WIDE = 150  # cells from which on the reference has its own pane
_REFERENCE = 46  # cells of that pane
_LISTS = ((190, 76), (_WIDE, 48), (100, 44))  # cells of the list beside the card, by those of the screen


class Queue(Deciding):
    """The list above or beside the card; on wide screens also the reference."""

    _shown: tuple[int | None, int | None] = (None, None)  # the segment and finding of the drawn card
    _asked: tuple[int, str] | None = None  # the segment and target whose fixes were asked for last

    def body(self) -> ComposeResult:
        """The three panes."""
        with Container(id="body"):
            yield FindingList(self.review.session, self.review.view)
            yield Lines(id="detail")
            yield Lines(id="reference")

    def on_resize(self) -> None:
        """Choose the layout for the new size."""
        width, height = self.size
        body, listed = self.query_one("#body"), _list_width(width)
        body.set_class(width >= _WIDE, "wide")
        body.set_class(listed > 0 and width < _WIDE, "mid")
        body.set_class(height >= 36, "tall")
        self.query_one(FindingList).styles.width = listed or "100%"
        super().on_resize()

    def draw(self) -> None:
        """Draw all panes; the chosen row stays where it is on the screen."""
        super().draw()
        listed = self.query_one(FindingList)
        row = listed.cursor - listed.scroll_offset.y
        listed.changed()
        if 0 <= row < listed.size.height and self.view.cursor >= 0:
            listed.scroll_to(0, max(self.view.cursor - row, 0), animate=False, immediate=True, force=True)
        listed.choose(self.view.cursor)
        self.draw_card()

    def draw_card(self) -> None:
        """Draw the card of the chosen segment."""
        wide = self.query_one("#body").has_class("wide")
        detail, side = self.query_one("#detail", Lines), self.query_one("#reference", Lines)
        chosen = self.view.segment, self.view.item
        if chosen != self._shown:
            self.offer = 0
        if self.size.width < 60 or self.size.height < 16:
            self.card = NO_CARD
            detail.show([[(" too small: at least 60 x 16 cells are needed; or use --plain", "alert")]])
        elif self.view.segment is None:
            self.card = NO_CARD
            detail.show(self._empty())
        else:
            room, height = max(detail.size.width - 1, 20), detail.size.height
            self.card = card(self.session, self.view, self.review.keymap, self.offer, room, height, full=wide)
            same = chosen == self._shown
            detail.show(self.card.lines, top=not same)
            if not same:
                end = min(self.card.chosen.stop, self.card.chosen.start + height)
                detail.scroll_to(0, max(end - height, 0), animate=False, immediate=True)
            item, room = self.view.item, max(side.size.width - 1, 20)
            side.show(draw.reference(self.session, item, room) if wide and item is not None else [])
        self._shown = chosen
        self._ask_offers()

    def _ask_offers(self) -> None:
        """Have the fixes of the chosen segment tried in its document, once for each target."""
        number = self.view.segment
        wanted = None if number is None else (number, self.session.segment(number).target)
        if wanted != self._asked and self.session.checking is None:
            self._asked = wanted
            if number is not None:
                self.review.ask_offers(number)

    def offered(self, number: int) -> None:
        """Show the fixes of a segment that were tried in its document, from the beginning, so that they are read."""
        if number == self.view.segment:
            self._shown = (None, None)
            self.draw_card()

    def was_read(self, lines: range) -> bool:
        """Whether all these lines of the card have been on the screen; if not, the next ones are shown now."""
        detail = self.query_one("#detail", Lines)
        unread = [line for line in lines if line not in detail.seen]
        if unread and unread[0] not in detail.visible_lines:
            detail.scroll_to(0, max(unread[0] - 1, 0), animate=False, immediate=True)
            self.review.say("read on first: now the rest is shown; then the same key again", "alert")
        return not unread

    def form_place(self) -> Region:
        """The place of the card; where the list stands above it, that of both."""
        width, height = self.app.size
        left = _list_width(width)
        return Region(left, 1, width - left - (_REFERENCE if width >= _WIDE else 0), height - 3)

    def _empty(self) -> list[Line]:
        session = self.session
        if not session.model.finished:
            return [[(" checking; findings appear as they are found", "dim")]]
        if not all(map(session.is_checked, session.targets)):
            return [[(" checking the texts that were edited before", "dim")]]
        if self.view.text and not self.view.rows:
            return [[(" no finding matches the filter; ", "text"), ("Esc", "key"), (" clears it", "text")]]
        if self.view.hidden:
            key = self.review.keymap.shown("neutral")
            return [[(f" only {self.view.hidden:,} neutral findings, which need nothing; ", "good"), (key, "key"),
                     (" lists them", "text")]]  # fmt: skip
        return [[(" nothing to review: no findings", "good")]]

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Choose the clicked row, or the clicked finding of the card."""
        if isinstance(event.lines, FindingList):
            item = self.view.rows[event.number]
        else:
            item = self.card.items.get(event.number, -1) if event.lines.id == "detail" else -1
        if item >= 0 and item != self.view.item:
            self.view.choose(item)
            self._moved()

    def _moved(self) -> None:
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_card()

    def refresh_all(self) -> None:
        """Draw everything that a step may have changed."""
        super().draw()
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_card()

    # Moving.

    def do_down(self) -> None:
        """Choose the next row."""
        self.view.move(1)
        self._moved()

    def do_up(self) -> None:
        """Choose the previous row."""
        self.view.move(-1)
        self._moved()

    def do_page_down(self) -> None:
        """Move one page down."""
        self.view.move(max(self.query_one(FindingList).size.height - 1, 1))
        self._moved()

    def do_page_up(self) -> None:
        """Move one page up."""
        self.view.move(-max(self.query_one(FindingList).size.height - 1, 1))
        self._moved()

    def do_first(self) -> None:
        """Choose the first row."""
        self.view.move(-len(self.view.rows))
        self._moved()

    def do_last(self) -> None:
        """Choose the last row."""
        self.view.move(len(self.view.rows))
        self._moved()

    def do_next_open(self) -> None:
        """Choose the next open finding."""
        if not self.view.next_open():
            self.review.say("nothing else is open here", "good")
        self._moved()

    def do_previous_open(self) -> None:
        """Choose the previous open finding."""
        if not self.view.next_open(-1):
            self.review.say("nothing else is open here", "good")
        self._moved()

    def _go(self, found: bool, what: str) -> None:  # noqa: FBT001
        if not found:
            self.review.say(f"there is no {what}")
        self._moved()

    def do_next_segment(self) -> None:
        """Choose the next segment."""
        self._go(self.view.next_segment(), "other segment in the list")

    def do_previous_segment(self) -> None:
        """Choose the previous segment."""
        self._go(self.view.next_segment(-1), "other segment in the list")

    def do_next_file(self) -> None:
        """Choose the next file."""
        self._go(self.view.next_file(), "later file in the list")

    def do_previous_file(self) -> None:
        """Choose the previous file."""
        self._go(self.view.next_file(-1), "earlier file in the list")

    def do_new(self) -> None:
        """Choose the first new finding."""
        if not self.view.go_to_new():
            self.review.say("there are no new findings")
        self.draw()

    def do_goto(self) -> None:
        """Ask for a segment and choose it."""

        def asked(text: str | None) -> None:
            if text and text.strip():
                number = self.session.model.find_segment(text.strip(), self.view.segment)
                if number is None:
                    self.review.say(f"there is no segment “{text.strip()}”", "alert")
                else:
                    self.view.choose_segment(number)
                self.draw()

        hint: list[Line] = [[("12: that line of this file   news.csv:12   a unit's id", "dim")]]
        self.ask(Ask("Go to segment", "", hint), asked)

    def do_scroll_down(self) -> None:
        """Scroll the card down."""
        self.query_one("#detail", Lines).scroll_relative(y=5, animate=False)

    def do_scroll_up(self) -> None:
        """Scroll the card up."""
        self.query_one("#detail", Lines).scroll_relative(y=-5, animate=False)

    # Looking.

    def do_filter(self) -> None:
        """Ask for a filter."""
        hint: list[Line] = [[("sev:E  rule:missing*  term:ㄱㅈㅅ  file:news  status:open  -word  word", "dim")]]

        def asked(text: str | None) -> None:
            if text is not None:
                self.view.filter(text)
                self.draw()

        self.ask(Ask("Filter", self.view.text, hint), asked)

    def do_hide(self) -> None:
        """Hide or show decided findings."""
        words = self.view.text.split()
        self.view.filter(
            " ".join(w for w in words if w != "status:open")
            if "status:open" in words
            else f"{self.view.text} status:open"
        )
        self.draw()

    def do_group(self) -> None:
        """Change the grouping."""
        every = list(Grouping)
        self.view.group(every[(every.index(self.view.grouping) + 1) % len(every)])
        self.review.say(f"by {self.view.grouping}")
        self.draw()

    def do_sort(self) -> None:
        """Change the order."""
        every = list(Sorting)
        self.view.sort(every[(every.index(self.view.sorting) + 1) % len(every)])
        self.review.say(f"sorted by {self.view.sorting}")
        self.draw()

    def do_neutral(self) -> None:
        """Show or hide neutral findings."""
        self.view.with_neutral(not self.view.neutral)
        self.review.say("neutral findings are listed" if self.view.neutral else "neutral findings are hidden")
        self.draw()

    def do_elsewhere(self) -> None:
        """Show all uses of the finding's concept."""
        item = self.view.item
        concept = self.session.model.key(item) if item is not None else ""
        if concept:
            self.review.open_term(concept)

    def do_back(self) -> None:
        """Clear marks, then the filter."""
        if self.view.marked:
            self.view.marked.clear()
        elif self.view.text:
            self.view.filter("")
        self.draw()


def _list_width(width: int) -> int:
    """The cells of the list beside the card; 0 if it stands above the card."""
    return next((cells for least, cells in _LISTS if width >= least), 0)
