"""The whole path: segments in, a report out. Reads no clock, prints nothing, opens no file but its spool."""

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from importlib.metadata import version
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from checker import rules
from checker.corpus import CHUNK, Chunk, Corpus
from checker.findings import Evidence, Findings, Spool, pack
from checker.folding import key
from checker.glossary import Glossary
from checker.matches import Match, Matches
from checker.model import Finding, Outcome, Segment, Severity
from checker.stages.context import Past, in_context
from checker.stages.find import find
from checker.stages.render import render
from checker.terminology import Terminology, compiled
from checker.workers import in_order

Result = TypeVar("Result")

LONG_DOCUMENT = 2000  # segments without document marks from which consistency says nothing
NO_TERMS = "no term of the glossary occurs in the sources"


class Settings(msgspec.Struct, frozen=True):
    """What a run may be told.

    Attributes:
        one_document: Take a long file without document marks as one document.
        chunk: Segments worked on at a time; changes no result.
        jobs: Processes to work in, 0 for as many as pay; changes no result.
    """

    one_document: bool = False
    chunk: int = CHUNK
    jobs: int = 1


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


class Matching(Generic[Result]):
    """What is done with a chunk; see ``workers.Work``.

    Args:
        terminology: The compiled glossary.
        use: What to make of the chunk's matches.
    """

    def __init__(self, terminology: Terminology, use: Callable[[Matches], Result]) -> None:
        self._terminology = terminology
        self._use = use

    def carried(self) -> Past:
        """See ``Work``."""
        return Past()

    def begin(self, chunk: Chunk) -> Matches:
        """See ``Work``."""
        return match(chunk, self._terminology)

    def follow(self, matches: Matches, past: Past) -> Matches:
        """See ``Work``."""
        return in_context(matches, past)

    def finish(self, matches: Matches) -> Result:
        """See ``Work``."""
        return self._use(matches)


class Matcher:
    """The matches of a corpus, chunk by chunk, as often as wanted.

    Args:
        corpus: The segments.
        terminology: The compiled glossary.
        chunk: Segments worked on at a time.
        jobs: Processes to work in; 1 is this one alone, 0 as many as pay.
    """

    def __init__(self, corpus: Corpus, terminology: Terminology, chunk: int = CHUNK, jobs: int = 1) -> None:
        self.corpus = corpus
        self.terminology = terminology
        self._chunk = chunk
        self._jobs = jobs

    def __iter__(self) -> Iterator[Matches]:
        return in_order(Matching(self.terminology, lambda matches: matches), self.corpus.chunks(self._chunk))

    def use(self, use: Callable[[Matches], Result]) -> Generator[Result, None, None]:
        """What ``use``, a function of a module or a part of one, makes of each chunk's matches, in order."""
        return in_order(Matching(self.terminology, use), self.corpus.chunks(self._chunk), self._jobs)


def match(chunk: Chunk, terminology: Terminology) -> Matches:
    """The two stages that see each segment by itself."""
    return render(find(chunk, terminology), chunk, terminology)


class Worked(NamedTuple):
    """What the rules say of one chunk.

    Attributes:
        tally: Its counts.
        findings: What the local rules found, packed as ``Evidence``, in order.
        partials: What the grouped rules observed, by rule.
    """

    tally: "_Tally"
    findings: list[bytes]
    partials: dict[str, Any]


Watch = Callable[[Matches, Sequence[Finding]], None]


def _worked(matches: Matches, *, one_document: bool, watch: Watch | None) -> Worked:
    """The rules' work on one chunk."""
    tally = _Tally()
    tally.count(matches)
    found, eclipsed = local_findings(matches)
    if watch:
        watch(matches, found)
    findings = []
    for finding in found:
        tally.finding(finding)
        findings.append(pack(Evidence(finding, matches.chunk.segments[finding.segment - matches.chunk.first])))
    observed = _observed(matches, eclipsed, one_document=one_document)
    partials = {name: rule.observe(observed) for name, rule in rules.grouped().items()}
    return Worked(tally, findings, partials)


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    watch: Watch | None = None,
    terminology: Terminology | None = None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; read once, and again for the few that grouped rules point at.
        glossary: The concepts.
        settings: What else to know.
        watch: Takes each chunk's matches and local findings as soon as they are there; the work is done in this
            process alone then.
        terminology: The glossary compiled for the corpus' languages, where that is at hand.

    Returns:
        The report. The same input gives the same report, however it is cut into chunks.
    """
    terminology = terminology or compiled(glossary, corpus.source_language, corpus.target_language)
    matcher = Matcher(corpus, terminology, settings.chunk, 1 if watch else settings.jobs)
    tally = _Tally()
    local = Spool(Evidence)
    partials: dict[str, Any] = {}
    use = partial(_worked, one_document=settings.one_document, watch=watch)
    with closing(matcher.use(use)) as results:
        for worked in results:
            tally.add(worked.tally)
            for packed in worked.findings:
                local.append_packed(packed)
            for name, observed in worked.partials.items():
                known = partials.get(name)
                partials[name] = observed if known is None else rules.grouped()[name].merge(known, observed)
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
    for name, observed in partials.items():
        for finding in rules.grouped()[name].report(observed, glossary):
            yield msgspec.structs.replace(finding, rule=name)


def _fingerprinted(findings: list[Finding], segments: dict[int, Segment]) -> list[Finding]:
    """``findings`` with fingerprints.

    Of rule, concept, folded source, what was found, the document if the rule is a grouped one, and which of several
    alike in the segment it is. A rule may have put into ``fingerprint`` what stands for what was found; a grouped one,
    what its group is, and then that stands for source, found and ordinal: all of the group are known by the same, and
    it does not matter which side has the majority. Line, path and the rest of the target are left out, so that
    mending one thing revives nothing else.
    """
    seen: Counter[tuple[int, str]] = Counter()
    stamped = []
    for finding in findings:
        segment = segments[finding.segment]
        document = [segment.document] if finding.rule in rules.grouped() else []
        parts = [finding.rule, finding.concept or ""]
        if document and finding.fingerprint:
            parts += [*document, finding.fingerprint]
        else:
            parts += [key(segment.source), finding.fingerprint or key(finding.found), *document]
            essence = "\0".join(parts)
            parts.append(str(seen[finding.segment, essence]))
            seen[finding.segment, essence] += 1
        essence = "\0".join(parts)
        digest = hashlib.sha256(essence.encode("utf-8", "surrogatepass")).hexdigest()[:16]
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
        self.segments = 0
        self.documents = 0
        self.first: tuple[str, str] | None = None
        self.last: tuple[str, str] | None = None
        self.outcomes: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.long: dict[str, None] = {}

    def count(self, matches: Matches) -> None:
        """Count a chunk's segments and outcomes."""
        self.segments += len(matches.chunk)
        for segment, document in zip(matches.chunk.segments, matches.chunk.documents(), strict=True):
            self.files[segment.file] += 1
            if document != self.last:
                self.documents += 1
                self.first = self.first or document
                self.last = document
            if not segment.document and segment.index > LONG_DOCUMENT:
                self.long[segment.file] = None
        self.outcomes.update(
            row.outcome.value for row in matches.rows if row.start >= 0 and matches.translated(row.segment)
        )

    def add(self, later: "_Tally") -> None:
        """Count what ``later`` has counted of the segments that follow."""
        self.files.update(later.files)
        self.segments += later.segments
        self.documents += later.documents - (self.last is not None and self.last == later.first)
        self.first = self.first or later.first
        self.last = later.last or self.last
        self.outcomes.update(later.outcomes)
        self.severities.update(later.severities)
        self.rules.update(later.rules)
        self.long.update(later.long)

    def finding(self, finding: Finding) -> None:
        self.severities[finding.severity.value] += 1
        self.rules[finding.rule] += 1

    def summary(self) -> Summary:
        return Summary(
            self.segments,
            self.documents,
            sum(self.outcomes.values()),
            {outcome.value: self.outcomes[outcome.value] for outcome in Outcome},
            {severity.value: self.severities[severity.value] for severity in Severity},
            dict(sorted(self.rules.items())),
        )

    def notices(self, settings: Settings, glossary: Glossary) -> tuple[str, ...]:
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
