"""The records that all other modules use: frozen and compared by value.

They cannot form reference cycles, so the garbage collector may skip them (``gc=False``).
"""

from enum import StrEnum
from functools import cached_property
from typing import Self

import msgspec


class _Word(StrEnum):
    """An enumeration of words; a member equals its text and hashes as fast."""

    __hash__ = str.__hash__


class _Ranked(_Word):
    """Words in an order; the first has rank 0."""

    @cached_property
    def rank(self) -> int:
        return list(type(self)).index(self)


class Severity(_Ranked):
    """How bad a finding is (MQM); a gate fails at one of these and above."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class TermStatus(_Ranked):
    """What the glossary says of a term (administrative status in TBX)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


class Outcome(_Ranked):
    """How the target renders one occurrence of a concept."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    MISSPELLED = "misspelled"
    MISCASED = "miscased"
    MISSING = "missing"

    @cached_property
    def accepted(self) -> bool:
        """Whether the glossary accepts it: preferred or admitted."""
        return self in (Outcome.PREFERRED, Outcome.ADMITTED)


class Enforce(_Word):
    """How strictly the glossary is taken.

    Strict: a term without an accepted rendering is major unless something explains it. Evidence: it is as bad as what
    the text shows. Advisory: its findings never fail a gate.
    """

    STRICT = "strict"
    EVIDENCE = "evidence"
    ADVISORY = "advisory"


class Category(_Word):
    """What kind of thing a concept is; matching and severity depend on it."""

    PERSON = "person"
    TITLE = "title"
    ORGANIZATION = "organization"
    PLACE = "place"
    OBJECT = "object"
    OTHER = "other"


class Span(msgspec.Struct, frozen=True, gc=False, order=True, array_like=True):
    """A half-open range of code point offsets in a raw text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` in this range."""
        return text[self.start : self.end]


class Code(msgspec.Struct, frozen=True, gc=False):
    """An inline code of the file (a tag, a placeholder), which is not part of the text.

    Attributes:
        at: Offset in the text, in code points; the code stands before it.
        text: The code as the file writes it.
        id: Pairs it with the same code on the other side.
    """

    at: int
    text: str
    id: str = ""


class Target(msgspec.Struct, frozen=True, gc=False):
    """A translation: its text, and the inline codes in it, in order."""

    text: str
    codes: tuple[Code, ...] = ()


# The states of XLIFF and similar formats for a target that is not translated yet; lower case, letters only.
_PENDING = frozenset("new initial needstranslation untranslated nottranslated notstarted".split())


class Segment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A piece of source text with its translation; the texts are raw, never normalised.

    Attributes:
        source: The original text.
        target: The translation, "" if there is none.
        document: The document it belongs to; consistency and context do not reach beyond it.
        date: The date of its document (``2012``, ``2012-04`` or ``2012-04-13``), "" if that is not known.
        unit: The file's own id for it, or None.
        line: Its line in the file, from 1; 0 in formats without lines.
        context: Tells equal sources apart (``msgctxt``).
        file: The file it was read from, "" if it was made in a program.
        index: Its number in the file, from 1.
        fuzzy: The file marks the translation as not good yet.
        locked: The file says that it must not be changed.
        state: The file's own word for the state of the translation, or "".
        flags: The file's format flags (``c-format``).
        lacks: In files in pairs, the side that has no such key: ``source`` or ``target``; "" if both have it.
        ui: It is a string of a program, not prose.
        keyed: Its two sides are joined by a key: its neighbours say nothing of it, and its file is one document.
        source_codes, target_codes: The inline codes of the two sides, in order.
    """

    source: str
    target: str
    document: str = ""
    date: str = ""
    unit: str | None = None
    line: int = 0
    context: str = ""
    file: str = ""
    index: int = 0
    fuzzy: bool = False
    locked: bool = False
    state: str = ""
    flags: frozenset[str] = frozenset()
    lacks: str = ""
    ui: bool = False
    keyed: bool = False
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()

    @property
    def pending(self) -> bool:
        """Whether the file says that the target is not translated yet."""
        return self.fuzzy or (self.state != "" and "".join(filter(str.isalpha, self.state)).lower() in _PENDING)

    @property
    def translation(self) -> Target:
        """The target with its codes."""
        return Target(self.target, self.target_codes)

    def translated(self, target: Target) -> "Segment":
        """The segment with another target, which is no longer fuzzy and does not lack its key."""
        lacks = "" if self.lacks == "target" and target.text else self.lacks
        return msgspec.structs.replace(self, target=target.text, target_codes=target.codes, fuzzy=False, lacks=lacks)


class Term(msgspec.Struct, frozen=True, gc=False):
    """A target term of a concept."""

    text: str
    status: TermStatus = TermStatus.PREFERRED


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One concept of a glossary: its terms in both languages and how strictly they are checked.

    Attributes:
        id: Unique in the glossary.
        sources: Terms in the source language; empty for a ban in the target alone.
        targets: Terms in the target language, the preferred one first.
        case: ``exact``, ``any`` or "" (capitals are checked for names and acronyms).
        match: Any of ``exact`` (no inflection), ``same`` (is not translated), ``free`` (may vary in a document).
        context: Source words; one of them must be near, or another concept is meant (homographs).
        enforce: How strictly it is taken.
        since, until: The first and last date on which it holds (``2012``, ``2012-04`` or ``2012-04-13``), "" for none.
        place: Where the glossary has it, ``file:line``.
    """

    id: str
    category: Category = Category.OTHER
    sources: tuple[str, ...] = ()
    targets: tuple[Term, ...] = ()
    note: str = ""
    definition: str = ""
    case: str = ""
    match: frozenset[str] = frozenset()
    context: tuple[str, ...] = ()
    enforce: Enforce = Enforce.EVIDENCE
    since: str = ""
    until: str = ""
    place: str = ""

    @property
    def preferred(self) -> str:
        """The preferred term, "" if the concept only has deprecated ones."""
        return next((term.text for term in self.targets if term.status is TermStatus.PREFERRED), "")

    @property
    def accepted(self) -> tuple[str, ...]:
        """The preferred and admitted terms, the preferred one first."""
        return tuple(term.text for term in self.targets if term.status is not TermStatus.DEPRECATED)

    @property
    def cased(self) -> bool:
        """Whether the capitals of its renderings are checked."""
        if self.case:
            return self.case == "exact"
        return self.category in (Category.PERSON, Category.ORGANIZATION, Category.PLACE)

    @property
    def period(self) -> str:
        """The time in which it holds, in words; "" if it always does."""
        bounds = (("from", self.since), ("until", self.until))
        return " ".join(f"{word} {date}" for word, date in bounds if date)

    def holds(self, date: str) -> bool:
        """Whether it may hold on ``date``; the less precise of two dates stands for its whole year or month."""
        return not (precedes(date, self.since) or precedes(self.until, date))

    def coincides(self, other: "Concept") -> bool:
        """Whether it holds together with another one for longer than the day, month or year of a handover."""
        return not any(
            one.until and two.since and not precedes(two.since, one.until)
            for one, two in ((self, other), (other, self))
        )


def precedes(one: str, other: str) -> bool:
    """Whether the ISO date ``one`` is before ``other``, as far as both say; nothing precedes "", nor does it."""
    common = min(len(one), len(other))
    return one[:common] < other[:common]


class FixKind(_Word):
    """How far a fix may be trusted.

    A safe fix may be applied unread. A fix to be read first makes a whole right sentence that a person should see. An
    insertion is a place and a rendering, from which a person makes a sentence.
    """

    SAFE = "safe"
    READ = "read-first"
    INSERT = "insert"


class Fix(msgspec.Struct, frozen=True, gc=False):
    """A replacement in the target, or for an insertion the place and the rendering that belongs there."""

    kind: FixKind
    span: Span
    replacement: str

    @property
    def safe(self) -> bool:
        """Whether it may be applied without reading it."""
        return self.kind is FixKind.SAFE

    def applied(self, target: str) -> str:
        """``target`` with the replacement in its place."""
        return target[: self.span.start] + self.replacement + target[self.span.end :]


class Related(msgspec.Struct, frozen=True, gc=False):
    """Another segment that is evidence for a finding.

    Attributes:
        segment: Its number in the corpus, from 0.
        text: What stands there, or "".
        note: What it shows.
    """

    segment: int
    text: str
    note: str


class Finding(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A fault in a segment, with all its evidence.

    Attributes:
        rule: The rule's name, which the engine fills in.
        severity: How bad it is.
        reason: The rule's word for the kind of fault, or "".
        segment: The segment's number in the corpus, from 0.
        concept: The id of the glossary concept, or None.
        candidates: The ids of all concepts that may be meant, if there are several.
        source: Where in the source.
        target: Where in the target; empty if something is missing there.
        found: The text in the target, or "".
        expected: What should stand there instead, best first.
        message: What is wrong, in one sentence without a full stop.
        why: The reason, in one sentence without a full stop.
        fixes: What corrects it, best first.
        related: Other segments that are evidence.
        gating: Whether the gate is meant for it (see ``may_fail``).
        fingerprint: Identifies the finding from run to run. A rule may put here what replaces ``found`` in it, or
            what identifies the finding's group in its document.
    """

    rule: str = ""
    severity: Severity = Severity.MAJOR
    reason: str = ""
    segment: int
    concept: str | None = None
    candidates: tuple[str, ...] = ()
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    found: str = ""
    expected: tuple[str, ...] = ()
    message: str = ""
    why: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    gating: bool = False
    fingerprint: str = ""

    @property
    def may_fail(self) -> bool:
        """Whether it may fail a gate that counts its severity: it is meant to, or it is critical."""
        return self.gating or self.severity is Severity.CRITICAL

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """The sort key: segment, position in the source, in the target, rule, concept."""
        source = self.source[0].start if self.source else 1 << 30
        target = self.target[0].start if self.target else 1 << 30
        return (self.segment, source, target, self.rule, self.concept or "")

    def withdrawn(self) -> Self:
        """This finding with insertions in place of its fixes."""
        places = tuple(Fix(FixKind.INSERT, fix.span, fix.replacement) for fix in self.fixes)
        return msgspec.structs.replace(self, fixes=places)

    def stamped(self, rule: str, fingerprint: str) -> Self:
        """This finding with the name of its rule and its final fingerprint."""
        return msgspec.structs.replace(self, rule=rule, fingerprint=fingerprint)
