"""CSV for spreadsheets and data frames: one file per row, with its terms and findings."""

from typing import TextIO

from checker.score.formats import Page
from checker.score.formats._tables import FILES, write_csv


def write(page: Page, out: TextIO) -> None:
    """Write the table of files as CSV."""
    write_csv([column.name for column in FILES.columns], FILES.rows(page), out)
