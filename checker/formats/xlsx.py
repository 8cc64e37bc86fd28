"""Spreadsheets (Office Open XML), as corpus and as glossary: the sheets whose first row names the columns."""

import io
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from html import escape
from typing import BinaryIO, NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.formats import _GLOSSARY_MARKS, Input, Row, _copy, _sheets, _table, _terms, _zip, column_name
from checker.model import Concept, Segment

HOLDS = _terms.ALL
_ADVICE = "the first row of the sheet names the columns"
_DATES = ("date", "from", "until")  # the columns of dates
_HOLDS = 32_767  # characters that a cell can hold
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_TAG = re.compile(rb"<((?:[\w.-]+:)?)c((?:[^\"'>]|\"[^\"]*\"|'[^']*')*?)(/?)>")
_TYPE = re.compile(rb"\st\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is a workbook: from its name, else from the signature of an archive."""
    if file.suffix in (".xlsx", ".xlsm"):
        return 90
    return 40 if head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in head else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    import openpyxl

    book, content = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in (("source", "target"), ("강", "river"), ("바다", "sea")):
        sheet.append(row)
    book.save(content)
    return {"rivers.xlsx": content.getvalue()}


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments of all sheets with the columns of a corpus, streamed; ``line`` is the row.

    ``unit`` is the id or else the cell of the target (``Sheet1!C7``). Numbers and dates are read as they are stored,
    apart from those in the column ``date``. Cells outside the header's columns are not read.

    Raises:
        CheckerError: The workbook is broken, unpacks to more than 512 MB, or no sheet has the columns; or a table is
            broken.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        for sheet in _chosen(file, book):
            for segment, place in _segments(file, book, sheet):
                unit = segment.unit or f"{sheet}!{place.reference}"
                yield msgspec.structs.replace(segment, unit=unit)


def read_rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary from all sheets with its columns, else from the first sheet, which may have no header.

    Raises:
        CheckerError: The workbook or a table in it is broken.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        named = [sheet for sheet in book.sheets if {"source", "target"} & set(_names(file, book, sheet))]
        for sheet in named or list(book.sheets)[:1]:
            records = ((number, texts) for number, texts, _ in _records(book, sheet))
            yield from _table.rows(file, records, _ADVICE)


def is_glossary(file: Input) -> bool:
    """Whether a sheet has source, target and a column that only glossaries have.

    Raises:
        CheckerError: The workbook is broken.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        found = [set(_names(file, book, sheet)) for sheet in book.sheets]
    return any({"source", "target"} <= names and names & _GLOSSARY_MARKS for names in found)


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new texts in the cells of the targets; all other cells and parts stay byte for byte.

    The cells keep their styles and hold the new text inline; the shared strings stay as they are.

    Raises:
        CheckerError: There is no such segment, a formula computes the target, the target is too long for a cell, or the
            workbook is broken.
    """
    if not targets:
        _copy.copied(file, to)
        return
    seen = 0
    contents: dict[str, bytes] = {}
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        for sheet in _chosen(file, book):
            edits = []
            for segment, place in _segments(file, book, sheet):
                seen += 1
                target = targets.get(seen)
                if target is not None and target != segment.target:
                    edits.append((place, target))
            if edits:
                member = book.sheets[sheet]
                contents[member] = _spliced(f"{file.name}: {sheet}", archive.read(member), edits)
    _copy.unknown(file, targets, seen)
    if contents:
        _zip.copied(file, to, contents)
    else:
        _copy.copied(file, to)


def write_rows(concepts: Iterable[Concept], to: BinaryIO, languages: tuple[str, str]) -> None:  # noqa: ARG001
    """Write a glossary as a workbook with one sheet, under our own column names; no text becomes a formula.

    Raises:
        CheckerError: A text is too long for a cell.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    for number, row in enumerate(_terms.contract(concepts), 1):
        cells = []
        for text in row:
            if len(text) > _HOLDS:
                raise CheckerError(f"a cell holds {_HOLDS:,} characters", f"row {number}", "shorten the text")
            cell = WriteOnlyCell(sheet, value=_escaped(text))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(to)


class _Place(NamedTuple):
    """The place of a target: its row from 1, its column from 0, and the cells of the row."""

    row: int
    column: int
    cells: Mapping[int, _sheets.Cell]

    @property
    def reference(self) -> str:
        """The name of the cell in a spreadsheet: ``C7``."""
        letters, left = "", self.column + 1
        while left:
            left, letter = divmod(left - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"


def _chosen(file: Input, book: _sheets.Workbook) -> list[str]:
    """The sheets with the columns of a corpus."""
    found = [sheet for sheet in book.sheets if {"source", "target"} <= set(_names(file, book, sheet))]
    if not found:
        sheets = ", ".join(f"“{sheet}”" for sheet in list(book.sheets)[:5])
        hint = f"name them in the first row of one of its sheets ({sheets})"
        raise CheckerError("no sheet has the columns “source” and “target”", file.name, hint)
    return found


def _names(file: Input, book: _sheets.Workbook, sheet: str) -> list[str]:
    """The columns in the first row of a sheet."""
    with closing(_records(book, sheet)) as records:
        return _table.header_of(file, next((texts for _, texts, _ in records if texts), []))


def _records(
    book: _sheets.Workbook, sheet: str
) -> Generator[tuple[int, list[str], Mapping[int, _sheets.Cell]], None, None]:
    """The rows: number, texts and cells; from the first non-blank row on, all are as wide as that one."""
    width = 0
    dates: list[int] = []
    for number, cells in book.rows(sheet):
        first = not width
        width = width or max((column + 1 for column, cell in cells.items() if cell.text.strip()), default=0)
        texts = [cells[column].text if column in cells else "" for column in range(width)]
        if first:
            dates = [column for column, name in enumerate(texts) if column_name(name) in _DATES]
        for column in dates:
            texts[column] = book.day(texts[column])
        yield number, texts, cells


def _segments(file: Input, book: _sheets.Workbook, sheet: str) -> Iterator[tuple[Segment, _Place]]:
    """The segments of a sheet, with the places of their targets."""
    column = _names(file, book, sheet).index("target")
    place = _Place(0, column, {})

    def records() -> _table.Records:
        nonlocal place
        for number, texts, cells in _records(book, sheet):
            place = _Place(number, column, cells)
            yield number, texts

    for segment in _table.segments(file, records(), _ADVICE):
        yield segment, place


def _spliced(where: str, raw: bytes, edits: Iterable[tuple[_Place, str]]) -> bytes:
    """The bytes of a sheet with new texts in some cells."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CheckerError("the sheet is in UTF-16, which is not written", where, "save it with a spreadsheet program")
    done, pieces = 0, []
    for place, text in edits:
        if len(text) > _HOLDS:
            raise CheckerError(f"a cell holds {_HOLDS:,} characters", f"{where}!{place.reference}", "shorten the text")
        cell = place.cells.get(place.column)
        if cell and cell.formula:
            hint = "put the text itself into the cell"
            raise CheckerError("the target is computed by a formula", f"{where}!{place.reference}", hint)
        near = max((column for column in place.cells if column <= place.column), default=-1)
        if near < 0:  # the row begins further right
            near = min(place.cells)
        start, end, prefix, attributes = _extent(raw, place.cells[near])
        if near < place.column:
            start = end
        elif near > place.column:
            end = start
        if near != place.column:
            attributes = f' r="{place.reference}"'.encode()
        pieces += [raw[done:start], _element(prefix, attributes, text)]
        done = end
    return b"".join([*pieces, raw[done:]])


def _extent(raw: bytes, cell: _sheets.Cell) -> tuple[int, int, bytes, bytes]:
    """The byte offsets where a cell starts and ends in its sheet, the prefix of its tag, and its attributes."""
    tag = _TAG.match(raw, cell.start)
    if not tag:
        raise CheckerError("a cell is written in a way that is not replaced", hint="save the file again")
    end = tag.end() if tag[3] else raw.index(b">", cell.end) + 1
    return cell.start, end, tag[1], tag[2]


def _element(prefix: bytes, attributes: bytes, text: str) -> bytes:
    """The XML of a cell that holds ``text`` inline."""
    kept = _TYPE.sub(b"", attributes).rstrip()
    if not text:
        return b"<%bc%b/>" % (prefix, kept)
    inside = escape(_escaped(text), quote=False).encode()
    opening = b'<%bc%b t="inlineStr"><%bis><%bt xml:space="preserve">' % (prefix, kept, prefix, prefix)
    return opening + inside + b"</%bt></%bis></%bc>" % (prefix, prefix, prefix)


def _escaped(text: str) -> str:
    """``text`` with characters that XML cannot hold, and anything that looks like their escapes, escaped."""
    return _FORBIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
