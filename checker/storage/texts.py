"""Texts by number, on disk, so that memory does not grow with them."""

import tempfile
import weakref
from array import array

_HELD = 1 << 22  # bytes that stay in memory
_TOGETHER = 16  # texts that are written and read at once
_KEPT = 4  # as many of these that were read last are kept


class Texts:
    """Texts without NUL that are added in order and read in any, mostly in the same."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115  # closed with this object
        weakref.finalize(self, self._file.close)
        self._starts = array("Q", [0])  # where each block of texts begins in the file, and the next one will
        self._new: list[str] = []  # those of the block that is not written yet
        self._read: dict[int, list[str]] = {}

    def append(self, text: str) -> None:
        """Add a text."""
        self._new.append(text)
        if len(self._new) == _TOGETHER:
            raw = "\0".join(self._new).encode()
            self._file.seek(self._starts[-1])
            self._file.write(raw)
            self._starts.append(self._starts[-1] + len(raw))
            self._new = []

    def __len__(self) -> int:
        return (len(self._starts) - 1) * _TOGETHER + len(self._new)

    def __getitem__(self, number: int) -> str:
        block, place = divmod(number, _TOGETHER)
        if block == len(self._starts) - 1:
            return self._new[place]
        texts = self._read.get(block)
        if texts is None:
            self._file.seek(self._starts[block])
            texts = self._file.read(self._starts[block + 1] - self._starts[block]).decode().split("\0")
            if len(self._read) == _KEPT:
                del self._read[next(iter(self._read))]
            self._read[block] = texts
        return texts[place]
