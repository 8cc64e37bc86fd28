"""The segments that other renderings in a glossary reach, of which alone the matches and findings can change.

They are those whose source may have a concept that has changed, and those whose target has a term that came or went.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from checker.languages import Wording
from checker.matching.terminology import Terminology
from checker.model import Category, Concept, Segment

_AT_ONCE = 1000  # segments


class Reach:
    """Tells which segments are reached.

    Args:
        old, new: The terminologies before and after; their concepts differ in their renderings only.
    """

    def __init__(self, old: Terminology, new: Terminology) -> None:
        changed = [(one, two) for one, two in zip(old.concepts, new.concepts, strict=True) if one != two]
        sources = [
            Wording(text, each.category, "exact" in each.match, tuple(each.accepted))
            for pair in changed
            for each in pair
            for text in each.sources
        ]
        targets = [
            Wording(text, two.category, "exact" in two.match)
            for number, (one, two) in enumerate(zip(old.concepts, new.concepts, strict=True))
            if one != two
            for text in dict.fromkeys(text for text, _ in _terms(old, one, number) ^ _terms(new, two, number))
        ]
        names = old.other_names ^ new.other_names  # parts of names, which tell whole names of others
        self._sources = new.source.compile(sources)
        self._targets = new.target.compile(
            [*targets, *(Wording(name, Category.OTHER, exact=True) for name in sorted(names))]
        )

    def among(self, segments: Iterable[Segment]) -> Iterator[int]:
        """The numbers of those that are reached, counted from 0."""
        rest = iter(segments)
        first = 0
        while some := list(islice(rest, _AT_ONCE)):
            reached = {
                *self._sources.find([segment.source for segment in some]).texts,
                *self._targets.find([segment.target for segment in some]).texts,
            }
            yield from (first + number for number in sorted(reached))
            first += len(some)


def _terms(terminology: Terminology, concept: Concept, number: int) -> set[tuple[str, str]]:
    """The renderings of a concept with their status, its short forms included."""
    return {(term.text, term.status) for term in concept.targets} | {
        (text, "accepted") for text in terminology.accepted(number)
    }
