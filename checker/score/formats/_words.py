"""Numbers of a scorecard as text, for several formats."""

from collections.abc import Sequence

from checker.score.card import ConceptScore, Rate, SystemScore
from checker.score.metrics.mqm import ENOUGH
from checker.score.metrics.translation import Metric


def percent(value: float | None) -> str:
    """A share as a percentage with one decimal; – for None."""
    return "–" if value is None else f"{100 * value:.1f} %"


def interval(rate: Rate) -> str:
    """The interval of a share as percentages; – if there is none."""
    return "–" if rate.low is None or rate.high is None else f"{100 * rate.low:.1f}–{100 * rate.high:.1f} %"


def verdict(system: SystemScore) -> str:
    """The MQM result with the confirmed errors, and what it would be if every issue were confirmed."""
    quality, confirmed = system.quality, system.confirmed
    if quality is None or confirmed is None:
        return "No words to score."
    if quality.passed is None:
        return f"Insufficient sample: {quality.words:,} words; a text of fewer than {ENOUGH} words cannot pass."
    outcome = "pass" if quality.passed else "fail"
    said = f"Would {outcome} if every issue were confirmed ({quality.words:,} target words)."
    if confirmed.errors:
        outcome = "passes" if confirmed.passed else "fails"
        said = f"{outcome.capitalize()} with the {confirmed.errors:,} confirmed errors. {said}"
    return said


def ranked(systems: Sequence[SystemScore]) -> list[SystemScore]:
    """The systems, best first: by chrF++ × term success as in WMT25's terminology task, else by term success."""

    def rank(system: SystemScore) -> tuple[float, str]:
        chrf = next((metric.score for metric in system.metrics if metric.name == "chrF++"), 1.0)
        return -chrf * (system.terms.success.value or 0.0), system.name

    return sorted(systems, key=rank)


def measured(metric: Metric) -> str:
    """The bootstrap mean of a metric and half its interval; – if there is none."""
    return "–" if metric.mean is None or metric.half is None else f"{metric.mean:.2f} ± {metric.half:.2f}"


def worst(system: SystemScore) -> list[ConceptScore]:
    """The concepts with occurrences that are not accepted, those with the most first."""
    failing = [concept for concept in system.terms.concepts if concept.success.part < concept.success.whole]
    return sorted(failing, key=lambda each: (each.success.part - each.success.whole, each.concept))
