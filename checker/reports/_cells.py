"""Text for a terminal: no control reaches it, and columns hold where signs are two cells wide."""

import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

from wcwidth import iter_graphemes, wcswidth, wcwidth

from checker.model import Span
from checker.reports._spans import ELLIPSIS, window

_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_WINDOW = 20  # code points a cell that are looked at: a megabyte is not parted into signs for one line


def printable(text: str) -> str:
    """``text`` with every control, line break and direction mark replaced by one visible sign of one cell."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    if sign in _LINE_BREAKS:
        return "↵"
    if sign == "\t" or unicodedata.category(sign) == "Zs":
        return " "
    # Joiners and variation selectors belong to the sign before them; what steers direction or the terminal does not.
    return sign if sign in "\u200d\ufe0e\ufe0f" else "�"


@lru_cache(1 << 14)
def width(text: str) -> int:
    """The cells that printable ``text`` takes."""
    cells = wcswidth(text)
    return cells if cells >= 0 else sum(max(wcwidth(sign), 0) for sign in text)


def marked(text: str, spans: tuple[Span, ...], room: int) -> tuple[str, str]:
    """``text`` for one line, and a line of carets under ``spans``.

    Args:
        text: Raw.
        spans: What to mark; the first is shown whatever is cut.
        room: Cells of the line.

    Returns:
        The text in NFC, cut to ``room`` around the first span, and the carets; "" where there is no span.
    """
    signs: list[str] = []
    stops: list[tuple[int, bool]] = []
    for piece, is_marked in window(text, spans, room * _WINDOW):
        shown = printable(unicodedata.normalize("NFC", piece))
        signs += shown if shown.isascii() else iter_graphemes(shown)
        stops.append((len(signs), is_marked))
    widths = list(map(width, signs))
    first = next((at for (at, _), (stop, is_marked) in pairwise([(0, False), *stops]) if is_marked and at < stop), 0)
    start, end = _seen(widths, first, room)
    head, tail = ELLIPSIS if start else "", ELLIPSIS if end < len(signs) else ""
    carets = " " * len(head)
    at = start
    for stop, is_marked in stops:
        if at < stop:
            carets += ("^" if is_marked else " ") * sum(widths[at : min(stop, end)])
            at = stop
    return f"{head}{''.join(signs[start:end])}{tail}", carets.rstrip()


def wrapped(text: str, room: int, indent: str) -> str:
    """Printable ``text`` in lines of at most ``room`` cells, broken at blanks; further ones begin with ``indent``."""
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


def _seen(widths: list[int], first: int, room: int) -> tuple[int, int]:
    """Which of signs so wide fit into ``room`` cells, the ``first`` among them; a cut takes a cell for an ellipsis."""
    total = list(accumulate(widths, initial=0))
    if total[-1] <= room:
        return 0, len(widths)
    # A third of the room stands before the mark, more where less follows it.
    lead = max(room // 3, room - 1 - (total[-1] - total[first]))
    start = min(bisect_left(total, total[first] - lead + 1), first)
    end = bisect_right(total, total[start] + room - (2 if start else 1)) - 1
    return start, min(end, len(widths))
