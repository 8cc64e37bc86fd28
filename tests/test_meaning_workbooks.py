"""What is read of the cells of a workbook, and which bytes of a sheet change where targets do."""

import io
import posixpath
import zipfile

import pytest

from checker.errors import CheckerError
from tests.written import given, read, written

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>source</t></is></c>'
HEAD += '<c r="B1" t="inlineStr"><is><t>target</t></is></c></row>'
STRINGS = "<si><t>강</t></si><si><r><t>ri</t></r><r><t>ver</t></r></si><si><t>말</t><rPh><t>mal</t></rPh></si>"
STRINGS += "<si><t>a_x000D_b</t></si>"


def text(reference, content):
    """A cell that holds its text itself."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{content}</t></is></c>'


def workbook(*sheets, strings=STRINGS, path="worksheets/sheet{}.xml", book="xl/workbook.xml", head=HEAD):
    """A workbook of these rows under a header, a sheet each."""
    folder = book.rpartition("/")[0]
    parts = {"[Content_Types].xml": "<Types/>"}
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    parts[book] = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" Type="{OFFICE}/officeDocument" Target="{book}"/>'
        "</Relationships>"
    )
    relations = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    for number, rows in enumerate(sheets, 1):
        target = path.format(number)
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="{target}"/>'
        place = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        parts[place] = f"<worksheet {MAIN}><sheetData>{head}{rows}</sheetData></worksheet>"
    parts[f"{folder}/_rels/{book.rpartition('/')[2]}.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    parts[f"{folder}/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def shown(data):
    """Segments as ``line: unit source = target``; or what a broken file is told."""
    try:
        return [f"{one.line}: {one.unit} {one.source} = {one.target}" for one in read(given("book.xlsx", data))]
    except CheckerError as error:
        return [f"! {error}"]


AGAIN = "save it again with its own program"
READ = [
    # texts in the cell, shared, computed, true or false, numbers
    (f'<row r="2">{text("A2", "강")}{text("B2", "river")}</row>', ["2: S1!B2 강 = river"]),
    ('<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>', ["2: S1!B2 강 = river"]),
    ('<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>', ["2: S1!B2 말 = a\rb"]),
    ('<row r="2"><c r="A2" t="str"><f>B1</f><v>강</v></c><c r="B2"><v>4.50</v></c></row>', ["2: S1!B2 강 = 4.50"]),
    ('<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c></row>', ["2: S1!B2 TRUE = FALSE"]),
    ('<row r="2"><c r="A2" t="inlineStr"><is><r><t>a_x0041_</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c></row>',
     ["2: S1!B2 aAb = "]),
    # rows and cells that do not say where they are follow the last one
    ("<row><c t='inlineStr'><is><t>강</t></is></c><c t='inlineStr'><is><t>river</t></is></c></row>",
     ["2: S1!B2 강 = river"]),
    (f'<row r="7">{text("A7", "강")}</row><row>{text("A8", "말")}</row>', ["7: S1!B7 강 = ", "8: S1!B8 말 = "]),
    (f'<row r="2"/><row r="3">{text("B3", "")}</row><row r="4">{text("A4", "강")}</row>', ["4: S1!B4 강 = "]),
    (f'<row r="2">{text("A2", "강")}{text("C2", "beside")}</row>', ["2: S1!B2 강 = "]),
    (f'<row r="2">{text("A2", "강")}{text("B2", " ")}{text("AA2", "x")}</row>', ["2: S1!B2 강 =  "]),
    ("", []),
    # out of order, out of the sheet, of no text
    (f'<row r="1">{text("A1", "강")}</row>', [f"! book.xlsx: S1: row 1 stands after row 1; {AGAIN}"]),
    (f'<row r="3">{text("A3", "강")}</row><row r="2"/>', [f"! book.xlsx: S1: row 2 stands after row 3; {AGAIN}"]),
    (f'<row r="1048576">{text("A1048576", "강")}</row>', ["1048576: S1!B1048576 강 = "]),
    ('<row r="1048577"/>', [f"! book.xlsx: S1: row 1048577 stands after row 1; {AGAIN}"]),
    (f'<row r="2">{text("B2", "x")}{text("A2", "강")}</row>',
     [f"! book.xlsx: S1, row 2: the cell A2 is out of order; {AGAIN}"]),
    (f'<row r="2">{text("A2", "강")}{text("A2", "강")}</row>',
     [f"! book.xlsx: S1, row 2: the cell A2 is out of order; {AGAIN}"]),
    (f'<row r="2">{text("A2", "강")}{text("XFD2", "x")}</row>', ["2: S1!B2 강 = "]),
    (f'<row r="2">{text("A2", "강")}{text("XFE2", "x")}</row>',
     [f"! book.xlsx: S1, row 2: the cell XFE2 is out of order; {AGAIN}"]),
    ('<row r="2"><c r="A2" t="s"><v>4</v></c></row>', [f"! book.xlsx: S1, row 2: a cell refers to no text; {AGAIN}"]),
    ('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>', [f"! book.xlsx: S1, row 2: a cell refers to no text; {AGAIN}"]),
    ('<row r="2"><c r="A2" t="s"><v/></c></row>', [f"! book.xlsx: S1, row 2: a cell refers to no text; {AGAIN}"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), READ)
def test_what_cells_hold(rows, expected):
    assert shown(workbook(rows)) == expected


ROW = f'<row r="2">{text("A2", "강")}{text("B2", "river")}</row>'


@pytest.mark.parametrize(
    ("path", "book"),
    [
        ("worksheets/sheet{}.xml", "xl/workbook.xml"),
        ("/xl/worksheets/sheet{}.xml", "xl/workbook.xml"),
        ("../xl/sheets/{}.xml", "xl/workbook.xml"),
        ("worksheets/sheet{}.xml", "book/main.xml"),
    ],
)
def test_where_the_parts_of_a_workbook_are(path, book):
    assert shown(workbook(ROW, path=path, book=book)) == ["2: S1!B2 강 = river"]


def test_sheets_without_the_columns_are_passed_over():
    other = '<row r="2">' + text("A2", "x") + "</row>"
    assert shown(workbook(ROW, ROW)) == ["2: S1!B2 강 = river", "2: S2!B2 강 = river"]
    (said,) = shown(workbook(other, head=""))
    assert said.startswith("! book.xlsx: no sheet has the columns “source” and “target”; name them in the first row")
    wide = '<row r="3">' + text("B3", "target") + text("D3", "source") + "</row>"
    wide += '<row r="4">' + text("B4", "river") + text("D4", "강") + "</row>"
    assert shown(workbook(wide, head="")) == ["4: S1!B4 강 = river"]


def test_a_workbook_without_its_parts_is_refused():
    (said,) = shown(workbook(ROW, path="gone.xml").replace(b"xl/gone.xml", b"xl/lost.xml"))
    assert said == f"! book.xlsx: “xl/gone.xml” is missing in the workbook; {AGAIN}"
    (said,) = shown(workbook())
    assert said == f"! book.xlsx: the workbook has no sheet; {AGAIN}"
    (said,) = shown(workbook("<row>"))
    assert said.startswith("! book.xlsx: the workbook is broken: “xl/worksheets/sheet1.xml”, line 1, column ")
    (said,) = shown(workbook(ROW, strings="<si>"))
    assert said.startswith("! book.xlsx: the workbook is broken: “xl/sharedStrings.xml”, line 1, column ")


def test_a_large_picture_in_a_workbook_is_no_bomb():
    data = io.BytesIO(workbook(ROW))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", bytes(17 << 20))
    assert shown(data.getvalue()) == ["2: S1!B2 강 = river"]
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image2.png", bytes(15 << 20))
    assert shown(data.getvalue()) == ["2: S1!B2 강 = river"]
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image3.png", bytes(17 << 20))
    (said,) = shown(data.getvalue())
    assert said == f"! book.xlsx: “xl/media/image3.png” unpacks to far more than its packed size; {AGAIN}"


def cell(reference, content, more=""):
    """A cell as it is written."""
    return (
        f'<c r="{reference}"{more} t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'
        if content
        else f'<c r="{reference}"{more}/>'
    )


WRITTEN = [
    # the rows, the new target, the rows then
    (ROW, "stream", ROW.replace(text("B2", "river"), cell("B2", "stream"))),
    (ROW, "a < b & c\n\x07", ROW.replace(text("B2", "river"), cell("B2", "a &lt; b &amp; c\n_x0007_"))),
    (ROW, "_x0041_", ROW.replace(text("B2", "river"), cell("B2", "_x005F_x0041_"))),
    (ROW, "", ROW.replace(text("B2", "river"), cell("B2", ""))),
    (ROW, "river", ROW),
    (f'<row r="2">{text("A2", "강")}<c r="B2" s="3"/></row>', "river",
     f'<row r="2">{text("A2", "강")}{cell("B2", "river", " s=" + chr(34) + "3" + chr(34))}</row>'),
    (f'<row r="2">{text("A2", "강")}<c r="B2" s="3" t="s"><v>1</v></c></row>', "stream",
     f'<row r="2">{text("A2", "강")}{cell("B2", "stream", " s=" + chr(34) + "3" + chr(34))}</row>'),
    (f'<row r="2">{text("A2", "강")}</row>', "river", f'<row r="2">{text("A2", "강")}{cell("B2", "river")}</row>'),
    (f'<row r="2">{text("A2", "강")}{text("C2", "x")}</row>', "river",
     f'<row r="2">{text("A2", "강")}{cell("B2", "river")}{text("C2", "x")}</row>'),
]  # fmt: skip


def sheet(data):
    """The rows of the first sheet below its header."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = archive.read("xl/worksheets/sheet1.xml").decode()
    return whole.partition(HEAD)[2].removesuffix("</sheetData></worksheet>")


@pytest.mark.parametrize(("rows", "target", "expected"), WRITTEN)
def test_which_bytes_of_a_sheet_change(rows, target, expected):
    data = workbook(rows)
    new = written(given("book.xlsx", data), {1: target})
    assert sheet(new) == expected
    assert [segment.target for segment in read(given("book.xlsx", new))] == [target]
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert changed == (["xl/worksheets/sheet1.xml"] if rows != expected else [])
        assert after.testzip() is None


def test_a_target_before_all_cells_of_its_row_is_put_there():
    head = '<row r="1">' + text("A1", "target") + text("B1", "source") + "</row>"
    data = workbook(f'<row r="2">{text("B2", "강")}</row>', head=head)
    new = written(given("book.xlsx", data), {1: "river"})
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        whole = archive.read("xl/worksheets/sheet1.xml").decode()
    assert f'<row r="2">{cell("A2", "river")}{text("B2", "강")}</row>' in whole


def test_several_cells_of_several_sheets():
    data = workbook(f'{ROW}<row r="3">{text("A3", "말")}{text("B3", "word")}</row>', ROW)
    what = given("book.xlsx", written(given("book.xlsx", data), {1: "stream", 2: "horse", 3: "brook"}))
    assert [segment.target for segment in read(what)] == ["stream", "horse", "brook"]
    what = given("book.xlsx", written(given("book.xlsx", data), {3: "brook"}))
    assert [segment.target for segment in read(what)] == ["river", "word", "brook"]


FORMULA = f'<row r="2">{text("A2", "강")}<c r="B2"><f>A1</f><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "targets", "says"),
    [
        (ROW, {2: "x"}, "book.xlsx: there is no segment 2; it has 1"),
        (ROW, {1: "x" * 32_768}, "book.xlsx: S1!B2: a cell holds 32,767 characters; shorten the text"),
        (FORMULA, {1: "x"}, "book.xlsx: S1!B2: the target is computed by a formula; put the text itself into the cell"),
    ],
)
def test_what_a_workbook_cannot_take(rows, targets, says):
    with pytest.raises(CheckerError) as caught:
        written(given("book.xlsx", workbook(rows)), targets)
    assert str(caught.value) == says


def test_a_workbook_behind_something_else_is_read_and_not_written():
    data = b"something else" + workbook(ROW)
    assert shown(data) == ["2: S1!B2 강 = river"]
    with pytest.raises(CheckerError, match="the archive does not begin with its first member"):
        written(given("book.xlsx", data), {1: "stream"})


def test_a_cell_may_be_full():
    what = given("book.xlsx", written(given("book.xlsx", workbook(ROW)), {1: "x" * 32_767}))
    assert [len(segment.target) for segment in read(what)] == [32_767]


def test_without_a_new_target_the_bytes_stay():
    data = workbook(ROW)
    for targets in ({}, {1: "river"}):
        assert written(given("book.xlsx", data), targets) == data
