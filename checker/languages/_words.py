"""Finding terms word by word, for languages that write spaces between words.

A text becomes a line of folded words with one blank between two words. Hyphens, full stops and white space count as
blanks; abbreviations lose their dots (U.S. becomes US); ``'s`` and other signs are words of their own. A term is found
where its words stand in that line, so word boundaries work for terms that end in any sign.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from checker.languages import Hits, Wording
from checker.languages._packed import automaton, packed, unpacked
from checker.text.folding import Joined, bare, join

_WORD = (
    r"[a-z0-9]{2,}+(?![^\W_])"  # the fast path for most words
    r"|(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_](?![^\W_])\.?"  # U.S.  p.m.
    # A Korean particle after a name (Pyongyang에서) is not part of it.
    r"|[\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|[^\W_\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|'s(?![^\W_])"
    r"|[^\w\s.\-]"
)
# Everything except plain words with one blank between them; Greek and Cyrillic letters keep their diacritics.
_ODD = re.compile("[^a-z0-9α-ωа-џ ]|  +")
_CLOSING = re.compile("[\"')\\] ]*(?:\0|\\Z)")
_SHORT_ACRONYM = 3
_FEW = 64  # words that are searched one by one before a text is looked at more closely


_WORDS = re.compile(_WORD)


class _Tables(NamedTuple):
    """Tables of a finder.

    Attributes:
        capital: By wording: whether it is found in capitals only.
        rows: By pattern: its wordings, and whether the pattern is the wording itself or another form.
    """

    capital: list[bool]
    rows: list[list[tuple[int, bool]]]


class Lines(NamedTuple):
    """Texts as a line of words.

    ``text`` consists of pieces: plain words exactly as in ``joined``, or one word that is written differently there.

    Attributes:
        joined: The folded texts, joined.
        text: The line, `` word word ``, with a NUL between two texts.
        at: Where the pieces begin in ``text``.
        starts, ends: Where the pieces stand in ``joined``.
    """

    joined: Joined
    text: str
    at: list[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def raw(self, start: int, end: int) -> tuple[int, int, int]:
        """The number of the text with the words ``start:end`` of the line, and their start and end in the raw text."""
        at = self.at
        first = bisect_right(at, start) - 1
        last = bisect_right(at, end - 1, first) - 1
        begin = self.starts[first] + start - at[first]
        number = self.joined.number(begin)
        return number, *self.joined.raw(number, begin, self.ends[last] - (at[last + 1] - 1 - end))

    def words(self) -> Iterator[tuple[str, int, int]]:
        """The words, with their start and end in ``joined``."""
        for (at, after), start, end in zip(pairwise(self.at), self.starts, self.ends, strict=True):
            *words, last = self.text[at : after - 1].split(" ")
            begin = start
            for word in words:
                yield word, begin, begin + len(word)
                begin += len(word) + 1
            yield last, begin, end


def lines(texts: Sequence[str]) -> Lines:
    """The words of ``texts``, folded."""
    joined = join(texts)
    text = joined.text
    pieces: list[tuple[str, int, int]] = []
    done = 1 if text.startswith(" ") else 0
    for odd in _ODD.finditer(text):
        if odd.end() <= done:
            continue
        if odd[0][0] == " ":
            pieces.append((text[done : odd.start()], done, odd.start()))
            done = odd.end()
            continue
        before, behind = text.rfind(" ", done, odd.start()), text.find(" ", odd.end())
        begin, end = before + 1 if before >= 0 else done, behind if behind >= 0 else len(text)
        pieces.append((text[done : max(before, done)], done, before))
        pieces += [_written(text, *word.span()) for word in _WORDS.finditer(text, begin, end)]
        done = end + 1
    pieces = [piece for piece in pieces if piece[0]]
    plain, starts, ends = zip(*pieces, strict=True) if pieces else ((), (), ())
    at = list(accumulate((len(piece) + 1 for piece in plain), initial=1))
    return Lines(joined, f" {' '.join(plain)} ", at, starts, ends)


def _written(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The word ``start:end`` without diacritics and the dots of an abbreviation, and its start and end."""
    word = text[start:end]
    if "." in word:
        if word.endswith(".") and _ends_sentence(text, end):
            end -= 1
        word = word.replace(".", "")
    return bare(word), start, end


def _positions(words: list[str]) -> list[int]:
    """The offsets where the words begin in a line of them."""
    return list(accumulate((len(word) + 1 for word in words), initial=1))[: len(words)]


@lru_cache(maxsize=2048)
def line(text: str) -> list[tuple[str, int, int]]:
    """The folded words of ``text``, with their start and end in the raw text."""
    found = lines([text])
    *words, _ = found.words()
    return [(word, *found.joined.raw(0, start, end)) for word, start, end in words]


def _ends_sentence(text: str, end: int) -> bool:
    """Whether the dot before ``end`` is a full stop, not part of an abbreviation: only closing signs follow it."""
    return _CLOSING.match(text, end) is not None


def is_acronym(text: str) -> bool:
    """Whether all letters of ``text`` are capitals (DPRK, U.N.)."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _in_capitals(raw: str) -> bool:
    """Whether ``raw`` is an acronym in the singular or plural."""
    return "".join(filter(str.isalpha, raw)).removesuffix("s").isupper()


class WordFinder:
    """A finder over lines of words.

    Args:
        wordings: The terms to find.
        forms: Gives all forms of a term, its own included, as tuples of folded words.
        reduce: Gives the lemma of a word; with it, texts and terms are also compared lemma by lemma.
        packed: The bytes of ``packed``, or b"".
    """

    def __init__(
        self,
        wordings: Sequence[Wording],
        forms: Callable[[tuple[str, ...], Wording], Iterable[tuple[str, ...]]],
        reduce: Callable[[str], str] | None = None,
        packed: bytes = b"",
    ) -> None:
        self._reduce = reduce
        self._telling: re.Pattern[str] | None = None  # words, of which each hit has one; None if many or unknown
        if packed:
            tables, self._automaton = unpacked(packed, _Tables)
            self._capital, self._rows = tables
            return
        # An acronym that may also be a word (US, WHO) is only found in capitals.
        self._capital = [
            is_acronym(wording.text) and sum(map(str.isalpha, wording.text)) <= _SHORT_ACRONYM for wording in wordings
        ]
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        split = lines([wording.text for wording in wordings]).text.split("\0")
        for number, (wording, own) in enumerate(zip(wordings, split, strict=False)):
            words = tuple(own.split())
            if len(words) > 2 and words[0] in ("the", "a", "an"):
                words = words[1:]  # "The New York Times" is found without "the", but "the North" is not
            for form in [words] if wording.exact else forms(words, wording):
                if form:
                    known = found[f" {' '.join(form)} "]
                    known[number] = known.get(number, False) or form == words
        self._rows = [list(numbers.items()) for numbers in found.values()]
        self._automaton = automaton(found)
        telling = {max(form.split(), key=len) for form in found}
        if not reduce and 0 < len(telling) <= _FEW and all(map(str.isalnum, telling)):
            self._telling = re.compile("|".join(sorted(telling)))

    def packed(self) -> bytes:
        """The tables and the automaton as bytes."""
        return packed(_Tables(self._capital, self._rows), self._automaton)

    def find(self, texts: Sequence[str]) -> Hits:
        """All hits, sorted; ``how`` is ``exact`` or ``inflected``."""
        hits = Hits()
        numbers = self._promising(texts)
        if self._automaton is None or not numbers:
            return hits
        found = lines([texts[number] for number in numbers])
        rows: dict[tuple[int, int, int, int], str] = {}
        for reduced, start, end, pattern in self._searched(found):
            at, begin, stop = found.raw(start, end)
            number = numbers[at]
            for wording, own in self._rows[pattern]:
                if not self._capital[wording] or _in_capitals(texts[number][begin:stop]):
                    rows.setdefault((number, begin, stop, wording), "exact" if own and not reduced else "inflected")
        hits.extend(sorted((*place, how) for place, how in rows.items()))
        return hits

    def _promising(self, texts: Sequence[str]) -> Sequence[int]:
        """The numbers of the texts that may have a hit."""
        if self._telling is None:
            return range(len(texts))
        telling = self._telling.search
        return [
            number
            for number, text in enumerate(texts)
            if not text.isascii() or "\0" in text or telling(text.lower().replace(".", ""))
        ]

    def _searched(self, found: Lines) -> Iterator[tuple[bool, int, int, int]]:
        """The patterns in the line and in its lemmas: whether in the lemmas, start and end in the line, pattern."""
        if self._automaton is None:
            return
        for start, end, pattern in self._automaton.find_overlapping(found.text):
            yield False, start + 1, end - 1, pattern
        if self._reduce:
            words = found.text.split()
            reduced = list(map(self._reduce, words))
            own, others = _positions(words), _positions(reduced)
            for start, end, pattern in self._automaton.find_overlapping(f" {' '.join(reduced)} "):
                first = bisect_right(others, start + 1) - 1
                last = bisect_right(others, end - 2, first) - 1
                yield True, own[first], own[last] + len(words[last]), pattern
