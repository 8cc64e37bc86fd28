"""UTX, the simple glossary format of the Asia-Pacific Association for Machine Translation: versions 1.0 to 1.20."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _sides, _terms, head_text, without_end
from checker.glossary.concepts import joined_cell
from checker.model import Category, Concept, TermStatus

HOLDS = frozenset(("admitted", "forbidden", "note"))
_VERSION = re.compile(r"#UTX(?:-S)?\s+[\d.]+", re.IGNORECASE)
_LANGUAGES = re.compile(r"([A-Za-z]{2,3}(?:-\w+)*)\s*(?:/|to)\s*([A-Za-z]{2,3}(?:-\w+)*)")
_COLUMN = {  # of our row, by the status of the term
    "": "target", "approved": "target", "provisional": "target", "non-standard": "admitted", "forbidden": "forbidden",
    "rejected": "forbidden", "obsolete": "forbidden",
}  # fmt: skip
_STATUS = {TermStatus.PREFERRED: "approved", TermStatus.ADMITTED: "non-standard", TermStatus.DEPRECATED: "forbidden"}
_NAMES = (Category.PERSON, Category.ORGANIZATION, Category.PLACE)


class _Term(NamedTuple):
    """The lines of a source term: the place of the first one, and the cells of all by our columns."""

    place: str
    cells: dict[str, list[str]]


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is UTX: from its first line, else from its name."""
    if _VERSION.match(head_text(file, head).lstrip()):
        return 95
    return 20 if file.suffix == ".utx" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    head = "#UTX 1.20; ko/en\n#src\ttgt\tterm status\n"
    return {"rivers.utx": f"{head}강\triver\tapproved\n바다\tsea\tapproved\n".encode()}


def read_rows(file: Input) -> Iterator[Row]:
    """One row per source term: approved translations are preferred, non-standard ones admitted.

    Forbidden, rejected and obsolete translations are forbidden. The separator is a tab, or a comma if the line with the
    columns has no tab. From a file in several languages, the pair that was asked for is read.

    Raises:
        CheckerError: The first lines do not name the columns, the file is not in the languages asked for, or a status
            is unknown.
    """
    return _terms.whole(file, _rows(file))


def _rows(file: Input) -> Iterator[Row]:
    found: dict[str, _Term] = {}
    with closing(file.lines()) as lines:
        numbered = enumerate(lines, 1)
        top = next((line for _, line in numbered), "")
        names = next((line for _, line in numbered if line.startswith("#")), "")
        sign = "\t" if "\t" in names else ","
        columns = [name.strip().lower() for name in without_end(names).lstrip("#").split(sign)]
        source, target = _chosen(file, top, columns)
        status = _status(columns, target)
        note = next((place for place, name in enumerate(columns) if name.startswith(("comment", "note"))), len(columns))
        for number, line in numbered:
            if line.startswith("#") or not line.strip():
                continue
            place = f"{file.name}:{number}"
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
        raise CheckerError(f"the line cannot be split: {error}", place, "separate the cells by tabs") from None


def _chosen(file: Input, top: str, columns: list[str]) -> tuple[int, int]:
    """The column numbers, from 0, of source and target."""
    if "src" in columns and "tgt" in columns:
        places = columns.index("src"), columns.index("tgt")
        said = _LANGUAGES.search(top)
        if not said or not all(file.languages):
            return places
        source, target = _sides.languages(file, [said[1], said[2]])
        return places[source], places[target]
    terms = [place for place, name in enumerate(columns) if name.startswith("term:")]
    if len(terms) < 2:
        raise CheckerError(
            "this is not UTX: the second line does not name two columns of terms",
            file.name,
            "begin it with #src and tgt, or name the columns term: and a language",
        )
    source, target = _sides.languages(file, [columns[place].partition(":")[2] for place in terms])
    return terms[source], terms[target]


def _status(columns: list[str], target: int) -> int:
    """The column number of the target term's status, -1 if there is none."""
    side = columns[target].partition(":")[2] or "tgt"
    wanted = (f"term status:{side}", f"status:{side}", f"{side}:term status", f"{side}:status", "term status", "status")
    return next((columns.index(name) for name in wanted if name in columns), -1)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:
    """Write version 1.11; everything that ``HOLDS`` does not list is left out.

    Raises:
        CheckerError: The languages are missing, or a term begins with ``#`` and would become a comment.
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
            for pair in _terms.pairs(concepts, *TermStatus)
        ),
    ]
    _terms.lines(to, rows, "\r\n")
