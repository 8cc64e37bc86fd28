"""The files of a review: what is not written yet, writing it, and noticing changes by others."""

import io
from collections.abc import Mapping
from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.judging.gate import counted
from checker.model import Segment, Target
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

    def dirty(self) -> dict[str, dict[int, Target]]:
        """The targets that are not in the files yet, by file and segment number."""
        session = self._session
        found: dict[str, dict[int, Target]] = {}
        for number in {*session.targets, *session.disk}:
            target = session.segment(number).translation
            if number not in session.conflicts and target != session.on_disk(number):
                found.setdefault(session.model.segment(number).file, {})[number] = target
        return found

    def save(self) -> Saved:
        """Write targets and decisions; an error in one file does not stop the others.

        Raises:
            CheckerError: The session is read-only.
        """
        self._session.record.may_write()
        count = files = 0
        problems: list[str] = []
        for name, targets in self.dirty().items():
            try:
                self._session.claims.take([name])
                seen, merged = self._merged(name, targets, problems)
                good = self._writable(name, merged, problems)
                if good:
                    self._save(name, good, seen)
                    count += len(good)
                    files += 1
            except CheckerError as error:
                problems.append(str(error))
        left = self.dirty()
        for name in self._session.claims.held - left.keys():
            self._session.claims.give(name)
        try:
            self._session.judgements.save()
        except CheckerError as error:
            problems.append(str(error))
        return Saved(count, files, tuple(problems))

    def _merged(self, name: str, targets: dict[int, Target], problems: list[str]) -> tuple[str, dict[int, Target]]:
        """The digest of a file, and those of ``targets`` that others have not changed in it since it was read.

        Raises:
            CheckerError: The file has other segments now.
        """
        session = self._session
        given = self._inputs[name]
        seen = digest(given.partner or given)
        if seen == session.model.digests[name]:
            return seen, targets
        now = list(format_of(given, "read_segments").read_segments(given))
        good: dict[int, Target] = {}
        for number, target in targets.items():
            segment = session.model.segment(number)
            there = now[segment.index - 1] if segment.index <= len(now) else None
            if there is None or (there.source, there.unit) != (segment.source, segment.unit):
                raise CheckerError("the file changed since it was read", name, "read it again; nothing was saved")
            if there.translation in (session.on_disk(number), target):
                good[number] = target
            else:
                session.found(number, there.translation)
        if opposed := len(targets) - len(good):
            what = f"changed here and in the file: {counted(opposed, 'translation')}"
            problems.append(f"{name}: {what}; choose a text (filter status:conflict)")
        return seen, good

    def _writable(self, name: str, targets: dict[int, Target], problems: list[str]) -> dict[int, Target]:
        """The targets that the format can hold; adds an error to ``problems`` for each other text."""
        given = self._inputs[name]
        write = getattr(format_of(given, "read_segments"), "write", None)
        if write is None:
            return targets  # saving raises the error
        try:
            write(given, self._by_index(targets), io.BytesIO())
        except CheckerError as all_together:
            if len(targets) == 1:
                problems.append(str(all_together))
                return {}
            good: dict[int, Target] = {}
            for number, target in targets.items():
                good |= self._writable(name, {number: target}, problems)
            return good
        return targets

    def _by_index(self, targets: Mapping[int, Target]) -> dict[int, str | Target]:
        """The targets for the format, with their codes where the segment has any."""
        session = self._session
        return {
            session.model.segment(number).index: target if session.marks(number) else target.text
            for number, target in targets.items()
        }

    def _save(self, name: str, targets: dict[int, Target], seen: str) -> None:
        session = self._session
        given = self._inputs[name]
        changed = given.partner or given
        home = session.workspace.home(name)
        today = session.now().date().isoformat()
        made = [
            change_log.changed(home, self._held(number), target.text, today)
            for number, target in targets.items()
            if target.text != session.on_disk(number).text
        ]
        if made:
            change_log.record(home, made)
        save(changed.name, given, self._by_index(targets), seen)
        if seen == session.model.digests[name]:  # else ``changed`` shall tell that others have changed it too
            session.model.digests[name] = digest(changed)
        session.disk.update(targets)
        session.record.mark_saved(
            TARGETS,
            {session.addresses.key(number): session.value(number, target) for number, target in targets.items()},
        )
        self._stamps.pop(name, None)

    def _held(self, number: int) -> Segment:
        """A segment with the target that its file has now."""
        session = self._session
        return session.model.segment(number).translated(session.on_disk(number))

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
