"""The screens, driven by keys: every action, three sizes, texts that would break out, colours."""

import asyncio
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.workspace import Wanted
from tests.reviewing import NEWS, Desk, Direct
from tui.app import Review
from tui.dialogs import Choose, Confirm, Edit
from tui.engine import Job
from tui.paint import disguised, restored, shown
from tui.status import Status

NASTY = """source,target
국무위원회 [/b] a[/ \\[x],The State Council [red]x[/red] [/b] a[/ \\[x] [@click=app.quit]y[/]
"국무위원회	탭
줄",The State Council \u202etfel\u202c \u200b \x1b[31mred\x07 é 👨‍👩‍👧 🇰🇷
"""
NFD = unicodedata.normalize("NFD", "국무위원회")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Textual's pilot sleeps 20 ms after a key until all is quiet; 5 are as good."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001)


def lines_of(app):
    """The screen as text, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def text_of(app):
    return "\n".join(lines_of(app))


class Driven:
    """An app under test and its session."""

    def __init__(self, app, pilot):
        self.app, self.pilot = app, pilot
        self.session, self.view = app.session, app.view

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self):
        await self.pilot.pause()
        self.app._frame()
        await self.pilot.pause()

    @property
    def item(self):
        return self.view.item

    @property
    def status(self):
        return self.session.status(self.item)


def drive(desk, scenario, *, size=(100, 30), on_disk=True, ascii_only=False):
    """Run ``scenario`` on an app over ``desk``."""

    async def run():
        session = desk.opened(on_disk=on_disk)
        app = Review(session, desk.job, desk.folder, Direct, ascii_only=ascii_only)
        app.guard = 0
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            for _ in range(100):
                await pilot.pause(0.01)
                if session.model.finished:
                    break
            await driven.settle()
            await scenario(driven)
        session.record.close()
        return app

    return asyncio.run(run())


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
        (("a", "f2", "ㅁ", "1"), Status.FIXED),
        (("x", "f3", "ㅌ"), Status.FALSE_POSITIVE),
        (("i", "exclamation_mark", "ㅑ"), Status.INTENDED),
        (("c", "equals_sign", "ㅊ"), Status.CONFIRMED),
        (("s", "minus", "ㄴ"), Status.SKIPPED),
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
        area = d.app.screen.query_one("TextArea")
        area.text = "The rodong sinmun, 국무위원회"
        await d.pilot.pause(0.2)
        await d.settle()
        assert "is not rendered" in text_of(d.app) or "untranslated" in text_of(d.app)
        area.text = "The "
        area.move_cursor(area.document.end)
        await d.press("alt+1", "한", "글")
        await d.press("ctrl+s")
        assert d.session.segment(0).target == "The State Affairs Commission한글"
        await d.press("u")
        assert d.session.segment(0).target == "The State Council held a meeting."

    drive(desk, scenario)


def test_a_draft_is_kept_when_the_form_is_left(desk):
    async def scenario(d):
        await d.press("e", "x", "y", "escape", "e")
        assert d.app.screen.query_one("TextArea").text.endswith("meeting.xy")

    drive(desk, scenario)


def test_a_false_positive_of_a_term_everywhere_is_three_keys(desk):
    async def scenario(d):
        await d.press("d")
        assert isinstance(d.app.screen, Choose)
        assert "this term everywhere (2)" in text_of(d.app)
        await d.press("3", "1")
        assert d.session.counts[Status.FALSE_POSITIVE] == 2
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
        await d.press("A")
        assert isinstance(d.app.screen, Confirm)
        assert "Apply 2 fixes in 2 segments?" in text_of(d.app)
        await d.press("enter")
        assert isinstance(d.app.screen, Confirm)
        await d.press("escape")
        assert d.app.screen is d.app.queue
        assert d.session.waiting == 6
        await d.press("ampersand", "ㅛ")
        assert d.session.counts[Status.FIXED] == 2
        await d.press("u")
        assert d.session.waiting == 6
        await d.press("home", "space", "space", "space")
        assert len(d.view.marked) == 3
        await d.press("X", "y", "2")
        assert d.session.counts[Status.FALSE_POSITIVE] == 3
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
        assert "resolves 2 findings, creates 0" in text_of(d.app)
        await d.press("escape")
        assert desk.names.read_text(encoding="utf-8") == before
        await d.press("f6", "1", "y")
        for _ in range(50):
            await d.pilot.pause(0.01)
        # Two went; that one rendering now stands beside another is for the rules that see whole documents.
        assert d.session.listed == 5
        assert "deprecated-term" not in {d.session.model.rule(i) for i in d.session.model.by_segment.get(0)}

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
        await d.press("right_square_bracket")
        assert d.app.screen is d.app.queue
        await d.press("o")
        assert "Terms" in lines_of(d.app)[0]
        await d.press("enter")
        assert d.app.screen is d.app.queue
        assert d.view.text.startswith("term:")
        await d.press("escape", "x", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "false-positive" in text_of(d.app)
        await d.press("z")
        assert d.session.waiting == 6
        await d.press("f1")
        assert "Take the last step back" in text_of(d.app) or "Move" in text_of(d.app)
        await d.press("escape")
        assert d.app.screen is d.app.queue

    drive(desk, scenario)


def test_the_palette_finds_and_does(desk):
    async def scenario(d):
        await d.press("f10", *"meant")
        assert "Intended" in text_of(d.app)
        await d.press("enter")
        assert d.session.counts[Status.INTENDED] == 1

    drive(desk, scenario)


def test_writing_and_leaving(desk):
    async def scenario(d):
        await d.press("a", "q")
        assert isinstance(d.app.screen, Choose)
        await d.press("escape")
        await d.press("ctrl+s")
        assert "written: 1 translations in 1 files" in text_of(d.app)
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
        assert d.session.counts[Status.CONFLICT] >= 1
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
        assert d.session.counts[Status.FALSE_POSITIVE] == 1

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


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (60, 16)])
def test_every_line_is_as_wide_as_the_screen_whatever_stands_in_it(tmp_path, size):
    desk = Desk(tmp_path, NASTY + f"{NFD}가 왔다,The State Council came\n")

    async def scenario(d):
        for key in (
            "home",
            "j",
            "j",
            "e",
            "escape",
            "g",
            "A",
            "escape",
            "o",
            "right_square_bracket",
            "right_square_bracket",
        ):
            await d.press(key)
            lines = lines_of(d.app)
            assert len(lines) == size[1]
            assert {cell_len(line) for line in lines} == {size[0]}, key
            assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", "".join(lines))
        await d.press("escape", "home")
        if size[0] >= 80:
            assert "[red]x[/red] [/b]" in text_of(d.app)
            assert "a[/" in text_of(d.app)

    drive(desk, scenario, size=size)


def test_nothing_but_ascii_of_our_own(desk):
    async def scenario(d):
        for key in (
            "g",
            "x",
            "right_square_bracket",
            "right_square_bracket",
            "right_square_bracket",
            "right_square_bracket",
        ):
            await d.press(key)
            own = re.sub("[가-힣ㄱ-ㅎ]", "", text_of(d.app))
            assert not {sign for sign in own if sign > "~"}, key

    drive(desk, scenario, ascii_only=True)


def test_no_colour_but_attributes(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scenario(d):
        styles = [seg.style for strip in d.app.screen._compositor.render_strips() for seg in strip if seg.style]
        assert any(style.reverse for style in styles)
        colours = {c.name for style in styles for c in (style.color, style.bgcolor) if c and not c.is_default}
        assert not colours, colours

    drive(desk, scenario)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
def test_the_screens_are_as_they_were_approved(tmp_path, monkeypatch, data, size):
    """Whole screens as text; ``data/review`` holds what was read and found good."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.job = Job(wanted=Wanted(paths=("news.csv",), glossaries=("names.csv",), languages=("ko", "en")))

    async def scenario(d):
        found = {}
        await d.press("x")
        for name, keys in (("review", ()), ("terms", ("right_square_bracket",)), ("help", ("f1",))):
            await d.press(*keys)
            found[name] = "\n".join(line.rstrip() for line in lines_of(d.app))
        screens = "\n\n".join(f"== {name}\n{screen}" for name, screen in found.items()) + "\n"
        golden = data / "review" / f"{size[0]}x{size[1]}.txt"
        assert screens == golden.read_text(encoding="utf-8")

    drive(desk, scenario, size=size)


def test_controls_survive_the_form_that_shows_them_as_signs(tmp_path):
    desk = Desk(tmp_path, NASTY)
    before = desk.news.read_bytes()

    async def scenario(d):
        await d.press("end", "e")
        area = d.app.screen.query_one("TextArea")
        assert not re.search("[\x00-\x1f\u202a-\u202e\u200b]", area.text)
        await d.press("ctrl+s")
        assert "nothing was changed" in text_of(d.app)
        await d.press("e", "!", "ctrl+s")
        assert d.session.segment(1).target.endswith("🇰🇷!")
        assert "\x1b[31mred\x07" in d.session.segment(1).target
        await d.press("w", "u", "w")

    drive(desk, scenario)
    assert desk.news.read_bytes() == before


@given(st.text())
def test_disguising_shows_no_control_and_loses_none(text):
    sign, controls = disguised(text)
    assert shown(sign.replace("\n", "")) == sign.replace("\n", "")
    assert restored(sign, controls) == unicodedata.normalize("NFC", text)
