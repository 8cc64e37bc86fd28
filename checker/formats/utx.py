"""UTX, the simple glossary format of the Asia-Pacific Association for Machine Translation: versions 1.0 to 1.20."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _sides, _terms, head_text, without_end
from checker.glossary import joined_cell
from checker.model import Category, Concept, Status

HOLDS = frozenset(("admitted", "forbidden", "note"))
_VERSION = re.compile(r"#UTX(?:-S)?\s+[\d.]+", re.IGNORECASE)
_LANGUAGES = re.compile(r"([A-Za-z]{2,3}(?:-\w+)*)\s*(?:/|to)\s*([A-Za-z]{2,3}(?:-\w+)*)")
_COLUMN = {  # of our row, by the status of the term
    "": "target", "approved": "target", "provisional": "target", "non-standard": "admitted", "forbidden": "forbidden",
    "rejected": "forbidden", "obsolete": "forbidden",
}  # fmt: skip
_STATUS = {Status.PREFERRED: "approved", Status.ADMITTED: "non-standard", Status.DEPRECATED: "forbidden"}
_NAMES = (Category.PERSON, Category.ORGANIZATION, Category.PLACE)


class _Term(NamedTuple):
    """What is said of a source term: where first, and the cells of its lines by our columns."""

    place: str
    cells: dict[str, list[str]]


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is UTX: by the first line, which says so."""
    if _VERSION.match(head_text(given, head).lstrip()):
        return 95
    return 20 if given.suffix == ".utx" else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    head = "#UTX 1.20; ko/en\n#src\ttgt\tterm status\n"
    return {"rivers.utx": f"{head}강\triver\tapproved\n바다\tsea\tapproved\n".encode()}


def read_rows(given: Input) -> Iterator[Row]:
    """A row for each source term: approved translations are preferred, non-standard ones admitted.

    Forbidden, rejected and obsolete ones are forbidden. Cells are parted by tabs, or by commas where the line
    of columns is. Of a file in several languages the pair that was asked for is read.

    Raises:
        CheckerError: The first two lines do not say what is in the file, it is not in the languages asked for, or
            a status is unknown.
    """
    return _terms.whole(given, _rows(given))


def _rows(given: Input) -> Iterator[Row]:
    found: dict[str, _Term] = {}
    with closing(given.lines()) as lines:
        numbered = enumerate(lines, 1)
        top = next((line for _, line in numbered), "")
        names = next((line for _, line in numbered if line.startswith("#")), "")
        sign = "\t" if "\t" in names else ","
        columns = [name.strip().lower() for name in without_end(names).lstrip("#").split(sign)]
        source, target = _chosen(given, top, columns)
        status = _status(columns, target)
        note = next((place for place, name in enumerate(columns) if name.startswith(("comment", "note"))), len(columns))
        for number, line in numbered:
            if line.startswith("#") or not line.strip():
                continue
            place = f"{given.name}:{number}"
            cells = [cell.strip() for cell in _cells(without_end(line), sign, place)]
            cells.extend([""] * (len(columns) + 1 - len(cells)))
            said = cells[status].lower().strip("- ") if status >= 0 else ""
            if said not in _COLUMN:
                hint = "use " + ", ".join(name for name in _COLUMN if name)
                raise CheckerError(f"the term status “{cells[status]}” is unknown", place, hint)
            term = found.setdefault(cells[source], _Term(place, {}))
            term.cells.setdefault(_COLUMN[said], []).append(cells[target])
            term.cells.setdefault("note", []).append(cells[note])
    for source_term, (place, lists) in found.items():
        texts = {column: dict.fromkeys(filter(None, cells)) for column, cells in lists.items()}
        row = {column: "; ".join(cells) if column == "note" else joined_cell(cells) for column, cells in texts.items()}
        yield Row.at(place, {"source": joined_cell([source_term]), **row})


def _cells(line: str, sign: str, place: str) -> list[str]:
    if sign == "\t":
        return line.split("\t")
    try:
        return next(csv.reader([line]), [])
    except csv.Error as error:
        raise CheckerError(f"the line cannot be parted: {error}", place, "part the cells by tabs") from None


def _chosen(given: Input, top: str, columns: list[str]) -> tuple[int, int]:
    """The places of source and target."""
    if "src" in columns and "tgt" in columns:
        places = columns.index("src"), columns.index("tgt")
        said = _LANGUAGES.search(top)
        if not said or not all(given.languages):
            return places
        source, target = _sides.languages(given, [said[1], said[2]])
        return places[source], places[target]
    terms = [place for place, name in enumerate(columns) if name.startswith("term:")]
    if len(terms) < 2:
        raise CheckerError(
            "this is no UTX: the second line names no two columns of terms",
            given.name,
            "it begins with #src and tgt, or has term: and a language",
        )
    source, target = _sides.languages(given, [columns[place].partition(":")[2] for place in terms])
    return terms[source], terms[target]


def _status(columns: list[str], target: int) -> int:
    """The place of the status of the target's term, -1 where there is none."""
    side = columns[target].partition(":")[2] or "tgt"
    wanted = (f"term status:{side}", f"status:{side}", f"{side}:term status", f"{side}:status", "term status", "status")
    return next((columns.index(name) for name in wanted if name in columns), -1)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:
    """Write version 1.11; what ``HOLDS`` does not name is left out.

    Raises:
        CheckerError: The languages are not said, or a term would be a comment.
    """
    rows = [
        [f"#UTX 1.11; {'/'.join(_terms.named(languages))};"],
        ["#src", "tgt", "src:pos", "term status", "comment"],
        *(
            [
                _terms.flat(pair.source, pair.concept.place),
                " ".join(pair.target.split()),
                "properNoun" if pair.concept.category in _NAMES else "noun",
                _STATUS[pair.status],
                " ".join(pair.concept.note.split()),
            ]
            for pair in _terms.pairs(concepts, *Status)
        ),
    ]
    _terms.lines(to, rows, "\r\n")
