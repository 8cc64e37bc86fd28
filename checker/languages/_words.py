"""Finding terms word by word, for languages that write spaces between words.

A text becomes a line of folded words with one blank between them; hyphens, full stops and white space are
blanks, abbreviations lose their dots (U.S. is US), ``'s`` is a word of its own and other signs too. A term is
found where its words stand in that line, so a boundary holds whatever sign the term ends in.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from checker.folding import bare, fold
from checker.languages import Hits, Wording

_WORD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_](?![^\W_])\.?"  # U.S.  p.m.
    # A particle left behind a name (Pyongyang에서) is no part of it.
    r"|[\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|[^\W_\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7fb]+"
    r"|'s(?![^\W_])"
    r"|[^\w\s.\-]"
)
_SHORT_ACRONYM = 3


class Line(NamedTuple):
    """A text as words: ``text`` is `` word word ``; word i begins at ``at[i]`` in it and at ``starts[i]`` raw."""

    text: str
    at: list[int]
    words: list[str]
    starts: list[int]
    ends: list[int]


def line(text: str) -> Line:
    """The words of ``text``, folded, with raw spans."""
    folded = fold(text)
    words: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 1
    for match in _WORD.finditer(folded.text):
        word = match.group()
        start, end = match.span()
        if len(word) > 1 and "." in word:
            if word.endswith(".") and _ends_sentence(folded.text, end):
                end -= 1
            word = word.replace(".", "")
        start, end = folded.raw(start, end)
        word = bare(word)
        words.append(word)
        at.append(position)
        starts.append(start)
        ends.append(end)
        position += len(word) + 1
    return Line(f" {' '.join(words)} " if words else " ", at, words, starts, ends)


def _ends_sentence(text: str, end: int) -> bool:
    """Whether the dot before ``end`` is a full stop rather than an abbreviation's: nothing but closers follow."""
    return not text[end:].strip("\"')] ")


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written in capitals alone (DPRK, U.N.)."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _capitals_hold(wording: str, raw: str) -> bool:
    """An acronym as short as a word (US, WHO) is only found in capitals."""
    if not is_acronym(wording) or sum(map(str.isalpha, wording)) > _SHORT_ACRONYM:
        return True
    letters = "".join(filter(str.isalpha, raw))
    return letters.removesuffix("s").isupper()


class WordFinder:
    """A finder over lines of words (see the module).

    Args:
        wordings: What to find.
        forms: All forms of a wording, each a tuple of folded words, the wording's own first or among them.
        reduce: If given, words of text and term are also compared in this reduced form (a lemma).
    """

    def __init__(
        self,
        wordings: Sequence[Wording],
        forms: Callable[[tuple[str, ...], Wording], Iterable[tuple[str, ...]]],
        reduce: Callable[[str], str] | None = None,
    ) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._wordings = wordings
        self._reduce = reduce
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for number, wording in enumerate(wordings):
            words = tuple(line(wording.text).words)
            if len(words) > 2 and words[0] in ("the", "a", "an"):
                words = words[1:]  # The New York Times; but "the North" is no other North
            for form in [words] if wording.exact else forms(words, wording):
                if form:
                    known = found[f" {' '.join(form)} "]
                    known[number] = known.get(number, False) or form == words
        self._rows = [list(numbers.items()) for numbers in found.values()]
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(found)) if found else None

    def find(self, texts: Sequence[str]) -> Hits:
        """See ``Finder``."""
        hits = Hits()
        if self._automaton is None:
            return hits
        lines = [line(text) for text in texts]
        for number, (text, words) in enumerate(zip(texts, lines, strict=True)):
            seen = set()
            for reduced, searched in self._searched(words):
                for start, end, pattern in self._automaton.find_overlapping(searched.text):
                    first = bisect_right(searched.at, start + 1) - 1
                    last = bisect_right(searched.at, end - 2) - 1
                    begin, stop = words.starts[first], words.ends[last]
                    for wording, own in self._rows[pattern]:
                        if (begin, stop, wording) in seen:
                            continue
                        if _capitals_hold(self._wordings[wording].text, text[begin:stop]):
                            seen.add((begin, stop, wording))
                            hits.add(number, begin, stop, wording, "exact" if own and not reduced else "inflected")
        return hits

    def _searched(self, words: Line) -> Iterator[tuple[bool, Line]]:
        """The line as it is and, where there is a reduced form, the line in it."""
        yield False, words
        if self._reduce:
            reduced = [self._reduce(word) for word in words.words]
            at = list(accumulate((len(word) + 1 for word in reduced[:-1]), initial=1)) if reduced else []
            yield True, Line(f" {' '.join(reduced)} ", at, reduced, words.starts, words.ends)
