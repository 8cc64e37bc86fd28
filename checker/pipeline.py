"""The whole path: segments in, a report out. Reads no clock, prints nothing, opens no file but its spool."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

import msgspec

from checker import rules
from checker.corpus import CHUNK, Chunk, Corpus
from checker.findings import Evidence, Findings, Spool
from checker.folding import key
from checker.glossary import Glossary
from checker.matches import Match, Matches
from checker.model import Finding, Outcome, Segment, Severity
from checker.stages.context import Past, in_context
from checker.stages.find import find
from checker.stages.render import render
from checker.terminology import Terminology

LONG_DOCUMENT = 2000  # segments without document marks from which consistency says nothing


class Settings(msgspec.Struct, frozen=True):
    """What a run may be told.

    Attributes:
        one_document: Take a long file without document marks as one document.
        chunk: Segments worked on at a time; changes no result.
    """

    one_document: bool = False
    chunk: int = CHUNK


class Summary(msgspec.Struct, frozen=True):
    """Counts of a run; rates follow from them.

    Attributes:
        segments: All of them.
        documents: All of them, counted as they follow each other.
        occurrences: Of concepts in translated segments.
        outcomes: Occurrences by outcome.
        severities, rules: Findings by severity and by rule.
    """

    segments: int
    documents: int
    occurrences: int
    outcomes: dict[str, int]
    severities: dict[str, int]
    rules: dict[str, int]

    @property
    def term_score(self) -> float | None:
        """The share of occurrences rendered as the glossary accepts, 0 to 1; None without an occurrence."""
        if not self.occurrences:
            return None
        accepted = sum(count for outcome, count in self.outcomes.items() if Outcome(outcome).accepted)
        return accepted / self.occurrences


class Report:
    """What a check found.

    Attributes:
        findings: By segment and position.
        summary: Counts.
        signature: What the result depends on.
        notices: What a reader should know beside the findings.
        files: Segments of each file, in order.
    """

    def __init__(
        self,
        findings: Findings,
        summary: Summary,
        signature: str,
        notices: tuple[str, ...],
        files: dict[str, int],
        matcher: "Matcher",
    ) -> None:
        self.findings = findings
        self.summary = summary
        self.files = files
        self.signature = signature
        self.notices = notices
        self._matcher = matcher

    @property
    def matches(self) -> Iterator[Match]:
        """Every occurrence and what became of it, worked out anew at each reading."""
        return (match for matches in self._matcher for match in matches)


class Matcher:
    """The matches of a corpus, chunk by chunk, as often as wanted."""

    def __init__(self, corpus: Corpus, terminology: Terminology, chunk: int = CHUNK) -> None:
        self.corpus = corpus
        self.terminology = terminology
        self._chunk = chunk

    def __iter__(self) -> Iterator[Matches]:
        past = Past()
        for chunk in self.corpus.chunks(self._chunk):
            yield in_context(match(chunk, self.terminology), past)


def match(chunk: Chunk, terminology: Terminology) -> Matches:
    """The two stages that see each segment by itself."""
    return render(find(chunk, terminology), chunk, terminology)


Watch = Callable[[Matches, Sequence[Finding]], None]


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    watch: Watch = lambda _matches, _findings: None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; read once, and again for the few that grouped rules point at.
        glossary: The concepts.
        settings: What else to know.
        watch: Takes each chunk's matches and local findings as soon as they are there.

    Returns:
        The report. The same input gives the same report, however it is cut into chunks.
    """
    terminology = Terminology(glossary, corpus.source_language, corpus.target_language)
    matcher = Matcher(corpus, terminology, settings.chunk)
    tally = _Tally()
    local = Spool(Evidence)
    partials: dict[str, Any] = {}
    for matches in matcher:
        tally.count(matches)
        found, eclipsed = local_findings(matches)
        watch(matches, found)
        for finding in found:
            tally.finding(finding)
            local.append(Evidence(finding, matches.chunk.segments[finding.segment - matches.chunk.first]))
        observed = _observed(matches, eclipsed, one_document=settings.one_document)
        for name, rule in rules.grouped().items():
            partial = rule.observe(observed)
            partials[name] = rule.merge(partials[name], partial) if name in partials else partial
    grouped = Spool(Evidence)
    found = sorted(_grouped_findings(partials, glossary), key=lambda finding: finding.order)
    segments = corpus.at(finding.segment for finding in found)
    for finding in _fingerprinted(found, segments):
        tally.finding(finding)
        grouped.append(Evidence(finding, segments[finding.segment]))
    notices = tally.notices(settings, glossary)
    signature = _signature(corpus, glossary)
    return Report(Findings(local, grouped), tally.summary(), signature, notices, dict(tally.files), matcher)


def _observed(matches: Matches, eclipsed: set[int], *, one_document: bool) -> Matches:
    """``matches`` as grouped rules see them: without eclipsed segments and those beyond a long document."""
    first = matches.chunk.first
    return matches.leaving_out(
        number
        for number, segment in enumerate(matches.chunk.segments)
        if first + number in eclipsed or not (one_document or segment.document or segment.index <= LONG_DOCUMENT)
    )


def local_findings(matches: Matches) -> tuple[list[Finding], set[int]]:
    """The findings of one chunk, in order, named and fingerprinted, and the eclipsed segments."""
    found = [
        msgspec.structs.replace(finding, rule=name)
        for name, rule in rules.local().items()
        for finding in rule.check(matches)
    ]
    eclipsing = rules.eclipsing()
    eclipsed = {finding.segment for finding in found if finding.rule in eclipsing}
    if eclipsed:
        found = [
            msgspec.structs.replace(finding, severity=Severity.NEUTRAL)
            if finding.segment in eclipsed and finding.rule not in eclipsing
            else finding
            for finding in found
        ]
    found.sort(key=lambda finding: finding.order)
    first = matches.chunk.first
    segments = {f.segment: matches.chunk.segments[f.segment - first] for f in found}
    return _fingerprinted(found, segments), eclipsed


def _grouped_findings(partials: dict[str, Any], glossary: Glossary) -> Iterator[Finding]:
    for name, partial in partials.items():
        for finding in rules.grouped()[name].report(partial, glossary):
            yield msgspec.structs.replace(finding, rule=name)


def _fingerprinted(findings: list[Finding], segments: dict[int, Segment]) -> list[Finding]:
    """``findings`` with fingerprints: rule, concept, folded source, what was found, and which of several alike.

    A grouped rule's has the document in place of the ordinal. Line, path and the rest of the target are left out, so
    that mending one thing revives nothing else.
    """
    seen: Counter[tuple[int, str]] = Counter()
    stamped = []
    for finding in findings:
        segment = segments[finding.segment]
        parts = [finding.rule, finding.concept or "", key(segment.source), key(finding.found)]
        if finding.rule in rules.grouped():
            parts.append(segment.document)
        essence = "\0".join(parts)
        ordinal = seen[finding.segment, essence]
        seen[finding.segment, essence] += 1
        digest = hashlib.sha256(f"{essence}\0{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        stamped.append(finding.stamped(finding.rule, digest))
    return stamped


def _signature(corpus: Corpus, glossary: Glossary) -> str:
    languages = f"{corpus.source_language}-{corpus.target_language}"
    analyser = f"kiwi {version('kiwipiepy')}/{version('kiwipiepy-model')}"
    count = len(rules.local()) + len(rules.grouped())
    return f"ilchi {version('ilchi')}|{languages}|glossary {glossary.digest}|rules {count}|{analyser}"


class _Tally:
    """Counts while the chunks go by."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self._segments = 0
        self._documents = 0
        self._document: tuple[str, str] | None = None
        self._outcomes: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()
        self._long: dict[str, None] = {}

    def count(self, matches: Matches) -> None:
        self._segments += len(matches.chunk)
        for segment, document in zip(matches.chunk.segments, matches.chunk.documents(), strict=True):
            self.files[segment.file] += 1
            if document != self._document:
                self._documents += 1
                self._document = document
            if not segment.document and segment.index > LONG_DOCUMENT:
                self._long[segment.file] = None
        self._outcomes.update(
            row.outcome.value for row in matches.rows if row.start >= 0 and matches.translated(row.segment)
        )

    def finding(self, finding: Finding) -> None:
        self._severities[finding.severity.value] += 1
        self._rules[finding.rule] += 1

    def summary(self) -> Summary:
        return Summary(
            self._segments,
            self._documents,
            sum(self._outcomes.values()),
            {outcome.value: self._outcomes[outcome.value] for outcome in Outcome},
            {severity.value: self._severities[severity.value] for severity in Severity},
            dict(sorted(self._rules.items())),
        )

    def notices(self, settings: Settings, glossary: Glossary) -> tuple[str, ...]:
        notices = []
        if not settings.one_document:
            notices += [
                f"{name or 'the corpus'}: more than {LONG_DOCUMENT:,} segments without document marks: consistency is"
                " not checked beyond them; --one-document does"
                for name in self._long
            ]
        if self._segments and len(glossary) and not self._outcomes:
            notices.append("no term of the glossary occurs in the sources")
        return tuple(notices)
