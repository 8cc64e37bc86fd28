"""The work behind the screen: a whole check, one segment again, what a wording would change. Knows no screen.

It runs in a process of its own (see ``worker``), for it would hold up the keys; what it finds goes out in
messages, packed there so that the receiver has little to do.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

import msgspec

from checker.corpus import Chunk
from checker.errors import CheckerError
from checker.findings import Spool
from checker.glossary import Glossary
from checker.matches import Matches, Row
from checker.model import Concept, Finding, Outcome, Segment, Severity, Status, Term
from checker.pipeline import Settings, Summary, check, local_findings, match
from checker.project import FileCorpus, read_corpus, read_glossary
from checker.saving import digest
from checker.stages.context import Past, in_context
from checker.terminology import Terminology

_BESIDE = 2  # segments on either side that a local rule may look at
_BEFORE = 2000  # segments of the same document whose renderings count as said before
_CHUNK = 250  # segments of a message: the first findings are there soon
_SEVERITIES = tuple(Severity)


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to open: the arguments of the command."""

    paths: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    glossaries: tuple[str, ...] = ()
    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    one_document: bool = False
    leave_out: tuple[str, ...] = ()

    def corpus(self) -> FileCorpus:
        """The corpus, opened.

        Raises:
            CheckerError: A file cannot be read.
        """
        return read_corpus(
            *self.paths,
            pairs=self.pairs,
            source_language=self.source_language,
            target_language=self.target_language,
            encoding=self.encoding,
            leave_out=(*self.glossaries, *self.leave_out),
        )

    def glossary(self) -> Glossary:
        """The glossary; see ``corpus``."""
        languages = (self.source_language or "", self.target_language or "")
        return read_glossary(*self.glossaries, encoding=self.encoding, languages=languages)


class Opened(msgspec.Struct, frozen=True):
    """The beginning: how many segments there are, the concepts, the digest of each file."""

    segments: int
    concepts: tuple[Concept, ...]
    digests: dict[str, str]
    languages: tuple[str, str]


class Occurrence(msgspec.Struct, frozen=True, array_like=True):
    """A concept in a segment and how it is rendered, None if it is not."""

    segment: int
    concept: str
    outcome: Outcome
    rendering: str | None


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What a list needs of a finding without unpacking it."""

    severity: int
    rule: str
    concept: str
    segment: int
    fingerprint: str


class Batch(msgspec.Struct, frozen=True):
    """A stretch of the corpus: packed segments, heads of findings with the packed findings, occurrences.

    Attributes:
        homes: The file and document of the segments, each with how many follow each other there.
    """

    segments: list[bytes]
    homes: list[tuple[str, str, int]]
    heads: list[Head]
    findings: list[bytes]
    occurrences: list[Occurrence]


class Finished(msgspec.Struct, frozen=True):
    """The end of a check; ``digests`` as the files are now."""

    summary: Summary
    notices: tuple[str, ...]
    digests: dict[str, str]


class Failed(msgspec.Struct, frozen=True):
    """It could not be done."""

    message: str


class Rechecked(msgspec.Struct, frozen=True):
    """What is wrong with a segment that has this target."""

    segment: int
    target: str
    findings: tuple[Finding, ...]
    occurrences: tuple[Occurrence, ...]


class Effect(msgspec.Struct, frozen=True):
    """What another wording in the glossary would change: fingerprints that go, and findings that come."""

    concept: str
    text: str
    status: Status
    resolved: tuple[str, ...]
    created: tuple[Finding, ...]


Message = Opened | Batch | Finished | Failed | Rechecked | Effect


def head(finding: Finding) -> Head:
    """The head of a finding."""
    rank = _SEVERITIES.index(finding.severity)
    return Head(rank, finding.rule, finding.concept or "", finding.segment, finding.fingerprint)


class Engine:
    """A corpus and a glossary at work; one check, then any number of questions.

    Args:
        job: What to open.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pack = msgspec.msgpack.Encoder().encode
        self._segments: Spool[Segment] = Spool(Segment)
        self._rows: Spool[list[Row]] = Spool(list[Row])
        self._where: dict[str, list[int]] = {}
        self._glossary = Glossary(())
        self._terminology = Terminology(self._glossary, "ko", "en")

    def check(self, send: Callable[[Message], None]) -> None:
        """Check everything and send what is found, part by part.

        Raises:
            CheckerError: Something cannot be read.
        """
        corpus, self._glossary = self._job.corpus(), self._job.glossary()
        languages = (corpus.source_language, corpus.target_language)
        digests = _digests(corpus)
        self._terminology = Terminology(self._glossary, *languages)
        send(Opened(sum(1 for _ in corpus), self._glossary.concepts, digests, languages))

        def watch(matches: Matches, found: Sequence[Finding]) -> None:
            packed = [self._pack(segment) for segment in matches.chunk.segments]
            for each in packed:
                self._segments.append_packed(each)
            self._remember(matches)
            homes = [(*home, len(list(run))) for home, run in groupby(matches.chunk.documents())]
            send(Batch(packed, homes, list(map(head, found)), list(map(self._pack, found)), _occurrences(matches)))

        report = check(corpus, self._glossary, Settings(one_document=self._job.one_document, chunk=_CHUNK), watch)
        if not report.summary.segments:
            raise CheckerError("there is no segment to review", hint="are these the right files?")
        grouped = [evidence.finding for evidence in report.findings.grouped]
        send(Batch([], [], list(map(head, grouped)), list(map(self._pack, grouped)), []))
        send(Finished(report.summary, report.notices, _digests(corpus)))

    def _remember(self, matches: Matches) -> None:
        by_segment = dict(matches.by_segment())
        for segment in range(len(matches.chunk)):
            rows = by_segment.get(segment, [])
            self._rows.append(rows)
            for row in rows:
                self._where.setdefault(matches.concept(row).id, []).append(matches.chunk.first + segment)

    def recheck(self, number: int, targets: dict[int, str]) -> Rechecked:
        """Segment ``number`` again.

        Args:
            number: From 0.
            targets: The targets that are no longer those of the files, by number.
        """
        matches = self._again(number, targets, self._terminology)
        first = matches.chunk.first
        found = tuple(finding for finding in local_findings(matches)[0] if finding.segment == number)
        occurrences = tuple(each for each in _occurrences(matches) if each.segment == number)
        return Rechecked(number, matches.chunk.segments[number - first].target, found, occurrences)

    def _again(self, number: int, targets: dict[int, str], terminology: Terminology) -> Matches:
        """The matches of a segment and its neighbours, with what the document said before them."""

        def at(place: int) -> Segment:
            segment = self._segments[place]
            target = targets.get(place)
            return segment if target is None else msgspec.structs.replace(segment, target=target)

        middle = at(number)
        home = (middle.file, middle.document)
        first, last = number, number
        while first > max(number - _BESIDE, 0) and _home(self._segments[first - 1]) == home:
            first -= 1
        while last < min(number + _BESIDE, len(self._segments) - 1) and _home(self._segments[last + 1]) == home:
            last += 1
        past = Past()
        past.enter(home)
        start = first
        while start > max(first - _BEFORE, 0) and _home(self._segments[start - 1]) == home:
            start -= 1
        for place in range(start, first):
            past.add(self._rows[place])
        chunk = Chunk(first, [at(place) for place in range(first, last + 1)])
        return in_context(match(chunk, terminology), past)

    def effect(self, concept: str, text: str, status: Status, targets: dict[int, str]) -> Effect:
        """What the findings would be if ``text`` stood in the glossary for ``concept`` with ``status``.

        Raises:
            CheckerError: There is no such concept.
        """
        glossary = Glossary(_with(self._glossary, concept, text, status))
        terminology = Terminology(glossary, self._terminology.source.code, self._terminology.target.code)
        gone: list[str] = []
        come: list[Finding] = []
        for number in sorted(set(self._where.get(concept, ()))):
            before = {f.fingerprint for f in self.recheck(number, targets).findings}
            after = [f for f in local_findings(self._again(number, targets, terminology))[0] if f.segment == number]
            gone += before - {f.fingerprint for f in after}
            come += [f for f in after if f.fingerprint not in before]
        return Effect(concept, text, status, tuple(sorted(gone)), tuple(come))


def _with(glossary: Glossary, concept: str, text: str, status: Status) -> list[Concept]:
    """The concepts with another wording of one."""
    if concept not in {each.id for each in glossary}:
        raise CheckerError(f"the glossary has no “{concept}”")
    return [
        msgspec.structs.replace(
            each, targets=(*(term for term in each.targets if term.text != text), Term(text, status))
        )
        if each.id == concept
        else each
        for each in glossary
    ]


def _home(segment: Segment) -> tuple[str, str]:
    return segment.file, segment.document


def _occurrences(matches: Matches) -> list[Occurrence]:
    return [
        Occurrence(each.segment, each.concept, each.outcome, each.rendering)
        for each in matches
        if each.source and matches.translated(each.segment - matches.chunk.first)
    ]


def _digests(corpus: FileCorpus) -> dict[str, str]:
    return {name: digest(given.partner or given) for name, given in corpus.inputs.items()}
