"""Terms in a tokenised text, and the tokens around them (Alam et al. 2021)."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

Place = tuple[int, int]  # the numbers of the first and last token of a term


def starts(wording: str, text: str) -> list[int]:
    """The offsets of ``wording`` as whole tokens of ``text``, whose tokens are separated by one space."""
    padded, wanted = f" {text} ", f" {wording} "
    found = []
    at = padded.find(wanted)
    while at >= 0:
        found.append(at)
        at = padded.find(wanted, at + 1)
    return found


def rendered(occurrences: Sequence[Sequence[str]], text: str) -> list[bool]:
    """Whether each occurrence has one of its wordings in ``text``, at a place that no earlier occurrence has taken.

    As in the published figures, every wording of an occurrence takes its first free place, even if another is found.
    """
    taken: set[int] = set()
    found = []
    for wordings in occurrences:
        places = []
        for wording in wordings:
            place = next((start for start in starts(wording, text) if start not in taken), None)
            if place is not None:
                taken.add(place)
                places.append(place)
        found.append(bool(places))
    return found


def around(tokens: Sequence[str], place: Place, size: int, passed: str = "") -> list[str]:
    """Up to ``size`` tokens on each side of ``place``, without tokens that are substrings of ``passed``."""
    first, last = place
    before = [token for token in tokens[:first] if token not in passed]
    after = [token for token in tokens[last + 1 :] if token not in passed]
    return before[-size:] + after[:size]


class Overlap(NamedTuple):
    """The sum of the overlaps of pairs of places, and the number of pairs."""

    total: float
    pairs: int

    @property
    def value(self) -> float:
        """The mean over the pairs; 0 without pairs."""
        return self.total / self.pairs if self.pairs else 0.0


def overlap(found: Sequence[list[str]], wanted: Sequence[list[str]]) -> Overlap:
    """How much of the tokens around a term in the reference (``wanted``) is around it in the output (``found``).

    Each place in the reference is paired with one in the output, the best pairs first.
    """
    shares = [(_share(has, asked), w, f) for w, asked in enumerate(wanted) for f, has in enumerate(found)]
    shares.sort(key=lambda pair: -pair[0])
    taken: tuple[set[int], set[int]] = (set(), set())
    total = 0.0
    for share, w, f in shares:
        if w not in taken[0] and f not in taken[1]:
            taken[0].add(w)
            taken[1].add(f)
            total += share
    return Overlap(total, len(taken[0]))


def _share(has: list[str], asked: list[str]) -> float:
    return (Counter(has) & Counter(asked)).total() / len(asked) if asked else 0.0
