"""Names that no glossary has: capitalised words of a target, and what shows in the source which names they are."""

import re
from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from checker.languages import Language, language
from checker.matching.matches import Matches
from checker.matching.spans import Spans

_NAME = re.compile(r"[A-Z](?<!\w[A-Z])[^\W_]+(?:-[^\W_]+)*")
_SIGNS = re.compile("[-\"'“”‘’(《〈「『]")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_]{3}")
_LATIN = re.compile("[A-Za-z]")
_PARTS = re.compile("[ -]")
_SYLLABLES, _LETTERS = 3, 4
_INTERNATIONAL = ("radio", "hotel", "taxi", "internet")  # every vocabulary has some of them

Name = tuple[int, str]
"""A capitalised word with its offset in the target."""


class Beginnings(NamedTuple):
    """The first letters of the words of a source that may be names.

    Attributes:
        size: How many letters: enough to recognise a name, and few enough to stand before any particle or ending.
        text: The letters of all words, in a row.
    """

    size: int
    text: str

    def each(self) -> set[str]:
        """The beginnings; of syllables, also the first two, since a name may have no more."""
        text = self.text
        if self.size != _SYLLABLES:
            return {text[at : at + self.size] for at in range(0, len(text), self.size)}
        two = list(map(add, text[::_SYLLABLES], text[1::_SYLLABLES]))
        return {*two, *map(add, two, text[2::_SYLLABLES])}


class Reader:
    """Reads the names of a chunk.

    Attributes:
        copies: Whether translations write names as the source does, because both languages share a script.
    """

    def __init__(self, matches: Matches) -> None:
        self._chunk = matches.chunk
        self._source = matches.terminology.source
        target = matches.terminology.target
        self.copies = not (self._source.letters or target.letters)
        self._frequent = frozenset(map(str.capitalize, target.common))
        self._terms: dict[int, list[tuple[int, int]]] = {}
        for row in matches.rows:
            if row.target_start >= 0:
                self._terms.setdefault(row.segment, []).append((row.target_start, row.target_end))

    def names(self, number: int) -> list[Name]:
        """The capitalised words in the target of a segment (number in the chunk), without terms of the glossary."""
        target, frequent = self._chunk.targets[number], self._frequent
        found = [(name.start(), name[0]) for name in _NAME.finditer(target) if name[0] not in frequent]
        terms = Spans(self._terms.get(number, ()))
        return [name for name in found if not terms.overlap(name[0], name[0] + 1)]

    def copied(self, number: int, names: Iterable[Name]) -> int:
        """Which of the names stand in the source as they are, as bits."""
        source = self._chunk.sources[number]
        if not _LATIN.search(source):
            return 0
        return sum(1 << at for at, (_, name) in enumerate(names) if name in source)

    def beginnings(self, number: int) -> Beginnings:
        """The beginnings of the words of a source."""
        source = self._chunk.sources[number]
        if not self._source.letters:
            return Beginnings(_LETTERS, "".join(_CAPITALISED.findall(source)))
        size = _SYLLABLES if self._source.density < 1 else _LETTERS
        words = _SIGNS.sub(" ", source).split()
        cut = [word[:size] if len(word) >= size else word.ljust(size) for word in words if len(word) > 1]
        return Beginnings(size, "".join(cut))


def language_of(code: str) -> Language:
    """The language of the names that a note holds, by its code."""
    return language(code)


def is_ordinary(spelling: str, code: str) -> bool:
    """Whether the vocabulary of a language has all words of a spelling; also if it has no vocabulary."""
    known = language(code).known
    return all(map(known, _PARTS.split(spelling.lower()))) or not any(map(known, _INTERNATIONAL))
