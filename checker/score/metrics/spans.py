"""Exclusive spans: how many occurrences can all have a rendering of their own at once (WMT26 draft, T2)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

_STATES = 20_000  # states of the exact search, and
_SPANS = 200  # renderings in a segment, beyond which a lower bound is used


class Rendering(NamedTuple):
    """A place in the target (code points) and the concepts that it may render."""

    start: int
    end: int
    concepts: frozenset[int]


def exclusive(occurrences: Iterable[frozenset[int]], renderings: Iterable[Rendering]) -> int:
    """The largest number of occurrences that can have renderings that do not overlap.

    Args:
        occurrences: For each occurrence, the concepts that it may be.
        renderings: The renderings in the target; they may overlap.

    The search is exact; for a segment with hundreds of renderings a greedy search gives a lower bound.
    """
    asked = Counter(occurrences)
    kinds = sorted(asked, key=sorted)
    spans = sorted(
        {span for span in renderings if span.end > span.start and any(span.concepts & kind for kind in kinds)},
        key=lambda span: (span.start, span.end, sorted(span.concepts)),
    )
    states = len(spans)
    for kind in kinds:
        states *= min(asked[kind], len(spans)) + 1
    if len(spans) > _SPANS or states > _STATES:
        return _greedy(asked, kinds, spans)
    begins = [span.start for span in spans]
    after = [bisect_left(begins, span.end) for span in spans]

    @cache
    def most(at: int, left: tuple[int, ...]) -> int:
        if at == len(spans) or not any(left):
            return 0
        best = most(at + 1, left)
        for number, kind in enumerate(kinds):
            if left[number] and kind & spans[at].concepts:
                fewer = (*left[:number], left[number] - 1, *left[number + 1 :])
                best = max(best, 1 + most(after[at], fewer))
        return best

    return most(0, tuple(min(asked[kind], len(spans)) for kind in kinds))


def _greedy(asked: Counter[frozenset[int]], kinds: list[frozenset[int]], spans: list[Rendering]) -> int:
    """A lower bound: takes the spans that end first, each for the occurrence with the fewest possible concepts."""
    left = dict(asked)
    end = count = 0
    for span in sorted(spans, key=lambda each: (each.end, -each.start)):
        fitting = [kind for kind in kinds if left[kind] and kind & span.concepts]
        if span.start >= end and fitting:
            left[min(fitting, key=len)] -= 1
            end = span.end
            count += 1
    return count
