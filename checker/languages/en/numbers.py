"""Reading the numbers of an English text: digits, words and mixtures of both.

No package does: those that read number words give neither spans nor "hundreds of thousands", "half a million",
"two-thirds", "fifteenfold" or "1.2 billion".
"""

import re
from collections.abc import Callable

from checker.folding import Folded, fold
from checker.languages._numbers import FIGURE, SCANNED, code, common, figure, joined, searched, trie
from checker.languages.en.numerals import (
    AGES,
    FOLDS,
    GROUPS,
    MONTHS,
    ONES,
    ORDINALS,
    PLURALS,
    ROMANS,
    SHARES,
    SIZE_WORDS,
    SIZES,
    TENS,
    TIMES,
    UNITS,
)
from checker.numbers import UNITS as MEASURES
from checker.numbers import Kind, Number, Weight, kind_of

_LIGHT, _FAINT = Weight.LIGHT, Weight.FAINT
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d(?![\d,]\d)"
_MONTHED = re.compile(
    rf"(?P<mdy>(?P<m1>{_MONTH})\b\.?\s+(?P<d1>{_DAY})(?![\d:%]|[,.]\d|\s?[ap]\.?m\b)(?:,?\s+(?P<y1>{_YEAR}))?)"
    rf"|(?P<my>(?P<m3>{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<y3>{_YEAR}))"
    rf"|(?P<month>{_MONTH})(?![\w-])"
)
_SCAN = re.compile(
    SCANNED + rf"|(?P<dmy>(?P<d2>{_DAY})(?:\s+of)?\s+(?P<m2>{_MONTH})\b\.?(?:,?\s+(?P<y2>{_YEAR}))?)"
    r"|(?P<us>(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?:/(?:19|20)?\d\d)?)(?![\d/])"
    r"|(?P<oclock>(?P<h>1[0-9]|2[0-3]|0?[0-9])(?:[:.](?P<mi>[0-5]\d))?\s?(?:(?P<ap>[ap])\.?\s?m\b\.?|o'clock))"
    r"|(?P<army>[012]\d[0-5]\d(?=\s?(?:gmt|utc|hours|hrs|kst|est|edt))|0\d[0-5]\d(?!\d))"
    r"|(?P<decade>(?:1[0-9]|20)?\d0)'?s(?!\w)"
    r"|(?P<nth>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)(?!\w)"
    rf"|(?P<figure>{FIGURE})"
)
_MONEY = re.compile(r"(?:us|a|c|hk|s)?\$\s?\Z|[₩€£¥]\s?\Z|(?:usd|krw|eur)\s?\Z")
_CURRENCIES = {
    "$": "dollar",
    "₩": "won",
    "krw": "won",
    "€": "euro",
    "eur": "euro",
    "£": "pound",
    "¥": "yen",
    "usd": "dollar",
}
_NEXT = re.compile(
    r"(?:,?\s+(?=[a-z-]+\s(?:hundred|thousand|million|billion)\b)|\s+|-)(?P<and>and(?:\s+|-))?(?P<a>an?(?:\s+|-))?(?P<word>[a-z]+)"
)
_SIZE = re.compile(
    r"(?:\s+|-)?(?P<size>hundred|thousand|million|billion|trillion|dozen|score)(?![a-z])|\s?(?P<short>mn|mln|bn|bln|tn|trn|m|k|b|t)(?![a-z])"
)
_OF_SIZE = re.compile(
    r"\s+of\s+(?P<word>hundreds|thousands|millions|billions|trillions|dozens)\b|\s+(?P<next>hundred|thousand|million|billion|trillion)s?\b"
)
_FILLER = (
    "consecutive|straight|more|full|whole|long|short|working|business|calendar|additional|metric|nautical|square|sq|cubic|us|"
    "u\\.s\\.|american|extra|other|solid|successive|entire|canadian|australian|south korean|north korean|chinese|different|separate"
)
_UNIT = re.compile(
    rf"\s?(?P<sign>%|°)|(?:\s+|-)?(?P<share>per\s?cent\w*|percent\w*|pct)(?P<points>[\s-]points?)?"
    rf"|(?:\s+|-)(?:of\s+)?(?:(?P<filler>{_FILLER})(?:\s+|-))?(?P<word>[a-z]+)(?:'(?!s))?(?P<old>[-\s]olds?\b)?|(?P<glued>[a-z]+)\b"
)
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|nearly|almost|more than|over|at least|at most|up to|under|below|less than|"
    r"fewer than|close to|as many as|as much as|as few as|estimated|an average of|at around|above|beyond|exceed(?:s|ed|ing)?|"
    r"topped|approaching|circa|or so|reach(?:ed|es|ing)?|surpass(?:ed|es|ing)?)\s+(?:the\s+|a\s+)?\Z"
)
_ORDERED = re.compile(
    r"(?:no\.|nos\.|number|category|game|article|chapter|section|phase|stage|level|resolution|office|part|room|bus|route|"
    r"line|group|page|bureau|unit|round|volume|version|act|rule|item|note|gate|step|grade|episode|season|day|act|apartment)\s\Z"
)
_IDIOM_BEFORE = re.compile(
    r"(?:\bno|\bany|\bevery|\bsome|\bthe|\bthis|\bthat|\beach|\bwhich|\banother|\bnew|\blast|\bonly) \Z"
)
_IDIOM_AFTER = re.compile(
    r" of\b| another| day\b(?! (?:after|before|earlier|later))| thing|-off|-on-|-sided|-way| by one|self|'s"
)
_AGED = re.compile(r"[\s-]years?[\s-]olds?\b|[\s-]yr[\s-]old")
_OLDER = re.compile(r"\s(?:and|or)\s(?:older|over|above|under|younger|up)\b")
_RANGE = re.compile(r"\s?[-–~]\s?|\s(?:to|or)\s(?:about\s|nearly\s|almost\s)?")
_PARTED = re.compile(r"(?:[\s-]+(?:hours?|hrs?|minutes?|mins?|years?))?(?:,|\sand|,\sand)?\s+")
_TIMES_OF_DAY = {"noon": 720, "midday": 720, "midnight": 0}
_SPANS = {"decade": "decade", "century": "century", "fortnight": "week", "week": "week", "month": "month", "year": "year",
          "hour": "hour", "day": "day", "minute": "minute"}  # fmt: skip
_ARTICLE = re.compile(r"(?:\ba|\ban|\bper|\bthe (?:last|past|next)|\bthe|\bnearly a|\beach|\bevery) \Z")
_FEW = re.compile(r"\b(?:several|a few|few|many) \Z")
_WORDS = frozenset(
    {*ONES, *TENS, *SIZE_WORDS, *PLURALS, *ORDINALS, *SHARES, *AGES, *FOLDS, *TIMES, *GROUPS, *ROMANS, *_TIMES_OF_DAY,
     "half", "halved", "decade", "decades", "century", "centuries", "fortnight", "week", "month", "year", "hour", "day",
     "minute"}
)  # fmt: skip
_FIND = re.compile(rf"\d|\b(?:{trie(_WORDS | set(MONTHS))})(?![a-z])")


def read(text: str) -> list[Number]:
    """The numbers of ``text``, in order."""
    return joined(_Reader(fold(text), text).read(), text, _RANGE, _PARTED)


class _Reader:
    """One text being read."""

    def __init__(self, folded: Folded, raw: str) -> None:
        self.folded = folded
        self.raw = raw
        self.text = searched(folded.text)
        self.numbers: list[Number] = []

    def read(self) -> list[Number]:
        """All numbers."""
        position, text = 0, self.text
        while match := _FIND.search(text, position):
            start, position = match.span()
            word = match.group()
            if word in MONTHS:
                position = self.month(start) or position
            elif word in _WORDS:
                position = max(self.word(word, start, position), position)
            else:
                position = self.digits(start)
        return self.numbers

    def digits(self, start: int) -> int:
        """Read what begins with the digit at ``start``; gives back where it ends."""
        text = self.text
        if start and text[start - 1] not in ' ("':
            if read := code(text, start, self.folded):
                self.numbers.append(read[0])
                return read[1]
            if text[start - 1] == "." and (start < 2 or not text[start - 2].isalnum()):
                start -= 1
                match = _DECIMAL.match(text, start)
                if match:
                    return self.counted(*match.span(), float(match.group()), float(match.group()))
        if sign := _MONEY.search(text, max(0, start - 4), start):
            return self.money(sign, start)
        match = _SCAN.match(text, start)
        if match is None:
            return start + 1
        if reader := _READERS.get(match.lastgroup or ""):
            return max(reader(self, match), start + 1)
        self.numbers.append(common(match, self.folded))
        return match.end()

    def add(
        self,
        start: int,
        end: int,
        kind: Kind,
        low: float,
        high: float,
        *,
        unit: str = "",
        weight: Weight = Weight.FIRM,
        about: bool = False,
        also: tuple[float, ...] = (),
        date: tuple[int, int, int] = (0, 0, 0),
    ) -> int:
        """Append the number that stands at ``start:end`` of the folded text; gives back ``end``."""
        aside = self.text.rfind("(", 0, start) > self.text.rfind(")", 0, start)
        aside = aside or (end - start == 2 and self.text[end : end + 1] == "," and self.text[start - 2 : start] == ", ")
        raw = self.folded.raw(start, end)
        self.numbers.append(Number(*raw, kind, low, high, unit, also, date, about, weight, aside))
        return end

    def counted(self, start: int, end: int, low: float, high: float, weight: Weight = Weight.FIRM) -> int:
        """Append a number with the unit behind it; gives back where that ends."""
        text = self.text
        about = bool(_ABOUT.search(text, max(0, start - 24), start)) or text.startswith(
            ("-odd", "-plus", "+", " or so", "-something"), end
        )
        if text.startswith((" million", " billion"), end) and low != high:
            size = SIZES[text[end + 1 : end + 8]]
            low, high, end = low * size, high * size, end + 8
        match = _UNIT.match(text, end)
        if match is None:
            return self._bare(start, end, low, high, weight, about)
        if match["share"] or match["sign"] == "%":
            self.add(start, end, Kind.PERCENT, low, high, weight=weight, about=about)
            return match.end()
        word = match["word"] or match["glued"] or ""
        if (
            _AGED.match(text, end)
            or (high < 120 and text[max(0, start - 5) : start].endswith(("aged ", "age ")))
            or _OLDER.match(text, end)
        ):
            return self.add(start, end, Kind.MEASURE, low, high, unit="age", weight=weight, about=about)
        name = _unit(word)
        if match["glued"] and name not in MEASURES:
            name = ""
        if name == "second" and word == "second" and not text[end : end + 1] == "-":
            name = ""
        if match["filler"] in ("square", "sq", "cubic"):
            name = {"km": "km2", "m": "m2", "foot": "ft2", "mile": "mile2"}.get(name, "")
        if name == "won" and high < 50:
            name = ""  # he won
        if name == "fortnight":
            low, high, name = low * 2, high * 2, "week"
        if not name:
            return self._bare(start, end, low, high, weight, about)
        if name == "%":
            self.add(start, end, Kind.PERCENT, low, high, weight=weight, about=about)
            return match.end()
        kind = kind_of(name) if name in MEASURES or name in ("person", "times") else Kind.MONEY
        stop = match.end("word") if match["word"] else match.end()
        if half := _AND_HALF.match(text, stop):
            low, high, stop = low + 0.5, high + 0.5, half.end()
        also = ()
        if kind is Kind.MEASURE and MEASURES[name][0] == "duration":
            weight = min(weight, weight)
        self.add(start, end, kind, low, high, unit=name, weight=weight, about=about, also=also)
        return stop

    def _bare(self, start: int, end: int, low: float, high: float, weight: Weight, about: bool) -> int:
        kind = Kind.ORDINAL if _ORDERED.search(self.text, max(0, start - 12), start) else Kind.COUNT
        if kind is Kind.ORDINAL and high < 11:
            weight = max(weight, _LIGHT)
        return self.add(start, end, kind, low, high, weight=weight, about=about)

    def figure(self, match: re.Match[str]) -> int:
        start, end = match.span("figure")
        text, found = self.text, match["figure"]
        low = figure(found)
        if size := _sized(text, end):
            low, end = _times(low, size[0]), size[1]
        elif len(found) == 4 and found.isdigit() and 1500 <= low <= 2100 and not _COUNTED.match(text, end):
            return self.add(start, end, Kind.DATE, 0, 0, date=(int(low), 0, 0))
        if half := _FRACTION.match(text, end):
            low += 0.5
            end = half.end()
            if size := _sized(text, end):
                low, end = _times(low, size[0]), size[1]
        if over := _ORDINAL_SHARE.match(text, end):
            value = 100 * low / SHARES[over[1]]
            return self.add(start, over.end(), Kind.PERCENT, value, value, unit="share")
        if era := _ERA.match(text, end):
            self.add(start, end, Kind.DATE, 0, 0, date=(int(min(low, 9999)), 0, 0))
            return era.end()
        return self.counted(start, end, low, low)

    def money(self, sign: re.Match[str], start: int) -> int:
        match = _FIGURE.match(self.text, start)
        if match is None:
            return start + 1
        low, end = figure(match.group()), match.end()
        if size := _sized(self.text, end):
            low, end = _times(low, size[0]), size[1]
        unit = _CURRENCIES.get(sign.group().strip(), "dollar")
        return self.add(sign.start(), end, Kind.MONEY, low, low, unit=unit)

    def month(self, start: int) -> int:
        """A date that begins with the name of a month; where it ends, 0 if it is no month."""
        match = _MONTHED.match(self.text, start)
        if match is None or not self.raw[self.folded.raw(start, start + 1)[0]].isupper():
            return 0
        name = match["m1"] or match["m3"] or match["month"]
        if match["month"]:
            if len(name) == 3 and name != "may":
                return 0
            if name in ("may", "march") and not _MAY.search(self.text, max(0, start - 10), start):
                return match.end()
        day = int(re.sub(r"\D", "", match["d1"])) if match["d1"] else 0
        date = (int(match["y1"] or match["y3"] or 0), MONTHS[name], day)
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date, weight=_LIGHT if match["month"] else Weight.FIRM)

    def day_month(self, match: re.Match[str]) -> int:
        at = self.folded.raw(match.start("m2"), match.start("m2") + 1)[0]
        day = re.sub(r"\D", "", match["d2"])
        if not self.raw[at].isupper():
            value = float(day)
            return self._bare(match.start(), match.end("d2"), value, value, Weight.FIRM, False)
        date = (int(match["y2"] or 0), MONTHS[match["m2"]], int(day))
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date)

    def us_date(self, match: re.Match[str]) -> int:
        month, day, *year = (int(part) for part in match["us"].split("/"))
        if not year and not (month == 9 and day == 11):
            value = 100 * month / day
            return self.add(*match.span(), Kind.PERCENT, value, value, unit="share")
        full = 0 if not year else year[0] if year[0] > 99 else 2000 + year[0]
        return self.add(*match.span(), Kind.DATE, 0, 0, date=(full, month, day))

    def oclock(self, match: re.Match[str]) -> int:
        hour, minute = int(match["h"]), int(match["mi"] or 0)
        half = match["ap"]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        minutes = hour * 60 + minute
        also = ((minutes + 720) % 1440,) if not half else ()
        return self.add(*match.span(), Kind.TIME, minutes, minutes, also=also)

    def army(self, match: re.Match[str]) -> int:
        minutes = int(match["army"][:2]) * 60 + int(match["army"][2:])
        return self.add(*match.span(), Kind.TIME, minutes, minutes, also=((minutes + 720) % 1440,))

    def decade(self, match: re.Match[str]) -> int:
        value = int(match["decade"])
        if value >= 1000 or self.text[match.start() - 1 : match.start()] == "'":
            year = value if value >= 1000 else 1900 + value
            return self.add(*match.span(), Kind.DATE, 0, 0, date=(year, 0, 0))
        return self.add(*match.span(), Kind.COUNT, value, value, also=(1900 + value,), unit="")

    def nth(self, match: re.Match[str]) -> int:
        value = figure(match["nth"])
        if (
            0 < value < 32
            and self.text[max(0, match.start() - 4) : match.start()] == "the "
            and _ALONE.match(self.text, match.end())
        ):
            return self.add(*match.span(), Kind.DATE, 0, 0, date=(0, 0, int(value)))
        return self._ranked(*match.span(), value, _LIGHT if value < 11 else Weight.FIRM)

    def _ranked(self, start: int, end: int, value: float, weight: Weight) -> int:
        """Append an ordinal; gives back where the day or century that it counts ends: it is no hundred years."""
        match = _COUNTED_UNIT.match(self.text, end)
        self.add(start, end, Kind.ORDINAL, value, value, unit=UNITS.get(match[1], "") if match else "", weight=weight)
        return match.end() if match else end

    def word(self, word: str, start: int, end: int) -> int:
        """Read the number that begins with ``word``; gives back where it ends."""
        text = self.text
        if word in TENS or word in ONES or word in SIZE_WORDS:
            return self._cardinal(word, start, end)
        if word in PLURALS:
            return self._plural(word, start, end)
        if self.text[max(0, start - 2) : start] == "a " and word not in ("first", "second"):
            if stop := self._after_article(word, start - 2, end):
                return stop
        if word in ORDINALS:
            return self._ordinal(ORDINALS[word], start, end)
        if word in FOLDS or word in TIMES:
            value = FOLDS.get(word) or TIMES[word]
            return self.add(
                start, end, Kind.COUNT, value, value, unit="times", weight=_LIGHT if value < 4 else Weight.FIRM
            )
        if word in GROUPS:
            high = 3 if word == "couple" and text[max(0, start - 2) : start] == "a " else GROUPS[word]
            return self.counted(start, end, GROUPS[word], high, _FAINT)
        if word in AGES:
            return self.add(start, end, Kind.COUNT, AGES[word], AGES[word], also=(1900 + AGES[word],), weight=_LIGHT)
        if word in ROMANS:
            raw = self.folded.raw(start, end)
            if self.raw[slice(*raw)].isupper():
                return self.add(start, end, Kind.ORDINAL, ROMANS[word], ROMANS[word], weight=_LIGHT)
            return end
        if word in _TIMES_OF_DAY:
            value = _TIMES_OF_DAY[word]
            return self.add(start, end, Kind.TIME, value, value, also=(1440,) if not value else (), weight=_FAINT)
        if word in ("half", "halved"):
            return self._half(start, end)
        if word in ("decades", "centuries"):
            return self.add(
                start, end, Kind.MEASURE, 2, 9.9, unit="decade" if word == "decades" else "century", weight=_LIGHT
            )
        if word in SHARES:
            return self.add(
                start, end, Kind.PERCENT, 100 / SHARES[word], 100 / SHARES[word], unit="share", weight=_FAINT
            )
        if word in _SPANS:
            if _ARTICLE.search(text, max(0, start - 14), start):
                weight = _LIGHT if word in ("decade", "century", "fortnight") else _FAINT
                value = 2.0 if word == "fortnight" else 1.0
                if half := _AND_HALF.match(text, end):
                    value, end, weight = value + 0.5, half.end(), _LIGHT
                return self.add(start, end, Kind.MEASURE, value, value, unit=_SPANS[word], weight=weight)
        return end

    def _after_article(self, word: str, start: int, end: int) -> int:
        """A share (a third of them, a quarter of a million) that begins with its article; 0 if it is none."""
        text = self.text
        if word in ORDINALS and _SHARED.match(text, end):
            value = 100 / ORDINALS[word]
            return self.add(start, end, Kind.PERCENT, value, value, unit="share", weight=_LIGHT)
        if word == "quarter" and not text.startswith((" final", "final"), end):
            if size := _sized(text, end + 5 if text.startswith(" of a", end) else end):
                return self.counted(start, size[1], size[0] / 4, size[0] / 4)
            return self.add(start, end, Kind.PERCENT, 25, 25, unit="share", weight=_LIGHT)
        return 0

    def _cardinal(self, word: str, start: int, end: int) -> int:
        """A number in words from ``word`` on: two hundred and fifty thousand, twenty-five, one and a half million."""
        text = self.text
        total, section = 0.0, float(ONES.get(word, TENS.get(word, SIZES.get(word, 0))))
        last = word
        if few := (_FEW.search(text, max(0, start - 10), start) if word in SIZE_WORDS else None):
            return self.counted(start, end, section * 2, section * 9.99, _LIGHT) if few else end
        if word in SIZE_WORDS and text[max(0, start - 2) : start] == "a ":
            start -= 2
        if word in SIZE_WORDS and section >= 1000:
            total, section = section, 0.0
        while match := _NEXT.match(text, end):
            follows = match["word"]
            if match["a"]:
                if follows == "half" and match["and"]:
                    section += 0.5
                elif not (follows in SIZE_WORDS and last == "half"):
                    break
            elif match["and"] and last not in ("hundred", "thousand", "million", "billion"):
                break
            if follows in SIZE_WORDS:
                size = SIZES[follows]
                if follows == "score" or (size <= 100 and section >= 100):
                    break
                if size <= 100:
                    section = (section or 1) * size
                elif section or not total:
                    total, section = total + (section or 1) * size, 0.0
                else:
                    total *= size
            elif follows in TENS and last in SIZE_WORDS:
                section += TENS[follows]
            elif follows in ONES and (
                (last in SIZE_WORDS and last != "dozen") or (last in TENS and 0 < ONES[follows] < 10)
            ):
                section += ONES[follows]
            elif follows in ORDINALS and (last in SIZE_WORDS or (last in TENS and ORDINALS[follows] < 10)):
                return self._ordinal(total + section + ORDINALS[follows], start, match.end())
            elif follows in SHARES and total == 0 and 0 < section < 20 and not _NOT_SHARE.match(text, match.end()):
                value = 100 * section / SHARES[follows]
                return self.add(start, match.end(), Kind.PERCENT, value, value, unit="share")
            elif follows in ORDINALS and section == 1 and word == "one" and ORDINALS[follows] > 2:
                value = 100 / ORDINALS[follows]
                return self.add(start, match.end(), Kind.PERCENT, value, value, unit="share")
            elif follows != "half" or not match["a"]:
                break
            last, end = follows, match.end()
        value = total + section
        if timed := _SPOKEN.match(text, end):
            if value <= 12:
                half = timed["ap"]
                hour = value % 12 + (12 if half == "p" else 0) if half else value
                return self.add(
                    start, timed.end(), Kind.TIME, hour * 60, hour * 60, also=() if half else (hour * 60 + 720,)
                )
        return self.counted(start, end, value, value, self._weight(value, start, end))

    def _weight(self, value: float, start: int, end: int) -> Weight:
        text = self.text
        if value == 1:
            person = _PERSON.match(text, end)
            idiom = _IDIOM_BEFORE.search(text, max(0, start - 9), start) or _IDIOM_AFTER.match(text, end)
            return _LIGHT if person and not idiom else _FAINT
        return _LIGHT if value < 11 else Weight.FIRM

    def _plural(self, word: str, start: int, end: int) -> int:
        text = self.text
        size = float(PLURALS[word])
        high = size * 10 - 1 if word != "dozens" and word != "scores" else 99
        if word == "scores":
            if not text.startswith(" of", end):
                return end
            size = 20
        if more := _OF_SIZE.match(text, end):
            times = PLURALS.get(more["word"] or "") or SIZES[more["next"]]
            size, high, end = size * times, high * times + times - 1, more.end()
        return self.counted(start, end, size, high, _LIGHT)

    def _ordinal(self, value: float, start: int, end: int) -> int:
        text = self.text
        if value == 2 and (
            text.startswith(("-hand", " to none", "-guess", " thought"), end)
            or (_A_SECOND.search(text, max(0, start - 7), start) and _PAUSE.match(text, end))
        ):
            return self.add(start, end, Kind.MEASURE, 1, 1, unit="second", weight=_FAINT, also=(2,))
        faint = value == 1 and (
            text.startswith(("-hand", " lady", " time", "-ever", " name", " of all"), end)
            or text[max(0, start - 3) : start] == "at "
        )
        weight = _FAINT if faint or value == 1 else _LIGHT if value < 11 else Weight.FIRM
        return self._ranked(start, end, value, weight)

    def _half(self, start: int, end: int) -> int:
        text = self.text
        if match := _HALF_OF.match(text, end):
            word = match["word"]
            if word in SIZE_WORDS:
                return self.counted(start, match.end(), SIZES[word] / 2, SIZES[word] / 2)
            unit = _unit(word)
            if unit in MEASURES:
                kind = kind_of(unit)
                return self.add(start, match.end(), kind, 0.5, 0.5, unit=unit, weight=_LIGHT)
            if word in ("point", "percentage", "percent"):
                return self.add(start, match.end(), Kind.PERCENT, 0.5, 0.5, weight=_LIGHT)
        return self.add(start, end, Kind.PERCENT, 50, 50, unit="share", weight=_LIGHT, also=(0.5,))


_AND_HALF = re.compile(r"\s+and\s+a\s+half\b")
_FRACTION = re.compile(r"(?:\s|-)and(?:\s|-)a(?:\s|-)half\b|\s?½|\s1/2\b")
_COUNTED = re.compile(
    r"[\s-](?!is|was|has|its|this|as|us|states|olympics|games|elections|news|series|times)(?:[a-z]+s|people|men|women|won|yen|yuan|percent)\b|\s?%|[\s-]?(?:km|kg|mm|m|mw|kw|foot|year|meter)\b"
)
_ERA = re.compile(r"\s?(?:ad|a\.d\.|bc|b\.c\.|bce|ce)(?![a-z])")
_ORDINAL_SHARE = re.compile(rf"[\s-]({'|'.join(sorted(SHARES, key=len, reverse=True))})\b(?!\s*(?:ago|earlier|later))")
_ALONE = re.compile(r"\s*(?:[,.;:)?!]|\Z)|\s+(?:of|and|in|at|to|that|after|before|when|local|morning|evening)\b")
_COUNTED_UNIT = re.compile(
    r"[\s-](?:consecutive\s|straight\s)?(century|centuries|decade|year|day|week|month|hour|minute)\b"
)
_SHARED = re.compile(r"\s+(?:of|to|and|as|say|said|were|are|have|had|more|less|who|believe|in)\b|\s*[,.;)]|\s*\Z")
_NOT_SHARE = re.compile(r"\s+(?:of\s+(?:the\s+)?(?:year|season)|ended|results|earnings|gdp)")
_SPOKEN = re.compile(r"\s+o'clock|\s+(?P<ap>[ap])\.?m\b\.?")
_PERSON = re.compile(
    r"\s+(?:more\s+|other\s+)?(?:person|man|woman|soldier|child|girl|boy|civilian|worker|victim|student|official)\b|\s+(?:was|were)\s+(?:killed|injured|wounded|hurt)"
)
_PAUSE = re.compile(r"\s*(?:[,.;:)]|\Z|later|ago|after|before|and|to|in|on|per)")
_A_SECOND = re.compile(r"(?:\ba|\bper|\bevery|\bsplit) \Z")
_HALF_OF = re.compile(r"(?:[\s-](?:an?\s|of an?\s)?)(?P<word>[a-z]+)\b")
_MAY = re.compile(
    r"\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|from|to|through|before|after|between|during|and|for)[\s-]\Z"
)
_FIGURE = re.compile(FIGURE)
_DECIMAL = re.compile(r"\.\d+")
_READERS: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    "dmy": _Reader.day_month, "us": _Reader.us_date, "oclock": _Reader.oclock, "army": _Reader.army,
    "decade": _Reader.decade, "nth": _Reader.nth, "figure": _Reader.figure,
}  # fmt: skip


def _unit(word: str) -> str:
    """The canonical unit that ``word`` names, in either number, "" if it names none."""
    return UNITS.get(word) or (
        UNITS.get(word[:-1], "") if word.endswith("s") and word not in ("has", "its", "as") else ""
    )


def _sized(text: str, end: int) -> tuple[float, int] | None:
    """The size word or letter behind a figure and where it ends; a lone letter only close to it."""
    match = _SIZE.match(text, end)
    if match is None:
        return None
    short = match["short"]
    if short in ("m", "k", "b", "t") and (text[end] == " " or _is_length(text, end, short)):
        return None
    return float(SIZES[match["size"] or short]), match.end()


def _is_length(text: str, end: int, letter: str) -> bool:
    """Whether the letter is a unit: 5m are metres unless money stands before it; $5m is caught there."""
    before = text[:end].rstrip("0123456789.,")
    return letter in ("m", "t") and not before.endswith(("$", "€", "£", "¥", "₩"))


def _times(value: float, size: float) -> float:
    """The product as written: 12.3 trillion is no 12300000000000.002."""
    return float(f"{value * size:.15g}")
