"""Large workbooks, and texts in several formats."""

import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from checker.errors import CheckerError
from checker.formats import Input, _rich, _sheets, format_of, xlsx
from checker.storage.texts import Texts
from tests.test_meaning_workbooks import text, workbook
from tests.written import given, read, written

BOLD, RED = InlineFont(b=True), InlineFont(color="FFFF0000")


def formatted(*pieces) -> bytes:
    """A workbook with one pair, whose target has these pieces."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["source", "target"])
    sheet.append(["강", CellRichText(*pieces)])
    book.save(out)
    return out.getvalue()


def pieces(data: bytes) -> list[tuple[str, bool, str | None]]:
    """The target's pieces as openpyxl reads them: text, bold, colour."""
    cell = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active["B2"].value
    plain = [TextBlock(InlineFont(), piece) if isinstance(piece, str) else piece for piece in cell]
    return [
        (piece.text, bool(piece.font.b), piece.font.color and piece.font.color.rgb) for piece in plain if piece.text
    ]


SAVE = ("Press ", TextBlock(BOLD, "Save"), " or ", TextBlock(RED, "Close now"), ".")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Press Store or Close now.", ["Press ", "Store", " or ", "Close now", "."]),
        ("Push Save or Close today.", ["Push ", "Save", " or ", "Close today", "."]),
        ("Press Save or Close now, please.", ["Press ", "Save", " or ", "Close now, please", "."]),
        ("Now press Save or Close now.", ["Now press ", "Save", " or ", "Close now", "."]),
        ("Press Save or now.", ["Press ", "Save", " or ", "now", "."]),
        ("Press Save.", ["Press ", "Save", "."]),
    ],
)
def test_what_stays_of_a_text_keeps_its_format(new, expected):
    made = written(given("a.xlsx", formatted(*SAVE)), {1: new})
    assert [one.target for one in read(given("a.xlsx", made))] == [new]
    formats = {"Save": (True, None), "Store": (True, None)}
    red = (False, "FFFF0000")
    assert pieces(made) == [
        (one, *(formats.get(one) or (red if one.startswith(("Close", "now")) else (False, None)))) for one in expected
    ]


def test_new_words_for_words_in_several_formats_are_refused_with_the_reason():
    with pytest.raises(CheckerError, match="the new words replace words in several formats") as caught:
        written(given("a.xlsx", formatted(*SAVE)), {1: "Something else"})
    assert caught.value.place == "a.xlsx: Sheet!B2"
    assert "spreadsheet program" in caught.value.hint


def test_runs_of_one_format_are_one():
    bold = "<rPr><b/></rPr>"
    strings = f"<si><r>{bold}<t>ri</t></r><r>{bold}<t>ver</t></r><r><t> a_x0041_ &amp; b</t></r></si>"
    row = f'<row r="2">{text("A2", "강")}<c r="B2" t="s"><v>0</v></c></row>'
    what = given("a.xlsx", workbook(row, strings=strings))
    assert [one.target for one in read(what)] == ["river aA & b"]
    with zipfile.ZipFile(io.BytesIO(written(what, {1: "stream aA & <c>"}))) as archive:
        made = archive.read("xl/worksheets/sheet1.xml").decode()
    assert f"<is><r>{bold}<t>stream</t></r><r>{bold}<t></t></r><r>" in made
    assert '<t xml:space="preserve"> aA &amp; &lt;c&gt;</t></r></is></c>' in made


def escape(one: str) -> bytes:
    return one.encode()


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("<is><t>東京 大阪</t>{0}{1}</is>", "東京 京都", "<is><t>東京 京都</t>{0}</is>"),
        ("<is><t>東京 大阪</t>{0}{1}</is>", "また 東京 大阪", "<is><t>また 東京 大阪</t>{2}{3}</is>"),
        (
            "<is><t>東京 大阪</t>{0}{1}<phoneticPr fontId='1'/></is>",
            "なし",
            "<is><t>なし</t><phoneticPr fontId='1'/></is>",
        ),
    ],
)
def test_readings_of_words_that_stay_stay(old, new, made):
    readings = [
        f'<rPh sb="{start}" eb="{start + 2}"><t>{kana}</t></rPh>'
        for start, kana in ((0, "トウキョウ"), (3, "オオサカ"), (3, "トウキョウ"), (6, "オオサカ"))
    ]
    raw = _rich.replaced(old.format(*readings).encode(), new, escape)
    assert raw.decode() == made.format(*readings)


def test_texts_are_read_in_any_order():
    texts = Texts()
    for number in range(100):
        texts.append(f"글 {number}")
    assert len(texts) == 100
    assert [texts[number] for number in (99, 0, 50, 15, 16, 96, 95, 50)] == [
        f"글 {number}" for number in (99, 0, 50, 15, 16, 96, 95, 50)
    ]
    with pytest.raises(IndexError):
        texts[100]


def large(count: int) -> bytes:
    """A workbook with shared strings, all different."""
    rows = (
        f'<row r="{n}"><c r="A{n}" t="s"><v>{2 * n - 4}</v></c><c r="B{n}" t="s"><v>{2 * n - 3}</v></c></row>'
        for n in range(2, count + 2)
    )
    strings = (
        f"<si><t>{n}번째 배가 떠났다</t></si><si><t>Ship number {n} has left the harbour.</t></si>"
        for n in range(count)
    )
    return workbook("".join(rows), strings="".join(strings))


def test_memory_does_not_grow_with_the_sheet(tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(large(10_000))
    what = Input("large.xlsx", lambda: path.open("rb"))
    reader = format_of(what, "read_segments").read_segments
    list(reader(given("a.xlsx", workbook(""))))  # loads what it needs
    tracemalloc.start()
    assert sum(1 for _ in reader(what)) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


def test_a_cell_far_down_is_written():
    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for number in range(3_001):
        sheet.append([f"배 {number}", f"ship {number}"] if number else ["source", "target"])
    book.save(out)
    made = written(given("a.xlsx", out.getvalue()), {1: "first", 2_999: "almost last", 3_000: "last"})
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [sheet.cell(row, 2).value for row in (2, 3, 3_000, 3_001)] == ["first", "ship 2", "almost last", "last"]


def test_a_sheet_of_too_many_tags_is_refused(monkeypatch):
    monkeypatch.setattr(_sheets, "_TAGS", 10_000)
    with pytest.raises(CheckerError, match="has more than 10,000 tags") as caught:
        read(given("a.xlsx", large(2_000)))
    assert "split" in caught.value.hint


def test_a_bomb_is_refused_at_once():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(""))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with new.open("xl/media/image.png", "w") as member:
            member.write(bytes(20 << 20))
    start = time.process_time()
    with pytest.raises(CheckerError, match="unpacks to far more"):
        list(xlsx.read_segments(given("a.xlsx", out.getvalue())))
    assert time.process_time() - start < 1


def test_a_shared_string_of_more_than_a_cell_holds_is_refused():
    with pytest.raises(CheckerError, match="shared string 2 has more than 1 MB"):
        read(given("a.xlsx", workbook("", strings=f"<si/><si><t>{'x' * (2 << 20)}</t></si>")))
