"""For a browser, a mail, a printer: one page that needs nothing else; every plot stands in the table of its numbers."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, TextIO

from checker.model import Outcome
from checker.reports._texts import allowed
from checker.scorecard import DocumentScore, Rate, Scorecard, SystemScore
from checker.scorecards._words import interval, percent, verdict, worst

_TERMS = 50
_DOCUMENTS = 50
_FEW = 30  # occurrences below which a share says little


def write(card: Scorecard, out: TextIO) -> None:
    """See the module; every text is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: allowed(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    environment.filters |= {"percent": percent, "interval": interval}
    template = environment.from_string(files(__package__).joinpath("scorecard.html").read_text(encoding="utf-8"))
    stream = template.stream(
        card=card,
        scored=[*card.systems, *([card.ceiling] if card.ceiling else [])],
        verdict=verdict,
        terms=_terms(card),
        term_count=len({concept.concept for system in card.systems for concept in worst(system)}),
        documents=_documents,
        outcomes=list(Outcome),
        few=_FEW,
        bar=_bar,
        stack=_stack,
        scale=_scale(card),
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def _terms(card: Scorecard) -> list[dict[str, Any]]:
    """The worst concepts of all systems, each with its score in every one of them."""
    by_system = [{concept.concept: concept for concept in system.terms.concepts} for system in card.systems]
    lost: dict[str, int] = {}
    for system in card.systems:
        for concept in worst(system):
            missed = concept.success.whole - concept.success.part
            lost[concept.concept] = lost.get(concept.concept, 0) + missed
    found = []
    for name in sorted(lost, key=lambda each: (-lost[each], each))[:_TERMS]:
        scores = [concepts.get(name) for concepts in by_system]
        found.append({"concept": next(score for score in scores if score), "scores": scores})
    return found


def _documents(system: SystemScore) -> list[DocumentScore]:
    """The worst documents, by the upper end of their intervals: those that are surely bad before the small ones."""
    ordered = sorted(system.terms.documents, key=lambda each: (each.success.high or 0.0, each.file, each.document))
    return ordered[:_DOCUMENTS]


def _bar(rate: Rate) -> dict[str, float]:
    """A share and its interval in hundredths."""
    return {
        "value": round(100 * (rate.value or 0.0), 2),
        "low": round(100 * (rate.low or 0.0), 2),
        "high": round(100 * (rate.high or 0.0), 2),
    }


def _stack(outcomes: dict[str, int]) -> Iterator[tuple[str, float, float]]:
    """The outcomes one after the other: name, where it begins and how long it is, in hundredths."""
    total, at = sum(outcomes.values()), 0
    for outcome in Outcome:
        count = outcomes.get(outcome.value, 0)
        if count:
            yield outcome.value, round(100 * at / total, 2), round(100 * count / total, 2)
            at += count


def _scale(card: Scorecard) -> float:
    """What the widest bar of a metric stands for: 100, or more where TER is."""
    return max([100.0, *(m.mean + m.half for system in card.systems for m in system.metrics)])
