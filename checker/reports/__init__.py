"""Reports: the formats in which the result of a check is written. A report is a module with ``write(run, out)``.

All reports write a ``Run``, which comes from a check or from a JSON report, and stream its findings.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Protocol, Self, TextIO, cast

import msgspec

from checker.engine.findings import Evidence, Findings, Note, Standing
from checker.engine.report import Report
from checker.engine.summary import Summary
from checker.family import member
from checker.judging.gate import Gate
from checker.model import Fix, FixKind, Severity, Span
from checker.reading import Unread


class Side(msgspec.Struct, frozen=True):
    """A text as in the file, and the spans in it that a finding is about."""

    text: str
    spans: tuple[Span, ...]


class Link(msgspec.Struct, frozen=True):
    """Another segment of the same file that is evidence.

    Attributes:
        index: Its number in the file, from 1.
        text: What stands there, or "".
        note: What it shows.
    """

    index: int
    text: str
    note: str


class Place(msgspec.Struct, frozen=True):
    """Where a target stands in a file, as it is and on one line.

    Attributes:
        file: The file with the target.
        line: From 1.
        column: Where the target begins in the line, from 1, in UTF-16 code units.
    """

    file: str
    line: Annotated[int, msgspec.Meta(ge=1)]
    column: Annotated[int, msgspec.Meta(ge=1)]

    def region(self, text: str, span: Span) -> tuple[int, int]:
        """The columns of ``span`` of the target ``text``: the first, and the one behind the last."""
        start, end = (len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in (span.start, span.end))
        return self.column + start, self.column + end


class WrittenFix(msgspec.Struct, frozen=True, kw_only=True):
    """A fix in a report; reports of earlier versions do not name its kind.

    Attributes:
        line: What the fix makes of the line of the file at the record's ``written``; none if that is not sure.
    """

    kind: FixKind | msgspec.UnsetType = msgspec.UNSET
    safe: bool
    span: Span
    replacement: str
    line: str | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, fix: Fix) -> Self:
        """What a report says of ``fix``."""
        return cls(kind=fix.kind, safe=fix.safe, span=fix.span, replacement=fix.replacement)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in a report; the fields and their order are those of the JSON report.

    Attributes:
        notes: What people wrote on it; none if nothing.
        written: Where its target stands in the file; none if that is not known.
    """

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
    fixes: tuple[WrittenFix, ...]
    related: tuple[Link, ...]
    gating: bool = True
    notes: tuple[Note, ...] | msgspec.UnsetType = msgspec.UNSET
    written: Place | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        """The record of a finding and its segment."""
        finding, segment = evidence.finding, evidence.segment
        index = segment.index or finding.segment + 1  # a segment that was not read from a file has no index
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
            fixes=tuple(map(WrittenFix.of, finding.fixes)),
            related=tuple(
                Link(related.segment - finding.segment + index, related.text, related.note)
                for related in finding.related
            ),
            gating=finding.may_fail,
            notes=evidence.notes or msgspec.UNSET,
        )

    @property
    def place(self) -> str:
        """``file:line``; in formats without lines, the segment's number in the file instead."""
        return f"{self.file or 'segment'}:{self.line or self.index}"

    @property
    def label(self) -> str:
        """The rule, with the reason in parentheses if there is one."""
        return f"{self.rule} ({self.reason})" if self.reason else self.rule

    @property
    def said(self) -> list[str]:
        """The notes in words: ``mina, 2026-03-01: may we shorten it?``."""
        notes = () if isinstance(self.notes, msgspec.UnsetType) else self.notes
        return [f"{', '.join(filter(None, (note.author, note.at[:10])))}: {note.text}" for note in notes]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Source and target; none if the finding is not about a segment."""
        return (self.source, self.target) if self.source.text or self.target.text else ()

    @property
    def open(self) -> bool:
        """Whether the finding counts: it is neither ignored nor baselined."""
        return self.status is Standing.OPEN


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a report.

    Attributes:
        signature: Identifies everything that the result depends on.
        source_language, target_language: BCP 47 codes.
        summary: Counts.
        notices: Sentences for the reader besides the findings.
        gates: The gates with their verdicts.
        fail_on: The lowest severity that fails the gate of findings.
        files: The number of segments by file, in order.
        records: The findings by file, segment, position and rule; they can be read repeatedly; not a list in memory.
        locate: Adds to findings where they stand in their files.
        languages: The source and target language of each file; none of a file whose languages are not known.
        unread: The files that are evidently translations and were not read.
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
    locate: Callable[[Iterable[Record]], Iterable[Record]] = iter
    languages: dict[str, tuple[str, str]] = {}
    unread: tuple[Unread, ...] = ()

    @classmethod
    def of(
        cls,
        report: Report,
        gates: tuple[Gate, ...],
        fail_on: Severity,
        source_language: str,
        target_language: str,
        locate: Callable[[Iterable[Record]], Iterable[Record]] = iter,
    ) -> Self:
        """The run of a check."""
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
            locate=locate,
        )

    @property
    def located(self) -> Iterable[Record]:
        """The findings with their places in the files, read once; this reads the files again."""
        return self.locate(self.records)

    @property
    def passed(self) -> bool:
        """Whether every gate passed."""
        return all(gate.passed for gate in self.gates)

    def fails(self, record: Record) -> bool:
        """Whether this finding fails the gate of findings."""
        return record.open and record.gating and record.severity.rank >= self.fail_on.rank


class _Records:
    """Findings as records, which are made while they are read."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def __iter__(self) -> Iterator[Record]:
        return map(Record.of, self._findings.evidence())


class Writer(Protocol):
    """The interface of a report. It may have ``ready``, which says before the work whether it can be written."""

    def write(self, run: Run, out: TextIO) -> None:
        """Write ``run`` to ``out``; binary formats write to ``out.buffer``.

        Raises:
            CheckerError: The report cannot be written there.
        """
        ...


def writer(kind: str) -> Writer:
    """The report with this name.

    Raises:
        CheckerError: There is no such report.
    """
    return cast(Writer, member(__name__, kind))
