"""Tab-separated values, as corpus and as glossary.

Every line is a row, and every tab separates two cells. Quotes are plain characters, so a quoted sentence keeps them,
with one exception: spreadsheets put a cell with quotes in double quotes and double the quotes inside. Such a cell is
read as the spreadsheet shows it (``"a ""b"" c"`` is ``a "b" c``). In the encodings that spreadsheets write, such a cell
may have several lines.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _layout, _table, _terms, head_text, header, without_end
from checker.formats._header import names_sides
from checker.model import Concept, Segment
from checker.reading import Reading

HOLDS = _terms.ALL - {"breaks"}
_BREAKS = re.compile(r"[\t\n\r]+")
_ADVICE = "a cell cannot contain tabs or line breaks"
_EXPORTED = re.compile(r'"((?:[^"]|"")*(?:""|\n)(?:[^"]|"")*)"')
_LINES = 100  # of a cell


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is TSV: from its name, and a header that names the two sides."""
    text = head_text(file, head)
    headed = {"source", "target"} <= set(header(text, "\t"))
    named = headed or names_sides(line.split("\t") for line in text.split("\n"))
    if file.suffix == ".tsv":
        return 90 if named else 60 if "\t" in text else 20
    if file.suffix in (".csv", ".txt", ".tab"):
        return 90 if named and file.suffix == ".tab" else 70 if named else 0
    return 30 if headed else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.tsv": "source\ttarget\n강\triver\n바다\tsea\n".encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments of a corpus table, streamed.

    Raises:
        CheckerError: There is no header with source and target, a row has too many or too few cells, or a
            cell is larger than 1 MB; the place names the line.
    """
    return _table.segments(file, partial(_rows, file), _ADVICE)


def account(file: Input) -> Reading:
    """How the corpus is read.

    Raises:
        CheckerError: It has no header.
    """
    return _table.reading_of(file, _table.layout_of(file, partial(_rows, file)))


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy a corpus with new targets; a target with tabs or line breaks is refused.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or the file is broken.
    """
    dialect = _table.Dialect(partial(_records, file), _replaced, _ADVICE)
    _table.write(file, targets, to, partial(_rows, file), dialect)


def read_rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary by column name; without a header, two columns are source and target.

    Raises:
        CheckerError: The file is broken, as in ``read_segments``.
    """
    return _table.rows(file, partial(_rows, file), _ADVICE)


def is_glossary(file: Input) -> bool:
    """Whether it evidently is a glossary, by its header."""
    return _layout.is_glossary(partial(_rows, file))


def write_row(file: Input, line: int, change: _table.RowChange, to: BinaryIO) -> None:
    """Copy a glossary with one row changed (see ``_table.write_row``)."""
    dialect = _table.Dialect(partial(_records, file), _replaced, _ADVICE)
    _table.write_row(file, line, change, to, partial(_rows, file), dialect)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary under our own column names; tabs and line breaks in texts become blanks."""
    rows = _terms.contract(concepts)
    _terms.lines(to, ([_written(_BREAKS.sub(" ", cell)) for cell in row] for row in rows))


def _rows(file: Input) -> _table.Records:
    """The rows, with their line numbers."""
    with closing(file.lines()) as lines, closing(_records(file, lines)) as records:
        yield from records


def _records(file: Input, lines: Iterator[str]) -> _table.Records:
    """The rows of ``lines``."""
    quoted = bool(file.inferred) or file.head().startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    row, start = "", 1
    for number, line in enumerate(lines, 1):
        row, start = (row + line, start) if row else (line, number)
        if quoted and _open(row):
            if number - start < _LINES:
                continue
            raise _unclosed(f"{file.name}:{start}")
        cells = without_end(row).split("\t")
        if len(row) > _table.LONGEST and max(map(len, cells)) > _table.LONGEST:
            raise _table.too_long(f"{file.name}:{start}")
        if '""' in row or start < number:
            cells = [_shown(cell) for cell in cells]
        yield start, cells
        row = ""
    if row:
        raise _unclosed(f"{file.name}:{start}")


def _open(row: str) -> bool:
    """Whether a cell begins with a quote that is not closed, so that it goes on in the next line."""
    return '"' in row and any(cell.startswith('"') and cell.count('"') % 2 for cell in row.split("\t"))


def _unclosed(place: str) -> CheckerError:
    return CheckerError("a quote is opened and never closed", place, "write a cell that begins with a quote in quotes")


def _replaced(text: str, place: int, cell: str) -> str | None:
    """The text of a row with ``cell`` at ``place``, None if the cell is impossible; missing cells are added."""
    if "\t" in cell or "\n" in cell:
        return None
    body = without_end(text)
    cells = body.split("\t")
    cells.extend([""] * (place + 1 - len(cells)))
    cells[place] = _written(cell)
    return "\t".join(cells) + text[len(body) :]


def _written(cell: str) -> str:
    """The raw form of a cell, from which ``_shown`` gives the cell."""
    return cell if _shown(cell) == cell else '"' + cell.replace('"', '""') + '"'


def _shown(cell: str) -> str:
    """The cell as a spreadsheet shows it, from its raw form."""
    exported = _EXPORTED.fullmatch(cell)
    return exported[1].replace('""', '"') if exported else cell
