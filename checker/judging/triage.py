"""Triage: applies the severities of the config, the decisions and the baseline to the findings of a check.

Every finding stays in the report and gets a status (open, ignored, baselined), except those of rules that are off.
"""

import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import msgspec

from checker.engine.findings import Evidence, Findings, Standing, unanswered
from checker.engine.report import Report
from checker.engine.summary import by_severity
from checker.judging.baseline import Baseline, Upgrade
from checker.judging.decisions import Decision, Decisions, Ruling, subject
from checker.model import Severity

OFF = "off"
LISTED = 20  # findings that are new only because ilchi has changed
UPGRADED = "new only because ilchi has changed since the baseline was made"
Severities = Callable[[str], Mapping[str, str]]


class Triage:
    """The severities, decisions and baseline for the findings of a run.

    Args:
        severities: Returns, for a file, the severity or ``off`` by rule. Neutral findings stay neutral.
        decisions: The decisions of people.
        baseline: The findings of an earlier run.
        upgrade: Returns, for a file, what tells whether a finding is new because ilchi has changed.

    Attributes:
        upgraded: The first findings that are new only because ilchi has changed; set by ``judged``.
        upgrades: The number of such findings by rule; set by ``judged``.
    """

    def __init__(
        self,
        severities: Severities = lambda _file: {},
        decisions: Decisions | None = None,
        baseline: Baseline | None = None,
        upgrade: Callable[[str], Upgrade] | None = None,
    ) -> None:
        self._severities = severities
        self._upgrade = upgrade
        self.decisions = Decisions() if decisions is None else decisions  # there may be notes alone
        self.baseline = baseline or Baseline()
        self._used: set[Decision] = set()
        self._left: dict[str, int] = {}
        self.upgraded: list[Evidence] = []
        self.upgrades: Counter[str] = Counter()
        self._warnings: dict[str, None] = {}

    def judged(self, report: Report) -> Report:
        """The report with final severities and statuses; its summary counts open findings only."""
        severities: Counter[str] = Counter()
        gating: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        findings = _Judged(report.findings, self)
        asked: set[str] = set()
        baseline = self.baseline.fresh()
        self.upgraded, self.upgrades = [], Counter()
        for evidence in findings.judged(baseline):
            if evidence.justification == UPGRADED:
                self.upgrades[evidence.finding.rule] += 1
                if len(self.upgraded) < LISTED:
                    self.upgraded.append(evidence)
            if unanswered(evidence.notes):
                asked.add(evidence.finding.fingerprint)
            if evidence.status is Standing.OPEN:
                severities[evidence.finding.severity.value] += 1
                gating[evidence.finding.severity.value] += evidence.finding.may_fail
                counts[evidence.finding.rule] += 1
        self._left = baseline.left
        changed = copy.copy(report)
        changed.findings = findings
        changed.summary = msgspec.structs.replace(
            report.summary,
            severities=by_severity(severities),
            rules=dict(sorted(counts.items())),
            gating=by_severity(gating),
        )
        waiting = f"questions on findings that wait for an answer: {len(asked)}"
        changed.notices = (*report.notices, *self.warnings, *([waiting] if asked else []))
        changed.signature = report.signature + self._signature(report)
        return changed

    @property
    def gone(self) -> dict[str, int]:
        """The baselined findings that the judged report no longer has: their number by fingerprint."""
        return self._left

    def judge(self, evidence: Evidence, baseline: Baseline) -> Evidence | None:
        """The finding with its severity and status; None if its rule is off for its file.

        A rule whose severity is set may fail a gate.
        """
        finding = evidence.finding
        wanted = self._severities(evidence.segment.file).get(finding.rule)
        if wanted == OFF:
            return None
        if wanted and finding.severity is not Severity.NEUTRAL:
            # Whoever sets the severity of a rule means it; what the glossary only advises stays advice.
            gating = finding.gating or finding.concept is None
            finding = msgspec.structs.replace(finding, severity=Severity(wanted), gating=gating)
            evidence = msgspec.structs.replace(evidence, finding=finding)
        notes = self.decisions.notes_on(finding.fingerprint)
        if notes:
            self._used.update(entry.decision for entry in notes)
            evidence = msgspec.structs.replace(evidence, notes=tuple(entry.decision.note for entry in notes))
        known = baseline.take(evidence)
        if len(self.decisions):
            ruling = self._ruling(evidence)
            if ruling.standing is Standing.IGNORED and ruling.decision:
                return msgspec.structs.replace(
                    evidence, status=Standing.IGNORED, justification=_justification(ruling.decision, ruling)
                )
        if known:
            return msgspec.structs.replace(evidence, status=Standing.BASELINED)
        if self._upgrade and baseline.upgraded(evidence, self._upgrade(evidence.segment.file)):
            return msgspec.structs.replace(evidence, status=Standing.BASELINED, justification=UPGRADED)
        return evidence

    def _ruling(self, evidence: Evidence) -> Ruling:
        """The ruling on a finding; also collects the warnings."""
        for entry in self.decisions.covering(subject(evidence)):
            self._used.add(entry.decision)
            if self.decisions.expired(entry.decision):
                self._warn(f"{entry.place}: the decision was valid until {entry.decision.until} and no longer counts")
        ruling = self.decisions.ruling(evidence)
        if ruling.opposed:
            one, other = ruling.opposed
            self._warn(f"{one} and {other} contradict each other: the finding is open until one of them is removed")
        return ruling

    def _warn(self, message: str) -> None:
        self._warnings[message] = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about the decisions that were used; complete after ``judged``."""
        return tuple(self._warnings)

    @property
    def stale(self) -> list[Decision]:
        """Decisions and notes on which the judged report has no finding."""
        held = (*self.decisions.entries, *self.decisions.notes)
        return [entry.decision for entry in held if entry.decision not in self._used]

    def _signature(self, report: Report) -> str:
        """What the result depends on beside the check: severities, decisions, baseline; only those that are set."""
        parts = []
        severities = [(file, sorted(self._severities(file).items())) for file in report.files]
        if any(changed for _, changed in severities):
            parts.append(f"severities {_digest(severities)}")
        if len(self.decisions):
            parts.append(f"decisions {_digest(sorted(_line(entry.decision) for entry in self.decisions.entries))}")
        if self.decisions.notes:
            parts.append(f"notes {_digest([_line(entry.decision) for entry in self.decisions.notes])}")
        if any(decision.until for decision in self._used):
            parts.append(f"on {self.decisions.today}")
        if self.baseline.counts:
            parts.append(f"baseline {_digest(sorted(self.baseline.counts.items()))}")
        return "".join(f"|{part}" for part in parts)


class _Judged(Findings):
    """Findings that a triage judges each time they are read."""

    def __init__(self, findings: Findings, triage: Triage) -> None:
        self._all = findings
        self._triage = triage
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self.evidence())
        return self._count

    def evidence(self) -> Iterator[Evidence]:
        return self.judged(self._triage.baseline.fresh())

    def judged(self, baseline: Baseline) -> Iterator[Evidence]:
        """The judged findings; those in ``baseline`` are taken out of it."""
        for evidence in self._all.evidence():
            judged = self._triage.judge(evidence, baseline)
            if judged is not None:
                yield judged


def _justification(decision: Decision, ruling: Ruling) -> str:
    said = f"{decision.verdict}: {decision.reason}" if decision.reason else decision.verdict.value
    return f"{said} (carried over: the target has changed since)" if ruling.carried else said


def _line(decision: Decision) -> str:
    return msgspec.json.encode(decision).decode("utf-8")


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:12]
