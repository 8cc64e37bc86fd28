"""What the screen says is on disk: on a disk that is full at any byte, and after a kill at any byte."""

import copy
import os

import pytest

from checker.errors import CheckerError
from checker.judging.decisions import Verdict
from checker.storage import jsonl_ledger
from checker.storage.appending import Appender
from tests.reviewing import Desk, state
from tests.test_atomic import full_at
from tui.state.files import Files
from tui.state.journal import Change, Journal


@pytest.fixture(autouse=True)
def unsynced(monkeypatch):
    """Thousands of writes need not wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _stream: None)


def held(journal):
    return copy.deepcopy((journal.tables, journal.done, journal.undone, journal.saved))


def took(journal, number):
    changes = [Change("targets", f"k{number % 3}", journal.get("targets", f"k{number % 3}"), f"한글 {number}")]
    return journal.take(f"step {number}", changes, at="2026-03-01T09:30:00", author="mina")


def same_on_disk(journal, path):
    again = Journal(path)
    assert held(again) == held(journal)
    assert not again.damaged


STEPS = (
    lambda journal: took(journal, 2),
    lambda journal: journal.mark_saved("targets", {"k1": "한글 1"}),
    lambda journal: journal.undo(),
    lambda journal: took(journal, 3),
    lambda journal: journal.undo(),
    lambda journal: journal.redo(),
)


def test_a_disk_that_is_full_at_any_byte_loses_nothing_that_was_said_to_be_done(tmp_path):
    path = tmp_path / "whole"
    journal = Journal(path)
    for step in (lambda journal: took(journal, 1), *STEPS):
        step(journal)
    whole = path.stat().st_size
    for size in range(whole + 1):
        path = tmp_path / f"{size}"
        journal = Journal(path)
        with full_at(size):
            for step in (lambda journal: took(journal, 1), *STEPS):
                before = held(journal)
                try:
                    step(journal)
                except CheckerError as error:
                    assert "the journal cannot be written" in str(error)
                    assert held(journal) == before
        again = Journal(path)
        assert held(again)[:3] == held(journal)[:3]
        assert not again.damaged
        assert took(journal, 9)
        same_on_disk(journal, path)
        journal.close()
        path.unlink()


def test_a_kill_at_any_byte_costs_the_line_that_was_being_written(tmp_path):
    path = tmp_path / "journal"
    journal = Journal(path)
    seen = [held(Journal(None))]
    ends = [0]
    for step in (lambda journal: took(journal, 1), *STEPS):
        step(journal)
        seen.append(held(Journal(path)))
        ends.append(path.stat().st_size)
    raw = path.read_bytes()
    for size in range(len(raw) + 1):
        path.write_bytes(raw[:size])
        again = Journal(path)
        complete = sum(size >= end - 1 for end in ends) - 1  # all but the line end is enough
        assert held(again) == seen[max(complete, 0)]
        took(again, 9)
        same_on_disk(again, path)
        again.close()


@pytest.mark.parametrize("left", ['{"a": 1', '{"a": 1}', "", '{"a": 1}\n', "\0\0\0", '{"a": "한'.encode()[:-1]])
def test_what_a_killed_program_left_of_a_line_does_not_damage_the_next(tmp_path, left):
    path = tmp_path / "log.jsonl"
    raw = left if isinstance(left, bytes) else left.encode()
    for before in (b"", b'{"z": 0}\n', b'{"z": "' + b"x" * 200_000 + b'"}\n'):
        path.write_bytes(before + raw)
        jsonl_ledger.append(path, '{"b": 2}')
        whole = b'{"a": 1}\n' if raw.strip() == b'{"a": 1}' else b""
        assert path.read_bytes() == before + whole + b'{"b": 2}\n'


def test_a_folder_that_is_gone_or_forbidden_is_an_error_and_the_next_line_is_tried_again(tmp_path):
    path = tmp_path / "x" / "log.jsonl"
    (tmp_path / "x").write_text("no folder", encoding="utf-8")
    file = Appender(path)
    with pytest.raises(OSError, match=r"."):
        file.add(b"{}")
    (tmp_path / "x").unlink()
    file.add(b"{}")
    file.close()
    assert path.read_bytes() == b"{}\n"


def works(session):
    """What a user does, one thing after the other."""
    files = Files(session)
    return (
        lambda: session.decide([0], Verdict.INTENDED, reason="so"),
        lambda: session.edit({0: "The State Affairs Commission came."}, "edit", [0]),
        files.save,
        session.undo,
        lambda: session.comment(0, "why?"),
        files.save,
    )


def test_a_session_on_a_disk_that_fills_up_shows_what_another_session_finds(tmp_path):
    """Decisions, edits, undo and writing, with room for so many bytes: a new session shows the same."""
    news = "source,target\n국무위원회가 왔다.,The State Council came.\n"
    for size in range(0, 1300, 53):
        folder = tmp_path / f"{size}"
        folder.mkdir()
        desk = Desk(folder, news)
        session = desk.session()
        with full_at(size):
            for work in works(session):
                before = state(session)
                try:
                    work()
                except CheckerError as error:
                    assert "cannot be written" in str(error)
                    assert state(session) == before
        session.record.close()
        again = desk.session()
        assert not again.record.damaged
        assert again.segment(0).target == session.segment(0).target
        assert [e.decision for e in again.judgements.held.entries] == [
            e.decision for e in session.judgements.held.entries
        ]
        problems = Files(again).save().problems
        assert not problems
        assert Files(again).unsaved() == 0
        again.record.close()
