"""Formats of dates and times (``%Y-%m-%d``, ``%H:%M``): each language has its own.

The grammar: strftime in POSIX, with the flags and conversions of the GNU C Library.
"""

import re

from checker.model import Severity, Span
from checker.placeholders import _percent
from checker.placeholders._sides import Problem, Sides

# Conversions that no printf has.
_USED = re.compile(
    r"(?<![\d%])%[-_0^#]?[EO]?(?:[YymHMIBbkPDRTVUWZN]|[lj](?![diouxXn]))(?![A-Za-z_]{1,40}%)|%Y|%m[-/.]%d"
)
_CONVERSION = re.compile(r"%[-_0^#]?\d?[EO]?[A-Za-z%+]")


def used(text: str) -> bool:
    """Whether the text is such a format."""
    return "%" in text and _USED.search(_percent.plain(text)) is not None


def compare(sides: Sides) -> list[Problem]:
    """The target of a format may order and choose its parts as it likes; a per cent sign alone is major."""
    source, target = (_alone(text) for text in sides[:2])
    if source or not target:
        return []
    return [Problem("argument", Severity.MAJOR, "“%” begins no part of a date here", (), tuple(target))]


def _alone(text: str) -> list[Span]:
    kept = _CONVERSION.sub(lambda match: "_" * len(match.group()), _percent.plain(text))
    return [Span(match.start(), match.end()) for match in re.finditer("%", kept)]
