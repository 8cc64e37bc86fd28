"""A corpus: segments that can be read repeatedly, in chunks."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Self

import msgspec

from checker.model import Segment

CHUNK = 1000  # segments in a chunk, at most
STRETCH = 2000  # segments that context may span in a file without document marks
_HALF = re.compile("[\ud800-\udfff]")
Stretch = tuple[str, str, int]
document_of: Callable[[Segment], tuple[str, str]] = attrgetter("file", "document")


class Chunk:
    """Consecutive segments of one file.

    Attributes:
        first: The number of the first segment in the corpus, from 0.
        segments: The segments.
        sources, targets: Their texts, as columns.
        before, after: The segments of the corpus before and after the chunk; None at the ends of the corpus.
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
        """The neighbours of a segment in its document, with their numbers in the corpus.

        Args:
            number: The segment's number in the chunk, from 0.
        """
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
        """The ``stretch`` of each segment."""
        return list(map(stretch, self.segments))

    def start(self) -> int | None:
        """The number in the chunk where its last stretch begins; None if that began before the chunk."""
        last = stretch(self.segments[-1])
        at = len(self) - 1
        while at and stretch(self.segments[at - 1]) == last:
            at -= 1
        return at if at or self.before is None or stretch(self.before) != last else None

    def documents(self) -> list[tuple[str, str]]:
        """The file and document of each segment; consistency is checked within them."""
        return list(map(document_of, self.segments))


def stretch(segment: Segment) -> Stretch:
    """The stretch of segments that context may span.

    That is the document, or ``STRETCH`` segments of a file without marks; a segment with a key stands by itself.
    """
    if segment.keyed:
        return segment.file, f"{segment.document}\0{segment.unit}", segment.index
    return segment.file, segment.document, 0 if segment.document else max(segment.index - 1, 0) // STRETCH


def _whole(segment: Segment) -> Segment:
    """The segment with replacement characters for lone surrogates."""
    try:
        _encode(segment)
    except UnicodeEncodeError:
        fields = msgspec.structs.asdict(segment)
        texts = {name: _HALF.sub("\ufffd", text) for name, text in fields.items() if isinstance(text, str)}
        return msgspec.structs.replace(segment, **texts)
    return segment


def _unpacked(packed: bytes) -> Chunk:
    chunk, *references = (Chunk(*each) for each in _decode(packed))
    chunk.references = tuple(references)
    return chunk


# Chunks are sent to other processes in an eighth of the time that pickle takes.
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[int, list[Segment], Segment | None, Segment | None]]).decode


class Corpus:
    """Segments that can be read repeatedly.

    Args:
        read: Gives all segments from the first one, every time it is called.
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
        """A corpus of these segments; segments that name no document are in one document.

        Lone surrogates, which no file can hold, become replacement characters.
        """
        kept = tuple(map(_whole, segments))
        return cls(lambda: kept, source_language, target_language)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._read())

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """The segments in chunks of at most ``size``; no chunk spans two files."""
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

    def in_turn(self) -> Callable[[int], Segment]:
        """A function that returns the segment with a number, counted from 0; call it with rising numbers."""
        segments = enumerate(chain.from_iterable((self,)))  # nothing is read before the first call
        return lambda number: next(segment for at, segment in segments if at == number)

    def at(self, numbers: Iterable[int]) -> dict[int, Segment]:
        """The segments with these numbers, counted from 0."""
        wanted = set(numbers)
        if not wanted:
            return {}
        upto_last = islice(enumerate(self), max(wanted) + 1)
        return {number: segment for number, segment in upto_last if number in wanted}
