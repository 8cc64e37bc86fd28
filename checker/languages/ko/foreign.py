"""Recognising a given name in a Korean word: by its consonants, its vowels, and the particles that follow.

This asks for more than :mod:`checker.languages.ko.echo`, because a sentence has many words and any of them may sound a
little like a name: the word must begin with the same sound, have the vowels of the name, and end with it, apart from
particles.
"""

import re
from functools import lru_cache
from itertools import accumulate, product

from rapidfuzz.distance import OSA

from checker.languages.ko import lexicon
from checker.languages.ko.echo import consonants_of_name, consonants_of_word
from checker.languages.ko.edges import is_tail
from checker.languages.ko.romanisation import is_spelling, key
from checker.text.folding import bare

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28
_SILENT, _BREATH = 11, 18  # the initials ㅇ and ㅎ
_EPENTHETIC = 18  # the vowel ㅡ between consonants
_LETTERS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_I = _LETTERS.index("ㅣ")
_GLIDING = set(map(_LETTERS.index, "ㅏㅐㅔㅗ"))
# The vowels that may stand for a vowel letter.
_HEARD = {
    letter: frozenset(map(_LETTERS.index, vowels))
    for letter, vowels in {
        "a": "ㅏㅐㅑㅓㅔㅗㅘㅝㅖ",
        "e": "ㅔㅐㅣㅓㅕㅖㅞ",
        "i": "ㅣㅟㅓ",
        "o": "ㅗㅏㅓㅜㅘㅛㅝ",
        "u": "ㅜㅠㅓㅏㅟ",
        "y": "ㅣㅠㅛㅑㅕㅖ",
    }.items()
}
_VOWEL = re.compile("[aeiouy]+")
_NASAL = re.compile("[mn][^aeiouy]")  # 음베키, 은코모
# Letters that are read in several ways.
_READINGS = (
    (re.compile("th"), ("th", "s")),
    (re.compile("ng"), ("ng", "nkg")),
    (re.compile("ch"), ("ch", "k")),
    (re.compile("x"), ("x", "ks")),
    (re.compile("g(?=[eiy])"), ("g", "k")),
    (re.compile("^j(?=ose|uan|orge|avier|ulio|aime|oaquin)"), ("j", "h")),
    (re.compile("r(?![aeiouy])"), ("r", "")),
)
_SHORT, _LONG = 3, 6  # up to 3 consonants must all be equal; up to 6, one may differ; above, two
_LONGEST = 8  # syllables of a given name
_FREQUENT = 2  # class of the lexicon, which has given names too: 존, 로버트
_MANY = 3  # vowels of a long name


@lru_cache(maxsize=1 << 14)
def is_called(word: str, name: str) -> bool:
    """Whether a Korean word, perhaps with particles, is the given name ``name``, which is in Latin letters."""
    name = bare(name).lower()
    romanised = key(name)
    if any(is_spelling(word[:size], romanised) and _ends(word, size) for size in range(1, 4)):
        return True
    read = _read(name)
    syllables = _syllables(word)
    if not read or not syllables or not _begins(name, syllables[0][0]):
        return False
    heard, vowels = read
    for size, consonants in enumerate(consonants_of_word(word)[:_LONGEST], 1):
        off = _off(vowels, syllables[:size])
        allowed = 0 if len(vowels) == 1 and len(vowels[0]) == 1 else 1
        if off <= allowed and _ends(word, size) and any(_same(each, consonants, off) for each in heard):
            return True
    return False


@lru_cache(maxsize=1 << 12)
def _read(name: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The consonants of a name in all readings, and its vowel letters in groups."""
    ways: list[str] = [name]
    for letters, readings in _READINGS:
        if letters.search(name):
            ways = [letters.sub(reading, way) for way, reading in product(ways, readings)]
    vowels = _VOWEL.findall(name)
    return (frozenset(map(consonants_of_name, ways)), tuple(vowels)) if vowels else None


def _syllables(word: str) -> list[tuple[int, int]]:
    """The initial and the vowel of each syllable at the beginning of the word."""
    found = []
    for sign in word[:_LONGEST]:
        if not _FIRST <= ord(sign) <= _LAST:
            break
        found.append(divmod((ord(sign) - _FIRST) // _FINALS, _VOWELS))
    return found


def _begins(name: str, initial: int) -> bool:
    """Whether a syllable with this initial may begin a name: with no consonant, with h, or with another consonant."""
    if name[0] in "aeiouwy" or _NASAL.match(name):
        return initial == _SILENT
    if name[0] == "h":
        return initial == _BREATH
    return initial != _SILENT and (initial == _BREATH) <= (name[0] == "j")


def _off(vowels: tuple[str, ...], syllables: list[tuple[int, int]]) -> int:
    """How many vowels the syllables have more than a name, or less if it is long; many where they do not fit.

    The vowel ㅡ stands for none or for any but the first, and an e at the end may be silent.
    """
    full: list[set[int]] = []
    for initial, vowel in syllables:
        if initial == _SILENT and vowel == _I and full and full[-1] <= _GLIDING:
            full[-1] = full[-1] | {_I}  # 아이 and 에이 are one sound
        else:
            full.append({vowel})
    more = [
        int(heard != {_EPENTHETIC} and not (at and at == len(full) - 1 and heard == {_I}))
        for at, heard in enumerate(full)
    ]
    costs = [0, *accumulate(more)]
    for at, group in enumerate(vowels):
        last = at == len(vowels) - 1
        lacking = 0 if last and at and group == "e" else 1 if len(vowels) >= _MANY else _MANY
        row = [costs[0] + lacking]
        for to, heard in enumerate(full):
            equal = (heard == {_EPENTHETIC} and at > 0) or any(heard & _HEARD[letter] for letter in group)
            row.append(min(costs[to] + (0 if equal else _MANY), costs[to + 1] + lacking, row[-1] + more[to]))
        costs = row
    return costs[-1]


def _same(heard: str, written: str, off: int) -> bool:
    """Whether the consonants are the same; in a long name one or two may differ, less so if its vowels do (``off``)."""
    allowed = max(0, (0 if len(heard) <= _SHORT else 1 if len(heard) <= _LONG else 2) - off)
    return heard[:1] == written[:1] and OSA.distance(heard, written, score_cutoff=allowed) <= allowed


def _ends(word: str, size: int) -> bool:
    """Whether only particles follow the first syllables, and these are no frequent noun."""
    rarity = lexicon.rarity(word[:size])
    return is_tail(word[size:]) and (rarity is None or rarity > min(size, _FREQUENT))
