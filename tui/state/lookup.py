"""Looking words up: the concordance of the project with the present translations, and the last query."""

import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path

from checker.concordance.query import LONGEST, Query, Sides
from checker.model import Span
from checker.project.concordance import Concordance, Hit, Kind
from tui.state.session import Session

_MOST = 20  # counterparts that are marked
_LONG = 20_000  # characters of a pair in which they are looked for


class Counterparts:
    """What the glossary gives for the found words: it is marked on the side where none of them stands."""

    def __init__(self) -> None:
        self._known: dict[str, Query] = {}

    def completed(self, hit: Hit) -> Hit:
        """A hit with the counterparts on its other side; a term of the glossary is learnt."""
        if hit.kind is Kind.TERM:
            self._learn(hit)
            return hit
        entry, sides = hit.entry, hit.sides
        if (sides.source and sides.target) or len(entry.source) + len(entry.target) > _LONG:
            return hit
        for query in self._known.values():
            for _, found in query.find([entry.source], [entry.target]):
                sides = Sides(sides.source or found.source, sides.target or found.target)
        return hit._replace(sides=sides)

    def _learn(self, hit: Hit) -> None:
        entry, sides = hit.entry, hit.sides
        pairs = ((entry.source, sides.source, entry.target), (entry.target, sides.target, entry.source))
        for text, spans, other in pairs:
            if (
                spans == (Span(0, len(text)),)
                and '"' not in other
                and len(other) < LONGEST - 2
                and len(self._known) < _MOST
            ):
                self._known.setdefault(other, Query(f'"{other}"', ("ko", "en")))


class Lookup:
    """What can be looked up. ``hits`` may be used in another thread than everything else.

    Args:
        session: The review.

    Attributes:
        text: The last query.
        notices: What could not be read, of all searches.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()
        self.text = ""
        self.renew()

    def renew(self) -> None:
        """Forget what was read, after the files have changed."""
        self.notices: list[str] = []
        self._concordance: Concordance | None = None
        self._indexes: dict[str, Path] = {}

    def take(self, name: str, path: Path) -> None:
        """Use an index that another process has made; may be called in any thread."""
        with self._lock:
            self._indexes[name] = path
            if self._concordance:
                self._concordance.take(name, path)

    def hits(self, text: str, stopped: Callable[[], bool]) -> Iterator[Hit]:
        """The pairs that have all words of a query, with the present targets, as they are found.

        Raises:
            CheckerError: The query is too long.
        """
        session = self._session
        segments = map(session.segment, sorted(session.targets))
        changed = {(segment.file, segment.index): segment.target for segment in segments}
        return self._found(text, changed, stopped)

    def _found(self, text: str, changed: dict[tuple[str, int], str], stopped: Callable[[], bool]) -> Iterator[Hit]:
        concordance = self._concordance
        if concordance is None:
            concordance = Concordance(self._session.workspace, self._warn)
            with self._lock:
                for name, path in self._indexes.items():
                    concordance.take(name, path)
                self._concordance = concordance
        yield from concordance.look_up(text, changed, stopped)

    def _warn(self, message: str) -> None:
        if message not in self.notices:
            self.notices.append(message)

    def number(self, hit: Hit) -> int | None:
        """The number of the segment that a hit is, None if it is none of the review."""
        if hit.kind is not Kind.SEGMENT:
            return None
        model = self._session.model
        files = list(dict.fromkeys(file for file, _ in model.home_list))
        ranks = {file: rank for rank, file in enumerate(files)}
        homes = [ranks[file] for file, _ in model.home_list]
        first = bisect_left(model.homes, ranks.get(hit.file, len(files)), key=homes.__getitem__)
        number = first + hit.number - 1
        if number >= model.segment_count:
            return None
        segment = model.segment(number)
        return number if (segment.file, segment.source) == (hit.file, hit.entry.source) else None
