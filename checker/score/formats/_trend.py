"""What changed between scores: numbers side by side, and why they may not compare."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.score.card import Scorecard, SystemScore
from checker.score.earlier import Earlier, differing
from checker.score.formats import Page

NOW = "now"


class Shift(NamedTuple):
    """A measure then and now; ``scale`` is what a whole is shown as."""

    system: str
    measure: str
    before: float | None
    now: float | None
    scale: float

    @property
    def difference(self) -> str:
        """By how much it changed."""
        if self.before is None or self.now is None:
            return "–"
        return f"{self.scale * (self.now - self.before):+.1f}"

    def shown(self, value: float | None) -> str:
        """A value with one decimal."""
        return "–" if value is None else f"{self.scale * value:,.1f}"


class Point(NamedTuple):
    """A score of a history.

    Attributes:
        name: Of its file; that of this run is ``NOW``.
        success: Of terms, 0 to 1.
        cqs: The calibrated quality if all issues are confirmed.
        issues: Open ones per 1,000 words, repetitions of a wrong form left out.
        glossary: Whether the glossary is another than before.
        changes: What else of the signature is.
    """

    name: str
    success: float | None
    cqs: float | None
    issues: float | None
    glossary: bool
    changes: tuple[str, ...]


def shifts(old: Earlier, card: Scorecard) -> Iterator[Shift]:
    """The main measures of each system that both scores have, or of the one system that each has."""
    before = {system.name: system for system in old.card.systems}
    if len(before) == len(card.systems) == 1:
        before = {card.systems[0].name: old.card.systems[0]}
    for system in card.systems:
        there = before.get(system.name)
        if there is not None:
            yield from _shifts(there, system)


def _shifts(there: SystemScore, here: SystemScore) -> Iterator[Shift]:
    name = here.name
    yield Shift(name, "terms accepted, %", there.terms.success.value, here.terms.success.value, 100)
    yield Shift(name, "term occurrences", there.terms.success.whole, here.terms.success.whole, 1)
    yield Shift(name, "rendered uniformly, %", _uniform(there), _uniform(here), 100)
    yield Shift(name, "issues that count", _issues(there), _issues(here), 1)
    yield Shift(name, "confirmed errors", _errors(there), _errors(here), 1)
    for measure in ("npt", "cqs"):
        before, now = (getattr(each.quality, measure) if each.quality else None for each in (there, here))
        yield Shift(name, f"{measure.upper()} if confirmed", before, now, 1)
    scores = {metric.name: metric.score for metric in there.metrics}
    for metric in here.metrics:
        yield Shift(name, metric.name, scores.get(metric.name), metric.score, 1)


def _uniform(system: SystemScore) -> float | None:
    found = system.consistency.get("accepted as one")
    return found.frequent.micro if found and found.frequent else None


def _issues(system: SystemScore) -> int:
    return sum(issue.counted for issue in system.issues if issue.severity.rank)


def _errors(system: SystemScore) -> int:
    return sum(issue.confirmed for issue in system.issues if issue.severity.rank)


def otherwise(page: Page) -> list[str]:
    """Why this score and the one it is compared with do not compare; none where they do."""
    return differing(page.old.card.signature, page.card.signature) if page.old else []


def points(page: Page) -> list[Point]:
    """The history with this score as its last, each by its first system."""
    found: list[Point] = []
    before: Scorecard | None = None
    for name, card in [*page.history, (NOW, page.card)]:
        system = card.systems[0]
        words = system.quality.words if system.quality else 0
        changed = differing(before.signature, card.signature) if before else []
        found.append(
            Point(
                name,
                system.terms.success.value,
                system.quality.cqs if system.quality else None,
                1000 * _issues(system) / words if words else None,
                before is not None and before.glossary != card.glossary,
                tuple(each for each in changed if not each.startswith("glossary ")),
            )
        )
        before = card
    return found
