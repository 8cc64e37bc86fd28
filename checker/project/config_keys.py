"""The keys of the config: what each may hold, in words for a message, and what it is by default.

A check of a value returns what the value must be, or "" if it is right.
"""

import math
from collections.abc import Callable
from typing import Any

from checker.model import Enforce, Severity
from checker.text.dates import is_iso

OFF = "off"
Value = Any  # str, float, int, bool, list of str, or dict of str

LIST, COUNT = BRANCH_DECISIONS = ("list", "count")  # whether the decisions that a branch adds count

SEVERITIES = [severity.value for severity in Severity]


def _text(value: Value) -> str:
    return "" if isinstance(value, str) and value.strip() else "a text that is not empty"


def _date(value: Value) -> str:
    return "" if isinstance(value, str) and is_iso(value) else 'a date in quotes, such as "2012" or "2012-04-13"'


def _texts(value: Value) -> str:
    return "" if isinstance(value, list) and all(not _text(each) for each in value) else "a list of texts"


def _flag(value: Value) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _percent(value: Value) -> str:
    return "" if _is_number(value) and 0 <= value <= 100 else "a number from 0 to 100"


def _count(value: Value) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a number from 0 up"


def _points(value: Value) -> str:
    return "" if _is_number(value) and value > 0 else "a number above 0"


def weight_wanted(value: Value) -> str:
    """For a weight of the MQM score."""
    return "" if _is_number(value) and value >= 0 else "a number from 0 up"


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value < math.inf


def _severity(value: Value) -> str:
    return "" if value in SEVERITIES else f"one of {', '.join(SEVERITIES)}"


def _counting(value: Value) -> str:
    return "" if value in BRANCH_DECISIONS else f"one of {', '.join(BRANCH_DECISIONS)}"


def _enforce(value: Value) -> str:
    return "" if value in list(Enforce) else f"one of {', '.join(Enforce)}"


def patterns_wanted(value: Value) -> str:
    """For the key ``match``."""
    return "" if not _text(value) or (value and not _texts(value)) else "a pattern or a list of them"


def _table(value: Value) -> str:
    return "" if isinstance(value, dict) else "a table"


def _tables(value: Value) -> str:
    return "" if isinstance(value, list) and all(isinstance(each, dict) for each in value) else "a list of tables"


def _keys(value: Value) -> str:
    right = isinstance(value, dict) and all(keys and not _texts(keys) for keys in value.values())
    return "" if right else 'a table of actions with their keys, like apply = ["a", "f2"]'


def _row_number(value: Value) -> str:
    return _count(value) and "the number of a row, or 0 for none"


def _column(value: Value) -> str:
    return "" if not _text(value) or (not _count(value) and value > 0) else "the title, letter or number of a column"


TABLES = ("rules", "keys")  # tables for which the origin of each key is known

# The keys of a [[paths]] section, and all keys at the top.
SECTION: dict[str, Callable[[Value], str]] = {
    "glossaries": _texts,
    "from": _text,
    "to": _text,
    "date": _date,
    "enforce": _enforce,
    "rules": _table,
}
# The keys of a [[files]] section: how a file is read.
_COLUMNS = (
    "source", "target", "admitted", "forbidden", "note", "definition", "category", "status", "id", "document", "date",
    "context", "state",
)  # fmt: skip
READ: dict[str, Callable[[Value], str]] = {
    "from": _text,
    "to": _text,
    "encoding": _text,
    "sheet": _text,
    "header": _row_number,
    "enforce": _enforce,
    **dict.fromkeys(_COLUMNS, _column),
}
TOP: dict[str, Callable[[Value], str]] = {
    "corpus": _texts,
    "exclude": _texts,
    **SECTION,
    "references": _texts,
    "encoding": _text,
    "fail-on": _severity,
    "min-score": _percent,
    "max-findings": _count,
    "require-terms": _flag,
    "require-all": _flag,
    "keep-going": _flag,
    "branch-decisions": _counting,
    "one-document": _flag,
    "mqm": _table,
    "paths": _tables,
    "files": _tables,
    "keys": _keys,
}
SCALED = [severity for severity in SEVERITIES if severity != Severity.NEUTRAL]
MQM: dict[str, Callable[[Value], str]] = {
    "passing": _percent,
    "acceptable": _points,
    "penalties": _table,
    "weights": _table,
}
DEFAULTS: dict[str, Value] = {
    "corpus": [],
    "exclude": [],
    "glossaries": [],
    "references": [],
    "fail-on": Severity.MAJOR.value,
    "require-terms": False,
    "require-all": False,
    "keep-going": False,
    "branch-decisions": LIST,
    "one-document": False,
    "rules": {},
    "mqm": {},
    "keys": {},
}
