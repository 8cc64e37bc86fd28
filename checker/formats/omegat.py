"""Glossaries of OmegaT: lines of source, translation and comment, separated by tabs, without a header."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _terms, head_text, without_end
from checker.glossary.concepts import joined_cell
from checker.model import Concept, TermStatus

HOLDS = frozenset(("admitted", "note"))


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is one: from its name, two or three cells in every line, and no header."""
    lines = [line for line in head_text(file, head).split("\n")[:-1] or [head_text(file, head)] if line.strip()]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    shaped = bool(rows) and all(2 <= len(row) <= 3 for row in rows)
    headed = shaped and {"source", "target"} & {cell.strip().lower() for cell in rows[0]}
    if file.suffix in (".tab", ".utf8"):
        return 85 if shaped or not rows else 20
    if not shaped or headed:
        return 0
    three = len(rows[0]) == 3 or lines[0].startswith("#")
    return {".tsv": 70 if three else 0, ".txt": 50}.get(file.suffix, 0)


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.tab": "강\triver\n바다\tsea\n".encode()}


def read_rows(file: Input) -> Iterator[Row]:
    """One row per source term, in order; the first of several translations is preferred, the others are admitted.

    Lines that begin with ``#`` are comments.

    Raises:
        CheckerError: A line does not have two or three cells; the place names the line.
    """
    return _terms.whole(file, _rows(file))


def _rows(file: Input) -> Iterator[Row]:
    found: dict[str, tuple[str, list[str], list[str]]] = {}
    with closing(file.lines()) as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            place = f"{file.name}:{number}"
            cells = [cell.strip() for cell in without_end(line).split("\t")]
            if not 2 <= len(cells) <= 3:
                message = f"the line has {len(cells)} cell{'' if len(cells) == 1 else 's'}, not two or three"
                raise CheckerError(message, place, "separate source, translation and comment by tabs")
            _, targets, notes = found.setdefault(cells[0], (place, [], []))
            targets.append(cells[1])
            notes.extend(cells[2:])
    for source, (place, targets, notes) in found.items():
        note = "; ".join(dict.fromkeys(note for note in notes if note))
        target = joined_cell(dict.fromkeys(target for target in targets if target))
        yield Row.at(place, {"source": joined_cell([source]), "target": target, "note": note})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write the pairs of terms with their notes; everything that ``HOLDS`` does not list is left out.

    Raises:
        CheckerError: A term begins with ``#`` and would become a comment.
    """
    _terms.lines(
        to,
        (
            [_terms.flat(pair.source, pair.concept.place), " ".join(pair.target.split())]
            + ([" ".join(pair.concept.note.split())] if pair.concept.note else [])
            for pair in _terms.pairs(concepts, TermStatus.PREFERRED, TermStatus.ADMITTED)
        ),
    )
