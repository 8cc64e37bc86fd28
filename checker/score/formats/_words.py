"""Numbers of a scorecard in words that writers share."""

from collections.abc import Sequence

from checker.score.card import ConceptScore, Rate, SystemScore
from checker.score.metrics.mqm import ENOUGH
from checker.score.metrics.translation import Metric


def percent(value: float | None) -> str:
    """A share with one decimal, – where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def interval(rate: Rate) -> str:
    """The interval of a share."""
    return "–" if rate.low is None or rate.high is None else f"{100 * rate.low:.1f}–{100 * rate.high:.1f} %"


def verdict(system: SystemScore) -> str:
    """What the quality score says of the confirmed errors, and what it would say if every issue were confirmed."""
    quality, confirmed = system.quality, system.confirmed
    if quality is None or confirmed is None:
        return "No words to score."
    if quality.passed is None:
        return f"Insufficient sample: {quality.words:,} words; nothing passes on a score of fewer than {ENOUGH}."
    outcome = "pass" if quality.passed else "fail"
    said = f"Would {outcome} if every issue were confirmed ({quality.words:,} target words)."
    if confirmed.errors:
        outcome = "passes" if confirmed.passed else "fails"
        said = f"{outcome.capitalize()} with the {confirmed.errors:,} confirmed errors. {said}"
    return said


def ranked(systems: Sequence[SystemScore]) -> list[SystemScore]:
    """Systems, the best first: by chrF++ times term success, as WMT25's terminology task ranks; else by success."""

    def rank(system: SystemScore) -> tuple[float, str]:
        chrf = next((metric.score for metric in system.metrics if metric.name == "chrF++"), 1.0)
        return -chrf * (system.terms.success.value or 0.0), system.name

    return sorted(systems, key=rank)


def measured(metric: Metric) -> str:
    """The bootstrap of a metric."""
    return "–" if metric.mean is None or metric.half is None else f"{metric.mean:.2f} ± {metric.half:.2f}"


def worst(system: SystemScore) -> list[ConceptScore]:
    """The concepts that are not always accepted, those with the most unaccepted occurrences first."""
    failing = [concept for concept in system.terms.concepts if concept.success.part < concept.success.whole]
    return sorted(failing, key=lambda each: (each.success.part - each.success.whole, each.concept))
