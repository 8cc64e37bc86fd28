"""The nouns of Korean with their frequency classes (``nouns.bin``), for use without the analyser.

``tests/make_lexicon.py`` made the file from the lexicon of Kiwi 0.24 (model 0.24.0).
"""

import zlib
from functools import cache
from importlib.resources import files
from math import log2

LONGEST = 8  # syllables
_EVERYDAY = 5  # the rarest class of everyday nouns
_COMMON, _NAME, _BOTH = range(3)  # the kinds of words, a block each in every class
_KINDS = 3
_TURNING = ("불", "비", "미", "무", "재")  # not, anew
_PARTICLES = frozenset("은는이가을를의에도만와과로나랑")


def class_of(rank: int) -> int:
    """The frequency class of the ``rank``-th most frequent noun; a class is twice as large as the one before."""
    return int(log2(rank / 64 + 1))


@cache
def _blocks() -> list[str]:
    packed = files(__package__).joinpath("nouns.bin").read_bytes()
    return zlib.decompress(packed).decode("utf-16-be").split("\n\n")


@cache
def _nouns() -> dict[str, int]:
    nouns: dict[str, int] = {}
    for number, block in enumerate(_blocks()[:-2]):
        nouns |= dict.fromkeys(block.split(), number)
    return nouns


@cache
def _stems() -> frozenset[str]:
    return frozenset(_blocks()[-2].split())


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(_blocks()[-1].split())


def rarity(word: str) -> int | None:
    """The frequency class of the noun ``word`` (see ``class_of``), higher if rarer; None if it is not a noun."""
    block = _nouns().get(word)
    return None if block is None else block // _KINDS


def is_within(text: str, start: int, end: int) -> bool:
    """Whether a noun of ``text`` has the letters ``start:end`` and others around them, not only a particle (배가).

    What is denied or done anew is another word too (불투명도, 재설정).
    """
    if text[start - 1 : start] in _TURNING and not text[start - 2 : start - 1].strip():
        return True
    return any(
        text[first:last] in _nouns()
        for first in range(max(0, end - LONGEST), start + 1)
        for last in range(end, min(len(text), first + LONGEST) + 1)
        if first < start or last > end + (text[end : end + 1] in _PARTICLES)
    )


def is_common(word: str) -> bool:
    """Whether ``word`` is in the lexicon as a common noun only (국회의원)."""
    block = _nouns().get(word)
    return block is not None and block % _KINDS == _COMMON


def is_name(word: str) -> bool:
    """Whether ``word`` is in the lexicon as a name only (아일랜드)."""
    block = _nouns().get(word)
    return block is not None and block % _KINDS == _NAME


def is_both(word: str) -> bool:
    """Whether ``word`` is a name in the lexicon and a common noun too (파리, a town and an insect)."""
    block = _nouns().get(word)
    return block is not None and block % _KINDS == _BOTH


def is_stem(word: str) -> bool:
    """Whether ``word`` is the stem of a verb or adjective (알리다), of two or three syllables."""
    return word in _stems()


def is_adverb(word: str) -> bool:
    """Whether ``word`` is an adverb of three or more syllables (이리저리)."""
    return word in _adverbs()


def is_everyday(word: str) -> bool:
    """Whether ``word`` is one of the most frequent nouns, some 4,000."""
    number = rarity(word)
    return number is not None and number <= _EVERYDAY


def is_noun(word: str) -> bool:
    """Whether ``word`` has two or more syllables and is a noun of the lexicon."""
    return len(word) > 1 and word in _nouns()


def is_whole(lead: str, term: str) -> bool:
    """Whether ``lead + term`` is a word of its own, at least as frequent as ``lead`` (신진대사, but not 국방장관)."""
    whole, first = rarity(lead + term), rarity(lead)
    return whole is not None and (first is None or whole <= first)


def longer(term: str, rest: str) -> str:
    """The longest noun that consists of ``term`` and the beginning of ``rest``, "" if there is none."""
    for length in range(min(LONGEST - len(term), len(rest)), 0, -1):
        if is_noun(term + rest[:length]):
            return term + rest[:length]
    return ""
