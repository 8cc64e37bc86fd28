"""Cells of a sheet with other texts; all bytes around them stay. Not a format."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import IO, NamedTuple

from checker.errors import CheckerError
from checker.formats import _rich
from checker.formats._sheets import Cell
from checker.reading import letters

HOLDS = 32_767  # characters that a cell can hold
_BLOCK = 1 << 16
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CELL = re.compile(rb"<((?:[\w.-]+:)?)c((?:[^\"'>]|\"[^\"]*\"|'[^']*')*?)(/?)>")
_ITEM = re.compile(rb"<((?:[\w.-]+:)?)si(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>(.*)</[^>]*>\Z", re.DOTALL)
_TYPE = re.compile(rb"\st\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class Place(NamedTuple):
    """The place of a text: its row from 1, its column from 0, and the cells of the row."""

    row: int
    column: int
    cells: Mapping[int, Cell]

    @property
    def reference(self) -> str:
        """The name of the cell in a spreadsheet: ``C7``."""
        return f"{letters(self.column)}{self.row}"


class _Window:
    """The bytes of a stream from an offset on, of which only those that are needed are held."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.at = 0
        self.raw = b""

    def until(self, offset: int | None = None) -> Iterator[bytes]:
        """The bytes up to an offset, or all, which are then no longer held."""
        while offset is None or self.at + len(self.raw) < offset:
            yield self.raw
            self.at += len(self.raw)
            self.raw = self._stream.read(_BLOCK)
            if not self.raw:
                return
        yield self.raw[: offset - self.at]
        self.raw = self.raw[offset - self.at :]
        self.at = offset

    def tag_end(self, offset: int) -> int:
        """The offset behind the tag at an offset, up to which the bytes are held."""
        while (found := self.raw.find(b">", max(offset - self.at, 0))) < 0:
            block = self._stream.read(_BLOCK)
            if not block:
                raise ValueError(offset)  # expat saw a tag there
            self.raw += block
        return self.at + found + 1


def rich(archive: zipfile.ZipFile, member: str, places: Iterable[Place]) -> dict[int, bytes]:
    """The shared strings with formats or readings in some places: their XML by the offset where they start."""
    cells = (place.cells.get(place.column) for place in places)
    wanted = sorted({cell.rich for cell in cells if cell and cell.rich and cell.rich.shared})
    found: dict[int, bytes] = {}
    if wanted:
        with archive.open(member) as stream:
            window = _Window(stream)
            for start, end, _ in wanted:
                for _ in window.until(start):
                    pass
                found[start] = window.raw[: window.tag_end(end) - start]
    return found


def spliced(
    where: str, edits: Iterable[tuple[Place, str]], strings: Mapping[int, bytes], stream: IO[bytes]
) -> Iterator[bytes]:
    """The bytes of a sheet with new texts in some cells.

    Args:
        where: The file and the sheet, for messages.
        edits: The cells, in order, and their texts.
        strings: The result of ``rich``.
        stream: The bytes of the sheet.

    Raises:
        CheckerError: A cell cannot hold its text, or not in this way; the place names it.
    """
    window = _Window(stream)
    window.tag_end(0)
    if window.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CheckerError("the sheet is in UTF-16, which is not written", where, "save it with a spreadsheet program")
    for place, text in edits:
        here = f"{where}!{place.reference}"
        if len(text) > HOLDS:
            raise CheckerError(f"a cell holds {HOLDS:,} characters", here, "shorten the text")
        cell = place.cells.get(place.column)
        if cell and cell.formula:
            raise CheckerError("the target is computed by a formula", here, "put the text itself into the cell")
        near = max((column for column in place.cells if column <= place.column), default=-1)
        if near < 0:  # the row begins further right
            near = min(place.cells)
        beside = place.cells[near]
        yield from window.until(beside.start)
        window.tag_end(beside.end - 1)
        tag = _CELL.match(window.raw)
        if not tag:
            raise CheckerError("a cell is written in a way that is not replaced", here, "save the file again")
        end = window.at + tag.end() if tag[3] else window.tag_end(beside.end)
        if cell:
            yield _changed(cell, window.raw[: end - window.at], tag, text, strings, here)
            for _ in window.until(end):
                pass
            continue
        if near < place.column:
            yield from window.until(end)
        yield _element(tag[1], f' r="{place.reference}"'.encode(), text)
    yield from window.until()


def _changed(cell: Cell, raw: bytes, tag: re.Match[bytes], text: str, strings: Mapping[int, bytes], here: str) -> bytes:
    """The XML of a cell with another text."""
    if not cell.rich or not text:
        return _element(tag[1], tag[2], text)
    try:
        if not cell.rich.shared:
            return _rich.replaced(raw, text, _inside)
        item = _ITEM.match(_rich.replaced(strings[cell.rich.start], text, _inside))
    except CheckerError as error:
        raise CheckerError(error.message, here, error.hint) from None
    if not item or item[1] != tag[1]:
        hint = "change the text in a spreadsheet program"
        raise CheckerError("the text has formats that are written in a way that is not replaced", here, hint)
    return _holding(tag[1], tag[2], item[2])


def _element(prefix: bytes, attributes: bytes, text: str) -> bytes:
    """The XML of a cell that holds ``text`` inline."""
    if not text:
        return b"<%bc%b/>" % (prefix, _TYPE.sub(b"", attributes).rstrip())
    inside = b'<%bt xml:space="preserve">%b</%bt>' % (prefix, _inside(text), prefix)
    return _holding(prefix, attributes, inside)


def _holding(prefix: bytes, attributes: bytes, inside: bytes) -> bytes:
    """The XML of a cell that holds texts inline."""
    kept = _TYPE.sub(b"", attributes).rstrip()
    opening = b'<%bc%b t="inlineStr"><%bis>' % (prefix, kept, prefix)
    return opening + inside + b"</%bis></%bc>" % (prefix, prefix)


def _inside(text: str) -> bytes:
    """``text`` as it is written between tags."""
    return escape(escaped(text), quote=False).encode()


def escaped(text: str) -> str:
    """``text`` with characters that XML cannot hold, and anything that looks like their escapes, escaped."""
    return _FORBIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
