"""Whether a foreign name can be heard in a Korean word: by the consonants, which both scripts write.

Hangul writes a foreign name by its sound, with vowels of its own between consonants (트럼프, Trump) and without the r
that no one says (카터, Carter). So compared are classes of consonants, r and h left out, against the beginning of a
word: what follows there are particles.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from checker.text.folding import bare

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28
# The classes: k n t m p s, and l where it is a final or doubled; "" is not written.
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
_SHORT, _LONG = 3, 6  # consonants up to which none, and one, may differ


@lru_cache(maxsize=1 << 14)
def _heard(name: str) -> str:
    """The consonants of a name in lower-case Latin letters."""
    letters = name
    for pattern, consonant in _LETTERS:
        letters = pattern.sub(consonant, letters)
    return re.sub(r"(.)\1+", r"\1", letters.lower())


@lru_cache(maxsize=1 << 14)
def _written(word: str) -> tuple[str, ...]:
    """The consonants of each beginning of a Korean word."""
    found = []
    consonants = ""
    for sign in word:
        if not _FIRST <= ord(sign) <= _LAST:
            break
        initial, final = divmod(ord(sign) - _FIRST, _VOWELS * _FINALS)[0], (ord(sign) - _FIRST) % _FINALS
        for each in (_INITIALS[initial], _FINAL.get(final, "")):
            if each and not consonants.endswith(each):
                consonants += each
        found.append(consonants)
    return tuple(found)


def is_heard(name: str, word: str) -> bool:
    """Whether ``name``, in Latin letters, may be what ``word`` begins with; one consonant tells nothing."""
    letters = bare(name).lower()
    return any(_matches(_heard(each), word) for each in {letters, letters.replace("th", "s")})


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> tuple[str, ...]:
    """The consonants of a Korean word, or of a name in Latin letters; with and without those that may be mute."""
    written = _written(word)
    consonants = written[-1] if written else _heard(bare(word).lower())
    return tuple(dict.fromkeys((consonants, consonants.replace("l", ""))))


def _matches(heard: str, word: str) -> bool:
    if len(heard) < 2:
        return False
    allowed = 0 if len(heard) <= _SHORT else 1 if len(heard) <= _LONG else 2
    without = heard.replace("l", "")
    return any(
        OSA.distance(heard, written, score_cutoff=allowed) <= allowed
        or (len(without) > 1 and OSA.distance(without, written.replace("l", ""), score_cutoff=allowed) <= allowed)
        for written in _written(word)
    )
