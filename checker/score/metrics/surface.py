"""Terms between blanks of a tokenised text, and the words around them (Alam et al. 2021)."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

Place = tuple[int, int]  # the first and the last token of a term


def starts(wording: str, text: str) -> list[int]:
    """Where ``wording`` stands between blanks or ends of ``text``, whose tokens are parted by one blank."""
    padded, wanted = f" {text} ", f" {wording} "
    found = []
    at = padded.find(wanted)
    while at >= 0:
        found.append(at)
        at = padded.find(wanted, at + 1)
    return found


def rendered(occurrences: Sequence[Sequence[str]], text: str) -> list[bool]:
    """Whether each occurrence finds one of its wordings in ``text``, at a place that none before it has taken.

    Every wording of an occurrence takes the first free place of its own, also after one has been found: so the
    published figures were counted.
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
    """Up to ``size`` tokens on each side of ``place``; those that are a part of ``passed`` are passed over."""
    first, last = place
    before = [token for token in tokens[:first] if token not in passed]
    after = [token for token in tokens[last + 1 :] if token not in passed]
    return before[-size:] + after[:size]


class Overlap(NamedTuple):
    """The sum of the shares of pairs of places, and how many pairs."""

    total: float
    pairs: int

    @property
    def value(self) -> float:
        """The mean over the pairs, 0 without one."""
        return self.total / self.pairs if self.pairs else 0.0


def overlap(found: Sequence[list[str]], wanted: Sequence[list[str]]) -> Overlap:
    """How much of the surroundings ``wanted`` of a term in the reference it has in the output, ``found``.

    Each is paired with one of the others, the best pairs first.
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
