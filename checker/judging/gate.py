"""The gate: a report against its limits. Measuring is done by then; here is only decided."""

import msgspec

from checker.engine.summary import Summary
from checker.model import Outcome, Severity


class Gate(msgspec.Struct, frozen=True):
    """One limit: its name, whether the run keeps it, and by what."""

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
    """The verdicts on a run.

    Args:
        summary: Its counts, of findings that are open.
        fail_on: The severity from which a finding fails it.
        max_findings: How many findings there may be at most, neutral ones apart; None for any number.
        min_score: The least term score, in percent; None for any. It is kept where no term occurs.
        require_terms: Whether it fails where no term of the glossary occurs.
    """
    failing = sum(summary.severities[severity.value] for severity in Severity if severity.rank >= fail_on.rank)
    above = " or above" if fail_on is not Severity.CRITICAL else ""
    verdicts = [Gate("findings", not failing, f"{counted(failing, 'finding')} of severity {fail_on}{above}")]
    if max_findings is not None:
        count = sum(summary.severities[severity.value] for severity in Severity if severity is not Severity.NEUTRAL)
        detail = f"{counted(count, 'finding')} in all, at most {max_findings:,} may be"
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
        return Gate("min-score", passed=True, detail=f"no term to score, at least {least:g}% is asked")
    accepted = sum(summary.outcomes[outcome.value] for outcome in Outcome if outcome.accepted)
    passed = accepted * 100 >= least * summary.occurrences
    percent = accepted * 100 / summary.occurrences
    # With as many digits as show the difference: 89.96 is not 90.
    shown = f"{percent:.1f}" if passed or round(percent, 1) < least else f"{percent:.6g}"
    return Gate("min-score", passed, f"a term score of {shown}%, at least {least:g}% is asked")


def counted(number: int, noun: str) -> str:
    """``number`` with its noun in the right number."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
