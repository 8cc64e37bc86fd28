"""XLSX for vendors: a workbook with a sheet each for findings, terms, files and all numbers, with filters."""

from typing import TextIO

from checker.reports._workbook import Column, Sheet, write_book
from checker.reports._workbook import ready as ready  # noqa: PLC0414  # also this format’s
from checker.score.formats import Page
from checker.score.formats._rows import Row, rows
from checker.score.formats._tables import FILES, FINDINGS, TERMS, Table

_WIDTHS = {"measure": 30, "of": 40, "signature": 80}


def write(page: Page, out: TextIO) -> None:
    """Write the workbook to ``out.buffer``.

    Raises:
        CheckerError: ``out`` is a terminal.
    """
    tables: dict[str, Table] = {"findings": FINDINGS, "terms": TERMS, "files": FILES}
    sheets = [Sheet(name, table.columns, table.rows(page)) for name, table in tables.items()]
    signed = (row._replace(signature=row.signature or page.card.signature) for row in rows(page.card))
    numbers = Sheet("numbers", [Column(name, _WIDTHS.get(name, 14)) for name in Row._fields], signed)
    write_book([*sheets, numbers], out)
