"""Locks between the sessions of several people: on a journal, and on the files whose translations somebody changes."""

import hashlib
import os
import platform
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker.errors import CheckerError
from checker.judging.decisions import document_name
from checker.project.own import own

_OLD = "journal.jsonl"  # earlier versions had one journal and one lock for everybody
_OLD_LOCK = "lock"


def person(author: str) -> str:
    """The name of an author on this computer, which tells journals and locks apart: ``mina@desk``."""
    return f"{author or 'somebody'}@{platform.node() or 'here'}"


class Seat:
    """What a person has in a project for themselves: a journal, and the claims of a session.

    Who comes first takes over the journal of earlier versions.

    Args:
        folder: The folder of journals and locks, which is made.
        who: The person (``person``).
        told: More on this session, for others.

    Attributes:
        journal: The path of the journal.
        lock: The lock on it; a second session of the same person does not hold it.
        claims: The files whose translations the session changes.

    Raises:
        CheckerError: The folder cannot be written, or a link in it leads out of the project.
    """

    def __init__(self, folder: Path, who: str, told: str = "") -> None:
        name = quote(who, safe="@")[:150]
        told = ", ".join(filter(None, (who, told)))
        self.journal = own(folder, f"journal-{name}.jsonl")
        locks = own(folder, "locks")
        try:
            self.lock = Lock(own(folder, f"lock-{name}"), told)
            self._take_over(folder / _OLD)
        except OSError as error:
            raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(folder)) from None
        self.claims = Claims(locks, told)

    def _take_over(self, old: Path) -> None:
        if self.lock.held and old.exists() and not self.journal.exists():
            lock = Lock(own(old.parent, _OLD_LOCK), "")
            if lock.held:
                with suppress(FileNotFoundError):
                    old.rename(self.journal)
                lock.release()

    def close(self) -> None:
        """Release all locks."""
        self.claims.close()
        self.lock.release()


class Lock:
    """The lock on a journal. Only one session at a time has it; the system releases it when the process ends.

    Args:
        path: The lock file.
        told: A description of this session, for others.

    Attributes:
        held: Whether this session has it.
        holder: The description of the session that has it, if that is another one.
    """

    def __init__(self, path: Path, told: str) -> None:
        self.held = False
        self.holder = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = path.open("a+", encoding="utf-8")
        lock, self._unlock = _locking()
        try:
            lock(self._stream.fileno())
        except OSError:
            with suppress(OSError):
                self._stream.seek(0)
                self.holder = self._stream.read(200).strip()
            self._stream.close()
            return
        self.held = True
        self._stream.truncate(0)
        self._stream.write(told)
        self._stream.flush()

    def release(self) -> None:
        """Release the lock."""
        if self.held:
            self.held = False
            with suppress(OSError):
                self._unlock(self._stream.fileno())
            self._stream.close()


def _locking() -> tuple[Callable[[int], Any], Callable[[int], Any]]:
    """Two functions of the system: lock an open file without waiting, and unlock it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt  # Windows: lock a byte far behind the text, because locked bytes cannot be read

        far = 1 << 20

        def move(stream: int, how: str) -> None:
            os.lseek(stream, far, os.SEEK_SET)
            msvcrt.locking(stream, getattr(msvcrt, how), 1)  # type: ignore[attr-defined,unused-ignore]

        return lambda stream: move(stream, "LK_NBLCK"), lambda stream: move(stream, "LK_UNLCK")
    return (
        lambda stream: fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB),
        lambda stream: fcntl.flock(stream, fcntl.LOCK_UN),
    )


class Claims:
    """The files whose translations this session changes. Others can decide on them, but not change them as well.

    A claim lasts until the changes are written, or the session ends.

    Args:
        folder: The folder of the lock files; None if nobody else can be there.
        told: A description of this session, for others.
    """

    def __init__(self, folder: Path | None = None, told: str = "") -> None:
        self._folder = folder
        self._told = told
        self._locks: dict[str, Lock] = {}

    def take(self, names: Iterable[str]) -> None:
        """Claim files; either all of them or, after an error, no further one.

        Raises:
            CheckerError: Another session has claimed one of them, or the folder cannot be written.
        """
        new: dict[str, Lock] = {}
        try:
            for name in names:
                if self._folder and name not in self._locks:
                    new[name] = self._lock(self._folder, name)
        except CheckerError:
            for lock in new.values():
                lock.release()
            raise
        self._locks |= new

    def _lock(self, folder: Path, name: str) -> Lock:
        short = hashlib.sha256(
            document_name(name, "", folder.parent.parent).encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]
        try:
            lock = Lock(own(folder, f"{short}.lock"), self._told)
        except OSError as error:
            raise CheckerError(f"cannot be locked: {(error.strerror or str(error)).lower()}", name) from None
        if not lock.held:
            who = lock.holder or "another session"
            raise CheckerError(
                f"{who} is changing translations of this file",
                name,
                "decide meanwhile, or try again when they have written it",
            )
        return lock

    @property
    def held(self) -> set[str]:
        """The files that are claimed."""
        return set(self._locks)

    def give(self, name: str) -> None:
        """Release a file."""
        lock = self._locks.pop(name, None)
        if lock:
            lock.release()

    def close(self) -> None:
        """Release all files."""
        for name in list(self._locks):
            self.give(name)
