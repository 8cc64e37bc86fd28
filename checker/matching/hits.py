"""The renderings of all concepts in targets, and what each means for an occurrence that it is assigned to."""

from typing import NamedTuple

from checker.matching.spelling import flaw
from checker.matching.terminology import TargetWording, Terminology
from checker.model import Concept, Outcome, TermStatus

_OUTCOMES = {
    TermStatus.PREFERRED: Outcome.PREFERRED,
    TermStatus.ADMITTED: Outcome.ADMITTED,
    TermStatus.DEPRECATED: Outcome.DEPRECATED,
}
_FLAWED = {"case": Outcome.MISCASED, "spacing": Outcome.MISSPELLED, "marks": Outcome.MISSPELLED}


class Hit(NamedTuple):
    """A rendering found in a target: its concept, and the outcome for an occurrence that it is assigned to.

    ``other`` is the number of the concept that it belongs to at another time, -1 if there is none.
    """

    start: int
    end: int
    concept: int
    outcome: Outcome
    how: str
    short: bool
    wording: str
    other: int = -1


def hits_in(targets: list[str], present: list[set[int]], terminology: Terminology) -> list[list[Hit] | None]:
    """The hits in each target, one per concept and span; short forms only of concepts in ``present``.

    None for a target that is unfinished (see ``Hits``).
    """
    best: list[dict[tuple[int, int, int], Hit]] = [{} for _ in targets]
    readings: dict[tuple[str, int, str], tuple[Outcome, str] | None] = {}  # texts repeat their terms
    wordings, terms = terminology.target_wordings, terminology.concepts
    found = terminology.target_finder.find(targets)
    for text, start, end, number, how in zip(
        found.texts, found.starts, found.ends, found.wordings, found.how, strict=True
    ):
        wording, target = wordings[number], targets[text]
        for concept in wording.concepts & present[text] if wording.short else wording.concepts:
            as_read = (target[start:end], number, how)
            if as_read not in readings:
                readings[as_read] = _reading(target[start:end], wording, how, terms[concept])
            reading = readings[as_read]
            if reading is None:
                continue
            dotted = wording.text.endswith(".") and target.startswith(".", end)  # Acme Inc.
            hit = Hit(start, end + dotted, concept, *reading, wording.short, wording.text)
            known = best[text].get((start, end, concept))
            if known is None or _rank(hit) < _rank(known):
                best[text][start, end, concept] = hit
    return [None if number in found.unfinished else sorted(hits.values()) for number, hits in enumerate(best)]


def _reading(raw: str, wording: TargetWording, how: str, concept: Concept) -> tuple[Outcome, str] | None:
    """The outcome of ``raw``, found as a wording of ``concept``, and how it was decided; None if it is no hit."""
    wrong = flaw(raw, wording.text, concept)
    if wrong and (wording.status is TermStatus.DEPRECATED or wording.short):
        if wrong != "case":
            return None
        wrong = ""
    return _FLAWED[wrong] if wrong else _OUTCOMES[wording.status], wrong or how


def _rank(hit: Hit) -> tuple[int, bool, int]:
    """The sort key of hits on the same words: accepted, then deprecated, then misspelled or miscased.

    A wording that the glossary deprecates is none of its accepted ones in northern spelling.
    """
    accepted = hit.outcome.accepted
    group = (
        0 if accepted and hit.how != "northern" else 1 if hit.outcome is Outcome.DEPRECATED else 2 if accepted else 3
    )
    return group, hit.how != "exact", hit.outcome.rank
