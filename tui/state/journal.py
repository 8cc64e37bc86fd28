"""The journal: all steps of the user, which can be undone, replayed and merged. A step is on disk before it counts.

The state is tables of values by key: decisions, targets, comments, glossary terms. A step changes some values and
stores the old ones; an undo is a line with the number of the step. Replaying the journal gives the same state.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from checker.errors import CheckerError
from checker.storage import reading
from checker.storage.appending import Appender

Value = TypeVar("Value")


class Change(msgspec.Struct, frozen=True, array_like=True):
    """The change of one value in a table; None stands for no value."""

    table: str
    key: str
    before: str | None
    after: str | None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that are done and undone together.

    Attributes:
        number: Its number in the journal, from 1.
        label: A description for people.
        at: The time (ISO 8601).
        author: Who made it.
        changes: The changes.
        focus: The fingerprint of the finding to show when it is undone or redone.
    """

    number: int
    label: str
    at: str
    author: str
    changes: tuple[Change, ...]
    focus: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the journal: a step with what it settles in the files, or one other field."""

    step: Step | None = None
    undo: int = 0
    redo: int = 0
    saved: dict[str, dict[str, str | None]] = {}


class Journal:
    """The tables of a review and their history.

    Args:
        path: The file; None keeps the journal in memory.
        writable: Whether steps can be made; a second session is read-only.

    Attributes:
        done: The steps that count, oldest first.
        undone: The undone steps; the next one to redo is the last.
        saved: The values that were last written to the project's files, by table.
        damaged: The number of unreadable lines, for instance an incomplete last line after a crash.
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
        self._owed: dict[str, dict[str, str | None]] = {}  # what of ``saved`` is not in the file yet
        self._file = Appender(path) if path else None
        if path is not None and path.exists():
            self._replay(path)

    def _replay(self, path: Path) -> None:
        decode = msgspec.json.Decoder(_Line).decode
        with reading.opened(path) as stream:
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
        """The folder of the project, which is above that of the journal; "." without a file."""
        return str(self._path.parent.parent) if self._path else "."

    def get(self, table: str, key: str) -> str | None:
        """The value of a key, or None."""
        return self.tables.get(table, {}).get(key)

    def table(self, name: str) -> Mapping[str, str]:
        """The present values of a table."""
        return self.tables.get(name, {})

    def take(
        self,
        label: str,
        changes: Iterable[Change],
        *,
        at: str,
        author: str,
        focus: str = "",
        saved: Mapping[str, Mapping[str, str | None]] | None = None,
    ) -> Step | None:
        """Make ``changes`` as one step, which is on disk when this returns.

        Args:
            label: A description for people.
            changes: The changes; those that change nothing are left out.
            at: The time (ISO 8601).
            author: Who makes it.
            focus: The fingerprint of the finding to show when it is undone or redone.
            saved: Values that are known to be in the project's files, by table.

        Returns:
            The step; None if nothing would change.

        Raises:
            CheckerError: The session is read-only, or the journal cannot be written; then nothing has changed.
        """
        real = tuple(change for change in changes if change.before != change.after)
        step = (
            Step(number=self._last + 1, label=label, at=at, author=author, changes=real, focus=focus) if real else None
        )
        known = {table: dict(values) for table, values in (saved or {}).items() if values}
        if step or known:
            self._write(_Line(step=step, saved=known))
        return step

    def undo(self) -> Step | None:
        """Undo the last step and return it; None if there is none."""
        if not self.done:
            return None
        step = self.done[-1]
        self._write(_Line(undo=step.number))
        return step

    def redo(self) -> Step | None:
        """Redo the step that was undone last and return it; None if there is none."""
        if not self.undone:
            return None
        step = self.undone[-1]
        self._write(_Line(redo=step.number))
        return step

    def mark_saved(self, table: str, values: Mapping[str, str | None]) -> None:
        """Record that ``values`` are now in the project's files; if that cannot be written, with the next line."""
        self.may_write()
        if values:
            self._owed.setdefault(table, {}).update(values)
            self.saved.setdefault(table, {}).update(values)
            with suppress(CheckerError):
                self._write(_Line())

    def bases(self, table: str) -> dict[str, str | None]:
        """The value in the files of each key that was ever changed: as last written, else as before the first step."""
        found: dict[str, str | None] = {}
        for step in (*self.done, *reversed(self.undone)):
            for change in step.changes:
                if change.table == table:
                    found.setdefault(change.key, change.before)
        return found | self.saved.get(table, {})

    def may_write(self) -> None:
        """Check that this session may make changes.

        Raises:
            CheckerError: It is read-only.
        """
        if not self.writable:
            raise CheckerError("this session is read-only", hint="another session is open on the same files")

    def _write(self, line: _Line) -> None:
        """Append a line to the file and apply it when it is on disk; after an error it is neither there nor applied."""
        self.may_write()
        saved = {table: {**self._owed.get(table, {}), **line.saved.get(table, {})} for table in self._owed | line.saved}
        line = msgspec.structs.replace(line, saved=saved)
        if self._file is not None:
            try:
                self._file.add(self._encode(line))
            except OSError as error:
                raise CheckerError(
                    f"the journal cannot be written: {(error.strerror or str(error)).lower()}", str(self._path)
                ) from None
        self._owed.clear()
        self._apply(line)

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()


def _popped(steps: list[Step], number: int) -> Step:
    """Remove and return the last step, which must have this number.

    Raises:
        IndexError: It has another number or there is none, because an earlier line is damaged.
    """
    if not steps or steps[-1].number != number:
        raise IndexError(number)
    return steps.pop()


def merged(base: Value, mine: Value, theirs: Value) -> tuple[Value, bool]:
    """Merge a value that may have been changed here and elsewhere.

    Returns:
        The value, and whether there is a conflict: both sides changed it differently. Then the value is ``mine``.
    """
    if mine in (base, theirs):
        return theirs, False
    return mine, theirs != base
