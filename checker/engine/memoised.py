"""Reuses the results of chunks from earlier runs.

The key of a chunk is a digest of everything that its result depends on: glossary, languages, versions, its segments,
the two segments next to it, and earlier segments of the document (or stretch). So after an edit only the chunks of that
document are checked again, and an interrupted run continues where it stopped.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from checker.corpus import Chunk, document_of, stretch
from checker.engine.observer import Observer, Partial
from checker.engine.processes import Work

Begun = TypeVar("Begun")
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Memory(Protocol):
    """A store of results; it must be picklable if workers are not forked."""

    def recall(self, key: str) -> bytes | None:
        """The data stored under ``key``; None if there is none or it is damaged."""
        ...

    def remember(self, key: str, data: bytes) -> None:
        """Store ``data`` under ``key``, if possible."""
        ...


class Keyed(NamedTuple):
    """A chunk and its key."""

    chunk: Chunk
    key: str


def keyed(chunks: Iterable[Chunk], known: Callable[[Chunk], str]) -> Iterator[Keyed]:
    """The chunks with their keys.

    Args:
        chunks: All chunks of a corpus, in order.
        known: Returns what else the result of a chunk depends on, such as the glossary.
    """
    sides: list[_Side] = []
    for chunk in chunks:
        every = (chunk, *chunk.references)
        sides = sides or [_Side() for _ in every]
        key = _digest(known(chunk), [side.key(each) for side, each in zip(sides, every, strict=True)])
        yield Keyed(chunk, key.hex())


class _Side:
    """The keys of the chunks on one side: the corpus or a reference."""

    def __init__(self) -> None:
        self._before = b""

    def key(self, chunk: Chunk) -> bytes:
        at, segments = chunk.start(), chunk.segments
        if chunk.before is None or stretch(chunk.before) != stretch(segments[0]):
            self._before = b""
        beside = (
            chunk.before if chunk.before and document_of(chunk.before) == document_of(segments[0]) else None,
            chunk.after if chunk.after and document_of(chunk.after) == document_of(segments[-1]) else None,
        )
        key = _digest(self._before, segments, beside)
        self._before = _digest(self._before, segments) if at is None else _digest(b"", segments[at:])
        return key


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b(_encode(parts), digest_size=20).digest()


class _Known(NamedTuple):
    """A chunk with a stored result: the ``Past`` at its end, the result, and its first segment."""

    past: bytes
    result: bytes
    first: int


class _New(NamedTuple, Generic[Begun]):
    """A chunk without a stored result."""

    key: str
    begun: Begun
    past: bytes


class _Past(Protocol):
    """The state carried from chunk to chunk, which can be stored."""

    def packed(self) -> bytes: ...

    def restore(self, packed: bytes) -> None: ...


Carried = TypeVar("Carried", bound=_Past)


class Remembering(Generic[Begun, Carried, Partial]):
    """Work on chunks that uses and stores results.

    Args:
        work: The work on a chunk without a stored result.
        memory: The store.
        observer: Packs and unpacks the results.
    """

    def __init__(
        self, work: Work[Chunk, Begun, Carried, Partial], memory: Memory, observer: Observer[Partial, Any]
    ) -> None:
        self._work = work
        self._memory = memory
        self._observer = observer

    def carried(self) -> Carried:
        """The initial state of the work."""
        return self._work.carried()

    def begin(self, item: Keyed) -> _Known | _New[Begun]:
        """Recall the result of a chunk, or begin the work on it."""
        kept = self._memory.recall(item.key)
        if kept is not None:
            past, result = msgspec.msgpack.decode(kept, type=tuple[bytes, bytes])
            return _Known(past, result, item.chunk.first)
        return _New(item.key, self._work.begin(item.chunk), b"")

    def warmed(self, begun: _Known | _New[Begun]) -> bool:
        """Whether the work was begun; recalling a result loads nothing."""
        return isinstance(begun, _New)

    def parts(self, item: Keyed) -> bool:
        """The same as for the work."""
        return self._work.parts(item.chunk)

    def ahead(self, begun: _Known | _New[Begun]) -> Carried:
        """The state for the next chunk; for a recalled result it was stored too."""
        if isinstance(begun, _New):
            return self._work.ahead(begun.begun)
        past = self._work.carried()
        past.restore(begun.past)
        return past

    def follow(self, begun: _Known | _New[Begun], past: Carried) -> _Known | _New[Begun]:
        """Follow the work on a new chunk, and keep the state after it for the store."""
        if isinstance(begun, _Known):
            past.restore(begun.past)
            return begun
        return begun._replace(begun=self._work.follow(begun.begun, past), past=past.packed())

    def finish(self, begun: _Known | _New[Begun]) -> Partial:
        """The result, which is stored if it is new."""
        if isinstance(begun, _Known):
            return self._observer.unpacked(begun.result, begun.first)
        done = self._work.finish(begun.begun)
        self._memory.remember(begun.key, _encode((begun.past, self._observer.packed(done))))
        return done
