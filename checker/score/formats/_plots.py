"""The geometry of the plots on the HTML page, in the units of their SVG view boxes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.model import Outcome
from checker.score.card import Comparison, ConceptScore, Rate, Scorecard, SystemScore
from checker.score.formats._trend import Point

BINS = 20  # bins of a histogram of scores from 0 to 100
WIDE, HIGH = 600, 180  # size of the large plots
_SHADES = 5  # shades of the cells of a matrix


def bar(rate: Rate) -> dict[str, float]:
    """A share and its interval in percent."""
    return {
        "value": round(100 * (rate.value or 0.0), 2),
        "low": round(100 * (rate.low or 0.0), 2),
        "high": round(100 * (rate.high or 0.0), 2),
    }


class Stretch(NamedTuple):
    """A part of a stacked bar: its name and count, and its start and length in percent."""

    name: str
    number: int
    at: float
    size: float


def stack(outcomes: dict[str, int]) -> Iterator[Stretch]:
    """The stacked bar of the outcomes."""
    return _stacked([(outcome.value, outcomes.get(outcome.value, 0)) for outcome in Outcome])


def renderings(concept: ConceptScore) -> list[Stretch]:
    """The stacked bar of the renderings: the four most frequent, the others together, and the missing ones."""
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
    """The ``most`` concepts with the most occurrences that do not have the most frequent rendering."""
    found = [(_unusual(concept), concept) for concept in system.terms.concepts if len(concept.renderings) > 1]
    found.sort(key=lambda each: (-each[0], each[1].concept))
    return [concept for _, concept in found[:most]]


def _unusual(concept: ConceptScore) -> int:
    return sum(count for _, count in concept.renderings[1:])


def scale(card: Scorecard) -> float:
    """The value of the longest possible bar of a metric: 100, or more if TER is higher."""
    ends = [m.score if m.mean is None or m.half is None else m.mean + m.half for s in card.systems for m in s.metrics]
    return max([100.0, *ends])


class Column(NamedTuple):
    """A column of a histogram: its lowest score, its number of segments, and its place."""

    low: int
    number: int
    x: float
    y: float
    width: float
    height: float


def histogram(scores: Sequence[float]) -> list[Column]:
    """The histogram of scores from 0 to 100 in ``BINS`` columns."""
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
    """The shade of a cell of a matrix: 0 for a count of 0, else 1 to 5; ``most`` is the largest count."""
    return 0 if not count else min(_SHADES, 1 + count * (_SHADES - 1) // max(most, 1))


class Dot(NamedTuple):
    """A square of a scatter plot: its lowest scores, its number of segments, its place and size."""

    baseline: int
    system: int
    number: int
    x: float
    y: float
    size: float


def scatter(comparison: Comparison) -> list[Dot]:
    """The scatter plot of both scores in a view box of 210 × 210; larger squares have more segments."""
    most = max((count for _, _, count in comparison.scatter), default=1)
    found = []
    for x, y, count in comparison.scatter:
        size = round(2 + 8 * (count / most) ** 0.5, 2)
        found.append(Dot(x, y, count, round(2 * x + 5 - size / 2, 2), round(205 - 2 * y - size / 2, 2), size))
    return found


class Line(NamedTuple):
    """A curve of a history: its SVG path, and its points."""

    path: str
    dots: list[tuple[float, float]]


class Trend(NamedTuple):
    """The plot of a history: two curves from 0 to 100, the x of glossary changes, and the labels of the x axis."""

    success: Line
    quality: Line
    changes: list[float]
    labels: list[tuple[float, str]]


def trend(points: Sequence[Point]) -> Trend:
    """The plot of term success and the calibrated quality score, both from 0 to 100."""
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
