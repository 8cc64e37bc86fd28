"""What was changed in the project's files since they came: by ``ilchi fix`` and ``ilchi review``, with the text before.

It is kept in ``.ilchi/fixes.jsonl`` beside config and decisions, a line a change in the order in which they were made.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from checker import ledger
from checker.corpus import Corpus
from checker.decisions import document_name
from checker.model import Segment

FILE = Path(".ilchi", "fixes.jsonl")


class Changed(msgspec.Struct, frozen=True):
    """A line of the record: what a target was, and what it is.

    Attributes:
        date: When, ISO 8601.
        file: As seen from the folder that ``.ilchi`` is in.
        index, unit: The segment's.
        fingerprints: Of the findings that made somebody change it.
    """

    date: str
    file: str
    index: int
    unit: str | None
    before: str
    after: str
    fingerprints: tuple[str, ...] = ()


def changed(home: Path, segment: Segment, after: str, date: str, fingerprints: Iterable[str] = ()) -> Changed:
    """The record of ``segment`` getting the target ``after``."""
    file = document_name(segment.file, "", home)
    return Changed(date, file, segment.index, segment.unit, segment.target, after, tuple(fingerprints))


def record(home: Path, changes: Iterable[Changed]) -> None:
    """Write changes down in ``home``; on disk when this returns.

    Raises:
        CheckerError: They cannot be written; then the record is what it was.
    """
    path = home / FILE
    with ledger.locked(path):
        ledger.append(path, "\n".join(map(ledger.packed, changes)))


class Delivered:
    """The targets as they came, before anybody here changed them.

    Args:
        homes: The folders with records.
        warn: Takes a message: a last line that was not written to its end is left out.

    Raises:
        CheckerError: A record cannot be read.
    """

    def __init__(self, homes: Iterable[Path], warn: Callable[[str], None] = lambda _message: None) -> None:
        self._by_place: dict[tuple[Path, str, str], list[Changed]] = {}
        self._homes: list[Path] = []
        for home in homes:
            self._homes.append(home)
            for _, change in ledger.records(home / FILE, Changed, "record of a change", warn):
                place = (home, change.file, change.unit or str(change.index))
                self._by_place.setdefault(place, []).append(change)

    def corpus(self, corpus: Corpus) -> Corpus:
        """``corpus`` with the targets that it came with."""

        def read() -> Iterator[Segment]:
            return map(self._came, corpus)

        return Corpus(read, corpus.source_language, corpus.target_language)

    def _came(self, segment: Segment) -> Segment:
        """A segment as it came: followed back through the changes, as far as each ends in what the next began with."""
        target = segment.target
        for home in self._homes:
            place = (home, document_name(segment.file, "", home), segment.unit or str(segment.index))
            for change in reversed(self._by_place.get(place, ())):
                if change.after == target:
                    target = change.before
        if target == segment.target:
            return segment
        return msgspec.structs.replace(segment, target=target, target_codes=())
