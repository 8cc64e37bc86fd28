"""The screens, driven by keys and the mouse: every action."""

import re
import sys
from contextlib import nullcontext

import pytest
from textual.widgets import TextArea

from checker.engine.findings import Evidence
from checker.judging.decisions import Verdict, made
from checker.project.decision_file import decide
from tests.reviewing import GLOSSARY, NEWS, Desk, drive, lines_of, text_of
from tui.screens.dialogs import Choose, Confirm
from tui.screens.form import Edit
from tui.state.status import FindingStatus


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_moving(desk):
    async def scenario(d):
        start = d.item
        await d.press("j", "down", "ㅓ")
        assert d.view.cursor == 3
        await d.press("k", "up", "ㅏ")
        assert d.item == start
        await d.press("end")
        assert d.view.cursor == 5
        await d.press("home", "pagedown", "pageup", "n", "f8", "ㅜ", "p", "f7", "ㅔ")
        assert d.view.cursor == 0
        await d.press("p")
        assert d.view.cursor == 5, "round the end"

    drive(desk, scenario)


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        (("a", "f2", "ㅁ", "1"), FindingStatus.FIXED),
        (("x", "f3", "ㅌ"), FindingStatus.FALSE_POSITIVE),
        (("i", "exclamation_mark", "ㅑ"), FindingStatus.INTENDED),
        (("c", "equals_sign", "ㅊ"), FindingStatus.CONFIRMED),
        (("s", "minus", "ㄴ"), FindingStatus.SKIPPED),
    ],
)
def test_decisions_are_one_key_and_go_on(desk, keys, status):
    async def scenario(d):
        for number, key in enumerate(keys):
            item = d.item
            await d.press(key)
            assert d.session.status(item) is status, key
            assert d.item != item
            assert d.session.counts[status] == number + 1

    drive(desk, scenario)


def test_undo_and_redo_go_to_where_it_was(desk):
    async def scenario(d):
        item = d.item
        await d.press("x", "a", "u", "ctrl+z")
        assert d.item == item
        assert d.session.waiting == 6
        assert "undone: false-positive" in text_of(d.app)
        await d.press("r", "greater_than_sign")
        assert d.session.waiting == 4
        await d.press("ㅕ", "less_than_sign")
        assert d.session.waiting == 6

    drive(desk, scenario)


def test_editing_shows_what_is_wrong_while_one_types(desk):
    async def scenario(d):
        await d.press("e")
        assert isinstance(d.app.screen, Edit)
        await d.press("escape")
        assert d.session.segment(0).target == "The State Council held a meeting."
        await d.press("f4")
        area = d.app.screen.field
        area.text = "The rodong sinmun, 국무위원회"
        await d.until(lambda: "untranslated" in text_of(d.app) or "is not rendered" in text_of(d.app))
        area.text = "The"
        area.move_cursor(area.document.end)
        await d.press("tab", "1", "한", "글", "ctrl+s")
        assert d.session.segment(0).target == "The State Affairs Commission한글"
        await d.press("u")
        assert d.session.segment(0).target == "The State Council held a meeting."

    drive(desk, scenario)


def test_the_form_opens_at_the_words_in_question_and_digits_type_digits(desk):
    async def scenario(d):
        await d.press("e", "1", "0", "ctrl+s")
        assert d.session.segment(0).target == "The 10 held a meeting."
        await d.press("u", "e", "tab", "enter", "f2")
        assert d.session.segment(0).target == "The State Affairs Commission held a meeting."
        await d.press("u", "e", "tab", "escape", "end", "!", "f2")
        assert d.session.segment(0).target == "The State Council held a meeting.!"

    drive(desk, scenario)


def test_words_are_found_in_the_form_and_replaced_by_what_is_typed(desk):
    async def scenario(d):
        await d.press("e", "ctrl+f", *"MEE", "enter", *"par", "f2")
        assert d.session.segment(0).target == "The State Council held a parting."
        await d.press("u", "e", "ctrl+f", *"ee", "ctrl+f", "backspace", "ctrl+f", "escape", "E", "f2")
        assert d.session.segment(0).target == "The State Council held a meEting."
        await d.press("u", "e", "home", "ctrl+f", *"zzz", "enter", "!", "f2")
        assert d.session.segment(0).target == "!The State Council held a meeting."

    drive(desk, scenario)


def test_every_key_of_an_edit_field_works_in_an_empty_and_in_a_full_form(tmp_path):
    desk = Desk(tmp_path, NEWS + "국무위원회가 왔다.,\n")
    keys = [key for binding in TextArea.BINDINGS for key in binding.key.split(",")]

    async def scenario(d):
        for number in ("2", "8"):
            await d.press("ctrl+g", number, "enter", "e")
            for key in [*keys, "tab", "enter", "ctrl+f", "x", "escape", "ctrl+t"]:
                await d.pilot.press(key)
            assert isinstance(d.app.screen, Edit)
            await d.press("escape")

    drive(desk, scenario)


@pytest.mark.parametrize("looks", ["dark", "light", "none"])
def test_the_form_shows_the_neighbours_the_findings_and_what_can_be_inserted(desk, monkeypatch, looks):
    if looks == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    wanted = ("The State Council held", "The rodong sinmun reported", "마체고라 대사가", "Ambassador Matzegora",
              "is misspelled", "1 Matsegora", "F2, Ctrl+S accept")  # fmt: skip

    async def scenario(d):
        await d.press(*["t"] * (looks == "light"), "j", "e")
        for size in ((60, 16), (80, 24), (120, 40), (200, 60)):
            await d.pilot.resize_terminal(*size)
            await d.until(lambda: all(words in text_of(d.app) for words in wanted))

    drive(desk, scenario)


def test_an_insertion_opens_the_form_and_the_arrows_carry_it(desk):
    async def scenario(d):
        await d.press("end", "k")
        assert d.session.model.rule(d.item) == "missing-term"
        assert "1 Kim Il Sung Square insert" in text_of(d.app)
        await d.press("a")
        assert "put in by hand" in text_of(d.app)
        assert d.session.segment(4).target == "They gathered there."
        await d.press("1")
        assert isinstance(d.app.screen, Edit)
        await d.press(*["left"] * 5)
        assert d.app.screen.field.text == "Kim Il Sung Square They gathered there."
        await d.press("right", "right", "right", "right", "right")
        assert d.app.screen.field.text == "They gathered there Kim Il Sung Square."
        await d.press("backspace")
        assert d.app.screen.field.text == "They gathered Kim Il Sung Square."
        await d.press("left", "left", "delete", "right")
        assert d.app.screen.field.text == "gathered Kim Il Sung Square."
        await d.press("!", "f2")
        assert d.session.segment(4).target == "gathered Kim Il Sung Square!."
        assert d.session.counts[FindingStatus.FIXED] == 1

    drive(desk, scenario)


def test_a_draft_is_kept_when_the_form_is_left(desk):
    async def scenario(d):
        await d.press("e", "x", "y", "escape", "e")
        assert d.app.screen.field.text == "The xy held a meeting."

    drive(desk, scenario)


def test_a_false_positive_of_a_term_everywhere_is_three_keys(desk):
    async def scenario(d):
        await d.press("d")
        assert isinstance(d.app.screen, Choose)
        assert "this term everywhere (2)" in text_of(d.app)
        await d.press("3", "1")
        assert d.session.counts[FindingStatus.FALSE_POSITIVE] == 2
        (decision,) = [entry.decision for entry in d.session.judgements.held.entries]
        assert (decision.scope, decision.reason) == ("term", "not this term")

    drive(desk, scenario)


def test_a_reason_may_be_typed(desk):
    async def scenario(d):
        await d.press("comma", "1", "enter", "왜", "b", "enter")
        (decision,) = [entry.decision for entry in d.session.judgements.held.entries]
        assert decision.reason == "왜b"

    drive(desk, scenario)


def test_many_at_once_are_shown_first_and_enter_does_nothing(desk):
    async def scenario(d):
        await d.press("F")
        assert isinstance(d.app.screen, Confirm)
        assert "Apply 2 fixes in 2 segments?" in text_of(d.app)
        await d.press("enter")
        assert isinstance(d.app.screen, Confirm)
        await d.press("escape")
        assert d.app.screen is d.app.queue
        assert d.session.waiting == 6
        await d.press("dollar_sign", "ㅛ")
        assert d.session.counts[FindingStatus.FIXED] == 2
        await d.press("u")
        assert d.session.waiting == 6
        await d.press("home", "space", "space", "space")
        assert len(d.view.marked) == 3
        await d.press("D", "y", "2")
        assert d.session.counts[FindingStatus.FALSE_POSITIVE] == 3
        await d.press("u", "home", "V")
        assert len(d.view.marked) == 2
        await d.press("escape")
        assert not d.view.marked

    drive(desk, scenario)


def test_a_wording_goes_into_the_glossary_with_its_effect_first(desk):
    before = desk.names.read_text(encoding="utf-8")

    async def scenario(d):
        await d.press("v", "1")
        await d.settle()
        assert "resolves 2 findings, creates 1" in text_of(d.app)
        await d.press("escape")
        assert desk.names.read_text(encoding="utf-8") == before
        await d.press("f6", "1", "y")
        for _ in range(50):
            await d.pilot.pause(0.01)
        # Two went; one came, because one rendering now stands beside another in the document.
        assert d.session.counts[FindingStatus.FIXED] == 2
        assert d.session.waiting == 5

    drive(desk, scenario)
    assert desk.names.read_text(encoding="utf-8") == before.replace(",SAC,State Council", ",SAC|State Council,")


def test_comment_reopen_filter_group_hide(desk):
    async def scenario(d):
        await d.press("semicolon", "왜", "enter")
        assert d.session.comment_of(d.item) == "왜"
        await d.press("x", "k", "delete")
        assert d.session.waiting == 6
        await d.press("x", "h")
        assert d.view.shown == 5
        await d.press("full_stop", "slash", *"term:ㅁㅊㄱㄹ", "enter")
        assert d.view.shown == 1
        await d.press("escape")
        assert d.view.shown == 6
        await d.press("g")
        assert len(d.view.heads) == 4
        assert "▾ 국무위원회" in text_of(d.app)
        await d.press("backslash", "backslash", "backslash")
        assert not d.view.heads

    drive(desk, scenario)


def test_screens_follow_each_other_and_lead_back(desk):
    async def scenario(d):
        for name in ("Terms", "Files", "Decided", "Stats", "Help"):
            await d.press("right_square_bracket")
            assert name in lines_of(d.app)[0]
        await d.press("tab")
        assert d.app.screen is d.app.queue
        await d.press("right_square_bracket", "enter")
        assert d.app.screen is d.app.queue
        assert d.view.text.startswith("term:")
        await d.press("escape", "x", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "false-positive" in text_of(d.app)
        await d.press("z")
        assert d.session.waiting == 6
        await d.press("f1")
        assert "Take the last step back" in text_of(d.app) or "Move" in text_of(d.app)
        await d.press("end", "home", "pagedown", "j", "k")
        await d.press("escape")
        assert d.app.screen is d.app.queue

    drive(desk, scenario)


def test_elsewhere_shows_where_a_term_stands_and_enter_goes_there(desk):
    async def scenario(d):
        start = d.item
        await d.press("o")
        screen = text_of(d.app)
        assert "Elsewhere" in lines_of(d.app)[0]
        assert "국무위원회  = State Affairs Commission | SAC" in screen
        assert re.search("2 █+░+ State Council  deprecated", screen)
        assert re.search("1 █+░+ State Affairs Commission  preferred", screen)
        await d.press("home", "down", "down", "enter")
        assert d.app.screen is d.app.queue
        assert d.view.item != start
        assert d.session.model.segments[d.item] == 3
        await d.press("enter", "end", "enter")  # a segment with another finding
        assert d.session.model.segments[d.item] == 5

    drive(desk, scenario)


def test_a_use_without_a_finding_is_read_where_it_stands(tmp_path):
    desk = Desk(tmp_path, NEWS + "국무위원회가 왔다.,The State Affairs Commission came.\n")

    async def scenario(d):
        await d.press("o", "home", "down", "down", "enter")
        assert d.app.screen is d.app.queue
        assert (d.view.segment, d.view.item) == (6, None)
        assert "The State Affairs Commission came." in text_of(d.app)
        assert "no finding" in text_of(d.app)
        await d.press("e", "!", "f2")
        assert d.session.segment(6).target.endswith("came.!")
        await d.press("j")
        assert d.session.model.segments[d.item] == 5

    drive(desk, scenario)


def test_checking_again_keeps_the_place_the_filter_and_the_order(desk):
    async def scenario(d):
        await d.press("slash", *"term:ㄱㅁㅇㅇㅎ", "enter", "g", "end")
        assert d.session.model.segments[d.item] == 3
        desk.news.write_text(NEWS.replace("They gathered there.", "국무위원회 was there."), encoding="utf-8")
        d.app._warned = []
        await d.press("f5")
        for _ in range(30):
            await d.pilot.pause(0.01)
        assert d.session.model.segments[d.item] == 3
        assert d.view.shown == 2
        assert d.view.text == "term:ㄱㅁㅇㅇㅎ"
        assert d.view.heads
        assert "checked again: " in text_of(d.app)

    drive(desk, scenario)


def test_what_a_colleague_decides_meanwhile_is_seen(desk):
    async def scenario(d):
        evidence = Evidence(d.session.finding(0), d.session.segment(0))
        decide(desk.decisions, made(evidence, Verdict.INTENDED, author="lee", date="2026-01-01", reason="so"))
        d.app._poll()
        assert d.session.status(0) is FindingStatus.INTENDED
        desk.names.write_text(GLOSSARY + "x,place,평양,Pyongyang,,\n", encoding="utf-8")
        d.app._poll()
        await d.settle()
        for _ in range(20):
            await d.pilot.pause(0.01)
        assert "평양" in {concept.sources[0] for concept in d.session.model.glossary.values()}

    drive(desk, scenario)


def test_undo_takes_a_wording_out_of_the_glossary_again(desk):
    async def scenario(d):
        await d.press("v", "1")
        await d.settle()
        await d.press("y")
        for _ in range(20):
            await d.pilot.pause(0.01)
        assert "SAC|State Council," in desk.names.read_text(encoding="utf-8")
        await d.press("u")
        for _ in range(20):
            await d.pilot.pause(0.01)
        assert desk.names.read_text(encoding="utf-8") == GLOSSARY
        assert d.session.listed == 6

    drive(desk, scenario)


def test_a_click_chooses_and_the_wheel_scrolls(desk):
    async def scenario(d):
        await d.pilot.click("#list", offset=(10, 3))
        await d.settle()
        assert d.view.cursor == 3
        await d.press("right_square_bracket")
        await d.pilot.click("#table", offset=(10, 1))
        await d.settle()
        assert d.app.screen.lines.cursor == 1

    drive(desk, scenario)


def test_the_mapped_keys_work_and_are_shown(desk):
    (desk.folder / "ilchi.toml").write_text('[keys]\napply = ["T"]\ntheme = ["F9"]\nfilter = ["/"]\n', encoding="utf-8")

    async def scenario(d):
        assert "T Apply" in lines_of(d.app)[-1]
        await d.press("a")
        assert d.session.waiting == 6
        await d.press("T")
        assert d.session.counts[FindingStatus.FIXED] == 1
        await d.press("f1")
        lines = ["".join(text for text, _ in entry.line) for entry in d.app.screen._entries]
        assert any(re.match(" +T +Apply the shown fix", line) for line in lines)

    drive(desk, scenario)


def test_an_editor_changes_a_text_and_one_that_fails_changes_nothing(desk, monkeypatch):
    async def scenario(d):
        monkeypatch.setattr(d.app, "suspend", nullcontext)
        monkeypatch.setenv("VISUAL", f"{sys.executable} -c \"import sys; open(sys.argv[1], 'w').write('한글\\n')\"")
        await d.press("E")
        assert d.session.segment(0).target == "한글"
        monkeypatch.setenv("VISUAL", "false")
        await d.press("home", "E")
        assert "nothing was changed" in text_of(d.app) or d.session.segment(0).target == "한글"
        monkeypatch.setenv("VISUAL", "no-such-editor")
        await d.press("ctrl+e")
        assert "the editor cannot be started" in text_of(d.app)

    drive(desk, scenario)


def test_a_second_instance_shows_everything_and_changes_nothing(desk):
    before = desk.news.read_bytes()

    async def scenario(d):
        d.session.record.writable = False
        for key in ("a", "x", "s", "w"):
            await d.press(key)
            assert "this session is read-only" in text_of(d.app), key
        await d.press("v", "1")
        await d.settle()
        await d.press("y")
        assert "this session is read-only" in text_of(d.app)
        assert d.session.waiting == 6
        await d.press("o", "escape", "q")

    drive(desk, scenario)
    assert desk.news.read_bytes() == before
    assert desk.names.read_text(encoding="utf-8") == GLOSSARY
    assert not desk.decisions.exists()


def test_the_palette_finds_and_does(desk):
    async def scenario(d):
        await d.press("f10", *"purpose")
        await d.until(lambda: "Intended  i" in text_of(d.app) and "Apply" not in text_of(d.app)[80:400])
        await d.press("enter")
        await d.until(lambda: d.session.counts[FindingStatus.INTENDED] == 1)

    drive(desk, scenario)


def test_writing_and_leaving(desk):
    async def scenario(d):
        await d.press("a", "q")
        assert isinstance(d.app.screen, Choose)
        await d.press("escape")
        await d.press("ctrl+s")
        assert "written: 1 translation in 1 file" in text_of(d.app)
        assert "all written" in text_of(d.app)
        await d.press("q")

    app = drive(desk, scenario)
    assert app.return_code in (0, None)
    assert "State Affairs Commission held" in desk.news.read_text(encoding="utf-8")


def test_a_file_changed_outside_is_read_again_and_a_conflict_is_settled(desk):
    async def scenario(d):
        await d.press("a", "home")
        desk.news.write_text(NEWS.replace("State Council held", "council held"), encoding="utf-8")
        d.app._poll()
        for _ in range(30):
            await d.pilot.pause(0.01)
        await d.settle()
        assert d.session.counts[FindingStatus.CONFLICT] >= 1
        await d.press("slash", *"status:conflict", "enter")
        assert "CONFLICT" in text_of(d.app)
        await d.press("2")
        assert d.session.segment(0).target == "The council held a meeting."
        assert not d.session.conflicts

    drive(desk, scenario)


def test_whole_syllables_move_and_decide_nothing(desk):
    async def scenario(d):
        await d.press("ㅓ", "한")
        assert "한/영" in text_of(d.app)
        assert d.session.waiting == 6
        await d.press("어")
        assert d.session.waiting == 6

    drive(desk, scenario)


def test_a_repeated_key_decides_once(desk):
    async def scenario(d):
        d.app.guard = 60
        await d.press("x", "x", "x")
        assert d.session.counts[FindingStatus.FALSE_POSITIVE] == 1

    drive(desk, scenario)


def test_a_fault_in_an_action_is_shown_and_the_review_goes_on(desk):
    async def scenario(d):
        d.session.undo = lambda: 1 / 0
        await d.press("u")
        assert "ZeroDivisionError" in text_of(d.app)
        await d.press("y", "j")
        assert d.view.cursor == 1

    drive(desk, scenario)
    assert "ZeroDivisionError" in (desk.folder / "faults.log").read_text(encoding="utf-8")


def test_thirty_findings_with_the_right_fix_take_thirty_keys(tmp_path):
    rows = [f"국무위원회가 {n}차 회의를 열었다.,The State Council held meeting {n}.\n" for n in range(30)]
    desk = Desk(tmp_path, "source,target\n" + "".join(rows))

    async def scenario(d):
        assert d.session.waiting == 30
        await d.press(*["a"] * 30)
        assert d.session.waiting == 0
        assert d.session.counts[FindingStatus.FIXED] == 30

    drive(desk, scenario)
