"""The rules on the text itself, beyond the examples in their docstrings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, Settings, check
from checker.storage import sorted_runs
from checker.storage.sorted_runs import Note, Runs
from checker.text import language_guess
from tests.measure import SHARED, lines, report

NAMES = Glossary.from_rows(
    [
        {"category": "person", "source": "마체고라", "target": "Matsegora"},
        {"category": "place", "source": "평양", "target": "Pyongyang"},
        {"category": "organization", "source": "인민군", "target": "People's Army"},
    ]
)


def findings(*pairs, glossary=NAMES, languages=("ko", "en"), **known):
    segments = [Segment(source=source, target=target, **known) for source, target in pairs]
    return list(check(Corpus.of(segments, *languages), glossary).findings)


def of(rule, *pairs, **known):
    return [finding for finding in findings(*pairs, **known) if finding.rule == rule]


SHIFTED = [
    ("대사는 어제 도착했다.", "The ambassador arrived yesterday."),
    ("마체고라 대사는 1998년 파블로프와 평양에 왔다.", "He was tired, it was said."),
    ("그는 피곤해 보였다고 한다.", "Matsegora came to Pyongyang with Pavlov in 1998."),
    ("행사는 끝났다.", "The event is over."),
]


def test_a_shift_costs_one_finding():
    found = findings(*SHIFTED)
    assert {f.segment for f in found if f.rule == "misaligned-segment"} == {1, 2}
    assert all(f.severity == "neutral" for f in found if f.rule != "misaligned-segment" and f.segment in (1, 2))
    assert [f for f in found if f.rule == "missing-term"]


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_neighbours_are_seen_across_chunks(chunk):
    segments = [Segment(source=source, target=target) for source, target in SHIFTED]
    cut = check(Corpus.of(segments), NAMES, Settings(chunk=chunk)).findings
    assert list(cut) == findings(*SHIFTED)


def test_a_neighbour_of_another_document_says_nothing():
    segments = [
        Segment(source=source, target=target, document=str(number)) for number, (source, target) in enumerate(SHIFTED)
    ]
    assert not [f for f in check(Corpus.of(segments), NAMES).findings if f.reason == "neighbour"]


ALIGNED = [
    ("마체고라 대사는 1998년 평양에 왔다.", "Matsegora first came to Pyongyang in 1998."),
    ("오류", "Something went wrong. Please try again."),
    ("git 저장소 초기화", "Initialize the git repository"),
    ("CCTV 설치", "A camera was put up."),
    ("그는 3월 5일 돌아왔다.", "He came back that spring."),
    ("북한의 조선중앙통신(KCNA)이 보도했다.", "The North's news agency reported it."),
]


@pytest.mark.parametrize(("source", "target"), ALIGNED)
def test_free_translations_are_aligned(source, target):
    assert of("misaligned-segment", (source, target)) == []


DEBRIS = [
    ("stalemate 교착 상태, 막다름", "The talks have been in a stalemate since the spring."),
    ("Ferry sinks off southern coast 남해안서 여객선 침몰     2011.04", "Talks on the budget will go on until Friday."),
    ("그는 웃었다고 말했다고 전해졌다.", "He laughed. " + "Then they went home and talked it over again. " * 4),
]


@pytest.mark.parametrize(("source", "target"), DEBRIS)
def test_debris(source, target):
    assert len(of("misaligned-segment", (source, target))) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not beside the project")
@pytest.mark.parametrize("variety", ["south", "north"])
def test_labelled_misalignments(variety):
    labelled = {
        int(line.split()[0]) - 1 for line in lines(SHARED / "gold" / "misaligned_lines.txt") if line[:1].isdigit()
    }
    found = {f.segment for f in report(variety).findings if f.rule == "misaligned-segment"}
    assert len(found & labelled) >= 25
    assert len(found - labelled) <= 5


OTHER_LANGUAGES = [
    "Die Delegation ist am Montag in der Hauptstadt eingetroffen.",
    "La délégation est arrivée lundi dans la capitale du pays.",
    "La delegación llegó el lunes a la capital del país.",
    "A delegação chegou na segunda-feira à capital do país.",
    "Delegacja przybyła w poniedziałek do stolicy kraju.",
    "De delegatie kwam maandag aan in de hoofdstad van het land.",
    "La delegazione è arrivata lunedì nella capitale del paese.",
    "Delegationen anlände till huvudstaden på måndagen.",
    "Делегация прибыла в столицу в понедельник.",
    "代表团星期一抵达了首都平壤市。",
    "代表団は月曜日に首都に到着した。",
]
ENGLISH = [
    "The delegation arrived on Monday.",
    "Delegation arrives Monday",
    "Open recent file",
    "Ri Sol Ju",
    "Hwang Pyong So",
    "Order of Kim Jong Il, 2nd Class",
    "Mansudae Overseas Project Group of Companies",
    "KPA Unit 525",
    "enamel, brass, gilded copper, silver clasp",
    "Wait",
    "2019. 3. 5.",
    "★",
    "He wrote “Auf Wiedersehen” and left.",
    "portrait badge worn on left breast",
]


@pytest.mark.parametrize("target", OTHER_LANGUAGES)
def test_another_language_is_seen(target):
    assert len(of("wrong-language", ("대표단은 월요일에 수도에 도착했다.", target))) == 1


@pytest.mark.parametrize("target", ENGLISH)
def test_names_and_labels_have_no_language(target):
    assert of("wrong-language", ("대표단은 월요일에 수도에 도착했다.", target)) == []


def test_the_target_may_be_korean():
    pair = ("The delegation arrived on Monday.", "La délégation est arrivée lundi dans la capitale.")
    assert len(of("wrong-language", pair, languages=("en", "ko"))) == 1
    assert of("wrong-language", (pair[0], "대표단은 월요일에 도착했다."), languages=("en", "ko")) == []
    assert of("wrong-language", (pair[0], "KCNA"), languages=("en", "ko")) == []


KOREAN = [
    "오늘 회의가 열렸다.",
    "그는 의장으로 뽑혔다.",
    "안녕하세요.",
    "훈장을 받았다.",
    "리설주",
    "만수대창작사",
    "평양",
    "국기훈장 제2급",
]


def test_the_detector_needs_a_choice():
    """Between two languages it is right; left to all, it takes names for languages nobody speaks here."""
    names = [text for text in ENGLISH if len(text.split()) < 5 and any(map(str.islower, text))]
    both = frozenset(("ko", "en"))
    assert all(language_guess.likeliest(text, both)[0] == "ko" for text in KOREAN)
    assert all(language_guess.likeliest(text, both)[0] == "en" for text in names)
    assert sum(language_guess.likeliest(text, language_guess.known())[0] != "en" for text in names) >= 3


def test_the_detector_is_repeatable():
    answers = []
    for _ in range(5):
        language_guess.likeliest.cache_clear()
        answers.append([language_guess.likeliest(text, language_guess.known()) for text in ENGLISH])
    assert all(answer == answers[0] for answer in answers)
    assert language_guess.likeliest("12 — 5", frozenset(("en",))) == ("", 0.0)


GARBLED = [
    ("He didnâ€™t say.", "â€™"),
    ("BogotÃ¡", "Ã¡"),
    ("It costs 5 â‚¬.", "â‚¬"),
    ("lost\ufffd", "\ufffd"),
    ("a\x9db", "\x9d"),
    ("They said ?????", "?????"),
    ("Smith &amp;amp; Co", "&amp;amp;"),
    ("a&nbspb", None),
    ("5 & lt; 6", "& lt;"),
    ("ì„œìš¸ in the morning", "ì„œ"),
    ("Ðœ", None),
]


@pytest.mark.parametrize(("target", "found"), GARBLED)
def test_garbled(target, found):
    reported = [f.found for f in of("garbled-text", ("문장", target))]
    assert ([] if found is None else [True]) == [text.startswith(found or "") for text in reported]


@pytest.mark.parametrize(
    "target",
    [
        "naïve café, São Tomé",
        "«Écoute», dit-il",
        "20 €–30 €",
        "Wait… what?!",
        "AT&T",
        "&quot;",
        "Ähre über Öl",
        "Hm???",
        "Ā",
    ],
)
def test_not_garbled(target):
    assert of("garbled-text", ("문장", target)) == []


@pytest.mark.parametrize(
    ("pairs", "count"),
    [
        ([("가", "a (b")], 1),
        ([("가", "a) b] c")], 1),
        ([("(가", "(a")], 0),
        ([("가", "1) one 2) two")], 0),
        ([("가", "see [a (b)]")], 0),
        ([("가", "a (b]")], 2),
        ([("가", '"a b')], 1),
        ([("가", '"a'), ("나", "b"), ("다", 'c"')], 0),
        ([("가", '"a')] + [("나", "b")] * 11 + [("다", 'c"')], 2),
        ([("“가", "“a"), ("나”", "“b”")], 0),
        ([("가", "He said “a b.")], 1),
        ([("“가", "“a")], 0),
        ([("가", "6' 2\" tall")], 0),
    ],
)
def test_punctuation(pairs, count):
    assert len(of("unbalanced-punctuation", *pairs)) == count


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("the the end", 1),
        ("The the end", 1),
        ("end of of the the line", 2),
        ("had had enough", 0),
        ("Bora Bora", 0),
        ("no no no", 0),
        ("in the then there", 0),
        ("to to.", 1),
        ("a an and", 0),
    ],
)
def test_repeated(target, count):
    assert len(of("repeated-word", ("끝", target))) == count


def test_a_language_unknown_may_double_its_words():
    assert of("repeated-word", ("우리", "nous nous levons"), languages=("ko", "fr")) == []


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("이름: ", "Name: ", 0),
        ("이름: ", "Name:", 1),
        ("이름", " Name ", 2),
        ("이름\n", "Name\n", 0),
        ("이름\n", "Name ", 1),
        ("이름  ", "Name ", 0),
        (" ", "Name ", 0),
    ],
)
def test_edges(source, target, count):
    found = of("edge-whitespace", (source, target))
    assert len(found) == count
    for finding in found:
        (fix,) = finding.fixes
        target = target[: fix.span.start] + fix.replacement + target[fix.span.end :]
        break
    assert count > 1 or of("edge-whitespace", (source, target)) == []


@pytest.mark.parametrize(
    ("known", "rules"),
    [
        ({}, {"missing-term"}),
        ({"state": "translated"}, {"missing-term"}),
        ({"state": "needs-review-translation"}, {"missing-term"}),
        ({"state": "new"}, {"empty-target"}),
        ({"state": "needs-translation"}, {"empty-target"}),
        ({"state": "NotStarted"}, {"empty-target"}),
        ({"fuzzy": True}, {"empty-target"}),
        ({"state": "initial", "locked": True}, set()),
    ],
)
def test_states(known, rules):
    assert {f.rule for f in findings(("마체고라가 왔다.", "The ambassador came."), **known)} == rules


def test_a_copy_that_is_not_yet_translated_is_a_copy():
    assert {f.rule for f in findings(("그가 왔다.", "그가 왔다."), state="new")} == {"untranslated-text"}


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("인민군 대표", "A delegate of the People's Army (인민군)", 0),
        ("인민군 대표", "A delegate of the People's Army [인민군]", 0),
        ("인민군 대표", "A delegate (인민군)", 1),
        ("인민군 대표", "A delegate of the People's Army (대표)", 1),
        ("리설주 여사", "Ri Sol Ju (리설주)", 0),
        ("리설주 여사", "The first lady (리설주)", 1),
        ("리설주 여사", "Ri Sol Ju 리설주", 1),
    ],
)
def test_a_name_in_brackets(source, target, count):
    assert len(of("untranslated-text", (source, target))) == count


@pytest.mark.parametrize(
    ("pairs", "count"),
    [
        ([("저장 됨", "Saved"), ("저장됨", "Stored")], 1),
        ([("저장됨.", "Saved"), ("저장됨", "saved.")], 0),
        ([("OK 가", "a"), ("ok 가", "b")], 1),
        ([("가나", "log in"), ("가나", "Log-in"), ("가나", "login")], 1),
        ([("가나", "a")] * 300 + [("가나", "b")] * 299, 299),
    ],
)
def test_inconsistent_translations(pairs, count):
    assert len(of("inconsistent-translation", *pairs)) == count


@given(st.lists(st.binary(max_size=5)), st.integers(1, 5))
def test_runs_are_sorted_whatever_fits(records, held):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorted_runs, "_HELD", held)
        sorting = Runs()
        for record in records:
            sorting.add(record)
        assert list(sorting) == sorted(records)
        assert list(sorting) == sorted(records)


@given(st.lists(st.tuples(st.binary(min_size=3, max_size=3), st.integers(0, 1 << 40), st.binary(max_size=4))))
def test_notes_sort_packed_as_they_do_unpacked(given):
    notes = [Note(*each) for each in given]
    assert [Note.unpacked(record) for record in sorted(note.packed() for note in notes)] == sorted(notes)
