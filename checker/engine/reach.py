"""The segments that other renderings in a glossary reach, of which alone the matches and findings can change.

They are those whose source may have a concept that has changed, and those whose target has a term that came or went.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from checker.engine.present import Texts
from checker.languages import Wording
from checker.matching.terminology import Terminology
from checker.model import Category, Concept
from checker.text.mnemonics import words

_AT_ONCE = 1000  # segments


class Reached(NamedTuple):
    """A segment that is reached.

    Attributes:
        number: Its number.
        quiet: Whether its source has the concepts as before, and its target no term that came or went.
    """

    number: int
    quiet: bool


class Reach:
    """Tells which segments are reached.

    Args:
        old, new: The terminologies before and after; their concepts differ in their renderings only.

    Attributes:
        concepts: The numbers of the concepts that have changed.
    """

    def __init__(self, old: Terminology, new: Terminology) -> None:
        pairs = enumerate(zip(old.concepts, new.concepts, strict=True))
        changed = {number: pair for number, pair in pairs if pair[0] != pair[1]}
        self.concepts = frozenset(changed)
        self._persons = any(one.category is Category.PERSON for one, _ in changed.values())
        # Each source twice, with the renderings before and after: wordings 2n and 2n + 1.
        sources = [
            Wording(text, each.category, "exact" in each.match, tuple(each.accepted))
            for pair in changed.values()
            for text in pair[0].sources
            for each in pair
        ]
        targets = [
            Wording(text, two.category, "exact" in two.match)
            for number, (one, two) in changed.items()
            for text in dict.fromkeys(text for text, _ in _terms(old, one, number) ^ _terms(new, two, number))
        ]
        names = old.other_names ^ new.other_names  # parts of names, which tell whole names of others
        targets += [Wording(name, Category.OTHER, exact=True) for name in sorted(names)]
        self._languages = new.source, new.target
        self._sources = new.source.compile(sources)
        self._targets = new.target.compile(targets)

    def among(self, texts: Iterable[Texts]) -> Iterator[Reached]:
        """The reached ones of the segments with these texts, counted from 0."""
        rest = iter(texts)
        first = 0
        while some := list(islice(rest, _AT_ONCE)):
            source, target = self._languages
            sources = words([each.source for each in some], some, source.known)
            targets = words([each.target for each in some], some, target.known)
            loud = set(self._targets.find(targets).texts)
            hits = self._sources.find(sources)
            found: dict[int, set[tuple[int, int, int, int, str]]] = {at: set() for at in loud}
            columns = zip(hits.texts, hits.starts, hits.ends, hits.wordings, hits.how, strict=True)
            for at, start, end, wording, how in columns:
                found.setdefault(at, set()).symmetric_difference_update([(at, start, end, wording // 2, how)])
            for at in sorted(found):
                yield Reached(first + at, quiet=at not in loud and not found[at] and not self._persons)
            first += len(some)


def _terms(terminology: Terminology, concept: Concept, number: int) -> set[tuple[str, str]]:
    """The renderings of a concept with their status, its short forms included."""
    return {(term.text, term.status) for term in concept.targets} | {
        (text, "accepted") for text in terminology.accepted(number)
    }
