"""MQM 2.0 scores: penalties per word and against a threshold (themqm.org; ASTM WK46396 draft, as reported).

Only errors count, that is, issues that a person has confirmed. A critical error always fails the text; a text of fewer
than 500 words never passes. Penalties, weights and thresholds can be chosen, so they are part of the signature.
"""

from collections.abc import Mapping

import msgspec

from checker.model import Severity
from checker.score.metrics.intervals import poisson

BASIS = 1000  # words; the normed penalty is per so many words
BEST = 100.0
ENOUGH = 500  # words
_PENALTIES = {"neutral": 0.0, "minor": 1.0, "major": 5.0, "critical": 25.0}


class Standard(msgspec.Struct, frozen=True):
    """Penalties and thresholds.

    Attributes:
        penalties: The penalty of an error by severity.
        weights: Factors by error type (``terminology/wrong-term``) or dimension (``terminology``); 1 by default.
        passing: The lowest calibrated score that passes.
        acceptable: The highest penalty per 1,000 words that passes.
    """

    penalties: dict[str, float] = msgspec.field(default_factory=lambda: dict(_PENALTIES))
    weights: dict[str, float] = {}
    passing: float = 90.0
    acceptable: float = 10.0

    def weight(self, kind: str) -> float:
        """The factor of an error type."""
        return self.weights.get(kind, self.weights.get(kind.partition("/")[0], 1.0))

    def penalty(self, kind: str, severity: Severity) -> float:
        """The penalty of one error of this type and severity."""
        return self.penalties[severity.value] * self.weight(kind)

    @property
    def signature(self) -> str:
        """All values in one line."""
        parts = [f"{severity.value} {self.penalties[severity.value]:g}" for severity in Severity]
        parts += [f"{kind} x{weight:g}" for kind, weight in sorted(self.weights.items())]
        return f"mqm {' '.join(parts)} pass {self.passing:g} at {self.acceptable:g}"


STANDARD = Standard()


class Quality(msgspec.Struct, frozen=True):
    """The MQM score of a text.

    Attributes:
        words: Words of the target.
        errors: The number of errors.
        apt: Absolute penalty total.
        npt: Normed penalty: APT per 1,000 words.
        rqs: Raw quality score: 100 × (1 − APT / words).
        cqs: Calibrated quality score: 100 − NPT × (100 − passing) / acceptable.
        interval: The exact 95 % Poisson interval of errors per 1,000 words.
        passed: Whether the text passes; None if it is too short and has no critical error.
        formula: The computation with its numbers.
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
        errors: The number of errors by type and severity.
        words: Words of the target.
        standard: Penalties and thresholds.
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
    """The sum of penalties in words, the highest severity first."""
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
