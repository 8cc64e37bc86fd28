"""The lines of the concordance: words aligned in their context, and the chosen pair in full."""

from collections.abc import Sequence

from checker.model import Span
from checker.project.concordance import Hit, Kind
from tui.drawing.paint import Line, fit, marked, shown, tail, width, wrap

_BEFORE = 0.4  # the share of a column before the found words
_PLACE = 16  # cells of the place
_WITH_PLACE = 100  # cells from which on it has room
_LONG = 2000  # code points of a text that are drawn
_MOST = 12  # found words that are marked


def line(hit: Hit, room: int) -> Line:
    """A hit in one line: its place if there is room, then both sides, each aligned at the first found word."""
    place: Line = [*fit(place_of(hit), _PLACE), (" ", "text")] if room >= _WITH_PLACE else []
    left = room - width(place) - 3
    source = aligned(hit.entry.source, hit.sides.source, left // 2, "source")
    target = aligned(hit.entry.target, hit.sides.target, left - left // 2, "right")
    return [*place, *source, (" │ ", "rule"), *target]


def place_of(hit: Hit) -> Line:
    """The file of a hit and its line or number there."""
    name = shown(hit.file).replace("\\", "/").rpartition("/")[2]
    number = f":{hit.entry.line or hit.number}"
    style = {Kind.TERM: "label", Kind.REFERENCE: "info"}.get(hit.kind, "dim")
    return [(tail(name, max(_PLACE - len(number), 1)) + number, style)]


def aligned(text: str, spans: Sequence[Span], room: int, style: str) -> Line:
    """``text`` in ``room`` cells, with the first of ``spans`` always in the same column; from its start without any."""
    if not spans:
        return fit(marked(text[: 2 * room], [], "dim"), room, "dim")
    first = spans[0].start
    before = int(room * _BEFORE)
    near = max(first - 4 * before, 0)
    lead = shown(text[near:first])
    cut = tail(("…" if near else "") + lead, before)
    behind = Span(first, first + 4 * room)
    rest = [(Span(each.start - first, each.end - first), style) for each in spans[:_MOST]]
    padding = before - width([(cut, "text")])
    return [(" " * padding, "text"), (cut, "text"), *fit(marked(behind.of(text), rest), room - before)]


def pair(hit: Hit, picked: Span, room: int) -> list[Line]:
    """The chosen hit in full: its place, its source, and its target with the words that would be taken."""
    unit = f"  {shown(hit.entry.unit)}" if hit.entry.unit else ""
    place = f"{shown(hit.file)}:{hit.entry.line or hit.number}{unit}"
    target = [(picked, "other"), *((span, "right") for span in hit.sides.target if not _meet(span, picked))]
    return [
        fit([(f" {place}", "dim"), (f"  {_KINDS[hit.kind]}", "label")], room),
        *_whole(hit.entry.source, [(span, "source") for span in hit.sides.source], room),
        *_whole(hit.entry.target, target, room),
    ]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _whole(text: str, spans: Sequence[tuple[Span, str]], room: int) -> list[Line]:
    """A text with marked spans, wrapped; of a long one only what is around the first span."""
    start = max(spans[0][0].start - _LONG // 4, 0) if spans and len(text) > _LONG else 0
    inside = [(Span(span.start - start, span.end - start), style) for span, style in spans if span.start >= start]
    cut: Line = [("…", "dim")]
    line = [*(cut if start else []), *marked(text[start : start + _LONG], inside[:_MOST])]
    return wrap([*line, *(cut if len(text) > start + _LONG else [])], room, [(" ", "text")], [(" ", "text")])


_KINDS = {Kind.SEGMENT: "", Kind.TERM: "glossary", Kind.REFERENCE: "reference"}
