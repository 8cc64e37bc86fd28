"""Counts of the open findings by rule, term or file, the highest first."""

from collections import Counter
from collections.abc import Callable
from typing import TextIO

from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._verdict import verdict
from checker.text.hosts import disarmed
from checker.text.visible import printable

KEYS: dict[str, Callable[[Record], str]] = {
    "rule": lambda record: record.rule,
    "term": lambda record: record.concept or "(no term)",
    "file": lambda record: record.file or "(no file)",
}
_COLUMNS = ("findings", *(severity.value for severity in reversed(Severity)), "fixable")


def write(run: Run, key: str, out: TextIO) -> None:
    """Write a table of counts by ``key``, one of ``KEYS``, and the verdict."""
    counts: dict[str, Counter[str]] = {}
    closed: Counter[str] = Counter()
    for record in run.records:
        if record.open:
            row = counts.setdefault(KEYS[key](record), Counter())
            row.update(["findings", record.severity.value, *["fixable"] * bool(record.fixes)])
        else:
            closed[record.status.value] += 1
    if counts:
        out.write("".join(f"{name:>10}" for name in _COLUMNS) + f"  {key}\n")
        for name, row in sorted(counts.items(), key=lambda item: (-item[1]["findings"], item[0])):
            out.write("".join(f"{row[column]:>10,}" for column in _COLUMNS) + f"  {disarmed(printable(name))}\n")
        out.write("\n")
    out.write(disarmed(printable(verdict(run, closed))) + "\n")
