"""CSV for spreadsheets and data frames: one term per row, with its outcomes and renderings."""

from typing import TextIO

from checker.score.formats import Page
from checker.score.formats._tables import TERMS, write_csv


def write(page: Page, out: TextIO) -> None:
    """Write the table of terms as CSV."""
    write_csv([column.name for column in TERMS.columns], TERMS.rows(page), out)
