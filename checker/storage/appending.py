"""Appends to files of JSON lines: a line is on disk when ``add`` returns, or after an error not in the file at all."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from checker.storage import reading
from checker.storage.atomic import settle

_BLOCK = 1 << 16  # bytes


class Appender:
    """A file to which lines are appended; only one program at a time may do that.

    The file is opened by the first line, which makes it and its folder. What a killed program left of its last line is
    removed then.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: int | None = None

    def add(self, line: bytes) -> None:
        """Append a line, given without its end.

        Raises:
            OSError: It cannot be written; the file is then as before.
        """
        new = self._stream is None and not self._path.exists()
        size: int | None = None
        try:
            if self._stream is None:
                self._stream = _opened(self._path)
            size = os.lseek(self._stream, 0, os.SEEK_END)
            _put(self._stream, line + b"\n")
            os.fsync(self._stream)
        except OSError:
            with suppress(OSError):
                if self._stream is not None and size is not None:
                    os.ftruncate(self._stream, size)
                if new:
                    self._path.unlink()
            self.close()  # the next line opens it again, and removes what may be left
            raise
        if new:
            settle(self._path.parent)

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            with suppress(OSError):
                os.close(self._stream)
            self._stream = None


def _opened(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | reading.FLAGS, 0o644)
    try:
        reading.must_be_regular(os.fstat(stream), path)
        _heal(stream)
    except OSError:
        os.close(stream)
        raise
    return stream


def _heal(stream: int) -> None:
    """Remove an incomplete last line; a complete one gets the line end that it lacks."""
    size = os.lseek(stream, 0, os.SEEK_END)
    start, tail = size, b""
    while start and b"\n" not in tail:
        end, start = start, max(start - _BLOCK, 0)
        os.lseek(stream, start, os.SEEK_SET)
        tail = os.read(stream, end - start) + tail
    last = tail.rpartition(b"\n")[2]
    if not last:
        return
    try:
        msgspec.json.decode(last)
    except (msgspec.DecodeError, UnicodeDecodeError):
        os.ftruncate(stream, size - len(last))
    else:
        _put(stream, b"\n")


def _put(stream: int, raw: bytes) -> None:
    while raw:
        raw = raw[os.write(stream, raw) :]
