"""A corpus: segments that can be read again and again, in chunks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Self

import msgspec

from checker.model import Segment

CHUNK = 1000  # segments
STRETCH = 2000  # segments
Stretch = tuple[str, str, int]
document_of: Callable[[Segment], tuple[str, str]] = attrgetter("file", "document")


class Chunk:
    """Consecutive segments; the texts as columns, the rest as records.

    Attributes:
        first: The number in the corpus of its first segment, from 0.
        segments: The records.
        sources, targets: Their texts.
        before, after: The segments of the corpus beside them, None at its ends.
        references: The same segments in other translations, each a chunk.
    """

    __slots__ = ("after", "before", "first", "references", "segments", "sources", "targets")

    def __init__(
        self, first: int, segments: Sequence[Segment], before: Segment | None = None, after: Segment | None = None
    ) -> None:
        self.first = first
        self.segments = segments
        self.sources = [segment.source for segment in segments]
        self.targets = [segment.target for segment in segments]
        self.before = before
        self.after = after
        self.references: tuple[Chunk, ...] = ()

    def __len__(self) -> int:
        return len(self.segments)

    def __reduce__(self) -> tuple[Callable[[bytes], "Chunk"], tuple[bytes]]:
        records = [(each.first, each.segments, each.before, each.after) for each in (self, *self.references)]
        return _unpacked, (_encode(records),)

    def beside(self, number: int) -> list[tuple[int, Segment]]:
        """The segments before and after the ``number``-th in its document, with their numbers in the corpus."""
        own = self.segments[number]
        around = (
            self.segments[number - 1] if number else self.before,
            self.segments[number + 1] if number + 1 < len(self.segments) else self.after,
        )
        return [
            (self.first + number + step, segment)
            for step, segment in zip((-1, 1), around, strict=True)
            if segment is not None and (segment.file, segment.document) == (own.file, own.document)
        ]

    def stretches(self) -> list[Stretch]:
        """What context ends at the edges of: each segment's document; of one without marks ``STRETCH`` segments."""
        return list(map(stretch, self.segments))

    def start(self) -> int | None:
        """Where the last stretch that begins in the chunk begins; None where its only one began before."""
        last = stretch(self.segments[-1])
        at = len(self) - 1
        while at and stretch(self.segments[at - 1]) == last:
            at -= 1
        return at if at or self.before is None or stretch(self.before) != last else None

    def documents(self) -> list[tuple[str, str]]:
        """The file and document of each segment: what consistency is bounded by."""
        return list(map(document_of, self.segments))


def stretch(segment: Segment) -> Stretch:
    """What context ends at the edges of; see ``Chunk.stretches``."""
    return segment.file, segment.document, 0 if segment.document else max(segment.index - 1, 0) // STRETCH


def _unpacked(packed: bytes) -> Chunk:
    chunk, *references = (Chunk(*each) for each in _decode(packed))
    chunk.references = tuple(references)
    return chunk


# To another process: an eighth of what pickle takes for records.
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[int, list[Segment], Segment | None, Segment | None]]).decode


class Corpus:
    """Segments from a source that can be opened repeatedly.

    Args:
        read: Yields the segments from the first on, each time it is called.
        source_language, target_language: BCP 47 codes.
        content: Names what would be read, without reading segments; gives "" where that cannot be done.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[Segment]],
        source_language: str = "ko",
        target_language: str = "en",
        content: Callable[[], str] = str,
    ) -> None:
        self._read = read
        self.content = content
        self.source_language = source_language
        self.target_language = target_language

    @classmethod
    def of(cls, segments: Iterable[Segment], source_language: str = "ko", target_language: str = "en") -> Self:
        """A corpus of the given segments, one document unless they name others."""
        kept = tuple(segments)
        return cls(lambda: kept, source_language, target_language)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._read())

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """The segments in chunks of at most ``size``, none of two files."""
        segments = iter(self)
        first = 0
        before: Segment | None = None
        after = next(segments, None)
        while after is not None:
            taken: list[Segment] = []
            file = after.file
            while after is not None and after.file == file and len(taken) < size:
                taken.append(after)
                after = next(segments, None)
            yield Chunk(first, taken, before, after)
            first += len(taken)
            before = taken[-1]

    def at(self, wanted: Iterable[int]) -> dict[int, Segment]:
        """The segments of these numbers."""
        numbers = set(wanted)
        if not numbers:
            return {}
        last = max(numbers)
        found = islice(enumerate(self), last + 1)
        return {number: segment for number, segment in found if number in numbers}
