"""Names that a document spells in different ways, beyond the examples of the rule."""

import pytest

from checker import Corpus, Glossary, Segment, Settings, check

NOTHING = Glossary.from_rows([])
SPOKE = ("마체고라 대사가 말했다.", "Ambassador Matsegora spoke.")
SMILED = ("마체고라는 웃었다.", "Matsegora smiled.")
RAINED = ("비가 왔다.", "It rained.")


def drifts(*pairs, glossary=NOTHING, languages=("ko", "en"), chunk=1000):
    segments = [
        Segment(source=source, target=target, document=more[0] if more else "") for source, target, *more in pairs
    ]
    found = check(Corpus.of(segments, *languages), glossary, Settings(chunk=chunk)).findings
    return [(f.segment, f.found, *f.expected) for f in found if f.rule == "inconsistent-name"]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("마체고라가 떠났다.", "Matzegora left.", "Matzegora"),
        ("마체고라가 떠났다.", "Then Matsegorra left.", "Matsegorra"),
        ("마체고라가 떠났다.", "MatseGora left.", "MatseGora"),
        ("마체고라가 떠났다.", "Matsegora left.", None),
        ("마체고라가 떠났다.", "MATSEGORA LEFT", None),
        ("마체고라가 떠났다.", "Matsegora's envoy left.", None),
        ("마체고라들이 떠났다.", "The Matsegoras left.", None),
        ("소콜로프가 떠났다.", "Matzegora left.", None),
    ],
)
def test_one_letter_of_a_name(source, target, found):
    expected = [(3, found, "Matsegora")] if found else []
    assert drifts(SPOKE, RAINED, SMILED, (source, target)) == expected


def test_the_rarer_spelling_is_flagged_wherever_it_stands():
    first = ("마체고라가 왔다.", "Matzegora came.")
    assert drifts(first, SPOKE, RAINED, SMILED) == [(0, "Matzegora", "Matsegora")]


def test_of_two_the_later_one_is_flagged():
    assert drifts(SPOKE, RAINED, ("마체고라가 떠났다.", "Matzegora left.")) == [(2, "Matzegora", "Matsegora")]


def test_a_hyphen_a_space_and_a_part_of_a_name():
    pairs = [
        ("왈리드 무알렘이 왔다.", "Walid al-Moualem came."),
        ("무알렘은 말했다.", "Al-Moualem spoke."),
        ("비가 왔다.", "It rained."),
        ("무알렘이 떠났다.", "Al-Mualem left."),
    ]
    assert drifts(*pairs) == [(3, "Al-Mualem", "Al-Moualem")]
    kims = [(f"리범도가 {verb}.", f"Ri Beom-do {done}.") for verb, done in (("왔다", "came"), ("갔다", "went"))]
    assert drifts(*kims, RAINED, ("리범도가 웃었다.", "Ri Beom Do smiled.")) == [(3, "Beom Do", "Beom-do")]


@pytest.mark.parametrize(
    ("word", "first", "second", "drift"),
    [
        ("배진옥", "Bae Jin-ok", "Pae Jin-ok", ("Pae", "Bae")),
        ("이병헌", "Lee Byung-hun", "Lee Byung-hoon", ("Byung-hoon", "Byung-hun")),
        ("이병헌", "Lee Byung-hoon", "Lee Byung-hun", ("Byung-hoon", "Byung-hun")),
        ("리성금", "Ri Song Gum", "Ri Sung Gum", ("Sung", "Song")),
        ("노상호", "Noh Sang-ho", "Roh Sang-ho", ("Roh", "Noh")),
        ("노상호", "Noh Sang-ho", "Ahn Sang-ho", None),
        ("조규성", "Cho Gue-sung", "Choe Gue-sung", ("Choe", "Cho")),
        ("박정호", "Park Jung-ho", "Park Jungho", ("Jungho", "Jung-ho")),
        ("배진옥", "Bae Jin-ok", "Bae", None),
        ("김민호", "Kim Min-ho", "Kim Min-hee", ("Min-hee", "Min-ho")),
        ("촉바트", "Chogbat", "Tsogbat", ("Tsogbat", "Chogbat")),
        ("닐슨", "Nielsen", "Neilson", ("Neilson", "Nielsen")),
        ("비요른", "Bjorn", "Bjoern", ("Bjoern", "Bjorn")),
        ("쿠르드", "Kurdish", "Kurds", None),
    ],
)
def test_a_name_of_one_sound(word, first, second, drift):
    found = drifts((f"{word} 씨가 왔다.", f"{first} came."), RAINED, (f"{word} 씨는 웃었다.", f"{second} smiled."))
    assert [each[1:] for each in found] == ([drift] if drift else [])


def test_names_of_several_people_are_no_slips():
    both = ("김민호 씨와 김민희 씨가 왔다.", "Kim Min-ho and Kim Min-hee came.")
    one = ("김민호 씨는 김민희 씨의 오빠다.", "Her brother is Kim Min-hee's only relative.")
    assert drifts(both, RAINED, one) == []
    assert drifts(("김민호 씨가 왔다.", "Kim Min-ho came."), RAINED, one) == []


def test_words_of_the_language_are_no_slips():
    pairs = [
        ("단체가 왔다.", "The Group came."),
        ("단체는 말했다.", "The Group spoke."),
        ("단체가 갔다.", "The Grout left."),
    ]
    assert drifts(*pairs) == []


def test_two_names_in_one_segment_are_two_names():
    both = ("로젠버그와 로젠버거가 왔다.", "Rosenberg and Rosenburg came.")
    assert drifts(("로젠버그는 웃었다.", "Rosenberg smiled."), RAINED, both) == []


def test_other_documents_do_not_count():
    assert drifts((*SPOKE, "1"), (*SMILED, "1"), ("마체고라가 떠났다.", "Matzegora left.", "2")) == []


def test_names_of_the_glossary_are_left_to_it():
    glossary = Glossary.from_rows([{"category": "person", "source": "마체고라", "target": "Matsegora"}])
    assert drifts(SPOKE, SMILED, ("마체고라가 떠났다.", "Matzegora left."), glossary=glossary) == []


def test_a_name_as_the_source_writes_it_is_right():
    pairs = [("Rosenberg(로젠버그)가 왔다.", "Rosenberg came."), ("로젠버그는 웃었다.", "Rosenberg smiled.")]
    assert drifts(*pairs, RAINED, ("로젠버그, 곧 Rosenborg가 이겼다.", "Rosenborg won.")) == []


def test_languages_that_share_a_script_copy_names():
    german = [
        ("Matsegora kam gestern.", "Matsegora came yesterday."),
        ("Es hat geregnet.", "It rained."),
        ("Dann ging Matsegora heim.", "Then Matzegora went home."),
    ]
    assert drifts(*german, languages=("de", "en")) == [(2, "Matzegora", "Matsegora")]
    german[2] = ("Dann ging Matzegora heim.", "Then Matzegora went home.")
    assert drifts(*german, languages=("de", "en")) == []


@pytest.mark.parametrize("target", ["vi", "xx"])
def test_a_language_without_a_vocabulary_says_nothing(target):
    pairs = (SPOKE, RAINED, SMILED, ("마체고라가 떠났다.", "Matzegora left."))
    assert drifts(*pairs, languages=("ko", target)) == []


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_any_cut_gives_the_same(chunk):
    pairs = (SPOKE, RAINED, SMILED, ("마체고라가 떠났다.", "Matzegora left."))
    assert drifts(*pairs, chunk=chunk) == drifts(*pairs)


def test_a_segment_with_many_names_keeps_them_all():
    names = [f"Matsegora{letter}o" for letter in "bcdfghklmnprstvz"]
    many = (
        f"마체고라와 {' '.join(f'마체고라{end}오,' for end in '브크드프그흐크르므느프르스트브즈')} 모두가 모였다.",
        ", ".join(names) + " and Matzegora met.",
    )
    assert drifts(SPOKE, SMILED, many)[-1:] == [(2, "Matzegora", "Matsegora")]
