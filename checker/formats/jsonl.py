"""JSON lines, one object per line, as corpus and as glossary."""

import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO, TypeVar

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, Row, _copy, _terms, column_name, head_text
from checker.formats._dates import Dates
from checker.glossary.concepts import joined_cell, rows_of, split_cell
from checker.model import Concept, Segment

_TEXT = re.compile(r'\s*\{.*"source"\s*:\s*["\[]')
_WHOLE = re.compile(r"\{[^\n]*\}[ \t\r]*(?:\n|\Z)")
HOLDS = _terms.ALL
_LISTS = ("source", "target", "admitted", "forbidden", "context")
_KEY = re.compile(r'[\s,]*(")')
_COLON = re.compile(r"\s*:\s*")
_PYTHON = json.JSONDecoder(parse_int=str, parse_float=str)  # used because it returns where a value ends
_T = TypeVar("_T")
_Cell = str | int | float | list[str | int | float] | None


class _Record(msgspec.Struct):
    """The keys that are read from an object of a corpus."""

    source: str
    target: str | None = None
    document: str | int | None = None
    date: str | int | None = None
    id: str | int | None = None
    unit: str | int | None = None
    context: str | None = None
    fuzzy: bool | None = None


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is JSON lines: from its name, and ``source`` in its first line.

    A ``.json`` file is one document if its first line is no whole object.
    """
    text = head_text(file, head).lstrip()
    known = bool(_TEXT.match(text))
    if file.suffix == ".json" and "\n" in text and not _WHOLE.match(text):
        return 0
    if file.suffix in (".jsonl", ".ndjson"):
        return 90 if known else 60 if text.startswith("{") else 20
    return 30 if known else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    lines = ('{"source": "강", "target": "river"}', '{"source": "바다", "target": "sea"}')
    return {"rivers.jsonl": "".join(f"{line}\n" for line in lines).encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments, streamed: ``source``, ``target`` and optionally document, date, id (or unit), context and fuzzy.

    A target that is null or missing is "". Blank lines are skipped. A warning says how many dates are none.

    Raises:
        CheckerError: A line is not such an object; the place names the line.
    """
    dates = Dates(file)
    for line, record in _records(file, msgspec.json.Decoder(_Record), "“source” and “target”"):
        unit = record.id if record.unit is None else record.unit
        yield Segment(
            source=record.source,
            target=record.target or "",
            document="" if record.document is None else str(record.document),
            date="" if record.date is None else dates.read(str(record.date), line),
            unit=None if unit is None else str(unit),
            line=line,
            context=record.context or "",
            fuzzy=bool(record.fuzzy),
        )
    dates.tell()


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy a corpus with new targets; an object without a target gets one at its end.

    Letters are escaped if the line escapes letters.

    Raises:
        CheckerError: There is no such segment, or the file is broken.
    """

    def edit(lines: Iterator[str]) -> Iterator[str]:
        seen = 0
        for line in lines:
            seen += not line.isspace()
            target = None if line.isspace() else targets.get(seen)
            yield line if target is None else _replaced(line, target)
        _copy.unknown(file, targets, seen)

    if targets:
        for _ in read_segments(file):  # raises before anything is written if a line is broken
            pass
        _copy.edited(file, to, edit)
    else:
        _copy.copied(file, to)


def read_rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary: objects whose keys are its columns; lists are alternatives.

    Raises:
        CheckerError: A line is not an object of texts and lists of texts; the place names the line.
    """
    for line, record in _records(file, msgspec.json.Decoder(dict[str, _Cell]), "a glossary’s columns"):
        yield Row.at(f"{file.name}:{line}", {column_name(key): _cell(value) for key, value in record.items()})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary, one object per concept; alternatives are lists, and empty columns are left out."""
    for each in rows_of(list(concepts)):
        cells = {column: cell for column, cell in each.items() if cell}
        row = {column: split_cell(cell) if column in _LISTS else cell for column, cell in cells.items()}
        to.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _cell(value: _Cell) -> str:
    r"""A value as the cell of a table: alternatives separated by ``|``, the sign itself as ``\|``."""
    if value is None:
        return ""
    if not isinstance(value, list):
        return str(value)
    return joined_cell(str(part) for part in value)


def _replaced(line: str, target: str) -> str:
    """The line with a new target; only the target's literal changes."""
    members = {key: (start, end) for key, start, end in _members(line)}
    escaped = line.isascii() and "\\u" in line
    literal = json.dumps(target, ensure_ascii=escaped)
    if "target" in members:
        start, end = members["target"]
        same = (json.loads(line[start:end]) or "") == target
        return line if same else line[:start] + literal + line[end:]
    if not target:
        return line
    end = max(end for _, end in members.values())
    blank = " " if '": ' in line else ""
    return f'{line[:end]},{blank}"target":{blank}{literal}{line[end:]}'


def _members(line: str) -> Iterator[tuple[str, int, int]]:
    """The keys of a well-formed object, with the start and end of their values in the line."""
    at = line.index("{") + 1
    while key := _KEY.match(line, at):
        name, at = _PYTHON.raw_decode(line, key.start(1))
        colon = _COLON.match(line, at)
        start = colon.end() if colon else at
        _, at = _PYTHON.raw_decode(line, start)
        yield name, start, at


def _records(file: Input, decoder: msgspec.json.Decoder[_T], keys: str) -> Generator[tuple[int, _T], None, None]:
    """The decoded objects, with their line numbers."""
    with closing(file.lines()) as lines:
        for number, line in enumerate(lines, 1):
            if line.isspace():
                continue
            try:
                record = decoder.decode(line)
            except (msgspec.DecodeError, RecursionError) as error:
                said = str(error)[:1].lower() + str(error)[1:] if "JSON" not in str(error) else str(error)
                place, hint = f"{file.name}:{number}", f"write one object per line, with {keys}"
                raise CheckerError(said, place, hint) from None
            yield number, record
