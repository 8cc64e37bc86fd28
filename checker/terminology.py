"""A glossary compiled for two languages: what the stages work with."""

from typing import NamedTuple

from checker.glossary import Glossary
from checker.languages import Finder, Language, Wording, language
from checker.model import Category, Concept, Status


class TargetWording(NamedTuple):
    """A rendering to look for: whose it is, what the glossary says of it, whether it is a name cut short."""

    concept: int
    text: str
    status: Status
    short: bool


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
        self._wordings: list[list[TargetWording]] = []
        sources: list[Wording] = []
        targets: list[Wording] = []
        for number, concept in enumerate(self.concepts):
            exact = "exact" in concept.match
            for text in concept.sources:
                sources.append(Wording(text, concept.category, exact))
                self.source_concepts.append(number)
            self._wordings.append(self._renderings(number, concept))
            for wording in self._wordings[number]:
                targets.append(Wording(wording.text, concept.category, exact))
                self.target_wordings.append(wording)
        self.source_wordings = sources
        self.source_finder: Finder = self.source.compile(sources)
        self.target_finder: Finder = self.target.compile(targets)

    def wordings_of(self, concept: int) -> list[TargetWording]:
        """What the target may render a concept by, short forms among them."""
        return self._wordings[concept]

    def _renderings(self, number: int, concept: Concept) -> list[TargetWording]:
        found = {term.text: TargetWording(number, term.text, term.status, False) for term in concept.targets}  # noqa: FBT003
        if not concept.match & {"exact", "same"}:
            longest = max(concept.sources, key=len, default="")
            for rendering in concept.accepted:
                for short in self._short_forms(longest, rendering, concept.category):
                    found.setdefault(short, TargetWording(number, short, Status.ADMITTED, True))  # noqa: FBT003
        return list(found.values())

    def _short_forms(self, name: str, rendering: str, category: Category) -> tuple[str, ...]:
        """What a full rendering may be followed up by: a surname, or the initials of an organization."""
        if category is Category.PERSON:
            return self.source.short_forms(name, rendering)
        initials = "".join(word[0] for word in rendering.replace("-", " ").split() if word[0].isupper())
        return (initials,) if category is Category.ORGANIZATION and len(initials) > 1 else ()
