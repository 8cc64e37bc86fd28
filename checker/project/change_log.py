"""What was changed in the project's files since they came: by ``ilchi fix`` and ``ilchi review``, with the text before.

It is kept in ``.ilchi/fixes.jsonl`` beside config and decisions, a line a change in the order in which they were made.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from checker.corpus import Corpus
from checker.judging.decisions import document_name
from checker.model import Segment
from checker.storage import jsonl_ledger

FILE = Path(".ilchi", "fixes.jsonl")


class Changed(msgspec.Struct, frozen=True):
    """A line of the record: what a target was, and what it is.

    Attributes:
        date: When, ISO 8601.
        file: As seen from the folder that ``.ilchi`` is in.
        index, unit: The segment's.
        fingerprints: Of the findings that made somebody change it.
        source: Of a segment without a unit, which is known by it wherever it has moved; else "".
    """

    date: str
    file: str
    index: int
    unit: str | None
    before: str
    after: str
    fingerprints: tuple[str, ...] = ()
    source: str = ""


def changed(home: Path, segment: Segment, after: str, date: str, fingerprints: Iterable[str] = ()) -> Changed:
    """The record of ``segment`` getting the target ``after``."""
    file = document_name(segment.file, "", home)
    source = "" if segment.unit else segment.source
    return Changed(date, file, segment.index, segment.unit, segment.target, after, tuple(fingerprints), source)


def record(home: Path, changes: Iterable[Changed]) -> None:
    """Write changes down in ``home``; on disk when this returns.

    Raises:
        CheckerError: They cannot be written; then the record is what it was.
    """
    path = home / FILE
    with jsonl_ledger.locked(path):
        jsonl_ledger.append(path, "\n".join(map(jsonl_ledger.packed, changes)))


class Delivered:
    """The targets as they came, before anybody here changed them.

    Args:
        homes: The folders with records.
        warn: Takes a message: a last line that was not written to its end is left out.

    Raises:
        CheckerError: A record cannot be read.
    """

    def __init__(self, homes: Iterable[Path], warn: Callable[[str], None] = lambda _message: None) -> None:
        self._by_place: dict[_Place, list[Changed]] = {}
        self._by_source: dict[_Place, _Chains] = {}
        self._homes: list[Path] = []
        for home in homes:
            self._homes.append(home)
            for _, change in jsonl_ledger.records(home / FILE, Changed, "record of a change", warn):
                if change.source:
                    self._by_source.setdefault((home, change.file, change.source), _Chains()).add(change)
                else:
                    place = (home, change.file, change.unit or str(change.index))
                    self._by_place.setdefault(place, []).append(change)

    def corpus(self, corpus: Corpus) -> Corpus:
        """``corpus`` with the targets that it came with."""

        def read() -> Iterator[Segment]:
            left = _Left()
            return (self._came(segment, left) for segment in corpus)

        return Corpus(read, corpus.source_language, corpus.target_language)

    def _came(self, segment: Segment, left: "_Left") -> Segment:
        """A segment as it came: followed back through the changes, as far as each ends in what the next began with."""
        target = segment.target
        for home in self._homes:
            file = document_name(segment.file, "", home)
            chains = None if segment.unit else self._by_source.get((home, file, segment.source))
            if chains:
                target = _followed(left.take(chains, target), target)
            target = _followed(self._by_place.get((home, file, segment.unit or str(segment.index)), ()), target)
        if target == segment.target:
            return segment
        return msgspec.structs.replace(segment, target=target, target_codes=())


_Place = tuple[Path, str, str]


class _Chains:
    """The changes of segments that nothing but their place tells apart: each chain is what one of them went through.

    Which one that was need not be known: as many lead back to each target as came with it.
    """

    def __init__(self) -> None:
        self._ends: dict[str, deque[list[Changed]]] = {}
        self._passed: dict[str, list[list[Changed]]] = {}

    def add(self, change: Changed) -> None:
        """Let a change go on with the first chain that ends in what it begins with, or begin one."""
        held = self._ends.get(change.before)
        chain = held.popleft() if held else []
        if chain:
            self._passed.setdefault(change.before, []).append(chain)
        chain.append(change)
        self._ends.setdefault(change.after, deque()).append(chain)

    def through(self, target: str) -> list[list[Changed]]:
        """The chains that lead to a target, those that end in it first."""
        return [*self._ends.get(target, ()), *self._passed.get(target, ())]


class _Left:
    """The chains that no segment has taken so far."""

    def __init__(self) -> None:
        self._stacks: dict[tuple[int, str], list[list[Changed]]] = {}
        self._taken: set[int] = set()

    def take(self, chains: _Chains, target: str) -> Sequence[Changed]:
        """The first of ``chains`` that leads to a target; empty if none is left."""
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
    """What a target was before ``changes``."""
    for change in reversed(changes):
        if change.after == target:
            target = change.before
    return target
