"""The target is not the translation of this source: lines have shifted, or the source is a headline or an entry.

The rule compares what stays recognisable in a translation: names of the glossary, numbers, names by their sound, and
words in the target's script. Reasons:

- ``neighbour``: nothing agrees, but the segment before or after has several of the missing names and numbers.
- ``length``: the lengths are far apart, and names or numbers are on one side only; or the target is several times as
  long as expected.
- ``other-text``: the source holds a headline or a dictionary entry in the target's script, and the target lacks it or
  only quotes it.

The other findings of such a segment become neutral, so that one shift costs one finding.

    glossary: [person] 마체고라 = Matsegora
    flags:    마체고라 대사는 1998년 9월 25일 파블로프 장관과 함께 박물관을 열었다. -> [[He was said to be tired.]]
              그는 피곤해 보였다고 한다. -> [[Ambassador Matsegora opened the museum with Pavlov in 1998.]]
    flags:    despondent 실망한, 낙담한 -> [[Rahman was working as a hostess when she met the owner of the club.]]
    passes:   마체고라 대사는 그해 박물관을 열었다. -> Ambassador Matsegora opened the museum in 1998.
              그는 피곤해 보였다고 한다. -> He was said to be tired.
    passes:   그는 2019년 3월 평양에 도착했다. -> That spring he came to the capital.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log
from typing import NamedTuple

from checker.matching.matches import Matches
from checker.model import Finding, Outcome, Related, Segment, Severity, Span
from checker.text import technical
from checker.text.links import without_links

severity = Severity.MAJOR
error_type = "accuracy/mistranslation"
version = 3
eclipses = True

_SPREAD = 0.3  # standard deviation of the logarithm of target length / source length, in well aligned pairs
_PAD = 5  # code points added to both lengths, so that short texts may differ more
_FAR, _VERY_FAR, _TOO_FAR = 1.7, 3.0, 3.5  # multiples of _SPREAD
_SENTENCE = 15  # code points from which a source is more than a label
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile("[A-Za-z]")
_CAPITAL = re.compile(r"\b(?![a-z])[^\W\d_]{4,}")
_NAMES = re.compile(r"(?<=[a-z,;] )(?![a-z])[^\W\d_]{4,}")  # capitalised, but not at the start of a sentence
_STOPS = frozenset(".!?…:。！？")
_CLOSING = " \t\n\r\"'”’»)]〉》」』˝"
_WORDS = 3  # words from which the length of a string of a program says something
_LONG = 30  # code points from which the length of a target is informative
_NAME = 4  # letters from which a word may be a name
_HEARD = 3  # sounds from which a name can be recognised
_TOGETHER = 3  # names and numbers that have to agree with a neighbour


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per misaligned segment."""
    judge = _Judge(matches)
    for number, segment in enumerate(matches.chunk.segments):
        if not matches.translated(number):
            continue
        reason, other = (judge.of_program if segment.ui else judge.reason)(number, segment)
        if reason:
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                reason=reason,
                source=(Span(0, len(segment.source)),) if segment.source else (),
                target=(Span(0, len(segment.target)),) if segment.target else (),
                message=_MESSAGE[reason],
                why=_WHY[reason],
                gating=matches.binds(number),
                related=(Related(other[0], other[1].target, "it fits better"),) if other else (),
            )


_MESSAGE = {
    "neighbour": "the target belongs to another segment: a neighbour fits better",
    "length": "the target seems to belong to another segment",
    "other-text": "the source is another text, a headline or an entry",
}
_WHY = {
    "neighbour": "names and numbers agree with the neighbour, none with this segment",
    "length": "the lengths are far apart, and names or numbers stand on one side only",
    "other-text": "the words in the target's script have no place in the target",
}


class _Kept(NamedTuple):
    """What can be recognised of a target in a source: numbers, the folded text, capitalised words by their sounds."""

    numbers: frozenset[str]
    folded: str
    sounds: Mapping[str, str]


class _Judge:
    """Decides whether segments are aligned; caches what it has read from texts."""

    def __init__(self, matches: Matches) -> None:
        self._beside = matches.chunk.beside
        self._terminology = matches.terminology
        self._source, self._target = matches.terminology.source, matches.terminology.target
        self._density = log(self._target.density / self._source.density)
        self._kept: dict[str, _Kept] = {}
        self._heard_in: dict[str, str] = {}
        self._rendered: Counter[int] = Counter()
        self._missing: dict[int, set[int]] = {}
        for row in matches.rows:
            if row.start >= 0 and row.outcome is not Outcome.MISSING:
                self._rendered[row.segment] += 1
            elif row.start >= 0 and row.reason not in ("pronoun", "said-before", "other-sense"):
                self._missing.setdefault(row.segment, set()).add(row.concept)

    def of_program(self, number: int, segment: Segment) -> tuple[str, tuple[int, Segment] | None]:
        """The same as ``reason``, for a string of a program."""
        if other := self._exchanged(number, segment.source, segment.target):
            return "neighbour", other
        if len(technical.words(segment.source)) < _WORDS:
            return "", None  # a name, a key, a list of keywords
        return self.reason(number, segment)

    def reason(self, number: int, segment: Segment) -> tuple[str, tuple[int, Segment] | None]:
        """The reason why the segment seems misaligned, "" if it does not, and the neighbour that fits better."""
        source, target = segment.source, segment.target
        if self._other_text(source, target):
            return "other-text", None
        size, long = _sizes(segment)
        spreads = (log((long + _PAD) / (size + _PAD)) - self._density) / _SPREAD
        if spreads > _TOO_FAR and len(source) >= _SENTENCE and not segment.ui:  # programs explain more, or less
            return "length", None
        fragment = spreads > _FAR and _stops(target) and not _stops(source) and not segment.ui
        far = long >= _LONG and (fragment or abs(spreads) > _VERY_FAR)
        if not far and number in self._rendered:
            return "", None
        numbers = _numbers(source), _numbers(target)
        missing = self._missing.get(number, set())
        if numbers[0] & numbers[1] or not (far or missing or numbers[0] or numbers[1]):
            return "", None
        kept = self._of(target)
        agreeing = len(self._shared(source, kept)) + self._rendered[number]
        if far and agreeing < 2:
            alone = len(missing) + len(numbers[0]) + len(numbers[1]) + len(_NAMES.findall(target))
            if alone > (0 if fragment else 1) + 3 * agreeing:
                return "length", None
        if agreeing:
            return "", None
        strays = self._strays(source, target)
        for other, beside in self._beside(number):
            if max(self._fits(source, missing, beside), self._owns(beside, kept, strays)) >= _TOGETHER:
                return "neighbour", (other, beside)
        return "", None

    def _exchanged(self, number: int, source: str, target: str) -> tuple[int, Segment] | None:
        """The neighbour with which the segment seems to have exchanged its target.

        The identifiers, acronyms and figures of one of the two sources all stand in the target of the other alone.
        """
        if not technical.tokens(source + " " + target):
            return None
        for other, beside in self._beside(number):
            if _went(source, target, beside) or _went(
                beside.source, beside.target, Segment(source=source, target=target)
            ):
                return other, beside
        return None

    def _other_text(self, source: str, target: str) -> bool:
        """Whether the source is a headline or an entry in the target's script that the target lacks."""
        letters = self._source.letters
        if letters is None or self._target.letters is not None:
            return False
        foreign = (
            [word for word in _WORD.findall(without_links(source)) if not letters.search(word)]
            if _LATIN.search(source)
            else []
        )
        if not foreign:
            return False
        folded = target.lower()
        lacking = [word for word in foreign if word.lower() not in folded]
        if len(lacking) >= 3 and len(lacking) * 2 >= len(foreign):
            headline = sum(map(len, foreign)) * 2 > len(letters.findall(source))
            return headline and sum(self._target.known(word.lower()) for word in foreign) >= 3
        head = foreign[0]
        if not head.islower() or not source.lstrip().startswith(head):
            return False
        # A dictionary entry: the source explains a word of the target's language, but the target is a sentence.
        if _stops(source) or not _stops(target):
            return False
        return all(self._target.known(word.lower()) for word in foreign)

    def _strays(self, source: str, target: str) -> set[int]:
        """The numbers of the concepts that the target renders and the source does not name."""
        wordings = self._terminology.target_wordings
        hits = self._terminology.target_finder.find([target])
        found = {number for wording in hits.wordings for number in wordings[wording].concepts}
        return {number for number in found if not self._names(number, source)}

    def _names(self, number: int, source: str) -> bool:
        return any(len(text) > 1 and text in source for text in self._terminology.concepts[number].sources)

    def _fits(self, source: str, missing: set[int], beside: Segment) -> int:
        """How many things of the source the neighbour's target has, without those that its own source explains."""
        kept = self._of(beside.target)
        shared = self._shared(source, kept) - self._shared(beside.source, kept)
        concepts = self._terminology.concepts
        found = {
            number
            for number in missing
            if any(text.lower() in kept.folded for text in concepts[number].accepted)
            and not self._names(number, beside.source)
        }
        return self._together(shared, found)

    def _owns(self, beside: Segment, kept: _Kept, strays: set[int]) -> int:
        """How many things of the target the neighbour's source has."""
        return self._together(
            self._shared(beside.source, kept), {number for number in strays if self._names(number, beside.source)}
        )

    def _together(self, shared: set[str], concepts: set[int]) -> int:
        """How many things agree; a concept and its name recognised by sound count as one."""
        if len(shared) + len(concepts) < _TOGETHER:
            return 0
        words = {
            word.lower()
            for number in concepts
            for text in self._terminology.concepts[number].accepted
            for word in _WORD.findall(text)
        }
        return len(shared - words) + len(concepts)

    def _of(self, target: str) -> _Kept:
        known = self._kept.get(target)
        if known is None:
            sounds: dict[str, str] = {}
            for name in _CAPITAL.findall(target):
                low = name.lower()
                if low not in self._target.common:
                    sounds.update((sound, low) for sound in self._source.sounds(name) if len(sound) >= _HEARD)
            known = self._kept[target] = _Kept(_numbers(target), target.lower(), sounds)
        return known

    def _shared(self, source: str, kept: _Kept) -> set[str]:
        """The numbers of two or more digits and the words that the source also has, as written or by sound."""
        shared = {number for number in kept.numbers & _numbers(source) if len(number) > 1}
        if kept.sounds:
            heard = self._heard(source)
            shared.update(name for sound, name in kept.sounds.items() if f" {sound}" in heard)
        if _LATIN.search(source):
            words = {word.lower() for word in _WORD.findall(source) if len(word) >= _NAME}
            shared |= {word for word in words - self._target.common if word in kept.folded}
        return shared

    def _heard(self, source: str) -> str:
        """The sounds of all words of a source, with a blank before each."""
        known = self._heard_in.get(source)
        if known is None:
            sounds = [sound for word in _WORD.findall(source) for sound in self._source.sounds(word)]
            known = self._heard_in[source] = " " + " ".join(sounds)
        return known


def _went(source: str, target: str, other: Segment) -> bool:
    """Whether the technical words of ``source`` are all in the target of ``other``, and nothing says otherwise."""
    ours, here = technical.tokens(source), technical.tokens(target)
    theirs, there = technical.tokens(other.source), technical.tokens(other.target)
    if not ours or any(token in target.lower() for token in ours):
        return False
    return ours <= there and here <= theirs and not any(token in other.source.lower() for token in ours)


def _sizes(segment: Segment) -> tuple[int, int]:
    """The lengths of both sides in code points; of a string of a program without codes and what the target keeps."""
    source, target = segment.source, segment.target
    if not segment.ui:
        return len(source), len(target)
    sides = (" ".join(technical.without_codes(side).replace(technical.FILLER, "").split()) for side in (source, target))
    size, long = map(len, sides)
    folded = source.lower()
    return size, max(long - sum(len(word) for word in technical.words(target) if word.lower() in folded), 0)


def _numbers(text: str) -> frozenset[str]:
    """The numbers in digits; numbers in words hardly ever agree letter by letter."""
    return frozenset(_NUMBER.findall(text))


def _stops(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return text.rstrip(_CLOSING)[-1:] in _STOPS
