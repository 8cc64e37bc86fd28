"""The units of a text: the lines that each has, and reading and writing one of them alone with the file's own format.

A unit is what begins on a line of its own: a row, a message, a trans-unit; it may hold several segments (plural forms).
It is read within an excerpt of the text: what stands before the first unit (a header); the unit before it, whose last
lines may hold its flags; and the unit. In markup, the tags that are open before are opened, and those after are closed.
"""

import copy
import io
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice, takewhile
from typing import NamedTuple

from checker.editor.held import At, Range, Replaced
from checker.editor.nesting import Nesting
from checker.editor.standing import STYLES, Standing, standings
from checker.errors import CheckerError
from checker.formats import Format, Input
from checker.model import Segment, Span, Target

SOURCE, TARGET = "source", "target"  # the sides of a segment, as its fields are called
_LARGEST = 200_000  # code points of an excerpt; a larger one takes too long for an answer
_PROBED = 8  # places where a text may stand of which one is looked for


class Place(NamedTuple):
    """A place in a text of a segment: the segment's number from 0, its side, and an offset in code points."""

    segment: int
    side: str
    offset: int


class Excerpt(NamedTuple):
    """A unit with what its format needs around it, as texts that follow each other.

    Attributes:
        head: What is open there, and what precedes all units.
        before: The unit before it, with the line end; "" for the first unit.
        own: The unit.
        tail: What belongs to the next unit already, and is left out.
        closing: What closes the elements that are open.
        first: The line of the whole text where ``before`` begins, or ``own`` if that is empty.
        sizes: How many segments there are before and in the unit.
    """

    head: str
    before: str
    own: str
    tail: str
    closing: str
    first: int
    sizes: tuple[int, int]

    def whole(self, own: str) -> str:
        """The text to be read, with ``own`` for the unit and its tail."""
        return self.head + self.before + own.removesuffix(self.tail) + self.closing


class Units:
    """The units of a text.

    Args:
        form: The format.
        given: The text as an input.
        segments: Its segments.
        lines: Its lines.

    Attributes:
        effort: How many code points were read to answer.
    """

    def __init__(self, form: Format, given: Input, segments: Sequence[Segment], lines: Sequence[str]) -> None:
        self._form = form
        self._given = given
        self._starts: list[int] = []  # lines, from 0
        self._firsts: list[int] = []  # segments
        self._count = len(segments)
        self.effort = 0
        reached = -1
        for number, segment in enumerate(segments):
            if segment.line - 1 > reached:
                reached = segment.line - 1
                self._starts.append(reached)
                self._firsts.append(number)
        self._nesting = Nesting(self._starts or [0], lines)

    def at(self, line: int) -> int | None:
        """The unit on a line, None before the first one."""
        found = bisect_right(self._starts, line) - 1
        return found if found >= 0 else None

    def of(self, segment: int) -> int:
        """The unit of a segment."""
        return bisect_right(self._firsts, segment) - 1

    def segments(self, unit: int) -> range:
        """The numbers of the segments of a unit."""
        last = self._firsts[unit + 1] if unit + 1 < len(self._firsts) else self._count
        return range(self._firsts[unit], last)

    def start(self, unit: int) -> int:
        """The line where a unit begins."""
        return self._starts[unit]

    def lines(self, unit: int, lines: Sequence[str]) -> list[str]:
        """The lines of a unit, up to the next one."""
        end = self._starts[unit + 1] if unit + 1 < len(self._starts) else len(lines)
        return list(lines[self._starts[unit] : end])

    def follow(self, done: Replaced) -> range:
        """Move the units behind an edit, and say which ones it changed."""
        first = bisect_right(self._starts, done.first) - 1
        last = bisect_right(self._starts, done.first + done.old - 1)
        by = done.new - done.old
        if by:
            end = done.first + done.new - 1
            inside = (min(max(start + by, done.first), end) for start in self._starts[first + 1 : last])
            self._starts[first + 1 :] = [*inside, *(start + by for start in self._starts[last:])]
        return range(max(first, 0), last)

    # One unit.

    def excerpt(self, unit: int, lines: Sequence[str]) -> Excerpt:
        """A unit with what its format needs around it."""
        first = max(unit - 1, 0)
        return Excerpt(
            self._nesting.head(first),
            "".join(f"{line}\n" for line in self.lines(first, lines)) if unit else "",
            "\n".join(self.lines(unit, lines)),
            self._nesting.tail(unit),
            self._nesting.closing(unit),
            self._starts[first],
            (len(self.segments(first)) if unit else 0, len(self.segments(unit))),
        )

    def read(self, excerpt: Excerpt, own: str | None = None) -> list[Segment] | None:
        """The segments of a unit; None if it cannot be read, or not alone, or not soon.

        Args:
            excerpt: The unit.
            own: Another text for it.
        """
        text = excerpt.whole(excerpt.own if own is None else own)
        if len(text) > _LARGEST:
            return None
        self.effort += len(text)
        try:
            found = list(self._form.read_segments(self._input(text)))
        except CheckerError:
            return None
        return found[excerpt.sizes[0] :] if len(found) == sum(excerpt.sizes) else None

    def write(self, excerpt: Excerpt, targets: Mapping[int, str | Target]) -> tuple[Range, str] | None:
        """The edit of the whole text that gives segments of a unit, counted in it from 0, other targets.

        Returns:
            The range to replace and the new text; None if nothing changes, or the unit cannot be read alone.

        Raises:
            CheckerError: The format cannot be written or hold a text, or the segment is locked.
        """
        if self.read(excerpt) is None:
            return None
        write = getattr(self._form, "write", None)
        if write is None:
            raise CheckerError("this format can only be read", self._given.name)
        out = io.BytesIO()
        wanted = {excerpt.sizes[0] + number + 1: text for number, text in targets.items()}
        write(self._input(excerpt.whole(excerpt.own)), wanted, out)
        new = out.getvalue().decode("utf-8").removesuffix(excerpt.closing)
        edit = difference(excerpt.before + excerpt.own, new[len(excerpt.head) :] + excerpt.tail)
        if edit is None:
            return None
        where, text = edit
        return Range(*(At(at.line + excerpt.first, at.column) for at in where)), text

    def place(self, unit: int, lines: Sequence[str], at: At) -> tuple[Place, str] | None:
        """The place in a segment's text at a place of the whole text, and that text; None if there is none there."""
        excerpt = self.excerpt(unit, lines)
        mark = _absent(excerpt.own)
        own = self._changed(excerpt, unit, Range(at, at), mark)
        for number, segment in enumerate(self.read(excerpt, own) or ()):
            for side in (TARGET, SOURCE):
                text = str(getattr(segment, side))
                if mark in text:
                    place = Place(self._firsts[unit] + number, side, text.index(mark))
                    return place, text.replace(mark, "")
        return None

    def stood(self, segment: int, side: str, text: str, lines: Sequence[str]) -> "Stood | None":
        """Where a side of a segment stands in the lines of its unit, as its format confirms; None if that is unclear.

        Args:
            segment: The number of the segment.
            side: The side.
            text: Its text.
            lines: The lines of the whole text.
        """
        unit = self.of(segment)
        excerpt = self.excerpt(unit, lines)
        own = excerpt.own
        if not text or len(own) > _LARGEST:
            return None
        mark = _absent(own)
        for found in islice(standings(own, text), _PROBED):
            start, end = found.whole
            read = self.read(excerpt, own[:start] + mark + own[start:end] + mark + own[end:])
            if read and getattr(read[segment - self._firsts[unit]], side) == f"{mark}{text}{mark}":
                return Stood(found, own.split("\n"))
        return None

    def written(self, unit: int, lines: Sequence[str], where: Range, text: str, wanted: Place) -> str | None:
        """``text`` as the file writes it at a range of a target's line; None if it cannot stand there.

        Args:
            unit: The unit.
            lines: The lines of the whole text.
            where: The range that it replaces, on one line.
            text: The text.
            wanted: Where it will then stand in the target.
        """
        excerpt = self.excerpt(unit, lines)
        for style in STYLES:
            made = style.written(text)
            read = self.read(excerpt, self._changed(excerpt, unit, where, made))
            if read and read[wanted.segment - self._firsts[unit]].target.startswith(text, wanted.offset):
                return made
        return None

    def _changed(self, excerpt: Excerpt, unit: int, where: Range, text: str) -> str:
        """The text of a unit with ``text`` in the place of a range on one line."""
        own = excerpt.own.split("\n")
        row = where.start.line - self._starts[unit]
        own[row] = own[row][: where.start.column] + text + own[row][where.end.column :]
        return "\n".join(own)

    def _input(self, text: str) -> Input:
        """``text`` as an input that is read as the whole one is."""
        given = copy.copy(self._given)
        given.warn = lambda _message: None
        given.hold(text)
        return given


class Stood:
    """Where a text stood in the lines of its unit.

    Args:
        standing: Its characters in these lines joined.
        lines: The lines.
    """

    def __init__(self, standing: Standing, lines: Sequence[str]) -> None:
        self._standing = standing
        self._begins = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def range(self, span: Span) -> Range:
        """The range of a span, counted from the first line of the unit."""
        start, end = map(self._at, self._standing.of(span.start, span.end))
        return Range(start, end)

    def _at(self, offset: int) -> At:
        line = bisect_right(self._begins, offset) - 1
        return At(line, offset - self._begins[line])


def difference(old: str, new: str) -> tuple[Range, str] | None:
    """The smallest edit in one piece that makes ``new`` of ``old``; None if they are the same."""
    return _difference(old.split("\n"), new.split("\n"))


def _difference(old: Sequence[str], new: Sequence[str]) -> tuple[Range, str] | None:
    if list(old) == list(new):
        return None
    above = _common(zip(old, new, strict=False))
    below = _common(zip(reversed(old[above:]), reversed(new[above:]), strict=False))
    gone, come = old[above : len(old) - below], new[above : len(new) - below]
    if not gone or not come:  # whole lines, with one line end
        above, gone, come = _widened(old, new, above, below)
    one, other = "\n".join(gone), "\n".join(come)
    head = _common(zip(one, other, strict=False))
    tail = _common(zip(reversed(one[head:]), reversed(other[head:]), strict=False))
    start, end = one[:head].split("\n"), one[: len(one) - tail].split("\n")
    where = Range(At(above + len(start) - 1, len(start[-1])), At(above + len(end) - 1, len(end[-1])))
    return where, other[head : len(other) - tail]


def _widened(
    old: Sequence[str], new: Sequence[str], above: int, below: int
) -> tuple[int, Sequence[str], Sequence[str]]:
    """The lines that differ, with one that does not, so that neither side is empty."""
    if above:
        above -= 1
    else:
        below -= 1
    return above, old[above : len(old) - below], new[above : len(new) - below]


def _common(pairs: Iterable[tuple[object, object]]) -> int:
    """How many pairs at the beginning are of equals."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _absent(text: str) -> str:
    """A character of the private use area that is not in ``text``."""
    held = frozenset(text)
    return next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in held)
