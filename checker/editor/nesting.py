"""Markup around the units of a text: what must be opened before one, and closed after it, to read it alone."""

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

_TAG = re.compile(
    r"<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>"
    r"|<(?:(/)[^>]*|([^\s/>]++)(?:[^\"'>/]|/(?!>)|\"[^\"]*\"|'[^']*')*+(/)?)>"
)


class _Tag(NamedTuple):
    """A start tag: its offset in the whole text, its name, and the tag."""

    start: int
    name: str
    text: str


class Nesting:
    """What stands around units, as far as a reader needs it. In a text without markup, that is what precedes them all.

    Args:
        starts: The line where each unit begins; there is at least one.
        lines: The lines of the whole text.
    """

    def __init__(self, starts: Sequence[int], lines: Sequence[str]) -> None:
        self._head = "".join(f"{line}\n" for line in lines[: starts[0]])
        self._text = ""
        self._begins: list[int] = []
        self._open: list[tuple[_Tag, ...]] = []
        if self._head.lstrip("\ufeff \t\r\n").startswith("<"):
            begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
            self._text = "\n".join(lines)
            self._begins = [begins[start] for start in starts]
            self._open = _open_at(self._begins, self._text)

    def head(self, unit: int) -> str:
        """The text before the first unit, as if the unit with this number were the first one."""
        if not self._open:
            return self._head
        there, here = self._open[0], self._open[unit]
        pairs = zip(there, here, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        end = there[common].start if common < len(there) else len(self._head)
        return self._head[:end] + "".join(tag.text for tag in here[common:])

    def tail(self, unit: int) -> str:
        """The end of a unit's lines from where they open what belongs to the next one."""
        opened = (
            [tag for tag in self._open[unit + 1] if tag.start >= self._begins[unit]] if self._followed(unit) else []
        )
        return self._text[opened[0].start : self._begins[unit + 1] - 1] if opened else ""

    def closing(self, unit: int) -> str:
        """What closes the elements that are open behind a unit."""
        opened = [tag for tag in self._open[unit + 1] if tag.start < self._begins[unit]] if self._followed(unit) else []
        return "".join(f"</{tag.name}>" for tag in reversed(opened))

    def _followed(self, unit: int) -> bool:
        return unit + 1 < len(self._open)


def _open_at(offsets: Sequence[int], text: str) -> list[tuple[_Tag, ...]]:
    """The elements that are open at these offsets, which rise; the outer ones first."""
    found: list[tuple[_Tag, ...]] = []
    opened: list[_Tag] = []
    for tag in _TAG.finditer(text):
        while len(found) < len(offsets) and tag.start() >= offsets[len(found)]:
            found.append(tuple(opened))
        if tag[1] and opened:
            opened.pop()
        elif tag[2] and not tag[3]:
            opened.append(_Tag(tag.start(), tag[2], tag[0]))
    return [*found, *[tuple(opened)] * (len(offsets) - len(found))]
