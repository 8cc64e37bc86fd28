"""XLIFF 1.0 to 1.2, in any encoding."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._xliff import Dialect, languages, plain_status, segments, write_targets
from checker.formats._xml import root
from checker.model import Segment

__all__ = ["claim", "languages", "read_segments", "write"]
_PLAIN = Dialect(plain_status)


def claim(file: Input, head: bytes) -> int:
    """How surely (0 to 100) it is XLIFF 1: by its outermost element, else by its name."""
    found = root(file, head)
    if found is None:
        return 20 if file.suffix in (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf") else 0
    if found.name != "xliff":
        return 0
    return 30 if found.attributes.get("version", "").startswith("2") else 80


def read_segments(file: Input) -> Iterator[Segment]:
    """A segment for each unit, or for each ``mrk`` of type ``seg`` in its ``seg-source``; ``alt-trans`` is left alone.

    What is marked translate="no" is passed over, as are files in other languages. Fuzzy are the states ``new``
    and ``needs-…``.

    Raises:
        CheckerError: The XML is broken, or nothing is in the languages asked for.
    """
    return segments(file, _PLAIN)


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new targets; a unit without one gets it behind its source. The state stays."""
    write_targets(file, targets, to, _PLAIN)
