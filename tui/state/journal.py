"""What the user did, on disk before anything else: a journal of steps that can be undone, replayed and merged.

State is tables of values by key: decisions, targets, comments, glossary wordings. A step changes some of them and
holds what was there before; undo is a line that names the step. Reading the journal again gives the same state.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from checker.errors import CheckerError

Value = TypeVar("Value")


class Change(msgspec.Struct, frozen=True, array_like=True):
    """One value replaced: None where there was none, or is none any more."""

    table: str
    key: str
    before: str | None
    after: str | None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that are done and undone together.

    Attributes:
        number: Counts the steps of the journal from 1.
        label: What it was, for people.
        at: When: ISO 8601.
        author: Who.
        changes: What changed.
        focus: The fingerprint to go to where it is undone or redone.
    """

    number: int
    label: str
    at: str
    author: str
    changes: tuple[Change, ...]
    focus: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the journal: one of the four is set."""

    step: Step | None = None
    undo: int = 0
    redo: int = 0
    saved: dict[str, dict[str, str | None]] = {}


class Journal:
    """The tables and their history.

    Args:
        path: The journal; None keeps it in memory.
        writable: Whether steps are taken; a second session only looks.

    Attributes:
        done, undone: The steps that hold, oldest first, and those taken back, the next to redo last.
        saved: By table, the values that the files of the project hold since they were last written.
        damaged: Lines of the journal that could not be read: a torn one at its end after a crash, or strangers' edits.
    """

    def __init__(self, path: Path | None, *, writable: bool = True) -> None:
        self.tables: dict[str, dict[str, str]] = {}
        self.saved: dict[str, dict[str, str | None]] = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.damaged = 0
        self.writable = writable
        self._path = path
        self._encode = msgspec.json.Encoder().encode
        self._last = 0
        self._stream: int | None = None
        if path is not None and path.exists():
            self._replay(path)

    def _replay(self, path: Path) -> None:
        decode = msgspec.json.Decoder(_Line).decode
        with path.open("rb") as stream:
            for line in stream:
                try:
                    self._apply(decode(line))
                except (msgspec.DecodeError, IndexError):
                    self.damaged += bool(line.strip())

    def _apply(self, line: _Line) -> None:
        if line.step:
            self.done.append(line.step)
            self.undone.clear()
            self._set((change.table, change.key, change.after) for change in line.step.changes)
            self._last = max(self._last, line.step.number)
        elif line.undo:
            step = _popped(self.done, line.undo)
            self.undone.append(step)
            self._set((change.table, change.key, change.before) for change in reversed(step.changes))
        elif line.redo:
            step = _popped(self.undone, line.redo)
            self.done.append(step)
            self._set((change.table, change.key, change.after) for change in step.changes)
        for table, values in line.saved.items():
            self.saved.setdefault(table, {}).update(values)

    def _set(self, values: Iterable[tuple[str, str, str | None]]) -> None:
        for table, key, value in values:
            held = self.tables.setdefault(table, {})
            if value is None:
                held.pop(key, None)
            else:
                held[key] = value

    @property
    def folder(self) -> str:
        """Where the project lies whose review it is: the folder above the journal's, "." without one."""
        return str(self._path.parent.parent) if self._path else "."

    def get(self, table: str, key: str) -> str | None:
        """A value, or None."""
        return self.tables.get(table, {}).get(key)

    def table(self, name: str) -> Mapping[str, str]:
        """A table as it is now."""
        return self.tables.get(name, {})

    def take(self, label: str, changes: Iterable[Change], *, at: str, author: str, focus: str = "") -> Step | None:
        """Make ``changes`` as one step; on disk when this returns.

        Returns:
            The step; None if nothing would change.

        Raises:
            CheckerError: The session only looks, or the journal cannot be written: then nothing has changed.
        """
        real = tuple(change for change in changes if change.before != change.after)
        if not real:
            return None
        step = Step(number=self._last + 1, label=label, at=at, author=author, changes=real, focus=focus)
        self._write(_Line(step=step))
        return step

    def undo(self) -> Step | None:
        """Take back the last step; None if there is none."""
        if not self.done:
            return None
        step = self.done[-1]
        self._write(_Line(undo=step.number))
        return step

    def redo(self) -> Step | None:
        """Take the step that was last undone again; None if there is none."""
        if not self.undone:
            return None
        step = self.undone[-1]
        self._write(_Line(redo=step.number))
        return step

    def mark_saved(self, table: str, values: Mapping[str, str | None]) -> None:
        """Note that the project's files now hold ``values``."""
        if values:
            self._write(_Line(saved={table: dict(values)}))

    def bases(self, table: str) -> dict[str, str | None]:
        """Of every key that a step ever changed: what the files held when last written, else before the first step."""
        found: dict[str, str | None] = {}
        for step in (*self.done, *reversed(self.undone)):
            for change in step.changes:
                if change.table == table:
                    found.setdefault(change.key, change.before)
        return found | self.saved.get(table, {})

    def may_write(self) -> None:
        """Make sure that this session may change something.

        Raises:
            CheckerError: It only looks.
        """
        if not self.writable:
            raise CheckerError("this session only looks", hint="another one is open on the same files")

    def _write(self, line: _Line) -> None:
        """Append a line, make sure it is on disk, and only then let it count."""
        self.may_write()
        if self._path is not None:
            try:
                if self._stream is None:
                    self._stream = _opened(self._path)
                raw = self._encode(line) + b"\n"
                while raw:
                    raw = raw[os.write(self._stream, raw) :]
                os.fsync(self._stream)
            except OSError as error:
                raise CheckerError(
                    f"the journal cannot be written: {(error.strerror or str(error)).lower()}", str(self._path)
                ) from None
        self._apply(line)

    def close(self) -> None:
        """Let go of the journal."""
        if self._stream is not None:
            os.close(self._stream)
            self._stream = None


def _popped(steps: list[Step], number: int) -> Step:
    """The last step, which is the one of this number.

    Raises:
        IndexError: It is another one, or there is none: a line before is damaged.
    """
    if not steps or steps[-1].number != number:
        raise IndexError(number)
    return steps.pop()


def _opened(path: Path) -> int:
    """The journal, to append to; a torn last line gets its end, so that it spoils no other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    size = os.lseek(stream, 0, os.SEEK_END)
    if size:
        os.lseek(stream, size - 1, os.SEEK_SET)
        if os.read(stream, 1) != b"\n":
            os.write(stream, b"\n")
    return stream


def merged(base: Value, mine: Value, theirs: Value) -> tuple[Value, bool]:
    """A value changed here and perhaps elsewhere.

    Returns:
        What holds, and whether both changed it to different things: then ``mine`` is given.
    """
    if mine in (base, theirs):
        return theirs, False
    return mine, theirs != base


class Lock:
    """The right to write a journal: one session at a time has it, and a dead one holds it no longer.

    Attributes:
        held: Whether this session has it.
        holder: What the one that has it says of itself.
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
        """Give it up."""
        if self.held:
            self.held = False
            with suppress(OSError):
                self._unlock(self._stream.fileno())
            self._stream.close()


def _locking() -> tuple[Callable[[int], Any], Callable[[int], Any]]:
    """The system's way to lock an open file without waiting, and to unlock it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt  # Windows; a byte far behind the text, so that the text can be read

        far = 1 << 20

        def move(stream: int, how: str) -> None:
            os.lseek(stream, far, os.SEEK_SET)
            msvcrt.locking(stream, getattr(msvcrt, how), 1)  # type: ignore[attr-defined,unused-ignore]

        return lambda stream: move(stream, "LK_NBLCK"), lambda stream: move(stream, "LK_UNLCK")
    return (
        lambda stream: fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB),
        lambda stream: fcntl.flock(stream, fcntl.LOCK_UN),
    )
