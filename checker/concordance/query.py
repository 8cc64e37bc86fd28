"""What a reader looks up, and where it stands in pairs of texts.

A query consists of words and "phrases", all of which must stand in a pair, each on either side. A word finds all its
forms (학교에서 finds 학교, went finds go); a phrase stands as it is written, apart from case and Unicode form. Initial
consonants alone (ㄱㄱㅈㅅ) find words that begin with them, syllable by syllable. No sign has any other meaning.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol
from unicodedata import combining

from checker.errors import CheckerError
from checker.languages import Finder, language
from checker.model import Span
from checker.text.folding import fold
from checker.text.hangul import consonants, initials

LONGEST = 1000  # characters
_MOST = 20  # words and phrases
_WORD = 60  # characters of a word; a longer one is looked up as it is written
_PIECE = 4096  # characters that are searched for a word at once; a word across the end of a piece is not found
# A phrase, whose closing quotation mark may be missing, or a word.
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
SOLID = "\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb"  # scripts whose words are not parted here
_LETTER = rf"[^\W_{SOLID}]"
_BETWEEN = re.compile(rf"[^\W\d_{SOLID}]{{2}}")

Spans = list[tuple[int, int]]


class Sides(NamedTuple):
    """What stands in a pair: spans in the raw source and the raw target."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


class _Part(Protocol):
    """A word, a phrase or initial consonants.

    Attributes:
        needles: Folded texts, one of which stands in each pair that has the part; empty if that is not known.
        signs: The initial consonants, one of which begins it; "" if it is none.
    """

    needles: tuple[str, ...]
    signs: str

    def find(self, sources: Sequence[str], targets: Sequence[str]) -> Iterable[tuple[Spans, Spans]]:
        """Where it stands in each pair."""


class _Word(_Part):
    """A word in all its forms."""

    signs = ""

    def __init__(self, text: str, codes: tuple[str, str]) -> None:
        sought = [language(code).seek(text) for code in codes]
        self._finders = [each.finder for each in sought]
        self.needles = tuple(dict.fromkeys(needle for each in sought for needle in each.needles))

    def find(self, sources: Sequence[str], targets: Sequence[str]) -> Iterable[tuple[Spans, Spans]]:
        one, other = (_by_text(finder, texts) for finder, texts in zip(self._finders, (sources, targets), strict=True))
        return zip(one, other, strict=True)


def _by_text(finder: Finder, texts: Sequence[str]) -> list[Spans]:
    """The spans of all hits by text."""
    found: list[Spans] = [[] for _ in texts]
    pieces = [(number, *piece) for number, text in enumerate(texts) for piece in _pieces(text)]
    hits = finder.find([texts[number][start:end] for number, start, end in pieces])
    for piece, start, end in zip(hits.texts, hits.starts, hits.ends, strict=True):
        number, first, _ = pieces[piece]
        if not (_cut(texts[number], first + start) or _cut(texts[number], first + end)):
            found[number].append((first + start, first + end))
    return found


def _cut(text: str, at: int) -> bool:
    """Whether the offset ``at`` is between two letters of a word that has blanks around it."""
    before = at - 1
    while before > 0 and combining(text[before]):
        before -= 1
    return 0 <= before < at < len(text) and _BETWEEN.match(text[before] + text[at]) is not None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text, which end at blanks if it has some."""
    start = 0
    while len(text) - start > _PIECE:
        blank = text.rfind(" ", start + 1, start + _PIECE)
        end = blank if blank > 0 else start + _PIECE
        yield start, end
        start = end
    yield start, len(text)


class _Phrase(_Part):
    """A text as it is written, with any white space between its words; no Latin word is cut."""

    signs = ""

    def __init__(self, text: str) -> None:
        words = fold(text).text.split()
        self.needles = (" ".join(words),)
        begins = rf"(?<!{_LETTER})" if re.match(_LETTER, words[0]) else ""
        ends = rf"(?!{_LETTER})" if re.match(_LETTER, words[-1][-1]) else ""
        self._pattern = re.compile(begins + " +".join(map(re.escape, words)) + ends)

    def find(self, sources: Sequence[str], targets: Sequence[str]) -> Iterable[tuple[Spans, Spans]]:
        return ((self._spans(source), self._spans(target)) for source, target in zip(sources, targets, strict=True))

    def _spans(self, text: str) -> Spans:
        folded = fold(text)
        return [folded.raw(*found.span()) for found in self._pattern.finditer(folded.text)]


class _Initials(_Part):
    """Syllables with these initial consonants; they may have blanks between them if they begin a word."""

    def __init__(self, signs: str) -> None:
        self.needles = ()
        self.signs = signs
        self._inside = re.compile(f"(?={signs})")
        self._whole = re.compile(rf"(?<!\w)(?={' *'.join(signs)})")
        self._span = re.compile(" *".join(signs))

    def find(self, sources: Sequence[str], targets: Sequence[str]) -> Iterable[tuple[Spans, Spans]]:
        return ((self._spans(source), self._spans(target)) for source, target in zip(sources, targets, strict=True))

    def _spans(self, text: str) -> Spans:
        folded = fold(text)
        signs = initials(folded.text)
        if len(signs) != len(folded.text):
            return []
        starts = {found.start() for pattern in (self._inside, self._whole) for found in pattern.finditer(signs)}
        ends = [found.end() for start in sorted(starts) if (found := self._span.match(signs, start))]
        return [folded.raw(*span) for span in zip(sorted(starts), ends, strict=True)]


class Query:
    """What a reader looks up.

    Args:
        text: The query, as typed.
        codes: The languages of sources and targets.

    Attributes:
        parts: Its words and phrases; without any, it finds nothing.

    Raises:
        CheckerError: The query is too long.
    """

    def __init__(self, text: str, codes: tuple[str, str]) -> None:
        if len(text) > LONGEST:
            raise CheckerError(f"a query has at most {LONGEST:,} characters", hint="look up a few words of it")
        found = dict.fromkeys((part[1], part[2]) for part in _PART.finditer(text.translate(_QUOTES)))
        parts = [part for phrase, word in found if (part := _part(phrase, word, codes))]
        if len(parts) > _MOST:
            raise CheckerError(f"a query has at most {_MOST} words", hint="look up a few of them")
        self.parts: list[_Part] = parts

    def find(self, sources: Sequence[str], targets: Sequence[str]) -> Iterator[tuple[int, Sides]]:
        """The numbers of the pairs that have all parts, with their spans."""
        left = list(range(len(sources))) if self.parts else []
        found: list[tuple[Spans, Spans]] = [([], []) for _ in sources]
        for part in self.parts:
            kept = []
            spans = part.find([sources[number] for number in left], [targets[number] for number in left])
            for number, (one, other) in zip(left, spans, strict=True):
                if one or other:
                    kept.append(number)
                    found[number][0].extend(one)
                    found[number][1].extend(other)
            left = kept
        for number in left:
            yield number, Sides(*map(_merged, found[number]))


def _part(phrase: str | None, word: str | None, codes: tuple[str, str]) -> _Part | None:
    """The part of a query that is written so; None if nothing is."""
    text = word or phrase or ""
    if not fold(text).text.strip():
        return None
    if not word or len(word) > _WORD:
        return _Phrase(text)
    if signs := consonants(word):
        return _Initials(signs)
    return _Word(text, codes) if any(map(str.isalnum, text)) else _Phrase(text)


def _merged(spans: Spans) -> tuple[Span, ...]:
    """The spans in order, overlapping ones joined."""
    made: Spans = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(Span(start, end) for start, end in made)
