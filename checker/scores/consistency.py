"""How consistently terms are rendered, whatever the glossary says: pseudo-reference accuracy, LTCR, HHI.

An occurrence is a term with its rendering; None where nothing renders it, and two such are never the same. Renderings
are compared as given: who wants inflection or listed variants to count as one makes them one before.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

Occurrences = Sequence[tuple[str, str | None]]  # term and rendering, in the order of the text


class Share(NamedTuple):
    """A fraction with its parts."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The fraction; None where the whole is nothing."""
        return self.part / self.whole if self.whole else None


class Agreement(NamedTuple):
    """The share of occurrences rendered by their term's pseudo-reference: over all, and averaged over these."""

    micro: float
    macro: float


def agreement(occurrences: Occurrences, references: Mapping[str, str]) -> Agreement | None:
    """Pseudo-reference accuracy (Semenov and Bojar 2022); None without an occurrence.

    Args:
        occurrences: All of them.
        references: The rendering to agree with, by term; a term without one agrees with nothing.

    The macro average is over distinct references, so terms that share one count as one; each term without one counts
    for itself.
    """
    if not occurrences:
        return None
    groups: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for term, rendering in occurrences:
        known = references.get(term)
        group = (False, term) if known is None else (True, known)
        groups[group].append(known is not None and rendering == known)
    right = sum(sum(group) for group in groups.values())
    return Agreement(right / len(occurrences), sum(sum(group) / len(group) for group in groups.values()) / len(groups))


def first(occurrences: Occurrences) -> dict[str, str]:
    """The first rendering of each term."""
    found: dict[str, str] = {}
    for term, rendering in occurrences:
        if rendering is not None:
            found.setdefault(term, rendering)
    return found


def frequent(occurrences: Occurrences) -> dict[str, str]:
    """The most frequent rendering of each term; of equally frequent ones the alphabetically first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for term, rendering in occurrences:
        if rendering is not None:
            counts[term][rendering] += 1
    return {term: min(found, key=lambda text: (-found[text], text)) for term, found in counts.items()}


def ltcr(documents: Iterable[Occurrences]) -> Share:
    """Lexical translation consistency ratio (Lyu et al. 2021): pairs of occurrences of a term that are rendered alike.

    Pairs are within a document; parts and wholes are summed over terms and documents.
    """
    return _summed(documents, _alike)


def ltcr_first(documents: Iterable[Occurrences]) -> Share:
    """LTCR-1 (DelTA, ICLR 2025): later occurrences rendered as the first one of their document."""
    return _summed(
        documents, lambda found: Share(sum(each == found[0] is not None for each in found[1:]), len(found) - 1)
    )


def hhi(renderings: Sequence[str | None]) -> float | None:
    """The Herfindahl-Hirschman index of a term's renderings (Itagaki et al. 2007), 1/k to 1; None without one."""
    if not renderings:
        return None
    counts = Counter(each for each in renderings if each is not None)
    squares = sum(count * count for count in counts.values()) + renderings.count(None)
    return squares / len(renderings) ** 2


def _alike(renderings: list[str | None]) -> Share:
    counts = Counter(each for each in renderings if each is not None)
    pairs = len(renderings) * (len(renderings) - 1) // 2
    return Share(sum(count * (count - 1) // 2 for count in counts.values()), pairs)


def _summed(documents: Iterable[Occurrences], share: Callable[[list[str | None]], Share]) -> Share:
    part = whole = 0
    for occurrences in documents:
        by_term: dict[str, list[str | None]] = defaultdict(list)
        for term, rendering in occurrences:
            by_term[term].append(rendering)
        for renderings in by_term.values():
            found = share(renderings)
            part, whole = part + found.part, whole + found.whole
    return Share(part, whole)
