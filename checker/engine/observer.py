"""The one shape of work on a corpus: of each chunk a partial, of all partials a total.

The rules (``checking``), the counts of a score (``score.counting``), the concordance (``commands.terms``) and the
review (``tui.work.engine``) are such observers; ``runner`` runs them all.
"""

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from checker.corpus import Chunk
from checker.matching.matches import Matches

Partial = TypeVar("Partial")
Partial_contra = TypeVar("Partial_contra", contravariant=True)


class Total(Protocol[Partial_contra]):
    """What adds up partials."""

    def add(self, partial: Partial_contra) -> None:
        """Add the partial of the segments that follow."""
        ...


TotalOf = TypeVar("TotalOf", bound=Total[Any])
_encode = msgspec.msgpack.Encoder().encode


class Observer(Generic[Partial, TotalOf]):
    """Makes something of the matches of a corpus. It is picklable and keeps nothing: it goes to every process.

    Attributes:
        key: All that a partial depends on beside the matches; what is kept of an earlier run is found by it.
        partial: The type of a partial, which msgspec can write and read.
    """

    key: str
    partial: type[Partial]

    def see(self, matches: Matches) -> Partial:
        """The partial of a chunk; in whatever process, and the same there as here."""
        raise NotImplementedError

    def chunk_key(self, chunk: Chunk) -> str:  # noqa: ARG002
        """The same for a chunk, where its place decides too."""
        return self.key

    def total(self) -> TotalOf:
        """A total to which nothing was added yet."""
        raise NotImplementedError

    def packed(self, partial: Partial) -> bytes:
        """A partial as bytes, to be kept for another run."""
        return _encode(partial)

    def unpacked(self, packed: bytes, first: int) -> Partial:  # noqa: ARG002
        """The partial that ``packed`` gave, of a chunk whose first segment now has the number ``first``."""
        return msgspec.msgpack.decode(packed, type=self.partial)


class Totals:
    """The totals of several observers.

    Args:
        totals: One an observer.
    """

    def __init__(self, totals: Iterable[Total[Any]]) -> None:
        self.totals: tuple[Any, ...] = tuple(totals)

    def add(self, partials: Iterable[Any]) -> None:
        """Add the partials of a chunk, one an observer."""
        for total, partial in zip(self.totals, partials, strict=True):
            total.add(partial)


class Together(Observer[tuple[Any, ...], Totals]):
    """The rules and other observers as one, so that the matches are made once.

    Args:
        observers: What is to see each chunk, the rules first.
    """

    def __init__(self, *observers: Observer[Any, Any]) -> None:
        self._observers = observers
        self.key = " and ".join(each.key for each in observers)

    def chunk_key(self, chunk: Chunk) -> str:
        """The key of each observer."""
        return " and ".join(each.chunk_key(chunk) for each in self._observers)

    def see(self, matches: Matches) -> tuple[Any, ...]:
        """The partial of each observer."""
        return tuple(each.see(matches) for each in self._observers)

    def total(self) -> Totals:
        """The total of each observer."""
        return Totals(each.total() for each in self._observers)

    def packed(self, partial: tuple[Any, ...]) -> bytes:
        """The partials, each as its observer packs it."""
        return _encode([each.packed(one) for each, one in zip(self._observers, partial, strict=True)])

    def unpacked(self, packed: bytes, first: int) -> tuple[Any, ...]:
        """The partials, each as its observer unpacks it."""
        parts = msgspec.msgpack.decode(packed, type=list[bytes])
        return tuple(each.unpacked(one, first) for each, one in zip(self._observers, parts, strict=True))

    def packed_totals(self, totals: Iterable[Any]) -> list[bytes]:
        """The totals of all but the rules, where they are partials."""
        return [each.packed(total) for each, total in zip(self._observers[1:], totals, strict=True)]

    def unpacked_totals(self, packed: Iterable[bytes]) -> list[Any]:
        """What ``packed_totals`` gave."""
        return [each.unpacked(total, 0) for each, total in zip(self._observers[1:], packed, strict=True)]
