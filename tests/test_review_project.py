"""A review of a whole project: what the config says, decisions of several people, glossaries that are undone."""

import json
import threading

import pytest

from checker.errors import CheckerError
from checker.judging.decisions import Decision, Scope, Verdict
from checker.model import TermStatus
from checker.project import decision_file
from checker.project.workspace import Wanted, Workspace
from tests.reviewing import GLOSSARY, NEWS, Desk
from tui.keys.keymap import Keymap, keymap_of
from tui.state.files import Files
from tui.state.gating import gates_of
from tui.state.journal import Journal
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.work.engine import Engine, Job


def written(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def opened(folder, monkeypatch, files, author="mina"):
    """A checked session on the project that the config in ``files`` makes."""
    written(folder, files)
    monkeypatch.chdir(folder)
    wanted = Wanted()
    session = Session(Journal(folder / ".ilchi" / "journal.jsonl"), Workspace(wanted), author)
    engine = Engine(Job(wanted=wanted))
    engine.check(session.take)
    session.ask = lambda number: session.answer(engine.change({number: session.segment(number).translation}))
    return session


PROJECT = {
    "ilchi.toml": 'corpus = ["en", "de"]\nfrom = "ko"\nto = "en"\nglossaries = ["en.csv"]\nfail-on = "minor"\n'
    '[rules]\nmiscased-term = "off"\n'
    '[[paths]]\nmatch = "de/**"\nto = "de"\nglossaries = ["de.csv"]\nrules = { deprecated-term = "minor" }\n',
    "en.csv": GLOSSARY,
    "de.csv": "id,category,source,target,admitted,forbidden\n"
    "committee,organization,국무위원회,Komitee für Staatsangelegenheiten,,Staatsrat\n",
    "en/news.csv": NEWS,
    "de/news.csv": "source,target\n국무위원회가 모였다.,Der Staatsrat trat zusammen.\n",
}


def test_the_config_says_what_is_opened_and_how_it_counts(tmp_path, monkeypatch):
    session = opened(tmp_path, monkeypatch, PROJECT)
    model = session.model
    found = [(model.place(i)[0], model.rule(i), model.finding(i).severity, model.term(model.key(i)))
             for i in range(session.listed)]  # fmt: skip
    assert "miscased-term" not in {rule for _, rule, _, _ in found}
    german = [(rule, severity) for file, rule, severity, _ in found if file.startswith("de")]
    assert german == [("deprecated-term", "minor")]
    assert len(found) == 6
    item = next(i for i in range(len(model)) if model.place(i)[0].startswith("de"))
    assert model.languages(model.segments[item]) == ("ko", "de")
    assert [text for text, _, _ in model.renderings(model.key(item))] == ["Staatsrat"], "not those of the other part"
    assert not gates_of(session)[0].passed
    assert gates_of(session)[0].detail == "6 findings of severity minor or above"
    session.decide(range(session.listed), Verdict.INTENDED)
    assert gates_of(session)[0].passed


def test_an_edit_and_a_wording_in_a_later_part(tmp_path, monkeypatch):
    session = opened(tmp_path, monkeypatch, PROJECT)
    model = session.model
    item = next(i for i in range(len(model)) if model.place(i)[0].startswith("de"))
    session.edit({model.segments[item]: "Das Komitee für Staatsangelegenheiten trat zusammen."}, "edit", [item])
    assert session.status(item) is FindingStatus.FIXED
    session.undo()
    engine = Engine(Job(wanted=Wanted()))
    engine.check(lambda _message: None)
    effect = engine.effect(model.key(item), "Staatsrat", TermStatus.ADMITTED)
    assert effect.resolved == (session.hex(item),)


def test_what_the_baseline_holds_is_no_work(tmp_path, monkeypatch):
    session = opened(tmp_path, monkeypatch, PROJECT)
    known = [{"fingerprint": session.hex(i), "count": 1} for i in range(2)]
    baseline = "".join(json.dumps(line) + "\n" for line in known)
    session = opened(tmp_path, monkeypatch, {**PROJECT, "baseline.jsonl": baseline})
    assert session.counts[FindingStatus.BASELINED] == 2
    assert session.waiting == 4
    session.decide([0], Verdict.CONFIRMED)
    assert session.status(0) is FindingStatus.CONFIRMED


def line(session, item, **more):
    made = {"scope": Scope.SEGMENT, "verdict": Verdict.INTENDED, "author": "lee", "date": "2026-01-02", **more}
    return Decision(fingerprint=session.hex(item), rule=session.model.rule(item),
                    concept=session.model.concept(item), **made)  # fmt: skip


def test_all_that_was_said_of_a_finding_is_shown_and_opposed_words_leave_it_open(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    for author, verdict in (("lee", Verdict.INTENDED), ("kim", Verdict.FALSE_POSITIVE)):
        decision_file.decide(desk.decisions, line(session, 0, author=author, verdict=verdict))
    session.reread_decisions()
    assert session.status(0) is FindingStatus.INTENDED
    session.decide([0], Verdict.CONFIRMED)
    assert session.status(0) is FindingStatus.OPEN
    assert session.ruling(0).opposed
    assert [entry.decision.author for entry in session.said(0)] == ["lee", "kim", "mina"]
    Files(session).save()
    assert len(desk.decisions.read_text(encoding="utf-8").splitlines()) == 3
    session.open_again([0])  # one's own word first
    assert session.status(0) is FindingStatus.INTENDED
    session.open_again([0])
    session.open_again([0])
    assert session.status(0) is FindingStatus.OPEN
    Files(session).save()
    assert desk.decisions.read_text(encoding="utf-8") == ""


def test_a_decision_holds_until_its_last_day(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    session.decide([0], Verdict.INTENDED, until="2999-12-31")
    (entry,) = session.said(0)
    assert entry.decision.until == "2999-12-31"
    decision_file.decide(desk.decisions, line(session, 1, until="2020-01-01"))
    session.reread_decisions()
    assert session.status(0) is FindingStatus.INTENDED
    assert session.status(1) is FindingStatus.OPEN
    with pytest.raises(CheckerError, match="until is not a date"):
        session.decide([2], Verdict.INTENDED, until="soon")


def test_two_programs_write_decisions_at_once_and_none_is_lost(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    others = [line(session, 0, author=f"lee{n}", reason="x" * 200) for n in range(20)]
    thread = threading.Thread(target=lambda: [decision_file.decide(desk.decisions, each) for each in others])
    thread.start()
    for item in range(session.listed):
        session.decide([item], Verdict.CONFIRMED)
        Files(session).save()
    thread.join()
    assert len(decision_file.load([desk.decisions])) == 20 + session.listed


def test_a_wording_is_undone_in_the_glossary_too_in_a_later_session(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    before = desk.names.read_bytes()
    session.add_wording(session.model.key(0), "State Council", "admitted", [0])
    after = desk.names.read_text(encoding="utf-8")
    assert after == GLOSSARY.replace(",SAC,State Council", ",SAC|State Council,")
    session.record.close()
    session = desk.session()
    step = session.undo()
    assert session.of_glossary(step)
    session.wordings.save()
    assert desk.names.read_bytes() == before
    session.redo()
    session.wordings.save()
    assert desk.names.read_text(encoding="utf-8") == after


def test_a_glossary_that_others_changed_stays_theirs(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    session.add_wording(session.model.key(0), "State Council", "admitted", [0])
    theirs = desk.names.read_text(encoding="utf-8").replace("SAC|State Council", "SAC|Council")
    desk.names.write_text(theirs, encoding="utf-8")
    session = desk.session()
    session.undo()
    with pytest.raises(CheckerError, match="others have changed the row too"):
        session.wordings.save()
    assert desk.names.read_text(encoding="utf-8") == theirs
    assert not session.wordings.pending()


def test_a_glossary_that_cannot_be_written_leaves_no_step(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    desk.names.write_text("# moved\n" + GLOSSARY, encoding="utf-8")
    with pytest.raises(CheckerError):
        session.add_wording(session.model.key(0), "State Council", "admitted", [0])
    assert not session.record.done


def test_the_rules_on_whole_documents_follow_an_edit(tmp_path):
    ended, over = "The meeting ended.", "The talks are over."
    rows = [f"회의가 끝났다.,{target}\n" for target in (ended, ended, over)]
    desk = Desk(tmp_path, "source,target\n" + "".join(rows))
    session = desk.session()
    (item,) = range(session.listed)
    assert session.model.rule(item) == "inconsistent-translation"
    session.edit({2: ended}, "edit")
    assert session.status(item) is FindingStatus.FIXED
    new = []
    session.ask = lambda number: new.extend(session.answer(desk.change(session, number)))
    session.edit({0: over}, "edit")
    assert [session.model.segments[i] for i in new] == [0]
    session.undo()
    session.undo()
    assert session.status(item) is FindingStatus.OPEN
    assert session.status(new[0]) is FindingStatus.GONE


def keys(tmp_path, text):
    written(tmp_path, {"ilchi.toml": text, "a.csv": NEWS})
    return keymap_of(Wanted(paths=(str(tmp_path / "a.csv"),)).config())


def test_keys_are_the_configs(tmp_path):
    keymap = keys(tmp_path, '[keys]\napply = ["Ctrl+K", "+"]\nquit = ["Q"]\nback = ["h"]\nhide = ["F12"]\n')
    assert keymap.shown("apply") == "Ctrl+k"
    assert {key: keymap.by_key[key].id for key in ("ctrl+k", "plus", "Q", "h", "ㅗ", "escape", "f12")} == {
        "ctrl+k": "apply", "plus": "apply", "Q": "quit", "h": "back", "ㅗ": "back", "escape": "back", "f12": "hide",
    }  # fmt: skip
    assert "a" not in keymap.by_key
    assert "q" not in keymap.by_key
    assert keymap.by_key["j"] is Keymap().by_key["j"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('aply = ["a"]', "2: there is no action “aply”; did you mean “apply”?"),
        ('apply = ["ctlr+a"]', "2: there is no key “ctlr+a”; did you mean “ctrl”?"),
        ('apply = ["pagdown"]', "2: there is no key “pagdown”; did you mean “pagedown”?"),
        ('apply = ["x"]', "2: “x” is the key of “dismiss” and of “apply”; give dismiss other keys too"),
        ('apply = ["escape"]', "2: Esc is always the key of “back”"),
        ('apply = ["1"]', "2: “1” applies a fix"),
        ("apply = []", "1: “keys” must be a table of actions with their keys"),
        ('apply = "a"', "1: “keys” must be a table of actions with their keys"),
    ],
)
def test_keys_that_cannot_be_are_refused(tmp_path, line, message):
    with pytest.raises(CheckerError) as caught:
        keys(tmp_path, f"[keys]\n{line}\n")
    assert f"ilchi.toml:{message}" in str(caught.value)
