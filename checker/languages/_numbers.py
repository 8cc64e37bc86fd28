"""Numbers in digits, which all languages write alike: figures, dates, times of day, codes; and digits to leave out."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from checker.text.folding import Folded, Joined, join
from checker.text.numbers import UNITS, Kind, Number, Weight

FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# The digits in addresses, entities, format arguments and tags are not translated.
_SKIPPED = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w[\w.]*|&\#?\w+;|%\d+\$[a-z]|\$?\{[\w$.:%]*\}|</?[a-z][^<>]{0,200}>"
    r"|%[-+ \#0]*\d+(?:\.\d+)?[a-z]|\x1b\[[\d;]*[a-z]"
)
_MARKS = ("@", "&", "{", "<", "\x1b", "://", "www.", "%")
SCANNED = (
    r"(?P<phone>\+?\d{2,4}-\d{3,4}-\d{4})(?!\d)"
    r"|(?P<iso>(?:1\d|20)\d\d([-./])(?:0?[1-9]|1[0-2])\3(?:3[01]|[12]\d|0?[1-9]))\.?(?!\d)"
    r"|(?P<version>\d+\.\d+(?:\.\d+)+)(?!\d)"
    r"|(?P<hms>\d{1,2}:[0-5]\d:[0-5]\d)(?![\d:])"
    r"|(?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:]|\s?[ap]\.?m)"
)
_CODE = re.compile(r"([a-z]{1,8}[-/]?)(\d[\da-z]*(?:\.\d+)*(?:-[\da-z]+)*)")
_LETTERS = re.compile(r"(?<![a-z\d])[a-z]{1,8}[-/]?\Z")
_PREFIXES = re.compile(
    r"(?:mid|pre|post|under|over|non|late|early|age|aged|top|no|us|pro|anti|sub|about|from|to|in|usd|krw|eur|s|c|hk|a)-?\Z"
)
_SCAN = re.compile(SCANNED + rf"|(?P<figure>{FIGURE})")
_FRACTION = re.compile(r"\d[\d,]*(?: \d)?⁄\d+")
_BRACKET = re.compile("[()]")
_DIGITS = re.compile(r"\d+")


class Reader:
    """Reads the numbers of one text. A language overrides ``at`` and ``clocks``.

    Args:
        raw: The text.
        folded: The folded text with its offsets.
        text: The folded text, with blanks for digits that are not numbers.

    Attributes:
        numbers: The numbers read so far, in order.
        clocks: Finds beside a time whose clock it is; its group ``local`` is that of the place.
    """

    clocks = re.compile("(?P<local>(?!))")

    def __init__(self, raw: str, folded: Folded, text: str) -> None:
        self.raw = raw
        self.folded = folded
        self.text = text
        self.numbers: list[Number] = []

    @cached_property
    def _brackets(self) -> list[int]:
        return [found.start() for found in _BRACKET.finditer(self.text)]

    def is_aside(self, start: int) -> bool:
        """Whether the last bracket before ``start`` opens."""
        before = bisect_left(self._brackets, start)
        return before > 0 and self.text[self._brackets[before - 1]] == "("

    def fraction(self, start: int) -> int:
        """Read the number with a sign for a fraction (½, 1½) that begins at ``start``; returns 0 if there is none.

        Folding makes figures of the sign, which run together with those before it.
        """
        match = _FRACTION.match(self.text, start)
        if match is None:
            return 0
        first, end = self.folded.raw(*match.span())
        figures = self.raw[first:end]
        part = unicodedata.numeric(figures[-1], 0.0)
        whole = figures[:-1].strip().replace(",", "")
        if not 0 < part < 1 or (whole and not whole.isdecimal()):
            return 0
        return self.amount(*match.span(), figure(whole or "0") + part, Weight.FIRM if whole else Weight.LIGHT)

    def amount(self, start: int, end: int, value: float, weight: Weight) -> int:
        """Append the number of this value; returns the offset where to go on."""
        self.numbers.append(Number(*self.folded.raw(start, end), Kind.COUNT, value, value, weight=weight))
        return end

    def at(self, start: int) -> int:
        """Read the number that begins at ``start``, if there is one; returns the offset where to go on."""
        if read := code(self.text, start, self.folded):
            self.numbers.append(read[0])
            return read[1]
        match = _SCAN.match(self.text, start)
        if match is None:
            return start + 1
        if match.lastgroup == "figure":
            value = figure(match.group())
            self.numbers.append(Number(*self.folded.raw(*match.span()), Kind.COUNT, value, value))
        else:
            self.numbers.append(common(match, self.folded))
        return match.end()

    def code(self, start: int, end: int) -> int:
        """Append the digits at ``start:end``, which count nothing (0800); returns ``end``."""
        raw = self.folded.raw(start, end)
        self.numbers.append(Number(*raw, Kind.CODE, 0, 0, code=self.text[start:end], weight=Weight.LIGHT))
        return end

    def scanned(
        self, start: int, scan: re.Pattern[str], readers: Mapping[str, Callable[[Any, re.Match[str]], int]]
    ) -> int:
        """Read the match of ``scan`` at ``start``; returns the offset where to go on.

        Args:
            start: Offset in the folded text.
            scan: Has a named group for every kind of number.
            readers: The functions that read the groups; ``common`` reads a group that has none.
        """
        match = scan.match(self.text, start)
        if match is None:
            return start + 1
        if reader := readers.get(match.lastgroup or ""):
            return max(reader(self, match), start + 1)
        number = common(match, self.folded)
        self.numbers.append(number._replace(unit=self.zone(*match.span())) if number.kind is Kind.TIME else number)
        return match.end()

    def zone(self, start: int, end: int) -> str:
        """Whose clock the time at ``start:end`` is told by: ``local`` (the place's), ``zone`` (another), or ""."""
        beside = self.clocks.search(self.text[max(0, start - 14) : start] + "@" + self.text[end : end + 16])
        return "" if beside is None else "local" if beside["local"] else "zone"


def digits(text: str) -> list[int]:
    """The offsets in ``text`` where a run of digits begins."""
    return [match.start() for match in _DIGITS.finditer(text)]


def read(
    texts: Sequence[str],
    starts: Callable[[str], Iterable[int]] = digits,
    reader: Callable[[str, Folded, str], Reader] = Reader,
) -> list[list[Number]]:
    """The numbers of every text, in order.

    Args:
        texts: Raw texts; they are searched as one joined text, which is much faster.
        starts: Gives the offsets in a folded text where numbers may begin, in order; the first digit of a run.
        reader: Makes the reader of a text from its raw text, folded text and searched text.
    """
    joined = join(texts)
    text = _searched(joined)
    numbers: list[list[Number]] = [[] for _ in texts]
    fractions = "⁄" in text
    first = end = position = 0
    for place in starts(text):
        if place >= end:
            number = joined.number(place)
            first, end = joined.starts[number], joined.starts[number + 1] - 1
            folded = joined.folded.get(number) or Folded(joined.text[first:end], None, end - first)
            reading = reader(texts[number], folded, text[first:end])
            numbers[number], position = reading.numbers, 0
        if place - first >= position:
            at = place - first
            position = (fractions and reading.fraction(at)) or reading.at(at)
            while reading.text[position : position + 1].isdecimal():
                position = reading.at(position)
    return numbers


def trie(words: Iterable[str]) -> str:
    """A regular expression for ``words`` that looks at a letter only once; it matches the longest word."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    parts = [re.escape(sign) + _branches(node) for sign, node in sorted(tree.items()) if sign]
    if not parts:
        return ""
    joint = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return f"{joint}?" if "" in tree else joint


def _searched(joined: Joined) -> str:
    """The joined texts, with blanks for digits that are not numbers; the length stays the same."""
    marked = set()
    for mark in _MARKS:
        at = joined.text.find(mark)
        while at >= 0:
            number = joined.number(at)
            marked.add(number)
            at = joined.text.find(mark, joined.starts[number + 1])
    if not marked:
        return joined.text
    texts = joined.text.split("\0")
    for number in marked:
        texts[number] = _SKIPPED.sub(lambda match: "\0" * len(match.group()), texts[number])
    return "\0".join(texts)


def code(text: str, at: int, folded: Folded) -> tuple[Number, int] | None:
    """The code (F-16, G20, v2.1.0) whose first digit is at ``at``, and its end; None if there is no code."""
    if not at or not (text[at - 1].isascii() and (text[at - 1].isalpha() or text[at - 1] in "-/")):
        return None
    letters = _LETTERS.search(text, max(0, at - 10), at)
    if letters is None or _PREFIXES.fullmatch(letters.group()):
        return None
    match = _CODE.match(text, letters.start())
    if match is None:
        return None
    found = re.sub(r"[-/]", "", match.group())
    return Number(*folded.raw(*match.span()), Kind.CODE, 0, 0, code=found, weight=Weight.LIGHT), match.end()


def common(match: re.Match[str], folded: Folded) -> Number:
    """The number in a match of a group of ``SCANNED``."""
    name, found = match.lastgroup or "", match.group()
    start, end = folded.raw(*match.span(name))
    if name in ("phone", "version"):
        return Number(start, end, Kind.CODE, 0, 0, code=re.sub(r"\D", "", found) if name == "phone" else found)
    if name == "iso":
        year, month, day = (int(part) for part in re.split(r"[-./]", match["iso"]))
        return Number(start, end, Kind.DATE, 0, 0, date=(year, month, day))
    if name == "hms":
        hour, minute, second = (int(part) for part in found.split(":"))
        minutes = hour * 60 + minute + second / 60
        return Number(start, end, Kind.TIME, minutes, minutes, also=(minutes + 720,) if 0 < hour < 13 else ())
    return clock(start, end, found)


def clock(start: int, end: int, found: str) -> Number:
    """A time of day, ``h:mm``; from 1 to 12 o'clock it may also be in the afternoon."""
    hour, minute = (int(part) for part in found.split(":"))
    minutes = hour * 60 + minute
    return Number(start, end, Kind.TIME, minutes, minutes, also=(minutes + 720,) if 0 < hour < 13 else ())


def figure(text: str) -> float:
    """The value of a number in digits; infinite if it has hundreds of them."""
    return float(text.replace(",", "")[:300])


# The smaller units that follow a unit in a measure of two parts.
_PARTS = {
    "hour": ("minute",), "minute": ("second",), "year": ("month",), "age": ("month",), "dollar": ("cent",),
    "euro": ("cent",), "pound": ("pence",), "foot": ("inch",), "m": ("cm",), "km": ("m",), "kg": ("g",),
}  # fmt: skip


def joined(numbers: list[Number], text: str, ranged: re.Pattern[str], parted: re.Pattern[str]) -> list[Number]:
    """``numbers`` with the unit of a range on both ends, and the parts of a measure added up.

    Args:
        numbers: The numbers of a text, in order.
        text: The raw text.
        ranged: Matches the text between the two ends of a range (4~5명).
        parted: Matches the text between the parts of a measure (two hours and 30 minutes).
    """
    if len(numbers) < 2:
        return numbers
    numbers = _dated(numbers, text, ranged)
    found = numbers[-1:]
    for number in reversed(numbers[:-1]):
        after = found[-1]
        gap = text[number.end : after.start]
        if number.kind is Kind.COUNT and not number.unit and len(gap) < 12 and ranged.fullmatch(gap):
            number = _like(number, after)  # noqa: PLW2901
        elif after.unit and after.unit in _PARTS.get(number.unit, ()) and parted.fullmatch(gap):
            size = 1 / round(UNITS[number.unit][1] / UNITS[after.unit][1])
            low, high = number.low + after.low * size, number.high + after.high * size
            found[-1] = number._replace(
                end=after.end, low=low, high=high, also=(), weight=min(number.weight, after.weight)
            )
            continue
        found.append(number)
    return found[::-1]


def _dated(numbers: list[Number], text: str, ranged: re.Pattern[str]) -> list[Number]:
    """``numbers``; a number without a unit that ends a range of dates (June 21-24, 1992-95) becomes a date."""
    found = numbers[:1]
    for number in numbers[1:]:
        before = found[-1]
        gap = text[before.end : number.start]
        if number.kind is Kind.COUNT and not number.unit and before.kind is Kind.DATE and ranged.fullmatch(gap):
            year, month, day = before.date
            if day and number.low <= 31:
                number = number._replace(kind=Kind.DATE, date=(0, month, int(number.low)))  # noqa: PLW2901
            elif not month and year % 100 < number.low < 100:
                number = number._replace(kind=Kind.DATE, date=(year // 100 * 100 + int(number.low), 0, 0))  # noqa: PLW2901
        found.append(number)
    return found


def _like(number: Number, after: Number) -> Number:
    """A number without a unit, with the unit of its neighbour in a range, and perhaps its size (10~20만)."""
    if after.kind is Kind.DATE:
        part = int(number.low)
        if part > 31 and not 1000 <= part <= 2100:
            return number
        months = after.date[1] if number.low < after.date[2] else 0
        return number._replace(kind=Kind.DATE, date=(0, months, part) if after.date[2] else (part, 0, 0))
    if after.kind in (Kind.TIME, Kind.CODE):
        return number
    scaled = tuple(
        number.low * size
        for size in (1e2, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12)
        if size <= after.low < size * 1e4 > number.low
    )
    return number._replace(kind=after.kind, unit=after.unit, also=scaled, about=after.about)
