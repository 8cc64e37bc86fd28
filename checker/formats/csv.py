"""CSV after RFC 4180, parted by commas or semicolons, as corpus and as glossary.

Which of the two signs parts the cells, the first line says. A cell that begins with a quote ends with one
and has its own quotes doubled; line breaks in it belong to the text. A quote further on in a cell is a plain
character.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Row, _table, _terms, head_text, header, without_end
from checker.model import Concept, Segment

HOLDS = _terms.ALL
_DELIMITERS = ",;"
_ADVICE = "a cell with the separator in it has to stand in double quotes"
_FAULTS = (  # what the parser says, what that means, what to do
    (
        "unexpected end of data",
        "a quote is opened and never closed",
        "write quotes inside a quoted cell twice",
    ),
    ("expected after", "a closing quote inside a cell", "write quotes inside a quoted cell twice"),
    ("new-line character", "a carriage return in a cell without quotes", "put the cell in double quotes"),
)


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is CSV: by its name, and by ``source`` and ``target`` in its first line."""
    text = head_text(given, head)
    headers = [header(text, delimiter) for delimiter in _DELIMITERS]
    headed = any({"source", "target"} <= set(names) for names in headers)
    if given.suffix == ".csv":
        return 90 if headed else 60 if max(map(len, headers)) > 1 else 20
    return 30 if headed else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.csv": "source,target\r\n강,river\r\n바다,sea\r\n".encode()}


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments of a corpus table, streamed; ``line`` is where the row starts.

    Raises:
        CheckerError: There is no header with source and target, a row has too many or too few cells, the
            quotes are broken, or a cell is larger than 1 MB; the place names the line where the row starts.
    """
    return _table.segments(given, _rows(given), _ADVICE)


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """A copy of a corpus with other targets: the separator, line ends and quotes of the file stay.

    A new target stands in quotes where it needs them, or where the old one had them without need.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or as ``read_segments``.
    """
    sign = _delimiter(given)
    dialect = _table.Dialect(partial(_records, given, sign), partial(_replaced, sign), _ADVICE)
    _table.write(given, targets, to, dialect)


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary, by the header's columns; without a header two columns are source and target.

    Raises:
        CheckerError: As ``read_segments``.
    """
    return _table.rows(given, _rows(given), _ADVICE)


def write_row(given: Input, line: int, change: _table.RowChange, to: BinaryIO) -> None:
    """A copy of a glossary with one row changed; see ``_table.write_row``."""
    sign = _delimiter(given)
    dialect = _table.Dialect(partial(_records, given, sign), partial(_replaced, sign), _ADVICE)
    _table.write_row(given, line, change, to, dialect)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary under the column names of the contract."""
    _terms.table(to, _terms.contract(concepts))


def _rows(given: Input) -> _table.Records:
    """The rows and the physical line on which each starts."""
    sign = _delimiter(given)
    with closing(given.lines()) as lines, closing(_records(given, sign, lines)) as records:
        yield from records


def _records(given: Input, delimiter: str, lines: Iterator[str]) -> _table.Records:
    """The rows of ``lines``; each takes no more of them than it needs."""
    parser = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = parser.line_num + 1
        before = csv.field_size_limit(_table.LONGEST)  # the process's, so only for the moment
        try:
            cells = next(parser)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(f"{given.name}:{start}", str(error)) from None
        finally:
            csv.field_size_limit(before)
        yield start, cells


def _delimiter(given: Input) -> str:
    """Of the first line that is not blank: the sign that makes a header of it, else the one that parts it more."""
    with closing(given.lines()) as lines:
        line = next((line for line in lines if line.strip(_DELIMITERS + " \t\r\n")), "")
    headers = {delimiter: header(line, delimiter) for delimiter in _DELIMITERS}
    return max(headers, key=lambda sign: ("source" in headers[sign], len(headers[sign])))


def _replaced(delimiter: str, text: str, place: int, cell: str) -> str:
    """The text of a row with ``cell`` at ``place``; cells that are not there yet are added."""
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
    """Where the cell ends that begins at ``start``."""
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
    """What the parser ``said``, in words that help."""
    if "field larger" in said:
        return _table.too_long(place)
    for sign, message, hint in _FAULTS:
        if sign in said:
            return CheckerError(message, place, hint)
    return CheckerError(f"this is not CSV: {said}", place, _ADVICE)
