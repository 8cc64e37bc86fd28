"""Changes between scores, and the reasons why two scores cannot be compared."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.score.card import Scorecard, SystemScore
from checker.score.earlier import Earlier, differing
from checker.score.formats import Page

NOW = "now"


class Shift(NamedTuple):
    """A measure in the earlier score and now; values are shown multiplied by ``scale``."""

    system: str
    measure: str
    before: float | None
    now: float | None
    scale: float

    @property
    def difference(self) -> str:
        """The change, as it is shown."""
        if self.before is None or self.now is None:
            return "–"
        return f"{self.scale * (self.now - self.before):+.1f}"

    def shown(self, value: float | None) -> str:
        """A value with one decimal, as it is shown."""
        return "–" if value is None else f"{self.scale * value:,.1f}"


class Point(NamedTuple):
    """A score of a history.

    Attributes:
        name: The name of its file; ``NOW`` for this run.
        success: Term success, 0 to 1.
        cqs: The calibrated quality score if all issues are errors.
        issues: Open issues per 1,000 words, without repeats of a wrong form.
        glossary: Whether the glossary has changed since the score before.
        changes: Other changes of the signature.
    """

    name: str
    success: float | None
    cqs: float | None
    issues: float | None
    glossary: bool
    changes: tuple[str, ...]


def shifts(old: Earlier, card: Scorecard) -> Iterator[Shift]:
    """The main measures of the systems that both scores have; if both have only one system, of these two."""
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
    yield Shift(name, "rendered consistently, %", _uniform(there), _uniform(here), 100)
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
    """The differences of signature that make this score and the old one incomparable; empty if there are none."""
    return differing(page.old.card.signature, page.card.signature) if page.old else []


def points(page: Page) -> list[Point]:
    """The history with this score at the end; of each score the first system."""
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
