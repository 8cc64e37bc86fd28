"""Inline codes in the review: what is accepted is written, whatever is typed, in every format that has them."""

import io
import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.model import Target
from checker.text.codes import crossed
from checker.text.marks import Marks
from tests.reviewing import Desk, Direct, drive, text_of
from tests.test_inline_codes import rewritten
from tui.plain import run
from tui.screens.form import Edit
from tui.state.files import Files
from tui.state.making import begun

XLIFF = (
    '<xliff version="1.2"><file original="a" source-language="ko" target-language="en"><body>{}</body></file></xliff>'
)
SDL = (
    '<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a" source-language="ko" '
    'target-language="en"><body>{}</body></file></xliff>'
)
MQ = (
    '<xliff version="1.2" xmlns:mq="MQXliff"><file original="a" source-language="ko" target-language="en"><body>{}'
    "</body></file></xliff>"
)
XLIFF_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ko" trgLang="en"><file id="a">{}'
    "</file></xliff>"
)
TMX = '<tmx version="1.4"><header srclang="ko"/><body>{}</body></tmx>'
TS = '<TS version="2.1" sourcelanguage="ko" language="en"><context><name>a</name>{}</context></TS>'

PLAIN_UNIT = '<trans-unit id="{0}"><source>{1}</source>{2}</trans-unit>'
MARKED_UNIT = (
    '<trans-unit id="{0}"><source>{1}</source><seg-source><mrk mtype="seg" mid="{0}">{1}</mrk></seg-source>{2}'
    '<sdl:seg-defs><sdl:seg id="{0}" conf="Draft"/></sdl:seg-defs></trans-unit>'
)
# By file name: the file, a unit, its target, and the codes in it: pairs, and codes that stand alone.
FORMATS = {
    "a.xlf": (
        XLIFF,
        PLAIN_UNIT,
        "<target>{}</target>",
        ['<g id="{0}">|</g>', '<bpt id="{0}">[</bpt>|<ept id="{0}">]</ept>', '<bx id="{0}"/>|<ex id="{0}"/>',
         '<mrk mtype="x-note">|</mrk>'],
        ['<x id="{0}"/>', '<ph id="{0}">a &lt; b</ph>', "<!-- {0} -->", '<x id="{0}" ctype="lb"/>'],
    ),
    "a.sdlxliff": (
        SDL,
        MARKED_UNIT,
        '<target><mrk mtype="seg" mid="{1}">{0}</mrk></target>',
        ['<g id="{0}">|</g>', '<mrk mtype="x-sdl-comment" sdl:cid="{0}">|</mrk>'],
        ['<x id="{0}"/>', '<mrk mtype="x-sdl-deleted">gone</mrk>'],
    ),
    "a.mqxliff": (
        MQ,
        PLAIN_UNIT,
        "<target>{}</target>",
        ['<bpt id="{0}" ctype="bold">{{}}</bpt>|<ept id="{0}">{{}}</ept>'],
        ['<ph id="{0}">&lt;br&gt;</ph>'],
    ),
    "b.xlf": (
        XLIFF_2,
        '<unit id="{0}"><segment><source>{1}</source>{2}</segment></unit>',
        "<target>{}</target>",
        ['<pc id="{0}">|</pc>', '<sc id="{0}"/>|<ec startRef="{0}"/>', '<mrk id="m{0}" type="term">|</mrk>'],
        ['<ph id="{0}"/>', '<ph id="{0}" type="fmt" subType="xlf:lb"/>'],
    ),
    "a.tmx": (
        TMX,
        '<tu tuid="{0}"><tuv xml:lang="ko"><seg>{1}</seg></tuv><tuv xml:lang="en">{2}</tuv></tu>',
        "<seg>{}</seg>",
        ['<bpt i="{0}" x="{0}">&lt;b&gt;</bpt>|<ept i="{0}">&lt;/b&gt;</ept>', "<hi>|</hi>"],
        ['<ph x="{0}"/>', '<it pos="begin" x="{0}">(</it>'],
    ),
    "a.ts": (
        TS,
        '<message id="{0}"><source>{1}</source>{2}</message>',
        "<translation>{}</translation>",
        [],
        ['<byte value="{0}"/>'],
    ),
}  # fmt: skip


def content(chance: random.Random, name: str, left: list[int]) -> str:
    """Random text with nested codes."""
    _, _, _, pairs, alone = FORMATS[name]
    made = []
    for _ in range(chance.randint(1, 4)):
        made.append(chance.choice(("river ", "sea", " ", "Kim ", "2012", ", ", "강", "&amp;", "&#xe9;", "\n")))
        if left and chance.random() < 0.5:
            number = left.pop()
            if pairs and chance.random() < 0.6:
                opening, closing = chance.choice(pairs).format(number).split("|")
                made.append(f"{opening}{content(chance, name, left)}{closing}")
            else:
                made.append(chance.choice(alone).format(number))
    return "".join(made)


def document(chance: random.Random, name: str) -> str:
    """A file with three units, one of them without a target."""
    whole, unit, target, _, _ = FORMATS[name]
    units = []
    for number in range(1, 4):
        codes = chance.sample(range(1, 9), chance.randint(0, 6))
        source = content(chance, name, codes[:])
        there = target.format(content(chance, name, codes[:]), number) if number < 3 or name == "a.tmx" else ""
        units.append(unit.format(number, source, there))
    return whole.format("".join(units))


def opened(name: str, data: bytes) -> Input:
    made = Input(name, lambda: io.BytesIO(data))
    made.languages = ("ko", "en")
    return made


def edited(name: str, data: bytes, targets: dict) -> bytes:
    out = io.BytesIO()
    given_ = opened(name, data)
    format_of(given_, "read_segments").write(given_, targets, out)
    return out.getvalue()


def read(name: str, data: bytes) -> list:
    etree.fromstring(data)
    given_ = opened(name, data)
    return list(format_of(given_, "read_segments").read_segments(given_))


def notes(data: bytes) -> Counter:
    """Comments and notes, which are no codes."""
    root = etree.fromstring(data)
    return Counter(
        (str(one.tag), *sorted(one.attrib.items()))
        for one in root.iter()
        if not isinstance(one.tag, str) or etree.QName(one).localname in ("mrk", "hi")
    )


def breaks(codes) -> int:
    return sum('"lb"' in code.text or "xlf:lb" in code.text for code in codes)


@pytest.mark.parametrize("name", FORMATS)
@given(st.integers(0, 1 << 32))
@settings(max_examples=max(15, settings().max_examples // 5))
def test_any_text_is_written_with_its_codes(name, seed):
    chance = random.Random(seed)
    data = document(chance, name).encode()
    before = read(name, data)
    number = chance.randint(1, 3)
    one = before[number - 1]
    text = rewritten(chance, one.target or one.source)
    after = edited(name, data, {number: text})
    assert notes(after) >= notes(data)
    found = read(name, after)
    pairs = [[(each.source, each.translation) for each in segments] for segments in (before, found)]
    assert [side[: number - 1] + side[number:] for side in pairs[:1]] == [
        side[: number - 1] + side[number:] for side in pairs[1:]
    ]
    new = found[number - 1]
    assert new.target == text
    assert crossed(new.target_codes) is None
    held = one.target_codes if one.target or one.target_codes or text == one.target else one.source_codes
    lost = Counter(code.text for code in held) - Counter(code.text for code in new.target_codes)
    assert lost.total() <= breaks(held), "only a line break goes with its break"
    assert not Counter(code.text for code in new.target_codes) - Counter(code.text for code in held)


@pytest.mark.parametrize("name", FORMATS)
@given(st.integers(0, 1 << 32))
@settings(max_examples=max(15, settings().max_examples // 5))
def test_codes_that_a_person_moves_are_written_there_or_refused_at_once(name, seed):
    chance = random.Random(seed)
    data = document(chance, name).encode()
    number = chance.randint(1, 3)
    one = read(name, data)[number - 1]
    making = begun(one, Marks(one), plain=chance.random() < 0.5)
    typed = rewritten(chance, making.text)
    for _ in range(chance.randint(0, 2)):
        at = chance.randint(0, len(typed))
        typed = typed[:at] + making.next_label(typed).join(making.signs) + typed[at:]
    target = making.target(typed)
    if making.faults(typed):
        return
    new = read(name, edited(name, data, {number: target}))[number - 1]
    assert new.translation == target


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_refused_at_writing_and_a_new_session_sees_the_same(tmp_path, name):
    for seed in range(4):
        chance = random.Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        desk = Desk(folder, news=document(chance, name), name=name)
        session = desk.session()
        for _ in range(6):
            number = chance.randrange(3)
            one = session.segment(number)
            making = begun(one, session.marks(number))
            typed = rewritten(chance, making.text or one.source)
            if chance.random() < 0.5:
                session.edit({number: rewritten(chance, one.target)}, "retranslated")
            elif making.faults(typed):
                with pytest.raises(CheckerError):
                    session.edit({number: making.target(typed)}, "edit")
            else:
                session.edit({number: making.target(typed)}, "edit")
            if chance.random() < 0.3:
                session.undo()
        held = [session.segment(number).translation for number in range(3)]
        again = desk.session()
        assert [again.segment(number).translation for number in range(3)] == held, "from the journal"
        saved = Files(session).save()
        assert saved.problems == ()
        assert [one.translation for one in read(name, desk.news.read_bytes())] == held, "from the file"
        last = desk.session()
        assert [last.segment(number).translation for number in range(3)] == held
        assert not last.conflicts
        assert Files(last).dirty() == {}


UNIT = XLIFF.format(
    '<trans-unit id="1"><source>국무위원회가 <g id="1">회의</g>를 <x id="2"/>열었다.</source>'
    '<target>The State Council held <g id="1">a meeting</g><x id="2"/>.</target></trans-unit>'
)


def test_a_code_alone_can_be_moved_and_a_lost_one_is_found(tmp_path):
    desk = Desk(tmp_path, news=UNIT, name="a.xlf")
    session = desk.session()
    (one,) = (session.segment(0),)
    marks = session.marks(0)
    moved = marks.read("The State Council ⟨2/⟩held ⟨1⟩a meeting⟨/1⟩.")
    assert moved.text == one.target
    session.edit({0: moved}, "edit")
    assert session.segment(0).translation == moved
    assert Files(session).unsaved() == 1
    lost = marks.read("The State Council held ⟨1⟩a meeting⟨/1⟩.")
    session.edit({0: lost}, "edit")
    assert "placeholder-mismatch" in {session.model.rule(item) for item in session.model.by_segment.get(0)}
    session.undo()
    assert session.segment(0).translation == moved
    assert Files(session).save().problems == ()
    assert '<target>The State Council <x id="2"/>held <g id="1">a meeting</g>.</target>' in desk.news.read_text()
    session.undo()
    assert session.segment(0).translation == one.translation
    assert Files(session).save().problems == ()
    assert desk.news.read_text() == UNIT


def test_codes_out_of_order_are_refused_before_anything_changes(tmp_path):
    session = Desk(tmp_path, news=UNIT, name="a.xlf").session()
    before = session.segment(0)
    wrong = session.marks(0).read("The State Council held a meeting⟨/1⟩ ⟨1⟩.")
    with pytest.raises(CheckerError, match="⟨1⟩ before it"):
        session.edit({0: wrong}, "edit")
    assert session.segment(0) == before
    assert session.undo() is None


def test_a_journal_from_before_codes_opens(tmp_path):
    desk = Desk(tmp_path, news=UNIT, name="a.xlf")
    session = desk.session()
    session.edit({0: "The State Affairs Commission held a meeting."}, "edit")
    held = session.segment(0).translation
    session.record.close()
    (journal,) = desk.folder.glob(".ilchi/*.jsonl")
    lines = journal.read_text()
    assert "\\u0000" in lines
    journal.write_text(re.sub(r'\\\\u0000[^"]*', "", lines))
    again = desk.session()
    assert again.segment(0).translation == held
    assert not again.conflicts
    assert again.undo() is not None
    assert again.segment(0).translation == session.model.segment(0).translation


def test_what_a_file_cannot_hold_is_refused_at_once_and_stays_in_the_form(tmp_path):
    async def scenario(driven):
        await driven.press("e")
        driven.app.screen.field.insert("\x07")
        await driven.press("ctrl+s")
        assert "XML cannot hold the character U+0007" in driven.app.said[0]
        assert driven.session.undo() is None
        await driven.press("e")
        assert "\x07" in driven.app.screen.text

    drive(Desk(tmp_path, news=UNIT, name="a.xlf"), scenario, size=(100, 40))
    lines = Desk(tmp_path, news="source\ttarget\n강\triver\n", name="a.tsv").session()
    with pytest.raises(CheckerError):
        lines.edit({0: "a\nb\tc\0"}, "edit")


def test_no_text_is_taken_for_codes(tmp_path):
    session = Desk(tmp_path).session()
    assert session._target(0, session.value(0, Target("a\0 0:1"))) == Target("a\0 0:1")


def test_the_form_shows_codes_and_keeps_them_whole(tmp_path):
    async def scenario(driven):
        await driven.press("e")
        assert "⟨1⟩a meeting⟨/1⟩⟨2/⟩" in text_of(driven.app)
        await driven.press("end", "backspace", "backspace")
        assert "⟨2/⟩ of the source missing" in text_of(driven.app)
        await driven.press("home", "ctrl+t", "ctrl+s")
        assert driven.session.segment(0).translation == driven.session.marks(0).read(
            "⟨2/⟩The State Council held ⟨1⟩a meeting⟨/1⟩"
        )
        await driven.press("e", "f7", *"New.")
        assert "put back" in text_of(driven.app)
        await driven.press("ctrl+s")
        target = driven.session.segment(0).translation
        assert (target.text, len(target.codes)) == ("New.", 3)
        await driven.press("e", "f7", "delete")
        driven.app.screen.field.insert("⟨1⟩")
        driven.app.screen.action_keep()  # before anything is drawn
        await driven.settle()
        assert driven.session.segment(0).target == "⟨1⟩", "what is typed is text"

    drive(Desk(tmp_path, news=UNIT, name="a.xlf"), scenario, size=(100, 40))


def test_a_locked_segment_is_refused_while_it_is_edited(tmp_path):
    locked = MQ.format(
        '<trans-unit id="1" mq:locked="locked"><source>가</source><target>a</target></trans-unit>'
        '<trans-unit id="2"><source>나</source><target>b</target></trans-unit>'
    )
    session = Desk(tmp_path, news=locked, name="a.mqxliff").session()
    with pytest.raises(CheckerError, match="locked"):
        session.edit({0: "c"}, "edit")
    session.edit({0: "c", 1: "d"}, "edit")
    assert [session.segment(number).target for number in (0, 1)] == ["a", "d"]
    assert Files(session).save().problems == ()


def test_line_by_line_codes_are_typed_as_marks(tmp_path):
    desk = Desk(tmp_path, news=UNIT, name="a.xlf")
    out = io.StringIO()
    answers = ["e", "The ⟨/1⟩SAC ⟨1⟩met.", "The ⟨1⟩SAC⟨/1⟩ met.", "w", "k"]
    assert run(desk.opened(), desk.job, io.StringIO("\n".join(answers)), out, Direct) == 0
    said = out.getvalue()
    assert "en: The State Council held ⟨1⟩a meeting⟨/1⟩⟨2/⟩." in said
    assert "⟨/1⟩ has no ⟨1⟩ before it" in said
    assert "⟨2/⟩ put back: The ⟨1⟩SAC⟨/1⟩ met⟨2/⟩." in said
    assert '<target>The <g id="1">SAC</g> met<x id="2"/>.</target>' in desk.news.read_text()


def test_an_editor_gets_marks_and_what_it_gives_back_is_never_lost(tmp_path):
    async def scenario(driven):
        seen = []

        def editor(text):
            seen.append(text)
            return back.pop()

        back = ["⟨2/⟩The ⟨1⟩SAC⟨/1⟩ met.", "The ⟨/1⟩SAC ⟨1⟩met."]
        driven.app.in_editor = editor
        await driven.press("E")
        assert seen == ["The State Council held ⟨1⟩a meeting⟨/1⟩⟨2/⟩."]
        assert "⟨/1⟩ has no ⟨1⟩ before it" in text_of(driven.app)
        await driven.press("e")
        assert "The ⟨/1⟩SAC ⟨1⟩met" in text_of(driven.app)
        await driven.press("ctrl+s")
        assert isinstance(driven.app.screen, Edit), "it is not kept like this"
        await driven.press("escape", "E")
        target = driven.session.segment(0).translation
        assert target == driven.session.marks(0).read("⟨2/⟩The ⟨1⟩SAC⟨/1⟩ met.")

    drive(Desk(tmp_path, news=UNIT, name="a.xlf"), scenario, size=(100, 40))
