"""TERm: translation edit rate in which edits at the terms of the reference cost more (Alam et al. 2021).

TERm as the paper describes it, which is not the figure that the script of WMT21's task prints: that one loses the
weights as soon as words are shifted, and takes only a part of longer terms.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

TERM_COST = 2.0  # of an edit at a token of a term
LONGEST = 120  # tokens of a segment; the time grows with the third power
_BLOCK = 10  # tokens that are shifted at once, as in TER
_TRIED = 50  # shifts that are tried at a time, the longest blocks first


class Edits(NamedTuple):
    """The edits of a segment: their cost, shifts among it, and the length of the reference."""

    cost: float
    length: int

    @property
    def rate(self) -> float:
        """The cost per token of the reference; of an empty reference 0, or 1 where there is output."""
        if not self.length:
            return 1.0 if self.cost else 0.0
        return self.cost / self.length


def edits(output: Sequence[str], reference: Sequence[str], terms: AbstractSet[int]) -> Edits:
    """The weighted edits that make ``reference`` of ``output``, blocks shifted at a cost of 1 where that helps.

    Args:
        output: Tokens.
        reference: Tokens.
        terms: The numbers of those in the reference that belong to terms. Substituting or leaving out one of them
            costs 2, and so does inserting something right before one.
    """
    costs = [TERM_COST if number in terms else 1.0 for number in range(len(reference))]
    here = list(output)
    cost, shifts = _distance(here, reference, costs), 0
    while cost > 0:
        best: tuple[float, list[str]] | None = None
        for moved in _shifted(here, reference)[:_TRIED]:
            there = _distance(moved, reference, costs)
            if there < cost - 1 and (best is None or there < best[0]):
                best = (there, moved)
        if best is None:
            break
        cost, here = best
        shifts += 1
    return Edits(cost + shifts, len(reference))


def _distance(output: Sequence[str], reference: Sequence[str], costs: Sequence[float]) -> float:
    """The weighted edit distance."""
    inserted = [*costs, 1.0]  # before which token something is put
    row = [0.0]
    for cost in costs:
        row.append(row[-1] + cost)
    for word in output:
        above, row = row, [row[0] + inserted[0]]
        left = row[0]
        for at, wanted in enumerate(reference):
            same = above[at] if word == wanted else above[at] + costs[at]
            left = min(same, above[at + 1] + inserted[at + 1], left + costs[at])
            row.append(left)
    return row[-1]


def _shifted(output: list[str], reference: Sequence[str]) -> list[list[str]]:
    """The output with a block moved to where the reference has it, each once; blocks as long as they can be."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(reference):
        places.setdefault(word, []).append(at)
    found: dict[tuple[str, ...], int] = {}
    for start, word in enumerate(output):
        for at in places.get(word, ()):
            inside = start and at and output[start - 1] == reference[at - 1]
            if at == start or inside:
                continue  # in place, or in the middle of a longer block
            size = 1
            while (
                size < _BLOCK
                and start + size < len(output)
                and at + size < len(reference)
                and output[start + size] == reference[at + size]
            ):
                size += 1
            rest = output[:start] + output[start + size :]
            for to in sorted({min(at, len(rest)), min(max(at - size, 0), len(rest)), min(at + 1, len(rest))}):
                if to != start:
                    found[tuple(rest[:to] + output[start : start + size] + rest[to:])] = size
    return [list(each) for each in sorted(found, key=lambda each: -found[each])]
