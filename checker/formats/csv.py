"""CSV after RFC 4180, parted by commas or semicolons, as corpus and as glossary.

Which of the two signs parts the cells, the first line says. A cell that begins with a quote ends with one
and has its own quotes doubled; line breaks in it belong to the text. A quote further on in a cell is a plain
character.
"""

import csv
from collections.abc import Iterator
from contextlib import closing
from itertools import chain

from checker.errors import CheckerError
from checker.formats import Input, Row, _table, head_text, header
from checker.model import Segment

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


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments of a corpus table, streamed; ``line`` is where the row starts.

    Raises:
        CheckerError: There is no header with source and target, a row has too many or too few cells, the
            quotes are broken, or a cell is larger than 1 MB; the place names the line where the row starts.
    """
    return _table.segments(given, _records(given), _ADVICE)


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary, by the header's columns; without a header two columns are source and target.

    Raises:
        CheckerError: As ``read_segments``.
    """
    return _table.rows(given, _records(given), _ADVICE)


def _records(given: Input) -> _table.Records:
    """The rows and the physical line on which each starts."""
    with closing(given.lines()) as lines:
        opening = []
        for line in lines:
            opening.append(line)
            if line.strip(_DELIMITERS + " \t\r\n"):
                break
        delimiter = _delimiter(opening[-1]) if opening else ","
        parser = csv.reader(chain(opening, lines), delimiter=delimiter, strict=True)
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


def _delimiter(line: str) -> str:
    """The sign that makes a header of ``line``, else the one that parts it more often."""
    headers = {delimiter: header(line, delimiter) for delimiter in _DELIMITERS}
    return max(headers, key=lambda sign: ("source" in headers[sign], len(headers[sign])))


def _fault(place: str, said: str) -> CheckerError:
    """What the parser ``said``, in words that help."""
    if "field larger" in said:
        return _table.too_long(place)
    for sign, message, hint in _FAULTS:
        if sign in said:
            return CheckerError(message, place, hint)
    return CheckerError(f"this is not CSV: {said}", place, _ADVICE)
