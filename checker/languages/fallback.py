"""Any language without a module of its own: Unicode words, lemmas where simplemma has them, nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from checker.folding import fold
from checker.languages import Finder, Hits, Noun, Trace, Wording, unanswered
from checker.languages._packed import automaton, packed, unpacked
from checker.languages._words import WordFinder, line
from checker.model import Category
from checker.numbers import Number

_UNSPACED = frozenset(("ja", "zh", "th", "lo", "km", "my", "bo"))
_NOUN = 4  # letters from which a word is taken for a noun
_LETTERS = {
    "ja": "[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\u4e00-\u9fff]",
    "zh": "[\u4e00-\u9fff]",
    "ru": "[\u0400-\u04ff]",
    "uk": "[\u0400-\u04ff]",
    "ar": "[\u0600-\u06ff]",
    "he": "[\u0590-\u05ff]",
    "el": "[\u0370-\u03ff]",
    "th": "[\u0e00-\u0e7f]",
    "hi": "[\u0900-\u097f]",
}
# CLDR, cardinal numbers; most languages have one and other.
_PLURALS = {
    "other": "bo dz id ja jv km ko lo ms my th vi yue zh",
    "one few other": "bs hr mo ro sh sr",
    "one two other": "he iw",
    "one two few other": "dsb hsb sl",
    "one few many other": "be cs lt pl ru sk uk",
    "one two few many other": "br ga gv mt",
    "zero one other": "lv",
    "zero one two few many other": "ar cy",
}
_PLURALS_OF = {code: tuple(plurals.split()) for plurals, codes in _PLURALS.items() for code in codes.split()}
_DENSITY = {"zh": 0.35, "ja": 0.5, "ko": 0.52}  # rough; from parallel texts


class Fallback:
    """The language ``code`` by general means."""

    posts: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    general: Mapping[Category, frozenset[str]] = MappingProxyType({})
    common: frozenset[str] = frozenset()
    doubled: frozenset[str] | None = None
    capitalised: frozenset[str] = frozenset()

    def __init__(self, code: str, letters: str = "") -> None:
        self.code = code
        self.density = _DENSITY.get(code, 1.0)
        self.plurals = _PLURALS_OF.get(code, ("one", "other"))
        letters = letters or _LETTERS.get(code, "")
        self.letters = re.compile(letters) if letters else None

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """See ``Language``."""
        if self.code in _UNSPACED:
            return _RunFinder(wordings, packed)
        return WordFinder(wordings, lambda words, _wording: [words], _lemmatiser(self.code), packed)

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """See ``Language``."""
        hits = self.compile([wording]).find([text])
        return [
            Trace(
                start, end, how, ("its words stand there",) if how == "exact" else ("a form of its words stands there",)
            )
            for start, end, how in zip(hits.starts, hits.ends, hits.how, strict=True)
        ]

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """See ``Language``."""
        return line(text)

    @unanswered
    def spells(self, name: str, text: str) -> bool:  # noqa: ARG002
        """See ``Language``; sounds are not known here."""
        return False

    def sounds(self, word: str) -> tuple[str, ...]:
        """See ``Language``; a name is the same in all languages of a script."""
        return (word.lower(),)

    def hears(self, word: str, name: str) -> bool:
        """See ``Language``; a name is the same in all languages of a script."""
        return word.lower().startswith(name.lower()[:4])

    @unanswered
    def initials(self, name: str) -> frozenset[str]:  # noqa: ARG002
        """See ``Language``."""
        return frozenset()

    @unanswered
    def pronoun(self, words: Sequence[str], category: Category) -> bool:  # noqa: ARG002
        """See ``Language``; none is known here."""
        return False

    def apposed(self, text: str) -> bool:
        """See ``Language``; only a blank does."""
        return not text or text.isspace()

    @unanswered
    def everyday(self, word: str) -> bool:  # noqa: ARG002
        """See ``Language``; frequencies are not known here."""
        return False

    @unanswered
    def same_kind(self, one: str, other: str) -> bool:  # noqa: ARG002
        """See ``Language``; kinds are not known here."""
        return True

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:  # noqa: ARG002
        """See ``Language``; the last part of a name of several."""
        parts = rendering.split()
        return (parts[-1],) if len(parts) > 1 else ()

    @unanswered
    def agreeing(self, replacement: str, found: str, wording: str) -> str:  # noqa: ARG002
        """See ``Language``; inflection is not known here."""
        return replacement

    @unanswered
    def introduced(self, before: str, replacement: str) -> tuple[int, str]:  # noqa: ARG002
        """See ``Language``; articles are not known here."""
        return 0, replacement

    @unanswered
    def respelt(self, one: str, other: str) -> bool:  # noqa: ARG002
        """See ``Language``; spellings are not known here."""
        return False

    @unanswered
    def part_of_name(self, before: str, name: str) -> bool:  # noqa: ARG002
        """See ``Language``; names are not known here."""
        return False

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """See ``Language``; words with a capital, and each long word by itself."""
        return [list(_phrases(self.words(text), text)) for text in texts]

    def known(self, word: str) -> bool:
        """See ``Language``."""
        return _known(word, self.code)

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """See ``Language``; those in digits."""
        from checker.languages._numbers import read

        return read(texts)


def _phrases(words: list[tuple[str, int, int]], text: str) -> Iterator[list[Noun]]:
    names: list[Noun] = []
    for _, start, end in words:
        word = text[start:end]
        name = word[:1].isupper() and start > 0
        if names and not (name and text[names[-1].end : start] in (" ", "-", "")):
            yield names
            names = []
        if name:
            names.append(Noun(start, end, name=True))
        elif word.isalpha() and len(word) >= _NOUN:
            yield [Noun(start, end, name=False)]
    if names:
        yield names


@lru_cache(maxsize=1 << 16)
def _known(word: str, code: str) -> bool:
    from simplemma import is_known

    try:
        return bool(is_known(word, lang=code))
    except ValueError:
        return False


def _lemmatiser(code: str) -> Callable[[str], str] | None:
    from simplemma import lemmatize

    try:
        lemmatize("a", lang=code)
    except ValueError:
        return None

    @lru_cache(maxsize=1 << 16)
    def lemma(word: str) -> str:
        return str(lemmatize(word, lang=code)).lower()

    return lemma


class _RunFinder:
    """For scripts without spaces: a term is found anywhere but inside a run of katakana, Latin letters or digits."""

    _RUN = re.compile("[\u30a1-\u30fa\u30fc-\u30fe]|[a-z0-9]")

    def __init__(self, wordings: Sequence[Wording], packed: bytes = b"") -> None:
        if packed:
            self._rows, self._automaton = unpacked(packed, list[list[int]])
            return
        patterns: dict[str, list[int]] = {}
        for number, wording in enumerate(wordings):
            if text := fold(wording.text).text.strip():
                patterns.setdefault(text, []).append(number)
        self._rows = list(patterns.values())
        self._automaton = automaton(patterns)

    def packed(self) -> bytes:
        """See ``Finder``."""
        return packed(self._rows, self._automaton)

    def find(self, texts: Sequence[str]) -> Hits:
        """See ``Finder``."""
        hits = Hits()
        if self._automaton is None:
            return hits
        for number, text in enumerate(texts):
            folded = fold(text)
            for start, end, pattern in self._automaton.find_overlapping(folded.text):
                if self._splits(folded.text, start) or self._splits(folded.text, end):
                    continue
                for wording in self._rows[pattern]:
                    hits.add(number, *folded.raw(start, end), wording, "exact")
        return hits

    def _splits(self, text: str, at: int) -> bool:
        """Whether ``at`` lies inside a run of signs that make one word."""
        if not 0 < at < len(text):
            return False
        before, after = self._RUN.match(text[at - 1]), self._RUN.match(text[at])
        return bool(before and after and (before.group() > "z") == (after.group() > "z"))
