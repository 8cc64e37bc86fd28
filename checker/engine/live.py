"""A part that stays checked while its targets and its glossary change: only what a change reaches is worked out again.

A change reaches its segments and the neighbours of these; later segments of the stretch that are explained by what the
document said before, as long as that differs; and the grouped findings of the documents. The result is always that of
a check of everything (``tests/test_live.py``).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import Any, NamedTuple

import msgspec

from checker import rules
from checker.corpus import Chunk, Stretch, stretch
from checker.engine.checking import Checked, Checking, ChunkResult, grouped
from checker.engine.findings import Evidence, Findings, Spool, pack
from checker.engine.memoised import Memory
from checker.engine.observer import Observer
from checker.engine.offers import most_tried, offered
from checker.engine.part import Part
from checker.engine.path import found_and_rendered, ruled
from checker.engine.reach import Reach
from checker.engine.report import Report, recalled
from checker.engine.signature import signature_of
from checker.engine.summary import Settings, Tally
from checker.glossary.concepts import Glossary
from checker.matching.candidates import candidates, insertion
from checker.matching.context import in_context
from checker.matching.matches import Matches, Row
from checker.matching.past import Past
from checker.matching.terminology import Terminology
from checker.model import Concept, Finding, Fix, FixKind, Outcome, Segment
from checker.storage.sorted_runs import segment_of
from checker.text.codes import fitted

_BATCH = 250  # segments that are found and rendered together
_OPEN = 16  # chunks whose results stay unpacked
_AHEAD = 50  # segments that are rendered together when the past has changed


class _Texts(msgspec.Struct):
    source: str
    target: str = ""


_of_texts = msgspec.msgpack.Decoder(_Texts).decode


def _texts(packed: memoryview) -> tuple[str, str]:
    texts = _of_texts(packed)
    return texts.source, texts.target


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


_Kind = tuple[tuple[int, Outcome, str, str], ...]  # concept, outcome, how and wording of rows


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
    """The local findings of a chunk by segment, and its notes."""

    findings: dict[int, list[Finding]]
    notes: Notes

    def notes_in(self, numbers: range) -> Notes:
        """The notes of consecutive segments."""
        found = {}
        for rule, notes in self.notes.items():
            first, last = (bisect_left(notes, at, key=segment_of) for at in (numbers.start, numbers.stop))
            if first < last:
                found[rule] = notes[first:last]
        return found


class Live:
    """The findings of a part, which follow changes.

    Args:
        part: The part.
        settings: The settings of its check.
        memory: A store for the findings of the grouped rules between runs.

    Attributes:
        glossary: The glossary of now.
        outcomes: The occurrences in translated segments by outcome.
        again: How many segments were checked again so far.
    """

    def __init__(self, part: Part, settings: Settings, memory: Memory | None = None) -> None:
        self.part = part
        self._memory = memory
        self._key = ""
        self.glossary = part.glossary
        self.outcomes: Counter[str] = Counter()
        self.again = 0
        self.settings = settings
        self._said = Checked()
        self._recalled = self._recall()
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

    def _recall(self) -> Report | None:
        """The report of an earlier run with the findings of the grouped rules alone."""
        content = self.part.key()
        if not self._memory or not content:
            return None
        self._key = f"grouped|{content}|{self.observers()[0].key}"
        packed = self._memory.recall(self._key)
        return recalled(packed, self.part, signature_of(self.part)) if packed else None

    def observers(self) -> tuple[Checking, Seeing]:
        """The observers whose partials ``add`` takes."""
        return Checking(signature_of(self.part), one_document=self.settings.one_document), Seeing()

    @property
    def terminology(self) -> Terminology:
        """The compiled glossary of now."""
        if self._terminology is None:
            self._terminology = self.part.compiled()
        return self._terminology

    def warm(self) -> None:
        """Compile the glossary now, so that the first change need not wait for it."""
        self._terminology = self.terminology

    def __len__(self) -> int:
        return len(self._segments)

    # The first check.

    def add(self, chunk: Chunk, packed: Sequence[bytes], result: ChunkResult, seen: Seen) -> None:
        """Take the next chunk, its packed segments and its results."""
        self._firsts.append(chunk.first)
        self._results.append(result)
        self._segments.extend_packed(b"".join(packed), map(len, packed))
        self._rows.extend_packed(b"".join(seen.rows), map(len, seen.rows))
        for number, here in enumerate(chunk.stretches(), chunk.first):
            if here != self._stretch:
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
        if self._recalled is None:
            self._said.add(result)

    def finish(self) -> Report:
        """The report of the first check with the findings of the grouped rules alone, after its last chunk."""
        report = self._recalled
        if report is None:
            both = Findings(Spool(Evidence), self._said.of_documents(self.read, self.part.glossary))
            tally = self._said.tally
            notices = tally.notices(self.settings, self.part.glossary)
            report = Report(self.part, both, tally.summary(), signature_of(self.part), notices, dict(tally.files))
            if self._memory and self._key:
                self._memory.remember(self._key, report.packed())
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

    def texts(self) -> Iterator[tuple[str, str]]:
        """The source and the target of all segments as they were read."""
        return self._segments.between(0, len(self), _texts)

    @property
    def edited(self) -> Collection[int]:
        """The segments that were changed since."""
        return self._edited.keys()

    def findings(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, in order."""
        return _in_order(self.local(number), self.of_documents(number))

    def offers(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, with the fixes that passed a trial in their whole document."""
        found = self.findings(number)
        most = most_tried(self.at(number))
        return (*(self._offering(number, finding) for finding in found[:most]), *found[most:])

    def _offering(self, number: int, finding: Finding) -> Finding:
        segment = self.at(number)
        matches = Matches(Chunk(number, [segment]), self.terminology, self.rows(number))
        places = [fix for fix in finding.fixes if fix.kind is FixKind.INSERT]
        fixes = [
            fix
            for fix in candidates(finding, matches, matches.rows)
            if fix not in places and self._solves(fix, finding, number)
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
        return known.notes if known else self._first(number).notes_in(range(number, number + 1))

    def notes_of(self, document: Document, known: Mapping[int, "_Known"]) -> Iterator[Notes]:
        """The notes of a document, with those of the segments in ``known`` instead of theirs."""
        for run in self._ranges[document]:
            changed = sorted(number for number in {*known, *self._known} if number in run)
            for start, stop in pairwise([run.start - 1, *changed, run.stop]):
                yield from self._notes_in(range(start + 1, stop))
            yield from (known[number].notes if number in known else self.notes(number) for number in changed)

    def _notes_in(self, numbers: range) -> Iterator[Notes]:
        """The notes of consecutive segments, of which none has changed."""
        start = numbers.start
        while start < numbers.stop:
            at = bisect_right(self._firsts, start)
            stop = min(self._firsts[at], numbers.stop) if at < len(self._firsts) else numbers.stop
            yield self._unpacked(at - 1).notes_in(range(start, stop))
            start = stop

    def _first(self, number: int) -> _Unpacked:
        """The results of the first check in the chunk of a segment."""
        return self._unpacked(bisect_right(self._firsts, number) - 1)

    def _unpack(self, chunk: int) -> _Unpacked:
        result = self._results[chunk]
        findings: dict[int, list[Finding]] = {}
        for evidence in result.evidence():
            findings.setdefault(evidence.finding.segment, []).append(evidence.finding)
        return _Unpacked(findings, result.notes)

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
        self._unfinished: set[int] = set()
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
            reached.update(live.edited)
            reached.update(self._reached(Reach(live.terminology, self._terminology)))
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

    def _reached(self, reach: Reach) -> Iterator[int]:
        """The segments that other renderings reach.

        Where the changed concepts are rendered as before, one segment of each kind is tried for all of that kind.
        """
        kinds: dict[_Kind, list[int]] = {}
        for number, quiet in reach.among(self._live.texts()):
            kind = self._kind(number, reach.concepts) if quiet else None
            if kind is None:
                yield number
            else:
                kinds.setdefault(kind, []).append(number)
        for numbers in kinds.values():
            if _Trial(self._live, {}, self._glossary, self._terminology).alters(numbers[0]):
                yield from numbers

    def _kind(self, number: int, concepts: frozenset[int]) -> "_Kind | None":
        """How a segment renders ``concepts``; None if something is wrong with that, or unclear."""
        rows = [row for row in self._live.rows(number) if not concepts.isdisjoint((row.concept, *row.candidates))]
        if any(not row.outcome.accepted or row.reason or len(row.candidates) > 1 for row in rows):
            return None
        return tuple((row.concept, row.outcome, row.how, row.wording) for row in rows)

    def alters(self, number: int) -> bool:
        """Whether anything changes in a segment."""
        live = self._live
        self._match([number])
        known = self._judge(sorted(self._rows))
        return any(
            (one.rows, list(one.findings), one.notes) != (live.rows(at), list(live.local(at)), live.notes(at))
            for at, one in known.items()
        )

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
            self._unfinished |= {some[at] for at in matches.unfinished}
            found |= {number: _bare(rows.get(at, ())) for at, number in enumerate(some)}
        return found

    def _follow(self, numbers: list[int], span: range, rendered: dict[int, list[Row]]) -> None:
        """Put segments of one stretch into context, and those behind them as long as the past is another one."""
        live, last = self._live, numbers[-1]
        past, before = Past(), Past()
        begin = numbers[0]
        of_now = live.rows_between(span.start, span.stop)
        here = stretch(live.read(span.start))
        past.enter(here)
        same = True
        for number, old in zip(span, of_now, strict=True):
            if number < begin:
                past.add(old)
                continue
            if number == begin:
                before.restore(past.packed())
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
        unfinished = [0] if number in self._unfinished else []
        matches = in_context(Matches(self._alone(number), self._terminology, rows, unfinished=unfinished), past)
        self._rows[number] = matches.rows
        self._before[number] = matches.before
        if matches.unfinished:
            self._unfinished.add(number)
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
        unfinished = {at for at, number in enumerate(around) if number in self._unfinished}
        matches = Matches(chunk, self._terminology, rows, unfinished=unfinished)
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
        if not findings:
            return ()
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
        """The findings of the grouped rules in the segments where these may have changed."""
        live = self._live
        touched: dict[Document, dict[str, set[bytes]]] = {}
        for number, one in known.items():
            old = live.notes(number)
            for rule in {*old, *one.notes}:
                before, after = old.get(rule, ()), one.notes.get(rule, ())
                if before != after:
                    groups = touched.setdefault(live.document_of(number), {}).setdefault(rule, set())
                    groups.update(_group(rule, note) for note in (*before, *after))
        regrouped: dict[int, tuple[Finding, ...]] = {}
        for document, groups_of in touched.items():
            regrouped |= self._of_document(document, groups_of, known)
        return regrouped

    def _of_document(
        self, document: Document, groups: Mapping[str, set[bytes]], known: Mapping[int, _Known]
    ) -> dict[int, tuple[Finding, ...]]:
        """The findings of the grouped rules in a document, of which these groups of notes are judged again.

        Args:
            document: The document.
            groups: The groups by rule.
            known: The segments whose notes may have changed.
        """
        live = self._live
        of_now = _notes_in(groups, live.notes_of(document, known))
        whole = {rule for rule, some in of_now.items() if some.all_}
        parts = {rule: wanted for rule, wanted in groups.items() if rule not in whole}
        gone: dict[int, list[Finding]] = {}
        if parts:
            notes = {rule: some.notes for rule, some in _notes_in(parts, live.notes_of(document, {})).items()}
            gone = _by_segment(grouped(notes, live.at, live.glossary))
        notes = {rule: some.notes for rule, some in of_now.items()}
        come = _by_segment(grouped(notes, self._at, self._glossary))
        others = (number for number in live.numbers_of(document) if whole and live.of_documents(number))
        return {
            number: _in_order(
                (
                    finding
                    for finding in live.of_documents(number)
                    if finding.rule not in whole and finding not in gone.get(number, ())
                ),
                come.get(number, ()),
            )
            for number in {*gone, *come, *others}
        }


def _group(rule: str, record: bytes) -> bytes:
    """What the packed notes of a rule that are judged together have in common."""
    return record[1 : 1 + rules.together().get(rule, record[0])]


class _Picked(NamedTuple):
    """Notes of some groups, sorted, and whether these are all notes of their rule."""

    notes: list[bytes]
    all_: bool


def _notes_in(groups: Mapping[str, set[bytes]], notes: Iterable[Notes]) -> dict[str, _Picked]:
    """The notes of these groups, by rule."""
    every: Notes = {rule: [] for rule in groups}
    for some in notes:
        for rule in groups:
            every[rule] += some.get(rule, ())
    picked = {}
    for rule, wanted in groups.items():
        found = sorted(record for record in every[rule] if _group(rule, record) in wanted)
        picked[rule] = _Picked(found, len(found) == len(every[rule]))
    return picked


def _by_segment(found: Iterable[Evidence]) -> dict[int, list[Finding]]:
    groups = groupby((each.finding for each in found), key=lambda finding: finding.segment)
    return {number: list(findings) for number, findings in groups}


def _bare(rows: Iterable[Row]) -> list[Row]:
    """``rows`` with 0 as their segment."""
    return [row._replace(segment=0) for row in rows]


def _in_order(*findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(chain(*findings), key=lambda finding: finding.order))


def _placed(finding: Finding, numbers: Sequence[int]) -> Finding:
    """``finding`` with segment numbers that count in ``numbers`` replaced by those there."""
    related = tuple(msgspec.structs.replace(other, segment=numbers[other.segment]) for other in finding.related)
    return msgspec.structs.replace(finding, segment=numbers[finding.segment], related=related)
