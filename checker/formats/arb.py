"""ARB, the JSON of Flutter: a file with the sources and a partner with the translations, matched by key."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._json import beside, closing, leaves, literal
from checker.formats._keyed import Entry, Splice, is_pair, read_pair, text_of, write_pair
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("icu-message-format",))
_LOCALE = "@@locale"


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.arb``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, ".arb") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    sources = '{\n  "@@locale": "ko",\n  "river": "강",\n  "@river": {},\n  "sea": "바다"\n}\n'.encode()
    return {"app_ko.arb": sources, "app_en.arb": b'{\n  "@@locale": "en",\n  "river": "river",\n  "sea": "sea"\n}\n'}


def languages(file: Input) -> tuple[str, str]:
    """The languages that the two files name (``@@locale``).

    Raises:
        CheckerError: A file is no JSON.
    """
    return _language(file), _language(file.partner) if file.partner else ""


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text, as ``_keyed.read_pair`` says; what is said about them (``@key``) is no text.

    Raises:
        CheckerError: A file is no JSON or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a key that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, or a file is broken.
    """
    write_pair(file, targets, to, _scan, _encode, _insert)


def _language(file: Input) -> str:
    said = (leaf.value for leaf in leaves(text_of(file), file.name) if leaf.path == (_LOCALE,))
    return (next(said, "") or "").replace("_", "-")


def _scan(text: str, name: str) -> Iterator[Entry]:
    for leaf in leaves(text, name):
        if len(leaf.path) == 1 and not leaf.path[0].startswith("@"):
            yield Entry(leaf.path[0], leaf.value or "", leaf.start, leaf.end, leaf.line, flags=_FLAGS)


def _encode(text: str, entry: Entry, new: Target) -> str:  # noqa: ARG001 - the shape of an encoder
    return literal(new.text, text)


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """A member after ``neighbour`` and what is said about it."""
    made = beside(text, neighbour.start, neighbour.end, wanted.key, literal(new.text, text))
    about = re.compile(r"\s*,\s*" + re.escape(json.dumps(f"@{neighbour.key}", ensure_ascii=False)) + r"\s*:\s*\{")
    found = about.match(text, neighbour.end)
    end = closing(text, found.end()) if found else neighbour.end
    return Splice(end, end, made.text)
