"""Gettext."""

import pytest
from hypothesis import given

from tests.pairs import (
    ANY,
    as_po,
    fault,
    of,
    read,
    some,
    texts,
)


def test_gettext(data):
    segments = read(of("korean.po", (data / "formats" / "korean.po").read_bytes()))
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


def test_comments_of_obsolete_entries_are_passed_over():
    """As newer versions of gettext write them."""
    segments = read(of("a.po", 'msgid "a"\nmsgstr "b"\n\n#~ #, python-format\n#~ msgid "c %s"\n#~ msgstr "d %s"\n'))
    assert [(s.source, s.target) for s in segments] == [("a", "b")]


@pytest.mark.parametrize(("charset", "encoding"), [("CP949", "cp949"), ("EUC-KR", "euc-kr"), ("UHC", "cp949")])
def test_po_names_its_encoding(charset, encoding):
    story = [("Pyongyang", "평양"), ("city", "시")]
    content = as_po(story, charset).encode(encoding)
    assert texts(of("a.po", content)) == story
    assert texts(of("a.po", as_po(story, "UTF-8").encode("cp949"), "cp949")) == story
    assert fault(of("a.po", content, "utf-8")).place == "a.po:6"


@pytest.mark.parametrize(
    ("name", "content", "place", "message", "hint"),
    [
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


@given(some(ANY, keep=lambda one: one[0]))
def test_po_round_trip(pairs):
    assert texts(of("a.po", as_po(pairs))) == pairs
