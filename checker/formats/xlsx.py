"""Spreadsheets (Office Open XML), as corpus and as glossary: the sheets with a row that names the columns."""

import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import BinaryIO

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, Row, _cells, _copy, _layout, _sheets, _table, _terms, _zip
from checker.formats._cells import HOLDS as HELD
from checker.formats._cells import Place, escaped
from checker.formats._rows import Layout, first
from checker.model import Concept, Segment
from checker.reading import Reading, numbered

HOLDS = _terms.ALL
_ADVICE = "the first row of the sheet names the columns"
_DATES = ("date", "from", "until")  # the columns of dates
_FEW = 5  # a sheet with so many times fewer rows than another is not read without a header


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
    apart from those in the column ``date``. Cells outside the header's columns are not read, nor hidden sheets.

    Raises:
        CheckerError: The workbook is broken, unpacks to far more than its size, or no sheet has the columns; or a table
            is broken.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        for sheet, layout in _chosen(file, book).items():
            for segment, place in _segments(file, book, sheet, layout):
                unit = segment.unit or f"{sheet}!{place.reference}"
                yield msgspec.structs.replace(segment, unit=unit)


def account(file: Input) -> Reading:
    """How the corpus is read: its first sheet, and which sheets are not read.

    Raises:
        CheckerError: As in ``read_segments``.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        chosen = _chosen(file, book)
        reading = [_table.reading_of(file, layout, sheet) for sheet, layout in chosen.items()]
        told = next((each for each in reading if each.inferred), reading[0])
        told.remarks += _unread(file, book, list(chosen))
        return told


def read_rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary from all sheets whose header has its columns, else from those without a header.

    Hidden sheets are not read; hidden rows are. A cell that is merged over several rows is that of all of them.

    Raises:
        CheckerError: The workbook or a table in it is broken, or no sheet is one.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        found = {
            sheet: layout
            for sheet in _shown(file, book)
            if (layout := _layout.of(file, partial(_texts, book, sheet), glossary=True))
        }
        named = {sheet: layout for sheet, layout in found.items() if layout.header} or _large(book, found)
        for sheet in [*named] or _shown(file, book)[:1]:
            layout, continued = found.get(sheet), set[int]()
            read = partial(_texts, book, sheet, layout)
            if layout and not layout.ours:
                shape = book.shape(sheet)
                merged = _Merged(shape.merged, layout.start)
                continued = merged.continued(layout.names.index("source"))
                read = partial(merged.over, read)
                if hidden := [row for row in shape.hidden if row > layout.start]:
                    remark = f"hidden rows are read too ({numbered(hidden)})"
                    layout = layout._replace(remarks=(*layout.remarks, remark))
            yield from _table.rows(file, read, _ADVICE, sheet if len(book.sheets) > 1 else "", layout, continued)
        for reading in file.readings[-1:]:
            reading.remarks += _unread(file, book, list(named))


def is_glossary(file: Input) -> bool:
    """Whether the header of a sheet has columns that only glossaries have.

    Raises:
        CheckerError: The workbook is broken.
    """
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        return any(_layout.is_glossary(partial(_texts, book, sheet)) for sheet in book.sheets)


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new texts in the cells of the targets; all other cells and parts stay byte for byte.

    The cells keep their styles and hold the new text inline; the shared strings stay as they are. What stays of a text
    in several formats keeps them, and its readings (furigana).

    Raises:
        CheckerError: There is no such segment, a formula computes the target, the target is too long for a cell, it is
            not clear which of several formats new words have, or the workbook is broken.
    """
    if not targets:
        _copy.copied(file, to)
        return
    seen = 0
    changes: dict[str, list[tuple[Place, str]]] = {}
    contents: dict[str, _zip.Content] = {}
    with _zip.opened(file) as archive:
        book = _sheets.Workbook(file, archive)
        for sheet, layout in _chosen(file, book).items():
            for segment, place in _segments(file, book, sheet, layout):
                seen += 1
                target = targets.get(seen)
                if target is not None and target != segment.target:
                    changes.setdefault(sheet, []).append((place, target))
        strings = _cells.rich(archive, book.strings, [place for edits in changes.values() for place, _ in edits])
    for sheet, edits in changes.items():
        contents[book.sheets[sheet]] = partial(_cells.spliced, f"{file.name}: {sheet}", edits, strings)
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
            if len(text) > HELD:
                raise CheckerError(f"a cell holds {HELD:,} characters", f"row {number}", "shorten the text")
            cell = WriteOnlyCell(sheet, value=escaped(text))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(to)


def _shown(file: Input, book: _sheets.Workbook) -> list[str]:
    """The sheets that are read if they are tables: the one that the user names, else all that are shown.

    Raises:
        CheckerError: There is no such sheet.
    """
    listed = ", ".join(f"“{sheet}”" for sheet in list(book.sheets)[:5])
    if file.asked.sheet:
        if file.asked.sheet not in book.sheets:
            raise CheckerError(f"there is no sheet “{file.asked.sheet}”", file.name, f"it has {listed}")
        return [file.asked.sheet]
    shown = [sheet for sheet in book.sheets if sheet not in book.hidden]
    if not shown:
        raise CheckerError(
            "all sheets are hidden", file.name, f"say which to read: sheet in [[files]], one of {listed}"
        )
    return shown


def _unread(file: Input, book: _sheets.Workbook, read: Sequence[str]) -> Iterator[str]:
    """Remarks on the sheets with texts that are not read."""
    if file.asked.sheet:
        return
    others = [sheet for sheet in book.sheets if sheet not in read and first(partial(_texts, book, sheet))]
    for hidden, kind in ((False, "sheets"), (True, "hidden sheets")):
        listed = [f"“{sheet}”" for sheet in others if (sheet in book.hidden) is hidden]
        if listed:
            yield f"{kind} that are not read: {', '.join(listed)}"


def _large(book: _sheets.Workbook, found: Mapping[str, Layout]) -> dict[str, Layout]:
    """Those of the sheets without a header that have many rows; a few rows of pairs may be the cover."""
    sizes = {sheet: sum(1 for _ in _texts(book, sheet)) for sheet in found}
    return {sheet: layout for sheet, layout in found.items() if sizes[sheet] * _FEW >= max(sizes.values())}


def _chosen(file: Input, book: _sheets.Workbook) -> dict[str, Layout]:
    """The sheets with the columns of a corpus, and how they are laid out."""
    found = {
        sheet: layout
        for sheet in _shown(file, book)
        if (layout := _layout.of(file, partial(_texts, book, sheet), glossary=False))
    }
    if not found:
        sheets = ", ".join(f"“{sheet}”" for sheet in list(book.sheets)[:5])
        hint = f"name them in the first row of one of its sheets ({sheets}), or say --columns SOURCE TARGET"
        raise CheckerError("no sheet has the columns “source” and “target”", file.name, hint)
    return found


class _Merged:
    """The cells that are merged over several rows below the header: their first text is that of all."""

    def __init__(self, areas: Sequence[tuple[int, int, int]], start: int) -> None:
        self._areas = [area for area in areas if area[1] > start]

    def continued(self, column: int) -> set[int]:
        """The rows whose cell in a column is one with that above."""
        return {row for number, first, last in self._areas if number == column for row in range(first + 1, last + 1)}

    def over(self, read: _table.Read) -> _table.Records:
        """The rows with these texts."""
        starts = {(first, column): last for column, first, last in self._areas}
        held: dict[int, tuple[int, str]] = {}
        for number, texts in read():
            for column in range(len(texts)):
                if (number, column) in starts:
                    held[column] = starts[number, column], texts[column]
                elif column in held and number <= held[column][0] and not texts[column]:
                    texts[column] = held[column][1]
            yield number, texts


def _texts(book: _sheets.Workbook, sheet: str, layout: Layout | None = None) -> _table.Records:
    """The rows: numbers and texts."""
    with closing(_records(book, sheet, layout)) as records:
        for number, texts, _ in records:
            yield number, texts


def _records(
    book: _sheets.Workbook, sheet: str, layout: Layout | None = None
) -> Generator[tuple[int, list[str], Mapping[int, _sheets.Cell]], None, None]:
    """The rows: number, texts and cells; as wide as the header, and with dates as such, if the layout is known."""
    dates = [column for column, name in enumerate(layout.names) if name in _DATES] if layout else []
    for number, cells in book.rows(sheet):
        last = max((column + 1 for column, cell in cells.items() if cell.text.strip()), default=0)
        width = len(layout.names) if layout else last
        texts = [cells[column].text if column in cells else "" for column in range(width)]
        for column in dates:
            texts[column] = book.day(texts[column])
        yield number, texts, cells


def _segments(file: Input, book: _sheets.Workbook, sheet: str, layout: Layout) -> Iterator[tuple[Segment, Place]]:
    """The segments of a sheet, with the places of their targets."""
    column = layout.first("target")
    place = Place(0, column, {})

    def records() -> _table.Records:
        nonlocal place
        with closing(_records(book, sheet, layout)) as found:
            for number, texts, cells in found:
                place = Place(number, column, cells)
                yield number, texts

    for segment in _table.segments(file, records, _ADVICE, layout):
        yield segment, place
