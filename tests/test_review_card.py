"""The card of a segment: what is read before it is decided, whole segments, new findings, what is remembered."""

import random
import sys

import msgspec
import pytest
from hypothesis import settings

from checker.judging.decisions import Verdict
from checker.model import Fix, FixKind, Span
from tests.reviewing import NEWS, Desk, Direct, drive, lines_of, text_of
from tui.screens.words import Words
from tui.state.preferences import Preferences, file
from tui.state.status import FindingStatus
from tui.state.view import Grouping, Sorting, View

TWO = NEWS + "국무위원회는 노동신문을 읽었다.,The State Council read the rodong sinmun.\n"
LONG = "It was a long and eventful year for all of them as everybody knew and nobody would say. " * 30
LONG_SOURCE = "모두가 알면서도 아무도 말하지 않을 길고 다사다난한 한 해였다. " * 30


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def statuses_of(d, segment):
    return [d.session.status(i) for i in d.session.model.by_segment.get(segment)]


def test_all_findings_of_a_segment_stand_on_its_card_and_one_key_applies_them(tmp_path):
    async def scenario(d):
        await d.press("end")
        screen = text_of(d.app)
        assert "“State Council” is a forbidden rendering" in screen
        assert "“rodong sinmun” should be written" in screen or "Rodong Sinmun" in screen
        assert "2 open of 2" in screen
        card = " ".join("".join(text for text, _ in line) for line in d.app.queue.card.lines).split()
        both = "The State Council→State Affairs Commission read the rodong sinmun→Rodong Sinmun."
        assert both in " ".join(card)
        await d.press("A")
        assert d.session.segment(6).target == "The State Affairs Commission read the Rodong Sinmun."
        assert set(statuses_of(d, 6)) == {FindingStatus.FIXED}
        await d.press("u")
        assert set(statuses_of(d, 6)) == {FindingStatus.OPEN}

    drive(Desk(tmp_path, TWO), scenario, size=(100, 30))


@pytest.mark.parametrize(
    ("keys", "status"),
    [(("X", "number_sign"), FindingStatus.FALSE_POSITIVE), (("C", "percent_sign"), FindingStatus.CONFIRMED)],
)
def test_a_whole_segment_is_decided_by_one_key(tmp_path, keys, status):
    async def scenario(d):
        for key in keys:
            await d.press("end", key)
            assert set(statuses_of(d, 6)) == {status}
            assert d.view.segment != 6
            await d.press("u")

    drive(Desk(tmp_path, TWO), scenario)


def test_a_fix_is_applied_when_all_that_it_makes_was_on_the_screen(tmp_path):
    rows = f"{LONG_SOURCE}국무위원회가 회의를 열었다.,{LONG}The State Council held a meeting.\n"
    desk = Desk(tmp_path, "source,target\n" + rows)

    async def scenario(d):
        before = d.session.segment(0).target
        presses = 0
        while d.session.segment(0).target == before:
            assert presses < 30
            await d.press("a")
            presses += 1
            if d.session.segment(0).target == before:
                assert "read on first" in text_of(d.app)
        assert presses > 2
        assert "The State Affairs Commission held" in d.session.segment(0).target
        await d.press("u", "A")
        assert d.session.segment(0).target == before, "drawn anew, it is read anew"

    drive(desk, scenario, size=(80, 24))


def test_another_offer_is_shown_by_its_digit_and_then_applied(desk):
    async def scenario(d):
        finding = d.session.finding
        fixes = tuple(Fix(FixKind.READ, Span(4, 17), text) for text in ("SAC", "Commission"))
        d.session.finding = lambda item: msgspec.structs.replace(finding(item), fixes=fixes, expected=())
        await d.press("end", "home")
        assert "State Council→SAC held" in text_of(d.app)
        await d.press("2")
        assert "State Council→Commission held" in text_of(d.app)
        assert d.session.waiting == 6
        await d.press("3")
        assert "there is no offer 3" in text_of(d.app)
        await d.press("a")
        assert d.session.segment(0).target == "The Commission held a meeting."

    drive(desk, scenario)


def test_another_rendering_is_put_in_place_of_the_wrong_one_in_the_form(desk):
    async def scenario(d):
        await d.press("2", "f2")
        assert d.session.segment(0).target == "The SAC held a meeting."
        assert d.session.status(0) is FindingStatus.FIXED

    drive(desk, scenario)


def test_neutral_findings_are_counted_and_listed_when_asked_for(tmp_path):
    news = NEWS + "그는 다시 왔다.,He came with 500 men.\n"

    async def scenario(d):
        neutral = [i for i, _ in enumerate(d.session.statuses) if d.session.is_neutral(i)]
        assert neutral
        waiting, all_ = d.view.progress
        assert (waiting, all_) == (6, 6)
        assert f"{len(neutral)} neutral (N)" in lines_of(d.app)[0]
        await d.press("end", "0")
        assert d.view.shown == 6 + len(neutral)
        assert d.view.progress == (6 + len(neutral),) * 2
        await d.press("end")
        assert d.item in neutral
        await d.press("N")
        assert d.item not in neutral
        await d.press("/", *"sev:I", "enter")
        assert d.view.shown == len(neutral), "who filters for them wants to see them"

    drive(Desk(tmp_path, news), scenario, size=(120, 40))


SHIFTED = """source,target
마체고라 대사는 1998년 9월 25일 국무위원회와 함께 김일성광장을 열었다.,He was said to be tired.
그는 피곤해 보였다고 한다.,"Ambassador Matsegora opened Kim Il Sung Square with the State Affairs Commission in 1998."
"""


def test_a_confirmed_misalignment_settles_the_rest_of_its_segment(tmp_path):
    desk = Desk(tmp_path, SHIFTED)
    session = desk.session(on_disk=False)
    view = View(session)
    wrong = [i for i, _ in enumerate(session.statuses) if session.model.rule(i) == "misaligned-segment"]
    item = next(i for i in wrong if len(session.model.by_segment.get(session.model.segments[i])) > 1)
    others = [i for i in session.model.by_segment.get(session.model.segments[item]) if i != item]
    session.decide([item], Verdict.CONFIRMED)
    assert {session.status(i) for i in others} == {FindingStatus.SETTLED}
    assert len(session.judgements.held.entries) == 1, "nothing is said of findings that nobody read"
    session.undo()
    assert {session.status(i) for i in others} == {FindingStatus.OPEN}
    session.redo()
    assert not FindingStatus.SETTLED.waiting
    view.begin()
    assert view.item not in others


def test_new_findings_wait_until_the_translator_goes_there(desk):
    async def scenario(d):
        await d.press("e", "end", *" rodong sinmun.", "f2")
        item, segment = d.item, d.view.segment
        await d.until(lambda: d.view.new)
        assert (d.item, d.view.segment) == (item, segment)
        await d.settle()
        assert "1 new (f)" in lines_of(d.app)[0]
        await d.press("f")
        assert d.view.segment == 0
        assert not d.view.new

    drive(Desk(desk.folder, NEWS.replace("국무위원회가 회의", "노동신문이 회의")), scenario)


def test_files_segments_and_lines_are_gone_to(tmp_path):
    desk = Desk(tmp_path, TWO)
    other = tmp_path / "other.csv"
    other.write_text(
        "id,source,target\nk7,회의를 열었다.,They met.\nk8,국무위원회,The State Council\n", encoding="utf-8"
    )
    wanted = desk.job.wanted
    desk.job = type(desk.job)(
        wanted=type(wanted)(paths=(*wanted.paths, str(other)), glossaries=wanted.glossaries, languages=("ko", "en"))
    )

    async def scenario(d):
        await d.press("right_curly_bracket")
        assert d.view.segment == 8
        await d.press("right_curly_bracket")
        assert "no later file" in text_of(d.app)
        await d.press("left_curly_bracket")
        assert d.view.segment == 0
        await d.press("b", "b")
        assert d.view.segment == 6
        assert d.item == min(d.view.in_segment())
        await d.press("l", "l", "l")
        assert d.view.segment == 1
        for text, segment in (("4", 2), ("other.csv:2", 7), ("k8", 8)):
            await d.press("ctrl+g", *text, "enter")
            assert d.view.segment == segment, text
        await d.press("ctrl+g", *"zz", "enter")
        assert "there is no segment “zz”" in text_of(d.app)
        assert d.view.segment == 8

    drive(desk, scenario)


def test_worst_first_and_back(tmp_path):
    async def scenario(d):
        item = d.item
        await d.press("S")
        ranks = [d.session.model.severities[i] for i in d.view.rows]
        assert ranks == sorted(ranks, reverse=True)
        assert d.item == item
        assert "sorted by severity" in text_of(d.app)
        await d.press("vertical_line")
        assert d.view.rows == sorted(d.view.rows, key=d.session.model.segments.__getitem__)

    drive(Desk(tmp_path, TWO), scenario)


def test_source_translation_and_finding_are_copied(desk):
    async def scenario(d):
        for digit, text in (("1", "국무위원회가 회의를 열었다."), ("2", "The State Council held a meeting.")):
            await d.press("y", digit)
            assert d.app.clipboard == text
        await d.press("quotation_mark", "3")
        assert "[deprecated-term]" in d.app.clipboard
        assert "copied: the finding" in text_of(d.app)

    drive(desk, scenario)


def test_words_of_the_translation_become_a_wording_for_a_missing_term(desk):
    async def scenario(d):
        await d.press("end", "k", "v")
        assert isinstance(d.app.screen, Words)
        await d.press(*["left"] * 5, "right", "right", "shift+left", "comma", "full_stop")
        assert d.app.screen.chosen == "there"
        await d.press("left", "shift+right")
        assert d.app.screen.chosen == "gathered there"
        await d.press("1")
        await d.until(lambda: "resolves 1 findings" in text_of(d.app))
        await d.press("y")
        await d.until(
            lambda: "square,place,김일성광장,Kim Il Sung Square,gathered there," in desk.names.read_text("utf-8")
        )

    drive(desk, scenario)


def test_a_wording_that_only_differs_from_a_forbidden_one_by_capitals_is_named(tmp_path):
    desk = Desk(tmp_path, NEWS.replace("The State Council held", "The state council held"))

    async def scenario(d):
        await d.press("home")
        assert d.view.segment == 0
        await d.press("v")
        words = d.app.screen
        while words.chosen != "state council":
            before = words.chosen
            await d.press("right" if "state" not in before else "shift+right")
            assert words.chosen != before
        assert "differs from the forbidden “State Council” by its capitals alone" in text_of(d.app)

    drive(desk, scenario)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_an_active_filter_is_seen_at_every_size(desk, width):
    async def scenario(d):
        await d.press("x", "space", "/", *"rule:deprecated file:news", "enter")
        assert "filter rule:deprecated" in lines_of(d.app)[0]

    drive(desk, scenario, size=(width, 24))


def test_a_message_goes_with_the_next_key_that_does_something_else_or_after_a_while(desk):
    async def scenario(d):
        await d.press("x")
        assert "false-positive" in lines_of(d.app)[-2]
        await d.press("k")
        assert "false-positive" not in lines_of(d.app)[-2]
        d.app.patience = 0.01
        await d.press("x")
        await d.until(lambda: d.app.said == ("", "text"))

    drive(desk, scenario)


def test_keys_tabs_and_offers_are_clicked(desk):
    async def scenario(d):
        d.app.simulate_key("x")
        await d.until(lambda: d.session.counts[FindingStatus.FALSE_POSITIVE] == 1)
        keys = d.app.screen.query("FooterKey")
        await d.pilot.click(next(iter(key for key in keys if key.description == "Dismiss")))
        await d.until(lambda: d.session.counts[FindingStatus.FALSE_POSITIVE] == 2)
        top = lines_of(d.app)[0]
        await d.pilot.click("#top", offset=(top.index("Files") + 1, 0))
        await d.until(lambda: d.app.screen is d.app.get_screen("files"))
        await d.pilot.click("#top", offset=(top.index("Review") + 1, 0))
        await d.until(lambda: d.app.screen is d.app.queue)
        await d.settle()
        detail = d.app.queue.query_one("#detail")
        y = d.app.queue.card.result.start
        item = d.item
        await d.pilot.click("#detail", offset=(1, y - detail.scroll_offset.y))
        await d.until(lambda: d.session.status(item) is FindingStatus.FIXED)

    drive(desk, scenario, size=(120, 40))


def test_looks_are_remembered_outside_of_the_project(tmp_path, monkeypatch):
    desk = Desk(tmp_path)
    path = tmp_path / "state" / "review.json"
    session = desk.session(on_disk=False)
    view = View(session)
    view.filter("rule:missing*")
    view.group(Grouping.TERM)
    view.sort(Sorting.SEVERITY)
    view.with_neutral(True)
    kept = Preferences(path, "one")
    kept.restore(View(session))
    kept.keep(view, "ilchi-light")
    for number in range(150):
        Preferences(path, f"other {number}").keep(view, "ilchi-light")
    Preferences(path, "one").keep(view, "ilchi-light")
    other = View(session)
    again = Preferences(path, "one")
    again.restore(other)
    assert (other.text, other.grouping, other.sorting, other.neutral) == ("rule:missing*", "term", "severity", True)
    assert other.rows == view.rows
    assert again.theme == "ilchi-light"
    assert path.stat().st_size < 20_000
    for damaged in (b"", b"[]", b'{"projects":{"x":{"grouping":"no"}}}', b"\xff", b'{"theme":"' + b"[" * 9999):
        path.write_bytes(damaged)
        assert Preferences(path, "one").theme == ""
    Preferences(tmp_path / "names.csv" / "x", "one").keep(view, "x")  # cannot be written: forgotten
    if sys.platform != "win32":
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        assert file() == tmp_path / "ilchi" / "review.json"
        monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
        assert file() is None or file().is_absolute()


class Late(Direct):
    """An engine whose answers come when the test wants them."""

    def __init__(self, job, receive):
        self.waiting = []
        super().__init__(job, self.waiting.append)
        self.deliver = receive

    def one(self):
        if self.waiting:
            self.deliver(self.waiting.pop(0))


def test_what_was_fixed_is_passed_over_before_it_is_checked(tmp_path):
    async def scenario(d):
        d.app._worker.waiting, told = [], d.app._worker.waiting
        for message in told:
            d.app._worker.deliver(message)
        await d.until(lambda: d.session.model.finished)
        await d.settle()
        await d.press("end", "k")
        assert d.view.segment == 6
        await d.press("A")
        assert d.session.segment(6).target == "The State Affairs Commission read the Rodong Sinmun."
        assert set(statuses_of(d, 6)) == {FindingStatus.OPEN}, "the answer has not come"
        assert d.view.segment == 0

    drive(Desk(tmp_path, TWO), scenario, work=Late, wait=False)


KEYS = (
    "j", "k", "n", "p", "a", "x", "i", "c", "s", "u", "r", "g", "S", "N", "h", "X", "C", "A", "2", "l", "b", "f",
    "home", "end", "space", "z", "pagedown", "}", "{", "escape",
)  # fmt: skip
STEPS = 10_000 if settings.get_current_profile_name() == "deep" else 300


def test_only_keys_move_the_cursor(tmp_path):
    """Random keys, while the answers of checks, of rechecks and changes of the files arrive between them."""
    chance = random.Random(18)
    desk = Desk(tmp_path, TWO + SHIFTED.partition("\n")[2])

    async def scenario(d):
        moved = pressed = 0
        for step in range(STEPS):
            before = (d.view.segment, d.view.item and d.session.hex(d.view.item))
            what = chance.random()
            if what < 0.4 or d.app.screen is not d.app.queue:
                await d.pilot.press("escape" if d.app.screen is not d.app.queue else chance.choice(KEYS))
                pressed += 1
                continue
            if what < 0.8:
                d.app._worker.one()
            elif what < 0.9 and d.session.checking is None and not d.app._worker.waiting:
                d.app.reload()
            elif what < 0.93:
                d.session.reread_decisions()
            d.app._frame()
            await d.pilot.pause()
            after = (d.view.segment, d.view.item and d.session.hex(d.view.item))
            if before[0] is not None and after != before:
                moved += 1
                raise AssertionError((step, before, after))
        assert pressed > STEPS // 4
        assert not moved

    drive(desk, scenario, size=(80, 24), work=Late, wait=False)


def test_the_cursor_stays_on_a_segment_whose_finding_is_gone(desk):
    async def scenario(d):
        await d.press("j", "j")
        assert d.view.segment == 2
        desk.news.write_text(
            NEWS.replace("rodong sinmun", "Rodong Sinmun").replace("target\n", "target\n처음이다.,It is the first.\n"),
            encoding="utf-8",
        )
        d.app.reload()
        await d.until(lambda: d.session.checking is None)
        await d.settle()
        assert d.view.segment == 3, "the same segment, one further down"
        assert d.view.item is None
        assert "The Rodong Sinmun reported it." in text_of(d.app)
        await d.press("j")
        assert d.view.segment == 4

    drive(desk, scenario)


def test_the_chosen_row_stays_where_it_is_while_findings_come_before_it(tmp_path):
    rows = [f"국무위원회가 {n}차 회의를 열었다.,The State Council held meeting {n}.\n" for n in range(60)]
    desk = Desk(tmp_path, "source,target\n" + "".join(rows))

    async def scenario(d):
        await d.press(*["j"] * 20)
        listed = d.app.queue.query_one("#list")
        row = listed.cursor - listed.scroll_offset.y
        d.view.rows.insert(0, d.view.rows[-1])
        d.view._find_cursor()
        d.app.queue.draw()
        await d.settle()
        assert listed.cursor == 21
        assert listed.cursor - listed.scroll_offset.y == row

    drive(desk, scenario, size=(80, 24))
