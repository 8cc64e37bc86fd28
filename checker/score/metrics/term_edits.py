"""TERm: a translation edit rate in which edits at terms of the reference cost more (Alam et al. 2021).

It follows the paper. The script of WMT21's task prints other figures, because it loses the weights when words are
shifted, and uses only a part of longer terms.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

TERM_COST = 2.0  # cost of an edit at a token of a term
LONGEST = 120  # tokens of a segment; the time grows with the third power
_BLOCK = 10  # most tokens in a shifted block, as in TER
_TRIED = 50  # most shifts that are tried in a step, the longest blocks first


class Edits(NamedTuple):
    """The cost of all edits and shifts in a segment, and the length of the reference in tokens."""

    cost: float
    length: int

    @property
    def rate(self) -> float:
        """The cost per token of the reference; with an empty reference 1 if there is output, else 0."""
        if not self.length:
            return 1.0 if self.cost else 0.0
        return self.cost / self.length


def edits(output: Sequence[str], reference: Sequence[str], terms: AbstractSet[int]) -> Edits:
    """The weighted edits that turn ``output`` into ``reference``; a useful shift of a block costs 1.

    Args:
        output: Tokens.
        reference: Tokens.
        terms: The numbers of the tokens of ``reference`` that belong to terms. To substitute or omit one of them, or to
            insert a token right before it, costs 2.
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
    inserted = [*costs, 1.0]  # cost to insert before each token of the reference
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
    """All outputs with one block moved to its place in the reference, without duplicates, longest blocks first."""
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
