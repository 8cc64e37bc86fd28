"""Intervals of 95 %: what a share or a count says of the text it is a sample of."""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
_TAIL = 0.025
_STEPS = 100
_MANY = 1000  # events from which the sums of the exact interval take long


def wilson(successes: int, trials: int) -> tuple[float, float] | None:
    """The Wilson score interval (1927) of a proportion; None without a trial."""
    if not trials:
        return None
    share = successes / trials
    spread = _Z * _Z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    low = middle - half if successes else 0.0  # exactly, whatever the rounding
    return low, middle + half if successes < trials else 1.0


def poisson(count: int, words: int, basis: int = 1000) -> tuple[float, float] | None:
    """The exact interval (Garwood 1936) of a rate: ``count`` in ``words``, given per ``basis`` words.

    None without a word. Beyond 1,000 events by the approximation of Wilson and Hilferty (1931), which then agrees to
    five digits.
    """
    if not words:
        return None
    if count > _MANY:
        low, high = _approximate(count, -_Z), _approximate(count + 1, _Z)
        return low * basis / words, high * basis / words
    low = 0.0 if not count else _root(lambda mean: 1 - _cumulative(count - 1, mean) - _TAIL, count)
    high = _root(lambda mean: _TAIL - _cumulative(count, mean), count)
    return low * basis / words, high * basis / words


def _approximate(shape: int, z: float) -> float:
    """Half the quantile at ``z`` of the chi-square distribution with twice ``shape`` degrees of freedom."""
    return float(shape * (1 - 1 / (9 * shape) + z / (3 * sqrt(shape))) ** 3)


def _cumulative(count: int, mean: float) -> float:
    """The probability of at most ``count`` events where ``mean`` are expected."""
    if mean <= 0:
        return 1.0
    return sum(exp(number * log(mean) - mean - lgamma(number + 1)) for number in range(count + 1))


def _root(rising: Callable[[float], float], count: int) -> float:
    """Where ``rising`` crosses zero, between zero and well above ``count``."""
    low, high = 0.0, count + 10 * sqrt(count + 1) + 10
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
