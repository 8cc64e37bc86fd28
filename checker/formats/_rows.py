"""The rows by which a table is judged, and the layout that is found. Not a format."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, _words
from checker.languages import language
from checker.reading import Column, cut

CORPUS = ("source", "target", "document", "date", "id", "context", "state", "fuzzy")
FLAGGED = "forbidden?"  # a column that says of a row whether its target is forbidden
SOURCES = "sources"  # a column with more source terms
DEPTH = 30  # rows in which the header is
MOST = 0.8  # of the cells of a column
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
OTHER = re.compile(r"[\u0370-\u1fff\u2e80-\ua4cf\uac00-\ud7af]")
_WORDS = _words.read("_cells.tsv")
YES, NO, MARKS, NOTHING = (frozenset(_words.part(_WORDS, kind)) for kind in ("yes", "no", "mark", "nothing"))

Row = tuple[int, list[str]]  # the line where a row starts, and its cells
Read = Callable[[], Generator[Row, None, None]]


class Layout(NamedTuple):
    """The layout of a table.

    Attributes:
        ours: Whether its header has only our own names.
        header: The lines of the header; none without one.
        above: The lines above the header that are not blank.
        start: The last line above the rows.
        names: What each column is, "" if it is not read.
        titles: The title of each column, "" without one.
        repeated: The cells of the header, which may stand again further down.
        remarks: What was inferred beyond that, and what was not understood.
    """

    ours: bool
    header: tuple[int, ...]
    above: tuple[int, ...]
    start: int
    names: tuple[str, ...]
    titles: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns that have a title or are read."""
        both = enumerate(zip(self.titles, self.names, strict=True))
        return tuple(Column(number, cut(said), name) for number, (said, name) in both if said.strip() or name)

    def first(self, name: str) -> int:
        """The number of the first column with a name, -1 if there is none."""
        return self.names.index(name) if name in self.names else -1


class Rows(NamedTuple):
    """The rows by which a table is judged, and what it is."""

    file: Input
    glossary: bool
    rows: list[tuple[int, list[str]]]

    def place(self, at: int) -> str:
        return f"{self.file.name}:{self.rows[at][0]}" if at >= 0 else self.file.name

    def cells(self, column: int, after: int) -> list[str]:
        """The texts of a column below the row ``after``."""
        return [
            cells[column].strip()
            for _, cells in self.rows[after + 1 :]
            if column < len(cells) and cells[column].strip()
        ]


def first(read: Read) -> Row | None:
    """The first row that is not blank."""
    with closing(read()) as records:
        return next((record for record in records if _filled(record[1])), None)


def sampled(read: Read, most: int) -> list[Row]:
    """The first rows that are not blank, up to a fault."""
    rows: list[Row] = []
    with suppress(CheckerError), closing(read()) as records:
        for record in records:
            if _filled(record[1]):
                rows.append(record)
            if len(rows) == most:
                break
    return rows


def _filled(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def is_other(code: str) -> bool:
    """Whether a language is written in other letters than Latin ones."""
    return bool(code) and language(code.partition("-")[0].lower()).letters is not None


def mostly(texts: Sequence[str], *, other: bool) -> bool:
    """Whether most texts have letters of other scripts; or else Latin letters alone."""
    right = sum(
        bool(OTHER.search(text)) if other else bool(LATIN.search(text) and not OTHER.search(text)) for text in texts
    )
    return bool(texts) and right >= MOST * len(texts)
