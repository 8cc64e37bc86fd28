"""XLIFF 1.0 to 1.2, in any encoding."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._xliff import Dialect, annotate, languages, plain_status, segments, write_targets
from checker.formats._xml import root
from checker.model import Segment, Target

__all__ = ["annotate", "claim", "example", "languages", "read_segments", "write"]
_PLAIN = Dialect(plain_status)


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is XLIFF 1: from its root element, else from its name."""
    found = root(file, head)
    if found is None:
        return 20 if file.suffix in (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf") else 0
    if found.name != "xliff":
        return 0
    return 30 if found.attributes.get("version", "").startswith("2") else 80


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>\n'
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    top = '<file original="map" source-language="ko" target-language="en" datatype="plaintext"><body>\n'
    return {"rivers.xlf": f'<xliff version="1.2">{top}{body}</body></file></xliff>\n'.encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per unit, or per ``mrk`` of type ``seg`` in its ``seg-source``; ``alt-trans`` is not read.

    Units with translate="no" and files in other languages are not read. The states ``new`` and ``needs-…`` are fuzzy.

    Raises:
        CheckerError: The XML is broken, or nothing is in the languages asked for.
    """
    return segments(file, _PLAIN)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets; in a unit without a target, it is added after the source. The state stays."""
    write_targets(file, targets, to, _PLAIN)
