"""Texts for reports in files: excerpts of limited length, without characters that a format forbids."""

import os
import re
from collections.abc import Iterator

from checker.model import Span
from checker.reports._spans import ELLIPSIS, window
from checker.text.hosts import disarmed_markup
from checker.text.visible import printable

# Characters that HTML and XML 1.0 forbid, or that break a spreadsheet.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # with these, words seem to stand elsewhere than they do
_HERE = re.compile(r"(?<![^/])(?:\./+)+")
EXCERPT = 300  # code points of an excerpt, at most
LONGEST = 600  # code points of a message, at most


def allowed(text: str) -> str:
    """``text`` with U+FFFD in place of characters that markup forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def on_page(value: object) -> object:
    """A value for a template: text as safe HTML, in which signs that turn the direction are visible; else as it is."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    from markupsafe import Markup, escape

    told = _TURNING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", allowed(value))
    return Markup(disarmed_markup(str(escape(told))))  # noqa: S704  # escaped


def excerpt(text: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    """The printable pieces of ``text`` around its first span, at most ``EXCERPT`` code points."""
    return ((printable(piece), is_marked) for piece, is_marked in window(text, spans, EXCERPT))


def quoted(text: str, spans: tuple[Span, ...]) -> str:
    """An excerpt as plain text."""
    return "".join(piece for piece, _ in excerpt(text, spans))


def cut(text: str, room: int = LONGEST) -> str:
    """Printable ``text`` on one line, at most ``room`` code points."""
    return printable(text if len(text) <= room else text[: room - 1] + ELLIPSIS)


def slashed(file: str) -> str:
    """The path of a file as repository hosts write it: with slashes, and without "./" parts."""
    return _HERE.sub("", file.replace(os.sep, "/"))
