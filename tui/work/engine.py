"""The work behind the screen: check all, check one segment again, compute the effect of a new term.

It runs in a separate process (``worker``), so that the screen stays responsive. Results are sent as messages, which
are already packed so that the receiver has little work.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from checker.corpus import Chunk, stretch
from checker.engine.check import check, check_parts
from checker.engine.checking import Checked, Checking, ChunkResult
from checker.engine.findings import Evidence, Spool, Standing, renumbered
from checker.engine.joined import joined
from checker.engine.observer import Observer, Together, Totals
from checker.engine.part import Part
from checker.engine.path import local_findings, matched
from checker.engine.runner import Runner
from checker.engine.summary import Settings, Summary
from checker.errors import CheckerError
from checker.glossary.concepts import Glossary
from checker.judging.baseline import Baseline
from checker.judging.fixes import with_changes
from checker.judging.triage import Triage
from checker.matching.matches import Matches, Row
from checker.matching.past import Past
from checker.matching.terminology import Terminology
from checker.model import Concept, Finding, Outcome, Segment, Target, Term, TermStatus
from checker.project.workspace import Wanted, Workspace
from checker.project.writing import digest

_BESIDE = 2  # segments on either side that a local rule may look at
_BEFORE = 2000  # earlier segments of the same document that are used as context
_pack = msgspec.msgpack.Encoder().encode
_CHUNK = 250  # segments of a message; it is small so that the first findings arrive soon


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """The arguments of the command ``review``."""

    wanted: Wanted
    one_document: bool = False

    def settings(self, workspace: Workspace) -> Settings:
        """The settings of the check."""
        return Settings(one_document=self.one_document or workspace.config.get("one-document"), chunk=_CHUNK)


class PartInfo(msgspec.Struct, frozen=True, array_like=True):
    """A part of a project: its first segment, and its languages."""

    first: int
    languages: tuple[str, str]


class Opened(msgspec.Struct, frozen=True):
    """The first message: number of segments, parts, concepts by key, and the digest of each file."""

    segments: int
    parts: tuple[PartInfo, ...]
    concepts: dict[str, Concept]
    digests: dict[str, str]


class UsedTerm(msgspec.Struct, frozen=True, array_like=True):
    """An occurrence of a concept (its key) in a segment, and its rendering, None if missing."""

    segment: int
    concept: str
    outcome: Outcome
    rendering: str | None


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The fields of a finding that a list needs without unpacking it.

    Attributes:
        severity: The rank of the severity.
        concept: The key of the concept, "" if there is none.
        segment: The number of the segment, from 0.
        known: Whether it is in the baseline.
    """

    severity: int
    rule: str
    concept: str
    segment: int
    fingerprint: str
    known: bool = False


class Batch(msgspec.Struct, frozen=True):
    """The results of a chunk: packed segments, heads of findings with the packed findings, occurrences.

    Attributes:
        homes: Files and documents of the segments, each with its number of consecutive segments.
    """

    segments: list[bytes]
    homes: list[tuple[str, str, int]]
    heads: list[Head]
    findings: list[bytes]
    occurrences: list[UsedTerm]


class Finished(msgspec.Struct, frozen=True):
    """The last message of a check; ``digests`` are those of the files at its end."""

    summary: Summary
    notices: tuple[str, ...]
    digests: dict[str, str]


class Failed(msgspec.Struct, frozen=True):
    """A request failed."""

    message: str


class Rechecked(msgspec.Struct, frozen=True):
    """The findings of a segment with this target, with their heads."""

    segment: int
    target: Target
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]


class Documents(msgspec.Struct, frozen=True):
    """The findings of the grouped rules with these changed targets."""

    targets: dict[int, Target]
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]


class Effect(msgspec.Struct, frozen=True):
    """The effect of a new term in the glossary: fingerprints of resolved findings, and created findings."""

    concept: str
    text: str
    status: TermStatus
    resolved: tuple[str, ...]
    created: tuple[Finding, ...]


Message = Opened | Batch | Finished | Failed | Rechecked | Documents | Effect


class _Part(NamedTuple):
    """A part with its number, and the number of its first segment in the project."""

    number: int
    first: int
    part: Part

    @property
    def terminology(self) -> Terminology:
        return self.part.compiled()

    def key(self, concept: str | None) -> str:
        """The key of a concept: number of the part, colon, id; "" for None."""
        return f"{self.number}:{concept}" if concept else ""


class Engine:
    """Checks a project once, then answers questions.

    Args:
        job: The arguments of the command.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._segments: Spool[Segment] = Spool(Segment)
        self._rows: Spool[list[Row]] = Spool(list[Row])
        self._where: dict[str, list[int]] = {}
        self._parts: list[_Part] = []

    def check(self, send: Callable[[Message], None]) -> None:
        """Check everything and send the results chunk by chunk.

        Raises:
            CheckerError: A file cannot be read, or there is no segment.
        """
        notices: list[str] = []
        self._workspace = workspace = Workspace(self._job.wanted, notices.append)
        self._triage = Triage(workspace.severities, None, workspace.baseline(), workspace.upgrade)
        digests = _digests(workspace)
        total = 0
        for number, part in enumerate(workspace.parts):
            self._parts.append(_Part(number, total, part))
            total += sum(1 for _ in part.corpus)
        concepts = {part.key(concept.id): concept for part in self._parts for concept in part.part.glossary}
        send(Opened(total, tuple(PartInfo(each.first, each.part.languages) for each in self._parts), concepts, digests))
        takers = [_Taker(self, part, send) for part in self._parts]
        reports, _ = check_parts(
            workspace.parts,
            self._job.settings(workspace),
            Runner(),
            lambda number, checking: _Reviewing(checking, takers[number]),
        )
        for taker, report in zip(takers, reports, strict=True):
            heads, judged = self._judged(taker.part, report.findings.grouped, taker.baseline)
            send(Batch([], [], heads, list(map(_pack, judged)), []))
        report = joined(reports, workspace.files)
        if not report.summary.segments:
            raise CheckerError("there is no segment to review", hint="are these the right files?")
        send(Finished(report.summary, (*notices, *report.notices), _digests(workspace)))

    def fresh_baseline(self) -> Baseline:
        """The baseline, with nothing taken out yet."""
        return self._triage.baseline.fresh()

    def take(self, part: _Part, result: ChunkResult, seen: "_Seen", baseline: Baseline) -> Batch:
        """The message for a chunk; also keeps what is needed to check its segments again."""
        place = len(self._segments)
        for packed, rows in zip(seen.segments, seen.rows, strict=True):
            self._segments.append_packed(packed)
            self._rows.append(rows)
            for row in rows:
                concept = part.part.glossary.concepts[row.concept].id
                self._where.setdefault(part.key(concept), []).append(place)
            place += 1
        heads, judged = self._judged(part, result.evidence(), baseline)
        occurrences = [
            UsedTerm(part.first + each.segment, part.key(each.concept), each.outcome, each.rendering)
            for each in seen.occurrences
        ]
        return Batch(seen.segments, seen.homes, heads, list(map(_pack, judged)), occurrences)

    def _judged(self, part: _Part, found: Iterable[Evidence], baseline: Baseline) -> tuple[list[Head], list[Finding]]:
        """The judged findings of a part, with segment numbers of the project, and their heads."""
        judged = [each for each in (self._triage.judge(each, baseline) for each in found) if each]
        findings = [renumbered(each.finding, part.first) for each in judged]
        known = [each.status is Standing.BASELINED for each in judged]
        return [
            Head(f.severity.rank, f.rule, part.key(f.concept), f.segment, f.fingerprint, before)
            for f, before in zip(findings, known, strict=True)
        ], findings

    def recheck(self, number: int, targets: dict[int, Target]) -> Rechecked:
        """Check one segment again.

        Args:
            number: The number of the segment in the project, from 0.
            targets: The targets that differ from those in the files, by segment.
        """
        part = self._part_of(number)
        matches = self._again(number, targets, part.terminology)
        segment = matches.chunk.segments[number - matches.chunk.first]
        evidence = [Evidence(each, segment) for each in local_findings(matches) if each.segment == number]
        heads, findings = self._judged(part._replace(first=0), evidence, Baseline())
        return Rechecked(number, segment.translation, tuple(heads), tuple(findings))

    def _part_of(self, number: int) -> _Part:
        return next(part for part in reversed(self._parts) if part.first <= number)

    def _again(self, number: int, targets: dict[int, Target], terminology: Terminology) -> Matches:
        """The matches of a segment and its neighbours, with the document before them as context."""

        def at(place: int) -> Segment:
            segment = self._segments[place]
            target = targets.get(place)
            return segment if target is None else segment.translated(target)

        middle = at(number)
        home = (middle.file, middle.document)
        first, last = number, number
        while first > max(number - _BESIDE, 0) and _home(self._segments[first - 1]) == home:
            first -= 1
        while last < min(number + _BESIDE, len(self._segments) - 1) and _home(self._segments[last + 1]) == home:
            last += 1
        past = Past()
        start = first
        while start > max(first - _BEFORE, 0) and _home(self._segments[start - 1]) == home:
            start -= 1
        for place in range(start, first):
            past.enter(stretch(self._segments[place]))
            past.add(self._rows[place])
        chunk = Chunk(first, [at(place) for place in range(first, last + 1)])
        return matched(chunk, terminology, past)

    def documents(self, targets: dict[int, Target]) -> Documents:
        """The findings of the grouped rules with these changed targets."""
        changes = {}
        for number, target in targets.items():
            segment = self._segments[number]
            changes[segment.file, segment.index] = segment.translated(target)
        heads: list[Head] = []
        findings: list[Finding] = []
        for part in self._parts:
            changed = with_changes(part.part.corpus, changes)
            report = check(changed, part.part.glossary, self._job.settings(self._workspace))
            more, found = self._judged(part, report.findings.grouped, self._triage.baseline.fresh())
            heads += more
            findings += found
        return Documents(targets, tuple(heads), tuple(findings))

    def effect(self, concept: str, text: str, status: TermStatus, targets: dict[int, Target]) -> Effect:
        """The effect of adding the term ``text`` with ``status`` to ``concept`` (a key).

        Raises:
            CheckerError: There is no such concept.
        """
        part = next((part for part in self._parts if concept.startswith(f"{part.number}:")), None)
        name = concept.partition(":")[2]
        if part is None or name not in {each.id for each in part.part.glossary}:
            raise CheckerError(f"the glossary has no “{name}”")
        terminology = Terminology(Glossary(_with(part.part.glossary, name, text, status)), *part.part.languages)
        gone: list[str] = []
        come: list[Finding] = []
        for number in sorted(set(self._where.get(concept, ()))):
            before = {f.fingerprint for f in self.recheck(number, targets).findings}
            after = [f for f in local_findings(self._again(number, targets, terminology)) if f.segment == number]
            gone += before - {f.fingerprint for f in after}
            come += [f for f in after if f.fingerprint not in before]
        return Effect(concept, text, status, tuple(sorted(gone)), tuple(come))


def _with(glossary: Glossary, concept: str, text: str, status: TermStatus) -> list[Concept]:
    """The concepts, with a new term of one of them."""
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


class _Seen(NamedTuple):
    """What the review needs of a chunk besides the findings."""

    segments: list[bytes]
    rows: list[list[Row]]
    homes: list[tuple[str, str, int]]
    occurrences: list[UsedTerm]


class _Seeing(Observer[_Seen, Any]):
    """The observer for what the review needs besides the findings."""

    key = "review"

    def see(self, matches: Matches) -> _Seen:
        chunk, rows = matches.chunk, dict(matches.by_segment())
        return _Seen(
            [_pack(segment) for segment in chunk.segments],
            [rows.get(number, []) for number in range(len(chunk))],
            [(*home, len(list(run))) for home, run in groupby(chunk.documents())],
            [
                UsedTerm(each.segment, each.concept, each.outcome, each.rendering)
                for each in matches
                if each.source and matches.translated(each.segment - chunk.first)
            ],
        )


class _Taker(Totals):
    """Adds up the results of the rules and sends them chunk by chunk."""

    def __init__(self, engine: Engine, part: _Part, send: Callable[[Message], None]) -> None:
        self._said = Checked()
        super().__init__((self._said,))
        self.part = part
        self.baseline = engine.fresh_baseline()
        self._engine = engine
        self._send = send

    def add(self, partials: Iterable[Any]) -> None:
        result, seen = partials
        self._said.add(result)
        self._send(self._engine.take(self.part, result, seen, self.baseline))


class _Reviewing(Together):
    """The rules together with ``_Seeing``."""

    def __init__(self, checking: Checking, taker: _Taker) -> None:
        super().__init__(checking, _Seeing())
        self._taker = taker

    def total(self) -> Totals:
        return self._taker


def _digests(workspace: Workspace) -> dict[str, str]:
    return {name: digest(given.partner or given) for name, given in workspace.inputs.items()}
