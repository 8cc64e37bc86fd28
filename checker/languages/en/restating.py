"""Writing another value in the style of a number that stands in an English text.

The style is that of the number there: digits or words, the word for its size, the sign or the name of its unit, a full
or a short month. What the style cannot say is not written, and what is written is read again and must have the value.
"""

import re
from collections.abc import Iterator

from checker.languages._restating import BARE, Option
from checker.languages.en.numerals import MONTHS, ONES, ORDINALS, SIZES, TENS, WEEKDAYS
from checker.text.numbers import Kind, Number

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SIZE = re.compile(
    r"(?P<gap>[ -]?)(?P<size>thousand|million|billion|trillion|mn|mln|bn|bln|tn|trn|m|k|b|t)\b", re.IGNORECASE
)
_LADDERS = (
    ("thousand", "million", "billion", "trillion"),
    ("k", "m", "bn", "tn"),
    ("k", "mn", "bn", "trn"),
    ("k", "mln", "bln", "trn"),
    ("k", "m", "b", "t"),
)
_STEPS = (1e3, 1e6, 1e9, 1e12)
_KEPT = 3  # decimals that a figure before the word for its size may have
_WORDED = 20  # whole numbers up to here are written in words where words stood
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?P<minutes>[:.]\d\d)?(?P<half>\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
_MONTH = re.compile(rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b(\.?)", re.IGNORECASE)
_YEAR = re.compile(r"\b[12]\d{3}(?=\b|s\b)")
_DAY = re.compile(r"\b(\d{1,2})(st|nd|rd|th)?\b")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT_MONTHS = dict(
    zip((1, 2, 8, 9, 10, 11, 12), ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"), strict=True)
)  # the others are written in full
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNNAMED = frozenset(("", "person", "hourly"))
# The units whose names are written in full or abbreviated, with their plural.
_NAMES = {
    "mm": ("millimeter", "mm"), "cm": ("centimeter", "cm"), "m": ("meter", "m"), "km": ("kilometer", "km"),
    "mile": ("mile", "mi"), "yard": ("yard", "yd"), "inch": ("inch", "in"), "foot": ("foot", "ft"),
    "ha": ("hectare", "ha"), "acre": ("acre", ""), "mg": ("milligram", "mg"), "g": ("gram", "g"),
    "kg": ("kilogram", "kg"), "ton": ("ton", ""), "lb": ("pound", "lb"), "oz": ("ounce", "oz"), "l": ("liter", "l"),
    "ml": ("milliliter", "ml"), "gallon": ("gallon", ""), "barrel": ("barrel", ""), "second": ("second", ""),
    "minute": ("minute", ""), "hour": ("hour", ""), "day": ("day", ""), "week": ("week", ""), "month": ("month", ""),
    "year": ("year", ""), "decade": ("decade", ""), "kw": ("kilowatt", "kW"), "mw": ("megawatt", "MW"),
    "gw": ("gigawatt", "GW"), "dollar": ("dollar", ""), "euro": ("euro", ""), "pound": ("pound", ""),
    "ruble": ("ruble", ""), "cent": ("cent", ""),
    "won": ("won", ""), "yen": ("yen", ""), "yuan": ("yuan", ""),
}  # fmt: skip
_PARTS = re.compile(r"(a|one|two|three|four)([ -])((?:third|fourth|quarter|fifth)s?)", re.IGNORECASE)
_RATE = re.compile(r"\s?(?:per|an?|/)\b", re.IGNORECASE)
_PLURALS = {"inch": "inches", "foot": "feet", "won": "won", "yen": "yen", "yuan": "yuan"}
_SIGNS = {"dollar": "$", "euro": "€", "pound": "£"}
_UNIT = re.compile(r"[ -](?:percentage points?|per cent|[^\W\d_]+)|[^\W\d_]+|%")


def options(text: str, theirs: Number, ours: Number) -> Iterator[Option]:
    """How ``ours`` may be written in the style of ``theirs`` in ``text``, in its place or in that of its unit too.

    Nothing if that cannot be said in this style, or not without changing the words around it.
    """
    found = text[theirs.start : theirs.end]
    writer = _WRITERS.get(ours.kind) if ours.kind is theirs.kind else None
    if writer:
        written = writer(found, theirs, ours)
    elif ours.low == theirs.low:
        changed = _in_other_unit(text, theirs, ours)
        yield from [changed] if changed else []
        return
    else:
        written = _numerals(found, text[theirs.end : theirs.end + 1], theirs, ours)
    for option in written:
        yield theirs.start, theirs.end, option


def _numerals(found: str, behind: str, theirs: Number, ours: Number) -> Iterator[str]:
    """``found`` with the value of ``ours``; nothing if the noun behind it would change (one seat, two seats)."""
    if ours.kind is not theirs.kind and not {ours.kind, theirs.kind} <= BARE:
        return
    if ours.unit == theirs.unit == "share":
        yield from _shares(found, ours.low)
    if not _counts_alike(ours.unit, theirs.unit) or theirs.low != theirs.high:
        return
    if (ours.low == 1) is not (theirs.low == 1) and theirs.kind is not Kind.PERCENT and behind != "-":
        return
    if ours.low != ours.high and not theirs.about:
        return
    if theirs.kind is Kind.ORDINAL:
        yield from _ordinals(found, ours.low)
    else:
        yield from _figures(found, ours.low) if _FIGURE.search(found) else _words(found, ours.low)


def _counts_alike(one: str, other: str) -> bool:
    return one == other or (bool({one, other} & _UNNAMED) and "share" not in (one, other))


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{round(value, 6):,}"


def _figures(found: str, value: float) -> Iterator[str]:
    """``found`` with its figure, and the word for its size, changed to ``value``."""
    figure = _FIGURE.search(found)
    if figure is None:
        return
    size = _SIZE.match(found, figure.end())
    before, behind = found[: figure.start()], found[size.end() if size else figure.end() :]
    if behind.strip():
        return
    if size is None:
        plain = _plain(value)
        solid = figure[0].isdigit() and len(figure[0]) > 3 and value < 1e5
        yield before + (plain.replace(",", "") if solid else plain) + behind
        return
    word = size["size"]
    ladder = next(each for each in _LADDERS if word.lower() in each)
    own = ladder.index(word.lower())
    for step in sorted(range(len(ladder)), key=lambda other: abs(other - own)):
        amount = float(f"{value / _STEPS[step]:.12g}")
        if 1 <= amount < 1000 and round(amount, _KEPT) == amount:
            name = ladder[step].upper() if word.isupper() else ladder[step]
            yield before + _plain(amount) + size["gap"] + name + behind
    yield before + _plain(value) + behind


def _worded(value: float) -> str:
    """A whole number up to a hundred in words, "" for others."""
    if value != int(value) or not 0 < value <= 100:
        return ""
    ones = {number: word for word, number in ONES.items()}
    tens = {number: word for word, number in TENS.items()}
    if value == 100:
        return "a hundred"
    if value in ones:
        return ones[int(value)]
    ten, one = int(value) // 10 * 10, int(value) % 10
    return tens[ten] + (f"-{ones[one]}" if one else "")


def _words(found: str, value: float) -> Iterator[str]:
    """``value`` where a number in words stood."""
    opening = found[:1].isupper()
    article = found.lower().startswith("a ")
    sized = next((word for word in ("thousand", "million", "billion", "trillion") if found.lower().endswith(word)), "")
    if not sized and value <= _WORDED + 80:
        word = _worded(value)
        yield word.capitalize() if opening else word
        return
    for size in ("thousand", "million", "billion", "trillion"):
        times = value / SIZES[size]
        if times == 1 and article:
            yield ("A " if opening else "a ") + size
        elif 1 <= times <= _WORDED and times == int(times):
            word = _worded(times)
            yield f"{word.capitalize() if opening else word} {size}"
        elif 1 <= times < 1000 and round(times, _KEPT) == times and not opening:
            yield f"{_plain(times)} {size}"
    if not opening:
        yield _plain(value)


def _ordinals(found: str, value: float) -> Iterator[str]:
    if value != int(value):
        return
    number = int(value)
    if _FIGURE.match(found):
        ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        yield f"{number:,}" if found[-1].isdigit() else f"{number:,}{ending}"
        return
    word = next((word for word, rank in ORDINALS.items() if rank == number), "")
    if word:
        yield word.capitalize() if found[:1].isupper() else word


def _shares(found: str, value: float) -> Iterator[str]:
    """A fraction in words in place of another (one third, two-thirds, a quarter)."""
    parted = _PARTS.fullmatch(found)
    if parted is None:
        return
    for parts, name in ((3, "third"), (4, "quarter" if parted[3].startswith("quarter") else "fourth"), (5, "fifth")):
        times = round(value * parts / 100)
        if 0 < times < parts and abs(100 * times / parts - value) < 0.01:
            article = parted[1].lower() == "a" and times == 1
            count = "a" if article else next(word for word, number in ONES.items() if number == times)
            written = f"{count}{parted[2]}{name}{'s' if times > 1 else ''}"
            yield written.capitalize() if found[:1].isupper() else written


def _dates(found: str, theirs: Number, ours: Number) -> Iterator[str]:
    """``found`` with the parts of the date that differ changed."""
    year, month, day = ours.date
    changed = found
    if day and theirs.date[2] and day != theirs.date[2]:
        at = next((m for m in _DAY.finditer(changed) if int(m[1]) == theirs.date[2]), None)
        if at is None:
            return
        ending = next(_ordinals("1st", day)).lstrip("0123456789,") if at[2] else ""
        changed = f"{changed[: at.start()]}{day}{ending}{changed[at.end() :]}"
    if month and theirs.date[1] and month != theirs.date[1]:
        name = _MONTH.search(changed)
        if name is None:
            return
        short = name[2] or len(name[1]) < len(_MONTH_NAMES[MONTHS[name[1].lower()] - 1])
        written = _SHORT_MONTHS[month] + name[2] if short and month in _SHORT_MONTHS else _MONTH_NAMES[month - 1]
        changed = changed[: name.start()] + written + changed[name.end() :]
    if year and theirs.date[0] and year != theirs.date[0]:
        changed = _YEAR.sub(str(year), changed, count=1)
    yield changed


def _weekdays(found: str, theirs: Number, ours: Number) -> Iterator[str]:  # noqa: ARG001
    name = _DAYS[int(ours.low) - 1]
    bare = found.rstrip("s") if found.lower().rstrip("s") in WEEKDAYS and len(found) > 5 else found
    yield (name if len(bare) > 5 else name[:3]) + found[len(bare) :]


def _times(found: str, theirs: Number, ours: Number) -> Iterator[str]:  # noqa: ARG001
    clock = _CLOCK.fullmatch(found)
    if clock is None:
        return
    half = clock["half"] or ""
    for minutes in (int(ours.low), *map(int, ours.also)):
        hour, minute = divmod(minutes, 60)
        tail = f":{minute:02}" if minute or clock["minutes"] else ""
        if not half:
            yield f"{hour}{tail}"
        elif ("p" in half.lower()) is (hour >= 12) or not ours.also:
            letter = "p" if hour >= 12 else "a"
            yield f"{hour % 12 or 12}{tail}" + re.sub("[ap]", letter, half, count=1)


def _in_other_unit(text: str, theirs: Number, ours: Number) -> tuple[int, int, str] | None:
    """The number with its unit changed to that of ``ours``; the value is the same."""
    found = text[theirs.start : theirs.end]
    if _points(theirs) or _points(ours):
        return _in_points(text, theirs, ours)
    if theirs.unit not in _NAMES or ours.unit not in _NAMES:
        return None
    if sign := next((s for s in _SIGNS.values() if found.startswith((s, f"US{s}"))), ""):
        amount = found[found.index(sign) + 1 :].strip()
        return theirs.start, theirs.end, _money(amount, ours)
    figure = re.match(rf"{_FIGURE.pattern}(?:{_SIZE.pattern})?", found, re.IGNORECASE) or re.match(r"[^\W\d_]+", found)
    if figure is None:
        return None
    unit = _UNIT.match(text, theirs.start + figure.end())
    if unit is None:
        return None
    word = unit[0].lstrip(" -")
    if _RATE.match(text, unit.end()):
        return None  # another length in the same time
    names, (name, short) = _NAMES[theirs.unit], _NAMES[ours.unit]
    gap = unit[0][: len(unit[0]) - len(word)]
    if word.lower() in (names[0], _PLURALS.get(names[0], names[0] + "s"), names[0].replace("er", "re") + "s"):
        written = (
            name if gap == "-" or word.lower() == names[0] != _PLURALS.get(names[0]) else _PLURALS.get(name, name + "s")
        )
    elif short and word.lower() == names[1].lower():
        written = short
    else:
        return None
    return theirs.start, unit.end(), figure[0] + gap + written


def _money(amount: str, ours: Number) -> str:
    if ours.unit in _SIGNS:
        return _SIGNS[ours.unit] + amount
    name = _NAMES[ours.unit][0]
    return f"{amount} {_PLURALS.get(name, name + 's')}"


def _points(number: Number) -> bool:
    return number.kind is Kind.PERCENT and number.unit == "point"


def _in_points(text: str, theirs: Number, ours: Number) -> tuple[int, int, str] | None:
    """The number with per cent changed to percentage points, or the reverse."""
    figure = _FIGURE.match(text, theirs.start)
    unit = _UNIT.match(text, figure.end()) if figure else None
    if figure is None or unit is None or unit[0].startswith("-"):
        return None
    word = unit[0].strip().lower()
    if _points(ours) and word in ("percent", "per cent", "%"):
        written = " percentage point" if ours.low == 1 else " percentage points"
    elif _points(theirs) and word.startswith("percentage point"):
        written = " percent"
    else:
        return None
    return theirs.start, unit.end(), figure[0] + written


_WRITERS = {Kind.DATE: _dates, Kind.WEEKDAY: _weekdays, Kind.TIME: _times}
