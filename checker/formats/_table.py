"""Tables, however their cells are parted: a header, then a row a segment or concept. No format itself."""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _copy, _sides, column_name
from checker.glossary import COLUMNS
from checker.model import Segment

LONGEST = 1 << 20  # characters of one cell; more is a quote that was never closed
_CORPUS = ("source", "target", "document", "id", "context", "state", "fuzzy")
_NOT_GOOD = frozenset("1 true yes y x fuzzy draft new initial rejected unapproved untranslated".split())
_PASSED = "-"  # a column that is not read
_NOTES = {"note": "note", "notes": "note", "comment": "note", "description": "note", "definition": "definition"}

# Takes the names of the columns and the cells of a row, and gives new cells by their place.
RowChange = Callable[[Sequence[str], Sequence[str]], Mapping[int, str]]
Records = Generator[tuple[int, list[str]], None, None]  # where a row starts, and its cells


def too_long(place: str) -> CheckerError:
    """The complaint about a cell of more than ``LONGEST`` characters in the row at ``place``."""
    return CheckerError("a cell of more than 1 MB", place, "is a quote missing?")


def segments(file: Input, records: Records, advice: str) -> Iterator[Segment]:
    """The segments of a corpus table; rows whose cells are all blank are skipped.

    The header has ``source`` and ``target``, and may have document, id, context, state and fuzzy, in any
    case and order; other columns are passed over. A missing target is "". A state that says draft, new,
    needs-review or the like, and fuzzy with yes, true, 1 or x, make the segment fuzzy.

    Args:
        file: What the records are from.
        records: The rows from the header on; closed at the end.
        advice: How a cell has to be written that has the separator in it.

    Raises:
        CheckerError: There is no header, it names a column twice, or a row has too many or too few cells.
    """
    for line, cells, column in _corpus(file, records, advice):
        document, unit, context = (cells[column.get(name, -1)] for name in ("document", "id", "context"))
        state = cells[column.get("state", -1)]
        yield Segment(
            source=cells[column["source"]],
            target=cells[column["target"]],
            document=document,
            unit=unit or None,
            line=line,
            context=context,
            state=state,
            fuzzy=_not_good(state) or _not_good(cells[column.get("fuzzy", -1)]),
        )


class Dialect(NamedTuple):
    """How a kind of table writes its rows.

    Attributes:
        read: The rows out of the lines of a text.
        replaced: A row's text with another cell at a place, counted from 0; None where no text gives that cell.
        advice: How a cell has to be written that has the separator in it.
    """

    read: Callable[[Iterator[str]], Records]
    replaced: Callable[[str, int, str], str | None]
    advice: str


def write(file: Input, targets: Mapping[int, str], to: BinaryIO, dialect: Dialect) -> None:
    """A copy of a corpus table with other targets, by the number of the segment.

    Raises:
        CheckerError: A row cannot hold its new target, there is no such segment, or as ``segments``.
    """

    def edit(lines: Iterator[str]) -> Iterator[str]:
        held: list[str] = []  # lines of the row at hand
        texts: list[str] = []  # rows that are read and not yet written

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
    """A copy of a glossary with one row changed.

    Args:
        file: A glossary with a header.
        line: Where the row starts, from 1.
        change: Takes the names of the columns and the cells of the row; gives the new cells by their place.
        to: Takes the copy.
        dialect: How the table is written.

    Raises:
        CheckerError: There is no row on that line, or it cannot hold a cell.
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
    """The text of a row with another cell at ``place``, read again to be sure that it says what is ``wanted``."""
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
    """The rows of a glossary table by column name; short rows are filled up, blank ones skipped.

    The first row is the header if it has ``source`` or ``target``; without one, two columns are source and
    target. Unknown columns are handed on, for ``Glossary`` knows what to say of them; to let it say so of
    the header, the first row then stands where the header does.

    Args:
        file: What the records are from.
        records: The rows from the first on; closed at the end.
        advice: How a cell has to be written that has the separator in it.

    Raises:
        CheckerError: There is no header and more or less than two columns, a column stands twice, or a row
            has more cells than the header.
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
    """The columns of another program's table under our names; what is passed over is said."""
    ours = [_NOTES.get(name, _PASSED) for name in names]
    ours = [name if name not in ours[:place] else _PASSED for place, name in enumerate(ours)]
    for place, name in zip(sides, ("source", "target"), strict=True):
        ours[place] = name
    passed = [name for name, our in zip(names, ours, strict=True) if our == _PASSED and name]
    if passed:
        file.warn(f"{file.name}: columns that are not read: {', '.join(passed)}")
    return ours


def _first(records: Records) -> tuple[int, list[str]]:
    """The first row that is not blank; an empty one where there is none."""
    return next((record for record in records if not _blank(record[1])), (1, []))


def _blank(cells: Iterable[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def _checked(file: Input, records: Records, width: int, advice: str) -> Records:
    """The rows that are not blank, none wider than the header."""
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
    """The rows that are segments: line, cells and where the columns stand.

    Short rows are filled up; behind the last cell comes an empty one, for columns that are not there.
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
    """Where the columns of a corpus stand."""
    names = header_of(file, cells)
    if not {"source", "target"} <= set(names):
        raise _headless(place, cells, "a corpus has the columns “source” and “target” in its first line")
    _once(place, names, _CORPUS)
    return {name: names.index(name) for name in _CORPUS if name in names}


def header_of(file: Input, cells: Sequence[str]) -> list[str]:
    """The columns that a corpus's header names; other programs' words for source and target are replaced by ours."""
    names = [column_name(cell) for cell in cells]
    if not {"source", "target"} & set(names) and (sides := _sides.columns(file, names)):
        for place, name in zip(sides, ("source", "target"), strict=True):
            names[place] = name
    return names


def _headless(place: str, cells: Sequence[str], hint: str) -> CheckerError:
    """The complaint about a first row that is no header."""
    if not cells:
        return CheckerError("there is no header", place, hint)
    return CheckerError(f"this is no header: {_shown(cells)}", place, hint)


def _shown(cells: Sequence[str]) -> str:
    text = " | ".join(cells)
    return text if len(text) <= 80 else text[:79] + "…"


def _once(place: str, names: Sequence[str], known: Sequence[str]) -> None:
    twice = next((name for name in known if names.count(name) > 1), None)
    if twice:
        raise CheckerError(f"the column “{twice}” stands there twice", place, "rename or remove one of them")


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def _not_good(state: str) -> bool:
    word = state.strip().lower()
    return word in _NOT_GOOD or word.startswith("needs")
