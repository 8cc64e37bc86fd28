"""Joins the reports of several parts of a project, which have their own glossaries or languages."""

import copy
import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from checker.engine.findings import Evidence, Findings, renumbered
from checker.engine.report import Report
from checker.engine.summary import NO_TERMS, Summary, by_severity
from checker.model import Outcome


def joined(reports: Sequence[Report], files: Sequence[str]) -> Report:
    """One report of several; no file is in two of them.

    Args:
        reports: The reports of the parts.
        files: The files in the order that the joined report should have.

    Returns:
        The report, with findings by file, segment and position, and segments numbered across all files.
    """
    if len(reports) == 1:
        return reports[0]
    counts = {file: count for report in reports for file, count in report.files.items()}
    kept = [file for file in files if file in counts]
    whole = copy.copy(reports[0])
    whole.files = {file: counts[file] for file in kept}
    whole.summary = _summary([report.summary for report in reports])
    whole.findings = _Joined(reports, whole.files)
    notices = dict.fromkeys(notice for report in reports for notice in report.notices)
    if whole.summary.occurrences:
        notices.pop(NO_TERMS, None)
    whole.notices = tuple(notices)
    whole.signature = " + ".join(dict.fromkeys(report.signature for report in reports))
    return whole


def _summary(parts: Sequence[Summary]) -> Summary:
    outcomes, severities, rules, gating = (
        sum((Counter(getattr(part, name)) for part in parts), Counter())
        for name in ("outcomes", "severities", "rules", "gating")
    )
    return msgspec.structs.replace(
        parts[0],
        segments=sum(part.segments for part in parts),
        documents=sum(part.documents for part in parts),
        occurrences=sum(part.occurrences for part in parts),
        outcomes={outcome.value: outcomes[outcome.value] for outcome in Outcome},
        severities=by_severity(severities),
        rules=dict(sorted(rules.items())),
        gating=by_severity(gating),
    )


class _Joined(Findings):
    """The findings of several reports in the order of their files."""

    def __init__(self, reports: Sequence[Report], files: Mapping[str, int]) -> None:
        self._reports = reports
        self._rank = {file: number for number, file in enumerate(files)}
        self._first = dict(zip(files, accumulate(files.values(), initial=0), strict=False))

    def __len__(self) -> int:
        return sum(len(report.findings) for report in self._reports)

    def evidence(self) -> Iterator[Evidence]:
        return heapq.merge(
            *(self._moved(report) for report in self._reports),
            key=lambda each: (self._rank[each.segment.file], each.finding.order),
        )

    def _moved(self, report: Report) -> Iterator[Evidence]:
        """The findings of a part, with the segment numbers of the joined report."""
        first = dict(zip(report.files, accumulate(report.files.values(), initial=0), strict=False))
        for evidence in report.findings.evidence():
            by = self._first[evidence.segment.file] - first[evidence.segment.file]
            yield msgspec.structs.replace(evidence, finding=renumbered(evidence.finding, by))
