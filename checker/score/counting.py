"""The counts of a score, as an observer: terms, their renderings and contexts, words, and metrics.

The counts of consecutive stretches can be added in any grouping with the same result: they are integers, and fractions
are only summed at the end, in order of size.
"""

import math
from array import array
from collections.abc import Iterator
from functools import cache
from typing import TypeVar

import msgspec

from checker.corpus import Chunk
from checker.engine.observer import Observer
from checker.engine.part import Part
from checker.matching.matches import Matches
from checker.matching.spelling import flaw
from checker.model import Outcome, TermStatus
from checker.score.metrics import rawcount
from checker.score.metrics.rawcount import RawCount
from checker.score.metrics.spans import Rendering, exclusive
from checker.score.metrics.surface import around, overlap
from checker.score.metrics.term_edits import LONGEST, edits
from checker.score.metrics.translation import MANY, Measured, Metrics
from checker.score.open_ends import OpenEnds
from checker.score.uniform import Uniform
from checker.text.folding import key as folded

Key = TypeVar("Key")

WINDOWS = (2, 3)
AS_WRITTEN, AS_ONE = "as written", "accepted as one"  # the two readings of consistency


class Fractions(msgspec.Struct, array_like=True):
    """Counts of fractions, one per segment; so their sum does not depend on the order."""

    counts: dict[float, int] = {}

    def count(self, value: float, times: int = 1) -> None:
        """Count ``value`` ``times`` times."""
        self.counts[value] = self.counts.get(value, 0) + times

    def add(self, later: "Fractions") -> None:
        """Add the fractions of the next segments."""
        for value, times in later.counts.items():
            self.count(value, times)

    @property
    def mean(self) -> float | None:
        """The mean; None if nothing was counted."""
        total = sum(self.counts.values())
        return math.fsum(value * times for value, times in sorted(self.counts.items())) / total if total else None


class Counted(msgspec.Struct, array_like=True):
    """The counts of consecutive segments of a translation.

    Attributes:
        accepted: Accepted occurrences in each segment, as 16-bit numbers.
        words: Words of the targets by file.
        untranslated: Segments without translation.
        untranslated_terms: Occurrences in segments without translation.
        exclusive: Occurrences that can all have an accepted rendering of their own at once.
        outcomes: Occurrences by number of the concept and outcome.
        renderings: Occurrences by number of the concept and rendering.
        documents, files: Accepted occurrences and all occurrences, by document and by file.
        readings: Consistency by reading.
        raw: Counts of strings, as in WMT25.
        window: Window overlap with the reference, by window size.
        edits: TERm of the segments.
        unedited: Whether TERm was left out for some segments.
        metrics: The metrics against the references.
    """

    accepted: bytearray = msgspec.field(default_factory=bytearray)
    words: dict[str, int] = {}
    untranslated: int = 0
    untranslated_terms: int = 0
    exclusive: int = 0
    outcomes: dict[int, dict[str, int]] = {}
    renderings: dict[int, dict[str, int]] = {}
    documents: dict[tuple[str, str], tuple[int, int]] = {}
    files: dict[str, tuple[int, int]] = {}
    readings: dict[str, Uniform] = msgspec.field(default_factory=lambda: {AS_WRITTEN: Uniform(), AS_ONE: Uniform()})
    raw: OpenEnds[rawcount.Document] = msgspec.field(default_factory=OpenEnds)
    window: dict[str, Fractions] = msgspec.field(default_factory=lambda: {str(size): Fractions() for size in WINDOWS})
    edits: Fractions = msgspec.field(default_factory=Fractions)
    unedited: bool = False
    metrics: Measured = msgspec.field(default_factory=Measured)

    @property
    def segments(self) -> int:
        """The number of segments."""
        return len(self.accepted) // array("H").itemsize

    def by_segment(self) -> "array[int]":
        """Accepted occurrences of each segment."""
        return array("H", bytes(self.accepted))

    def occurrence(self, file: str, document: str, *, accepted: bool) -> None:
        """Count an occurrence for its document and file."""
        _paired(self.documents, {(file, document): (int(accepted), 1)})
        _paired(self.files, {file: (int(accepted), 1)})

    def add(self, later: "Counted") -> None:
        """Add the counts of the next segments; do not use ``later`` afterwards."""
        self.accepted += later.accepted
        self.untranslated += later.untranslated
        self.untranslated_terms += later.untranslated_terms
        self.exclusive += later.exclusive
        self.unedited = self.unedited or later.unedited
        _added(self.words, later.words)
        for concept, outcomes in later.outcomes.items():
            _added(self.outcomes.setdefault(concept, {}), outcomes)
        for concept, renderings in later.renderings.items():
            _added(self.renderings.setdefault(concept, {}), renderings)
        _paired(self.documents, later.documents)
        _paired(self.files, later.files)
        for name, reading in later.readings.items():
            self.readings[name].add(reading)
        self.raw.add(later.raw, rawcount.merged, rawcount.closed)
        for size, values in later.window.items():
            self.window[size].add(values)
        self.edits.add(later.edits)
        self.metrics.add(later.metrics)


def _added(counts: dict[Key, int], more: dict[Key, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count


def _paired(pairs: dict[Key, tuple[int, int]], more: dict[Key, tuple[int, int]]) -> None:
    for name, (part, whole) in more.items():
        held = pairs.get(name, (0, 0))
        pairs[name] = held[0] + part, held[1] + whole


class Counting(Observer[Counted, Counted]):
    """Counts a translation, chunk by chunk.

    Args:
        part: The part to count.
        signature: What the matches depend on.
        measured: Whether to compute the metrics against the references.
    """

    partial = Counted

    def __init__(self, part: Part, signature: str, *, measured: bool) -> None:
        self._entries = [(source, concept.accepted) for concept in part.glossary for source in concept.sources]
        self._language = part.corpus.target_language
        self._confirmed = bool(part.references)
        self._measured = measured and self._confirmed
        self._raw: RawCount | None = None
        self.key = f"counts|{signature}|{self._confirmed}|{self._measured}"

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_raw": None}  # each process makes its own

    def chunk_key(self, chunk: Chunk) -> str:
        """The key, with whether the chunk is among the first segments, of which all statistics are kept."""
        return f"{self.key}|{self._few(chunk)}"

    def _few(self, chunk: Chunk) -> bool:
        return chunk.first + len(chunk) <= MANY

    @property
    def raw(self) -> RawCount:
        """Counts the strings of the glossary's terms."""
        if self._raw is None:
            self._raw = RawCount(self._entries, confirmed=self._confirmed)
        return self._raw

    def total(self) -> Counted:
        """Empty counts."""
        return Counted()

    def see(self, matches: Matches) -> Counted:
        """The counts of a chunk."""
        counted, chunk = Counted(), matches.chunk
        texts = [reference.chunk.targets for reference in matches.references]
        for number, document in enumerate(chunk.documents()):
            target = chunk.targets[number]
            strings = counted.raw.at(document, dict, rawcount.merged, rawcount.closed)
            self.raw.count(strings, chunk.sources[number], target, "\n".join(each[number] for each in texts))
            counted.untranslated += not target.strip()
            _added(counted.words, {document[0]: _words(matches, target)})
        if self._measured:
            counted.metrics = _metrics(self._language).measure(chunk.targets, texts, few=self._few(chunk))
        accepted = array("H", [0]) * len(chunk)
        for row in matches.rows:
            if row.start < 0:
                continue
            if not matches.translated(row.segment):
                counted.untranslated_terms += 1
                continue
            accepted[row.segment] += row.outcome.accepted
            segment = chunk.segments[row.segment]
            counted.occurrence(segment.file, segment.document, accepted=row.outcome.accepted)
            _added(counted.outcomes.setdefault(row.concept, {}), {row.outcome.value: 1})
            rendering = None
            if row.outcome is not Outcome.MISSING:
                met = row.wording if row.outcome.accepted or row.outcome is Outcome.DEPRECATED else ""
                _added(counted.renderings.setdefault(row.concept, {}), {met or matches.target_text(row): 1})
                rendering = folded(row.wording or matches.target_text(row))
            concept = matches.concept(row)
            preferred = folded(concept.preferred)
            for reading, text in (
                (AS_WRITTEN, rendering),
                (AS_ONE, preferred if row.outcome.accepted else rendering),
            ):
                counted.readings[reading].count((segment.file, segment.document), concept.id, preferred, text)
        counted.accepted += accepted.tobytes()
        counted.exclusive += _exclusive(matches)
        if matches.references:
            self._around(matches, counted)
        return counted

    def _around(self, matches: Matches, counted: Counted) -> None:
        """Count window overlap and TERm of each segment against the best-matching reference."""
        counted.unedited = not (self._measured and self._few(matches.chunk))
        places = dict(_places(matches))
        wanted = [dict(_places(reference)) for reference in matches.references]
        language = matches.terminology.target
        for segment, target in enumerate(matches.chunk.targets):
            asked = [each.get(segment, {}) for each in wanted]
            if not any(asked) and counted.unedited:
                continue
            words = [word for word, _, _ in language.words(target)]
            others = [
                [word for word, _, _ in language.words(each.chunk.targets[segment])] for each in matches.references
            ]
            if any(asked):
                for size in WINDOWS:
                    counted.window[str(size)].count(
                        max(
                            _overlap(words, places.get(segment, {}), other, each, size)
                            for other, each in zip(others, asked, strict=True)
                        )
                    )
            counted.unedited = counted.unedited or max(map(len, (words, *others))) > LONGEST
            if not counted.unedited:
                rates = [edits(words, other, _tokens(each)).rate for other, each in zip(others, asked, strict=True)]
                counted.edits.count(min(rates))


@cache
def _metrics(language: str) -> Metrics:
    return Metrics(language)


def _words(matches: Matches, text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word, _, _ in matches.terminology.target.words(text))


_Places = dict[str, list[tuple[int, int]]]  # numbers of the first and last word of each accepted rendering, by concept


def _overlap(words: list[str], here: _Places, others: list[str], there: _Places, size: int) -> float:
    total, pairs = 0.0, 0
    for concept, places in there.items():
        result = overlap(
            [around(words, place, size) for place in here.get(concept, ())],
            [around(others, place, size) for place in places],
        )
        total, pairs = total + result.total, pairs + result.pairs
    return total / pairs if pairs else 0.0


def _tokens(places: _Places) -> set[int]:
    return {token for each in places.values() for first, last in each for token in range(first, last + 1)}


def _places(matches: Matches) -> Iterator[tuple[int, _Places]]:
    """The segments with accepted renderings, and the places of these."""
    for segment, rows in matches.by_segment():
        found: dict[str, set[tuple[int, int]]] = {}
        words = matches.terminology.target.words(matches.chunk.targets[segment])
        for row in rows:
            if row.start < 0 or row.target_start < 0 or not row.outcome.accepted:
                continue
            inside = [
                number
                for number, (_, start, end) in enumerate(words)
                if start < row.target_end and end > row.target_start
            ]
            if inside:
                found.setdefault(matches.concept(row).id, set()).add((inside[0], inside[-1]))
        if found:
            yield segment, {concept: sorted(places) for concept, places in found.items()}


def _exclusive(matches: Matches) -> int:
    """The number of occurrences in a chunk that can all have an accepted rendering of their own at once."""
    asked: dict[int, list[frozenset[int]]] = {}
    spans: dict[int, list[Rendering]] = {}
    for row in matches.rows:
        if row.start >= 0 and matches.translated(row.segment):
            asked.setdefault(row.segment, []).append(frozenset(row.candidates or (row.concept,)))
    segments = list(asked)
    hits = matches.terminology.target_finder.find([matches.chunk.targets[segment] for segment in segments])
    for text, start, end, wording in zip(hits.texts, hits.starts, hits.ends, hits.wordings, strict=True):
        target = matches.terminology.target_wordings[wording]
        raw = matches.chunk.targets[segments[text]][start:end]
        if target.status is not TermStatus.DEPRECATED and any(
            not flaw(raw, target.text, matches.terminology.concepts[concept]) for concept in target.concepts
        ):
            spans.setdefault(segments[text], []).append(Rendering(start, end, target.concepts))
    return sum(exclusive(occurrences, spans.get(segment, ())) for segment, occurrences in asked.items())
