"""The rows of a glossary whose columns are not ours, as rows of ours: alternatives, states, marks. Not a format.

What people write into cells is read where it is certain, and named where it is not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row, _words
from checker.formats._layout import repeated
from checker.formats._rows import FLAGGED, NOTHING, SOURCES, YES, Layout
from checker.glossary.concepts import COLUMNS, joined_cell, split_cell
from checker.reading import Reading, count, cut, numbered

_PLAIN = frozenset(COLUMNS) - set("source target admitted forbidden deprecated note definition category".split())
_UNKNOWN = frozenset(("-", "–", "—", "?", "tbd", "미정", "未定"))  # instead of a translation
_SUMS = frozenset(("합계", "총계", "소계", "계", "total", "sum", "合計"))
_WORDS = _words.read("_cells.tsv")
_STATE, _CATEGORY = _words.part(_WORDS, "state "), _words.part(_WORDS, "category ")
_MARK = r"\*{1,3}|[†‡※#]{1,2}|[¹²³⁴-⁹]{1,2}\)?|\[?\d{1,2}[\])]"
_FIRST, _LAST = re.compile(_MARK), re.compile(f"(?:{_MARK})$")
_WIDEST = 6  # characters of a mark
_COUNTED = re.compile(r"\s*(?:[(\[]?(\d{1,4})[.)\]]|([①-⑳]))\s*(?=\D)")
_ITEM = re.compile(r"(?:(?<=\s)|^|(?<=[;,]))(?:[(\[]?(\d{1,2})[.)\]]\s*(?=[^\d\s])|([①-⑳])\s*)")
_BULLET = re.compile(r"^\s*(?:[-–•·∙▪*]\s+)")
_BROKEN = re.compile(r"(?:\b(?:of|and|the|for|to|in|on|at|a|an)|[-&,(])\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:of|and|for|to|in|on|at|&)\b|\s*[(&]", re.IGNORECASE)
_SIGNS = re.compile(r"[;；、]")
_SLASH = re.compile(" [/／] ")  # in texts with single blanks
_WARNING = re.compile(r"\s*(?:do not use|don['’]t use|never use|(?:사용)?\s*금지어?)\s*[:：]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


class _Cells(NamedTuple):
    """A row that may be an entry: its line, its cells, and whether its source continues that of the row above."""

    line: int
    cells: list[str]
    continued: bool


def read(
    file: Input,
    layout: Layout,
    records: Iterator[tuple[int, list[str]]],
    reading: Reading,
    continued: Collection[int] = (),
) -> Iterator[Row]:
    """The entries of a table.

    Args:
        file: The glossary.
        layout: How it is laid out.
        records: All rows of the table.
        reading: Is told which rows are read, and how.
        continued: The lines whose source cell is one with the cell above.

    Raises:
        CheckerError: A row has more cells than the header has columns.
    """
    return _Entries(file, layout, reading).read([_Cells(line, cells, line in continued) for line, cells in records])


class _Entry:
    """The terms and the other cells of an entry, which several rows may add to.

    Attributes:
        terms: The terms by column, in order.
        cells: The other cells by column.
    """

    def __init__(self, line: int, terms: Mapping[str, Iterable[str]], cells: dict[str, str]) -> None:
        self._line = line
        self.terms = {name: dict.fromkeys(texts) for name, texts in terms.items()}
        self.cells = {name: cell for name, cell in cells.items() if cell}

    def join(self, other: "_Entry") -> None:
        """Add the renderings of another row with the same source term; its target is preferred if there is none."""
        if self.terms["target"]:
            self.terms["admitted"] |= {text: None for text in other.terms["target"] if text not in self.terms["target"]}
        else:
            self.terms["target"] = other.terms["target"]
        for name in ("admitted", "forbidden"):
            self.terms[name] |= other.terms[name]
        self.cells = other.cells | self.cells

    def row(self, file: str) -> Row:
        """The row of a glossary in ``file``."""
        cells = {name: joined_cell(texts) for name, texts in self.terms.items() if texts} | self.cells
        return Row.at(f"{file}:{self._line}", cells)


class _Entries:
    """Reads the entries of one table."""

    def __init__(self, file: Input, layout: Layout, reading: Reading) -> None:
        self._file, self._layout, self._reading = file, layout, reading
        self._said: dict[str, list[int]] = {}  # what was done with cells, with the lines
        self._states: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._marks: frozenset[str] = frozenset()
        self._counted: frozenset[int] = frozenset()

    def read(self, rows: Sequence[_Cells]) -> Iterator[Row]:
        """The entries, those of one source term in the place of its first."""
        kept = list(self._kept(rows))
        self._counted = frozenset(n for n, name in enumerate(self._layout.names) if name and _in_order(kept, n))
        if self._counted:
            self._reading.remarks.append("the numbers before the entries are left out")
        found: list[_Entry] = []
        first: dict[tuple[str, str], _Entry] = {}
        for each in kept:
            entry = self._entry(each)
            if entry is None:
                continue
            key = (joined_cell(entry.terms["source"]), entry.cells.get("category", ""))
            known = first.get(key)
            if known is not None and (each.continued or not (entry.terms["target"] and known.terms["target"])):
                known.join(entry)
                self._reading.rows += 1
            else:
                first.setdefault(key, entry)
                found.append(entry)
        self._tell()
        for entry in found:
            row = entry.row(self._file.name)
            self._reading.show(shown(row))
            yield row

    def _kept(self, rows: Sequence[_Cells]) -> Iterator[_Cells]:
        """The rows that are no titles, footnotes or sums."""
        alone = [row for row in rows if row.line > self._layout.start and _filled(row.cells) == 1]
        found = {mark[0] for row in alone for cell in row.cells if (mark := _FIRST.match(cell.strip()))}
        self._marks = frozenset(found)
        width = len(self._layout.names)
        for row in rows:
            filled = _filled(row.cells)
            if row.line <= self._layout.start or not filled:
                continue
            if repeated(self._layout, row.cells):
                self._reading.skip(row.line, "the header again")
            elif filled == 1:
                self._reading.skip(row.line, "with a single cell")
            elif any(cell.strip() for cell in row.cells[width:]):
                message = f"the row has {count(len(row.cells), 'cell')}, the header {width}"
                hint = "put a cell that contains the separator in double quotes"
                raise CheckerError(message, f"{self._file.name}:{row.line}", hint)
            else:
                yield row._replace(cells=[*row.cells[:width], *[""] * (width - len(row.cells))])

    def _entry(self, each: _Cells) -> "_Entry | None":
        """The entry of one row; None if it is not read."""
        held: dict[str, list[str]] = {}
        for number, name in enumerate(self._layout.names):
            if name:
                held.setdefault(name, []).append(self._clean(each, number, name))
        source, target = held["source"][0], held["target"][0]
        if source.lower() in _SUMS and not _LETTER.search(target):
            self._reading.skip(each.line, "a sum")
            return None
        sources, targets = self._sides(each.line, source, "" if target.lower() in _UNKNOWN else target)
        sources += self._all(each.line, held, SOURCES)
        admitted = self._all(each.line, held, "admitted")
        forbidden = self._all(each.line, held, "forbidden", "deprecated")
        state = self._state(each.line, held)
        if state == "open":
            self._reading.skip(each.line, "not approved yet")
            return None
        if state != "target":
            targets, moved = [], targets
            admitted, forbidden = (
                (moved + admitted, forbidden) if state == "admitted" else (admitted, moved + forbidden)
            )
        same = any(cell.lower() in YES for cell in held.get("same", ()))
        lacks = _lacking(sources, targets + admitted, forbidden, same=same)
        if lacks:
            self._reading.skip(each.line, lacks)
            return None
        cells = {
            "note": "; ".join(dict.fromkeys(filter(None, held.get("note", ())))),
            "definition": "; ".join(dict.fromkeys(filter(None, held.get("definition", ())))),
            "category": self._category(held.get("category", [""])[0]),
            "match": "same" if same else "",
        }
        if _WARNING.match(cells["note"]):
            self._say("notes say what must not be used; that is not read as forbidden", each.line)
        for name in _PLAIN & held.keys():
            cells[name] = held[name][0]
        terms = {"source": sources, "target": targets, "admitted": admitted, "forbidden": forbidden}
        return _Entry(each.line, terms, cells)

    def _clean(self, each: _Cells, number: int, name: str) -> str:
        """The text of a cell without the marks of footnotes and the number of its row."""
        text = each.cells[number].strip()
        if number in self._counted:
            text = _COUNTED.sub("", text, 1)
        if name in ("source", "target", "admitted", "forbidden", SOURCES):
            mark = _LAST.search(text[-_WIDEST:])
            if mark and mark[0] in self._marks and len(text) > len(mark[0]):
                self._say(f"“{mark[0]}” at the end of a term is the mark of a footnote", each.line)
                text = text[: -len(mark[0])].rstrip()
        if name not in ("source", "target") and text.lower() in NOTHING:
            return ""
        return text

    def _state(self, line: int, held: dict[str, list[str]]) -> str:
        """Which of our columns the translation belongs to, or “open”."""
        if any(cell.lower() in YES for cell in held.get(FLAGGED, ())):
            return "forbidden"
        text = held.get("status", [""])[0]
        states = {_STATE.get(_word(part), "") for part in (text, *re.split(r"[/|()\[\]\n]+", text))}
        found = next((state for state in ("forbidden", "open", "admitted", "target") if state in states), "")
        if text and not found:
            self._states[text] += 1
            self._say("states that are not understood", line)
        return found or "target"

    def _category(self, text: str) -> str:
        """Our category for a word, "" if there is none."""
        word = _word(text)
        if word and word not in _CATEGORY:
            self._kinds[text] += 1
        return _CATEGORY.get(word, "")

    # Alternatives in one cell.

    def _all(self, line: int, held: dict[str, list[str]], *names: str) -> list[str]:
        """The terms in all columns of these names, which are made for several."""
        return [part for name in names for cell in held.get(name, ()) for part in self._parts(line, cell, many=True)]

    def _sides(self, line: int, source: str, target: str) -> tuple[list[str], list[str]]:
        """The alternatives of both sides; what may be two pairs is left as it is."""
        sources, targets = (_split(cell) for cell in (source, target))
        if "\n" in source and "\n" in target and 1 in (len(sources), len(targets)):  # one side is only wrapped
            source, target = (" ".join(cell.split()) for cell in (source, target))
            self._say("line breaks within a term are read as blanks", line)
        elif len(sources) == len(targets) > 1:
            if "\n" in source and "\n" in target:
                self._say("line breaks on both sides are read as blanks", line)
                return [" ".join(source.split())], [" ".join(target.split())]
            if all(_SLASH.search(" ".join(cell.split())) for cell in (source, target)):
                self._say("alternatives on both sides may be several pairs, and are not parted", line)
                return [source], [target]
        return self._parts(line, source), self._parts(line, target)

    def _parts(self, line: int, cell: str, *, many: bool = False) -> list[str]:
        """The alternatives in a cell; of several in a column for them (``many``), those at commas too if certain."""
        parts = _split(cell)
        if many:
            parts = [each for part in parts for each in _listed(part)]
        if len(parts) > 1:
            if "|" not in cell:
                self._say("several terms in a cell", line)
        elif "\n" in cell:
            self._say("line breaks within a term are read as blanks", line)
        for sign, name in ((",", "commas"), ("/", "slashes"), ("(", "brackets"), ("（", "brackets")):
            if any(sign in part for part in parts):
                self._say(f"{name} within terms are part of them", line)
        return parts

    def _say(self, remark: str, line: int) -> None:
        lines = self._said.setdefault(remark, [])
        if not lines or lines[-1] != line:
            lines.append(line)

    def _tell(self) -> None:
        """Add what was done with cells to the remarks."""
        remarks = self._reading.remarks
        remarks += [f"{remark} ({numbered(lines)})" for remark, lines in self._said.items()]
        for words, counts in (("states", self._states), ("categories", self._kinds)):
            if counts:
                listed = ", ".join(f"{cut(word)} ({number:,})" for word, number in counts.most_common(5))
                remarks.append(f"{words} that are not known: {listed}")


def _word(text: str) -> str:
    """A word as our lists have it: in small letters, without blanks and hyphens."""
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", text).lower())


def _lacking(sources: list[str], accepted: list[str], forbidden: list[str], *, same: bool) -> str:
    """What a row lacks to be an entry, "" if nothing; a row without a source may forbid."""
    if not sources and (accepted or not forbidden):
        return "without a source term"
    return "" if accepted or forbidden or same else "without a translation"


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _in_order(rows: Sequence[_Cells], number: int) -> bool:
    """Whether the cells of a column begin with 1., 2., 3. and so on."""
    texts = [row.cells[number] for row in rows if row.cells[number].strip()]
    found = [_COUNTED.match(text) for text in texts]
    return len(texts) > 2 and [_number(each) for each in found] == list(range(1, len(texts) + 1))


def _number(found: re.Match[str] | None) -> int:
    """The number that an item begins with, 0 for none."""
    if not found:
        return 0
    return int(found[1]) if found[1] else int(unicodedata.numeric(found[2]))


def _split(cell: str) -> list[str]:
    """The alternatives of a cell that are certain: at ``|``, ``;`` and ``/`` with blanks, in lines and numbered."""
    parts = split_cell(cell)
    parts = [item for part in parts for item in _items(part)]
    parts = [line for part in parts for line in _lines(part)]
    parts = [piece for part in parts for piece in _SIGNS.split(part)]
    parts = [piece for part in parts for piece in _SLASH.split(" ".join(part.split()))]
    return list(dict.fromkeys(filter(None, map(str.strip, parts))))


def _lines(cell: str) -> list[str]:
    """The lines of a cell; one that goes on in the next is one with it."""
    found: list[list[str]] = []
    for line in filter(None, map(str.strip, cell.splitlines())):
        if found and (_BROKEN.search(found[-1][-1]) or _GOES_ON.match(line)):
            found[-1].append(line)
        else:
            found.append([_BULLET.sub("", line)])
    return [" ".join(lines) for lines in found]


def _items(cell: str) -> list[str]:
    """The numbered items of a cell (``1) summit 2) talks``), if they count from 1 on; else the whole cell."""
    found = list(_ITEM.finditer(cell))
    if len(found) < 2 or [_number(each) for each in found] != list(range(1, len(found) + 1)) or found[0].start():
        return [cell]
    ends = [each.start() for each in found[1:]] + [len(cell)]
    return [cell[each.end() : end].strip(" ,;") for each, end in zip(found, ends, strict=True)]


def _listed(part: str) -> list[str]:
    """The terms in a list with commas, if they are single words or share a word; else the whole text."""
    pieces = [piece.strip() for piece in re.split(r"[,，]", part)]
    if len(pieces) < 2 or not all(pieces) or any(re.match(r"(?:and|or|및|또는)\b", piece) for piece in pieces):
        return [part]
    words = [{word.lower() for word in piece.split()} for piece in pieces]
    alike = all(words[0] & each for each in words[1:])
    single = all(len(each) == 1 for each in words) and not any(piece[:1].isupper() for piece in pieces)
    wide = all(not piece.isascii() for piece in pieces)
    return pieces if alike or single or wide else [part]


def shown(row: Mapping[str, str]) -> str:
    """An entry in one line."""
    extra = [f"also {row['admitted']}"] if row.get("admitted") else []
    extra += [f"not {row['forbidden']}"] if row.get("forbidden") else []
    return f"{row.get('source', '')} → {row.get('target', '')}" + (f" ({'; '.join(extra)})" if extra else "")
