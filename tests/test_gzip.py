"""Packed files: read as what they hold, and never more than a file may hold."""

import gzip
import io

import pytest

from checker import CheckerError, read_corpus
from checker.formats import _gzip
from tests.conftest import BAD

LINES = '{"source": "강", "target": "river"}\n{"source": "바다", "target": "sea"}\n'
TABLE = "source\ttarget\n강\triver\n바다\tsea\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.jsonl.gz", LINES), ("a.csv.gz", TABLE.replace("\t", ",")), ("a.tsv.GZ", TABLE), ("a.ndjson.gz", LINES)],
)
def test_a_packed_file_is_read_as_what_it_holds(name, text, put):
    found = list(read_corpus(put(name, gzip.compress(text.encode()))))
    assert [(segment.source, segment.target) for segment in found] == [("강", "river"), ("바다", "sea")]


def test_several_members_are_one_file(put):
    path = put("a.jsonl.gz", gzip.compress(LINES.encode()) + gzip.compress(LINES.encode()))
    assert len(list(read_corpus(path))) == 4


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: b"x" + data, lambda data: data[:30] + b"xxx" * 9]
)
def test_a_damaged_one_is_refused(damage, put, ilchi):
    path = put("a.csv.gz", damage(gzip.compress((BAD * 50).encode())))
    done = ilchi("check", path)
    assert done.status == 2
    assert "damaged gzip file" in done.message


def test_it_grows_only_so_far(monkeypatch, put):
    monkeypatch.setattr(_gzip, "_ANYWAY", 100_000)
    path = put("a.csv.gz", gzip.compress(b"source,target\n" + b"a,a\n" * 2_000_000))
    with pytest.raises(CheckerError, match="it unpacks to more than"):
        list(read_corpus(path))


def test_bytes_may_be_read_again():
    data = bytes(range(256)) * 1000
    stream = _gzip.unpacked(io.BytesIO(gzip.compress(data)), "a.gz")
    assert stream.read(5) == data[:5]
    stream.seek(0)
    assert stream.read() == data
    assert stream.seek(-3, io.SEEK_CUR) == len(data) - 3
    stream.close()
