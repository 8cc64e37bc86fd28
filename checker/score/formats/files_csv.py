"""For spreadsheets and data frames: a row a file, with its terms and findings."""

from typing import TextIO

from checker.score.formats import Page
from checker.score.formats._tables import FILES, write_csv


def write(page: Page, out: TextIO) -> None:
    """See the module."""
    write_csv([column.name for column in FILES.columns], FILES.rows(page), out)
