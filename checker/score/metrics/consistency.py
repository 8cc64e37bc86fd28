"""Consistency of renderings: pseudo-reference accuracy, LTCR, HHI.

A missing rendering is None; two missing renderings are never the same. Renderings are compared as strings: the caller
must merge inflected forms or accepted variants first if they count as one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Counts = Mapping[str, Mapping[str | None, int]]  # occurrences by term and rendering, in the order of the text


class Share(NamedTuple):
    """A fraction with its parts."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The fraction; None if ``whole`` is 0."""
        return self.part / self.whole if self.whole else None


class Agreement(NamedTuple):
    """The share of occurrences that are rendered as the pseudo-reference: over all, and averaged over references."""

    micro: float
    macro: float


def counted(occurrences: Iterable[tuple[str, str | None]]) -> dict[str, Counter[str | None]]:
    """The number of occurrences by term and rendering, in the order of ``occurrences``."""
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for term, rendering in occurrences:
        counts[term][rendering] += 1
    return dict(counts)


def agreement(counts: Counts, references: Mapping[str, str]) -> Agreement | None:
    """Pseudo-reference accuracy (Semenov and Bojar 2022); None without an occurrence.

    Args:
        counts: The counts of all occurrences.
        references: The pseudo-reference of each term; a term without one has accuracy 0.

    The macro average is over distinct references: terms with the same one form one group, and each term without one is
    its own group.
    """
    groups: dict[tuple[bool, str], list[int]] = {}
    for term, renderings in counts.items():
        known = references.get(term)
        group = groups.setdefault((False, term) if known is None else (True, known), [0, 0])
        group[0] += renderings.get(known, 0) if known is not None else 0
        group[1] += sum(renderings.values())
    total = sum(whole for _, whole in groups.values())
    if not total:
        return None
    right = sum(part for part, _ in groups.values())
    return Agreement(right / total, sum(part / whole for part, whole in groups.values()) / len(groups))


def first(counts: Counts) -> dict[str, str]:
    """The first rendering of each term."""
    found = {term: next((text for text in texts if text is not None), None) for term, texts in counts.items()}
    return {term: text for term, text in found.items() if text is not None}


def frequent(counts: Counts) -> dict[str, str]:
    """The most frequent rendering of each term; among equally frequent ones the alphabetically first."""
    found = {}
    for term, texts in counts.items():
        ranked = sorted((-count, text) for text, count in texts.items() if text is not None)
        if ranked:
            found[term] = ranked[0][1]
    return found


def ltcr(documents: Iterable[Counts]) -> Share:
    """Lexical translation consistency ratio (Lyu et al. 2021): pairs of occurrences of a term with the same rendering.

    Pairs are within a document; numerators and denominators are summed over terms and documents.
    """
    return _summed(documents, _alike)


def ltcr_first(documents: Iterable[Counts]) -> Share:
    """LTCR-1 (DelTA, ICLR 2025): later occurrences that are rendered like the first one in their document."""
    return _summed(documents, _like_first)


def hhi(renderings: Mapping[str | None, int]) -> float | None:
    """The Herfindahl-Hirschman index of a term's renderings (Itagaki et al. 2007); None without an occurrence.

    It is from 1/k to 1, where k is the number of occurrences.

    Args:
        renderings: The number of occurrences by rendering.
    """
    total = sum(renderings.values())
    squares = sum(count * count if text is not None else count for text, count in renderings.items())
    return squares / total**2 if total else None


def _alike(renderings: Mapping[str | None, int]) -> Share:
    total = sum(renderings.values())
    pairs = sum(count * (count - 1) // 2 for text, count in renderings.items() if text is not None)
    return Share(pairs, total * (total - 1) // 2)


def _like_first(renderings: Mapping[str | None, int]) -> Share:
    text, count = next(iter(renderings.items()))
    return Share(count - 1 if text is not None else 0, sum(renderings.values()) - 1)


def _summed(documents: Iterable[Counts], share: Callable[[Mapping[str | None, int]], Share]) -> Share:
    part = whole = 0
    for document in documents:
        for renderings in document.values():
            found = share(renderings)
            part, whole = part + found.part, whole + found.whole
    return Share(part, whole)
