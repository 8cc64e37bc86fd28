"""Where a text stands in the lines that it was read from, which write it with escapes and in pieces.

What is found here is a proposal: who asks reads the lines again to know whether it is right (``units``).
"""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

_STARTS = 64  # places where a text is looked for
_STEPS = 200_000  # characters compared for one text

_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}(?:\\u[dD][c-fC-F][0-9A-Fa-f]{2})?|x[0-9A-Fa-f]{2}|[0-7]{1,3}|[\s\S])")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a"}
_SEAM = re.compile(r'"[ \t]*\r?\n[ \t]*(?:#~[ \t]*)?"|\\\r?\n[ \t]*')  # between the pieces of a string
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);")
# A tag, and the inline codes of XLIFF and TMX whose content is the code of another format.
_TAG = re.compile(r"<(bpt|ept|ph|it|ut)(?:\s[^<>]*)?(?<!/)>[\s\S]*?</\1>|<(?:!\[CDATA\[|!--[\s\S]*?-->|[^<>]*>)|\]\]>")


class Sign(NamedTuple):
    """What stands for one character: it ends at ``end`` and means ``text``, "" for nothing."""

    end: int
    text: str


class Style:
    """A way of writing texts: every character stands for itself."""

    def sign(self, raw: str, at: int) -> Sign:
        """What stands at an offset."""
        return Sign(at + 1, raw[at])

    def written(self, text: str) -> str:
        """``text`` in this way."""
        return text


class _Backslashes(Style):
    """Backslash escapes, as in PO, JSON and TSV; a string may go on in the next line."""

    def sign(self, raw: str, at: int) -> Sign:
        if raw[at] == "\\":
            if seam := _SEAM.match(raw, at):
                return Sign(seam.end(), "")
            if found := _ESCAPE.match(raw, at):
                return Sign(found.end(), _meant(found[0]))
        elif raw[at] == '"' and (seam := _SEAM.match(raw, at)):
            return Sign(seam.end(), "")
        return Sign(at + 1, raw[at])

    def written(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)[1:-1]


class _Markup(Style):
    """XML: references stand for characters, tags for nothing."""

    def sign(self, raw: str, at: int) -> Sign:
        if raw[at] == "&" and (found := _REFERENCE.match(raw, at)):
            return Sign(found.end(), unescape(found[0]))
        if raw[at] in "<]" and (tag := _TAG.match(raw, at)):
            return Sign(tag.end(), "")
        if raw.startswith("\r\n", at):
            return Sign(at + 2, "\n")
        return Sign(at + 1, raw[at])

    def written(self, text: str) -> str:
        return escape(text, quote=False)


class _Doubled(Style):
    """CSV: a quotation mark in a quoted cell is written twice."""

    def sign(self, raw: str, at: int) -> Sign:
        return Sign(at + 2 if raw.startswith('""', at) else at + 1, raw[at])

    def written(self, text: str) -> str:
        return text.replace('"', '""')


STYLES: tuple[Style, ...] = (Style(), _Backslashes(), _Markup(), _Doubled())


def _meant(escaped: str) -> str:
    """The character that a backslash escape stands for."""
    kind = escaped[1]
    if kind == "u" and len(escaped) > 2:
        return str(json.loads(f'"{escaped}"'))
    if kind == "x" and len(escaped) > 2:
        return chr(int(f"0{escaped[1:]}", 0))
    if kind in "01234567":
        return chr(int(escaped[1:], 8))
    return _NAMED.get(kind, kind)


class Standing:
    """The characters of a text in its lines.

    Args:
        starts, ends: The offset in the lines where each character starts and ends.
    """

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self._starts = starts
        self._ends = ends

    @property
    def whole(self) -> tuple[int, int]:
        """The offsets in the lines of the whole text, which is not empty."""
        return self._starts[0], self._ends[-1]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the lines of a span of the text; both are those of a character if the span is empty."""
        last = len(self._starts) - 1
        if start < end:
            return self._starts[min(start, last)], self._ends[min(end - 1, last)]
        at = self._ends[-1] if start > last else self._starts[start]
        return at, at


def standings(raw: str, text: str) -> Iterator[Standing]:
    """The places in lines where a text that is not empty may stand, in one way of writing or another."""
    left = _STEPS
    for style in STYLES:
        tried = 0
        for start in range(len(raw)):
            if style.sign(raw, start).text[:1] != text[0]:
                continue
            found, steps = _aligned(raw, start, text, style)
            left -= steps
            tried += 1
            if found:
                yield found
            if left < 0:
                return
            if tried == _STARTS:
                break


def _aligned(raw: str, start: int, text: str, style: Style) -> tuple[Standing | None, int]:
    """The text if it stands at ``start`` in this style; and the number of steps that this took."""
    starts: list[int] = []
    ends: list[int] = []
    at = start
    steps = 0
    while len(starts) < len(text):
        steps += 1
        if at >= len(raw):
            return None, steps
        sign = style.sign(raw, at)
        wanted = text[len(starts)]
        if sign.text and text.startswith(sign.text, len(starts)):
            starts += [at] * len(sign.text)
            ends += [sign.end] * len(sign.text)
        elif sign.text and not (sign.text == "\r" and wanted == "\n"):
            return None, steps
        elif not sign.text and wanted == "\n" and raw[at] == "<":  # a tag that breaks the line
            starts.append(at)
            ends.append(sign.end)
        at = sign.end
    return Standing(starts, ends), steps
