"""Adds to a report what a branch changes in what it is judged by; nothing that is decided or known hides it."""

import copy
import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from checker.engine.findings import Evidence, Findings
from checker.engine.report import Report
from checker.model import Segment
from checker.rules.policy_change import Change, severity

RULE = "policy-change"


def listed(report: Report, changes: Sequence[Change]) -> Report:
    """A judged report with the changes behind its findings; each stands in its file, not in a segment."""
    if not changes:
        return report
    found = [
        Evidence(
            msgspec.structs.replace(each.finding, segment=report.summary.segments + number),
            Segment(source="", target="", file=each.file, line=each.line, index=max(each.line, 1)),
        )
        for number, each in enumerate(changes)
    ]
    whole = copy.copy(report)
    whole.findings = _Longer(report.findings, found)
    counts = report.summary.severities
    whole.summary = msgspec.structs.replace(
        report.summary,
        severities=counts | {severity.value: counts[severity.value] + len(found)},
        rules=dict(sorted((report.summary.rules | {RULE: len(found)}).items())),
    )
    essence = "\0".join(each.finding.fingerprint for each in found).encode()
    whole.signature = f"{report.signature}|policy {hashlib.sha256(essence).hexdigest()[:12]}"
    return whole


class _Longer(Findings):
    """Findings, and more behind them."""

    def __init__(self, findings: Findings, more: Sequence[Evidence]) -> None:
        self._findings = findings
        self._more = more

    def __len__(self) -> int:
        return len(self._findings) + len(self._more)

    def evidence(self) -> Iterator[Evidence]:
        return chain(self._findings.evidence(), self._more)
