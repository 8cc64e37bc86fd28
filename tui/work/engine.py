"""The work behind the screen: checks all, then follows edits, new terms and changed files.

It runs in a separate process (``worker``), so that the screen stays responsive. It is the same check as that of
``ilchi check``, in processes and with its cache; ``checker.engine.live`` keeps its results and works out again only
what a change reaches.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from checker import rules
from checker.corpus import Chunk
from checker.engine.checking import ChunkResult
from checker.engine.findings import Evidence, renumbered
from checker.engine.joined import joined
from checker.engine.live import Live, rewordable
from checker.engine.observer import Observer, Together
from checker.engine.present import Change
from checker.engine.report import Report
from checker.engine.summary import Settings, Summary
from checker.errors import CheckerError
from checker.glossary.concepts import Glossary
from checker.judging.baseline import Baseline
from checker.judging.triage import Triage
from checker.matching.matches import Matches, Row
from checker.model import Concept, Finding, Outcome, Segment, Target, Term, TermStatus
from checker.project.workspace import Wanted, Workspace
from checker.project.writing import digest
from tui.work.messages import (
    EVERY,
    Batch,
    Changed,
    Effect,
    Finished,
    Found,
    Head,
    Message,
    Offered,
    Opened,
    Rechecked,
    UsedTerm,
    Uses,
)

_CHUNK = 250  # segments of a message; it is small so that the first findings arrive soon
_OUTCOMES = tuple(Outcome)
_STATUSES = tuple(TermStatus)
_pack = msgspec.msgpack.Encoder().encode


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """The arguments of the command ``review``."""

    wanted: Wanted
    one_document: bool = False

    def settings(self, workspace: Workspace) -> Settings:
        """The settings of the check."""
        wanted = workspace.settings(one_document=self.one_document)
        return msgspec.structs.replace(wanted, chunk=_CHUNK)


class _Part(NamedTuple):
    """A part: its number, the numbers of its first segment and concept in the project, and its present state."""

    number: int
    first: int
    concepts: int
    live: Live

    def key(self, concept: str | None) -> str:
        """The key of a concept: number of the part, colon, id; "" for None."""
        return f"{self.number}:{concept}" if concept else ""


class _Proposed(NamedTuple):
    """The last effect that was asked for: its glossary, and the change of its part."""

    part: int
    digest: str
    change: Change


class Engine:
    """Checks a project, then follows changes.

    Args:
        job: The arguments of the command.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._parts: list[_Part] = []
        self._share = 0.0
        self._proposed: _Proposed | None = None

    @property
    def again(self) -> int:
        """How many segments were checked again so far."""
        return sum(part.live.again for part in self._parts)

    def check(self, send: Callable[[Message], None]) -> None:
        """Check everything and send the results chunk by chunk.

        Raises:
            CheckerError: A file cannot be read, or there is no segment.
        """
        notices: list[str] = []
        self._check(self._opened(notices.append), notices, send)

    def _opened(self, warn: Callable[[str], None]) -> Workspace:
        return Workspace(self._job.wanted, warn, self._progress)

    def _progress(self, _done: int, share: float) -> None:
        self._share = share

    def _check(self, workspace: Workspace, notices: Sequence[str], send: Callable[[Message], None]) -> None:
        self._workspace = workspace
        self._triage = Triage(workspace.severities)
        self._baseline = workspace.baseline()
        self._contents = _contents(workspace)
        self._parts = []
        self._proposed = None
        settings = self._job.settings(workspace)
        with workspace.runner() as runner:
            lives = [Live(part, settings, runner.memory) for part in workspace.parts]
        send(Opened(tuple(live.part.languages for live in lives), _concepts(lives), _digests(workspace)))
        reports = []
        first = concepts = 0
        for number, live in enumerate(lives):
            part = _Part(number, first, concepts, live)
            self._parts.append(part)
            reports.append(self._checked(part, settings, send))
            first += len(live)
            concepts += len(live.glossary)
        self._report = joined(reports, workspace.files)
        if not self._report.summary.segments:
            raise CheckerError("there is no segment to review", hint="are these the right files?")
        send(Finished(self._report.summary, (*notices, *self._report.notices)))
        for live in lives:
            live.warm()

    def _checked(self, part: _Part, settings: Settings, send: Callable[[Message], None]) -> Report:
        """Check a part and send its results."""
        observer = Together(*part.live.observers(), _Using())
        with self._workspace.runner() as runner:
            for chunk, (result, seen, uses) in runner.results(part.live.part, observer, settings):
                segments = list(map(_pack, chunk.segments))
                part.live.add(chunk, segments, result, seen)
                send(self._batch(part, chunk, segments, result, uses))
        report = part.live.finish()
        heads, findings = self._judged(part, report.findings.grouped)
        send(Batch(part.number, heads=heads, findings=list(map(_pack, findings))))
        return report

    def _batch(self, part: _Part, chunk: Chunk, segments: Sequence[bytes], result: ChunkResult, uses: Uses) -> Batch:
        """The message for a chunk and its packed segments."""
        heads, findings = self._judged(part, result.evidence())
        homes = [(*home, len(list(run))) for home, run in groupby(chunk.documents())]
        return Batch(
            part.number,
            self._share,
            b"".join(segments),
            list(map(len, segments)),
            homes,
            heads,
            list(map(_pack, findings)),
            uses,
        )

    def _judged(self, part: _Part, found: Iterable[Evidence]) -> tuple[list[Head], list[Finding]]:
        """The findings of a part with final severities and segment numbers of the project, and their heads."""
        heads, findings = [], []
        nothing = Baseline()
        for each in found:
            evidence = self._triage.judge(each, nothing)
            if evidence is None:
                continue
            finding = renumbered(evidence.finding, part.first)
            known = self._known(evidence)
            key = part.key(finding.concept)
            rank, segment = finding.severity.rank, finding.segment
            heads.append(Head(rank, finding.rule, key, segment, finding.fingerprint, known, finding.may_fail))
            findings.append(finding)
        return heads, findings

    def _known(self, evidence: Evidence) -> int:
        """How many findings with its fingerprint are in the baseline."""
        if not (self._baseline.counts or self._baseline.elsewhere):
            return 0
        places = self._baseline.places(evidence.finding)
        if places and evidence.finding.rule in rules.grouped():
            return EVERY
        new_with_ilchi = self._baseline.upgraded(evidence, self._workspace.upgrade(evidence.segment.file))
        return EVERY if new_with_ilchi else places

    # Changes.

    def change(self, targets: Mapping[int, Target]) -> Changed:
        """Give segments (numbers in the project) these targets, and say what that changes."""
        segments: dict[int, Found] = {}
        for part, its in self._by_part(targets):
            change = part.live.trial(its)
            part.live.keep(change)
            segments |= self._found(part, change)
        self._proposed = None
        return Changed(segments, self._summary())

    def trial(self, number: int, target: Target) -> Rechecked:
        """What another target of a segment would make of the findings."""
        ((part, its),) = self._by_part({number: target})
        change = part.live.trial(its)
        gone, come = self._difference(part, change)
        found = self._found(part, change)[number]
        return Rechecked(number, target, found.heads, found.findings, gone, come)

    def offers(self, number: int) -> Offered:
        """The fixes for a segment with its present target, each tried in the whole document."""
        part = next(part for part in reversed(self._parts) if part.first <= number)
        found = part.live.offers(number - part.first)
        target = part.live.at(number - part.first).translation
        return Offered(number, target, {each.fingerprint: each.fixes for each in found})

    def effect(self, concept: str, text: str, status: TermStatus) -> Effect:
        """The effect of adding the term ``text`` with ``status`` to ``concept`` (a key).

        Raises:
            CheckerError: There is no such concept.
        """
        part = next((part for part in self._parts if concept.startswith(f"{part.number}:")), None)
        name = concept.partition(":")[2]
        if part is None or name not in {each.id for each in part.live.glossary}:
            raise CheckerError(f"the glossary has no “{name}”")
        glossary = Glossary(_with(part.live.glossary, name, text, status))
        change = part.live.trial({}, glossary)
        self._proposed = _Proposed(part.number, glossary.digest, change)
        gone, come = self._difference(part, change)
        return Effect(concept, text, status, tuple(sorted(fingerprint for _, fingerprint in gone)), come)

    def reread(self, send: Callable[[Message], None]) -> None:
        """Read the files again, and say what has changed: as after a change, or as in a check if corpora did.

        Raises:
            CheckerError: A file cannot be read.
        """
        notices: list[str] = []
        workspace = self._opened(notices.append)
        if not self._follows(workspace):
            before = dict(vars(self))
            try:
                self._check(workspace, notices, send)
            except CheckerError:
                vars(self).update(before)
                raise
            return
        self._workspace, self._triage = workspace, Triage(workspace.severities)
        segments: dict[int, Found] = {}
        for number, (part, new) in enumerate(zip(self._parts, workspace.parts, strict=True)):
            if new.glossary.digest == part.live.glossary.digest:
                continue
            proposed = self._proposed
            if proposed and (proposed.part, proposed.digest) == (number, new.glossary.digest):
                change = proposed.change._replace(glossary=new.glossary)
            else:
                change = part.live.trial({}, new.glossary)
            part.live.keep(change)
            segments |= self._found(part, change)
            self._proposed = None
        concepts = _concepts([part.live for part in self._parts])
        send(Changed(segments, self._summary(), concepts, (*notices, *self._report.notices)))

    def _follows(self, workspace: Workspace) -> bool:
        """Whether a project differs from the present one in renderings of its glossaries only."""
        return (
            _contents(workspace) == self._contents
            and self._job.settings(workspace) == self._job.settings(self._workspace)
            and workspace.baseline().same(self._baseline)
            and all(workspace.severities(file) == self._workspace.severities(file) for file in workspace.files)
            and all(
                rewordable(part.live.glossary, new.glossary)
                for part, new in zip(self._parts, workspace.parts, strict=True)
            )
        )

    def _by_part(self, targets: Mapping[int, Target]) -> list[tuple[_Part, dict[int, Segment]]]:
        """The segments with new targets, by part, with their numbers there."""
        found: dict[int, dict[int, Segment]] = {}
        for number, target in targets.items():
            part = next(part for part in reversed(self._parts) if part.first <= number)
            at = number - part.first
            found.setdefault(part.number, {})[at] = part.live.read(at).translated(target)
        return [(self._parts[number], segments) for number, segments in found.items()]

    def _found(self, part: _Part, change: Change) -> dict[int, Found]:
        """What is in the segments of a change, by their numbers in the project."""
        made: dict[int, Found] = {}
        rows = change.rows
        for number, findings in change.findings.items():
            segment = change.segments.get(number) or part.live.at(number)
            heads, judged = self._judged(part, (Evidence(finding, segment) for finding in findings))
            uses = self._uses(part, segment, rows[number], change) if number in rows else None
            made[part.first + number] = Found(segment.translation, tuple(heads), tuple(judged), uses)
        return made

    def _uses(self, part: _Part, segment: Segment, rows: list[Row], change: Change) -> tuple[UsedTerm, ...]:
        """The occurrences in a segment."""
        matches = Matches(Chunk(0, [segment]), change.terminology, rows)
        return tuple(
            UsedTerm(part.concepts + row.concept, row.outcome, _rendering(row, segment.target) or None)
            for row in rows
            if row.start >= 0 and matches.translated(0)
        )

    def _difference(self, part: _Part, change: Change) -> tuple[tuple[tuple[int, str], ...], tuple[Finding, ...]]:
        """The findings that go (segment and fingerprint) and those that come with a change."""
        gone: list[tuple[int, str]] = []
        come: list[Finding] = []
        for number, found in change.findings.items():
            segment = part.live.at(number)
            _, before = self._judged(part, (Evidence(finding, segment) for finding in part.live.findings(number)))
            _, after = self._judged(part, (Evidence(finding, segment) for finding in found))
            left = Counter(finding.fingerprint for finding in before)
            for finding in after:
                if left[finding.fingerprint]:
                    left[finding.fingerprint] -= 1
                else:
                    come.append(finding)
            gone += [(part.first + number, fingerprint) for fingerprint in left.elements()]
        return tuple(gone), tuple(come)

    def _summary(self) -> Summary:
        """The summary with the present outcomes."""
        outcomes: Counter[str] = Counter()
        for part in self._parts:
            outcomes.update(part.live.outcomes)
        return msgspec.structs.replace(
            self._report.summary,
            occurrences=outcomes.total(),
            outcomes={outcome.value: outcomes[outcome.value] for outcome in Outcome},
        )


def _with(glossary: Glossary, concept: str, text: str, status: TermStatus) -> list[Concept]:
    """The concepts, with a new term of one of them in the place where its glossary will have it."""

    def added(each: Concept) -> Concept:
        terms = [*(term for term in each.targets if term.text != text), Term(text, status)]
        terms.sort(key=lambda term: _STATUSES.index(term.status))
        return msgspec.structs.replace(each, targets=tuple(terms))

    return [added(each) if each.id == concept else each for each in glossary]


def _concepts(lives: Iterable[Live]) -> dict[str, Concept]:
    """The concepts of all parts by key: number of the part, colon, id."""
    return {f"{number}:{concept.id}": concept for number, live in enumerate(lives) for concept in live.glossary}


def _rendering(row: Row, target: str) -> str:
    return "" if row.outcome is Outcome.MISSING else target[row.target_start : row.target_end]


class _Using(Observer[Uses, Any]):
    """The observer for the occurrences."""

    key = "uses"
    partial = Uses

    def see(self, matches: Matches) -> Uses:
        """The occurrences in the translated segments of a chunk."""
        texts: dict[str, int] = {}
        rows = [row for row in matches.rows if row.start >= 0 and matches.translated(row.segment)]
        rendered = [_rendering(row, matches.chunk.targets[row.segment]) for row in rows]
        return Uses(
            array("I", [row.segment for row in rows]).tobytes(),
            array("I", [row.concept for row in rows]).tobytes(),
            bytes(_OUTCOMES.index(row.outcome) for row in rows),
            array("I", [texts.setdefault(text, len(texts)) for text in rendered]).tobytes(),
            list(texts),
        )


def _contents(workspace: Workspace) -> list[str]:
    """What the segments of each part depend on."""
    return [part.corpus.content() for part in workspace.parts]


def _digests(workspace: Workspace) -> dict[str, str]:
    return {name: digest(given.partner or given) for name, given in workspace.inputs.items()}
