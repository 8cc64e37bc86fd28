"""Recognising a foreign name in a Korean word by its consonants, which both scripts write.

Hangul writes a foreign name by its sound, with extra vowels between consonants (트럼프, Trump) and without a silent r
(카터, Carter). So classes of consonants are compared, without r and h, and only with the beginning of the word, since
particles may follow.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from checker.text.folding import bare

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28
# The classes are k, n, t, m, p, s and l; "" is a consonant that is left out.
_INITIALS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "")
_FINAL = {
    1: "k",
    2: "k",
    4: "n",
    7: "s",
    8: "l",
    16: "m",
    17: "p",
    19: "s",
    20: "s",
    21: "n",
    22: "s",
    25: "s",
    26: "p",
}
_LETTERS = (
    (re.compile(r"ph"), "P"),
    (re.compile(r"tch|sch|ch|sh|zh|cz|ts|tz|j|z|ss|s|c(?=[eiy])|g(?=[eiy])|x\b|^x"), "S"),
    (re.compile(r"gh|h"), ""),
    (re.compile(r"[pbfv]"), "P"),
    (re.compile(r"x"), "KS"),
    (re.compile(r"ck|[ckqg]"), "K"),
    (re.compile(r"[td]"), "T"),
    (re.compile(r"n[gk]?"), "N"),
    (re.compile(r"m"), "M"),
    (re.compile(r"[lr]+"), "L"),
    (re.compile(r"[^A-Z]"), ""),
)
_LONGEST = 40  # syllables of a word that are compared; no name has so many
_SHORT, _LONG = 3, 6  # up to 3 consonants must all be equal; up to 6, one may differ; above, two


@lru_cache(maxsize=1 << 14)
def consonants_of_name(name: str) -> str:
    """The consonant classes of a name in lower-case Latin letters."""
    letters = name
    for pattern, consonant in _LETTERS:
        letters = pattern.sub(consonant, letters)
    return re.sub(r"(.)\1+", r"\1", letters.lower())


@lru_cache(maxsize=1 << 14)
def consonants_of_word(word: str) -> tuple[str, ...]:
    """The consonant classes of the first syllable of a Korean word, of its first two, and so on up to ``_LONGEST``."""
    found = []
    consonants = ""
    for sign in word[:_LONGEST]:
        if not _FIRST <= ord(sign) <= _LAST:
            break
        initial, final = divmod(ord(sign) - _FIRST, _VOWELS * _FINALS)[0], (ord(sign) - _FIRST) % _FINALS
        for each in (_INITIALS[initial], _FINAL.get(final, "")):
            if each and not consonants.endswith(each):
                consonants += each
        found.append(consonants)
    return tuple(found)


def is_heard(name: str, word: str) -> bool:
    """Whether ``word`` may begin with ``name``, which is in Latin letters and has at least two consonants."""
    letters = bare(name).lower()
    return any(_matches(consonants_of_name(each), word) for each in {letters, letters.replace("th", "s")})


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> tuple[str, ...]:
    """The consonant classes of a Korean word or a name in Latin letters, with and without l, which may be silent."""
    written = consonants_of_word(word)
    consonants = written[-1] if written else consonants_of_name(bare(word).lower())
    return tuple(dict.fromkeys((consonants, consonants.replace("l", ""))))


def _matches(heard: str, word: str) -> bool:
    if len(heard) < 2:
        return False
    allowed = 0 if len(heard) <= _SHORT else 1 if len(heard) <= _LONG else 2
    without = heard.replace("l", "")
    return any(
        OSA.distance(heard, written, score_cutoff=allowed) <= allowed
        or (len(without) > 1 and OSA.distance(without, written.replace("l", ""), score_cutoff=allowed) <= allowed)
        for written in consonants_of_word(word)
    )
