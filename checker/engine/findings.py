"""Findings with their segments, kept on disk once they are many."""

import heapq
import tempfile
import weakref
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import Any, Generic, TypeVar, overload

import msgspec

from checker.model import Finding, Segment

_IN_MEMORY = 16 << 20  # bytes before the spool goes to disk
_AT_ONCE = 500  # records


class Standing(StrEnum):
    """Whether a finding counts: it is open, ignored by a decision, or in the baseline."""

    OPEN = "open"
    IGNORED = "ignored"
    BASELINED = "baselined"


class Note(msgspec.Struct, frozen=True, gc=False):
    """What somebody wrote on a finding.

    Attributes:
        text: The text.
        author: Who wrote it.
        at: When (ISO 8601, UTC).
    """

    text: str
    author: str = ""
    at: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a question, which the next note of somebody else answers."""
        return self.text.rstrip().endswith(("?", "？"))


def unanswered(notes: Sequence[Note]) -> bool:
    """Whether a question among the notes on a finding, which are in order, has no answer yet."""
    asked: set[str] = set()
    for note in notes:
        asked = {author for author in asked if author == note.author}
        if note.asks:
            asked.add(note.author)
    return bool(asked)


class Evidence(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A finding with its segment and status.

    Attributes:
        justification: Why it is not open, in the words of a person; "" if unknown.
        notes: What people wrote on it, by time.
    """

    finding: Finding
    segment: Segment
    status: Standing = Standing.OPEN
    justification: str = ""
    notes: tuple[Note, ...] = ()


Record = TypeVar("Record")

pack = msgspec.msgpack.Encoder().encode


class Spool(Generic[Record]):
    """A sequence of records, kept on disk if it is large; records are appended and can be read repeatedly.

    Args:
        kind: The type of the records, for msgspec.
        memory: The size in bytes from which all records are kept on disk; 16 MiB by default.
    """

    def __init__(self, kind: type[Record], memory: int | None = None) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=memory or _IN_MEMORY)  # noqa: SIM115  # closed with this object
        self._ends = array("Q", [0])
        self._decode = msgspec.msgpack.Decoder(kind).decode
        weakref.finalize(self, self._file.close)

    def append(self, record: Record) -> None:
        """Add a record at the end."""
        self.append_packed(pack(record))

    def append_packed(self, packed: bytes) -> None:
        """Add a record that is already msgpack."""
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def extend_packed(self, packed: bytes, sizes: Iterable[int]) -> None:
        """Add records of these sizes in bytes, which stand one behind the other in ``packed``."""
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.extend(accumulate(sizes, initial=self._ends.pop()))

    def between(self, first: int, last: int, decode: Callable[[memoryview], Any] | None = None) -> Iterator[Any]:
        """The records from number ``first`` to before ``last``, which are read many at a time.

        Args:
            first: The number of the first record.
            last: The number behind that of the last one.
            decode: Makes of the bytes of a record something else than the record.
        """
        made = decode or self._decode
        for start in range(first, last, _AT_ONCE):
            ends = self._ends[start : min(start + _AT_ONCE, last) + 1]
            self._file.seek(ends[0])
            block = memoryview(self._file.read(ends[-1] - ends[0]))
            for begin, end in pairwise(ends):
                yield made(block[begin - ends[0] : end - ends[0]])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> Record:
        return self._decode(self._packed(index))

    def packed(self) -> Iterator[bytes]:
        """All records as msgpack."""
        return map(self._packed, range(len(self)))

    def _packed(self, index: int) -> bytes:
        start, end = self._ends[index], self._ends[index + 1]
        self._file.seek(start)
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[Record]:
        return (self[index] for index in range(len(self)))


class Findings(Sequence[Finding]):
    """All findings of a run by segment and position; a sequence that may be larger than memory.

    Args:
        local: The findings of the local rules, in order.
        grouped: The findings of the grouped rules, in order.
        harmful: Segments whose fixes would make a finding elsewhere; these are shown as insertions.
    """

    def __init__(
        self, local: Spool[Evidence], grouped: Spool[Evidence], harmful: Collection[int] = frozenset()
    ) -> None:
        self.local = local
        self.grouped = grouped
        self._parts = (local, grouped)
        self.harmful = harmful

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def evidence(self) -> Iterator[Evidence]:
        """The findings with their segments and statuses."""
        found = heapq.merge(*self._parts, key=lambda each: each.finding.order)
        return map(self._harmless, found) if self.harmful else found

    def _harmless(self, evidence: Evidence) -> Evidence:
        if evidence.finding.segment not in self.harmful:
            return evidence
        return msgspec.structs.replace(evidence, finding=evidence.finding.withdrawn())

    def __iter__(self) -> Iterator[Finding]:
        return (each.finding for each in self.evidence())

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        wanted = index + len(self) if index < 0 else index
        for number, finding in enumerate(self):
            if number == wanted:
                return finding
        raise IndexError(index)


def renumbered(finding: Finding, by: int) -> Finding:
    """``finding`` with ``by`` added to its segment number and to those of related segments."""
    if not by:
        return finding
    related = tuple(msgspec.structs.replace(other, segment=other.segment + by) for other in finding.related)
    return msgspec.structs.replace(finding, segment=finding.segment + by, related=related)
