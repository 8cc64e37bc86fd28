"""Text for a terminal: no control reaches it, and columns hold where signs are two cells wide."""

import unicodedata
from functools import lru_cache

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
    cells: list[tuple[str, bool]] = []
    for piece, is_marked in window(text, spans, room * _WINDOW):
        shown = printable(unicodedata.normalize("NFC", piece))
        cells += [(cluster, is_marked) for cluster in iter_graphemes(shown)]
    first = next((number for number, cell in enumerate(cells) if cell[1]), 0)
    cells = _cut(cells, first, room)
    line = "".join(cluster for cluster, _ in cells)
    carets = "".join(("^" if is_marked else " ") * width(cluster) for cluster, is_marked in cells)
    return line, carets.rstrip()


def wrapped(text: str, room: int, indent: str) -> str:
    """Printable ``text`` in lines of at most ``room`` cells, broken at blanks; further ones begin with ``indent``."""
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


def _cut(cells: list[tuple[str, bool]], first: int, room: int) -> list[tuple[str, bool]]:
    """At most ``room`` cells of text with the first marked sign in view, ellipses at the cuts."""
    widths = [width(cluster) for cluster, _ in cells]
    if sum(widths) <= room:
        return cells
    start = first
    after = sum(widths[first:])
    # A third of the room stands before the mark, more where less follows it.
    lead = max(room // 3, room - 1 - after)
    while start and widths[start - 1] <= lead - 1:
        start -= 1
        lead -= widths[start]
    head = [(ELLIPSIS, False)] if start else []
    used = len(head)
    end = start
    while end < len(cells) and used + widths[end] <= room - 1:
        used += widths[end]
        end += 1
    tail = [(ELLIPSIS, False)] if end < len(cells) else []
    return [*head, *cells[start:end], *tail]
