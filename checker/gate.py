"""The gate: a report against its limits. Measuring is done by then; here is only decided."""

import msgspec

from checker.model import Severity
from checker.pipeline import Summary


class Gate(msgspec.Struct, frozen=True):
    """One limit: its name, whether the run keeps it, and by what."""

    name: str
    passed: bool
    detail: str


def gates(summary: Summary, fail_on: Severity, *, require_terms: bool = False) -> tuple[Gate, ...]:
    """The verdicts on a run.

    Args:
        summary: Its counts.
        fail_on: The severity from which a finding fails it.
        require_terms: Whether it fails where no term of the glossary occurs.
    """
    failing = sum(summary.severities[severity.value] for severity in Severity if severity.rank >= fail_on.rank)
    above = " or above" if fail_on is not Severity.CRITICAL else ""
    found = "1 finding" if failing == 1 else f"{failing:,} findings"
    verdicts = [Gate("findings", not failing, f"{found} of severity {fail_on}{above}")]
    if require_terms:
        verdicts.append(Gate("terms", summary.occurrences > 0, f"{summary.occurrences:,} occurrences of terms"))
    return tuple(verdicts)
