"""How a Korean word sounds, in the classes of ``checker.languages._sounds``."""

from functools import lru_cache

from checker.languages._sounds import of_latin, once

_ONSETS = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "")
_CODAS = ("", "k", "k", "k", "n", "n", "n", "t", *"rkmrrrprmp", "p", "t", "t", "n", "t", "t", "k", "t", "p", "t")
_BARE, _BREATH = 11, 18  # the onsets ㅇ and ㅎ


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> tuple[str, ...]:
    """The sound of a word up to its first sign that is no syllable; of a word in Latin letters as well."""
    heard = []
    for at, sign in enumerate(word):
        number = ord(sign) - 0xAC00
        if not 0 <= number < 11172:
            break
        onset = number // 588
        if at == 0 and onset in (_BARE, _BREATH):
            heard.append("a" if onset == _BARE else "h")
        heard.append(_ONSETS[onset] + _CODAS[number % 28])
    return (once("".join(heard)),) if heard else of_latin(word)
