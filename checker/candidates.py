"""Candidates for a glossary: names and frequent nouns of the sources that it lacks, with proposed renderings.

The corpus is read once and its phrases are kept on disk. Tables of counts are bounded and drop the rarest, so memory
does not grow with the corpus, but rare candidates of a very large corpus may be missed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

import msgspec

from checker.corpus import Chunk, Corpus
from checker.engine.findings import Spool
from checker.glossary.concepts import Glossary
from checker.languages import Language, Noun, Wording
from checker.matching.find import find
from checker.matching.terminology import Terminology, terminology_of
from checker.model import Category
from checker.score.metrics.association import dice, surprise
from checker.text.folding import key

LEAST = 3  # fewest segments of a candidate
_LONGEST = 4  # most nouns of a candidate
_WORDS = 6  # most words of a rendering
_OTHER = 2  # most further renderings, and most words of each
_COUNTS = 1_000_000  # most candidates and words in a table of counts
_KEPT = 4000  # candidates for which renderings are searched
_SAMPLED = 200  # segments of each candidate in which renderings are searched
_PROPOSED = 30  # a quarter of the renderings of each candidate that are compared
_FREQUENT = 0.06  # share of segments; a word without a capital in more of them is a function word
_SPELT, _HEARD = 0.35, 0.2  # bonus of a rendering that sounds like the candidate, exactly or roughly
_HALF = 0.5  # share of the candidate's segments in which a longer rendering is accepted
_LIKELY = 10.83  # threshold of the log-likelihood ratio: p < 0.001
_PART = 0.75  # share of occurrences inside a longer candidate from which a candidate is only a part of it


class Candidate(NamedTuple):
    """A possible new term for a glossary.

    Attributes:
        source: Its most frequent form.
        segments: The number of segments with it.
        category: A guess; ``other`` if unknown.
        target: The proposed rendering, "" if there is none.
        agreement: The share of its segments with the rendering or a form of it, 0 to 1.
        others: Other possible renderings.
        score: The sort key; higher is better.
    """

    source: str
    segments: int
    category: Category
    target: str
    agreement: float
    others: tuple[str, ...]
    score: float

    @property
    def row(self) -> dict[str, str]:
        """The row for a glossary, with the evidence in its note."""
        told = f"{self.segments:,} segments, rendered so in {100 * self.agreement:.0f} %"
        note = "; also ".join([told, *([", ".join(self.others)] if self.others else [])])
        cells = {"category": self.category.value, "source": self.source, "target": self.target}
        return {name: text.replace("|", "\\|") for name, text in cells.items()} | {"note": note}


def candidates(corpus: Corpus, glossary: Glossary) -> list[Candidate]:
    """The candidates in ``corpus`` that ``glossary`` lacks, best first."""
    terminology = terminology_of(glossary, corpus.source_language, corpus.target_language)
    spool = Spool(_Read)
    counts = _Counts(terminology.target)
    for chunk in corpus.chunks():
        for read in _read(chunk, terminology):
            spool.append(read)
            counts.add(read, terminology.target)
    kept = counts.kept(terminology.source)
    seen = _Seen(kept, counts)
    for read in spool:
        seen.add(read, terminology.target)
    forms = _Forms(seen.proposed())
    for read in spool:
        forms.add(_grams(read.target, terminology.target, counts.functional))
    ranked = [_Weighed(each, seen, counts, forms, terminology).candidate for each in kept]
    ranked.sort(key=lambda each: (-each.score, each.source))
    return list(_without_parts(ranked))


class _Read(msgspec.Struct, frozen=True, array_like=True):
    """The phrases of a segment, cut where the glossary has a term, and its target."""

    phrases: tuple[tuple[tuple[str, bool, bool], ...], ...]  # nouns: text, whether a proper noun, whether after a space
    target: str


def _read(chunk: Chunk, terminology: Terminology) -> Iterator[_Read]:
    known: dict[int, list[tuple[int, int]]] = {}
    for each in find(chunk, terminology).occurrences:
        known.setdefault(each.segment, []).append((each.start, each.end))
    found = terminology.source.phrases(chunk.sources)
    for number, (source, target, phrases) in enumerate(zip(chunk.sources, chunk.targets, found, strict=True)):
        if target.strip():
            pieces = [piece for phrase in phrases for piece in _cut(phrase, known.get(number, ()))]
            yield _Read(tuple(_texts(source, piece) for piece in pieces), target)


def _cut(phrase: Sequence[Noun], known: Sequence[tuple[int, int]]) -> Iterator[list[Noun]]:
    """The parts of a phrase that do not overlap a known term."""
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
    gaps = [False, *(one.end < other.start for one, other in pairwise(phrase))]
    return tuple((source[n.start : n.end], n.name, gap) for n, gap in zip(phrase, gaps, strict=True))


def _spans(phrase: Sequence[tuple[str, bool, bool]]) -> Iterator[tuple[str, str, int, bool]]:
    """All possible terms in a phrase: key, text, number of nouns, whether one is a proper noun."""
    for start in range(len(phrase)):
        text, proper = "", False
        for number, (noun, name, gap) in enumerate(phrase[start : start + _LONGEST], 1):
            text += (" " if gap and text else "") + noun
            proper = proper or name
            if len(text) > 1 and not any(map(str.isdigit, text)):
                yield key(text).replace(" ", ""), text, number, proper


class _Counts:
    """Counts of all possible terms, and of the words of the targets."""

    def __init__(self, target: Language) -> None:
        self.segments = 0
        self._pointing = target.definite | target.common
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
        """The most promising candidates: frequent, and not only parts of longer ones."""
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
        """The most frequent form of a candidate."""
        return min(self._texts[name].items(), key=lambda each: (-each[1], each[0]))[0]

    def functional(self, word: str) -> bool:
        """Whether a word of the targets is a function word."""
        return word in self._pointing or self._words[word] > max(_FREQUENT * self.segments, 5)


def _grams(target: str, language: Language, functional: Callable[[str], bool]) -> dict[str, str]:
    """The possible renderings in a target: folded, and as written."""
    words = language.words(target)
    found: dict[str, str] = {}
    edges = [
        _is_word(word) and (not functional(word) or (s > 0 and _capital(target[s:e], language))) for word, s, e in words
    ]
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
                if held is None or (start > 0 and not _capital(text, language)):
                    found[folded] = text
    return found


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def _capital(text: str, language: Language) -> bool:
    """Whether a word or phrase has a capital that shows a name (not the pronoun I)."""
    return text[:1].isupper() and text not in language.capitalised


class _Seen:
    """The possible renderings in the segments of each candidate."""

    def __init__(self, kept: Iterable[str], counts: _Counts) -> None:
        self.segments: Counter[str] = Counter()
        self.grams: dict[str, Counter[str]] = {name: Counter() for name in kept}
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

    def proposed(self) -> set[str]:
        """The renderings to compare."""
        for name, grams in self.grams.items():
            self.grams[name] = Counter(dict(grams.most_common(4 * _PROPOSED)))
        return {gram for grams in self.grams.values() for gram in grams}


class _Forms:
    """How often the proposed renderings are in all targets, and in which forms."""

    def __init__(self, proposed: set[str]) -> None:
        self._forms: dict[str, Counter[str]] = {gram: Counter() for gram in proposed}

    def add(self, grams: dict[str, str]) -> None:
        for gram in self._forms.keys() & grams.keys():
            self._forms[gram][grams[gram]] += 1

    def count(self, gram: str) -> int:
        """The number of segments with this rendering."""
        return self._forms[gram].total()

    def form(self, gram: str) -> str:
        """The most frequent form of this rendering."""
        return min(self._forms[gram].items(), key=lambda each: (-each[1], each[0]))[0]


class _Option(NamedTuple):
    gram: str
    form: str
    agreement: float
    strength: float
    heard: float  # the bonus for its sound, which is part of the strength


class _Weighed:
    """A candidate with the proposed renderings, of which it chooses the best."""

    def __init__(self, name: str, seen: _Seen, counts: _Counts, forms: _Forms, terminology: Terminology) -> None:
        self._name = name
        self._seen = seen
        self._counts = counts
        self._forms = forms
        self._source = terminology.source
        self._target = terminology.target
        self._bases: dict[tuple[str, str], bool] = {}
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
            there = max(self._forms.count(gram), together)
            likely = surprise(together, sampled, max(int(there * sampled / count), together), self._counts.segments)
            form = self._forms.form(gram)
            heard = self._heard(form) if form[:1].isupper() else 0.0
            if not (heard and " " in form) and (together < 2 or likely < _LIKELY):
                continue
            strength = dice(share * count, count, there) + heard + (0.05 if form[:1].isupper() else 0)
            yield _Option(gram, form, share, strength, heard)

    def _heard(self, form: str) -> float:
        """The bonus of a rendering that sounds like the candidate, exactly or roughly; else 0."""
        if self._source.spells(self._text.replace(" ", ""), form):
            return _SPELT
        words, parts = form.replace("-", " ").split(), self._text.split()
        solid = "".join(words)
        if set(self._source.sounds(self._text.replace(" ", ""))) & set(self._source.sounds(solid)):
            return _SPELT
        if len(words) != len(parts):
            return 0.0
        pairs = list(zip(parts, words, strict=True))
        if all(set(self._source.sounds(part)) & set(self._source.sounds(word)) for part, word in pairs):
            return _SPELT
        return _HEARD if all(self._source.hears(part, word) for part, word in pairs) else 0.0

    def _whole(self, options: Sequence[_Option]) -> _Option:
        """The best option, or its base form, or a longer option that contains it and is nearly as good."""
        best = options[0]
        for option in options[1:]:
            near = option.form[:1] == best.form[:1] and option.gram != best.gram and option.heard >= best.heard
            if near and option.form[:1].isupper() and self._is_form(best.form, option.form):
                best = option._replace(strength=best.strength, agreement=best.agreement)
        for option in options[1:]:
            if option.gram == best.gram or f" {best.gram} " not in f" {option.gram} ":
                continue
            short = best.gram.count(" ") < self._text.count(" ") and (option.heard or option.agreement >= _HALF)
            nearly = option.strength >= (0.55 if short else 0.85) * best.strength and option.heard >= best.heard
            # If the shorter one is rarely alone, it is a part of the longer one (New York).
            part = self._forms.count(option.gram) >= _PART * self._forms.count(best.gram)
            if nearly or (part and all(word[:1].isupper() for word in option.form.split())):
                best = option
        return best

    def _is_form(self, text: str, base: str) -> bool:
        """Whether ``text`` is a form of the name ``base``, such as the adjective or the people of a country."""
        if (text, base) not in self._bases:
            finder = self._target.compile([Wording(base, Category.PLACE)])
            hits = finder.find([text])
            self._bases[text, base] = (0, len(text)) in zip(hits.starts, hits.ends, strict=True)
        return self._bases[text, base]

    def _others(self, options: Sequence[_Option], best: _Option) -> Iterator[str]:
        found = 0
        for option in options:
            apart = option.gram not in best.gram and best.gram not in option.gram
            if apart and option.strength > best.strength / 2 and option.gram.count(" ") < _OTHER and found < _OTHER:
                found += 1
                yield option.form

    def _category(self, best: _Option | None) -> Category:
        words = best.form.replace("-", " ").split() if best and best.heard else []
        ordinary = any(self._target.known(word.lower()) for word in words)
        if len(words) > 1 and not ordinary and all(word[:1].isupper() for word in words):
            return Category.PERSON
        return Category.OTHER

    def _score(self, best: _Option | None) -> float:
        """The sort key: higher for a frequent candidate with a consistent rendering that looks like a name."""
        if best is None:
            return 0.0
        count = self._counts.counts[self._name]
        named = 0.35 * (self._counts.proper[self._name] / count)
        capital = 0.8 if all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", best.form)) else 0.0
        compound = 0.3 if self._counts.nouns[self._name] > 1 else 0.0
        plain = 0.25 if self._source.everyday(self._name) else 0.5
        sure = 1.0 if best.heard else 0.4 + 0.6 * best.agreement
        return log2(1 + min(count, 64)) * min(best.strength, 1.2) * sure * (plain + named + compound + capital)


def _without_parts(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, without those that contain or are part of a better one with the same rendering."""
    taken: dict[str, list[str]] = {}
    for candidate in ranked:
        text = candidate.source.replace(" ", "")
        held = taken.setdefault(key(candidate.target), [])
        if candidate.target and any(text in other or other in text for other in held):
            continue
        held.append(text)
        yield candidate
