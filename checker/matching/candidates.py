"""What might correct a finding: places in the target, each with the text to put there. ``engine.offers`` tries them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from checker.matching.matches import Matches, Row
from checker.matching.spelling import same_capitals
from checker.model import Category, Finding, Fix, FixKind, Outcome, Severity, Span
from checker.text.numbers import Number, differences, readable

_BESIDE = 8  # code points between two numbers of a list or a score


def candidates(finding: Finding, matches: Matches, rows: Iterable[Row]) -> Iterator[Fix]:
    """The fixes to try for a finding of ``matches``, best first; none for a neutral one.

    ``rows`` are those of its segment.
    """
    if finding.severity is Severity.NEUTRAL:
        return
    yield from finding.fixes
    if finding.concept is not None and finding.target and not finding.fixes:
        for row in rows:
            if _is_about(finding, row):
                yield from _of_term(finding, row, matches)
                return
    elif finding.concept is None and finding.source and finding.target:
        yield from _of_number(finding, matches)


def insertion(finding: Finding, matches: Matches) -> list[Fix]:
    """The place where the rendering of a finding without a fix belongs, as far as it is known."""
    if finding.severity is Severity.NEUTRAL or not finding.expected:
        return []
    ours = None if finding.concept else _numbers(finding, matches)[0]
    if finding.concept is None and ours is None:
        return []
    rendering = readable(ours._replace(unit="")) if ours and ours.low == ours.high else finding.expected[0]
    number = finding.segment - matches.chunk.first
    source, target = matches.chunk.sources[number], matches.chunk.targets[number]
    if finding.target:
        return [Fix(FixKind.INSERT, finding.target[0], rendering)]
    if not finding.source:
        return []
    at = len(target) * finding.source[0].start // max(len(source), 1)
    blank = target.rfind(" ", 0, at + 1) + 1
    return [Fix(FixKind.INSERT, Span(blank, blank), rendering)]


def _is_about(finding: Finding, row: Row) -> bool:
    if finding.source:
        return (row.start, row.end) == (finding.source[0].start, finding.source[0].end)
    return row.start < 0 and row.target_start == finding.target[0].start


def _of_term(finding: Finding, row: Row, matches: Matches) -> Iterator[Fix]:
    """A rendering of the concept in the form of what stands there."""
    text, span = matches.chunk.targets[row.segment], finding.target[0]
    concept = matches.concept(row)
    if row.reason == "rank-dropped":
        if found := matches.terminology.target.marked(text, span.start, row.how):
            yield Fix(FixKind.READ, Span(found.start, found.end), found.text)
    elif row.outcome is Outcome.DEPRECATED:
        safe = row.reason == "" and row.start >= 0 and len(row.candidates) == 1
        longer = " of " in concept.preferred and " of " not in span.of(text)
        titled = longer and text[row.target_end : row.target_end + 2].lstrip()[:1].isupper()
        same = same_capitals(span.of(text), row.wording)
        kind = FixKind.SAFE if safe and same and not titled else FixKind.READ
        renderings = (concept.preferred,) if concept.preferred else ()
        yield from _fitted(matches, row, span, renderings, row.wording, kind)
    elif row.outcome is Outcome.MISSING and not _lacks_title(row, matches):
        yield from _fitted(matches, row, span, concept.accepted, "")
    elif row.outcome.accepted:
        yield from _fitted(matches, row, span, finding.expected, row.wording)


def _lacks_title(row: Row, matches: Matches) -> bool:
    """Whether the title beside the name is missing too, so that the name in its place would have a wrong one."""
    return any(
        other.segment == row.segment
        and other.outcome is Outcome.MISSING
        and other.reason in ("replaced", "no-trace", "first-mention")
        and matches.concept(other).category is Category.TITLE
        and max(other.start, row.start) - min(other.end, row.end) <= 1
        for other in matches.rows
        if other.start != row.start
    )


def _fitted(
    matches: Matches, row: Row, span: Span, renderings: tuple[str, ...], wording: str, kind: FixKind = FixKind.READ
) -> Iterator[Fix]:
    text, category = matches.chunk.targets[row.segment], matches.concept(row).category
    found = matches.terminology.target.fitted(text, span.start, span.end, renderings, category, wording)
    if found:
        yield Fix(kind if found.kind is FixKind.SAFE else found.kind, Span(found.start, found.end), found.text)


def _of_number(finding: Finding, matches: Matches) -> Iterator[Fix]:
    """The number of the source in the style of the number in the target."""
    number = finding.segment - matches.chunk.first
    ours, theirs = matches.numbers(number)
    one, other = _numbers(finding, matches)
    if one is None or other is None or _is_ambiguous(one, ours, other, theirs):
        return
    found = matches.terminology.target.restated(matches.chunk.targets[number], other, one)
    if found:
        yield Fix(FixKind.READ, Span(found.start, found.end), found.text)


def _numbers(finding: Finding, matches: Matches) -> tuple[Number | None, Number | None]:
    """The numbers in source and target that a finding is about."""
    sides = matches.numbers(finding.segment - matches.chunk.first)
    starts = (spans[0].start if spans else -1 for spans in (finding.source, finding.target))
    one, other = (
        next((each for each in side if each.start == start), None) for side, start in zip(sides, starts, strict=True)
    )
    return one, other


def _is_ambiguous(one: Number, ours: list[Number], other: Number, theirs: list[Number]) -> bool:
    """Whether another number without an equal, or one of a list, may be the one that is meant (5-4 and 4-3)."""
    rest = _unequal(tuple(ours), tuple(theirs))
    if sum(source.kind is one.kind or target.kind is other.kind for source, target in rest) > 1:
        return True
    same = [each for each in ours if each.kind is one.kind]
    those = [each for each in theirs if each.kind is other.kind]
    listed = any(_is_beside(one, each) for each in same) or any(_is_beside(other, each) for each in those)
    return listed and (len(same) != len(those) or same.index(one) != those.index(other))


@lru_cache(maxsize=16)
def _unequal(ours: tuple[Number, ...], theirs: tuple[Number, ...]) -> tuple[tuple[Number, Number], ...]:
    """The pairs of numbers that should be equal and are not; the same for all findings of a segment."""
    found = differences(ours, theirs)
    return tuple((each.source, each.target) for each in found if each.source and each.target)


def _is_beside(one: Number, other: Number) -> bool:
    return one is not other and max(one.start, other.start) - min(one.end, other.end) <= _BESIDE
