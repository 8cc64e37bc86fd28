"""What the document has said so far: the state that is carried from segment to segment and from chunk to chunk."""

from collections import deque

import msgspec

from checker.corpus import Stretch
from checker.matching.matches import Row
from checker.model import Outcome

REACH = 20  # segments


_encode = msgspec.msgpack.Encoder(order="deterministic", enc_hook=list).encode
_decode = msgspec.msgpack.Decoder(tuple[Stretch | None, list[frozenset[int]], list[frozenset[int]], set[int]]).decode


class Past:
    """The concepts that the last segments of the document rendered, and the first mentions that they lack."""

    def __init__(self) -> None:
        self._stretch: Stretch | None = None
        self._recent: deque[frozenset[int]] = deque(maxlen=REACH)
        self._reported: deque[frozenset[int]] = deque(maxlen=REACH)
        self._ever: set[int] = set()

    def packed(self) -> bytes:
        """This state as bytes, for ``restore``."""
        return _encode((self._stretch, self._recent, self._reported, self._ever))

    def restore(self, packed: bytes) -> None:
        """Take over a state that ``packed`` wrote."""
        self._stretch, recent, reported, self._ever = _decode(packed)
        self._recent = deque(recent, REACH)
        self._reported = deque(reported, REACH)

    def enter(self, stretch: Stretch) -> None:
        """Prepare for a segment of ``stretch``; when the stretch changes, all is forgotten."""
        if stretch != self._stretch:
            self._stretch = stretch
            self._recent.clear()
            self._reported.clear()
            self._ever.clear()

    def add(self, rows: list[Row]) -> None:
        """Remember the rows of the next segment."""
        rendered = frozenset(
            [row.concept for row in rows if row.outcome is not Outcome.MISSING and row.how != "short form"]
        )
        self._recent.append(rendered)
        self._reported.append(frozenset([row.concept for row in rows if row.reason == "first-mention"]))
        self._ever |= rendered

    def same(self, other: "Past") -> bool:
        """Whether both know the same of the same document."""
        return vars(self) == vars(other)

    def recently(self, concept: int) -> bool:
        """Whether one of the last 20 segments rendered ``concept``."""
        return any(concept in rendered for rendered in self._recent)

    def recent(self) -> set[int]:
        """The concepts that the last 20 segments rendered."""
        return set().union(*self._recent)

    def reported(self, concept: int) -> bool:
        """Whether one of the last 20 segments was reported to lack the first mention of ``concept``."""
        return any(concept in reported for reported in self._reported)

    def spoken(self) -> frozenset[int]:
        """The concepts that the document has rendered."""
        return frozenset(self._ever)

    def ever(self, concept: int) -> bool:
        """Whether ``concept`` was rendered in this document before."""
        return concept in self._ever
