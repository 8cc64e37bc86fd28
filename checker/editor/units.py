"""The units of a text: the lines that each has, and reading and writing one of them alone with the file's own format.

A unit is what begins on a line of its own: a row, a message, a trans-unit; it may hold several segments (plural forms).
It is read within an excerpt of the text: what stands before the first unit (a header, the opening tags); the unit
before it, whose last lines may hold its flags; the unit; and the last one, whose last lines may hold the closing tags.
"""

import io
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice, takewhile
from typing import NamedTuple

from checker.editor.held import At, Range, Replaced
from checker.editor.standing import STYLES, Standing, standings
from checker.errors import CheckerError
from checker.formats import Format, Input
from checker.model import Segment, Span, Target

SOURCE, TARGET = "source", "target"  # the sides of a segment, as its fields are called
_PROBED = 8  # places where a text may stand of which one is looked for


class Place(NamedTuple):
    """A place in a text of a segment: the segment's number from 0, its side, and an offset in code points."""

    segment: int
    side: str
    offset: int


class Excerpt(NamedTuple):
    """A unit with what its format needs around it.

    Attributes:
        before, own, after: The lines.
        first: The line of the whole text at which those of ``before`` after ``apart`` begin.
        apart: How many lines of ``before`` stand somewhere else in the text.
        sizes: How many segments there are before, in and after the unit.
    """

    before: list[str]
    own: list[str]
    after: list[str]
    first: int
    apart: int
    sizes: tuple[int, int, int]


class Units:
    """The units of a text.

    Args:
        form: The format.
        given: The text as an input.
        segments: Its segments.
    """

    def __init__(self, form: Format, given: Input, segments: Sequence[Segment]) -> None:
        self._form = form
        self._given = given
        self._starts: list[int] = []  # lines, from 0
        self._firsts: list[int] = []  # segments
        self._count = len(segments)
        reached = -1
        for number, segment in enumerate(segments):
            if segment.line - 1 > reached:
                reached = segment.line - 1
                self._starts.append(reached)
                self._firsts.append(number)

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
        head = list(lines[: self._starts[0]])
        last = len(self._starts) - 1
        before = self.lines(unit - 1, lines) if unit else []
        return Excerpt(
            head + before,
            self.lines(unit, lines),
            self.lines(last, lines) if unit < last else [],
            self._starts[unit - 1] if unit else 0,
            len(head) if unit else 0,
            (
                len(self.segments(unit - 1)) if unit else 0,
                len(self.segments(unit)),
                len(self.segments(last)) if unit < last else 0,
            ),
        )

    def read(self, excerpt: Excerpt, own: Sequence[str] | None = None) -> list[Segment] | None:
        """The segments of a unit; None if it cannot be read, or not alone.

        Args:
            excerpt: The unit.
            own: Other lines for it.
        """
        lines = (*excerpt.before, *(excerpt.own if own is None else own), *excerpt.after)
        before, here, _ = excerpt.sizes
        try:
            found = list(self._form.read_segments(self._input("\n".join(lines))))
        except CheckerError:
            return None
        return found[before : before + here] if len(found) == sum(excerpt.sizes) else None

    def write(self, excerpt: Excerpt, targets: Mapping[int, str | Target]) -> tuple[Range, str] | None:
        """The edit of the whole text that gives segments of a unit, counted in it from 0, other targets.

        Returns:
            The range to replace and the new text; None if nothing changes.

        Raises:
            CheckerError: The format cannot be written or hold a text, or the segment is locked.
        """
        write = getattr(self._form, "write", None)
        if write is None:
            raise CheckerError("this format can only be read", self._given.name)
        lines = [*excerpt.before, *excerpt.own, *excerpt.after]
        out = io.BytesIO()
        before = excerpt.sizes[0]
        write(self._input("\n".join(lines)), {before + number + 1: text for number, text in targets.items()}, out)
        new = out.getvalue().decode("utf-8").split("\n")
        stop = len(lines) - len(excerpt.after)
        end = len(new) - len(excerpt.after)
        edit = _difference(lines[excerpt.apart : stop], new[excerpt.apart : end])
        if edit is None:
            return None
        (start, finish), text = edit
        by = excerpt.first
        return Range(At(start.line + by, start.column), At(finish.line + by, finish.column)), text

    def place(self, unit: int, lines: Sequence[str], at: At) -> tuple[Place, str] | None:
        """The place in a segment's text at a place of the whole text, and that text; None if there is none there."""
        excerpt = self.excerpt(unit, lines)
        mark = _absent(excerpt.own)
        row = at.line - self._starts[unit]
        own = list(excerpt.own)
        own[row] = own[row][: at.column] + mark + own[row][at.column :]
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
        if not text:
            return None
        unit = self.of(segment)
        excerpt = self.excerpt(unit, lines)
        raw = "\n".join(excerpt.own)
        mark = _absent(excerpt.own)
        for found in islice(standings(raw, text), _PROBED):
            start, end = found.whole
            own = raw[:start] + mark + raw[start:end] + mark + raw[end:]
            read = self.read(excerpt, own.split("\n"))
            if read and getattr(read[segment - self._firsts[unit]], side) == f"{mark}{text}{mark}":
                return Stood(found, excerpt.own)
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
        row = where.start.line - self._starts[unit]
        for style in STYLES:
            own = list(excerpt.own)
            made = style.written(text)
            own[row] = own[row][: where.start.column] + made + own[row][where.end.column :]
            read = self.read(excerpt, own)
            if read and read[wanted.segment - self._firsts[unit]].target.startswith(text, wanted.offset):
                return made
        return None

    def _input(self, text: str) -> Input:
        given = of_text(self._given.name, text)
        given.languages = self._given.languages
        return given


def of_text(name: str, text: str) -> Input:
    """``text`` as an input, which is in UTF-8 whatever it says of itself."""
    content = text.encode("utf-8", "replace")
    return Input(name, lambda: io.BytesIO(content), "utf-8")


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


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs at the beginning are of equals."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _absent(lines: Sequence[str]) -> str:
    """A character of the private use area that is not in ``lines``."""
    held = frozenset().union(*lines)
    return next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in held)
