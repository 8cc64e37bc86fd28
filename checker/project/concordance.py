"""The concordance of a project: its segments, its glossaries and reference files, by the words in them.

Indexes are kept beside the cache, one for a large file or for some small ones. The name of an index is a digest of what
it was made of and by, and of its own bytes; it is used only if it belongs to this user and its bytes are right, and is
never changed. What has no index is read instead, so an index makes no difference but in time.
"""

import hashlib
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from enum import StrEnum
from functools import partial
from heapq import merge
from itertools import product
from pathlib import Path
from typing import NamedTuple

from checker.concordance.index import Entry, Found, Index, build
from checker.concordance.query import Query, Sides
from checker.errors import CheckerError
from checker.formats import Input, segments
from checker.glossary.concepts import Glossary
from checker.project import cache
from checker.project.inputs import FileCorpus, corpus_of, find_references, follow, read_glossary
from checker.project.workspace import Workspace

_FOLDER = "concordance"  # in that of the cache
SIZE = 1 << 32  # bytes of all indexes; beyond that, the longest unused are deleted
SMALL = 1 << 18  # bytes of text that are read as fast as an index
_LARGE = 1 << 23  # bytes of files that share an index
_TOGETHER = 32  # files that share an index, on average
_GROWTH = 2  # an index is at most so many times as large as its files
_STALE = 3600  # seconds after which an unfinished index belongs to nobody
_FIRST, _BATCH = 16, 128  # pairs that are looked at together: at first, and later
_LONG = 1 << 16  # characters that are


class Kind(StrEnum):
    """What a hit is: a segment of the project, a term of a glossary, or a segment of a reference."""

    SEGMENT = "segment"
    TERM = "term"
    REFERENCE = "reference"


class Hit(NamedTuple):
    """A pair of texts that has all words of a query.

    Attributes:
        kind: What it is.
        file: The name of its file.
        number: Its number in the file, from 1.
        entry: Its texts and its place.
        sides: Where the words stand.
    """

    kind: Kind
    file: str
    number: int
    entry: Entry
    sides: Sides


class Source(NamedTuple):
    """A file or glossary that can be searched.

    Attributes:
        kind, name: As in ``Hit``.
        size: About how many bytes it has.
        digest: Gives a digest of what it holds and how it is read.
        entries: Reads it.
    """

    kind: Kind
    name: str
    size: int
    digest: Callable[[], str]
    entries: Callable[[], Iterator[Entry]]


class Group(NamedTuple):
    """Sources that share an index, and their languages."""

    sources: tuple[Source, ...]
    languages: tuple[str, str]

    @property
    def name(self) -> str:
        """Identifies it in the concordance."""
        return "\0".join(source.name for source in self.sources)

    @property
    def size(self) -> int:
        """About how many bytes its sources have."""
        return sum(source.size for source in self.sources)


Changed = Mapping[tuple[str, int], str]  # present targets by file and index, where they differ from the file


class Concordance:
    """What can be looked up in a project: its glossaries, then its files, then its references, always in this order.

    Args:
        workspace: The project.
        warn: Called with notices about what cannot be read or indexed.

    Attributes:
        groups: What shares an index.

    """

    def __init__(self, workspace: Workspace, warn: Callable[[str], None] = lambda _message: None) -> None:
        self._warn = warn
        self._kept: dict[str, tuple[Path, _Stamp]] = {}
        parts = [(part.languages, part) for part in workspace.parts]
        first = workspace.parts[0].languages
        self.groups = _grouped(
            [
                *((languages, source) for languages, part in parts for source in _terms(part.glossary)),
                *(
                    (languages, _file(Kind.SEGMENT, given))
                    for languages, part in parts
                    for given in _inputs(part.corpus)
                ),
                *((first, source) for source in _references(workspace, first, warn)),
            ]
        )

    def build(self) -> Iterator[tuple[str, Path]]:
        """Make the indexes that are missing; yields the name of each group and its index, for ``take``."""
        groups = [group for group in self.groups if group.size >= SMALL]
        if not groups:
            return
        try:
            folder = cache.folder(_FOLDER)
        except OSError as error:
            self._warn(f"{error.filename or 'cache'}: no indexes are kept: {_said(error)}")
            return
        _clear(folder)
        made_by = cache.made_by()
        for group in groups:
            with suppress(CheckerError):  # looking it up says it
                path = self._index(folder, group, made_by)
                if path:
                    yield group.name, path

    def _index(self, folder: Path, group: Group, made_by: str) -> Path | None:
        try:
            key = _key(group, made_by)
            known = _right(folder, key)
            if known or group.size * _GROWTH > SIZE:
                return known
            return _made(folder, key, group)
        except (OSError, sqlite3.Error) as error:
            self._warn(f"{folder}: not indexed: {_said(error)}")
            return None

    def take(self, name: str, path: Path) -> None:
        """Use the index of a group that ``build`` has made, here or in another process."""
        with suppress(OSError):
            self._kept[name] = path, _stamp(path)

    def look_up(
        self, text: str, changed: Changed | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Hit]:
        """The pairs that have all words of a query, in order, as they are found.

        Args:
            text: The query, as typed.
            changed: Targets that differ from those in the files.
            stopped: Whether to stop; asked often.

        Raises:
            CheckerError: The query is too long.
        """
        queries = {group.languages: Query(text, group.languages) for group in self.groups}
        for group in self.groups:
            query = queries[group.languages]
            for file, number, entry, sides in self._found(group, query, _rows(group, changed or {}), stopped):
                source = group.sources[file]
                yield Hit(source.kind, source.name, number + 1, entry, sides)

    def _found(
        self, group: Group, query: Query, changed: Mapping[tuple[int, int], str], stopped: Callable[[], bool]
    ) -> Iterator[Found]:
        """The hits in a group; if its index turns out to be damaged, the rest is read."""
        last = (-1, -1)
        kept = self._kept.get(group.name)
        if kept:
            path, stamp = kept
            try:
                if _stamp(path) != stamp:
                    _verify(path)
                    self.take(group.name, path)
                with closing(Index(path)) as index:
                    for found in _matching(query, _indexed(index, query, changed), changed, stopped):
                        last = found[:2]
                        yield found
            except (sqlite3.Error, ValueError, OSError) as error:
                self._warn(f"{path}: not used: {_said(error)}")
                del self._kept[group.name]
                with suppress(OSError):
                    path.unlink()
            else:
                return
        yield from (found for found in _matching(query, self._read(group), changed, stopped) if found[:2] > last)

    def _read(self, group: Group) -> Iterator[tuple[int, int, Entry]]:
        for file, source in enumerate(group.sources):
            try:
                for number, entry in enumerate(source.entries()):
                    yield file, number, entry
            except (CheckerError, OSError) as error:
                self._warn(f"skipped: {error}")


def _matching(
    query: Query,
    entries: Iterable[tuple[int, int, Entry]],
    changed: Mapping[tuple[int, int], str],
    stopped: Callable[[], bool],
) -> Iterator[Found]:
    """Those of ``entries`` that have the query, with their present targets."""
    for batch in _batches(entries):
        if stopped():
            return
        present = [changed.get(row[:2], row[2].target) for row in batch]
        for at, sides in query.find([row[2].source for row in batch], present):
            file, number, entry = batch[at]
            if present[at] != entry.target:
                entry = Entry(entry.source, present[at], entry.line, entry.unit)
            yield file, number, entry, sides


def _batches(rows: Iterable[tuple[int, int, Entry]]) -> Iterator[list[tuple[int, int, Entry]]]:
    """The rows in batches: first a small one, later of at most ``_BATCH`` rows or ``_LONG`` characters."""
    batch: list[tuple[int, int, Entry]] = []
    most, long = _FIRST, 0
    for row in rows:
        batch.append(row)
        long += len(row[2].source) + len(row[2].target)
        if len(batch) >= most or long > _LONG:
            yield batch
            batch, most, long = [], _BATCH, 0
    if batch:
        yield batch


def _indexed(index: Index, query: Query, changed: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, Entry]]:
    """The entries that may have a query, those with other targets too."""
    others = sorted(index.row(*place) for place in changed)
    last = 0
    for row in merge(index.candidates(query), others if query.parts else ()):
        if row != last:
            last = row
            yield *index.place(row), index.entry(row)


def _rows(group: Group, changed: Changed) -> dict[tuple[int, int], str]:
    """Those of ``changed`` in this group, by the numbers of the source and the entry, from 0."""
    numbers = {source.name: number for number, source in enumerate(group.sources) if source.kind is Kind.SEGMENT}
    return {(numbers[file], index - 1): text for (file, index), text in changed.items() if file in numbers}


# Sources.


def _inputs(corpus: object) -> list[Input]:
    return list(corpus.inputs.values()) if isinstance(corpus, FileCorpus) else []


def _file(kind: Kind, given: Input) -> Source:
    def entries() -> Iterator[Entry]:
        for segment in segments(given):
            yield Entry(segment.source, segment.target, segment.line, segment.unit)

    def digest() -> str:
        files = [given, given.partner] if given.partner else [given]
        return repr([(each.suffix, each.encoding, each.languages, each.asked, each.digest()) for each in files])

    size = 0
    with suppress(CheckerError, OSError):
        size = given.size() or _LARGE  # a packed file, whose size is not known
    return Source(kind, given.name, size, digest, entries)


def _terms(glossary: Glossary) -> Iterator[Source]:
    """The files of a glossary: its first term with each accepted rendering, and its other terms with the preferred."""
    files: dict[str, list[Entry]] = {}
    for concept in glossary:
        name, _, place = concept.place.rpartition(":")
        line = int(place) if place.isdigit() else 0
        pairs = [*product(concept.sources[:1], concept.accepted), *product(concept.sources[1:], concept.accepted[:1])]
        files.setdefault(name, []).extend(Entry(*pair, line, concept.id) for pair in pairs)
    for name, found in files.items():
        size = sum(len(entry.source) + len(entry.target) for entry in found)
        yield Source(Kind.TERM, name, size, partial(repr, found), partial(iter, found))


def _references(workspace: Workspace, languages: tuple[str, str], warn: Callable[[str], None]) -> Iterator[Source]:
    encoding = workspace.encoding
    glossaries: list[str] = []
    for path in workspace.references:
        try:
            inputs, known = find_references(path, languages=languages, encoding=encoding, warn=warn)
            for given in inputs:
                follow(given, workspace.read_as)
        except CheckerError as error:
            warn(f"skipped: {error}")
            continue
        corpus_of(inputs, languages, keep_going=True, warn=warn)
        yield from (_file(Kind.REFERENCE, given) for given in inputs)
        glossaries += known
    for path in glossaries:
        try:
            glossary = read_glossary(path, encoding=encoding, languages=languages, warn=warn, read_as=workspace.read_as)
            yield from _terms(glossary)
        except CheckerError as error:
            warn(f"skipped: {error}")


def _grouped(found: Iterable[tuple[tuple[str, str], Source]]) -> list[Group]:
    """The sources in groups, none twice; where a group ends depends on few names and sizes, so that few change."""
    groups: list[Group] = []
    held: list[Source] = []
    spoken = ("", "")
    for (languages, _, _), source in {(languages, each.kind, each.name): each for languages, each in found}.items():
        if held and (languages != spoken or source.size + sum(each.size for each in held) > _LARGE):
            groups.append(Group(tuple(held), spoken))
            held = []
        spoken = languages
        held.append(source)
        if hashlib.sha256(source.name.encode("utf-8", "replace")).digest()[0] % _TOGETHER == 0:
            groups.append(Group(tuple(held), spoken))
            held = []
    return [*groups, Group(tuple(held), spoken)] if held else groups


# Files of indexes.


def _key(group: Group, made_by: str) -> str:
    parts = [made_by, sqlite3.sqlite_version, *group.languages, *(source.digest() for source in group.sources)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


def _right(folder: Path, key: str) -> Path | None:
    """The index of this key; one that is damaged or not ours is deleted."""
    for path in sorted(folder.glob(f"{key}.*.index")):
        try:
            _verify(path)
        except (ValueError, OSError):
            path.unlink(missing_ok=True)
        else:
            os.utime(path)  # used now
            return path
    return None


def _verify(path: Path) -> None:
    """Read an index whole.

    Raises:
        ValueError: It is damaged, or it is not ours.
    """
    with cache.opened(path) as file:
        if _digest_of(file.fileno()) != path.name.split(".")[1]:
            raise ValueError("it is damaged")


_Stamp = tuple[int, int, int, int]  # what changes when a file does


def _stamp(path: Path) -> _Stamp:
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _digest_of(handle: int) -> str:
    with os.fdopen(os.dup(handle), "rb") as file:
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()[:40]


def _made(folder: Path, key: str, group: Group) -> Path:
    """A new index of a group."""
    made = folder / f".{secrets.token_hex(8)}.part"  # known before it is made, so that it is always removed
    try:
        with os.fdopen(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "rb") as file:
            build(made, (source.entries() for source in group.sources))
            path = folder / f"{key}.{_digest_of(file.fileno())}.index"
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    cache.sweep(folder, "*.index", cache.within(SIZE))
    return path


def _clear(folder: Path) -> None:
    """Delete what others have begun and not finished."""
    for path in folder.glob(".*.part"):
        with suppress(OSError):
            if path.lstat().st_mtime < time.time() - _STALE:
                path.unlink()


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
