"""The columns of a finding in tables; their names are those of the JSON report."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from checker.model import Span
from checker.reports import Record
from checker.reports._texts import allowed
from checker.text.hosts import disarmed

# Characters that begin a formula, also full-width and after blanks; a tab or line break would move the rest.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")

COLUMNS: dict[str, Callable[[Record], str | int]] = {
    "severity": lambda record: record.severity.value,
    "rule": lambda record: record.rule,
    "reason": lambda record: record.reason,
    "file": lambda record: record.file,
    "line": lambda record: record.line,
    "index": lambda record: record.index,
    "source": lambda record: record.source.text,
    "target": lambda record: record.target.text,
    "found": lambda record: record.found,
    "expected": lambda record: " | ".join(record.expected),
    "message": lambda record: record.message,
    "why": lambda record: record.why,
    "concept": lambda record: record.concept or "",
    "unit": lambda record: record.unit or "",
    "document": lambda record: record.document,
    "status": lambda record: record.status.value,
    "justification": lambda record: record.justification,
    "fingerprint": lambda record: record.fingerprint,
}

NUMBERS = ("line", "index")  # the columns that are numbers
SPANS = ("source_spans", "target_spans")  # more columns, where a cell may be a list


def row(record: Record) -> dict[str, Any]:
    """A finding by column, with its spans as pairs of code point offsets; lone surrogates are replaced."""
    cells = {name: _text(column(record)) for name, column in COLUMNS.items()}
    return cells | dict(zip(SPANS, map(_pairs, (record.source.spans, record.target.spans)), strict=True))


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _text(cell: str | int) -> str | int:
    """A cell with lone surrogates replaced, which UTF-8 cannot hold."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def cell_text(text: str) -> str:
    """``text`` for a cell of CSV: no formula, no command of a build host, no character that breaks a spreadsheet."""
    told = disarmed(allowed(text))
    return f"'{told}" if is_formula(told) else told


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may interpret ``text`` as a formula."""
    return _FORMULA.match(text) is not None
