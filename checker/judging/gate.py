"""The gates: limits for the counts of a report."""

import msgspec

from checker.engine.summary import Summary
from checker.model import Outcome, Severity


class Gate(msgspec.Struct, frozen=True):
    """One limit: its name, whether the run passed it, and the measured value in words."""

    name: str
    passed: bool
    detail: str


def gates(
    summary: Summary,
    fail_on: Severity,
    *,
    max_findings: int | None = None,
    min_score: float | None = None,
    require_terms: bool = False,
) -> tuple[Gate, ...]:
    """The results of all gates that are set.

    Args:
        summary: The counts; of findings only the open ones.
        fail_on: The lowest severity of a finding that fails the run.
        max_findings: The highest number of findings that are not neutral; None for no limit.
        min_score: The lowest term score, in percent; None for no limit. A run without terms passes.
        require_terms: Whether a run without an occurrence of a term fails.
    """
    failing = sum(summary.severities[severity.value] for severity in Severity if severity.rank >= fail_on.rank)
    above = " or above" if fail_on is not Severity.CRITICAL else ""
    verdicts = [Gate("findings", not failing, f"{counted(failing, 'finding')} of severity {fail_on}{above}")]
    if max_findings is not None:
        count = sum(summary.severities[severity.value] for severity in Severity if severity is not Severity.NEUTRAL)
        detail = f"{counted(count, 'finding')} in all, at most {max_findings:,} allowed"
        verdicts.append(Gate("max-findings", count <= max_findings, detail))
    if min_score is not None:
        verdicts.append(_score(summary, min_score))
    if require_terms:
        verdicts.append(
            Gate("terms", summary.occurrences > 0, f"{counted(summary.occurrences, 'occurrence')} of terms")
        )
    return tuple(verdicts)


def _score(summary: Summary, least: float) -> Gate:
    if not summary.occurrences:
        return Gate("min-score", passed=True, detail=f"no term to score, at least {least:g}% is required")
    accepted = sum(summary.outcomes[outcome.value] for outcome in Outcome if outcome.accepted)
    passed = accepted * 100 >= least * summary.occurrences
    percent = accepted * 100 / summary.occurrences
    # Show enough digits to see the difference: 89.96 is not 90.
    shown = f"{percent:.1f}" if passed or round(percent, 1) < least else f"{percent:.6g}"
    return Gate("min-score", passed, f"a term score of {shown}%, at least {least:g}% is required")


def counted(number: int, noun: str) -> str:
    """``number`` with ``noun``, in the plural if needed."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
