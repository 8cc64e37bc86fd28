"""A file that an editor holds open: its findings, hovers, fixes and completions, which follow its edits.

An edit within units is followed at once: only these are read and checked again (``Live``). All else, and everything
once more after each pause, is read and checked whole in another thread (``Work``). Until that is done, the findings are
those of the last text that could be read, at the places to which edits have moved them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from checker.corpus import Corpus
from checker.editor.held import At, Held, Range, Replaced
from checker.editor.units import SOURCE, TARGET, Place, Stood, Units, difference
from checker.engine.findings import Evidence, Standing, pack
from checker.engine.live import Live
from checker.engine.observer import Together
from checker.engine.part import Part
from checker.engine.runner import Runner
from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.judging.baseline import Baseline
from checker.judging.triage import Triage
from checker.matching.matches import Row
from checker.model import Concept, Finding, Fix, FixKind, Outcome, Segment, Span
from checker.project.opening import is_corpus
from checker.project.workspace import Wanted, Workspace
from checker.text.codes import fitted

_AT_ONCE = 20  # units that an edit may change and that are checked at once; after larger edits all is read again
_EFFORT = 50_000_000  # code points that are read to learn where findings stand, before an answer is needed
_FOLLOWED = 50  # segments that a new reading may change and that are checked again alone


class Shown(NamedTuple):
    """An open finding, and where it stands in the text."""

    finding: Finding
    where: Range


class Mending(NamedTuple):
    """A fix of a finding as an edit of the text."""

    finding: Finding
    fix: Fix
    where: Range
    text: str


class Rendering(NamedTuple):
    """A rendering of a term, as an edit at the cursor.

    Attributes:
        concept: The concept.
        term: What the source has.
        rendering: The rendering.
        missing: Whether the target has none for this occurrence.
        where, text: The edit: the range has the letters of the rendering that stand there already.
    """

    concept: Concept
    term: str
    rendering: str
    missing: bool
    where: Range
    text: str


class Fault(NamedTuple):
    """Why the text cannot be read: the message, and the line, from 0."""

    message: str
    line: int


class Project(NamedTuple):
    """What a text is checked with: the project with its triage, the text as an input, and its part of the project."""

    workspace: Workspace
    triage: Triage
    given: Input
    part: Part


class Checked(msgspec.Struct):
    """What is known of a text.

    Attributes:
        project: What it was checked with.
        live: The findings, which follow changes.
        units: Its units; they follow edits.
        segments: Its segments as they are now.
        found: The findings of the segments that have any.
        places: Where the sides of segments stand in their units, None if that is unclear, as far as it was asked.
        shown: The open findings of segments as they were shown last, and the line where the unit began then.
        unclear: Segments of which ``places`` is to be forgotten when the whole text has been read again.
    """

    project: Project
    live: Live
    units: Units
    segments: list[Segment]
    found: dict[int, tuple[Finding, ...]]
    places: dict[tuple[int, str], Stood | None] = {}
    shown: dict[int, tuple[int, list[Shown]]] = {}
    unclear: set[int] = set()

    def stood(self, number: int, side: str, lines: Sequence[str]) -> Stood | None:
        """Where a side of a segment stands in ``lines``, the whole text."""
        if (number, side) not in self.places:
            text = str(getattr(self.segments[number], side))
            found = self.places[number, side] = self.units.stood(number, side, text, lines)
            if found is None:
                self.unclear.add(number)
        return self.places[number, side]

    def forget(self, number: int) -> None:
        """Forget where the sides of a segment stand."""
        for side in (TARGET, SOURCE):
            self.places.pop((number, side), None)
        self.shown.pop(number, None)


class Read(NamedTuple):
    """A new reading of a text of which all is known but these segments: its units, and the segments that differ."""

    units: Units
    segments: Mapping[int, Segment]


class Work:
    """Reading a text and checking what it holds; ``__call__`` may run in another thread.

    Args:
        file: The path of the file.
        text: The text that counts instead of the file's.
        today: The day of the run (ISO 8601).
        known: What is known of an earlier text with the same config and glossaries, or None.
    """

    def __init__(self, file: str, text: str, today: str, known: Checked | None) -> None:
        self._file = file
        self._text = text
        self._today = today
        self._known = known
        self._segments = list(known.segments) if known else []  # the other thread changes its own

    def __call__(self) -> Checked | Read | Fault | None:
        """What the text holds; None if it is no corpus.

        A file that is read from two files, such as a pair of line by line translations, is none here.
        """
        try:
            return self._checked()
        except CheckerError as error:
            line = error.place.rpartition(":")[2]
            said = f"{error.message}; {error.hint}" if error.hint else error.message
            apart = error.place and not error.place.startswith(self._file)
            return Fault(
                f"{error.place}: {said}" if apart else said, int(line) - 1 if line.isdigit() and not apart else 0
            )
        except OSError as error:
            return Fault(f"{error.filename or self._file}: {(error.strerror or str(error)).lower()}", 0)

    def _checked(self) -> Checked | Read | None:
        known, project = self._known, self._project()
        if project is None:
            return None
        workspace, _, given, part = project
        if known and part.languages != known.project.part.languages:
            known = None
        segments = list(part.corpus)
        lines = self._text.split("\n")
        units = Units(format_of(given, "read_segments"), given, segments, lines)
        if known and _alike(self._segments, segments):
            pairs = enumerate(zip(self._segments, segments, strict=True))
            others = {number: new for number, (old, new) in pairs if _moved(old, new) != new}
            if len(others) <= _FOLLOWED:
                return Read(units, others)
        corpus = Corpus(lambda: segments, *part.languages)
        live = _live(Part(corpus, part.glossary, compiled=part.compiled), workspace)
        every = ((number, live.findings(number)) for number in range(len(segments)))
        found = {number: findings for number, findings in every if findings}
        made = Checked(project, live, units, segments, found)
        for number, findings in found.items():
            for side, _ in map(_spans, findings):
                if units.effort < _EFFORT:
                    made.stood(number, side, lines)
                else:
                    made.places[number, side] = None
        made.unclear = set()  # nothing will be clearer than now
        return made

    def _project(self) -> Project | None:
        """The project of the file; that of before, unless the text may now say that it is in other languages."""
        if self._known:
            given = self._known.project.given
            given.hold(self._text)
            if not hasattr(format_of(given, "read_segments"), "languages"):
                return self._known.project
        workspace = Workspace(Wanted(paths=(self._file,), cache=True), held={self._file: self._text})
        opened = workspace.inputs.get(self._file)
        if opened is None or opened.partner or not is_corpus(opened):
            return None
        triage = workspace.triage(self._today, workspace.baseline())
        return Project(workspace, triage, opened, workspace.part_of(self._file))


def _live(part: Part, workspace: Workspace) -> Live:
    """A part, checked."""
    settings = msgspec.structs.replace(workspace.settings(), jobs=1)
    live = Live(part, settings)
    for chunk, (result, seen) in Runner().results(part, Together(*live.observers()), settings):
        live.add(chunk, [pack(segment) for segment in chunk.segments], result, seen)
    live.finish()
    live.warm()
    return live


def _alike(old: list[Segment], new: list[Segment]) -> bool:
    """Whether two readings differ in targets, and in what a file says of these, alone."""
    return len(old) == len(new) and all(
        (one.source, one.document, one.context, one.date) == (two.source, two.document, two.context, two.date)
        for one, two in zip(old, new, strict=True)
    )


def _spans(finding: Finding) -> tuple[str, tuple[Span, ...]]:
    """Where a finding is to be shown: the side and its spans."""
    return (TARGET, finding.target) if finding.target else (SOURCE, finding.source)


def _moved(segment: Segment, to: Segment) -> Segment:
    """``segment`` on the line of ``to``, with its id."""
    return msgspec.structs.replace(segment, line=to.line, unit=to.unit)


class Document:
    """An open file.

    Args:
        file: Its path.
        text: The text that the editor holds.

    Attributes:
        held: The text as it is now.
        fault: Why the last text that was read whole could not be read, or None.
    """

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self.held = Held(text)
        self.fault: Fault | None = None
        self._checked: Checked | None = None
        self._since: list[Replaced] = []  # the edits since the last ``work``

    # The text, and what is known of it.

    def edit(self, where: Range | None, text: str) -> None:
        """Put ``text`` in the place of a range, or of everything."""
        if where is None:
            edit = difference(str(self.held), text)
            if edit is None:
                return
            where, text = edit
        done = self.held.replace(where, text)
        self._since.append(done)
        if self._checked:
            self._recheck(self._followed(self._checked, [done]))

    def work(self, today: str, *, anew: bool = False) -> Work:
        """The work that reads and checks the text of now; give its result to ``take``.

        Args:
            today: The day of the run (ISO 8601).
            anew: Whether config and glossaries may have changed.
        """
        self._since = []
        return Work(self._file, str(self.held), today, None if anew else self._checked)

    def take(self, result: Checked | Read | Fault | None) -> None:
        """Take the result of ``work``; edits since then are followed."""
        since = self._since
        if isinstance(result, Fault):
            self.fault = result
            return
        self.fault = None
        if result is None:
            self._checked = None
            return
        known = self._checked if isinstance(result, Read) else result
        if known is None:
            return
        self._checked = known
        if isinstance(result, Read):
            known.units = result.units
            for number in known.unclear:
                known.forget(number)
            known.unclear = set()
        known.shown = {}
        touched = self._followed(known, since)
        if isinstance(result, Read):
            others = {n: new for n, new in result.segments.items() if known.units.of(n) not in touched}
            self._change(known, others)
        self._recheck(touched)

    @staticmethod
    def _followed(known: Checked, since: Iterable[Replaced]) -> set[int]:
        """Move the units behind edits; returns those that these changed."""
        touched = {unit for done in since for unit in known.units.follow(done)}
        for unit in touched:
            for number in known.units.segments(unit):
                known.shown.pop(number, None)
                known.unclear.add(number)  # an edit may move the beginning of a unit to another line
        return touched

    def _recheck(self, units: Iterable[int]) -> None:
        """Read and check units again, if they can be read alone and have the same sources."""
        known, wanted = self._checked, list(units)
        if known is None or len(wanted) > _AT_ONCE:
            return
        others: dict[int, Segment] = {}
        for unit in wanted:
            numbers = known.units.segments(unit)
            read = known.units.read(known.units.excerpt(unit, self.held.lines))
            old = known.segments[numbers.start : numbers.stop]
            if read is None or [each.source for each in read] != [each.source for each in old]:
                continue
            for number, was, now in zip(numbers, old, read, strict=True):
                new = msgspec.structs.replace(
                    was,
                    target=now.target,
                    target_codes=now.target_codes,
                    fuzzy=now.fuzzy,
                    locked=now.locked,
                    state=now.state,
                    flags=now.flags,
                )
                known.forget(number)
                if new != was:
                    others[number] = new
        self._change(known, others)

    def _change(self, known: Checked, others: Mapping[int, Segment]) -> None:
        """Give segments other targets."""
        if not others:
            return
        change = known.live.trial(others)
        known.live.keep(change)
        for number, segment in others.items():
            known.segments[number] = segment
            known.forget(number)
        for number, findings in change.findings.items():
            known.shown.pop(number, None)
            if findings:
                known.found[number] = findings
            else:
                known.found.pop(number, None)

    # Findings.

    def shown(self) -> Iterator[Shown]:
        """The open findings, in order."""
        known = self._checked
        if known is None:
            return
        baseline = known.project.triage.baseline.fresh()
        for number in sorted(known.found):
            start = known.units.start(known.units.of(number))
            before = known.shown.get(number)
            if before is None or before[0] != start or baseline.counts:  # what a baseline takes depends on the others
                before = known.shown[number] = start, list(self._shown(known, number, baseline))
            yield from before[1]

    def _shown(self, known: Checked, number: int, baseline: Baseline) -> Iterator[Shown]:
        """The open findings of a segment; those in ``baseline`` are taken out of it."""
        for finding in known.found[number]:
            judged = known.project.triage.judge(Evidence(finding, known.segments[number]), baseline)
            if judged and judged.status is Standing.OPEN:
                yield Shown(judged.finding, self._range(known, number, judged.finding))

    def _range(self, known: Checked, number: int, finding: Finding) -> Range:
        """Where a finding stands: in the target, else the term in the source, else the line of the unit."""
        start = known.units.start(known.units.of(number))
        side, spans = _spans(finding)
        stood = known.stood(number, side, self.held.lines) if spans else None
        if stood:
            return Range(*(self.held.inside(At(at.line + start, at.column)) for at in stood.range(spans[0])))
        return Range(At(start, 0), self.held.inside(At(start, len(self.held.lines[start]))))

    # The cursor.

    def entry(self, at: At) -> list[tuple[Concept, str]]:
        """The concepts of the terms at a place, each with its wording there."""
        known, place = self._checked, self._place(at)
        if known is None or place is None:
            return []
        segment = known.segments[place.segment]
        text = str(getattr(segment, place.side))
        found: dict[str, tuple[Concept, str]] = {}
        for row in known.live.rows(place.segment):
            span = (row.start, row.end) if place.side == SOURCE else (row.target_start, row.target_end)
            if 0 <= span[0] <= place.offset <= span[1]:
                for concept in self._concepts(known, row):
                    found.setdefault(concept.id, (concept, text[span[0] : span[1]]))
        return list(found.values())

    def mendings(self, where: Range) -> Iterator[Mending]:
        """The safe and the read-first fixes of the open findings on the lines of a range, tried in the document."""
        known = self._checked
        if known is None:
            return
        first, last = known.units.at(where.start.line), known.units.at(where.end.line)
        if last is None:
            return
        baseline = known.project.triage.baseline.fresh()
        for unit in range(first or 0, min(last, (first or 0) + _AT_ONCE) + 1):
            for number in known.units.segments(unit):
                if number in known.found:
                    for finding in known.live.offers(number):
                        judged = known.project.triage.judge(Evidence(finding, known.segments[number]), baseline)
                        if judged and judged.status is Standing.OPEN:
                            yield from self._mended(known, number, judged.finding)

    def _mended(self, known: Checked, number: int, finding: Finding) -> Iterator[Mending]:
        segment = known.segments[number]
        unit = known.units.of(number)
        excerpt = known.units.excerpt(unit, self.held.lines)
        for fix in finding.fixes:
            if fix.kind is not FixKind.INSERT:
                target = fitted(segment, fix.applied(segment.target))
                within = number - known.units.segments(unit).start
                try:
                    edit = known.units.write(excerpt, {within: target if target.codes else target.text})
                except CheckerError:  # locked, or the format cannot hold it
                    continue
                if edit:
                    yield Mending(finding, fix, *edit)

    def renderings(self, at: At) -> Iterator[Rendering]:
        """The renderings of the terms in the source, for a cursor in the target; those that are missing come first."""
        known, place = self._checked, self._place(at)
        if known is None or place is None or place.side != TARGET:
            return
        segment = known.segments[place.segment]
        rows = [row for row in known.live.rows(place.segment) if row.start >= 0]
        rows.sort(key=lambda row: (row.outcome is not Outcome.MISSING, row.start))
        seen: set[str] = set()
        for row in rows:
            for concept in self._concepts(known, row):
                for rendering in concept.accepted:
                    if rendering not in seen and (made := self._typed(known, place, at, rendering)):
                        seen.add(rendering)
                        term = segment.source[row.start : row.end]
                        yield Rendering(concept, term, rendering, row.outcome is Outcome.MISSING, *made)

    def _typed(self, known: Checked, place: Place, at: At, rendering: str) -> tuple[Range, str] | None:
        """The edit that makes ``rendering`` of what is typed of it before the cursor; None if it cannot stand there."""
        before = known.segments[place.segment].target[: place.offset]
        most = min(len(rendering), len(before), at.column)
        typed = next(
            (size for size in range(most, 0, -1) if before[-size:].lower() == rendering[:size].lower()
             and not before[: -size][-1:].isalnum()),
            0,
        )  # fmt: skip
        if self.held.lines[at.line][at.column - typed : at.column] != before[len(before) - typed :]:
            typed = 0
        where = Range(At(at.line, at.column - typed), at)
        wanted = Place(place.segment, TARGET, place.offset - typed)
        text = known.units.written(known.units.of(place.segment), self.held.lines, where, rendering, wanted)
        return (where, text) if text is not None else None

    def _place(self, at: At) -> Place | None:
        """The place in a text of a segment that is read as it stands now."""
        known, at = self._checked, self.held.inside(at)
        unit = known.units.at(at.line) if known else None
        found = known.units.place(unit, self.held.lines, at) if known and unit is not None else None
        if known is None or found is None:
            return None
        place, text = found
        return place if getattr(known.segments[place.segment], place.side) == text else None

    @staticmethod
    def _concepts(known: Checked, row: Row) -> list[Concept]:
        return [known.live.terminology.concepts[number] for number in (row.candidates or (row.concept,))]
