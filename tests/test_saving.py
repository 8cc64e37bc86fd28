"""Saving: the whole file or nothing of it."""

import os
import stat
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.formats import Input
from checker.model import Code, Target
from checker.project import writing
from tests.written import read

DATA = Path(__file__).parent / "data" / "xml"


@pytest.fixture
def file(put):
    return put("a.xlf", (DATA / "plain.xlf").read_bytes())


def opened(path: Path) -> Input:
    return Input(str(path), lambda: path.open("rb"))


def left(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_new_text_is_in_the_file_and_its_mode_stays(file):
    file.chmod(0o640)
    what = opened(file)
    writing.save(file, what, {1: "The river thawed."}, writing.digest(what))
    assert file.read_bytes() == (DATA / "plain.xlf").read_bytes().replace(b"The river froze", b"The river thawed")
    assert read(what)[0].target == "The river thawed."
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert left(file) == ["a.xlf"]


def test_a_link_stays_a_link(file):
    link = file.with_name("link.xlf")
    link.symlink_to(file)
    what = opened(link)
    writing.save(link, what, {1: "The river thawed."}, writing.digest(what))
    assert link.is_symlink()
    assert b"The river thawed." in file.read_bytes()


def test_a_file_that_changed_is_left_alone(file):
    what = opened(file)
    seen = writing.digest(what)
    other = file.read_bytes().replace(b"froze", b"thaws")
    file.write_bytes(other)
    with pytest.raises(CheckerError, match="changed since it was read") as caught:
        writing.save(file, what, {1: "x"}, seen)
    assert caught.value.place == str(file)
    assert file.read_bytes() == other
    assert left(file) == ["a.xlf"]


def test_a_file_that_another_program_saves_meanwhile_is_left_alone(file, monkeypatch):
    what = opened(file)
    seen = writing.digest(what)
    synced = os.fsync

    def meanwhile(handle):
        file.write_bytes(b"<other/>")
        synced(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(CheckerError, match="changed"):
        writing.save(file, what, {1: "x"}, seen)
    assert file.read_bytes() == b"<other/>"
    assert left(file) == ["a.xlf"]


@pytest.mark.parametrize("targets", [{1: "a\0"}, {99: "x"}, {3: Target("Not nested", (Code(0, "<g>"),))}])
def test_a_refused_text_leaves_the_file_as_it_was(file, targets):
    what = opened(file)
    before = file.read_bytes()
    with pytest.raises(CheckerError):
        writing.save(file, what, targets, writing.digest(what))
    assert file.read_bytes() == before
    assert left(file) == ["a.xlf"]


@pytest.mark.parametrize("wrong", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_and_an_interruption_leave_the_file_as_it_was(file, monkeypatch, wrong):
    what = opened(file)
    before = file.read_bytes()

    def full(_handle):
        raise wrong

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((CheckerError, KeyboardInterrupt)) as caught:
        writing.save(file, what, {1: "x"}, writing.digest(what))
    if isinstance(wrong, OSError):
        assert str(caught.value) == f"{file}: cannot be written: no space left on device"
    assert file.read_bytes() == before
    assert left(file) == ["a.xlf"]


def test_what_cannot_be_written_says_so(put, file, monkeypatch):
    packed = put("a.xlf.gz", b"")
    with pytest.raises(CheckerError, match="unpack it first"):
        writing.save(packed, opened(packed), {}, "")
    monkeypatch.delattr("checker.formats.xliff.write")
    with pytest.raises(CheckerError, match="can only be read"):
        writing.save(file, opened(file), {}, writing.digest(opened(file)))
    monkeypatch.setattr(os, "access", lambda *_args: False)  # the tests may run as root, who may write all
    monkeypatch.setattr("checker.formats.xliff.write", lambda *_args: None, raising=False)
    with pytest.raises(CheckerError, match="read-only"):
        writing.save(file, opened(file), {}, writing.digest(opened(file)))
