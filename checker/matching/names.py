"""Names that no glossary has: capitalised words of a target, and what shows in the source which names they are."""

import re
from typing import NamedTuple

from checker.languages import language
from checker.matching.matches import Matches

# Capitalised words in a row, and what a hyphen joins to one: Ambassador Matsegora, Kim Jong-un.
_RUN = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+| [A-Z][^\W\d_]+){0,2}")
_LONGEST = 50  # code points of a run
_SIGNS = re.compile("[-\"'“”‘’(《〈「『]")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_]{3}")
_LATIN = re.compile("[A-Za-z]")
_PARTS = re.compile("[ -]")
_SYLLABLES, _LETTERS = 3, 4
_INTERNATIONAL = ("radio", "hotel", "taxi", "internet")  # every vocabulary has some of them

Run = tuple[int, int, str]
"""Capitalised words: their offset in the target, as bits which of them the source has as they are, and the words."""


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
        found = {self.text[at : at + self.size] for at in range(0, len(self.text), self.size)}
        return found | {each[:2] for each in found} if self.size == _SYLLABLES else found


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

    def runs(self, number: int) -> list[Run]:
        """The capitalised words in the target of a segment (number in the chunk), without terms of the glossary."""
        target = self._chunk.targets[number]
        found = [
            (run.start(), 0, run[0])
            for run in _RUN.finditer(target)
            if run[0] not in self._frequent and not target[run.start() - 1 : run.start()].isalnum()
        ]
        if number in self._terms:
            terms = self._terms[number]
            found = [run for run in found if not any(start <= run[0] < end for start, end in terms)]
        source = self._chunk.sources[number]
        if found and _LATIN.search(source):
            found = [(start, _copied(text, source), text) for start, _, text in found]
        return [run for run in found if len(run[2]) <= _LONGEST]

    def beginnings(self, number: int) -> Beginnings:
        """The beginnings of the words of a source."""
        source = self._chunk.sources[number]
        if not self._source.letters:
            return Beginnings(_LETTERS, "".join(_CAPITALISED.findall(source)))
        size = _SYLLABLES if self._source.density < 1 else _LETTERS
        words = _SIGNS.sub(" ", source).split()
        return Beginnings(size, "".join([word[:size].ljust(size) for word in words if len(word) > 1]))


def is_ordinary(spelling: str, code: str) -> bool:
    """Whether the vocabulary of a language has all words of a spelling; also if it has no vocabulary."""
    known = language(code).known
    return all(map(known, _PARTS.split(spelling.lower()))) or not any(map(known, _INTERNATIONAL))


def _copied(run: str, source: str) -> int:
    return sum(1 << at for at, word in enumerate(run.split(" ")) if word in source)
