"""Tables, however their cells are parted: a header, then a row a segment or concept. No format itself."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from checker.errors import CheckerError
from checker.formats import Input, Row, column_name
from checker.glossary import COLUMNS
from checker.model import Segment

LONGEST = 1 << 20  # characters of one cell; more is a quote that was never closed
_CORPUS = ("source", "target", "document", "id", "context", "state", "fuzzy")
_NOT_GOOD = frozenset(
    (
        "1",
        "true",
        "yes",
        "y",
        "x",
        "fuzzy",
        "draft",
        "new",
        "initial",
        "rejected",
        "unapproved",
        "untranslated",
    )
)

Records = Generator[tuple[int, list[str]], None, None]  # where a row starts, and its cells


def too_long(place: str) -> CheckerError:
    """The complaint about a cell of more than ``LONGEST`` characters in the row at ``place``."""
    return CheckerError("a cell of more than 1 MB", place, "is a quote missing?")


def segments(given: Input, records: Records, advice: str) -> Iterator[Segment]:
    """The segments of a corpus table; rows whose cells are all blank are skipped.

    The header has ``source`` and ``target``, and may have document, id, context, state and fuzzy, in any
    case and order; other columns are passed over. A missing target is "". A state that says draft, new,
    needs-review or the like, and fuzzy with yes, true, 1 or x, make the segment fuzzy.

    Args:
        given: What the records are from.
        records: The rows from the header on; closed at the end.
        advice: How a cell has to be written that has the separator in it.

    Raises:
        CheckerError: There is no header, it names a column twice, or a row has too many or too few cells.
    """
    with closing(records):
        line, names = _first(records)
        column = _columns(f"{given.name}:{line}", names)
        source, target = column["source"], column["target"]
        document, unit, context = (column.get(name, -1) for name in ("document", "id", "context"))
        marks = [column[name] for name in ("state", "fuzzy") if name in column]
        width = len(names)
        for line, cells in _checked(given, records, width, advice):
            if len(cells) <= source:
                raise CheckerError(
                    f"the row has {_cells(len(cells))}, its “source” would be number {source + 1}",
                    f"{given.name}:{line}",
                    f"the header has {width}; {advice}",
                )
            cells.extend([""] * (width + 1 - len(cells)))  # one more: for a column that is not there
            yield Segment(
                source=cells[source],
                target=cells[target],
                document=cells[document],
                unit=cells[unit] or None,
                line=line,
                context=cells[context],
                fuzzy=any(_not_good(cells[mark]) for mark in marks),
            )


def rows(given: Input, records: Records, advice: str) -> Iterator[Row]:
    """The rows of a glossary table by column name; short rows are filled up, blank ones skipped.

    The first row is the header if it has ``source`` or ``target``; without one, two columns are source and
    target. Unknown columns are handed on, for ``Glossary`` knows what to say of them; to let it say so of
    the header, the first row then stands where the header does.

    Args:
        given: What the records are from.
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
            place = f"{given.name}:{start}"
            _once(place, names, COLUMNS)
            astray = any(name and name not in COLUMNS for name in names)
        elif len(names) == 2:
            yield Row.at(f"{given.name}:{start}", {"source": cells[0], "target": cells[1]})
            names = ["source", "target"]
        elif cells:
            raise _headless(f"{given.name}:{start}", cells, "a glossary’s columns are " + ", ".join(COLUMNS))
        for line, cells in _checked(given, records, len(names), advice):
            cells.extend([""] * (len(names) - len(cells)))
            row = {name: cell for name, cell in zip(names, cells, strict=True) if name or cell.strip()}
            yield Row.at(f"{given.name}:{start if astray else line}", row)
            astray = False


def _first(records: Records) -> tuple[int, list[str]]:
    """The first row that is not blank; an empty one where there is none."""
    return next((record for record in records if not _blank(record[1])), (1, []))


def _blank(cells: Iterable[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def _checked(given: Input, records: Records, width: int, advice: str) -> Records:
    """The rows that are not blank, none wider than the header."""
    for line, cells in records:
        if _blank(cells):
            continue
        if len(cells) > width:
            message = f"the row has {_cells(len(cells))}, the header {width}"
            raise CheckerError(message, f"{given.name}:{line}", advice)
        yield line, cells


def _columns(place: str, cells: Sequence[str]) -> Mapping[str, int]:
    """Where the columns of a corpus stand."""
    names = [column_name(cell) for cell in cells]
    if not {"source", "target"} <= set(names):
        raise _headless(place, cells, "a corpus has the columns “source” and “target” in its first line")
    _once(place, names, _CORPUS)
    return {name: names.index(name) for name in _CORPUS if name in names}


def _headless(place: str, cells: Sequence[str], hint: str) -> CheckerError:
    """The complaint about a first row that is no header."""
    if not cells:
        return CheckerError("there is no header", place, hint)
    shown = " | ".join(cells)
    shown = shown if len(shown) <= 80 else shown[:79] + "…"
    return CheckerError(f"this is no header: {shown}", place, hint)


def _once(place: str, names: Sequence[str], known: Sequence[str]) -> None:
    twice = next((name for name in known if names.count(name) > 1), None)
    if twice:
        raise CheckerError(f"the column “{twice}” stands there twice", place, "rename or remove one of them")


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def _not_good(state: str) -> bool:
    word = state.strip().lower()
    return word in _NOT_GOOD or word.startswith("needs")
