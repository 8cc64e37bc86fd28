"""Hangul typed on letter keys of a Korean keyboard, and search by initial consonants."""

import unicodedata
from functools import lru_cache

from checker.text.hangul import INITIALS, consonants, initials

# The keys of the two-set layout by their jamo.
_KEYS = dict(
    zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True)
) | dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗ ㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".replace(" ", "")
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_PARTS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_FIRST, _LAST = ord("가"), ord("힣")
JAMO = frozenset(_KEYS)


def jamo_of(key: str) -> str:
    """The jamo on the key of a Latin letter (``j`` ㅓ, ``R`` ㄲ); "" if the letter has none of its own."""
    return next((jamo for jamo, on in _KEYS.items() if on == key), "")


def typed(text: str) -> str:
    """The Latin letters on the keys that type ``text`` (jamo or syllables); "" if it is not Hangul."""
    keys = []
    for sign in unicodedata.normalize("NFC", text):
        for jamo in _jamo(sign):
            for part in _PARTS.get(jamo, jamo):
                if part not in _KEYS:
                    return ""
                keys.append(_KEYS[part])
    return "".join(keys)


def _jamo(sign: str) -> str:
    code = ord(sign) - _FIRST
    if not _FIRST <= ord(sign) <= _LAST:
        return sign
    return INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28].strip()


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def contains(text: str, wanted: str) -> bool:
    """Whether ``text`` contains ``wanted``, regardless of case and Unicode form; consonants alone match initials."""
    wanted = _plain(wanted)
    if wanted in unicodedata.normalize("NFC", text).casefold():
        return True
    sought = consonants(wanted.replace(" ", ""))
    return bool(sought) and sought in initials(text).replace(" ", "")
