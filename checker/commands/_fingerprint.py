"""Finding what a user names by a fingerprint or by its first digits."""

from checker.engine.findings import Evidence
from checker.engine.report import Report
from checker.errors import CheckerError

_SHORTEST = 6  # digits that are enough to name a finding


def begins_with(fingerprint: str, digits: str) -> bool:
    """Whether ``fingerprint`` begins with ``digits``, and these are at least six."""
    return len(digits) >= _SHORTEST and fingerprint.startswith(digits.lower())


def finding_of(report: Report, digits: str) -> Evidence:
    """The finding whose fingerprint begins with ``digits``; the first one, if it is in several places.

    Raises:
        CheckerError: There are fewer than six digits, or no finding or several begin with them.
    """
    if len(digits) < _SHORTEST:
        raise CheckerError(f"“{digits}” is too short", hint=f"give at least {_SHORTEST} digits")
    matching: dict[str, Evidence] = {}
    for evidence in report.findings.evidence():
        if begins_with(evidence.finding.fingerprint, digits):
            matching.setdefault(evidence.finding.fingerprint, evidence)
    if len(matching) > 1:
        raise CheckerError(
            f"several findings begin with “{digits}”", hint=f"give more digits: {' or '.join(sorted(matching))}"
        )
    if not matching:
        raise CheckerError(
            f"no finding “{digits}” in these files", hint="ilchi check prints the fingerprint after each finding"
        )
    return next(iter(matching.values()))
