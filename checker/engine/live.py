"""A part that stays checked while its targets and its glossary change: only what a change reaches is worked out again.

A change reaches its segments and the neighbours of these; later segments of the stretch that are explained by what the
document said before, as long as that differs; and the grouped findings of the documents. The result is always that of
a check of everything (``tests/test_live.py``).
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any, NamedTuple

import msgspec

from checker.corpus import Chunk, Stretch, stretch
from checker.engine.check import concluded
from checker.engine.checking import Checked, Checking, ChunkResult, grouped
from checker.engine.findings import Spool, pack
from checker.engine.observer import Observer
from checker.engine.offers import offered
from checker.engine.part import Part
from checker.engine.path import found_and_rendered, ruled
from checker.engine.reach import Reach
from checker.engine.report import Report
from checker.engine.signature import signature_of
from checker.engine.summary import Settings, Tally
from checker.glossary.concepts import Glossary
from checker.matching.candidates import candidates, insertion
from checker.matching.context import in_context
from checker.matching.matches import Matches, Row
from checker.matching.past import Past
from checker.matching.terminology import Terminology
from checker.model import Concept, Finding, Fix, FixKind, Segment
from checker.storage.sorted_runs import Note
from checker.text.codes import fitted

_BATCH = 250  # segments that are found and rendered together
_OPEN = 16  # chunks whose results stay unpacked
_AHEAD = 50  # segments that are rendered together when the past has changed

Notes = dict[str, list[bytes]]  # the packed notes of grouped rules, by rule
Document = tuple[str, str]


class Seen(msgspec.Struct, array_like=True):
    """What must be known of a chunk, beside the results of its rules, to check a segment of it again.

    Attributes:
        rows: The packed rows of each segment, with 0 as their segment.
        explained: For each segment 1 if its rows depend on earlier segments, else 0.
    """

    rows: list[bytes]
    explained: bytes


class Seeing(Observer[Seen, Any]):
    """The observer that keeps the rows."""

    key = "rows"
    partial = Seen

    def see(self, matches: Matches) -> Seen:
        """The rows of a chunk."""
        rows = dict(matches.by_segment())
        numbers = range(len(matches.chunk))
        return Seen([pack(_bare(rows.get(n, ()))) for n in numbers], bytes(n in matches.explained for n in numbers))


class _Known(NamedTuple):
    """What is known of a segment: its rows, whether they depend on earlier ones, its local findings, its notes."""

    rows: list[Row]
    explained: bool
    findings: tuple[Finding, ...]
    notes: Notes


class Change(NamedTuple):
    """What a change makes of the findings; ``Live.keep`` makes it the present state.

    Attributes:
        segments: The segments with other targets.
        findings: All findings of each segment whose findings may have changed.
        outcomes: The occurrences by outcome.
        rows: The rows of the segments whose rows may have changed.
        glossary: The glossary with which all this holds.
        terminology: The same, compiled.
        known: What is known of the segments that were checked again.
        regrouped: The findings of the grouped rules in documents that were judged again.
    """

    segments: Mapping[int, Segment]
    findings: Mapping[int, tuple[Finding, ...]]
    outcomes: Counter[str]
    glossary: Glossary
    terminology: Terminology
    known: Mapping[int, _Known]
    regrouped: Mapping[int, tuple[Finding, ...]]

    @property
    def rows(self) -> Mapping[int, list[Row]]:
        """The rows of the segments that were checked again."""
        return {number: known.rows for number, known in self.known.items()}


class _Unpacked(NamedTuple):
    """The local findings and the notes of a chunk, by segment."""

    findings: dict[int, list[Finding]]
    notes: dict[int, Notes]


class Live:
    """The findings of a part, which follow changes.

    Args:
        part: The part.
        settings: The settings of its check.

    Attributes:
        glossary: The glossary of now.
        outcomes: The occurrences in translated segments by outcome.
        again: How many segments were checked again so far.
    """

    def __init__(self, part: Part, settings: Settings) -> None:
        self.part = part
        self.glossary = part.glossary
        self.outcomes: Counter[str] = Counter()
        self.again = 0
        self.settings = settings
        self._said = Checked()
        self._terminology: Terminology | None = None
        self._segments: Spool[Segment] = Spool(Segment)
        self._rows: Spool[list[Row]] = Spool(list[Row])
        self._explained = bytearray()
        self._results: Spool[ChunkResult] = Spool(ChunkResult)
        self._firsts = array("Q")
        self._stretches = array("Q")  # the first segment of each
        self._stretch: Stretch | None = None
        self._runs: list[tuple[int, Document]] = []  # where runs of segments of one document begin
        self._ranges: dict[Document, list[range]] = {}
        self._edited: dict[int, Segment] = {}
        self._known: dict[int, _Known] = {}
        self._regrouped: dict[int, tuple[Finding, ...]] = {}
        self._grouped: Spool[list[Finding]] = Spool(list[Finding])
        self._places: dict[int, int] = {}  # where ``_grouped`` has the findings of a segment
        self._unpacked = lru_cache(_OPEN)(self._unpack)

    def observers(self) -> tuple[Checking, Seeing]:
        """The observers whose partials ``add`` takes."""
        return Checking(signature_of(self.part), one_document=self.settings.one_document), Seeing()

    @property
    def terminology(self) -> Terminology:
        """The compiled glossary of now."""
        if self._terminology is None:
            self._terminology = self.part.compiled()
        return self._terminology

    def __len__(self) -> int:
        return len(self._segments)

    # The first check.

    def add(self, chunk: Chunk, result: ChunkResult, seen: Seen) -> None:
        """Take the results of the next chunk."""
        self._firsts.append(chunk.first)
        self._results.append(result)
        for number, (segment, rows) in enumerate(zip(chunk.segments, seen.rows, strict=True), chunk.first):
            self._segments.append(segment)
            self._rows.append_packed(rows)
            if (here := stretch(segment)) != self._stretch:
                self._stretch = here
                self._stretches.append(number)
        self._explained += seen.explained
        number = chunk.first
        for document, run in groupby(chunk.documents()):
            size = len(list(run))
            if not self._runs or self._runs[-1][1] != document:
                self._runs.append((number, document))
            ranges = self._ranges.setdefault(document, [])
            if ranges and ranges[-1].stop == number:
                ranges[-1] = range(ranges[-1].start, number + size)
            else:
                ranges.append(range(number, number + size))
            number += size
        self.outcomes.update(result.tally.outcomes)
        self._said.add(result)

    def finish(self) -> Report:
        """The report of the first check, after its last chunk."""
        report = concluded(self._said, self.part, self.read, self.settings, signature_of(self.part))
        found = (each.finding for each in report.findings.grouped)
        for number, findings in groupby(found, key=lambda finding: finding.segment):
            self._places[number] = len(self._grouped)
            self._grouped.append(list(findings))
        self._said = Checked()
        return report

    # The present state.

    def at(self, number: int) -> Segment:
        """A segment as it is now."""
        return self._edited.get(number) or self._segments[number]

    def read(self, number: int) -> Segment:
        """A segment as it was read."""
        return self._segments[number]

    def segments(self) -> Iterator[Segment]:
        """All segments as they are now."""
        for number, segment in enumerate(self._segments.between(0, len(self))):
            yield self._edited.get(number, segment)

    def findings(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, in order."""
        return _in_order(self.local(number), self.of_documents(number))

    def offers(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, with the fixes that passed a trial in their whole document."""
        return tuple(self._offering(number, finding) for finding in self.findings(number))

    def _offering(self, number: int, finding: Finding) -> Finding:
        segment = self.at(number)
        matches = Matches(Chunk(number, [segment]), self.terminology, self.rows(number))
        places = [fix for fix in finding.fixes if fix.kind is FixKind.INSERT]
        fixes = [
            fix for fix in candidates(finding, matches) if fix not in places and self._solves(fix, finding, number)
        ]
        return msgspec.structs.replace(finding, fixes=tuple(fixes or places or insertion(finding, matches)))

    def _solves(self, fix: Fix, finding: Finding, number: int) -> bool:
        """Whether the document with ``fix`` has all findings that it had, without ``finding``, and no other."""
        segment = self.at(number)
        change = self.trial({number: segment.translated(fitted(segment, fix.applied(segment.target)))})
        before, after = Counter[tuple[int, str, str | None]](), Counter[tuple[int, str, str | None]]()
        for place, findings in change.findings.items():
            after.update((place, each.rule, each.concept) for each in findings)
            before.update((place, each.rule, each.concept) for each in self.findings(place))
        before[number, finding.rule, finding.concept] -= 1
        return after <= before

    def local(self, number: int) -> Sequence[Finding]:
        """The findings of the local rules in a segment."""
        known = self._known.get(number)
        return known.findings if known else self._first(number).findings.get(number, ())

    def of_documents(self, number: int) -> Sequence[Finding]:
        """The findings of the grouped rules in a segment."""
        if number in self._regrouped:
            return self._regrouped[number]
        return self._grouped[self._places[number]] if number in self._places else ()

    def rows(self, number: int) -> list[Row]:
        """The rows of a segment, with 0 as their segment."""
        known = self._known.get(number)
        return known.rows if known else self._rows[number]

    def rows_between(self, first: int, last: int) -> Iterator[list[Row]]:
        """The rows of the segments from ``first`` to before ``last``."""
        for number, rows in enumerate(self._rows.between(first, last), first):
            known = self._known.get(number)
            yield known.rows if known else rows

    def explained(self, number: int) -> bool:
        """Whether the rows of a segment depend on earlier ones."""
        known = self._known.get(number)
        return known.explained if known else bool(self._explained[number])

    def notes(self, number: int) -> Notes:
        """The notes of a segment."""
        known = self._known.get(number)
        return known.notes if known else self._first(number).notes.get(number, {})

    def _first(self, number: int) -> _Unpacked:
        """The results of the first check in the chunk of a segment."""
        return self._unpacked(bisect_right(self._firsts, number) - 1)

    def _unpack(self, chunk: int) -> _Unpacked:
        result = self._results[chunk]
        unpacked = _Unpacked({}, {})
        for evidence in result.evidence():
            unpacked.findings.setdefault(evidence.finding.segment, []).append(evidence.finding)
        for rule, notes in result.notes.items():
            for note in notes:
                at = Note.unpacked(note).segment
                unpacked.notes.setdefault(at, {}).setdefault(rule, []).append(note)
        return unpacked

    def stretch_of(self, number: int) -> range:
        """The stretch of a segment."""
        at = bisect_right(self._stretches, number)
        return range(self._stretches[at - 1], self._stretches[at] if at < len(self._stretches) else len(self))

    def document_of(self, number: int) -> Document:
        """The file and document of a segment."""
        return self._runs[bisect_right(self._runs, number, key=lambda run: run[0]) - 1][1]

    def numbers_of(self, document: Document) -> Iterator[int]:
        """The segments of a document."""
        return chain.from_iterable(self._ranges[document])

    def beside(self, number: int) -> Iterator[int]:
        """The neighbours of a segment in its document."""
        document = self.document_of(number)
        for other in (number - 1, number + 1):
            if 0 <= other < len(self) and self.document_of(other) == document:
                yield other

    # Changes.

    def trial(self, segments: Mapping[int, Segment], glossary: Glossary | None = None) -> Change:
        """What other targets and another glossary make of the findings; nothing changes yet.

        Args:
            segments: The segments with other targets, by number.
            glossary: The glossary, whose concepts differ from those of now in their renderings only (``rewordable``).
        """
        terms = self.terminology if glossary is None else Terminology(glossary, *self.part.languages)
        return _Trial(self, dict(segments), glossary or self.glossary, terms).change()

    def keep(self, change: Change) -> None:
        """Make a change of now the present state."""
        self._edited.update(change.segments)
        self._known.update(change.known)
        self._regrouped.update(change.regrouped)
        self.outcomes = change.outcomes
        self.glossary, self._terminology = change.glossary, change.terminology


def rewordable(old: Glossary, new: Glossary) -> bool:
    """Whether the concepts differ in their other renderings only, as after a new term for one of them."""
    return len(old) == len(new) and all(map(_rewordable, old, new))


def _rewordable(old: Concept, new: Concept) -> bool:
    same = msgspec.structs.replace(old, targets=new.targets, place=new.place) == new
    return old == new or (same and bool(old.sources) and old.preferred == new.preferred)


class _Trial:
    """Works out a change.

    Args:
        live: The present state.
        segments: The segments with other targets.
        glossary: The glossary.
        terminology: The same, compiled.
    """

    def __init__(self, live: Live, segments: dict[int, Segment], glossary: Glossary, terminology: Terminology) -> None:
        self._live = live
        self._segments = segments
        self._glossary = glossary
        self._terminology = terminology
        self._rows: dict[int, list[Row]] = {}
        self._explained: set[int] = set()
        self._before: dict[int, bytes] = {}  # the past of each segment that was put into context
        self._ahead: dict[int, list[Row]] = {}  # rows before context of segments that look back

    def _at(self, number: int) -> Segment:
        return self._segments.get(number) or self._live.at(number)

    def change(self) -> Change:
        """The change."""
        live = self._live
        reached = set(self._segments)
        for number in self._segments:
            reached.update(live.beside(number))
        if self._terminology is not live.terminology:
            of_now = (self._segments.get(number, segment) for number, segment in enumerate(live.segments()))
            reached.update(Reach(live.terminology, self._terminology).among(of_now))
        self._match(sorted(reached))
        numbers = sorted(self._rows)
        live.again += len(numbers)
        known = self._judge(numbers)
        outcomes = live.outcomes.copy()
        for sign, counts in ((1, self._outcomes(numbers, now=True)), (-1, self._outcomes(numbers, now=False))):
            for outcome, count in counts.items():
                outcomes[outcome] += sign * count
        regrouped = self._regroup(known)
        findings = {
            number: _in_order(
                known[number].findings if number in known else live.local(number),
                regrouped[number] if number in regrouped else live.of_documents(number),
            )
            for number in sorted({*known, *regrouped})
        }
        return Change(self._segments, findings, outcomes, self._glossary, self._terminology, known, regrouped)

    # Matching.

    def _match(self, reached: list[int]) -> None:
        """Find, render and context for these segments, and context for those that look back at them."""
        rendered = self._rendered(reached)
        for span, numbers in groupby(reached, key=self._live.stretch_of):
            self._follow(list(numbers), span, rendered)

    def _rendered(self, numbers: Sequence[int]) -> dict[int, list[Row]]:
        """The rows of segments before context, with 0 as their segment."""
        found: dict[int, list[Row]] = {}
        for start in range(0, len(numbers), _BATCH):
            some = numbers[start : start + _BATCH]
            matches = found_and_rendered(Chunk(0, [self._at(number) for number in some]), self._terminology)
            rows = dict(matches.by_segment())
            found |= {number: _bare(rows.get(at, ())) for at, number in enumerate(some)}
        return found

    def _follow(self, numbers: list[int], span: range, rendered: dict[int, list[Row]]) -> None:
        """Put segments of one stretch into context, and those behind them as long as the past is another one."""
        live, last = self._live, numbers[-1]
        past, before = Past(), Past()
        of_now = live.rows_between(span.start, span.stop)
        here = stretch(live.read(span.start))
        past.enter(here)
        before.enter(here)
        same = True
        for number, old in zip(span, of_now, strict=True):
            if number > last and same:
                break
            if number in rendered:
                self._explain(number, rendered[number], past)
                before.add(old)
                same = past.same(before)
            elif not same and live.explained(number):
                if number not in self._ahead:
                    ahead = [n for n in range(number, min(number + _AHEAD, span.stop)) if live.explained(n)]
                    self._ahead = self._rendered([n for n in ahead if n not in rendered])
                if self._explain(number, self._ahead[number], past) == old:
                    del self._rows[number]
                before.add(old)
                same = past.same(before)
            else:
                past.add(old)
                before.add(old)
                same = same or past.same(before)

    def _explain(self, number: int, rows: list[Row], past: Past) -> list[Row]:
        """Put a segment into context; returns its rows."""
        matches = in_context(Matches(self._alone(number), self._terminology, rows), past)
        self._rows[number] = matches.rows
        self._before[number] = matches.before
        if matches.explained:
            self._explained.add(number)
        return matches.rows

    def _alone(self, number: int) -> Chunk:
        """A chunk of one segment."""
        before = self._at(number - 1) if number else None
        after = self._at(number + 1) if number + 1 < len(self._live) else None
        return Chunk(number, [self._at(number)], before, after)

    # Rules.

    def _judge(self, numbers: list[int]) -> dict[int, _Known]:
        """What is known of segments whose rows are known."""
        known: dict[int, _Known] = {}
        for start in range(0, len(numbers), _BATCH):
            known |= self._ruled(numbers[start : start + _BATCH])
        return known

    def _ruled(self, numbers: list[int]) -> dict[int, _Known]:
        """The local findings and notes of segments, which are put into one chunk with their neighbours."""
        wanted = set(numbers)
        around = sorted({n for number in numbers for n in (number - 1, number, number + 1) if 0 <= n < len(self._live)})
        chunk = Chunk(0, [self._at(number) for number in around])
        rows = [row._replace(segment=at) for at, n in enumerate(around) if n in wanted for row in self._rows[n]]
        matches = Matches(chunk, self._terminology, rows)
        beside = [at for at, number in enumerate(around) if number not in wanted]
        found, notes = ruled(matches.leaving_out(beside), one_document=self._live.settings.one_document)
        findings: dict[int, list[Finding]] = {}
        for finding in found:
            findings.setdefault(around[finding.segment], []).append(_placed(finding, around))
        noted: dict[int, Notes] = {}
        for rule, some in notes.items():
            for note in some:
                number = around[note.segment]
                noted.setdefault(number, {}).setdefault(rule, []).append(note._replace(segment=number).packed())
        return {
            number: _Known(
                self._rows[number],
                number in self._explained,
                self._offered(number, findings.get(number, [])),
                noted.get(number, {}),
            )
            for number in numbers
        }

    def _offered(self, number: int, findings: list[Finding]) -> tuple[Finding, ...]:
        """The local findings of a segment with the fixes that passed their trial in it."""
        matches = Matches(self._alone(number), self._terminology, self._rows[number], self._before[number])
        return tuple(offered(findings, matches).findings)

    def _outcomes(self, numbers: list[int], *, now: bool) -> dict[str, int]:
        """The occurrences in segments by outcome, with the change or before it."""
        if not numbers:
            return {}
        at, rows_of = (self._at, self._rows.__getitem__) if now else (self._live.at, self._live.rows)
        rows = [row._replace(segment=n) for n, number in enumerate(numbers) for row in rows_of(number)]
        terminology = self._terminology if now else self._live.terminology
        return Tally.of(Matches(Chunk(0, [at(number) for number in numbers]), terminology, rows)).outcomes

    # Documents.

    def _regroup(self, known: Mapping[int, _Known]) -> dict[int, tuple[Finding, ...]]:
        """The findings of the grouped rules in the documents of segments whose notes have changed."""
        live = self._live
        touched: dict[Document, set[str]] = {}
        for number, one in known.items():
            old = live.notes(number)
            changed = {rule for rule in {*old, *one.notes} if old.get(rule) != one.notes.get(rule)}
            if changed:
                touched.setdefault(live.document_of(number), set()).update(changed)
        regrouped: dict[int, tuple[Finding, ...]] = {}
        for document, changed in touched.items():
            regrouped |= self._of_document(document, changed, known)
        return regrouped

    def _of_document(
        self, document: Document, changed: set[str], known: Mapping[int, _Known]
    ) -> dict[int, tuple[Finding, ...]]:
        """The findings of the grouped rules in a document, of which ``changed`` are asked again."""
        live = self._live
        notes: Notes = {rule: [] for rule in changed}
        found: dict[int, list[Finding]] = {}
        for number in live.numbers_of(document):
            here = known[number].notes if number in known else live.notes(number)
            for rule in changed:
                notes[rule] += here.get(rule, ())
            held = live.of_documents(number)
            if held:
                found[number] = [finding for finding in held if finding.rule not in changed]
        for records in notes.values():
            records.sort()
        for evidence in grouped(notes, self._at, self._glossary):
            found.setdefault(evidence.finding.segment, []).append(evidence.finding)
        return {number: _in_order(findings) for number, findings in found.items()}


def _bare(rows: Iterable[Row]) -> list[Row]:
    """``rows`` with 0 as their segment."""
    return [row._replace(segment=0) for row in rows]


def _in_order(*findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(chain(*findings), key=lambda finding: finding.order))


def _placed(finding: Finding, numbers: Sequence[int]) -> Finding:
    """``finding`` with segment numbers that count in ``numbers`` replaced by those there."""
    related = tuple(msgspec.structs.replace(other, segment=numbers[other.segment]) for other in finding.related)
    return msgspec.structs.replace(finding, segment=numbers[finding.segment], related=related)
