"""JSON lines: an object a line, as corpus and as glossary."""

import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO, TypeVar

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, Row, _copy, _terms, column_name, head_text
from checker.glossary import joined_cell, row_of, split_cell
from checker.model import Concept, Segment

_TEXT = re.compile(r'\s*\{.*"source"\s*:\s*["\[]')
HOLDS = _terms.ALL
_LISTS = ("source", "target", "admitted", "forbidden", "context")
_KEY = re.compile(r'[\s,]*(")')
_COLON = re.compile(r"\s*:\s*")
_PYTHON = json.JSONDecoder(parse_int=str, parse_float=str)  # it says where a value ends
_T = TypeVar("_T")
_Cell = str | int | float | list[str | int | float] | None


class _Record(msgspec.Struct):
    """What is read of an object of a corpus; other keys are passed over."""

    source: str
    target: str | None = None
    document: str | int | None = None
    id: str | int | None = None
    unit: str | int | None = None
    context: str | None = None
    fuzzy: bool | None = None


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is JSON lines: by its name, and by a source in its first line."""
    text = head_text(given, head).lstrip()
    known = bool(_TEXT.match(text))
    if given.suffix in (".jsonl", ".ndjson"):
        return 90 if known else 60 if text.startswith("{") else 20
    return 30 if known else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    lines = ('{"source": "강", "target": "river"}', '{"source": "바다", "target": "sea"}')
    return {"rivers.jsonl": "".join(f"{line}\n" for line in lines).encode()}


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments, streamed: ``source`` and ``target``, optional document, id (or unit), context, fuzzy.

    A target that is null or not there is "". Blank lines are skipped.

    Raises:
        CheckerError: A line is not such an object; the place names it.
    """
    for line, record in _records(given, msgspec.json.Decoder(_Record), "“source” and “target”"):
        unit = record.id if record.unit is None else record.unit
        yield Segment(
            source=record.source,
            target=record.target or "",
            document="" if record.document is None else str(record.document),
            unit=None if unit is None else str(unit),
            line=line,
            context=record.context or "",
            fuzzy=bool(record.fuzzy),
        )


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """A copy of a corpus with other targets; an object without a target gets one at its end.

    Letters are escaped where the line escapes them.

    Raises:
        CheckerError: There is no such segment, or as ``read_segments``.
    """

    def edit(lines: Iterator[str]) -> Iterator[str]:
        seen = 0
        for line in lines:
            seen += not line.isspace()
            target = None if line.isspace() else targets.get(seen)
            yield line if target is None else _replaced(line, target)
        _copy.unknown(given, targets, seen)

    if targets:
        for _ in read_segments(given):  # a broken line is named before anything is written
            pass
        _copy.edited(given, to, edit)
    else:
        _copy.copied(given, to)


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary: objects with its columns, where a list holds alternatives.

    Raises:
        CheckerError: A line is not an object of texts and lists of texts; the place names it.
    """
    for line, record in _records(given, msgspec.json.Decoder(dict[str, _Cell]), "a glossary’s columns"):
        yield Row.at(f"{given.name}:{line}", {column_name(key): _cell(value) for key, value in record.items()})


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary: an object a concept, with what it has; alternatives in lists."""
    for concept in concepts:
        cells = {column: cell for column, cell in row_of(concept).items() if cell}
        row = {column: split_cell(cell) if column in _LISTS else cell for column, cell in cells.items()}
        to.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _cell(value: _Cell) -> str:
    r"""A value as the cell of a table: alternatives parted by ``|``, the sign itself as ``\|``."""
    if value is None:
        return ""
    if not isinstance(value, list):
        return str(value)
    return joined_cell(str(part) for part in value)


def _replaced(line: str, target: str) -> str:
    """A line with another target, the old literal alone replaced."""
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
    """The keys of an object that is known to be well-formed, and where the value of each starts and ends."""
    at = line.index("{") + 1
    while key := _KEY.match(line, at):
        name, at = _PYTHON.raw_decode(line, key.start(1))
        colon = _COLON.match(line, at)
        start = colon.end() if colon else at
        _, at = _PYTHON.raw_decode(line, start)
        yield name, start, at


def _records(given: Input, decoder: msgspec.json.Decoder[_T], keys: str) -> Generator[tuple[int, _T], None, None]:
    """The decoded objects and their lines."""
    with closing(given.lines()) as lines:
        for number, line in enumerate(lines, 1):
            if line.isspace():
                continue
            try:
                record = decoder.decode(line)
            except (msgspec.DecodeError, RecursionError) as error:
                said = str(error)[:1].lower() + str(error)[1:] if "JSON" not in str(error) else str(error)
                place, hint = f"{given.name}:{number}", f"each line is an object of its own with {keys}"
                raise CheckerError(said, place, hint) from None
            yield number, record
