"""Reading gzip files. Not a format."""

import gzip
import io
import zlib
from typing import Any, BinaryIO

from checker.errors import CheckerError

_RATIO = 200  # unpacked to packed size; text has about 10, and gzip can reach 1,000
_ANYWAY = 1 << 28  # bytes that are always unpacked


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """A stream of the unpacked bytes; closing it closes ``stream``.

    Args:
        stream: The packed bytes, seekable.
        name: The name of the file, for messages.

    Raises:
        CheckerError: While reading, if it is not gzip, is damaged, or becomes far too large.
    """
    return io.BufferedReader(_Unpacked(stream, name))


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._most = max(stream.seek(0, io.SEEK_END) * _RATIO, _ANYWAY)
        stream.seek(0)
        self._plain = gzip.GzipFile(fileobj=stream)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  # whatever holds bytes
        room = memoryview(buffer)
        try:
            data = self._plain.read(len(room))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise CheckerError(f"damaged gzip file: {str(error).lower()}", self._name, "pack it again") from None
        if self._plain.tell() > self._most:
            raise CheckerError(f"it unpacks to more than {self._most:,} bytes", self._name, "unpack it first")
        room[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._plain.seek(offset, whence)

    def tell(self) -> int:
        return self._plain.tell()

    def close(self) -> None:
        if not self.closed:
            self._plain.close()
            self._stream.close()
        super().close()
