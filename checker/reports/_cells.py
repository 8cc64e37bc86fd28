"""Text for a terminal: without control characters, and aligned although some characters are two cells wide."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from wcwidth import iter_graphemes, wcswidth, wcwidth

from checker.model import Span
from checker.reports._spans import ELLIPSIS, window
from checker.text.visible import printable

_WINDOW = 20  # code points per cell to look at, so that a long text is not split into graphemes for one line


@lru_cache(1 << 14)
def width(text: str) -> int:
    """The width of printable ``text`` in cells."""
    cells = wcswidth(text)
    return cells if cells >= 0 else sum(max(wcwidth(sign), 0) for sign in text)


def marked(text: str, spans: tuple[Span, ...], room: int) -> tuple[str, str]:
    """``text`` on one line, and a line of carets under ``spans``.

    Args:
        text: The raw text.
        spans: What to mark; the first span is always shown.
        room: The width of the line in cells.

    Returns:
        The text in NFC, cut to ``room`` around the first span; and the carets, "" without a span.
    """
    pieces = [
        (printable(unicodedata.normalize("NFC", piece)), is_marked)
        for piece, is_marked in window(text, spans, room * _WINDOW)
    ]
    shown = "".join(piece for piece, _ in pieces)
    signs: Sequence[str] = shown
    cells: Sequence[int] = range(len(shown) + 1)  # the number of cells before every grapheme
    sizes = [len(piece) for piece, _ in pieces]
    if not shown.isascii():
        parted = [list(iter_graphemes(piece)) for piece, _ in pieces]
        signs = list(chain.from_iterable(parted))
        cells = list(accumulate(map(width, signs), initial=0))
        sizes = list(map(len, parted))
    stops = pairwise(accumulate(sizes, initial=0))
    marks = [(at, stop) for (at, stop), (_, is_marked) in zip(stops, pieces, strict=True) if is_marked and at < stop]
    start, end = _seen(cells, marks[0][0] if marks else 0, room)
    head, tail = ELLIPSIS if start else "", ELLIPSIS if end < len(signs) else ""
    carets = ""
    for at, stop in marks:
        if at < end and start < stop:
            first, last = cells[max(at, start)] - cells[start], cells[min(stop, end)] - cells[start]
            carets = carets.ljust(len(head) + first) + "^" * (last - first)
    return f"{head}{''.join(signs[start:end])}{tail}", carets.rstrip()


def wrapped(text: str, room: int, indent: str) -> str:
    """Printable ``text`` in lines of at most ``room`` cells, broken at blanks; later lines begin with ``indent``."""
    if len(text) * 2 <= room:
        return text
    first, *words = text.lstrip(" ").split(" ")
    lines = [[" " * (len(text) - len(text.lstrip(" "))) + first]]
    used = width(lines[0][0])
    for word in words:
        cells = width(word)
        if used + 1 + cells > room:
            lines.append([indent + word])
            used = width(indent) + cells
        else:
            lines[-1].append(word)
            used += 1 + cells
    return "\n".join(map(" ".join, lines))


def _seen(cells: Sequence[int], first: int, room: int) -> tuple[int, int]:
    """The range of graphemes that fit into ``room`` cells and include ``first``; an ellipsis takes one cell.

    Args:
        cells: The number of cells before every grapheme, and the total.
        first: The number of a grapheme, from 0.
        room: The width in cells.
    """
    if cells[-1] <= room:
        return 0, len(cells) - 1
    # A third of the room is before the mark, or more if little text follows the mark.
    lead = max(room // 3, room - 1 - (cells[-1] - cells[first]))
    start = min(bisect_left(cells, cells[first] - lead + 1), first)
    return start, bisect_right(cells, cells[start] + room - (2 if start else 1)) - 1
