"""Files are written wholly or not at all, whoever writes: on a disk that fills up, over links, with their modes."""

import contextlib
import os
import stat

import pytest

from checker.commands._writing import write_file
from checker.errors import CheckerError
from checker.storage import jsonl_ledger
from checker.storage.atomic import replacing

resource = pytest.importorskip("resource", reason="limits are set otherwise here")


@contextlib.contextmanager
def full_at(size):
    """No file may grow beyond so many bytes: the system refuses it as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_full_disk_leaves_no_empty_ledger(tmp_path):
    path = tmp_path / "decisions.jsonl"
    with full_at(4), pytest.raises(CheckerError, match="cannot be written"):
        jsonl_ledger.append(path, '{"a": 1}')
    assert names(tmp_path) == []
    jsonl_ledger.append(path, '{"a": 1}')
    with full_at(12), pytest.raises(CheckerError, match="cannot be written"):
        jsonl_ledger.append(path, '{"b": 2}')
    assert path.read_text(encoding="utf-8") == '{"a": 1}\n'
    path.write_bytes(b"")  # was there, and empty
    with full_at(4), pytest.raises(CheckerError, match="cannot be written"):
        jsonl_ledger.append(path, '{"a": 1}')
    assert path.read_bytes() == b""


@pytest.mark.parametrize("held", [None, b"before"])
def test_a_full_disk_leaves_what_was_there(tmp_path, held):
    path = tmp_path / "report.json"
    if held:
        path.write_bytes(held)
    for save in (
        lambda: jsonl_ledger.save(path, ["x" * 100]),
        lambda: write_file(str(path), lambda out: out.write("x" * 100)),
    ):
        with full_at(50), pytest.raises(CheckerError, match="cannot be written"):
            save()
        assert names(tmp_path) == (["report.json"] if held else [])
        assert not held or path.read_bytes() == held


@pytest.mark.parametrize("wrong", [KeyboardInterrupt, ValueError])
def test_whatever_happens_while_it_is_made(tmp_path, wrong):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    @contextlib.contextmanager
    def refusing():
        raise wrong
        yield

    for around in (contextlib.nullcontext(), refusing()):
        with pytest.raises(wrong), replacing(path, around=around) as stream:
            stream.write(b"after")
            if isinstance(around, contextlib.nullcontext):
                raise wrong
        assert path.read_bytes() == b"before"
        assert names(tmp_path) == ["a.txt"]


def test_modes_stay_and_new_files_have_those_of_others(tmp_path):
    usual = tmp_path / "usual"
    usual.touch()
    for name, mode, wanted in (
        ("new", None, usual.stat().st_mode & 0o777),
        ("own", 0o600, 0o600),
        ("new", 0o600, 0o600),
    ):
        with replacing(tmp_path / name, mode=mode) as stream:
            stream.write(b"1")
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == wanted, (name, mode)
    (tmp_path / "new").chmod(0o640)
    write_file(str(tmp_path / "new"), lambda out: out.write("2"))
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_report_goes_where_a_link_leads(tmp_path):
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "report.json"
    target.write_bytes(b"before")
    link = tmp_path / "latest.json"
    link.symlink_to(target)
    write_file(str(link), lambda out: out.write("after"))
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert names(tmp_path / "far") == ["report.json"]


def test_what_has_to_last_is_on_disk_and_what_may_be_lost_does_not_wait(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with replacing(tmp_path / "a", lasting=False) as stream:
        stream.write(b"1")
    assert synced == []
    with replacing(tmp_path / "a") as stream:
        stream.write(b"2")
    assert len(synced) == 2, "the file, and the folder with its name"
