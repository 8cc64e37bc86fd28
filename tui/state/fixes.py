"""The fixes to offer for a finding, best first, with the resulting target."""

import msgspec

from checker.model import Finding, Span
from tui.state.session import Session


class Suggestion(msgspec.Struct, frozen=True):
    """A replacement in the target.

    Attributes:
        text: The resulting target.
        span: The place in the present target that is replaced.
        replacement: The new text there.
        safe: Whether it may be applied without reading it.
    """

    text: str
    span: Span
    replacement: str
    safe: bool


def suggestions(session: Session, item: int) -> list[Suggestion]:
    """The fixes of a finding: those of the rule, then all other accepted renderings at the same place."""
    finding = session.finding(item)
    target = session.segment(finding.segment).target
    found: dict[str, Suggestion] = {}

    def offer(span: Span, replacement: str, *, safe: bool) -> None:
        text = target[: span.start] + replacement + target[span.end :]
        if text != target:
            found.setdefault(text, Suggestion(text, span, replacement, safe))

    for fix in finding.fixes:
        offer(fix.span, fix.replacement, safe=fix.safe)
    if len(finding.target) == 1:
        span = finding.target[0]
        if finding.related and not finding.found and span == Span(0, len(target)):
            offer(span, session.segment(finding.related[0].segment).target, safe=False)
        for rendering in finding.expected:
            offer(span, cased(rendering, finding, target), safe=False)
    return list(found.values())


def cased(rendering: str, finding: Finding, target: str) -> str:
    """``rendering``, capitalised if it replaces a capitalised word at the start of a sentence."""
    span = finding.target[0]
    before = target[: span.start].rstrip(" \"'“‘(")
    begins = not before or before[-1] in ".!?:\n"
    return rendering[0].upper() + rendering[1:] if begins and span.of(target)[:1].isupper() else rendering


def together(session: Session, items: list[int]) -> dict[int, str]:
    """The targets with the best fix of each finding applied, by segment; of two that overlap, only the last."""
    by_segment: dict[int, list[Suggestion]] = {}
    for item in items:
        best = suggestions(session, item)[:1]
        by_segment.setdefault(session.model.segments[item], []).extend(best)
    texts = {}
    for number, best in by_segment.items():
        text = session.segment(number).target
        limit = len(text) + 1
        for one in sorted(best, key=lambda each: each.span, reverse=True):
            if one.span.end <= limit:
                text = text[: one.span.start] + one.replacement + text[one.span.end :]
                limit = one.span.start
        if best:
            texts[number] = text
    return texts
