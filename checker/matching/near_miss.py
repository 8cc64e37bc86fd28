"""Near misses: words of the target that were meant as a rendering.

Runs of words that are not part of another rendering are compared with the accepted renderings: they may differ in
hyphens and spaces, in the order of the parts of a name, as another romanisation of the source, or in a few letters
(optimal string alignment distance).
"""

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from checker.matching.spans import Spans
from checker.matching.terminology import Terminology
from checker.model import Category
from checker.text.folding import bare

_NAMES = (Category.PERSON, Category.PLACE, Category.ORGANIZATION)
_LONGEST_NAME = 4  # words
_LETTERS_OF_SOUND = 3  # letters of a foreign name of which one may be wrong in another transliteration
_RESPELT = 2  # letters by which most words differ between British and American spelling
_DEMONYMS = ("s", "n", "an", "ian", "i", "ese", "ish", "er", "ers", "ans", "ians", "is")


class NearMiss(NamedTuple):
    """A place in the target, the concept and wording that were meant, and how it differs from the wording."""

    concept: int
    start: int
    end: int
    how: str
    wording: str


class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]
    letters: str


class Unclaimed:
    """The words of a target that are not part of a rendering.

    Attributes:
        target: The target.
        letters: The letters of each word.
    """

    def __init__(self, target: str, claimed: list[tuple[int, int]], terminology: Terminology) -> None:
        self.target = target
        self.letters: list[str] = []
        self._words: list[tuple[str, int, int]] = []
        self._ends: list[int] = []  # for each word, where its group of adjacent words ends
        self._by_initial: dict[str, list[int]] = {}
        begun = 0
        spans = Spans(claimed)
        for found in terminology.target.words(target):
            word, start, end = found
            free = not spans.overlap(start, end)
            if free and word.isalnum():
                letters = _letters(word)
                self._by_initial.setdefault(letters[:1], []).append(len(self._words))
                self._words.append(found)
                self.letters.append(letters)
            elif not free or word not in ("'", "'s"):
                self._ends += [len(self._words)] * (len(self._words) - begun)
                begun = len(self._words)
        self._ends += [len(self._words)] * (len(self._words) - begun)

    def beginning(self, letters: Iterable[str]) -> list[int]:
        """The sorted numbers of the words that begin with one of ``letters``."""
        return sorted(number for letter in letters for number in self._by_initial.get(letter, ()))

    def word(self, number: int) -> str:
        """The folded word with this number."""
        return self._words[number][0]

    def run(self, first: int, length: int) -> _Run | None:
        """The run of ``length`` adjacent words from number ``first`` on; None if they are not adjacent."""
        if first < 0 or first + length > len(self._words) or first + length > self._ends[first]:
            return None
        words = self._words[first : first + length]
        letters = "".join(self.letters[first : first + length])
        return _Run(words[0][1], words[-1][2], tuple([word for word, _, _ in words]), letters)


def _letters(text: str) -> str:
    if text.isascii():
        return text  # the caller passes letters and digits only
    return "".join(sign for sign in bare(text) if sign.isalnum())


def near_miss(terminology: Terminology, concept: int, source: str, unclaimed: Unclaimed) -> NearMiss | None:
    """The best near miss for the concept with this number, which occurs as ``source``; None if there is none."""
    entry = terminology.concepts[concept]
    for wording in entry.accepted:
        words = tuple(word for word, _, _ in terminology.target.words(wording) if word.isalnum())
        if not words:
            continue
        for run, how in _compared(terminology, words, source, unclaimed, entry.category):
            return NearMiss(concept, run.start, run.end, how, wording)
    spelled = _romanised(terminology, (source, *entry.sources), unclaimed, entry.category)
    if spelled:
        return NearMiss(concept, spelled.start, spelled.end, "romanisation", entry.preferred)
    return None


def _compared(
    terminology: Terminology, words: tuple[str, ...], source: str, unclaimed: Unclaimed, category: Category
) -> list[tuple[_Run, str]]:
    """Runs that differ from ``words`` in spacing, order or a few letters, nearest first, and how they differ."""
    letters = _letters("".join(words))
    size = len(words)
    found: dict[_Run, tuple[int, str]] = {}
    for first in unclaimed.beginning(letters[:1]):
        if letters.startswith(unclaimed.letters[first]):
            for length in {size, size + 1, max(size - 1, 1), 1}:
                run = unclaimed.run(first, length)
                if run and run.letters == letters and (run.words != words or size > 1):
                    found.setdefault(run, (0, "spacing"))
    if category is Category.PERSON and size > 1:
        for first in unclaimed.beginning({word[:1] for word in words}):
            run = unclaimed.run(first, size) if unclaimed.word(first) in words else None
            if run and run.words != words and sorted(run.words) == sorted(words):
                found.setdefault(run, (1, "order"))
    # Each word of a run must be near its counterpart, so it is enough to look where the longest word is near.
    longest = max(range(size), key=lambda number: len(words[number]))
    near = extract(
        _letters(words[longest]),
        unclaimed.letters,
        scorer=OSA.distance,
        score_cutoff=max(_limit(words, longest), _RESPELT, len(words[longest]) // _LETTERS_OF_SOUND),
        limit=None,
    )
    for _, _, number in near:
        run = unclaimed.run(number - longest, size)
        if run and run not in found and (distance := _misspelt(terminology, run.words, words, source, category)):
            found[run] = (1 + distance, "spelling")
    return [(run, how) for run, (_, how) in sorted(found.items(), key=lambda each: (each[1][0], each[0].start))]


def _limit(words: tuple[str, ...], number: int) -> int:
    """How many wrong letters are allowed in word ``number`` of a wording."""
    length = len(words[number])
    return _allowed(length) or int(len(words) > 1 and length == 3)


def _allowed(length: int) -> int:
    """How many wrong letters are allowed in a word of ``length`` letters."""
    if length < 4:
        return 0
    if length < 9:
        return 1
    return 2 if length < 14 else 3


def _misspelt(
    terminology: Terminology, run: tuple[str, ...], words: tuple[str, ...], source: str, category: Category
) -> int:
    """By how many letters ``run`` differs from ``words``; 0 if it is the same or not meant as it."""
    total = 0
    for number, (one, other) in enumerate(zip(run, words, strict=True)):
        if one == other:
            continue
        vowels = len(words) > 1 and category in _NAMES and _skeleton(one) == _skeleton(other) != ""
        if vowels or terminology.target.respelt(one, other):
            total += 1  # in a name of several words, one may have other vowels: Vladimir Poutine for Vladimir Putin
            continue
        limit = _limit(words, number)
        if category in _NAMES and _sound_alike(terminology, source, one, other):
            limit = max(limit, len(other) // _LETTERS_OF_SOUND)
        distance = int(OSA.distance(_letters(one), _letters(other), score_cutoff=limit))
        if not 0 < distance <= limit or (len(words) == 1 and _inflects(one, other)):
            return 0
        if terminology.target.letters and terminology.target.akin(one, other):
            return 0
        if terminology.target.known(one) and (len(words) == 1 or distance > 1 or one[:1] != other[:1]):
            return 0
        total += distance
    if category is Category.PERSON and len(words) > 1 and run[0] != words[0] and run[-1] != words[-1]:
        return 0
    return total


def _sound_alike(terminology: Terminology, source: str, one: str, other: str) -> bool:
    """Whether one word of the source may be either of two spellings (라브로프: Lavrov, Lavroff)."""
    hears = terminology.source.hears
    return one[:1] == other[:1] and any(hears(part, one) and hears(part, other) for part in source.split())


def _skeleton(word: str) -> str:
    """The first letter and the consonants after it, "" if there are fewer than two consonants."""
    letters = _letters(word)
    consonants = "".join(sign for sign in letters[1:] if sign not in "aeiouyw")
    return letters[:1] + consonants if len(consonants) > 1 else ""


def _inflects(one: str, other: str) -> bool:
    """Whether the words differ only by a plural or demonym ending (Oman, Omani)."""
    return one.removeprefix(other) in _DEMONYMS or other.removesuffix("s") == one


def _romanised(
    terminology: Terminology, sources: tuple[str, ...], unclaimed: Unclaimed, category: Category
) -> _Run | None:
    """A run that romanises the source: a capitalised name, or words that the target language does not have.

    The name of a place or organization is no word of the language alone (Island for 아일랜드).
    """
    for source in dict.fromkeys(sources):
        solid = source.replace(" ", "")
        beginning = unclaimed.beginning(terminology.source.initials(solid))
        for length in range(min(_LONGEST_NAME, len(solid)), 0, -1):
            for first in beginning:
                run = unclaimed.run(first, length)
                if run is None or len(run.letters) < 3 or not terminology.source.spells(solid, run.letters):
                    continue
                known = [terminology.target.known(word) for word in run.words]
                named = category is Category.PERSON or (category in _NAMES and not all(known))
                if not any(known) or (named and unclaimed.target[run.start].isupper()):
                    return run
    if category is Category.PERSON:
        return _turned(terminology, sources, unclaimed)
    return None


def _turned(terminology: Terminology, sources: tuple[str, ...], unclaimed: Unclaimed) -> _Run | None:
    """A romanised name with the surname last."""
    for source in sources:
        solid = source.replace(" ", "")
        surnames = unclaimed.beginning(terminology.source.initials(solid))
        for length in range(2, _LONGEST_NAME):
            for last in surnames:
                run = unclaimed.run(last - length + 1, length)
                if run is None or not unclaimed.target[run.start].isupper():
                    continue
                if terminology.source.spells(solid, " ".join((run.words[-1], *run.words[:-1]))):
                    return run
    return None
