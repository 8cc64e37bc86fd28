"""Keyed files in XML: their elements, at code points of the decoded text. Not a format."""

import io
import re
from bisect import bisect_right
from collections.abc import Generator, Iterable
from itertools import accumulate

from checker.formats import Input
from checker.formats._content import checked, escaped
from checker.formats._keyed import Entry, line_end
from checker.formats._xml import WIDER, Element, Unit, encoding_of, units
from checker.model import Target

_TAG = re.compile(r"<([^\s/>]+)([^>]*?)\s*/>")  # without text
_STEP = 256  # code points between the places that are looked up


class Points:
    """From byte offsets in the UTF-8 form of ``text``, which elements have, to code points in ``text``."""

    def __init__(self, text: str) -> None:
        self._text = text
        blocks = (text[at : at + _STEP] for at in range(0, len(text), _STEP))
        self._bytes = [0] if text.isascii() else [0, *accumulate(len(block.encode()) for block in blocks)]

    def __call__(self, offset: int) -> int:
        """The code point that begins at the byte ``offset``."""
        if len(self._bytes) == 1:
            return offset
        block = bisect_right(self._bytes, offset) - 1
        start = block * _STEP
        rest = self._text[start : start + _STEP].encode()[: offset - self._bytes[block]]
        return start + len(rest.decode())


def elements(text: str, name: str, names: Iterable[str]) -> Generator[Unit, None, None]:
    """The elements with these names in the decoded text of the file ``name``; one in another is part of the outer one.

    Raises:
        CheckerError: The text is not well-formed, declares an entity or would take too much memory.
    """
    return units(Input(name, lambda: io.BytesIO(text.encode()), "utf-8"), names)


def encoding(file: Input) -> str:
    """The encoding that an XML file declares.

    Raises:
        CheckerError: It is unknown, or evidently another one.
    """
    codec = encoding_of(file)
    return WIDER.get(codec, codec)


def place(unit: Unit, element: Element) -> tuple[int, int]:
    """What a new value of an element replaces, in bytes: its content, or the whole element if it is a single tag."""
    return (element.start, element.close) if unit.empty(element) else (unit.opened(element), element.close)


def encode(text: str, entry: Entry, new: Target) -> str:
    """What stands for ``new`` in the ``place`` of an entry: in CDATA where it was; a single tag gets an end tag.

    Raises:
        CheckerError: XML cannot hold the text.
    """
    checked(new.text, "")
    old = text[entry.start : entry.end]
    if old.startswith("<![CDATA[") and "]]>" not in new.text and "\r" not in new.text:
        return f"<![CDATA[{new.text}]]>"
    tag = _TAG.fullmatch(old)
    content = spelled(new.text, text, entry.start)
    return f"<{tag[1]}{tag[2]}>{content}</{tag[1]}>" if tag else content


def spelled(new: str, text: str, at: int) -> str:
    """``new`` as XML writes it between tags, with the line ends that ``text`` has next to ``at``."""
    return escaped(new).replace("\n", line_end(text, at)) if "\n" in new else escaped(new)
