"""The tables of findings, terms and files that several formats share, and how to write them as CSV."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

from checker.model import Outcome, Severity
from checker.reports import xlsx
from checker.reports._columns import cell_text
from checker.reports._workbook import Cell, Column
from checker.score.formats import Page


class Table(NamedTuple):
    """A table: its columns, and a function that returns its rows."""

    columns: list[Column]
    rows: Callable[[Page], Iterator[Sequence[Cell]]]


def _findings(page: Page) -> Iterator[Sequence[Cell]]:
    for system in page.card.systems:
        for record in page.records(system.name):
            yield [system.name, *xlsx.cells(record)]


def _terms(page: Page) -> Iterator[Sequence[Cell]]:
    for system in page.card.systems:
        for concept in system.terms.concepts:
            success = concept.success
            renderings = " | ".join(f"{text} ({count})" for text, count in concept.renderings)
            yield [
                system.name, concept.source, concept.preferred, concept.category, success.whole, success.part,
                success.value, success.low, success.high,
                *(concept.outcomes.get(outcome.value, 0) for outcome in Outcome), renderings, concept.concept,
            ]  # fmt: skip


def _files(page: Page) -> Iterator[Sequence[Cell]]:
    for system in page.card.systems:
        for file in system.files:
            success = file.success
            yield [
                system.name, file.file, file.segments, file.words, success.whole, success.part, success.value,
                success.low, success.high, *(file.issues.get(severity.value, 0) for severity in reversed(Severity)),
            ]  # fmt: skip


_SHARE = [Column("occurrences"), Column("accepted"), Column("share"), Column("low"), Column("high")]
FINDINGS = Table([Column("system", 14), *xlsx.columns()], _findings)
TERMS = Table(
    [
        Column("system", 14), Column("source", 24), Column("preferred", 36), Column("category"), *_SHARE,
        *(Column(outcome.value) for outcome in Outcome), Column("renderings", 60, wrapped=True),
        Column("concept", 24),
    ],
    _terms,
)  # fmt: skip
FILES = Table(
    [
        Column("system", 14), Column("file", 50), Column("segments"), Column("words"), *_SHARE,
        *(Column(severity.value) for severity in reversed(Severity)),
    ],
    _files,
)  # fmt: skip


def write_csv(names: Iterable[str], rows: Iterable[Sequence[Cell]], out: TextIO) -> None:
    """Write rows as CSV (RFC 4180); an apostrophe is put before text that looks like a formula."""
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(names)
    for row in rows:
        table.writerow([cell_text(cell) if isinstance(cell, str) else cell for cell in row])
