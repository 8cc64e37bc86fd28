"""The geometry of the plots of a page, in the units of their view boxes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.model import Outcome
from checker.score.card import Comparison, ConceptScore, Rate, Scorecard, SystemScore
from checker.score.formats._trend import Point

BINS = 20  # of a histogram of scores from 0 to 100
WIDE, HIGH = 600, 180  # of the plots that stand alone
_SHADES = 5  # of a count in a matrix, 0 for none


def bar(rate: Rate) -> dict[str, float]:
    """A share and its interval in hundredths."""
    return {
        "value": round(100 * (rate.value or 0.0), 2),
        "low": round(100 * (rate.low or 0.0), 2),
        "high": round(100 * (rate.high or 0.0), 2),
    }


class Stretch(NamedTuple):
    """A part of a stacked bar: what it stands for, how often, where it begins and how long it is, in hundredths."""

    name: str
    number: int
    at: float
    size: float


def stack(outcomes: dict[str, int]) -> Iterator[Stretch]:
    """The outcomes one after the other."""
    return _stacked([(outcome.value, outcomes.get(outcome.value, 0)) for outcome in Outcome])


def renderings(concept: ConceptScore) -> list[Stretch]:
    """The renderings one after the other, the most frequent first, the many rare ones together."""
    shown, rest = concept.renderings[:4], concept.renderings[4:]
    parts = [*shown, *([(f"{len(rest)} more", sum(count for _, count in rest))] if rest else [])]
    return list(_stacked([*parts, ("missing", concept.outcomes.get(Outcome.MISSING.value, 0))]))


def _stacked(parts: Sequence[tuple[str, int]]) -> Iterator[Stretch]:
    total, at = sum(count for _, count in parts), 0
    for name, count in parts:
        if count:
            yield Stretch(name, count, round(100 * at / total, 2), round(100 * count / total, 2))
            at += count


def varied(system: SystemScore, most: int) -> list[ConceptScore]:
    """The concepts with the most occurrences that are not rendered as usual."""
    found = [(_unusual(concept), concept) for concept in system.terms.concepts if len(concept.renderings) > 1]
    found.sort(key=lambda each: (-each[0], each[1].concept))
    return [concept for _, concept in found[:most]]


def _unusual(concept: ConceptScore) -> int:
    return sum(count for _, count in concept.renderings[1:])


def scale(card: Scorecard) -> float:
    """What the widest bar of a metric stands for: 100, or more where TER is."""
    ends = [m.score if m.mean is None or m.half is None else m.mean + m.half for s in card.systems for m in s.metrics]
    return max([100.0, *ends])


class Column(NamedTuple):
    """A column of a histogram: from which score on, how many segments, and its place."""

    low: int
    number: int
    x: float
    y: float
    width: float
    height: float


def histogram(scores: Sequence[float]) -> list[Column]:
    """How many scores are in each twentieth of 0 to 100."""
    counts = Counter(min(int(score * BINS // 100), BINS - 1) for score in scores)
    top = max(counts.values(), default=1)
    width = WIDE / BINS
    found = []
    for number in range(BINS):
        height = round((HIGH - 40) * counts[number] / top, 2)
        found.append(
            Column(number * 100 // BINS, counts[number], number * width + 1, HIGH - 20 - height, width - 2, height)
        )
    return found


def largest(rows: Mapping[str, Mapping[str, int]]) -> int:
    """The largest count of a matrix."""
    return max((count for row in rows.values() for count in row.values()), default=0)


def shade(count: int, most: int) -> int:
    """How dark the cell of a matrix is: 0 for none, then 1 to 5."""
    return 0 if not count else min(_SHADES, 1 + count * (_SHADES - 1) // max(most, 1))


class Dot(NamedTuple):
    """A square of a scatter: the corner of its scores, how many segments, and its place and size."""

    baseline: int
    system: int
    number: int
    x: float
    y: float
    size: float


def scatter(comparison: Comparison) -> list[Dot]:
    """Segments by both scores on a square of 210: the larger the square, the more there are."""
    most = max((count for _, _, count in comparison.scatter), default=1)
    found = []
    for x, y, count in comparison.scatter:
        size = round(2 + 8 * (count / most) ** 0.5, 2)
        found.append(Dot(x, y, count, round(2 * x + 5 - size / 2, 2), round(205 - 2 * y - size / 2, 2), size))
    return found


class Line(NamedTuple):
    """A curve over a history: the points as SVG has them, and each by itself."""

    path: str
    dots: list[tuple[float, float]]


class Trend(NamedTuple):
    """A history as a plot: two curves of 0 to 100 and the places where the glossary changed."""

    success: Line
    quality: Line
    changes: list[float]
    labels: list[tuple[float, str]]


def trend(points: Sequence[Point]) -> Trend:
    """The curves of term success and of the calibrated quality, both 0 to 100."""
    step = (WIDE - 60) / max(len(points) - 1, 1)
    places = [round(30 + number * step, 2) for number in range(len(points))]
    every = max(1, len(points) // 6)
    return Trend(
        _line(places, [100 * point.success if point.success is not None else None for point in points]),
        _line(places, [max(point.cqs, 0.0) if point.cqs is not None else None for point in points]),
        [place for place, point in zip(places, points, strict=True) if point.glossary],
        [(places[number], points[number].name) for number in range(len(points) - 1, -1, -every)],
    )


def _line(places: Sequence[float], values: Sequence[float | None]) -> Line:
    dots = [
        (place, round(10 + (HIGH - 40) * (1 - value / 100), 2))
        for place, value in zip(places, values, strict=True)
        if value is not None
    ]
    return Line("M" + "L".join(f"{x} {y}" for x, y in dots) if dots else "", dots)
