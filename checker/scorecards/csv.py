"""For spreadsheets: a number a row (RFC 4180), with the signature that it depends on."""

import csv
from typing import TextIO

from checker.reports._columns import is_formula
from checker.scorecard import Scorecard
from checker.scorecards._rows import Row, rows


def write(card: Scorecard, out: TextIO) -> None:
    """See the module."""
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(Row._fields)
    for row in rows(card):
        cells = row._replace(
            system=_harmless(row.system), of=_harmless(row.of), signature=row.signature or card.signature
        )
        table.writerow(cells)


def _harmless(text: str) -> str:
    """``text`` as a text, whatever it begins with."""
    return f"'{text}" if is_formula(text) else text
