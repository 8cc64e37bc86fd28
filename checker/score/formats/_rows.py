"""A scorecard as a table with one number per row."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.score.card import Consistency, Rate, Scorecard, SystemScore


class Row(NamedTuple):
    """One number.

    Attributes:
        system: The name of the system.
        measure: The measure: ``terms/success``, ``consistency/ltcr``, ``mqm-confirmed/cqs`` …
        of: The concept, category, document, reading or file that it is for, "" for all.
        value: The number, None if undefined.
        part, whole: Numerator and denominator of a share.
        low, high: Its 95 % interval.
        signature: The signature of a metric, "" for that of the score.
    """

    system: str
    measure: str
    of: str
    value: float | None
    part: int | None = None
    whole: int | None = None
    low: float | None = None
    high: float | None = None
    signature: str = ""


def rows(card: Scorecard) -> Iterator[Row]:
    """All numbers, except those of single segments."""
    for system in (*card.systems, *((card.ceiling,) if card.ceiling else ())):
        yield from _terms(system)
        for reading, consistency in system.consistency.items():
            yield from _consistency(system.name, reading, consistency)
        yield from _quality(system)
        for metric in system.metrics:
            low = high = None
            if metric.mean is not None and metric.half is not None:
                low, high = metric.mean - metric.half, metric.mean + metric.half
            yield Row(system.name, "metric", metric.name, metric.score, low=low, high=high, signature=metric.signature)
    for comparison in card.comparisons:
        for each in comparison.differences:
            of = f"{each.name} against {comparison.baseline}"
            yield Row(comparison.system, "difference", of, each.difference)
            yield Row(comparison.system, "p/bootstrap", of, each.bootstrap, signature=each.signatures[0])
            yield Row(comparison.system, "p/randomisation", of, each.randomisation, signature=each.signatures[1])


def _rate(system: str, measure: str, of: str, rate: Rate) -> Row:
    return Row(system, measure, of, rate.value, rate.part, rate.whole, rate.low, rate.high)


def _terms(system: SystemScore) -> Iterator[Row]:
    name, terms = system.name, system.terms
    yield _rate(name, "terms/success", "", terms.success)
    yield _rate(name, "terms/success-reviewed", "", terms.reviewed)
    yield _rate(name, "terms/exclusive", "", terms.exclusive)
    yield Row(name, "terms/raw-wmt25", "", terms.raw, whole=terms.raw_entries)
    for size, value in terms.window.items():
        yield Row(name, "terms/window-overlap", size, value)
    if terms.edits is not None:
        yield Row(name, "terms/1-term", "", terms.edits)
    for category, rate in terms.categories.items():
        yield _rate(name, "terms/category", category, rate)
    for concept in terms.concepts:
        yield _rate(name, "terms/concept", concept.concept, concept.success)
    for document in terms.documents:
        of = f"{document.file}#{document.document}" if document.document else document.file
        yield _rate(name, "terms/document", of, document.success)
    for file in system.files:
        yield _rate(name, "terms/file", file.file, file.success)


def _consistency(system: str, reading: str, found: Consistency) -> Iterator[Row]:
    for measure in ("first", "frequent", "predefined"):
        agreement = getattr(found, measure)
        for average in ("micro", "macro"):
            value = getattr(agreement, average) if agreement else None
            yield Row(system, f"consistency/{measure}-{average}", reading, value)
    yield _rate(system, "consistency/ltcr", reading, found.ltcr)
    yield _rate(system, "consistency/ltcr-1", reading, found.ltcr_first)
    yield Row(system, "consistency/hhi", reading, found.hhi)
    yield Row(system, "consistency/hhi-repeated", reading, found.hhi_repeated)


def _quality(system: SystemScore) -> Iterator[Row]:
    for issue in system.issues:
        of = f"{issue.type}/{issue.severity}"
        yield Row(system.name, "issues", of, issue.counted, whole=issue.found)
        yield Row(system.name, "errors-confirmed", of, issue.confirmed)
        yield Row(system.name, "issues-dismissed", of, issue.dismissed)
    for kind, quality in (("mqm-if-confirmed", system.quality), ("mqm-confirmed", system.confirmed)):
        if quality is None:
            continue
        for measure in ("words", "apt", "npt", "rqs", "cqs"):
            yield Row(system.name, f"{kind}/{measure}", "", float(getattr(quality, measure)))
        low, high = quality.interval
        per = 1000 * quality.errors / quality.words
        yield Row(system.name, f"{kind}/errors-per-1000", "", per, low=low, high=high)
