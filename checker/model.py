"""The records that everything else speaks of: frozen, compared by value, free of files and clocks.

Nothing in them can point back at them, so the collector of cycles need not look at them (``gc=False``).
"""

from enum import StrEnum
from functools import cached_property
from typing import Self

import msgspec


class _Word(StrEnum):
    """One of some words; equal to its text, and hashed as that is, at the speed of texts."""

    __hash__ = str.__hash__


class _Ranked(_Word):
    """Words in an order: the first is the mildest."""

    @cached_property
    def rank(self) -> int:
        return list(type(self)).index(self)


class Severity(_Ranked):
    """How bad a finding is, after MQM; a gate fails from one of these on."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Status(_Ranked):
    """What the glossary says of a wording (TBX administrative status)."""

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
        """Whether the glossary is content with it."""
        return self in (Outcome.PREFERRED, Outcome.ADMITTED)


class Category(_Word):
    """What kind of thing a concept is; matching and severity depend on it."""

    PERSON = "person"
    TITLE = "title"
    ORGANIZATION = "organization"
    PLACE = "place"
    OBJECT = "object"
    OTHER = "other"


class Span(msgspec.Struct, frozen=True, gc=False, order=True, array_like=True):
    """A half-open range of code points of the raw text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What the span points at in ``text``."""
        return text[self.start : self.end]


class Code(msgspec.Struct, frozen=True, gc=False):
    """An inline code of the file (a tag, a placeholder): no text, it stands at an offset of it.

    Attributes:
        at: The code point of the text before which it stands.
        text: The code as the file writes it.
        id: What pairs it with its equal on the other side.
    """

    at: int
    text: str
    id: str = ""


# What XLIFF and its kin say of a target that is none yet, lower case, letters only.
_PENDING = frozenset("new initial needstranslation untranslated nottranslated notstarted".split())


class Segment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A stretch of source with its translation; the texts are raw, never normalised.

    Attributes:
        source: The original.
        target: The translation, "" where there is none.
        document: What it belongs to; consistency and context end at its edge.
        unit: The file's own id of it, or None.
        line: Its line in the file, from 1; 0 where lines mean nothing.
        context: What tells two equal sources apart (``msgctxt``).
        file: Where it was read, "" for one made in a program.
        index: Its number in the file, from 1.
        fuzzy: The file marks the translation as not yet good.
        locked: The file says that nobody is to touch it.
        state: The file's own word for how far the translation is, "" where it has none.
        flags: What the file says of the text (``c-format``).
        source_codes, target_codes: The inline codes of either side, in order.
    """

    source: str
    target: str
    document: str = ""
    unit: str | None = None
    line: int = 0
    context: str = ""
    file: str = ""
    index: int = 0
    fuzzy: bool = False
    locked: bool = False
    state: str = ""
    flags: frozenset[str] = frozenset()
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()

    @property
    def pending(self) -> bool:
        """Whether the file itself says that the target is no translation yet."""
        return self.fuzzy or (self.state != "" and "".join(filter(str.isalpha, self.state)).lower() in _PENDING)


class Term(msgspec.Struct, frozen=True, gc=False):
    """One wording of a concept."""

    text: str
    status: Status = Status.PREFERRED


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a glossary: a thing, its names in both languages and how strictly to take them.

    Attributes:
        id: Unique in the glossary.
        sources: Names in the source language; empty for a ban in the target alone.
        targets: Names in the target language, the preferred one first.
        case: ``exact``, ``any`` or "" (capitals count for names and acronyms).
        match: Of ``exact`` (no inflection), ``same`` (stays as it is), ``free`` (may vary in a document).
        context: Source words of which one stands near where the concept is meant.
        place: ``file:line``.
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
    place: str = ""

    @property
    def preferred(self) -> str:
        """The rendering to use, "" where the row only forbids."""
        return next((term.text for term in self.targets if term.status is Status.PREFERRED), "")

    @property
    def accepted(self) -> tuple[str, ...]:
        """The renderings that are not deprecated, the preferred one first."""
        return tuple(term.text for term in self.targets if term.status is not Status.DEPRECATED)

    @property
    def cased(self) -> bool:
        """Whether capitals of its renderings are checked."""
        if self.case:
            return self.case == "exact"
        return self.category in (Category.PERSON, Category.ORGANIZATION, Category.PLACE)


class Fix(msgspec.Struct, frozen=True, gc=False):
    """A replacement in the target; ``safe`` if it may be applied unread."""

    safe: bool
    span: Span
    replacement: str


class Related(msgspec.Struct, frozen=True, gc=False):
    """Another segment that a finding leans on."""

    segment: int
    text: str
    note: str


class Finding(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One departure with its evidence; nothing has to be computed again to explain it.

    Attributes:
        segment: The segment's number in the corpus, from 0.
        source: Where in the source.
        target: Where in the target; empty where something is missing.
        found: What stands in the target, "" where nothing does.
        expected: What should stand there, best first.
        message: What is wrong, in a sentence.
        why: What makes it so.
        fingerprint: What it is known by; from a rule, what stands in it for ``found``, or for the group in a
            document that it belongs to.
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
    fingerprint: str = ""

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """Findings are listed by segment, position, rule."""
        source = self.source[0].start if self.source else 1 << 30
        target = self.target[0].start if self.target else 1 << 30
        return (self.segment, source, target, self.rule, self.concept or "")

    def stamped(self, rule: str, fingerprint: str) -> Self:
        """This finding under the name of the rule that made it."""
        return msgspec.structs.replace(self, rule=rule, fingerprint=fingerprint)
