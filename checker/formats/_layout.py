"""How a table is laid out: where its header is, and what is in which column. Not a format.

A table with our own header in its first row is read by that alone. In any other, the header is the row whose titles say
which columns are the source and the target, perhaps below a title and in two rows; without such a row, the columns of a
glossary are told by their scripts, if only one reading is possible. What is not certain is an error.
"""

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, suppress
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats import GLOSSARY_MARKS, Input, _sides, _words, column_name
from checker.formats._titles import Kind, Title, title
from checker.glossary.concepts import COLUMNS
from checker.languages import language
from checker.reading import Column, cut, letters

_MARKS_OF_GLOSSARIES = (Kind.ADMITTED, Kind.FORBIDDEN, Kind.SAME, Kind.DEFINITION)
CORPUS = ("source", "target", "document", "date", "id", "context", "state", "fuzzy")
FLAGGED = "forbidden?"  # a column that says of a row whether its target is forbidden
SOURCES = "sources"  # a column with more source terms
_SAMPLE, _SHORT = 4096, 200  # rows by which a glossary and a corpus are judged
_DEPTH = 30  # rows in which the header is
_ABOVE = 4  # so many pairs of terms above a row show that it is no header
_NEAR = 0.8  # so alike are a word and its misspelling
_SURE = 2  # how surely a row names both sides
_MOST = 0.8  # of the cells of a column
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile(r"[\u0370-\u1fff\u2e80-\ua4cf\uac00-\ud7af]")
_LONG = 40  # characters that no number has
_NUMBER = re.compile(r"[\s(\[#]*(?:\d[\d.,:/\s-]*|[①-⑳])[.)\]]?\s*")
_WORDS = _words.read("_cells.tsv")
YES, NO, MARKS, NOTHING = (frozenset(_words.part(_WORDS, kind)) for kind in ("yes", "no", "mark", "nothing"))
_OURS = {  # our names for what a title says, in a glossary and in a corpus
    Kind.NOTE: ("note", ""), Kind.DEFINITION: ("definition", ""), Kind.CATEGORY: ("category", ""),
    Kind.STATUS: ("status", "state"), Kind.DOCUMENT: ("", "document"), Kind.ID: ("", "id"), Kind.OTHER: ("", ""),
}  # fmt: skip
_REPEATED = ("note", "definition", "admitted", "forbidden", SOURCES, FLAGGED)  # columns that there may be several of

Row = tuple[int, list[str]]  # the line where a row starts, and its cells
Read = Callable[[], Generator[Row, None, None]]


class Layout(NamedTuple):
    """The layout of a table.

    Attributes:
        ours: Whether its header has only our own names.
        header: The lines of the header; none without one.
        above: The lines above the header that are not blank.
        start: The last line above the rows.
        names: What each column is, "" if it is not read.
        titles: The title of each column, "" without one.
        repeated: The cells of the header, which may stand again further down.
        remarks: What was inferred beyond that, and what was not understood.
    """

    ours: bool
    header: tuple[int, ...]
    above: tuple[int, ...]
    start: int
    names: tuple[str, ...]
    titles: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns that have a title or are read."""
        both = enumerate(zip(self.titles, self.names, strict=True))
        return tuple(Column(number, cut(said), name) for number, (said, name) in both if said.strip() or name)

    def first(self, name: str) -> int:
        """The number of the first column with a name, -1 if there is none."""
        return self.names.index(name) if name in self.names else -1


class _Rows(NamedTuple):
    """The rows by which a table is judged, and what it is."""

    file: Input
    glossary: bool
    rows: list[tuple[int, list[str]]]

    def place(self, at: int) -> str:
        return f"{self.file.name}:{self.rows[at][0]}" if at >= 0 else self.file.name

    def cells(self, column: int, after: int) -> list[str]:
        """The texts of a column below the row ``after``."""
        return [
            cells[column].strip()
            for _, cells in self.rows[after + 1 :]
            if column < len(cells) and cells[column].strip()
        ]


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
    seen = _Rows(file, glossary, _sampled(read, _SAMPLE if glossary else _SHORT))
    if told:
        return _as_asked(seen)
    header = _header(seen)
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


def _header(seen: _Rows) -> tuple[int, int] | None:
    """The index of the row that is the header, and its height in rows; None if there is none."""
    best = max(_candidates(seen), key=lambda one: one[:3], default=None)
    return (-best[2], best[3]) if best else None


def _candidates(seen: _Rows) -> Iterable[tuple[int, int, int, int]]:
    """The rows that may be the header: titles understood, how surely, minus the number of the row, and its height.

    Below a row that names both sides, another one is a candidate only as long as no row of texts stands between.
    """
    known = False
    for at in range(min(_DEPTH, len(seen.rows))):
        titles = _titles(seen.rows[at][1])
        sure = _certainty(titles)
        height = 1
        if at + 1 < len(seen.rows) and (both := _joined(seen.rows[at][1], seen.rows[at + 1][1])):
            two = _titles(both)
            if _certainty(two):
                titles, sure, height = two, _certainty(two), 2
        if sure and not _below_pairs(seen, at, titles):
            yield sum(each is not None for each in titles), sure, -at, height
            known = known or sure == _SURE
        elif known and sum(map(bool, map(str.strip, seen.rows[at][1]))) > 1:
            return


def _titles(cells: Sequence[str]) -> list[Title | None]:
    return [title(cell) for cell in cells]


def _certainty(titles: Sequence[Title | None]) -> int:
    """How surely titles name the two sides: 0 for not at all."""
    kinds = {each.kind for each in titles if each}
    spoken = {each.language for each in titles if each and each.kind is Kind.LANGUAGE}
    starts, ends = bool(kinds & {Kind.SOURCE, Kind.TERM}), Kind.TARGET in kinds
    if (starts and ends) or len({code.partition("-")[0] for code in spoken}) > 1:
        return _SURE
    return int(bool(spoken) and (starts or ends))


def _below_pairs(seen: _Rows, at: int, titles: Sequence[Title | None]) -> bool:
    """Whether several pairs of terms stand above a row, in the columns that it seems to name."""
    sides = [
        n for n, each in enumerate(titles) if each and each.kind in (Kind.SOURCE, Kind.TARGET, Kind.TERM, Kind.LANGUAGE)
    ]
    pairs = 0
    for _, cells in seen.rows[:at]:
        texts = [cells[column] for column in sides if column < len(cells)]
        pairs += any(map(_OTHER.search, texts)) and any(
            _LATIN.search(text) and not _OTHER.search(text) for text in texts
        )
    return pairs >= _ABOVE


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
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
    known = _titles(below)
    own = [n for n in range(wide) if below[n].strip() and below[n] != above[n]]
    understood = [n for n in own if known[n] is not None or _filler(below[n])]
    if extended and len(understood) == len(own) and any(n in own for n in extended):
        return [f"{filled[n]} {below[n]}" if n in own and filled[n] else below[n] or above[n] for n in range(wide)]
    again = _certainty(known) == _SURE and len(own) == len([n for n in own if above[n].strip()])
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


def _headed(seen: _Rows, at: int, height: int) -> Layout:
    """The layout of a table with its header in the row ``at`` and perhaps the next one."""
    line, cells = seen.rows[at]
    lines = tuple(number for number, _ in seen.rows[at : at + height])
    if height == 1 and (ours := _ours(seen.file, line, cells, glossary=seen.glossary)):
        return ours._replace(above=tuple(number for number, _ in seen.rows[:at]), repeated=tuple(cells))
    said = _joined(cells, seen.rows[at + 1][1]) if height == 2 else list(cells)
    said = [*(said or [])]
    while said and not said[-1].strip():
        said.pop()
    last = at + height - 1
    names, remarks = _Columns(seen, said, last).named()
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


def _has_texts(seen: _Rows, layout: Layout) -> bool:
    """Whether one of the two sides has letters: a table of marks may be headed by the names of languages, too."""
    after = max(at for at, (line, _) in enumerate(seen.rows) if line <= layout.start)
    texts = [cell for side in ("source", "target") for cell in seen.cells(layout.first(side), after)]
    return not texts or any(_LATIN.search(text) or _OTHER.search(text) for text in texts)


class _Columns:
    """Says of each column under a header what it is."""

    def __init__(self, seen: _Rows, said: Sequence[str], last: int) -> None:
        self._seen, self._said, self._last = seen, said, last
        self._place = seen.place(last)
        self._titles = [self._by_cells(number, each) for number, each in enumerate(map(title, said))]
        self.remarks: list[str] = []

    def _by_cells(self, number: int, said: Title | None) -> Title | None:
        """A title like “Approved” stands over translations or over yes and no; the cells tell."""
        if said and said.kind is Kind.TARGET and said.preferred and self._answers(number):
            return said._replace(kind=Kind.STATUS)
        return said

    def _answers(self, number: int) -> bool:
        """Whether the cells of a column only say yes or no."""
        texts = [cell.lower() for cell in self._seen.cells(number, self._last)]
        return bool(texts) and all(text in YES | NO | MARKS for text in texts)

    def settle(self, side: Kind, number: int) -> None:
        """Let a column, and no other one, be the source or the target."""
        self._titles = [None if each and each.kind is side else each for each in self._titles]
        told = self._titles[number]
        self._titles[number] = Title(side, told.language if told else "", preferred=False, entry=False, words="")

    def named(self) -> tuple[list[str], list[str]]:
        """What each column is, and remarks.

        Raises:
            CheckerError: One of the two sides is not named, or it is unclear.
        """
        if not _certainty(self._titles):
            missing = "target" if self._of(Kind.SOURCE) else "source"
            raise CheckerError(
                f"it is not said which column is the {missing}", self._place, f"say {missing} in [[files]]"
            )
        source, target, more = self._sides()
        names = [""] * len(self._said)
        names[source], names[target] = "source", "target"
        for number, side in more:
            names[number] = side
        native = {"source", "target"} & {column_name(cell) for cell in self._said}
        for number, said in enumerate(self._titles):
            exact = column_name(self._said[number])
            if names[number] or not exact:
                continue
            known = COLUMNS if self._seen.glossary else CORPUS
            if native and exact in known and exact not in names:
                names[number] = exact
            elif said:
                name = self._name(number, said, (source, target))
                names[number] = name if name in _REPEATED or name not in names else ""
        for number, asked in zip((source, target), self._seen.file.languages, strict=True):
            self._doubt(number, self._language(number) or asked)
        return names, self.remarks

    def _doubt(self, number: int, spoken: str) -> None:
        """Remark that a side has hardly any text in its language."""
        cells = self._seen.cells(number, self._last)
        right = _OTHER if _is_other(spoken) else _LATIN
        if spoken and cells and sum(bool(right.search(cell)) for cell in cells) < (1 - _MOST) * len(cells):
            self.remarks.append(f"“{cut(self._said[number])}” has hardly any text in {spoken}")

    def _name(self, number: int, said: Title, sides: tuple[int, int]) -> str:
        """What a column is that is none of the two sides, "" if it is not read."""
        if said.kind in _OURS:
            return _OURS[said.kind][not self._seen.glossary]
        if not self._seen.glossary:
            return ""
        shown = f"“{cut(self._said[number])}”"
        source, target = map(self._language, sides)
        if said.kind is Kind.SAME:
            if self._answers(number):
                return "same"
            if self._seen.cells(number, self._last):
                hint = f"rename it, or say what it is: {example(self._seen.file, 'forbidden', shown)}"
                raise CheckerError(f"it is unclear what the column {shown} forbids", self._place, hint)
        elif said.kind is Kind.FORBIDDEN:
            if self._answers(number):
                return FLAGGED
            if not said.language or _same(said.language, target) or not target:
                return "forbidden"
            if _same(said.language, source):
                self.remarks.append(f"{shown} forbids words of the source, which is not checked")
        elif said.kind is Kind.ADMITTED:
            return self._side_of(number, said, source, target)
        elif said.kind in (Kind.TARGET, Kind.LANGUAGE) and (not said.language or _same(said.language, target)):
            self.remarks.append(f"{shown} is not read, although it may have translations")
        return ""

    def _side_of(self, number: int, said: Title, source: str, target: str) -> str:
        """Whether a column has more source terms or more renderings."""
        if said.language and (source or target):
            return SOURCES if _same(said.language, source) else "admitted" if _same(said.language, target) else ""
        cells = self._seen.cells(number, self._last)
        foreign = sum(bool(_OTHER.search(cell)) for cell in cells)
        if cells and foreign in (0, len(cells)):
            asked = self._seen.file.languages
            other = bool(foreign)
            if asked[1] and _is_other(asked[1]) is other and _is_other(asked[0] or "ko") is not other:
                return "admitted"
            return SOURCES if other and _is_other(asked[0] or "ko") else "admitted"
        if cells:
            self.remarks.append(f"“{cut(self._said[number])}” is not read, because its side is unclear")
        return ""

    # The two sides.

    def _of(self, *kinds: Kind) -> list[int]:
        return [number for number, each in enumerate(self._titles) if each and each.kind in kinds]

    def _language(self, number: int) -> str:
        each = self._titles[number]
        return each.language if each else ""

    def _sides(self) -> tuple[int, int, list[tuple[int, str]]]:
        """The numbers of the source and the target column, and the columns with more of them."""
        file = self._seen.file
        sources, targets = self._of(Kind.SOURCE) or self._of(Kind.TERM), self._of(Kind.TARGET)
        spoken = self._of(Kind.LANGUAGE)
        codes = list(dict.fromkeys(self._language(number) for number in spoken))
        if not (sources and targets) and len(codes) > 1 and self._only_languages(sources, targets, codes):
            start, end = _sides.languages(file, codes)
            sources = [number for number in spoken if self._language(number) == codes[start]]
            targets = [number for number in spoken if self._language(number) == codes[end]]
        elif not targets:
            own = {self._language(number).partition("-")[0] for number in sources} - {""}
            targets = [number for number in spoken if self._language(number).partition("-")[0] not in own]
        elif not sources:
            own = {self._language(number).partition("-")[0] for number in targets} - {""}
            sources = [number for number in spoken if self._language(number).partition("-")[0] not in own]
            if not own and len(codes) > 1:
                raise self._unclear("target", [*sources, *targets])
        sources, targets = self._exchanged(sources, targets)
        source, more = self._pick(sources, file.languages[0], "source")
        target, others = self._pick(targets, file.languages[1], "target")
        return source, target, [*((n, SOURCES) for n in more), *((n, "admitted") for n in others)]

    def _only_languages(self, sources: list[int], targets: list[int], codes: Sequence[str]) -> bool:
        """Whether the columns named by languages are the sides, whatever else is called source or term."""
        if targets:
            return False
        if not sources:
            return True
        first = self._titles[sources[0]]
        asked = self._seen.file.languages[0] or "ko"
        provenance = first is not None and first.kind is Kind.SOURCE and first.words == "source"
        return provenance or (
            first is not None and first.kind is Kind.TERM and any(_same(asked, code) for code in codes)
        )

    def _exchanged(self, sources: list[int], targets: list[int]) -> tuple[list[int], list[int]]:
        """The sides the other way round, if the file has the languages that are asked for in that way."""
        start, end = self._seen.file.languages
        if not sources or not targets:
            return sources, targets
        here, there = self._language(sources[0]), self._language(targets[0])
        if here and there:
            wrong = (start and not _same(start, here) and _same(start, there)) or (
                end and not _same(end, there) and _same(end, here)
            )
        else:
            wrong = self._seen.glossary and start and end and self._turned(sources[0], targets[0])
        if wrong:
            self.remarks.append("the sides are exchanged, as the languages of the check are")
            return targets, sources
        return sources, targets

    def _turned(self, source: int, target: int) -> bool:
        """Whether the cells of both columns are in the scripts of the other side."""
        start, end = (_is_other(code) for code in self._seen.file.languages)
        if start is end:
            return False
        here, there = (self._seen.cells(number, self._last) for number in (source, target))
        return _mostly(here, other=end) and _mostly(there, other=start)

    def _pick(self, columns: list[int], wanted: str, side: str) -> tuple[int, list[int]]:
        """The column of a side among several, and those with more of it."""
        codes = [self._language(number) for number in columns]
        if len({code.lower() for code in codes}) > 1 or (wanted and all(codes)):
            best = codes[_sides.only(self._seen.file, wanted, codes, codes)]
            columns = [number for number, code in zip(columns, codes, strict=True) if code == best]
        if len(columns) == 1:
            return columns[0], []
        preferred = [number for number in columns if (each := self._titles[number]) and each.preferred]
        if len(preferred) == 1:
            return preferred[0], []
        words = {each.words for number in columns if (each := self._titles[number])}
        if self._seen.glossary and len(words) == 1:
            return columns[0], columns[1:]
        raise self._unclear(side, columns)

    def _unclear(self, side: str, columns: Sequence[int]) -> CheckerError:
        shown = ", ".join(f"“{cut(self._said[number])}”" for number in columns)
        hint = f"say which: {example(self._seen.file, side, f'“{cut(self._said[columns[0]])}”')}"
        return CheckerError(f"it is unclear which column is the {side}: {shown}", self._place, hint)


def example(file: Input, column: str, shown: str) -> str:
    """How the config says what a column is."""
    quoted = shown.strip("“”").replace('"', "'")
    return f'[[files]] in ilchi.toml with match = "{file.name}" and {column} = "{quoted}"'


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _is_other(code: str) -> bool:
    """Whether a language is written in other letters than Latin ones."""
    return bool(code) and language(code.partition("-")[0].lower()).letters is not None


def _mostly(texts: Sequence[str], *, other: bool) -> bool:
    """Whether most texts have letters of other scripts; or else Latin letters alone."""
    right = sum(
        bool(_OTHER.search(text)) if other else bool(_LATIN.search(text) and not _OTHER.search(text)) for text in texts
    )
    return bool(texts) and right >= _MOST * len(texts)


# What the user says.


def _as_asked(seen: _Rows) -> Layout:
    """The layout that the user describes.

    Raises:
        CheckerError: There is no such row or column.
    """
    asked = seen.file.asked
    at = _asked_row(seen)
    said = [*seen.rows[at][1]] if at >= 0 else []
    width = max([len(said), *(len(cells) for _, cells in seen.rows[:_DEPTH])], default=0)
    said += [""] * (width - len(said))
    chosen = {name: _column(seen, at, said, name, reference) for name, reference in asked.columns}
    columns = _Columns(seen, said, at)
    for side in (Kind.SOURCE, Kind.TARGET):
        if side in chosen:
            columns.settle(side, chosen[side])
    names, remarks = columns.named()
    for name, number in chosen.items():
        names = [each if each != name or name in _REPEATED else "" for each in names]
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


def _asked_row(seen: _Rows) -> int:
    """The index of the row that is the header, -1 for none."""
    asked = seen.file.asked
    if asked.header is not None:
        rows = [at for at, (line, _) in enumerate(seen.rows) if line == asked.header]
        if asked.header and not rows:
            raise CheckerError(f"there is nothing in row {asked.header}", seen.file.name, "correct header in [[files]]")
        return rows[0] if asked.header else -1
    wanted = {_plain(str(value)) for _, value in asked.columns if not _by_letters(value)}
    counts = [len(wanted & {_plain(cell) for cell in cells}) for _, cells in seen.rows[:_DEPTH]]
    if any(counts):
        return counts.index(max(counts))
    found = _header(seen)
    return found[0] if found else -1


def _column(seen: _Rows, at: int, said: Sequence[str], name: str, reference: str | int) -> int:
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


def _by_script(seen: _Rows) -> Layout | None:
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
    by_side = [_column_in(seen, wordy, top, other=_is_other(code)) for code in (start or "ko", end or "en")]
    if plain and not (start and end and by_side == [[1], [0]]):
        source, target, width = 0, 1, 2
        if used != [0, 1]:
            remarks.append("columns beyond the first two are not read")
        if end and not _is_other(end) and _mostly(seen.cells(1, top - 1), other=True):
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


def _column_in(seen: _Rows, among: Sequence[int], after: int, *, other: bool) -> list[int]:
    """The columns whose cells are mostly in other scripts than Latin, or else in Latin letters alone."""
    return [n for n in among if _mostly(seen.cells(n, after - 1), other=other)]


def _distinct(texts: Sequence[str]) -> bool:
    """Whether a column does not repeat itself, as terms do not, but categories do."""
    return len(texts) > 2 and len(set(texts)) == len(texts)


def _counting(texts: Sequence[str]) -> bool:
    """Whether a column only counts its rows."""
    return sum(len(text) < _LONG and bool(_NUMBER.fullmatch(text)) for text in texts) >= _MOST * len(texts)


def _unknown_header(seen: _Rows, top: int, source: int, target: int) -> bool:
    """Whether the first row has another script than all rows below it have in the target, so that it is a header."""
    first = seen.rows[top][1]
    here, there = (first[n].strip() if n < len(first) else "" for n in (source, target))
    below = seen.cells(target, top)
    if not here or not there or here == there or len(below) < 3:
        return False
    return bool(_OTHER.search(there)) and not any(map(_OTHER.search, below)) and bool(_OTHER.search(here))


def repeated(layout: Layout, cells: Sequence[str]) -> bool:
    """Whether a row is the header again."""
    return bool(layout.repeated) and [cell.strip() for cell in cells] == [cell.strip() for cell in layout.repeated]


# Rows.


def first(read: Read) -> Row | None:
    """The first row that is not blank."""
    with closing(read()) as records:
        return next((record for record in records if _filled(record[1])), None)


def _sampled(read: Read, most: int) -> list[Row]:
    """The first rows that are not blank, up to a fault."""
    rows: list[Row] = []
    with suppress(CheckerError), closing(read()) as records:
        for record in records:
            if _filled(record[1]):
                rows.append(record)
            if len(rows) == most:
                break
    return rows


def _filled(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def names_sides(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of the first rows names the two sides of a table."""
    return any(_certainty(_titles(cells)) for cells in islice(rows, _DEPTH))


def is_glossary(read: Read) -> bool:
    """Whether a table is evidently a glossary and no corpus, by the columns that its header names."""
    rows = _sampled(read, _DEPTH)
    names = {column_name(cell) for cell in rows[0][1]} if rows else set()
    if {"source", "target"} <= names:
        return bool(names & GLOSSARY_MARKS)
    said = [each for each in (_titles(cells) for _, cells in rows) if _certainty(each)]
    return any(each and (each.entry or each.kind in _MARKS_OF_GLOSSARIES) for titles in said for each in titles)
