"""How the screens look: three sizes, texts that would break out, colours, none of them, ASCII."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.project.workspace import Wanted
from tests.reviewing import Desk, drive, lines_of, text_of
from tui.drawing.lines import STYLES, Lines
from tui.drawing.paint import disguised, restored, shown
from tui.drawing.themes import COLOURS
from tui.work.engine import Job

NASTY = """source,target
국무위원회 [/b] a[/ \\[x],The State Council [red]x[/red] [/b] a[/ \\[x] [@click=app.quit]y[/]
"국무위원회	탭
줄",The State Council \u202etfel\u202c \u200b \x1b[31mred\x07 é 👨‍👩‍👧 🇰🇷
"""
NFD = unicodedata.normalize("NFD", "국무위원회")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


SIZES = [(80, 24), (100, 30), (160, 50)]
# Every screen and every form: the keys that lead there, one after the other from the review.
SCREENS = {
    "review": ("home",), "second": ("j",), "grouped": ("g",), "scope": ("d",), "reason": ("1",), "until": ("u",),
    "edit": ("escape", "escape", "escape", "e"), "insertion": ("tab",), "wording": ("escape", "escape", "v"),
    "fixes": ("escape", "F"), "dismissals": ("escape", "D"), "comment": ("escape", "m"), "goto": ("escape", "ctrl+g"),
    "copy": ("escape", "y"), "palette": ("escape", "f10"), "filter": ("escape", "/"),
    "elsewhere": ("escape", "home", "o"), "terms": ("escape", "]"), "files": ("]",), "decided": ("]",), "stats": ("]",),
    "help": ("]",),
}  # fmt: skip
FORMS = (
    "scope", "reason", "until", "edit", "insertion", "wording", "fixes", "dismissals", "comment", "goto", "copy",
    "palette", "filter",
)  # fmt: skip


def visit(desk, look, first=(), **options):
    """``look`` at every screen: called with its name and the driven app."""

    async def scenario(d):
        await d.press(*first)
        for name, keys in SCREENS.items():
            await d.press(*keys)
            if name == "palette":
                await d.until(lambda: "Apply" in text_of(d.app))
            if name == "edit":
                await d.until(lambda: d.app.screen._found)
            await d.settle()
            look(name, d)

    drive(desk, scenario, **options)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 50)])
def test_every_line_is_as_wide_as_the_screen_whatever_stands_in_it(tmp_path, size):
    desk = Desk(tmp_path, NASTY + f"{NFD}가 왔다,The State Council came\n", name="n[b]e\u202ews.csv")
    seen = {}

    def look(name, d):
        lines = lines_of(d.app)
        assert len(lines) == size[1]
        assert {cell_len(line) for line in lines} == {size[0]}, name
        assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", "".join(lines)), name
        seen[name] = "\n".join(lines)

    visit(desk, look, ("m", *"[/b]", "enter", "x", "home"), size=size)
    assert len(set(seen.values())) >= len(SCREENS) - 2, "each is another"
    if size[0] >= 80:
        assert "[red]x[/red] [/b]" in seen["review"]
        assert "a[/" in seen["review"]
        assert "n[b]e" in seen["files"]


def test_nothing_but_ascii_of_our_own(desk):
    def look(name, d):
        own = re.sub("[가-힣ㄱ-ㅎ]", "", text_of(d.app))
        assert not {sign for sign in own if sign > "~"}, name

    visit(desk, look, ("x",), ascii_only=True)


def test_no_colour_but_attributes(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    def look(name, d):
        styles = [seg.style for strip in d.app.screen._compositor.render_strips() for seg in strip if seg.style]
        assert name in FORMS or any(style.reverse for style in styles), name
        colours = {c.name for style in styles for c in (style.color, style.bgcolor) if c and not c.is_default}
        assert not colours, (name, colours)

    visit(desk, look)


def test_no_colour_that_is_empty_is_none_asked_for(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")

    def look(name, d):
        assert not d.app.no_color
        assert d.app.theme == "ilchi-dark"

    visit(desk, look)


@pytest.mark.parametrize("theme", COLOURS)
def test_the_stylesheet_gives_every_style_its_contrast(desk, theme):
    async def scenario(d):
        d.app.theme = theme
        await d.settle()
        await d.press("e")
        for lines in (*d.app.queue.query(Lines), *d.app.screen.query(Lines)):
            for style in STYLES:
                for chosen in (False, True):
                    look = lines._style(style, chosen=chosen)
                    found = contrast(look.color.get_truecolor(), look.bgcolor.get_truecolor())
                    assert style == "rule" or found >= 4.5, (lines, style, chosen, found)

    drive(desk, scenario)


def contrast(one, other):
    high, low = sorted(map(luminance, (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in (c / 255 for c in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_are_as_they_were_approved(tmp_path, monkeypatch, data, size):
    """Whole screens as text; ``data/review`` holds what was read and found good."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.job = Job(wanted=Wanted(paths=("news.csv",), glossaries=("names.csv",), languages=("ko", "en")))
    found = []

    def look(name, d):
        assert {cell_len(line) for line in lines_of(d.app)} == {size[0]}
        screen = "\n".join(line.rstrip() for line in lines_of(d.app))
        found.append(f"== {name}\n{screen}\n")

    visit(desk, look, ("x",), size=size)
    golden = data / "review" / f"{size[0]}x{size[1]}.txt"
    assert "\n".join(found) == golden.read_text(encoding="utf-8")


def test_controls_survive_the_form_that_shows_them_as_signs(tmp_path):
    desk = Desk(tmp_path, NASTY)
    before = desk.news.read_bytes()

    async def scenario(d):
        await d.press("end", "e")
        area = d.app.screen.query_one("TextArea")
        assert not re.search("[\x00-\x1f\u202a-\u202e\u200b]", area.text)
        await d.press("ctrl+s")
        assert "nothing has changed" in text_of(d.app)
        await d.press("e")
        d.app.screen.field.move_cursor(d.app.screen.field.document.end)
        await d.press("!", "ctrl+s")
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


@pytest.mark.parametrize("size", [*SIZES, (150, 38)])
def test_the_fixes_are_in_sight_however_long_the_neighbours_are(tmp_path, size):
    long = "They had been waiting for this since the winter of that year as everybody in the capital knew. " * 4
    rows = [f"그 뒤로 {n}년이 지났다.,{n} years went by. {long.strip()}\n" for n in range(2, 6)]
    rows.insert(2, "국무위원회가 회의를 열었다.,The State Council held a meeting.\n")
    desk = Desk(tmp_path, "source,target\n" + "".join(rows))

    async def scenario(d):
        await d.press("/", *"rule:deprecated", "enter")
        assert "FIX  1 State Affairs Commission" in text_of(d.app)
        assert "State Council→State Affairs Commission held" in text_of(d.app).replace("\n", "")
        assert "WHY  the glossary forbids" in text_of(d.app)
        assert re.search("^ ?.*[-]1 +", text_of(d.app), re.MULTILINE)

    drive(desk, scenario, size=size)
