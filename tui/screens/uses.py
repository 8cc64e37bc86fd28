"""All uses of a concept in the corpus: its renderings, with the segments below each; Enter opens a segment."""

from collections.abc import Callable

from checker.model import Outcome, Span
from tui.drawing import draw
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, bar, columns, fit, marked, shown
from tui.screens.host import Host
from tui.screens.tables import Entry, Table
from tui.state.status import FindingStatus

_SHOWN = 200  # most segments below a rendering
_BEFORE = 30  # characters shown before the rendering


class Uses(Table):
    """The uses of a concept."""

    name_shown = "Elsewhere"
    bar = ("elsewhere=Open", "back", "help", "quit")

    def __init__(self, review: Host) -> None:
        super().__init__(review)
        self._key = ""

    def of(self, key: str) -> None:
        """Show the uses of another concept (by key)."""
        self._key = key
        if self.is_mounted:
            self.query_one("#table", Lines).choose(1)

    def head(self, room: int) -> Line:
        """The term and its accepted renderings."""
        model = self.session.model
        concept = model.glossary.get(self._key)
        accepted = " | ".join(term.text for term in concept.targets if term.status != "deprecated") if concept else ""
        return fit([(f" {shown(model.term(self._key))}", "head"), ("  = ", "dim"), (shown(accepted), "right")], room)

    def entries(self, room: int) -> list[Entry]:
        """The renderings, most frequent first, and their segments."""
        model = self.session.model
        counted = model.renderings(self._key)
        total = sum(number for _, _, number in counted)
        entries: list[Entry] = []
        for text, outcome, number in counted:
            line: Line = [
                (f"{number:6,} ", "strong"),
                (bar(number, total, 12), draw.outcome_style(outcome)),
                (" ", "text"),
                (shown(text) or "(none)", draw.outcome_style(outcome)),
                (f"  {outcome.value}", "dim"),
            ]
            entries.append(Entry(fit(line, room)))
            numbers = model.rendered(self._key, text, outcome)
            entries += [self._segment(segment, text, outcome, room) for segment in numbers[:_SHOWN]]
            if len(numbers) > _SHOWN:
                entries.append(Entry([(f"        and {len(numbers) - _SHOWN:,} more", "dim")]))
        return entries or [Entry([(" this term does not occur", "dim")])]

    def _segment(self, number: int, text: str, outcome: Outcome, room: int) -> Entry:
        segment = self.session.segment(number)
        side = segment.target if text else segment.source
        wanted = text or self.session.model.term(self._key)
        at = side.find(wanted)
        start = max(at - _BEFORE, 0)
        spans = [(Span(at - start, at - start + len(wanted)), draw.outcome_style(outcome))] if at >= 0 else []
        where: Line = [(draw.place_of(segment, number), "dim")]
        words: Line = [("…" if start else "", "dim"), *marked(side[start:], spans)]
        return Entry([("       ", "text"), *columns([where, words], [20, room - 28])], self._go(number), str(number))

    def _go(self, number: int) -> Callable[[], None]:
        return lambda: self.review.go_to_segment(number, self._key)

    def do_back(self) -> None:
        """Show the findings."""
        self.review.open_board("queue")


def in_segment(items: list[int], statuses: bytearray) -> int | None:
    """The finding of a segment to show, an open one if possible; None if none is listed."""
    listed = [item for item in items if statuses[item] != FindingStatus.GONE]
    return min(listed, key=lambda item: not FindingStatus(statuses[item]).waiting, default=None)
