"""Sums over documents in a stretch of a corpus; its first and last document may continue outside and stay open."""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

State = TypeVar("State")
Merge = Callable[[State, State], None]
Close = Callable[[State], dict[str, int]]


class Open(msgspec.Struct, Generic[State], array_like=True):
    """A document that may continue.

    Attributes:
        document: File and document.
        state: Its counts so far.
    """

    document: tuple[str, str]
    state: State


class OpenEnds(msgspec.Struct, Generic[State], array_like=True):
    """The counts of the documents in a stretch of a corpus; consecutive stretches can be added.

    Attributes:
        head: The first document, which may have begun earlier.
        tail: The last document, which may continue; None if there is only one.
        closed: The sums over the documents between them.
    """

    head: Open[State] | None = None
    tail: Open[State] | None = None
    closed: dict[str, int] = {}

    def at(
        self, document: tuple[str, str], new: Callable[[], State], merge: Merge[State], close: Close[State]
    ) -> State:
        """The state of ``document``, which is the last document or a new one after it."""
        last = self.tail or self.head
        if last is None or last.document != document:
            self.add(OpenEnds(Open(document, new())), merge, close)
            last = self.tail or self.head
        assert last is not None  # noqa: S101  # added just now
        return last.state

    def add(self, later: "OpenEnds[State]", merge: Merge[State], close: Close[State]) -> None:
        """Add the counts of the next stretch.

        Args:
            later: The next stretch; do not use it afterwards.
            merge: Adds the state of the second part of a document to that of the first.
            close: Returns the sums of a document that has ended.
        """
        if later.head is None:
            return
        last = self.tail or self.head
        inner: list[Open[State]] = []
        if last is not None and last.document == later.head.document:
            merge(last.state, later.head.state)
            if later.tail is not None:
                inner = [self.tail] if self.tail is not None else []
                self.tail = later.tail
        elif last is None:
            self.head, self.tail = later.head, later.tail
        else:
            inner = [self.tail] if self.tail is not None else []
            if later.tail is not None:
                inner.append(later.head)
            self.tail = later.tail or later.head
        for sums in (later.closed, *(close(each.state) for each in inner)):
            _added(self.closed, sums)

    def sums(self, close: Close[State]) -> dict[str, int]:
        """The sums over all documents."""
        sums = dict(self.closed)
        for each in (self.head, self.tail):
            if each is not None:
                _added(sums, close(each.state))
        return sums


def _added(sums: dict[str, int], more: dict[str, int]) -> None:
    for name, number in more.items():
        sums[name] = sums.get(name, 0) + number
