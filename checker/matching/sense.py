"""The target as a tie-breaker: a word of another meaning, where the source leaves open which one is meant.

It explains a missing rendering and never finds or loses an occurrence. Where the source is clear it has no say: a
translation that writes "Seoul Market" for 서울시장 is wrong.
"""

from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import pairwise
from math import inf

from checker.languages import Wording
from checker.matching.matches import Row
from checker.matching.terminology import Terminology
from checker.model import Category, Outcome
from checker.text.near import beginning
from checker.text.steps import Steps

_NAMED = (Category.PLACE, Category.PERSON)
_JOINED = frozenset("-·‐–")  # signs that join the parts of one name
# How much the source speaks for the term, in nats: up to here its meaning is open (in a document that has had the
# concept, and in another one), and from there it is clear.
AGAIN, OPEN, CLEAR = 0.0, 3.0, 6.0
_BRIEF = 10  # words of a target in which a term is a good part of what is said
_ENDING = 2  # letters by which the forms of a word differ
_LEAST, _MOST = 2, 40  # letters of a part of a longer name
_AROUND = 40  # code points on each side that tell the meanings of a word
_WEIGHING = 8000  # steps of weighing what stands around a word with several meanings
_HEARING = 40  # steps of comparing the sounds of two words


def is_abroad(concept: int, source: str, spoken: AbstractSet[int], terminology: Terminology) -> bool:
    """Whether an organization cannot be meant: its name names a country, and the text speaks of others only.

    Places and persons with names of the source language count as its country.

    Args:
        concept: Its number.
        source: The text that names it.
        spoken: The numbers of the concepts that the document has rendered up to here.
        terminology: The compiled glossary.
    """
    home = terminology.homes.get(concept)
    if not home or concept in spoken or home & spoken or not terminology.countries & spoken:
        return False
    concepts, spells = terminology.concepts, terminology.source.spells
    if any(name in source for number in home for name in concepts[number].sources):
        return False
    return not any(
        concepts[number].category in _NAMED
        and any(spells(name, concepts[number].preferred) for name in concepts[number].sources)
        for number in spoken
    )


class Sense:
    """One segment, of which some renderings are missing; ``steps`` are those that it may take."""

    def __init__(self, source: str, target: str, terminology: Terminology, steps: Steps) -> None:
        self._source = source
        self._target = target
        self._terminology = terminology
        self._steps = steps
        self._places: dict[str, tuple[int, int] | None] = {}
        self._other_words: dict[tuple[Wording, str, int, int], tuple[frozenset[str], float]] = {}
        self._longer: dict[tuple[str, str], bool] = {}

    def is_other(self, row: Row, *, known: bool) -> bool:
        """Whether the target shows that the row of a missing rendering has another meaning.

        Args:
            row: The row.
            known: Whether the document has rendered the concept, which then is more likely to be meant again.
        """
        return self._other_word(row, -inf, AGAIN if known else OPEN) is not None or self._in_longer_name(row)

    def mistaken(self, row: Row, rows: list[Row]) -> tuple[int, int] | None:
        """The place of a word with another meaning than the row clearly has, in the row's place (Seoul Market).

        That is a brief target, or beside the rendering of what stands beside the row in the source. For a place it is
        never clear enough.
        """
        if self._terminology.concepts[row.concept].category is Category.PLACE:
            return None
        found = self._other_word(row, CLEAR, inf)
        if found is None:
            return None
        start, end = found
        beside = (
            other
            for other in rows
            if other.outcome is not Outcome.MISSING
            and (0 <= row.start - other.end <= 1 or 0 <= other.start - row.end <= 1)
        )
        close = any(0 <= start - other.target_end <= 1 or 0 <= other.target_start - end <= 1 for other in beside)
        return found if close or self._brief else None

    @cached_property
    def _brief(self) -> bool:
        """Whether the target has few words."""
        return sum(word.isalnum() for word, _, _ in self._words) <= _BRIEF

    def _other_word(self, row: Row, least: float, most: float) -> tuple[int, int] | None:
        """The place of a word for another meaning, if the source speaks so much for the term, in nats."""
        for number in row.candidates:
            concept = self._terminology.concepts[number]
            for text in concept.sources:
                wording = Wording(text, concept.category, renderings=tuple(concept.accepted))
                code = self._terminology.target.code
                first, last = max(row.start - _AROUND, 0), row.end + _AROUND
                around = self._source[first:last], row.start - first, row.end - first
                if (wording, *around) not in self._other_words:
                    found = self._terminology.source.other_words(wording, *around, code)
                    self._other_words[wording, *around] = found
                    self._steps.take(_WEIGHING if found[0] else 1)
                words, clear = self._other_words[wording, *around]
                if words and least < clear <= most:
                    return next((place for word in words if (place := self._place(word))), None)
        return None

    def _place(self, text: str) -> tuple[int, int] | None:
        """Where the target has the words of ``text``, the last in any form, but not as a name (Linda for line)."""
        if text not in self._places:
            self._steps.take(len(self._words))
            self._places[text] = self._place_of(text)
        return self._places[text]

    def _place_of(self, text: str) -> tuple[int, int] | None:
        wanted = text.split()
        for at in range(len(self._words) - len(wanted) + 1):
            run = self._words[at : at + len(wanted)]
            words = [word for word, _, _ in run]
            raw = self._target[run[-1][1] : run[-1][2]]
            named = raw.istitle() and words[-1] != wanted[-1] and at > 0
            if words[:-1] == wanted[:-1] and _is_form(words[-1], wanted[-1]) and not named:
                return run[0][1], run[-1][2]
        return None

    @cached_property
    def _words(self) -> list[tuple[str, int, int]]:
        """The folded words of the target, with their start and end."""
        return self._terminology.target.words(self._target)

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """The pairs of capitalised words of the target with nothing but a blank or a hyphen between them."""
        words = [(self._target[start:end], start, end) for _, start, end in self._words]
        pairs = (
            (one, other)
            for (one, _, end), (other, start, _) in pairwise(words)
            if one[0].isupper() and other[0].isupper() and self._target[end:start] in (" ", *_JOINED)
        )
        return list(dict.fromkeys(pairs))

    def _in_longer_name(self, row: Row) -> bool:
        """Whether the row, a name, is the end of a longer one that the target has (안호이저-부시, Anheuser-Busch)."""
        named = self._terminology.concepts[row.concept].category in (*_NAMED, Category.ORGANIZATION)
        before = self._before(row) if named else ""
        if not before:
            return False
        text = self._source[row.start : row.end]
        if (before, text) not in self._longer:
            self._steps.take(_HEARING * len(self._names))
            hears = self._terminology.source.hears
            self._longer[before, text] = any(hears(before, one) and hears(text, other) for one, other in self._names)
        return self._longer[before, text]

    def _before(self, row: Row) -> str:
        """The part of a longer name before the row: in the same word, or the word before the name of a place."""
        source = self._source[beginning(self._source, row.start) : row.start]
        category = self._terminology.concepts[row.concept].category
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
        return word if _LEAST <= len(word) <= _MOST and word.isalpha() else ""


def _is_form(word: str, other: str) -> bool:
    """Whether ``word`` is ``other`` or seems to be one of its forms (enemies, moved)."""
    return word == other or (word.startswith(other[:-1]) and 0 < len(word) - len(other) <= _ENDING)
