"""The session: the findings of a check and what the user does with them. All state is here, and no screen.

Every change is a step of the journal, which is on disk before the state changes. When the project's files are read,
their content is merged with the journal; ``Files.save`` writes to them.
"""

import datetime
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

import msgspec

from checker.engine.findings import Evidence, Note, unanswered
from checker.errors import CheckerError
from checker.formats import format_of
from checker.judging.decisions import PlacedDecision, Ruling, Scope, Subject, Verdict
from checker.model import Finding, Fix, Segment, Severity, Target, TermStatus
from checker.project import decision_file
from checker.project.workspace import Workspace
from checker.text.codes import fitted
from checker.text.marks import Marks
from tui.state.addresses import Addresses
from tui.state.journal import Change, Journal, Step, merged
from tui.state.judgements import DECISIONS, Judgements
from tui.state.locks import Claims
from tui.state.model import SEVERITIES, Model, moved
from tui.state.status import OF_VERDICT, Conflict, FindingStatus
from tui.state.wordings import WORDINGS, Wordings
from tui.work.messages import EVERY, Batch, Changed, Finished, Found, Head, Offered, Opened

TARGETS, COMMENTS, SKIPS = "targets", "comments", "skips"
_CODES = "\0"  # in a journal's target, between the text and its inline codes (``Marks.packed``)
_NEUTRAL = SEVERITIES.index(Severity.NEUTRAL)
_MISALIGNED = "misaligned-segment"  # the rule whose confirmed finding settles the others of its segment


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _stamped(at: datetime.datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _time(at: str) -> datetime.datetime | None:
    """A time in ISO 8601, of this place if it does not say; None if it is none."""
    try:
        return datetime.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


class Session:
    """The state of a review.

    Args:
        record: The journal.
        workspace: The project.
        author: The author of decisions; None for the system's user.
        now: The clock.
        claims: The files whose translations nobody else may change.

    Attributes:
        model: The results of the last check.
        coming: The results so far of a repeated check that is still running, or None.
        statuses: The status of each finding.
        counts: Findings by status.
        neutral: Neutral findings by status.
        judgements: The decisions.
        wordings: The terms added to glossaries.
        addresses: The keys of segments in the journal.
        inputs: The inputs by file name.
        targets: Targets that differ from those in the file when it was read, by segment.
        disk: Targets that were written since, by segment.
        conflicts: The conflicts by segment.
        parked: The keys of edits whose segment is missing.
        ask: Called with the number of a segment that must be checked again.
    """

    def __init__(
        self,
        record: Journal,
        workspace: Workspace,
        author: str | None = None,
        now: Callable[[], datetime.datetime] = _now,
        claims: Claims | None = None,
    ) -> None:
        self.record = record
        self.workspace = workspace
        self.author = decision_file.user() if author is None else author
        self.now = now
        self.claims = claims or Claims()
        self.started = now().isoformat()
        self.ask: Callable[[int], None] = lambda _number: None
        self.coming: Model | None = None
        self.inputs = workspace.inputs
        self._begin(Model())

    def _begin(self, model: Model) -> None:
        self.model = model
        self.statuses = bytearray()
        self.counts: Counter[FindingStatus] = Counter()
        self.neutral: Counter[FindingStatus] = Counter()
        self.targets: dict[int, Target] = {}
        self.disk: dict[int, Target] = {}
        self.conflicts: dict[int, Conflict] = {}
        self.parked: list[str] = []
        self._live: dict[int, frozenset[int]] = {}  # the findings that are there, by changed segment
        self._checked: dict[int, Target] = {}  # the target with which they are there
        self._offered: dict[tuple[int, Target], dict[str, tuple[Fix, ...]]] = {}  # fixes tried in their document
        self._born: set[int] = set()
        there = {key: (value or "").partition(_CODES)[0] for key, value in self.record.bases(TARGETS).items()}
        self.addresses = Addresses(model, self.record.folder, there)
        self.judgements = Judgements(self.record, self.workspace, self.author, self.today)
        self.wordings = Wordings(self.record, model.glossary, self.workspace.encoding)

    @property
    def today(self) -> str:
        """The day (ISO 8601)."""
        return self.now().date().isoformat()

    # Results of a check.

    @property
    def checking(self) -> Model | None:
        """The results of the running check so far; None if no check is running."""
        if self.coming is not None:
            return self.coming
        return None if self.model.finished else self.model

    def take(self, message: Opened | Batch | Finished) -> range:
        """Take a message of a check; returns the numbers of new findings to show.

        Findings of the first check are shown as they arrive. Those of a repeated check replace the shown ones when it
        is finished.
        """
        if isinstance(message, Opened):
            model = Model()
            model.open(message)
            if self.model.finished:
                self.coming = model
            else:
                self._begin(model)
            return range(0)
        if self.coming is None:
            if isinstance(message, Batch):
                return self._add(self.model, message)
            self.model.finish(message)
        elif isinstance(message, Batch):
            self.coming.add(message)
            return range(0)
        else:
            model, self.coming = self.coming, None
            model.finish(message)
            self._begin(model)
            self.addresses.locate(range(model.segment_count))
            self._admit(range(len(model)))
        self._settle_all()
        return range(0)

    def reopen(self, workspace: Workspace) -> None:
        """Replace the workspace, before another check."""
        self.workspace = workspace
        self.inputs |= workspace.inputs

    def reread_decisions(self) -> None:
        """Read the decision files again.

        Raises:
            CheckerError: A file of decisions is invalid.
        """
        self.judgements = Judgements(self.record, self.workspace, self.author, self.today)
        self._update(range(len(self.statuses)))

    def abandon(self) -> None:
        """Forget a repeated check that is not finished."""
        self.coming = None

    def _add(self, model: Model, batch: Batch) -> range:
        first = model.segment_count
        added = model.add(batch)
        self.addresses.locate(range(first, model.segment_count))
        self._admit(added)
        return added

    def _admit(self, added: range) -> None:
        """Set the statuses of new findings."""
        self.statuses.extend(bytes(len(added)))
        self.counts[FindingStatus.OPEN] += len(added)
        self.neutral[FindingStatus.OPEN] += sum(map(self.is_neutral, added))
        if self.judgements or any(self.model.known[added.start : added.stop]):
            self._update(added)

    def _settle_all(self) -> None:
        """Merge earlier edits with the content of the files, when a check is finished."""
        bases = self.record.bases(TARGETS)
        self.parked = [key for key in bases if key not in self.addresses.numbers]
        for key, number in self.addresses.numbers.items():
            self._merge(key, number, bases.get(key))
        there = {key: self.value(number, self.on_disk(number)) for key, number in self.addresses.numbers.items()}
        known = {key: text for key, text in there.items() if self.record.get(TARGETS, key) == text != bases.get(key)}
        self._adopt_comments()
        if self.record.writable:  # written, but a kill kept the journal from knowing
            self.record.mark_saved(TARGETS, known)

    def found(self, number: int, theirs: Target) -> None:
        """Take over the target that somebody else has written to the file since it was read."""
        self.disk[number] = theirs
        key = self.addresses.key(number)
        self._merge(key, number, self.record.bases(TARGETS).get(key))

    def _merge(self, key: str, number: int, base: str | None) -> None:
        mine = self.record.get(TARGETS, key)
        theirs = self.on_disk(number)
        if mine in (None, base):  # nothing is here that was not in the file
            target, both = theirs, False
        else:
            ours, before = (theirs if each is None else self._target(number, each) for each in (mine, base))
            target, both = merged(before, ours, theirs)
            if both:
                self.conflicts[number] = Conflict(before.text, ours.text, theirs.text)
        if not both:
            self.conflicts.pop(number, None)
        self._set_target(number, target)

    # Texts.

    def segment(self, number: int) -> Segment:
        """A segment with its present target."""
        segment = self.model.segment(number)
        target = self.targets.get(number)
        return segment if target is None else segment.translated(target)

    def on_disk(self, number: int) -> Target:
        """The target in the file."""
        return self.disk.get(number) or self.model.segment(number).translation

    def marks(self, number: int) -> Marks:
        """The marks of a segment's inline codes."""
        return Marks(self.model.segment(number))

    def value(self, number: int, target: Target) -> str:
        """The target of a segment as the journal keeps it: with codes, if the segment has any."""
        marks = self.marks(number)
        return f"{target.text}{_CODES}{marks.packed(target.codes)}" if marks else target.text

    def _target(self, number: int, value: str) -> Target:
        """The target that the journal keeps as ``value``; earlier journals know no codes."""
        marks = self.marks(number)
        text, between, packed = value.rpartition(_CODES)
        if marks and between:
            return marks.unpacked(text, packed)
        return fitted(self.model.segment(number), value)

    def finding(self, item: int) -> Finding:
        """A finding, with spans in the present target."""
        finding = self.model.finding(item)
        number = self.model.segments[item]
        target = self.segment(number).translation
        if not self.is_checked(number) or not self._there(item, number):
            return moved(finding, target.text)
        fixes = self._offered.get((number, target), {}).get(self.hex(item), finding.fixes)
        return finding if fixes == finding.fixes else msgspec.structs.replace(finding, fixes=fixes)

    def is_checked(self, number: int) -> bool:
        """Whether the findings of a segment are those of its present target."""
        return (self._checked.get(number) or self.model.segment(number).translation) == self.segment(number).translation

    def take_offers(self, offered: Offered) -> bool:
        """Take the fixes of a segment that were tried in its whole document; returns whether these are others."""
        items = self.model.by_segment.get(offered.segment)
        before = [self.finding(item).fixes for item in items]
        self._offered = {(offered.segment, offered.target): offered.fixes}
        return before != [self.finding(item).fixes for item in items]

    def _set_target(self, number: int, target: Target) -> None:
        """Set the target of a segment, and have it checked again."""
        before = self.segment(number).translation
        if target == self.model.segment(number).translation:
            self.targets.pop(number, None)
        else:
            self.targets[number] = target
        if target != before:
            self.ask(number)
        self._update(self.model.by_segment.get(number))

    def answer(self, changed: Changed) -> list[int]:
        """Take what has changed with the last changes of targets or glossaries.

        Returns:
            The findings that are new.
        """
        if changed.concepts is not None:
            self.model.learn(changed.concepts)
            self.wordings = Wordings(self.record, self.model.glossary, self.workspace.encoding)
        self.model.summary = changed.summary
        new: list[int] = []
        touched: set[int] = set()
        for number, found in changed.segments.items():
            new += self._settle(number, found)
            touched.update(self.model.by_segment.get(number))
        known = {self.model.fingerprints[item] for item in touched if 0 < self.model.known[item] < EVERY}
        touched.update(item for fingerprint in known for item in self.model.by_fingerprint.get(fingerprint))
        self._update(touched)
        return new

    def _settle(self, number: int, found: Found) -> list[int]:
        """Take the findings of a segment; returns those that it never had."""
        before: dict[str, list[int]] = {}
        for item in self.model.by_segment.get(number):
            before.setdefault(self.hex(item), []).append(item)
        there, new = set(), []
        for each, finding in zip(found.heads, found.findings, strict=True):
            if same := before.get(finding.fingerprint):
                item = same.pop(0)
                status = FindingStatus(self.statuses[item])
                self.neutral[status] -= self.is_neutral(item)
                self.model.replace(item, each, finding)
                self.neutral[status] += self.is_neutral(item)
            else:
                item = self._bear(each, finding)
                new.append(item)
            there.add(item)
        self._live[number] = frozenset(there)
        self._checked[number] = found.target
        if found.uses is not None:
            self.model.use(number, found.uses)
        return new

    def _bear(self, each: Head, finding: Finding) -> int:
        """Add a new finding; returns its number."""
        item = self.model.append(each, finding)
        self._born.add(item)
        self.statuses.append(FindingStatus.GONE)
        self.counts[FindingStatus.GONE] += 1
        self.neutral[FindingStatus.GONE] += self.is_neutral(item)
        return item

    # Statuses.

    def status(self, item: int) -> FindingStatus:
        """The status of a finding."""
        return FindingStatus(self.statuses[item])

    def _status(self, item: int) -> FindingStatus:
        number = self.model.segments[item]
        if number in self.conflicts:
            return FindingStatus.CONFLICT
        if not self._there(item, number):
            return FindingStatus.FIXED if item not in self._born else FindingStatus.GONE
        ruling = self.ruling(item)
        if ruling.decision:
            return OF_VERDICT[ruling.decision.verdict]
        if self.is_baselined(item):
            return FindingStatus.BASELINED
        if self._is_misaligned(number):
            return FindingStatus.SETTLED
        return FindingStatus.SKIPPED if self.record.get(SKIPS, self.hex(item)) == self.started else FindingStatus.OPEN

    def _is_misaligned(self, number: int) -> bool:
        """Whether it was confirmed that the present target is that of another segment."""
        return bool(self.judgements) and any(
            self._there(item, number)
            and (decision := self.ruling(item).decision) is not None
            and decision.verdict is Verdict.CONFIRMED
            for item in self.model.by_segment.get(number)
            if self.model.rule(item) == _MISALIGNED
        )

    def _beside(self, items: Iterable[int]) -> set[int]:
        """The findings with those that their decision may settle."""
        found = set(items)
        for item in [item for item in found if self.model.rule(item) == _MISALIGNED]:
            found.update(self.model.by_segment.get(self.model.segments[item]))
        return found

    def _there(self, item: int, number: int) -> bool:
        """Whether the present target of segment ``number`` still has the finding."""
        live = self._live.get(number)
        return item not in self._born if live is None else item in live

    def is_baselined(self, item: int) -> bool:
        """Whether the baseline has the finding: of equal ones as many as it has, the first ones."""
        known, numbers = self.model.known[item], self.model.segments
        if known in (0, EVERY):
            return known > 0
        same = [i for i in self.model.by_fingerprint.get(self.model.fingerprints[item]) if self._there(i, numbers[i])]
        same.sort(key=lambda i: (self._rank(i), numbers[i], i))
        return item in same[:known]

    def _rank(self, item: int) -> int:
        """The number of a finding's file in the order of the report."""
        return self.workspace.files.index(self.model.place(item)[0])

    def is_neutral(self, item: int) -> bool:
        """Whether a finding is neutral, which needs no decision."""
        return self.model.severities[item] == _NEUTRAL

    def hex(self, item: int) -> str:
        """The fingerprint of a finding, as hexadecimal digits."""
        return f"{self.model.fingerprints[item]:016x}"

    def fingerprints(self) -> Counter[str]:
        """The fingerprints of all listed findings."""
        return Counter(self.hex(i) for i, status in enumerate(self.statuses) if status != FindingStatus.GONE)

    def _update(self, items: Iterable[int]) -> None:
        for item in items:
            status = self._status(item)
            before = self.statuses[item]
            if status != before:
                self.counts[FindingStatus(before)] -= 1
                self.counts[status] += 1
                if self.is_neutral(item):
                    self.neutral[FindingStatus(before)] -= 1
                    self.neutral[status] += 1
                self.statuses[item] = status

    @property
    def listed(self) -> int:
        """The number of listed findings."""
        return len(self.statuses) - self.counts[FindingStatus.GONE]

    @property
    def waiting(self) -> int:
        """The number of findings that need a decision."""
        return sum(self.counts[status] for status in FindingStatus if status.waiting)

    # Decisions.

    def subject(self, item: int) -> Subject:
        """The parts of a finding by which its decisions are looked up."""
        return Subject(self.hex(item), self.model.rule(item), self.model.concept(item), *self.model.place(item))

    def ruling(self, item: int) -> Ruling:
        """The ruling of all decisions on a finding."""
        return self.judgements.standing(self.subject(item)) if self.judgements else Ruling()

    def said(self, item: int) -> list[PlacedDecision]:
        """All decisions on a finding."""
        return self.judgements.covering(self.subject(item)) if self.judgements else []

    def decide(
        self,
        items: Sequence[int],
        verdict: Verdict,
        scope: Scope = Scope.SEGMENT,
        reason: str = "",
        until: str = "",
    ) -> Step | None:
        """Make a decision on findings.

        Raises:
            CheckerError: The scope is a term, and a finding has no concept; or ``until`` is not a date.
        """
        changes: dict[str, Change] = {}
        for item in items:
            evidence = Evidence(self.model.finding(item), self.segment(self.model.segments[item]))
            change = self.judgements.making(evidence, verdict, scope, reason, until)
            changes[change.key] = change
        return self._step(f"{verdict} ({scope})" + (f": {reason}" if reason else ""), changes.values(), items)

    def open_again(self, items: Sequence[int]) -> Step | None:
        """Remove one decision on each finding: the author's own, else the narrowest."""
        entries = []
        for item in items:
            said = self.said(item)
            own = [each for each in said if each.decision.author == self.author]
            entries += (own or said)[:1]
        return self.revive(entries, items)

    def revive(self, entries: Iterable[PlacedDecision], items: Sequence[int] = ()) -> Step | None:
        """Remove decisions."""
        return self._step("opened again", self.judgements.taking_back(entries), items)

    # Other steps.

    def edit(self, targets: Mapping[int, str | Target], label: str, items: Sequence[int] = ()) -> Step | None:
        """Change the targets of segments, but for locked ones among them; this resolves their conflicts.

        Args:
            targets: By segment (see ``fitted``).
            label: A description for people.
            items: The findings that this is for.

        Raises:
            CheckerError: The file cannot hold a target, or every segment is locked; then nothing has changed.
        """
        locked = [number for number in targets if self.model.segment(number).locked]
        if locked and len(locked) == len(targets):
            hint = "it is unlocked in the program that locked it"
            raise CheckerError("the segment is locked", self.model.segment(locked[0]).file, hint)
        changes = []
        for number, wanted in targets.items():
            if number in locked:
                continue
            target = self.fitted(number, wanted)
            self._must_fit(number, target)
            before = self.segment(number).translation
            shown = self.marks(number).shown
            if target == before or unicodedata.normalize("NFC", shown(before)) != shown(target):  # the editor shows NFC
                key = self.addresses.key(number)
                changes.append(Change(TARGETS, key, self.value(number, before), self.value(number, target)))
        settled = [number for number in targets if number in self.conflicts]
        saved = {TARGETS: {self.addresses.key(n): self.value(n, self.on_disk(n)) for n in settled}}
        step = self._step(label, changes, items, saved)
        for number in settled:
            key = self.addresses.key(number)
            self._merge(key, number, saved[TARGETS][key])
        return step

    def _must_fit(self, number: int, target: Target) -> None:
        """Check that the file of a segment can hold ``target``; the file is only tried for signs that are new there.

        Raises:
            CheckerError: It cannot, for its codes or for a character in it.
        """
        if faults := self.marks(number).faults(target):
            raise CheckerError("; ".join(faults), hint="put the codes in order")
        odd = [{sign for sign in each.text if not sign.isprintable()} for each in (target, self.on_disk(number))]
        given = self.inputs.get(self.model.segment(number).file)
        if given and not odd[0] <= odd[1]:
            write = getattr(format_of(given, "read_segments"), "write", None)
            if write:
                held = target if self.marks(number) else target.text
                write(given, {self.model.segment(number).index: held}, io.BytesIO())

    def fitted(self, number: int, wanted: str | Target) -> Target:
        """A new target of a segment; the codes of a text alone are placed by themselves."""
        if isinstance(wanted, Target):
            return wanted
        conflict = self.conflicts.get(number)
        if conflict and wanted == conflict.theirs:
            return self.on_disk(number)
        present = self.segment(number)
        return fitted(present if present.target else self.model.segment(number), wanted)

    def take_theirs(self, number: int) -> Step | None:
        """Resolve a conflict with the target of the file."""
        return self.edit({number: self.on_disk(number)}, "took the file's text")

    def comment(self, item: int, text: str) -> Step | None:
        """Write a note on a finding: change one's last, or add one if others have answered. "" removes one's last."""
        last = self._own_last(item)
        if not last and not text:
            return None
        change = self._noting(item, Note(text, self.author, last.at if last else self._note_time(item)))
        return self._step("comment", [change], [item])

    def comment_of(self, item: int) -> str:
        """One's own note on a finding, which ``comment`` would change; "" if there is none, or others have answered."""
        last = self._own_last(item)
        return last.text if last else ""

    def notes(self, item: int) -> list[Note]:
        """The notes of everybody on a finding, by time."""
        return self.judgements.notes(self.hex(item))

    def asks(self, item: int) -> bool:
        """Whether a question among the notes on a finding has no answer yet."""
        return unanswered(self.notes(item))

    def _own_last(self, item: int) -> Note | None:
        notes = self.notes(item)
        return notes[-1] if notes and notes[-1].author == self.author else None

    def _noting(self, item: int, note: Note) -> Change:
        evidence = Evidence(self.model.finding(item), self.segment(self.model.segments[item]))
        return self.judgements.noting(evidence, note)

    def _note_time(self, item: int) -> str:
        """The time of a new note, which is later than those of all others on the finding."""
        at = self.now().astimezone(datetime.UTC)
        notes = self.notes(item)
        if notes and (last := _time(notes[-1].at)) and last >= at.replace(microsecond=0):
            at = last + datetime.timedelta(seconds=1)
        return _stamped(at)

    def _adopt_comments(self) -> None:
        """Make notes of the comments in a journal of an earlier version."""
        changes = []
        when = {change.key: step for step in self.record.done for change in step.changes if change.table == COMMENTS}
        for key, text in self.record.table(COMMENTS).items():
            items = self.model.by_fingerprint.get(int(key, 16))
            if len(items) and key in when:
                at = _time(when[key].at) or self.now()
                note = Note(text, when[key].author or self.author, _stamped(at.astimezone(datetime.UTC)))
                changes += [self._noting(items[0], note), Change(COMMENTS, key, text, None)]
        if changes and self.record.writable:
            with suppress(CheckerError):  # on a full disk they stay what they are
                self._step("comments became notes", changes, ())

    def skip(self, items: Sequence[int]) -> Step | None:
        """Skip findings; the next session shows them as open."""
        changes = [Change(SKIPS, self.hex(i), self.record.get(SKIPS, self.hex(i)), self.started) for i in items]
        return self._step("skipped", changes, items)

    def add_wording(self, key: str, text: str, status: TermStatus, items: Sequence[int]) -> Step | None:
        """Add a term to a concept (by key) and write it to its glossary.

        Raises:
            CheckerError: The glossary cannot be changed; then nothing has changed.
        """
        term = self.model.term(key)
        change = self.wordings.adding(self.model.glossary[key], text, status)
        step = self._step(f"glossary: {text} {status} for {term}", [change], items)
        if step:
            try:
                self.wordings.save()
            except CheckerError as error:
                try:
                    self.record.undo()
                except CheckerError:
                    hint = "the term is in the journal and is written later"
                    raise CheckerError(error.message, error.place, hint) from None
                raise
        return step

    def _step(
        self,
        label: str,
        changes: Iterable[Change],
        items: Sequence[int],
        saved: Mapping[str, Mapping[str, str | None]] | None = None,
    ) -> Step | None:
        made = tuple(changes)
        self._claim(made)
        focus = self.hex(items[0]) if items else ""
        at = self.now().isoformat(timespec="seconds")
        step = self.record.take(label, made, at=at, author=self.author, focus=focus, saved=saved)
        if step:
            self._follow(step.changes)
        return step

    def _claim(self, changes: Iterable[Change]) -> None:
        """Claim the files whose translations change.

        Raises:
            CheckerError: Somebody else changes one of them, or this session is read-only.
        """
        numbers = [self.addresses.numbers.get(change.key) for change in changes if change.table == TARGETS]
        if numbers:
            self.record.may_write()
            self.claims.take({self.model.segment(number).file for number in numbers if number is not None})

    def of_glossary(self, step: Step) -> bool:
        """Whether a step changes a glossary. After its undo or redo, ``wordings.save`` and another check are needed."""
        return any(change.table == WORDINGS for change in step.changes)

    def undo(self) -> Step | None:
        """Undo the last step, of this session or an earlier one; None if there is none.

        Raises:
            CheckerError: Somebody else changes the file, or the journal cannot be written.
        """
        if self.record.done:
            self._claim(self.record.done[-1].changes)
        step = self.record.undo()
        if step:
            self._follow(tuple(Change(c.table, c.key, c.after, c.before) for c in reversed(step.changes)))
        return step

    def redo(self) -> Step | None:
        """Redo the step that was undone last; None if there is none.

        Raises:
            CheckerError: Somebody else changes the file, or the journal cannot be written.
        """
        if self.record.undone:
            self._claim(self.record.undone[-1].changes)
        step = self.record.redo()
        if step:
            self._follow(step.changes)
        return step

    def _follow(self, changes: Sequence[Change]) -> None:
        """Apply changes of the journal to the state."""
        touched: set[int] = set()
        wide = False
        for change in changes:
            if change.table == DECISIONS:
                scope, _, rest = self.judgements.follow(change).partition("\0")
                if scope == Scope.SEGMENT and not rest.startswith("note:"):
                    touched |= self._beside(self.model.by_fingerprint.get(int(rest, 16)))
                wide = wide or scope != Scope.SEGMENT
            elif change.table == TARGETS:
                number = self.addresses.numbers.get(change.key)
                if number is not None and change.after is not None:
                    self.conflicts.pop(number, None)
                    self._set_target(number, self._target(number, change.after))
            elif change.table == SKIPS:
                touched.update(self.model.by_fingerprint.get(int(change.key, 16)))
        self._update(range(len(self.statuses)) if wide else touched)
