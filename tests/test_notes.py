"""Notes on findings: questions and answers, in decisions.jsonl, in reports and tables, and in the files themselves."""

import json
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.findings import Note, unanswered
from checker.judging.decisions import Decision, Scope, Verdict
from checker.project import decision_file
from tests.reviewing import Desk, drive
from tui.state.files import Files
from tui.state.journal import Change, Journal
from tui.state.view import View


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def others(desk, session, item, text, at, author="lee"):
    """Write the note of somebody else into the file of decisions."""
    entry = Decision(
        fingerprint=f"note:{session.hex(item)}:{at}", scope=Scope.SEGMENT, verdict=Verdict.CONFIRMED, reason=text,
        author=author, date=at[:10], rule=session.model.rule(item),
    )  # fmt: skip
    decision_file.amend(desk.decisions, {entry.identity: [entry]})
    session.reread_decisions()


def texts(session, item):
    return [(note.author, note.text) for note in session.notes(item)]


def test_a_note_is_a_line_of_its_own_that_decides_nothing(desk):
    session = desk.session()
    session.comment(0, "may we shorten it?")
    assert session.status(0).label == "open"
    assert session.said(0) == []
    assert session.asks(0)
    Files(session).save()
    (line,) = map(json.loads, desk.decisions.read_text(encoding="utf-8").splitlines())
    assert line["fingerprint"] == f"note:{session.hex(0)}:2026-03-01T09:30:00Z"
    assert (line["reason"], line["author"], line["date"]) == ("may we shorten it?", "mina", "2026-03-01")
    assert line.keys() <= set(Decision.__struct_fields__), "earlier versions refuse other fields"
    assert line["verdict"] in list(Verdict), "and lines without a verdict"
    assert len(decision_file.load([desk.decisions])) == 0
    session.undo()
    Files(session).save()
    assert desk.decisions.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("first", ["comment", "decision"])
def test_the_order_of_comment_and_decision_does_not_change_what_is_kept(desk, first):
    session = desk.session()
    works = [lambda: session.comment(0, "so?"), lambda: session.decide([0], Verdict.CONFIRMED, reason="plainly")]
    for work in works if first == "comment" else works[::-1]:
        work()
    Files(session).save()
    held = decision_file.load([desk.decisions])
    (decision,) = (entry.decision for entry in held.entries)
    (note,) = (entry.decision.note for entry in held.notes)
    assert (decision.verdict, decision.reason) == (Verdict.CONFIRMED, "plainly")
    assert note == Note("so?", "mina", "2026-03-01T09:30:00Z")


def test_questions_are_found_by_a_filter(desk):
    session = desk.session()
    session.comment(0, "may we?")
    session.comment(1, "they know it")
    view = View(session)
    for text, wanted in (("note:?", [0]), ("note:KNOW", [1]), ("note:mina", [0, 1]), ("-note:?", [1, 2, 3, 4, 5])):
        view.filter(text)
        assert [row for row in view.rows if row >= 0] == wanted, text


def test_an_answer_from_the_command_line(desk, ilchi):
    session = desk.session()
    session.comment(0, "may we?")
    Files(session).save()
    for text, author in (("  ", "pm"), ("yes", "pm")):
        ran = ilchi("decisions", "note", session.hex(0)[:8], "news.csv", "-g", "names.csv", "--text", text,
                    "--author", author, cwd=desk.folder)  # fmt: skip
        assert ran.status == (0 if text.strip() else 2), ran.err
    assert texts(desk.session(), 0) == [("mina", "may we?"), ("pm", "yes")]
    assert not desk.session().asks(0)


def test_one_changes_the_own_note_until_somebody_answers(desk):
    session = desk.session()
    session.comment(0, "may we?")
    session.comment(0, "may we shorten it?")
    assert texts(session, 0) == [("mina", "may we shorten it?")]
    others(desk, session, 0, "yes, once", "2026-03-01T09:31:00Z")
    assert not session.asks(0)
    assert session.comment_of(0) == "", "what was answered stays as it was"
    session.comment(0, "thank you")
    assert texts(session, 0) == [("mina", "may we shorten it?"), ("lee", "yes, once"), ("mina", "thank you")]
    session.comment(0, "")
    assert len(session.notes(0)) == 2
    assert session.comment(1, "") is None
    for _ in range(2):
        session.undo()
    assert texts(session, 0)[-1] != ("mina", "thank you")


def test_comments_in_journals_of_earlier_versions_become_notes(desk):
    session = desk.session()
    record = Journal(desk.journal)
    key = session.hex(1)
    record.take("comment", [Change("comments", key, None, "see §4")], at="2026-02-03T10:00:00+09:00", author="kim")
    record.close()
    session = desk.session()
    assert session.notes(1) == [Note("see §4", "kim", "2026-02-03T01:00:00Z")]
    session.record.close()
    again = desk.session()
    assert again.notes(1) == [Note("see §4", "kim", "2026-02-03T01:00:00Z")]
    assert len(again.record.done) == 2
    Files(again).save()
    assert "§4" in desk.decisions.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ([], False),
        ([("mina", "so")], False),
        ([("mina", "so?")], True),
        ([("mina", "이렇게 할까요？")], True),
        ([("mina", "so?"), ("mina", "or so")], True),
        ([("mina", "so?"), ("lee", "yes")], False),
        ([("mina", "so?"), ("lee", "why?")], True),
        ([("mina", "so?"), ("lee", "why?"), ("mina", "because")], False),
    ],
)
def test_a_question_waits_until_somebody_else_writes(said, waits):
    assert unanswered([Note(text, author) for author, text in said]) is waits


LINES = st.lists(
    st.tuples(
        st.sampled_from(["00c0ffee00c0ffee", "00000000000000a1"]), st.sampled_from(["", "mina", "이"]),
        st.sampled_from(["2026-03-01T09:30:00Z", "2026-03-02T09:30:00Z"]), st.text(max_size=8), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@given(LINES, LINES)
def test_lines_of_two_people_merge_in_any_order(mine, theirs):
    def made(lines):
        return {
            entry.identity: [entry]
            for about, author, at, text, note in lines
            for entry in [
                Decision(
                    fingerprint=f"note:{about}:{at}" if note else about, scope=Scope.SEGMENT, reason=text,
                    verdict=Verdict.INTENDED, author=author, date=at[:10],
                )
            ]
        }  # fmt: skip

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "decisions.jsonl")
        decision_file.amend(path, made(theirs))
        decision_file.amend(path, made(mine))
        held = decision_file.load([path])
        wanted = made(theirs) | made(mine)
        assert {entry.decision for entry in (*held.entries, *held.notes)} == {each for (each,) in wanted.values()}
        assert all(entry.decision.noted for entry in held.notes)
        for identity in wanted:
            held.put(identity, [])
        assert len(held) == 0
        assert not held.notes


def check(ilchi, desk, *options, status=1):
    ran = ilchi("check", "news.csv", "-g", "names.csv", *options, cwd=desk.folder)
    assert ran.status == status, ran.err
    return ran


def asked(desk):
    """A question and its answer on the first finding, and a question on the second."""
    session = desk.session()
    session.comment(0, "=may we <b>shorten</b> it?")
    others(desk, session, 0, "yes, @once", "2026-03-01T10:00:00Z")
    session.comment(1, "and this?")
    Files(session).save()
    return session


def test_reports_show_questions_and_answers(desk, ilchi):
    session = asked(desk)
    found = json.loads(check(ilchi, desk, "--format", "json").out)
    by_fingerprint = {each["fingerprint"]: each.get("notes") for each in found["findings"]}
    assert by_fingerprint[session.hex(0)] == [
        {"text": "=may we <b>shorten</b> it?", "author": "mina", "at": "2026-03-01T09:30:00Z"},
        {"text": "yes, @once", "author": "lee", "at": "2026-03-01T10:00:00Z"},
    ]
    assert sum(notes is not None for notes in by_fingerprint.values()) == 2
    assert "questions on findings that wait for an answer: 1" in found["summary"]["notices"]
    page = check(ilchi, desk, "--format", "html").out
    assert "💬 mina, 2026-03-01: =may we &lt;b&gt;shorten&lt;/b&gt; it?" in page
    assert page.count('class="note"') == 3
    told = check(ilchi, desk, "--format", "markdown").out
    assert "💬 mina, 2026-03-01&#58; =may we &#60;b&#62;shorten" in told
    assert "&#64;<!-- -->once" in told
    assert "note: lee, 2026-03-01: yes, @once" in check(ilchi, desk).out
    (desk.folder / "results.json").write_text(json.dumps(found), encoding="utf-8")
    again = ilchi("report", "results.json", "--format", "html", cwd=desk.folder)
    assert again.out == page


def test_a_table_goes_to_the_project_manager_and_comes_back_with_answers(desk, ilchi):
    session = asked(desk)
    check(ilchi, desk, "--output", "xlsx:out.xlsx")
    book = openpyxl.load_workbook(desk.folder / "out.xlsx")
    sheet = book["findings"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, columns["fingerprint"]).value: row for row in range(2, sheet.max_row + 1)}
    notes = sheet.cell(rows[session.hex(0)], columns["notes"]).value
    assert notes == "mina, 2026-03-01: =may we <b>shorten</b> it?\nlee, 2026-03-01: yes, @once"
    sheet.cell(rows[session.hex(1)], columns["comment"]).value = "keep it"
    sheet.cell(rows[session.hex(2)], columns["comment"]).value = "as agreed"
    sheet.cell(rows[session.hex(2)], columns["verdict"]).value = "intended"
    book.save(desk.folder / "out.xlsx")
    for expected in ("1 decision taken over, 0 in the place of older ones, 1 note", "1 decision taken over, 1 in"):
        ran = ilchi("decisions", "import", "out.xlsx", "--author", "pm", cwd=desk.folder)
        assert expected in ran.out, ran.err
    session = desk.session()
    assert texts(session, 1) == [("mina", "and this?"), ("pm", "keep it")]
    assert not session.asks(1)
    assert session.status(2).label == "intended"
    assert texts(session, 2) == []


def test_notes_are_listed_and_pruned_with_their_findings(desk, ilchi):
    session = asked(desk)
    listed = ilchi("decisions", "list", "--file", "decisions.jsonl", cwd=desk.folder).out
    assert f"{session.hex(0)} note [" in listed
    assert "lee, 2026-03-01T10:00:00Z: yes, @once" in listed
    assert "0 decisions, 3 notes" in listed
    number = session.model.segments[1]
    session.edit({number: session.finding(1).fixes[0].replacement}, "edit")
    session.decide([0], Verdict.FALSE_POSITIVE)
    assert Files(session).save().problems == ()
    ran = ilchi("decisions", "prune", "news.csv", "-g", "names.csv", cwd=desk.folder)
    assert "1 decision dropped, 1 kept" in ran.out, ran.err
    assert len(decision_file.load([desk.decisions]).notes) == 2


def test_a_confirmation_carries_a_reason_on_the_screen(desk):
    async def scenario(d):
        await d.press("W", "1", "2")  # this text only, and the second reason
        (decision,) = (entry.decision for entry in d.session.judgements.held.entries)
        assert (decision.verdict, decision.scope) == (Verdict.CONFIRMED, Scope.SEGMENT)
        assert decision.reason

    drive(desk, scenario)
