"""What the review offers for a finding: fixes to apply, and renderings to insert where the translator wants them."""

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from checker.engine.offers import together
from checker.model import Fix, FixKind, Span
from tui.state.session import Session

_MOST = 9  # offers have digits


class Offer(msgspec.Struct, frozen=True):
    """One offer.

    Attributes:
        kind: What it is.
        span: What it replaces in the present target; the place of an insertion.
        replacement: The new text there.
        text: The resulting target; for an insertion only a proposal.
    """

    kind: FixKind
    span: Span
    replacement: str
    text: str


def offers(session: Session, item: int) -> list[Offer]:
    """The fixes of a finding, the best first, and as insertions the other renderings or translations that it names."""
    finding = session.finding(item)
    if not session.is_checked(finding.segment):
        return []
    target = session.segment(finding.segment).target
    different = {fix.applied(target): fix for fix in reversed(finding.fixes)}
    made = [Offer(fix.kind, fix.span, fix.replacement, text) for text, fix in reversed(different.items())]
    place = finding.target[0] if finding.target else made[0].span if made else None
    if finding.concept and place is not None:
        known = {offer.replacement.casefold() for offer in made}
        made += [
            Offer(FixKind.INSERT, place, rendering, inserted(target, place, rendering)[0])
            for rendering in finding.expected
            if rendering.casefold() not in known
        ]
    if finding.related and not finding.found and not made:  # the same source, translated in another way
        others = dict.fromkeys(session.segment(each.segment).target for each in finding.related)
        whole = Span(0, len(target))
        made += [Offer(FixKind.INSERT, whole, other, other) for other in others if other.strip() and other != target]
    return made[:_MOST]


def best_fix(session: Session, item: int) -> Offer | None:
    """The best offer of a finding, if it is no insertion."""
    return next((offer for offer in offers(session, item)[:1] if offer.kind is not FixKind.INSERT), None)


def all_fixed(session: Session, items: Iterable[int]) -> dict[int, str]:
    """The targets with the best fixes of several findings, by segment; those without one stay."""
    made = {}
    for number, fixes in best_fixes(session, items).items():
        made[number] = together(session.segment(number).target, fixes)
    return {number: text for number, text in made.items() if text}


def best_fixes(session: Session, items: Iterable[int]) -> dict[int, list[Fix]]:
    """The best fixes of several findings, by segment and in their order there; of two that overlap, the later."""
    found: dict[int, list[Fix]] = {}
    for item in items:
        if best_fix(session, item):
            finding = session.finding(item)
            found.setdefault(finding.segment, []).append(finding.fixes[0])
    for number, fixes in found.items():
        kept: list[Fix] = []
        for fix in sorted(fixes, key=lambda each: each.span, reverse=True):
            if not kept or fix.span.end <= kept[-1].span.start:
                kept.append(fix)
        found[number] = kept[::-1]
    return found


def gaps(text: str) -> list[int]:
    """The places between the words of ``text`` where another word can stand, with its start and end."""
    starts = [at for at, sign in enumerate(text) if not sign.isspace() and (at == 0 or text[at - 1].isspace())]
    end = len(text.rstrip())
    while end and unicodedata.category(text[end - 1]).startswith("P"):
        end -= 1
    return sorted({0, *starts, end})


def inserted(text: str, at: Span, rendering: str, unseen: re.Pattern[str] | None = None) -> tuple[str, Span]:
    """``text`` with ``rendering`` at ``at``, with blanks around it as between words, and where it stands then.

    ``unseen`` matches what is no part of the text, such as marks of inline codes.
    """
    before, after = text[: at.start], text[at.end :]
    sides = [unseen.sub("", side) if unseen else side for side in (before, after)]
    left = " " if sides[0] and _joins(sides[0][-1]) and _joins(rendering[0]) else ""
    right = " " if sides[1] and _joins(sides[1][0]) and _joins(rendering[-1]) else ""
    start = len(before) + len(left)
    return before + left + rendering + right + after, Span(start, start + len(rendering))


def _joins(sign: str) -> bool:
    """Whether a sign is part of a word that needs a blank before the next one: not in Chinese and Japanese."""
    wide = unicodedata.east_asian_width(sign) in "WF" and not unicodedata.name(sign, "").startswith("HANGUL")
    return (sign.isalnum() or sign in ")”’\"'%") and not wide
