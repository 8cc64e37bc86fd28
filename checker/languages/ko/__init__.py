"""Korean, in the spelling of either side."""

import re
from collections.abc import Sequence

from checker.languages import Finder, Noun, Trace, Wording
from checker.languages.fallback import Fallback
from checker.languages.ko import lexicon
from checker.languages.ko.finder import KoreanFinder
from checker.model import Category
from checker.text.numbers import Number

_PRONOUNS = frozenset(
    """
그 그녀 그들 이들 그것 이것 자신 본인 그는 그가 그의 그를 그들은 그들이 이는
""".split()
)
# What stands between a description and a name: 대선 후보인, 출신의, 겸 외무상.
_APPOSED = re.compile(r"(?:인|의|이자)?\s*(?:[가-힣]{1,6}\s+){0,2}(?:[가-힣]{1,4})?")
_EVERYDAY = 5  # class of the rarest of some 4,000 nouns
_CASES = tuple("은는이가을를에서로와과도만")


class Korean(Fallback):
    """Terms under particles, in any spacing, in compounds; see ``finder``."""

    posts = frozenset(
        """
위원장 대통령 총리 장관 대사 대표 의원 의장 총장 국장 부장 차관 주석 총비서 비서 대변인 사령관
""".split()
    )

    def __init__(self) -> None:
        super().__init__("ko", letters="[가-힣\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uffa1-\uffdc]")

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """See ``Language``."""
        return KoreanFinder(wordings, packed)

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """See ``Language``."""
        return list(KoreanFinder([wording]).trace(text))

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """See ``Language``; see ``numbers``."""
        from checker.languages.ko.numbers import read

        return read(texts)

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """See ``Language``; see ``phrases``."""
        from checker.languages.ko.phrases import phrases

        return phrases(texts)

    def spells(self, name: str, text: str) -> bool:
        """See ``Language``; any of the four romanisations, and the spellings that people choose."""
        from checker.languages.ko.romanisation import is_spelling, key

        return is_spelling(name, key(text))

    def sounds(self, word: str) -> tuple[str, ...]:
        """See ``Language``."""
        from checker.languages.ko.echo import sounds

        return sounds(word)

    def hears(self, word: str, name: str) -> bool:
        """See ``Language``; a Korean name by its romanisations, another by its consonants."""
        from checker.languages.ko.echo import is_heard
        from checker.languages.ko.romanisation import is_spelling, key

        return is_heard(name, word) or any(is_spelling(word[:size], key(name)) for size in range(1, 4))

    def initials(self, name: str) -> frozenset[str]:
        """See ``Language``."""
        from checker.languages.ko.romanisation import initials

        return initials(name)

    def pronoun(self, words: Sequence[str], category: Category) -> bool:  # noqa: ARG002
        """See ``Language``; one for people serves for things too."""
        return any(word in _PRONOUNS for word in words)

    def apposed(self, text: str) -> bool:
        """See ``Language``; a copula or genitive and short nouns do, what marks a case parts the two."""
        if not text.strip():
            return True
        return _APPOSED.fullmatch(text) is not None and not any(word.endswith(_CASES) for word in text.split())

    def everyday(self, word: str) -> bool:
        """See ``Language``."""
        rarity = lexicon.rarity(word)
        return rarity is not None and rarity <= _EVERYDAY

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:
        """See ``Language``; a Korean or Chinese name is shortened to its surname, another to its last part.

        Names of East Asia are written solid and mostly have three syllables. A solid name of another length is told by
        its sound: what spells all of it (푸틴, Vladimir Putin), else a surname that spells its first syllable.
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
