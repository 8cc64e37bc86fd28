"""Candidates for a glossary: names and recurring nouns of the sources that it lacks, with proposed renderings.

The corpus is read and analysed once, its phrases kept on disk; counts that outgrow their bounds lose the rarest. So
memory does not grow with the corpus, and of a very large one the rare candidates may be missed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log2
from typing import NamedTuple

import msgspec

from checker.corpus import Chunk, Corpus
from checker.findings import Spool
from checker.folding import key
from checker.glossary import Glossary
from checker.languages import Language, Noun
from checker.model import Category
from checker.scores.association import dice, surprise
from checker.stages.find import find
from checker.terminology import Terminology

LEAST = 3  # occurrences of a candidate
_LONGEST = 4  # nouns of a candidate
_WORDS = 6  # words of a rendering
_COUNTS = 1_000_000  # candidates and words that are counted at a time
_KEPT = 4000  # candidates whose renderings are looked for
_SAMPLED = 200  # segments of each in which they are
_PROPOSED = 30  # renderings of each that are weighed
_FREQUENT = 0.02  # share of segments from which a word without a capital is a function word
_LIKELY = 10.83  # of the log-likelihood ratio: p < 0.001
_PART = 0.75  # share of its occurrences that a candidate has inside a longer one before it is only a part of that


class Candidate(NamedTuple):
    """A term that a glossary may want.

    Attributes:
        source: As it is written most often.
        count: Its segments.
        category: A guess; ``other`` where nothing tells.
        target: The proposed rendering, "" if nothing stands out.
        agreement: The share of its segments that have it.
        others: Further renderings that may be meant.
        score: What it is ranked by.
    """

    source: str
    count: int
    category: Category
    target: str
    agreement: float
    others: tuple[str, ...]
    score: float


def candidates(corpus: Corpus, glossary: Glossary) -> list[Candidate]:
    """The candidates in ``corpus`` that ``glossary`` lacks, the best first."""
    terminology = Terminology(glossary, corpus.source_language, corpus.target_language)
    spool = Spool(_Read)
    counts = _Counts()
    for chunk in corpus.chunks():
        for read in _read(chunk, terminology):
            spool.append(read)
            counts.add(read, terminology.target)
    kept = counts.kept(terminology.source)
    seen = _Seen(kept, counts)
    for read in spool:
        seen.add(read, terminology.target)
    proposed = seen.proposed()
    frequencies: Counter[str] = Counter()
    for read in spool:
        frequencies.update(proposed.intersection(_grams(read.target, terminology.target, counts.functional)))
    ranked = [_Weighed(each, seen, counts, frequencies, terminology).candidate for each in kept]
    ranked.sort(key=lambda each: (-each.score, each.source))
    return list(_without_parts(ranked))


class _Read(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a segment: its phrases, cut where the glossary has a term, and its target."""

    phrases: tuple[tuple[tuple[str, bool, bool], ...], ...]  # nouns: text, whether proper, whether a blank precedes
    target: str


def _read(chunk: Chunk, terminology: Terminology) -> Iterator[_Read]:
    known: dict[int, list[tuple[int, int]]] = {}
    for each in find(chunk, terminology):
        known.setdefault(each.segment, []).append((each.start, each.end))
    found = terminology.source.phrases(chunk.sources)
    for number, (source, target, phrases) in enumerate(zip(chunk.sources, chunk.targets, found, strict=True)):
        if target.strip():
            pieces = [piece for phrase in phrases for piece in _cut(phrase, known.get(number, ()))]
            yield _Read(tuple(_texts(source, piece) for piece in pieces), target)


def _cut(phrase: Sequence[Noun], known: Sequence[tuple[int, int]]) -> Iterator[list[Noun]]:
    """The parts of a phrase that no known term touches."""
    piece: list[Noun] = []
    for noun in phrase:
        if any(start < noun.end and noun.start < end for start, end in known):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(noun)
    if piece:
        yield piece


def _texts(source: str, phrase: Sequence[Noun]) -> tuple[tuple[str, bool, bool], ...]:
    gaps = [False, *(one.end < other.start for one, other in zip(phrase, phrase[1:], strict=False))]
    return tuple((source[n.start : n.end], n.name, gap) for n, gap in zip(phrase, gaps, strict=True))


def _spans(phrase: Sequence[tuple[str, bool, bool]]) -> Iterator[tuple[str, str, int, bool]]:
    """Everything in a phrase that may be a term: its key, its text, how many nouns, whether one is proper."""
    for start in range(len(phrase)):
        text, proper = "", False
        for number, (noun, name, gap) in enumerate(phrase[start : start + _LONGEST], 1):
            text += (" " if gap and text else "") + noun
            proper = proper or name
            if len(text) > 1 and not any(map(str.isdigit, text)):
                yield key(text).replace(" ", ""), text, number, proper


class _Counts:
    """Counts of all that may be a term, and of the words of the targets."""

    def __init__(self) -> None:
        self.segments = 0
        self.counts: Counter[str] = Counter()
        self.proper: Counter[str] = Counter()
        self.nouns: dict[str, int] = {}
        self._whole: Counter[str] = Counter()  # as a phrase of its own
        self._texts: dict[str, Counter[str]] = {}
        self._words: Counter[str] = Counter()
        self._inside: dict[str, Counter[str]] = {}

    def add(self, read: _Read, target: Language) -> None:
        self.segments += 1
        here: dict[str, tuple[str, int, bool]] = {}
        for phrase in read.phrases:
            spans = list(_spans(phrase))
            here |= {name: (text, nouns, proper) for name, text, nouns, proper in spans}
        for name, (text, nouns, proper) in here.items():
            self.counts[name] += 1
            self.proper[name] += proper
            self.nouns[name] = min(nouns, self.nouns.get(name, nouns))
            self._texts.setdefault(name, Counter())[text] += 1
        self._words.update({word for word, _, _ in target.words(read.target)})
        if len(self.counts) > _COUNTS:
            for name in [name for name, count in self.counts.items() if count == 1]:
                for held in (self.counts, self.proper, self.nouns, self._texts):
                    held.pop(name, None)
        if len(self._words) > _COUNTS:
            self._words = Counter({word: count for word, count in self._words.items() if count > 1})

    def kept(self, source: Language) -> list[str]:
        """The most promising ones: frequent, and no mere parts of longer ones."""
        frequent = {name: count for name, count in self.counts.items() if count >= LEAST}
        longer: Counter[str] = Counter()
        for name, count in frequent.items():
            for part in {name[a:b] for a in range(len(name)) for b in range(a + 2, len(name) + 1)} - {name}:
                longer[part] = max(longer[part], count)
        whole = [
            name
            for name, count in frequent.items()
            if longer[name] < _PART * count and not (self.nouns[name] == 1 and len(name) < 2)
        ]
        whole.sort(key=lambda name: (-self._promise(name, source), name))
        return whole[:_KEPT]

    def _promise(self, name: str, source: Language) -> float:
        share = self.proper[name] / self.counts[name]
        return log2(1 + self.counts[name]) * (1 + share + (self.nouns[name] > 1)) / (1 + source.everyday(name))

    def text(self, name: str) -> str:
        """How a candidate is written most often."""
        return min(self._texts[name].items(), key=lambda each: (-each[1], each[0]))[0]

    def functional(self, word: str) -> bool:
        """Whether a word of the targets says nothing by itself."""
        return self._words[word] > max(_FREQUENT * self.segments, 5)


def _grams(target: str, language: Language, functional: Callable[[str], bool]) -> dict[str, str]:
    """The stretches of a target that may be renderings, folded, and as they are written."""
    words = language.words(target)
    found: dict[str, str] = {}
    edges = [_is_word(word) and (not functional(word) or _capital(target[s:e])) for word, s, e in words]
    for first, (_, start, _) in enumerate(words):
        if not edges[first]:
            continue
        for last in range(first, min(first + _WORDS, len(words))):
            if last > first and not (_is_word(words[last][0]) or words[last][0] == "'s"):
                break
            if edges[last]:
                text = target[start : words[last][2]]
                folded = " ".join(word for word, _, _ in words[first : last + 1])
                held = found.get(folded)
                if held is None or (start > 0 and not _capital(text)):
                    found[folded] = text
    return found


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def _capital(text: str) -> bool:
    return text[:1].isupper() and text not in _SHORT


_SHORT = frozenset("IA")


class _Seen:
    """What stands in the targets of the segments of each candidate."""

    def __init__(self, kept: Iterable[str], counts: _Counts) -> None:
        self.segments: Counter[str] = Counter()
        self.grams: dict[str, Counter[str]] = {name: Counter() for name in kept}
        self.forms: dict[str, Counter[str]] = {}
        self._counts = counts

    def add(self, read: _Read, target: Language) -> None:
        names = {name for phrase in read.phrases for name, _, _, _ in _spans(phrase)}
        names = {name for name in names if name in self.grams and self.segments[name] < _SAMPLED}
        if not names:
            return
        grams = _grams(read.target, target, self._counts.functional)
        for name in names:
            self.segments[name] += 1
            self.grams[name].update(grams.keys())
            if self.segments[name] % 50 == 0:
                rare = [gram for gram, count in self.grams[name].items() if count < 2]
                for gram in rare:
                    del self.grams[name][gram]
        for gram, text in grams.items():
            if len(self.forms) < _COUNTS or gram in self.forms:
                self.forms.setdefault(gram, Counter())[text] += 1

    def proposed(self) -> set[str]:
        """The renderings to weigh."""
        for name, grams in self.grams.items():
            self.grams[name] = Counter(dict(grams.most_common(4 * _PROPOSED)))
        return {gram for grams in self.grams.values() for gram in grams}

    def form(self, gram: str) -> str:
        """How a rendering is written most often."""
        forms = self.forms.get(gram)
        return min(forms.items(), key=lambda each: (-each[1], each[0]))[0] if forms else gram


class _Option(NamedTuple):
    gram: str
    form: str
    agreement: float
    strength: float
    heard: bool


class _Weighed:
    """A candidate with the renderings that its segments propose."""

    def __init__(
        self, name: str, seen: _Seen, counts: _Counts, frequencies: Counter[str], terminology: Terminology
    ) -> None:
        self._name = name
        self._seen = seen
        self._counts = counts
        self._frequencies = frequencies
        self._source = terminology.source
        self._text = counts.text(name)
        options = sorted(self._options(), key=lambda option: (-option.strength, -len(option.gram), option.gram))
        best = self._whole(options) if options else None
        self.candidate = Candidate(
            self._text,
            counts.counts[name],
            self._category(best),
            best.form if best else "",
            best.agreement if best else 0.0,
            tuple(self._others(options, best)) if best else (),
            self._score(best),
        )

    def _options(self) -> Iterator[_Option]:
        sampled, count = self._seen.segments[self._name], self._counts.counts[self._name]
        for gram, together in self._seen.grams[self._name].items():
            share = together / sampled
            there = max(self._frequencies[gram], together)
            likely = surprise(together, sampled, max(int(there * sampled / count), together), self._counts.segments)
            if together < 2 or likely < _LIKELY:
                continue
            form = self._seen.form(gram)
            heard = form[:1].isupper() and self._heard(form)
            strength = dice(share * count, count, there) + (0.35 if heard else 0) + (0.05 if form[:1].isupper() else 0)
            yield _Option(gram, form, share, strength, heard)

    def _heard(self, form: str) -> bool:
        """Whether a rendering spells the sound of the candidate."""
        words = form.replace("-", " ").split()
        parts = self._text.split()
        if self._source.spells(self._text.replace(" ", ""), form):
            return True
        return len(words) == len(parts) and all(
            self._source.hears(part, word) for part, word in zip(parts, words, strict=True)
        )

    def _whole(self, options: Sequence[_Option]) -> _Option:
        """The best option, or a longer one that holds it and is nearly as good."""
        best = options[0]
        for option in options[1:]:
            inside = f" {best.gram} " in f" {option.gram} "
            if inside and option.strength >= 0.85 * best.strength and not (best.heard and not option.heard):
                best = option
        return best

    def _others(self, options: Sequence[_Option], best: _Option) -> Iterator[str]:
        found = 0
        for option in options:
            apart = option.gram not in best.gram and best.gram not in option.gram
            if apart and option.strength > best.strength / 2 and found < 2:
                found += 1
                yield option.form

    def _category(self, best: _Option | None) -> Category:
        if best and best.heard and len(best.form.replace("-", " ").split()) > 1 and best.form.istitle():
            return Category.PERSON
        return Category.OTHER

    def _score(self, best: _Option | None) -> float:
        """Frequent, rendered uniformly, and a name: proper on either side, heard, or made of several nouns."""
        if best is None:
            return 0.0
        count = self._counts.counts[self._name]
        named = 0.35 * (self._counts.proper[self._name] / count)
        capital = 0.8 if all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", best.form)) else 0.0
        compound = 0.3 if self._counts.nouns[self._name] > 1 else 0.0
        plain = 0.25 if self._source.everyday(self._name) else 0.5
        return log2(1 + min(count, 64)) * min(best.strength, 1.2) * (plain + named + compound + (capital or 0.0))


def _without_parts(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, but those that say with the same rendering what a better one says already."""
    taken: dict[str, list[str]] = {}
    for candidate in ranked:
        text = candidate.source.replace(" ", "")
        held = taken.setdefault(key(candidate.target), [])
        if candidate.target and any(text in other or other in text for other in held):
            continue
        held.append(text)
        yield candidate
