"""Files packed with gzip, unpacked as they are read. No format itself."""

import gzip
import io
import zlib
from typing import Any, BinaryIO

from checker.errors import CheckerError

_RATIO = 200  # to one; text is packed ten to one, and a thousand to one is what gzip can
_ANYWAY = 1 << 28  # bytes that are unpacked whatever they were packed in


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """The bytes that ``stream`` holds packed; closing them closes it.

    Args:
        stream: From its beginning, seekable.
        name: For messages.

    Raises:
        CheckerError: While reading: it is not gzip, damaged, or grows out of all proportion.
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
            raise CheckerError(f"no intact gzip: {str(error).lower()}", self._name, "pack it again") from None
        if self._plain.tell() > self._most:
            raise CheckerError(f"unpacked it is more than {self._most:,} bytes", self._name, "unpack it first")
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
