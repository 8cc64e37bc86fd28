"""Decisions: what people said of findings, and how a finding stands by them.

decision = made(evidence, Verdict.INTENDED, reason="the house style", author="kim", date="2026-03-01")
Decisions([Entry(place, decision, folder)], today="2026-03-02").ruling(evidence)
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

from checker.engine.findings import Evidence, Standing
from checker.errors import CheckerError

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Scope(StrEnum):
    """How far a decision reaches, the narrowest first."""

    SEGMENT = "segment"
    DOCUMENT = "document"
    TERM = "term"
    RULE = "rule"


class Verdict(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    FALSE_POSITIVE = "false-positive"
    INTENDED = "intended"

    @property
    def dismisses(self) -> bool:
        """Whether the finding no longer counts."""
        return self is not Verdict.CONFIRMED


class Identity(NamedTuple):
    """What one author says of one thing: later lines of it take the place of earlier ones."""

    about: str
    author: str


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of the file; what its scope needs is set, the rest is for people.

    Attributes:
        fingerprint: Of the finding it was made on.
        author, date: Who and when (ISO 8601).
        until: The last day on which it holds, "" for ever.
        digest: Of the target as it was seen.
        rule, concept: Of the finding; what a decision on a term or a rule is about.
        document: What a decision on a document is about; see ``document_name``.
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
        """What it is about."""
        return key(self.scope, self.fingerprint, self.rule, self.concept, self.document)

    @property
    def identity(self) -> Identity:
        """What it is about, and who says it."""
        return Identity(self.key, self.author)


def key(scope: Scope, fingerprint: str, rule: str, concept: str, document: str) -> str:
    """What a decision of this scope is about: on a document, of one rule and one concept in it."""
    parts = {
        Scope.SEGMENT: (fingerprint,),
        Scope.DOCUMENT: (rule, concept, document),
        Scope.TERM: (rule, concept),
        Scope.RULE: (rule,),
    }[scope]
    return "\0".join((scope.value, *parts))


class Subject(NamedTuple):
    """What a finding is looked up by."""

    fingerprint: str
    rule: str
    concept: str
    file: str
    document: str


def subject(evidence: Evidence) -> Subject:
    """What a finding is looked up by."""
    finding, segment = evidence.finding, evidence.segment
    return Subject(finding.fingerprint, finding.rule, finding.concept or "", segment.file, segment.document)


def digest(target: str) -> str:
    """What tells whether a target is the one that was seen."""
    return hashlib.sha256(unicodedata.normalize("NFC", target).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_name(file: str, document: str, folder: str | os.PathLike[str]) -> str:
    """A document's name in decisions: the file's own word for it, else the file as seen from the decisions' folder."""
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
    """The decision on a finding.

    Args:
        evidence: The finding with its segment.
        verdict: What is said of it.
        scope: How far that reaches.
        reason: Why.
        author: Who says it.
        date: When, ISO 8601.
        until: The last day on which it holds, "" for ever.
        folder: That of the decisions; documents are named from there.

    Raises:
        CheckerError: It is on a term, and the finding is about none; or a date is none.
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
    """Refuse a decision that lacks what its scope needs.

    Raises:
        CheckerError: Something is missing, or a date is none; ``place`` says where it stands.
    """
    needed = {
        Scope.SEGMENT: ("fingerprint",),
        Scope.DOCUMENT: ("rule", "document"),
        Scope.TERM: ("rule", "concept"),
        Scope.RULE: ("rule",),
    }
    for name in needed[decision.scope]:
        if not getattr(decision, name):
            raise CheckerError(f"a decision of scope {decision.scope} needs a {name}", place, "or another scope")
    for name in ("date", "until"):
        day = getattr(decision, name)
        if day and not is_date(day):
            raise CheckerError(f"{name} is no date: “{day}”", place, "write it as 2026-03-31")


def is_date(day: str) -> bool:
    """Whether ``day`` is a day as ISO 8601 writes it, with hyphens."""
    try:
        return bool(_ISO.fullmatch(day)) and bool(Date.fromisoformat(day))
    except ValueError:
        return False


class Entry(NamedTuple):
    """A decision, where it stands, and from which folder its document is named."""

    place: str
    decision: Decision
    folder: str


class Ruling(NamedTuple):
    """How a finding stands.

    Attributes:
        standing: Open or ignored.
        decision: The narrowest that covers it; None if none does, or if they are opposed.
        carried: Whether the target is another than the one the decision was made on.
        opposed: Where two verdicts stand that contradict each other, so that it is open.
    """

    standing: Standing = Standing.OPEN
    decision: Decision | None = None
    carried: bool = False
    opposed: tuple[str, str] | None = None


class Decisions:
    """Decisions, looked up by finding.

    Args:
        entries: All of them. Of several by one author on one thing the last by date counts.
        today: The day of the run, ISO 8601; matters where a decision has an ``until``.
    """

    def __init__(self, entries: Iterable[Entry] = (), today: str = "") -> None:
        self.today = today
        self._lines: dict[Identity, list[Entry]] = defaultdict(list)
        self._order: dict[int, Entry] = {}
        for entry in entries:
            self._lines[entry.decision.identity].append(entry)
            self._order[id(entry)] = entry
        self._index()

    def _index(self) -> None:
        """Make what the looking up needs."""
        self._by_key: dict[str, list[Entry]] = defaultdict(list)
        for (about, _), lines in self._lines.items():
            self._by_key[about] += _last(lines)
        self._reach()

    def _reach(self) -> None:
        scopes = {about.partition("\0")[0] for about in self._by_key}
        self._scopes = [scope for scope in Scope if scope.value in scopes]
        documents = f"{Scope.DOCUMENT.value}\0"
        held = (entry for about, found in self._by_key.items() if about.startswith(documents) for entry in found)
        self._folders = sorted({entry.folder for entry in held})

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in order."""
        return tuple(self._order.values())

    def __len__(self) -> int:
        return len(self._order)

    def of(self, identity: Identity) -> list[Entry]:
        """What an author says of something: all lines, in order."""
        return list(self._lines.get(identity, ()))

    def put(self, identity: Identity, lines: Sequence[Entry]) -> None:
        """Let an author say this of something, and nothing else any more."""
        for entry in self._lines.pop(identity, ()):
            del self._order[id(entry)]
        if lines:
            self._lines[identity] = list(lines)
            self._order |= {id(entry): entry for entry in lines}
        others = [e for e in self._by_key.pop(identity.about, ()) if e.decision.author != identity.author]
        if found := [*others, *_last(lines)]:
            self._by_key[identity.about] = found
        self._reach()

    def covering(self, about: Subject) -> list[Entry]:
        """The decisions on a finding, the narrowest first, expired ones too."""
        found: list[Entry] = []
        for scope in self._scopes:
            folders: Sequence[str] = self._folders if scope is Scope.DOCUMENT else ("",)
            for folder in folders:
                document = document_name(about.file, about.document, folder) if folder else ""
                wanted = key(scope, about.fingerprint, about.rule, about.concept, document)
                found += [e for e in self._by_key.get(wanted, ()) if not folder or e.folder == folder]
        return found

    def expired(self, decision: Decision) -> bool:
        """Whether its last day has passed."""
        return bool(decision.until) and decision.until < self.today

    def standing(self, about: Subject) -> Ruling:
        """How a finding stands, whatever its target: ignored if it is dismissed and nobody has confirmed it."""
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
        """How a finding stands."""
        ruling = self.standing(subject(evidence))
        return ruling._replace(carried=carried(ruling.decision, evidence.segment.target))


def _last(lines: Sequence[Entry]) -> list[Entry]:
    """Of one author's lines on one thing those that count."""
    last = max((entry.decision.date for entry in lines), default="")
    return [entry for entry in lines if entry.decision.date == last]


def carried(decision: Decision | None, target: str) -> bool:
    """Whether ``target`` is another than the one that a decision was made on."""
    return (
        decision is not None
        and decision.scope is Scope.SEGMENT
        and bool(decision.digest)
        and decision.digest != digest(target)
    )
