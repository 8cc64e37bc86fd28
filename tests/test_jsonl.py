"""JSON lines, as corpus and as glossary."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.glossary.concepts import Glossary
from tests.pairs import ANY, fault, of, read, rows, some, texts


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


@pytest.mark.parametrize(
    ("name", "content", "place", "message", "hint"),
    [
        ("a.jsonl", '{"source": "a"}\n\n{"source": "a"\n', "a.jsonl:3", "truncated", "one object per line"),
        ("a.jsonl", '{"source": "a"} x\n', "a.jsonl:1", "malformed", "one object per line"),
        ("a.jsonl", '{"target": "a"}\n', "a.jsonl:1", "missing required field `source`", "one object per line"),
        ("a.jsonl", '{"source": 1}\n', "a.jsonl:1", "got `int`", "one object per line"),
        ("a.jsonl", '["a", "b"]\n', "a.jsonl:1", "got `array`", "one object per line"),
        ("a.jsonl", '{"source": "\\ud800"}\n', "a.jsonl:1", "", "one object per line"),
        ("a.jsonl", '{"source": "a", "x": ' + "[" * 99_999 + "\n", "a.jsonl:1", "", "one object per line"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)  # fmt: skip
def test_faults_are_named(name, content, place, message, hint):
    complaint = fault(of(name, content))
    assert complaint.place == place
    assert message in complaint.message
    assert hint in complaint.hint


def test_glossary_json_lines():
    record = {"ID": 7, "source": ["a|b", "c\\", "d"], "target": "x|y", "note": None}
    (row,) = rows(of("a.jsonl", json.dumps(record) + "\n"))
    assert (row.place, row["id"], row["note"]) == ("a.jsonl:1", "7", "")
    (concept,) = Glossary.from_rows([row])
    assert concept.sources == ("a|b", "c\\", "d")
    assert [term.text for term in concept.targets] == ["x", "y"]


@given(some(ANY), st.booleans())
def test_jsonl_round_trip(pairs, ascii_only):
    lines = (json.dumps({"target": t, "source": s}, ensure_ascii=ascii_only) for s, t in pairs)
    assert texts(of("a.jsonl", "\n".join(lines))) == pairs


def test_faults_of_a_glossary():
    complaint = fault(of("a.jsonl", '{"source": "a"}\n{"source": {}}\n'), "read_rows")
    assert (complaint.place, "got `object`" in complaint.message) == ("a.jsonl:2", True)
