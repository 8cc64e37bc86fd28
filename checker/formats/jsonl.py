"""JSON lines: an object a line, as corpus and as glossary."""

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TypeVar

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, Row, column_name, head_text
from checker.model import Segment

_TEXT = re.compile(r'\s*\{.*"source"\s*:\s*["\[]')
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


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary: objects with its columns, where a list holds alternatives.

    Raises:
        CheckerError: A line is not an object of texts and lists of texts; the place names it.
    """
    for line, record in _records(given, msgspec.json.Decoder(dict[str, _Cell]), "a glossary’s columns"):
        yield Row.at(f"{given.name}:{line}", {column_name(key): _cell(value) for key, value in record.items()})


def _cell(value: _Cell) -> str:
    r"""A value as the cell of a table: alternatives parted by ``|``, the sign itself as ``\|``."""
    if value is None:
        return ""
    if not isinstance(value, list):
        return str(value)
    parts = [str(part).replace("|", "\\|") for part in value]
    return "|".join(part + " " if part.endswith("\\") else part for part in parts)


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
