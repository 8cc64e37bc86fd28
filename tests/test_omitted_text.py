"""What the target leaves out, beyond the examples of the rule; and sentences, on which it stands."""

import pytest

from checker import Corpus, Glossary, Segment, Settings, check
from checker.text.sentences import is_closed, sentences

NAMES = Glossary.from_rows([{"category": "person", "source": "마체고라", "target": "Matsegora"}])
ARRIVED = "마체고라 대사는 3월 12일 평양 공항에 내렸다."
LED = "그는 사흘 동안 대표단을 이끌고 여러 공장과 학교를 둘러보았다."
SAID = "Ambassador Matsegora landed at Pyongyang airport on March 12."
TOURED = "He led the delegation for three days and toured several factories and schools."


def omitted(source, target, languages=("ko", "en"), glossary=NAMES, **known):
    found = check(Corpus.of([Segment(source=source, target=target, **known)], *languages), glossary).findings
    return [(f.reason, f.source[0].of(source)) for f in found if f.rule == "omitted-text"]


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        (f"{SAID} {TOURED}", []),
        (SAID, [("sentence", LED)]),
        (TOURED, [("sentence", ARRIVED)]),
        (f"{SAID[:-1]}, and for three days led the delegation to factories and schools.", []),
    ],
)
def test_the_sentence_that_is_missing(target, missing):
    assert omitted(f"{ARRIVED} {LED}", target) == missing


def test_the_other_way_round():
    assert omitted(f"{SAID} {TOURED}", ARRIVED, ("en", "ko"), Glossary.from_rows([])) == [("sentence", TOURED)]
    assert omitted(f"{SAID} {TOURED}", f"{ARRIVED} {LED}", ("en", "ko"), Glossary.from_rows([])) == []


def test_one_of_three():
    source = f"{ARRIVED} {LED} 회담에서는 2019년에 맺은 협정 17건의 이행 문제를 논의했다."
    assert omitted(source, f"{SAID} {TOURED}") == [("sentence", source[len(ARRIVED) + len(LED) + 2 :])]


def test_a_clause():
    source = "외무성은 폭우로 다리가 무너져 주민들이 고립되었으며 구조대가 아직 마을에 들어가지 못했다고 밝혔다."
    assert omitted(source, "A bridge collapsed.") == [("clause", source)]
    assert omitted(source, "A bridge fell in the rain and cut off residents whom rescuers cannot reach yet.") == []


@pytest.mark.parametrize("known", [{"fuzzy": True}, {"state": "new"}])
def test_what_is_not_translated_yet_leaves_nothing_out(known):
    assert omitted(f"{ARRIVED} {LED}", SAID, **known) == []


@pytest.mark.parametrize("target", ["", f"{ARRIVED} {LED}", f"{SAID} {LED}"])
def test_what_other_rules_say_is_not_said_again(target):
    assert omitted(f"{ARRIVED} {LED}", target) == []


def test_what_ends_without_a_stop_is_no_sentence():
    assert omitted("알림을 받지 않겠습니까? 나중에 설정에서 언제든 다시 바꿀 수 있습니다", "Mute?") == []


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("The team also found stomach stones.", 1),
        ("The team also found stomach stones in it, it wrote.", 0),
        ("The team found stomach stones. It has written about it.", 0),
    ],
)
def test_a_short_sentence_after_one_without_a_pause(target, missing):
    assert len(omitted("연구진은 위 속의 돌도 찾아냈다. 결과는 네이처 최신호에 실렸다.", target)) == missing


def test_brackets_count_on_neither_side():
    source = "로버트슨(Robertson, 국제 사진가 연맹 회장) 교수는 이 도시에서 처음으로 전시회를 열었다. 그는 웃었다."
    assert omitted(source, "Professor Robertson opened the first exhibition in this city, smiling.") == []


def test_a_text_of_many_sentences_is_only_measured_as_a_whole():
    source = f"{ARRIVED} {LED} " * 8
    assert omitted(source, f"{SAID} {TOURED} " * 7) == []
    assert [reason for reason, _ in omitted(source, f"{SAID} {TOURED} " * 3)] == ["clause"]


def test_terms_are_evidence():
    source = f"{LED} 마체고라와 마체고라의 아내도 왔다."
    assert omitted(source, TOURED)[0][1].startswith("마체고라")


def test_any_cut_gives_the_same():
    segments = [Segment(source=f"{ARRIVED} {LED}", target=target) for target in (SAID, f"{SAID} {TOURED}", TOURED)]
    whole, cut = (list(check(Corpus.of(segments), NAMES, Settings(chunk=size)).findings) for size in (9, 1))
    assert whole == cut
    assert [f.segment for f in whole if f.rule == "omitted-text"] == [0, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("하나", ["하나"]),
        ("그가 왔다. 그는 갔다.", ["그가 왔다.", "그는 갔다."]),
        ("“왔습니까?” 그가 물었다.", ["“왔습니까?”", "그가 물었다."]),
        ("“왔습니다.”라고 말했다.", ["“왔습니다.”라고 말했다."]),
        ("彼は来た。そして去った。", ["彼は来た。", "そして去った。"]),
        (
            "Mr. J. Smith met Dr. Lee of the U.S. team. They talked.",
            ["Mr. J. Smith met Dr. Lee of the U.S. team.", "They talked."],
        ),
        ("1. He came on March 12. 2. He left.", ["1. He came on March 12.", "2. He left."]),
        ("It rose 3.5 points!  Really?!", ["It rose 3.5 points!", "Really?!"]),
        ("Wait… what?", ["Wait…", "what?"]),
    ],
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "closed"), [("끝났다.", True), ("“끝났다!” ", True), ("끝", False), ("", False), ("。", True)]
)
def test_the_end_of_a_sentence(text, closed):
    assert is_closed(text) is closed
