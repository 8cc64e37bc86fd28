"""Text from strangers that would steer a terminal reaches none."""

import json
import os
import sys

import pytest

from tests.conftest import BAD, HEAD

# What must not reach a terminal: colour, a link, a title, a bell, 8-bit CSI, carriage return, bidi override, isolate.
HOSTILE = "\x1b[31mR\x1b]8;;http://x.example\x1b\\L\x1b]0;T\x07\x9b2J\r\u202eB\u2066I"
FORBIDDEN = frozenset("\x1b\x07\x9b\r\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def clean(ran):
    assert "Traceback" not in ran.err
    for stream in (ran.out, ran.err):
        assert not FORBIDDEN & set(stream)
    return ran


@pytest.fixture
def hostile(put):
    """A corpus and a glossary whose every field is hostile."""
    segments = [
        {"source": f"국무위원장 {HOSTILE}", "target": f"The Chairman of {HOSTILE}", "document": HOSTILE, "id": HOSTILE},
        {"source": f"{HOSTILE} 조선민주주의인민공화국", "target": f"{HOSTILE} 평양에서", "document": HOSTILE},
        {"source": f"연락사무소 {HOSTILE}", "target": "The liaison office", "document": HOSTILE},
        {"source": f"연락사무소 {HOSTILE}", "target": f"The contact office {HOSTILE}", "document": HOSTILE},
    ]
    rows = [
        {"id": f"a{HOSTILE}", "source": "국무위원장", "target": "President", "forbidden": f"Chairman of {HOSTILE}"},
        {"id": f"b{HOSTILE}", "source": "조선민주주의인민공화국", "target": f"DPRK{HOSTILE}"},
        {"id": f"c{HOSTILE}", "source": "연락사무소", "target": "liaison office", "admitted": "contact office"},
    ]  # fmt: skip
    corpus = put("news.jsonl", "".join(json.dumps(each) + "\n" for each in segments))
    return corpus, put("names.jsonl", "".join(json.dumps(each | {"category": "organization"}) + "\n" for each in rows))


def test_hostile_text_reaches_no_terminal(ilchi, hostile):
    corpus, glossary = hostile
    ran = clean(ilchi("check", corpus, "-g", glossary, "--from", "ko", "--to", "en"))
    assert ran.status == 1
    assert ran.out.count("[deprecated-term]") == 1
    assert ran.out.count("[missing-term") == 1
    assert ran.out.count("[untranslated-text]") == 1
    assert ran.out.count("[inconsistent-term]") == 1
    clean(ilchi("glossary", "lint", glossary))


def test_hostile_ids_reach_no_terminal_through_terms(ilchi, hostile):
    corpus, glossary = hostile
    ran = clean(ilchi("terms", corpus, "-g", glossary, "--from", "ko", "--to", "en"))
    assert len(ran.out.splitlines()) == 4


@pytest.mark.skipif(os.name == "nt", reason="no file can be named so there")
def test_hostile_file_names_reach_no_terminal(ilchi, put, words, tmp_path):
    name = HOSTILE.replace("/", "|")
    put(f"{name}.csv", BAD)
    ran = clean(ilchi("check", f"{name}.csv", *words, cwd=tmp_path))
    assert ran.status == 1
    ran = clean(ilchi("terms", f"{name}.csv", *words, cwd=tmp_path))
    assert ran.status == 0
    put(f"{name}.csv", BAD.encode() + b"\xff\n")
    assert clean(ilchi("check", f"{name}.csv", *words, cwd=tmp_path)).message
    assert clean(ilchi("check", "-", "-g", f"{name}.tsv", cwd=tmp_path)).message
    put(f"{name}.tsv", "source\ttarget\n하나\t\n")
    assert clean(ilchi("glossary", "lint", f"{name}.tsv", cwd=tmp_path)).message
    assert clean(ilchi("check", name, "--keep-going", cwd=tmp_path)).message


@pytest.mark.parametrize(
    "args",
    [
        ["explain", HOSTILE],
        [HOSTILE],
        ["check", HOSTILE],
        ["check", "clean.csv", "--format", HOSTILE],
        ["check", "clean.csv", "--fail-on", HOSTILE],
        ["check", "clean.csv", "--encoding", HOSTILE],
        ["check", "clean.csv", "--output", HOSTILE],
        ["check", "clean.csv", f"--{HOSTILE}"],
    ],
    ids=["rule", "command", "path", "format", "fail-on", "encoding", "output", "option"],
)
def test_hostile_arguments_reach_no_terminal(ilchi, cli, args):
    assert clean(ilchi(*args, cwd=cli)).status == 2


def test_hostile_languages_reach_no_terminal(ilchi, put, words):
    path = put("news.csv", HEAD + "국무위원장 도착,The Chairman of State Affairs arrived.\n")
    ran = clean(ilchi("check", path, *words, "--from", HOSTILE, "--to", HOSTILE))
    assert ran.status in (1, 2)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_file_name_that_is_no_text(ilchi, tmp_path, words, kind):
    name = os.fsdecode(b"\xff\xfe.csv")
    (tmp_path / name).write_text(BAD, encoding="utf-8")
    ran = clean(ilchi("check", name, *words, "--format", kind, cwd=tmp_path))
    assert ran.status == 1
