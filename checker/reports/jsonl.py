"""For programs that read a line at a time: the findings of the JSON report, one a line, and nothing else."""

from typing import TextIO

from checker.reports import Run
from checker.reports._json import encoded


def write(run: Run, out: TextIO) -> None:
    """See the module."""
    out.writelines(f"{encoded(record)}\n" for record in run.records)
