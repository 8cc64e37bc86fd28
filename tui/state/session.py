"""The session: the findings of a check and what the user does with them. All state is here, and no screen.

Every change is a step of the journal, which is on disk before the state changes. When the project's files are read,
their content is merged with the journal; ``Files.save`` writes to them.
"""

import datetime
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from checker import rules
from checker.engine.findings import Evidence
from checker.errors import CheckerError
from checker.judging.decisions import PlacedDecision, Ruling, Scope, Subject, Verdict
from checker.model import Finding, Segment, Severity, TermStatus
from checker.project import decision_file
from checker.project.workspace import Workspace
from tui.state.addresses import Addresses
from tui.state.journal import Change, Journal, Step, merged
from tui.state.judgements import DECISIONS, Judgements
from tui.state.model import SEVERITIES, Model, moved
from tui.state.status import OF_VERDICT, Conflict, FindingStatus
from tui.state.wordings import WORDINGS, Wordings
from tui.work.engine import Batch, Documents, Finished, Head, Opened, Rechecked

TARGETS, COMMENTS, SKIPS = "targets", "comments", "skips"
_NEUTRAL = SEVERITIES.index(Severity.NEUTRAL)
_MISALIGNED = "misaligned-segment"  # the rule whose confirmed finding settles the others of its segment


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


class Session:
    """The state of a review.

    Args:
        record: The journal.
        workspace: The project.
        author: The author of decisions; None for the system's user.
        now: The clock.

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
    ) -> None:
        self.record = record
        self.workspace = workspace
        self.author = decision_file.user() if author is None else author
        self.now = now
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
        self.targets: dict[int, str] = {}
        self.disk: dict[int, str] = {}
        self.conflicts: dict[int, Conflict] = {}
        self.parked: list[str] = []
        self._live: dict[int, frozenset[str]] = {}
        self._answers: dict[tuple[int, str], Rechecked] = {}
        self._documents: frozenset[tuple[str, int]] | None = None  # the findings of the last answer_documents
        self._touched: set[int] = set()  # segments that changed since then
        self._born: set[int] = set()
        self.addresses = Addresses(model, self.record.folder, self.record.bases(TARGETS))
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
        """A segment with its present target."""
        segment = self.model.segment(number)
        target = self.targets.get(number)
        return segment if target is None else msgspec.structs.replace(segment, target=target)

    def on_disk(self, number: int) -> str:
        """The target in the file."""
        return self.disk.get(number, self.model.segment(number).target)

    def finding(self, item: int) -> Finding:
        """A finding, with spans in the present target."""
        finding = self.model.finding(item)
        number = self.model.segments[item]
        if number in self.targets:
            answer = self._answers.get((number, self.targets[number]))
            for fresh in answer.findings if answer else ():
                if fresh.fingerprint == finding.fingerprint:
                    return fresh
            return moved(finding, self.targets[number])
        return finding

    def _set_target(self, number: int, text: str) -> None:
        """Set the target of a segment to ``text``, and have it checked again."""
        if text != self.segment(number).target:
            self._touched.add(number)
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
        self._update(self.model.by_segment.get(number))
        if self._documents is not None and not self.targets:  # the results of the first check are valid again
            self._documents = None
            self._update(range(len(self.statuses)))

    def answer(self, rechecked: Rechecked) -> list[int]:
        """Take the findings of a segment that was checked again.

        Returns:
            The new findings, if the segment still has that target.
        """
        number = rechecked.segment
        self._answers[number, rechecked.target] = rechecked
        if self.targets.get(number) != rechecked.target:
            return []
        new = self._settle(rechecked)
        self._update(self.model.by_segment.get(number))
        return new

    def _settle(self, answer: Rechecked) -> list[int]:
        number = answer.segment
        items = self.model.by_segment.get(number)
        known = {self.hex(item): item for item in items}
        there = {finding.fingerprint for finding in answer.findings}
        new = []
        for each, finding in zip(answer.heads, answer.findings, strict=True):
            if finding.fingerprint not in known:
                new.append(self._bear(each, finding))
        for fingerprint, item in known.items():
            if self.model.rule(item) in rules.grouped() and self._stands(item, answer.target):
                there.add(fingerprint)
        self._live[number] = frozenset(there)
        return new

    def _bear(self, each: Head, finding: Finding) -> int:
        """Add a new finding; returns its number."""
        item = self.model.append(each, finding)
        self._born.add(item)
        self.statuses.append(FindingStatus.GONE)
        self.counts[FindingStatus.GONE] += 1
        self.neutral[FindingStatus.GONE] += self.is_neutral(item)
        return item

    def _stands(self, item: int, target: str) -> bool:
        """Whether the text that a grouped rule found is still in ``target``; only a full check is certain."""
        finding = self.model.finding(item)
        return bool(finding.found) and finding.found in target

    def answer_documents(self, documents: Documents) -> list[int]:
        """Take the findings of the grouped rules for the present targets.

        Returns:
            The new findings, if the targets have not changed since.
        """
        if documents.targets != self.targets:
            return []
        grouped = rules.grouped()
        model = self.model
        known = {(self.hex(i), model.segments[i]): i for i in range(len(model)) if model.rule(i) in grouped}
        new = [
            self._bear(each, finding)
            for each, finding in zip(documents.heads, documents.findings, strict=True)
            if (finding.fingerprint, finding.segment) not in known
        ]
        self._documents = frozenset((finding.fingerprint, finding.segment) for finding in documents.findings)
        self._touched.clear()
        self._update([*known.values(), *new])
        return new

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
        if self.model.known[item]:
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
        if self._documents is not None and number not in self._touched and self.model.rule(item) in rules.grouped():
            return (self.hex(item), number) in self._documents
        live = self._live.get(number)
        return item not in self._born if live is None else self.hex(item) in live

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
            change = self.judgements.making(evidence, verdict, scope, reason or self.comment_of(item), until)
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

    def edit(self, texts: dict[int, str], label: str, items: Sequence[int] = ()) -> Step | None:
        """Change the targets of segments; this resolves their conflicts."""
        changes = []
        for number, text in texts.items():
            current = self.segment(number).target
            if text == current or unicodedata.normalize("NFC", current) != text:  # the editor shows NFC
                changes.append(Change(TARGETS, self.addresses.key(number), current, text))
        settled = {n: self.conflicts[n].theirs for n in texts if n in self.conflicts}
        step = self._step(label, changes, items)
        self.record.mark_saved(TARGETS, {self.addresses.key(number): theirs for number, theirs in settled.items()})
        for number, theirs in settled.items():
            self._merge(self.addresses.key(number), number, theirs)
        return step

    def take_theirs(self, number: int) -> Step | None:
        """Resolve a conflict with the target of the file."""
        return self.edit({number: self.conflicts[number].theirs}, "took the file's text")

    def comment(self, item: int, text: str) -> Step | None:
        """Set the comment on a finding; "" removes it."""
        key = self.hex(item)
        change = Change(COMMENTS, key, self.record.get(COMMENTS, key), text or None)
        return self._step("comment", [change], [item])

    def comment_of(self, item: int) -> str:
        """The comment on a finding, "" if there is none."""
        return self.record.get(COMMENTS, self.hex(item)) or ""

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
            except CheckerError:
                self.record.undo()
                raise
        return step

    def _step(self, label: str, changes: Iterable[Change], items: Sequence[int]) -> Step | None:
        focus = self.hex(items[0]) if items else ""
        at = self.now().isoformat(timespec="seconds")
        step = self.record.take(label, changes, at=at, author=self.author, focus=focus)
        if step:
            self._follow(step.changes)
        return step

    def of_glossary(self, step: Step) -> bool:
        """Whether a step changes a glossary. After its undo or redo, ``wordings.save`` and another check are needed."""
        return any(change.table == WORDINGS for change in step.changes)

    def undo(self) -> Step | None:
        """Undo the last step, of this session or an earlier one; None if there is none."""
        step = self.record.undo()
        if step:
            self._follow(tuple(Change(c.table, c.key, c.after, c.before) for c in reversed(step.changes)))
        return step

    def redo(self) -> Step | None:
        """Redo the step that was undone last; None if there is none."""
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
                if scope == Scope.SEGMENT:
                    touched |= self._beside(self.model.by_fingerprint.get(int(rest, 16)))
                wide = wide or scope != Scope.SEGMENT
            elif change.table == TARGETS:
                number = self.addresses.numbers.get(change.key)
                if number is not None and change.after is not None:
                    self.conflicts.pop(number, None)
                    self._set_target(number, change.after)
            elif change.table == SKIPS:
                touched.update(self.model.by_fingerprint.get(int(change.key, 16)))
        self._update(range(len(self.statuses)) if wide else touched)
