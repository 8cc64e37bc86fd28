"""Reports: how a run is written down. A report is one module with ``write(run, out)``; each streams.

All of them render a ``Run``: the one JSON report, whether its findings come from a check or from a file of results.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, Self, TextIO, cast

import msgspec

from checker.engine.findings import Evidence, Findings, Standing
from checker.engine.report import Report
from checker.engine.summary import Summary
from checker.family import member
from checker.judging.gate import Gate
from checker.model import Fix, Severity, Span


class Side(msgspec.Struct, frozen=True):
    """A text as the file has it, and what in it a finding is about."""

    text: str
    spans: tuple[Span, ...]


class Link(msgspec.Struct, frozen=True):
    """Another segment of the same file, by its number from 1; ``text`` is what stands there, or ""."""

    index: int
    text: str
    note: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One finding as reports show it: the fields, and their order, are those of the JSON report."""

    rule: str
    severity: Severity
    reason: str
    status: Standing
    justification: str = ""
    fingerprint: str
    file: str
    line: int
    index: int
    unit: str | None
    document: str
    concept: str | None
    candidates: tuple[str, ...]
    message: str
    why: str
    found: str
    expected: tuple[str, ...]
    source: Side
    target: Side
    fixes: tuple[Fix, ...]
    related: tuple[Link, ...]

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        """The record of a finding with its segment."""
        finding, segment = evidence.finding, evidence.segment
        index = segment.index or finding.segment + 1  # a segment made in a program has no number in a file
        return cls(
            rule=finding.rule,
            severity=finding.severity,
            reason=finding.reason,
            status=evidence.status,
            justification=evidence.justification,
            fingerprint=finding.fingerprint,
            file=segment.file,
            line=segment.line,
            index=index,
            unit=segment.unit,
            document=segment.document,
            concept=finding.concept,
            candidates=finding.candidates,
            message=finding.message,
            why=finding.why,
            found=finding.found,
            expected=finding.expected,
            source=Side(segment.source, finding.source),
            target=Side(segment.target, finding.target),
            fixes=finding.fixes,
            related=tuple(
                Link(related.segment - finding.segment + index, related.text, related.note)
                for related in finding.related
            ),
        )

    @property
    def place(self) -> str:
        """``file:line``, by the segment's number where lines mean nothing."""
        return f"{self.file or 'segment'}:{self.line or self.index}"

    @property
    def label(self) -> str:
        """The rule, with the reason where there is one."""
        return f"{self.rule} ({self.reason})" if self.reason else self.rule

    @property
    def open(self) -> bool:
        """Whether it counts."""
        return self.status is Standing.OPEN


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All that a report tells.

    Attributes:
        signature: What the result depends on.
        summary, notices: Counts, and what a reader should know beside the findings.
        gates: The verdicts.
        fail_on: The mildest severity that fails the gate of findings.
        files: Segments of each file, in order.
        records: The findings by file, segment, position and rule; read as often as wanted, never held as a whole.
    """

    signature: str
    source_language: str
    target_language: str
    summary: Summary
    notices: tuple[str, ...]
    gates: tuple[Gate, ...]
    fail_on: Severity
    files: dict[str, int]
    records: Iterable[Record]

    @classmethod
    def of(
        cls, report: Report, gates: tuple[Gate, ...], fail_on: Severity, source_language: str, target_language: str
    ) -> Self:
        """What there is to tell of a check."""
        return cls(
            signature=report.signature,
            source_language=source_language,
            target_language=target_language,
            summary=report.summary,
            notices=report.notices,
            gates=gates,
            fail_on=fail_on,
            files=report.files,
            records=_Records(report.findings),
        )

    @property
    def passed(self) -> bool:
        """Whether every gate passed."""
        return all(gate.passed for gate in self.gates)

    def fails(self, record: Record) -> bool:
        """Whether this finding is one that the gate of findings counts."""
        return record.open and record.severity.rank >= self.fail_on.rank


class _Records:
    """Findings as records, made anew at each reading."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def __iter__(self) -> Iterator[Record]:
        return map(Record.of, self._findings.evidence())


class Writer(Protocol):
    """The shape of a module of this family."""

    def write(self, run: Run, out: TextIO) -> None:
        """Write ``run`` to ``out``; what is no text goes to ``out.buffer``."""
        ...


def writer(kind: str) -> Writer:
    """The report of this name.

    Raises:
        CheckerError: There is none.
    """
    return cast(Writer, member(__name__, kind))
