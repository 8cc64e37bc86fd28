"""Padding stalls nothing and hides nothing: twice the text takes twice the time, or the segment is a finding."""

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.glossary.concepts import LONGEST
from checker.glossary.lint import lint
from checker.model import Severity, Target
from checker.project.path_pattern import PathPattern
from tests import growth
from tests.test_live import agrees, opened

SMALL = 500  # bytes, of every pattern
LIMIT = 1.5  # seconds of a stage for so little; a pattern takes some milliseconds, or endless time
# What once took the square of its length or more, with the bytes at which that shows.
ONCE_ENDLESS = [
    ("person", "source", 6_000),
    ("person", "both", 6_000),
    ("person and title", "source", 6_000),
    ("common mixed", "both", 6_000),
    ("word giant ko", "source", 12_000),
    ("title blank", "source", 8_000),
    ("place blank", "both", 8_000),
    ("person lower", "both", 8_000),
    ("object", "both", 16_000),
    ("title wrong", "both", 8_000),
    ("many sentences", "source", 12_000),
    ("letter a", "source", 20_000),
    ("letter a", "target", 20_000),
    ("base64 signs", "both", 20_000),
    ("half", "both", 8_000),
    ("digits hanja", "source", 12_000),
    ("digits ordinal ko", "both", 8_000),
    ("combining letter", "both", 12_000),
    ("letters comma", "source", 16_000),
]


@pytest.fixture(scope="module", autouse=True)
def warm():
    """The tables and the analyser are loaded."""
    for name in ("many terms", "homograph", "place seoul mayor", "object", "mixed solid"):
        growth.measured(growth.segment(name, "both", 300), 60, growth.walk)


@pytest.mark.parametrize("side", growth.SIDES)
def test_no_pattern_stalls_a_stage(side):
    for name in growth.PATTERNS:
        clock = growth.measured(growth.segment(name, side, SMALL), LIMIT, growth.walk)
        assert not clock.cut, name


@pytest.mark.parametrize(("name", "side", "size"), ONCE_ENDLESS)
def test_twice_the_text_takes_twice_the_time(name, side, size):
    best = float("inf")
    for _ in range(4):
        once, twice = (growth.measured(growth.segment(name, side, n), 5, growth.walk) for n in (size, 2 * size))
        assert not twice.cut
        taken = sum(twice.times.values())
        best = min(best, taken / max(sum(once.times.values()), growth.NOTICEABLE / growth.MOST))
        if best <= growth.MOST:
            return
    pytest.fail(f"{best:.1f} times the time")


PERSON = Glossary.from_rows([{"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un"}])


def of(report, rule):
    return [finding for finding in report.findings if finding.rule == rule]


def test_what_is_behind_padding_fails_the_gate():
    padded = Segment(source="김정은이 " * 5_000 + "김정은이 왔다.", target="Nobody came.")
    report = check(Corpus.of([padded]), PERSON)
    (unchecked,) = of(report, "unchecked-segment")
    assert (unchecked.severity, unchecked.reason, unchecked.may_fail) == (Severity.MAJOR, "left-out", True)
    assert len(of(report, "missing-term")) < 1_000
    assert unchecked.message.endswith("more findings, which are not listed")


def test_a_segment_that_is_not_finished_is_a_finding_and_has_no_others_of_the_glossary():
    # Hardly two of these places are alike, so each has to be weighed by itself.
    report = check(Corpus.of([growth.segment("mixed terms solid", "source", 60_000)]), growth.glossary())
    (unchecked,) = of(report, "unchecked-segment")
    assert (unchecked.severity, unchecked.reason, unchecked.may_fail) == (Severity.MAJOR, "", True)
    assert {finding.rule for finding in report.findings} == {"unchecked-segment"}


def test_a_long_text_of_a_person_is_finished():
    sentence = "김정은 총비서는 {} 평양에서 열린 회의에서 노동당의 {}째 문제를 말했다. "
    translation = "General Secretary Kim Jong Un spoke of matter {1} of the Workers' Party in Pyongyang on {0}. "
    numbers = [(f"{number % 28 + 1}일", number) for number in range(1, 400)]
    long = Segment(
        source="".join(sentence.format(day, number) for day, number in numbers),
        target="".join(translation.format(f"the {number % 28 + 1}th", number) for _, number in numbers),
    )
    assert not of(check(Corpus.of([long]), growth.glossary()), "unchecked-segment")


def test_a_review_says_of_a_segment_what_a_check_says():
    padded = growth.segment("mixed terms solid", "source", 60_000)
    pairs = [Segment(source="김정은이 왔다.", target="He came.", index=1), padded.translated(Target("Nobody came."))]
    live = opened(pairs, growth.glossary())
    agrees(live, pairs, growth.glossary())
    for text in ("김정은", "They left."):
        pairs[1] = padded.translated(Target(text))
        live.keep(live.trial({1: pairs[1]}))
        assert "unchecked-segment" in {finding.rule for finding in live.findings(1)}
        agrees(live, pairs, growth.glossary())


@pytest.mark.parametrize(
    "pattern", ["**/" * 1_000 + "x", "*a" * 1_000 + "*b", "**a" * 1_000, "*" * 5_000 + "b", "a**/" * 600]
)
def test_a_pattern_of_paths_stalls_nothing(pattern):
    with growth.limited(2):
        assert not PathPattern(pattern).matches("a/" * 500 + "c")


def test_a_giant_term_stalls_no_lint():
    rows = [
        {"id": f"{at}", "category": "other", "source": word, "target": "x"}
        for at, word in enumerate(("가" * LONGEST, "가나"))
    ]
    with growth.limited(2):
        assert not lint(Glossary.from_rows(rows), "ko")


@pytest.mark.parametrize("name", ["person blank", "letter a", "base64", "emoji family", "newline ko", "tags quote"])
def test_reports_and_readers_stall_on_no_giant_segment(name):
    one = growth.segment(name, "both", 60_000)
    for way in (growth.whole, growth.read):
        assert not growth.measured(one, 3, way).cut
