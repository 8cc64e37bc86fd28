"""The files of a review: what is not written yet, writing it, and noticing changes by others."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, Remark, Remarks, format_of, segments
from checker.judging.gate import counted
from checker.model import Segment, Target
from checker.project import change_log
from checker.project.decision_file import FILE
from checker.project.writing import annotate, digest, holds_remarks, save
from tui.state.session import TARGETS, Session

NOTES = "notes"
_NoteLine = tuple[str, str, str, str]  # the fingerprint of the finding; when, who and what


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
        try:
            self._annotate()
        except CheckerError as error:
            problems.append(f"notes: {error}")
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
        seen, now = self._now(name, targets)
        good = {n: target for n, target in targets.items() if now[n] in (session.on_disk(n), target)}
        for number in targets.keys() - good.keys():
            session.found(number, now[number])
        if opposed := len(targets) - len(good):
            what = f"changed here and in the file: {counted(opposed, 'translation')}"
            problems.append(f"{name}: {what}; choose a text (filter status:conflict)")
        return seen, good

    def _now(self, name: str, numbers: Iterable[int]) -> tuple[str, dict[int, Target]]:
        """The digest of a file, and the targets that it has now in these segments.

        Raises:
            CheckerError: The segments have moved since the file was read.
        """
        session = self._session
        given = self._inputs[name]
        seen = digest(given.partner or given)
        if seen == session.model.digests[name]:
            return seen, {number: session.on_disk(number) for number in numbers}
        now = list(segments(given))
        targets = {}
        for number in numbers:
            segment = session.model.segment(number)
            there = now[segment.index - 1] if segment.index <= len(now) else None
            if there is None or (there.source, there.unit) != (segment.source, segment.unit):
                raise CheckerError("the file changed since it was read", name, "read it again; nothing was saved")
            targets[number] = there.translation
        return seen, targets

    def _annotate(self) -> None:
        """Write the notes on findings into the files whose formats hold remarks.

        Raises:
            CheckerError: A file is in use, has changed or cannot be written; the others may be written.
        """
        session = self._session
        saved = session.record.saved.get(NOTES, {})
        by_file: dict[str, dict[int, tuple[str, Remarks]]] = defaultdict(dict)
        for number, notes in self._notes(saved).items():
            name = session.model.segment(number).file
            key = session.addresses.key(number)
            before = _remarks(saved.get(key))
            held = {line: Remark(line[2], line[3]) for line in notes}
            gone = tuple(Remark(line[2], line[3]) for line in before if line not in held)
            packed = msgspec.json.encode(sorted(held)).decode()
            if sorted(held) != sorted(before) and holds_remarks(self._inputs[name]):
                by_file[name][number] = packed, Remarks(tuple(held[line] for line in sorted(held, key=_order)), gone)
        for name, found in by_file.items():
            session.claims.take([name])
            given = self._inputs[name]
            seen, _ = self._now(name, found)
            indexes = {session.model.segment(number).index: remarks for number, (_, remarks) in found.items()}
            annotate((given.partner or given).name, given, indexes, seen)
            self._written(name, seen)
            session.record.mark_saved(NOTES, {session.addresses.key(n): packed for n, (packed, _) in found.items()})

    def _notes(self, saved: Mapping[str, str | None]) -> dict[int, set[_NoteLine]]:
        """The notes that each segment shall have in its file, of those segments where that may have changed."""
        model = self._session.model
        held = {
            (entry.decision.noted, note.at, note.author, note.text)
            for entry in self._session.judgements.held.notes
            for note in [entry.decision.note]
        }
        before = {line for value in saved.values() for line in _remarks(value)}
        found: dict[int, set[_NoteLine]] = defaultdict(set)
        for line in held | before:
            for item in model.by_fingerprint.get(int(line[0], 16)):
                number = model.segments[item]
                if number not in found:
                    mine = set(_remarks(saved.get(self._session.addresses.key(number))))
                    found[number] = mine & held  # of findings that may be gone now
                if line in held:
                    found[number].add(line)
        return found

    def _writable(self, name: str, targets: dict[int, Target], problems: list[str]) -> dict[int, Target]:
        """The targets that the format can hold; adds an error to ``problems`` for each other one."""
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
        session.workspace.must_stay(changed.name)
        home = session.workspace.home(name)
        today = session.now().date().isoformat()
        made = [
            change_log.changed(home, self._held(number), target.text, today)
            for number, target in targets.items()
            if target.text != session.on_disk(number).text
        ]
        recorded = change_log.recorded(home, changed.name, seen, made)
        save(changed.name, given, self._by_index(targets), seen, recorded)
        self._written(name, seen)
        session.disk.update(targets)
        values = {session.addresses.key(number): session.value(number, target) for number, target in targets.items()}
        session.record.mark_saved(TARGETS, values)

    def _written(self, name: str, seen: str) -> None:
        """Note the present digest of a file that was ``seen`` before it was written."""
        changed = self._inputs[name].partner or self._inputs[name]
        now = digest(changed)
        for each, given in self._inputs.items():  # a file may be read once for each of its languages
            if (given.partner or given).name == changed.name:
                if seen == self._session.model.digests[each]:  # else ``changed`` shall tell that others changed it too
                    self._session.model.digests[each] = now
                self._stamps.pop(each, None)

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


def _remarks(value: str | None) -> list[_NoteLine]:
    """The notes in a value of the journal's table ``notes``."""
    return msgspec.json.decode(value, type=list[_NoteLine]) if value else []


def _order(line: _NoteLine) -> tuple[str, str]:
    """Notes in a file are in the order of time."""
    return line[1], line[0]
