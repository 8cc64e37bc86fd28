"""Formats of dates and times (``%Y-%m-%d``, ``%H:%M``): each language has its own.

The grammar: strftime in POSIX, with the flags and conversions of the GNU C Library.
"""

import re

from checker.model import Severity, Span
from checker.placeholders import _percent
from checker.placeholders._sides import Problem, Sides

# Conversions that no printf has.
_OWN = re.compile(
    r"(?<![\d%])%[-_0^#]?[EO]?(?:[YymHMIBbkPDRTVUWZN]|[lj](?![diouxXn]))(?![A-Za-z_]{1,40}%)|%Y|%m[-/.]%d"
)
_CONVERSION = re.compile(r"%[-_0^#]?\d?[EO]?[A-Za-rt-z%+]")  # %s is one of GNU's, but rather printf's


def used(text: str) -> bool:
    """Whether the text is such a format: it has conversions of it, and no others."""
    return "%" in text and _OWN.search(_percent.plain(text)) is not None and not alone(text)


def alone(text: str) -> list[Span]:
    """The per cent signs that begin no conversion of such a format."""
    kept = _CONVERSION.sub(lambda match: "_" * len(match.group()), _percent.plain(text))
    return [Span(match.start(), match.end()) for match in re.finditer("%", kept)]


def compare(sides: Sides) -> list[Problem]:
    """The target of a format may order and choose its parts as it likes; a per cent sign alone is major."""
    target = alone(sides.target)
    if not target:
        return []
    return [Problem("argument", Severity.MAJOR, "“%” begins no part of a date here", (), tuple(target))]
