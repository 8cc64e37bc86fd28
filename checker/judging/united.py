"""Joins what two glossaries say of the same segments: that of the base of a branch, and that of the branch."""

import heapq
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from checker.engine.findings import Evidence, Findings
from checker.judging.baseline import Baseline
from checker.model import Finding, Span

_ONLY = "only the glossary of the base says so, which the branch changes"


class United(Findings):
    """The findings of two checks of the same segments; of two that are the same, the one that counts more for a gate.

    Args:
        base: The findings by the glossary of the base.
        branch: The findings by the glossary of the branch.
        known: What the branch's glossary finds in the texts of the base; this does not count.
    """

    def __init__(self, base: Findings, branch: Findings, known: Baseline) -> None:
        self._base = base
        self._branch = branch
        self._known = known

    def __len__(self) -> int:
        return sum(1 for _ in self.evidence())

    def evidence(self) -> Iterator[Evidence]:
        """The findings with their segments; those that only the base's glossary gives say so."""
        known = self._known.fresh()
        base = (_Found(each, of_base=True) for each in self._base.evidence())
        branch = (_Found(each, new=not known.take(each)) for each in self._branch.evidence())
        both = heapq.merge(base, branch, key=lambda found: found.evidence.finding.order)
        for _, found in groupby(both, key=lambda each: each.evidence.finding.segment):
            yield from _united(list(found))


class _Found(NamedTuple):
    evidence: Evidence
    of_base: bool = False
    new: bool = False


def _united(found: list[_Found]) -> Iterator[Evidence]:
    """The findings of one segment."""
    of_base = {_essence(each.evidence.finding): each for each in found if each.of_base}
    of_branch = {_essence(each.evidence.finding): each for each in found if not each.of_base}
    # What the base says of an occurrence of a term; that the branch says it in another way is no second fault.
    said: dict[tuple[Span, ...], tuple[bool, int]] = {}
    for each in found:
        if each.of_base and each.evidence.finding.concept is not None:
            source = each.evidence.finding.source
            said[source] = max(said.get(source, (False, 0)), _rank(each))
    for each in found:
        finding = each.evidence.finding
        essence = _essence(finding)
        other = (of_branch if each.of_base else of_base).get(essence)
        if each.of_base and (other is None or not other.new or _rank(each) >= _rank(other)):
            only = other is None and finding.concept is not None
            yield _said(each.evidence) if only else each.evidence
        elif not each.of_base and each.new and (other is None or _rank(each) > _rank(other)):
            term = bool(finding.source) and finding.concept is not None
            if not (term and finding.source in said and said[finding.source] >= _rank(each)):
                yield each.evidence


def _essence(finding: Finding) -> tuple[object, ...]:
    """What makes two findings of a segment the same, whatever the row of the glossary is called."""
    return finding.rule, finding.source, finding.target, finding.found


def _rank(found: _Found) -> tuple[bool, int]:
    """How much a finding counts for a gate: whether it may fail one, then its severity."""
    return found.evidence.finding.may_fail, found.evidence.finding.severity.rank


def _said(evidence: Evidence) -> Evidence:
    finding = evidence.finding
    why = f"{finding.why}; {_ONLY}" if finding.why else _ONLY
    return msgspec.structs.replace(evidence, finding=msgspec.structs.replace(finding, why=why))
