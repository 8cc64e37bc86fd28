"""MQM 2.0: penalties by severity, per word and against a threshold (themqm.org; ASTM WK46396 draft, as reported).

Counted are errors: issues that a person has confirmed. A critical one fails the text whatever its score; below 500
words no score passes one. Penalties, weights and threshold are a choice of those who score, so they are printed.
"""

from collections.abc import Mapping

import msgspec

from checker.model import Severity
from checker.score.metrics.intervals import poisson

BASIS = 1000  # words that a normed penalty is given per
BEST = 100.0
ENOUGH = 500  # words
_PENALTIES = {"neutral": 0.0, "minor": 1.0, "major": 5.0, "critical": 25.0}


class Standard(msgspec.Struct, frozen=True):
    """What errors weigh, and what a text must reach.

    Attributes:
        penalties: By severity.
        weights: Factors by error type (``terminology/wrong-term``) or its dimension (``terminology``); 1 unless given.
        passing: The calibrated score that passes.
        acceptable: The penalty per 1,000 words that just passes.
    """

    penalties: dict[str, float] = msgspec.field(default_factory=lambda: dict(_PENALTIES))
    weights: dict[str, float] = {}
    passing: float = 90.0
    acceptable: float = 10.0

    def weight(self, kind: str) -> float:
        """The factor of an error type."""
        return self.weights.get(kind, self.weights.get(kind.partition("/")[0], 1.0))

    def penalty(self, kind: str, severity: Severity) -> float:
        """What one error of this type and severity costs."""
        return self.penalties[severity.value] * self.weight(kind)

    @property
    def signature(self) -> str:
        """All of it in one line."""
        parts = [f"{severity.value} {self.penalties[severity.value]:g}" for severity in Severity]
        parts += [f"{kind} x{weight:g}" for kind, weight in sorted(self.weights.items())]
        return f"mqm {' '.join(parts)} pass {self.passing:g} at {self.acceptable:g}"


STANDARD = Standard()


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


def quality(errors: Mapping[tuple[str, Severity], int], words: int, standard: Standard = STANDARD) -> Quality | None:
    """The score of a text; None without a word.

    Args:
        errors: Counts by error type and severity.
        words: Words of the target.
        standard: What they weigh.
    """
    interval = poisson(count := sum(errors.values()), words, BASIS)
    if interval is None:
        return None
    apt = sum(number * standard.penalty(kind, severity) for (kind, severity), number in errors.items())
    npt = apt * BASIS / words
    cqs = BEST - npt * (BEST - standard.passing) / standard.acceptable
    critical = any(number for (_, severity), number in errors.items() if severity is Severity.CRITICAL)
    passed = False if critical else (cqs >= standard.passing if words >= ENOUGH else None)
    formula = (
        f"APT = {_sum(errors, standard)}{apt:g}; NPT = {apt:g} × {BASIS} / {words:,} = {npt:.2f};"
        f" CQS = {BEST:g} − {npt:.2f} × ({BEST:g} − {standard.passing:g}) / {standard.acceptable:g} = {cqs:.2f}"
    )
    return Quality(words, count, apt, npt, BEST * (1 - apt / words), cqs, interval, passed, formula)


def _sum(errors: Mapping[tuple[str, Severity], int], standard: Standard) -> str:
    """The penalty total written out, the gravest first."""
    counts: dict[tuple[int, float], int] = {}
    for (kind, severity), number in errors.items():
        each = (severity.rank, standard.weight(kind))
        counts[each] = counts.get(each, 0) + number
    severities = list(Severity)
    parts = [
        f"{number:,} {severities[rank].value} × {standard.penalties[severities[rank].value]:g}"
        + (f" × {weight:g}" if weight != 1 else "")
        for (rank, weight), number in sorted(counts.items(), reverse=True)
        if number
    ]
    return f"{' + '.join(parts)} = " if parts else ""
