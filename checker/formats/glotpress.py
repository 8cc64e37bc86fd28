"""Glossaries of GlotPress: CSV with two languages, ``pos`` and ``description`` as its header."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _sides, _terms, head_text, header
from checker.glossary.concepts import joined_cell
from checker.model import Concept, TermStatus

HOLDS = frozenset(("note", "breaks"))
_REST = ["pos", "description"]


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is a GlotPress glossary: from its header."""
    names = header(head_text(file, head), ",")
    return 95 if len(names) == 4 and names[2:] == _REST else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.csv": "ko,en,pos,description\n강,river,noun,\n바다,sea,noun,\n".encode()}


def read_rows(file: Input) -> Iterator[Row]:
    """One row per term; the description becomes its note, and the part of speech is not read.

    Rows that begin with ``#`` and a blank are comments.

    Raises:
        CheckerError: A quote is missing, a row has only one cell, or the file is not in the languages asked for.
    """
    return _terms.whole(file, _rows(file))


def _rows(file: Input) -> Iterator[Row]:
    source, target = 0, 1
    for place, raw in _terms.records(file):
        cells = [cell.strip() for cell in raw]
        if cells[2:] == _REST:
            source, target = _sides.languages(file, cells[:2]) if any(file.languages) else (0, 1)
        elif not cells[0].startswith("# "):
            if len(cells) < 2:
                raise CheckerError("the row has 1 cell", place, "write the term and its translation in two cells")
            sides = {"source": joined_cell([cells[source]]), "target": joined_cell([cells[target]])}
            yield Row.at(place, {**sides, "note": cells[3] if len(cells) > 3 else ""})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:
    """Write the preferred terms; everything that ``HOLDS`` does not list is left out.

    Raises:
        CheckerError: The languages are missing.
    """
    pairs = _terms.pairs(concepts, TermStatus.PREFERRED)
    _terms.table(
        to, [[*_terms.named(languages), *_REST], *([pair.source, pair.target, "", pair.concept.note] for pair in pairs)]
    )
