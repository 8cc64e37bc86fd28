"""What a chunk gave in an earlier run, found again by its content.

The key of a chunk is made of everything that its result depends on: the glossary, the languages, the versions; its
segments and the two beside them; and the key of the chunk before, as long as that ends in the same document, for what
a document has said before counts. So an edit costs what stands behind it in its document, and nothing else; and a run
that was interrupted goes on where it ended.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

import msgspec

from checker.corpus import Chunk
from checker.model import Segment
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
    document = None
    for chunk in chunks:
        first, last = (chunk.segments[at] for at in (0, -1))
        if _document(first) != document:
            before = b""
        document = _document(last)
        beside = (
            chunk.before if chunk.before and _document(chunk.before) == _document(first) else None,
            chunk.after if chunk.after and _document(chunk.after) == document else None,
        )
        content = _encode((known, before, chunk.segments, beside))
        before = hashlib.blake2b(content, digest_size=20).digest()
        yield Keyed(chunk, before.hex())


def _document(segment: Segment) -> tuple[str, str]:
    return segment.file, segment.document


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
