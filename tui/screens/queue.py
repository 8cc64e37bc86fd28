"""The review screen: the list of findings, the detail of the chosen one, and the reference."""

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
    """The list above or beside the detail; on wide screens also the reference."""

    def body(self) -> ComposeResult:
        """The three panes."""
        with Container(id="body"):
            yield FindingList(self.review.session, self.review.view)
            yield Lines(id="detail")
            yield Lines(id="reference")

    def on_resize(self) -> None:
        """Choose the layout for the new size."""
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
            detail.show([[(" too small: at least 60 x 16 cells are needed; or use --plain", "alert")]])
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
            return [[(" no finding matches the filter; ", "text"), ("Esc", "key"), (" clears it", "text")]]
        return [[(" nothing to review: no findings", "good")]]

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Choose the clicked row."""
        if isinstance(event.lines, FindingList) and self.view.rows[event.number] >= 0:
            self.view.cursor = event.number
            self._moved()

    def _moved(self) -> None:
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_detail()

    def refresh_all(self) -> None:
        """Draw everything that a step may have changed."""
        super().draw()
        self.query_one(FindingList).choose(self.view.cursor)
        self.draw_detail()

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

    def do_scroll_down(self) -> None:
        """Scroll the detail down."""
        self.query_one("#detail", Lines).scroll_relative(y=5, animate=False)

    def do_scroll_up(self) -> None:
        """Scroll the detail up."""
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
