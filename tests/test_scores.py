"""Formulas against values worked out by hand or published."""

import pytest

from checker.model import Severity
from checker.score.metrics.consistency import agreement, counted, first, frequent, hhi, ltcr, ltcr_first
from checker.score.metrics.intervals import poisson, wilson
from checker.score.metrics.mqm import Standard, quality

FIXTURE = [
    *[("김정은", "Kim Jong Un")] * 4,
    ("외무성", "Ministry of Foreign Affairs"),
    ("외무성", "Foreign Ministry"),
    ("외무성", "Ministry of Foreign Affairs"),
    ("로력영웅", "Labour Hero"),
    ("로력영웅", "Hero of Labour"),
    ("로력영웅", "Hero of Labor"),
    ("로력영웅", "Hero of Labour"),
    ("만수대창작사", "Mansudae Art Studio"),
    ("국기훈장", "Order of the National Flag"),
    ("국기훈장", "National Flag Medal"),
]


COUNTS = counted(FIXTURE)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(18, 20, 0.6990, 0.9721), (20, 20, 0.8389, 1), (95, 100, 0.8882, 0.9785), (759, 901, 0.8172, 0.8647)],
)
def test_wilson(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "words", "low", "high"),
    [
        (0, 200, 0, 18.444),
        (1, 200, 0.127, 27.858),
        (2, 500, 0.484, 14.449),
        (5, 1000, 1.623, 11.668),
        (10, 1000, 4.795, 18.39),
    ],
)
def test_poisson(count, words, low, high):
    assert poisson(count, words) == pytest.approx((low, high), abs=6e-4)


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None
    assert poisson(0, 0) is None


def test_consistency():
    assert ltcr([COUNTS]) == (8, 16)
    assert ltcr_first([COUNTS]) == (4, 9)
    assert agreement(COUNTS, first(COUNTS)) == pytest.approx((9 / 14, 0.683333), abs=1e-6)
    assert agreement(COUNTS, frequent(COUNTS)) == pytest.approx((10 / 14, 0.733333), abs=1e-6)
    assert frequent(COUNTS)["국기훈장"] == "National Flag Medal"
    indices = [hhi(renderings) for renderings in COUNTS.values()]
    assert indices == pytest.approx([1, 5 / 9, 0.375, 1, 0.5])


def test_pairs_are_within_a_document():
    halves = [counted(FIXTURE[:5]), counted(FIXTURE[5:])]
    assert ltcr(halves).whole < ltcr([COUNTS]).whole


def test_what_is_not_rendered_is_never_alike():
    lost: list[tuple[str, str | None]] = [("대사", None), ("대사", None), ("대사", None)]
    assert ltcr([counted(lost)]) == (0, 3)
    assert ltcr_first([counted(lost)]) == (0, 2)
    assert hhi({None: 2}) == 0.5
    assert agreement(counted(lost), frequent(counted(lost))) == (0, 0)


def test_no_occurrence_has_no_value():
    assert agreement({}, {}) is None
    assert ltcr([]).value is None
    assert hhi({}) is None


@pytest.mark.parametrize(
    ("minor", "major", "critical", "words", "passing", "acceptable", "apt", "npt", "rqs", "cqs", "passed"),
    [
        (10, 0, 0, 1000, 90, 10, 10, 10, 99, 90, True),
        (3, 2, 0, 2000, 90, 10, 13, 6.5, 99.35, 93.5, True),
        (0, 0, 1, 5000, 90, 10, 25, 5, 99.5, 95, False),
        (8, 3, 2, 5000, 90, 10, 73, 14.6, 98.54, 85.4, False),
        (8, 3, 0, 1000, 95, 5, 23, 23, 97.7, 77, False),
        (0, 0, 0, 300, 90, 10, 0, 0, 100, 100, None),
        (0, 0, 1, 300, 90, 10, 25, 83.333333, 91.666667, 16.666667, False),
    ],
)
def test_mqm(minor, major, critical, words, passing, acceptable, apt, npt, rqs, cqs, passed):
    errors = {("t", Severity.MINOR): minor, ("t", Severity.MAJOR): major, ("u", Severity.CRITICAL): critical}
    found = quality(errors, words, Standard(passing=passing, acceptable=acceptable))
    assert found is not None
    assert (found.apt, found.npt, found.rqs, found.cqs) == pytest.approx((apt, npt, rqs, cqs))
    assert found.passed is passed


def test_weights_multiply_penalties():
    standard = Standard(
        weights={"t/x": 0.5, "u": 3.0}, penalties={"neutral": 0, "minor": 2, "major": 5, "critical": 25}
    )
    errors = {("t/x", Severity.MINOR): 4, ("t/y", Severity.MINOR): 1, ("u/z", Severity.MAJOR): 2}
    found = quality(errors, 1000, standard)
    assert found is not None
    assert found.apt == 4 + 2 + 30
    assert "APT = 2 major × 5 × 3 + 1 minor × 2 + 4 minor × 2 × 0.5 = 36" in found.formula
    assert "NPT = 36 × 1000 / 1,000 = 36.00" in found.formula
    assert standard.signature == "mqm neutral 0 minor 2 major 5 critical 25 t/x x0.5 u x3 pass 90 at 10"


def test_no_word_no_score():
    assert quality({}, 0) is None
