"""Every bad input by name: what cannot be read or makes no sense is told, and nothing else is lost."""

import os
from collections import Counter

import pytest

from checker import Corpus, Glossary, Segment, check
from tests.conftest import BAD, GOOD, HEAD

CORPORA = [
    ("missing.csv", None, "missing.csv: there is no such file or folder"),
    ("empty/", None, "empty: the folder has no readable files"),
    ("notes.txt", "plain text\n", "notes.txt: no corpus format knows this file"),
    ("image.bin", b"\x89PNG\r\n\x1a\n\x00\x01\xff", "image.bin: no corpus format knows this file"),
    ("image.csv", b"\x89PNG\r\n\x1a\n\x00\x01\xff", "image.csv:1: this is not utf-8 (byte 0x89)"),
    ("header.csv", "Left,Right\n하나,one\n", "header.csv:1: this is not a header: Left | Right"),
    ("byte.tsv", b"source\ttarget\n\xed\x95\x98\tone\n\xed\x95\tx\n", "byte.tsv:3: this is not utf-8 (byte 0xed)"),
    ("nul.csv", "source,target\n하나,one\n둘,t\0wo\n", "nul.csv:3: there is a NUL character"),
    ("long.csv", HEAD + "가" * 10_000_000 + ",x\n", "long.csv:2: a cell has more than 1 MB"),
    ("long.tsv", "source\ttarget\nx\t" + "a" * 10_000_000, "long.tsv:2: a cell has more than 1 MB"),
    ("endless.jsonl", "a" * ((1 << 24) + 1), "endless.jsonl:1: a line has more than 16,777,216 characters"),
    ("quote.csv", HEAD + '하나,"one\n둘,two\n', "quote.csv:2: a quote is opened and never closed"),
    ("wide.csv", HEAD + "하나,one\n둘,two,three\n", "wide.csv:3: the row has 3 cells, the header 2"),
    ("broken.jsonl", '{"source": "하나", "target": "one"}\n{"source": 1}\n', "broken.jsonl:2: "),
    ("array.jsonl", "[" * 100_000, "array.jsonl:1: "),
    ("broken.po", 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr d\n', "broken.po:4: "),
    ("only.csv", HEAD, "there is no segment to check"),
    ("half.ko", "하나\n", "half.ko: the ending “ko” is that of a pair, but"),
]


@pytest.mark.parametrize(("name", "content", "says"), CORPORA, ids=[name for name, _, _ in CORPORA])
def test_a_bad_corpus_is_named(ilchi, put, words, tmp_path, name, content, says):
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    elif content is not None:
        put(name, content)
    ran = ilchi("check", name.rstrip("/"), *words, "--output", "json:made/report.json", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert len(ran.message) < 400
    assert ran.out == ""
    assert not (tmp_path / "made").exists()


COLUMNS = "id,category,source,target\n"
GLOSSARIES = [
    ("missing.csv", None, "missing.csv: there is no such file or folder"),
    ("empty.csv", COLUMNS, "empty.csv: the glossary has no concepts"),
    ("blank.csv", "", "blank.csv: the glossary has no concepts"),
    ("clash.csv", COLUMNS + "x,,하나,one\nx,,둘,two\n", "clash.csv:3: the id “x” "),
    ("column.csv", "source,target,forbiden\n하나,one,\n", "column.csv:1: the column “forbiden” is unknown"),
    ("kind.csv", COLUMNS + "x,persn,하나,one\n", "kind.csv:2: the category “persn” is unknown; did you mean “person”?"),
    ("case.csv", "source,target,case\n하나,one,lower\n", "case.csv:2: the case “lower” is unknown"),
    ("row.csv", COLUMNS + "x,,하나,\n", "row.csv:2: the row has no target"),
    ("three.csv", "하나,one,ein\n둘,two,zwei\n", "three.csv:1: this is not a header: 하나 | one | ein"),
    ("byte.csv", COLUMNS.encode() + b"x,,\xff,one\n", "byte.csv:2: this is not utf-8 (byte 0xff)"),
    ("nul.csv", COLUMNS + "x,,하\0나,one\n", "nul.csv:2: there is a NUL character"),
    ("image.png", b"\x89PNG\r\n\x1a\n", "image.png: no glossary format knows this file"),
    ("folder/", None, "folder: the folder has no glossary files"),
]


@pytest.mark.parametrize(("name", "content", "says"), GLOSSARIES, ids=[name for name, _, _ in GLOSSARIES])
def test_a_bad_glossary_is_named(ilchi, cli, put, tmp_path, name, content, says):
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    elif content is not None:
        put(name, content)
    ran = ilchi("check", cli / "clean.csv", "-g", name.rstrip("/"), cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert ran.out == ""


def test_an_unknown_column_gets_a_suggestion(ilchi, cli, put):
    glossary = put("names.csv", "source,target,forbiden\n하나,one,\n")
    assert "did you mean “forbidden”?" in ilchi("check", cli / "clean.csv", "-g", glossary).message


def test_files_of_different_length_are_named_with_their_lengths(ilchi, put, tmp_path):
    put("news.ko", "하나\n둘\n셋\n")
    put("news.en", "one\ntwo\n")
    message = ilchi("check", "news.ko", cwd=tmp_path).message
    assert message.startswith("news.ko:3: news.ko has 3 lines, news.en has 2")
    put("news.en", "one\ntwo\nthree\nfour\nfive\n")
    message = ilchi("check", "--pair", "news.ko", "news.en", cwd=tmp_path).message
    assert message.startswith("news.en:4: news.ko has 3 lines, news.en has 5")


USAGE = [
    (["check"], "there is nothing to check"),
    (["check", "clean.csv", "--format", "pdf"], "there is no report “pdf”; known: "),
    (["check", "clean.csv", "--encoding", "klingon"], "clean.csv: the encoding “klingon” is unknown"),
    (["check", "clean.csv", "--encoding", "hex"], "clean.csv: the encoding “hex” is unknown"),
    (["explain", "mising-term"], "there is no rule “mising-term”; known: "),
    (["terms", "nowhere.csv"], "nowhere.csv: there is no such file or folder"),
    (["check", "--pair", "clean.csv", "nowhere.en"], "nowhere.en: there is no such file or folder"),
    (["glossary", "lint", "nowhere.csv"], "nowhere.csv: there is no such file or folder"),
    (["review", "clean.csv"], "review needs a terminal"),
]


@pytest.mark.parametrize(("args", "says"), USAGE, ids=[" ".join(args) for args, _ in USAGE])
def test_bad_usage(ilchi, cli, args, says):
    ran = ilchi(*args, cwd=cli)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.message.startswith(says)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chekc"], "chekc"),
        (["check", "--fail-on", "big", "clean.csv"], "neutral"),
        (["check", "--bogus", "clean.csv"], "--bogus"),
        (["check", "--pair", "clean.csv"], "--pair"),
        (["glossary", "lint"], "PATH"),
        (["glossary"], "Usage"),
        ([], "Usage"),
    ],
)
def test_usage_that_the_parser_refuses(ilchi, cli, args, says):
    ran = ilchi(*args, cwd=cli)
    assert ran.status == 2
    assert ran.out == ""
    assert says in ran.err
    assert "Traceback" not in ran.err


def closed(path):
    """``path``, which no one may read any more."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read everything")
    return path


def test_an_unreadable_file_is_named(ilchi, put):
    path = closed(put("closed.csv", GOOD))
    ran = ilchi("check", path)
    assert ran.status == 2
    assert ran.message == f"{path}: permission denied"


@pytest.mark.xfail(strict=True, reason="in a folder a file that cannot be opened is passed over in silence")
def test_an_unreadable_file_in_a_folder_is_named(ilchi, put, tmp_path):
    put("set/a.csv", GOOD)
    closed(put("set/closed.csv", BAD))
    ran = ilchi("check", "set", cwd=tmp_path)
    assert ran.status == 2
    assert "closed.csv" in ran.err


def test_each_folder_must_have_a_readable_file(ilchi, put, tmp_path):
    put("good.csv", GOOD)
    put("pictures/a.png", b"\x89PNG")
    ran = ilchi("check", "good.csv", "pictures", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith("pictures: ")


def test_keep_going_names_what_it_skips_and_checks_the_rest(ilchi, put, words, tmp_path):
    put("bad.csv", BAD)
    put("torn.csv", BAD.encode() + b"\xff,x\n")
    put("good.csv", GOOD)
    given = ["torn.csv", "gone.csv", "notes.txt", "bad.csv", "good.csv"]
    put("notes.txt", "plain")
    assert ilchi("check", *given, *words, cwd=tmp_path).status == 2
    ran = ilchi("check", *given, *words, "--keep-going", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    skipped = [line for line in ran.err.splitlines() if "skipped" in line]
    assert [line.split(": ")[2] for line in skipped] == ["gone.csv", "notes.txt", "torn.csv:3"]
    assert dict(ran.files)["bad.csv"] == 1
    assert "good.csv" in dict(ran.files)
    ran = ilchi("check", "gone.csv", "--keep-going", cwd=tmp_path)
    assert ran.status == 2


def test_keep_going_holds_for_pairs_too(ilchi, put, words, tmp_path):
    put("bad.csv", BAD)
    ran = ilchi("check", "bad.csv", *words, "--pair", "gone.ko", "gone.en", "--keep-going", cwd=tmp_path)
    assert ran.status == 1
    assert "skipped: gone.ko" in ran.err


@pytest.mark.parametrize("rendered", ["badge ", "pin ", "medal "])
def test_a_segment_full_of_one_term(rendered):
    """It took hours when each occurrence was held against all words and all others; what is left out is said."""
    words = Glossary.from_rows([{"source": "배지", "target": "badge", "forbidden": "pin"}])
    report = check(Corpus.of([Segment(source="배지를 " * 2000, target=rendered * 2000)]), words)
    assert report.summary.occurrences == 2000
    found = Counter(finding.rule for finding in report.findings if finding.may_fail)
    if rendered == "badge ":
        assert not found
    else:
        assert found.pop("unchecked-segment") == 1
        assert sum(found.values()) > 900
