"""Workbooks (XLSX), written part by part straight into the zip archive, with texts inline in their cells.

So a million rows need no memory, equal rows give equal bytes, and no text becomes a formula.
"""

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

from checker.errors import CheckerError
from checker.reports._columns import is_formula
from checker.reports._texts import allowed

Cell = str | int | float | None
_LETTERS = [chr(ord("A") + number) for number in range(26)]
_ROWS = 1_048_576  # rows of a sheet, at most
LONGEST = 32_767 // 2  # code points written to a cell, which holds twice as many UTF-16 code units
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # the start of what a workbook reads as an escaped character
_MEMORY = 16 << 20  # bytes of a workbook that are kept in memory before it moves to disk

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships"'
_LINK = f"{_OPEN}/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN, _BOLD, _WRAP, _QUOTE, _WRAP_QUOTE = range(5)  # the cell formats of _STYLES, in their order
_STYLES = (
    f"{_HEAD}<styleSheet {_MAIN}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        name: Its heading.
        width: Its width in characters.
        wrapped: Whether long texts are wrapped.
        choices: The allowed values, separated by commas; "" allows all.
    """

    name: str
    width: int = 12
    wrapped: bool = False
    choices: str = ""


class Sheet(NamedTuple):
    """A sheet.

    Attributes:
        name: Its name.
        columns: At most 26 columns.
        rows: Rows with one cell per column.
        headed: Whether the first row shows the headings; it has filters and stays in view.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    headed: bool = True


def ready(*, terminal: bool) -> None:
    """Check that a workbook can be written.

    Raises:
        CheckerError: It would go to a terminal.
    """
    if terminal:
        raise CheckerError("a workbook cannot be shown on a terminal", hint="--output xlsx:PATH writes it to a file")


def write_book(sheets: Iterable[Sheet], out: TextIO) -> None:
    """Write a workbook to ``out.buffer``; if a sheet with headings is full, its rows continue on another sheet.

    Raises:
        CheckerError: ``out`` is a terminal.
    """
    ready(terminal=out.isatty())
    with tempfile.SpooledTemporaryFile(_MEMORY) as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_parts(archive, sheets)
        made.seek(0)
        shutil.copyfileobj(made, out.buffer)


def _write_parts(archive: zipfile.ZipFile, sheets: Iterable[Sheet]) -> None:
    written: dict[str, str] = {}  # the range of cells with filters, by sheet
    for sheet in sheets:
        rows = iter(sheet.rows)
        first = next(rows, None)
        number = 0
        while not number or (first is not None and sheet.headed):
            number += 1
            name = f"{sheet.name} {number}" if number > 1 else sheet.name
            with _part(archive, f"xl/worksheets/sheet{len(written) + 1}.xml") as out:
                last, first = _write_sheet(out, sheet, first, rows)
            written[name] = f"$A$1:${_LETTERS[len(sheet.columns) - 1]}${last}" if sheet.headed else ""
    for name, text in _frame(written):
        with _part(archive, name) as out:
            out.write(text)


@contextmanager
def _part(archive: zipfile.ZipFile, name: str) -> Iterator[TextIO]:
    """A new part of the workbook; it has no time stamp, so that equal content gives equal bytes."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    with (
        archive.open(member, "w", force_zip64=name.startswith("xl/worksheets/")) as raw,
        io.TextIOWrapper(raw, "utf-8", newline="\n") as out,
    ):
        yield out


def _write_sheet(
    out: TextIO, sheet: Sheet, cells: Sequence[Cell] | None, rows: Iterator[Sequence[Cell]]
) -> tuple[int, Sequence[Cell] | None]:
    """Write a sheet from the row ``cells`` on; returns its number of rows, and the first row of the next sheet."""
    styles = [_WRAP if column.wrapped else _PLAIN for column in sheet.columns]
    out.write(_opening([column.width for column in sheet.columns], frozen=sheet.headed))
    row = 0
    if sheet.headed:
        row = 1
        out.write(_row(1, (_cell(column.name, _BOLD) for column in sheet.columns)))
    while cells is not None and row < _ROWS:
        row += 1
        out.write(_row(row, map(_cell, cells, styles)))
        cells = next(rows, None)
    out.write("</sheetData>")
    if sheet.headed:
        last = _LETTERS[len(sheet.columns) - 1]
        out.write(f'<autoFilter ref="A1:{last}{row}"/>')
        out.write(_validations(sheet, row))
    out.write("</worksheet>")
    return row, cells


def _validations(sheet: Sheet, last: int) -> str:
    asked = [(_LETTERS[at], column.choices) for at, column in enumerate(sheet.columns) if column.choices]
    if last < 2 or not asked:
        return ""
    inside = "".join(
        f'<dataValidation type="list" allowBlank="1" sqref="{letter}2:{letter}{last}">'
        f'<formula1>"{choices}"</formula1></dataValidation>'
        for letter, choices in asked
    )
    return f'<dataValidations count="{len(asked)}">{inside}</dataValidations>'


def _cell(value: Cell, style: int = _PLAIN) -> str:
    """The XML of a cell after its address; a text never becomes a formula."""
    if value is None:
        return f' s="{style}"/>'
    if isinstance(value, int | float):
        return f' s="{style}"><v>{value!r}</v></c>'
    if is_formula(value):
        style = _WRAP_QUOTE if style == _WRAP else _QUOTE
    # Half of what fits, since a character may be two code units.
    text = _ESCAPE.sub("_x005F_", allowed(value[:LONGEST]).replace("\r\n", "\n").replace("\r", "\n"))
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _row(number: int, cells: Iterable[str]) -> str:
    inside = "".join(f'<c r="{letter}{number}"{cell}' for letter, cell in zip(_LETTERS, cells, strict=False))
    return f'<row r="{number}">{inside}</row>\n'


def _opening(widths: list[int], *, frozen: bool) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>\n"
    )


def _frame(sheets: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The parts of a workbook besides its sheets: name and content."""
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    types = (
        f'{_HEAD}<Types xmlns="{_OPEN}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{kinds}</Types>'
    )
    yield "[Content_Types].xml", types
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    names = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">\'{name}\'!{cells}</definedName>'
        for number, (name, cells) in enumerate(sheets.items())
        if cells
    )
    book = f"<bookViews><workbookView/></bookViews><sheets>{names}</sheets><definedNames>{filters}</definedNames>"
    yield "xl/workbook.xml", f"{_HEAD}<workbook {_MAIN}>{book}</workbook>"


def _relations(targets: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">{inside}</Relationships>'
