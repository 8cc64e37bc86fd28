"""What a gate lets through: limits are met exactly or missed by the least that can be."""

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.judging.gate import gates
from checker.model import Severity

WORDS = Glossary.from_rows(
    [
        {"category": "object", "source": "부두", "target": "dock", "forbidden": "pier"},
        {"category": "object", "source": "기중기", "target": "crane"},
    ]
)
# Four occurrences, three of them rendered; one finding that fails.
NEWS = [
    ("부두와 기중기", "the dock and the crane"),
    ("부두에 섰다.", "It stood at the dock."),
    ("기중기", "The derrick"),
]
PIER = ("부두", "the pier")


def judged(news=NEWS, fail_on="major", **limits):
    """The gates of a check: name, whether it passed, what it says."""
    segments = [Segment(source=source, target=target) for source, target in news]
    found = gates(check(Corpus.of(segments), WORDS).summary, Severity(fail_on), **limits)
    return {gate.name: (gate.passed, gate.detail) for gate in found}


@pytest.mark.parametrize(
    ("least", "passes", "says"),
    [
        (75, True, "a term score of 75.0%, at least 75% is required"),
        (74.99, True, "a term score of 75.0%, at least 74.99% is required"),
        (75.01, False, "a term score of 75.0%, at least 75.01% is required"),
        (90, False, "a term score of 75.0%, at least 90% is required"),
    ],
)
def test_a_score_that_is_met_exactly_passes(least, passes, says):
    assert judged(min_score=least)["min-score"] == (passes, says)


def test_a_score_is_shown_with_as_many_digits_as_tell_it_from_the_limit():
    news = [("부두", "the dock"), ("부두", "the dock"), ("부두", "the harbour")]
    assert judged(news, min_score=66.7)["min-score"] == (False, "a term score of 66.6667%, at least 66.7% is required")


def test_without_a_term_any_score_is_kept():
    news = [("비가 왔다.", "It rained.")]
    assert judged(news, min_score=100)["min-score"] == (True, "no term to score, at least 100% is required")


@pytest.mark.parametrize(
    ("news", "most", "passes", "says"),
    [
        (NEWS, 1, True, "1 finding in all, at most 1 allowed"),
        (NEWS, 0, False, "1 finding in all, at most 0 allowed"),
        ([*NEWS, PIER], 1, False, "2 findings in all, at most 1 allowed"),
        ([*NEWS, PIER], 2, True, "2 findings in all, at most 2 allowed"),
        # A number on one side that is but a weekday is listed, and not counted.
        ([("20일 부두", "the dock on Sunday")], 0, True, "0 findings in all, at most 0 allowed"),
        (
            [PIER] * 1234,
            1000,
            False,
            "1,234 findings in all, at most 1,000 allowed",
        ),
    ],
)
def test_as_many_findings_as_are_allowed_pass(news, most, passes, says):
    assert judged(news, max_findings=most)["max-findings"] == (passes, says)


@pytest.mark.parametrize(
    ("severity", "says"),
    [
        ("critical", (True, "0 findings of severity critical")),
        ("major", (False, "1 finding of severity major or above")),
        ("minor", (False, "1 finding of severity minor or above, 1 more that cannot fail it")),
        ("neutral", (False, "2 findings of severity neutral or above, 1 more that cannot fail it")),
    ],
)
def test_the_gate_counts_from_its_severity_up(severity, says):
    news = [PIER, ("다리", ""), ("20일", "Sunday")]
    assert judged(news, fail_on=severity) == {"findings": says}


@pytest.mark.parametrize(
    ("news", "says"),
    [(NEWS[:1], (True, "2 occurrences of terms")), ([PIER], (True, "1 occurrence of terms")),
     ([("비", "rain")], (False, "0 occurrences of terms"))],
)  # fmt: skip
def test_one_occurrence_is_a_term(news, says):
    assert judged(news, require_terms=True)["terms"] == says
