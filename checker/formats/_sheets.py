"""Workbooks in Office Open XML: their sheets row by row, with the offsets of the cells in the bytes. Not a format.

The parser, expat, expands and fetches nothing, because a document type is refused.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.parsers import expat

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._strings import LONGEST, Rich, Strings, local, unescaped

_COLUMNS, _ROWS = 16_384, 1_048_576  # the largest sheet
_BLOCK = 1 << 16
_TAGS = 1 << 27  # that are read of a part; the largest sheet with 30 columns has as many
_HINT = "save it again with its own program"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAY = re.compile(r"(\d{5})(?:\.\d*)?", re.ASCII)  # from 1927 on; four digits are a year


class Cell(NamedTuple):
    """A cell of a sheet.

    Attributes:
        text: The stored text; numbers and dates are unformatted.
        start, end: Byte offsets in the sheet: of its start tag, and of its end tag or "/>".
        formula: Whether a formula computes the text.
        rich: Where its text with formats or readings is written, None if it has none.
    """

    text: str
    start: int
    end: int
    formula: bool
    rich: Rich | None = None


class Shape(NamedTuple):
    """The merged cells in one column (its number from 0, the first and the last row from 1), and the hidden rows."""

    merged: list[tuple[int, int, int]]
    hidden: list[int]


Rows = Iterator[tuple[int, dict[int, Cell]]]  # the number of a row from 1, and its cells by column from 0


class Workbook:
    """The sheets of an open archive.

    Attributes:
        sheets: The archive members of the sheets, by name and in order.
        strings: The archive member of the shared strings.
        hidden: The names of the sheets that are not shown.
        epoch: The day from which it counts days.
    """

    def __init__(self, file: Input, archive: zipfile.ZipFile) -> None:
        self._file = file
        self._archive = archive
        self._shared: Strings | None = None
        self.epoch = _EPOCH
        book, self.strings = "xl/workbook.xml", "xl/sharedStrings.xml"
        for kind, target in self._relations("_rels/.rels", "").values():
            if kind.endswith("/officeDocument"):
                book = target
        folder, name = posixpath.split(book)
        relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        for kind, target in relations.values():
            if kind.endswith("/sharedStrings"):
                self.strings = target
        self.sheets: dict[str, str] = {}
        self.hidden: set[str] = set()

        def start(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.epoch = _EPOCH_1904
            if local(name) == "sheet":
                number = next((value for key, value in attributes.items() if key.endswith("\1id")), "")
                kind, target = relations.get(number, ("", ""))
                if kind.endswith("/worksheet"):
                    self.sheets[attributes.get("name", "")] = target
                    if attributes.get("state", "visible") != "visible":
                        self.hidden.add(attributes.get("name", ""))

        self._parse(book, start)
        if not self.sheets:
            raise CheckerError("the workbook has no sheet", file.name, _HINT)

    def _relations(self, member: str, folder: str) -> dict[str, tuple[str, str]]:
        """The types and targets of relations by id; none if there is no such member."""
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "Relationship":
                target = attributes.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attributes.get("Id", "")] = (attributes.get("Type", ""), path.lstrip("/"))

        if member in self._archive.namelist():
            self._parse(member, start)
        return found

    def day(self, text: str) -> str:
        """The day (ISO 8601) that a cell with a date stores as a number of five digits; other texts as they are."""
        stored = _DAY.fullmatch(text)
        return (self.epoch + timedelta(int(stored[1]))).isoformat() if stored else text

    def shape(self, sheet: str) -> "Shape":
        """The merged cells and the hidden rows of a sheet.

        Raises:
            CheckerError: The sheet is broken.
        """
        merged: list[tuple[int, int, int]] = []
        hidden: list[int] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            match local(name):
                case "mergeCell":
                    ends = _AREA.fullmatch(attributes.get("ref", ""))
                    if ends and ends[1] == ends[3]:
                        merged.append((_number_of(ends[1]), int(ends[2]), int(ends[4])))
                case "row" if attributes.get("hidden") in ("1", "true") and attributes.get("r", "").isdecimal():
                    hidden.append(int(attributes["r"]))

        self._parse(self.sheets[sheet], start)
        return Shape(merged, hidden)

    def rows(self, sheet: str) -> Rows:
        """The rows with cells of a sheet, in order.

        Raises:
            CheckerError: The sheet is broken.
        """
        member = self.sheets[sheet]
        if self._shared is None:
            self._shared = self._read_strings()
        reader = _Sheet(f"{self._file.name}: {sheet}", self._shared)
        parser = self._parser(reader.start, reader.end, reader.data)
        reader.offset = lambda: parser.CurrentByteIndex
        for _ in self._fed(member, parser):
            yield from reader.ready
            reader.ready.clear()
        yield from reader.ready

    def _read_strings(self) -> Strings:
        """The shared strings of the workbook."""
        strings = Strings(self._file.name)
        if self.strings in self._archive.namelist():
            parser = self._parser(strings.start, strings.end, strings.data)
            strings.offset = lambda: parser.CurrentByteIndex
            for _ in self._fed(self.strings, parser):
                pass
        return strings

    def _parse(
        self,
        member: str,
        start: Callable[[str, dict[str, str]], None],
    ) -> None:
        parser = self._parser(start, lambda _name: None, lambda _text: None)
        for _ in self._fed(member, parser):
            pass

    def _parser(
        self, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], data: Callable[[str], None]
    ) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator="\1")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = self._refuse
        return parser

    def _refuse(self, *_declared: object) -> None:
        raise CheckerError("the workbook has a document type declaration", self._file.name, _HINT)

    def _fed(self, member: str, parser: expat.XMLParserType) -> Iterator[None]:
        """Parse a member; yields after every block."""
        try:
            stream = self._archive.open(member)
        except KeyError:
            raise CheckerError(f"“{member}” is missing in the workbook", self._file.name, _HINT) from None
        tags = 0
        with stream:
            try:
                while block := stream.read(_BLOCK):
                    tags += block.count(b"<")
                    if tags > _TAGS:
                        message = f"“{member}” has more than {_TAGS:,} tags"
                        raise CheckerError(message, self._file.name, "split it into smaller sheets")
                    parser.Parse(block, False)  # noqa: FBT003 - has no name
                    yield
                parser.Parse(b"", True)  # noqa: FBT003
            except expat.ExpatError as error:
                where = f"“{member}”, line {error.lineno}, column {error.offset + 1}"
                message = f"the workbook is broken: {where}: {expat.ErrorString(error.code)}"
                raise CheckerError(message, self._file.name, _HINT) from None


class _Sheet:
    """Gathers the cells of a sheet while it is parsed."""

    def __init__(self, place: str, shared: Strings) -> None:
        self.ready: list[tuple[int, dict[int, Cell]]] = []
        self.offset: Callable[[], int] = int
        self._place = place
        self._shared = shared
        self._row = 0
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._kind = ""
        self._started = 0
        self._pieces: list[str] = []
        self._length = 0
        self._rich: Rich | None = None
        self._taking = self._spoken = self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "row":
                self._row = self._number(attributes.get("r", ""), self._row)
                self._cells, self._column = {}, -1
            case "c":
                self._kind = attributes.get("t", "n")
                self._column = self._place_of(attributes.get("r", ""))
                self._started = self.offset()
                self._pieces.clear()
                self._length = 0
                self._formula = False
                self._rich = None
            case "f":
                self._formula = True
            case "rPh":
                self._spoken = True
                self._rich = Rich(self._started, 0, shared=False)
            case "rPr":
                self._rich = Rich(self._started, 0, shared=False)
            case "v":
                self._taking = True
            case "t":
                self._taking = not self._spoken

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "t":
                self._taking = False
            case "rPh":
                self._spoken = False
            case "c":
                text, rich = self._value("".join(self._pieces))
                self._cells[self._column] = Cell(text, self._started, self.offset(), self._formula, rich)
            case "row":
                if self._cells:
                    self.ready.append((self._row, self._cells))

    def data(self, text: str) -> None:
        if self._taking:
            self._length += len(text)
            if self._length > LONGEST:
                raise CheckerError("a cell has more than 1 MB", f"{self._place}, row {self._row}", _HINT)
            self._pieces.append(text)

    def _number(self, said: str, before: int) -> int:
        number = int(said) if said.isdecimal() and len(said) < 9 else before + 1
        if not before < number <= _ROWS:
            raise CheckerError(f"row {said or number} stands after row {before}", self._place, _HINT)
        return number

    def _place_of(self, reference: str) -> int:
        found = _REFERENCE.fullmatch(reference)
        column = self._column + 1
        if found:
            column = _number_of(found[1])
        if not self._column < column < _COLUMNS:
            raise CheckerError(f"the cell {reference or '?'} is out of order", f"{self._place}, row {self._row}", _HINT)
        return column

    def _value(self, raw: str) -> tuple[str, Rich | None]:
        match self._kind:
            case "s":
                number = int(raw) if raw.strip().isdecimal() and len(raw) < 12 else -1
                if not 0 <= number < len(self._shared):
                    raise CheckerError("a cell refers to no text", f"{self._place}, row {self._row}", _HINT)
                return self._shared[number]
            case "b":
                return "TRUE" if raw.strip() == "1" else "FALSE", None
            case "inlineStr":
                return unescaped(raw), self._rich
            case "str":
                return unescaped(raw), None
        return raw, None


def _number_of(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
