"""Plain texts in pairs, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pairs import (
    LINE,
    fault,
    pair,
    read,
    some,
    texts,
)


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


@given(some(LINE), st.sampled_from(["\n", "\r\n"]))
def test_moses_round_trip(pairs, end):
    sides = ["".join(one[side].removeprefix("\ufeff") + end for one in pairs) for side in (0, 1)]
    expected = [tuple(text.removeprefix("\ufeff") for text in one) for one in pairs]
    if all(s.strip() or t.strip() for s, t in expected):
        assert texts(pair(*sides)) == expected
