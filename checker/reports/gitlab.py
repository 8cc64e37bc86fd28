"""Code quality report for GitLab merge requests, with the open findings.

GitLab merges entries with the same fingerprint, so equal findings in a file get different ones (see ``Identities``).
"""

from collections.abc import Iterator
from typing import Any, TextIO

from checker.model import Severity
from checker.reports import Run
from checker.reports._identity import Identities
from checker.reports._json import write_listed
from checker.reports._texts import cut, slashed

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


def write(run: Run, out: TextIO) -> None:
    """Write a JSON array with one entry per open finding."""
    write_listed("", _issues(run), "", out)


def _issues(run: Run) -> Iterator[dict[str, Any]]:
    identities = Identities()
    for record in run.records:
        identity = identities.of(record)
        if record.open:
            yield {
                "check_name": record.rule,
                "description": cut(record.message),
                "severity": _SEVERITIES[record.severity],
                "fingerprint": identity,
                "location": {"path": slashed(record.file), "lines": {"begin": max(record.line, 1)}},
            }
