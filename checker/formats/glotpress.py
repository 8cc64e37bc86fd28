"""Glossaries of GlotPress: CSV whose header is two languages, then ``pos`` and ``description``."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _sides, _terms, head_text, header
from checker.glossary import joined_cell
from checker.model import Concept, Status

HOLDS = frozenset(("note", "breaks"))
_REST = ["pos", "description"]


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is one: by its header."""
    names = header(head_text(given, head), ",")
    return 95 if len(names) == 4 and names[2:] == _REST else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.csv": "ko,en,pos,description\n강,river,noun,\n바다,sea,noun,\n".encode()}


def read_rows(given: Input) -> Iterator[Row]:
    """A row a term: the description is its note, the part of speech is passed over.

    Rows that begin with ``#`` and a blank are comments.

    Raises:
        CheckerError: The quotes are broken, a row has fewer than two cells, or it is not in the languages asked for.
    """
    return _terms.whole(given, _rows(given))


def _rows(given: Input) -> Iterator[Row]:
    source, target = 0, 1
    for place, raw in _terms.records(given):
        cells = [cell.strip() for cell in raw]
        if cells[2:] == _REST:
            source, target = _sides.languages(given, cells[:2]) if any(given.languages) else (0, 1)
        elif not cells[0].startswith("# "):
            if len(cells) < 2:
                raise CheckerError("the row has 1 cell", place, "it needs a term and its translation")
            sides = {"source": joined_cell([cells[source]]), "target": joined_cell([cells[target]])}
            yield Row.at(place, {**sides, "note": cells[3] if len(cells) > 3 else ""})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:
    """Write the preferred pairs; what ``HOLDS`` does not name is left out.

    Raises:
        CheckerError: The languages are not said.
    """
    pairs = _terms.pairs(concepts, Status.PREFERRED)
    _terms.table(
        to, [[*_terms.named(languages), *_REST], *([pair.source, pair.target, "", pair.concept.note] for pair in pairs)]
    )
