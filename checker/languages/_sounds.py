"""How a name sounds, roughly: its consonants in seven classes, so that it is heard through two spellings.

Stops and fricatives of one place are one class (b p f v; d t; g k), so are all sibilants and affricates and both
liquids; vowels are left out but for a first one. What loan words do is undone: an r that is mute, ts and th.
"""

import re
from functools import lru_cache

_CLASSES = {
    **dict.fromkeys("bpfv", "p"),
    **dict.fromkeys("dt", "t"),
    **dict.fromkeys("gkqc", "k"),
    **dict.fromkeys("szj", "s"),
    **dict.fromkeys("lr", "r"),
    "m": "m",
    "n": "n",
}
_SPELT = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"e$|gh", ""),
        ("ph", "f"),
        ("ng", "n"),
        ("x", "ks"),
        ("^kn", "n"),
        ("tz|ts|tch|s?ch|[stz]h|c(?=[eiy])", "s"),
    )
)
_MUTE_R = re.compile(r"(?<=[aeiouy])r(?=[^aeiouy]|$)")
_DOUBLE = re.compile(r"(.)\1+")
_LATIN = re.compile("[a-z]+")


@lru_cache(maxsize=1 << 14)
def of_latin(word: str) -> tuple[str, ...]:
    """The sounds of a word in Latin letters, with and without each mute r; none of any other."""
    text = word.lower()
    if not _LATIN.fullmatch(text):
        return ()
    first = "a" if text[0] in "aeiouwy" else "h" if text[0] == "h" else ""
    for pattern, instead in _SPELT:
        text = pattern.sub(instead, text)
    spellings = dict.fromkeys((text, _MUTE_R.sub("", text)))
    return tuple(once(first + "".join(_CLASSES.get(sign, "") for sign in spelt)) for spelt in spellings)


def once(sound: str) -> str:
    """``sound`` with doubled signs once."""
    return _DOUBLE.sub(r"\1", sound)
