"""Reading the numbers of a Korean text.

Digits always are numbers. Words are numbers only before a counter (삼십 년, 열두 명), so that neither 이 (this) nor
오만 (Oman) is one. Words that may still be something else (두 지도자, 일 년) are faint numbers: they may match a number
on the other side, but are not reported as missing there.

Not read, and nothing is said of them: a syllable before a noun that is no counter (이 사람), 네 before a noun that
may be owned (네 아이), numerals spelled digit by digit (일구육공), sums (3 더하기 4), rates (6개월에 한 번), days and
years told from today (어제, 재작년), lunar dates, the twelve old hours (자시), numerals of other languages (원, 투).
"""

import math
import re
from collections.abc import Callable, Sequence

from checker.languages import _numbers
from checker.languages._numbers import code, figure, joined
from checker.languages.ko import lexicon, patterns
from checker.languages.ko.numerals import (
    DAYS,
    MORE,
    SIZES,
    numeral,
    value_of_figures,
    value_of_hanja,
    value_of_native,
    value_of_vast,
)
from checker.text.numbers import SOME, UNITS, Kind, Number, Weight, kind_of

_LIGHT, _FAINT = Weight.LIGHT, Weight.FAINT


def read(texts: Sequence[str]) -> list[list[Number]]:
    """The numbers of every text, in order."""
    lists = _numbers.read(texts, _starts, _Reader)
    return [joined(numbers, text, patterns.RANGE, patterns.PARTED) for numbers, text in zip(lists, texts, strict=True)]


def _starts(text: str) -> list[int]:
    """The offsets in a folded text where numbers may begin, in order."""
    begins = (match.start() for match in patterns.BEGINNING.finditer(text))
    return [at for at in begins if text[at].isdecimal() or patterns.FIND.match(text, at)]


class _Reader(_numbers.Reader):
    """Reads the numbers of one text; its methods return the offset where to go on."""

    clocks = patterns.ZONE

    def at(self, start: int) -> int:
        """Read the number in digits or words at ``start``, if there is one."""
        text = self.text
        if not text[start].isdecimal():
            if match := patterns.WORDS.match(text, start):
                return max(_READERS[match.lastgroup or ""](self, match), start + 1)
            return max(self.syllables(start), start + 1)
        if read := code(text, start, self.folded):
            self.numbers.append(read[0])
            return read[1]
        return self.scanned(start, patterns.SCAN, _READERS)

    def amount(self, start: int, end: int, value: float, weight: Weight) -> int:
        """Append a number with the currency before or the unit behind it."""
        if sign := patterns.MONEY.search(self.text, max(0, start - 5), start):
            return self.add(sign.start(), end, Kind.MONEY, value, value, unit=patterns.CURRENCIES[sign[1]])
        return self.counted(start, end, value, value, weight)

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
        aside = self.is_aside(start)
        raw = self.folded.raw(start, end)
        self.numbers.append(Number(*raw, kind, low, high, unit, also, date, about, weight, aside))
        return end

    def counted(self, start: int, end: int, low: float, high: float, weight: Weight = Weight.FIRM) -> int:
        """Append a number with the unit behind it."""
        text = self.text
        match = patterns.UNIT.match(text, end)
        unit = (match["unit"] or "") if match else ""
        stop = match.end() if match and (unit or match["over"]) else end
        if (
            stop == end
            and 1900 <= low <= 2100
            and patterns.YEAR.fullmatch(text, start, end)
            and not patterns.HANGUL.match(text, end)
        ):
            return self.add(start, end, Kind.DATE, 0, 0, date=(int(low), 0, 0))
        if match and match["over"]:
            high = low + _step(low) - 1
        about = bool(
            patterns.ABOUT_AFTER.match(text, stop) or patterns.ABOUT_BEFORE.search(text, max(0, start - 6), start)
        )
        lasting = unit in _LASTING and (low != high or patterns.LASTING.match(text, stop))
        if unit.startswith(("%", "퍼센트", "프로")):
            points = "point" if unit.endswith(("p", "포인트")) else ""
            weight = _LIGHT if low == 100 else weight
            self.add(start, end, Kind.PERCENT, low, high, unit=points, weight=weight, about=about)
        elif unit == "년대" or (unit == "년" and 1000 <= low <= 2100 and not lasting):
            year = int(low) if low >= 100 else 1900 + int(low)
            self.add(start, end, Kind.DATE, 0, 0, date=(year, 0, 0), about=about)
        elif unit == "일" and 1 <= low <= 31 and not lasting and weight is Weight.FIRM:
            self.add(start, end, Kind.DATE, 0, 0, date=(0, 0, int(low)), about=about)
        elif unit == "세기" and not lasting:
            self.add(start, end, Kind.ORDINAL, low, high, unit="century", weight=weight, about=about)
        elif unit in patterns.ORDINALS or patterns.NTH.search(text, max(0, start - 3), start):
            weight = max(weight, _LIGHT) if high < 11 else weight
            self.add(start, end, Kind.ORDINAL, low, high, weight=weight, about=about)
        else:
            name = patterns.UNITS.get(unit, "")
            if name == "degree" and (scale := patterns.SCALE.search(text, max(0, start - 6), start)):
                name = "celsius" if scale[1] else "fahrenheit"
            if dozens := None if name else patterns.DOZENS.match(text, end):
                low, high, stop = low * 12, high * 12, dozens.end()
            kind = kind_of(name) if name in UNITS or not name else patterns.OTHER.get(name, Kind.MONEY)
            short = unit == "년" and 10 <= low <= 99 and low == high == int(low)
            also = ((1900 if low > 30 else 2000) + low,) if short else ()
            if unit == "분" and patterns.SECOND_HALF.search(text, max(0, start - 5), start):
                also = (low + 45,)  # of a football match
            half = match and patterns.AND_HALF.match(text, stop) if name in UNITS else None
            if half:
                low, high, stop, weight = low + 0.5, high + 0.5, half.end(), min(weight, _LIGHT)
            self.add(start, end, kind, low, high, unit=name, weight=weight, about=about, also=also)
        return stop

    def figure(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if MORE.match(self.text, end):
            end, value = numeral(self.text, start)[-1]
        elif match.group().startswith("0") and len(match.group()) > 2 and match.group().isdecimal():
            return self.code(start, end)
        else:
            value = figure(match.group())
        if sign := patterns.MONEY.search(self.text, max(0, start - 5), start):
            return self.add(sign.start(), end, Kind.MONEY, value, value, unit=patterns.CURRENCIES[sign[1]])
        light = value == 1 or self.text.startswith(("자", "강", "단", "심"), end) or self._decade_of_life(value, end)
        light = light or (value < 10 and self.text.startswith(("국", "개국", "차", "호"), end))
        return self.counted(start, end, value, value, _LIGHT if light else Weight.FIRM)

    def _decade_of_life(self, value: float, end: int) -> bool:
        """Whether the number is an age in tens, which may be given in other words (10대, a teenager)."""
        return value < 100 and value % 10 == 0 and self.text.startswith("대", end)

    def syllables(self, start: int) -> int:
        """Read a numeral in Sino-Korean syllables, if a counter or a noun stands behind it; returns the end."""
        if not SIZES.intersection(self.text[start : start + 2]):
            return start
        numerals = numeral(self.text, start)[::-1]
        for end, value in numerals:
            if end - start == 1 and value < 10:
                break
            if match := patterns.COUNTED.match(self.text, end):
                if _is_word(self.text[start:end], match["blank"], match["counter"]):
                    break
                if value > _MOST.get(match["counter"], math.inf):
                    break  # 이천시
                weight = _LIGHT if end - start == 1 else Weight.FIRM
                glued = end - start == 1 and self.text[end : end + 1] not in " 여"
                return self.counted(start, end, value, value, _FAINT if glued else weight)
        for end, value in numerals:
            if end - start > 1 and patterns.LOOSE.match(self.text, end):
                return self.add(start, end, Kind.COUNT, value, value, weight=_FAINT)
        return start

    def date(self, match: re.Match[str]) -> int:
        also: tuple[float, ...] = ()
        if match["issue"]:
            date = (int(match["issue"][:4]), int(match["issue"][5:]), 0)
        elif match["y"]:
            year = int(match["y"])
            full = year if year > 99 else year + (1900 if year > 30 else 2000)
            date = (full, int(match["mo"]), int(match["d"] or 0))
        elif match["mo2"]:
            date = (0, int(match["mo2"]), int(match["d2"] or 0))
        else:
            month, day = re.split(r"[·./]", match.group())
            date, also = (0, int(month), int(day)), (float(f"{month}.{day}"),)
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date, also=also)

    def time(self, match: re.Match[str]) -> int:
        minute = 30 if match["past"] else int(match["minute"] or 0) * (-1 if match["before"] else 1)
        start = match.start()
        noon = patterns.NOON.search(self.text, max(0, start - 4), start)
        return self._time(
            noon.start() if noon else start, match.end(), int(match["hour"]), minute, noon[1] if noon else None
        )

    def _time(self, start: int, end: int, hour: int, minute: int, noon: str | None) -> int:
        minutes = (hour * 60 + minute) % 1440 if minute < 0 else hour * 60 + minute
        if noon in ("오후", "저녁", "밤", "낮") and hour < 12 and not (noon == "밤" and hour < 5):
            minutes += 720
        elif noon in ("오전", "새벽", "밤") and hour == 12:
            minutes -= 720
        also: tuple[float, ...] = ((minutes + 720) % 1440,) if not noon and hour <= 12 else ()
        if minute < 0:  # 9시 15분 전: a quarter to nine, or before 9:15
            also = (*also, *((each - 2 * minute) % 1440 for each in (minutes, *also)))
        return self.add(start, end, Kind.TIME, minutes, minutes, unit=self.zone(start, end), also=also)

    def batting(self, match: re.Match[str]) -> int:
        parts = {unit: int(digit) for digit, unit in re.findall(r"(\d)([할푼리])", match.group())}
        value = parts.get("할", 0) * 10 + parts.get("푼", 0) + parts.get("리", 0) / 10
        return self.add(*match.span(), Kind.PERCENT, value, value)

    def share(self, match: re.Match[str]) -> int:
        *before, over = match.group().split("분의")[0].split()
        whole, part = _value(over), _value(match.group().split("분의")[1].strip())
        if before and whole:  # 220과 3분의 2
            mixed = figure(before[0].rstrip("과와하고")) + part / whole
            return self.counted(*match.span(), mixed, mixed)
        value = 100 * part / whole if whole else 0
        return self.add(*match.span(), Kind.PERCENT, value, value, unit="share")

    def vast(self, match: re.Match[str]) -> int:
        low, high = value_of_vast(match["vast"])
        return self.counted(*match.span(), low, high, _LIGHT)

    def some(self, match: re.Match[str]) -> int:
        word = match["some_unit"] or match["some_unit2"] or match["some_unit3"]
        unit = patterns.UNITS[word] if word else "day"
        return self.add(*match.span(), Kind.MEASURE, 2, SOME[unit], unit=unit, weight=_LIGHT)

    def half(self, match: re.Match[str]) -> int:
        return self.add(*match.span(), Kind.PERCENT, 50, 50, unit="share", weight=_LIGHT)

    def first(self, match: re.Match[str]) -> int:
        word = match["first"]
        week = self.text.startswith((" 주", "주"), match.end())  # 셋째 주
        weight = _LIGHT if week or word.endswith("번째") else _FAINT
        value = patterns.FIRSTS.get(word, 1)
        return self.add(*match.span(), Kind.ORDINAL, value, value, weight=weight)

    def both(self, match: re.Match[str]) -> int:
        return self.add(*match.span(), Kind.COUNT, 2, 2, weight=_FAINT)

    def days(self, match: re.Match[str]) -> int:
        value = DAYS[match["days"]]
        weight = _FAINT if value == 1 else _LIGHT
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="day", weight=weight)

    def span(self, match: re.Match[str]) -> int:
        value, unit = patterns.SPANS[match["span"]]
        return self.add(*match.span(), Kind.MEASURE, value, value, unit=unit, weight=_FAINT if value == 1 else _LIGHT)

    def tens(self, match: re.Match[str]) -> int:
        value = value_of_native(match["tens"])[0]
        return self.add(*match.span(), Kind.COUNT, value, value, weight=_LIGHT)

    def alone(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["alone"])
        return self.add(*match.span(), Kind.COUNT, low, high)

    def weekdays(self, match: re.Match[str]) -> int:
        for day in patterns.WEEKDAY.finditer(self.text, *match.span()):
            value = patterns.WEEK.index(day[0][0]) + 1
            weight = _FAINT if self.zone(*match.span()) == "zone" else Weight.FIRM  # 한국시간 수요일: Tuesday there
            self.add(*day.span(), Kind.WEEKDAY, value, value, weight=weight)
        return match.end()

    def dotted(self, match: re.Match[str]) -> int:
        hour, minute = match["dotted"].split(".")
        return self._time(*match.span(), int(hour), int(minute), self.text[match.start() - 3 : match.start() - 1])

    def nights(self, match: re.Match[str]) -> int:
        nights, days = int(match["n"]), int(match["days"])
        self.add(*match.span("n"), Kind.MEASURE, nights, nights, unit="day", weight=_LIGHT)
        return self.add(match.start("days"), match.end(), Kind.MEASURE, days, days, unit="day", weight=_LIGHT)

    def hundredths(self, match: re.Match[str]) -> int:
        value = float(re.sub(r"초\s?", ".", match.group()))
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="second")

    def native(self, match: re.Match[str]) -> int:
        start, end = match.span()
        low, high = value_of_native(match["native"])
        timed = patterns.TIMED.match(self.text, end)
        if timed and low == high <= 12:
            noon = patterns.NOON.search(self.text, max(0, start - 4), start)
            minute = 30 if timed["past"] else int(_value(timed["minute"])) if timed["minute"] else 0
            minute = -minute if timed["before"] else minute
            return self._time(start, timed.end(), int(low), minute, noon[1] if noon else None)
        weight = _LIGHT if high < 11 else Weight.FIRM
        if self.text.startswith(("번", " 번"), end) and not self.text.startswith(("번째", " 번째"), end):
            weight = _FAINT if high == 1 else weight
            return self.add(start, end, Kind.COUNT, low, high, unit="times", weight=weight)
        if patterns.GUESTS.match(self.text, end):
            return self.add(start, end, Kind.COUNT, low, high, weight=weight)
        if match["native"] == "네" and not patterns.COUNTS_ONLY.match(self.text, end):
            weight = _FAINT  # 네 방: your room
        if match["native"] == "한" and not self.text.startswith(("명", " 명", " 번째"), end):
            weight = _FAINT
        return self.counted(start, end, low, high, weight)

    def two(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["two"])
        return self.add(*match.span(), Kind.COUNT, low, high, weight=_FAINT)

    def tail(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["tail"])
        return self.add(*match.span(), Kind.COUNT, low, high, weight=_LIGHT)

    def jubilee(self, match: re.Match[str]) -> int:
        value = patterns.JUBILEES[match["jubilee"]]
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="age", weight=_LIGHT)

    def digit(self, match: re.Match[str]) -> int:
        value = value_of_figures(match.group())
        weight = _FAINT if value < 3 or self.text[match.end() : match.end() + 1] != " " else _LIGHT
        return self.counted(*match.span(), value, value, weight)

    def pair(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["pair"])
        return self.counted(*match.span(), low, high, _LIGHT)

    def nth(self, match: re.Match[str]) -> int:
        value = value_of_figures(match["nth"])
        return self.add(*match.span("nth"), Kind.ORDINAL, value, value, weight=_LIGHT if value < 11 else Weight.FIRM)

    def hanja(self, match: re.Match[str]) -> int:
        value = value_of_hanja(match["hanja"])
        end = match.end()
        unit = self.text[end : end + 1]
        if unit == "年" and 1000 <= value <= 2100:
            self.add(match.start(), end, Kind.DATE, 0, 0, date=(int(value), 0, 0))
        elif unit in patterns.HANJA_UNITS:
            name = patterns.HANJA_UNITS[unit]
            self.add(match.start(), end, kind_of(name), value, value, unit=name)
        else:
            return self.counted(match.start(), end, value, value, _LIGHT)
        return end


_LASTING = ("년", "일", "세기")  # with these units, a number is a date or century, or a duration

_READERS: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    "figure": _Reader.figure, "issue": _Reader.date, "ratio": _Reader.share, "ymd": _Reader.date, "md": _Reader.date,
    "event": _Reader.date, "time": _Reader.time, "bat": _Reader.batting, "share": _Reader.share, "vast": _Reader.vast,
    "vast_over": _Reader.vast, "half": _Reader.half, "some": _Reader.some, "few_days": _Reader.some,
    "first": _Reader.first, "both": _Reader.both, "tens": _Reader.tens, "alone": _Reader.alone,
    "weekdays": _Reader.weekdays, "dotted": _Reader.dotted, "nights": _Reader.nights, "hundredths": _Reader.hundredths,
    "days": _Reader.days, "span": _Reader.span, "native": _Reader.native, "two": _Reader.two, "tail": _Reader.tail,
    "jubilee": _Reader.jubilee, "pair": _Reader.pair, "digit": _Reader.digit, "nth": _Reader.nth,
    "hanja": _Reader.hanja,
}  # fmt: skip


def _is_word(numeral: str, blank: str, counter: str) -> bool:
    """Whether syllables that may be a numeral, or with their counter, are an everyday noun (구조, 백인)."""
    rarity = lexicon.rarity(numeral)
    if len(numeral) > 1 and rarity is not None and rarity <= _COMMON:
        return True
    whole = None if blank else lexicon.rarity(numeral + counter)
    return whole is not None and whole <= _KNOWN


_MOST = {"시": 24, "월": 12, "일": 1000}  # the highest numbers before some counters, which also end names
_COMMON, _KNOWN = 4, 6  # the rarest classes of nouns that are rather meant than a numeral, and one with its counter


def _step(value: float) -> float:
    """The place value of the last digit of ``value`` that is not 0: 10여 is below 20, 120여 below 130."""
    step = 1.0
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return step


def _value(word: str) -> float:
    """The value of digits, a Sino-Korean numeral or a native numeral."""
    try:
        return value_of_native(word)[0]
    except KeyError:
        return value_of_figures(word)
