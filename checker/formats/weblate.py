"""Glossaries of Weblate in CSV: source, target, and the columns that Weblate has for strings."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from checker.formats import Input, Row, _terms, column_name, head_text, header
from checker.glossary.concepts import joined_cell
from checker.model import Concept, TermStatus

HOLDS = frozenset(("note", "breaks"))
_HEADER = ["location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"]
_OWN = frozenset(("location", "fuzzy", "translator_comments", "developer_comments"))
_NOTES = ("translator_comments", "developer_comments")


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is a Weblate glossary: from columns that only Weblate has."""
    names = set(header(head_text(file, head), ","))
    return 95 if {"source", "target"} <= names and names & _OWN and names <= set(_HEADER) else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    head = "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n"
    return {"rivers.csv": f"{head},강,river,,,,,\n,바다,sea,,,,,\n".encode()}


def read_rows(file: Input) -> Iterator[Row]:
    """One row per term; the translator's comment, else the developer's, becomes its note. Other columns are not read.

    Raises:
        CheckerError: A quote is missing; the place names the line.
    """
    return _terms.whole(file, _rows(file))


def _rows(file: Input) -> Iterator[Row]:
    names: list[str] = []
    for place, cells in _terms.records(file):
        if not names:
            names = [column_name(cell) for cell in cells]
            continue
        row = dict(zip(names, cells, strict=False))
        note = next((row[name] for name in _NOTES if row.get(name)), "")
        sides = {side: joined_cell([row.get(side, "").strip()]) for side in ("source", "target")}
        yield Row.at(place, {**sides, "note": note})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write the preferred terms; everything that ``HOLDS`` does not list is left out."""
    pairs = _terms.pairs(concepts, TermStatus.PREFERRED)
    rows = (["", pair.source, pair.target, "", "", "", pair.concept.note, ""] for pair in pairs)
    _terms.table(to, [_HEADER, *rows], quoted=True)
