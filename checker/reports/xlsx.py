"""For a reviewer with a spreadsheet: the findings with empty columns for a verdict and a comment, and the counts.

Written part by part straight into the zip, each text in its own cell: so a million findings need no memory, and the
same findings give the same bytes.
"""

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from checker.errors import CheckerError
from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._columns import COLUMNS, is_formula
from checker.reports._texts import allowed, quoted
from checker.reports._verdict import score

_ANSWERS = ("verdict", "comment")
_VERDICTS = "confirmed,false-positive,intended"
_HEADINGS = [each for name in COLUMNS for each in ((name, *_ANSWERS) if name == "why" else (name,))]
_LETTERS = [chr(ord("A") + number) for number in range(len(_HEADINGS))]
_WIDTHS = {
    "rule": 22, "file": 30, "source": 60, "target": 60, "found": 24, "expected": 28, "message": 50, "why": 40,
    "verdict": 16, "comment": 40, "fingerprint": 18,
}  # fmt: skip  # characters
_WRAPPED = frozenset({"source", "target", "message", "comment"})
_ROWS = 1_048_576  # of a sheet
_LONGEST = 32_767  # UTF-16 units of a cell
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what a workbook would read as a sign by its number
_MEMORY = 16 << 20  # bytes of a workbook in the making before it goes to disk

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


def write(run: Run, out: TextIO) -> None:
    """See the module; goes to ``out.buffer``, for a workbook is no text.

    Raises:
        CheckerError: ``out`` is a terminal.
    """
    if out.isatty():
        raise CheckerError("a workbook cannot be shown on a terminal", hint="--output xlsx:PATH writes it to a file")
    with tempfile.SpooledTemporaryFile(_MEMORY) as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_book(archive, run)
        made.seek(0)
        shutil.copyfileobj(made, out.buffer)


def _write_book(archive: zipfile.ZipFile, run: Run) -> None:
    sheets: dict[str, str] = {}  # the filtered cells by the sheet's name
    records = iter(run.records)
    first = next(records, None)
    while first is not None or not sheets:
        name = f"findings {len(sheets) + 1}" if sheets else "findings"
        with _part(archive, f"xl/worksheets/sheet{len(sheets) + 1}.xml") as out:
            rows, first = _write_findings(out, first, records)
        sheets[name] = f"$A$1:${_LETTERS[-1]}${rows}"
    with _part(archive, f"xl/worksheets/sheet{len(sheets) + 1}.xml") as out:
        _write_summary(out, run)
    sheets["summary"] = ""
    for name, text in _frame(sheets):
        with _part(archive, name) as out:
            out.write(text)


@contextmanager
def _part(archive: zipfile.ZipFile, name: str) -> Iterator[TextIO]:
    """A part of the workbook, without a time of its own."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    with (
        archive.open(member, "w", force_zip64=name.startswith("xl/worksheets/")) as raw,
        io.TextIOWrapper(raw, "utf-8", newline="\n") as out,
    ):
        yield out


def _write_findings(out: TextIO, record: Record | None, records: Iterator[Record]) -> tuple[int, Record | None]:
    """Write a sheet from ``record`` on; its rows, and the first record of the next sheet."""
    out.write(_opening([_WIDTHS.get(name, 12) for name in _HEADINGS], frozen=True))
    out.write(_row(1, (_cell(name, _BOLD) for name in _HEADINGS)))
    row = 1
    while record is not None and row < _ROWS:
        row += 1
        out.write(_row(row, [_of(record, name) for name in _HEADINGS]))
        record = next(records, None)
    out.write(f'</sheetData><autoFilter ref="A1:{_LETTERS[-1]}{row}"/>')
    if row > 1:
        letter = _LETTERS[_HEADINGS.index("verdict")]
        out.write(
            '<dataValidations count="1"><dataValidation type="list" allowBlank="1" '
            f'sqref="{letter}2:{letter}{row}"><formula1>"{_VERDICTS}"</formula1></dataValidation></dataValidations>'
        )
    out.write("</worksheet>")
    return row, record


def _of(record: Record, name: str) -> str:
    """What stands in the column ``name``, as the inside of a cell."""
    style = _WRAP if name in _WRAPPED else _PLAIN
    if name in _ANSWERS:
        return f' s="{style}"/>'
    value = COLUMNS[name](record)
    if isinstance(value, str) and len(value) > _LONGEST // 2 and name in ("source", "target"):
        side = record.source if name == "source" else record.target
        value = quoted(side.text, side.spans)
    return _cell(value, style)


def _cell(value: str | int, style: int = _PLAIN) -> str:
    """A cell behind its address; text is text whatever it looks like."""
    if isinstance(value, int):
        return f' s="{style}"><v>{value}</v></c>'
    if is_formula(value):
        style = _WRAP_QUOTE if style == _WRAP else _QUOTE
    # Half of what fits, for a sign may be two units.
    text = _ESCAPE.sub("_x005F_", allowed(value[: _LONGEST // 2]).replace("\r\n", "\n").replace("\r", "\n"))
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


def _write_summary(out: TextIO, run: Run) -> None:
    summary = run.summary
    rows: list[tuple[str, str | int]] = [("result", "passed" if run.passed else "failed")]
    rows += [(f"gate: {gate.name}", f"{'passed' if gate.passed else 'failed'}: {gate.detail}") for gate in run.gates]
    rows += [("segments", summary.segments), ("score", score(run))]
    rows += [(severity.value, summary.severities.get(severity.value, 0)) for severity in reversed(Severity)]
    rows += [(f"rule: {name}", count) for name, count in summary.rules.items()]
    rows += [("notice", notice) for notice in run.notices]
    rows += [("signature", run.signature)]
    rows += [(f"segments of {name}", count) for name, count in run.files.items()]
    out.write(_opening([40, 100], frozen=False))
    out.writelines(_row(number, map(_cell, row)) for number, row in enumerate(rows[:_ROWS], 1))
    out.write("</sheetData></worksheet>")


def _frame(sheets: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The parts that hold the sheets together, by name."""
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
