"""The log of changes that ``ilchi fix`` and ``ilchi review`` made to targets, with the text before each change.

It is ``.ilchi/fixes.jsonl`` beside config and decisions, with one line per change, the oldest first.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path

import msgspec

from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.judging.decisions import document_name
from checker.model import Segment
from checker.project.own import own
from checker.project.writing import digest_of, must_be_unchanged
from checker.storage import jsonl_ledger, reading
from checker.text.codes import fitted

FILE = Path(".ilchi", "fixes.jsonl")
_WHAT = "record of a change"


class Changed(msgspec.Struct, frozen=True):
    """A line of the log: a target before and after a change.

    Attributes:
        date: The day (ISO 8601).
        file: The path relative to the folder of ``.ilchi``.
        index, unit: Those of the segment.
        before, after: The target.
        fingerprints: The findings that caused the change.
        source: The source of a segment without a unit, which identifies it even after it has moved; else "".
        written, seen: The path of the file that the change was written into, and its ``digest`` before; "" in logs of
            earlier versions.
    """

    date: str
    file: str
    index: int
    unit: str | None
    before: str
    after: str
    fingerprints: tuple[str, ...] = ()
    source: str = ""
    written: str = ""
    seen: str = ""


def changed(home: Path, segment: Segment, after: str, date: str, fingerprints: Iterable[str] = ()) -> Changed:
    """The log line of a change of the target of ``segment`` to ``after``."""
    file = document_name(segment.file, "", home)
    source = "" if segment.unit else segment.source
    return Changed(date, file, segment.index, segment.unit, segment.target, after, tuple(fingerprints), source)


@contextmanager
def recorded(home: Path, written: str, seen: str, changes: Iterable[Changed]) -> Iterator[None]:
    """A context in which a file is replaced: its changes are in the log when that begins, and not if it fails.

    Args:
        home: The folder of the log.
        written: The path of the file.
        seen: Its ``digest`` before.
        changes: What changes in it.

    Raises:
        CheckerError: The log cannot be written, or the file has changed; the log is then unchanged.
    """
    if not (changes := list(changes)):
        yield
        return
    path = own(home, FILE)
    name = document_name(written, "", home)
    lines = [jsonl_ledger.packed(msgspec.structs.replace(each, written=name, seen=seen)) for each in changes]
    with jsonl_ledger.locked(path):
        _drop_undone(home, path)
        must_be_unchanged(Path(os.path.realpath(written)), written, seen)  # nor by who had the lock before
        try:
            jsonl_ledger.append(path, "\n".join(lines))
            yield
        except BaseException:
            with suppress(CheckerError):  # then the next change removes them
                _drop_undone(home, path)
            raise


def _drop_undone(home: Path, path: Path) -> None:
    """Remove the last changes while their files are as before: who made them was killed, or they were taken back."""
    changes = []
    for number, placed in enumerate(jsonl_ledger.lines(path)):
        with suppress(CheckerError):  # an incomplete last line
            changes.append((number, jsonl_ledger.unpacked(placed, Changed, _WHAT)))
    kept = None
    for (written, seen), made in groupby(reversed(changes), lambda each: (each[1].written, each[1].seen)):
        if not seen or _digest(home / written) != seen:
            break
        kept = min(number for number, _ in made)
    if kept is not None:
        jsonl_ledger.cut(path, kept)


def _digest(file: Path) -> str:
    """The digest of a file, "" if it cannot be read."""
    try:
        with reading.opened(file) as stream:
            return digest_of(stream)
    except OSError:
        return ""


class Delivered:
    """The original targets, before the changes in the logs.

    Args:
        homes: The folders with logs.
        warn: Called with a notice if a last line is incomplete; it is left out.

    Raises:
        CheckerError: A log cannot be read.
    """

    def __init__(self, homes: Iterable[Path], warn: Callable[[str], None] = lambda _message: None) -> None:
        self._by_place: dict[_Place, list[Changed]] = {}
        self._by_source: dict[_Place, _Chains] = {}
        self._homes: list[Path] = []
        for home in homes:
            self._homes.append(home)
            for _, change in jsonl_ledger.records(home / FILE, Changed, _WHAT, warn):
                if change.source:
                    self._by_source.setdefault((home, change.file, change.source), _Chains()).add(change)
                else:
                    place = (home, change.file, change.unit or str(change.index))
                    self._by_place.setdefault(place, []).append(change)

    def corpus(self, corpus: Corpus) -> Corpus:
        """``corpus`` with its original targets."""

        def read() -> Iterator[Segment]:
            left = _Left()
            return (self._came(segment, left) for segment in corpus)

        return Corpus(read, corpus.source_language, corpus.target_language)

    def _came(self, segment: Segment, left: "_Left") -> Segment:
        """A segment with its original target: it follows the changes back as long as they fit together."""
        target = segment.target
        for home in self._homes:
            file = document_name(segment.file, "", home)
            chains = None if segment.unit else self._by_source.get((home, file, segment.source))
            if chains:
                target = _followed(left.take(chains, target), target)
            target = _followed(self._by_place.get((home, file, segment.unit or str(segment.index)), ()), target)
        if target == segment.target:
            return segment
        return segment.translated(fitted(segment, target))


_Place = tuple[Path, str, str]


class _Chains:
    """The changes of segments that differ only in their place; each chain is the history of one of them.

    It is not known which chain belongs to which segment, but each original target appears as often as it should.
    """

    def __init__(self) -> None:
        self._ends: dict[str, deque[list[Changed]]] = {}
        self._passed: dict[str, list[list[Changed]]] = {}

    def add(self, change: Changed) -> None:
        """Add a change to the first chain that ends with its ``before``, or begin a new chain."""
        held = self._ends.get(change.before)
        chain = held.popleft() if held else []
        if chain:
            self._passed.setdefault(change.before, []).append(chain)
        chain.append(change)
        self._ends.setdefault(change.after, deque()).append(chain)

    def through(self, target: str) -> list[list[Changed]]:
        """The chains that contain a target, first those that end with it."""
        return [*self._ends.get(target, ()), *self._passed.get(target, ())]


class _Left:
    """The chains that are not yet assigned to a segment."""

    def __init__(self) -> None:
        self._stacks: dict[tuple[int, str], list[list[Changed]]] = {}
        self._taken: set[int] = set()

    def take(self, chains: _Chains, target: str) -> Sequence[Changed]:
        """Assign the first free one of ``chains`` that contains a target; empty if none is left."""
        asked = (id(chains), target)
        if asked not in self._stacks:
            self._stacks[asked] = chains.through(target)[::-1]
        stack = self._stacks[asked]
        while stack:
            chain = stack.pop()
            if id(chain) not in self._taken:
                self._taken.add(id(chain))
                return chain
        return ()


def _followed(changes: Sequence[Changed], target: str) -> str:
    """The target before ``changes``."""
    for change in reversed(changes):
        if change.after == target:
            target = change.before
    return target
