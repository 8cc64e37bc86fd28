r"""The text that an editor holds: lines that edits replace, and columns as the editor counts them.

A line ends with ``\n`` and nothing else, as in the files; a ``\r`` before it belongs to the line.
"""

from typing import NamedTuple

_SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}  # bytes of a unit in which an editor counts
_CODECS = {1: "utf-8", 2: "utf-16-le", 4: "utf-32-le"}


class At(NamedTuple):
    """A place in a text: line and column in code points, both from 0."""

    line: int
    column: int


class Range(NamedTuple):
    """A half-open range between two places."""

    start: At
    end: At


class Replaced(NamedTuple):
    """What an edit did to lines: ``old`` lines from number ``first`` became ``new`` lines."""

    first: int
    old: int
    new: int


class Columns:
    """Columns in the units of an editor, as columns in code points and back.

    Args:
        encoding: ``utf-8``, ``utf-16`` or ``utf-32``, whose units are counted.
    """

    def __init__(self, encoding: str = "utf-16") -> None:
        self._size = _SIZES[encoding]
        self._codec = _CODECS[self._size]

    def read(self, line: str, units: int) -> int:
        """The column in code points; one within a character is at its start, one behind the line at its end."""
        if self._size == 4 or line.isascii():
            return min(units, len(line))
        head = line.encode(self._codec, "surrogatepass")[: units * self._size]
        return len(head.decode(self._codec, "ignore"))

    def shown(self, line: str, column: int) -> int:
        """The column in units."""
        head = line[:column]
        if self._size == 4 or head.isascii():
            return len(head)
        return len(head.encode(self._codec, "surrogatepass")) // self._size


class Held:
    """A text as lines.

    Args:
        text: The whole text.

    Attributes:
        lines: Its lines without line ends; there is always one.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def inside(self, at: At) -> At:
        """``at``, or the nearest place that there is."""
        if at.line >= len(self.lines):
            return At(len(self.lines) - 1, len(self.lines[-1]))
        return At(at.line, min(at.column, len(self.lines[at.line])))

    def replace(self, where: Range, text: str) -> Replaced:
        """Put ``text`` in the place of a range."""
        start, end = self.inside(where.start), self.inside(where.end)
        whole = self.lines[start.line][: start.column] + text + self.lines[end.line][end.column :]
        new = whole.split("\n")
        old = end.line - start.line + 1
        self.lines[start.line : end.line + 1] = new
        return Replaced(start.line, old, len(new))
