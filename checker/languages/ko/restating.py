"""Writing another value in the style of a number that stands in a Korean text.

The style is that of the number there: figures with or without commas, 만 and 억, native numerals, the parts of a date
or time. What the style cannot say is not written; what is written is read again and must have the value.
"""

import re
from collections.abc import Iterator

from checker.languages._restating import BARE, Option
from checker.languages.ko.particles import following
from checker.languages.ko.patterns import UNITS
from checker.text.numbers import Kind, Number

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
_SIZED = re.compile(r"(?=\d)[\d,. 천만억조]+\Z")
_DECIMAL = re.compile(r"(?P<figure>\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})*)(?P<gap> ?)(?P<size>[만억조])\Z")
_SIZES = {"조": 10**12, "억": 10**8, "만": 10**4}
_SOLID = 10**5  # below it, figures are without commas if those there are
_DECIMALS = 3  # that a figure before 만, 억 or 조 may have
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_SCORE = 20
_DAYS = "월화수목금토일"
_WEEKDAY = re.compile("([월화수목금토일])요일")
_ISO = re.compile(r"(\d{4})(\D{1,2})(\d{1,2})(\D{1,2})(\d{1,2})\D?\Z")
_PARTS = ("년", "월", "일")
_CLOCK = re.compile(
    r"(?P<noon>(?:오전|오후) ?)?(?P<hour>\d{1,2})(?P<sign>시|:)(?: ?(?P<minute>\d{1,2})(?P<end>분?))?\Z"
)
_NOON = 12
_UNNAMED = frozenset(("", "person", "hourly"))
_SYMBOLS = frozenset("km cm mm m kg g mg".split())
_NAMES: dict[str, str] = {}  # the usual Korean name of each unit
for _name, _unit in UNITS.items():
    if _name[0] >= "가":
        _NAMES.setdefault(_unit, _name)


def options(text: str, theirs: Number, ours: Number) -> Iterator[Option]:
    """How ``ours`` may be written in the style of ``theirs`` in ``text``, with a unit or particle that changes."""
    for start, end, written in _written(text, theirs, ours):
        change = following(text[start:end], written, text[end:])
        if change is not None:
            yield start, end + change[0], written + change[1]


def _written(text: str, theirs: Number, ours: Number) -> Iterator[Option]:
    found = text[theirs.start : theirs.end]
    if ours.kind is not theirs.kind and not {ours.kind, theirs.kind} <= BARE:
        return
    if ours.kind in _WRITERS:
        for written in _WRITERS[ours.kind](found, theirs, ours):
            yield theirs.start, theirs.end, written
    elif ours.low != ours.high or theirs.low != theirs.high or "share" in (ours.unit, theirs.unit):
        return
    elif ours.unit == theirs.unit or {ours.unit, theirs.unit} & _UNNAMED:
        for written in _numerals(found, ours.low):
            yield theirs.start, theirs.end, written
    elif ours.low == theirs.low:
        yield from _in_other_unit(text, theirs, ours)


def _numerals(found: str, value: float) -> Iterator[str]:
    """``value`` where the numeral ``found`` stands."""
    sign = re.match(r"[^\d가-힣]*", found)
    before = sign[0] if sign else ""
    numeral = found[len(before) :]
    if _FIGURE.match(numeral):
        solid = "," not in numeral and len(numeral) > 3 and value < _SOLID
        plain = _plain(value)
        yield before + (plain.replace(",", "") if solid else plain)
    elif _SIZED.match(numeral):
        yield from (before + written for written in _sized(numeral, value))
    elif (native := _native(value)) and _native_value(numeral):
        yield native


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{round(value, 6):,}"


def _sized(numeral: str, value: float) -> Iterator[str]:
    """``value`` with the units 만, 억 and 조, as one figure with one unit or in groups."""
    if one := _DECIMAL.match(numeral):
        amount = float(f"{value / _SIZES[one['size']]:.12g}")
        if 1 <= amount < 10**4 and round(amount, _DECIMALS) == amount and (amount == int(amount) or "." in numeral):
            yield f"{_plain(amount)}{one['gap']}{one['size']}"
    if value != int(value):
        return
    rest, groups = int(value), []
    for sign, size in _SIZES.items():
        count, rest = divmod(rest, size)
        if count:
            groups.append(_group(count, numeral) + sign)
    if rest:
        groups.append(_group(rest, numeral))
    several = re.search(r"[만억조] ?\d", numeral)
    yield (" " if not several or " " in numeral else "").join(groups)


def _group(count: int, numeral: str) -> str:
    """A number below 10,000 before 만 or 억, or behind them."""
    if "천" in numeral and not count % 1000:
        return f"{count // 1000}천"
    return f"{count:,}" if "," in numeral else str(count)


def _native(value: float) -> str:
    """A whole number up to 99 in native words before a noun, "" for others."""
    if value != int(value) or not 0 < value < 100:
        return ""
    if value == _SCORE:
        return "스무"
    ten, one = divmod(int(value), 10)
    return _TENS[ten] + _ONES[one]


def _native_value(numeral: str) -> int:
    """The value of a native numeral before a noun, 0 of anything else."""
    return next((value for value in range(1, 100) if _native(value) == numeral), 0)


def _dates(found: str, theirs: Number, ours: Number) -> Iterator[str]:
    """``found`` with the parts of the date that differ changed."""
    wanted = [one if one and other else other for one, other in zip(ours.date, theirs.date, strict=True)]
    if iso := _ISO.match(found):
        width = 2 if len(iso[3]) == len(iso[5]) == 2 else 1
        parts = f"{wanted[0]}", iso[2], f"{wanted[1]:0{width}}", iso[4], f"{wanted[2]:0{width}}"
        yield "".join(parts) + found[iso.end(5) :]
        return
    changed = found
    for old, new, unit in zip(theirs.date, wanted, _PARTS, strict=True):
        if old != new:
            changed, count = re.subn(rf"(?<!\d)0?{old}(?=\s?{unit}|\Z)", str(new), changed)
            if count != 1:
                return
    yield changed


def _weekdays(found: str, theirs: Number, ours: Number) -> Iterator[str]:  # noqa: ARG001
    if _WEEKDAY.fullmatch(found):
        yield f"{_DAYS[int(ours.low) - 1]}요일"


def _times(found: str, theirs: Number, ours: Number) -> Iterator[str]:  # noqa: ARG001
    clock = _CLOCK.match(found)
    if clock is None:
        return
    for minutes in (int(ours.low), *map(int, ours.also)):
        hour, minute = divmod(minutes, 60)
        noon = clock["noon"] or ""
        if noon and noon.startswith("오후") is not (hour >= _NOON):
            if ours.also:
                continue
            noon = ("오후" if hour >= _NOON else "오전") + noon[2:]
        if noon:
            hour = hour % _NOON or _NOON
        if clock["sign"] == ":":
            yield f"{noon}{hour}:{minute:02}"
        else:
            gap = " " if clock["minute"] is None or " " in found[clock.end("sign") :] else ""
            yield f"{noon}{hour}시" + (f"{gap}{minute}분" if minute else "")


def _in_other_unit(text: str, theirs: Number, ours: Number) -> Iterator[Option]:
    """The unit behind ``theirs``, changed to that of ``ours``."""
    for name in (_NAMES.get(theirs.unit, ""), theirs.unit if theirs.unit in _SYMBOLS else ""):
        new = ours.unit if name in _SYMBOLS else _NAMES.get(ours.unit, "")
        if name and new and (name not in _SYMBOLS or new in _SYMBOLS):
            behind = re.compile(rf"\s?{re.escape(name)}(?![a-zA-Z])").match(text, theirs.end)
            if behind:
                yield theirs.start, behind.end(), text[theirs.start : behind.end() - len(name)] + new


_WRITERS = {Kind.DATE: _dates, Kind.WEEKDAY: _weekdays, Kind.TIME: _times}
