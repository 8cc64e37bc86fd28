"""Terminology and consistency scores, from the counts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.engine.part import Part
from checker.model import Outcome
from checker.score.card import ConceptScore, Consistency, DocumentScore, Terms, rate
from checker.score.counting import AS_ONE, AS_WRITTEN, Counted
from checker.score.metrics.rawcount import RawCount, closed
from checker.score.uniform import Uniform


def terms(parts: Sequence[Part], counted: Sequence[Counted], dismissed: Counter[str]) -> Terms:
    """The terminology scores of a translation.

    Args:
        parts: The parts of the translation.
        counted: The counts of each part.
        dismissed: The dismissed occurrences by concept.
    """
    concepts = [each for part, counts in zip(parts, counted, strict=True) for each in _concepts(part, counts)]
    right = sum(each.success.part for each in concepts)
    whole = sum(each.success.whole for each in concepts)
    forgiven = sum(min(dismissed[each.concept], each.success.whole - each.success.part) for each in concepts)
    categories: dict[str, list[int]] = {}
    for each in concepts:
        sums = categories.setdefault(each.category, [0, 0])
        sums[0] += each.success.part
        sums[1] += each.success.whole
    confirmed = any(part.references for part in parts)
    raw = [RawCount((), confirmed=confirmed).result(each.raw.sums(closed)) for each in counted]
    entries = sum(each.entries for each in raw)
    first = counted[0]  # a translation with references has one part
    return Terms(
        rate(right, whole),
        rate(right + forgiven, whole),
        sum(each.untranslated_terms for each in counted),
        rate(sum(each.exclusive for each in counted), whole),
        sum(each.total for each in raw) / entries if entries else None,
        entries,
        confirmed,
        {size: values.mean for size, values in first.window.items() if values.mean is not None},
        _edits(first),
        {name: rate(*sums) for name, sums in sorted(categories.items())},
        tuple(concepts),
        tuple(DocumentScore(*name, rate(*sums)) for each in counted for name, sums in each.documents.items()),
    )


def consistency(counted: Sequence[Counted]) -> dict[str, Consistency]:
    """Consistency by reading; equal concept ids of different parts are different concepts."""
    found = {}
    for name in (AS_WRITTEN, AS_ONE):
        whole = Uniform()
        for number, each in enumerate(counted):
            whole.add(each.readings[name].under(f"{number}\0" if number else ""))
        found[name] = whole.result()
    return found


def _edits(counted: Counted) -> float | None:
    """1 − TERm; None if it was left out for some segments."""
    mean = counted.edits.mean
    return None if mean is None or counted.unedited or counted.metrics.many else 1 - mean


def _concepts(part: Part, counted: Counted) -> Iterator[ConceptScore]:
    """The scores of the concepts that occur."""
    for number in sorted(counted.outcomes):
        concept, outcomes = part.glossary.concepts[number], counted.outcomes[number]
        accepted = sum(count for outcome, count in outcomes.items() if Outcome(outcome).accepted)
        yield ConceptScore(
            concept.id,
            next(iter(concept.sources), ""),
            concept.preferred,
            concept.category.value,
            rate(accepted, sum(outcomes.values())),
            {outcome.value: outcomes[outcome.value] for outcome in Outcome if outcome.value in outcomes},
            tuple(sorted(counted.renderings.get(number, {}).items(), key=lambda each: (-each[1], each[0]))),
        )
