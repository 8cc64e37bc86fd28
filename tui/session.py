"""A review: what a check found and what the user does about it. All state is here; no screen is known here.

A change is a step of the record, which is on disk before the state moves. What stands in the project's files is
merged with it when they are read, and written back by ``save``.
"""

import datetime
import getpass
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from pathlib import Path

import msgspec

from checker import rules
from checker.model import Finding, Segment
from tui import verdicts
from tui.engine import Batch, Finished, Opened, Rechecked
from tui.model import Model, moved
from tui.record import Change, Record, Step, merged
from tui.verdicts import Decision, Scope, Verdict

DECISIONS, TARGETS, COMMENTS, SKIPS = "decisions", "targets", "comments", "skips"


class Status(IntEnum):
    """What became of a finding."""

    OPEN = 0
    CONFLICT = 1
    SKIPPED = 2
    FIXED = 3
    CONFIRMED = 4
    FALSE_POSITIVE = 5
    INTENDED = 6
    GONE = 7  # came by an edit that was undone: not listed

    @property
    def label(self) -> str:
        """For people."""
        return self.name.lower().replace("_", " ")

    @property
    def waiting(self) -> bool:
        """Whether there is something left to do."""
        return self in (Status.OPEN, Status.CONFLICT, Status.SKIPPED)


_OF_VERDICT = {
    Verdict.CONFIRMED: Status.CONFIRMED,
    Verdict.FALSE_POSITIVE: Status.FALSE_POSITIVE,
    Verdict.INTENDED: Status.INTENDED,
}


class Conflict(msgspec.Struct, frozen=True):
    """A target that was changed here and in the file: what it was, is here, is there."""

    base: str
    mine: str
    theirs: str


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Session:
    """The state of a review.

    Args:
        record: What the user did.
        decisions: The file of decisions.
        author: Who decides.
        now: The clock.

    Attributes:
        model: What the check found.
        statuses: By finding.
        counts: Findings by status.
        targets: Texts that are not the file's as it was read, by segment.
        conflicts: By segment.
        parked: Edits whose segment is no longer there.
        ask: Called with the number of a segment that has to be checked again.
    """

    def __init__(
        self,
        record: Record,
        decisions: Path,
        author: str | None = None,
        now: Callable[[], datetime.datetime] = _now,
    ) -> None:
        self.record = record
        self.path = decisions
        self._folder = str(decisions.parent)
        self.author = _user() if author is None else author
        self.now = now
        self.started = now().isoformat()
        self.ask: Callable[[int], None] = lambda _number: None
        self._begin(Model())

    def _begin(self, model: Model) -> None:
        self.model = model
        self.statuses = bytearray()
        self.counts: Counter[Status] = Counter()
        self.targets: dict[int, str] = {}
        self.disk: dict[int, str] = {}
        self.conflicts: dict[int, Conflict] = {}
        self.parked: list[str] = []
        self._live: dict[int, frozenset[str]] = {}
        self._answers: dict[tuple[int, str], Rechecked] = {}
        self._born: set[int] = set()
        self._keys: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        bases = self.record.bases(TARGETS)
        self._sought: dict[tuple[str, str], list[str]] = {}
        for key in bases:
            file, _, _, source = msgspec.json.decode(key)
            self._sought.setdefault((file, source), []).append(key)
        self.read_decisions()

    # What a check found.

    def take(self, message: Opened | Batch | Finished) -> range:
        """Take a message of a check; the numbers of the findings in it."""
        if isinstance(message, Opened):
            self._begin(Model())
            self.model.open(message)
            return range(0)
        if isinstance(message, Finished):
            self.model.finish(message)
            self._settle_all()
            return range(0)
        first = self.model.segment_count
        added = self.model.add(message)
        if self._sought and message.segments:
            self._locate(range(first, self.model.segment_count))
        self.statuses.extend(bytes(len(added)))
        self.counts[Status.OPEN] += len(added)
        if self.decisions:  # else all are open
            self._update(added)
        return added

    def _locate(self, numbers: Iterable[int]) -> None:
        """Find the segments of earlier edits: same file and source, of several the one that is nearest."""
        files = {file for file, _ in self._sought}
        for number in numbers:
            if self.model.home_list[self.model.homes[number]][0] not in files:
                continue
            segment = self.model.segment(number)
            for key in self._sought.get((segment.file, _short(segment.source)), ()):
                _, index, unit, _ = msgspec.json.decode(key)
                known = self._numbers.get(key)
                far = (unit != (segment.unit or ""), abs(segment.index - index))
                if known is not None:
                    other = self.model.segment(known)
                    if (unit != (other.unit or ""), abs(other.index - index)) <= far:
                        continue
                if number not in self._keys:
                    if known is not None:
                        del self._keys[known]
                    self._numbers[key], self._keys[number] = number, key

    def _settle_all(self) -> None:
        """Everything is read: merge earlier edits with what the files hold now."""
        bases = self.record.bases(TARGETS)
        self.parked = [key for key in bases if key not in self._numbers]
        for key, number in self._numbers.items():
            self._merge(key, number, bases.get(key))

    def _merge(self, key: str, number: int, base: str | None) -> None:
        theirs = self.on_disk(number)
        base = theirs if base is None else base
        mine = self.record.get(TARGETS, key)
        mine = base if mine is None else mine
        text, both = merged(base, mine, theirs)
        if both:
            self.conflicts[number] = Conflict(base, mine, theirs)
        else:
            self.conflicts.pop(number, None)
        self._set_target(number, text)

    # Texts.

    def segment(self, number: int) -> Segment:
        """A segment with the target that it has now."""
        segment = self.model.segment(number)
        target = self.targets.get(number)
        return segment if target is None else msgspec.structs.replace(segment, target=target)

    def on_disk(self, number: int) -> str:
        """The target that the file holds."""
        return self.disk.get(number, self.model.segment(number).target)

    def finding(self, item: int) -> Finding:
        """A finding, with spans of the target as it is now where it was checked again."""
        finding = self.model.finding(item)
        number = self.model.segments[item]
        if number in self.targets:
            answer = self._answers.get((number, self.targets[number]))
            for fresh in answer.findings if answer else ():
                if fresh.fingerprint == finding.fingerprint:
                    return fresh
            return moved(finding, self.targets[number])
        return finding

    def key(self, number: int) -> str:
        """What a segment is called in the journal."""
        key = self._keys.get(number)
        if key is None:
            segment = self.model.segment(number)
            parts = [segment.file, segment.index, segment.unit or "", _short(segment.source)]
            key = self._keys[number] = msgspec.json.encode(parts).decode("utf-8")
            self._numbers[key] = number
        return key

    def _set_target(self, number: int, text: str) -> None:
        """Let a segment have ``text``, and see what is wrong with it now."""
        if text == self.model.segment(number).target:
            self.targets.pop(number, None)
            self._live.pop(number, None)
        else:
            self.targets[number] = text
            answer = self._answers.get((number, text))
            if answer:
                self._settle(answer)
            else:
                self._live.pop(number, None)
                self.ask(number)
        self._update(self.model.by_segment.get(number, ()))

    def answer(self, rechecked: Rechecked) -> list[int]:
        """Take what was found in a segment checked again.

        Returns:
            Findings that were not there before, if the segment still has that target.
        """
        number = rechecked.segment
        self._answers[number, rechecked.target] = rechecked
        if self.targets.get(number) != rechecked.target:
            return []
        new = self._settle(rechecked)
        self._update(self.model.by_segment.get(number, ()))
        return new

    def _settle(self, answer: Rechecked) -> list[int]:
        number = answer.segment
        items = self.model.by_segment.get(number, [])
        known = {self.model.finding(item).fingerprint: item for item in items}
        there = {finding.fingerprint for finding in answer.findings}
        new = []
        for finding in answer.findings:
            if finding.fingerprint not in known:
                item = self.model.append(finding)
                self._born.add(item)
                self.statuses.append(Status.GONE)
                self.counts[Status.GONE] += 1
                new.append(item)
        for fingerprint, item in known.items():
            if self.model.rule(item) in rules.grouped() and self._stands(item, answer.target):
                there.add(fingerprint)
        self._live[number] = frozenset(there)
        return new

    def _stands(self, item: int, target: str) -> bool:
        """Whether what a rule over whole documents complained of is still in ``target``: only a full check is sure."""
        finding = self.model.finding(item)
        return bool(finding.found) and finding.found in target

    # Statuses.

    def status(self, item: int) -> Status:
        """What became of a finding."""
        return Status(self.statuses[item])

    def _status(self, item: int) -> Status:
        number = self.model.segments[item]
        if number in self.conflicts:
            return Status.CONFLICT
        live = self._live.get(number)
        fingerprint = self.hex(item)
        if live is not None and fingerprint not in live:
            return Status.FIXED if item not in self._born else Status.GONE
        if live is None and item in self._born:
            return Status.GONE
        decision = self.decision(item)
        if decision:
            return _OF_VERDICT[decision.verdict]
        return Status.SKIPPED if self.record.get(SKIPS, fingerprint) == self.started else Status.OPEN

    def hex(self, item: int) -> str:
        """The fingerprint of a finding."""
        return f"{self.model.fingerprints[item]:016x}"

    def _update(self, items: Iterable[int]) -> None:
        for item in items:
            status = self._status(item)
            before = self.statuses[item]
            if status != before:
                self.counts[Status(before)] -= 1
                self.counts[status] += 1
                self.statuses[item] = status

    @property
    def listed(self) -> int:
        """Findings there are."""
        return len(self.statuses) - self.counts[Status.GONE]

    @property
    def waiting(self) -> int:
        """Findings left to decide."""
        return sum(self.counts[status] for status in Status if status.waiting)

    # Decisions.

    def read_decisions(self) -> None:
        """Merge the decisions of the file with those of the journal, which hold where both say something.

        Raises:
            CheckerError: The file is broken.
        """
        lines: dict[str, str | None] = dict(verdicts.read(self.path))
        for key, base in self.record.bases(DECISIONS).items():
            lines[key], _ = merged(base, self.record.get(DECISIONS, key), lines.get(key))
        self.decisions = {key: verdicts.unpacked(line) for key, line in lines.items() if line is not None}
        self._scope()
        self._update(range(len(self.statuses)))

    def _scope(self) -> None:
        """Note which scopes there are decisions of: findings by the thousand are looked up in no others."""
        self._scopes = sorted({decision.scope for decision in self.decisions.values()}, key=list(Scope).index)

    def decision(self, item: int) -> Decision | None:
        """The decision that covers a finding, the narrowest there is."""
        if not self.decisions:
            return None
        model = self.model
        rule, concept = model.rule(item), model.concept(item)
        for scope in self._scopes:
            document = verdicts.document_name(*model.place(item), self._folder) if scope is Scope.DOCUMENT else ""
            found = self.decisions.get(verdicts.key(scope, self.hex(item), rule, concept, document))
            if found and not (found.until and found.until < self.now().date().isoformat()):
                return found
        return None

    def carried(self, item: int) -> bool:
        """Whether a finding's decision was made when its target was another."""
        decision = self.decision(item)
        target = self.segment(self.model.segments[item]).target
        return bool(decision and decision.digest and decision.digest != verdicts.digest(target))

    def decide(
        self, items: Sequence[int], verdict: Verdict | None, scope: Scope = Scope.SEGMENT, reason: str = ""
    ) -> Step | None:
        """Decide on findings, or (None) open them again."""
        changes: dict[str, Change] = {}
        for item in items:
            made = self._decision(item, verdict or Verdict.CONFIRMED, scope, reason)
            keys = [made.key]
            if verdict is None:
                held = self.decision(item)
                keys = [held.key] if held else []
            for key in keys:
                old = self.decisions.get(key)
                before = verdicts.packed(old) if old else None
                changes[key] = Change(DECISIONS, key, before, verdicts.packed(made) if verdict else None)
        what = verdict.value if verdict else "opened again"
        return self._step(f"{what} ({scope})" if verdict else what, changes.values(), items)

    def _decision(self, item: int, verdict: Verdict, scope: Scope, reason: str) -> Decision:
        segment = self.segment(self.model.segments[item])
        return Decision(
            fingerprint=self.hex(item),
            scope=scope,
            verdict=verdict,
            reason=reason,
            author=self.author,
            date=self.now().date().isoformat(),
            digest=verdicts.digest(segment.target),
            rule=self.model.rule(item),
            concept=self.model.concept(item),
            document=verdicts.document_name(segment.file, segment.document, self._folder)
            if scope is Scope.DOCUMENT
            else "",
        )

    def revive(self, keys: Iterable[str]) -> Step | None:
        """Take decisions back, whatever findings they cover."""
        changes = [Change(DECISIONS, k, verdicts.packed(self.decisions[k]), None) for k in keys if k in self.decisions]
        return self._step("opened again", changes, ())

    # Everything else the user does.

    def edit(self, texts: dict[int, str], label: str, items: Sequence[int] = ()) -> Step | None:
        """Give segments other targets; a conflict of theirs is settled by it."""
        changes = []
        for number, text in texts.items():
            current = self.segment(number).target
            if text == current or unicodedata.normalize("NFC", current) != text:  # the editor shows NFC
                changes.append(Change(TARGETS, self.key(number), current, text))
        settled = {n: self.conflicts[n].theirs for n in texts if n in self.conflicts}
        step = self._step(label, changes, items)
        self.record.mark_saved(TARGETS, {self.key(number): theirs for number, theirs in settled.items()})
        for number, theirs in settled.items():
            self._merge(self.key(number), number, theirs)
        return step

    def take_theirs(self, number: int) -> Step | None:
        """Settle a conflict by what the file says."""
        return self.edit({number: self.conflicts[number].theirs}, "took the file's text")

    def comment(self, item: int, text: str) -> Step | None:
        """Say something about a finding; "" takes it back."""
        key = self.hex(item)
        change = Change(COMMENTS, key, self.record.get(COMMENTS, key), text or None)
        return self._step("comment", [change], [item])

    def comment_of(self, item: int) -> str:
        """What was said of a finding."""
        return self.record.get(COMMENTS, self.hex(item)) or ""

    def skip(self, items: Sequence[int]) -> Step | None:
        """Leave findings for later; the next session shows them as open."""
        changes = [Change(SKIPS, self.hex(i), self.record.get(SKIPS, self.hex(i)), self.started) for i in items]
        return self._step("skipped", changes, items)

    def _step(self, label: str, changes: Iterable[Change], items: Sequence[int]) -> Step | None:
        focus = self.hex(items[0]) if items else ""
        at = self.now().isoformat(timespec="seconds")
        step = self.record.take(label, changes, at=at, author=self.author, focus=focus)
        if step:
            self._follow(step.changes)
        return step

    def undo(self) -> Step | None:
        """Take back the last step, in this session or one before."""
        step = self.record.undo()
        if step:
            self._follow(tuple(Change(c.table, c.key, c.after, c.before) for c in reversed(step.changes)))
        return step

    def redo(self) -> Step | None:
        """Do again what was undone last."""
        step = self.record.redo()
        if step:
            self._follow(step.changes)
        return step

    def _follow(self, changes: Sequence[Change]) -> None:
        """Let the state follow the record."""
        touched: set[int] = set()
        wide = False
        for change in changes:
            if change.table == DECISIONS:
                self.decisions.pop(change.key, None)
                if change.after is not None:
                    self.decisions[change.key] = verdicts.unpacked(change.after)
                scope, _, rest = change.key.partition("\0")
                if scope == Scope.SEGMENT:
                    touched.update(self.model.by_fingerprint.get(int(rest, 16), ()))
                wide = wide or scope != Scope.SEGMENT
            elif change.table == TARGETS:
                number = self._numbers.get(change.key)
                if number is not None and change.after is not None:
                    self.conflicts.pop(number, None)
                    self._set_target(number, change.after)
            elif change.table == SKIPS:
                touched.update(self.model.by_fingerprint.get(int(change.key, 16), ()))
        self._scope()
        self._update(range(len(self.statuses)) if wide else touched)


def _short(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:16]
