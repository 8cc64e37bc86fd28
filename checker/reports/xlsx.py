"""XLSX for reviewers: the findings with empty columns for a verdict and a comment, and a sheet with counts.

Before these columns stand the notes that people wrote. A comment without a verdict is an answer, which
``ilchi decisions import`` makes a note.
"""

from collections.abc import Iterator
from typing import TextIO

from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._columns import COLUMNS
from checker.reports._texts import quoted
from checker.reports._verdict import score
from checker.reports._workbook import LONGEST, Cell, Column, Sheet, write_book
from checker.reports._workbook import ready as ready  # noqa: PLC0414  # also this format’s

_VERDICTS = "confirmed,false-positive,intended"
_WIDTHS = {
    "rule": 22, "file": 30, "source": 60, "target": 60, "found": 24, "expected": 28, "message": 50, "why": 40,
    "fingerprint": 18,
}  # fmt: skip  # characters
_WRAPPED = frozenset({"source", "target", "message"})
_NOTES = Column("notes", 40, wrapped=True)
_ANSWERS = (Column("verdict", 16, choices=_VERDICTS), Column("comment", 40, wrapped=True))


def write(run: Run, out: TextIO) -> None:
    """Write the workbook to ``out.buffer``.

    Raises:
        CheckerError: ``out`` is a terminal.
    """
    summary = Sheet("summary", [Column("", 40), Column("", 100)], _summary(run), headed=False)
    write_book([Sheet("findings", columns(), map(cells, run.records)), summary], out)


def columns() -> list[Column]:
    """The columns of the findings; the notes and the columns to fill in follow ``why``."""
    found: list[Column] = []
    for name in COLUMNS:
        found.append(Column(name, _WIDTHS.get(name, 12), name in _WRAPPED))
        if name == "why":
            found += [_NOTES, *_ANSWERS]
    return found


def cells(record: Record) -> list[Cell]:
    """The row of a finding."""
    found: list[Cell] = []
    for name, column in COLUMNS.items():
        value = column(record)
        if isinstance(value, str) and len(value) > LONGEST and name in ("source", "target"):
            side = record.source if name == "source" else record.target
            value = quoted(side.text, side.spans)
        found.append(value)
        if name == "why":
            found += ["\n".join(record.said) or None, *[None] * len(_ANSWERS)]
    return found


def _summary(run: Run) -> Iterator[tuple[str, str | int]]:
    summary = run.summary
    yield "result", "passed" if run.passed else "failed"
    yield from ((f"gate: {gate.name}", f"{'passed' if gate.passed else 'failed'}: {gate.detail}") for gate in run.gates)
    yield "segments", summary.segments
    yield "score", score(run)
    yield from ((severity.value, summary.severities.get(severity.value, 0)) for severity in reversed(Severity))
    yield from ((f"rule: {name}", count) for name, count in summary.rules.items())
    yield from (("notice", notice) for notice in run.notices)
    yield "signature", run.signature
    yield from ((f"segments of {name}", count) for name, count in run.files.items())
