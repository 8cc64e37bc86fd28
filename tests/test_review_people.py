"""Several people in one project: a journal each, a lock per file that they change, and nothing lost between them."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.judging.decisions import Verdict
from checker.project import decision_file
from checker.project.workspace import Wanted, Workspace
from tests.conftest import console_script, environment
from tests.ptys import Tty
from tests.reviewing import GLOSSARY, NEWS, Desk
from tui.state.files import Files
from tui.state.journal import Journal
from tui.state.locks import Lock, Seat, person
from tui.state.session import Session
from tui.work.engine import Engine, Job


class Person:
    """Somebody at work in a folder with a config."""

    def __init__(self, folder, author):
        self.seat = Seat(folder / ".ilchi", person(author), "since 9:30")
        wanted = Wanted()
        self.session = Session(
            Journal(self.seat.journal, writable=self.seat.lock.held), Workspace(wanted), author, claims=self.seat.claims
        )
        Engine(Job(wanted=wanted)).check(self.session.take)
        self.files = Files(self.session)

    def number(self, file, index):
        model = self.session.model
        return next(
            n for n in range(model.segment_count) if model.segment(n).file == file and model.segment(n).index == index
        )

    def close(self):
        self.session.record.close()
        self.seat.close()


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "ilchi.toml").write_text('corpus = ["a.csv", "b.csv"]\nglossaries = ["names.csv"]\n', encoding="utf-8")
    (tmp_path / "names.csv").write_text(GLOSSARY, encoding="utf-8")
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_that_somebody_changes_is_theirs_until_they_write_it(project):
    mina, joon = Person(project, "mina"), Person(project, "joon")
    a, b = mina.number("a.csv", 1), mina.number("b.csv", 1)
    mina.session.edit({a: "Mina's."}, "edit")
    with pytest.raises(CheckerError) as caught:
        joon.session.edit({a: "Joon's.", b: "Joon's."}, "edit")
    assert "a.csv: mina@" in str(caught.value)
    assert "since 9:30 is changing translations of this file" in str(caught.value)
    assert not joon.session.targets, "all or nothing"
    mina.session.edit({b: "Mina's."}, "edit")
    mina.session.undo()
    joon.session.decide([0], Verdict.INTENDED)
    assert joon.files.save().problems == ()
    assert mina.files.save().targets == 1
    joon.session.edit({a + 1: "Joon's.", b: "Joon's."}, "edit")
    with pytest.raises(CheckerError, match="joon@"):
        mina.session.undo()
    assert mina.session.segment(a).target == "Mina's."
    assert joon.files.save().targets == 2, "theirs is merged"
    assert (project / "a.csv").read_text(encoding="utf-8").count("'s.") == 2
    mina.session.undo()
    saved = mina.files.save()
    assert saved.problems == ()
    assert (project / "a.csv").read_text(encoding="utf-8").count("'s.") == 1
    joon.session.edit({a: "Joon's, too."}, "edit")
    joon.close()  # a claim ends with its session
    mina.session.edit({a: "Mina's."}, "edit")
    mina.close()


def test_what_waits_in_a_journal_is_not_written_over_somebody_at_work(project):
    mina = Person(project, "mina")
    a = mina.number("a.csv", 1)
    mina.session.edit({a: "Mina's."}, "edit")
    mina.close()
    joon = Person(project, "joon")
    joon.session.edit({a: "Joon's."}, "edit")
    mina = Person(project, "mina")
    (problem,) = mina.files.save().problems
    assert "joon@" in problem
    assert joon.files.save().targets == 1
    (problem,) = mina.files.save().problems
    assert "changed here and in the file: 1 translation" in problem
    assert (mina.session.conflicts[a].mine, mina.session.conflicts[a].theirs) == ("Mina's.", "Joon's.")
    mina.session.edit({a: "Mina's."}, "settled")
    assert mina.files.save().problems == ()
    assert "Mina's." in (project / "a.csv").read_text(encoding="utf-8")
    mina.close()
    joon.close()


def test_the_journal_of_earlier_versions_goes_to_who_comes_first(project):
    old = Journal(project / ".ilchi" / "journal.jsonl")
    session = Session(old, Workspace(Wanted()), "mina")
    Engine(Job(wanted=Wanted())).check(session.take)
    session.decide([0], Verdict.CONFIRMED)
    old.close()
    lock = Lock(project / ".ilchi" / "lock", "an earlier version")
    joon = Person(project, "joon")
    assert not joon.session.record.done, "it is in use"
    lock.release()
    mina = Person(project, "mina")
    assert mina.session.status(0).label == "confirmed"
    assert mina.session.undo()
    assert not (project / ".ilchi" / "journal.jsonl").exists()
    again = Person(project, "mina")
    assert not again.session.record.writable
    assert again.seat.lock.holder.startswith("mina@")
    for each in (joon, mina, again):
        each.close()


@pytest.mark.parametrize("author", ["", "가나다 라", "a/../b", "x" * 400])
def test_any_name_of_a_person_is_a_name_of_a_file(tmp_path, author):
    seat = Seat(tmp_path / ".ilchi", person(author))
    assert seat.journal.parent == tmp_path / ".ilchi"
    seat.close()


WORK = """
import sys, time
from pathlib import Path
from checker.errors import CheckerError
from checker.judging.decisions import Verdict
from tests.test_review_people import Person

author, own, parity = sys.argv[1], sys.argv[2], int(sys.argv[3])
me = Person(Path.cwd(), author)
session, model = me.session, me.session.model
open(f"ready-{author}", "w").close()
while not Path("go").exists():
    time.sleep(0.01)
numbers = [n for n in range(model.segment_count)
           if model.segment(n).file == own or (model.segment(n).file == "shared.csv" and n % 2 == parity)]
todo = numbers[::-1]
for item in range(500):
    session.decide([item], Verdict.INTENDED, reason=f"{author} {item}")
    if todo and item % 2:
        try:
            session.edit({todo[-1]: f"{author} {todo[-1]}"}, "edit")
            todo.pop()
        except CheckerError as error:
            assert "is changing translations" in str(error), error
            time.sleep(0.002)
    if item % 25 == 24:
        problems = me.files.save().problems
        assert not problems, problems
while todo:
    try:
        session.edit({n: f"{author} {n}" for n in todo}, "edit")
        todo = []
    except CheckerError:
        time.sleep(0.01)
assert not me.files.save().problems
assert not me.files.unsaved()
me.close()
"""


def test_two_processes_with_500_decisions_each_lose_nothing(tmp_path):
    config = 'corpus = ["shared.csv", "mina.csv", "joon.csv"]\nglossaries = ["names.csv"]\n'
    (tmp_path / "ilchi.toml").write_text(config, encoding="utf-8")
    (tmp_path / "names.csv").write_text(GLOSSARY, encoding="utf-8")
    for name, count in (("shared", 400), ("mina", 100), ("joon", 100)):
        rows = (f"국무위원회가 {name} {n}을 열었다.,The State Council held {name} {n}.\n" for n in range(count))
        (tmp_path / f"{name}.csv").write_text("source,target\n" + "".join(rows), encoding="utf-8")
    (tmp_path / "work.py").write_text(WORK, encoding="utf-8")
    environ = environment(PYTHONPATH=":".join([str(Path(__file__).parents[1]), *filter(None, sys.path)]))
    people = [("mina", "mina.csv", "0"), ("joon", "joon.csv", "1")]
    both = [
        subprocess.Popen([sys.executable, "-B", "work.py", *who], cwd=tmp_path, env=environ, stderr=subprocess.PIPE)
        for who in people
    ]
    while not all((tmp_path / f"ready-{who}").exists() for who, _, _ in people):
        assert all(each.poll() is None for each in both), [each.stderr.read() for each in both if each.poll()]
        time.sleep(0.02)
    (tmp_path / "go").touch()
    for each in both:
        _, errors = each.communicate(timeout=300)
        assert each.returncode == 0, errors.decode()
    held = decision_file.load([tmp_path / "decisions.jsonl"])
    assert {e.decision.reason for e in held.entries} == {f"{who} {n}" for who, _, _ in people for n in range(500)}
    texts = "".join((tmp_path / name).read_text(encoding="utf-8") for name in ("shared.csv", "mina.csv", "joon.csv"))
    assert "State Council" not in texts
    assert texts.count("\n") == 603
    assert [texts.count(f",{who} ") for who, _, _ in people] == [300, 300]
    for who, _, _ in people:
        (path,) = (tmp_path / ".ilchi").glob(f"journal-{who}@*.jsonl")
        again = Journal(path)
        assert len(again.table("decisions")) == 500
        assert not again.damaged
    changes = (tmp_path / ".ilchi" / "fixes.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["after"] for line in changes}) == 600


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="terminals are different here")
def test_two_people_at_two_terminals(tmp_path):
    desk = Desk(tmp_path)
    command = [console_script(), "review", "news.csv", "-g", "names.csv"]
    mina, joon = (Tty(command, tmp_path, LOGNAME=name) for name in ("mina", "joon"))
    try:
        for each in (mina, joon):
            each.until("done 0/6")
        mina.keys(b"a")
        mina.until("applied", "done 1/6")
        joon.keys(b"a")
        joon.until("news.csv: mina@")
        joon.keys(b"x")
        joon.until("done 1/6")
        mina.keys(b"w")
        mina.until("written: 1 translation")
        joon.until("checked again: 1 finding gone")
        joon.keys(b"a")
        joon.until("applied")
        joon.keys(b"w")
        joon.until("written: 1 translation in 1 file, and the decisions")
        assert "State Affairs Commission held" in desk.news.read_text(encoding="utf-8")
        assert len(desk.news.read_text(encoding="utf-8").splitlines()) == 7
        assert [e.decision.author for e in decision_file.load([desk.decisions]).entries] == ["joon"]
    finally:
        mina.close()
        joon.close()
