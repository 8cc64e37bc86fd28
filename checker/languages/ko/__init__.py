"""Korean, in South and North Korean spelling."""

import re
from collections.abc import Sequence
from unicodedata import is_normalized, normalize

from checker.languages import Finder, Fitted, Noun, Sought, Trace, Wording
from checker.languages.fallback import Fallback
from checker.languages.ko import lexicon, times
from checker.languages.ko.finder import KoreanFinder, ReadersFinder, stems
from checker.model import Category, FixKind
from checker.text.folding import fold
from checker.text.numbers import Number

_PRONOUNS = frozenset(
    """
그 그녀 그들 이들 그것 이것 자신 본인 그는 그가 그의 그를 그들은 그들이 이는
""".split()
)
# The text between a description and a name: 대선 후보인, 출신의, 겸 외무상.
_APPOSED = re.compile(r"(?:인|의|이자)?\s*(?:[가-힣]{1,6}\s+){0,2}(?:[가-힣]{1,4})?")
_SPELT = 3  # syllables of the longest Korean name
_AND = frozenset("와 과 및 이나 나 하고 또는".split())
_CASES = tuple("은는이가을를에서로와과도만")


class Korean(Fallback):
    """Korean; terms are found under particles, in any spacing and in compounds (see ``finder``)."""

    version = 4
    posts = frozenset(
        """
위원장 대통령 총리 장관 대사 대표 의원 의장 총장 국장 부장 차관 주석 총비서 비서 대변인 사령관
""".split()
    )

    def __init__(self) -> None:
        super().__init__("ko", letters="[가-힣\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uffa1-\uffdc]")

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """A finder that undoes particles, spacing, compounds and northern spelling."""
        return KoreanFinder(wordings, packed)

    def seek(self, word: str) -> Sought:
        """Strips particles from the word, and finds what is left as a term, without the analyser."""
        finder = ReadersFinder([Wording(stem) for stem in stems(word)])
        return Sought(finder, finder.needles)

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """The steps by which the edges, the lexicon and the analyser decide each place."""
        return list(KoreanFinder([wording]).trace(text))

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """The numbers in digits, native and Sino-Korean words and Chinese characters."""
        from checker.languages.ko.numbers import read

        return read(texts)

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """The noun phrases that the analyser finds."""
        from checker.languages.ko.phrases import phrases

        return phrases(texts)

    def spells(self, name: str, text: str) -> bool:
        """Whether ``text`` is the name in one of four romanisations or in a spelling that people choose."""
        from checker.languages.ko.romanisation import is_spelling, key

        return is_spelling(name, key(text))

    def sounds(self, word: str) -> tuple[str, ...]:
        """The consonants of the word, with and without those that may be silent."""
        from checker.languages.ko.echo import sounds

        return sounds(word)

    def hears(self, word: str, name: str) -> bool:
        """Recognises a Korean name by its romanisations, and any other name by its consonants."""
        from checker.languages.ko.echo import is_heard
        from checker.languages.ko.romanisation import is_spelling, key

        if is_heard(name, word):
            return True
        spelt = key(name)
        return any(is_spelling(word[:size], spelt) for size in range(1, min(len(word), _SPELT) + 1))

    def calls(self, word: str, name: str) -> bool:
        """Recognises a name by its romanisations or its consonants and first vowel, with particles behind it."""
        from checker.languages.ko.foreign import is_called

        return is_called(word, name)

    def initials(self, name: str) -> frozenset[str]:
        """The first letters of all romanisations of the name."""
        from checker.languages.ko.romanisation import initials

        return initials(name)

    def pronoun(self, words: Sequence[str], category: Category) -> bool:  # noqa: ARG002
        """Whether there is a pronoun; those for people also refer to things."""
        return any(word in _PRONOUNS for word in words)

    def akin(self, word: str, wording: str) -> bool:
        """Whether the word is a form of a verb of which the term is the noun in 기."""
        from checker.languages.ko.verbs import is_form

        return is_form(word, wording)

    def says(self, text: str, start: int, end: int, mark: str) -> bool:
        """Whether words such as 부, 대행, 전 or 당선인 stand in the text, or a word for a relative behind the name."""
        from checker.languages.ko.ranks import says

        return says(text, start, end, mark)

    def ranked(self, text: str, start: int, end: int) -> str:
        """전 and its like right before the title or a word before it, 대행 right behind it."""
        from checker.languages.ko.ranks import ranked

        return ranked(text, start, end)

    def apposed(self, text: str) -> bool:
        """A copula or genitive and short nouns join the two; a case particle separates them."""
        if not text.strip():
            return True
        return _APPOSED.fullmatch(text) is not None and not any(word.endswith(_CASES) for word in text.split())

    def years(self, text: str, present: int) -> set[int]:
        """Also 작년, 3년 전, 주체101."""
        return super().years(text, present) | times.years(text, present)

    def bygone(self, text: str, at: int) -> bool:
        """Whether it follows 전, 당시, 옛 …, or the text has 시절, 역임, 이었던 …."""
        return times.bygone(text, at)

    def listed(self, text: str) -> bool:
        """A comma or middle dot, a particle for and, or one of the words for it."""
        return text.strip(" ,") in _AND or super().listed(text)

    def other_words(self, wording: Wording, text: str, start: int, end: int, code: str) -> tuple[frozenset[str], float]:
        """English words, from the table of homographs and the sum of evidence."""
        from checker.languages.ko.finder import letters
        from checker.languages.ko.sense import evidence, senses, total

        word = letters(wording.text)
        known = senses(word, wording) if code == "en" else None
        if known is None:
            return frozenset(), 0.0
        return known.english, total(evidence(word, wording, fold(text[:start]).text, fold(text[end:]).text))

    def given_name(self, text: str, start: int) -> str:
        """Names of the list, before initials (조지 W. 부시) and with or without a blank."""
        from checker.languages.ko.names import given_before

        return given_before(text, start)

    def everyday(self, word: str) -> bool:
        """Whether the lexicon has the word among its most frequent nouns."""
        return lexicon.is_everyday(word)

    def within(self, text: str, start: int, end: int) -> bool:
        """Whether the lexicon has a longer word there (비서실, 국방장관)."""
        return lexicon.is_within(text, start, end)

    def following(self, found: str, replacement: str, after: str) -> tuple[int, str] | None:
        """Particles and the copula agree with the end of the new word."""
        from checker.languages.ko.particles import following

        return following(found, replacement, after)

    def disagreeing(self, text: str) -> list[tuple[int, int, str]]:
        """Particles behind a noun with another end, where they can be nothing else."""
        from checker.languages.ko.particles import disagreeing

        return disagreeing(text)

    def trust(self, text: str, start: int, end: int, replacement: str, wording: Wording) -> FixKind:
        """Nouns have no forms; within a compound or verb another one should be read.

        What stands there for something else is replaced only where it is a word of its own.
        """
        from checker.languages.ko.particles import is_apart, is_doubled

        if is_doubled(text, start, end, replacement):
            return FixKind.INSERT
        if is_apart(text, start, end):
            return FixKind.SAFE
        return FixKind.READ if wording.text else FixKind.INSERT

    def fitted(
        self, text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
    ) -> Fitted | None:
        """A person's name is as long as the one there, and what is put into decomposed text is decomposed."""
        found = text[start:end]
        if category is Category.PERSON:
            parts = len(found.split())
            renderings = sorted(renderings, key=lambda name: len(name.split()) != parts)
        if not is_normalized("NFC", found):
            renderings = [normalize("NFD", each) for each in renderings]
        return super().fitted(text, start, end, renderings, category, wording)

    def restated(self, text: str, theirs: Number, ours: Number) -> Fitted | None:
        """Keeps figures or native numerals, 만 and 억, commas, the style of a date; particles agree."""
        from checker.languages._restating import restated
        from checker.languages.ko.numbers import read
        from checker.languages.ko.restating import options

        return restated(text, theirs, ours, options(text, theirs, ours), read)

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:
        """The surname of a Korean or Chinese name, the last part of another name.

        East Asian names are written without a blank and mostly have three syllables. For other lengths the sound
        decides: the parts that spell the whole name (푸틴, Vladimir Putin), else a surname that spells its first
        syllable.
        """
        parts = rendering.split()
        if len(parts) < 2:
            return ()
        if " " in name:
            return (parts[-1],)
        if len(name) == 3:
            return (parts[0],) if len(parts) > 2 or "-" in rendering else (parts[0], parts[-1])
        sounding = tuple(part for part in parts if self.spells(name, part))
        if sounding:
            return sounding
        return (parts[0],) if len(name) < 4 or self.spells(name[0], parts[0]) else (parts[-1],)


LANGUAGE = Korean()
