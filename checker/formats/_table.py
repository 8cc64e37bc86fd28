"""Tables with any separator: a header, then one row per segment or concept. Not a format."""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _copy, _sides, column_name
from checker.formats._dates import Dates
from checker.glossary.concepts import COLUMNS
from checker.model import Segment

LONGEST = 1 << 20  # characters of a cell; in a longer one, a closing quote is missing
_CORPUS = ("source", "target", "document", "date", "id", "context", "state", "fuzzy")
_NOT_GOOD = frozenset("1 true yes y x fuzzy draft new initial rejected unapproved untranslated".split())
_PASSED = "-"  # the name of columns that are not read
_NOTES = {"note": "note", "notes": "note", "comment": "note", "description": "note", "definition": "definition"}

# Takes the names of the columns and the cells of a row; gives the new cells by column number, from 0.
RowChange = Callable[[Sequence[str], Sequence[str]], Mapping[int, str]]
Records = Generator[tuple[int, list[str]], None, None]  # the line where a row starts, and its cells


def too_long(place: str) -> CheckerError:
    """The error about a cell of more than ``LONGEST`` characters in the row at ``place``."""
    return CheckerError("a cell has more than 1 MB", place, "is a quote missing?")


def segments(file: Input, records: Records, advice: str) -> Iterator[Segment]:
    """The segments of a corpus table; blank rows are skipped.

    The header has ``source`` and ``target`` and may have document, date, id, context, state and fuzzy, in any case and
    order; other columns are not read. A missing target is "". A segment is fuzzy if its state is draft, new,
    needs-review or the like, or if fuzzy is yes, true, 1 or x. A warning says how many dates are none.

    Args:
        file: The file of the records.
        records: The rows, from the header on; closed at the end.
        advice: How to write a cell that contains the separator, for error messages.

    Raises:
        CheckerError: There is no header, it names a column twice, or a row has too many or too few cells.
    """
    dates = Dates(file)
    for line, cells, column in _corpus(file, records, advice):
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


def write(file: Input, targets: Mapping[int, str], to: BinaryIO, dialect: Dialect) -> None:
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
        for line, cells, column in _corpus(file, records(), dialect.advice):
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
        _copy.edited(file, to, edit)
    else:
        _copy.copied(file, to)


def write_row(
    file: Input,
    line: int,
    change: RowChange,
    to: BinaryIO,
    dialect: Dialect,
) -> None:
    """Copy a glossary with one row changed.

    Args:
        file: A glossary with a header.
        line: The line where the row starts, from 1.
        change: Takes the names of the columns and the cells of the row; gives the new cells by column number, from 0.
        to: Where the copy is written.
        dialect: How the table is written.

    Raises:
        CheckerError: No row starts on that line, or the row cannot hold a cell.
    """

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
            if not names and not _blank(cells):
                names = [column_name(cell) for cell in cells]
            elif start == line:
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
    if replaced is None or [cells + [""] * (len(wanted) - len(cells)) for cells in again] != [wanted]:
        raise CheckerError(f"the row cannot hold the text {_shown([target])}", where, dialect.advice)
    return replaced


def rows(file: Input, records: Records, advice: str) -> Iterator[Row]:
    """The rows of a glossary table by column name; short rows are filled up, and blank ones are skipped.

    The first row is the header if it has ``source`` or ``target``; without a header, two columns are source and target.
    Unknown columns are passed on, since ``Glossary`` reports them; the first row then gets the place of the header.

    Args:
        file: The file of the records.
        records: The rows from the first one on; closed at the end.
        advice: How to write a cell that contains the separator, for error messages.

    Raises:
        CheckerError: There is neither a header nor exactly two columns, the header names a column twice, or a row has
            more cells than the header.
    """
    with closing(records):
        start, cells = _first(records)
        names, astray = [column_name(cell) for cell in cells], False
        if "source" in names or "target" in names:
            place = f"{file.name}:{start}"
            _once(place, names, COLUMNS)
            astray = any(name and name not in COLUMNS for name in names)
        elif len(names) == 2 and not _sides.columns(file, names):
            yield Row.at(f"{file.name}:{start}", {"source": cells[0], "target": cells[1]})
            names = ["source", "target"]
        elif sides := _sides.columns(file, names):
            names = _foreign(file, names, sides)
        elif cells:
            raise _headless(f"{file.name}:{start}", cells, "a glossary’s columns are " + ", ".join(COLUMNS))
        for line, cells in _checked(file, records, len(names), advice):
            cells.extend([""] * (len(names) - len(cells)))
            row = {name: cell for name, cell in zip(names, cells, strict=True) if name or cell.strip()}
            row.pop(_PASSED, None)
            yield Row.at(f"{file.name}:{start if astray else line}", row)
            astray = False


def _foreign(file: Input, names: Sequence[str], sides: tuple[int, int]) -> list[str]:
    """The columns of another program's table under our names; a warning lists those that are not read."""
    ours = [_NOTES.get(name, _PASSED) for name in names]
    ours = [name if name not in ours[:place] else _PASSED for place, name in enumerate(ours)]
    for place, name in zip(sides, ("source", "target"), strict=True):
        ours[place] = name
    passed = [name for name, our in zip(names, ours, strict=True) if our == _PASSED and name]
    if passed:
        file.warn(f"{file.name}: columns that are not read: {', '.join(passed)}")
    return ours


def _first(records: Records) -> tuple[int, list[str]]:
    """The first row that is not blank; an empty row if there is none."""
    return next((record for record in records if not _blank(record[1])), (1, []))


def _blank(cells: Iterable[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def _checked(file: Input, records: Records, width: int, advice: str) -> Records:
    """The rows that are not blank; a row with more cells than the header is an error."""
    for line, cells in records:
        if _blank(cells):
            continue
        if len(cells) > width:
            message = f"the row has {_cells(len(cells))}, the header {width}"
            raise CheckerError(message, f"{file.name}:{line}", advice)
        yield line, cells


def _corpus(
    file: Input, records: Records, advice: str
) -> Generator[tuple[int, list[str], Mapping[str, int]], None, None]:
    """The rows that are segments: line, cells, and the numbers of the columns.

    Short rows are filled up. An empty cell is added at the end, for columns that do not exist.
    """
    with closing(records):
        line, names = _first(records)
        column = _columns(file, f"{file.name}:{line}", names)
        source, width = column["source"], len(names)
        for line, cells in _checked(file, records, width, advice):
            if len(cells) <= source:
                raise CheckerError(
                    f"the row has {_cells(len(cells))}, its “source” would be number {source + 1}",
                    f"{file.name}:{line}",
                    f"the header has {width}; {advice}",
                )
            cells.extend([""] * (width + 1 - len(cells)))
            yield line, cells, column


def _columns(file: Input, place: str, cells: Sequence[str]) -> Mapping[str, int]:
    """The numbers, from 0, of the columns of a corpus."""
    names = header_of(file, cells)
    if not {"source", "target"} <= set(names):
        raise _headless(place, cells, "the first line of a corpus names the columns “source” and “target”")
    _once(place, names, _CORPUS)
    return {name: names.index(name) for name in _CORPUS if name in names}


def header_of(file: Input, cells: Sequence[str]) -> list[str]:
    """The columns in the header of a corpus; other programs' names for source and target are replaced by ours."""
    names = [column_name(cell) for cell in cells]
    if not {"source", "target"} & set(names) and (sides := _sides.columns(file, names)):
        for place, name in zip(sides, ("source", "target"), strict=True):
            names[place] = name
    return names


def _headless(place: str, cells: Sequence[str], hint: str) -> CheckerError:
    """The error about a first row that is not a header."""
    if not cells:
        return CheckerError("there is no header", place, hint)
    return CheckerError(f"this is not a header: {_shown(cells)}", place, hint)


def _shown(cells: Sequence[str]) -> str:
    text = " | ".join(cells)
    return text if len(text) <= 80 else text[:79] + "…"


def _once(place: str, names: Sequence[str], known: Sequence[str]) -> None:
    twice = next((name for name in known if names.count(name) > 1), None)
    if twice:
        raise CheckerError(f"the header names the column “{twice}” twice", place, "rename or remove one of them")


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def _not_good(state: str) -> bool:
    word = state.strip().lower()
    return word in _NOT_GOOD or word.startswith("needs")
