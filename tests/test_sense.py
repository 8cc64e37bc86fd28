"""The meaning of a word: what the source says of it, and where the target breaks a tie."""

from pathlib import Path

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.languages import Wording, language
from checker.languages.ko import homographs
from checker.model import Category

WORDS = {
    "title 시장": "mayor",
    "title 부상": "vice minister",
    "title 검사": "prosecutor",
    "person 부시": "George W. Bush",
    "person 고든 브라운|브라운": "Gordon Brown",
    "place 아일랜드": "Ireland",
    "place 영국": "United Kingdom",
    "place 북한": "North Korea",
    "place 평양": "Pyongyang",
    "organization 노동당": "Workers' Party of Korea",
}
GLOSSARY = Glossary.from_rows(
    {"id": word, "category": word.split(" ")[0], "source": word.split(" ", 1)[1], "target": target}
    for word, target in WORDS.items()
)


def verdicts(*pairs: tuple[str, str]) -> str:
    """The severity and reason of each missing term, and other matches by their outcome, in the last segment."""
    report = check(Corpus.of([Segment(source=source, target=target) for source, target in pairs]), GLOSSARY)
    last = len(pairs) - 1
    severities = {finding.source: str(finding.severity) for finding in report.findings if finding.segment == last}
    return ", ".join(
        f"{severities[(match.source,)]} {match.reason}" if match.reason else str(match.outcome)
        for match in report.matches
        if match.segment == last and match.source
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("시장이 문을 닫았다.", "The market closed.", "neutral other-sense"),
        ("서울시장이 연설했다.", "Seoul Market gave a speech.", "major replaced"),
        ("외무성 부상이 담화를 냈다.", "An injury of the foreign ministry issued a statement.", "major replaced"),
        ("식품의 오염 여부 검사를 위해", "for tests of the food", "neutral other-sense"),
        ("안호이저-부시가 매출을 발표했다.", "Anheuser-Busch announced its sales.", "neutral other-sense"),
        ("추욱 아일랜드 공항", "the Chuuk Island airport", "neutral other-sense"),
        ("크리스 브라운이 노래했다.", "Chris Brown sang.", ""),
        ("고든 브라운이 말했다.", "Gordon Brown spoke.", "preferred"),
        ("영국 노동당이 이겼다.", "The British party won.", "preferred, neutral other-sense"),
    ],
)
def test_the_target_breaks_a_tie_and_never_more(source: str, target: str, expected: str) -> None:
    assert verdicts((source, target)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (("영국이 투표했다.", "The United Kingdom voted."), "neutral other-sense"),
        (("북한이 투표했다.", "North Korea voted."), "minor first-mention"),
        (("평양과 영국", "Pyongyang and the United Kingdom"), "minor first-mention"),
        (("비가 왔다.", "It rained."), "minor first-mention"),
    ],
)
def test_an_organization_of_a_country_that_the_document_does_not_speak_of(
    before: tuple[str, str], expected: str
) -> None:
    assert verdicts(before, ("노동당이 이겼다.", "Labour won.")) == expected


@pytest.mark.parametrize(
    ("term", "category", "renderings", "text", "stands"),
    [
        ("배", "object", ("ship",), "배가 항구를 떠났다.", True),
        ("배", "object", ("ship",), "배가 고파서 빵을 샀다.", False),
        ("배", "object", ("pear",), "배와 포도를 한 상자씩 샀다.", True),
        ("여권", "object", ("passport",), "여권 내부에서도 비판이 나왔다.", False),
        ("파리", "place", (), "파리가 음식 위를 날아다녔다.", False),
        ("파리", "place", (), "파리에서 회의가 열렸다.", True),
        ("알리", "person", (), "사실을 널리 알리는 일이다.", False),
        ("알리", "person", (), "알리는 상대를 눕혔다.", True),
        ("워싱턴", "place", (), "조지 워싱턴은 대통령이었다.", False),
        ("수단", "place", (), "남수단과 수단이 만났다.", True),
    ],
)
def test_the_renderings_tell_which_meaning_a_term_has(
    term: str, category: str, renderings: tuple[str, ...], text: str, *, stands: bool
) -> None:
    hits = language("ko").compile([Wording(term, Category(category), renderings=renderings)]).find([text])
    assert bool(len(hits)) is stands


def test_every_word_of_the_table_has_two_meanings_that_can_be_told_apart() -> None:
    table = homographs._senses()
    assert all(len(senses) > 1 for senses in table.values())
    for word, senses in table.items():
        for sense in senses:
            assert sense.alike, word
            assert word not in sense.alike
            for english in sense.english:
                asked = homographs.senses(word, Category.OTHER, (english,))
                assert asked is None or english not in asked.english


DATA = Path(__file__).with_name("data")


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_nearly_all_words_inside_words_are_told_apart() -> None:
    wrong = [
        text
        for category, term, expected, text in rows("words-inside.tsv")
        if bool(len(language("ko").compile([Wording(term, Category(category))]).find([text]))) is not (expected == "1")
    ]
    assert len(wrong) <= 0.05 * len(rows("words-inside.tsv")), wrong


def test_nearly_all_meanings_are_told_apart() -> None:
    wrong = []
    for category, pair, expected, source, target in rows("meanings.tsv"):
        term, rendering = pair.split("=")
        row = {"id": "x", "category": category, "source": term, "target": rendering}
        report = check(Corpus.of([Segment(source=source, target=target)]), Glossary.from_rows([row]))
        flagged = any(finding.concept == "x" and finding.severity != "neutral" for finding in report.findings)
        outcomes = [match.outcome for match in report.matches if match.source]
        right = {
            "1": bool(outcomes) and not flagged,
            "0": not flagged and not any(outcome.accepted for outcome in outcomes),
            "F": flagged,
        }
        if not right[expected]:
            wrong.append(source)
    assert len(wrong) <= 0.05 * len(rows("meanings.tsv")), wrong
