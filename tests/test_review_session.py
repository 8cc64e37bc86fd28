"""The state of a review, without a screen: decisions, edits, undo, the journal, files changed outside."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.judging.decisions import Scope, Verdict, carried
from tests.reviewing import NEWS, Desk, state
from tui.state.files import Files
from tui.state.journal import merged
from tui.state.locks import Lock
from tui.state.offers import all_fixed, offers
from tui.state.status import FindingStatus
from tui.state.view import Grouping, View


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def rules_of(session):
    return [session.model.rule(i) for i in range(session.listed)]


def is_carried(session, item):
    (entry,) = session.said(item)
    return carried(entry.decision, session.segment(session.model.segments[item]).target)


def at(session, rule, segment=None):
    """The first finding of a rule."""
    return next(
        i
        for i in range(len(session.statuses))
        if session.model.rule(i) == rule and segment in (None, session.model.segments[i])
    )


def test_the_queue_holds_what_the_check_found(desk):
    session = desk.session()
    assert sorted(rules_of(session)) == [
        "deprecated-term", "deprecated-term", "deprecated-term", "miscased-term", "missing-term", "misspelled-term",
    ]  # fmt: skip
    assert session.waiting == session.listed == 6


def test_a_fix_makes_its_finding_vanish_and_undo_brings_it_back(desk):
    session = desk.session()
    item = at(session, "deprecated-term")
    best = offers(session, item)[0]
    session.edit({0: best.text}, "fix", [item])
    assert session.segment(0).target == "The State Affairs Commission held a meeting."
    assert session.status(item) is FindingStatus.FIXED
    assert session.waiting == 5
    session.undo()
    assert session.segment(0).target == "The State Council held a meeting."
    assert session.status(item) is FindingStatus.OPEN
    session.redo()
    assert session.status(item) is FindingStatus.FIXED


def test_an_edit_that_is_wrong_otherwise_makes_a_new_finding(desk):
    session = desk.session()
    new = []
    session.ask = lambda n: new.extend(session.answer(desk.change(session, n)))
    session.edit({0: "The state affairs commission held a meeting."}, "edit")
    assert [session.model.rule(i) for i in new] == ["miscased-term"]
    assert session.status(new[0]) is FindingStatus.OPEN
    session.undo()
    assert session.status(new[0]) is FindingStatus.GONE
    assert session.listed == 6


def test_decisions_reach_as_far_as_their_scope(desk):
    session = desk.session()
    item = at(session, "deprecated-term", 0)
    session.decide([item], Verdict.INTENDED)
    assert session.counts[FindingStatus.INTENDED] == 1
    session.decide([item], Verdict.FALSE_POSITIVE, Scope.TERM, "agreed")
    assert session.counts[FindingStatus.FALSE_POSITIVE] == 1, "the narrower decision holds for its own"
    assert session.counts[FindingStatus.INTENDED] == 1
    session.decide([at(session, "missing-term")], Verdict.FALSE_POSITIVE, Scope.RULE, "no")
    assert session.counts[FindingStatus.FALSE_POSITIVE] == 2
    for _ in range(3):
        session.undo()
    assert session.waiting == 6
    assert not session.judgements


def test_a_decision_outlives_the_session_and_a_change_of_the_text_shows(desk):
    session = desk.session()
    item = at(session, "misspelled-term")
    session.decide([item], Verdict.INTENDED, reason="their own spelling")
    Files(session).save()
    session.record.close()
    shutil.rmtree(desk.folder / ".ilchi")  # a colleague has the decisions alone
    session = desk.session()
    assert session.status(at(session, "misspelled-term")) is FindingStatus.INTENDED
    assert not is_carried(session, at(session, "misspelled-term"))
    desk.news.write_text(NEWS.replace("paid a visit", "came"), encoding="utf-8")
    session = desk.session()
    assert session.status(at(session, "misspelled-term")) is FindingStatus.INTENDED
    assert is_carried(session, at(session, "misspelled-term"))


def test_nothing_is_lost_without_an_end(desk):
    session = desk.session()
    session.decide([at(session, "misspelled-term")], Verdict.CONFIRMED)
    session.edit({4: "They gathered in Kim Il Sung Square."}, "edit")
    session.comment(at(session, "miscased-term"), "ask the editor")
    before = state(session)
    again = desk.session()  # the first was never closed
    assert state(again) == before
    assert again.undo().label == "comment"
    assert again.undo().label == "edit"
    assert again.segment(4).target == "They gathered there."


def test_a_torn_last_line_of_the_journal_costs_that_line_alone(desk):
    session = desk.session()
    session.decide([0], Verdict.CONFIRMED)
    session.record.close()
    with desk.journal.open("ab") as stream:
        stream.write(b'{"step":{"number":2,"lab')
    again = desk.session()
    assert again.record.damaged == 1
    assert again.counts[FindingStatus.CONFIRMED] == 1
    again.decide([1], Verdict.CONFIRMED)
    again.record.close()
    last = desk.session()
    assert last.counts[FindingStatus.CONFIRMED] == 2


def test_a_journal_that_cannot_be_written_changes_nothing(desk):
    session = desk.session()
    desk.journal.mkdir(parents=True)  # nothing can be appended to a folder
    before = state(session)
    with pytest.raises(CheckerError, match=r"journal\.jsonl: the journal cannot be written"):
        session.decide([0], Verdict.CONFIRMED)
    assert state(session) == before


def test_saving_writes_what_changed_and_undoing_gives_the_same_bytes(desk):
    session = desk.session()
    original = desk.news.read_bytes()
    item = at(session, "deprecated-term", 0)
    session.edit({0: offers(session, item)[0].text}, "fix", [item])
    files = Files(session)
    assert files.unsaved() == 1
    saved = files.save()
    assert (saved.targets, saved.files, saved.problems) == (1, 1, ())
    assert desk.news.read_text(encoding="utf-8") == NEWS.replace(
        "The State Council held", "The State Affairs Commission held"
    )
    assert files.unsaved() == 0
    again = desk.session()  # the finding is gone from the file; the step can still be undone
    assert again.listed == 5
    again.undo()
    files = Files(again)
    assert files.unsaved() == 1
    files.save()
    assert desk.news.read_bytes() == original


def test_what_one_row_cannot_hold_keeps_no_other_from_being_written(tmp_path, monkeypatch):
    desk = Desk(tmp_path, NEWS.replace(",", "\t"), name="news.tsv")
    session = desk.session()
    both = {0: "A tab\tin it", 4: "They gathered in Kim Il Sung Square."}
    with pytest.raises(CheckerError, match="cannot contain tabs"):
        session.edit(both, "edit")
    monkeypatch.setattr(session, "_must_fit", lambda _number, _target: None)  # as earlier journals hold it
    session.edit(both, "edit")
    saved = Files(session).save()
    assert saved.targets == 1
    assert len(saved.problems) == 1
    assert "news.tsv:2" in saved.problems[0]
    assert "Kim Il Sung Square" in desk.news.read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3)])
@pytest.mark.parametrize("above", [0, 1, 3])
def test_edits_of_equal_sources_are_found_again_in_whatever_order_they_were_made(tmp_path, order, above):
    news = "source,target\n" + "".join(f"다시,Again {number}\n" for number in range(4))
    session = Desk(tmp_path, news).session()
    for number in order:
        session.edit({number: f"Edited {number}"}, "edit")
    session.record.close()
    more = news.replace("target\n", "target\n" + "새 줄,A new line\n" * above)
    again = Desk(tmp_path, more).session()
    assert not again.parked
    for number in order:
        assert again.segment(number + above).target == f"Edited {number}"
    assert not again.conflicts


def test_a_file_changed_outside_is_merged_segment_by_segment(desk):
    session = desk.session()
    session.edit({0: "Mine.", 1: "Mine too."}, "edit")
    desk.news.write_text(
        NEWS.replace("The State Council held a meeting.", "Theirs.").replace("They gathered there.", "They met."),
        encoding="utf-8",
    )
    files = Files(session)
    assert files.changed() == [str(desk.news)]
    saved = files.save()
    assert saved.targets == 1
    assert "changed here and in the file: 1 translation" in saved.problems[0]
    assert desk.news.read_text(encoding="utf-8").count("Mine") == 1
    assert session.conflicts[0].theirs == "Theirs."
    assert files.changed() == [str(desk.news)], "what else they changed is still to be read"
    files = desk.check(session)
    assert session.segment(4).target == "They met."
    assert session.segment(1).target == "Mine too."
    assert session.conflicts[0] == session.conflicts[0].__class__(
        "The State Council held a meeting.", "Mine.", "Theirs."
    )
    assert files.save().targets == 0, "a conflict is not written"
    session.take_theirs(0)
    assert not session.conflicts
    assert session.segment(0).target == "Theirs."
    assert files.unsaved() == 0
    session.undo()
    assert session.segment(0).target == "Mine."


def test_ours_settles_a_conflict_too_and_rows_may_move(desk):
    session = desk.session()
    session.edit({0: "Mine."}, "edit")
    head, *rows = NEWS.splitlines(keepends=True)
    desk.news.write_text(
        head + "새 줄이다.,A new line.\n" + "".join(rows).replace("held a meeting", "met"), encoding="utf-8"
    )
    files = desk.check(session)
    assert session.conflicts[1].mine == "Mine."
    session.edit({1: "Mine."}, "settled")
    assert not session.conflicts
    assert files.save().targets == 1
    assert "국무위원회가 회의를 열었다.,Mine." in desk.news.read_text(encoding="utf-8")


def test_an_edit_whose_segment_is_gone_is_kept(desk):
    session = desk.session()
    session.edit({0: "Mine."}, "edit")
    head, _, *rows = NEWS.splitlines(keepends=True)
    desk.news.write_text(head + "".join(rows), encoding="utf-8")
    desk.check(session)
    assert len(session.parked) == 1
    desk.news.write_text(NEWS, encoding="utf-8")
    desk.check(session)
    assert not session.parked
    assert session.segment(0).target == "Mine."


def test_decisions_of_others_are_merged_when_ours_are_written(desk):
    mine, theirs = desk.session(), desk.session(on_disk=False)
    mine.decide([0], Verdict.CONFIRMED)
    theirs.decide([1], Verdict.INTENDED)
    Files(theirs).save()
    Files(mine).save()
    assert len(desk.decisions.read_text(encoding="utf-8").splitlines()) == 2
    Files(mine).save()
    mine.undo()
    Files(mine).save()
    assert len(desk.decisions.read_text(encoding="utf-8").splitlines()) == 1


def test_a_second_session_only_looks(tmp_path):
    first = Lock(tmp_path / "x" / "lock", "process 7")
    second = Lock(tmp_path / "x" / "lock", "process 8")
    assert first.held
    assert not second.held
    assert second.holder == "process 7"
    first.release()
    third = Lock(tmp_path / "x" / "lock", "process 9")
    assert third.held
    third.release()


def test_who_only_looks_decides_nothing(desk):
    session = desk.session(writable=False)
    with pytest.raises(CheckerError, match="is read-only"):
        session.decide([0], Verdict.CONFIRMED)
    assert session.waiting == 6


def test_many_fixes_are_one_step(desk):
    session = desk.session()
    items = list(range(session.listed))
    texts = all_fixed(session, items)
    session.edit(texts, "all", items)
    assert session.counts[FindingStatus.FIXED] == 5
    assert session.segment(5).target == "The State Affairs Commission and the Rodong Sinmun"
    session.undo()
    assert session.waiting == 6


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("sev:E", 4), ("sev:W", 2), ("rule:deprecated-term", 3), ("rule:mis*", 3), ("term:ㄱㅁㅇㅇㅎ", 2),
        ("ㅁㅊㄱㄹ", 1), ("file:news", 6),
        ("-rule:mis", 3), ("status:open", 6), ("status:fixed", 0), ("council", 2),
        ("state -decision", 2), ("text:Daily", 1),
    ],
)  # fmt: skip
def test_filters(desk, text, count):
    session = desk.session()
    view = View(session)
    view.filter(text)
    if count != view.shown:
        shown = [(session.model.rule(i), session.model.term(session.model.concept(i))) for i in view.rows]
        pytest.fail(f"{text}: {shown}")


def test_groups_have_heads_that_the_cursor_passes_over(desk):
    session = desk.session()
    view = View(session)
    view.group(Grouping.TERM)
    assert view.heads[0][0] == "국무위원회"
    view.begin()
    assert view.item is not None
    seen = set()
    for _ in range(len(view.rows)):
        seen.add(view.item)
        view.move(1)
    assert seen == set(range(6))
    view.move(-100)
    assert view.item is not None


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result"),
    [(1, 1, 1, (1, False)), (1, 2, 1, (2, False)), (1, 1, 3, (3, False)), (1, 2, 2, (2, False)), (1, 2, 3, (2, True))],
)
def test_merging_three_values(base, mine, theirs, result):
    assert merged(base, mine, theirs) == result


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("decide"), st.integers(0, 5), st.sampled_from([*Verdict, None]), st.sampled_from(list(Scope))
        ),
        st.tuples(st.just("fix"), st.integers(0, 5), st.integers(0, 2)),
        st.tuples(
            st.just("edit"), st.integers(0, 5), st.sampled_from(["", "SAC", "Matsegora, 한글", "x [/b] \x1b[31m"])
        ),
        st.tuples(st.just("comment"), st.integers(0, 5), st.sampled_from(["", "why"])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("save")),
        st.tuples(
            st.just("outside"), st.integers(1, 6), st.sampled_from(["Another.", "The State Affairs Commission."])
        ),
    ),
    max_size=12,
)


def decide(session, item, verdict, scope):
    if verdict is None:
        session.open_again([item])
    elif scope is not Scope.TERM or session.model.concept(item):
        session.decide([item], verdict, scope, "so")


def there(session, name, args):
    """Whether there is what the step works on; after a change outside there may be fewer findings to name."""
    if name not in ("decide", "fix", "comment"):
        return True
    args[0] %= max(len(session.statuses), 1)
    return bool(session.statuses)


@settings(max_examples=40)
@given(STEPS)
def test_any_steps_replay_to_the_same_and_undo_to_the_first(steps):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        session = desk.session()
        files = Files(session)
        first = state(session)
        outside = False
        for name, *args in steps:
            if not there(session, name, args):
                continue
            if name == "decide":
                decide(session, *args)
            elif name == "fix":
                offered = offers(session, args[0])[args[1] :]
                if offered:
                    session.edit({session.model.segments[args[0]]: offered[0].text}, "fix", [args[0]])
            elif name == "edit":
                session.edit({args[0]: args[1]}, "edit")
            elif name == "comment":
                session.comment(args[0], args[1])
            elif name in ("undo", "redo"):
                getattr(session, name)()
            elif name == "save":
                assert not [p for p in files.save().problems if "changed since" not in p]
            else:
                outside = True
                rows = desk.news.read_text(encoding="utf-8").splitlines(keepends=True)
                rows[args[0]] = rows[args[0]].partition(",")[0] + f",{args[1]}\n"
                desk.news.write_text("".join(rows), encoding="utf-8")
                files = desk.check(session)
            assert sum(session.counts.values()) == len(session.statuses)
        if not outside:
            files.save()
            assert state(desk.session()) == state_after_reload(desk, session)
            while session.undo():
                pass
            items, texts, decisions, _ = state(session)
            # What came by an edit that was written is listed as mended.
            assert ([item for item in items if item[2] != "fixed"], texts, decisions) == first[:3]
            files.save()
            assert desk.news.read_text(encoding="utf-8") == NEWS
            assert not desk.decisions.exists() or not desk.decisions.read_text(encoding="utf-8")
        session.record.close()


def state_after_reload(desk, session):
    """What a session shows once it has read the files again, as one that starts does."""
    other = desk.session()
    desk.check(session)
    assert state(session) == state(other)
    return state(session)
