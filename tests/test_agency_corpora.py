"""Corpora as agencies send them: their columns are found, named by the user or refused,
and all other bytes are kept."""

import io
import zipfile

import openpyxl
import pytest

from checker.errors import CheckerError
from checker.formats import format_of
from checker.reading import Asked
from tests.agency import book, table
from tests.written import given, read, written

PAIRS = [("강이 흐른다.", "The river runs."), ("바다가 넓다.", ""), ("하늘이 맑다.", "The sky, it is clear.")]
HEADERS = [
    ("원문", "번역"), ("국문", "영문"), ("Source (ko)", "Target [en-US]"), ("원본", "번역본"), ("소스", "타겟"),
    ("한국어", "영어"), ("Korean", "English"), ("원문(한국어)", "번역문(영어)"), ("KO", "EN"),
    ("Source text", "Translation"),
    ("sourceString", "targetString"), ("원어", "역어"), ("source_ko", "target_en"), ("原文", "訳文"),
    ("Original", "번역"),
    ("ko_KR", "en_US"), ("국문 (원문)", "영문 (번역)"), ("Korean source", "English target"),
]  # fmt: skip


def texts(what) -> list[tuple[str, str]]:
    return [(segment.source, segment.target) for segment in read(what)]


@pytest.mark.parametrize("header", HEADERS, ids="|".join)
@pytest.mark.parametrize("kind", ["csv", "tsv", "txt", "cp949", "xlsx"])
def test_the_columns_are_found_by_their_words(header, kind):
    rows = [("번호", *header, "비고"), *((n, *pair, "") for n, pair in enumerate(PAIRS, 1))]
    plain = all(word.isascii() or "原" not in word for word in header)
    encoding = "cp949" if kind == "cp949" and plain else "utf-16" if kind == "txt" else "utf-8"
    name = {"cp949": "a.csv"}.get(kind, f"a.{kind}")
    made = book(("1", rows)) if kind == "xlsx" else table(rows, "\t" if kind in ("tsv", "txt") else ",", encoding)
    assert texts(given(name, made())) == PAIRS


def titled(sign: str, encoding: str) -> bytes:
    """A table below a title and two blank rows, with its header once more further down."""
    rows = [
        ("납품: 1차", "", "", ""), (), ("", "", "", ""), ("번호", "원문", "번역", "비고"), (1, *PAIRS[0], "확인"), (),
        ("번호", "원문", "번역", "비고"), (2, *PAIRS[1], ""), (3, *PAIRS[2], ""),
    ]  # fmt: skip
    return table(rows, sign, encoding)()


@pytest.mark.parametrize(
    ("name", "sign", "encoding"),
    [("a.csv", ",", "utf-8-sig"), ("a.csv", ";", "cp949"), ("a.tsv", "\t", "utf-8"), ("a.txt", "\t", "utf-16")],
)
def test_only_the_bytes_of_a_target_change(name, sign, encoding):
    data = titled(sign, encoding)
    what = given(name, data)
    assert texts(what) == PAIRS
    assert [segment.line for segment in read(what)] == [5, 8, 9]
    same = {number: target for number, (_, target) in enumerate(PAIRS, 1)}
    assert written(what, {}) == written(what, same) == data
    made = written(what, {2: "The sea is wide.", 3: "Clear sky"})
    old = data.decode(encoding).split("\r\n")
    new = made.decode(encoding).split("\r\n")
    changed = [number for number, (one, other) in enumerate(zip(old, new, strict=True), 1) if one != other]
    assert changed == [8, 9]
    assert new[7] == old[7].replace(f"{PAIRS[1][0]}{sign}{sign}", f"{PAIRS[1][0]}{sign}The sea is wide.{sign}")
    assert texts(given(name, made)) == [PAIRS[0], (PAIRS[1][0], "The sea is wide."), (PAIRS[2][0], "Clear sky")]
    with pytest.raises(CheckerError, match="no segment 4"):
        written(what, {4: "x"})


def sheets() -> bytes:
    """A workbook with a cover, a table below a title, a hidden sheet, and a table with our own header."""
    return book(
        (
            "납품",
            [
                ("번역 납품",),
                (),
                (None, "No.", "원문", "번역", "상태"),
                *((None, n, *p, "완료") for n, p in enumerate(PAIRS, 1)),
            ],
        ),
        ("표지", [("고객사", "한빛")]),
        ("옛것", [("원문", "번역"), ("낡은 글", "old text")]),
        ("ours", [("source", "target"), ("끝", "end")]),
        hidden=["옛것"],
        merged=["A1:E1"],
    )()


def test_a_workbook_keeps_all_but_its_targets():
    data = sheets()
    what = given("a.xlsx", data)
    assert texts(what) == [*PAIRS, ("끝", "end")]
    assert read(what)[0].unit == "납품!D4"
    assert written(what, {}) == data
    made = written(what, {2: "The sea", 4: "the end"})
    assert texts(given("a.xlsx", made)) == [PAIRS[0], (PAIRS[1][0], "The sea"), PAIRS[2], ("끝", "the end")]
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml"]
    old, new = (openpyxl.load_workbook(io.BytesIO(each)) for each in (data, made))
    different = [
        (sheet.title, cell.coordinate)
        for sheet in new
        for row in sheet
        for cell in row
        if old[sheet.title][cell.coordinate].value != cell.value
    ]
    assert different == [("납품", "D5"), ("ours", "B2")]
    assert new["납품"].merged_cells.ranges == old["납품"].merged_cells.ranges
    notice = format_of(what, "read_segments").account(what).notice()
    assert "sheets that are not read: “표지”" in notice
    assert "hidden sheets that are not read: “옛것”" in notice


def test_cells_of_several_lines_in_text_from_a_spreadsheet():
    rows = [("원문", "번역", "비고"), ("강이\n흐른다.", 'The "river"\nruns.', ""), ("바다", "sea", "두\n줄")]
    for encoding in ("utf-16", "cp949"):
        data = table(rows, "\t", encoding)()
        what = given("a.txt", data)
        assert texts(what) == [row[:2] for row in rows[1:]]
        assert [segment.line for segment in read(what)] == [2, 5]
        made = written(what, {1: "It runs.", 2: "ocean"})
        assert texts(given("a.txt", made)) == [("강이\n흐른다.", "It runs."), ("바다", "ocean")]
        assert made.decode(encoding).endswith('바다\tocean\t"두\n줄"\r\n')
    with pytest.raises(CheckerError, match="never closed") as caught:
        read(given("a.txt", '원문\t번역\n가\t"나\n다\t라\n'.encode("utf-16")))
    assert caught.value.place == "a.txt:2"
    assert texts(given("a.tsv", '원문\t번역\n가\t"나\n'.encode())) == [("가", '"나')]


HEADLESS = table([(n, *pair, "x") for n, pair in enumerate(PAIRS, 1)])()
UNKNOWN = table([("Nr", "Quelle", "Ziel", "Info"), *((n, *pair, "x") for n, pair in enumerate(PAIRS, 1))])()


@pytest.mark.parametrize(
    ("data", "asked"),
    [
        (HEADLESS, Asked(columns=(("source", "B"), ("target", "C")))),
        (HEADLESS, Asked(columns=(("source", "2"), ("target", 3)))),
        (HEADLESS, Asked(header=0, columns=(("source", 2), ("target", "c")))),
        (UNKNOWN, Asked(columns=(("source", "Quelle"), ("target", "ziel")))),
        (UNKNOWN, Asked(header=1, columns=(("source", "B"), ("target", "C")))),
        (UNKNOWN, Asked(columns=(("source", "B"), ("target", "Ziel")))),
        (titled(",", "utf-8"), Asked(header=4)),
        (titled(",", "utf-8"), Asked(columns=(("source", "B"), ("target", "C")))),
        (titled(",", "utf-8"), Asked(columns=(("target", "번역"),))),
    ],
)
def test_columns_that_the_user_names(data, asked):
    what = given("a.csv", data)
    what.asked = asked
    assert texts(what) == PAIRS
    assert written(what, {2: "sea"}).count(b"sea") == 1


@pytest.mark.parametrize(
    ("data", "asked", "message"),
    [
        (HEADLESS, Asked(), "this is not a header"),
        (UNKNOWN, Asked(), "this is not a header"),
        (
            UNKNOWN,
            Asked(columns=(("source", "Quelle"), ("target", "Zeil"))),
            "there is no column “Zeil” for the target",
        ),
        (UNKNOWN, Asked(columns=(("source", "Quelle"), ("target", "9"))), "there is no column “9”"),
        (UNKNOWN, Asked(columns=(("source", "Quelle"),)), "not said which column is the target"),
        (UNKNOWN, Asked(header=40), "there is nothing in row 40"),
        (table([("원문", "번역", "번역2"), *((*p, "") for p in PAIRS)])(), Asked(), "which column is the target"),
        (table([("원문", "영어", "일본어"), *((*p, "") for p in PAIRS)])(), Asked(), "in several languages"),
    ],
)
def test_what_is_unclear_is_refused(data, asked, message):
    what = given("a.csv", data)
    what.asked = asked
    with pytest.raises(CheckerError, match=message) as caught:
        read(what)
    assert caught.value.hint
    assert caught.value.place.startswith("a.csv")


def test_a_sheet_that_the_user_names():
    what = given("a.xlsx", sheets())
    what.asked = Asked(sheet="옛것")
    assert texts(what) == [("낡은 글", "old text")]
    what.asked = Asked(sheet="없음")
    with pytest.raises(CheckerError, match="there is no sheet “없음”") as caught:
        read(what)
    assert "“납품”" in caught.value.hint


# On the command line


GLOSSARY = "source,target\n정상회담,summit\n국무위원장,chairman\n"


def test_the_config_and_the_option_say_how_a_file_is_read(ilchi, put, tmp_path):
    put("terms.csv", GLOSSARY)
    put("text.csv", UNKNOWN)
    ran = ilchi("check", "text.csv", "-g", "terms.csv", cwd=tmp_path)
    assert ran.status == 2
    assert "--columns" in ran.message
    ran = ilchi("check", "text.csv", "-g", "terms.csv", "--columns", "Quelle", "Ziel", cwd=tmp_path)
    assert ran.status in (0, 1)
    assert "in 3 segments" in ran.out
    assert "text.csv: header in line 1; source B “Quelle”, target C “Ziel”" in ran.err
    put("ilchi.toml", '[[files]]\nmatch = "text.csv"\nsource = "B"\ntarget = 3\nheader = 1\n')
    assert "in 3 segments" in ilchi("check", "text.csv", "-g", "terms.csv", cwd=tmp_path).out
    shown = ilchi("config", "show", cwd=tmp_path).out
    assert '[[files]]\nmatch = ["text.csv"]\nsource = "B"  # ilchi.toml:3' in shown
    put("ilchi.toml", '[[files]]\nmatch = "text.csv"\nsorce = "B"\n')
    assert "did you mean “source”?" in ilchi("check", "text.csv", cwd=tmp_path).message
    put("ilchi.toml", '[[files]]\nsource = "B"\n')
    assert "[[files]] has no “match”" in ilchi("check", "text.csv", cwd=tmp_path).message


def test_encodings_beside_each_other(ilchi, put, tmp_path):
    put("terms.csv", GLOSSARY.encode("cp949"))
    put("new.csv", "source,target\n정상회담이다.,It is a summit.\n")
    put("old.csv", "원문,번역\n국무위원장이다.,It is the chairman.\n".encode("cp949"))
    put("other.csv", "원문,번역\n국무위원장이다.,It is the chairman.\n".encode("johab"))
    ran = ilchi("check", "new.csv", "old.csv", "-g", "terms.csv", cwd=tmp_path)
    assert ran.status == 0
    assert "term score 100.0% (2 of 2" in ran.out
    assert ran.err.count("read as cp949") == 2
    ran = ilchi("check", "other.csv", "-g", "terms.csv", cwd=tmp_path)
    assert ran.status == 2
    assert "--encoding" in ran.err
    put("ilchi.toml", '[[files]]\nmatch = "other.csv"\nencoding = "johab"\n')
    assert ilchi("check", "other.csv", "-g", "terms.csv", cwd=tmp_path).status == 0


def test_conflicts_are_named_before_anything_is_scored(ilchi, put, tmp_path):
    rows = "정상회담,summit,\n국무위원장,chairman,\n정상회담,talks,\n국무위원장,leader,chairman\n"
    put("terms.csv", f"source,target,forbidden\n{rows}")
    put("text.csv", "source,target\n정상회담이다.,It is a summit.\n")
    for command in ("check", "score"):
        err = ilchi(command, "text.csv", "-g", "terms.csv", cwd=tmp_path).err
        assert "terms.csv:4: conflict: “정상회담” is also at terms.csv:2, with the target “summit”, here “talks”" in err
        assert "terms.csv:5: conflict: “국무위원장” is also at terms.csv:3, and “chairman” is accepted in one" in err
    put(
        "terms.csv",
        "id,source,target,context\na,정상회담,summit,\nb,정상회담,talks,\n,국무위원장,chairman,\n,국무위원장,leader,배\n",
    )
    assert "conflict" not in ilchi("check", "text.csv", "-g", "terms.csv", cwd=tmp_path).err
    put("terms.csv", "source,target\n" + "".join(f"정상회담,summit {n}\n" for n in range(30)))
    err = ilchi("check", "text.csv", "-g", "terms.csv", cwd=tmp_path).err
    assert err.count(": conflict: ") == 10
    assert "and 19 more conflicts" in err


def test_lint_begins_with_how_it_reads(ilchi, put, tmp_path):
    rows = [("용어집",), ("번호", "국문", "영문", "금지어"), (1, "한강", "Han River", "Han"), (2, "바다", "", "")]
    put("terms.csv", table(rows, encoding="cp949")())
    ran = ilchi("glossary", "lint", "terms.csv", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out == (
        "terms.csv\n"
        "  encoding   cp949 (it is not UTF-8)\n"
        "  header     line 2\n"
        "  above it   line 1, not read\n"
        "  source     B “국문”\n"
        "  target     C “영문”\n"
        "  forbidden  D “금지어”\n"
        "  not read   A “번호”\n"
        "  rows       1 read\n"
        "             1 not read, without a translation: line 4\n"
        "  first      한강 → Han River (not Han)\n"
        "\n"
        "1 concepts; 0 critical, 0 major, 0 minor, 0 neutral\n"
    )


def test_a_glossary_in_a_folder_that_no_column_shows_is_named(ilchi, put, tmp_path):
    put("glossaries/full.csv", "source,target,forbidden\n정상회담,summit,top meeting\n")
    put("glossaries/plain.csv", "국문,영문\n국무위원장,chairman\n")
    put("glossaries/terms.csv", "용어,영어\n정상회담,summit\n")
    put("text.csv", "source,target\n정상회담이다.,It is a summit.\n")
    ran = ilchi("check", "text.csv", "-g", "glossaries", cwd=tmp_path)
    assert "plain.csv: not read as a glossary" in ran.err
    assert "terms.csv: not read" not in ran.err
    assert "(1 of 1 occurrence" in ran.out


def test_a_second_header_hides_no_rows():
    rows = [("원문", "번역", "", "비고"), ("강", "", "", "x"), ("번호", "원문", "번역", "비고"), ("2", *PAIRS[2], "")]
    assert texts(given("a.csv", table(rows)())) == [("강", ""), ("번호", "원문"), ("2", PAIRS[2][0])]
