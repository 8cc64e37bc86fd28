"""The review line by line, on a real terminal and in a script."""

import io
import signal
import sys

import pytest

from checker.errors import CheckerError
from checker.judging.decisions import Scope, Verdict
from checker.model import Fix, FixKind, Span
from checker.project import decision_file
from tests.conftest import console_script
from tests.ptys import Tty
from tests.reviewing import NEWS, Desk, Direct
from tui.plain import _inserted, run
from tui.state.files import Files

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="terminals are different here")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def talk(desk, *answers, session=None):
    """What is said when these are the answers."""
    session = session or desk.opened()
    out = io.StringIO()
    assert run(session, desk.job, io.StringIO("".join(f"{each}\n" for each in answers)), out, Direct) == 0
    session.record.close()
    return out.getvalue()


def held(desk):
    return [entry.decision for entry in decision_file.load([desk.decisions]).entries]


def test_after_the_last_finding_it_asks_whether_to_write(desk):
    said = talk(desk, "x", "i", "c", "x agreed with the client", "x", "x", "w")
    assert "Nothing is open here any more; 6 changes not written yet." in said
    assert "written: 0 translations in 0 files, and the decisions" in said
    assert "0 findings are left, 0 changes are not written." in said
    assert [each.verdict for each in held(desk)].count(Verdict.FALSE_POSITIVE) == 4
    assert "agreed with the client" in {each.reason for each in held(desk)}


def test_what_is_kept_waits_in_the_journal(desk):
    said = talk(desk, *"xxxxxx", "k")
    assert said.endswith("0 findings are left, 6 changes are not written.\n")
    assert not desk.decisions.exists()
    said = talk(desk, "u", "?", "x", "q")
    assert "undone: false-positive (segment)" in said
    assert len(held(desk)) == 6


def test_without_changes_it_ends_at_once_and_the_end_of_the_answers_keeps(desk):
    assert "Nothing is open" not in talk(Desk(desk.folder, "source,target\n강,river\n"))
    desk = Desk(desk.folder)
    assert talk(desk, "x").endswith("5 findings are left, 1 changes are not written.\n")
    assert talk(desk, *"xxxxx").endswith("0 findings are left, 6 changes are not written.\n")


def test_scope_reason_and_last_day(desk):
    said = talk(desk, "d", "i", "3", "the house style", "2999-12-31", "q")
    assert "1: this segment, 2: this document, 3: this term, 4: this rule > " in said
    (one,) = held(desk)
    assert (one.verdict, one.scope, one.reason, one.until) == (
        Verdict.INTENDED, Scope.TERM, "the house style", "2999-12-31"
    )  # fmt: skip
    for wrong in (["d", "z"], ["d", "x", "9"], ["d"]):
        assert "nothing is decided" in talk(desk, *wrong)
    assert "until is not a date" in talk(desk, "d", "x", "1", "so", "soon")
    assert len(held(desk)) == 1


def test_comments_are_edited_asked_and_answered(desk):
    session = desk.opened(author="lee")
    said = talk(desk, "m may we?", "m", "may we shorten it?", "q", session=session)
    assert "comment: [may we?] " in said
    assert "question: may we shorten it?, lee 2026-03-01" in said
    said = talk(desk, "m yes", "q")
    assert [e.decision.note.text for e in decision_file.load([desk.decisions]).notes] == ["may we shorten it?", "yes"]
    assert "note: yes, mina 2026-03-01" in said


def test_filters_neighbours_lists_and_terms(desk):
    said = talk(desk, "f rule:misspelled-term", "b", "t", "l", "f", "f nothing-like-it", "l", "p", "p", "?")
    assert "1 finding match" in said
    assert "-1: 국무위원회가 회의를 열었다.\n    The State Council held a meeting.\n" in said
    assert "+1: 노동신문이 보도했다." in said
    assert "마체고라, person, " in said
    assert "preferred: Alexander Matsegora\nadmitted: Matsegora\n" in said
    assert "used 1 times: Matzegora (misspelled)" in said
    assert "6 findings in all" in said
    assert "no finding is like that" in said
    assert "this is the first finding" in said
    assert "u: undo\n" in said


def test_undo_and_redo(desk):
    said = talk(desk, "x", "u", "r", "r", "u", "u", "u")
    assert "undone: false-positive (segment)" in said
    assert "redone: false-positive (segment)" in said
    assert "nothing can be redone" in said
    assert "nothing can be undone" in said


def test_edits_and_what_they_cause(desk):
    said = talk(desk, "e", "The state affairs commission met.", "e", "", "a", "9", "u", "q")
    assert "translation: [The State Council held a meeting.] " in said
    assert "the edit caused a new finding: " in said
    assert "there is no such offer; e edits the translation" in said
    assert "written: 1 translation in 1 file" in said or "written: 0 translations" in said


def test_a_word_of_the_translation_is_added_to_the_glossary_and_taken_out_again(desk):
    before = desk.names.read_text(encoding="utf-8")
    said = talk(desk, "v", "", "a", "n", "v Council", "z", "v nowhere", "v State Council", "a", "y", "k")
    assert "words: [State Council] " in said
    assert said.count("nothing is added") == 2
    assert "“nowhere” does not stand in the translation" in said
    assert "it resolves 2 findings and makes " in said
    assert "checked again: " in said
    assert desk.names.read_text(encoding="utf-8") == before.replace(",SAC,State Council", ",SAC|State Council,")
    said = talk(desk, "u", "k")
    assert "undone: glossary: State Council admitted" in said
    assert desk.names.read_text(encoding="utf-8") == before


def test_a_conflict_shows_both_texts(desk):
    session = desk.session()
    session.edit({0: "Mine."}, "edit")
    session.record.close()
    desk.news.write_text(NEWS.replace("The State Council held a meeting.", "The State Council met."), encoding="utf-8")
    said = talk(desk, "2", "q")
    assert "1 texts were changed here and in the file" in said
    assert "was: The State Council held a meeting.\n1, yours: Mine.\n2, the file's: The State Council met.\n" in said
    assert "The State Council met." in desk.news.read_text(encoding="utf-8")


def test_offers_by_kind(desk):
    session = desk.session()
    item = next(i for i in range(len(session.statuses)) if session.model.rule(i) == "missing-term")
    number = session.model.segments[item]
    at = len("They gathered ")
    kinds = {
        "safe": Fix(FixKind.SAFE, Span(at, at + 5), "on the square"),
        "read-first": Fix(FixKind.READ, Span(0, 4), "We"),
        "insert": Fix(FixKind.INSERT, Span(at - 1, at - 1), "in Kim Il Sung Square"),
    }
    finding = session.finding
    for first in kinds:
        fixes = (kinds[first], *(fix for name, fix in kinds.items() if name != first))
        session.finding = lambda i, fixes=fixes: type(finding(i))(
            **{name: getattr(finding(i), name) for name in finding(i).__struct_fields__} | {"fixes": fixes}
        )
        out = io.StringIO()
        answers = {"insert": "a\n1\n\nk\n", "safe": "a\nk\n", "read-first": "a\nk\n"}[first]
        run(session, desk.job, io.StringIO(f"f rule:missing-term\n{answers}"), out, Direct)
        said = out.getvalue()
        wanted = {
            "safe": "1, safe: on the square: They gathered on the square.\n",
            "read-first": "1, read-first: We: We gathered there.\n",
            "insert": "1, insert: in Kim Il Sung Square\n",
        }
        assert wanted[first] in said
        if first == "insert":
            assert "it must be put into the sentence: 1 edits it" in said
            assert "translation: [They gathered in Kim Il Sung Square there.] " in said
        assert session.segment(number).target != "They gathered there."
        session.undo()


@pytest.mark.parametrize(
    ("target", "at", "whole"),
    [("went.", 4, "went home."), ("went.", 0, "home went."), ("go  on", 3, "go home on"), ("", 0, "home")],
)
def test_an_insertion_gets_blanks_where_it_needs_them(target, at, whole):
    assert _inserted(Fix(FixKind.INSERT, Span(at, at), "home"), target) == whole


def test_who_only_looks_is_told(desk):
    session = desk.opened(writable=False)
    said = talk(desk, "x", "k", session=session)
    assert "read-only: another session of yours is open on these files" in said
    assert "this session is read-only" in said


def test_a_check_that_fails_is_an_error(tmp_path):
    desk = Desk(tmp_path)
    session = desk.opened()
    desk.names.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(CheckerError):
        talk(desk, session=session)


COMMAND = ["review", "--plain", "news.csv", "-g", "names.csv"]


@linux
def test_on_a_terminal_texts_are_edited_in_place(desk):
    tty = Tty([console_script(), *COMMAND], desk.folder)
    try:
        tty.until_told("6 of 6 findings are open", "> ")
        tty.keys(b"e\n")
        tty.until_told("translation: The State Council held a meeting.")
        tty.keys(b"\x01Yes: \x05 \xed\x95\x9c\x7f!\n")  # to the start, to the end, a syllable and back
        tty.until_told("news.csv:3: major")
        tty.keys("ㅡ why so?\n".encode())
        tty.until_told("question: why so?, ")
        tty.keys(b"m\n")
        tty.until_told("comment: why so?")
        tty.keys(b"\x15because\n")
        tty.until_told("note: because, ")
        tty.keys(b"e\n")
        tty.until_told("translation: Ambassador Matzegora paid a visit.")
        tty.keys(b"\x03")
        tty.until_told("nothing has changed")
        tty.keys(b"q\n")
        assert tty.ended() == 0
        assert tty.restored()
        assert "Yes: The State Council held a meeting. !" in desk.news.read_text(encoding="utf-8")
        assert [e.decision.note.text for e in decision_file.load([desk.decisions]).notes] == ["because"]
    finally:
        tty.close()


@linux
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, "hangup"])
def test_a_signal_leaves_the_terminal_as_it_was_and_what_was_answered_on_disk(desk, end):
    tty = Tty([console_script(), *COMMAND], desk.folder)
    try:
        tty.until_told("6 of 6 findings are open", "> ")
        tty.keys(b"x\n")
        tty.until_told("news.csv:3: major")
        if end == "hangup":
            tty.hang_up()
        else:
            tty.send(end)
        assert tty.ended() in (128 + signal.SIGTERM, 128 + signal.SIGHUP, 0)
        assert end == "hangup" or tty.restored()
        assert not tty.left()
        session = desk.session()
        (journal,) = (desk.folder / ".ilchi").glob("journal-*.jsonl")
        desk.journal = journal
        session = desk.session()
        assert Files(session).unsaved() == 1
        session.record.close()
    finally:
        tty.close()
