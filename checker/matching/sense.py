"""The target as a tie-breaker: a word of another meaning, where the source leaves open which one is meant.

It explains a missing rendering and never finds or loses an occurrence. Where the source is clear it has no say: a
translation that writes "Seoul Market" for 서울시장 is wrong.
"""

from functools import cached_property
from itertools import pairwise

from checker.languages import Wording
from checker.matching.matches import Row
from checker.matching.terminology import Terminology
from checker.model import Category

_JOINED = frozenset("-·‐–")  # signs that join the parts of one name
_LEAST = 2  # letters of a part of a longer name


class Sense:
    """One segment, of which some renderings are missing."""

    def __init__(self, source: str, target: str, terminology: Terminology) -> None:
        self._source = source
        self._target = target
        self._terminology = terminology

    def is_other(self, row: Row) -> bool:
        """Whether the target shows that the row of a missing rendering has another meaning."""
        return any(self._has_other_word(row, concept) for concept in row.candidates) or self._in_longer_name(row)

    def _has_other_word(self, row: Row, number: int) -> bool:
        concept = self._terminology.concepts[number]
        for text in concept.sources:
            wording = Wording(text, concept.category, renderings=tuple(concept.accepted))
            code = self._terminology.target.code
            others = self._terminology.source.other_words(wording, self._source, row.start, row.end, code)
            if any(f" {word} " in self._line or f" {word}s " in self._line for word in others):
                return True
        return False

    @cached_property
    def _line(self) -> str:
        """The folded words of the target, with a blank on each side."""
        return " ".join(["", *(word for word, _, _ in self._terminology.target.words(self._target)), ""])

    @cached_property
    def _names(self) -> list[str]:
        """The words of the target; those without a capital are empty."""
        words = ((self._target[start:end], start) for _, start, end in self._terminology.target.words(self._target))
        return [word if word[0].isupper() else "" for word, _ in words if word[0].isalpha()]

    def _in_longer_name(self, row: Row) -> bool:
        """Whether the row is the end of a longer name that the target has (안호이저-부시, Anheuser-Busch)."""
        before = self._before(row)
        if not before:
            return False
        text, hears = self._source[row.start : row.end], self._terminology.source.hears
        return any(one and other and hears(before, one) and hears(text, other) for one, other in pairwise(self._names))

    def _before(self, row: Row) -> str:
        """The part of a longer name before the row: in the same word, or the word before the name of a place."""
        source, category = self._source[: row.start], self._terminology.concepts[row.concept].category
        last = source[-1:]
        if last.isspace() and category is not Category.PLACE:
            return ""
        if not (last.isalnum() or last.isspace() or last in _JOINED):
            return ""
        words = self._terminology.source.words(source)
        word = words[-1][0] if words else ""
        while words and not word.isalnum():
            words.pop()
            word = words[-1][0] if words else ""
        return word if len(word) >= _LEAST and word.isalpha() else ""
