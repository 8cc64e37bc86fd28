"""Hangul as keys and as something to search by: what a Korean keyboard makes of letters, and initial consonants."""

import unicodedata
from functools import lru_cache

# The keys of the two-set layout, by the jamo that stand on them.
_KEYS = dict(
    zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True)
) | dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
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
    """The jamo that the key of a Latin letter gives, "" if it is the small letter's: ``j`` ㅓ, ``R`` ㄲ."""
    return next((jamo for jamo, on in _KEYS.items() if on == key), "")


def typed(text: str) -> str:
    """The Latin letters of the keys that give ``text``, whole syllables too; "" where it is no Hangul."""
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
    return _INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28].strip()


def initials(text: str) -> str:
    """``text`` with every syllable replaced by its first consonant: 국가주석 is ㄱㄱㅈㅅ."""
    return "".join(
        _INITIALS[(ord(sign) - _FIRST) // 588] if _FIRST <= ord(sign) <= _LAST else sign
        for sign in unicodedata.normalize("NFC", text)
    )


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def contains(text: str, wanted: str) -> bool:
    """Whether ``wanted`` stands in ``text``, case and normal form aside; mere consonants are initials."""
    wanted = _plain(wanted)
    if wanted in unicodedata.normalize("NFC", text).casefold():
        return True
    consonants = wanted.replace(" ", "")
    if not consonants or any(sign not in _INITIALS for sign in consonants):
        return False
    return consonants in initials(text).replace(" ", "")
