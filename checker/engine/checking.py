"""The rules as an observer: findings and notes of each chunk, and all findings of the corpus."""

import heapq
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from checker import rules
from checker.engine.bounds import bounded
from checker.engine.findings import Evidence, Findings, Spool, pack, renumbered
from checker.engine.fingerprints import fingerprinted
from checker.engine.observer import Observer
from checker.engine.offers import offered
from checker.engine.path import notes_of, ruled
from checker.engine.summary import Tally
from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Segment
from checker.storage.sorted_runs import Note, Runs


class ChunkResult(msgspec.Struct, array_like=True):
    """The result of the rules for one chunk.

    Attributes:
        first: The number of the chunk's first segment in the corpus, from 0.
        tally: The counts.
        findings: The findings of the local rules in order, as packed ``Evidence``.
        notes: The packed notes of the grouped rules in the order of segments, by rule.
        offers: The segments with fixes.
        fixed: The packed notes of these segments with their first fixes applied, by rule.
    """

    first: int
    tally: Tally
    findings: list[bytes]
    notes: dict[str, list[bytes]]
    offers: list[int]
    fixed: dict[str, list[bytes]]

    def evidence(self) -> Iterator[Evidence]:
        """The findings of the local rules, unpacked."""
        return map(_unpack, self.findings)

    def at(self, first: int) -> "ChunkResult":
        """The same result for the chunk at another place of the corpus; ``first`` is its new first segment."""
        by = first - self.first
        if not by:
            return self
        moved = (msgspec.structs.replace(each, finding=renumbered(each.finding, by)) for each in self.evidence())
        offers = [number + by for number in self.offers]
        notes, fixed = (
            {name: [Note.unpacked(each).moved(by).packed() for each in some] for name, some in packed.items()}
            for packed in (self.notes, self.fixed)
        )
        return ChunkResult(first, self.tally, list(map(pack, moved)), notes, offers, fixed)


class Checked:
    """The results of all chunks so far; many findings and notes are kept on disk."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._local = Spool(Evidence)
        self._notes = {name: Runs() for name in rules.grouped()}
        self._fixed = {name: Runs() for name in rules.grouped()}
        self._offers: set[int] = set()

    def add(self, result: ChunkResult) -> None:
        """Add the result of the next chunk."""
        self.tally.add(result.tally)
        for packed in result.findings:
            self._local.append_packed(packed)
        self._offers.update(result.offers)
        for runs, some in ((self._notes, result.notes), (self._fixed, result.fixed)):
            for name, notes in some.items():
                for note in notes:
                    runs[name].add(note)

    def findings(self, segment_of: Callable[[int], Segment], glossary: Glossary) -> Findings:
        """All findings, with those of the grouped rules; call it once, after the last ``add``.

        Args:
            segment_of: Returns the segment with a number; called with rising numbers.
            glossary: The concepts.
        """
        return Findings(self._local, self.of_documents(segment_of, glossary), self._harmful(glossary))

    def of_documents(self, segment_of: Callable[[int], Segment], glossary: Glossary) -> Spool[Evidence]:
        """The findings of the grouped rules; the arguments are those of ``findings``."""
        found = Spool(Evidence)
        for evidence in grouped(self._notes, segment_of, glossary):
            self.tally.finding(evidence.finding)
            found.append(evidence)
        return found

    def _harmful(self, glossary: Glossary) -> frozenset[int]:
        """The segments whose fixes make a finding of a grouped rule if all first fixes are applied."""
        if not self._offers:
            return frozenset()
        harmful: set[int] = set()
        for name, rule in rules.grouped().items():
            before = Counter(map(_essence, rule.report(map(Note.unpacked, self._notes[name]), glossary)))
            others = (note for note in map(Note.unpacked, self._notes[name]) if note.segment not in self._offers)
            notes = heapq.merge(others, map(Note.unpacked, self._fixed[name]))
            for finding in rule.report(notes, glossary):
                before[_essence(finding)] -= 1
                if before[_essence(finding)] < 0:
                    harmful |= self._offers & {finding.segment, *(each.segment for each in finding.related)}
        return frozenset(harmful)


class Checking(Observer[ChunkResult, Checked]):
    """Applies the rules to each chunk.

    Args:
        signature: What the findings depend on beside the segments.
        one_document: Whether a long file without document marks is one document.
    """

    partial = ChunkResult

    def __init__(self, signature: str, *, one_document: bool) -> None:
        self.key = f"{signature}|{one_document}"
        self._one_document = one_document

    def see(self, matches: Matches) -> ChunkResult:
        """The result of the rules for a chunk."""
        chunk, tally = matches.chunk, Tally.of(matches)
        findings, notes = ruled(matches, one_document=self._one_document)
        offers = offered(findings, matches)
        fixed: dict[str, list[bytes]] = {name: [] for name in notes}
        for each in offers.fixed:
            for name, some in notes_of(each, (), one_document=self._one_document).items():
                fixed[name] += [note.packed() for note in some]
        findings = offers.findings
        for finding in findings:
            tally.finding(finding)
        evidence = [pack(Evidence(each, chunk.segments[each.segment - chunk.first])) for each in findings]
        packed = {
            name: [note.packed() for note in sorted(some, key=lambda note: note.segment)]
            for name, some in notes.items()
        }
        return ChunkResult(
            chunk.first,
            tally,
            evidence,
            packed,
            [each.chunk.first for each in offers.fixed],
            fixed,
        )

    def total(self) -> Checked:
        """An empty total."""
        return Checked()

    def unpacked(self, packed: bytes, first: int) -> ChunkResult:
        """The result that ``packed`` holds, for a chunk whose first segment now has the number ``first``."""
        return super().unpacked(packed, first).at(first)


def grouped(
    notes: Mapping[str, Iterable[bytes]], segment_of: Callable[[int], Segment], glossary: Glossary
) -> Iterator[Evidence]:
    """The findings of the grouped rules, in order, without keeping them all in memory.

    Args:
        notes: The packed notes of whole documents, sorted, by rule.
        segment_of: Returns the segment with a number; called with rising numbers.
        glossary: The concepts.
    """
    sorting = Runs()
    for name, records in notes.items():
        for finding in rules.grouped()[name].report(map(Note.unpacked, records), glossary):
            sorting.add(_sortable(msgspec.structs.replace(finding, rule=name)))
    findings = (_finding(record[_AT.unpack(record[-_AT.size :])[0] : -_AT.size]) for record in sorting)
    for number, found in groupby(findings, key=lambda finding: finding.segment):
        segment = segment_of(number)
        for finding in fingerprinted(bounded(list(found), segment), {number: segment}):
            yield Evidence(finding, segment)


def _essence(finding: Finding) -> tuple[int, str | None, str]:
    return finding.segment, finding.concept, finding.found


_AT = struct.Struct(">I")
_ORDER = struct.Struct(">QII")
_finding = msgspec.msgpack.Decoder(Finding).decode
_unpack = msgspec.msgpack.Decoder(Evidence).decode


def _sortable(finding: Finding) -> bytes:
    """A finding as bytes that sort like findings: its sort key, the packed finding, and the length of the key."""
    *numbers, rule, concept = finding.order
    order = _ORDER.pack(*numbers) + f"{rule}\0{concept}\0".encode("utf-8", "surrogatepass")
    return order + pack(finding) + _AT.pack(len(order))
