"""The values of Korean numerals.

3만 5천  1억1천만  12조3천억  삼십오  스물다섯  서너  수백  三十
"""

import re

from checker.languages._numbers import FIGURE, figure

_SMALL = {"십": 10, "백": 100, "천": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
SIZES = frozenset((*_SMALL, *_BIG))
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
    "보름": 15, "열하루": 11, "열이틀": 12, "열사흘": 13, "열나흘": 14,
}  # fmt: skip


def _words(table: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


# 조 is a trillion only before money, a counter or another part of the numeral; 9조 alone is an article of a law, and
# 구조 is a rescue.
_DIGIT = "[일이삼사오육륙칠팔구]"
TRILLION = (
    rf"조(?=\s?(?:\d|{_DIGIT}?[천백십]|{_DIGIT}?억|{_DIGIT}?만|여|"
    r"원(?!들)|달러|불|엔|위안|유로|루피|명|톤|배럴|번|건|권|개(?!항)))"
)
# Of these signs some begin other words: 신백악관, 만주.
_SIGN = re.compile(rf"천|백(?!신|악|두)|십(?!자)|만|억|{TRILLION}|경(?=\s?원)")
_FIGURE = re.compile(FIGURE)
MORE = re.compile(rf"\s?[천백십]?(?:만|억|{TRILLION}|경(?=\s?원))|천|백(?!신|악|두)|십(?!자)")  # behind a figure
# A part behind a blank: 3만 5천, 오만 삼천, 5천 만; digits alone only behind 만, 억 or 조, and three or four of them.
_SYLLABLES = re.compile(
    rf"{_DIGIT}?[천백십](?!신|악|두|자)|{_DIGIT}(?=[만억조])|[만억](?!화|두|주|점|남|족|찬|류|이|은)"
)
_UNITED = re.compile(rf"{_DIGIT}[천백십만억조]")  # a syllable is a digit behind digits only before a unit: 3만이
_REMAINDER = re.compile(r"(?:\d{3,4}|\d,\d{3})(?![\d,]|\s?[년월일시])")


NATIVE = (
    rf"(?:{_words(_VAGUE)}|(?:{_words(_TENS)})(?:{_words(_VAGUE)}|\s?(?:{_words(_ONES)}))"
    rf"|{_words(_TENS)}|{_words(_ONES)})"
)
NATIVE_ALONE = (
    rf"(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:{_words(_ONES)})|열(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)"
)
PAIRS = rf"(?:{'|'.join(_PAIRS)})[십백천]?[만억]?"
VAST = r"[수몇]\s?[십백천]?[만억조]|[수몇]\s?[십백천]"


class _Run:
    """Reads one numeral from left to right; a part must be smaller than the unit before it."""

    def __init__(self) -> None:
        self.total = self.section = 0.0
        self.current: float | None = None  # digits that wait for their unit
        self.small = 10**4  # the last of 천, 백, 십 in this section
        self.big = 10**20  # the last of 만, 억, 조

    @property
    def value(self) -> float:
        """The value so far."""
        return self.total + self.section + (self.current or 0.0)

    def unit(self, sign: str) -> bool:
        """Take a unit, if it is smaller than the one before; returns whether it is."""
        if size := _SMALL.get(sign):
            if size >= self.small:
                return False
            self.section += (1 if self.current is None else self.current) * size
            self.small, self.current = size, None
            return True
        size = _BIG[sign]
        if size >= self.big:
            return False
        self.total += (self.section + (self.current or 0.0) or 1) * size
        self.section, self.small, self.big, self.current = 0.0, 10**4, size, None
        return True

    def digits(self, value: float) -> bool:
        """Take a number in digits, if it fits behind the unit before; returns whether it does."""
        if self.current is not None or value >= self.small or value >= self.big:
            return False
        self.current = value
        return True


def numeral(text: str, start: int) -> list[tuple[int, float]]:
    """The ends and values of the numerals in digits and Sino-Korean syllables that begin at ``start``, longest last."""
    run, found, at = _Run(), [], start
    if first := _FIGURE.match(text, start):
        at = first.end()
        value = figure(first.group())
        if not MORE.match(text, at):
            return [(at, value)]
        run.current = value
        found.append((at, value))
    written = bool(first)
    while at < len(text):
        blank = text[at] == " "
        if blank and not _goes_on(text, at):
            break
        end = _taken(text, at + blank, run, written=written)
        if not end:
            if run.current is not None and len(found) > 1 and text[at] in SIZES:
                found.pop()  # these digits begin another numeral: 1만 20만
            break
        at = end
        found.append((at, run.value))
    return found


def _goes_on(text: str, blank: int) -> bool:
    """Whether the numeral goes on behind a ``blank``."""
    before, at = text[blank - 1], blank + 1
    if before.isdecimal():
        return MORE.match(text, at) is not None
    if before not in SIZES:
        return False
    if match := _FIGURE.match(text, at):
        if MORE.match(text, match.end()):
            return True
        return before in _BIG and _REMAINDER.match(text, at) is not None
    return _SYLLABLES.match(text, at) is not None


def _taken(text: str, at: int, run: _Run, *, written: bool) -> int:
    """Take the part at ``at``; returns its end, 0 if it does not continue the numeral.

    Args:
        text: The text.
        at: Where the part begins.
        run: The numeral so far.
        written: Whether the numeral begins with figures.
    """
    if match := _FIGURE.match(text, at):
        return match.end() if run.digits(figure(match.group())) else 0
    sign = text[at : at + 1]
    if sign in _SINO:
        fits = not written or _UNITED.match(text, at)
        return at + 1 if fits and run.digits(_SINO[sign]) else 0
    match = _SIGN.match(text, at)
    return match.end() if match and run.unit(sign) else 0


def value_of_figures(text: str) -> float:
    """The value of digits with units (3만 5천) or of Sino-Korean syllables (삼만 오천); 0 of anything else."""
    return max((value for end, value in numeral(text, 0) if end == len(text)), default=0.0)


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
    if text[:2] in _PAIRS:
        size = value_of_figures(text[2:]) or 1
        low, high = _PAIRS[text[:2]]
        return low * size, high * size
    for tens, value in _TENS.items():
        if text.startswith(tens):
            ones = text[len(tens) :].strip()
            if ones in _VAGUE:
                return value + _VAGUE[ones][0], value + _VAGUE[ones][1]
            total = value + (_ONES[ones] if ones else 0)
            return total, total
    return _ONES[text], _ONES[text]


def value_of_vast(text: str) -> tuple[float, float]:
    """The lowest and highest value of 수십, 수백, 수천만: one to ten times the unit."""
    unit = value_of_figures(re.sub(r"[수몇\s]", "", text))
    return unit, unit * 10 - 1
