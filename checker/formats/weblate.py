"""Glossaries of Weblate in CSV: source, target, and the columns that Weblate gives its strings."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from checker.formats import Input, Row, _terms, column_name, head_text, header
from checker.glossary import joined_cell
from checker.model import Concept, Status

HOLDS = frozenset(("note", "breaks"))
_HEADER = ["location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"]
_OWN = frozenset(("location", "fuzzy", "translator_comments", "developer_comments"))
_NOTES = ("translator_comments", "developer_comments")


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is one: by a header with columns that only Weblate has."""
    names = set(header(head_text(given, head), ","))
    return 95 if {"source", "target"} <= names and names & _OWN and names <= set(_HEADER) else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    head = "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n"
    return {"rivers.csv": f"{head},강,river,,,,,\n,바다,sea,,,,,\n".encode()}


def read_rows(given: Input) -> Iterator[Row]:
    """A row a term: the translator's comment, else the developer's, is its note; other columns are passed over.

    Raises:
        CheckerError: The quotes are broken; the place names the line.
    """
    return _terms.whole(given, _rows(given))


def _rows(given: Input) -> Iterator[Row]:
    names: list[str] = []
    for place, cells in _terms.records(given):
        if not names:
            names = [column_name(cell) for cell in cells]
            continue
        row = dict(zip(names, cells, strict=False))
        note = next((row[name] for name in _NOTES if row.get(name)), "")
        sides = {side: joined_cell([row.get(side, "").strip()]) for side in ("source", "target")}
        yield Row.at(place, {**sides, "note": note})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write the preferred pairs; what ``HOLDS`` does not name is left out."""
    pairs = _terms.pairs(concepts, Status.PREFERRED)
    rows = (["", pair.source, pair.target, "", "", "", pair.concept.note, ""] for pair in pairs)
    _terms.table(to, [_HEADER, *rows], quoted=True)
