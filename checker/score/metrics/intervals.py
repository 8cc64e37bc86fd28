"""95 % confidence intervals of shares and rates."""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
_TAIL = 0.025
_STEPS = 100
_MANY = 1000  # events; with more, the sums of the exact interval take too long


def wilson(successes: int, trials: int) -> tuple[float, float] | None:
    """The score interval (Wilson 1927) of a proportion; None without a trial."""
    if not trials:
        return None
    share = successes / trials
    spread = _Z * _Z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    low = middle - half if successes else 0.0  # exactly 0, without a rounding error
    return low, middle + half if successes < trials else 1.0


def poisson(count: int, words: int, basis: int = 1000) -> tuple[float, float] | None:
    """The exact interval (Garwood 1936) of the rate of ``count`` events in ``words``, per ``basis`` words.

    None without a word. With more than 1,000 events it uses the approximation of Wilson and Hilferty (1931), which then
    agrees to five digits.
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
    """Half the quantile of the chi-square distribution with ``2 * shape`` degrees of freedom, at the normal ``z``."""
    return float(shape * (1 - 1 / (9 * shape) + z / (3 * sqrt(shape))) ** 3)


def _cumulative(count: int, mean: float) -> float:
    """The Poisson probability of at most ``count`` events if ``mean`` are expected."""
    if mean <= 0:
        return 1.0
    return sum(exp(number * log(mean) - mean - lgamma(number + 1)) for number in range(count + 1))


def _root(rising: Callable[[float], float], count: int) -> float:
    """The zero of the increasing function ``rising``, between 0 and well above ``count``."""
    low, high = 0.0, count + 10 * sqrt(count + 1) + 10
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
