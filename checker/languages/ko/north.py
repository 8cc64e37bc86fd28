"""How the North spells a term of southern spelling, and the other way round.

The South drops or changes an initial ㄹ and ㄴ of Sino-Korean words (두음법칙), the North keeps them: 노동당 is
로동당, 여성 is 녀성. The North writes no ㅅ between the parts of a compound: 깃발 is 기발. Loanwords differ by
word (``north.tsv``).
"""

from functools import cache
from importlib.resources import files
from itertools import islice, product

from checker.model import Category

_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_R, _N, _SILENT = 5, 2, 11  # ㄹ ㄴ ㅇ as initials
_IOTATED = frozenset((2, 3, 6, 7, 12, 17, 20))  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
_FINAL_S = 19
_TENSED = frozenset((0, 3, 7, 9, 12))  # ㄱ ㄷ ㅂ ㅅ ㅈ follow the ㅅ of a compound
_LIMIT = 16  # spellings a term
# The North writes the unvoiced stops of most foreign names tense: 마쩨고라, 알렉싼드르.
_TENSE = {15: 1, 16: 4, 17: 8, 14: 13, 9: 10}  # ㅋ ㄲ, ㅌ ㄸ, ㅍ ㅃ, ㅊ ㅉ, ㅅ ㅆ


def _split(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _joined(initial: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (initial * _VOWELS + vowel) * _FINALS + final)


def _other_initials(syllable: str) -> list[str]:
    """The same syllable under the other side's rule of initial sounds."""
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


# Syllables with which only the North, or a loanword, begins a word.
INITIALS = frozenset(
    chr(code) for code in range(_FIRST, 0xD7A4) if _split(chr(code))[0] in (_R, _N) and _other_initials(chr(code))
)


def southern(word: str) -> list[str]:
    """How the South may write ``word``, whose first syllable is of ``INITIALS``."""
    return [sign + word[1:] for sign in _other_initials(word[0])]


def _tensed(syllable: str) -> list[str]:
    if not "가" <= syllable <= "힣":
        return []
    initial, vowel, final = _split(syllable)
    return [_joined(_TENSE[initial], vowel, final)] if initial in _TENSE else []


def _without_s(word: str) -> str:
    """``word`` without the ㅅ that the South puts between the parts of a compound."""
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
    """Whether a morpheme may begin at ``at``: the word, a part of a compound, any syllable of a name."""
    if category is Category.PERSON and len(word) <= 4:
        return at < 2
    return at == 0 or word[at - 1] == " " or 2 <= at <= len(word) - 2


def spellings(term: str, category: Category) -> list[str]:
    """Other spellings of ``term`` under the other side's orthography, without itself; at most 32."""
    words = [term]
    for south, north in _loanwords():
        if south in term:
            words += [word.replace(south, other) for word in list(words) for other in north]
    if (bare := _without_s(term)) != term:
        words.append(bare)
    found: dict[str, None] = {}
    foreign = category in (Category.PERSON, Category.PLACE) and max(map(len, term.split()), default=0) >= 4
    for word in words:
        if foreign:
            tense = [[sign, *_tensed(sign)] for sign in word]
            found |= dict.fromkeys("".join(signs) for signs in islice(product(*tense), _LIMIT))
        choices = [
            [sign, *_other_initials(sign)] if _begins(at, word, category) else [sign] for at, sign in enumerate(word)
        ]
        found |= dict.fromkeys("".join(signs) for signs in islice(product(*choices), _LIMIT))
    found.pop(term, None)
    return list(found)[: 2 * _LIMIT]
