"""Lines of styled text, measured in terminal cells.

A piece is a text with the name of a style; a line is a list of pieces. Text from files must go through ``shown``, which
makes control characters, direction marks and line breaks visible, so that text cannot control the terminal.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from wcwidth import iter_graphemes

from checker.errors import CheckerError
from checker.model import Span
from checker.text.visible import printable

_STANDING_IN = range(0x2400, 0x2900)  # control pictures and other characters of one cell
Piece = tuple[str, str]
Line = list[Piece]

_ASCII = str.maketrans("─│▏█▌░▒▓…·●○✓✗→←▸▾■□–“”↵≈‹›↑↓␣└⟨⟩", '-||##---~-*o+x><>v#--""/~<>^v_`<>')


def plain_signs(text: str) -> str:
    """``text`` with our own symbols replaced by ASCII; not for text from files."""
    return text.translate(_ASCII)


def shown(text: str) -> str:
    """Text from a file for drawing: in NFC, with each control character as one visible character of one cell."""
    return printable(unicodedata.normalize("NFC", text))


def disguised(text: str) -> tuple[str, dict[str, str]]:
    """A text for an edit field: each control character except line breaks is replaced by a visible character.

    Returns:
        The text in NFC with replacements, and the control character for each replacement.

    Raises:
        CheckerError: There are more different control characters than replacements.
    """
    text = unicodedata.normalize("NFC", text)
    controls = sorted({sign for sign in text if sign != "\n" and printable(sign) != sign})
    free = [s for s in map(chr, _STANDING_IN) if s not in text and printable(s) == s and cell_len(s) == 1]
    if len(controls) > len(free):
        raise CheckerError("this text has too many different control characters", hint="E opens it in $EDITOR")
    pairs = dict(zip(controls, free, strict=False))
    return text.translate({ord(control): sign for control, sign in pairs.items()}), {
        sign: control for control, sign in pairs.items()
    }


def disguised_as(text: str, controls: dict[str, str]) -> str:
    """A part of a text as ``disguised`` would replace its control characters, given the replacements."""
    return text.translate({ord(control): sign for sign, control in controls.items()})


def restored(text: str, controls: dict[str, str]) -> str:
    """A text with its control characters back, after ``disguised`` and editing."""
    return text.translate({ord(sign): control for sign, control in controls.items()})


def marked(
    text: str, spans: Iterable[tuple[Span, str]], style: str = "text", signs: Iterable[tuple[int, str]] = ()
) -> Line:
    """A raw text with some spans in other styles; of overlapping spans only the first counts.

    Args:
        text: The text.
        spans: The spans, with the names of their styles.
        style: The style of the rest.
        signs: Marks of inline codes, with their offsets, in order.
    """
    line: Line = []
    at = 0
    left = list(signs)[::-1]

    def put(end: int, name: str) -> None:
        nonlocal at
        while left and left[-1][0] < end + (end == len(text)):
            place, sign = left.pop()
            line.extend([(shown(text[at:place]), name), (sign, "label")])
            at = place
        line.append((shown(text[at:end]), name))
        at = end

    for span, name in sorted(spans, key=lambda each: each[0]):
        if span.start >= at and span.end > span.start:
            put(span.start, style)
            put(span.end, name)
    put(len(text), style)
    return [piece for piece in line if piece[0]]


def width(line: Line) -> int:
    """The width of a line in cells."""
    return sum(cell_len(text) for text, _ in line)


def fit(line: Line, room: int, style: str = "text") -> Line:
    """A line of exactly ``room`` cells: cut with an ellipsis, or padded in ``style``."""
    cells = width(line)
    if cells <= room:
        return [*line, (" " * (room - cells), style)] if cells < room else line
    made: Line = []
    left = room - 1
    for text, name in line:
        cells = cell_len(text)
        if cells <= left:
            made.append((text, name))
            left -= cells
            continue
        kept, left = _start(text, left)
        made.append((kept + "…" + " " * left, name))
        break
    else:
        made.append(("…" + " " * left, style))
    return made if room > 0 else []


def tail(text: str, room: int) -> str:
    """``text`` in at most ``room`` cells; a long one is cut at the start, because paths differ at the end."""
    if cell_len(text) <= room:
        return text
    clusters = list(iter_graphemes(text))
    kept = ""
    while clusters and cell_len(clusters[-1] + kept) < room:
        kept = clusters.pop() + kept
    return "…" + kept


def _start(text: str, room: int) -> tuple[str, int]:
    """The start of ``text`` that fits in ``room`` cells, and the number of cells left."""
    kept = ""
    for cluster in iter_graphemes(text):
        cells = cell_len(cluster)
        if cells > room:
            break
        kept += cluster
        room -= cells
    return kept, room


def wrap(line: Line, room: int, first: Line | None = None, rest: Line | None = None) -> list[Line]:
    """A line wrapped to ``room`` cells at spaces, or inside words that are longer than a line.

    Args:
        line: The line.
        room: The width in cells, with the prefixes.
        first: The prefix of the first line.
        rest: The prefix of the others.
    """
    first, rest = first or [], rest or []
    lines: list[Line] = [list(first)]
    left = room - width(first)
    for whole, glue in _words(line):
        word = whole
        cells = width(word)
        if cells > left and left < room - width(rest):
            lines.append(list(rest))
            left = room - width(rest)
        while cells > left:
            head, word = _split(word, left)
            if not head:
                break
            lines[-1] += head
            lines.append(list(rest))
            left = room - width(rest)
            cells = width(word)
        lines[-1] += word
        left -= cells
        if glue and left > 0:
            lines[-1].append(glue)
            left -= 1
    return lines


def _words(line: Line) -> list[tuple[Line, Piece | None]]:
    """The words of a line, each with the space after it."""
    words: list[tuple[Line, Piece | None]] = []
    word: Line = []
    for text, style in line:
        parts = text.split(" ")
        for number, part in enumerate(parts):
            if part:
                word.append((part, style))
            if number < len(parts) - 1:
                words.append((word, (" ", style)))
                word = []
    words.append((word, None))
    return words


def _split(word: Line, room: int) -> tuple[Line, Line]:
    head: Line = []
    for number, (text, style) in enumerate(word):
        cells = cell_len(text)
        if cells > room:
            kept, _ = _start(text, room)
            return (
                [*head, (kept, style)] if kept else head,
                [(text[len(kept) :], style), *word[number + 1 :]],
            )
        head.append((text, style))
        room -= cells
    return head, []


def bar(part: float, whole: float, cells: int) -> str:
    """A bar of ``cells`` cells, filled to the share ``part / whole``."""
    full = round(cells * part / whole) if whole else 0
    if part and not full:
        full = 1
    return "█" * min(full, cells) + "░" * (cells - min(full, cells))


def columns(cells: Sequence[Line], widths: Sequence[int], style: str = "text") -> Line:
    """Table cells next to each other, separated by spaces; ``widths`` are in terminal cells."""
    line: Line = []
    for number, (cell, room) in enumerate(zip(cells, widths, strict=True)):
        line += ([(" ", style)] if number else []) + fit(cell, room, style)
    return line
