"""CSV for spreadsheets and data frames: one row per finding (RFC 4180, UTF-8).

A cell that a spreadsheet would interpret as a formula begins with an apostrophe.
"""

import csv
from typing import TextIO

from checker.reports import Run
from checker.reports._columns import COLUMNS, is_formula
from checker.reports._texts import allowed


def write(run: Run, out: TextIO) -> None:
    """Write a header and one row per finding."""
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for record in run.records:
        rows.writerow(_cell(column(record)) for column in COLUMNS.values())


def _cell(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    text = allowed(value)
    return f"'{text}" if is_formula(text) else text
