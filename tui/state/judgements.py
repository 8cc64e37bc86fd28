"""The decisions of a review: those in the files, and those that are only in the journal."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.engine.findings import Evidence, Note
from checker.judging import decisions
from checker.judging.decisions import Decision, Identity, PlacedDecision, Ruling, Scope, Subject, Verdict
from checker.project import decision_file
from checker.project.decision_file import FILE
from checker.project.own import own
from checker.project.workspace import Workspace
from checker.storage.jsonl_ledger import packed
from tui.state.journal import Change, Journal, merged

DECISIONS = "decisions"


class Said(NamedTuple):
    """The identity of decisions, and the folder of their file."""

    home: Path
    identity: Identity


class Judgements:
    """The decisions of a review: look-up, changes in the journal, and writing to their files.

    Args:
        record: The journal; a value of its table ``decisions`` holds the lines with one identity.
        workspace: Knows the folders of decisions.
        author: The author of new decisions.
        today: The day (ISO 8601).

    Attributes:
        held: All decisions.
        warnings: Notices about the files.
    """

    def __init__(self, record: Journal, workspace: Workspace, author: str, today: str) -> None:
        self._record = record
        self._workspace = workspace
        self._author = author
        self._homes = {self._name(home): home for home in workspace.homes()}
        self.warnings: list[str] = []
        paths = [home / FILE for home in self._homes.values()]
        self.held = decision_file.load(paths, today, self.warnings.append)
        for key, base in record.bases(DECISIONS).items():
            said = self._said(key)
            lines, _ = merged(base, record.get(DECISIONS, key), self._lines(said))
            self._put(said, lines)

    def _name(self, home: Path) -> str:
        """The name of a folder in the journal, relative to the project's folder."""
        try:
            return Path(os.path.relpath(home, self._record.folder)).as_posix()
        except ValueError:  # another drive
            return home.absolute().as_posix()

    def _said(self, key: str) -> Said:
        name, about, author = msgspec.json.decode(key)
        return Said(self._homes.get(name, Path(self._record.folder, name)), Identity(about, author))

    def _key(self, said: Said) -> str:
        return msgspec.json.encode([self._name(said.home), *said.identity]).decode("utf-8")

    def _lines(self, said: Said) -> str | None:
        """The present lines."""
        held = [packed(each.decision) for each in self.held.of(said.identity) if Path(each.folder) == said.home]
        return "\n".join(held) or None

    def _put(self, said: Said, lines: str | None) -> None:
        path = said.home / FILE
        others = [each for each in self.held.of(said.identity) if Path(each.folder) != said.home]
        made = [PlacedDecision(str(path), each, str(said.home)) for each in _unpacked(lines)]
        self.held.put(said.identity, [*others, *made])

    # Looking up.

    def __bool__(self) -> bool:
        return len(self.held) > 0

    def standing(self, about: Subject) -> Ruling:
        """The ruling on a finding."""
        return self.held.standing(about)

    def covering(self, about: Subject) -> list[PlacedDecision]:
        """All decisions on a finding, the narrowest first, also expired and contradicting ones."""
        return self.held.covering(about)

    def notes(self, fingerprint: str) -> list[Note]:
        """The notes on a finding, by time."""
        return [entry.decision.note for entry in self.held.notes_on(fingerprint)]

    # Changing.

    def making(self, evidence: Evidence, verdict: Verdict, scope: Scope, reason: str, until: str) -> Change:
        """The change that makes a decision and replaces earlier ones with the same identity.

        Raises:
            CheckerError: The scope is a term and the finding has no concept, or ``until`` is not a date.
        """
        home = self._workspace.home(evidence.segment.file)
        decision = decisions.made(
            evidence,
            verdict,
            scope=scope,
            reason=reason,
            author=self._author,
            date=self.held.today,
            until=until,
            folder=home,
        )
        said = Said(home, decision.identity)
        return Change(DECISIONS, self._key(said), self._lines(said), packed(decision))

    def noting(self, evidence: Evidence, note: Note) -> Change:
        """The change that sets the note of an author and time on a finding; one without a text removes it."""
        line = decisions.noted(evidence, note)
        said = Said(self._workspace.home(evidence.segment.file), line.identity)
        return Change(DECISIONS, self._key(said), self._lines(said), packed(line) if note.text else None)

    def taking_back(self, entries: Iterable[PlacedDecision]) -> list[Change]:
        """The changes that remove decisions."""
        about = dict.fromkeys(Said(Path(each.folder), each.decision.identity) for each in entries)
        return [Change(DECISIONS, self._key(said), self._lines(said), None) for said in about]

    def follow(self, change: Change) -> str:
        """Apply a change of the journal; returns the key of its decisions."""
        said = self._said(change.key)
        self._put(said, change.after)
        return said.identity.about

    # The files.

    def _pending(self) -> dict[str, str | None]:
        bases = self._record.bases(DECISIONS)
        mine = {key: self._record.get(DECISIONS, key) for key in bases}
        return {key: lines for key, lines in mine.items() if lines != bases[key]}

    def unsaved(self) -> int:
        """The number of decisions that are only in the journal."""
        return len(self._pending())

    def save(self) -> None:
        """Write the decisions that are not in the files yet; decisions that others wrote stay.

        Raises:
            CheckerError: A file cannot be read or written.
        """
        pending = self._pending()
        wanted: dict[Path, dict[Identity, Sequence[Decision]]] = defaultdict(dict)
        for key, lines in pending.items():
            said = self._said(key)
            wanted[said.home][said.identity] = _unpacked(lines)
        for home, amended in wanted.items():
            decision_file.amend(own(home, FILE), amended)
        self._record.mark_saved(DECISIONS, pending)


def _unpacked(lines: str | None) -> list[Decision]:
    return [msgspec.json.decode(line, type=Decision) for line in (lines or "").split("\n") if line]
