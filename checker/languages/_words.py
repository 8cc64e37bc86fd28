"""Finding terms word by word, for languages that write spaces between words.

A text becomes a line of folded words with one blank between them; hyphens, full stops and white space are
blanks, abbreviations lose their dots (U.S. is US), ``'s`` is a word of its own and other signs too. A term is
found where its words stand in that line, so a boundary holds whatever sign the term ends in.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from checker.folding import Joined, bare, join
from checker.languages import Hits, Wording
from checker.languages._packed import automaton, packed, unpacked

_WORD = (
    r"[a-z0-9]{2,}+(?![^\W_])"  # most words, and fast
    r"|(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_](?![^\W_])\.?"  # U.S.  p.m.
    # A particle left behind a name (Pyongyang에서) is no part of it.
    r"|[\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|[^\W_\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|'s(?![^\W_])"
    r"|[^\w\s.\-]"
)
# From the first full stop or sign beyond ASCII in a word of a line to the word's end.
_ODD = re.compile(r"[^\x00-\-/-\x7f][^ ]*")
_CLOSING = re.compile("[\"')\\] ]*(?:\0|\\Z)")
_SHORT_ACRONYM = 3


_SPLIT = re.compile(f"({_WORD})")


class _Tables(NamedTuple):
    """Whether a wording asks for capitals; the wordings of each pattern, and whether it is their own."""

    capital: list[bool]
    rows: list[list[tuple[int, bool]]]


class Lines(NamedTuple):
    """Texts as words: ``text`` is `` word word ``, with a NUL between two texts.

    ``starts`` and ``ends`` are where the words stand in ``joined``.
    """

    joined: Joined
    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def raw(self, first: int, last: int) -> tuple[int, int, int]:
        """The number of the text in which the words ``first`` to ``last`` stand, and their raw span."""
        start = self.starts[first]
        number = self.joined.number(start)
        return number, *self.joined.raw(number, start, self.ends[last])


def lines(texts: Sequence[str]) -> Lines:
    """The words of ``texts``, folded."""
    joined = join(texts)
    parts = _SPLIT.split(joined.text)
    places = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], places[0::2], places[1::2]
    text = f" {' '.join(words)} "
    odd = list(_odd(text))
    for number in odd:
        word = words[number]
        if "." in word:
            if word.endswith(".") and _ends_sentence(joined.text, ends[number]):
                ends[number] -= 1
            word = word.replace(".", "")
        words[number] = bare(word)
    return Lines(joined, f" {' '.join(words)} " if odd else text, words, starts, ends)


def _odd(text: str) -> Iterator[int]:
    """The numbers of the words of a line that are abbreviations with their dots, or not of ASCII."""
    number, seen = -1, 0
    for match in _ODD.finditer(text):
        number += text.count(" ", seen, match.start())
        seen = match.start()
        yield number


@lru_cache(maxsize=2048)
def line(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text``, folded, with their raw spans."""
    found = lines([text])
    spans = [found.joined.raw(0, start, end) for start, end in zip(found.starts, found.ends, strict=False)]
    return [(word, *span) for word, span in zip(found.words[:-1], spans, strict=False)]


def _ends_sentence(text: str, end: int) -> bool:
    """Whether the dot before ``end`` is a full stop rather than an abbreviation's: nothing but closers follow."""
    return _CLOSING.match(text, end) is not None


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written in capitals alone (DPRK, U.N.)."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _in_capitals(raw: str) -> bool:
    """Whether ``raw`` is an acronym, in the plural or not."""
    return "".join(filter(str.isalpha, raw)).removesuffix("s").isupper()


class WordFinder:
    """A finder over lines of words (see the module).

    Args:
        wordings: What to find.
        forms: All forms of a wording, each a tuple of folded words, the wording's own first or among them.
        reduce: If given, words of text and term are also compared in this reduced form (a lemma).
        packed: See ``Language.compile``.
    """

    def __init__(
        self,
        wordings: Sequence[Wording],
        forms: Callable[[tuple[str, ...], Wording], Iterable[tuple[str, ...]]],
        reduce: Callable[[str], str] | None = None,
        packed: bytes = b"",
    ) -> None:
        self._reduce = reduce
        if packed:
            tables, self._automaton = unpacked(packed, _Tables)
            self._capital, self._rows = tables
            return
        # An acronym as short as a word (US, WHO) is only found in capitals.
        self._capital = [
            is_acronym(wording.text) and sum(map(str.isalpha, wording.text)) <= _SHORT_ACRONYM for wording in wordings
        ]
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        split = lines([wording.text for wording in wordings]).text.split("\0")
        for number, (wording, own) in enumerate(zip(wordings, split, strict=False)):
            words = tuple(own.split())
            if len(words) > 2 and words[0] in ("the", "a", "an"):
                words = words[1:]  # The New York Times; but "the North" is no other North
            for form in [words] if wording.exact else forms(words, wording):
                if form:
                    known = found[f" {' '.join(form)} "]
                    known[number] = known.get(number, False) or form == words
        self._rows = [list(numbers.items()) for numbers in found.values()]
        self._automaton = automaton(found)

    def packed(self) -> bytes:
        """See ``Finder``."""
        return packed(_Tables(self._capital, self._rows), self._automaton)

    def find(self, texts: Sequence[str]) -> Hits:
        """See ``Finder``."""
        hits = Hits()
        if self._automaton is None:
            return hits
        found = lines(texts)
        rows: dict[tuple[int, int, int, int], str] = {}
        for reduced, text in self._searched(found):
            last, seen = -2, 0
            for start, end, pattern in self._automaton.find_overlapping(text):  # by end
                last += text.count(" ", seen, end)
                seen = end
                number, begin, stop = found.raw(last + 2 - text.count(" ", start, end), last)
                for wording, own in self._rows[pattern]:
                    if not self._capital[wording] or _in_capitals(texts[number][begin:stop]):
                        rows.setdefault((number, begin, stop, wording), "exact" if own and not reduced else "inflected")
        hits.extend(sorted((*place, how) for place, how in rows.items()))
        return hits

    def _searched(self, found: Lines) -> Iterator[tuple[bool, str]]:
        """The line as it is and, where there is a reduced form, the line in it."""
        yield False, found.text
        if self._reduce:
            reduced = [self._reduce(word).replace(" ", "") for word in found.words]
            yield True, f" {' '.join(reduced)} "
