"""Sorts records in bounded memory: the others are kept on disk in sorted runs, which are merged when read."""

import hashlib
import heapq
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_HELD = 50_000  # records kept in memory before they go to disk
_BUFFER = 1 << 16  # bytes
_SIZE = struct.Struct(">I")
_SEGMENT = struct.Struct(">Q")


class Note(NamedTuple):
    """What a grouped rule remembers about a segment; notes sort by group, segment and ``rest``.

    Attributes:
        group: The same for notes that belong together; at most 255 bytes and of the same length within a rule.
        segment: The segment's number in the corpus, from 0.
        rest: The rule's data; numbers in it are big-endian, so that they sort.
    """

    group: bytes
    segment: int
    rest: bytes = b""

    def moved(self, by: int) -> "Note":
        """This note for the segment ``by`` places later."""
        return self._replace(segment=self.segment + by)

    def packed(self) -> bytes:
        """The note as bytes that sort in the same order."""
        return b"%c%b%b%b" % (len(self.group), self.group, _SEGMENT.pack(self.segment), self.rest)

    @classmethod
    def unpacked(cls, record: bytes) -> "Note":
        """The note that ``packed`` wrote."""
        end = 1 + record[0]
        return cls(record[1:end], _SEGMENT.unpack_from(record, end)[0], record[end + 8 :])


def segment_of(record: bytes) -> int:
    """The segment of a packed note."""
    return int(_SEGMENT.unpack_from(record, 1 + record[0])[0])


def digest(*texts: str, size: int = 16) -> bytes:
    """A BLAKE2b digest of ``texts``, ``size`` bytes long."""
    together = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(together, digest_size=size).digest()


class Runs:
    """Records (bytes) that are added in any order and read in sorted order."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self._runs: list[_Run] = []

    def add(self, record: bytes) -> None:
        """Add ``record``."""
        self._records.append(record)
        if len(self._records) >= _HELD:
            self._runs.append(_Run(sorted(self._records)))
            self._records = []

    def __iter__(self) -> Iterator[bytes]:
        """All records, sorted; do not read it twice at the same time."""
        return heapq.merge(sorted(self._records), *self._runs)


class _Run:
    """Sorted records in a temporary file."""

    def __init__(self, records: Iterable[bytes]) -> None:
        self._file = tempfile.TemporaryFile(buffering=_BUFFER)  # noqa: SIM115  # closed with this object
        weakref.finalize(self, self._file.close)
        for record in records:
            self._file.write(_SIZE.pack(len(record)) + record)

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        while size := self._file.read(_SIZE.size):
            yield self._file.read(_SIZE.unpack(size)[0])
