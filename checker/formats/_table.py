"""Tables with any separator: perhaps a header, then one row per segment or concept. Not a format."""

import io
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _copy, _entries, _layout, column_name
from checker.formats._dates import Dates
from checker.formats._rows import Layout, first
from checker.glossary.concepts import COLUMNS
from checker.model import Segment
from checker.reading import Reading, numbered

LONGEST = 1 << 20  # characters of a cell; in a longer one, a closing quote is missing
_NOT_GOOD = frozenset(
    [
        *"1 true yes y x fuzzy draft new initial rejected unapproved untranslated".split(),
        *"초안 미번역 번역중 미승인 검토중 下書き 未承認".split(),
    ]
)

# Takes the names of the columns and the cells of a row; gives the new cells by column number, from 0.
RowChange = Callable[[Sequence[str], Sequence[str]], Mapping[int, str]]
Records = Generator[tuple[int, list[str]], None, None]  # the line where a row starts, and its cells
Read = Callable[[], Records]  # reads a table from its first row on


def too_long(place: str) -> CheckerError:
    """The error about a cell of more than ``LONGEST`` characters in the row at ``place``."""
    return CheckerError("a cell has more than 1 MB", place, "is a quote missing?")


def segments(file: Input, read: Read, advice: str, layout: Layout | None = None) -> Iterator[Segment]:
    """The segments of a corpus table; blank rows are skipped.

    The header has ``source`` and ``target`` and may have document, date, id, context, state and fuzzy, in any case and
    order, or other words for them (see ``_layout``); other columns are not read. A missing target is "". A segment is
    fuzzy if its state is draft, new, needs-review or the like, or if fuzzy is yes, true, 1 or x. A warning says how
    many dates are none.

    Args:
        file: The file of the records.
        read: Reads its rows; closed at the end.
        advice: How to write a cell that contains the separator, for error messages.
        layout: How it is laid out, if that is known.

    Raises:
        CheckerError: There is no header, it names a column twice, or a row has too many or too few cells.
    """
    dates = Dates(file)
    layout = layout or layout_of(file, read)
    for line, cells, column in _corpus(file, layout, read(), advice):
        document, unit, context = (cells[column.get(name, -1)] for name in ("document", "id", "context"))
        state = cells[column.get("state", -1)]
        yield Segment(
            source=cells[column["source"]],
            target=cells[column["target"]],
            document=document,
            date=dates.read(cells[column.get("date", -1)], line),
            unit=unit or None,
            line=line,
            context=context,
            state=state,
            fuzzy=_not_good(state) or _not_good(cells[column.get("fuzzy", -1)]),
        )
    dates.tell()


def layout_of(file: Input, read: Read) -> Layout:
    """How a corpus table is laid out.

    Raises:
        CheckerError: No row names the columns of a corpus, or one names them twice or unclearly.
    """
    layout = _layout.of(file, read, glossary=False)
    if layout is None:
        hint = "the first line of a corpus names the columns “source” and “target”; or say --columns SOURCE TARGET"
        raise headless(file, read, hint)
    return layout


def reading_of(file: Input, layout: Layout, sheet: str = "") -> Reading:
    """How a table is read, as the user is told."""
    return Reading(
        file=file.name,
        sheet=sheet,
        encoding=file.inferred,
        header=layout.header,
        above=layout.above,
        columns=layout.columns,
        remarks=list(layout.remarks),
        inferred=not layout.ours or bool(layout.above),
    )


class Dialect(NamedTuple):
    """How a kind of table writes its rows.

    Attributes:
        read: Splits the lines of a file into rows.
        replaced: Replaces the cell with this column number, from 0, in the text of a row; None if that is impossible.
        advice: How to write a cell that contains the separator, for error messages.
    """

    read: Callable[[Iterator[str]], Records]
    replaced: Callable[[str, int, str], str | None]
    advice: str


def write(file: Input, targets: Mapping[int, str], to: BinaryIO, read: Read, dialect: Dialect) -> None:
    """Copy a corpus table with new targets, by the number of the segment from 1.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or the table is broken.
    """

    def edit(lines: Iterator[str]) -> Iterator[str]:
        held: list[str] = []  # the lines of the current row
        texts: list[str] = []  # rows that are read but not written yet

        def kept() -> Iterator[str]:
            for line in lines:
                held.append(line)
                yield line

        def records() -> Records:
            for record in dialect.read(kept()):
                texts.append("".join(held))
                held.clear()
                yield record

        seen = 0
        for line, cells, column in _corpus(file, layout, records(), dialect.advice):
            seen += 1
            target, place = targets.get(seen), column["target"]
            if target is not None and target != cells[place]:
                wanted = [*cells[:place], target, *cells[place + 1 : -1]]
                texts[-1] = _replaced(f"{file.name}:{line}", dialect, texts[-1], place, wanted)
            yield from texts
            texts.clear()
        yield from texts
        yield from held
        _copy.unknown(file, targets, seen)

    if targets:
        layout = layout_of(file, read)
        _copy.edited(file, to, edit)
    else:
        _copy.copied(file, to)


def write_row(
    file: Input,
    line: int,
    change: RowChange,
    to: BinaryIO,
    read: Read,
    dialect: Dialect,
) -> None:
    """Copy a glossary with one row changed.

    Args:
        file: A glossary with our own header.
        line: The line where the row starts, from 1.
        change: Takes the names of the columns and the cells of the row; gives the new cells by column number, from 0.
        to: Where the copy is written.
        read: Reads the rows of the file.
        dialect: How the table is written.

    Raises:
        CheckerError: The header is not ours, no row starts on that line, or the row cannot hold a cell.
    """
    layout = _layout.of(file, read, glossary=True)
    if layout is not None and not (layout.ours and layout.header):
        hint = "add the term in the program that wrote the file, or write it in our format: ilchi glossary convert"
        raise CheckerError("the columns of this glossary are not ours, so it can only be read", file.name, hint)

    def edit(lines: Iterator[str]) -> Iterator[str]:
        held: list[str] = []

        def kept() -> Iterator[str]:
            for text in lines:
                held.append(text)
                yield text

        names: list[str] = []
        found = False
        for start, cells in dialect.read(kept()):
            text = "".join(held)
            held.clear()
            if layout is not None and start in layout.header:
                names = [column_name(cell) for cell in cells]
            elif start == line and names:
                found = True
                wanted = [*cells, *[""] * (len(names) - len(cells))]
                for place, cell in sorted(change(names, cells).items()):
                    if cell != wanted[place]:
                        wanted[place] = cell
                        text = _replaced(f"{file.name}:{line}", dialect, text, place, [*wanted[: len(names)], ""])
            yield text
        yield from held
        if not found:
            raise CheckerError("there is no row on this line", f"{file.name}:{line}", "read the glossary again")

    _copy.edited(file, to, edit)


def _replaced(where: str, dialect: Dialect, text: str, place: int, wanted: list[str]) -> str:
    """The text of a row with a new cell at ``place``; it is read again to check that it has the ``wanted`` cells."""
    target = wanted[place]
    replaced = dialect.replaced(text, place, target)
    again: list[list[str]] = []
    if replaced is not None and not _blank(wanted):
        with suppress(CheckerError):
            again = [cells for _, cells in dialect.read(iter(io.StringIO(replaced, newline="\n")))]
    wide = len(wanted)
    same = [cells[:wide] + [""] * (wide - len(cells)) for cells in again] == [wanted]
    if replaced is None or not same or not _blank(again[0][wide:]):
        raise CheckerError(f"the row cannot hold the text {_shown([target])}", where, dialect.advice)
    return replaced


def rows(
    file: Input,
    read: Read,
    advice: str,
    sheet: str = "",
    layout: Layout | None = None,
    continued: Collection[int] = (),
) -> Iterator[Row]:
    """The rows of a glossary table by column name; short rows are filled up, and blank ones are skipped.

    With our own header, columns that are nearly ours are passed on, since ``Glossary`` reports them; the first row then
    gets the place of the header. ``file.readings`` gets how the table was read.

    Args:
        file: The file of the records.
        read: Reads its rows; closed at the end.
        advice: How to write a cell that contains the separator, for error messages.
        sheet: The sheet of a workbook.
        layout: How it is laid out, if that is known.
        continued: The lines whose source cell is one with the cell above.

    Raises:
        CheckerError: It is unclear which columns are the two sides, the header names a column twice, or a row has more
            cells than the header.
    """
    layout = layout or _layout.of(file, read, glossary=True)
    if layout is None:
        if first(read):
            raise headless(file, read, "a glossary’s columns are " + ", ".join(COLUMNS))
        return
    reading = reading_of(file, layout, sheet)
    with closing(read()) as records:
        if layout.ours:
            yield from _own(file, layout, records, advice, reading)
        else:
            yield from _entries.read(file, layout, records, reading, continued)
    reading.encoding = file.inferred
    file.readings.append(reading)


def _own(file: Input, layout: Layout, records: Records, advice: str, reading: Reading) -> Iterator[Row]:
    """The rows of a glossary with our own columns."""
    astray = [name for name in layout.names if name and name not in COLUMNS]
    place = f"{file.name}:{layout.header[0]}" if astray else ""
    single: list[int] = []
    for line, cells in _checked(file, records, layout, advice):
        cells.extend([""] * (len(layout.names) - len(cells)))
        row = {name: cell for name, cell in zip(layout.names, cells, strict=True) if name or cell.strip()}
        if any(";" in row.get(name, "") for name in ("source", "target", "admitted", "forbidden")):
            single.append(line)
        reading.show(_entries.shown(row))
        yield Row.at(place or f"{file.name}:{line}", row)
        place = ""
    if single:
        reading.remarks.append(f"“;” does not part terms, “|” does ({numbered(single)})")


def headless(file: Input, read: Read, hint: str) -> CheckerError:
    """The error about a table without a header."""
    line, cells = first(read) or (1, [])
    place = f"{file.name}:{line}"
    if not cells:
        return CheckerError("there is no header", place, hint)
    return CheckerError(f"this is not a header: {_shown(cells)}", place, hint)


def _blank(cells: Iterable[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def _checked(file: Input, records: Records, layout: Layout, advice: str) -> Records:
    """The rows below the header that are not blank; a row with more cells than the header is an error."""
    width = len(layout.names)
    for line, cells in records:
        if line <= layout.start or _blank(cells):
            continue
        if not layout.ours and _blank(cells[width:]):
            del cells[width:]
        if len(cells) > width:
            message = f"the row has {_cells(len(cells))}, the header {width}"
            raise CheckerError(message, f"{file.name}:{line}", advice)
        yield line, cells


def _corpus(
    file: Input, layout: Layout, records: Records, advice: str
) -> Generator[tuple[int, list[str], Mapping[str, int]], None, None]:
    """The rows that are segments: line, cells, and the numbers of the columns.

    Short rows are filled up. An empty cell is added at the end, for columns that do not exist.
    """
    column = {name: layout.names.index(name) for name in layout.names if name}
    source, width = column["source"], len(layout.names)
    with closing(records):
        for line, cells in _checked(file, records, layout, advice):
            if _layout.repeated(layout, cells):
                continue
            if len(cells) <= source:
                raise CheckerError(
                    f"the row has {_cells(len(cells))}, its “source” would be number {source + 1}",
                    f"{file.name}:{line}",
                    f"the header has {width}; {advice}",
                )
            cells.extend([""] * (width + 1 - len(cells)))
            yield line, cells, column


def _shown(cells: Sequence[str]) -> str:
    text = " | ".join(cells)
    return text if len(text) <= 80 else text[:79] + "…"


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def _not_good(state: str) -> bool:
    word = state.strip().lower()
    return word in _NOT_GOOD or word.startswith("needs")
