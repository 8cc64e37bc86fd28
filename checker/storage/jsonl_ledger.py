"""Files of records in JSON lines, one record per line and sorted, so that branches of a project can be merged.

Appended lines and rewritten files are on disk when the function returns. A program that writes holds the lock of the
folder, so that two programs at once lose nothing.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from checker.errors import CheckerError
from checker.storage import reading
from checker.storage.appending import Appender
from checker.storage.atomic import clear, replacing

_LARGEST = 1 << 28  # bytes of a file; we do not write larger ones
_PATIENCE = 30.0  # seconds to wait for another program

Record = TypeVar("Record", bound=msgspec.Struct)


class Placed(NamedTuple):
    """A line of a file: its place (``file:line``), its text, and whether it has a line end."""

    place: str
    line: str
    ended: bool


def packed(record: msgspec.Struct) -> str:
    """The line of a record, without a line end."""
    return msgspec.json.encode(record).decode("utf-8")


def unpacked(placed: Placed, kind: type[Record], what: str) -> Record:
    """The record in a line.

    Raises:
        CheckerError: The line is not such a record; ``what`` names the kind in the message.
    """
    try:
        return msgspec.json.decode(placed.line, type=kind)
    except msgspec.DecodeError as error:
        raise CheckerError(f"this is not a {what}: {error}", placed.place, "correct the line or delete it") from None


def lines(path: Path, content: bytes | None = None) -> list[Placed]:
    """The lines of the file that are not blank; none if the file does not exist.

    Args:
        path: The file.
        content: What it holds; None to read it.

    Raises:
        CheckerError: The file cannot be read, is not UTF-8, is too large or has an unresolved merge.
    """
    try:
        content = reading.read(path, _LARGEST) if content is None else content
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return []
    except UnicodeError:
        raise CheckerError("this is not utf-8", str(path)) from None
    except OSError as error:
        raise _failed("read", error, path) from None
    found = []
    parts = text.split("\n")
    for number, line in enumerate(parts, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ", "======= ")) or line == "=======":
            raise CheckerError(
                "an unresolved merge", f"{path}:{number}", "keep the lines of both sides and delete the conflict marks"
            )
        if line.strip():
            found.append(Placed(f"{path}:{number}", line.strip(), number < len(parts)))
    return found


def records(
    path: Path,
    kind: type[Record],
    what: str,
    warn: Callable[[str], None] = lambda _message: None,
    content: bytes | None = None,
) -> Iterator[tuple[str, Record]]:
    """The records of the file, each with its place (``file:line``); none if the file does not exist.

    Args:
        path: The file.
        kind: The type of the records.
        what: The kind of record in words, for messages.
        warn: Called with a notice if the last line is incomplete; it is left out.
        content: What the file holds; None to read it.

    Raises:
        CheckerError: The file cannot be read, or a line is not such a record.
    """
    for placed in lines(path, content):
        try:
            record = unpacked(placed, kind, what)
        except CheckerError:
            if placed.ended:
                raise
            warn(f"{placed.place}: the last line is incomplete and is left out")
            continue
        yield placed.place, record


def save(path: Path, wanted: Iterable[str]) -> None:
    """Write a file of these lines, sorted and without duplicates.

    Raises:
        CheckerError: The file cannot be written; it is then unchanged.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear(path)
        with replacing(path) as stream:
            stream.writelines(f"{line}\n".encode() for line in sorted(set(wanted)))
    except OSError as error:
        raise _failed("written", error, path) from None


def append(path: Path, line: str) -> None:
    """Add a line at the end of the file; an incomplete last line is removed.

    Raises:
        CheckerError: The file cannot be written; it is then unchanged.
    """
    file = Appender(path)
    try:
        file.add(line.encode("utf-8"))
    except OSError as error:
        raise _failed("written", error, path) from None
    finally:
        file.close()


def cut(path: Path, count: int) -> None:
    """Keep only the first ``count`` lines of the file that are not blank.

    Raises:
        CheckerError: The file cannot be read or written.
    """
    try:
        kept = 0
        for row in reading.read(path, _LARGEST).splitlines(keepends=True):
            count -= bool(row.strip())
            if count < 0:
                break
            kept += len(row)
        with path.open("r+b") as stream:
            stream.truncate(kept)
            os.fsync(stream.fileno())
    except OSError as error:
        raise _failed("written", error, path) from None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """A context that holds the lock on the folder of ``path``; other programs wait for it.

    Raises:
        CheckerError: Another program holds it for too long.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        take, handle = _lock(path.parent)
    except OSError as error:
        raise _failed("written", error, path) from None
    try:
        end = time.monotonic() + _PATIENCE
        while not take():
            if time.monotonic() > end:
                raise CheckerError("another program is writing it", str(path), "try again")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)  # this unlocks


def _lock(folder: Path) -> tuple[Callable[[], bool], int]:
    """A function that tries to lock the folder, and the open file that holds the lock."""
    try:
        import fcntl
    except ImportError:  # Windows cannot open folders: use a temporary file that is named after the folder
        import msvcrt

        name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        handle = os.open(Path(tempfile.gettempdir(), f"ilchi-{name}.lock"), os.O_RDWR | os.O_CREAT)
        return lambda: _taken(lambda: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)), handle  # type: ignore[attr-defined,unused-ignore]
    handle = os.open(folder, os.O_RDONLY)
    return lambda: _taken(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)), handle


def _taken(lock: Callable[[], object]) -> bool:
    try:
        lock()
    except OSError:
        return False
    return True


def _failed(what: str, error: OSError, path: Path) -> CheckerError:
    return CheckerError(f"cannot be {what}: {(error.strerror or str(error)).lower()}", str(path))
