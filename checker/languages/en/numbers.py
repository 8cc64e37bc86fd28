"""Reading the numbers of an English text: in digits, in words and in mixtures of both.

Packages that read number words neither return spans nor know "hundreds of thousands", "half a million", "two-thirds",
"fifteenfold" or "1.2 billion".

Not read, and nothing is said of them: days and years told from today (yesterday, last year), rates (twice a year),
"a few", "several", Roman numerals of one letter or in small letters, coins by their names (a quarter, a dime).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from checker.languages import _numbers
from checker.languages._numbers import code, figure, joined
from checker.languages.en import patterns
from checker.languages.en.numerals import (
    AGES,
    CLOCK,
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
    TEENS,
    TENS,
    TIMES,
    UNITS,
    WEEKDAYS,
    Sum,
)
from checker.text.numbers import SOME, Kind, Number, Weight, kind_of
from checker.text.numbers import UNITS as MEASURES

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

_LIGHT, _FAINT = Weight.LIGHT, Weight.FAINT
_NAMED = 7  # of a number of things, fewer are named
_FIGURES = 40  # characters of a number in figures


def read(texts: Sequence[str]) -> list[list[Number]]:
    """The numbers of every text, in order."""
    lists = _numbers.read(texts, _starts, _Reader)
    return [
        _with_odds(joined(numbers, text, patterns.RANGE, patterns.PARTED), text)
        for numbers, text in zip(lists, texts, strict=True)
    ]


def _with_odds(numbers: list[Number], text: str) -> list[Number]:
    """``numbers`` and the shares that two of them may be (one in three, six out of 10)."""
    found = []
    for number, after in pairwise(numbers):
        found.append(number)
        if number.low < after.low and number.kind is after.kind is Kind.COUNT:
            gap = text[number.end : after.start]
            if gap in (" in ", " out of "):
                share = 100 * number.low / after.low
                found.append(Number(number.start, after.end, Kind.PERCENT, share, share, "share", weight=_FAINT))
    return found + numbers[-1:]


_LETTERS = bytes(sign if chr(sign) in ascii_lowercase else ord(" ") for sign in range(256))  # others become blanks


@cache
def _words() -> "CharwiseDoubleArrayAhoCorasick":
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick([f" {word.replace('-', ' ')} " for word in patterns.BEGINNING])


def _starts(text: str) -> list[int]:
    """The sorted offsets in a folded text where numbers may begin: at digits and at whole number words."""
    letters = text.encode("latin-1", "replace").translate(_LETTERS).decode("ascii")  # keeps the length
    words = {start for start, _, _ in _words().find_overlapping(f" {letters} ")}
    return sorted(words.union(_numbers.digits(text)))


class _Reader(_numbers.Reader):
    """Reads the numbers of one text; its methods return the offset where to go on."""

    clocks = patterns.ZONE

    def at(self, start: int) -> int:
        """Read the number in digits, the date or the number in words at ``start``, if there is one."""
        if self.text[start].isdecimal():
            return self.digits(start)
        match = patterns.FIND.match(self.text, start)
        if match is None:
            return start + 1
        word, end = match.group(), match.end()
        return (self.month(start) or end) if word in MONTHS else max(self.word(word, start, end), end)

    def digits(self, start: int) -> int:
        """Read the number that begins with the digit at ``start``."""
        text = self.text
        if start and text[start - 1] not in ' ("':
            if read := code(text, start, self.folded):
                self.numbers.append(read[0])
                return read[1]
            if text[start - 1] == "." and (start < 2 or not text[start - 2].isalnum()):
                match = patterns.DECIMAL.match(text, start - 1)
                if match and not self._lettered(*match.span()):
                    value = float(match.group()) * (100 if patterns.CALIBER.match(text, match.end()) else 1)
                    return self.amount(*match.span(), value, Weight.FIRM)
        if sign := self._currency(start):
            return self.money(sign, start)
        return self.scanned(start, patterns.SCAN, _READERS)

    def amount(self, start: int, end: int, value: float, weight: Weight) -> int:
        """Append a number with its size, and the currency before or the unit behind it."""
        if size := _sized(self.text, end):
            value, end = _product(value, size[0]), size[1]
        if sign := self._currency(start):
            unit = patterns.CURRENCIES.get(sign.group().strip(), "dollar")
            return self.add(sign.start(), end, Kind.MONEY, value, value, unit=unit)
        return self.counted(start, end, value, value, weight)

    def _currency(self, start: int) -> re.Match[str] | None:
        """The sign of a currency before ``start``."""
        if self.text[max(0, start - 2) : start].strip()[-1:] not in patterns.MONEY_ENDS:
            return None
        return patterns.MONEY.search(self.text, max(0, start - 4), start)

    def _lettered(self, start: int, end: int) -> bool:
        """Whether letters that are no unit and no size stand right behind the decimal ``start:end`` (.7z)."""
        if not self.text[end : end + 1].isalpha() or _sized(self.text, end):
            return False
        unit = patterns.UNIT.match(self.text, end)
        return unit is None or not self._named(unit, start, end, 0)

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
        """Append the number at ``start:end`` of the folded text; returns ``end``."""
        aside = self.is_aside(start) or (
            end - start == 2 and self.text[end : end + 1] == "," and self.text[start - 2 : start] == ", "
        )
        raw = self.folded.raw(start, end)
        self.numbers.append(Number(*raw, kind, low, high, unit, also, date, about, weight, aside))
        return end

    def counted(self, start: int, end: int, low: float, high: float, weight: Weight = Weight.FIRM) -> int:
        """Append a number with the unit behind it."""
        text = self.text
        before = _before(text, start)
        about = text.startswith(patterns.MORE, end) or (
            before in patterns.ABOUT_WORDS and bool(patterns.ABOUT.search(text, max(0, start - 24), start))
        )
        if low != high and text.startswith((" million", " billion"), end):
            size = SIZES[text[end + 1 : end + 8]]
            low, high, end = low * size, high * size, end + 8
        match = patterns.UNIT.match(text, end)
        name = self._named(match, start, end, high) if match else ""
        if not match or not name:
            kind = Kind.ORDINAL if before in patterns.ORDERED else Kind.COUNT
            weight = max(weight, _LIGHT) if kind is Kind.ORDINAL and high < 11 else weight
            hourly = before in patterns.HOURLY and 0 < low == high <= 12 and patterns.HOUR_ENDS.match(text, end)
            unit = "hourly" if hourly else ""
            # Three named ones "and eight other countries" are eleven.
            also = tuple(low + named for named in range(1, _NAMED)) if patterns.OTHERS.match(text, end) else ()
            return self.add(start, end, kind, low, high, unit=unit, weight=weight, about=about, also=also)
        if name == "%":
            unit = "point" if match["points"] else ""
            self.add(start, end, Kind.PERCENT, low, high, unit=unit, weight=weight, about=about)
            return match.end()
        if name == "age":
            return self.add(start, end, Kind.MEASURE, low, high, unit="age", weight=weight, about=about)
        if name == "fortnight":
            low, high, name = low * 2, high * 2, "week"
        stop = match.end("word") if match["word"] else match.end()
        if name == "degree" and (scale := patterns.SCALE.match(text, stop)):
            name, stop = "fahrenheit" if scale["scale"][0] == "f" else "celsius", scale.end()
        if half := patterns.AND_HALF.match(text, stop):
            low, high, stop = low + 0.5, high + 0.5, half.end()
        kind = kind_of(name) if name in MEASURES or name in ("person", "times", "points") else Kind.MONEY
        self.add(start, end, kind, low, high, unit=name, weight=weight, about=about)
        return stop

    def _named(self, match: re.Match[str], start: int, end: int, high: float) -> str:
        """The canonical name of the unit in ``match``, which follows a number; "" if it is not a unit."""
        text = self.text
        if match["share"] or match["sign"] == "%":
            return "%"
        if match["sign"]:
            return "degree"
        aged = high < 120 and text[max(0, start - 5) : start].endswith(("aged ", "age "))
        if aged or patterns.AGED.match(text, end) or patterns.OLDER.match(text, end):
            return "age"
        word = match["word"] or match["glued"] or ""
        name = _unit(word)
        if match["filler"] in ("square", "sq"):
            return patterns.SQUARES.get(name, "")
        if match["filler"] == "cubic":
            return patterns.CUBES.get(name, "")
        if match["filler"] == "nautical" and name == "mile":
            return "nmi"
        second = word == "second" and text[end : end + 1] != "-"  # the two second graders
        won = name == "won" and high < 50  # he won
        letter = word in ("c", "f") and not match["glued"]
        return "" if second or won or letter or (match["glued"] and name not in MEASURES) else name

    def figure(self, match: re.Match[str]) -> int:
        start, end = match.span("figure")
        text, found = self.text, match["figure"]
        low = figure(found)
        if size := _sized(text, end):
            low, end = _product(low, size[0]), size[1]
        elif len(found) == 4 and found.isdigit() and 1500 <= low <= 2100 and not patterns.COUNTED.match(text, end):
            return self.add(start, end, Kind.DATE, 0, 0, date=(int(low), 0, 0))
        if found[0] == "0" and len(found) > 2 and found.isdecimal():
            return self.code(start, end)
        if text.startswith((" past ", " minute"), end) and (stop := self.past(start)):
            return stop
        follows = patterns.FOLLOWS.match(text, end)
        if follows is None or (follows["over"] and int(follows["over"]) >= int(follows["under"])):
            return self.counted(start, end, low, low)
        if follows["half"] or follows["over"]:
            low += 0.5 if follows["half"] else int(follows["over"]) / int(follows["under"])
            end = follows.end()
            if size := _sized(text, end):
                low, end = _product(low, size[0]), size[1]
            return self.counted(start, end, low, low)
        if follows["share"]:
            value = 100 * low / SHARES[follows["share"]]
            return self.add(start, follows.end(), Kind.PERCENT, value, value, unit="share")
        self.add(start, end, Kind.DATE, 0, 0, date=(int(min(low, 9999)), 0, 0))
        return follows.end()

    def money(self, sign: re.Match[str], start: int) -> int:
        match = patterns.PLAIN.match(self.text, start)
        if match is None:
            return start + 1
        low, end = figure(match.group()), match.end()
        if size := _sized(self.text, end):
            low, end = _product(low, size[0]), size[1]
        unit = patterns.CURRENCIES.get(sign.group().strip(), "dollar")
        return self.add(sign.start(), end, Kind.MONEY, low, low, unit=unit)

    def month(self, start: int) -> int:
        """Read a date that begins with the name of a month; returns 0 if it is not a month."""
        match = patterns.MONTHED.match(self.text, start)
        if match is None or not self.raw[self.folded.raw(start, start + 1)[0]].isupper():
            return 0
        name = match["m1"] or match["m3"] or match["month"]
        if match["month"]:
            if len(name) == 3 and name != "may":
                return 0
            if name in ("may", "march") and not patterns.MAY.search(self.text, max(0, start - 10), start):
                return match.end()
        day = int(re.sub(r"\D", "", match["d1"])) if match["d1"] else 0
        date = (int(match["y1"] or match["y3"] or 0), MONTHS[name], day)
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date, weight=_LIGHT if match["month"] else Weight.FIRM)

    def day_month(self, match: re.Match[str]) -> int:
        at = self.folded.raw(match.start("m2"), match.start("m2") + 1)[0]
        day = re.sub(r"\D", "", match["d2"])
        if not self.raw[at].isupper():
            return self.add(match.start(), match.end("d2"), Kind.COUNT, float(day), float(day))
        date = (int(match["y2"] or 0), MONTHS[match["m2"]], int(day))
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date)

    def us_date(self, match: re.Match[str]) -> int:
        month, day, *year = (int(part) for part in match["us"].split("/"))
        if not year and not (month == 9 and day == 11):
            value = 100 * month / day
            return self.add(*match.span(), Kind.PERCENT, value, value, unit="share", date=(0, month, day))
        full = 0 if not year else year[0] if year[0] > 99 else 2000 + year[0]
        return self.add(*match.span(), Kind.DATE, 0, 0, date=(full, month, day))

    def oclock(self, match: re.Match[str]) -> int:
        hour, minute = int(match["h"]), int(match["mi"] or 0)
        half = match["ap"] or _half_of_day(self.text, match.end())
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        minutes = hour * 60 + minute
        also = ((minutes + 720) % 1440,) if not half else ()
        return self.add(*match.span(), Kind.TIME, minutes, minutes, unit=self.zone(*match.span()), also=also)

    def always(self, match: re.Match[str]) -> int:
        return self.add(*match.span(), Kind.MEASURE, 24, 24, unit="hour", weight=_LIGHT)

    def feet(self, match: re.Match[str]) -> int:
        value = int(match["ft"]) + float(match["in"]) / 12
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="foot")

    def past(self, start: int) -> int:
        """Read a time of day told from the hour (half past six, a quarter to nine); returns 0 if it is none."""
        text = self.text
        match = patterns.PAST.match(text, start)
        if match is None:
            return 0
        way, told = match["way"], match["minutes"].split()[-1]
        if way != "past":
            timed = told == "quarter" or match["said"] or patterns.AT.search(text, max(0, start - 10), start)
            if not timed or told == "half" or not (match["ap"] or patterns.HOUR_ENDS.match(text, match.end())):
                return 0
        minute = int(told) if told.isdecimal() else sum(CLOCK.get(word, 0) for word in re.split(r"[\s-]", told))
        hour = int(match["hour"]) if match["hour"].isdecimal() else ONES[match["hour"]]
        return self._clock(start, match.end(), hour, minute if way in ("past", "after") else -minute, match["ap"])

    def _clock(self, start: int, end: int, hour: int, minute: int, half: str | None) -> int:
        """Append a time of day; without a ``half`` of the day, it may be in either."""
        half = half or _half_of_day(self.text, end)
        minutes = (hour % 12 * 60 + minute + (720 if half == "p" else 0)) % 1440
        also = () if half else ((minutes + 720) % 1440,)
        return self.add(start, end, Kind.TIME, minutes, minutes, unit=self.zone(start, end), also=also)

    def army(self, match: re.Match[str]) -> int:
        if self.text[match.start() - 1 : match.start()] == "-":
            return self.code(*match.span())  # the end of a telephone number
        minutes = int(match["army"][:2]) * 60 + int(match["army"][2:])
        also, zone = ((minutes + 720) % 1440,), self.zone(*match.span())
        return self.add(*match.span(), Kind.TIME, minutes, minutes, unit=zone, also=also)

    def decade(self, match: re.Match[str]) -> int:
        value = int(match["decade"])
        if value >= 1000 or self.text[match.start() - 1 : match.start()] == "'":
            year = value if value >= 1000 else 1900 + value
            return self.add(*match.span(), Kind.DATE, 0, 0, date=(year, 0, 0))
        return self._tens(*match.span(), value)

    def _tens(self, start: int, end: int, value: int) -> int:
        """Append an age (in her seventies) or a decade (in the seventies)."""
        owned = patterns.OWNED.search(self.text, max(0, start - 20), start)
        if owned or value < 20:
            return self.add(start, end, Kind.COUNT, value, value, also=(1900 + value,), weight=_LIGHT)
        date = (1900 + value, 0, 0)
        return self.add(start, end, Kind.DATE, 0, 0, date=date, also=(value,), weight=_LIGHT)

    def nth(self, match: re.Match[str]) -> int:
        value = figure(match["nth"])
        if (
            0 < value < 32
            and self.text[max(0, match.start() - 4) : match.start()] == "the "
            and patterns.ALONE.match(self.text, match.end())
        ):
            return self.add(*match.span(), Kind.DATE, 0, 0, date=(0, 0, int(value)))
        return self._ranked(*match.span(), value, _LIGHT if value < 11 else Weight.FIRM)

    def _ranked(self, start: int, end: int, value: float, weight: Weight) -> int:
        """Append an ordinal; skips the day or century that it counts, which is not a number of its own."""
        match = patterns.COUNTED_UNIT.match(self.text, end)
        self.add(start, end, Kind.ORDINAL, value, value, unit=UNITS.get(match[1], "") if match else "", weight=weight)
        return match.end() if match else end

    def word(self, word: str, start: int, end: int) -> int:
        """Read the number that begins with ``word``."""
        if word in _TOLD and (stop := self.past(start)):
            return stop
        if (
            self.text[max(0, start - 2) : start] == "a "
            and word not in ("first", "second")
            and (stop := self._after_article(word, start - 2, end))
        ):
            return stop
        return _WORD_READERS[word](self, word, start, end)

    def ordinal_word(self, word: str, start: int, end: int) -> int:
        return self._ordinal(ORDINALS[word], start, end)

    def times(self, word: str, start: int, end: int) -> int:
        value = FOLDS.get(word) or TIMES[word]
        weight = _LIGHT if value < 4 else Weight.FIRM
        return self.add(start, end, Kind.COUNT, value, value, unit="times", weight=weight)

    def group(self, word: str, start: int, end: int) -> int:
        few = word == "couple" and self.text[max(0, start - 2) : start] == "a "
        return self.counted(start, end, GROUPS[word], 3 if few else GROUPS[word], _FAINT)

    def age(self, word: str, start: int, end: int) -> int:
        return self._tens(start, end, AGES[word])

    def teen(self, word: str, start: int, end: int) -> int:  # noqa: ARG002
        return self.add(start, end, Kind.COUNT, 13, 19, also=(10,), weight=_FAINT)

    def weekday(self, word: str, start: int, end: int) -> int:
        text, raw = self.text, self.folded.raw(start, end)
        if not self.raw[raw[0]].isupper():
            return end
        if not word.endswith(("day", "days")) and not patterns.DATED.match(text, end):
            return end  # sun, sat, wed
        named = text[max(0, start - 10) : start].endswith(patterns.NAMED_DAYS) or patterns.NAMED_AFTER.match(text, end)
        value = WEEKDAYS[word]
        self.numbers.append(Number(*raw, Kind.WEEKDAY, value, value, weight=_FAINT if named else Weight.FIRM))
        return end

    def roman(self, word: str, start: int, end: int) -> int:
        if self.raw[slice(*self.folded.raw(start, end))].isupper():
            self.add(start, end, Kind.ORDINAL, ROMANS[word], ROMANS[word], weight=_LIGHT)
        return end

    def noon(self, word: str, start: int, end: int) -> int:
        value = patterns.TIMES_OF_DAY[word]
        return self.add(start, end, Kind.TIME, value, value, also=() if value else (1440,), weight=_FAINT)

    def some(self, word: str, start: int, end: int) -> int:
        unit = UNITS[word if word in UNITS else word[:-1]]
        self.numbers.append(Number(*self.folded.raw(start, end), Kind.MEASURE, 2, SOME[unit], unit, weight=_LIGHT))
        return end

    def share(self, word: str, start: int, end: int) -> int:
        if word == "quarter" and (unit := patterns.OF_UNIT.match(self.text, end)):
            return self._part(unit, start, 0.25)
        value = 100 / SHARES[word]
        return self.add(start, end, Kind.PERCENT, value, value, unit="share", weight=_FAINT)

    def span(self, word: str, start: int, end: int) -> int:
        """Read a unit with an article before it (a year, an hour) as one of them."""
        before = _before(self.text, start)
        recent = before in ("last", "past", "next") and _before(self.text, start - len(before) - 1) == "the"
        if not (recent or before in patterns.ARTICLES):
            return end
        weight = _LIGHT if word in ("decade", "century", "fortnight") else _FAINT
        value = 2.0 if word == "fortnight" else 1.0
        if half := patterns.AND_HALF.match(self.text, end):
            value, end, weight = value + 0.5, half.end(), _LIGHT
        unit = patterns.SPANS[word]
        return self.add(start, end, kind_of(unit), value, value, unit=unit, weight=weight)

    def _after_article(self, word: str, start: int, end: int) -> int:
        """Read a share with its article (a third of them, a quarter of a million); returns 0 if it is not a share."""
        text = self.text
        if (word in ORDINALS or word == "quarter") and (unit := patterns.OF_UNIT.match(text, end)):
            return self._part(unit, start, 1 / (ORDINALS.get(word) or 4))
        if word in ORDINALS and patterns.SHARED.match(text, end):
            value = 100 / ORDINALS[word]
            return self.add(start, end, Kind.PERCENT, value, value, unit="share", weight=_LIGHT)
        if word == "quarter" and not text.startswith((" final", "final"), end):
            if size := _sized(text, end + 5 if text.startswith(" of a", end) else end):
                return self.counted(start, size[1], size[0] / 4, size[0] / 4)
            return self.add(start, end, Kind.PERCENT, 25, 25, unit="share", weight=_LIGHT)
        return 0

    def _part(self, unit: re.Match[str], start: int, value: float) -> int:
        """Append a part of a unit (a quarter of an hour, of a percentage point)."""
        name = UNITS.get(unit["word"], "")
        if name in MEASURES:
            return self.add(start, unit.end(), kind_of(name), value, value, unit=name, weight=_LIGHT)
        points = "" if unit["word"] == "percent" else "point"
        return self.add(start, unit.end(), Kind.PERCENT, value, value, unit=points, weight=_LIGHT)

    def _shared(self, share: float, start: int, end: int) -> int:
        """Append a share in per cent (two-thirds) or that part of a unit; 0 if it is none."""
        if share and (unit := patterns.OF_UNIT.match(self.text, end)):
            return self._part(unit, start, share / 100)
        if share and not patterns.NOT_SHARE.match(self.text, end):
            return self.add(start, end, Kind.PERCENT, share, share, unit="share")
        return 0

    def cardinal(self, word: str, start: int, end: int) -> int:
        """Read a number in words: two hundred and fifty thousand, twenty-five, one and a half million."""
        text = self.text
        summed = Sum(word)
        if word == "score" and not self._is_score(start, end):
            return end
        if word in SIZE_WORDS:
            if patterns.FEW.search(text, max(0, start - 10), start):
                return self.counted(start, end, summed.value * 2, summed.value * 9.99, _LIGHT)
            if text[max(0, start - 2) : start] == "a ":
                start -= 2
        while match := patterns.NEXT.match(text, end):
            follows, stop = match["word"], match.end()
            if not (match["and"] or match["a"]):
                if ordinal := summed.ordinal(follows):
                    return self._ordinal(ordinal, start, stop)
                if shared := self._shared(summed.share(follows), start, stop):
                    return shared
            if not summed.take(follows, linked=bool(match["and"]), article=bool(match["a"])):
                break
            end = stop
        value = summed.value
        if stop := self._spoken(value, start, end):
            return stop
        size = patterns.SIZE.match(text, end)
        if size and len(size["short"] or "") > 1:
            value, end = _product(value, SIZES[size["short"]]), size.end()
        return self.counted(start, end, value, value, self._weight(value, start, end))

    def _spoken(self, value: float, start: int, end: int) -> int:
        """Read an hour in words (seven o'clock, nine-fifteen) or a year (nineteen eighty-four); 0 if it is none."""
        text = self.text
        if 0 < value <= 12 and text[end + 1 : end + 2] in _AFTER_HOURS:
            if timed := patterns.SPOKEN.match(text, end):
                stop = timed.start("part") if timed["part"] else timed.end()
                return self._clock(start, stop, int(value), 0, timed["ap"])
            timed = patterns.SPELLED.match(text, end)
            if timed and self._tells_time(timed, start, end):
                minute = sum(CLOCK.get(word, 0) for word in re.split(r"[\s-]", timed["minute"]))
                return self._clock(start, timed.end(), int(value), minute, timed["ap"])
        if value in _CENTURIES and (spelled := patterns.SPELLED_YEAR.match(text, end)):
            year = int(value * 100 + CLOCK[spelled["tens"]] + CLOCK.get(spelled["one"] or "", 0))
            return self.add(start, spelled.end(), Kind.DATE, 0, 0, date=(year, 0, 0))
        return 0

    def _tells_time(self, timed: re.Match[str], start: int, end: int) -> bool:
        """Whether two numbers in words are an hour, from ``start`` to ``end``, and its minutes."""
        if timed["ap"]:
            return True
        at = self.text[end] == "-" or patterns.AT.search(self.text, max(0, start - 10), start)
        return bool(at and patterns.HOUR_ENDS.match(self.text, timed.end()))

    def _is_score(self, start: int, end: int) -> bool:
        """Whether "score" means twenty (a score of people), not what a game ended with."""
        before, follows = self.text[max(0, start - 2) : start], self.text[end : end + 5]
        return before == "a " and follows.startswith(" of ") and not follows[4:].isdecimal()

    def _weight(self, value: float, start: int, end: int) -> Weight:
        text = self.text
        if value == 1:
            person = patterns.PERSON.match(text, end)
            idiom = patterns.IDIOM_BEFORE.search(text, max(0, start - 9), start) or patterns.IDIOM_AFTER.match(
                text, end
            )
            return _LIGHT if person and not idiom else _FAINT
        return _LIGHT if value < 11 else Weight.FIRM

    def plural(self, word: str, start: int, end: int) -> int:
        text = self.text
        size = float(PLURALS[word])
        high = size * 10 - 1 if word != "dozens" and word != "scores" else 99
        if word == "scores":
            if not text.startswith(" of ", end) or text[end + 4 : end + 5].isdecimal():
                return end
            size = 20
        if more := patterns.OF_SIZE.match(text, end):
            times = PLURALS.get(more["word"] or "") or SIZES[more["next"]]
            size, high, end = size * times, high * times + times - 1, more.end()
        return self.counted(start, end, size, high, _LIGHT)

    def _ordinal(self, value: float, start: int, end: int) -> int:
        text = self.text
        if value == 2 and (
            text.startswith(("-hand", " to none", "-guess", " thought"), end)
            or (patterns.A_SECOND.search(text, max(0, start - 7), start) and patterns.PAUSE.match(text, end))
        ):
            return self.add(start, end, Kind.MEASURE, 1, 1, unit="second", weight=_FAINT, also=(2,))
        faint = value == 1 and (
            text.startswith(("-hand", " lady", " time", "-ever", " name", " of all"), end)
            or text[max(0, start - 3) : start] == "at "
        )
        weight = _FAINT if faint or value == 1 else _LIGHT if value < 11 else Weight.FIRM
        return self._ranked(start, end, value, weight)

    def half(self, word: str, start: int, end: int) -> int:
        text = self.text
        if match := patterns.HALF_OF.match(text, end):
            word = match["word"]
            if word in SIZE_WORDS:
                return self.counted(start, match.end(), SIZES[word] / 2, SIZES[word] / 2)
            unit = _unit(word)
            if unit in MEASURES:
                kind = kind_of(unit)
                return self.add(start, match.end(), kind, 0.5, 0.5, unit=unit, weight=_LIGHT)
            if word in ("point", "percentage", "percent"):
                unit = "" if word == "percent" else "point"
                return self.add(start, match.end(), Kind.PERCENT, 0.5, 0.5, unit=unit, weight=_LIGHT)
        return self.add(start, end, Kind.PERCENT, 50, 50, unit="share", weight=_LIGHT, also=(0.5,))


_READERS: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    "dmy": _Reader.day_month, "us": _Reader.us_date, "oclock": _Reader.oclock, "army": _Reader.army,
    "decade": _Reader.decade, "always": _Reader.always, "feet": _Reader.feet, "nth": _Reader.nth,
    "figure": _Reader.figure,
}  # fmt: skip


_WORD_READERS: dict[str, Callable[[_Reader, str, int, int], int]] = {
    word: reader
    for words, reader in (
        (patterns.SPANS, _Reader.span),
        (SHARES, _Reader.share),
        (patterns.SOME_TIME, _Reader.some),
        (("half", "halved"), _Reader.half),
        (patterns.TIMES_OF_DAY, _Reader.noon),
        (ROMANS, _Reader.roman),
        (AGES, _Reader.age),
        (TEENS, _Reader.teen),
        (WEEKDAYS, _Reader.weekday),
        (GROUPS, _Reader.group),
        ({**FOLDS, **TIMES}, _Reader.times),
        (ORDINALS, _Reader.ordinal_word),
        (PLURALS, _Reader.plural),
        ({**ONES, **TENS, **dict.fromkeys(SIZE_WORDS)}, _Reader.cardinal),
    )
    for word in words
}


def _before(text: str, start: int) -> str:
    """The word before ``start`` with its full stop, if one blank is between them, else ""."""
    if text[start - 1 : start] != " ":
        return ""
    first = max(0, start - 24)
    return text[max(first, text.rfind(" ", first, start - 1) + 1) : start - 1].lstrip("\"'([-")


def _unit(word: str) -> str:
    """The canonical unit that ``word`` names, in the singular or plural, else ""."""
    return UNITS.get(word) or (
        UNITS.get(word[:-1], "") if word.endswith("s") and word not in ("has", "its", "as") else ""
    )


_CENTURIES = (17, 18, 19, 20)  # the first part of a year in words
_TOLD = frozenset("half quarter five ten fifteen twenty thirty forty fifty".split())  # minutes before or past an hour


_AFTER_HOURS = frozenset("otfapis")  # o'clock, thirty, fifteen, a.m., p.m., in the morning, sharp


def _half_of_day(text: str, end: int) -> str | None:
    """``a`` or ``p`` for a part of the day behind an hour (seven in the evening)."""
    part = text[end : end + 14]
    if part.startswith((" in the m", " this m")):
        return "a"
    return "p" if part.startswith((" in the a", " in the e", " this a", " this e", " tonight")) else None


def _sized(text: str, end: int) -> tuple[float, int] | None:
    """The value of the size word or letter behind a figure, and its end; no blank may stand before a letter."""
    match = patterns.SIZE.match(text, end)
    if match is None:
        return None
    short = match["short"]
    if short in ("m", "k", "b", "t") and (text[end] == " " or _is_length(text, end, short)):
        return None
    return float(SIZES[match["size"] or short]), match.end()


def _is_length(text: str, end: int, letter: str) -> bool:
    """Whether the letter is a unit, not a size: 5m are metres, but $5m are millions."""
    before = text[max(0, end - _FIGURES) : end].rstrip("0123456789.,")
    return letter in ("m", "t") and not before.endswith(("$", "€", "£", "¥", "₩"))


def _product(value: float, size: float) -> float:
    """The product without floating-point noise: 12.3 trillion, not 12300000000000.002."""
    return float(f"{value * size:.15g}")
