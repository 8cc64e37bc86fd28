"""Parquet, read and written with an extra."""

import io
import sys

import pytest
from hypothesis import settings

from checker import reports
from checker.errors import CheckerError
from checker.formats import format_of
from checker.reports import Side
from tests.runs import record
from tests.runs import run as made_run
from tests.table_files import mutations
from tests.written import given, read

pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")


def parquet(columns: dict) -> bytes:
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


CORPUS = parquet({"Target": ["river", None, ""], "SOURCE": ["강", "바다", ""], "id": [7, 8, 9], "blob": [b"x"] * 3})


def test_segments_and_rows():
    found = read(given("a.bin", CORPUS))
    assert [(one.source, one.target, one.unit, one.line) for one in found] == [
        ("강", "river", "7", 1), ("바다", "", "8", 2), ("", "", "9", 3),
    ]  # fmt: skip
    what = given("a.parquet", parquet({"source": ["강"], "target": ["river"], "forbidden": ["creek"]}))
    rows = list(format_of(what, "read_rows").read_rows(what))
    assert rows == [{"source": "강", "target": "river", "forbidden": "creek"}]


def test_many_rows_come_in_batches():
    many = read(given("a.parquet", parquet({"source": ["강"] * 2500, "target": [str(n) for n in range(2500)]})))
    assert [one.target for one in many] == [str(number) for number in range(2500)]


def test_faults(monkeypatch):
    with pytest.raises(CheckerError, match="not an intact Parquet"):
        read(given("a.parquet", CORPUS[:-9]))
    with pytest.raises(CheckerError, match="this is not a header: a"):
        read(given("a.parquet", parquet({"a": [1]})))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CheckerError, match="needs an extra") as caught:
        read(given("a.parquet", CORPUS))
    assert "ilchi[parquet]" in caught.value.hint


def test_mutated_files_are_read_or_refused():
    for made in mutations(CORPUS, 2000 if settings().max_examples > 1000 else 50):
        try:
            read(given("a.parquet", made))
        except CheckerError as complaint:
            assert str(complaint)


def test_findings_as_parquet(tmp_path):
    made = made_run([record(), record(found="\ud800", line=3, target=Side("a\ud800", ()))])
    path = tmp_path / "found.parquet"
    for _ in range(2):
        before = path.read_bytes() if path.exists() else None
        with path.open("w", encoding="utf-8") as out:
            reports.writer("parquet").write(made, out)
        assert before in (None, path.read_bytes())
    table = pyarrow.parquet.read_table(path)
    first, second = table.to_pylist()
    assert (first["found"], first["line"], first["source_spans"], first["target_spans"]) == (
        "Duman Lake", 2, [[0, 3]], [[13, 23]],
    )  # fmt: skip
    assert (second["found"], second["line"], second["target_spans"]) == ("?", 3, [])
    assert table.schema.metadata == {b"signature": made.signature.encode()}


def test_a_check_from_parquet_to_parquet(ilchi, put, words, tmp_path):
    rows = {"source": ["국무위원장이 도착했다."] * 3, "target": ["The Chairman of State Affairs arrived."] * 3}
    path = put("news.parquet", parquet(rows))
    done = ilchi("check", path, *words, "--output", f"parquet:{tmp_path / 'out.parquet'}")
    assert done.status == 1, done.err
    assert pyarrow.parquet.read_table(tmp_path / "out.parquet").column("index").to_pylist() == [1, 2, 3]


def test_findings_need_the_extra(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with (tmp_path / "a").open("w") as out, pytest.raises(CheckerError, match="needs an extra"):
        reports.writer("parquet").write(made_run([]), out)
