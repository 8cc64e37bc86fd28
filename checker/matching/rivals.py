"""Rivals: renderings of another concept that evidently replace a missing rendering.

A rendering of a concept that the source does not have is mostly the translator's own word for something else. So it
counts only if there is little doubt: the source does not name its concept in any way, there are at least as many
rivals as missing concepts, and both are the same kind of thing.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from checker.matching.terminology import Terminology
from checker.model import Category
from checker.text.folding import key
from checker.text.near import REACH, beginning
from checker.text.steps import Steps

# "LONDON, England (CNN)": the news agency adds it.
_DATELINE = re.compile(r"[^(.]{2,60}\([A-Z][A-Za-z]{1,11}\)")
_BEFORE = re.compile(r"(?<!\w)([A-Z][^\W\d_]*)[ -]$")  # a capitalised word before a name, which is part of it
_BEHIND = re.compile(r"(?:[ -][A-Z][^\W\d_]*)*")
_HEARING = 40  # steps of comparing the sounds of two words
_NAME = 40  # letters of a name
_NAMES = (Category.PERSON, Category.ORGANIZATION, Category.PLACE)
_SHORT = 10  # words of a target that is so short that any rival of the same category counts
_LABEL = 5  # words of a source that is a label
_TELLING = 4  # letters of a word that is long enough to show that two renderings are related
_BESIDE = 2  # words between two renderings whose source terms stand side by side


class UnaskedRendering(NamedTuple):
    """A rendering in the target of a concept that the source does not have; ``weak`` if it proves nothing."""

    start: int
    end: int
    concept: int
    wording: str
    weak: bool = False


class Rivals:
    """The possible rivals in one target.

    Args:
        source, target: The texts.
        rest: The source without the missing titles; a rival whose source term stands only in one of these is weak.
        standing: The accepted renderings in the target of concepts that do not occur in the source.
        places: The offsets in the target where a rendering of a place begins.
        missing: The candidates of each occurrence without a rendering, with the spans in the target of what stands
            beside it in the source.
        terminology: The compiled glossary.
        steps: The steps that the segment may take.
    """

    def __init__(
        self,
        source: str,
        rest: str,
        target: str,
        standing: list[UnaskedRendering],
        places: set[int],
        missing: dict[tuple[int, ...], list[tuple[int, int]]],
        terminology: Terminology,
        steps: Steps,
    ) -> None:
        self._steps = steps
        self._heard: dict[str, bool] = {}
        self._letters: dict[tuple[int, str], bool] = {}
        self._of: dict[tuple[int, ...], UnaskedRendering | None] = {}
        self._terminology = terminology
        self._target = target
        self._is_short = len(target.split()) <= _SHORT
        self._places = sorted(places)
        self._beside = missing
        self._missing = [self._categories(candidates) for candidates in missing]
        self._source = source
        source, rest = _solid(source), _solid(rest)
        dateline = _DATELINE.match(target)
        self._standing = [
            each._replace(weak=each.weak or self._named(each.concept, source))
            for each in standing
            if not (dateline and each.start < dateline.end()) and (each.weak or not self._named(each.concept, rest))
        ]

    def of(self, candidates: tuple[int, ...]) -> UnaskedRendering | None:
        """The rendering that evidently replaces ``candidates``, or None."""
        if candidates not in self._of:
            self._steps.take(len(self._standing) * (1 + len(self._beside[candidates])))
            self._of[candidates] = self._find(candidates)
        return self._of[candidates]

    def _find(self, candidates: tuple[int, ...]) -> UnaskedRendering | None:
        categories = self._categories(candidates)
        rivals = [each for each in self._standing if self._fits(each, candidates)]
        gaps = sum(1 for each in self._missing if each & categories)
        if gaps > len({rival.concept for rival in rivals}):
            return None
        rival = min(rivals, key=lambda each: self._is_weak(each, candidates))
        around = [each for each in rivals if each.start <= rival.start and rival.end <= each.end]
        rival = max(around, key=lambda each: each.end - each.start)
        return self._whole(rival)._replace(weak=self._is_weak(rival, candidates))

    def _is_weak(self, rival: UnaskedRendering, candidates: tuple[int, ...]) -> bool:
        """Whether the rival is a common word that nothing ties to ``candidates``."""
        category = self._terminology.concepts[rival.concept].category
        holder = category is Category.TITLE and any(Category.PERSON in each for each in self._missing)
        if rival.weak or holder:  # the title may stand for its holder
            return True
        if category in _NAMES:
            return self._target[rival.start : rival.end].islower()
        if category is Category.TITLE:
            return " " not in rival.wording or self._is_headed(rival, candidates)
        near = (
            self._target[min(rival.end, end) : max(rival.start, start)]
            for start, end in self._beside[candidates]
            if max(rival.start, start) - min(rival.end, end) <= REACH
        )
        return not self._is_akin(rival, candidates) and not any(len(text.split()) <= _BESIDE for text in near)

    def _is_headed(self, rival: UnaskedRendering, candidates: tuple[int, ...]) -> bool:
        """Whether the rival is the end of an accepted rendering, with another word before it (candidate member)."""
        lead = self._target[beginning(self._target, rival.start) : rival.start]
        before = self._terminology.target.words(lead)[-1:]
        wordings = (text.lower() for number in candidates for text in self._terminology.concepts[number].accepted)
        return any(text.endswith(f" {rival.wording.lower()}") for text in wordings) and any(
            word.isalpha()
            and not self._terminology.target.numbers([word])[0]
            and word not in self._terminology.target.common
            for word, _, _ in before
        )

    def _whole(self, rival: UnaskedRendering) -> UnaskedRendering:
        """``rival``, extended to the whole name if it is one word of a person's name."""
        language, start = self._terminology.target, rival.start
        if " " in rival.wording or self._terminology.concepts[rival.concept].category is not Category.PERSON:
            return rival
        others = language.posts | language.common | language.definite
        while before := _BEFORE.search(self._target, max(start - _NAME, 0), start):
            word = before[1].lower()
            if word in others or (not before.start() and language.known(word)):
                break
            start = before.start()
        behind = _BEHIND.match(self._target, rival.end)
        return rival._replace(start=start, end=behind.end() if behind else rival.end)

    def _categories(self, candidates: tuple[int, ...]) -> frozenset[Category]:
        return frozenset(self._terminology.concepts[number].category for number in candidates)

    def _named(self, concept: int, source: str) -> bool:
        """Whether the source has the letters of the concept, even inside another word (기자 in 기자회견)."""
        if (concept, source) not in self._letters:
            names = map(_solid, self._terminology.concepts[concept].sources)
            self._letters[concept, source] = any(len(name) > 1 and name in source for name in names)
        return self._letters[concept, source]

    def _fits(self, rival: UnaskedRendering, candidates: tuple[int, ...]) -> bool:
        concepts = self._terminology.concepts
        category = concepts[rival.concept].category
        missing = [concepts[number] for number in candidates if concepts[number].category is category]
        if not missing:
            return False
        if category is Category.PLACE:
            country = self._terminology.target.country
            return any(country(each.preferred) is country(rival.wording) for each in missing)
        if category is Category.PERSON:
            return not self._sounded(rival)
        if category is Category.ORGANIZATION:
            return True
        if category is Category.TITLE:
            return not self._qualifies(rival) and not self._terminology.target.whole_title(self._target, *rival[:2])
        if category is Category.OBJECT or self._is_akin(rival, candidates):
            return True
        return self._is_short and self._is_label and not self._is_derived(candidates)

    @cached_property
    def _is_label(self) -> bool:
        """Whether the source has so few words that a rendering of another term can hardly be for something else."""
        return len(self._source.split()) <= _LABEL

    def _is_derived(self, candidates: tuple[int, ...]) -> bool:
        """Whether the target has a word that is made of a rendering of ``candidates``."""
        language, concepts = self._terminology.target, self._terminology.concepts
        words = [word for word, _, _ in language.words(self._target)]
        accepted = [text for number in candidates for text in concepts[number].accepted]
        self._steps.take(len(words) * len(accepted))
        return any(language.akin(word, text) for word in words for text in accepted)

    def _is_akin(self, rival: UnaskedRendering, candidates: tuple[int, ...]) -> bool:
        """Whether the rival shares a word with a rendering of ``candidates`` (hero certificate, hero medal)."""
        telling = {word for word in rival.wording.lower().split() if len(word) >= _TELLING}
        missing = (self._terminology.concepts[number] for number in candidates)
        return any(telling & set(wording.lower().split()) for each in missing for wording in each.accepted)

    def _sounded(self, rival: UnaskedRendering) -> bool:
        """Whether a word of the source sounds like a part of the rival's name (반 총장, Ban)."""
        hears, name = self._terminology.source.hears, self._target[rival.start : rival.end].lower()
        if name not in self._heard:
            words = self._terminology.source.words(self._source)
            self._steps.take(_HEARING * len(words))
            self._heard[name] = any(hears(word, part) for word, _, _ in words for part in name.split())
        return self._heard[name]

    def _qualifies(self, rival: UnaskedRendering) -> bool:
        """Whether a place follows directly, so that the word is not a title (chief U.S. negotiator)."""
        following = bisect_right(self._places, rival.end)
        return following < len(self._places) and self._target[rival.end : self._places[following]].isspace()


def _solid(text: str) -> str:
    return "".join(key(text).split())
