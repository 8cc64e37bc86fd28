"""Counts the findings of a translation by error type, rule and file, with the decisions of people."""

from collections import Counter

from checker import rules
from checker.engine.findings import Evidence, Standing
from checker.judging.decisions import Verdict
from checker.judging.triage import Triage
from checker.model import Severity
from checker.score.card import IssueCount
from checker.text.folding import key

PARTS = 40  # equal parts of a file, for its strip
_OUTCOMES = frozenset(("missing-term", "deprecated-term", "misspelled-term", "miscased-term"))


class Issues:
    """Counts findings.

    Args:
        triage: Has the decisions of people.
        files: The number of segments of each file.

    Attributes:
        rules: Open findings by rule and severity.
        files: Open findings by file and severity.
        strips: Open findings that are not neutral, by file and part of the file.
        dismissed: Dismissed occurrences by concept.
    """

    def __init__(self, triage: Triage, files: dict[str, int]) -> None:
        self.rules: dict[str, Counter[str]] = {}
        self.files: dict[str, Counter[str]] = {name: Counter() for name in files}
        self.strips: dict[str, list[int]] = {name: [0] * PARTS for name in files}
        self.dismissed: Counter[str] = Counter()
        self._triage = triage
        self._sizes = files
        self._types = rules.error_types()
        self._counts: dict[tuple[str, Severity], list[int]] = {}
        self._forms: set[tuple[bool, str, str, str]] = set()

    def add(self, evidence: Evidence) -> None:
        """Count a finding."""
        finding, file = evidence.finding, evidence.segment.file
        sums = self._counts.setdefault((self._types[finding.rule], finding.severity), [0, 0, 0, 0])
        if evidence.status is Standing.IGNORED:
            sums[3] += 1
            if finding.rule in _OUTCOMES and finding.source and finding.concept:
                self.dismissed[finding.concept] += 1
            return
        sums[0] += 1
        sums[1] += self._first(evidence, confirmed=False)
        if self._confirmed(evidence):
            sums[2] += self._first(evidence, confirmed=True)
        self.rules.setdefault(finding.rule, Counter())[finding.severity.value] += 1
        self.files[file][finding.severity.value] += 1
        if finding.severity.rank:
            at = (evidence.segment.index or finding.segment + 1) - 1
            self.strips[file][min(at * PARTS // max(self._sizes[file], 1), PARTS - 1)] += 1

    def _first(self, evidence: Evidence, *, confirmed: bool) -> bool:
        """Whether this is the first finding about this wrong form of its concept; repeats do not count."""
        finding = evidence.finding
        if not (finding.concept and finding.found):
            return True
        form = (confirmed, finding.rule, finding.concept, key(finding.found))
        new = form not in self._forms
        self._forms.add(form)
        return new

    def _confirmed(self, evidence: Evidence) -> bool:
        decisions = self._triage.decisions
        decision = decisions.ruling(evidence).decision if len(decisions) else None
        return decision is not None and decision.verdict is Verdict.CONFIRMED

    def result(self) -> tuple[IssueCount, ...]:
        """The counts by error type and severity, the highest severity of each type first."""
        ordered = sorted(self._counts.items(), key=lambda each: (each[0][0], -each[0][1].rank))
        return tuple(IssueCount(kind, severity, *sums) for (kind, severity), sums in ordered)
