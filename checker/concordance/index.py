"""An index of pairs of texts on disk: by their words, and by initial consonants.

It is an SQLite file with a full-text table, written once and then only read. The table has, for each row (a pair), the
pairs of neighbouring syllables and the words on both sides, folded. They tell which rows may have a query; whether a
row has it, and where, only its texts can tell, which are kept too.
"""

import re
import sqlite3
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import msgspec

from checker.concordance.query import SOLID, Query, Sides
from checker.text.folding import join
from checker.text.hangul import INITIAL_OF, INITIALS

_BATCH = 256  # rows that are folded together
_BLOCK = 64  # rows that are packed together, if they are not long
_LONG = 1 << 16  # characters from which a block is full
_LARGEST = 1 << 28  # bytes of a block
_SIGNS = 1 << 16  # bytes of initial consonants that are kept together
_HASH = 1 << 26  # bytes of memory for postings
_ENOUGH = 24  # words or pairs of signs of a needle that are asked for
_AT_ONCE = 512  # rows that are given without a search if that would take long
_FIRST_PAGE, _LAST_PAGE = 64, 8192  # rows that are asked for at once
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE files (number INTEGER PRIMARY KEY, first INTEGER NOT NULL);
CREATE TABLE texts (first INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE initials (first INTEGER PRIMARY KEY, signs BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (tokens, content = '', detail = none, tokenize = 'ascii');
"""

_NOT_SOLID = re.compile(f"[^{SOLID}\0]+")
_SOLID = re.compile(f"[{SOLID}][{SOLID} ]*")
_WITHIN = re.compile(r"\.(?<=\b[^\W\d_]\.)(?=[^\W\d_]\b)")  # the dots within an abbreviation
_DIGITS = re.compile("[0-9]+")
_OTHER = re.compile(r"[^\w\x00-\x7f]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_HALF = re.compile("[\ud800-\udfff]")
_LETTER = dict(zip(INITIALS, "abcdefghijklmnopqrs", strict=True))
_LETTERS = {code: _LETTER[sign] for code, sign in INITIAL_OF.items()}


class Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A pair of texts in a file: a segment, or a term of a glossary and its rendering.

    Attributes:
        source, target: The raw texts.
        line: Its line in the file, from 1; 0 if that is not known.
        unit: The file's own id for it, or None.
    """

    source: str
    target: str
    line: int = 0
    unit: str | None = None


Found = tuple[int, int, Entry, Sides]  # the number of the file, that of the entry in it, both from 0, and where

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[Entry]).decode


def split(texts: Sequence[str]) -> list[tuple[str, str]]:
    """For each text its signs of scripts without parted words, in one piece, and its other words, folded."""
    text = join(texts).text
    solid = [""] * len(texts)
    if not text.isascii():
        solid = unicodedata.normalize("NFC", _NOT_SOLID.sub("", text.replace(" ", ""))).split("\0")[:-1]
        text = _OTHER.sub(" ", _MARKS.sub("", unicodedata.normalize("NFD", _SOLID.sub(" ", text))))
    words = _DIGITS.sub(r" \g<0> ", text).split("\0")[:-1]
    return list(zip(solid, words, strict=True))


def _tokens(solid: str, words: str) -> str:
    """What the full-text table gets: pairs of neighbouring signs, the last sign, and words, abbreviations both ways."""
    joined = _WITHIN.sub("", words) if "." in words else words
    return " ".join((*map(str.__add__, solid, solid[1:] + " "), words, joined if joined != words else ""))


def _sought(needle: str) -> str:
    """The condition of the full-text table that a row has ``needle``; "" if it has nothing to look for."""
    ((solid, words),) = split([needle])
    wanted = [f'"{one}{other}"' for one, other in pairwise(solid)]
    if len(solid) == 1:
        wanted = [f'"{solid}" *']  # alone or before any other sign
    wanted += [f'"{word}"' for word in _WORD.findall(_WITHIN.sub("", words))]
    return " AND ".join(list(dict.fromkeys(wanted))[:_ENOUGH])


def condition(query: Query) -> str:
    """The condition of the full-text table that a row has all parts of a query; "" if any row may have them."""
    parts = []
    for part in query.parts:
        ways = list(map(_sought, part.needles))
        if ways and all(ways):
            parts.append(" OR ".join(f"({way})" for way in dict.fromkeys(ways)))
    return " AND ".join(f"({part})" for part in parts)


def build(path: Path, files: Iterable[Iterable[Entry]]) -> None:
    """Write an index of files to ``path``, which must not exist or be empty.

    Raises:
        sqlite3.Error: It cannot be written, or this SQLite has no full-text tables.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.executescript(_SCHEMA)
        made.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASH,))
        made.execute("BEGIN")
        writing = _Writing(made)
        for number, entries in enumerate(files):
            made.execute("INSERT INTO files VALUES (?, ?)", (number, writing.next))
            batch: list[Entry] = []
            for entry in entries:
                batch.append(entry)
                if len(batch) == _BATCH:
                    writing.add(batch)
                    batch = []
            writing.add(batch)
        writing.end()
        made.execute("COMMIT")


class _Writing:
    """Adds entries to an index.

    Attributes:
        next: The next row.
    """

    def __init__(self, made: sqlite3.Connection) -> None:
        self._made = made
        self._block: list[Entry] = []
        self._size = 0
        self._signs: list[str] = []
        self._long = 0
        self._first = self.next = 1

    def add(self, entries: Sequence[Entry]) -> None:
        """Add entries."""
        sources, targets = split([entry.source for entry in entries]), split([entry.target for entry in entries])
        rows = []
        for entry, source, target in zip(entries, sources, targets, strict=True):
            rows.append((self.next, f"{_tokens(*source)} {_tokens(*target)}"))
            self._keep(entry, f"{source[0]} {target[0]}")
            self.next += 1
        self._made.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", rows)

    def _keep(self, entry: Entry, signs: str) -> None:
        self._block.append(entry)
        self._size += len(entry.source) + len(entry.target)
        if len(self._block) == _BLOCK or self._size > _LONG:
            self._pack(self.next + 1)
        self._signs.append(signs)
        self._long += len(signs) + 1
        if self._long > _SIGNS:
            self._sign(self.next + 1)

    def _pack(self, after: int) -> None:
        try:
            packed = _pack(self._block)
        except UnicodeEncodeError:
            packed = _pack([_whole(entry) for entry in self._block])
        self._made.execute("INSERT INTO texts VALUES (?, ?)", (after - len(self._block), zlib.compress(packed, 1)))
        self._block, self._size = [], 0

    def _sign(self, after: int) -> None:
        signs = "\n".join((*self._signs, "")).translate(_LETTERS).encode("ascii", "replace")
        self._made.execute("INSERT INTO initials VALUES (?, ?)", (after - len(self._signs), signs))
        self._signs, self._long = [], 0

    def end(self) -> None:
        """Write what is left."""
        self._pack(self.next)
        self._sign(self.next)


def _whole(entry: Entry) -> Entry:
    """The entry with a replacement character for each half of a pair of surrogates."""
    texts = (_HALF.sub("\ufffd", text) for text in (entry.source, entry.target, entry.unit or ""))
    source, target, unit = texts
    return Entry(source, target, entry.line, None if entry.unit is None else unit)


class Index:
    """An index that was built before; only what is asked for is read.

    Args:
        path: The file.

    Raises:
        sqlite3.Error, ValueError: It cannot be read, or it is damaged; each method may raise them too.
    """

    def __init__(self, path: Path) -> None:
        where = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        self._read = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=False)
        self._read.execute("PRAGMA trusted_schema = OFF")
        self._firsts: list[int] = [first for (first,) in self._read.execute("SELECT first FROM files ORDER BY number")]
        self._block: tuple[int, list[Entry]] = (1, [])

    def close(self) -> None:
        """Close the file."""
        self._read.close()

    def candidates(self, query: Query, after: int = 0) -> Iterator[int]:
        """The rows after ``after`` that may have all parts of a query, in order."""
        wanted = condition(query)
        signs = next((part.signs for part in query.parts if part.signs), "")
        if "*" in wanted:  # the rows of many words must be put together, so some are given at once
            yield from range(after + 1, min(after + 1 + _AT_ONCE, self._end()))
            after += _AT_ONCE
        if wanted:
            yield from self._pages("words WHERE words MATCH ? AND rowid", "rowid", (wanted,), after)
        elif signs:
            yield from self._signed("".join(map(_LETTER.__getitem__, signs)).encode(), after)
        elif query.parts:
            yield from range(after + 1, self._end())

    def row(self, file: int, number: int) -> int:
        """The row of an entry, by the number of its file and its number there, from 0."""
        return self._firsts[file] + number

    def place(self, row: int) -> tuple[int, int]:
        """The number of the file that a row is from, and that of the entry there, from 0."""
        file = bisect_right(self._firsts, row) - 1
        return file, row - self._firsts[file]

    def _end(self) -> int:
        """The row after the last one."""
        last = int(self._read.execute("SELECT max(first) FROM texts").fetchone()[0])
        return last + len(self._entries(last))

    def _pages(self, where: str, column: str, given: tuple[str, ...], after: int) -> Iterator[int]:
        size = _FIRST_PAGE
        asked = f"SELECT {column} FROM {where} > ? ORDER BY {column} LIMIT ?"  # noqa: S608  # only words of ours
        while page := self._read.execute(asked, (*given, after, size)).fetchall():
            yield from (row for (row,) in page)
            after = page[-1][0]
            size = min(2 * size, _LAST_PAGE)

    def _signed(self, signs: bytes, after: int) -> Iterator[int]:
        """The rows after ``after`` that have these initial consonants in a row."""
        for first, block in self._read.execute("SELECT first, signs FROM initials ORDER BY first"):
            at, row, counted = block.find(signs), first, 0
            while at >= 0:
                row += block.count(b"\n", counted, at)
                if row > after:
                    yield row
                counted = block.index(b"\n", at)
                at = block.find(signs, counted)

    def entry(self, row: int) -> Entry:
        """The entry in a row."""
        first, entries = self._block
        if not first <= row < first + len(entries):
            asked = "SELECT first FROM texts WHERE first <= ? ORDER BY first DESC LIMIT 1"
            ((first,),) = self._read.execute(asked, (row,))
            entries = self._entries(first)
            self._block = first, entries
        return entries[row - first]

    def _entries(self, first: int) -> list[Entry]:
        ((packed,),) = self._read.execute("SELECT packed FROM texts WHERE first = ?", (first,))
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(packed, _LARGEST)
            return _unpack(data)
        except (zlib.error, msgspec.MsgspecError) as error:
            raise ValueError(str(error)) from None
