"""Any language without a module of its own: Unicode words, and lemmas for the languages of simplemma."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from checker.languages import Finder, Fitted, Hits, Noun, Sought, Trace, Whole, Wording, _signs, unanswered
from checker.languages._packed import automaton, packed, unpacked
from checker.languages._words import WordFinder, line
from checker.model import Category, FixKind
from checker.text.folding import fold
from checker.text.numbers import Number

_UNSPACED = frozenset(("ja", "zh", "yue", "th", "lo", "km", "my", "bo"))
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)((?<=0)(?:s\b|년대|年代))?", re.ASCII)
_LISTING = frozenset((",", "、", "，", "·", "/"))
_NAMES = frozenset((Category.PERSON, Category.ORGANIZATION, Category.PLACE))
_ENDING = 2  # letters of an ending that shows a form
_NOUN = 4  # letters from which a word counts as a noun
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
# Plural categories of cardinal numbers (CLDR); all other languages have "one" and "other".
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
_DENSITY = {"zh": 0.35, "ja": 0.5, "ko": 0.52}  # approximate, from parallel texts


class Fallback:
    """A language about which only the code and the script are known; base class of all languages."""

    version = 2
    posts: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    general: Mapping[Category, frozenset[str]] = MappingProxyType({})
    common: frozenset[str] = frozenset()
    grammatical: frozenset[str] = frozenset()
    doubled: frozenset[str] | None = None
    capitalised: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()

    def __init__(self, code: str, letters: str = "") -> None:
        self.code = code
        self.blanks = code not in _UNSPACED
        self.density = _DENSITY.get(code, 1.0)
        self.plurals = _PLURALS_OF.get(code, ("one", "other"))
        self.signs, self.opening = _signs.signs(code), _signs.opening(code)
        self.spaced, self.unseen = _signs.spaced(code), _signs.unseen(code)
        letters = letters or _LETTERS.get(code, "")
        self.letters = re.compile(letters) if letters else None

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """Finds whole words and their other forms; in scripts without spaces, the letters of a term."""
        if self.code in _UNSPACED:
            return _RunFinder(wordings, packed)
        return WordFinder(wordings, lambda words, _wording: [words], _lemmatiser(self.code), packed)

    def seek(self, word: str) -> Sought:
        """Finds the word as it is and its lemma; other forms only where those stand too."""
        wordings = [Wording(each) for each in dict.fromkeys((word, self._lemma(word)))]
        return Sought(self.compile(wordings), tuple(fold(wording.text).text for wording in wordings))

    def _lemma(self, word: str) -> str:
        """The dictionary form of a word; the word itself if that is not known."""
        reduce, folded = _lemmatiser(self.code), fold(word).text
        return reduce(folded) if reduce and folded else word

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """Shows the places where the term is found; places where it is not are unknown."""
        hits = self.compile([wording]).find([text])
        return [
            Trace(
                start, end, how, ("its words stand there",) if how == "exact" else ("a form of its words stands there",)
            )
            for start, end, how in zip(hits.starts, hits.ends, hits.how, strict=True)
        ]

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """The words as ``WordFinder`` compares them."""
        return line(text)

    @unanswered
    def spells(self, name: str, text: str) -> bool:  # noqa: ARG002
        """False: the sounds are unknown."""
        return False

    def sounds(self, word: str) -> tuple[str, ...]:
        """The word itself, since languages with one script write a name alike."""
        return (word.lower(),)

    def hears(self, word: str, name: str) -> bool:
        """Compares the first four letters, since languages with one script write a name alike."""
        return word.lower().startswith(name.lower()[:4])

    def calls(self, word: str, name: str) -> bool:
        """Compares the letters, since languages with one script write a name alike."""
        return word.lower() == name.lower()

    @unanswered
    def initials(self, name: str) -> frozenset[str]:  # noqa: ARG002
        """None: the sounds are unknown."""
        return frozenset()

    @unanswered
    def pronoun(self, words: Sequence[str], category: Category) -> bool:  # noqa: ARG002
        """False: the pronouns are unknown."""
        return False

    def apposed(self, text: str) -> bool:
        """Only nothing or white space joins the two."""
        return not text or text.isspace()

    def years(self, text: str, present: int) -> set[int]:  # noqa: ARG002
        """The numbers of four digits from 1800 to 2099; ten of them for a decade."""
        found: set[int] = set()
        for year in _YEAR.finditer(text):
            first = int(year[1])
            found.update(range(first, first + 10) if year[2] else [first])
        return found

    @unanswered
    def bygone(self, text: str, at: int) -> bool:  # noqa: ARG002
        """False: the words are unknown."""
        return False

    @unanswered
    def other_words(
        self,
        wording: Wording,  # noqa: ARG002
        text: str,  # noqa: ARG002
        start: int,  # noqa: ARG002
        end: int,  # noqa: ARG002
        code: str,  # noqa: ARG002
    ) -> tuple[frozenset[str], float]:
        """None: words spelt alike are unknown."""
        return frozenset(), 0.0

    @unanswered
    def given_name(self, text: str, start: int) -> str:  # noqa: ARG002
        """None: the given names are unknown."""
        return ""

    @unanswered
    def everyday(self, word: str) -> bool:  # noqa: ARG002
        """False: the frequencies are unknown."""
        return False

    @unanswered
    def within(self, text: str, start: int, end: int) -> bool:  # noqa: ARG002
        """False: the words are unknown."""
        return False

    @unanswered
    def akin(self, word: str, wording: str) -> bool:  # noqa: ARG002
        """False: how words are made is unknown."""
        return False

    @unanswered
    def country(self, name: str) -> bool:  # noqa: ARG002
        """False: the countries are unknown."""
        return False

    def listed(self, text: str) -> bool:
        """Only a comma, a middle dot or a slash joins the two."""
        return text.strip() in _LISTING

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:  # noqa: ARG002
        """The last part of a name with several parts."""
        parts = rendering.split()
        return (parts[-1],) if len(parts) > 1 else ()

    @unanswered
    def agreeing(self, replacement: str, found: str, wording: str) -> str:  # noqa: ARG002
        """The replacement as it is: inflection is unknown."""
        return replacement

    @unanswered
    def introduced(self, before: str, replacement: str) -> tuple[int, str]:  # noqa: ARG002
        """The replacement as it is: articles are unknown."""
        return 0, replacement

    def fitted(
        self, text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
    ) -> Fitted | None:
        """The best rendering as it is, with what agrees with it beside it, as far as ``trust`` allows it."""
        new = self.agreeing(renderings[0], text[start:end], wording) if renderings else ""
        if not new or text[:start].rstrip().endswith(new) or text[end:].lstrip().startswith(new):
            return None
        found = text[start:end]
        behind = self.following(found, new, text[end:])
        kind = self.trust(text, start, end, new, Wording(wording, category))
        if behind is None or kind is FixKind.INSERT:
            return None
        before, new = self.introduced(text[:start], new)
        return Fitted(start - before, end + behind[0], new + behind[1], kind)

    @unanswered
    def marked(self, text: str, at: int, mark: str) -> Fitted | None:  # noqa: ARG002
        """None: the words for ranks are unknown."""
        return None

    @unanswered
    def restated(self, text: str, theirs: Number, ours: Number) -> Fitted | None:  # noqa: ARG002
        """None: how numbers are written is unknown."""
        return None

    @unanswered
    def following(self, found: str, replacement: str, after: str) -> tuple[int, str] | None:  # noqa: ARG002
        """Nothing changes: particles are unknown."""
        return 0, ""

    @unanswered
    def disagreeing(self, text: str) -> list[tuple[int, int, str]]:  # noqa: ARG002
        """None: what agrees is unknown."""
        return []

    def trust(self, text: str, start: int, end: int, replacement: str, wording: Wording) -> FixKind:
        """None, where nouns have forms: a person's name without an ending, or a name respelt, is to be read first.

        In languages whose nouns have no forms it is safe where the noun surely is a word of its own.
        """
        from checker.languages._uninflected import is_apart

        apart = is_apart(self.code, text, start, end)
        if apart is not None:
            return FixKind.SAFE if apart else FixKind.READ
        found, new = fold(text[start:end]).text, fold(replacement).text
        bare = wording.category is Category.PERSON and found == fold(wording.text).text
        respelt = wording.category in _NAMES and found != fold(wording.text).text and _is_respelt(found, new)
        return FixKind.READ if bare or respelt else FixKind.INSERT

    @unanswered
    def respelt(self, one: str, other: str) -> bool:  # noqa: ARG002
        """False: regional spellings are unknown."""
        return False

    @unanswered
    def part_of_name(self, before: str, name: str) -> bool:  # noqa: ARG002
        """False: compound names are unknown."""
        return False

    @unanswered
    def whole_name(
        self,
        text: str,  # noqa: ARG002
        start: int,  # noqa: ARG002
        end: int,  # noqa: ARG002
        names: tuple[str, ...],  # noqa: ARG002
        listed: Collection[str],  # noqa: ARG002
    ) -> Whole | None:
        """None: where names end is unknown."""
        return None

    @unanswered
    def whole_title(self, text: str, start: int, end: int) -> Whole | None:  # noqa: ARG002
        """None: the words for ranks are unknown."""
        return None

    @unanswered
    def root(self, wording: str, category: Category) -> str:  # noqa: ARG002
        """The wording itself: derivation is unknown."""
        return wording

    @unanswered
    def reworded(self, text: str, wording: str, category: Category) -> tuple[int, int] | None:  # noqa: ARG002
        """None: constructions are unknown."""
        return None

    @unanswered
    def says(self, text: str, start: int, end: int, mark: str) -> bool:  # noqa: ARG002
        """True: the words for ranks are unknown."""
        return True

    @unanswered
    def ranked(self, text: str, start: int, end: int) -> str:  # noqa: ARG002
        """Nothing: the words for ranks are unknown."""
        return ""

    def is_sentence(self, text: str) -> bool | None:
        """Known for languages whose sentences end in forms of their own."""
        return _signs.is_sentence(self.code, text)

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """Runs of capitalised words as names, and every other word of four letters or more as a noun."""
        return [list(_phrases(self.words(text), text)) for text in texts]

    def known(self, word: str) -> bool:
        """Whether the vocabulary of simplemma has the word; False for languages that it lacks."""
        return in_vocabulary(word, self.code)

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """The numbers in digits."""
        from checker.languages._numbers import read

        return read(texts)


def _is_respelt(found: str, new: str) -> bool:
    """Whether two folded names have the same ending and begin alike, so that they may be one in two spellings."""
    return found[:1] == new[:1] and found[-_ENDING:] == new[-_ENDING:]


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
def in_vocabulary(word: str, code: str) -> bool:
    """Whether the vocabulary of simplemma for the language ``code`` has the folded word."""
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
    """A finder for scripts without spaces; a term is not found inside a run of katakana, Latin letters or digits."""

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
        """The table and the automaton as bytes."""
        return packed(self._rows, self._automaton)

    def find(self, texts: Sequence[str]) -> Hits:
        """All hits; all of them are ``exact``."""
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
        """Whether the offset ``at`` is inside a run of characters that make one word."""
        if not 0 < at < len(text):
            return False
        before, after = self._RUN.match(text[at - 1]), self._RUN.match(text[at])
        return bool(before and after and (before.group() > "z") == (after.group() > "z"))
