"""Forms of verbs whose noun in 기 is a term (열기: 여세요, 열었습니다; 이름 바꾸기: 이름 바꿉니다, 바꿔)."""

import re

_BASE, _FINALS, _VOWELS = 0xAC00, 28, 21
_N, _L, _P = 4, 8, 17  # the numbers of the finals ㄴ, ㄹ and ㅂ
# The vowel that a stem's vowel makes with 어 or 아: 바꾸어 is 바꿔, 옮기어 옮겨, 보아 봐, 쓰어 써.
_JOINED = {13: (14,), 20: (6,), 8: (9,), 18: (4, 0), 0: (0,), 1: (1,), 5: (5,), 4: (4,), 6: (6,)}
_SAME = 20  # the final ㅆ of the past
_ENDING = re.compile("[는은을려면어아었았여였지고게습세으십도기며던자니거네린립릴렸리히혀힌힙혔]")


def is_form(word: str, noun: str) -> bool:
    """Whether ``word`` is a form of the verb whose noun in 기 is the last word of ``noun``."""
    base = noun.rsplit(maxsplit=1)[-1] if noun.split() else ""
    if not base.endswith("기") or len(base) < 2:
        return False
    stem = base[:-1]
    for form, full in _stems(stem):
        rest = word[len(form) :] if word.startswith(form) else None
        if rest is None:
            continue
        if not rest or len(stem) > 1 or (_ENDING.match(rest) is not None if full else rest.startswith(("니", "습"))):
            return True
    return False


def _stems(stem: str) -> list[tuple[str, bool]]:
    """The beginnings of the forms of a verb, and whether a full ending follows them."""
    last = ord(stem[-1]) - _BASE
    if not 0 <= last < 11172:
        return []
    final, vowel, first = last % _FINALS, last // _FINALS % _VOWELS, last // _FINALS // _VOWELS
    before = stem[:-1]

    def joined(vowel: int, final: int) -> str:
        return before + chr(_BASE + (first * _VOWELS + vowel) * _FINALS + final)

    found = [(stem, True)]
    if final == _L:  # ㄹ falls out: 여는, 엽니다, 연
        found += [(joined(vowel, 0), True), (joined(vowel, _N), False), (joined(vowel, _P), False)]
    elif final == 0:
        found += [(joined(vowel, each), False) for each in (_N, _L, _P)]
        found += [(joined(other, each), False) for other in _JOINED.get(vowel, ()) for each in (0, _SAME)]
    return found
