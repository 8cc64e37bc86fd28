"""The shell that saves: new targets into the file they were read from, wholly or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, format_of

_BLOCK = 1 << 20  # bytes


def digest(given: Input) -> str:
    """The SHA-256 of all bytes of ``given``, to be taken when it is read and handed to ``save``."""
    with given.open() as stream:
        return _digest(stream)


def save(path: str | os.PathLike[str], given: Input, targets: Mapping[int, str], seen: str) -> None:
    """Replace targets in the file at ``path``: the whole file at once, by renaming a finished one over it.

    A link is followed; the mode stays. On any error the file is what it was and nothing is left beside it.

    Args:
        path: The file to change: the one ``given`` is, or its partner.
        given: What the segments were read from.
        targets: The new text by the number of the segment, counted from 1.
        seen: The ``digest`` of the file as it was when the segments were read.

    Raises:
        CheckerError: The file changed since or is read-only, its format cannot be written or cannot hold a text, or the
            folder or the file cannot be written.
    """
    file = Path(os.path.realpath(path))
    name = str(path)
    if given.name.lower().endswith(".gz"):
        raise CheckerError("a compressed file cannot be changed", name, "unpack it first")
    write = getattr(format_of(given, "read_segments"), "write", None)
    if write is None:
        raise CheckerError("this format can only be read", name, "correct the text in the program it is from")
    try:
        _unchanged(file, name, seen)
        handle, made = tempfile.mkstemp(prefix=f".{file.name[:60]}.", suffix=".tmp", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(given, targets, stream)
                stream.flush()
                os.fsync(stream.fileno())
            Path(made).chmod(file.stat().st_mode & 0o7777)
            _unchanged(file, name, seen)  # it may have been saved by another program meanwhile
            Path(made).replace(file)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise
        _settle(file.parent)
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", name) from None


def _unchanged(file: Path, name: str, seen: str) -> None:
    if not os.access(file, os.W_OK):
        raise CheckerError("the file is read-only or gone", name, "nothing was saved")
    with file.open("rb") as stream:
        if _digest(stream) != seen:
            raise CheckerError("the file changed since it was read", name, "read it again; nothing was saved")


def _digest(stream: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := stream.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


def _settle(folder: Path) -> None:
    """Let the new name outlive a power cut, where the system can do that for a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
