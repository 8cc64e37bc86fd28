"""Finds the header of a table by its titles, perhaps below a title and in two rows. Not a format."""

from collections.abc import Iterable, Sequence
from itertools import islice

from checker.formats._rows import DEPTH, LATIN, OTHER, Rows
from checker.formats._titles import Kind, Title, title

_ABOVE = 4  # so many pairs of terms above a row show that it is no header
SURE = 2  # how surely a row names both sides


def header_row(seen: Rows) -> tuple[int, int] | None:
    """The index of the row that is the header, and its height in rows; None if there is none."""
    best = max(_candidates(seen), key=lambda one: one[:3], default=None)
    return (-best[2], best[3]) if best else None


def _candidates(seen: Rows) -> Iterable[tuple[int, int, int, int]]:
    """The rows that may be the header: titles understood, how surely, minus the number of the row, and its height.

    Below a row that names both sides, another one is a candidate only as long as no row of texts stands between.
    """
    known = False
    for at in range(min(DEPTH, len(seen.rows))):
        titles = titles_of(seen.rows[at][1])
        sure = certainty(titles)
        height = 1
        if at + 1 < len(seen.rows) and (both := joined(seen.rows[at][1], seen.rows[at + 1][1])):
            two = titles_of(both)
            if certainty(two):
                titles, sure, height = two, certainty(two), 2
        if sure and not _below_pairs(seen, at, titles):
            yield sum(each is not None for each in titles), sure, -at, height
            known = known or sure == SURE
        elif known and sum(map(bool, map(str.strip, seen.rows[at][1]))) > 1:
            return


def titles_of(cells: Sequence[str]) -> list[Title | None]:
    return [title(cell) for cell in cells]


def certainty(titles: Sequence[Title | None]) -> int:
    """How surely titles name the two sides: 0 for not at all."""
    kinds = {each.kind for each in titles if each}
    spoken = {each.language for each in titles if each and each.kind is Kind.LANGUAGE}
    starts, ends = bool(kinds & {Kind.SOURCE, Kind.TERM}), Kind.TARGET in kinds
    if (starts and ends) or len({code.partition("-")[0] for code in spoken}) > 1:
        return SURE
    return int(bool(spoken) and (starts or ends))


def _below_pairs(seen: Rows, at: int, titles: Sequence[Title | None]) -> bool:
    """Whether several pairs of terms stand above a row, in the columns that it seems to name."""
    sides = [
        n for n, each in enumerate(titles) if each and each.kind in (Kind.SOURCE, Kind.TARGET, Kind.TERM, Kind.LANGUAGE)
    ]
    pairs = 0
    for _, cells in seen.rows[:at]:
        texts = [cells[column] for column in sides if column < len(cells)]
        pairs += any(map(OTHER.search, texts)) and any(LATIN.search(text) and not OTHER.search(text) for text in texts)
    return pairs >= _ABOVE


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The titles of a header in two rows, whose upper titles each stand over several columns; None if it is none.

    The lower row must name columns over which the upper one has nothing of its own, or name the same sides again.
    """
    wide = max(len(upper), len(lower))
    above, below = ([*cells, *[""] * (wide - len(cells))] for cells in (upper, lower))
    filled: list[str] = []
    for cell in above:
        filled.append(cell.strip() or (filled[-1] if filled else ""))
    extended = [
        n for n in range(wide) if below[n].strip() and filled[n] and (not above[n].strip() or above[n] in above[:n])
    ]
    known = titles_of(below)
    own = [n for n in range(wide) if below[n].strip() and below[n] != above[n]]
    understood = [n for n in own if known[n] is not None or _filler(below[n])]
    if extended and len(understood) == len(own) and any(n in own for n in extended):
        return [f"{filled[n]} {below[n]}" if n in own and filled[n] else below[n] or above[n] for n in range(wide)]
    again = certainty(known) == SURE and len(own) == len([n for n in own if above[n].strip()])
    if again and all(_alike(title(above[n]), known[n]) for n in own if title(above[n])):
        return [f"{above[n]} {below[n]}" if n in own else above[n] for n in range(wide)]
    return None


def _filler(cell: str) -> bool:
    """Whether a title says nothing by itself, but belongs to one above it."""
    return title(f"한국어 {cell}") is not None


def _alike(one: Title | None, other: Title | None) -> bool:
    """Whether two titles may be the same in two languages."""
    if one is None or other is None:
        return False
    side = {Kind.SOURCE: 1, Kind.TERM: 1, Kind.TARGET: 2}
    return one.kind is other.kind or (one.kind in side and side.get(one.kind) == side.get(other.kind))


def names_sides(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of the first rows names the two sides of a table."""
    return any(certainty(titles_of(cells)) for cells in islice(rows, DEPTH))
