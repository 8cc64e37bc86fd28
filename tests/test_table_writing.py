"""Writing back what is no XML: identical bytes without edit, and only the new target's with one."""

import csv
import io
import json
import shutil
import subprocess
import time
import zipfile

import openpyxl
import polib
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.formats import Input, format_of
from tests.table_files import FILES, PO, mutations, opened
from tests.written import given, read, written

TEXTS = st.text(st.sampled_from("ab 가나é,;\"'\\\t\n\r#|%=:<&—😀x_"), max_size=12)


def again(what: Input, targets: dict[int, str]) -> Input:
    """The file with these targets."""
    return opened(what.name, written(what, targets))


def lines_of(name: str, targets: dict[int, str]) -> list[bytes]:
    return written(opened(name), targets).split(b"\n")


@pytest.mark.parametrize("name", FILES)
def test_without_edit_the_bytes_are_the_same(name):
    what = opened(name)
    same = {number: segment.target for number, segment in enumerate(read(what), 1)}
    assert same
    assert written(what, {}) == written(what, same) == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_numbers_that_no_segment_has(name):
    what = opened(name)
    count = len(read(what))
    for number in (0, count + 1):
        with pytest.raises(CheckerError, match=f"there is no segment {number}"):
            written(what, {number: "x"})


@drawn(st.sampled_from(list(FILES)), st.data())
@settings(max_examples=max(300, settings().max_examples))
def test_random_edits_are_read_again_or_refused(name, data):
    what = opened(name)
    before = read(what)
    numbers = data.draw(st.sets(st.integers(1, len(before)), min_size=1, max_size=3))
    targets = {number: data.draw(TEXTS) for number in numbers}
    try:
        after = read(again(what, targets))
    except CheckerError as complaint:
        allowed = ("cannot hold the text", "not a single line", "computed by a formula", "has no “", "not in the file")
        assert any(words in complaint.message for words in allowed), complaint
        return
    wanted = [(one.source, targets.get(number, one.target)) for number, one in enumerate(before, 1)]
    assert [(one.source, one.target) for one in after] == wanted
    assert [(one.unit, one.context, one.flags) for one in after] == [
        (one.unit, one.context, one.flags) for one in before
    ]


def shared(one: bytes, other: bytes) -> int:
    """How many bytes the two begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@drawn(st.sampled_from([name for name in FILES if not name.endswith((".po", ".xlsx"))]), st.data())
def test_only_the_bytes_of_the_target_change(name, data):
    what = opened(name)
    before = read(what)
    number = data.draw(st.integers(1, len(before)))
    old = before[number - 1].target
    new = data.draw(st.sampled_from(["x", "다른 말", old + " more", old[:1]]))
    try:
        made = written(what, {number: new})
    except CheckerError:
        return
    whole = FILES[name]
    start = shared(whole, made)
    end = shared(whole[start:][::-1], made[start:][::-1])
    changed = whole[start : len(whole) - end]
    spelled = {
        "quoted.csv": f'"{old}"'.encode("utf-16-le"),
        "big-endian.tsv": f'"{old}"'.replace('"word"', '""word""').encode("utf-16-le"),
        "lines.jsonl": json.dumps(old).encode() + b"null" + b'"mou\\u006etain"',
        "rivers.properties": b"the river\\\n    runs \\u0065arth sea",
    }.get(name, ('"' + old.replace('"', '""') + '"' + old).encode())
    assert changed in spelled


def test_a_csv_keeps_its_separator_line_ends_and_quotes():
    lines = lines_of("semicolons.csv", {1: "a;b", 2: "plain", 3: "new", 4: "ground"})
    assert lines[1:] == [
        '1;"강; 물";"a;b";\r'.encode(), "2;바다;plain;x\r".encode(), b"\r", "3;하늘;new\r".encode(),
        '4;"땅";"ground";"y"\r'.encode(), b"",
    ]  # fmt: skip
    text = written(opened("quoted.csv"), {1: 'the "hill"', 3: "way"}).decode("utf-16")
    assert text == '"Source","Target"\n"산","the ""hill"""\n"들\n판","field\nplain"\n"길","way"\n'


def test_a_tsv_quotes_only_what_would_be_read_otherwise():
    assert lines_of("tabs.tsv", {1: 'so "called"', 2: '"a ""b"""', 3: "ocean"}) == [
        b"source\ttarget\tstate", '강\tso "called"\tfinal'.encode(), '"말"\t"""a """"b"""""""\tdraft'.encode(),
        "바다\tocean".encode(),
    ]  # fmt: skip
    with pytest.raises(CheckerError, match="cannot hold the text") as caught:
        written(opened("tabs.tsv"), {2: "a\tb"})
    assert caught.value.place == "tabs.tsv:3"


def test_json_lines_keep_their_spelling():
    assert lines_of("lines.jsonl", {1: "물", 2: "sea", 3: "산", 4: "field"}) == [
        '{"source": "강", "target": "물", "n": [1, {"target": "not this"}]}'.encode(), b"",
        '{"target":"sea","source":"바다"}'.encode(), b'{"source": "\\uc0b0", "target": "\\uc0b0"}',
        '{ "source" : "들","target":"field" }'.encode(), b"",
    ]  # fmt: skip


def test_properties_keep_their_separators_and_escapes():
    assert written(opened("rivers.properties"), {1: "강", 3: " sky\n", 4: "땅\\"}) == (
        b"# Rivers\nriver = \\uAC15\nsea: sea\n\n! end\nsky=\\ sky\\n\nkey\\ two=\\uB545\\\\"
    )


def test_a_line_of_a_pair():
    assert written(opened("rivers.ko"), {2: "flows."}) == b"The river\nflows.\n\nThe sea\n"
    with pytest.raises(CheckerError, match="not a single line") as caught:
        written(opened("rivers.ko"), {3: "a\nb"})
    assert caught.value.place == "partner.ko:4"


def test_signs_that_an_encoding_does_not_have():
    table = "source;target\n가;나\n"
    for encoding, sign in (("euc-kr", "똠"), ("euc-kr", "😀"), ("cp949", "é"), ("utf-16", "\0")):
        with pytest.raises(CheckerError, match=f"has no “{sign}”|NUL") as caught:
            written(given("a.csv", table.encode(encoding), encoding=encoding), {1: sign})
        assert caught.value.place == "a.csv:2"
    assert written(given("a.csv", table.encode("cp949"), encoding="cp949"), {1: "똠"}).decode("cp949") == (
        "source;target\n가;똠\n"
    )
    spelled_out = "source;target\n똠;나\n".encode("euc-kr")
    assert (
        written(given("a.csv", spelled_out, encoding="euc-kr"), {1: "똠"})
        == spelled_out[:-3] + spelled_out[-12:-4] + b"\n"
    )


# Gettext


def without(text: str, *lines: str) -> str:
    """``text`` without lines, each of which stands in it."""
    for line in lines:
        assert line in text
        text = text.replace(line, "", 1)
    return text


@pytest.mark.parametrize("name", ["rivers.po", "crlf.po", "euc-kr.po"])
def test_an_edited_entry_is_no_longer_fuzzy(name):
    what = opened(name)
    assert [segment.fuzzy for segment in read(what)] == [False, True, True, True, False]
    assert [sorted(segment.flags) for segment in read(what)] == [
        ["c-format"],
        ["c-format", "plural"],
        ["c-format"],
        [],
        [],
    ]
    encoding = {"euc-kr.po": "euc-kr", "crlf.po": "utf-8-sig"}.get(name, "utf-8")
    end = "\r\n" if name == "crlf.po" else "\n"
    old = FILES[name].decode(encoding).replace("\r\n", "\n")
    made = written(what, {2: "%d footbridge"}).decode(encoding)
    assert made.count(end) == made.count("\n")
    wanted = without(old, '#| msgctxt "old"\n#| msgid "옛 다리 %d"\n').replace("#, fuzzy, c-format", "#, c-format")
    assert made.replace("\r\n", "\n") == wanted.replace('"%d bridge"', '"%d footbridge"')
    made = written(what, {4: "surge"}).decode(encoding).replace("\r\n", "\n")
    wanted = without(old, '#, fuzzy\n#| msgid "물"\n')
    assert made == wanted.replace('"wave \\"of\\" water"', '"surge"')


LONG = "The water that comes down from the hills in spring has no other way to go than over the old stone road."


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ('msgstr "a"', "b\\c\t", ['msgstr "b\\\\c\\t"']),
        ('msgstr "a"', LONG, ['msgstr ""', f'"{LONG[:74]}"', f'"{LONG[74:]}"']),
        ('msgstr   "a"', "one\ntwo", ['msgstr   ""', '"one\\n"', '"two"']),
        ('msgstr ""\n"a"', "b", ['msgstr "b"']),
        ('msgstr "one\\ntwo"', "three\nfour\n", ['msgstr "three\\nfour\\n"']),
        (f'msgstr "{LONG}"', LONG + " " + LONG, [f'msgstr "{LONG} {LONG}"']),
        ('msgstr "a"', "", ['msgstr ""']),
        ('msgstr "a"', "\n", ['msgstr "\\n"']),
        ('msgstr "a"', "물" * 40, ['msgstr ""', '"' + "물" * 38 + '"', '"물물"']),
    ],
)
def test_texts_are_wrapped_as_the_file_does(old, new, lines):
    made = written(given("a.po", f'msgid "x"\n{old}\n\n# end\n'.encode()), {1: new}).decode()
    assert made.split("\n") == ['msgid "x"', *lines, "", "# end", ""]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="msgcat is not installed")
@drawn(
    st.dictionaries(
        st.integers(1, 5), st.lists(st.sampled_from([*LONG.split(), "on.\n", '"']), max_size=40), min_size=1
    )
)
@settings(max_examples=max(25, settings().max_examples // 20))
def test_what_gettext_would_wrap_it_leaves_as_it_is(words):
    made = written(opened("rivers.po"), {number: " ".join(some) for number, some in words.items()})
    ran = subprocess.run(["msgcat", "-"], input=made, capture_output=True, check=True)
    assert ran.stdout.decode() == made.decode()


def test_polib_reads_the_new_text_and_the_old_rest():
    made = polib.pofile(written(opened("rivers.po"), {3: "x\ny", 5: "sky"}).decode())
    before = polib.pofile(PO.format(charset="UTF-8"))
    assert made.find("하늘").msgstr == "sky"
    assert made.find("다리 %d개", msgctxt="bridge").msgstr_plural == {0: "%d bridge", 1: "x\ny"}
    assert made.find("다리 %d개", msgctxt="bridge").previous_msgid is None
    for entry in before:
        if entry.msgid not in ("하늘", "다리 %d개"):
            assert str(made.find(entry.msgid, include_obsolete_entries=True)) == str(entry)
    assert (made.header, made.metadata, made.metadata_is_fuzzy) == (
        before.header, before.metadata, before.metadata_is_fuzzy,
    )  # fmt: skip


# Spreadsheets


def cells(data: bytes) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet for cell in row}


def test_a_workbook_gets_new_cells_and_keeps_all_else():
    what = opened("book.xlsx")
    assert [(one.unit, one.line, one.source, one.target) for one in read(what)] == [
        ("1", 2, "강", "river"), ("Sheet!D3", 3, "바다", ""), ("3", 5, "하늘", ""), ("4", 6, "땅", "earth"),
        ("둘!B2", 2, "산", " mountain\nhigh "),
    ]  # fmt: skip
    made = written(what, {1: "<river> & 강", 2: "sea", 4: "", 5: "hill\n "})
    old, new = cells(FILES["book.xlsx"]), cells(made)
    assert {place: value for place, value in new.items() if old.get(place) != value} == {
        ("Sheet", "D2"): "<river> & 강", ("Sheet", "D3"): "sea", ("Sheet", "D6"): None, ("둘", "B2"): "hill\n ",
    }  # fmt: skip
    assert old.keys() == new.keys()
    with zipfile.ZipFile(io.BytesIO(FILES["book.xlsx"])) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.namelist() == before.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"]


def test_what_a_cell_does_not_hold():
    with pytest.raises(CheckerError, match="computed by a formula") as caught:
        written(opened("book.xlsx"), {3: "x"})
    assert caught.value.place == "book.xlsx: Sheet!D5"
    with pytest.raises(CheckerError, match="32,767"):
        written(opened("book.xlsx"), {1: "x" * 40_000})
    signs = "a\0\x0b\r_x0041_\ufffe"
    assert read(again(opened("book.xlsx"), {1: signs}))[0].target == signs


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Input:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return given("a.xlsx", out.getvalue())


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(FILES["book.xlsx"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("xl/worksheets/sheet1.xml", b" " * (300 << 20), "unpacks to far more"),
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>', "document type"),
        ("xl/sharedStrings.xml", b"<sst><si><t>a</si></sst>", "mismatched tag"),
        ("xl/workbook.xml", b"<workbook/>", "no sheet"),
        ("xl/worksheets/sheet1.xml", b'<a><row><c t="s"><v>99</v></c></row></a>', "refers to no text"),
        ("xl/worksheets/sheet1.xml", b'<a><row r="9"/><row r="2"/></a>', "row 2 stands after row 9"),
        ("xl/worksheets/sheet1.xml", b'<a><row><c r="XFE1"/></row></a>', "XFE1 is out of order"),
        ("xl/worksheets/sheet1.xml", b"<a><row><c><v>" + b"x" * (2 << 20) + b"</v></c></row></a>", "more than 1 MB"),
    ],
)
def test_workbooks_that_are_refused(name, content, message):
    start = time.process_time()
    with pytest.raises(CheckerError, match=message):
        read(packed({**members(), name: content}))
    assert time.process_time() - start < 5


def test_archives_that_are_refused():
    with pytest.raises(CheckerError, match="not used in such files"):
        read(packed(members(), zipfile.ZIP_BZIP2))
    with pytest.raises(CheckerError, match="not an intact zip archive"):
        read(given("a.xlsx", FILES["book.xlsx"][:-30]))
    with pytest.raises(CheckerError, match="no sheet has the columns"):
        read(packed({**members(), "xl/worksheets/sheet1.xml": b"<a/>", "xl/worksheets/sheet3.xml": b"<a/>"}))


# Fuzz


@pytest.mark.parametrize("name", FILES)
def test_mutated_files_are_read_or_refused(name):
    count = 2000 if settings().max_examples > 1000 else 50
    start = time.process_time()
    for number, made in enumerate(mutations(FILES[name], count)):
        what = opened(name, made)
        try:
            found = read(what)
        except CheckerError:
            continue
        if not hasattr(format_of(what, "read_segments"), "write"):
            continue
        assert written(what, {}) == made
        if found:
            chosen = number % len(found) + 1
            target = found[chosen - 1].target + " 더"
            try:
                after = read(opened(name, written(what, {chosen: target})))
            except CheckerError:
                continue
            assert after[chosen - 1].target == target
            assert [one.source for one in after] == [one.source for one in found]
    assert time.process_time() - start < count / 5


def test_parsers_of_others_see_the_same_rows():
    made = written(opened("semicolons.csv"), {1: "a;b", 2: 'so "x"'}).decode()
    rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))
    assert [row[2] for row in rows if len(row) > 2] == ["target", "a;b", 'so "x"', "earth"]
    lines = written(opened("lines.jsonl"), {2: "sea"}).decode().split("\n")
    assert [json.loads(line).get("target") for line in lines if line] == ["river", "sea", "mountain", None]
