"""What is known of a part that is checked once and then follows changes: segments, rows, findings and notes."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import Any, NamedTuple

import msgspec

from checker.corpus import Chunk, Stretch
from checker.engine.checking import Checked, Checking, ChunkResult
from checker.engine.findings import Evidence, Findings, Spool, pack
from checker.engine.memoised import Memory
from checker.engine.observer import Observer
from checker.engine.part import Part
from checker.engine.report import Report, recalled
from checker.engine.signature import signature_of
from checker.engine.summary import Settings
from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches, Row
from checker.matching.terminology import Terminology
from checker.model import Finding, Segment
from checker.storage.sorted_runs import segment_of

_OPEN = 16  # chunks whose results stay unpacked


class Texts(msgspec.Struct):
    """The texts of a segment, and whether it is a string of a program."""

    source: str
    target: str = ""
    ui: bool = False


_of_texts = msgspec.msgpack.Decoder(Texts).decode


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
        return Seen([pack(bare(rows.get(n, ()))) for n in numbers], bytes(n in matches.explained for n in numbers))


class Known(NamedTuple):
    """What is known of a segment: its rows, whether they depend on earlier ones, its local findings, its notes."""

    rows: list[Row]
    explained: bool
    findings: tuple[Finding, ...]
    notes: Notes


class Change(NamedTuple):
    """What a change makes of the findings; ``Present.keep`` makes it the present state.

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
    known: Mapping[int, Known]
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


class Present:
    """The results of a part as they are now: those of its first check, and of all changes since.

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
        self._known: dict[int, Known] = {}
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

    def texts(self) -> Iterator[Texts]:
        """The texts of all segments as they were read."""
        return self._segments.between(0, len(self), _of_texts)

    @property
    def edited(self) -> Collection[int]:
        """The segments that were changed since."""
        return self._edited.keys()

    def findings(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, in order."""
        return in_order(self.local(number), self.of_documents(number))

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

    def notes_of(self, document: Document, known: Mapping[int, Known]) -> Iterator[Notes]:
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

    def keep(self, change: Change) -> None:
        """Make a change of now the present state."""
        self._edited.update(change.segments)
        self._known.update(change.known)
        self._regrouped.update(change.regrouped)
        self.outcomes = change.outcomes
        self.glossary, self._terminology = change.glossary, change.terminology


def bare(rows: Iterable[Row]) -> list[Row]:
    """``rows`` with 0 as their segment."""
    return [row._replace(segment=0) for row in rows]


def in_order(*findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their order."""
    return tuple(sorted(chain(*findings), key=lambda finding: finding.order))
