"""North Korean spellings of terms in southern spelling, and the reverse.

The South drops or changes an initial ㄹ or ㄴ of Sino-Korean words (두음법칙); the North keeps it: 노동당 and 로동당,
여성 and 녀성. The North writes no ㅅ between the parts of a compound: 깃발 and 기발. Loanwords differ word by word
(``north.tsv``). In the North, chemical elements end in 움 (우라늄, 우라니움), foreign names have tense stops, and
Russian names follow the Russian sounds (라브로프, 라브로브; 블라디미르, 울라지미르).
"""

import re
from functools import cache
from importlib.resources import files
from itertools import islice, product

from checker.model import Category

_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_R, _N, _SILENT = 5, 2, 11  # the initials ㄹ, ㄴ and ㅇ
_IOTATED = frozenset((2, 3, 6, 7, 12, 17, 20))  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
_FINAL_S = 19
_TENSED = frozenset((0, 3, 7, 9, 12))  # ㄱ ㄷ ㅂ ㅅ ㅈ, the initials after the ㅅ of a compound
_LIMIT = 16  # spellings from one set of choices
# The North writes the unvoiced stops of most foreign names tense: 마쩨고라, 알렉싼드르.
_TENSE = {15: 1, 16: 4, 17: 8, 14: 13, 9: 10}  # ㅋ ㄲ, ㅌ ㄸ, ㅍ ㅃ, ㅊ ㅉ, ㅅ ㅆ

# Russian names, recognised by their endings; the replacements that the North always makes, and often makes.
_RUSSIAN = re.compile(r"(?:프|스키|스카야|비치|예바|오바|노바|스크|토크|미르|코)(?= |\Z)")
_RUSSIAN_SOUNDS = (("블라", "울라"), ("디", "지"), ("티", "찌"), ("초", "쵸"), ("프 ", "브 "))
_RUSSIAN_OFTEN = (("바", "와"), ("발", "왈"), ("베", "웨"), ("볼", "월"))
_YU, _FINAL_M, _I, _UM = 17, 16, 20, "움"


def _split(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _joined(initial: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (initial * _VOWELS + vowel) * _FINALS + final)


def _other_initials(syllable: str) -> list[str]:
    """The syllable as the other Korea writes it at the start of a word."""
    if not "가" <= syllable <= "힣":
        return []
    initial, vowel, final = _split(syllable)
    if initial == _SILENT and vowel in _IOTATED:
        return [_joined(_R, vowel, final), _joined(_N, vowel, final)]
    if initial == _N and vowel not in _IOTATED:
        return [_joined(_R, vowel, final)]
    if initial == _R:
        return [_joined(_SILENT if vowel in _IOTATED else _N, vowel, final)]
    if initial == _N:
        return [_joined(_SILENT, vowel, final)]
    return []


# Syllables with which words begin only in the North, or in loanwords.
INITIALS = frozenset(
    chr(code) for code in range(_FIRST, 0xD7A4) if _split(chr(code))[0] in (_R, _N) and _other_initials(chr(code))
)


def southern(word: str) -> list[str]:
    """The southern spellings of ``word``, whose first syllable is one of ``INITIALS``."""
    return [sign + word[1:] for sign in _other_initials(word[0])]


def _tensed(syllable: str) -> list[str]:
    if not "가" <= syllable <= "힣":
        return []
    initial, vowel, final = _split(syllable)
    return [_joined(_TENSE[initial], vowel, final)] if initial in _TENSE else []


def _with_um(word: str) -> str:
    """``word`` with the northern ending of chemical elements: 우라니움 for 우라늄."""
    signs = list(word)
    for at, sign in enumerate(signs[1:], 1):
        if "가" <= sign <= "힣" and _split(sign)[1:] == (_YU, _FINAL_M):
            signs[at] = _joined(_split(sign)[0], _I, 0) + _UM
    return "".join(signs)


def _russian(word: str) -> list[str]:
    """The northern spellings of ``word`` if it is a Russian name, else none."""
    if not _RUSSIAN.search(word):
        return []
    words = [word]
    for sounds in (_RUSSIAN_SOUNDS, _RUSSIAN_OFTEN):
        spelt = f"{words[-1]} "
        for south, north in sounds:
            spelt = spelt.replace(south, north)
        words.append(spelt[:-1])
    return [each for each in dict.fromkeys(words) if each != word]


def _without_s(word: str) -> str:
    """``word`` without the ㅅ between the parts of a compound."""
    signs = list(word)
    for at in range(len(word) - 1):
        if "가" <= word[at] <= "힣" and "가" <= word[at + 1] <= "힣":
            initial, vowel, final = _split(word[at])
            if final == _FINAL_S and _split(word[at + 1])[0] in _TENSED:
                signs[at] = _joined(initial, vowel, 0)
    return "".join(signs)


@cache
def _loanwords() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = files(__package__).joinpath("north.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((south, tuple(north.split())) for south, north in rows)


def _begins(at: int, word: str, category: Category) -> bool:
    """Whether a morpheme may begin at ``at``: a word, a part of a compound, the surname or the given name."""
    if category is Category.PERSON and len(word) <= 4:
        return at < 2
    return at == 0 or word[at - 1] == " " or 2 <= at <= len(word) - 2


def spellings(term: str, category: Category) -> list[str]:
    """At most 32 other spellings of ``term`` in the orthography of the other Korea."""
    words = [term]
    for south, north in _loanwords():
        if south in term:
            words += [word.replace(south, other) for word in list(words) for other in north]
    words += [other for other in (_without_s(term), _with_um(term)) if other != term]
    found: dict[str, None] = {}
    foreign = category in (Category.PERSON, Category.PLACE) and max(map(len, term.split()), default=0) >= 4
    if foreign:
        words += [other for word in list(words) for other in _russian(word)]
        for word in words:
            tense = [[sign, *_tensed(sign)] for sign in word]
            found["".join(signs[-1] for signs in tense)] = None
            found |= dict.fromkeys("".join(signs) for signs in islice(product(*tense), _LIMIT))
    for word in words:
        choices = [
            [sign, *_other_initials(sign)] if _begins(at, word, category) else [sign] for at, sign in enumerate(word)
        ]
        found |= dict.fromkeys("".join(signs) for signs in islice(product(*choices), _LIMIT))
    found.pop(term, None)
    return list(found)[: 2 * _LIMIT]
