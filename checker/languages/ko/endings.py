"""The sound with which a word ends as Korean reads it: Hangul, digits with their units, Latin letters and words.

Latin letters are read by the rules for writing foreign words (외래어 표기법) as far as the spelling shows the sound.
What may be read in two ways that end differently is unknown.
"""

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache

_READ = 80  # the code points at the end of a word that are looked at
_HANGUL, _LAST, _FINALS, _LIQUID = 0xAC00, 0xD7A3, 28, 8


class End(Enum):
    """With which sound a word ends: a vowel, ㄹ, or another consonant."""

    OPEN = auto()
    LIQUID = auto()
    CLOSED = auto()


_O, _L, _C = End.OPEN, End.LIQUID, End.CLOSED
_DIGITS = dict(
    zip("0123456789", (_C, _L, _O, _C, _O, _O, _C, _L, _L, _O), strict=True)
)  # 영 일 이 삼 사 오 육 칠 팔 구
_ENGLISH = dict(zip("0123456789", (_O, _C, _O, _O, _O, _O, _O, _C, _O, _C), strict=True))  # 제로 원 투 쓰리 포 …
_TRILLION = 4  # of the units of four zeros, 조 and 해 end with a vowel: every second from the third
_NAMES = {"L": _L, "R": _L, "M": _C, "N": _C}  # 엘 알 엠 엔; the names of all other letters end with a vowel
_SIGNS = {"%": _O, "°": _O, "‰": _L, "$": _O, "€": _O, "£": _O, "₩": _C, "¥": _C, "+": _O, "Ω": _C}
_CURRENCY = "$€£₩¥"  # read behind the number that it stands before
# Units behind digits, as they are read; those that are read as letters or words are not listed.
_UNITS = {
    **dict.fromkeys("m cm mm km nm μm l ml dl kl ha a cal kcal ft in yd lb lbs oz mi mph hz khz mhz ghz".split(), _O),
    **dict.fromkeys("w kw mw gw wh kwh v kv ah mah pa hpa kpa j kj s ms pt c f kb mb gb tb pb b bps".split(), _O),
    **dict.fromkeys("kbps mbps gbps kph km/h m/s".split(), _O),
    **dict.fromkeys("g kg mg t kt mt rpm ppm kn".split(), _C),
    **dict.fromkeys(("db", "px"), None),  # 데시벨, 디비; 픽셀, 피엑스
    "mol": _L,
}
_LETTERS = "gmtlasLWVAJCF"  # units of one letter; 5G is none
_BRACKETED = re.compile(r"(?<=[^\s(])\s?\([^()]*\)\Z")
_PLACEHOLDER = re.compile(r"(?:(?<!\d)%(?:\d+\$)?[-+#0-9.]*l{0,2}[a-zA-Z@]|%\d+|\{[^{}]*\}|\$[A-Za-z_]\w*)\Z")
_MARKUP = re.compile(r"(?:</?[A-Za-z][^<>]*>|&[a-z]{2,6};|&#\d+;)\Z")
_UNREAD = " \t\n\r\u00a0\"'’”»」』》〉)]】〕>≫*_`~!?™®©"
_TIME = re.compile(r"(?<![\d:])\d{1,2}:(\d\d)\Z")
_FRACTION = re.compile(r"\d\s?[/⁄]\s?\d+\Z")
_NUMBER = re.compile(r"(\d[\d,]*)(\.\d+)?\Z")
_MEASURED = re.compile(r"\d\s?([a-zA-Zμ]{1,4}(?:/[hs])?)[23²³]?\Z")
_WORD = re.compile(r"[A-Za-z]+\Z")
_PART = re.compile(r"[A-Z]+s?\Z|[A-Z]?[a-z]+\Z")

# Acronyms that are read as words whose end their letters do not show.
_SPOKEN = dict.fromkeys("OPEC APEC JPEG MPEG NASDAQ MAC ZIP".split(), _C)
_SHORT = 3  # letters of an acronym that is read by its letters
_UNSPEAKABLE = re.compile(r"\A[^AEIOUY]{3}|[^AEIOUY]{4}|[^AEIOUY]{3}\Z|\A[^AEIOUY]*\Z")

# How the end of an English word is heard; the first that matches counts.
_SPELLINGS = tuple(
    (re.compile(rf"(?:{spelling})\Z"), end)
    for spelling, end in (
        (r"\A(?:[kcm]m|ml)", _O),
        (r"\A[km]g", _C),
        (r"\A[^aeiouy]*e", _O),  # the, he
        (r"york|type|europe|group|web|tab|lab|club|job|pub", _C),
        (r"theme|rome|acme|anime|sesame|resume|brooke|chile|pele|ukulele|eille|recipe|pod|god|good|big|bag|inc", None),
        (r"ballet|bouquet|buffet|gourmet|cabaret|chevrolet|depot|pinot|peugeot|dataset|edit|exit|credit|[bk]it", None),
        (r"\A[^aeiouy]{2,}out|minute|que|eck|luc|template", None),
        (r"hub", _O),
        (r"[aiouwyhrszxfvj]", _O),
        (r"le?", _L),
        (r"[mn]e?|ng|mb", _C),
        (r"(?:\A[^aeiouy]*a|d[ae]|st[ae]|cre[ae]|sl[ae]|gr[ae]|g[ae]|sk[ae]|pl[ae])te", _O),
        (r"ate|tte|(?:favou?r|oppos|defin|infin|requis)ite", None),
        (r"e", _O),
        (r"[aeiouy][^aeiouy]+[aeiouy]pp?|(?:\A|[^aeiouy])[aeiouy]pp?|ook", _C),
        (r"[^aeiouy]p|ea[kt]|oa[kt]|[ao]it|[^aeiouyc]k|[^aeiouyt]t|[^aeiouy]b|d|g|[^aeiouy]c", _O),
        (r"(?<!e)ck|[aeiouy]c|out|[aeiouy][^aeiouy]+[eiou]t|format|combat|[aeiouy][^aeiouy]+ett", _C),
    )
)


@lru_cache(maxsize=1 << 14)
def end_of(text: str) -> End | None:
    """With which sound the last word of ``text`` ends; None if that is unknown.

    Quotation marks, brackets and markup behind the word count for nothing, nor does a remark in brackets.
    """
    text = _without_remarks(unicodedata.normalize("NFKC", text[-_READ:]))
    if not text:
        return None
    last = text[-1]
    if "가" <= last <= "힣":
        return _syllable(last)
    if last.isascii() and last.isdigit():
        return _number(text)
    if measured := _MEASURED.search(text):
        unit = measured[1].lower()
        if unit in _UNITS and (len(unit) > 1 or measured[1] in _LETTERS):
            return _UNITS[unit]
    if last == "#":
        return _O if text[-2:-1].isalpha() else None  # C샤프
    if last in _SIGNS:
        return _SIGNS[last]
    return _latin(text)


def _without_remarks(text: str) -> str:
    """``text`` without what is not read at its end; "" if a placeholder is there."""
    before = ""
    while text != before:
        before = text
        if _PLACEHOLDER.search(text):
            return ""
        text = _BRACKETED.sub("", _MARKUP.sub("", text)).rstrip(_UNREAD)
        if text[-1:] == "." and "가" <= text[-2:-1] <= "힣":
            text = text[:-1]
    return text


def _syllable(sign: str) -> End:
    final = (ord(sign) - _HANGUL) % _FINALS
    return _O if not final else _L if final == _LIQUID else _C


def _number(text: str) -> End | None:
    """The end of a number: its last digit, the unit of its last zeros, or a unit that is written before it."""
    if time := _TIME.search(text):
        return _C if time[1].strip("0") else _O  # 분, 시
    number = _NUMBER.search(text)
    if number is None or _FRACTION.search(text):
        return None
    before = text[: number.start()].rstrip()
    if before[-1:] and before[-1] in _CURRENCY:
        return _SIGNS[before[-1]]
    digits = number[1].replace(",", "")
    if number[2]:
        return _DIGITS[text[-1]]
    whole = digits.rstrip("0")
    if not whole:
        return _C  # 영, 공
    if len(digits) == 1 and re.search(r"[A-Za-z]-?\Z", before):
        return _DIGITS[digits] if _DIGITS[digits] is _ENGLISH[digits] else None  # MP3 is 엠피스리
    if whole == digits:
        return _DIGITS[digits[-1]]
    zeros = len(digits) - len(whole)
    return _O if zeros >= 3 * _TRILLION and zeros // _TRILLION % 2 else _C


def _latin(text: str) -> End | None:
    """The end of the Latin word at the end of ``text``; None if it ends otherwise."""
    base = unicodedata.normalize("NFD", text[-1])[0]
    word = _WORD.search(text[:-1] + base)
    part = _PART.search(word.group()) if word else None
    if part is None:
        return None
    if base != text[-1] and base in "aeiouAEIOU":
        return _O  # é
    letters = part.group()
    if len(letters) == 1:
        return _NAMES.get(letters.upper(), _O)
    if letters[:-1].isupper() and letters[-1] == "s":
        return _O  # PCs
    return _acronym(letters) if letters.isupper() else _spelt(letters.lower())


def _acronym(letters: str) -> End | None:
    """The end of a word in capitals, which is read by its letters or, if it can be spoken, perhaps as a word."""
    from checker.languages.fallback import in_vocabulary

    if letters in _SPOKEN:
        return _SPOKEN[letters]
    named, spoken = _NAMES.get(letters[-1], _O), _spelt(letters.lower())
    if named is spoken or _UNSPEAKABLE.search(letters):
        return named
    known = in_vocabulary(letters.lower(), "en")
    if len(letters) <= _SHORT:
        return None if known else named
    return spoken if known else None


def _spelt(word: str) -> End | None:
    return next((end for spelling, end in _SPELLINGS if spelling.search(word)), None)
