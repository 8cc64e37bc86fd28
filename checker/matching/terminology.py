"""A glossary compiled for a pair of languages, as find, render and context use it."""

from functools import cached_property, lru_cache
from typing import NamedTuple, Self

import msgspec

from checker.glossary.concepts import Glossary
from checker.languages import Finder, Language, Wording, language
from checker.model import Category, Concept, Enforce, TermStatus


class TargetWording(NamedTuple):
    """A rendering to search: its status, whether it is a short form, and the numbers of its concepts."""

    text: str
    status: TermStatus
    short: bool
    concepts: frozenset[int]


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """The parts of a compiled glossary that are slow to make: short forms with their concepts, and two finders."""

    shorts: list[tuple[Wording, frozenset[int]]]
    source: bytes
    target: bytes


class Terminology:
    """A glossary with a finder for each side.

    Args:
        glossary: The glossary.
        source_language, target_language: BCP 47 codes.
        packed: Bytes from ``packed()`` of a terminology with equal arguments, made by the same versions.

    Raises:
        ValueError: ``packed`` is not such bytes.

    Attributes:
        glossary: The glossary.
        concepts: Its concepts; one without a category that is evidently a person's name is a person.
        source, target: The languages.
        source_concepts: The number of the concept of each source wording.
        target_wordings: The target wordings that ``target_finder`` searches.
        bans: Whether some wordings are banned with any source.
    """

    def __init__(self, glossary: Glossary, source_language: str, target_language: str, packed: bytes = b"") -> None:
        self.glossary = glossary
        self.source: Language = language(source_language)
        self.target: Language = language(target_language)
        self.concepts: tuple[Concept, ...] = tuple(map(self._recognised, glossary.concepts))
        self.source_concepts: list[int] = []
        self.target_wordings: list[TargetWording] = []
        self.bans = any(not concept.sources for concept in self.concepts)
        ready = msgspec.msgpack.decode(packed, type=_Packed) if packed else None
        sources: list[Wording] = []
        targets: list[Wording] = []
        for number, concept in enumerate(self.concepts):
            exact = "exact" in concept.match
            for text in concept.sources:
                sources.append(Wording(text, concept.category, exact, tuple(concept.accepted)))
                self.source_concepts.append(number)
            for term in concept.targets:
                targets.append(Wording(term.text, concept.category, exact))
                self.target_wordings.append(TargetWording(term.text, term.status, False, frozenset((number,))))  # noqa: FBT003
        self._shorts = ready.shorts if ready else self._short_wordings()
        for wording, concepts in self._shorts:
            targets.append(wording)
            self.target_wordings.append(TargetWording(wording.text, TermStatus.ADMITTED, True, concepts))  # noqa: FBT003
        self.source_wordings = sources
        self.source_finder: Finder = self.source.compile(sources, ready.source if ready else b"")
        self.target_finder: Finder = self.target.compile(targets, ready.target if ready else b"")

    def _recognised(self, concept: Concept) -> Concept:
        """The concept; a strict one without a category is a person if it is spelt like a surname and a given name."""
        surname, _, given = concept.preferred.partition(" ")
        unsorted = concept.category is Category.OTHER and concept.enforce is Enforce.STRICT
        if not unsorted or not given or not surname[0].isupper():
            return concept
        spells = self.source.spells
        if not any(spells(name, concept.preferred) and spells(name[:1], surname) for name in concept.sources):
            return concept
        return msgspec.structs.replace(concept, category=Category.PERSON)

    def packed(self) -> bytes:
        """Bytes that make the next ``Terminology`` of the same glossary and languages faster."""
        return msgspec.msgpack.encode(_Packed(self._shorts, self.source_finder.packed(), self.target_finder.packed()))

    def __reduce__(self) -> tuple[type[Self], tuple[Glossary, str, str, bytes]]:
        return type(self), (self.glossary, self.source.code, self.target.code, self.packed())

    def _short_wordings(self) -> list[tuple[Wording, frozenset[int]]]:
        """The short forms of all renderings, each with the numbers of its concepts (people share surnames)."""
        found: dict[Wording, set[int]] = {}
        for number, concept in enumerate(self.concepts):
            for text in self._shortened(concept):
                found.setdefault(Wording(text, concept.category), set()).add(number)
        return [(wording, frozenset(concepts)) for wording, concepts in found.items()]

    @cached_property
    def enforced(self) -> bool:
        """Whether the glossary has a concept that may fail a gate."""
        return any(concept.enforce is not Enforce.ADVISORY for concept in self.concepts)

    @cached_property
    def other_names(self) -> frozenset[str]:
        """The folded parts of all persons' names that no short form has: mostly given names."""
        parts: set[str] = set()
        short: set[str] = set()
        for number, concept in enumerate(self.concepts):
            if concept.category is Category.PERSON:
                names = [[word for word, _, _ in self.target.words(name)] for name in self.accepted(number)]
                parts.update(word for words in names for word in words)
                short.update(words[0] for words in names if len(words) == 1)
        return frozenset(parts - short)

    @cached_property
    def full_names(self) -> tuple[tuple[str, ...], ...]:
        """For each person the renderings with several words; for other concepts none."""
        return tuple(
            tuple(term.text for term in concept.targets if len(self.target.words(term.text)) > 1)
            if concept.category is Category.PERSON
            else ()
            for concept in self.concepts
        )

    @cached_property
    def countries(self) -> frozenset[int]:
        """The numbers of the countries."""
        places = (number for number, concept in enumerate(self.concepts) if concept.category is Category.PLACE)
        return frozenset(number for number in places if self.target.country(self.concepts[number].preferred))

    @cached_property
    def homes(self) -> dict[int, frozenset[int]]:
        """The countries that the renderings of an organization name (Workers' Party of Korea), by its number."""
        names = {number: self.concepts[number].preferred.lower().split()[-1] for number in self.countries}
        found: dict[int, frozenset[int]] = {}
        for number, concept in enumerate(self.concepts):
            if concept.category is Category.ORGANIZATION:
                words = {word for text in concept.accepted for word, _, _ in self.target.words(text)}
                home = [at for at, name in names.items() if any(word.startswith(name) for word in words)]
                if home:
                    found[number] = frozenset(home)
        return found

    def accepted(self, concept: int) -> list[str]:
        """All accepted renderings of the concept with this number, with short forms."""
        entry = self.concepts[concept]
        return [*entry.accepted, *self._shortened(entry)]

    def _shortened(self, concept: Concept) -> list[str]:
        """The short forms of a concept's accepted renderings, without terms that the glossary lists for it."""
        if concept.match & {"exact", "same"}:
            return []
        longest = max(concept.sources, key=len, default="")
        known = {term.text for term in concept.targets}
        found = [
            short
            for rendering in concept.accepted
            for short in self._short_forms(longest, rendering, concept.category)
            if short not in known
        ]
        return list(dict.fromkeys(found))

    def _short_forms(self, name: str, rendering: str, category: Category) -> tuple[str, ...]:
        """The forms that may follow after a full rendering: a surname, or the initials of an organization."""
        if category is Category.PERSON:
            return self.source.short_forms(name, rendering)
        initials = "".join(word[0] for word in rendering.replace("-", " ").split() if word[0].isupper())
        has_initials = category in (Category.ORGANIZATION, Category.OTHER) and len(initials) > 1
        return (initials,) if has_initials else ()


@lru_cache(maxsize=4)
def terminology_of(glossary: Glossary, source_language: str, target_language: str) -> Terminology:
    """The glossary compiled for two languages (BCP 47 codes); the last four are cached."""
    return Terminology(glossary, source_language, target_language)
