"""Spans of a text that are looked up often."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Spans, each a start and an end, in any order; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._last = list(accumulate((end for _, end in ordered), max))  # the last end of each span and those before it

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the spans overlaps ``start:end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._last[before - 1] > start

    def cover(self, start: int, end: int) -> bool:
        """Whether ``start:end`` is a part of one of the spans."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._last[before - 1] >= end
