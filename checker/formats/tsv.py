"""Tab-separated values, as corpus and as glossary.

A line is a row and a tab parts two cells, without exception. Quotes are plain characters, so that a quoted
sentence keeps its quotes; but a cell that stands in double quotes and has quotes inside, all of them
doubled, is what a spreadsheet makes of a cell with quotes, and is read as it was shown there (``"a ""b""
c"`` is ``a "b" c``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import BinaryIO

from checker.formats import Input, Row, _table, _terms, head_text, header, without_end
from checker.model import Concept, Segment

HOLDS = _terms.ALL - {"breaks"}
_BREAKS = re.compile(r"[\t\n\r]+")
_ADVICE = "a cell has neither tabs nor line breaks in it"
_EXPORTED = re.compile(r'"((?:[^"]|"")*""(?:[^"]|"")*)"')


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is TSV: by its name, and by ``source`` and ``target`` in its first line."""
    names = header(head_text(given, head), "\t")
    headed = {"source", "target"} <= set(names)
    if given.suffix == ".tsv":
        return 90 if headed else 60 if len(names) > 1 else 20
    if given.suffix == ".csv":
        return 70 if headed else 0
    return 30 if headed else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.tsv": "source\ttarget\n강\triver\n바다\tsea\n".encode()}


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments of a corpus table, streamed.

    Raises:
        CheckerError: There is no header with source and target, a row has too many or too few cells, or a
            cell is larger than 1 MB; the place names the line.
    """
    return _table.segments(given, _rows(given), _ADVICE)


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """A copy of a corpus with other targets; a text with tabs or line breaks is refused.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or as ``read_segments``.
    """
    _table.write(given, targets, to, _table.Dialect(partial(_records, given), _replaced, _ADVICE))


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary, by the header's columns; without a header two columns are source and target.

    Raises:
        CheckerError: As ``read_segments``.
    """
    return _table.rows(given, _rows(given), _ADVICE)


def write_row(given: Input, line: int, change: _table.RowChange, to: BinaryIO) -> None:
    """A copy of a glossary with one row changed; see ``_table.write_row``."""
    _table.write_row(given, line, change, to, _table.Dialect(partial(_records, given), _replaced, _ADVICE))


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary under the column names of the contract; tabs and line breaks in a text become blanks."""
    rows = _terms.contract(concepts)
    _terms.lines(to, ([_written(_BREAKS.sub(" ", cell)) for cell in row] for row in rows))


def _rows(given: Input) -> _table.Records:
    """The rows and their lines."""
    with closing(given.lines()) as lines, closing(_records(given, lines)) as records:
        yield from records


def _records(given: Input, lines: Iterator[str]) -> _table.Records:
    """The rows of ``lines``."""
    for number, line in enumerate(lines, 1):
        cells = without_end(line).split("\t")
        if len(line) > _table.LONGEST and max(map(len, cells)) > _table.LONGEST:
            raise _table.too_long(f"{given.name}:{number}")
        if '""' in line:
            cells = [_shown(cell) for cell in cells]
        yield number, cells


def _replaced(text: str, place: int, cell: str) -> str | None:
    """The text of a row with ``cell`` at ``place``; cells that are not there yet are added."""
    if "\t" in cell or "\n" in cell:
        return None
    body = without_end(text)
    cells = body.split("\t")
    cells.extend([""] * (place + 1 - len(cells)))
    cells[place] = _written(cell)
    return "\t".join(cells) + text[len(body) :]


def _written(cell: str) -> str:
    """A cell as it has to be written to be read as it is."""
    return cell if _shown(cell) == cell else '"' + cell.replace('"', '""') + '"'


def _shown(cell: str) -> str:
    """A cell as a spreadsheet showed it before it was exported."""
    exported = _EXPORTED.fullmatch(cell)
    return exported[1].replace('""', '"') if exported else cell
