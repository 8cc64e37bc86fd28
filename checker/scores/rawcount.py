"""Term success as WMT25's second track counts it: strings in lower case, wherever they stand, words or not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class RawSuccess(NamedTuple):
    """The mean over entries of documents.

    Attributes:
        total: The sum of their values, each 0 to 1.
        entries: How many: entries whose source stands in a document, and a rendering in its reference if there is one.
        confirmed: A reference was there to confirm entries; the published figures always have one.
    """

    total: float
    entries: int
    confirmed: bool

    @property
    def value(self) -> float | None:
        """The mean; None without an entry."""
        return self.total / self.entries if self.entries else None


class RawCount:
    """Counts document by document.

    Args:
        entries: Pairs of a source term and its renderings.
        confirmed: Whether ``add`` is given references.

    For each document and entry: min(Σ occurrences of the renderings / occurrences of the source term, 1). Renderings
    that contain one another are counted twice, and nested source terms inside longer ones: as published.
    """

    def __init__(self, entries: Iterable[tuple[str, Sequence[str]]], *, confirmed: bool) -> None:
        pairs = [(_plain(source), [_plain(text) for text in texts if text.strip()]) for source, texts in entries]
        self._entries = [(source, texts) for source, texts in pairs if source and texts]
        self._confirmed = confirmed
        self._sources = _Counter(source for source, _ in self._entries)
        self._targets = _Counter(text for _, texts in self._entries for text in texts)
        self._document: object = None
        self._counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
        self._total = 0.0
        self._valid = 0

    def add(self, document: object, source: str, target: str, reference: str = "") -> None:
        """Count a segment; those of a document follow each other."""
        if document != self._document:
            self._close()
            self._document = document
        self._counts[0].update(self._sources.count(source))
        self._counts[1].update(self._targets.count(target))
        if self._confirmed:
            self._counts[2].update(self._targets.count(reference))

    def result(self) -> RawSuccess:
        """What was counted, when all is added."""
        self._close()
        return RawSuccess(self._total, self._valid, self._confirmed)

    def _close(self) -> None:
        sources, targets, references = self._counts
        if sources:
            for source, texts in self._entries:
                asked = sources[source]
                if not asked or (self._confirmed and not any(references[text] for text in texts)):
                    continue
                self._total += min(sum(targets[text] for text in texts) / asked, 1.0)
                self._valid += 1
        self._counts = (Counter(), Counter(), Counter())


class _Counter:
    """Counts many strings in a text at once, each as ``str.count`` does."""

    def __init__(self, texts: Iterable[str]) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._texts = list(dict.fromkeys(texts))
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._texts) if self._texts else None

    def count(self, text: str) -> Counter[str]:
        found: Counter[str] = Counter()
        if self._automaton is not None:
            free: dict[int, int] = {}
            for start, end, number in self._automaton.find_overlapping(text.lower()):
                if start >= free.get(number, 0):
                    free[number] = end
                    found[self._texts[number]] += 1
        return found


def _plain(text: str) -> str:
    return text.strip().lower()
