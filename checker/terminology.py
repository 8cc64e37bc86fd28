"""A glossary compiled for two languages: what the stages work with."""

from typing import NamedTuple

from checker.glossary import Glossary
from checker.languages import Finder, Language, Wording, language
from checker.model import Category, Concept, Status


class TargetWording(NamedTuple):
    """A rendering to look for: what the glossary says of it, whether it is a name cut short, whose it is."""

    text: str
    status: Status
    short: bool
    concepts: frozenset[int]


class Terminology:
    """A glossary with a finder for each side.

    Attributes:
        glossary: The glossary.
        concepts: Its concepts.
        source, target: The languages.
        source_concepts: The concept of each source wording.
        target_wordings: What each target wording stands for.
        bans: Whether some wordings are forbidden whatever the source says.
    """

    def __init__(self, glossary: Glossary, source_language: str, target_language: str) -> None:
        self.glossary = glossary
        self.concepts: tuple[Concept, ...] = glossary.concepts
        self.source: Language = language(source_language)
        self.target: Language = language(target_language)
        self.source_concepts: list[int] = []
        self.target_wordings: list[TargetWording] = []
        self.bans = any(not concept.sources for concept in self.concepts)
        sources: list[Wording] = []
        targets: list[Wording] = []
        shorts: dict[Wording, set[int]] = {}
        for number, concept in enumerate(self.concepts):
            exact = "exact" in concept.match
            for text in concept.sources:
                sources.append(Wording(text, concept.category, exact))
                self.source_concepts.append(number)
            for term in concept.targets:
                targets.append(Wording(term.text, concept.category, exact))
                self.target_wordings.append(TargetWording(term.text, term.status, False, frozenset((number,))))  # noqa: FBT003
            for text in self._shortened(concept):
                shorts.setdefault(Wording(text, concept.category), set()).add(number)
        # Many persons have one surname; it is looked for once.
        for wording, concepts in shorts.items():
            targets.append(wording)
            self.target_wordings.append(TargetWording(wording.text, Status.ADMITTED, True, frozenset(concepts)))  # noqa: FBT003
        self.source_wordings = sources
        self.source_finder: Finder = self.source.compile(sources)
        self.target_finder: Finder = self.target.compile(targets)

    def accepted(self, concept: int) -> list[str]:
        """What the target may render a concept by, short forms among them."""
        entry = self.concepts[concept]
        return [*entry.accepted, *self._shortened(entry)]

    def _shortened(self, concept: Concept) -> list[str]:
        """The short forms of a concept's renderings that are not among its own wordings."""
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
        """What a full rendering may be followed up by: a surname, or the initials of an organization."""
        if category is Category.PERSON:
            return self.source.short_forms(name, rendering)
        initials = "".join(word[0] for word in rendering.replace("-", " ").split() if word[0].isupper())
        return (initials,) if category is Category.ORGANIZATION and len(initials) > 1 else ()
