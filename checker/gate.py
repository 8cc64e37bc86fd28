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
    verdicts = [Gate("findings", not failing, f"{counted(failing, 'finding')} of severity {fail_on}{above}")]
    if require_terms:
        verdicts.append(
            Gate("terms", summary.occurrences > 0, f"{counted(summary.occurrences, 'occurrence')} of terms")
        )
    return tuple(verdicts)


def counted(number: int, noun: str) -> str:
    """``number`` with its noun in the right number."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
