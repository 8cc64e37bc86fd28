"""The nouns of Korean that a short term may be a part of, without the analyser (``nouns.bin``).

Made by ``tests/make_lexicon.py`` from the lexicon of Kiwi 0.24 (its model, 0.24.0).
"""

import zlib
from functools import cache
from importlib.resources import files

LONGEST = 6  # syllables


@cache
def _nouns() -> frozenset[str]:
    packed = files(__package__).joinpath("nouns.bin").read_bytes()
    return frozenset(zlib.decompress(packed).decode("utf-16-be").split("\n"))


def is_noun(word: str) -> bool:
    """Whether ``word``, of two to six syllables, is a noun of the lexicon."""
    return word in _nouns()


def longer(term: str, rest: str) -> str:
    """The longest noun that begins with ``term`` and goes on into ``rest``, "" if there is none."""
    for length in range(min(LONGEST - len(term), len(rest)), 0, -1):
        if is_noun(term + rest[:length]):
            return term + rest[:length]
    return ""
