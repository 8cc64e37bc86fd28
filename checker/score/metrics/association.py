"""Measures of association between two things that occur in the same segments."""

from math import log


def dice(together: float, one: float, other: float) -> float:
    """The Dice coefficient (Dice 1945), 0 to 1.

    Args:
        together: Segments with both.
        one: Segments with the first.
        other: Segments with the second.
    """
    return 2 * together / (one + other) if one + other else 0.0


def surprise(together: int, one: int, other: int, total: int) -> float:
    """The log-likelihood ratio (Dunning 1993); 0 if they occur together no more often than by chance.

    Args:
        together: Segments with both.
        one: Segments with the first.
        other: Segments with the second.
        total: All segments.
    """
    if not total or together * total <= one * other:
        return 0.0
    cells = (together, one - together, other - together, total - one - other + together)
    rows, columns = (one, total - one), (other, total - other)
    expected = (
        rows[0] * columns[0] / total, rows[0] * columns[1] / total,
        rows[1] * columns[0] / total, rows[1] * columns[1] / total,
    )  # fmt: skip
    wanted = (cells[0], cells[1], cells[2], cells[3])
    return 2 * sum(
        cell * log(cell / each) for cell, each in zip(wanted, expected, strict=True) if cell > 0 and each > 0
    )
