"""XLIFF 1.0 to 1.2, in any encoding."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._xliff import Dialect, languages, plain_status, segments, write_targets
from checker.formats._xml import root
from checker.model import Segment

__all__ = ["claim", "example", "languages", "read_segments", "write"]
_PLAIN = Dialect(plain_status)


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is XLIFF 1: by its outermost element, else by its name."""
    found = root(given, head)
    if found is None:
        return 20 if given.suffix in (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf") else 0
    if found.name != "xliff":
        return 0
    return 30 if found.attributes.get("version", "").startswith("2") else 80


def example() -> dict[str, bytes]:
    """See ``Format``."""
    entry = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>\n'
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    top = '<file original="map" source-language="ko" target-language="en" datatype="plaintext"><body>\n'
    return {"rivers.xlf": f'<xliff version="1.2">{top}{body}</body></file></xliff>\n'.encode()}


def read_segments(given: Input) -> Iterator[Segment]:
    """A segment for each unit, or for each ``mrk`` of type ``seg`` in its ``seg-source``; ``alt-trans`` is left alone.

    What is marked translate="no" is passed over, as are files in other languages. Fuzzy are the states ``new``
    and ``needs-…``.

    Raises:
        CheckerError: The XML is broken, or nothing is in the languages asked for.
    """
    return segments(given, _PLAIN)


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new targets; a unit without one gets it behind its source. The state stays."""
    write_targets(given, targets, to, _PLAIN)
