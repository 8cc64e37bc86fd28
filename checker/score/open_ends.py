"""Sums over documents, of which only the first and the last of a stretch are still open: they may go on beside it."""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

State = TypeVar("State")
Merge = Callable[[State, State], None]
Close = Callable[[State], dict[str, int]]


class Open(msgspec.Struct, Generic[State], array_like=True):
    """A document that is not known to have ended.

    Attributes:
        document: File and document.
        state: What was counted of it.
    """

    document: tuple[str, str]
    state: State


class OpenEnds(msgspec.Struct, Generic[State], array_like=True):
    """What is counted of a stretch of a corpus, document by document; two neighbouring stretches add up to one.

    Attributes:
        head: The first document, which may have begun before.
        tail: The last one, which may go on; None while it is the first.
        closed: The sums over the documents between them.
    """

    head: Open[State] | None = None
    tail: Open[State] | None = None
    closed: dict[str, int] = {}

    def at(
        self, document: tuple[str, str], new: Callable[[], State], merge: Merge[State], close: Close[State]
    ) -> State:
        """The state of ``document``, which is the last one or follows it."""
        last = self.tail or self.head
        if last is None or last.document != document:
            self.add(OpenEnds(Open(document, new())), merge, close)
            last = self.tail or self.head
        assert last is not None  # noqa: S101  # added just now
        return last.state

    def add(self, later: "OpenEnds[State]", merge: Merge[State], close: Close[State]) -> None:
        """Add what was counted of the stretch that follows.

        Args:
            later: That; it is used up.
            merge: Adds the state of the second half of a document to that of the first.
            close: The sums of a document that has ended.
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
        """The sums over all documents, when all is added."""
        sums = dict(self.closed)
        for each in (self.head, self.tail):
            if each is not None:
                _added(sums, close(each.state))
        return sums


def _added(sums: dict[str, int], more: dict[str, int]) -> None:
    for name, number in more.items():
        sums[name] = sums.get(name, 0) + number
