"""Initial consonants: ㄱㄱㅈㅅ stands for 국가주석."""

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_OF_EACH = 588  # syllables with the same initial consonant
_LEADING = {chr(0x1100 + number): sign for number, sign in enumerate(INITIALS)}  # the same as conjoining letters
# The initial consonant of each syllable.
INITIAL_OF = {code: INITIALS[(code - ord("가")) // _OF_EACH] for code in range(ord("가"), ord("힣") + 1)}
INITIAL_OF |= {ord(letter): sign for letter, sign in _LEADING.items()}
# Pairs of consonants that keyboards join to one letter.
_PAIRS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip


def initials(text: str) -> str:
    """``text`` in NFC with each syllable replaced by its initial consonant: 국가주석 becomes ㄱㄱㅈㅅ."""
    return unicodedata.normalize("NFC", text).translate(INITIAL_OF)


def consonants(text: str) -> str:
    """The initial consonants that ``text`` consists of; "" if there is anything else in it."""
    signs = "".join(_PAIRS.get(sign, _LEADING.get(sign, sign)) for sign in text)
    return signs if all(sign in INITIALS for sign in signs) else ""
