"""Writes whole files: a complete new file replaces the old one."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(
    path: Path, *, mode: int | None = None, lasting: bool = True, last: Callable[[], None] = lambda: None
) -> Iterator[BinaryIO]:
    """A context with a stream; when the block ends, its bytes are the new content of ``path``.

    Links are followed. After an error, also one in the block, the file is unchanged and no temporary file is left.

    Args:
        path: The file; its folder must exist.
        mode: The mode of the file; None keeps the old mode, or uses the default mode of a new file.
        lasting: Whether to sync to disk, so that the file survives a power failure.
        last: Called when all is written, before the file is replaced; may raise.

    Raises:
        OSError: The file cannot be written.
    """
    file = Path(os.path.realpath(path))
    handle, made = tempfile.mkstemp(prefix=f".{file.name[:60]}.", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        Path(made).chmod(_usual(file) if mode is None else mode)
        last()
        Path(made).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(made).unlink()
        raise
    if lasting:
        settle(file.parent)


def settle(folder: Path) -> None:
    """Sync the names in a folder to disk, if the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _usual(file: Path) -> int:
    with suppress(FileNotFoundError):
        return file.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
