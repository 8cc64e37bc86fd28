"""Looking words up in the review: the screen, the words that are taken, the index behind it."""

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.concordance.index import Entry
from checker.concordance.query import Sides
from checker.model import Span
from checker.project import concordance as shell
from checker.project.concordance import Hit, Kind
from checker.project.workspace import Workspace
from tests.conftest import environment
from tests.reviewing import NEWS, Desk, drive, lines_of, text_of
from tui.drawing import kwic
from tui.drawing.paint import width
from tui.screens.concordance import _PAGE, LookUp
from tui.screens.form import Edit
from tui.state.lookup import Lookup
from tui.work.indexing import Indexing, pays

MEMORY = """source,target
노동신문에 실렸다.,It was carried by the Rodong Sinmun daily.
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return Desk(tmp_path)


@pytest.fixture
def with_reference(desk):
    reference = desk.folder / "memory.csv"
    reference.write_text(MEMORY, encoding="utf-8")
    from msgspec.structs import replace

    desk.job = replace(desk.job, wanted=replace(desk.job.wanted, references=(str(reference),)))
    return desk


async def look_up(d, text):
    """Open the screen and look a text up; waits for the end of the search."""
    await d.press("ctrl+l")
    await d.until(lambda: isinstance(d.app.screen, LookUp))
    await ask(d, text)


async def ask(d, text):
    d.app.screen.query_one("Input").value = text
    await d.until(lambda: d.app.lookup.text == text and d.app.screen._worker is None)


def hits(d):
    return [(hit.kind, Path(hit.file).name, hit.number) for hit in d.app.screen.hits]


def test_a_key_looks_the_term_up(desk):
    async def scenario(d):
        await d.press("L")
        await d.until(lambda: isinstance(d.app.screen, LookUp))
        await d.until(lambda: d.app.screen.hits and d.app.screen._worker is None)
        assert d.app.screen.query_one("Input").value == "국무위원회"
        assert hits(d) == [
            ("term", "names.csv", 1), ("term", "names.csv", 2),
            ("segment", "news.csv", 1), ("segment", "news.csv", 4), ("segment", "news.csv", 6),
        ]  # fmt: skip
        assert "5 hits" in text_of(d.app)
        await d.until(lambda: "/names.csv:2" in text_of(d.app))
        await d.press("escape")
        assert d.app.screen is d.app.queue

    drive(desk, scenario)


def test_what_the_glossary_gives_is_marked_on_the_other_side(desk):
    async def scenario(d):
        await look_up(d, "국무위원회")
        marked = [[span.of(hit.entry.target) for span in hit.sides.target] for hit in d.app.screen.hits]
        assert marked == [[], [], [], [], ["State Affairs Commission"]]
        await d.press("down", "down", "down", "down")
        assert d.app.screen.words == "State Affairs Commission"
        await ask(d, "Matsegora")
        marked = [[span.of(hit.entry.source) for span in hit.sides.source] for hit in d.app.screen.hits]
        assert marked == [[], []]
        await ask(d, '"rodong sinmun"')
        marked = [[span.of(hit.entry.source) for span in hit.sides.source] for hit in d.app.screen.hits]
        assert marked == [[], ["노동신문"]]

    drive(desk, scenario)


def test_enter_goes_to_the_segment(desk):
    async def scenario(d):
        await look_up(d, "열")
        await ask(d, '"They gathered"')
        assert hits(d) == [("segment", "news.csv", 5)]
        await d.press("enter")
        assert d.app.screen is d.app.queue
        assert d.view.segment == 4
        await look_up(d, '"sac"')
        assert hits(d) == [("term", "names.csv", 2)]
        await d.press("enter")
        assert isinstance(d.app.screen, LookUp)
        assert "no segment of the review" in text_of(d.app)

    drive(desk, scenario)


def test_words_are_taken_into_the_translation(desk):
    async def scenario(d):
        await d.press("ctrl+g")
        await d.pilot.press(*"6", "enter")  # 김일성광장에 모였다.
        await d.settle()
        assert d.view.segment == 4
        await look_up(d, "김일성광장")
        await d.press("f2")
        await d.until(lambda: isinstance(d.app.screen, Edit))
        assert "Kim Il Sung Square" in d.app.screen.text
        await d.press("ctrl+s")
        assert "Kim Il Sung Square" in d.session.segment(4).target

    drive(desk, scenario)


def test_the_form_looks_up_too(desk):
    async def scenario(d):
        await d.press("e")
        form = d.app.screen
        before = form.text
        form._select(Span(before.index("meeting"), before.index("meeting") + 7))
        await d.press("ctrl+l")
        await d.until(lambda: isinstance(d.app.screen, LookUp))
        await ask(d, "visits")
        assert hits(d) == [("segment", "news.csv", 2)]
        await d.press("tab")
        assert d.app.screen.words == "Ambassador", "after the last word, the first"
        await d.press("shift+tab")
        assert d.app.screen.words == "Ambassador Matzegora"
        await d.press("enter")
        await d.until(lambda: d.app.screen is form)
        assert form.text == before.replace("meeting", "Ambassador Matzegora")
        await d.press("ctrl+l")
        await d.until(lambda: isinstance(d.app.screen, LookUp))
        await d.press("escape")
        assert d.app.screen is form
        assert form.text == before.replace("meeting", "Ambassador Matzegora")

    drive(desk, scenario)


def test_what_is_edited_is_found_as_it_is_now(desk):
    async def scenario(d):
        d.session.edit({4: "A crowd gathered at the square."}, "edit", [])
        await look_up(d, "crowds")
        assert hits(d) == [("segment", "news.csv", 5)]
        await ask(d, '"They gathered"')
        assert hits(d) == []
        assert "0 hits" in text_of(d.app)

    drive(desk, scenario)


def test_a_reference_is_looked_up_and_words_of_it_copied(with_reference):
    async def scenario(d):
        await look_up(d, "노동신문 carries")
        assert hits(d) == [("reference", "memory.csv", 1)]
        assert "reference" in text_of(d.app)
        await d.press("ctrl+y")
        assert d.app.clipboard == "carried"
        assert "copied: carried" in text_of(d.app)

    drive(with_reference, scenario)


def test_what_cannot_be_looked_up_is_said(desk):
    async def scenario(d):
        await look_up(d, "가" * 10_000)
        await d.until(lambda: "at most 1,000 characters" in text_of(d.app))
        await ask(d, "")
        assert "all words must stand" in text_of(d.app)
        assert d.app.screen.hits == []
        await d.press("f2", "enter", "down", "up", "pagedown", "pageup", "tab", "ctrl+y")
        assert isinstance(d.app.screen, LookUp)
        await ask(d, '"* NEAR(')
        assert "0 hits" in text_of(d.app)

    drive(desk, scenario)


def test_more_hits_are_found_as_one_goes_on(desk):
    desk.news.write_text("source,target\n" + "강이 깊다.,The river is deep.\n" * (_PAGE * 2 + 7), encoding="utf-8")

    async def scenario(d):
        await look_up(d, "강")
        assert len(d.app.screen.hits) == _PAGE
        assert f"{_PAGE} hits and more" in text_of(d.app)
        while d.app.screen._coming or d.app.screen.hit is not d.app.screen.hits[-1]:
            await d.press("pagedown")
            await d.until(lambda: d.app.screen._worker is None)
        assert len(d.app.screen.hits) == _PAGE * 2 + 7
        assert f"{_PAGE * 2 + 7} hits" in text_of(d.app)
        assert d.app.screen.hit.number == _PAGE * 2 + 7

    drive(desk, scenario)


def test_a_click_chooses_a_hit(desk):
    async def scenario(d):
        await look_up(d, "국무위원회")
        await d.pilot.click("#lines", offset=(5, 3))
        await d.settle()
        assert d.app.screen.hit.number == 4

    drive(desk, scenario)


HOSTILE = NEWS + "국무위원회\x1b[2J\u202e와 \u200f안녕\x07,\x1b]0;title\x07 SAC\u202e evil\n"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (60, 16)])
def test_hostile_texts_fill_no_more_than_their_line(desk, size):
    desk.news.write_text(HOSTILE, encoding="utf-8")

    async def scenario(d):
        await look_up(d, "국무위원회")
        assert len(d.app.screen.hits) == 6
        await d.press("end", "down", "down", "down", "down", "down")
        shown = lines_of(d.app)
        assert all(cell_len(line) == size[0] for line in shown)
        assert not any(sign in line for line in shown for sign in "\x1b\x07\u202e\u200f")
        assert any("title" in line for line in shown)
        await d.pilot.resize_terminal(90, 30)
        await d.settle()
        assert all(cell_len(line) == 90 for line in lines_of(d.app))

    drive(desk, scenario, size=size)


# Lines


TEXT = st.text(st.sampled_from("가나 학교abc \t\n\u0301\u200d👍🏽漢\x1b\u1100\u1161ﾊﾟ"), max_size=80)


@given(TEXT, TEXT, st.integers(20, 200), st.data())
def test_found_words_stand_below_each_other(before, behind, room, data):
    text = f"{before}학교{behind}"
    if data.draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    start = len(unicodedata.normalize("NFD", before)) if text.find("학교") < 0 else len(before)
    line = kwic.aligned(text, [Span(start, start + 2)], room, "source")
    assert width(line) == room
    styles = [style for piece, style in line if piece]
    at = styles.index("source")
    assert width(line[:at]) == int(room * 0.4)


def test_a_line_has_the_place_where_there_is_room():
    entry = Entry("그는 학교에 갔다.", "He went to school.", 7, "u1")
    hit = Hit(Kind.REFERENCE, "memory/school.tmx", 3, entry, Sides((Span(3, 5),), ()))
    wide = "".join(text for text, _ in kwic.line(hit, 120))
    assert wide.startswith("school.tmx:7 ")
    assert "학교에 갔다." in wide
    assert "He went to school." in wide
    assert cell_len(wide) == 120
    narrow = "".join(text for text, _ in kwic.line(hit, 80))
    assert "school.tmx" not in narrow
    assert cell_len(narrow) == 80
    shown = "".join(text for line in kwic.pair(hit, Span(3, 7), 60) for text, _ in line)
    assert "memory/school.tmx:7  u1  reference" in shown


def test_a_huge_pair_is_cut_around_what_was_found():
    entry = Entry("가 " * 500_000 + "학교" + " 나" * 500_000, "x" * 1_000_000)
    hit = Hit(Kind.SEGMENT, "a.csv", 1, entry, Sides((Span(1_000_000, 1_000_002),), ()))
    assert width(kwic.line(hit, 80)) == 80
    shown = [text for line in kwic.pair(hit, Span(0, 1_000_000), 80) for text, _ in line]
    assert "학교" in shown
    assert sum(map(len, shown)) < 10_000


# The state and the process behind it


def test_a_hit_is_a_segment_of_the_review(desk):
    more = desk.folder / "more.csv"
    more.write_text("source,target,document\n강,river,a\n산,hill,b\n강가,riverside,a\n", encoding="utf-8")
    from msgspec.structs import replace

    wanted = desk.job.wanted
    desk.job = replace(desk.job, wanted=replace(wanted, paths=(*wanted.paths, str(more))))
    session = desk.session()
    lookup = Lookup(session)
    for text, numbers in (("산", [7]), ("riverside", [8]), ("마체고라", [None, None, 1])):
        assert [lookup.number(hit) for hit in lookup.hits(text, lambda: False)] == numbers
    (hit,) = lookup.hits("산", lambda: False)
    assert lookup.number(hit._replace(number=9)) is None
    assert lookup.number(hit._replace(file="gone.csv")) is None
    assert lookup.number(hit._replace(entry=Entry("changed", "hill"))) is None


def test_an_index_is_used_when_it_is_made(desk, monkeypatch):
    monkeypatch.setattr(shell, "SMALL", 0)
    session = desk.session()
    lookup = Lookup(session)
    for name, path in shell.Concordance(Workspace(desk.job.wanted)).build():
        lookup.take(name, path)
    desk.news.unlink()  # so that it cannot be read
    assert len(list(lookup.hits("국무위원회", lambda: False))) == 5
    lookup.renew()
    assert len(list(lookup.hits("국무위원회", lambda: False))) == 2
    assert "news.csv" in lookup.notices[0]


def large(desk):
    """A project that pays an index."""
    desk.news.write_text("source,target\n" + "강이 깊다.,The river is deep.\n" * 10_000, encoding="utf-8")
    assert pays(Workspace(desk.job.wanted))


def test_another_process_makes_the_index(desk):
    assert not pays(Workspace(desk.job.wanted))
    large(desk)
    taken = []
    indexing = Indexing(desk.job, lambda *given: taken.append(given))
    for _ in range(6000):
        if taken:
            break
        time.sleep(0.01)
    ((name, path),) = taken
    assert name.endswith("news.csv")
    assert path.exists()
    indexing.close()


PROGRAM = """
import sys, time
from checker.project.workspace import Wanted
from tui.work.engine import Job
from tui.work.indexing import Indexing

if __name__ == "__main__":
    job = Job(wanted=Wanted(paths=(sys.argv[1],), languages=("ko", "en")))
    indexing = Indexing(job, print)
    print(indexing._process.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_the_process_ends_with_the_review(desk):
    large(desk)
    program = desk.folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    root = Path(__file__).parent.parent
    run = subprocess.Popen(
        [sys.executable, str(program), str(desk.news)],
        stdout=subprocess.PIPE, text=True, env=environment(PYTHONPATH=str(root)),
    )  # fmt: skip
    with run:
        number = int(run.stdout.readline())
        run.kill()
    for _ in range(3000):
        if not runs(number):
            return
        time.sleep(0.01)
    raise AssertionError("it still runs")


def runs(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")
    return not status.exists() or status.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
