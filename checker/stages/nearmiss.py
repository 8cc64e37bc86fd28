"""Near misses: words of the target that were meant to be a rendering.

Compared are runs of words that nothing has claimed: the letters alone (hyphen and spacing), another order of the
parts of a name, another romanisation of the source, and few wrong letters (optimal string alignment distance).
"""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from checker.folding import bare
from checker.model import Category
from checker.terminology import Terminology

_NAMES = (Category.PERSON, Category.PLACE, Category.ORGANIZATION)
_LONGEST_NAME = 4  # words
_DEMONYMS = ("s", "n", "an", "ian", "i", "ese", "ish", "er", "ers", "ans", "ians", "is")


class NearMiss(NamedTuple):
    """What was meant: the concept, the stretch of the target, how it differs, the wording it should be."""

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
    """The runs of words of a target that no rendering has claimed."""

    def __init__(self, target: str, claimed: list[tuple[int, int]], terminology: Terminology) -> None:
        self.target = target
        self._groups: list[list[_Run]] = [[]]
        self._runs: dict[int, list[_Run]] = {}
        for word, start, end in terminology.target.words(target):
            if any(start < other_end and other_start < end for other_start, other_end in claimed):
                self._groups.append([])
            elif word.isalnum():
                self._groups[-1].append(_Run(start, end, (word,), _letters(word)))
            elif word not in ("'", "'s"):
                self._groups.append([])

    def runs(self, length: int) -> list[_Run]:
        """All runs of ``length`` words."""
        if length not in self._runs:
            self._runs[length] = [
                _joined(group[at : at + length]) for group in self._groups for at in range(len(group) - length + 1)
            ]
        return self._runs[length]


def _joined(words: list[_Run]) -> _Run:
    text = tuple(word.words[0] for word in words)
    return _Run(words[0].start, words[-1].end, text, "".join(word.letters for word in words))


def _letters(text: str) -> str:
    if text.isascii():
        return text  # a word of letters and digits
    return "".join(sign for sign in bare(text) if sign.isalnum())


def near_miss(terminology: Terminology, concept: int, source: str, unclaimed: Unclaimed) -> NearMiss | None:
    """The best near miss for ``concept``, which occurs as ``source``; None if nothing comes near."""
    entry = terminology.concepts[concept]
    for wording in entry.accepted:
        words = tuple(word for word, _, _ in terminology.target.words(wording) if word.isalnum())
        if not words:
            continue
        for run, how in _compared(terminology, words, unclaimed, entry.category):
            return NearMiss(concept, run.start, run.end, how, wording)
    spelled = _romanised(terminology, (source, *entry.sources), unclaimed, entry.category)
    if spelled:
        return NearMiss(concept, spelled.start, spelled.end, "romanisation", entry.preferred)
    return None


def _compared(
    terminology: Terminology, words: tuple[str, ...], unclaimed: Unclaimed, category: Category
) -> list[tuple[_Run, str]]:
    """Runs that differ from ``words`` by spacing, order or a few letters; the nearest first."""
    letters = _letters("".join(words))
    found: list[tuple[int, _Run, str]] = []
    for length in {len(words), len(words) + 1, max(len(words) - 1, 1), 1}:
        for run in unclaimed.runs(length):
            if run.letters == letters and (run.words != words or len(words) > 1):
                found.append((0, run, "spacing"))
            elif (
                length > 1 and sorted(run.words) == sorted(words) and run.words != words and category is Category.PERSON
            ):
                found.append((1, run, "order"))
            elif length == len(words) and (distance := _misspelt(terminology, run.words, words, category)):
                found.append((1 + distance, run, "spelling"))
    found.sort(key=lambda each: (each[0], each[1].start))
    return [(run, how) for _, run, how in found]


def _allowed(length: int) -> int:
    """Wrong letters that a word of ``length`` may have and still be meant."""
    if length < 4:
        return 0
    if length < 9:
        return 1
    return 2 if length < 14 else 3


def _misspelt(terminology: Terminology, run: tuple[str, ...], words: tuple[str, ...], category: Category) -> int:
    """By how many letters ``run`` misses ``words``; 0 if it is the same or something else."""
    total = 0
    for one, other in zip(run, words, strict=True):
        if one == other:
            continue
        limit = _allowed(len(other)) or int(len(words) > 1 and len(other) == 3)
        distance = int(OSA.distance(_letters(one), _letters(other), score_cutoff=limit))
        if not 0 < distance <= limit or (len(words) == 1 and _inflects(one, other)):
            return 0
        if terminology.target.known(one) and (len(words) == 1 or distance > 1 or one[:1] != other[:1]):
            return 0
        total += distance
    if category is Category.PERSON and len(words) > 1 and run[0] != words[0] and run[-1] != words[-1]:
        return 0
    return total


def _inflects(one: str, other: str) -> bool:
    """Whether one is the other with an ending of number or people (Omani)."""
    return one.removeprefix(other) in _DEMONYMS or other.removesuffix("s") == one


def _romanised(
    terminology: Terminology, sources: tuple[str, ...], unclaimed: Unclaimed, category: Category
) -> _Run | None:
    """A run that spells the sound of the source; of a title only whole words that the target language lacks."""
    for source in dict.fromkeys(sources):
        solid = source.replace(" ", "")
        for length in range(min(_LONGEST_NAME, len(solid)), 0, -1):
            for run in unclaimed.runs(length):
                if len(run.letters) < 3:
                    continue
                if not terminology.source.spells(solid, run.letters):
                    continue
                if category in _NAMES and unclaimed.target[run.start].isupper():
                    return run
                if not any(terminology.target.known(word) for word in run.words):
                    return run
    if category is Category.PERSON:
        return _turned(terminology, sources, unclaimed)
    return None


def _turned(terminology: Terminology, sources: tuple[str, ...], unclaimed: Unclaimed) -> _Run | None:
    """A romanised name with its surname last."""
    for source in sources:
        for length in range(2, _LONGEST_NAME):
            for run in unclaimed.runs(length):
                turned = (run.words[-1], *run.words[:-1])
                if unclaimed.target[run.start].isupper() and terminology.source.spells(
                    source.replace(" ", ""), " ".join(turned)
                ):
                    return run
    return None
