"""Runs an observer over a part: in one or several processes or on Dask, and with results of earlier runs."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Any, Generic

import msgspec

from checker.corpus import Chunk
from checker.engine.memoised import Memory, Remembering, keyed
from checker.engine.observer import Observer, Partial, TotalOf
from checker.engine.part import Part
from checker.engine.path import found_and_rendered
from checker.engine.processes import in_order, paying
from checker.engine.summary import Settings
from checker.matching.context import in_context
from checker.matching.matches import Matches
from checker.matching.past import Past
from checker.matching.terminology import Terminology

_PAYS = 30_000  # segments; with fewer, starting processes takes longer than it saves
Engine = Callable[[Any, Iterable[Any]], Generator[Any, None, None]]


class Runner:
    """The means of a run; they do not change the result.

    Args:
        memory: A store for results between runs.
        engine: Runs the work instead of processes on this machine.
        progress: Called with the number of segments done and the file of the last one.
    """

    def __init__(
        self,
        memory: Memory | None = None,
        engine: Engine | None = None,
        progress: Callable[[int, str], None] = lambda _done, _file: None,
    ) -> None:
        self.memory = memory
        self._engine = engine
        self._progress = progress

    def run(self, part: Part, observer: Observer[Partial, TotalOf], settings: Settings) -> TotalOf:
        """The total of ``observer`` over ``part``; it does not depend on chunks, processes or machines.

        Raises:
            CheckerError: The corpus cannot be read, or a worker ended too early.
        """
        total = observer.total()
        for _, result in self.results(part, observer, settings):
            total.add(result)
        return total

    def results(
        self, part: Part, observer: Observer[Partial, TotalOf], settings: Settings
    ) -> Iterator[tuple[Chunk, Partial]]:
        """The chunks of ``part`` in order, each with its partial.

        Raises:
            CheckerError: The corpus cannot be read, or a worker ended too early.
        """
        under_way: deque[Chunk] = deque()

        def read() -> Iterator[Chunk]:
            for chunk in part.chunks(settings.chunk):
                under_way.append(chunk)
                yield chunk

        jobs, chunks = paying(read(), 1 if self._engine else settings.jobs, _PAYS)
        engine: Engine = self._engine or partial(in_order, jobs=jobs)
        work = Matching(part.compiled, observer.see, 1 + len(part.references))
        if self.memory is None:
            results = engine(work, chunks)
        else:
            results = engine(Remembering(work, self.memory, observer), keyed(chunks, observer.chunk_key))
        done = 0
        with closing(results):
            for result in results:
                chunk = under_way.popleft()
                yield chunk, result
                done += len(chunk)
                self._progress(done, chunk.segments[-1].file)


class Matching(Generic[Partial]):
    """The work on a chunk, in the steps of ``processes.Work``.

    Args:
        compiled: Returns the compiled glossary.
        see: Makes a partial of the chunk's matches.
        sides: The number of translations of a chunk: its own and the references.
    """

    def __init__(self, compiled: Callable[[], Terminology], see: Callable[[Matches], Partial], sides: int = 1) -> None:
        self._compiled = compiled
        self._see = see
        self._sides = sides

    def carried(self) -> "Pasts":
        """An empty state."""
        return Pasts([Past() for _ in range(self._sides)])

    def begin(self, chunk: Chunk) -> Matches:
        """Find and render."""
        matches = found_and_rendered(chunk, self._compiled())
        matches.references = tuple(found_and_rendered(each, self._compiled()) for each in chunk.references)
        return matches

    def warmed(self, matches: Matches) -> bool:  # noqa: ARG002
        """True: ``begin`` loads everything."""
        return True

    def parts(self, chunk: Chunk) -> bool:
        """Whether a stretch begins in the chunk; later chunks then depend on nothing before it."""
        return all(each.start() is not None for each in (chunk, *chunk.references))

    def ahead(self, matches: Matches) -> "Pasts":
        """The state after the last stretch of the chunk."""
        pasts = self.carried()
        for side, past in zip(self._all(matches), pasts.each, strict=True):
            in_context(side, past, side.chunk.start() or 0)
        return pasts

    def follow(self, matches: Matches, pasts: "Pasts") -> Matches:
        """Context."""
        sides = [in_context(side, past) for side, past in zip(self._all(matches), pasts.each, strict=True)]
        sides[0].references = tuple(sides[1:])
        return sides[0]

    def finish(self, matches: Matches) -> Partial:
        """The partial of the observer."""
        return self._see(self._all(matches)[0])

    def _all(self, matches: Matches) -> list[Matches]:
        """The matches of all sides with their terminology, which is not sent with each chunk."""
        return [side.under(self._compiled()) for side in (matches, *matches.references)]


class Pasts:
    """The state of context for the corpus and each reference.

    Args:
        each: One ``Past`` per side.
    """

    def __init__(self, each: list[Past]) -> None:
        self.each = each

    def packed(self) -> bytes:
        """This state as bytes, for ``restore``."""
        return msgspec.msgpack.encode([past.packed() for past in self.each])

    def restore(self, packed: bytes) -> None:
        """Take over a state that ``packed`` wrote."""
        for past, one in zip(self.each, msgspec.msgpack.decode(packed, type=list[bytes]), strict=True):
            past.restore(one)


def matches_of(part: Part) -> Iterator[Matches]:
    """The matches of a part, chunk by chunk, computed again."""
    return in_order(Matching(part.compiled, lambda matches: matches), part.corpus.chunks())
