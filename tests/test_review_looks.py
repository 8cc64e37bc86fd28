"""How the screens look: three sizes, texts that would break out, colours, none of them, ASCII."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.workspace import Wanted
from tests.reviewing import Desk, drive, lines_of, text_of
from tui.engine import Job
from tui.paint import disguised, restored, shown

NASTY = """source,target
국무위원회 [/b] a[/ \\[x],The State Council [red]x[/red] [/b] a[/ \\[x] [@click=app.quit]y[/]
"국무위원회	탭
줄",The State Council \u202etfel\u202c \u200b \x1b[31mred\x07 é 👨‍👩‍👧 🇰🇷
"""
NFD = unicodedata.normalize("NFD", "국무위원회")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


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
