"""Counts the renderings for consistency; the counts of consecutive stretches of a corpus can be added."""

import msgspec

from checker.score.card import Consistency, share
from checker.score.metrics import consistency
from checker.score.open_ends import OpenEnds

_Renderings = dict[str, int]  # number of occurrences by rendering; "" if missing
_LTCR = ("part", "whole", "first part", "first whole")


class Uniform(msgspec.Struct, array_like=True):
    """The counts of renderings, in one reading.

    Attributes:
        preferred: The preferred rendering by concept.
        counts: The number of occurrences by concept and rendering, in the order of the text.
        documents: The same by document, summed up when the document ends.
    """

    preferred: dict[str, str] = {}
    counts: dict[str, _Renderings] = {}
    documents: OpenEnds[dict[str, _Renderings]] = msgspec.field(default_factory=OpenEnds)

    def count(self, document: tuple[str, str], concept: str, preferred: str, rendering: str | None) -> None:
        """Count an occurrence; count the occurrences of a document one after the other.

        Args:
            document: File and document.
            concept: The id of the concept.
            preferred: Its preferred rendering, "" if it has none.
            rendering: The rendering, None if it is missing.
        """
        if preferred:
            self.preferred[concept] = preferred
        _count(self.counts, concept, rendering or "", 1)
        _count(self.documents.at(document, dict, _merged, _ratios), concept, rendering or "", 1)

    def add(self, later: "Uniform") -> None:
        """Add the counts of the next segments."""
        self.preferred.update(later.preferred)
        _merged(self.counts, later.counts)
        self.documents.add(later.documents, _merged, _ratios)

    def under(self, prefix: str) -> "Uniform":
        """The same counts with ``prefix`` before each concept id, to tell it from ids of another glossary."""
        return Uniform(
            {prefix + concept: text for concept, text in self.preferred.items()},
            {prefix + concept: counts for concept, counts in self.counts.items()},
            self.documents,
        )

    def result(self) -> Consistency:
        """The consistency scores."""
        counts = {
            concept: {text or None: count for text, count in renderings.items()}
            for concept, renderings in self.counts.items()
        }
        ratios = self.documents.sums(_ratios)
        sizes = {concept: sum(renderings.values()) for concept, renderings in counts.items()}
        indices = {concept: consistency.hhi(renderings) or 0.0 for concept, renderings in counts.items()}
        total = sum(sizes.values())
        repeated = [index for concept, index in indices.items() if sizes[concept] > 1]
        return Consistency(
            total,
            len(counts),
            consistency.agreement(counts, consistency.first(counts)),
            consistency.agreement(counts, consistency.frequent(counts)),
            consistency.agreement(counts, self.preferred),
            share(consistency.Share(ratios.get("part", 0), ratios.get("whole", 0))),
            share(consistency.Share(ratios.get("first part", 0), ratios.get("first whole", 0))),
            sum(indices[concept] * size for concept, size in sizes.items()) / total if total else None,
            sum(repeated) / len(repeated) if repeated else None,
        )


def _count(counts: dict[str, _Renderings], concept: str, rendering: str, number: int) -> None:
    renderings = counts.setdefault(concept, {})
    renderings[rendering] = renderings.get(rendering, 0) + number


def _merged(counts: dict[str, _Renderings], later: dict[str, _Renderings]) -> None:
    for concept, renderings in later.items():
        for rendering, number in renderings.items():
            _count(counts, concept, rendering, number)


def _ratios(counts: dict[str, _Renderings]) -> dict[str, int]:
    """Numerators and denominators of LTCR and LTCR-1 in a document."""
    document = {
        concept: {text or None: number for text, number in renderings.items()} for concept, renderings in counts.items()
    }
    return dict(zip(_LTCR, (*consistency.ltcr([document]), *consistency.ltcr_first([document])), strict=True))
