"""Offers: the fixes of findings. Each is tried before it is shown: its segment is checked with the new target.

A fix that leaves its finding or makes another one is not offered; a place and a rendering are offered instead, from
which a person makes a sentence. Whether all first fixes of a document together make a finding of a grouped rule is seen
when the document is complete (``checking``).
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from checker.corpus import Chunk
from checker.engine.path import found_and_rendered, local_findings
from checker.matching.candidates import candidates, insertion
from checker.matching.context import in_context
from checker.matching.matches import Matches
from checker.matching.past import Past
from checker.model import Finding, Fix, FixKind, Segment
from checker.text.codes import fitted

VERSION = 5  # to be raised when other fixes are offered; see signature.py


_TRIED = 100_000  # code points of a segment, in all its trials
_MOST = 50  # findings of a segment that are tried


class Offered(NamedTuple):
    """The findings of a chunk with their fixes, and the matches of each segment with its first fixes applied."""

    findings: list[Finding]
    fixed: list[Matches]


def offered(findings: list[Finding], matches: Matches) -> Offered:
    """Adds the fixes that passed their trial to the findings of the local rules in ``matches``, in order."""
    first = matches.chunk.first
    by_segment: dict[int, list[Finding]] = {}
    for finding in findings:
        by_segment.setdefault(finding.segment - first, []).append(finding)
    rows = dict(matches.by_segment())
    tried = {at: some[: most_tried(matches.chunk.segments[at])] for at, some in by_segment.items()}
    proposed = {at: [list(candidates(each, matches, rows.get(at, ()))) for each in some] for at, some in tried.items()}
    trials = _Trials(matches, {at for at, some in proposed.items() if any(some)})
    offers: list[Finding] = []
    fixed = []
    for at, some in tried.items():
        target = matches.chunk.targets[at]
        applied = ""
        for finding, fixes in zip(some, proposed[at], strict=True):
            passed = [fix for fix in fixes if trials.passes(at, fix.applied(target), finding, by_segment[at])]
            offers.append(_with(finding, passed or insertion(finding, matches)))
        if applied := together(target, (each.fixes[0] for each in offers[len(offers) - len(some) :] if each.fixes)):
            fixed.append(trials.tried(at, applied))
        offers += [_with(each, []) for each in by_segment[at][len(some) :]]
    return Offered(offers, fixed)


def most_tried(segment: Segment) -> int:
    """How many findings of a segment have fixes that are tried; the others have none.

    A trial checks the whole segment, so that a long one full of findings would take the square of its length.
    """
    return min(_TRIED // (len(segment.source) + len(segment.target) + 1), _MOST)


def _with(finding: Finding, fixes: list[Fix]) -> Finding:
    return finding if tuple(fixes) == finding.fixes else msgspec.structs.replace(finding, fixes=tuple(fixes))


def together(target: str, fixes: Iterable[Fix]) -> str:
    """``target`` with all fixes that are no insertions applied; of two that overlap, the first. "" if there is none."""
    last = len(target)
    changed = target
    for fix in sorted(fixes, key=lambda each: each.span, reverse=True):
        if fix.kind is not FixKind.INSERT and fix.span.end <= last:
            changed = fix.applied(changed)
            last = fix.span.start
    return changed if changed != target else ""


class _Trials:
    """Checks segments of a chunk with other targets."""

    def __init__(self, matches: Matches, wanted: set[int]) -> None:
        self._matches = matches
        self._pasts = _pasts(matches, wanted)

    def passes(self, at: int, target: str, finding: Finding, known: Iterable[Finding]) -> bool:
        """Whether the segment with this target has all findings that it had, without ``finding``, and no other.

        Nor may a word newly disagree with the one before it.
        """
        disagreeing = self._matches.terminology.target.disagreeing
        if len(disagreeing(target)) > len(disagreeing(self._matches.chunk.targets[at])):
            return False
        before = Counter((each.rule, each.concept) for each in known)
        before[finding.rule, finding.concept] -= 1
        after = Counter((each.rule, each.concept) for each in local_findings(self.tried(at, target)))
        return all(count <= before[key] for key, count in after.items())

    def tried(self, at: int, target: str) -> Matches:
        """The matches of the segment with this target."""
        chunk, past = self._matches.chunk, Past()
        past.restore(self._pasts[at])
        segment = chunk.segments[at].translated(fitted(chunk.segments[at], target))
        before = chunk.segments[at - 1] if at else chunk.before
        after = chunk.segments[at + 1] if at + 1 < len(chunk) else chunk.after
        alone = Chunk(chunk.first + at, [segment], before, after)
        return in_context(found_and_rendered(alone, self._matches.terminology), past)


def _pasts(matches: Matches, wanted: set[int]) -> dict[int, bytes]:
    """What the document had said before each of the ``wanted`` segments of a chunk."""
    if not wanted:
        return {}
    past = Past()
    past.restore(matches.before)
    rows = dict(matches.by_segment())
    found = {}
    for at, stretch in enumerate(matches.chunk.stretches()[: max(wanted) + 1]):
        if at in wanted:
            found[at] = past.packed()
        past.enter(stretch)
        past.add(rows.get(at, []))
    return found
