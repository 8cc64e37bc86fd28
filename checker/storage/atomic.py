"""Writes whole files: a complete new file replaces the old one."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

_STALE = 3600  # seconds after which an unfinished file belongs to nobody
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def replacing(
    path: Path,
    *,
    mode: int | None = None,
    lasting: bool = True,
    follow: bool = True,
    around: AbstractContextManager[object] | None = None,
) -> Iterator[BinaryIO]:
    """A context with a stream; when the block ends, its bytes are the new content of ``path``.

    After an error, also one in the block, the file is unchanged and no temporary file is left. What a program left that
    was killed here is removed by ``clear``.

    Args:
        path: The file; its folder must exist.
        mode: The mode of the file; None keeps the old mode, or uses the default mode of a new file.
        lasting: Whether to sync to disk, so that the file survives a power failure.
        follow: Whether a link stays and the file that it leads to is replaced; else the link itself is.
        around: A context in which the file is replaced, when all is written; entering it may raise.

    Raises:
        OSError: The file cannot be written.
    """
    file = Path(os.path.realpath(path)) if follow else path
    made = file.with_name(f".{file.name[:50]}.{secrets.token_hex(8)}.tmp")  # known before it is made: see below
    try:
        with os.fdopen(os.open(made, _FLAGS, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        made.chmod(_usual(file) if mode is None else mode)
        with around or nullcontext():
            made.replace(file)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    if lasting:
        settle(file.parent)


def clear(path: Path) -> None:
    """Delete what killed programs have left when they wrote the file ``path``, or any file of the folder ``path``."""
    file = Path(os.path.realpath(path))
    folder, name = (file, ".+") if file.is_dir() else (file.parent, re.escape(file.name[:50]))
    left = re.compile(rf"\.{name}\.[0-9a-f]{{16}}\.tmp")
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            if left.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < time.time() - _STALE:
                Path(entry).unlink()


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
