"""The values of Korean numerals.

3만 5천  1억1천만  12조3천억  삼십오  스물다섯  서너  수백  三十
"""

import re

from checker.languages._numbers import FIGURE, figure

_SMALL = {"십": 10, "백": 100, "천": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_SINO = dict(zip("영공일이삼사오육륙칠팔구", (0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9), strict=True))
_HANJA = str.maketrans("〇零一二三四五六七八九十百千萬万億亿兆", "영영일이삼사오육칠팔구십백천만만억억조")
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
_VAGUE = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "두어": (2, 3), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5),
    "네다섯": (4, 5), "너덧": (4, 5), "대여섯": (5, 6), "대엿": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8),
    "여남은": (10, 14),
}  # fmt: skip
_PAIRS = {
    "일이": (1, 2), "이삼": (2, 3), "삼사": (3, 4), "사오": (4, 5), "오륙": (5, 6), "육칠": (6, 7), "칠팔": (7, 8),
}  # fmt: skip
DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15,
}  # fmt: skip


def _words(table: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


# 조 is a trillion only before money, a counter or another part of the numeral; 9조 alone is an article of a law, and
# 구조 is a rescue.
_DIGIT = "[일이삼사오육륙칠팔구]"
_TRILLION = (
    rf"조(?=\s?(?:\d|{_DIGIT}?[천백십]|{_DIGIT}?억|{_DIGIT}?만|여|"
    r"원|달러|불|엔|위안|유로|루피|명|톤|배럴|번|건|권|개(?!항)))"
)
_SIGN = rf"(?:\s?[천백십]?(?:만|억|{_TRILLION}|경(?=\s?원))|천|백(?!신|악|두)|십(?!자))"
# A blank may stand inside 3만 5천 and 1만 8500; after a smaller unit it separates two numbers.
_PART = rf"(?:(?<=[만억조])\s)?{FIGURE}(?={_SIGN})|\d{{1,4}}|(?<=[만억조])\s\d{{3,4}}(?![\d년월일시])"
FIGURES = rf"{FIGURE}(?:{_SIGN}(?:{_PART})?)*"
SINO = rf"(?:{_DIGIT}?[십백천]|{_DIGIT}(?=[만억조])|(?:[만억]|{_TRILLION})(?:\s(?={_DIGIT}?[십백천]))?)+{_DIGIT}?"
NATIVE = rf"(?:{_words(_VAGUE)}|(?:{_words(_TENS)})(?:{_words(_ONES)})?|{_words(_ONES)})"
PAIRS = "|".join(_PAIRS)
VAST = r"[수몇]\s?[십백천]?[만억조]|[수몇]\s?[십백천]"
_TOKEN = re.compile(rf"{FIGURE}|\S")


def value_of_figures(text: str) -> float:
    """The value of digits with units (3만 5천) or of Sino-Korean syllables (삼만 오천)."""
    total = section = 0.0
    current: float | None = None
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            section += (1 if current is None else current) * _SMALL[token]
            current = None
        elif token in _BIG:
            section += current or 0.0
            total += (section or 1) * _BIG[token]
            section, current = 0.0, None
        elif token in _SINO:
            current = (current or 0.0) * 10 + _SINO[token] if current else float(_SINO[token])
        else:
            current = figure(token)
    return total + section + (current or 0.0)


def value_of_hanja(text: str) -> float:
    """The value of numerals in Chinese characters, with units (三十) or without (二〇一九)."""
    sino = text.translate(_HANJA)
    if not set(sino) & {*_SMALL, *_BIG}:
        return float("".join(str(_SINO[sign]) for sign in sino))
    return value_of_figures(sino)


def value_of_native(text: str) -> tuple[float, float]:
    """The lowest and highest value of a native numeral: 25 and 25 for 스물다섯, 3 and 4 for 서너."""
    if text in _VAGUE:
        return _VAGUE[text]
    if text in _PAIRS:
        return _PAIRS[text]
    for tens, value in _TENS.items():
        if text.startswith(tens):
            total = value + (_ONES[text[len(tens) :]] if len(text) > len(tens) else 0)
            return total, total
    return _ONES[text], _ONES[text]


def value_of_vast(text: str) -> tuple[float, float]:
    """The lowest and highest value of 수십, 수백, 수천만: one to ten times the unit."""
    unit = value_of_figures(re.sub(r"[수몇\s]", "", text))
    return unit, unit * 10 - 1
