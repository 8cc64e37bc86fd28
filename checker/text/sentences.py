"""Cutting a text into sentences by its punctuation, in any script."""

import re

_CLOSING = "\"'”’»)\\]」』）"
# An end of a sentence: its signs, closing quotes, and white space, which scripts without blanks do not need.
_END = re.compile(rf"(?<=[^\s.!?…])(?:[.!?…]{{1,9}}[{_CLOSING}]{{0,9}}(?=\s)|[。！？]{{1,9}}[{_CLOSING}]{{0,9}})\s*")
# A full stop after an abbreviation, or an initial: Mr. Dr. U.S. J.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{1,3}|Gov|Gen|Sen|Rep|Prof|Col|Inc|Co|Corp|No|vs|etc|[A-Z]"
    r")|\.[A-Za-z])\.\s*\Z"
)
_BEFORE = 8  # code points before a full stop that show an abbreviation
_CLOSED = re.compile(rf"[.!?…。！？][\s{_CLOSING}]{{0,9}}\Z")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as half-open ranges of code points, without the white space between them."""
    found = []
    start = 0
    for end in _END.finditer(text):
        numeral = text[start : end.start()].isdigit()  # of a list
        if not numeral and not _ABBREVIATED.search(text, max(start, end.end() - _BEFORE), end.end()):
            found.append((start, end.end()))
            start = end.end()
    found.append((start, len(text)))
    stripped = ((start, start + len(text[start:end].rstrip())) for start, end in found)
    return [(start, end) for start, end in stripped if start < end]


def is_closed(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return _CLOSED.search(text, max(0, len(text) - 10)) is not None
