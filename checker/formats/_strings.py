"""The shared strings of a workbook: texts that cells name by number, on disk. Not a format."""

import re
from collections.abc import Callable
from typing import NamedTuple

from checker.errors import CheckerError
from checker.storage.texts import Texts

LONGEST = 32_767 * 32  # characters of a cell, 32 times as many as spreadsheet programs allow
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SEPARATOR = "\1"  # which XML cannot hold


class Rich(NamedTuple):
    """Text with formats or readings: the byte offsets of its start tag and of its end tag, and whether it is shared."""

    start: int
    end: int
    shared: bool


class Strings:
    """The strings, gathered while their member of the archive is parsed.

    Attributes:
        offset: Where the parser is, in bytes.
    """

    def __init__(self, place: str) -> None:
        self.offset: Callable[[], int] = int
        self._place = place
        self._texts = Texts()
        self._pieces: list[str] = []
        self._length = 0
        self._started = 0
        self._taking = self._spoken = self._rich = False

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: int) -> tuple[str, Rich | None]:
        place, mark, text = self._texts[number].rpartition(_SEPARATOR)
        if not mark:
            return unescaped(text), None
        start, end = place.split()
        return unescaped(text), Rich(int(start), int(end), shared=True)

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        match local(name):
            case "si":
                self._started = self.offset()
                self._rich = False
            case "t":
                self._taking = not self._spoken
            case "rPr":
                self._rich = True
            case "rPh":
                self._spoken = self._rich = True

    def end(self, name: str) -> None:
        match local(name):
            case "t":
                self._taking = False
            case "rPh":
                self._spoken = False
            case "si":
                place = f"{self._started} {self.offset()}{_SEPARATOR}" if self._rich else ""
                self._texts.append(place + "".join(self._pieces))
                self._pieces.clear()
                self._length = 0

    def data(self, text: str) -> None:
        if self._taking:
            self._length += len(text)
            if self._length > LONGEST:
                message = f"the shared string {len(self._texts) + 1} has more than 1 MB"
                raise CheckerError(message, self._place, "save it again with its own program")
            self._pieces.append(text)


def local(name: str) -> str:
    """The name of an element without its namespace."""
    return name.rpartition("\1")[2]


def unescaped(text: str) -> str:
    """``text`` with escapes such as ``_x000D_`` decoded; they stand for characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
