"""The whole path: segments in, a report out. Reads no clock, prints nothing, opens no file but its spool."""

import struct
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from importlib.metadata import version
from itertools import chain, groupby
from typing import Any, Generic, TypeVar

import msgspec

from checker import rules
from checker.corpus import CHUNK, Chunk, Corpus
from checker.findings import Evidence, Findings, Spool, pack
from checker.fingerprints import fingerprinted
from checker.glossary import Glossary
from checker.matches import Match, Matches
from checker.model import Finding, Outcome, Severity
from checker.remembered import Memory, Remembering, keyed
from checker.runs import Note, Runs
from checker.stages.context import Past, in_context
from checker.stages.find import find
from checker.stages.render import render
from checker.terminology import Terminology, terminology_of
from checker.workers import in_order, paying

Result = TypeVar("Result")

LONG_DOCUMENT = 2000  # segments without document marks from which consistency says nothing
_PAYS = 30_000  # segments; with fewer, more processes take longer to start than they save
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

    def packed(self) -> bytes:
        """All but the matches, for ``recalled``."""
        parts = (list(spool.packed()) for spool in (self.findings.local, self.findings.grouped))
        return msgspec.msgpack.encode((self.summary, self.notices, self.files, *parts))

    @property
    def matches(self) -> Iterator[Match]:
        """Every occurrence and what became of it, worked out anew at each reading."""
        return (match for matches in self._matcher for match in matches)


class Matching(Generic[Result]):
    """What is done with a chunk; see ``workers.Work``.

    Args:
        compiled: Gives the compiled glossary.
        use: What to make of the chunk's matches.
    """

    def __init__(self, compiled: Callable[[], Terminology], use: Callable[[Matches], Result]) -> None:
        self._compiled = compiled
        self._use = use

    def carried(self) -> Past:
        """See ``Work``."""
        return Past()

    def begin(self, chunk: Chunk) -> Matches:
        """See ``Work``."""
        return match(chunk, self._compiled())

    def warmed(self, matches: Matches) -> bool:  # noqa: ARG002
        """See ``Work``."""
        return True

    def parts(self, chunk: Chunk) -> bool:
        """See ``Work``; what a stretch has said before begins with it."""
        return chunk.start() is not None

    def ahead(self, matches: Matches) -> Past:
        """See ``Work``."""
        past = Past()
        in_context(matches.under(self._compiled()), past, matches.chunk.start() or 0)
        return past

    def follow(self, matches: Matches, past: Past) -> Matches:
        """See ``Work``."""
        return in_context(matches.under(self._compiled()), past)

    def finish(self, matches: Matches) -> Result:
        """See ``Work``."""
        return self._use(matches.under(self._compiled()))


class Lazily:
    """A glossary that is compiled where and when it is first needed.

    Args:
        compiled: Gives it.
    """

    def __init__(self, compiled: Callable[[], Terminology]) -> None:
        self._compiled = compiled
        self._made: Terminology | None = None

    def __call__(self) -> Terminology:
        """The compiled glossary."""
        if self._made is None:
            self._made = self._compiled()
        return self._made


class Matcher:
    """The matches of a corpus, chunk by chunk, as often as wanted.

    Args:
        corpus: The segments.
        compiled: Gives the compiled glossary.
        chunk: Segments worked on at a time.
        jobs: Processes to work in; 1 is this one alone, 0 as many as pay.
    """

    def __init__(self, corpus: Corpus, compiled: Callable[[], Terminology], chunk: int = CHUNK, jobs: int = 1) -> None:
        self.corpus = corpus
        self._compiled = Lazily(compiled)
        self._chunk = chunk
        self._jobs = jobs

    def __iter__(self) -> Iterator[Matches]:
        return in_order(Matching(self._compiled, lambda matches: matches), self.corpus.chunks(self._chunk))

    def use(self, use: Callable[[Matches], Result]) -> Generator[Result, None, None]:
        """What ``use``, a function of a module or a part of one, makes of each chunk's matches, in order."""
        jobs, chunks = paying(self.corpus.chunks(self._chunk), self._jobs, _PAYS)
        return in_order(Matching(self._compiled, use), chunks, jobs)


def match(chunk: Chunk, terminology: Terminology) -> Matches:
    """The two stages that see each segment by itself."""
    return render(find(chunk, terminology), chunk, terminology)


class _Tally(msgspec.Struct, array_like=True):
    """Counts while the chunks go by."""

    files: dict[str, int] = {}
    segments: int = 0
    documents: int = 0
    first: tuple[str, str] | None = None
    last: tuple[str, str] | None = None
    outcomes: dict[str, int] = {}
    severities: dict[str, int] = {}
    rules: dict[str, int] = {}
    long: dict[str, None] = {}

    def count(self, matches: Matches) -> None:
        """Count a chunk's segments and outcomes."""
        segments, documents = matches.chunk.segments, matches.chunk.documents()
        self.segments += len(segments)
        _add(self.files, Counter(file for file, _ in documents))
        for document, _ in groupby(documents):
            if document != self.last:
                self.documents += 1
                self.first = self.first or document
                self.last = document
        self.long.update((each.file, None) for each in segments if each.index > LONG_DOCUMENT and not each.document)
        rows = (row for row in matches.rows if row.start >= 0 and matches.translated(row.segment))
        _add(self.outcomes, Counter(row.outcome for row in rows))

    def add(self, later: "_Tally") -> None:
        """Count what ``later`` has counted of the segments that follow."""
        self.segments += later.segments
        self.documents += later.documents - (self.last is not None and self.last == later.first)
        self.first = self.first or later.first
        self.last = later.last or self.last
        self.long.update(later.long)
        for mine, others in (
            (self.files, later.files),
            (self.outcomes, later.outcomes),
            (self.severities, later.severities),
            (self.rules, later.rules),
        ):
            _add(mine, others)

    def finding(self, finding: Finding) -> None:
        severity, rule = finding.severity.value, finding.rule
        self.severities[severity] = self.severities.get(severity, 0) + 1
        self.rules[rule] = self.rules.get(rule, 0) + 1

    def summary(self) -> Summary:
        return Summary(
            self.segments,
            self.documents,
            sum(self.outcomes.values()),
            {outcome.value: self.outcomes.get(outcome.value, 0) for outcome in Outcome},
            {severity.value: self.severities.get(severity.value, 0) for severity in Severity},
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


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for word, count in more.items():
        name = str(word)  # of an outcome, its value
        counts[name] = counts.get(name, 0) + count


class Worked(msgspec.Struct, array_like=True):
    """What the rules say of one chunk.

    Attributes:
        first: The number in the corpus of its first segment; what follows counts from the same.
        tally: Its counts.
        findings: What the local rules found, packed as ``Evidence``, in order.
        notes: What the grouped rules noted, packed, by rule.
    """

    first: int
    tally: _Tally
    findings: list[bytes]
    notes: dict[str, list[bytes]]

    def at(self, first: int) -> "Worked":
        """The same of a chunk that begins elsewhere in the corpus."""
        by = first - self.first
        if not by:
            return self
        findings = [pack(_moved(evidence, by)) for evidence in map(_unpack, self.findings)]
        notes = {name: [Note.unpacked(each).moved(by).packed() for each in notes] for name, notes in self.notes.items()}
        return Worked(first, self.tally, findings, notes)


def _moved(evidence: Evidence, by: int) -> Evidence:
    finding = evidence.finding
    related = tuple(msgspec.structs.replace(each, segment=each.segment + by) for each in finding.related)
    moved = msgspec.structs.replace(finding, segment=finding.segment + by, related=related)
    return msgspec.structs.replace(evidence, finding=moved)


Engine = Callable[[Any, Iterable[Any]], Generator[Worked, None, None]]
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
    notes = {name: [note.packed() for note in rule.observe(observed)] for name, rule in rules.grouped().items()}
    return Worked(matches.chunk.first, tally, findings, notes)


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    watch: Watch | None = None,
    *,
    compiled: Callable[[], Terminology] | None = None,
    memory: Memory | None = None,
    engine: Engine | None = None,
    progress: Callable[[int, str], None] = lambda _done, _file: None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; read once, and again for the few that grouped rules point at.
        glossary: The concepts.
        settings: What else to know.
        watch: Takes each chunk's matches and local findings as soon as they are there; the work is done in this
            process alone then, and nothing is remembered.
        compiled: Gives the glossary compiled for the corpus' languages; called where and when that is needed.
        memory: What chunks gave before.
        engine: What does the work, in place of processes of this machine.
        progress: Told now and then how many segments are done, and the file of the last.

    Returns:
        The report. The same input gives the same report, however it is cut into chunks.
    """
    compiled = Lazily(compiled or partial(terminology_of, glossary, *_languages(corpus)))
    use = partial(_worked, one_document=settings.one_document, watch=watch)
    jobs, chunks = paying(corpus.chunks(settings.chunk), 1 if watch or engine else settings.jobs, _PAYS)
    run: Engine = engine if engine and not watch else partial(in_order, jobs=jobs)
    if memory is not None and not watch:
        known = f"{_signature(corpus, glossary)}|{settings.one_document}"
        results = run(Remembering(Matching(compiled, use), memory, Worked), keyed(chunks, known))
    else:
        results = run(Matching(compiled, use), chunks)
    tally = _Tally()
    local = Spool(Evidence)
    notes = {name: Runs() for name in rules.grouped()}
    with closing(results):
        for worked in results:
            tally.add(worked.tally)
            progress(tally.segments, tally.last[0] if tally.last else "")
            for packed in worked.findings:
                local.append_packed(packed)
            for name, noted in worked.notes.items():
                for note in noted:
                    notes[name].add(note)
    grouped = Spool(Evidence)
    for evidence in _grouped(notes, corpus, glossary):
        tally.finding(evidence.finding)
        grouped.append(evidence)
    notices = tally.notices(settings, glossary)
    signature = _signature(corpus, glossary)
    matcher = Matcher(corpus, compiled, settings.chunk)
    return Report(Findings(local, grouped), tally.summary(), signature, notices, dict(tally.files), matcher)


def recalled(
    packed: bytes, corpus: Corpus, glossary: Glossary, compiled: Callable[[], Terminology] | None = None
) -> Report:
    """The report that ``Report.packed`` was called of; the arguments are those of its check."""
    summary, notices, files, *parts = _decode_report(packed)
    spools = Spool(Evidence), Spool(Evidence)
    for spool, findings in zip(spools, parts, strict=True):
        for finding in findings:
            spool.append_packed(finding)
    matcher = Matcher(corpus, compiled or partial(terminology_of, glossary, *_languages(corpus)))
    return Report(Findings(*spools), summary, _signature(corpus, glossary), notices, files, matcher)


_decode_report = msgspec.msgpack.Decoder(
    tuple[Summary, tuple[str, ...], dict[str, int], list[bytes], list[bytes]]
).decode


def _languages(corpus: Corpus) -> tuple[str, str]:
    return corpus.source_language, corpus.target_language


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
    return fingerprinted(found, segments), eclipsed


def _grouped(notes: dict[str, Runs], corpus: Corpus, glossary: Glossary) -> Iterator[Evidence]:
    """What the grouped rules find, in order; neither findings nor segments are held."""
    sorting = Runs()
    for name, records in notes.items():
        for finding in rules.grouped()[name].report(map(Note.unpacked, records), glossary):
            sorting.add(_sortable(msgspec.structs.replace(finding, rule=name)))
    findings = (_finding(record[_AT.unpack(record[-_AT.size :])[0] : -_AT.size]) for record in sorting)
    segments = enumerate(chain.from_iterable((corpus,)))  # opened only where something is found
    for number, found in groupby(findings, key=lambda finding: finding.segment):
        segment = next(segment for at, segment in segments if at == number)
        for finding in fingerprinted(list(found), {number: segment}):
            yield Evidence(finding, segment)


_AT = struct.Struct(">I")
_ORDER = struct.Struct(">QII")
_finding = msgspec.msgpack.Decoder(Finding).decode
_unpack = msgspec.msgpack.Decoder(Evidence).decode


def _sortable(finding: Finding) -> bytes:
    """A finding as bytes that sort as findings do: its order, itself, and where that begins."""
    *numbers, rule, concept = finding.order
    order = _ORDER.pack(*numbers) + f"{rule}\0{concept}\0".encode("utf-8", "surrogatepass")
    return order + pack(finding) + _AT.pack(len(order))


def _signature(corpus: Corpus, glossary: Glossary) -> str:
    languages = f"{corpus.source_language}-{corpus.target_language}"
    analyser = f"kiwi {version('kiwipiepy')}/{version('kiwipiepy-model')}"
    count = len(rules.local()) + len(rules.grouped())
    return f"ilchi {version('ilchi')}|{languages}|glossary {glossary.digest}|rules {count}|{analyser}"
