"""The verdict on a run in one line, and the worst findings for a short report."""

from collections import Counter

import msgspec

from checker.judging.gate import counted
from checker.model import Outcome, Severity
from checker.reports import Record, Run


class Worst(msgspec.Struct, frozen=True):
    """The first findings by severity, and counts of all.

    Attributes:
        shown: The first open findings by severity, in order.
        open: The number of open findings by severity.
        closed: The number of all others by status.
    """

    shown: dict[Severity, list[Record]]
    open: Counter[Severity]
    closed: Counter[str]


def worst(run: Run, most: int) -> Worst:
    """Read the findings once, and keep at most ``most`` per severity."""
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
    """One line with the verdict, the gates that decided it, and counts.

    Args:
        run: The run.
        closed: The number of findings that are not open, by status.
    """
    summary = run.summary
    word = "passed" if run.passed else "FAILED"
    details = "; ".join(gate.detail for gate in run.gates if run.passed or not gate.passed)
    counts = ", ".join(f"{summary.severities.get(severity.value, 0):,} {severity}" for severity in reversed(Severity))
    others = "".join(f"; {count:,} {status}" for status, count in sorted(closed.items()))
    unread = f"; {counted(len(run.unread), 'file')} not read" if run.unread else ""
    return f"{word}: {details} ({counts}) in {counted(summary.segments, 'segment')}{others}{unread}; {score(run)}"


def accepted(run: Run) -> int:
    """The number of occurrences with an accepted rendering."""
    return sum(run.summary.outcomes.get(outcome.value, 0) for outcome in Outcome if outcome.accepted)


def score(run: Run) -> str:
    """The term score in words: accepted renderings / occurrences."""
    if run.summary.term_score is None:
        return "no term occurs"
    of = f"{accepted(run):,} of {counted(run.summary.occurrences, 'occurrence')}"
    return f"term score {run.summary.term_score:.1%} ({of})"
