"""Glossaries of OmegaT: a source, a translation and a comment a line, parted by tabs, without a header."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _terms, head_text, without_end
from checker.glossary import joined_cell
from checker.model import Concept, Status

HOLDS = frozenset(("admitted", "note"))


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is one: by its name, and by lines of two or three cells that are no header."""
    lines = [line for line in head_text(given, head).split("\n")[:-1] or [head_text(given, head)] if line.strip()]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    shaped = bool(rows) and all(2 <= len(row) <= 3 for row in rows)
    headed = shaped and {"source", "target"} & {cell.strip().lower() for cell in rows[0]}
    if given.suffix in (".tab", ".utf8"):
        return 85 if shaped or not rows else 20
    if not shaped or headed:
        return 0
    three = len(rows[0]) == 3 or lines[0].startswith("#")
    return {".tsv": 70 if three else 0, ".txt": 50}.get(given.suffix, 0)


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.tab": "강\triver\n바다\tsea\n".encode()}


def read_rows(given: Input) -> Iterator[Row]:
    """A row for each source term, in order: of several translations the first is preferred, the others admitted.

    Lines that begin with ``#`` are comments.

    Raises:
        CheckerError: A line has fewer than two or more than three cells; the place names it.
    """
    return _terms.whole(given, _rows(given))


def _rows(given: Input) -> Iterator[Row]:
    found: dict[str, tuple[str, list[str], list[str]]] = {}
    with closing(given.lines()) as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            place = f"{given.name}:{number}"
            cells = [cell.strip() for cell in without_end(line).split("\t")]
            if not 2 <= len(cells) <= 3:
                message = f"the line has {len(cells)} cell{'' if len(cells) == 1 else 's'}, not two or three"
                raise CheckerError(message, place, "part source, translation and comment by tabs")
            _, targets, notes = found.setdefault(cells[0], (place, [], []))
            targets.append(cells[1])
            notes.extend(cells[2:])
    for source, (place, targets, notes) in found.items():
        note = "; ".join(dict.fromkeys(note for note in notes if note))
        target = joined_cell(dict.fromkeys(target for target in targets if target))
        yield Row.at(place, {"source": joined_cell([source]), "target": target, "note": note})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write the pairs of terms, a note beside them; what ``HOLDS`` does not name is left out.

    Raises:
        CheckerError: A term would be a comment.
    """
    _terms.lines(
        to,
        (
            [_terms.flat(pair.source, pair.concept.place), " ".join(pair.target.split())]
            + ([" ".join(pair.concept.note.split())] if pair.concept.note else [])
            for pair in _terms.pairs(concepts, Status.PREFERRED, Status.ADMITTED)
        ),
    )
