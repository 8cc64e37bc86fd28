"""Numbers of a scorecard in words that writers share."""

from checker.scorecard import ConceptScore, Rate, SystemScore


def percent(value: float | None) -> str:
    """A share with one decimal, – where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def interval(rate: Rate) -> str:
    """The interval of a share."""
    return "–" if rate.low is None or rate.high is None else f"{100 * rate.low:.1f}–{100 * rate.high:.1f} %"


def verdict(system: SystemScore) -> str:
    """What the quality score would say if a reviewer confirmed every issue."""
    quality = system.quality
    if quality is None:
        return "No words to score."
    if quality.passed is None:
        return f"Insufficient sample: {quality.words:,} words; nothing passes on a score of fewer than 500."
    outcome = "pass" if quality.passed else "fail"
    return f"Would {outcome} if every issue were confirmed ({quality.words:,} target words)."


def worst(system: SystemScore) -> list[ConceptScore]:
    """The concepts that are not always accepted, those with the most unaccepted occurrences first."""
    failing = [concept for concept in system.terms.concepts if concept.success.part < concept.success.whole]
    return sorted(failing, key=lambda each: (each.success.part - each.success.whole, each.concept))
