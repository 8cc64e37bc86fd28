"""Observers: the form of all work on the matches of a corpus. Each chunk gives a partial; partials add up to a total.

The rules (``checking``), the counts of a score (``score.counting``), the concordance (``commands.terms``) and the
review (``tui.work.engine``) are observers; ``runner`` runs them.
"""

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from checker.corpus import Chunk
from checker.matching.matches import Matches

Partial = TypeVar("Partial")
Partial_contra = TypeVar("Partial_contra", contravariant=True)


class Total(Protocol[Partial_contra]):
    """The sum of partials."""

    def add(self, partial: Partial_contra) -> None:
        """Add the partial of the next segments."""
        ...


TotalOf = TypeVar("TotalOf", bound=Total[Any])
_encode = msgspec.msgpack.Encoder().encode


class Observer(Generic[Partial, TotalOf]):
    """Computes a total from the matches of a corpus. It is picklable and has no state, because each process has a copy.

    Attributes:
        key: What a partial depends on besides the matches, as part of the key in the cache.
        partial: The type of a partial, for msgspec.
    """

    key: str
    partial: type[Partial]

    def see(self, matches: Matches) -> Partial:
        """The partial of a chunk; it must be the same in every process."""
        raise NotImplementedError

    def chunk_key(self, chunk: Chunk) -> str:  # noqa: ARG002
        """The key for a chunk, if the partial depends on its place too."""
        return self.key

    def total(self) -> TotalOf:
        """An empty total."""
        raise NotImplementedError

    def packed(self, partial: Partial) -> bytes:
        """A partial as bytes, for the cache."""
        return _encode(partial)

    def unpacked(self, packed: bytes, first: int) -> Partial:  # noqa: ARG002
        """The partial that ``packed`` holds, for a chunk whose first segment now has the number ``first``."""
        return msgspec.msgpack.decode(packed, type=self.partial)


class Totals:
    """The totals of several observers.

    Args:
        totals: One per observer.
    """

    def __init__(self, totals: Iterable[Total[Any]]) -> None:
        self.totals: tuple[Any, ...] = tuple(totals)

    def add(self, partials: Iterable[Any]) -> None:
        """Add the partials of a chunk, one per observer."""
        for total, partial in zip(self.totals, partials, strict=True):
            total.add(partial)


class Together(Observer[tuple[Any, ...], Totals]):
    """The rules and other observers as one observer, so that the matches are computed once.

    Args:
        observers: The observers, the rules first.
    """

    def __init__(self, *observers: Observer[Any, Any]) -> None:
        self._observers = observers
        self.key = " and ".join(each.key for each in observers)

    def chunk_key(self, chunk: Chunk) -> str:
        """The keys of all observers."""
        return " and ".join(each.chunk_key(chunk) for each in self._observers)

    def see(self, matches: Matches) -> tuple[Any, ...]:
        """The partials of all observers."""
        return tuple(each.see(matches) for each in self._observers)

    def total(self) -> Totals:
        """The empty totals of all observers."""
        return Totals(each.total() for each in self._observers)

    def packed(self, partial: tuple[Any, ...]) -> bytes:
        """The partials, each packed by its observer."""
        return _encode([each.packed(one) for each, one in zip(self._observers, partial, strict=True)])

    def unpacked(self, packed: bytes, first: int) -> tuple[Any, ...]:
        """The partials, each unpacked by its observer."""
        parts = msgspec.msgpack.decode(packed, type=list[bytes])
        return tuple(each.unpacked(one, first) for each, one in zip(self._observers, parts, strict=True))

    def packed_totals(self, totals: Iterable[Any]) -> list[bytes]:
        """The packed totals of all observers except the rules; these totals must be partials."""
        return [each.packed(total) for each, total in zip(self._observers[1:], totals, strict=True)]

    def unpacked_totals(self, packed: Iterable[bytes]) -> list[Any]:
        """The totals that ``packed_totals`` packed."""
        return [each.unpacked(total, 0) for each, total in zip(self._observers[1:], packed, strict=True)]
