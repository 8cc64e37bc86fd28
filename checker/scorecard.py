"""The records of a score: numbers with their parts and intervals; they compute nothing but shares."""

import msgspec

from checker.model import Severity
from checker.scores.consistency import Agreement, Share
from checker.scores.intervals import wilson
from checker.scores.mqm import Quality
from checker.scores.translation import Difference, Metric


class Rate(msgspec.Struct, frozen=True):
    """A share, 0 to 1, with its parts and its Wilson interval of 95 %.

    The share is None where the whole is nothing; the interval also where the parts are no sample: pairs of pairs.
    """

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None


def rate(part: int, whole: int) -> Rate:
    """``part`` of ``whole`` with its interval."""
    low, high = wilson(part, whole) or (None, None)
    return Rate(part, whole, part / whole if whole else None, low, high)


def share(of: Share) -> Rate:
    """``of`` without an interval."""
    return Rate(of.part, of.whole, of.value, None, None)


class ConceptScore(msgspec.Struct, frozen=True):
    """How one concept is rendered: occurrences by outcome, and the renderings, the most frequent first."""

    concept: str
    source: str
    preferred: str
    category: str
    success: Rate
    outcomes: dict[str, int]
    renderings: tuple[tuple[str, int], ...]


class DocumentScore(msgspec.Struct, frozen=True):
    """Term success in one document."""

    file: str
    document: str
    success: Rate


class Terms(msgspec.Struct, frozen=True):
    """Terminology.

    Attributes:
        success: Occurrences in translated segments whose rendering the glossary accepts, at word boundaries.
        untranslated: Occurrences in segments without translation, which are no part of ``success``.
        exclusive: Occurrences that can have an accepted rendering of their own at the same time, none found by context.
        raw: The count of WMT25's second track: strings wherever they stand, mean over entries of documents.
        raw_entries: How many those are; only those that a reference confirms where ``raw_confirmed``.
        window: Overlap of the words around terms with those in the reference, by size; empty without one.
    """

    success: Rate
    untranslated: int
    exclusive: Rate
    raw: float | None
    raw_entries: int
    raw_confirmed: bool
    window: dict[str, float]
    categories: dict[str, Rate]
    concepts: tuple[ConceptScore, ...]
    documents: tuple[DocumentScore, ...]


class Consistency(msgspec.Struct, frozen=True):
    """How uniformly concepts are rendered; every number None where nothing occurs often enough.

    Attributes:
        first, frequent, predefined: Pseudo-reference accuracy: agreement with a concept's first rendering, its most
            frequent, the glossary's preferred one; micro and macro.
        ltcr, ltcr_first: Pairs within a document rendered alike; later occurrences rendered as the first.
        hhi: Mean of the concepts' Herfindahl-Hirschman indices, weighted by occurrences; and of repeated ones alone.
    """

    occurrences: int
    concepts: int
    first: Agreement | None
    frequent: Agreement | None
    predefined: Agreement | None
    ltcr: Rate
    ltcr_first: Rate
    hhi: float | None
    hhi_repeated: float | None


class IssueCount(msgspec.Struct, frozen=True):
    """Issues of a type and severity: all, and those that count (a concept's wrong form counts once)."""

    type: str
    severity: Severity
    found: int
    counted: int


class SystemScore(msgspec.Struct, frozen=True):
    """Everything that is known of one translation.

    Attributes:
        untranslated: Segments that have no translation.
        consistency: By name of the reading: renderings as written; accepted ones as one.
        issues: What rules found; unconfirmed, so that ``quality`` says what if all are confirmed.
        metrics: Of sacrebleu; empty without a reference.
        segments: Those metrics of each segment, by name.
    """

    name: str
    segments: int
    untranslated: int
    terms: Terms
    consistency: dict[str, Consistency]
    issues: tuple[IssueCount, ...]
    quality: Quality | None
    metrics: tuple[Metric, ...] = ()
    sentences: dict[str, list[float]] = {}


class Comparison(msgspec.Struct, frozen=True):
    """A system against the baseline, the first one; segments won, tied, lost by terms and, with a reference, chrF++."""

    baseline: str
    system: str
    differences: tuple[Difference, ...]
    by_terms: tuple[int, int, int]
    by_segment: tuple[int, int, int] | None


class Scorecard(msgspec.Struct, frozen=True):
    """A score of one or several translations of the same sources.

    Attributes:
        signature: What the numbers depend on; scores of different signatures do not compare.
        ceiling: What the reference reaches itself, scored as a system.
    """

    signature: str
    source_language: str
    target_language: str
    systems: tuple[SystemScore, ...]
    ceiling: SystemScore | None
    comparisons: tuple[Comparison, ...]
    notices: tuple[str, ...]
