"""Inline codes: where they stand after an edit, their marks, and what is wrong with them."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Code, Segment, Span, Target
from checker.text.codes import carried, completed, crossed, fitted, kind, partners
from checker.text.marks import Marks, pattern
from tui.state.making import begun
from tui.state.offers import inserted

TAGS = {
    "1": '<g id="1">',
    "/1": "</g>",
    "2": '<g id="2">',
    "/2": "</g>",
    "3/": '<x id="3"/>',
    "4/": '<ph id="4">|</ph>',
    "5": '<bpt id="5">[</bpt>',
    "/5": '<ept id="5">]</ept>',
    "6/": '<x id="6" ctype="lb"/>',
}


def target(shown: str) -> Target:
    """A target from its text with marks: ``one ⟨1⟩two⟨/1⟩``."""
    text, codes = "", []
    for number, part in enumerate(shown.replace("⟩", "⟨").split("⟨")):
        if number % 2:
            codes.append(Code(len(text), TAGS[part], part.strip("/")))
            text += "\n" * (part == "6/")
        else:
            text += part
    return Target(text, tuple(codes))


def segment(source: str, translation: str = "") -> Segment:
    one, other = target(source), target(translation)
    return Segment(source=one.text, source_codes=one.codes, target=other.text, target_codes=other.codes)


EVERY = segment("⟨1⟩가⟨/1⟩⟨2⟩나⟨/2⟩⟨3/⟩⟨4/⟩⟨5⟩다⟨/5⟩⟨6/⟩")
MARKS = Marks(EVERY)


def shown(one: Target) -> str:
    return MARKS.shown(one)


MOVES = [  # a target, its new text, the target then
    ("He saw ⟨1⟩Kim⟨/1⟩ there.", "He saw ⟨1⟩Lee⟨/1⟩ there."),
    ("He saw ⟨1⟩Kim⟨/1⟩ there.", "He met ⟨1⟩Lee⟨/1⟩ yesterday."),
    ("⟨1⟩Kim⟨/1⟩ saw ⟨2⟩Lee⟨/2⟩.", "⟨2⟩Lee⟨/2⟩ was seen by ⟨1⟩Kim⟨/1⟩."),
    ("⟨1⟩Kim ⟨2⟩Il⟨/2⟩ Sung⟨/1⟩ came", "Then came ⟨1⟩Kim ⟨2⟩Il⟨/2⟩ Sung⟨/1⟩"),
    ("a ⟨1⟩red⟨/1⟩ cap", "a small ⟨1⟩red⟨/1⟩ cap"),
    ("a ⟨1⟩red⟨/1⟩ cap", "a ⟨1⟩red⟨/1⟩, small cap"),
    ("one⟨3/⟩ two three", "one⟨3/⟩ three"),
    ("one tw⟨3/⟩o three", "one six⟨3/⟩ three"),
    ("⟨3/⟩one two⟨4/⟩", "⟨3/⟩six⟨4/⟩"),
    ("⟨1⟩one⟨/1⟩⟨3/⟩", "⟨1⟩⟨/1⟩⟨3/⟩"),
    ("⟨1⟩⟨/1⟩⟨3/⟩", "⟨1⟩new⟨/1⟩⟨3/⟩"),
    ("Quite ⟨5⟩old⟨/5⟩ words", "All ⟨5⟩is⟨/5⟩ new"),
    ("one⟨6/⟩two", "one⟨6/⟩three"),
    ("one⟨6/⟩two", "six seven"),
    ("one⟨6/⟩two⟨3/⟩.", "six⟨6/⟩seven⟨3/⟩."),
    ("강이 ⟨1⟩얼었⟨/1⟩다.", "강이 ⟨1⟩녹았⟨/1⟩다."),
    ("no code", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_codes_stay_with_the_words_that_stay(before, after):
    wanted = target(after)
    assert shown(Target(wanted.text, carried(target(before), wanted.text))) == after


def test_a_known_edit_tells_more_than_a_comparison_of_texts():
    before = target("a ⟨1⟩b⟨/1⟩ b c")
    behind = carried(before, "a x b b c", [(0, 0, 2), (2, 4, 5)])
    assert shown(Target("a x b b c", behind)) == "a x ⟨1⟩b⟨/1⟩ b c"
    within = carried(before, "a b x b c", [(0, 0, 3), (3, 5, 4)])
    assert shown(Target("a b x b c", within)) == "a ⟨1⟩b⟨/1⟩ x b c"


def test_a_target_without_text_gets_the_codes_of_the_source():
    untranslated = segment("⟨1⟩평양⟨/1⟩은 2012년에⟨3/⟩ 컸다.")
    assert shown(fitted(untranslated, "In 2012 Pyongyang was big.")) == "⟨1⟩In⟨/1⟩ 2012 Pyongyang ⟨3/⟩was big."
    assert shown(fitted(segment("그 ⟨1⟩XK-12⟨/1⟩ 호"), "No. XK-12")) == "No. ⟨1⟩XK-12⟨/1⟩"
    assert fitted(segment("⟨1⟩가⟨/1⟩", "x"), "y").codes == (), "a target without codes is somebody's choice"
    assert shown(fitted(segment("가", "⟨1⟩⟨/1⟩"), "y")) == "⟨1⟩y⟨/1⟩"


@pytest.mark.parametrize(
    ("there", "more", "then"),
    [
        ("one two", "⟨1⟩one⟨/1⟩ two", "⟨1⟩one⟨/1⟩ two"),
        ("⟨2⟩one⟨/2⟩ two", "⟨1⟩one two⟨/1⟩", "⟨2⟩⟨1⟩one⟨/1⟩⟨/2⟩ two"),
        ("one ⟨2⟩two⟨/2⟩", "o⟨1⟩ne tw⟨/1⟩o", "o⟨1⟩ne ⟨2⟩two⟨/2⟩⟨/1⟩"),
        ("one two⟨/1⟩", "⟨1⟩one two", "⟨1⟩one two⟨/1⟩"),
        ("⟨2⟩one⟨/2⟩ two⟨/1⟩", "o⟨1⟩ne two", "⟨1⟩⟨2⟩one⟨/2⟩ two⟨/1⟩"),
        ("⟨1⟩one ⟨2⟩two⟨/2⟩", "one t⟨/1⟩wo", "⟨1⟩one ⟨/1⟩⟨2⟩two⟨/2⟩"),
        ("one⟨6/⟩two", "one⟨3/⟩two", "one⟨3/⟩⟨6/⟩two"),
        ("", "⟨1⟩⟨/1⟩⟨3/⟩", "⟨1⟩⟨/1⟩⟨3/⟩"),
    ],
)
def test_more_codes_are_nested_among_those_there(there, more, then):
    held = target(there)
    assert shown(Target(held.text, completed(held.codes, target(more).codes))) == then


@pytest.mark.parametrize(
    ("text", "element", "pair"),
    [
        ("<g id='1'>", True, True), ("</x:g>", True, True), ("<pc id='1' note='a > b'>", True, True),
        ("<g id='1'/>", False, False), ("<x id='1'/>", False, False), ("<ph id='1'>a > b</ph>", False, False),
        ("<bpt i='1'>[</bpt>", False, True), ("<x:sc id='1'/>", False, True), ("<it pos='open'>[</it>", False, False),
        ("<sc id='1' isolated='yes'/>", False, False), ("<!-- <g> -->", False, False), ("<?g a?>", False, False),
    ],
)  # fmt: skip
def test_what_a_code_is(text, element, pair):
    found = kind(Code(0, text, "1"))
    assert (found.element, found.role.value != 0) == (element, pair)


def test_pairs_are_found_by_the_attribute_that_their_format_pairs_by():
    def paired(*texts: str) -> dict[int, int]:
        return partners([Code(0, text, str(number)) for number, text in enumerate(texts)])

    assert paired('<bpt i="1" x="8"/>', '<bpt i="2"/>', '<ept i="1"/>') == {0: 2, 2: 0}
    assert paired('<bx id="1" rid="a"/>', '<ex id="2" rid="a"/>') == {0: 1, 1: 0}
    assert paired('<sc id="1"/>', '<ec startRef="1"/>') == {0: 1, 1: 0}
    assert crossed([Code(0, TAGS[each], each.strip("/")) for each in ("1", "5", "/1", "/5")]) == (0, 1)
    assert crossed([Code(0, TAGS[each], each.strip("/")) for each in ("1", "5", "/1", "/5")], elements=True) is None


# Marks


def test_marks_are_numbered_by_the_source():
    source = (Code(0, "<ph>b</ph>"), Code(1, '<x id="9"/>', "9"))
    there = (Code(0, '<x id="9" />', "9"), Code(0, "<ph>c</ph>"), Code(0, "<ph>b</ph>"))
    one = Marks(Segment(source="가", target="a", source_codes=source, target_codes=there))
    assert one.labels(there) == ["2/", "3/", "1/"]
    assert one.missing(()) == ["1/", "2/"]


def test_what_looks_like_a_mark_is_text():
    text = target("one ⟨1⟩two⟨/1⟩")
    assert MARKS.read("⟨7⟩ and ⟨ 1⟩") == Target("⟨7⟩ and ⟨ 1⟩")
    looks = Target("⟨1⟩ " + text.text, tuple(Code(code.at + 4, code.text, code.id) for code in text.codes))
    signs = MARKS.signs(looks.text)
    assert MARKS.shown(looks, *signs) == "⟨1⟩ one ⟨⟨1⟩⟩two⟨⟨/1⟩⟩"
    assert MARKS.read(MARKS.shown(looks, *signs), *signs) == looks


@given(st.text(st.sampled_from("⟨⟩1/ \n"), max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_every_text_can_be_shown_and_read(text, start, end):
    places = sorted((min(start, len(text)), min(end, len(text))))
    one = Target(text, (Code(places[0], TAGS["1"], "1"), Code(places[1], TAGS["/1"], "1")))
    signs = MARKS.signs(text)
    assert MARKS.read(MARKS.shown(one, *signs), *signs) == one
    assert MARKS.unpacked(text, MARKS.packed(one.codes)) == one


@pytest.mark.parametrize(
    ("codes", "fault"),
    [
        ("⟨1⟩a⟨/1⟩⟨2⟩b⟨/2⟩", ""),
        ("⟨1⟩a⟨2⟩⟨/1⟩b⟨/2⟩", "⟨1⟩ and ⟨2⟩ overlap: ⟨/2⟩ must come first"),
        ("⟨1⟩a⟨5⟩⟨/1⟩b⟨/5⟩", "⟨1⟩ and ⟨5⟩ overlap: ⟨/5⟩ must come first"),
        ("⟨1⟩a", "⟨1⟩ has no ⟨/1⟩ behind it"),
        ("a⟨/5⟩", "⟨/5⟩ has no ⟨5⟩ before it"),
        ("⟨/1⟩a⟨1⟩", "⟨/1⟩ has no ⟨1⟩ before it"),
        ("a⟨4/⟩⟨4/⟩", "⟨4/⟩ stands 2 times, and the file can hold it once"),
        ("a⟨3/⟩⟨3/⟩", ""),
        ("a⟨6/⟩b", ""),
    ],
)
def test_what_is_wrong_is_said_in_words(codes, fault):
    found = MARKS.faults(target(codes))
    assert found[:1] == ([fault] if fault else [])


def test_codes_that_are_not_in_the_text_are_no_codes_of_it():
    code = Code(3, TAGS["3/"], "3")
    assert MARKS.faults(Target("ab", (code,)))
    assert MARKS.faults(Target("abcd", (code, Code(0, TAGS["4/"], "4"))))
    assert MARKS.faults(Target("a b", (Code(1, TAGS["6/"], "6"),)))
    assert MARKS.unpacked("ab", "x:2 0:99 0:4/").codes == (Code(0, TAGS["4/"], "4"),)


def test_what_the_file_forbids():
    fixed = Marks(Segment(source="가", target="", source_codes=(Code(0, '<ph id="1" canDelete="no"/>', "1"),)))
    assert fixed.faults(Target("a")) == ["⟨1/⟩ must not be left out"]
    once = Marks(Segment(source="가", target="", source_codes=(Code(0, '<x id="1" clone="no"/>', "1"),)))
    assert once.faults(Target("a", (Code(0, '<x id="1" clone="no"/>', "1"),) * 2))
    half = Marks(Segment(source="가", target="", source_codes=(Code(0, TAGS["5"], "5"),)))
    assert half.faults(Target("a", (Code(0, TAGS["5"], "5"),))) == []


def test_pairs_that_overlap_in_the_file_may():
    one = target("⟨1⟩a⟨5⟩b⟨/1⟩c⟨/5⟩")
    free = Marks(Segment(source="a", target=one.text, target_codes=one.codes))
    assert free.faults(target("⟨1⟩x⟨5⟩⟨/1⟩y⟨/5⟩")) == []
    assert free.faults(Target("x", carried(one, "x"))) == []


# A text in the making


@pytest.mark.parametrize(
    ("typed", "without", "then", "notes"),
    [
        ("a ⟨1⟩red⟨/1⟩⟨2/⟩ cap", (), "a ⟨1⟩red⟨/1⟩⟨2/⟩ cap", []),
        ("a ⟨1⟩blue⟨/1⟩ cap", (), "a ⟨1⟩blue⟨/1⟩⟨2/⟩ cap", ["⟨2/⟩ put back: a ⟨1⟩blue⟨/1⟩⟨2/⟩ cap"]),
        ("a ⟨1⟩blue⟨/1⟩ cap", ("2/",), "a ⟨1⟩blue⟨/1⟩ cap", ["⟨2/⟩ of the source missing"]),
        ("one blue hat", (), "one ⟨1⟩blue⟨/1⟩⟨2/⟩ hat", ["⟨1⟩ ⟨/1⟩ ⟨2/⟩ put back: one ⟨1⟩blue⟨/1⟩⟨2/⟩ hat"]),
        ("a ⟨2/⟩⟨1⟩red cap", (), "a ⟨2/⟩⟨1⟩red⟨/1⟩ cap", ["⟨/1⟩ put back: a ⟨2/⟩⟨1⟩red⟨/1⟩ cap"]),
    ],
)
def test_codes_that_lose_their_mark_with_their_words_come_back(typed, without, then, notes):
    one = segment("⟨1⟩빨간⟨/1⟩⟨3/⟩ 모자", "a ⟨1⟩red⟨/1⟩⟨3/⟩ cap")
    making = begun(one, Marks(one), plain=True)
    assert Marks(one).shown(making.target(typed, without)) == then
    assert making.notes(typed, without) == notes
    assert making.faults(typed, without) == []


def test_a_line_break_comes_back_with_its_code():
    one = segment("가⟨6/⟩나", "one⟨6/⟩two")
    making = begun(one, Marks(one), plain=True)
    assert making.text == "one⟨1/⟩two"
    assert making.target("one two") == target("one⟨6/⟩ two")


def test_only_the_source_keeps_codes():
    one = segment("가", "a⟨3/⟩b")
    making = begun(one, Marks(one), plain=True)
    assert making.text == "a⟨1/⟩b"
    assert making.target("ab").codes == ()
    assert making.next_label("ab") == "1/"


def test_marks_of_the_form_are_no_text_that_can_be_typed():
    one = segment("⟨1⟩가⟨/1⟩", "⟨1⟩a⟨/1⟩")
    making = begun(one, Marks(one))
    assert making.target(making.text) == one.translation
    assert making.target("⟨1⟩b").text == "⟨1⟩b"
    assert making.next_label("b") == "1"
    assert [making.span(Span(*span)) for span in ((0, 1), (0, 0), (1, 1))] == [Span(3, 4), Span(3, 3), Span(8, 8)]
    strange = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    odd = Segment(source="가", target=strange, source_codes=one.source_codes, target_codes=one.target_codes)
    assert (held := begun(odd, Marks(odd))).target(held.text) == odd.translation


def test_a_rendering_has_blanks_around_it_whatever_codes_are_there():
    text = "held⟨2/⟩."
    assert inserted(text, Span(8, 8), "there", pattern("⟨", "⟩")) == ("held⟨2/⟩ there.", Span(9, 14))
    assert inserted("⟨1⟩a", Span(0, 0), "b", pattern("⟨", "⟩")) == ("b ⟨1⟩a", Span(0, 1))


# Any targets and edits


def tree(chance: random.Random, left: list[str], depth: int = 0) -> str:
    """A random text with some of the codes ``left``, nested."""
    made = []
    for _ in range(chance.randint(1, 4)):
        made.append(chance.choice(("river ", "sea", " ", "Kim ", "2012", ", ", "강", "")))
        if left and chance.random() < 0.6:
            label = left.pop()
            made.append(f"⟨{label}/⟩" if label in "346" else f"⟨{label}⟩{tree(chance, left, depth + 1)}⟨/{label}⟩")
    return "".join(made)


def rewritten(chance: random.Random, text: str) -> str:
    """A random edit of a text."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    match chance.randrange(6):
        case 0:
            words[at] = "brook"
        case 1:
            del words[at]
        case 2:
            words.insert(at, "quite")
        case 3:
            chance.shuffle(words)
        case 4:
            return chance.choice(("", "All is new here.", "x", "\n"))
        case _:
            start = chance.randint(0, len(text))
            return text[:start] + chance.choice(("", "a", "\n", " b ")) + text[start + chance.randint(0, 5) :]
    return " ".join(words)


@given(st.integers(0, 1 << 32))
def test_any_edit_keeps_codes_nested_and_loses_none_but_line_breaks(seed):
    chance = random.Random(seed)
    labels = list("123456")
    chance.shuffle(labels)
    before = target(tree(chance, labels[: chance.randint(0, 6)]))
    for _ in range(3):
        text = rewritten(chance, before.text)
        after = Target(text, carried(before, text))
        assert MARKS.faults(after) == []
        gone = set(MARKS.labels(before.codes)) ^ set(MARKS.labels(after.codes))
        assert len(after.codes) == len(before.codes) - len(gone)
        assert gone <= {"6/"}
        assert carried(after, text) == after.codes
        before = after


@given(st.integers(0, 1 << 32))
def test_any_marks_that_go_come_back_nested(seed):
    chance = random.Random(seed)
    labels = list("123456")
    chance.shuffle(labels)
    before = target(tree(chance, labels[: chance.randint(0, 6)]))
    typed = MARKS.read(rewritten(chance, MARKS.shown(before)))
    after = MARKS.kept(before, typed)
    there = set(MARKS.labels(typed.codes))
    assert set(MARKS.labels(after.codes)) == there | set(MARKS.labels(before.codes))
    if not MARKS.faults(typed):
        assert MARKS.faults(after) == []


def test_many_codes_and_long_texts_take_no_time():
    count = 2000
    codes = tuple(
        Code(5 * number, "</g>" if number % 2 else f"<g id='{number}'>", str(number // 2 * 2))
        for number in range(count)
    )
    start = time.process_time()
    for text in ("wort " * count, "word " * 3, "", "word " * (count - 1)):
        assert len(carried(Target("word " * count, codes), text)) == count
    kind(Code(0, "<" + "a." * 100_000 + ":", "x"))
    kind(Code(0, "<a " + "b" * 100_000, "x"))
    assert time.process_time() - start < 5
