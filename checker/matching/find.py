"""First stage: find the occurrences of concepts in the sources. Each segment is looked at on its own."""

from functools import cached_property
from typing import NamedTuple

from checker.corpus import Chunk
from checker.languages import Language
from checker.matching.dated import split
from checker.matching.terminology import Terminology
from checker.model import Category, Concept
from checker.text.folding import Folded, fold
from checker.text.mnemonics import plains, without

_NAMES = (Category.PERSON, Category.PLACE, Category.ORGANIZATION)


class Found(NamedTuple):
    """The occurrences in a chunk, by segment and position, and the numbers of the segments that are unfinished."""

    occurrences: list["Occurrence"]
    unfinished: set[int]


class Occurrence(NamedTuple):
    """A place in a source that names one of ``candidates`` (numbers of concepts); ``segment`` counts in the chunk.

    ``others`` would be candidates too, if the document had been written at another time.
    """

    segment: int
    start: int
    end: int
    candidates: tuple[int, ...]
    how: str
    others: tuple[int, ...] = ()


def find(chunk: Chunk, terminology: Terminology) -> Found:
    """The occurrences in ``chunk``, by segment and position; of overlapping terms the longest counts.

    The mnemonics of labels are no part of their words, but the places are those in the sources as they are.
    """
    labels = plains(chunk.sources, chunk.segments, terminology.source.known)
    hits = terminology.source_finder.find(without(chunk.sources, labels))
    spans: dict[tuple[int, int, int], dict[int, str]] = {}
    for text, first, last, wording, how in zip(
        hits.texts, hits.starts, hits.ends, hits.wordings, hits.how, strict=True
    ):
        start, end = labels[text].raw(first, last) if text in labels else (first, last)
        spans.setdefault((text, start, end), {}).setdefault(terminology.source_concepts[wording], how)
    found: list[Occurrence] = []
    taken = bytearray()  # for each code point of the text whether it belongs to an occurrence
    around = _Around("")
    current = -1
    for (text, start, end), concepts in sorted(
        spans.items(), key=lambda item: (item[0][0], item[0][1] - item[0][2], item[0][1])
    ):
        if text != current:
            current, taken, around = text, bytearray(len(chunk.sources[text])), _Around(chunk.sources[text])
        if any(taken[start:end]):
            continue
        candidates = _in_context(tuple(concepts), around, start, end, terminology)
        candidates = _borne(candidates, chunk.sources[text], start, end, terminology)
        if candidates:
            taken[start:end] = b"\1" * (end - start)
            candidates, others = split(candidates, chunk.segments[text].date, terminology.concepts)
            found.append(Occurrence(text, start, end, candidates, concepts[candidates[0]], others))
    found.sort()
    occurrences = [_by_neighbour(number, found, terminology) for number in range(len(found))]
    return Found(occurrences, hits.unfinished)


class _Around:
    """A source, to look up whether words stand around a place of it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._places: dict[str, tuple[int, int]] = {}  # where each word ends first, and where it begins last

    @cached_property
    def _folded(self) -> Folded:
        return fold(self._source)

    def has(self, word: str, start: int, end: int) -> bool:
        """Whether ``word`` stands before or behind ``start:end``, in whatever Unicode form."""
        if word not in self._places:
            text, sought = self._folded.text, fold(word).text
            first = text.find(sought)
            last = text.rfind(sought) if first >= 0 else -1
            self._places[word] = first + len(sought) if first >= 0 else len(text) + 1, last
        first_end, last = self._places[word]
        return first_end <= self._folded.folded(start) or last >= self._folded.folded(end)


def _in_context(
    candidates: tuple[int, ...], around: "_Around", start: int, end: int, terminology: Terminology
) -> tuple[int, ...]:
    """The candidates with a context word in the segment; without any, the candidates that have no context words."""
    asking = [number for number in candidates if terminology.concepts[number].context]
    if not asking:
        return candidates
    near = tuple(
        number
        for number in asking
        if any(around.has(word, start, end) for word in terminology.concepts[number].context)
    )
    return near or tuple(number for number in candidates if number not in asking)


def _borne(candidates: tuple[int, ...], source: str, start: int, end: int, terminology: Terminology) -> tuple[int, ...]:
    """The candidates without persons whose name is another person's surname there (크리스 브라운)."""
    concepts, language = terminology.concepts, terminology.source
    if not any(concepts[number].category is Category.PERSON for number in candidates):
        return candidates
    given = language.given_name(source, start)
    if not given:
        return candidates
    written = fold(source[start:end]).text
    return tuple(number for number in candidates if _may_bear(concepts[number], given, written, language))


def _may_bear(concept: Concept, given: str, written: str, language: Language) -> bool:
    """Whether a concept may be meant by its name ``written`` right behind the given name ``given``."""
    if concept.category is not Category.PERSON:
        return True
    parts = [part for rendering in concept.accepted for part in rendering.split()[:-1]]
    if not parts or " " in written:
        return True
    return any(given in source for source in concept.sources) or any(language.hears(given, part) for part in parts)


def _by_neighbour(number: int, found: list[Occurrence], terminology: Terminology) -> Occurrence:
    """The occurrence ``number``; right after a name only titles remain candidates (서울시장)."""
    here = found[number]
    if len(here.candidates) < 2 or not number:
        return here
    before = found[number - 1]
    if before.segment != here.segment or here.start - before.end > 1:
        return here
    if terminology.concepts[before.candidates[0]].category not in _NAMES:
        return here
    titles = tuple(c for c in here.candidates if terminology.concepts[c].category is Category.TITLE)
    return here._replace(candidates=titles) if titles else here
