"""CSV (RFC 4180), separated by commas or semicolons, as corpus and as glossary.

The first lines show which separator is used. A cell that begins with a quote ends with a quote, and quotes inside it
are doubled; line breaks inside it are part of the text. Quotes elsewhere in a cell are plain characters.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _layout, _table, _terms, head_text, header, without_end
from checker.formats._header import names_sides
from checker.model import Concept, Segment
from checker.reading import Reading

HOLDS = _terms.ALL
_DELIMITERS = ",;"
_LINES = 20  # lines that show the separator
_ADVICE = "put a cell that contains the separator in double quotes"
_FAULTS = (  # the parser's message, our message, the hint
    (
        "unexpected end of data",
        "a quote is opened and never closed",
        "write quotes inside a quoted cell twice",
    ),
    ("expected after", "a quote inside a quoted cell is not doubled", "write quotes inside a quoted cell twice"),
    ("new-line character", "there is a carriage return in a cell without quotes", "put the cell in double quotes"),
)


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is CSV: from its name, and ``source`` and ``target`` in its first line."""
    text = head_text(file, head)
    headers = [header(text, delimiter) for delimiter in _DELIMITERS]
    headed = any({"source", "target"} <= set(names) for names in headers)
    if file.suffix == ".csv":
        return 90 if headed else 60 if any(sign in text for sign in _DELIMITERS) else 20
    return 30 if headed else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.csv": "source,target\r\n강,river\r\n바다,sea\r\n".encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments of a corpus table, streamed; ``line`` is where the row starts.

    Raises:
        CheckerError: There is no header with source and target, a row has too many or too few cells, a quote is
            missing, or a cell is larger than 1 MB; the place names the line where the row starts.
    """
    return _table.segments(file, partial(_rows, file), _ADVICE)


def account(file: Input) -> Reading:
    """How the corpus is read.

    Raises:
        CheckerError: It has no header.
    """
    return _table.reading_of(file, _table.layout_of(file, partial(_rows, file)))


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy a corpus with new targets; the separator, line ends and quotes of the file stay.

    A new target is quoted if it must be, or if the old one was quoted without need.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or the file is broken.
    """
    sign = _delimiter(file)
    dialect = _table.Dialect(partial(_records, file, sign), partial(_replaced, sign), _ADVICE)
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
    sign = _delimiter(file)
    dialect = _table.Dialect(partial(_records, file, sign), partial(_replaced, sign), _ADVICE)
    _table.write_row(file, line, change, to, partial(_rows, file), dialect)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary under our own column names."""
    _terms.table(to, _terms.contract(concepts))


def _rows(file: Input) -> _table.Records:
    """The rows, with the lines where they start."""
    sign = _delimiter(file)
    with closing(file.lines()) as lines, closing(_records(file, sign, lines)) as records:
        yield from records


def _records(file: Input, delimiter: str, lines: Iterator[str]) -> _table.Records:
    """The rows of ``lines``; a row is yielded before the next line is read."""
    parser = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = parser.line_num + 1
        before = csv.field_size_limit(_table.LONGEST)  # a global setting, which is restored below
        try:
            cells = next(parser)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(f"{file.name}:{start}", str(error)) from None
        finally:
            csv.field_size_limit(before)
        yield start, cells


def _delimiter(file: Input) -> str:
    """The separator that makes the first non-blank line a header, else the one that more of the first lines have."""
    with closing(file.lines()) as lines:
        shown = list(islice((line for line in lines if line.strip(_DELIMITERS + " \t\r\n")), _LINES))
    headers = {delimiter: header(shown[0] if shown else "", delimiter) for delimiter in _DELIMITERS}

    def fits(sign: str) -> tuple[bool, bool, int, int, int]:
        rows = [header(line, sign) for line in shown]
        wide, often = max(Counter(len(row) for row in rows if len(row) > 1).items(), key=itemgetter(1), default=(0, 0))
        return "source" in headers[sign], names_sides(rows), often, wide, len(headers[sign])

    return max(headers, key=fits)


def _replaced(delimiter: str, text: str, place: int, cell: str) -> str:
    """The text of a row with ``cell`` at ``place``; missing cells are added."""
    body = without_end(text)
    start = end = 0
    for number in range(place + 1):
        if number:
            if end == len(body):
                body += delimiter
            start = end + 1
        end = _cell_end(body, start, delimiter)
    old = body[start:end]
    quoted = old.startswith('"') and not _needs_quotes(old[1:-1], delimiter)
    if quoted or _needs_quotes(cell, delimiter):
        cell = '"' + cell.replace('"', '""') + '"'
    return body[:start] + cell + body[end:] + text[len(without_end(text)) :]


def _cell_end(body: str, start: int, delimiter: str) -> int:
    """The end of the cell that begins at ``start``."""
    at = start
    if body.startswith('"', start):
        at = body.index('"', start + 1) + 1
        while body.startswith('"', at):
            at = body.index('"', at + 1) + 1
    end = body.find(delimiter, at)
    return len(body) if end < 0 else end


def _needs_quotes(cell: str, delimiter: str) -> bool:
    return any(sign in cell for sign in (delimiter, '"', "\n", "\r"))


def _fault(place: str, said: str) -> CheckerError:
    """The error for the parser's message ``said``, with a hint."""
    if "field larger" in said:
        return _table.too_long(place)
    for sign, message, hint in _FAULTS:
        if sign in said:
            return CheckerError(message, place, hint)
    return CheckerError(f"this is not CSV: {said}", place, _ADVICE)
