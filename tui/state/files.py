"""The files of a review: what is not written yet, writing it, and noticing changes by others."""

import io
from collections.abc import Mapping
from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.model import Segment
from checker.project import change_log
from checker.project.decision_file import FILE
from checker.project.writing import digest, save
from tui.state.session import TARGETS, Session


class Saved(msgspec.Struct, frozen=True):
    """The result of a save: numbers of written targets and files, and errors of the others."""

    targets: int
    files: int
    problems: tuple[str, ...]


class Files:
    """The files of a review.

    Args:
        session: The review.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stamps: dict[str, tuple[int, int]] = {}

    @property
    def _inputs(self) -> Mapping[str, Input]:
        return self._session.inputs

    def dirty(self) -> dict[str, dict[int, str]]:
        """The targets that are not in the files yet, by file and segment number."""
        session = self._session
        found: dict[str, dict[int, str]] = {}
        for number in {*session.targets, *session.disk}:
            text = session.segment(number).target
            if number not in session.conflicts and text != session.on_disk(number):
                found.setdefault(session.model.segment(number).file, {})[number] = text
        return found

    def save(self) -> Saved:
        """Write targets and decisions; an error in one file does not stop the others.

        Raises:
            CheckerError: The session is read-only.
        """
        self._session.record.may_write()
        count = files = 0
        problems: list[str] = []
        for name, texts in self.dirty().items():
            try:
                good = self._writable(name, texts, problems)
                if good:
                    self._save(name, good)
                    count += len(good)
                    files += 1
            except CheckerError as error:
                problems.append(str(error))
        try:
            self._session.judgements.save()
        except CheckerError as error:
            problems.append(str(error))
        return Saved(count, files, tuple(problems))

    def _writable(self, name: str, texts: dict[int, str], problems: list[str]) -> dict[int, str]:
        """The texts that the format can hold; adds an error to ``problems`` for each other text."""
        given = self._inputs[name]
        write = getattr(format_of(given, "read_segments"), "write", None)
        if write is None:
            return texts  # saving raises the error
        try:
            write(given, self._by_index(texts), io.BytesIO())
        except CheckerError as all_together:
            if len(texts) == 1:
                problems.append(str(all_together))
                return {}
            good: dict[int, str] = {}
            for number, text in texts.items():
                good |= self._writable(name, {number: text}, problems)
            return good
        return texts

    def _by_index(self, texts: Mapping[int, str]) -> dict[int, str]:
        return {self._session.model.segment(number).index: text for number, text in texts.items()}

    def _save(self, name: str, texts: dict[int, str]) -> None:
        session = self._session
        given = self._inputs[name]
        changed = given.partner or given
        home = session.workspace.home(name)
        today = session.now().date().isoformat()
        made = [
            change_log.changed(home, self._held(number), text, today)
            for number, text in texts.items()
            if text != session.on_disk(number)
        ]
        if made:
            change_log.record(home, made)
        save(changed.name, given, self._by_index(texts), session.model.digests[name])
        session.model.digests[name] = digest(changed)
        session.disk.update(texts)
        session.record.mark_saved(TARGETS, {session.addresses.key(number): text for number, text in texts.items()})
        self._stamps.pop(name, None)

    def _held(self, number: int) -> Segment:
        """A segment with the target that its file has now."""
        session = self._session
        return msgspec.structs.replace(session.model.segment(number), target=session.on_disk(number))

    def unsaved(self) -> int:
        """The number of targets and decisions that are only in the journal."""
        return self._session.judgements.unsaved() + sum(map(len, self.dirty().values()))

    def changed(self) -> list[str]:
        """The files that another program changed since they were read."""
        found = []
        for name, seen in self._session.model.digests.items():
            given = self._inputs[name]
            changed = given.partner or given
            try:
                stamp = _stamp(changed.name)
                if self._stamps.get(name) != stamp:
                    if digest(changed) != seen:
                        found.append(name)
                        continue
                    self._stamps[name] = stamp
            except (CheckerError, OSError):
                found.append(name)
        return found

    def beside(self) -> dict[str, tuple[int, int] | None]:
        """Time and size of the glossaries, config and decision files, by path; None if a file is missing."""
        session = self._session
        paths = {concept.place.rpartition(":")[0] for concept in session.model.glossary.values()}
        paths |= {str(home / FILE) for home in session.workspace.homes()}
        if session.workspace.config.path:
            paths.add(str(session.workspace.config.path))
        stamps: dict[str, tuple[int, int] | None] = {}
        for path in paths:
            try:
                stamps[path] = _stamp(path)
            except OSError:
                stamps[path] = None
        return stamps


def _stamp(path: str) -> tuple[int, int]:
    stat = Path(path).stat()
    return stat.st_mtime_ns, stat.st_size
