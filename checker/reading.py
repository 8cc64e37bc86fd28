"""How a table is to be read, as the user says, how it was read, as the user is told, and which files are not read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

_NAMED = 5  # lines that a message names
_FIRST = 3  # entries that are shown
_WIDTH = 100  # characters of an entry that is shown


class Asked(NamedTuple):
    """What the user says about a table; nothing of it means: find out.

    Attributes:
        sheet: The sheet of a workbook.
        header: The number of the row that names the columns, 0 for none.
        columns: What is in which column: our name for it, with the title, the letter or the number of the column.
    """

    sheet: str = ""
    header: int | None = None
    columns: tuple[tuple[str, str | int], ...] = ()


class Unread(msgspec.Struct, frozen=True):
    """A file that is evidently a translation and is not read.

    Attributes:
        file: The file.
        why: Why it is not read.
    """

    file: str
    why: str


class Column(NamedTuple):
    """A column: its number from 0, its title, and what it is read as, "" if it is not read."""

    number: int
    title: str
    name: str

    def __str__(self) -> str:
        return f"{letters(self.number)} “{self.title}”" if self.title else letters(self.number)


class Reading(msgspec.Struct, kw_only=True):
    """How one table was read.

    Attributes:
        file: The file.
        sheet: The sheet of a workbook.
        encoding: The encoding, if it was inferred.
        header: The lines of the header; none without a header.
        above: The lines above the header, which are not read.
        columns: All columns that have a title or are read.
        rows: The number of rows that are read.
        passed: The lines of the rows that are not read, by the reason.
        remarks: What else was inferred or not understood.
        first: The first entries, as they are understood.
        inferred: Whether the table does not have our own header in its first row.
    """

    file: str
    sheet: str = ""
    encoding: str = ""
    header: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: int = 0
    passed: dict[str, list[int]] = msgspec.field(default_factory=dict)
    remarks: list[str] = msgspec.field(default_factory=list)
    first: list[str] = msgspec.field(default_factory=list)
    inferred: bool = False

    def skip(self, line: int, reason: str) -> None:
        """Note that the row at ``line`` is not read."""
        self.passed.setdefault(reason, []).append(line)

    def show(self, entry: str) -> None:
        """Note a row that is read."""
        self.rows += 1
        if len(self.first) < _FIRST:
            self.first.append(cut(entry))

    @property
    def unread(self) -> list[Column]:
        """The columns with a title that are not read."""
        return [column for column in self.columns if not column.name and column.title]

    def notice(self) -> str:
        """One line that says what was inferred and what is not read; "" if nothing was."""
        parts = [f"read as {self.encoding}"] if self.encoding else []
        if self.inferred:
            parts.append(f"header in {numbered(self.header)}" if self.header else "no header")
            named = [f"{column.name} {column}" for column in self.columns if column.name]
            parts.append(", ".join(named))
            if self.unread:
                parts.append("columns that are not read: " + ", ".join(column.title for column in self.unread))
        parts += [
            f"{count(len(lines), 'row')} not read, {reason} ({numbered(lines)})"
            for reason, lines in self.passed.items()
        ]
        parts += self.remarks
        where = f"{self.file}: {self.sheet}" if self.sheet and parts else self.file
        return f"{where}: " + "; ".join(part for part in parts if part) if parts else ""

    def screen(self) -> Iterable[tuple[str, str]]:
        """What was read how, in lines of a name and a text."""
        if self.sheet:
            yield "sheet", self.sheet
        yield "encoding", f"{self.encoding} (it is not UTF-8)" if self.encoding else ""
        yield "header", (numbered(self.header) if self.header else "none") if self.columns else ""
        yield "above it", f"{numbered(self.above)}, not read" if self.above else ""
        for column in self.columns:
            if column.name:
                yield column.name, str(column)
        yield "not read", ", ".join(map(str, self.unread))
        yield "rows", f"{self.rows:,} read"
        for reason, lines in self.passed.items():
            yield "", f"{len(lines):,} not read, {reason}: {numbered(lines)}"
        for remark in self.remarks:
            yield "note", remark
        for place, entry in enumerate(self.first):
            yield "first" if not place else "", entry


def numbered(lines: Sequence[int]) -> str:
    """Line numbers in words; neighbours are joined: ``lines 2-4, 9``."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], line]
        else:
            runs.append([line, line])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_NAMED]]
    more = ", …" if len(runs) > _NAMED else ""
    return ("line " if len(lines) == 1 else "lines ") + ", ".join(shown) + more


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 row``, ``2 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def letters(column: int) -> str:
    """The letters of a column in a spreadsheet, for its number from 0."""
    found, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        found = chr(65 + letter) + found
    return found


def cut(text: str) -> str:
    """``text`` on one line, shortened."""
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
