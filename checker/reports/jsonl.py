"""JSON lines for programs: the findings of the JSON report, one per line."""

from typing import TextIO

from checker.reports import Run
from checker.reports._json import encoded


def write(run: Run, out: TextIO) -> None:
    """Write one line per finding."""
    out.writelines(f"{encoded(record)}\n" for record in run.located)
