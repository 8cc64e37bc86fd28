"""The review screen: the list of findings, the chosen one in detail, the reference."""

from textual.app import ComposeResult
from textual.containers import Container

from tui.drawing import draw
from tui.drawing.lines import Lines
from tui.drawing.paint import Line
from tui.screens.deciding import Deciding
from tui.screens.dialogs import Ask
from tui.screens.finding_list import FindingList
from tui.state.view import Grouping


class Queue(Deciding):
    """The list over, or beside, the detail; on wide screens the reference beside both."""

    def body(self) -> ComposeResult:
        """Three panes."""
        with Container(id="body"):
            yield FindingList(self.review.session, self.review.view)
            yield Lines(id="detail")
            yield Lines(id="reference")

    def on_resize(self) -> None:
        """Another layout for another size."""
        width, height = self.size
        body = self.query_one("#body")
        body.set_class(width >= 150, "wide")
        body.set_class(100 <= width < 150, "mid")
        body.set_class(height >= 36, "tall")
        super().on_resize()

    def draw(self) -> None:
        """Draw all panes."""
        super().draw()
        listed = self.query_one(FindingList)
        listed.changed()
        listed.choose(self.view.cursor if self.view.rows else -1)
        self.draw_detail()

    def draw_detail(self) -> None:
        """Draw the chosen finding."""
        wide = self.query_one("#body").has_class("wide")
        detail, side = self.query_one("#detail", Lines), self.query_one("#reference", Lines)
        item = self.view.item
        if self.size.width < 60 or self.size.height < 16:
            detail.show([[(" too small: 60 x 16 cells are needed, or use --plain", "alert")]])
        elif item is None:
            detail.show(self._empty())
        else:
            detail.show(draw.detail(self.session, item, max(detail.size.width - 1, 20), detail.size.height, full=wide))
            side.show(draw.reference(self.session, item, max(side.size.width - 1, 20)) if wide else [])

    def _empty(self) -> list[Line]:
        session = self.session
        if not session.model.finished:
            return [[(" checking; findings appear as they are found", "dim")]]
        if self.view.text:
            return [[(" nothing fits the filter; ", "text"), ("Esc", "key"), (" clears it", "text")]]
        return [[(" nothing to review: no findings", "good")]]

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """A click on a row."""
        if isinstance(event.lines, FindingList) and self.view.rows[event.number] >= 0:
            self.view.cursor = event.number
            self._moved()

    def _moved(self) -> None:
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_detail()

    def refresh_all(self) -> None:
        """Draw what a change may have changed."""
        super().draw()
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_detail()

    # Moving.

    def do_down(self) -> None:
        """The next row."""
        self.view.move(1)
        self._moved()

    def do_up(self) -> None:
        """The row before."""
        self.view.move(-1)
        self._moved()

    def do_page_down(self) -> None:
        """A page on."""
        self.view.move(max(self.query_one(FindingList).size.height - 1, 1))
        self._moved()

    def do_page_up(self) -> None:
        """A page back."""
        self.view.move(-max(self.query_one(FindingList).size.height - 1, 1))
        self._moved()

    def do_first(self) -> None:
        """The first row."""
        self.view.move(-len(self.view.rows))
        self._moved()

    def do_last(self) -> None:
        """The last row."""
        self.view.move(len(self.view.rows))
        self._moved()

    def do_next_open(self) -> None:
        """The next open finding."""
        if not self.view.next_open():
            self.review.say("nothing else is open here", "good")
        self._moved()

    def do_previous_open(self) -> None:
        """The open finding before."""
        if not self.view.next_open(-1):
            self.review.say("nothing else is open here", "good")
        self._moved()

    def do_scroll_down(self) -> None:
        """More of the detail."""
        self.query_one("#detail", Lines).scroll_relative(y=5, animate=False)

    def do_scroll_up(self) -> None:
        """Back in the detail."""
        self.query_one("#detail", Lines).scroll_relative(y=-5, animate=False)

    # Looking.

    def do_filter(self) -> None:
        """Show some."""
        hint: list[Line] = [[("sev:E  rule:missing*  term:ㄱㅈㅅ  file:news  status:open  -word  word", "dim")]]

        def asked(text: str | None) -> None:
            if text is not None:
                self.view.filter(text)
                self.draw()

        self.ask(Ask("Filter", self.view.text, hint), asked)

    def do_hide(self) -> None:
        """Hide or show what is decided."""
        words = self.view.text.split()
        self.view.filter(
            " ".join(w for w in words if w != "status:open")
            if "status:open" in words
            else f"{self.view.text} status:open"
        )
        self.draw()

    def do_group(self) -> None:
        """Another order."""
        every = list(Grouping)
        self.view.group(every[(every.index(self.view.grouping) + 1) % len(every)])
        self.review.say(f"by {self.view.grouping}")
        self.draw()

    def do_elsewhere(self) -> None:
        """The term in the whole corpus."""
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
