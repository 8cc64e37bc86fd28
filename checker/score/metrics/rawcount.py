"""Term success as in WMT25's second track: lower-case strings anywhere in the text, even inside words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple


class RawSuccess(NamedTuple):
    """The mean over entries of documents.

    Attributes:
        total: The sum of the entries' values, each from 0 to 1.
        entries: The number of entries with the source term in a document; with a reference, only those that also have a
            rendering in it.
        confirmed: Whether there is a reference; the published figures always have one.
    """

    total: float
    entries: int
    confirmed: bool

    @property
    def value(self) -> float | None:
        """The mean; None without an entry."""
        return self.total / self.entries if self.entries else None


Document = dict[
    int, list[int]
]  # by entry: counts of its source, its renderings in the target, and these in the reference


class RawCount:
    """Counts the strings of the entries.

    Args:
        entries: Pairs of a source term and its renderings.
        confirmed: Whether there are references.

    The value of an entry in a document is min(Σ occurrences of the renderings / occurrences of the source term, 1). As
    in the published figures, a rendering or source term inside a longer one is counted too.
    """

    def __init__(self, entries: Iterable[tuple[str, Sequence[str]]], *, confirmed: bool) -> None:
        pairs = [(_plain(source), [_plain(text) for text in texts if text.strip()]) for source, texts in entries]
        self._confirmed = confirmed
        kept = [(source, texts) for source, texts in pairs if source and texts]
        self._sources = _Counter((source, entry) for entry, (source, _) in enumerate(kept))
        self._targets = _Counter((text, entry) for entry, (_, texts) in enumerate(kept) for text in texts)

    def count(self, document: Document, source: str, target: str, reference: str = "") -> None:
        """Add the counts of a segment to those of its document."""
        _add(document, 0, self._sources.count(source))
        _add(document, 1, self._targets.count(target))
        if self._confirmed:
            _add(document, 2, self._targets.count(reference))

    def result(self, values: Mapping[str, int]) -> RawSuccess:
        """The result from the sums of ``closed`` over all documents."""
        kind = "confirmed " if self._confirmed else "all "
        counted = sorted((key.removeprefix(kind), count) for key, count in values.items() if key.startswith(kind))
        total = math.fsum(count * float(Fraction(value)) for value, count in counted)
        return RawSuccess(total, sum(count for _, count in counted), self._confirmed)


def merged(document: Document, later: Document) -> None:
    """Add the counts of the second part of a document to those of the first."""
    for entry, counts in later.items():
        held = document.setdefault(entry, [0, 0, 0])
        for number, count in enumerate(counts):
            held[number] += count


def closed(document: Document) -> dict[str, int]:
    """The number of a document's entries by value: of all, and of those that the reference confirms."""
    values: Counter[str] = Counter()
    for asked, rendered, wanted in document.values():
        if asked:
            value = "1" if rendered >= asked else f"{rendered}/{asked}"
            values[f"all {value}"] += 1
            values[f"confirmed {value}"] += bool(wanted)
    return +values


def _add(document: Document, number: int, counts: Counter[int]) -> None:
    for entry, count in counts.items():
        document.setdefault(entry, [0, 0, 0])[number] += count


class _Counter:
    """Counts many strings in a text at once, each as ``str.count`` does, by entry."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._entries: dict[str, list[int]] = {}
        for text, entry in texts:
            self._entries.setdefault(text, []).append(entry)
        self._texts = list(self._entries)
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._texts) if self._texts else None

    def count(self, text: str) -> Counter[int]:
        found: Counter[int] = Counter()
        if self._automaton is not None:
            free: dict[int, int] = {}
            for start, end, number in self._automaton.find_overlapping(text.lower()):
                if start >= free.get(number, 0):
                    free[number] = end
                    found.update(self._entries[self._texts[number]])
        return found


def _plain(text: str) -> str:
    return text.strip().lower()
