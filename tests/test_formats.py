"""Formats: the same segments out of every file, and each fault named with its place."""

import csv
import gc
import gzip
import io
import json
import unicodedata
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.formats import Input, format_of, head_text, looks_like_glossary
from checker.glossary import Glossary

DATA = Path(__file__).parent / "data" / "formats"
NFD = unicodedata.normalize("NFD", "김정은 국무위원장")
STORY = [
    (NFD, 'President "Kim", of State Affairs'),
    ("별 🇰🇷 👩‍🚀 훈장", "star 🇰🇷 👩‍🚀, order"),
    ("", "only here"),
]
LINES = ("첫 줄\n둘째 줄", "first line\nsecond line")


class Spy(io.BytesIO):
    """Bytes that know whether all readers closed them."""

    opened: ClassVar[list["Spy"]] = []


def of(name: str, content: str | bytes, encoding: str | None = None, partner: Input | None = None) -> Input:
    data = content.encode() if isinstance(content, str) else content

    def opener() -> Spy:
        spy = Spy(data)
        Spy.opened.append(spy)
        return spy

    return Input(name, opener, encoding, partner)


def pair(one: str | bytes, other: str | bytes) -> Input:
    return of("n.ko", one, partner=of("n.en", other))


def read(given: Input):
    return list(format_of(given, "read_segments").read_segments(given))


def rows(given: Input):
    return list(format_of(given, "read_rows").read_rows(given))


def texts(given: Input):
    return [(segment.source, segment.target) for segment in read(given)]


def fault(given: Input, role: str = "read_segments") -> CheckerError:
    """The complaint; no file is open any more while it is held."""
    Spy.opened.clear()
    with pytest.raises(CheckerError) as caught:
        list(getattr(format_of(given, role), role)(given))
    assert Spy.opened
    assert all(spy.closed for spy in Spy.opened)
    return caught.value


def as_csv(pairs, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("source", "target"), *pairs])
    return out.getvalue()


def as_tsv(pairs, end="\n") -> str:
    return "".join(f"{source}\t{target}{end}" for source, target in [("source", "target"), *pairs])


def as_jsonl(pairs) -> str:
    lines = (json.dumps({"source": s, "target": t}, ensure_ascii=s == NFD) for s, t in pairs)
    return "".join(line + "\n" for line in lines)


def as_po(pairs, charset="UTF-8") -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'
    return header + "\n".join(f"msgid {quoted(s)}\nmsgstr {quoted(t)}\n" for s, t in pairs)


WRITERS = {"a.csv": as_csv, "a.tsv": as_tsv, "a.jsonl": as_jsonl, "a.po": as_po}


# One story


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_tells_the_same_story(name, encoding):
    story = STORY[:2] if name == "a.po" else STORY  # an empty msgid is the header
    charset = {"charset": encoding} if name == "a.po" else {}
    assert texts(of(name, WRITERS[name](story, **charset).encode(encoding))) == story


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_pairs_tell_it_too(encoding):
    sides = ["".join(f"{line}\n" for line in side).encode(encoding) for side in zip(*STORY, strict=True)]
    assert texts(pair(*sides)) == STORY


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.po"])
def test_line_breaks_belong_to_the_text(name):
    assert texts(of(name, WRITERS[name]([LINES]))) == [LINES]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_other_encodings_by_word(name):
    story = [("평양 뾁 똠방각하", "Pyongyang")]
    content = WRITERS[name](story).encode("cp949")
    assert texts(of(name, content, "cp949")) == story


@pytest.mark.parametrize(("charset", "encoding"), [("CP949", "cp949"), ("EUC-KR", "euc-kr"), ("UHC", "cp949")])
def test_po_names_its_encoding(charset, encoding):
    story = [("Pyongyang", "평양"), ("city", "시")]
    content = as_po(story, charset).encode(encoding)
    assert texts(of("a.po", content)) == story
    assert texts(of("a.po", as_po(story, "UTF-8").encode("cp949"), "cp949")) == story
    assert fault(of("a.po", content, "utf-8")).place == "a.po:6"


def test_utf_16_without_a_mark_by_word():
    assert texts(of("a.csv", as_csv(STORY).encode("utf-16-le"), "utf-16-le")) == STORY
    complaint = fault(of("a.csv", as_csv(STORY).encode("utf-16-le")))
    assert "not utf-8" in complaint.message or "NUL" in complaint.message
    plain = fault(of("a.csv", "source,target\na,b\n".encode("utf-16-le")))
    assert (plain.message, plain.place) == ("a NUL character", "a.csv:1")
    assert "utf-16-le" in plain.hint


@pytest.mark.parametrize(
    ("content", "encoding", "place", "message"),
    [
        (b"source,target\na,\xec\xa0", None, "a.csv:2", "this is not utf-8 (byte 0xec)"),
        (b"source,target\na,b\n", "utf-16", "a.csv:1", "this is not utf-16"),
        (b"source,target\na,b\n", "utf-99", "a.csv", "the encoding “utf-99” is unknown"),
        (b"source,target\na,b\n", "base64", "a.csv", "the encoding “base64” is unknown"),
    ],
)
def test_wrong_encodings(content, encoding, place, message):
    complaint = fault(of("a.csv", content, encoding))
    assert (complaint.message, complaint.place) == (message, place)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp949"])
@pytest.mark.parametrize("length", range(4090, 4100))
def test_a_head_may_cut_a_character(encoding, length):
    content = ("source,target,category\n" + "가" * 9999).encode(encoding)[:length]
    given = of("-", content, encoding)
    assert looks_like_glossary(given)
    assert "\ufffd" not in head_text(given, given.head())


def test_a_zipped_file_goes_by_its_inner_name(tmp_path):
    path = tmp_path / "A.CSV.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(as_csv(STORY).encode())
    given = Input(path.name, lambda: gzip.GzipFile(path))
    assert given.suffix == ".csv"
    assert texts(given) == STORY


def test_files_are_closed_early(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(as_csv(STORY), encoding="utf-8")
    given = Input("a.csv", lambda: path.open("rb"))
    segments = format_of(given, "read_segments").read_segments(given)
    assert next(segments).source == NFD
    segments.close()
    gc.collect()  # an open file would warn


# Tables


def test_columns_in_any_order_and_case():
    content = "\ufeffReference, TARGET ,Id,State,Source,document,Context\nr,t,7,needs-review,s,d,c\n,t2,,final,s2\n"
    one, two = read(of("a.csv", content))
    assert (one.source, one.target, one.unit, one.document, one.context) == ("s", "t", "7", "d", "c")
    assert (one.fuzzy, one.line) == (True, 2)
    assert (two.source, two.target, two.unit, two.document, two.context) == ("s2", "t2", None, "", "")
    assert (two.fuzzy, two.line) == (False, 3)


@pytest.mark.parametrize(("word", "fuzzy"), [("1", True), ("Yes", True), ("x", True), ("", False), ("0", False)])
def test_fuzzy_words(word, fuzzy):
    assert read(of("a.tsv", f"source\ttarget\tfuzzy\na\tb\t{word}\n"))[0].fuzzy is fuzzy


def test_lines_are_where_rows_start():
    content = '\n,\nsource,target\n"a\nb\r\nc",d\n\n , \ne\n"f","g\n"\nh,i'
    segments = read(of("a.csv", content))
    assert [segment.line for segment in segments] == [4, 9, 10, 12]
    assert segments[0].source == "a\nb\r\nc"
    assert (segments[1].source, segments[1].target) == ("e", "")


def test_semicolons():
    assert texts(of("a.csv", "id;source;target\n1;a,b;c,d\n")) == [("a,b", "c,d")]
    assert texts(of("a.csv", "source,target\na;b;c,d;e\n")) == [("a;b;c", "d;e")]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [('"', '"'), ('a "b', 'a "b'), ('"hi"', '"hi"'), ('""', '""'), ('"say ""hi"""', 'say "hi"'),
     ('"""hi"""', '"hi"'), ('""hi""', '""hi""'), ('""""', '"'), (" x ", " x "),
     ("a\u2028b\rc", "a\u2028b\rc")],
)  # fmt: skip
def test_quotes_in_tsv(cell, read_as):
    assert texts(of("a.tsv", f"source\ttarget\n{cell}\tx\r\nx\t{cell}\n")) == [(read_as, "x"), ("x", read_as)]


@pytest.mark.parametrize(
    ("name", "content", "place", "message", "hint"),
    [
        ("a.csv", "가다,go\n", "a.csv:1", "this is no header: 가다 | go", "“source” and “target”"),
        ("a.csv", "source,translation\n", "a.csv:1", "source | translation", "“source” and “target”"),
        ("a.csv", "", "a.csv:1", "there is no header", "“source” and “target”"),
        ("a.csv", "source,target,Source\n", "a.csv:1", "“source” stands there twice", "rename"),
        ("a.csv", 'source,target\n"a\nb",c\nd,e,f\n', "a.csv:4", "3 cells, the header 2", "double quotes"),
        ("a.csv", "id,source,target\n1,a,b\n2\n", "a.csv:3", "1 cell, its “source”", "double quotes"),
        ("a.csv", 'source,target\na,b\nc,"d\ne,f\n', "a.csv:3", "never closed", "twice"),
        ("a.csv", 'source,target\n"a" b,c\n', "a.csv:2", "closing quote inside", "twice"),
        ("a.csv", "source,target\na,b\rc,d\n", "a.csv:2", "carriage return", "double quotes"),
        ("a.csv", 'source,target\na,b\nc,"' + "d\n" * 600_000, "a.csv:3", "more than 1 MB", "quote missing"),
        ("a.csv", "source,target\na,b\nc,d\0\n", "a.csv:3", "NUL", "--encoding"),
        ("a.csv", b"source,target\na,b\n\xb0\xa1,c\n", "a.csv:3", "not utf-8 (byte 0xb0)", "cp949"),
        ("a.tsv", "가다\tgo\n", "a.tsv:1", "this is no header: 가다 | go", "“source” and “target”"),
        ("a.tsv", "source\ttarget\na\tb\tc\n", "a.tsv:2", "3 cells, the header 2", "tabs"),
        ("a.tsv", "id\tsource\ttarget\n\n7\n", "a.tsv:3", "1 cell, its “source”", "tabs"),
        ("a.tsv", "source\ttarget\na\t" + "b" * (1 << 21), "a.tsv:2", "more than 1 MB", "quote missing"),
        ("a.jsonl", '{"source": "a"}\n\n{"source": "a"\n', "a.jsonl:3", "truncated", "each line"),
        ("a.jsonl", '{"source": "a"} x\n', "a.jsonl:1", "malformed", "each line"),
        ("a.jsonl", '{"target": "a"}\n', "a.jsonl:1", "missing required field `source`", "each line"),
        ("a.jsonl", '{"source": 1}\n', "a.jsonl:1", "got `int`", "each line"),
        ("a.jsonl", '["a", "b"]\n', "a.jsonl:1", "got `array`", "each line"),
        ("a.jsonl", '{"source": "\\ud800"}\n', "a.jsonl:1", "", "each line"),
        ("a.jsonl", '{"source": "a", "x": ' + "[" * 99_999 + "\n", "a.jsonl:1", "", "each line"),
        ("a.po", 'msgid "a"\nmsgstr "b\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr "b"c"\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr b\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\n\nhello\n', "a.po:3", "not gettext", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgid "b"\nmsgstr "c"\n', "a.po:2", "misplaced", "msgfmt"),
        ("a.po", 'msgstr "b"\n', "a.po:1", "misplaced", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n"d"\n', "a.po:4", "ends before the msgstr", "msgfmt"),
        ("a.po", as_po([("a", "b")], "X-NONE"), "a.po", "“X-NONE” is unknown", "cp949"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)  # fmt: skip
def test_faults_are_named(name, content, place, message, hint):
    complaint = fault(of(name, content))
    assert complaint.place == place
    assert message in complaint.message
    assert hint in complaint.hint


def test_the_limit_of_a_cell_is_only_ours():
    before = csv.field_size_limit()
    read(of("a.csv", as_csv([("a" * 500_000, "b")])))
    fault(of("a.csv", as_csv([("a" * 1_100_000, "b")])))
    assert csv.field_size_limit() == before


# Glossaries


def test_glossary_tables():
    found = rows(of("a.csv", '\nID, Source ,target,Forbidden\n\n1,평양,Pyongyang\n,,\n2,"a\nb",c,d\n'))
    assert [row.place for row in found] == ["a.csv:4", "a.csv:6"]
    assert found[0] == {"id": "1", "source": "평양", "target": "Pyongyang", "forbidden": ""}
    assert rows(of("a.tsv", "target\tforbidden\n\tNorks\n"))[0].place == "a.tsv:2"


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_two_columns_need_no_header(name, sign):
    found = rows(of(name, f"평양{sign}Pyongyang\n\n서울{sign}Seoul\n"))
    assert found == [{"source": "평양", "target": "Pyongyang"}, {"source": "서울", "target": "Seoul"}]
    assert [row.place for row in found] == [f"{name}:1", f"{name}:3"]


def test_empty_glossaries_have_no_rows():
    assert rows(of("a.csv", "")) == rows(of("a.csv", "source,target,\n,,\n")) == []


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        ("a.csv", "a,b,c\n", "a.csv:1", "this is no header: a | b | c"),
        ("a.csv", "평양,Pyongyang\na,b,c\n", "a.csv:2", "3 cells, the header 2"),
        ("a.csv", "source,target\n\na,b,c\n", "a.csv:3", "3 cells, the header 2"),
        ("a.csv", "source,target,target\na,b,c\n", "a.csv:1", "“target” stands there twice"),
        ("a.jsonl", '{"source": "a"}\n{"source": {}}\n', "a.jsonl:2", "got `object`"),
    ],
)
def test_faults_of_glossaries(name, content, place, message):
    complaint = fault(of(name, content), "read_rows")
    assert complaint.place == place
    assert message in complaint.message


def test_unknown_columns_are_the_glossarys_business():
    given = of("a.csv", "source,target,forbiden\na,b,c\n")
    with pytest.raises(CheckerError, match="did you mean “forbidden”") as caught:
        Glossary.from_rows(rows(given))
    assert caught.value.place == "a.csv:1"
    assert [row.place for row in rows(of("a.csv", "source,target,\na,b,\n"))] == ["a.csv:2"]


def test_glossary_json_lines():
    record = {"ID": 7, "source": ["a|b", "c\\", "d"], "target": "x|y", "note": None}
    (row,) = rows(of("a.jsonl", json.dumps(record) + "\n"))
    assert (row.place, row["id"], row["note"]) == ("a.jsonl:1", "7", "")
    (concept,) = Glossary.from_rows([row])
    assert concept.sources == ("a|b", "c\\", "d")
    assert [term.text for term in concept.targets] == ["x", "y"]


# JSON lines, line pairs, gettext


def test_json_lines():
    record = {
        "source": "s",
        "target": None,
        "document": 3,
        "unit": "u",
        "context": "c",
        "fuzzy": True,
        "x": [1],
    }
    one, two = read(of("a.jsonl", f'{json.dumps(record)}\r\n \n{{"source": "s", "id": 9}}'))
    assert (one.target, one.document, one.unit, one.context, one.fuzzy, one.line) == (
        "",
        "3",
        "u",
        "c",
        True,
        1,
    )
    assert (two.target, two.document, two.unit, two.fuzzy, two.line) == ("", "", "9", False, 3)


def test_only_line_feeds_end_a_line():
    assert texts(pair("a\u2028b\x85\x0cc\rd\r\ne", "A\nE\n")) == [("a\u2028b\x85\x0cc\rd", "A"), ("e", "E")]


@pytest.mark.parametrize(
    ("source", "target", "documents", "lines"),
    [
        ("a\n\nb\n", "A\nB\nC\n", ["", "", ""], [1, 2, 3]),
        ("a\nb\n\n", "A\nB\n\n", ["", ""], [1, 2]),
        ("\n\na\n \n\nb\nc\n\n", "\n\nA\n\n\t\nB\nC\n\n", ["1", "2", "2"], [3, 6, 7]),
        ("a\n\nb\n\nc", "A\n\nB\n\nC", ["1", "2", "3"], [1, 3, 5]),
        ("", "", [], []),
    ],
)
def test_blank_pairs_part_documents(source, target, documents, lines):
    segments = read(pair(source, target))
    assert [segment.document for segment in segments] == documents
    assert [segment.line for segment in segments] == lines


@pytest.mark.parametrize(
    ("source", "target", "place", "counts"),
    [
        ("a\nb\nc\n", "A", "n.ko:2", (3, 1)),
        ("", "A\n\n", "n.en:1", (0, 2)),
        ("a\n", "A\n\n", "n.en:2", (1, 2)),
    ],
)
def test_pairs_have_to_be_pairs(source, target, place, counts):
    complaint = fault(pair(source, target))
    assert complaint.message == f"n.ko has {counts[0]} lines, n.en has {counts[1]}"
    assert complaint.place == place


def test_a_broken_partner_is_named():
    assert fault(pair("a\nb\n", b"A\n\xff\n")).place == "n.en:2"


def test_gettext():
    segments = read(of("korean.po", (DATA / "korean.po").read_bytes()))
    assert [(s.source, s.target) for s in segments] == [
        ("시장", "mayor"),
        ("시장", "market"),
        ('\t파일 %d개\n열기 "예"', "%d file"),
        ("파일들 %d개", "%d files"),
        ("길다", "a\u2028b\x0cc"),
        ("끝", ""),
    ]
    assert [s.context for s in segments] == ["person", "place", "", " [1]", "", ""]
    assert [s.fuzzy for s in segments] == [False, True, False, False, True, False]
    assert [s.line for s in segments] == [10, 14, 21, 21, 28, 36]
    units = [s.unit for s in segments]
    assert units[:2] == ["person|시장", "place|시장"]
    assert units[2].endswith("[0]")
    assert units[3].endswith("[1]")
    assert len(set(units)) == 6
    assert {s.document for s in segments} == {""}


def test_templates_and_files_without_a_header():
    assert texts(of("a.pot", as_po([("a", "")], "CHARSET"))) == [("a", "")]
    (segment,) = read(of("a.po", '# note\n\nmsgid "a"\nmsgstr "b"\n#\n'))
    assert (segment.source, segment.line) == ("a", 3)
    assert read(of("a.po", "")) == []


# Claims


@pytest.mark.parametrize(
    ("name", "content", "module"),
    [
        ("a.csv", as_csv(STORY), "csv"),
        ("a.csv", as_tsv(STORY), "tsv"),
        ("a.csv", "가,b", "csv"),
        ("a.tsv", as_tsv(STORY).encode("utf-16"), "tsv"),
        ("a.txt", as_tsv(STORY).encode("utf-16"), "tsv"),
        ("-", as_tsv([("가" * 3000, "x")]), "tsv"),
        ("-", as_csv(STORY, ";"), "csv"),
        ("-", as_jsonl(STORY), "jsonl"),
        ("-", as_po(STORY), "po"),
        ("a.pot", "", "po"),
        ("a.ndjson", "", "jsonl"),
    ],
)
def test_claims(name, content, module):
    assert format_of(of(name, content), "read_segments").__name__ == f"checker.formats.{module}"


@pytest.mark.parametrize(
    "content", ["a\tb\n", "plain text", "", '{"a": 1}', b"\xff\xfe\x00", '{"source": {"text": 1}}']
)
def test_strangers_are_not_claimed(content):
    with pytest.raises(CheckerError, match="no corpus format knows this file"):
        format_of(of("a.txt", content), "read_segments")


@pytest.mark.parametrize(
    ("content", "glossary"),
    [
        ("Source,TARGET,Category\n", True),
        ("source;target;forbidden\n", True),
        ("\n\"source\"\ttarget\tdeprecated\r\na\tb\tc".encode("utf-16"), True),
        ('{"source": "a", "target": "b", "admitted": []}\n', True),
        ("source,target,reference\n", False),
        ("category,source\n", False),
        ('{"source": "a", "target": "b"}\n', False),
        ("", False),
        ("a\rb,category", False),
    ],
)  # fmt: skip
def test_glossaries_are_known_by_their_header(content, glossary):
    assert looks_like_glossary(of("a.csv", content)) is glossary


# Round trips

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LINE = ANY.map(lambda text: text.replace("\n", "").rstrip("\r"))
CELL = ANY.map(lambda text: text.translate(dict.fromkeys(map(ord, "\t\n\r"))))


def some(cell, *, keep=lambda one: "".join(one).strip()):
    return st.lists(st.tuples(cell, cell).filter(keep), max_size=5)


@given(some(ANY), st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-16"]))
def test_csv_round_trip(pairs, delimiter, end, encoding):
    content = as_csv(pairs, delimiter, end, csv.QUOTE_ALL).encode(encoding)
    assert texts(of("a.csv", content)) == pairs


@given(some(CELL))
def test_tsv_round_trip_from_a_spreadsheet(pairs):
    assert texts(of("a.tsv", as_csv(pairs, "\t"))) == pairs


@given(some(CELL.map(lambda text: text.replace('""', '"'))), st.sampled_from(["\n", "\r\n"]))
def test_tsv_round_trip_raw(pairs, end):
    assert texts(of("a.tsv", as_tsv(pairs, end))) == pairs


@given(some(ANY), st.booleans())
def test_jsonl_round_trip(pairs, ascii_only):
    lines = (json.dumps({"target": t, "source": s}, ensure_ascii=ascii_only) for s, t in pairs)
    assert texts(of("a.jsonl", "\n".join(lines))) == pairs


@given(some(LINE), st.sampled_from(["\n", "\r\n"]))
def test_moses_round_trip(pairs, end):
    sides = ["".join(one[side].removeprefix("\ufeff") + end for one in pairs) for side in (0, 1)]
    expected = [tuple(text.removeprefix("\ufeff") for text in one) for one in pairs]
    if all(s.strip() or t.strip() for s, t in expected):
        assert texts(pair(*sides)) == expected


@given(some(ANY, keep=lambda one: one[0]))
def test_po_round_trip(pairs):
    assert texts(of("a.po", as_po(pairs))) == pairs


@given(st.binary(max_size=200), st.sampled_from([*WRITERS, "-"]), st.sampled_from(["read_segments", "read_rows"]))
@settings(max_examples=300)
def test_rubbish_is_read_or_refused(content, name, role):
    given = of(name, content)
    try:
        list(getattr(format_of(given, role), role)(given))
    except CheckerError as complaint:
        assert complaint.place.startswith(name)
