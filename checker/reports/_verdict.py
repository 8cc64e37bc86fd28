"""The verdict on a run in one line, and the findings that a short report has room for."""

from collections import Counter

import msgspec

from checker.judging.gate import counted
from checker.model import Outcome, Severity
from checker.reports import Record, Run


class Worst(msgspec.Struct, frozen=True):
    """The first findings of each severity, and counts of all.

    Attributes:
        shown: Open ones by severity, each in order, none longer than asked.
        open: Open ones by severity.
        closed: The others by how they stand.
    """

    shown: dict[Severity, list[Record]]
    open: Counter[Severity]
    closed: Counter[str]


def worst(run: Run, most: int) -> Worst:
    """Read the findings once and keep at most ``most`` of each severity."""
    found = Worst({severity: [] for severity in reversed(Severity)}, Counter(), Counter())
    for record in run.records:
        if not record.open:
            found.closed[record.status.value] += 1
            continue
        found.open[record.severity] += 1
        if len(found.shown[record.severity]) < most:
            found.shown[record.severity].append(record)
    return found


def verdict(run: Run, closed: Counter[str]) -> str:
    """Passed or failed, by what, and of how much.

    Args:
        run: The run.
        closed: Findings that are not open, by how they stand.
    """
    summary = run.summary
    word = "passed" if run.passed else "FAILED"
    details = "; ".join(gate.detail for gate in run.gates if run.passed or not gate.passed)
    counts = ", ".join(f"{summary.severities.get(severity.value, 0):,} {severity}" for severity in reversed(Severity))
    others = "".join(f"; {count:,} {status}" for status, count in sorted(closed.items()))
    return f"{word}: {details} ({counts}) in {counted(summary.segments, 'segment')}{others}; {score(run)}"


def accepted(run: Run) -> int:
    """Occurrences rendered as the glossary accepts."""
    return sum(run.summary.outcomes.get(outcome.value, 0) for outcome in Outcome if outcome.accepted)


def score(run: Run) -> str:
    """The term score, with what it is made of."""
    if run.summary.term_score is None:
        return "no term occurs"
    of = f"{accepted(run):,} of {counted(run.summary.occurrences, 'occurrence')}"
    return f"term score {run.summary.term_score:.1%} ({of})"
