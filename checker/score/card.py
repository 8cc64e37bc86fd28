"""The records of a score: numbers with their parts and confidence intervals."""

import msgspec

from checker.model import Severity
from checker.score.metrics.consistency import Agreement, Share
from checker.score.metrics.intervals import wilson
from checker.score.metrics.mqm import Quality, Standard
from checker.score.metrics.translation import Difference, Metric


class Rate(msgspec.Struct, frozen=True):
    """A share, 0 to 1, with its parts and its 95 % Wilson interval (Wilson 1927).

    ``value`` is None if ``whole`` is 0; the interval also if the parts are not independent (pairs of occurrences).
    """

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None


def rate(part: int, whole: int) -> Rate:
    """The share ``part / whole`` with its interval."""
    low, high = wilson(part, whole) or (None, None)
    return Rate(part, whole, part / whole if whole else None, low, high)


def share(of: Share) -> Rate:
    """``of`` as a rate without an interval."""
    return Rate(of.part, of.whole, of.value, None, None)


class ConceptScore(msgspec.Struct, frozen=True):
    """How one concept is rendered: occurrences by outcome, and the renderings with counts, most frequent first.

    Inflected forms of a glossary term are counted as that term; other renderings as they are written.
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
    """The terminology scores of a translation.

    Attributes:
        success: Occurrences in translated segments with an accepted rendering.
        reviewed: The same, but findings that people dismissed count as accepted.
        untranslated: Occurrences in segments without translation, which ``success`` leaves out.
        exclusive: Occurrences that can all have an accepted rendering of their own at once, without use of context.
        raw: Term success of WMT25's second track: strings anywhere in the text, mean over entries of documents.
        raw_entries: The number of these entries; if ``raw_confirmed``, only those that a reference confirms.
        window: Window overlap with the reference, by window size in words; empty without a reference.
        edits: 1 − TERm, the mean over segments; None without a reference.
        categories, concepts, documents: ``success`` by category, concept and document.
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
    """How consistently concepts are rendered; a number is None if there are too few occurrences.

    Attributes:
        occurrences, concepts: Their numbers.
        first, frequent, predefined: Pseudo-reference accuracy: agreement with a concept's first rendering, its most
            frequent one, and the glossary's preferred one.
        ltcr: Pairs of occurrences in a document with the same rendering.
        ltcr_first: Later occurrences in a document that are rendered like the first one.
        hhi: The mean Herfindahl-Hirschman index of the concepts, weighted by occurrences.
        hhi_repeated: The unweighted mean over concepts that occur more than once.
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
    """The numbers of issues of one type and severity.

    Attributes:
        found: All open issues.
        counted: The same, but repeats of the same wrong form of a concept count once.
        confirmed: Those of ``counted`` that a person has confirmed as errors.
        dismissed: Issues that people dismissed; not part of the others.
    """

    type: str
    severity: Severity
    found: int
    counted: int
    confirmed: int
    dismissed: int


class FileScore(msgspec.Struct, frozen=True):
    """The score of one file.

    Attributes:
        words: Words of the targets.
        success: Its accepted occurrences.
        issues: Open findings by severity.
        strip: Open findings that are not neutral, in each of ``PARTS`` equal parts of the file.
    """

    file: str
    segments: int
    words: int
    success: Rate
    issues: dict[str, int]
    strip: tuple[int, ...]


class SystemScore(msgspec.Struct, frozen=True):
    """All scores of one translation.

    Attributes:
        untranslated: Segments without a target.
        consistency: By reading: renderings as written, or all accepted ones as one.
        issues: Issues by type and severity.
        rules: Open findings by rule and severity.
        quality: The MQM score if every issue is an error.
        confirmed: The MQM score of the confirmed errors only.
        files: The files, in order.
        metrics: The scores of sacrebleu; empty without a reference.
        sentences: The scores of each segment by metric; empty with too many segments.
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
        """The number of findings that people dismissed."""
        return sum(issue.dismissed for issue in self.issues)


class Gap(msgspec.Struct, frozen=True):
    """A concept with different numbers of accepted occurrences in the baseline and in another system."""

    concept: str
    source: str
    preferred: str
    baseline: Rate
    system: Rate


class Comparison(msgspec.Struct, frozen=True):
    """A system compared with the baseline, which is the first system.

    Attributes:
        by_terms: Segments won, tied and lost, by accepted occurrences.
        by_segment: The same by chrF++; None without a reference.
        gaps: The concepts that differ most.
        scatter: chrF++ of the baseline and of the system in steps of 5, and the number of such segments.
    """

    baseline: str
    system: str
    differences: tuple[Difference, ...]
    by_terms: tuple[int, int, int]
    by_segment: tuple[int, int, int] | None
    gaps: tuple[Gap, ...] = ()
    scatter: tuple[tuple[int, int, int], ...] = ()


class Scorecard(msgspec.Struct, frozen=True):
    """The score of one or several translations of the same sources.

    Attributes:
        signature: What the numbers depend on; scores with different signatures cannot be compared.
        glossary: The digest of the glossary, which is part of the signature.
        standard: The MQM penalties and thresholds.
        ceiling: The score of the reference as a system.
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
