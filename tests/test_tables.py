"""CSV and TSV, as corpus and as glossary."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.glossary.concepts import Glossary
from tests.pairs import (
    ANY,
    CELL,
    as_csv,
    as_tsv,
    fault,
    of,
    read,
    rows,
    some,
    texts,
)


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
        ("a.csv", "가다,go\n", "a.csv:1", "this is not a header: 가다 | go", "“source” and “target”"),
        ("a.csv", "source,wording\n", "a.csv:1", "source | wording", "“source” and “target”"),
        ("a.csv", "", "a.csv:1", "there is no header", "“source” and “target”"),
        ("a.csv", "source,target,Source\n", "a.csv:1", "“source” twice", "rename"),
        ("a.csv", 'source,target\n"a\nb",c\nd,e,f\n', "a.csv:4", "3 cells, the header 2", "double quotes"),
        ("a.csv", "id,source,target\n1,a,b\n2\n", "a.csv:3", "1 cell, its “source”", "double quotes"),
        ("a.csv", 'source,target\na,b\nc,"d\ne,f\n', "a.csv:3", "never closed", "twice"),
        ("a.csv", 'source,target\n"a" b,c\n', "a.csv:2", "not doubled", "twice"),
        ("a.csv", "source,target\na,b\rc,d\n", "a.csv:2", "carriage return", "double quotes"),
        ("a.csv", 'source,target\na,b\nc,"' + "d\n" * 600_000, "a.csv:3", "more than 1 MB", "quote missing"),
        ("a.csv", "source,target\na,b\nc,d\0\n", "a.csv:3", "NUL", "--encoding"),
        ("a.csv", b"source,target\na,b\n\xb0\xff,c\n", "a.csv:3", "not utf-8 (byte 0xb0)", "cp949"),
        ("a.tsv", "가다\tgo\n", "a.tsv:1", "this is not a header: 가다 | go", "“source” and “target”"),
        ("a.tsv", "source\ttarget\na\tb\tc\n", "a.tsv:2", "3 cells, the header 2", "tabs"),
        ("a.tsv", "id\tsource\ttarget\n\n7\n", "a.tsv:3", "1 cell, its “source”", "tabs"),
        ("a.tsv", "source\ttarget\na\t" + "b" * (1 << 21), "a.tsv:2", "more than 1 MB", "quote missing"),
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
        ("a.csv", "a,b,c\n", "a.csv:1", "this is not a header: a | b | c"),
        ("a.csv", "평양,Pyongyang\na,b,c\n", "a.csv:2", "3 cells, the header 2"),
        ("a.csv", "source,target\n\na,b,c\n", "a.csv:3", "3 cells, the header 2"),
        ("a.csv", "source,target,target\na,b,c\n", "a.csv:1", "“target” twice"),
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


# Round trips


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
