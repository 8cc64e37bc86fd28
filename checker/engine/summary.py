"""The settings of a run, and its counts."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

import msgspec

from checker.corpus import CHUNK
from checker.engine.path import LONG_DOCUMENT
from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Outcome, Severity

NO_TERMS = "no term of the glossary occurs in the sources"


class Settings(msgspec.Struct, frozen=True):
    """The settings of a run.

    Attributes:
        one_document: Whether a long file without document marks is one document.
        chunk: The most segments in a chunk; it does not change the result.
        jobs: The number of processes, 0 for a suitable number; it does not change the result.
    """

    one_document: bool = False
    chunk: int = CHUNK
    jobs: int = 1


class Summary(msgspec.Struct, frozen=True):
    """The counts of a run.

    Attributes:
        segments: The number of segments.
        documents: The number of documents; one that continues after another is counted again.
        occurrences: Occurrences of concepts in translated segments.
        outcomes: Occurrences by outcome.
        severities, rules: Findings by severity and by rule.
        gating: Findings that may fail a gate, by severity.
    """

    segments: int
    documents: int
    occurrences: int
    outcomes: dict[str, int]
    severities: dict[str, int]
    rules: dict[str, int]
    gating: dict[str, int] = {}

    @property
    def term_score(self) -> float | None:
        """The share of occurrences with an accepted rendering, 0 to 1; None without an occurrence."""
        if not self.occurrences:
            return None
        accepted = sum(count for outcome, count in self.outcomes.items() if Outcome(outcome).accepted)
        return accepted / self.occurrences


class Tally(msgspec.Struct, array_like=True):
    """The counts of consecutive chunks, which can be added.

    Attributes:
        files: Segments by file.
        segments, documents: The numbers of segments and documents.
        first, last: File and document of the first and the last segment.
        outcomes: Occurrences by outcome.
        severities, rules, gating: Findings by severity, by rule, and those that may fail a gate by severity.
        long: Files of more than ``LONG_DOCUMENT`` segments without document marks.
    """

    files: dict[str, int] = {}
    segments: int = 0
    documents: int = 0
    first: tuple[str, str] | None = None
    last: tuple[str, str] | None = None
    outcomes: dict[str, int] = {}
    severities: dict[str, int] = {}
    rules: dict[str, int] = {}
    gating: dict[str, int] = {}
    long: dict[str, None] = {}

    @classmethod
    def of(cls, matches: Matches) -> "Tally":
        """The counts of a chunk's segments and occurrences."""
        segments, documents = matches.chunk.segments, matches.chunk.documents()
        rows = (row for row in matches.rows if row.start >= 0 and matches.translated(row.segment))
        return cls(
            files=dict(Counter(file for file, _ in documents)),
            segments=len(segments),
            documents=sum(1 for _ in groupby(documents)),
            first=documents[0],
            last=documents[-1],
            outcomes=_plain(Counter(row.outcome for row in rows)),
            long={
                each.file: None for each in segments if each.index > LONG_DOCUMENT and not (each.document or each.keyed)
            },
        )

    def add(self, later: "Tally") -> None:
        """Add the counts of the next segments."""
        self.segments += later.segments
        self.documents += later.documents - (self.last is not None and self.last == later.first)
        self.first = self.first or later.first
        self.last = later.last or self.last
        self.long.update(later.long)
        for name in ("files", "outcomes", "severities", "rules", "gating"):
            counts = getattr(self, name)
            for key, count in getattr(later, name).items():
                counts[key] = counts.get(key, 0) + count

    def finding(self, finding: Finding) -> None:
        """Count a finding."""
        severity, rule = finding.severity.value, finding.rule
        self.severities[severity] = self.severities.get(severity, 0) + 1
        self.rules[rule] = self.rules.get(rule, 0) + 1
        if finding.may_fail:
            self.gating[severity] = self.gating.get(severity, 0) + 1

    def summary(self) -> Summary:
        """The summary for a report."""
        return Summary(
            self.segments,
            self.documents,
            sum(self.outcomes.values()),
            {outcome.value: self.outcomes.get(outcome.value, 0) for outcome in Outcome},
            by_severity(self.severities),
            dict(sorted(self.rules.items())),
            by_severity(self.gating),
        )

    def notices(self, settings: Settings, glossary: Glossary) -> tuple[str, ...]:
        """Other messages for the user."""
        notices = []
        if not settings.one_document:
            notices += [
                f"{name or 'the corpus'}: more than {LONG_DOCUMENT:,} segments without document marks: consistency is"
                " not checked beyond them; --one-document does"
                for name in self.long
            ]
        if self.segments and len(glossary) and not self.outcomes:
            notices.append(NO_TERMS)
        return tuple(notices)


def by_severity(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of all severities, in order."""
    return {severity.value: counts.get(severity.value, 0) for severity in Severity}


def _plain(counts: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: count for outcome, count in counts.items()}
