"""How a table is laid out: where its header is, and what is in which column. Not a format.

A table with our own header in its first row is read by that alone. In any other, the header is the row whose titles say
which columns are the source and the target, perhaps below a title and in two rows; without such a row, the columns of a
glossary are told by their scripts, if only one reading is possible. What is not certain is an error.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from checker.errors import CheckerError
from checker.formats import GLOSSARY_MARKS, Input, column_name
from checker.formats._columns import REPEATED, Columns
from checker.formats._header import certainty, header_row, joined, titles_of
from checker.formats._rows import (
    CORPUS,
    DEPTH,
    LATIN,
    MOST,
    OTHER,
    Layout,
    Read,
    Rows,
    first,
    is_other,
    mostly,
    sampled,
)
from checker.formats._titles import Kind
from checker.glossary.concepts import COLUMNS
from checker.reading import cut, letters

_MARKS_OF_GLOSSARIES = (Kind.ADMITTED, Kind.FORBIDDEN, Kind.SAME, Kind.DEFINITION)
_SAMPLE, _SHORT = 4096, 200  # rows by which a glossary and a corpus are judged
_NEAR = 0.8  # so alike are a word and its misspelling
_LONG = 40  # characters that no number has
_NUMBER = re.compile(r"[\s(\[#]*(?:\d[\d.,:/\s-]*|[①-⑳])[.)\]]?\s*")


def of(file: Input, read: Read, *, glossary: bool) -> Layout | None:
    """The layout of a table; None if no row names the columns and the scripts do not tell them either.

    Args:
        file: The table, with what the user says about it and with the languages asked for.
        read: Reads its rows. A fault in one ends the rows by which it is judged; whoever reads them all finds it.
        glossary: Whether it is a glossary; else it is a corpus.

    Raises:
        CheckerError: It is unclear which columns are the two sides, or the table lacks what the user says.
    """
    told = bool(file.asked.columns) or file.asked.header is not None
    head = first(read)
    if head and not told and (ours := _ours(file, *head, glossary=glossary)):
        return ours
    seen = Rows(file, glossary, sampled(read, _SAMPLE if glossary else _SHORT))
    if told:
        return _as_asked(seen)
    header = header_row(seen)
    if header is None:
        return _by_script(seen) if glossary else None
    layout = _headed(seen, *header)
    return layout if layout.ours or _has_texts(seen, layout) else None


# Our own header.


def _ours(file: Input, line: int, cells: Sequence[str], *, glossary: bool) -> Layout | None:
    """The layout of a table whose first row has our own names; names that are nearly ours are an error later."""
    names = [column_name(cell) for cell in cells]
    if not glossary:
        if not {"source", "target"} <= set(names):
            return None
        once(f"{file.name}:{line}", names, CORPUS)
        known = tuple(name if name in CORPUS else "" for name in names)
        return Layout(ours=True, header=(line,), above=(), start=line, names=known, titles=tuple(cells))
    if not {"source", "target"} & set(names) or not all(is_near(name) for name in names if name):
        return None
    once(f"{file.name}:{line}", names, COLUMNS)
    return Layout(ours=True, header=(line,), above=(), start=line, names=tuple(names), titles=tuple(cells))


def is_near(name: str) -> bool:
    """Whether ``name`` is a column of our glossaries or a misspelt one."""
    return name in COLUMNS or bool(get_close_matches(name, COLUMNS, 1, _NEAR))


def once(place: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Check that no known column is named twice.

    Raises:
        CheckerError: One is.
    """
    twice = next((name for name in known if names.count(name) > 1), None)
    if twice:
        raise CheckerError(f"the header names the column “{twice}” twice", place, "rename or remove one of them")


# A header by its titles.


def _headed(seen: Rows, at: int, height: int) -> Layout:
    """The layout of a table with its header in the row ``at`` and perhaps the next one."""
    line, cells = seen.rows[at]
    lines = tuple(number for number, _ in seen.rows[at : at + height])
    if height == 1 and (ours := _ours(seen.file, line, cells, glossary=seen.glossary)):
        return ours._replace(above=tuple(number for number, _ in seen.rows[:at]), repeated=tuple(cells))
    said = joined(cells, seen.rows[at + 1][1]) if height == 2 else list(cells)
    said = [*(said or [])]
    while said and not said[-1].strip():
        said.pop()
    last = at + height - 1
    names, remarks = Columns(seen, said, last).named()
    return Layout(
        ours=False,
        header=lines,
        above=tuple(number for number, _ in seen.rows[:at]),
        start=lines[-1],
        names=tuple(names),
        titles=tuple(said),
        repeated=tuple(cells),
        remarks=tuple(remarks),
    )


def _has_texts(seen: Rows, layout: Layout) -> bool:
    """Whether one of the two sides has letters: a table of marks may be headed by the names of languages, too."""
    after = max(at for at, (line, _) in enumerate(seen.rows) if line <= layout.start)
    texts = [cell for side in ("source", "target") for cell in seen.cells(layout.first(side), after)]
    return not texts or any(LATIN.search(text) or OTHER.search(text) for text in texts)


# What the user says.


def _as_asked(seen: Rows) -> Layout:
    """The layout that the user describes.

    Raises:
        CheckerError: There is no such row or column.
    """
    asked = seen.file.asked
    at = _asked_row(seen)
    said = [*seen.rows[at][1]] if at >= 0 else []
    width = max([len(said), *(len(cells) for _, cells in seen.rows[:DEPTH])], default=0)
    said += [""] * (width - len(said))
    chosen = {name: _column(seen, at, said, name, reference) for name, reference in asked.columns}
    columns = Columns(seen, said, at)
    for side in (Kind.SOURCE, Kind.TARGET):
        if side in chosen:
            columns.settle(side, chosen[side])
    names, remarks = columns.named()
    for name, number in chosen.items():
        names = [each if each != name or name in REPEATED else "" for each in names]
        names[number] = name
    lines = (seen.rows[at][0],) if at >= 0 else ()
    above = tuple(number for number, _ in seen.rows[: max(at, 0)])
    start = lines[0] if lines else -1
    return Layout(
        ours=False,
        header=lines,
        above=above,
        start=start,
        names=tuple(names),
        titles=tuple(said),
        repeated=tuple(said) if lines else (),
        remarks=tuple(remarks),
    )


def _asked_row(seen: Rows) -> int:
    """The index of the row that is the header, -1 for none."""
    asked = seen.file.asked
    if asked.header is not None:
        rows = [at for at, (line, _) in enumerate(seen.rows) if line == asked.header]
        if asked.header and not rows:
            raise CheckerError(f"there is nothing in row {asked.header}", seen.file.name, "correct header in [[files]]")
        return rows[0] if asked.header else -1
    wanted = {_plain(str(value)) for _, value in asked.columns if not _by_letters(value)}
    counts = [len(wanted & {_plain(cell) for cell in cells}) for _, cells in seen.rows[:DEPTH]]
    if any(counts):
        return counts.index(max(counts))
    found = header_row(seen)
    return found[0] if found else -1


def _column(seen: Rows, at: int, said: Sequence[str], name: str, reference: str | int) -> int:
    """The number of the column that a title, letters or a number name."""
    titles = [_plain(cell) for cell in said]
    if titles.count(_plain(str(reference))) == 1 and isinstance(reference, str):
        return titles.index(_plain(reference))
    number = _by_letters(reference) - 1
    if 0 <= number < len(said):
        return number
    listed = ", ".join(f"{letters(n)} “{cut(cell)}”" for n, cell in enumerate(said) if cell.strip())
    where = seen.place(at)
    hint = f"it has {listed}" if listed else f"it has {len(said)} columns and no header"
    raise CheckerError(f"there is no column “{reference}” for the {name}", where, hint)


def _by_letters(reference: str | int) -> int:
    """The number of a column, from 1, that is named by letters or a number; 0 if it is named by its title."""
    text = str(reference).strip().upper()
    if text.isdecimal():
        return int(text) if len(text) < 6 else 0
    if not re.fullmatch("[A-Z]{1,2}", text):
        return 0
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def _plain(cell: str) -> str:
    return " ".join(cell.split()).lower()


# By script.


def _by_script(seen: Rows) -> Layout | None:
    """The layout of a glossary without a header: two columns, or one column in each of the two scripts."""
    rows, file = seen.rows, seen.file
    width = max((len(cells) for _, cells in rows), default=0)
    used = [n for n in range(width) if seen.cells(n, -1)]
    wordy = [n for n in used if not _counting(seen.cells(n, -1))]
    start, end = file.languages
    body = [at for at, (_, cells) in enumerate(rows) if sum(bool(cell.strip()) for cell in cells) > 1]
    if not body or (len(used) < 2):
        return None
    top = body[0]
    remarks: list[str] = []
    plain = [n for n, cell in enumerate(rows[top][1]) if cell.strip()] == [0, 1]
    by_side = [_column_in(seen, wordy, top, other=is_other(code)) for code in (start or "ko", end or "en")]
    if plain and not (start and end and by_side == [[1], [0]]):
        source, target, width = 0, 1, 2
        if used != [0, 1]:
            remarks.append("columns beyond the first two are not read")
        if end and not is_other(end) and mostly(seen.cells(1, top - 1), other=True):
            remarks.append(f"the second column has hardly any text in {end}")
    elif len(by_side[0]) == len(by_side[1]) == 1 and by_side[0] != by_side[1] and len(wordy) == 2:
        source, target = by_side[0][0], by_side[1][0]
        remarks.append("the columns are told by their scripts")
    elif by_side[0][:1] == [0] and by_side[1] == [1] and _distinct(seen.cells(0, top - 1)):
        source, target = 0, 1
        remarks.append("the columns are told by their scripts")
    else:
        return None
    named = _unknown_header(seen, top, source, target)
    if named:
        remarks.append(f"line {rows[top][0]} (“{cut(' | '.join(rows[top][1]))}”) is taken for a header")
        top += 1
    names = tuple({source: "source", target: "target"}.get(n, "") for n in range(width))
    titles = rows[top - 1][1] if named else []
    return Layout(
        ours=plain and not remarks and top == 0,
        header=(rows[top - 1][0],) if named else (),
        above=tuple(number for number, _ in rows[: top - named]),
        start=rows[top - 1][0] if top else -1,
        names=names,
        titles=(*titles, *[""] * (width - len(titles))),
        remarks=tuple(remarks),
    )


def _column_in(seen: Rows, among: Sequence[int], after: int, *, other: bool) -> list[int]:
    """The columns whose cells are mostly in other scripts than Latin, or else in Latin letters alone."""
    return [n for n in among if mostly(seen.cells(n, after - 1), other=other)]


def _distinct(texts: Sequence[str]) -> bool:
    """Whether a column does not repeat itself, as terms do not, but categories do."""
    return len(texts) > 2 and len(set(texts)) == len(texts)


def _counting(texts: Sequence[str]) -> bool:
    """Whether a column only counts its rows."""
    return sum(len(text) < _LONG and bool(_NUMBER.fullmatch(text)) for text in texts) >= MOST * len(texts)


def _unknown_header(seen: Rows, top: int, source: int, target: int) -> bool:
    """Whether the first row has another script than all rows below it have in the target, so that it is a header."""
    first = seen.rows[top][1]
    here, there = (first[n].strip() if n < len(first) else "" for n in (source, target))
    below = seen.cells(target, top)
    if not here or not there or here == there or len(below) < 3:
        return False
    return bool(OTHER.search(there)) and not any(map(OTHER.search, below)) and bool(OTHER.search(here))


def repeated(layout: Layout, cells: Sequence[str]) -> bool:
    """Whether a row is the header again."""
    return bool(layout.repeated) and [cell.strip() for cell in cells] == [cell.strip() for cell in layout.repeated]


def is_glossary(read: Read) -> bool:
    """Whether a table is evidently a glossary and no corpus, by the columns that its header names."""
    rows = sampled(read, DEPTH)
    names = {column_name(cell) for cell in rows[0][1]} if rows else set()
    if {"source", "target"} <= names:
        return bool(names & GLOSSARY_MARKS)
    said = [each for each in (titles_of(cells) for _, cells in rows) if certainty(each)]
    return any(each and (each.entry or each.kind in _MARKS_OF_GLOSSARIES) for titles in said for each in titles)
