"""Records sorted in bounded memory: what does not fit is kept on disk in sorted runs and merged when read."""

import heapq
import tempfile
import weakref
from collections.abc import Iterator
from typing import Self

_HELD = 200_000  # records kept in memory before they go to disk
_BLOCK = 4096  # records read at a time


class Runs:
    """Records of one size, read in order; two of them merge into one, whatever was put into which.

    Args:
        size: Bytes of a record.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._records: list[bytes] = []
        self._runs: list[_Run] = []

    def add(self, record: bytes) -> None:
        """Keep ``record``."""
        self._records.append(record)
        if len(self._records) >= _HELD:
            self._runs.append(_Run(sorted(self._records), self._size))
            self._records = []

    def merge(self, other: Self) -> None:
        """Take over all records of ``other``, which is not used any more."""
        self._runs += other._runs
        for record in other._records:
            self.add(record)

    def __iter__(self) -> Iterator[bytes]:
        """All records in order."""
        return heapq.merge(sorted(self._records), *self._runs)


class _Run:
    """Sorted records in a file of their own, which goes with them."""

    def __init__(self, records: list[bytes], size: int) -> None:
        self._size = size
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with this object
        weakref.finalize(self, self._file.close)
        self._file.write(b"".join(records))

    def __iter__(self) -> Iterator[bytes]:
        size = self._size
        self._file.seek(0)
        while block := self._file.read(size * _BLOCK):
            for at in range(0, len(block), size):
                yield block[at : at + size]
