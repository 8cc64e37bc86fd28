"""The gates: limits for the counts of a report.

A gate is there for the glossary. Of the severity that fails it and above, it counts

- the findings of the glossary's rules (missing-term, deprecated-term, misspelled-term, miscased-term,
  inconsistent-term), unless the row is advisory;
- a segment whose source has a term or a number and whose target is empty (not fuzzy), a copy of the source, in another
  language, or another segment's;
- number-mismatch, if the glossary has a row that is more than advice;
- a segment that was not checked to its end;
- whatever is critical, and the findings of rules whose severity the config sets.

All others only report.
"""

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
    above = [severity.value for severity in Severity if severity.rank >= fail_on.rank]
    failing = sum(summary.gating.get(severity, 0) for severity in above)
    others = sum(summary.severities[severity] for severity in above) - failing
    detail = f"{counted(failing, 'finding')} of severity {fail_on}{' or above' if len(above) > 1 else ''}"
    verdicts = [Gate("findings", not failing, detail + (f", {others:,} more that cannot fail it" if others else ""))]
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
