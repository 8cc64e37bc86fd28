"""A sentence or a clause of the source has nothing in the target that stands for it.

The evidence is the length of the target, against what is usual for the two languages and beside it in the document,
the number of sentences on both sides, and what can be recognised in a translation: terms of the glossary, numbers,
names by their sound, words in the target's script, quotation and question marks; in Latin script, also commas, which a
sentence made of two mostly has. Reasons:

- ``sentence``: the target is about as long as the source without this sentence, and has nothing that only it has.
- ``clause``: the target is far too short for the source, and no single sentence is missing.

A source that does not end as a sentence does, such as a headline or a label, is not judged.

    flags:    그는 3월에 평양에 왔다. 그곳에서 대표단을 이끌고 회담에 참석했다. -> He came to Pyongyang in March.
    flags:    노동자들은 공장이 문을 닫은 뒤 아직 새 일을 찾지 못했다고 대변인이 전했다. -> The factory has closed.
    passes:   그는 3월에 평양에 왔다. 그는 회담에 참석했다. -> He came to Pyongyang in March for the talks.
    passes:   공장이 문을 닫아 노동자들이 일을 잃었다고 대변인이 말했다. -> The closure cost jobs, he said.
    passes:   새 소식 알림을 받지 않겠습니까? 나중에 설정에서 바꿀 수 있습니다 -> Turn off notifications?
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import exp, log
from typing import NamedTuple

from checker.matching.matches import Matches, Row
from checker.model import Finding, Outcome, Severity, Span
from checker.text.numbers import Number, differences
from checker.text.sentences import is_closed, sentences

severity = Severity.MINOR
error_type = "accuracy/omission"

_PAD = 7  # characters added to both sizes, so that short texts may differ more
_SHORT, _HALF = 0.0, -0.5  # logarithms of the target's size / the expected one, above which nothing is missing
# The weights come from a logistic regression on news with sentences left out; something is missing if they add up to
# more than 0. Sizes are in characters of English.
_SENTENCE, _CLAUSE = -1.2, -3.0
_LACKING = -4.0  # by the logarithm of the target's size / the expected one
_EXCEEDING = -4.5  # by that of the target's size / the expected one without the sentence, if positive
_BY_SIZE, _USUAL = 1.8, 60  # by the logarithm of the sentence's size / the usual one
_MOST = 12  # sentences of a source; of more, one is too small a part
_LEAST = 80  # size of a source of which a clause may be missing
_HAS, _LACKS, _LACKS_CLAUSE = -1.5, 2.5, 1.0  # for each thing that the target has or lacks, up to two
_TELLING = 20  # code points from which a neighbour shows how long the translations of the document are
_DOUBT, _FAR = 1, 0.4  # weight of the languages beside that of a neighbour; from where a neighbour is faulty itself
_ROUGH = 0.35  # by how much the sizes may differ from the plain lengths
_SINGLE = 1.0  # if the target is one sentence without a pause, in which hardly two were merged
_MERGED, _AS_MANY = -1.0, -2.0  # for each further sentence that the target has less; if it has as many as the source

_PAUSE = re.compile(",(?![0-9])|[;:–—…]|--| - ")
_BRACKETED = re.compile(r"\s?[(（][^()（）]{0,80}[)）]")
_STOP = re.compile("[.!?。！？]")
_END = 4  # code points at the end of a text where a stop ends its last sentence
_LATIN = re.compile("[A-Za-z0-9]")
_LATIN_WORD = re.compile("[A-Za-z]{3,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile("[0-9]+")
_SIGNS = {"?": re.compile("[?？]"), '"': re.compile("[\"“”„«»「」『』‘]|(?<!\\w)'")}
_TRACELESS = frozenset(("first-mention", "no-trace"))  # reasons of a term of which the target shows nothing
_NAME, _OTHER = 3, 4  # sounds from which a capitalised word, or another, is recognised


class _Part(NamedTuple):
    """A sentence of the source: its span and size, and what of it the target has and lacks."""

    span: Span
    size: float
    has: set[str]
    lacks: set[str]


def check(matches: Matches) -> Iterator[Finding]:
    """At most one finding per segment: for the sentence that is most surely missing, or for a clause."""
    chunk, reader = matches.chunk, _Reader(matches)
    for number in filter(reader.is_short, range(len(chunk))):
        parts, size = reader.parts(number), reader.size(number)
        at = _sentence(parts, size, len(sentences(chunk.targets[number])), paused=reader.may_pause(number))
        if at is not None:
            reason, span = "sentence", parts[at].span
            message = f"sentence {at + 1} of {len(parts)} is not in the target"
            why = "the target is as long as the rest of the source, and nothing in it stands for this sentence"
        elif _clause(parts, size):
            reason, span = "clause", Span(parts[0].span.start, parts[-1].span.end)
            message = "a part of the source is not in the target"
            why = "the target is much shorter than translations of such a source are"
        else:
            continue
        yield Finding(
            segment=chunk.first + number,
            severity=severity,
            reason=reason,
            source=(span,),
            message=message,
            why=why,
        )


def _sentence(parts: Sequence[_Part], size: float, count: int, *, paused: bool) -> int | None:
    """The number of the sentence that is missing, from 0; None if none is.

    Args:
        parts: The sentences of the source.
        size: The size of the target.
        count: The number of its sentences.
        paused: Whether it may have a pause within.
    """
    if not 1 < len(parts) <= _MOST:
        return None
    fewer = len(parts) - count
    # Of more sentences, one seems missing by chance more easily.
    general = _SENTENCE - log(len(parts) / 2) + (_AS_MANY if fewer <= 0 else _MERGED * (fewer - 1))
    general += _SINGLE if count == 1 and not paused else 0
    whole = sum(part.size for part in parts)
    general += _LACKING * _excess(size, whole)
    scores = []
    for at, part in enumerate(parts):
        others = [other for number, other in enumerate(parts) if number != at]
        has = part.has.difference(*(other.has for other in others))
        lacks = part.lacks.difference(*(other.lacks for other in others))
        scores.append(
            general
            + _EXCEEDING * max(_excess(size, whole - part.size), 0)
            + _BY_SIZE * log((part.size + _PAD) / (_USUAL + _PAD))
            + _HAS * min(len(has), 2)
            + _LACKS * min(len(lacks), 2)
        )
    best = max(scores)
    return scores.index(best) if best > 0 else None


def _clause(parts: Sequence[_Part], size: float) -> bool:
    """Whether the target, of this size, is far too short for the sentences of the source."""
    whole = sum(part.size for part in parts)
    lacks = set[str]().union(*(part.lacks for part in parts))
    excess = _excess(size, whole)
    return whole >= _LEAST and excess < _HALF and _CLAUSE + _LACKING * excess + _LACKS_CLAUSE * min(len(lacks), 2) > 0


def _excess(size: float, expected: float) -> float:
    """How far ``size`` is above the expected one, as a logarithm."""
    return log((size + _PAD) / (expected + _PAD))


class _Reader:
    """Measures texts and says what of a source the target has."""

    def __init__(self, matches: Matches) -> None:
        self._source, self._target = matches.terminology.source, matches.terminology.target
        self._matches, self._chunk = matches, matches.chunk
        self._rows: Mapping[int, Sequence[Row]] | None = None

    def is_short(self, number: int) -> bool:
        """Whether a target is so short that a sentence may be missing, or a clause if the source is one sentence."""
        source, target = self._chunk.sources[number], self._chunk.targets[number]
        # The lengths as they are decide about most segments.
        rough = _excess(len(target) / self._target.density, len(source) / self._source.density) - _ROUGH
        if rough > _SHORT or (rough > _HALF and not _STOP.search(source, 0, len(source) - _END)):
            return False
        if not is_closed(source) or not self._matches.translated(number) or self._mixed(target):
            return False
        excess = _excess(self.size(number), self._size_of_source(source))
        return excess < _HALF or (excess <= _SHORT and 1 < len(sentences(source)) <= _MOST)

    def may_pause(self, number: int) -> bool:
        """Whether a target has a comma or its like; true in scripts other than Latin, which often leave it out."""
        return self._target.letters is not None or _PAUSE.search(self._chunk.targets[number]) is not None

    def _mixed(self, target: str) -> bool:
        """Whether the target holds untranslated text, brackets aside."""
        letters, own = self._source.letters, self._target.letters
        return letters is not None and (own is None or not own.search(target)) and bool(letters.search(_plain(target)))

    def size(self, number: int) -> float:
        """The size of a target, by the measure of its neighbours: smaller if they are longer than is usual."""
        excesses = [
            _excess(self._size_of_target(segment.target), self._size_of_source(segment.source))
            for _, segment in self._chunk.beside(number)
            if min(len(segment.source), len(segment.target)) >= _TELLING
        ]
        likely = [excess for excess in excesses if abs(excess) < _FAR]
        longer = sum(likely) / (len(likely) + _DOUBT)
        return self._size_of_target(self._chunk.targets[number]) / exp(longer)

    def _size_of_target(self, text: str) -> float:
        return _size(text, self._target.density, foreign=self._target.letters is not None)

    def _size_of_source(self, text: str) -> float:
        return _size(text, self._source.density, foreign=self._source.letters is not None)

    def parts(self, number: int) -> list[_Part]:
        """The sentences of the source of a segment (number in the chunk)."""
        source, target = self._chunk.sources[number], self._chunk.targets[number]
        spans = [Span(*each) for each in sentences(source)]
        starts = [span.start for span in spans]
        has: list[set[str]] = [set() for _ in spans]
        lacks: list[set[str]] = [set() for _ in spans]
        for at, name, there in chain(
            self._terms(number),
            _numbers(source, target, *self._matches.numbers(number)),
            self._heard(source, target) if len(spans) > 1 else (),
            self._signs(source, target),
        ):
            (has if there else lacks)[max(bisect_right(starts, at) - 1, 0)].add(name)
        sizes = (self._size_of_source(span.of(source)) for span in spans)
        return list(map(_Part, spans, sizes, has, lacks))

    def _signs(self, source: str, target: str) -> Iterator[tuple[int, str, bool]]:
        """The quotation and question marks of the source, and its words in the target's script."""
        for name, sign in _SIGNS.items():
            there = sign.search(target) is not None
            yield from ((at.start(), name, there) for at in sign.finditer(source))
        if self._source.letters and not self._target.letters:
            folded = target.lower()
            words = ((word.start(), word[0].lower()) for word in _LATIN_WORD.finditer(source))
            yield from ((at, word, word in folded) for at, word in words)

    def _terms(self, number: int) -> Iterator[tuple[int, str, bool]]:
        """The terms of the glossary."""
        if self._rows is None:
            self._rows = dict(self._matches.by_segment())
        for row in self._rows.get(number, ()):
            there = row.outcome is not Outcome.MISSING
            if row.start >= 0 and (there or row.reason in _TRACELESS):
                yield row.start, f"#{row.concept}", there

    def _heard(self, source: str, target: str) -> Iterator[tuple[int, str, bool]]:
        """The words of the target that stand in the source by their sound."""
        sounds = self._source.sounds
        names: dict[str, str] = {}
        for word, start, _ in self._target.words(target):
            if word.isalpha() and word not in self._target.common:
                least = _NAME if target[start].isupper() else _OTHER
                names.update((sound, word) for sound in sounds(word) if len(sound) >= least)
        if not names:
            return
        lengths = sorted({len(name) for name in names})
        for each in _WORD.finditer(source):
            for sound in sounds(each[0]):
                for length in lengths:
                    if sound[:length] in names:
                        yield each.start(), names[sound[:length]], True


def _plain(text: str) -> str:
    """A text without brackets and with single blanks."""
    if "(" in text or "（" in text:
        text = _BRACKETED.sub("", text)
    return " ".join(text.split()) if "  " in text else text


def _size(text: str, density: float, *, foreign: bool) -> float:
    """The size of a text: the characters of an English one with the same content, without what stands in brackets.

    Args:
        text: The text.
        density: That of its language.
        foreign: Whether Latin letters are foreign to its language, and as many as in English.
    """
    text = _plain(text)
    latin = len(_LATIN.findall(text)) if foreign else 0
    return (len(text) - latin) / density + latin


def _numbers(
    source: str, target: str, ours: Sequence[Number], theirs: Sequence[Number]
) -> Iterator[tuple[int, str, bool]]:
    """The firm numbers of the source."""
    lost = {each.source.start for each in differences(ours, theirs) if each.source}
    for number in ours:
        if not number.weight:
            text = source[number.start : number.end]
            digits = _DIGITS.search(text)  # a numeral that a language does not read may follow: 90億
            yield number.start, text, number.start not in lost or (digits is not None and digits[0] in target)
