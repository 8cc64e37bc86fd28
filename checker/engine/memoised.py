"""What a chunk gave in an earlier run, found again by its content.

The key of a chunk is made of everything that its result depends on: the glossary, the languages, the versions; its
segments and the two beside them; and what its document, or stretch of a long one, has said before. So an edit costs
the chunks that its document reaches into, and nothing else; and a run that was interrupted goes on where it ended.
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
    """Where results are kept; it must be picklable where workers are not forked."""

    def recall(self, key: str) -> bytes | None:
        """What was kept under ``key``, None if nothing was, or it is not whole."""
        ...

    def remember(self, key: str, data: bytes) -> None:
        """Keep ``data``, if that can be done."""
        ...


class Keyed(NamedTuple):
    """A chunk and its key."""

    chunk: Chunk
    key: str


def keyed(chunks: Iterable[Chunk], known: Callable[[Chunk], str]) -> Iterator[Keyed]:
    """The chunks with their keys.

    Args:
        chunks: All of a corpus, in order.
        known: What else the result of a chunk depends on.
    """
    sides: list[_Side] = []
    for chunk in chunks:
        every = (chunk, *chunk.references)
        sides = sides or [_Side() for _ in every]
        key = _digest(known(chunk), [side.key(each) for side, each in zip(sides, every, strict=True)])
        yield Keyed(chunk, key.hex())


class _Side:
    """What the chunks of the corpus, or of a reference, depend on of what went before."""

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
    """A chunk whose result was kept: that, and what the document has said up to its end."""

    past: bytes
    result: bytes
    first: int


class _New(NamedTuple, Generic[Begun]):
    """A chunk that is worked on."""

    key: str
    begun: Begun
    past: bytes


class _Past(Protocol):
    """What is carried from chunk to chunk; it can be kept."""

    def packed(self) -> bytes: ...

    def restore(self, packed: bytes) -> None: ...


Carried = TypeVar("Carried", bound=_Past)


class Remembering(Generic[Begun, Carried, Partial]):
    """Work on chunks that first looks whether it was done before.

    Args:
        work: The work on a chunk.
        memory: Where results are kept.
        observer: Packs and unpacks the results.
    """

    def __init__(
        self, work: Work[Chunk, Begun, Carried, Partial], memory: Memory, observer: Observer[Partial, Any]
    ) -> None:
        self._work = work
        self._memory = memory
        self._observer = observer

    def carried(self) -> Carried:
        """What the work itself begins with."""
        return self._work.carried()

    def begin(self, item: Keyed) -> _Known | _New[Begun]:
        """Recall the result of a chunk, or begin to make it."""
        kept = self._memory.recall(item.key)
        if kept is not None:
            past, result = msgspec.msgpack.decode(kept, type=tuple[bytes, bytes])
            return _Known(past, result, item.chunk.first)
        return _New(item.key, self._work.begin(item.chunk), b"")

    def warmed(self, begun: _Known | _New[Begun]) -> bool:
        """A recalled result has loaded nothing."""
        return isinstance(begun, _New)

    def parts(self, item: Keyed) -> bool:
        """As the work itself says."""
        return self._work.parts(item.chunk)

    def ahead(self, begun: _Known | _New[Begun]) -> Carried:
        """What the next chunk finds; of a recalled result it was kept with it."""
        if isinstance(begun, _New):
            return self._work.ahead(begun.begun)
        past = self._work.carried()
        past.restore(begun.past)
        return past

    def follow(self, begun: _Known | _New[Begun], past: Carried) -> _Known | _New[Begun]:
        """Follow up a new chunk; what it leaves to the next is kept with its result."""
        if isinstance(begun, _Known):
            past.restore(begun.past)
            return begun
        return begun._replace(begun=self._work.follow(begun.begun, past), past=past.packed())

    def finish(self, begun: _Known | _New[Begun]) -> Partial:
        """The result, kept if it is new."""
        if isinstance(begun, _Known):
            return self._observer.unpacked(begun.result, begun.first)
        done = self._work.finish(begun.begun)
        self._memory.remember(begun.key, _encode((begun.past, self._observer.packed(done))))
        return done
