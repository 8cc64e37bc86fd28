"""CSV for spreadsheets and data frames: one row per finding (RFC 4180, UTF-8).

A cell that a spreadsheet would interpret as a formula begins with an apostrophe; a backslash parts what a build host
would take for a command (see ``checker.text.hosts``).
"""

import csv
from typing import TextIO

from checker.reports import Run
from checker.reports._columns import COLUMNS, cell_text


def write(run: Run, out: TextIO) -> None:
    """Write a header and one row per finding."""
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for record in run.records:
        values = (column(record) for column in COLUMNS.values())
        rows.writerow(cell_text(value) if isinstance(value, str) else value for value in values)
