"""The columns of a finding in tables; their names are those of the JSON report."""

import re
from collections.abc import Callable

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


def cell_text(text: str) -> str:
    """``text`` for a cell of CSV: no formula, no command of a build host, no character that breaks a spreadsheet."""
    told = disarmed(allowed(text))
    return f"'{told}" if is_formula(told) else told


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may interpret ``text`` as a formula."""
    return _FORMULA.match(text) is not None
