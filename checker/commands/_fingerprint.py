"""Findings that a user names by their fingerprint, or by its beginning."""

from checker.engine.findings import Evidence
from checker.engine.report import Report
from checker.errors import CheckerError

_SHORTEST = 6  # digits of a fingerprint that is told by its beginning


def is_meant(fingerprint: str, beginning: str) -> bool:
    """Whether ``beginning`` is one of ``fingerprint``, and long enough to mean it."""
    return len(beginning) >= _SHORTEST and fingerprint.startswith(beginning.lower())


def found(report: Report, fingerprint: str) -> Evidence:
    """The finding that ``fingerprint`` or its beginning means; of several in different places the first.

    Raises:
        CheckerError: It is too short, or means none or several.
    """
    if len(fingerprint) < _SHORTEST:
        raise CheckerError(f"“{fingerprint}” is too short", hint=f"say at least {_SHORTEST} digits")
    meant: dict[str, Evidence] = {}
    for evidence in report.findings.evidence():
        if is_meant(evidence.finding.fingerprint, fingerprint):
            meant.setdefault(evidence.finding.fingerprint, evidence)
    if len(meant) > 1:
        raise CheckerError(
            f"several findings begin with “{fingerprint}”", hint=f"say more digits: {' or '.join(sorted(meant))}"
        )
    if not meant:
        raise CheckerError(
            f"no finding “{fingerprint}” in these files", hint="ilchi check names them behind each finding"
        )
    return next(iter(meant.values()))
