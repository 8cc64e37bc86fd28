"""Formats: the same segments out of every file, which format is whose, and what is refused of all."""

import gc
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.formats import Input, format_of, head_text, looks_like_glossary
from tests.pairs import LINES, NFD, STORY, WRITERS, as_csv, as_jsonl, as_po, as_tsv, fault, of, pair, texts


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


def test_utf_16_without_a_mark_by_word():
    assert texts(of("a.csv", as_csv(STORY).encode("utf-16-le"), "utf-16-le")) == STORY
    complaint = fault(of("a.csv", as_csv(STORY).encode("utf-16-le")))
    assert "not utf-8" in complaint.message or "NUL" in complaint.message
    plain = fault(of("a.csv", "source,target\na,b\n".encode("utf-16-le")))
    assert (plain.message, plain.place) == ("there is a NUL character in the text", "a.csv:1")
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


@given(st.binary(max_size=200), st.sampled_from([*WRITERS, "-"]), st.sampled_from(["read_segments", "read_rows"]))
@settings(max_examples=300)
def test_rubbish_is_read_or_refused(content, name, role):
    given = of(name, content)
    try:
        list(getattr(format_of(given, role), role)(given))
    except CheckerError as complaint:
        assert complaint.place.startswith(name)
