"""MQM 2.0: penalties by severity, per word and against a threshold (themqm.org; ASTM WK46396 draft, as reported).

Counted are errors: issues that a person has confirmed. A critical one fails the text whatever its score; below 500
words no score passes one.
"""

from collections.abc import Mapping

import msgspec

from checker.model import Severity
from checker.scores.intervals import poisson

PENALTIES = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
BASIS = 1000  # words that a normed penalty is given per
BEST = 100.0
ENOUGH = 500  # words


class Threshold(msgspec.Struct, frozen=True):
    """What a text must reach: the passing score, and the penalty per 1,000 words that just reaches it."""

    passing: float = 90.0
    acceptable: float = 10.0


class Quality(msgspec.Struct, frozen=True):
    """The score of a text.

    Attributes:
        words: Of the target.
        errors: How many.
        apt: Absolute penalty total.
        npt: Normed penalty: APT per 1,000 words.
        rqs: Raw quality score: 100 × (1 − APT / words).
        cqs: Calibrated quality score: 100 − NPT × (100 − passing) / acceptable.
        interval: Errors per 1,000 words, exact Poisson interval of 95 %.
        passed: The verdict; None where the sample is insufficient and no error is critical.
        formula: How it came about, with its numbers.
    """

    words: int
    errors: int
    apt: float
    npt: float
    rqs: float
    cqs: float
    interval: tuple[float, float]
    passed: bool | None
    formula: str


def quality(
    errors: Mapping[tuple[str, Severity], int],
    words: int,
    weights: Mapping[str, float] | None = None,
    threshold: Threshold = Threshold(),  # noqa: B008  # frozen
) -> Quality | None:
    """The score of a text; None without a word.

    Args:
        errors: Counts by error type and severity.
        words: Words of the target.
        weights: Factors by error type; 1 unless given.
        threshold: What is to be reached.
    """
    interval = poisson(count := sum(errors.values()), words, BASIS)
    if interval is None:
        return None
    factors = weights or {}
    apt = sum(number * PENALTIES[severity] * factors.get(kind, 1.0) for (kind, severity), number in errors.items())
    npt = apt * BASIS / words
    scale = (BEST - threshold.passing) / threshold.acceptable
    cqs = BEST - npt * scale
    critical = any(number for (_, severity), number in errors.items() if severity is Severity.CRITICAL)
    passed = False if critical else (cqs >= threshold.passing if words >= ENOUGH else None)
    formula = (
        f"NPT = {apt:g} × {BASIS} / {words:,} = {npt:.2f}; CQS = {BEST:g} − {npt:.2f} ×"
        f" ({BEST:g} − {threshold.passing:g}) / {threshold.acceptable:g} = {cqs:.2f}"
    )
    return Quality(words, count, apt, npt, BEST * (1 - apt / words), cqs, interval, passed, formula)
