"""What the review offers for a finding: fixes to apply, and renderings to insert where the translator wants them."""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from checker.model import Finding, Segment, Span
from tui.state.fixes import suggestions, together
from tui.state.session import Session

_MOST = 9  # offers have digits


class Kind(StrEnum):
    """How far an offer can be trusted."""

    SAFE = "safe"
    READ = "read-first"
    INSERT = "insert"


class Offer(msgspec.Struct, frozen=True):
    """One offer.

    Attributes:
        kind: What it is.
        span: What it replaces in the present target; the place of an insertion.
        replacement: The new text there.
        text: The resulting target; for an insertion only a proposal.
    """

    kind: Kind
    span: Span
    replacement: str
    text: str


def offers(session: Session, item: int) -> list[Offer]:
    """The offers for a finding, the best first: fixes, then the other renderings."""
    finding = session.finding(item)
    segment = session.segment(finding.segment)
    made = [
        Offer(Kind.SAFE if one.safe else Kind.READ, one.span, one.replacement, one.text)
        for one in suggestions(session, item)
    ]
    known = {one.replacement.casefold() for one in made}
    if finding.concept and not finding.target:
        for rendering in finding.expected:
            if rendering.casefold() not in known:
                text, _ = inserted(segment.target, place := _place(finding, segment), rendering)
                made.append(Offer(Kind.INSERT, place, rendering, text))
    return made[:_MOST]


def best_fix(session: Session, item: int) -> Offer | None:
    """The first offer of a finding that is no insertion."""
    return next((offer for offer in offers(session, item) if offer.kind is not Kind.INSERT), None)


def all_fixed(session: Session, items: Sequence[int]) -> str | None:
    """The target of a segment with the best fixes of several findings in it; None if fewer than two have one."""
    fixable = [item for item in items if best_fix(session, item)]
    if len(fixable) < 2:
        return None
    (text,) = together(session, fixable).values()
    return text


def _place(finding: Finding, segment: Segment) -> Span:
    """A guess at the place of a missing rendering: the gap between words as far along as the term in the source."""
    share = finding.source[0].start / max(len(segment.source), 1) if finding.source else 1.0
    at = min(gaps(segment.target), key=lambda gap: abs(gap - share * len(segment.target)))
    return Span(at, at)


def gaps(text: str) -> list[int]:
    """The places between the words of ``text`` where another word can stand, with its start and end."""
    starts = [at for at, sign in enumerate(text) if not sign.isspace() and (at == 0 or text[at - 1].isspace())]
    end = len(text.rstrip())
    while end and unicodedata.category(text[end - 1]).startswith("P"):
        end -= 1
    return sorted({0, *starts, end})


def inserted(text: str, at: Span, rendering: str) -> tuple[str, Span]:
    """``text`` with ``rendering`` at ``at``, with blanks around it as between words, and where it stands then."""
    before, after = text[: at.start], text[at.end :]
    left = " " if before and _joins(before[-1]) and _joins(rendering[0]) else ""
    right = " " if after and _joins(after[0]) and _joins(rendering[-1]) else ""
    start = len(before) + len(left)
    return before + left + rendering + right + after, Span(start, start + len(rendering))


def _joins(sign: str) -> bool:
    """Whether a sign is part of a word that needs a blank before the next one: not in Chinese and Japanese."""
    wide = unicodedata.east_asian_width(sign) in "WF" and not unicodedata.name(sign, "").startswith("HANGUL")
    return (sign.isalnum() or sign in ")”’\"'%") and not wide
