"""Consistency, counted occurrence by occurrence."""

from collections import Counter

from checker.scorecard import Consistency, share
from checker.scores import consistency


class Uniform:
    """Consistency of one reading of the renderings, document by document."""

    def __init__(self) -> None:
        self._preferred: dict[str, str] = {}
        self._counts: dict[str, Counter[str | None]] = {}
        self._document: object = None
        self._here: dict[str, Counter[str | None]] = {}
        self._ltcr = [0, 0]
        self._ltcr_first = [0, 0]

    def add(self, document: object, concept: str, preferred: str, rendering: str | None) -> None:
        """Count an occurrence; those of a document follow each other.

        Args:
            document: Which one.
            concept: What occurs.
            preferred: Its preferred rendering, "" if it has none.
            rendering: What stands for it, None if nothing does.
        """
        if document != self._document:
            self._close()
            self._document = document
        if preferred:
            self._preferred[concept] = preferred
        for counts in (self._here, self._counts):
            counts.setdefault(concept, Counter())[rendering] += 1

    def _close(self) -> None:
        for sums, found in (
            (self._ltcr, consistency.ltcr([self._here])),
            (self._ltcr_first, consistency.ltcr_first([self._here])),
        ):
            sums[0] += found.part
            sums[1] += found.whole
        self._here = {}

    def result(self) -> Consistency:
        """What was counted, when all is added."""
        self._close()
        counts = self._counts
        sizes = {concept: renderings.total() for concept, renderings in counts.items()}
        indices = {concept: consistency.hhi(renderings) or 0.0 for concept, renderings in counts.items()}
        total = sum(sizes.values())
        repeated = [index for concept, index in indices.items() if sizes[concept] > 1]
        return Consistency(
            total,
            len(counts),
            consistency.agreement(counts, consistency.first(counts)),
            consistency.agreement(counts, consistency.frequent(counts)),
            consistency.agreement(counts, self._preferred),
            share(consistency.Share(*self._ltcr)),
            share(consistency.Share(*self._ltcr_first)),
            sum(indices[concept] * size for concept, size in sizes.items()) / total if total else None,
            sum(repeated) / len(repeated) if repeated else None,
        )
