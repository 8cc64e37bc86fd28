"""CSV for spreadsheets and data frames: one finding per row, with empty columns for a verdict and a comment."""

from typing import TextIO

from checker.score.formats import Page
from checker.score.formats._tables import FINDINGS, write_csv


def write(page: Page, out: TextIO) -> None:
    """Write the table of findings as CSV."""
    write_csv([column.name for column in FINDINGS.columns], FINDINGS.rows(page), out)
