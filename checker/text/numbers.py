"""Numbers in a text as values, and the comparison of the numbers of a source and its target.

``Language.numbers`` reads them. This module decides when two numbers are the same, in any words and units, and which
numbers have no equal on the other side.
"""

import math
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from operator import ne
from typing import NamedTuple


class Kind(StrEnum):
    """What a number counts."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    MEASURE = "measure"
    CODE = "code"
    WEEKDAY = "weekday"


class Weight(IntEnum):
    """How certain it is that the other side has the number too."""

    FIRM = 0  # 35 people, 삼십 명
    LIGHT = 1  # both, two, second, half: a translation may use other words
    FAINT = 2  # one, once, for the first time: it may match a number but need not


class Number(NamedTuple):
    """One number.

    Attributes:
        start, end: Its place in the raw text, in code points.
        kind: What it counts.
        low, high: The value, or the bounds of a vague one (dozens, 10여 명): 50 for a half and for 50 %, minutes from
            midnight for a time, 1 (Monday) to 7 for a weekday. Unused for a date.
        unit: The canonical name of the unit (``UNITS``, ``person``, a currency), "" if unknown; ``hourly`` for a number
            that stands where an hour may (after twelve).
        also: Other possible values ('97: 97 years or 1997).
        date: Year, month, day; 0 for an unknown part.
        about: Whether the value is approximate (about, nearly, 이상).
        weight: How certain it is that the other side has it.
        aside: Whether it is in parentheses.
        code: The folded characters of a code.
    """

    start: int
    end: int
    kind: Kind
    low: float
    high: float
    unit: str = ""
    also: tuple[float, ...] = ()
    date: tuple[int, int, int] = (0, 0, 0)
    about: bool = False
    weight: Weight = Weight.FIRM
    aside: bool = False
    code: str = ""


# Dimension and size of each unit: length in metres, area in square metres, mass in kilograms, volume in litres,
# duration in days, power in watts, money in its main unit.
UNITS: dict[str, tuple[str, float]] = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "mile": ("length", 1609.344), "yard": ("length", 0.9144), "foot": ("length", 0.3048), "inch": ("length", 0.0254),
    "nmi": ("length", 1852.0), "ri": ("length", 392.7), "m2": ("area", 1.0), "km2": ("area", 1e6),
    "ha": ("area", 1e4), "acre": ("area", 4046.856), "ft2": ("area", 0.092903), "mile2": ("area", 2589988.0),
    "pyeong": ("area", 3.305785), "mg": ("mass", 1e-6), "g": ("mass", 0.001), "kg": ("mass", 1.0),
    "ton": ("mass", 1000.0), "lb": ("mass", 0.45359), "oz": ("mass", 0.02835), "geun": ("mass", 0.6),
    "l": ("volume", 1.0), "ml": ("volume", 0.001), "gallon": ("volume", 3.785), "barrel": ("volume", 158.987),
    "m3": ("volume", 1000.0),
    "second": ("duration", 1 / 86400), "minute": ("duration", 1 / 1440), "hour": ("duration", 1 / 24),
    "day": ("duration", 1.0), "week": ("duration", 7.0), "month": ("duration", 30.4369),
    "year": ("duration", 365.2425), "age": ("duration", 365.2425), "decade": ("duration", 3652.425),
    "century": ("duration", 36524.25), "w": ("power", 1.0), "kw": ("power", 1e3), "mw": ("power", 1e6),
    "gw": ("power", 1e9), "degree": ("degree", 1.0), "celsius": ("degree", 1.0),
    "fahrenheit": ("degree", 1.0), "dollar": ("dollar", 1.0), "cent": ("dollar", 0.01),
    "won": ("won", 1.0), "yen": ("yen", 1.0), "yuan": ("yuan", 1.0), "euro": ("euro", 1.0), "pound": ("pound", 1.0),
    "ruble": ("ruble", 1.0), "pence": ("pound", 0.01),
}  # fmt: skip
# The highest number of each unit of time that a time without a number means: a few minutes, weeks ago.
SOME = {
    "second": 59, "minute": 59, "hour": 23, "day": 6.9, "week": 8, "month": 11.9, "year": 9.9, "decade": 9.9,
    "century": 9.9,
}  # fmt: skip
_KINDS = dict.fromkeys(("length", "area", "mass", "volume", "duration", "power", "degree"), Kind.MEASURE)
_COUNTED = (Kind.MONEY, Kind.MEASURE, Kind.PERCENT)
_BARE = (Kind.COUNT, Kind.ORDINAL)
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OLD = 200  # a number below this may be an age
_EXACT = 1e-9
_SMALL = 10  # an equal number up to here with another unit may count something else
_ROUNDED = 0.04  # a conversion is rounded: 48 km are 30 miles
_ROUGH = 0.13  # a round number is less exact: about a month, four weeks
_VAGUE = 0.25  # and roughest between two round numbers of which one is approximate: less than 1 km, half a mile
_NEAR = 0.08  # about 2,000 are 1,900 or 2,150
_SHARE = 3.5  # percentage points by which a fraction (a third) may differ from a percentage
_FEW = 200  # so many numbers without an equal are compared with so many others
_TOLD, _LONG = 3, 100_000  # digits that a rounded number keeps at least, and whole numbers that news rounds
_MANY = 40_000  # with more pairs of numbers in a segment, only equal values are compared


def kind_of(unit: str) -> Kind:
    """What a number with ``unit`` counts."""
    dimension = UNITS.get(unit, ("", 0.0))[0]
    if dimension:
        return _KINDS.get(dimension, Kind.MONEY)
    return Kind.COUNT


def readable(number: Number) -> str:
    """The value in digits, with the unit of a measure or of money."""
    if number.kind is Kind.CODE:
        return number.code
    if number.kind is Kind.DATE:
        year, month, day = number.date
        shown = [f"{year:04}" if year else "", f"{month:02}" if month else "", f"{day:02}" if day else ""]
        if not (year or month):
            return f"day {day}"
        return f"month {month}" if month and not (year or day) else "-".join(part for part in shown if part)
    if number.kind is Kind.WEEKDAY:
        return _WEEK[int(number.low) - 1]
    if number.kind is Kind.TIME:
        return f"{int(number.low) // 60}:{int(number.low) % 60:02}"
    if number.low != number.high == SOME.get(number.unit):
        return f"some {number.unit[:-1]}ies" if number.unit.endswith("ry") else f"some {number.unit}s"
    value = _digits(number.low)
    if number.high != number.low:
        value = f"{value} to {_digits(number.high)}"
    if number.kind is Kind.PERCENT:
        return f"{value}%"
    return f"{value} {number.unit}" if number.unit in UNITS else value


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{round(value, 6):,}"


def same(one: Number, other: Number) -> bool:
    """Whether both may mean the same value."""
    if one.kind in _BARE and other.kind in _BARE:
        if one.low == other.low and one.high == other.high:
            return True  # the most frequent case
        return _equal(_values(one), _values(other), about=one.about or other.about)
    if one.kind is other.kind:
        return _same_of_a_kind(one, other)
    if one.kind is Kind.WEEKDAY or other.kind is Kind.WEEKDAY:
        return False
    if _across(one, other) or _across(other, one):
        return True
    return _equal(_plain(one), _plain(other), about=one.about or other.about) and not apart(one, other)


def apart(one: Number, other: Number) -> bool:
    """Whether two numbers count what is never the same: people and metres, dollars and years."""
    ours, theirs = _counts(one), _counts(other)
    if Kind.DATE in (one.kind, other.kind):
        date, count = (one, other) if one.kind is Kind.DATE else (other, one)
        return _counts(count) not in ("", "duration") or (
            count.kind is Kind.MEASURE
            and sum(map(bool, date.date)) == 1
            and count.unit not in _PARTS_OF_DATE[_first(date)]
        )
    if "age" in (one.unit, other.unit) and "person" in (ours, theirs):
        return False  # the under-17 women
    return bool(ours and theirs) and ours != theirs and {ours, theirs} not in _LIKE


# People and times may be counted alike; the strength of a drink is in degrees and per cent.
_LIKE = ({"person", "times"}, {"degree", "%"})


_POINTS = frozenset(("point", "points"))
_PARTS_OF_DATE = (("year", "age"), ("month",), ("day",))


def _first(date: Number) -> int:
    """Which part of a date is known: 0 the year, 1 the month, 2 the day."""
    return next(index for index, part in enumerate(date.date) if part)


def _counts(number: Number) -> str:
    """The dimension of a number, ``person`` or ``%``; "" if it is unknown, as that of a quarter."""
    if number.kind is Kind.PERCENT:
        return "" if number.unit in ("share", "point") else "%"
    return number.unit if number.unit in ("person", "points", "times") else UNITS.get(number.unit, ("",))[0]


def _same_of_a_kind(one: Number, other: Number) -> bool:
    if one.kind is Kind.CODE:
        return one.code == other.code or _digits_of(one) == _digits_of(other) != ""
    if one.kind is Kind.DATE:
        return _same_date(one, other)
    if one.unit != other.unit and one.unit in UNITS and other.unit in UNITS:
        (dimension, size), (another, its_size) = UNITS[one.unit], UNITS[other.unit]
        if dimension == another == "degree":
            return _same_degrees(one, other)
        if dimension == another:
            return _converted(one, size, other, its_size)
        return False
    if one.kind is Kind.PERCENT and one.unit != other.unit:
        if "share" not in (one.unit, other.unit):
            return False  # percent and percentage points
        return one.low - _SHARE <= other.high and other.low - _SHARE <= one.high
    if one.unit == other.unit == "degree" and (_fahrenheit(one, other) or _fahrenheit(other, one)):
        return True
    return _equal(_values(one), _values(other), about=one.about or other.about)


def _fahrenheit(celsius: Number, other: Number) -> bool:
    """Whether ``other`` is the temperature in degrees Fahrenheit, within rounding."""
    return any(abs(abs(value * 1.8 + 32) - other.low) < 1.6 for value in (celsius.low, -celsius.low))


def _same_degrees(one: Number, other: Number) -> bool:
    """Whether two temperatures on different scales agree; a scale that is not named may be the other's."""
    if "fahrenheit" not in (one.unit, other.unit) and one.low == other.low:
        return True
    if "degree" in (one.unit, other.unit) and one.low == other.low:
        return True
    return _fahrenheit(one, other) if other.unit == "fahrenheit" else _fahrenheit(other, one)


def _lasts(clock: Number, other: Number) -> bool:
    """Whether ``other`` is the duration that is written like a time of day: 3:35 for 3 minutes 35 seconds."""
    dimension, size = UNITS.get(other.unit, ("", 0.0))
    days = other.low * size
    return dimension == "duration" and any(math.isclose(days, clock.low / parts) for parts in (1440, 86400))


def _on_clock(clock: Number, other: Number) -> bool:
    """Whether the four digits of the code ``other`` are the time ``clock``: 0930."""
    code = other.code
    return len(code) == 4 and code.isdecimal() and int(code[:2]) * 60 + int(code[2:]) in (clock.low, *clock.also)


def _weighed(number: Number) -> Number:
    """``number`` with pounds taken as a weight."""
    return number._replace(kind=Kind.MEASURE, unit="lb")


def _digits_of(number: Number) -> str:
    return "".join(sign for sign in number.code if sign.isdigit())


def _same_date(one: Number, other: Number) -> bool:
    """Whether the dates share a year, month or day and none of these differ."""
    shared = [(a, b) for a, b in zip(one.date, other.date, strict=True) if a and b]
    return bool(shared) and all(a == b for a, b in shared)


def _converted(one: Number, size: float, other: Number, its_size: float) -> bool:
    """Whether two measures in different units agree within rounding."""
    ages = {one.unit, other.unit} == {"age", "year"}
    rough = one.about or other.about or _precision(one.low) == 1 or _precision(other.low) == 1
    vague = one.low != one.high or other.low != other.high
    margin = 0 if ages or size == its_size else _ROUGH if rough and not vague else _ROUNDED
    if margin == _ROUGH and (one.about or other.about) and _precision(one.low) == _precision(other.low) == 1:
        margin = _VAGUE
    for low, high in _values(one):
        for its_low, its_high in _values(other):
            if low * size * (1 - margin) <= its_high * its_size * (1 + _EXACT) and (
                its_low * its_size <= high * size * (1 + margin + _EXACT)
            ):
                return True
    return False


def _across(one: Number, other: Number) -> bool:
    """Whether numbers of two kinds are the same in a way that only these kinds have."""
    if one.kind is Kind.PERCENT:
        return _same_date(one, other) if other.kind is Kind.DATE else _as_share(one, other)  # 5/8 may be a date
    if one.kind is Kind.TIME:
        return _on_clock(one, other) if other.kind is Kind.CODE else _lasts(one, other)
    if one.kind is Kind.MONEY and one.unit == "pound" and other.kind is Kind.MEASURE:
        return same(_weighed(one), other)
    return False


def _as_share(one: Number, other: Number) -> bool:
    """Whether a percentage equals a plain number: .268 is 26.8 %, doubled is up 100 %."""
    if other.kind not in _BARE:
        return False
    if other.low < 1 or one.unit:
        return math.isclose(one.low, other.low * 100, rel_tol=1e-6)
    return other.unit == "times" and one.low in (100 * other.low, 100 * (other.low - 1))


def _values(number: Number) -> list[tuple[float, float]]:
    return [(number.low, number.high), *((value, value) for value in number.also)]


def _plain(number: Number) -> list[tuple[float, float]]:
    """The values as plain numbers, to compare with another kind: 3 for 3 p.m., 1990 for 1990년."""
    if number.kind is Kind.TIME:
        return [(v / 60 % 12, v / 60 % 12) for v, _ in _values(number)] + [(v / 60, v / 60) for v, _ in _values(number)]
    if number.kind is Kind.DATE:
        parts = [float(part) for part in number.date if part]
        return [(part, part) for part in (*(parts if len(parts) == 1 else ()), *number.also)]
    if number.kind is Kind.CODE:
        digits = _digits_of(number)
        return [(float(digits), float(digits))] if 0 < len(digits) < 16 else []
    return _values(number)


def _equal(ones: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]], *, about: bool) -> bool:
    for low, high in ones:
        for its_low, its_high in others:
            if low <= its_high * (1 + _EXACT) and its_low <= high * (1 + _EXACT):
                return True
            if about and (_rounds(low, its_low) or _rounds(its_low, low) or _rounds(high + 1, its_low)):
                return True
            if _is_short_for(low, its_low) or _is_short_for(its_low, low):
                return True
    return False


def _is_short_for(value: float, exact: float) -> bool:
    """Whether ``value`` is the long number ``exact`` rounded or cut to three digits or more (1.46 trillion)."""
    digits = _precision(value)
    if digits < _TOLD or abs(value - exact) > exact / 100 or (exact < _LONG and exact == int(exact)):
        return False
    if digits >= _precision(exact):
        return False
    step: float = 10.0 ** (math.floor(math.log10(exact)) - digits + 1)
    return any(
        math.isclose(near * step, value, rel_tol=1e-9) for near in (math.floor(exact / step), round(exact / step))
    )


def _rounds(value: float, to: float) -> bool:
    """Whether ``to`` is ``value`` rounded to fewer digits."""
    digits = _precision(to)
    if to <= 0 or value <= 0 or digits >= _precision(value) or abs(value - to) > _NEAR * value:
        return False
    step: float = 10.0 ** (math.floor(math.log10(value)) - digits + 1)
    return math.floor(value / step) * step - step * 0.01 <= to <= math.ceil(value / step) * step + step * 0.01


def _precision(value: float) -> int:
    """The significant digits of ``value``."""
    return len(f"{value:.10g}".replace(".", "").strip("0").split("e")[0]) or 1


class Difference(NamedTuple):
    """A number of the source, of the target, or a pair of them, without an equal on the other side.

    Attributes:
        source, target: The numbers; one of them may be None.
        reason: For a pair ``value``, ``unit`` or ``points`` (per cent and percentage points); else ``one-side``,
            ``added``, ``date``, ``age``, ``conversion``, ``repeat`` or ``light``.
    """

    source: Number | None
    target: Number | None
    reason: str


def differences(sources: Sequence[Number], targets: Sequence[Number]) -> list[Difference]:
    """The differences between the numbers of both sides: first pairs, then those of one side."""
    if not sources and not targets:
        return []
    ours, theirs = _missed(sources), _missed(targets)
    alike = len(ours) == len(theirs) and all(map(same, ours, theirs))
    if alike and not (any(map(vague, sources)) and any(map(vague, targets))):
        return []  # the most frequent case
    taken, used = _matched(sources, targets)
    rest = [s for i, s in enumerate(sources) if i not in taken]
    others = [t for i, t in enumerate(targets) if i not in used]
    if not rest and not others:
        return []
    found: list[Difference] = []
    known = {id(s): _reason(s, sources, taken, targets if i < _FEW else ()) for i, s in enumerate(rest)}
    known |= {id(t): _reason(t, targets, used, sources if j < _FEW else ()) for j, t in enumerate(others)}
    # With as many numbers on both sides, one without an equal is not a repeat but stands for the other.
    replaced = len(ours) == len(theirs) and len(_missed(rest)) == len(_missed(others)) == 1
    pairs = sorted(
        (_likeness(s, t), i, j)
        for i, s in enumerate(rest[:_FEW])
        for j, t in enumerate(others[:_FEW])
        if _rivals(s, t, replaced=replaced) and not _excused(known[id(s)], known[id(t)], replaced=replaced)
    )
    met_s, met_t = set(), set()
    for _, i, j in pairs:
        if i not in met_s and j not in met_t:
            met_s.add(i)
            met_t.add(j)
            found.append(Difference(rest[i], others[j], _contrast(rest[i], others[j])))
    if any(each.kind is Kind.MONEY for each in rest):
        known |= _exchanged(
            [s for i, s in enumerate(rest) if i not in met_s], [t for j, t in enumerate(others) if j not in met_t]
        )
    found += [Difference(s, None, known[id(s)]) for i, s in enumerate(rest) if i not in met_s]
    dates = [s for s in sources[:_FEW] if s.kind is Kind.DATE]
    for j, t in ((j, t) for j, t in enumerate(others) if j not in met_t):
        date = _of_dates(t, dates, targets) if j < _FEW else None
        reason = "value" if date else known[id(t)]
        found.append(Difference(date, t, "added" if reason == "one-side" else reason))
    return [each for each in found if each.reason]


def _exchanged(sources: Sequence[Number], targets: Sequence[Number]) -> dict[int, str]:
    """The reason ``conversion``, by identity, for sums of money that stand in different currencies on both sides."""
    ours, theirs = ([n for n in _missed(side) if n.kind is Kind.MONEY and n.unit] for side in (sources, targets))
    if {n.unit for n in ours} & {n.unit for n in theirs} or len(ours) != len(theirs):
        return {}
    return {id(n): "conversion" for n in (*ours, *theirs)}


def _contrast(one: Number, other: Number) -> str:
    """The reason of a difference between two numbers."""
    if one.low != other.low or one.high != other.high or one.unit == other.unit or one.kind is Kind.DATE:
        return "value"
    return "points" if Kind.PERCENT in (one.kind, other.kind) and {one.unit, other.unit} & _POINTS else "unit"


def _missed(numbers: Sequence[Number]) -> list[Number]:
    """The ``numbers`` that the other side should have."""
    return [n for n in numbers if n.weight is Weight.FIRM or (n.weight is Weight.LIGHT and not vague(n))]


def _matched(sources: Sequence[Number], targets: Sequence[Number]) -> tuple[set[int], set[int]]:
    """The indexes of the numbers of both sides that are the same; each is used once, in the most similar pair."""
    taken: set[int] = set()
    used: set[int] = set()
    if len(sources) * len(targets) > _MANY:
        return _matched_by_value(sources, targets)
    pairs = []
    for i, s in enumerate(sources):
        for j, t in enumerate(targets):
            if same(s, t):
                exact = s.low == t.low and s.high == t.high and s.date == t.date
                apart = abs(i * len(targets) - j * len(sources))
                pairs.append((_strangeness(s, t), s.unit != t.unit, not exact, s.weight + t.weight, apart, i, j))
    if len(pairs) > 1:
        pairs.sort()
    for *_, i, j in pairs:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
    return taken, used


def _strangeness(one: Number, other: Number) -> int:
    """0 for two of the same kind, 2 if one of them is money or a percentage, else 1."""
    if one.kind is other.kind:
        return 0
    return 2 if {one.kind, other.kind} & {Kind.MONEY, Kind.PERCENT} else 1


def _matched_by_value(sources: Sequence[Number], targets: Sequence[Number]) -> tuple[set[int], set[int]]:
    waiting: dict[tuple[float, tuple[int, int, int]], list[int]] = {}
    for j, t in enumerate(targets):
        waiting.setdefault((t.low, t.date), []).append(j)
    taken, used = set(), set()
    for i, s in enumerate(sources):
        if free := waiting.get((s.low, s.date)):
            taken.add(i)
            used.add(free.pop())
    return taken, used


def _reason(number: Number, own: Sequence[Number], met: Iterable[int], others: Sequence[Number]) -> str:
    """Why a number may be on one side only, "" if that is not worth reporting."""
    if number.weight is Weight.FAINT or vague(number):
        return ""
    if any(number.kind is other.kind and same(number, other) for other in others[:_FEW]):
        return "repeat"
    if number.aside and number.unit in UNITS and any(own[i].end <= number.start for i in met):
        return "conversion"
    if number.kind is Kind.WEEKDAY:
        return "" if any(other.kind is Kind.DATE for other in others) else "date"
    if number.kind is Kind.DATE:
        return "date"
    if number.unit == "zone":
        return "light"
    if number.unit == "age" or (number.aside and number.kind is Kind.COUNT and number.high < 120):
        return "age"
    return "light" if number.weight is Weight.LIGHT else "one-side"


def _excused(reason: str, other: str, *, replaced: bool) -> bool:
    """Whether two numbers are no pair because one of them repeats or converts another; two conversions are a pair."""
    if "repeat" in (reason, other) and not replaced:
        return True
    return (reason == "conversion") != (other == "conversion")


def vague(number: Number) -> bool:
    """Whether it is a time without a number (몇 달, for months)."""
    return number.weight is Weight.LIGHT and number.high >= 3 * number.low and number.kind is Kind.MEASURE


def _rivals(one: Number, other: Number, *, replaced: bool = False) -> bool:
    """Whether two numbers without an equal may be a pair with different values.

    Args:
        one: A number of the source.
        other: A number of the target.
        replaced: Whether they are the only ones without an equal, of as many numbers on both sides.
    """
    if Weight.FAINT in (one.weight, other.weight) or vague(one) != vague(other):
        return False
    if _of_other_units(one, other):
        return True
    if one.kind is not other.kind:
        likely = replaced and _mistyped(one, other) and (_is_bare(one, other) or _is_bare(other, one))
        misdated = _is_misdated(one, other) or _is_misdated(other, one)
        return likely or misdated or _rivals_across(one, other) or _rivals_across(other, one)
    if one.kind is Kind.DATE:
        return any(a and b for a, b in zip(one.date, other.date, strict=True))
    if one.kind is not Kind.TIME and (one.unit == other.unit or not (one.unit and other.unit)):
        replaced = replaced and min(one.low, other.low) > 1
        return one.unit == other.unit or replaced or "times" not in (one.unit, other.unit)
    dimension = UNITS.get(one.unit, ("", 0))[0]
    if one.kind is Kind.MONEY and dimension != UNITS.get(other.unit, ("-", 0))[0]:
        return one.low == other.low
    if one.kind is Kind.PERCENT:
        return True
    if one.kind is Kind.TIME:
        return not (one.unit and other.unit) or one.unit == other.unit == "local"
    return bool(dimension) and dimension == UNITS.get(other.unit, ("-", 0))[0]


def _of_other_units(one: Number, other: Number) -> bool:
    """Whether one value counts what is never the same; a small one may stand for something else."""
    if one.low != other.low or one.high != other.high or not apart(one, other):
        return False
    return one.low > _SMALL or "points" in (one.unit, other.unit)


def _is_bare(one: Number, other: Number) -> bool:
    """Whether the first is a plain number that may have lost the unit of the other."""
    return one.kind is Kind.COUNT and not one.unit and other.kind in _COUNTED


def _mistyped(one: Number, other: Number) -> bool:
    """Whether two certain numbers differ in one digit, or in the order of their digits."""
    ours, theirs = f"{one.low:.10g}", f"{other.low:.10g}"
    if not one.weight == other.weight == Weight.FIRM or not len(ours) == len(theirs) > 1:
        return False
    return sum(map(ne, ours, theirs)) == 1 or sorted(ours) == sorted(theirs)


def _is_misdated(date: Number, other: Number) -> bool:
    """Whether a number is the only part of a date with one digit changed (1930, 2930)."""
    return sum(map(bool, date.date)) == 1 and bool(_miswritten(date, other))


def _miswritten(date: Number, other: Number) -> list[int]:
    """The parts of a date (0 year, 1 month, 2 day) that ``other``, which is no date, is with one digit changed."""
    if other.kind is Kind.DATE:
        return []
    digits = f"{other.low:.0f}"
    parts = zip(map(str, date.date), ("year", "month", "day"), strict=True)
    return [
        at
        for at, (part, unit) in enumerate(parts)
        if other.unit in ("", unit) and len(part) == len(digits) > 1 and sum(map(ne, part, digits)) == 1
    ]


def _of_dates(added: Number, dates: Sequence[Number], targets: Sequence[Number]) -> Number | None:
    """The date of the source of which a number in the target alone is a part with one digit changed (May 30, 3005)."""
    for date in dates:
        for at in _miswritten(date, added):
            part = date.date[at]
            if not any(part in (other.low, other.date[at]) for other in targets):
                return date
    return None


def _rivals_across(one: Number, other: Number) -> bool:
    """Whether numbers of two kinds may be a pair: an age and a plain number, 8일째 and the eighth day."""
    kinds = one.kind, other.kind
    if "hourly" in (one.unit, other.unit):
        return kinds == (Kind.COUNT, Kind.TIME) or (kinds == (Kind.COUNT, Kind.MEASURE) and other.unit == "age")
    if kinds == (Kind.COUNT, Kind.ORDINAL):
        return not (one.unit or other.unit) and one.weight == other.weight == Weight.FIRM
    if kinds == (Kind.COUNT, Kind.MEASURE):
        return not one.unit and other.unit == "age" and one.high < _OLD
    if kinds == (Kind.COUNT, Kind.PERCENT):
        return not one.unit and one.high < 1
    if kinds == (Kind.MONEY, Kind.MEASURE):
        return one.unit == "pound" and UNITS[other.unit][0] == "mass"
    return kinds == (Kind.ORDINAL, Kind.MEASURE) and bool(one.unit) and one.unit == other.unit


def _likeness(one: Number, other: Number) -> tuple[int, bool, bool, int]:
    """A sort key, the likeliest pair first: by certainty, same unit, similar digits, near places."""
    digits = f"{one.low:.6g}".strip("0.") == f"{other.low:.6g}".strip("0.")
    near = min(one.low, other.low) > 0.9 * max(one.low, other.low)
    return (one.weight + other.weight, one.unit != other.unit, not digits and not near, abs(one.start - other.start))
