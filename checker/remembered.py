"""What a chunk gave in an earlier run, found again by its content.

The key of a chunk is made of everything that its result depends on: the glossary, the languages, the versions; its
segments and the two beside them; and what its document, or stretch of a long one, has said before. So an edit costs
the chunks that its document reaches into, and nothing else; and a run that was interrupted goes on where it ended.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

import msgspec

from checker.corpus import Chunk, document_of, stretch
from checker.stages.context import Past
from checker.workers import Work

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


class _Result(Protocol):
    """A result that tells where in the corpus it stands."""

    def at(self, first: int) -> Self:
        """The same of a chunk that begins elsewhere."""
        ...


Result = TypeVar("Result", bound=_Result)


class Keyed(NamedTuple):
    """A chunk and its key."""

    chunk: Chunk
    key: str


def keyed(chunks: Iterable[Chunk], known: str) -> Iterator[Keyed]:
    """The chunks with their keys.

    Args:
        chunks: All of a corpus, in order.
        known: What else the results depend on.
    """
    before = b""
    for chunk in chunks:
        at, segments = chunk.start(), chunk.segments
        if chunk.before is None or stretch(chunk.before) != stretch(segments[0]):
            before = b""
        beside = (
            chunk.before if chunk.before and document_of(chunk.before) == document_of(segments[0]) else None,
            chunk.after if chunk.after and document_of(chunk.after) == document_of(segments[-1]) else None,
        )
        key = _digest(known, before, segments, beside)
        before = _digest(known, before, segments) if at is None else _digest(known, b"", segments[at:])
        yield Keyed(chunk, key.hex())


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


class Remembering(Generic[Begun, Result]):
    """Work on chunks that looks first whether it was done before; see ``workers.Work``.

    Args:
        work: What to do.
        memory: Where results are kept.
        kind: What they are; msgspec writes and reads them.
    """

    def __init__(self, work: Work[Chunk, Begun, Past, Result], memory: Memory, kind: type[Result]) -> None:
        self._work = work
        self._memory = memory
        self._kind = kind

    def carried(self) -> Past:
        """See ``Work``."""
        return self._work.carried()

    def begin(self, item: Keyed) -> _Known | _New[Begun]:
        """See ``Work``."""
        kept = self._memory.recall(item.key)
        if kept is not None:
            past, result = msgspec.msgpack.decode(kept, type=tuple[bytes, bytes])
            return _Known(past, result, item.chunk.first)
        return _New(item.key, self._work.begin(item.chunk), b"")

    def warmed(self, begun: _Known | _New[Begun]) -> bool:
        """See ``Work``."""
        return isinstance(begun, _New)

    def parts(self, item: Keyed) -> bool:
        """See ``Work``."""
        return self._work.parts(item.chunk)

    def ahead(self, begun: _Known | _New[Begun]) -> Past:
        """See ``Work``."""
        if isinstance(begun, _New):
            return self._work.ahead(begun.begun)
        past = self._work.carried()
        past.restore(begun.past)
        return past

    def follow(self, begun: _Known | _New[Begun], past: Past) -> _Known | _New[Begun]:
        """See ``Work``."""
        if isinstance(begun, _Known):
            past.restore(begun.past)
            return begun
        return begun._replace(begun=self._work.follow(begun.begun, past), past=past.packed())

    def finish(self, begun: _Known | _New[Begun]) -> Result:
        """See ``Work``."""
        if isinstance(begun, _Known):
            return msgspec.msgpack.decode(begun.result, type=self._kind).at(begun.first)
        done = self._work.finish(begun.begun)
        self._memory.remember(begun.key, _encode((begun.past, _encode(done))))
        return done
