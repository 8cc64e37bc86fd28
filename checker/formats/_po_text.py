r"""Texts of gettext files: their escapes, and their lines as ``msgcat`` breaks them. Not a format.

A line ends after ``\n``, and before what would not fit into the width. It may end where Unicode Standard Annex #14
allows it, by the rules of Unicode 14, and where gettext departs from them: always after a full stop, a comma or a colon
that a letter follows, and never after blanks at the beginning. A directive of a format string stays whole.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

WIDTH = 79  # columns of a line with its quotes, unless the user of gettext asks for others
UNLIMITED = 1 << 30
_NARROW = 40  # no file is narrower; a text may be broken for other reasons
_ENOUGH = 500  # texts that are looked at for the width of a file
_ROUND = frozenset((60, 70, 72, 76, 78, 80, 90, 100, 110, 120, 132, 140, 160, 200))  # widths that people ask for
_TELLING = 50  # a text in one line that is shorter than this many characters does not tell
_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\b": "\\b", "\f": "\\f", "\a": "\\a",
}  # fmt: skip
_FROM_ESCAPES = {escape[1]: sign for sign, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3}))")
_PARTS = re.compile(r"[^\n]*\n|[^\n]+")
_PRINTF = re.compile(r"%(?:\([^()]*\))?[-+ #0'*.,$\dhlqjztLI]*[A-Za-z%@]")
_BRACES = re.compile(r"\{[^{}]*\}")
_DIRECTIVES = {
    **dict.fromkeys(
        "c objc gcc-internal python php perl ruby lua awk tcl pascal java-printf sh-printf".split(), _PRINTF
    ),
    **dict.fromkeys("python-brace java csharp perl-brace rust c++".split(), _BRACES),
}

# The classes of UAX #14 that Unicode 14 did not have, and those that gettext does not tell apart.
_ALIKE = {
    "AK": "AL", "AP": "AL", "AS": "AL", "SA": "AL", "SG": "AL", "XX": "AL", "VF": "CM", "VI": "CM", "ZWJ": "CM",
    "HH": "BA", "CB": "ID", "CJ": "NS", "CR": "BK", "LF": "BK", "NL": "BK",
}  # fmt: skip
_OPENING = frozenset(("OP", "OP+"))  # nothing parts them from what follows; the second are wide ones
_ALWAYS = frozenset(("WJ", "CL", "CP", "EX", "IS", "SY"))  # no break before them, not even after blanks
_CLINGING = frozenset(("BA", "HY", "NS", "IN", "QU"))  # no break before them without a blank
_HANGUL = frozenset(("JL", "JV", "JT", "H2", "H3"))
_WIDE = (*_HANGUL, "ID", "EB", "EM")
_LETTERS = ("AL", "HL")
_AFTER_BLANKS = {("QU", "OP"), ("QU", "OP+"), ("CL", "NS"), ("CP", "NS"), ("B2", "B2")}  # blanks do not part these
_WHOLE = {  # no break between these without a blank
    ("B2", "B2"), ("SY", "HL"), ("EB", "EM"), ("CL", "PO"), ("CP", "PO"), ("CL", "PR"), ("CP", "PR"), ("NU", "PO"),
    ("NU", "PR"), ("PO", "NU"), ("PR", "NU"), ("HY", "NU"), ("IS", "NU"), ("NU", "NU"), ("SY", "NU"), ("NU", "OP"),
    ("CP", "NU"), ("JL", "JL"), ("JL", "JV"), ("JL", "H2"), ("JL", "H3"), ("JV", "JV"), ("JV", "JT"), ("H2", "JV"),
    ("H2", "JT"), ("JT", "JT"), ("H3", "JT"),
    *((one, other) for one in ("PO", "PR") for other in _OPENING),
    *((one, other) for one in _LETTERS for other in (*_LETTERS, "NU", "PR", "PO", "OP")),
    *((one, other) for one in ("NU", "PR", "PO", "CP") for other in _LETTERS),
    *(("PR", one) for one in _WIDE), *((one, "PO") for one in _WIDE),
}  # fmt: skip


def unescaped(written: str, codec: str = "utf-8") -> str:
    r"""The text of what stands between quotes; escapes of bytes (``\353\217\204``) are read in ``codec``.

    Raises:
        ValueError: ``codec`` does not know these bytes.
    """

    def meant(found: re.Match[str]) -> str:
        if found[1]:
            pairs = _BYTE.findall(found[1])
            return bytes((int(digits, 16) if digits else int(octal, 8)) & 0xFF for digits, octal in pairs).decode(codec)
        return _FROM_ESCAPES.get(found[2], found[0])

    return _ESCAPE.sub(meant, written) if "\\" in written else written


def directives(flags: frozenset[str]) -> re.Pattern[str] | None:
    """What stays whole in the texts of an entry with these flags; None if that is nothing."""
    return next((found for flag in flags if (found := _DIRECTIVES.get(flag.removesuffix("-format")))), None)


class Style(NamedTuple):
    """How a file is wrapped: the columns of a line, and whether its encoding is an old one of East Asia."""

    width: int = WIDTH
    cjk: bool = False


def wrapped(
    text: str, prefix: str, style: Style, whole: re.Pattern[str] | None = None, *, breaks: bool = True
) -> list[str]:
    r"""The lines of a string after ``prefix`` (keyword and blank), without line ends.

    Args:
        text: The text, not escaped.
        prefix: What stands before the first quote.
        style: How the file is wrapped.
        whole: See ``directives``.
        breaks: Whether a line ends after ``\n``.
    """
    if not text:
        return [f'{prefix}""']
    parts = [_Part(part, whole, cjk=style.cjk) for part in (_PARTS.findall(text) if breaks else [text])]
    room = style.width - 2
    if len(parts) == 1 and not parts[0].starts(room, len(prefix)):
        return [f'{prefix}"{parts[0].written}"']
    return [f'{prefix}""', *(f'"{line}"' for part in parts for line in part.lines(room))]


class Widths:
    """Finds out how wide the lines of a file are, from its first texts that tell."""

    def __init__(self, *, cjk: bool) -> None:
        self._cjk = cjk
        self._ranges: list[tuple[int, int]] = []  # the widths with which a text would be wrapped as it is

    def see(self, keyword: str, written: Sequence[str], whole: re.Pattern[str] | None) -> None:
        """Look at a string.

        Args:
            keyword: Its keyword.
            written: What stands between the quotes, by line.
            whole: See ``directives``.
        """
        if len(self._ranges) < _ENOUGH and (len(written) > 1 or len(written[0]) > _TELLING):
            fits = self._range(len(keyword) + 1, written, whole)
            if fits:
                self._ranges.append(fits)

    def style(self) -> Style:
        """The width that most texts agree with; of several that of gettext, then none, a round one, the least."""
        edges = {WIDTH, UNLIMITED, *_ROUND, *(low for low, _ in self._ranges if low >= _NARROW)}
        width = max(
            edges, key=lambda edge: (self._agree(edge), edge == WIDTH, edge == UNLIMITED, edge in _ROUND, -edge)
        )
        return Style(width, self._cjk)

    def _agree(self, width: int) -> int:
        return sum(low <= width <= high for low, high in self._ranges)

    def _range(self, begun: int, written: Sequence[str], whole: re.Pattern[str] | None) -> tuple[int, int] | None:
        """The least and the greatest width with which a text is wrapped as it is; None if gettext never would."""
        *first, lines = (written,) if len(written) == 1 else (written[0], written[1:])
        if any(first) or any("\n" in unescaped(line)[:-1] for line in lines):
            return None
        low, high = 0, UNLIMITED
        held: list[str] = []
        for number, line in enumerate(lines, 1):
            held.append(line)
            if number == len(lines) or unescaped(line).endswith("\n"):
                fits = _Part(unescaped("".join(held)), whole, cjk=self._cjk).range(held, 0 if first else begun)
                if fits is None:
                    return None
                low, high = max(low, fits[0]), min(high, fits[1])
                held.clear()
        if first and len(lines) == 1:
            high = min(high, begun + 1 + sum(_columns(sign, cjk=self._cjk) for sign in lines[0]))
        return (low, high) if low <= high else None


class _Piece(NamedTuple):
    """What of a text is never broken: where it begins, its columns, and whether a line separator (U+2028) begins it.

    gettext breaks no line at a separator, but counts the columns anew.
    """

    at: int
    size: int
    anew: bool


class _Part:
    """A text up to its line break.

    Attributes:
        written: The text with escapes.
        pieces: Its pieces.
    """

    def __init__(self, part: str, whole: re.Pattern[str] | None, *, cjk: bool) -> None:
        inside = {at for found in whole.finditer(part) for at in range(found.start() + 1, found.end())} if whole else ()
        signs = [_ESCAPES.get(sign, sign) for sign in part]
        self.written = "".join(signs)
        may = _may_begin(self.written, cjk=cjk)
        places = list(accumulate(map(len, signs), initial=0))
        end = len(part) - part.endswith("\n")  # nothing parts a line break from what is before it
        edges = [0, *(places[n] for n in range(1, end) if may[places[n]] and n not in inside), places[-1]]
        reached = [0, *accumulate(_columns(sign, cjk=cjk) for sign in self.written)]
        self.pieces = [
            _Piece(one, reached[two] - reached[one], _class(self.written[one], cjk=cjk) == "BK")
            for one, two in pairwise(edges)
        ]

    def starts(self, room: int, begun: int = 0) -> list[int]:
        """Where lines begin, except the first, if they have ``room`` columns, and the first ``begun`` fewer."""
        found: list[int] = []
        column = begun
        for at, size, anew in self.pieces:
            if at and not anew and column + size > room:
                found.append(at)
                column = 0
            column = size if anew else column + size
        return found

    def lines(self, room: int) -> Iterator[str]:
        """Its lines."""
        starts = [0, *self.starts(room), len(self.written)]
        for one, two in pairwise(starts):
            yield self.written[one:two]

    def range(self, lines: Sequence[str], begun: int) -> tuple[int, int] | None:
        """The least and the greatest width that gives these lines; None if none does."""
        starts = list(accumulate(map(len, lines), initial=0))
        at = {piece.at for piece in self.pieces if not piece.anew} | {0, len(self.written)}
        if "".join(lines) != self.written or not at.issuperset(starts):
            return None
        low, high, column, blanks = 0, UNLIMITED, begun + 2, 0
        for begin, size, anew in self.pieces:
            if begin in starts or anew:
                high = min(high, column + size - 1) if begin and not anew else high
                column, blanks = size + (2 if begin else column), 0
            else:
                blanks += self.written[begin - 1] == " "
                column += size
                low = max(low, column) if blanks else low  # many programs break lines at blanks alone
        return low, high


def _may_begin(text: str, *, cjk: bool) -> list[bool]:
    """For each character whether a line may begin with it, or is one by itself."""
    found = []
    before = "BK"  # the class of the last character that is no blank
    blanks = joined = False  # whether blanks, a zero-width joiner stand before
    flags = 0  # regional indicators in a row
    for sign in text:
        kind = _class(sign, cjk=cjk)
        flags = flags + 1 if kind == "RI" else 0
        if kind == "CM" and (before in ("BK", "ZW") or (blanks and before not in _OPENING)):
            kind = "AL"
        whole = (
            kind == "CM"
            or (joined and kind != "BK")
            or (before == "RI" and flags % 2 == 0 and not blanks and flags > 1)
        )
        found.append(kind == "BK" or (not whole and _parted(before, kind, blanks=blanks)))
        if kind == "SP":
            blanks = True
        elif kind != "CM":
            before, blanks = kind, False
        joined = sign == "\u200d"
    return found


def _parted(before: str, kind: str, *, blanks: bool) -> bool:
    """Whether a line may end between two classes, with or without blanks between them."""
    if before == "BK" or kind in ("SP", "ZW"):
        return False
    if before == "ZW":
        return True
    if kind in _ALWAYS or before in _OPENING or (blanks and (before, kind) in _AFTER_BLANKS):
        return False
    if kind == "GL" and not blanks:
        return before in ("BA", "HY")
    clings = kind in _CLINGING or before in ("WJ", "GL", "BB", "QU") or (before, kind) in _WHOLE
    return blanks or not clings


@lru_cache(1 << 12)
def _class(sign: str, *, cjk: bool) -> str:
    """The class of UAX #14; one more for wide opening brackets."""
    from uniseg.linebreak import line_break

    kind: str = line_break(sign).name
    if kind == "AI":
        return "ID" if cjk else "AL"
    if kind == "OP" and unicodedata.east_asian_width(sign) in ("W", "F", "H"):
        return "OP+"
    return _ALIKE.get(kind, kind)


@lru_cache(1 << 12)
def _columns(sign: str, *, cjk: bool) -> int:
    """The columns that a character takes; in the old encodings of East Asia most are wide."""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Cc", "Cs") or unicodedata.bidirectional(sign) == "NSM":  # what combines
        return 0
    if "\u1160" <= sign <= "\u11ff" or "\ud7b0" <= sign <= "\ud7ff":  # vowels and consonants below a Hangul letter
        return 0
    if cjk and "\xa1" <= sign < "\uff61" and sign != "\u20a9":
        return 2
    return 2 if kind != "Cn" and unicodedata.east_asian_width(sign) in ("W", "F") else 1
