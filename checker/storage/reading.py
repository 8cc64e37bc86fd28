"""Opens files to read, whoever put them there: only regular files on disk, and without waiting for anything.

A pipe would hang a program, a device may never end, and the files of the kernel hold secrets and no text.
"""

import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO

_KERNEL = ("/proc", "/sys")
_BLOCK = 1 << 20  # bytes
_MOST = 1 << 30  # bytes of standard input, or of a pipe, that are held in memory
FLAGS = sum(  # to open files without waiting, whatever they are
    getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK")
)


def opened(path: str | os.PathLike[str], *, follow: bool = True) -> BinaryIO:
    """A stream of the bytes of a regular file.

    Args:
        path: The file.
        follow: Whether it may be a link.

    Raises:
        OSError: There is no such file, it cannot be opened, or it is something else; ``strerror`` says what.
    """
    must_be_regular(Path(path).stat(follow_symlinks=follow), path)  # before opening, which moves some devices
    handle = os.open(path, os.O_RDONLY | FLAGS | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    try:
        must_be_regular(os.fstat(handle), path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read(path: str | os.PathLike[str], most: int) -> bytes:
    """All bytes of a regular file.

    Args:
        path: The file.
        most: The largest size in bytes.

    Raises:
        OSError: As ``opened``, or it is larger.
    """
    with opened(path) as stream:
        return _all(stream, most, os.fspath(path))


def once(stream: BinaryIO, name: str) -> bytes:
    """All bytes of standard input or of a pipe, which can be read only once.

    Raises:
        OSError: It is a device, or has more than a gigabyte.
    """
    about = os.fstat(stream.fileno())
    if stat.S_ISCHR(about.st_mode) and not stream.isatty() and not os.path.samestat(about, os.stat(os.devnull)):  # noqa: PTH116
        raise OSError(errno.EINVAL, _said("a device"), name)
    return _all(stream, _MOST, name)


def what(path: str | os.PathLike[str]) -> str:
    """What stands at ``path`` if that is neither a regular file nor a folder: ``a pipe``; else "".

    Raises:
        OSError: Nothing stands there, or links go round in a circle.
    """
    about = os.stat(path)  # noqa: PTH116
    return "" if stat.S_ISDIR(about.st_mode) else _kind(about)


def must_be_regular(about: os.stat_result, path: str | os.PathLike[str]) -> None:
    """Check what ``path`` is.

    Raises:
        OSError: It is no regular file; ``strerror`` says what it is.
    """
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if kind := _kind(about):
        raise OSError(errno.EINVAL, _said(kind), os.fspath(path))


def _all(stream: BinaryIO, most: int, name: str) -> bytes:
    content = bytearray()
    while block := stream.read(_BLOCK):
        content += block
        if len(content) > most:
            raise OSError(errno.EFBIG, f"more than {most >> 20:,} megabytes", name)
    return bytes(content)


def _said(kind: str) -> str:
    return f"this is {kind}, not a file"


def _kind(about: os.stat_result) -> str:
    """What this is, if it is no regular file on disk; else ""."""
    if not stat.S_ISREG(about.st_mode):
        kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFLNK: "a link"}
        return kinds.get(stat.S_IFMT(about.st_mode), "a device")
    return "a file of the kernel" if about.st_dev in _of_the_kernel() else ""


@cache
def _of_the_kernel() -> frozenset[int]:
    """The devices of the file systems that the kernel makes up."""
    here = os.stat("/").st_dev if sys.platform == "linux" else 0  # noqa: PTH116
    found = (Path(folder).stat().st_dev for folder in _KERNEL if sys.platform == "linux" and Path(folder).is_dir())
    return frozenset(found) - {here}
