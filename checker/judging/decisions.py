"""Decisions: the verdicts of people on findings, and whether a finding is ignored because of them.

decision = made(evidence, Verdict.INTENDED, reason="the house style", author="kim", date="2026-03-01")
Decisions([PlacedDecision(place, decision, folder)], today="2026-03-02").ruling(evidence)

A file of decisions also has the notes that people wrote on findings. A note is a line whose fingerprint is that of the
finding between ``note:`` and the time. Its verdict means nothing: a reader that knows no notes takes it for a decision
on a finding that does not exist, and keeps it.
"""

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812  # it stands beside fields called date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.engine.findings import Evidence, Note, Standing
from checker.errors import CheckerError

_NOTE = re.compile(r"note:(.*?):(.*)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Scope(StrEnum):
    """Which findings a decision is for; the narrowest scope first."""

    SEGMENT = "segment"
    DOCUMENT = "document"
    TERM = "term"
    RULE = "rule"


class Verdict(StrEnum):
    """The opinion of a person on a finding."""

    CONFIRMED = "confirmed"
    FALSE_POSITIVE = "false-positive"
    INTENDED = "intended"

    @property
    def dismisses(self) -> bool:
        """Whether the finding is then ignored."""
        return self is not Verdict.CONFIRMED


class Identity(NamedTuple):
    """Subject and author of a decision; of decisions with the same identity the latest counts."""

    about: str
    author: str


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of the file. ``validate`` knows which fields a scope needs; the others inform people.

    Attributes:
        fingerprint: The fingerprint of the finding.
        scope, verdict: Which findings it is for, and the opinion on them.
        author, date: Who made it and when (ISO 8601).
        until: The last day on which it is valid (ISO 8601), "" for no end.
        digest: The ``digest`` of the target that the author saw.
        rule, concept: Those of the finding.
        document: Its ``document_name``, for the scope document only.
    """

    fingerprint: str
    scope: Scope
    verdict: Verdict
    reason: str = ""
    author: str = ""
    date: str = ""
    until: str = ""
    digest: str = ""
    rule: str = ""
    concept: str = ""
    document: str = ""

    @property
    def key(self) -> str:
        """The findings that it is for, as one string."""
        return key(self.scope, self.fingerprint, self.rule, self.concept, self.document)

    @property
    def identity(self) -> Identity:
        """Its key and its author."""
        return Identity(self.key, self.author)

    @property
    def noted(self) -> str:
        """The fingerprint of the finding that it is a note on; "" if it is a decision."""
        found = _NOTE.fullmatch(self.fingerprint)
        return found[1] if found else ""

    @property
    def note(self) -> Note:
        """The note that it is, if it is one."""
        return Note(self.reason, self.author, self.fingerprint.partition(":")[2].partition(":")[2])


def key(scope: Scope, fingerprint: str, rule: str, concept: str, document: str) -> str:
    """The findings that a decision of this scope is for, as one string."""
    parts = {
        Scope.SEGMENT: (fingerprint,),
        Scope.DOCUMENT: (rule, concept, document),
        Scope.TERM: (rule, concept),
        Scope.RULE: (rule,),
    }[scope]
    return "\0".join((scope.value, *parts))


class Subject(NamedTuple):
    """The parts of a finding by which its decisions are looked up."""

    fingerprint: str
    rule: str
    concept: str
    file: str
    document: str


def noted(evidence: Evidence, note: Note) -> Decision:
    """The line of a note on a finding."""
    finding = evidence.finding
    return Decision(
        fingerprint=f"note:{finding.fingerprint}:{note.at}",
        scope=Scope.SEGMENT,
        verdict=Verdict.CONFIRMED,
        reason=note.text,
        author=note.author,
        date=note.at[:10],
        digest=digest(evidence.segment.target),
        rule=finding.rule,
        concept=finding.concept or "",
    )


def subject(evidence: Evidence) -> Subject:
    """The parts of a finding by which its decisions are looked up."""
    finding, segment = evidence.finding, evidence.segment
    return Subject(finding.fingerprint, finding.rule, finding.concept or "", segment.file, segment.document)


def digest(target: str) -> str:
    """16 hexadecimal digits that change with the target."""
    return hashlib.sha256(unicodedata.normalize("NFC", target).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_name(file: str, document: str, folder: str | os.PathLike[str]) -> str:
    """A document's name in decisions: the name in the file, else the file's path relative to ``folder``."""
    if document or file in ("", "-"):
        return document or file
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return Path(file).as_posix()


def made(
    evidence: Evidence,
    verdict: Verdict,
    *,
    scope: Scope = Scope.SEGMENT,
    reason: str = "",
    author: str = "",
    date: str = "",
    until: str = "",
    folder: str | os.PathLike[str] = ".",
) -> Decision:
    """A new decision on a finding.

    Args:
        evidence: The finding with its segment.
        verdict: The opinion on it.
        scope: Which findings it is for.
        reason: Why.
        author: Who made it.
        date: When (ISO 8601).
        until: The last day on which it is valid (ISO 8601), "" for no end.
        folder: The folder of the decisions file; documents are named relative to it.

    Raises:
        CheckerError: The finding lacks what the scope needs (no concept for a term), or a date is invalid.
    """
    finding, segment = evidence.finding, evidence.segment
    decision = Decision(
        fingerprint=finding.fingerprint,
        scope=scope,
        verdict=verdict,
        reason=reason,
        author=author,
        date=date,
        until=until,
        digest=digest(segment.target),
        rule=finding.rule,
        concept=finding.concept or "",
        document=document_name(segment.file, segment.document, folder) if scope is Scope.DOCUMENT else "",
    )
    validate(decision, "")
    return decision


def validate(decision: Decision, place: str) -> None:
    """Check that a decision has what its scope needs and that its dates are valid.

    Raises:
        CheckerError: It is not so; the error has ``place``.
    """
    needed = {
        Scope.SEGMENT: ("fingerprint",),
        Scope.DOCUMENT: ("rule", "document"),
        Scope.TERM: ("rule", "concept"),
        Scope.RULE: ("rule",),
    }
    for name in needed[decision.scope]:
        if not getattr(decision, name):
            raise CheckerError(
                f"a decision of scope {decision.scope} needs a {name}", place, "add it or change the scope"
            )
    for name in ("date", "until"):
        day = getattr(decision, name)
        if day and not is_date(day):
            raise CheckerError(f"{name} is not a date: “{day}”", place, "write it as 2026-03-31")


def is_date(day: str) -> bool:
    """Whether ``day`` is an ISO 8601 date with hyphens."""
    try:
        return bool(_ISO.fullmatch(day)) and bool(Date.fromisoformat(day))
    except ValueError:
        return False


class PlacedDecision(NamedTuple):
    """A decision with its place (``file:line``) and the folder of its file, to which document names are relative."""

    place: str
    decision: Decision
    folder: str


class Ruling(NamedTuple):
    """The result of all decisions on a finding.

    Attributes:
        standing: Open or ignored.
        decision: The narrowest decision; None if there is none, or if they contradict each other.
        carried: Whether the target has changed since the decision.
        opposed: The places of two decisions that contradict each other; the finding is then open.
    """

    standing: Standing = Standing.OPEN
    decision: Decision | None = None
    carried: bool = False
    opposed: tuple[str, str] | None = None


class Decisions:
    """Decisions, looked up by finding.

    Args:
        entries: All decisions; of several with the same identity the latest by date counts.
        today: The day of the run (ISO 8601); decisions whose ``until`` is earlier have expired.
    """

    def __init__(self, entries: Iterable[PlacedDecision] = (), today: str = "") -> None:
        self.today = today
        self._lines: dict[Identity, list[PlacedDecision]] = defaultdict(list)
        self._order: dict[int, PlacedDecision] = {}
        self._notes: dict[str, dict[int, PlacedDecision]] = {}
        for entry in entries:
            self._lines[entry.decision.identity].append(entry)
            self._admit(entry)
        self._index()

    def _admit(self, entry: PlacedDecision) -> None:
        if about := entry.decision.noted:
            self._notes.setdefault(about, {})[id(entry)] = entry
        else:
            self._order[id(entry)] = entry

    def _index(self) -> None:
        """Build the indexes for the look-up."""
        self._by_key: dict[str, list[PlacedDecision]] = defaultdict(list)
        self._scopes: list[Scope] = []
        self._folders: list[str] = []
        for (about, _), lines in self._lines.items():
            self._by_key[about] += _last(lines)
            self._reach(about, lines)

    def _reach(self, about: str, lines: Iterable[PlacedDecision]) -> None:
        """Take in the scope, and for documents the folders, of decisions: what must be looked up."""
        scope = Scope(about.partition("\0")[0])
        if scope not in self._scopes:
            self._scopes = [each for each in Scope if each in (scope, *self._scopes)]
        if scope is Scope.DOCUMENT:
            self._folders = sorted({*self._folders, *(entry.folder for entry in lines)})

    @property
    def entries(self) -> tuple[PlacedDecision, ...]:
        """All decisions, in order."""
        return tuple(self._order.values())

    @property
    def notes(self) -> tuple[PlacedDecision, ...]:
        """The lines of all notes, by finding and time."""
        return tuple(entry for about in sorted(self._notes) for entry in self.notes_on(about))

    def notes_on(self, fingerprint: str) -> list[PlacedDecision]:
        """The lines of the notes on a finding, by time."""
        held = self._notes.get(fingerprint, {}).values()
        return sorted(held, key=lambda entry: (entry.decision.note.at, entry.decision.author))

    def __len__(self) -> int:
        return len(self._order)

    def of(self, identity: Identity) -> list[PlacedDecision]:
        """All decisions (or notes) with this identity, in order."""
        return list(self._lines.get(identity, ()))

    def put(self, identity: Identity, lines: Sequence[PlacedDecision]) -> None:
        """Replace all decisions (or notes) that have this identity by ``lines``."""
        for entry in self._lines.pop(identity, ()):
            held = self._notes.get(entry.decision.noted, {}) if entry.decision.noted else self._order
            del held[id(entry)]
        if lines:
            self._lines[identity] = list(lines)
            for entry in lines:
                self._admit(entry)
        others = [e for e in self._by_key.pop(identity.about, ()) if e.decision.author != identity.author]
        if found := [*others, *_last(lines)]:
            self._by_key[identity.about] = found
        self._reach(identity.about, lines)

    def covering(self, about: Subject) -> list[PlacedDecision]:
        """The decisions on a finding, the narrowest first, expired ones too."""
        found: list[PlacedDecision] = []
        for scope in self._scopes:
            folders: Sequence[str] = self._folders if scope is Scope.DOCUMENT else ("",)
            for folder in folders:
                document = document_name(about.file, about.document, folder) if folder else ""
                wanted = key(scope, about.fingerprint, about.rule, about.concept, document)
                found += [e for e in self._by_key.get(wanted, ()) if not folder or e.folder == folder]
        return found

    def expired(self, decision: Decision) -> bool:
        """Whether a decision is no longer valid today."""
        return bool(decision.until) and decision.until < self.today

    def standing(self, about: Subject) -> Ruling:
        """The ruling on a finding without a look at its target; ``carried`` is not set."""
        held = [entry for entry in self.covering(about) if not self.expired(entry.decision)]
        if not held:
            return Ruling()
        dismissed = [entry for entry in held if entry.decision.verdict.dismisses]
        confirmed = [entry for entry in held if not entry.decision.verdict.dismisses]
        if dismissed and confirmed:
            one, other = sorted((dismissed[0], confirmed[0]), key=self.entries.index)
            return Ruling(opposed=(one.place, other.place))
        return Ruling(Standing.IGNORED if dismissed else Standing.OPEN, held[0].decision)

    def ruling(self, evidence: Evidence) -> Ruling:
        """The ruling on a finding."""
        ruling = self.standing(subject(evidence))
        return ruling._replace(carried=carried(ruling.decision, evidence.segment.target))


def _last(lines: Sequence[PlacedDecision]) -> list[PlacedDecision]:
    """The decisions that count, of several with the same identity: those of the latest date."""
    last = max((entry.decision.date for entry in lines), default="")
    return [entry for entry in lines if entry.decision.date == last]


def carried(decision: Decision | None, target: str) -> bool:
    """Whether ``target`` has changed since a decision on its segment."""
    return (
        decision is not None
        and decision.scope is Scope.SEGMENT
        and bool(decision.digest)
        and decision.digest != digest(target)
    )
