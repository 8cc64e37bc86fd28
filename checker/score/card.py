"""The records of a score: numbers with their parts and intervals; they compute nothing but shares."""

import msgspec

from checker.model import Severity
from checker.score.metrics.consistency import Agreement, Share
from checker.score.metrics.intervals import wilson
from checker.score.metrics.mqm import Quality, Standard
from checker.score.metrics.translation import Difference, Metric


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
    """How one concept is rendered: occurrences by outcome, and the renderings, the most frequent first.

    Inflected forms of what the glossary has count as that; anything else is given as it is written.
    """

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
        reviewed: The same with those accepted that people said are no mistakes.
        untranslated: Occurrences in segments without translation, which are no part of ``success``.
        exclusive: Occurrences that can have an accepted rendering of their own at the same time, none found by context.
        raw: The count of WMT25's second track: strings wherever they stand, mean over entries of documents.
        raw_entries: How many those are; only those that a reference confirms where ``raw_confirmed``.
        window: Overlap of the words around terms with those in the reference, by size; empty without one.
        edits: 1 − TERm, the mean over segments; None without a reference.
    """

    success: Rate
    reviewed: Rate
    untranslated: int
    exclusive: Rate
    raw: float | None
    raw_entries: int
    raw_confirmed: bool
    window: dict[str, float]
    edits: float | None
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
    """Issues of a type and severity.

    Attributes:
        found: All that are open.
        counted: Those that count: a concept's wrong form counts once.
        confirmed: Of those, the errors: what a person has confirmed.
        dismissed: What people said is no mistake; no part of the others.
    """

    type: str
    severity: Severity
    found: int
    counted: int
    confirmed: int
    dismissed: int


class FileScore(msgspec.Struct, frozen=True):
    """One file.

    Attributes:
        words: Of the target.
        success: Its terms.
        issues: Open findings by severity.
        strip: Open findings, neutral ones apart, in each of the parts that the file is cut into, from its beginning.
    """

    file: str
    segments: int
    words: int
    success: Rate
    issues: dict[str, int]
    strip: tuple[int, ...]


class SystemScore(msgspec.Struct, frozen=True):
    """Everything that is known of one translation.

    Attributes:
        untranslated: Segments that have no translation.
        consistency: By name of the reading: renderings as written; accepted ones as one.
        issues: What rules found.
        rules: Open findings by rule and severity.
        quality: If every issue is confirmed.
        confirmed: Of the errors that people have confirmed.
        files: In order.
        metrics: Of sacrebleu; empty without a reference.
        sentences: Those metrics of each segment, by name; empty where there are too many segments.
    """

    name: str
    segments: int
    untranslated: int
    terms: Terms
    consistency: dict[str, Consistency]
    issues: tuple[IssueCount, ...]
    rules: dict[str, dict[str, int]]
    quality: Quality | None
    confirmed: Quality | None
    files: tuple[FileScore, ...]
    metrics: tuple[Metric, ...] = ()
    sentences: dict[str, list[float]] = {}

    @property
    def dismissed(self) -> int:
        """Findings that people said are no mistakes."""
        return sum(issue.dismissed for issue in self.issues)


class Gap(msgspec.Struct, frozen=True):
    """A concept that the baseline and the other translation render differently well: accepted occurrences of each."""

    concept: str
    source: str
    preferred: str
    baseline: Rate
    system: Rate


class Comparison(msgspec.Struct, frozen=True):
    """A system against the baseline, the first one.

    Attributes:
        by_terms, by_segment: Segments won, tied, lost: by terms, and with a reference by chrF++.
        gaps: The concepts in which they differ most.
        scatter: Segments by the chrF++ of the baseline and of the system, in steps of 5, and how many.
    """

    baseline: str
    system: str
    differences: tuple[Difference, ...]
    by_terms: tuple[int, int, int]
    by_segment: tuple[int, int, int] | None
    gaps: tuple[Gap, ...] = ()
    scatter: tuple[tuple[int, int, int], ...] = ()


class Scorecard(msgspec.Struct, frozen=True):
    """A score of one or several translations of the same sources.

    Attributes:
        signature: What the numbers depend on; scores of different signatures do not compare.
        glossary: The digest of the glossary, a part of the signature.
        standard: What errors weigh.
        ceiling: What the reference reaches itself, scored as a system.
    """

    signature: str
    glossary: str
    standard: Standard
    source_language: str
    target_language: str
    systems: tuple[SystemScore, ...]
    ceiling: SystemScore | None
    comparisons: tuple[Comparison, ...]
    notices: tuple[str, ...]
