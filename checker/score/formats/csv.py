"""CSV (RFC 4180) for data frames: one number per row, with its signature."""

from typing import TextIO

from checker.score.formats import Page
from checker.score.formats._rows import Row, rows
from checker.score.formats._tables import write_csv


def write(page: Page, out: TextIO) -> None:
    """Write all numbers as CSV."""
    signed = (row._replace(signature=row.signature or page.card.signature) for row in rows(page.card))
    write_csv(Row._fields, signed, out)
