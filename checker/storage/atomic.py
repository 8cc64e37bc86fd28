"""The one way in which whole files are written: a finished one is put in the place of the old one."""

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
    """Give a stream whose bytes are the new content of ``path`` once the block has ended.

    A link is followed. On any error, of the block too, the file is what it was and nothing is left beside it.

    Args:
        path: The file; its folder is there.
        mode: Of the file; None for the one it has, or where it is not there yet that of this user's new files.
        lasting: Whether it has to be on disk at the end, and outlive a power cut.
        last: Called once all is written and before it takes its place; may raise.

    Raises:
        OSError: It cannot be written.
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
    """Let new names in a folder outlive a power cut, where the system can do that."""
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
