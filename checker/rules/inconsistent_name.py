"""One document spells a name that the glossary lacks in different ways.

The names are capitalised words of the target. Two spellings are compared that differ in a letter, or in a hyphen, a
space or inner capitals only; the rarer one (of two, the later one) must be no word of the target's language. That both
mean one name shows in the source: their segments share a word that the other segments of the document hardly have, or
the source, in the same script, has the usual spelling. Not compared are names in capitals, and one that is the
beginning of the other (Yemen, Yemeni).

    flags:    마체고라 대사는 평양에 도착했다. -> Ambassador Matsegora arrived in Pyongyang.
              기자들이 마체고라를 기다렸다. -> Reporters waited for Matsegora.
              회담 뒤 마체고라는 떠났다. -> After the talks [[Matzegora]] left.
    passes:   로젠버그 교수가 강연했다. -> Professor Rosenberg gave a talk.
              모두가 로젠버그를 좋아한다. -> Everyone likes Rosenberg.
              로젠보리 구단이 이겼다. -> The Rosenborg club won.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, combinations, groupby, islice, pairwise

import msgspec
from rapidfuzz.distance import OSA

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.matching.names import Beginnings, Reader, Run, is_ordinary
from checker.model import Finding, Fix, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest

severity = Severity.MINOR
error_type = "fluency/inconsistency"

_NAMES, _WORDS = 110, 150  # bytes of the names in a note, of the beginnings of the source's words
_NOTES = 50_000  # notes of a document that are compared
_SHORT, _SURE, _LONG = 4, 5, 8  # letters of the shortest name; of one that is hardly another; of one that is none
_MANY = 9  # letters from which a name has three syllables or more
_USUAL = 0.6  # share of the segments with the usual spelling that have the word of the source

_Place = tuple[int, int]  # the number of a segment in the corpus, and an offset in its target
_Kept = tuple[str, bool, int, bytes, list[Run]]  # language, ``Reader.copies``, ``Beginnings`` in UTF-16, the names

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Kept).decode


def observe(matches: Matches) -> Iterator[Note]:
    """Notes of the names in a segment and of the beginnings of its source's words."""
    chunk, reader, code = matches.chunk, Reader(matches), matches.terminology.target.code
    group, document = b"", ("", "")
    for number, segment in enumerate(chunk.segments):
        runs = reader.runs(number)
        if not runs or not matches.translated(number):
            continue
        if not group or document != (segment.file, segment.document):
            document = segment.file, segment.document
            group = digest(*document)
        size, text = reader.beginnings(number)
        kept = text.encode("utf-16-be", "surrogatepass")[:_WORDS]
        for some in _parcels(runs):
            yield Note(group, chunk.first + number, _pack((code, reader.copies, size, kept, some)))


def _parcels(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of a segment in lists of bounded size."""
    parcel: list[Run] = []
    room = _NAMES
    for run in runs:
        bytes_needed = 2 * len(run[2]) if not run[2].isascii() else len(run[2])
        room -= bytes_needed
        if room < 0 and parcel:
            yield parcel
            parcel, room = [], _NAMES - bytes_needed
        parcel.append(run)
    yield parcel


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """One finding per place of a spelling that is not the usual one of its name."""
    for _, together in groupby(notes, key=lambda note: note.group):
        document = _Document(islice(together, _NOTES))
        for rare, usual in document.drifts():
            for segment, start in document.places[rare]:
                span = Span(start, start + len(rare))
                yield Finding(
                    segment=segment,
                    severity=severity,
                    target=(span,),
                    found=rare,
                    expected=(usual,),
                    message=f"“{rare}” here, “{usual}” elsewhere in the document",
                    why="one name is spelled in different ways",
                    fixes=(Fix(safe=False, span=span, replacement=usual),),
                    related=(Related(document.places[usual][0][0], usual, "the usual spelling"),),
                    fingerprint="\0".join(sorted((rare, usual))),
                )


class _Document:
    """The names of a document.

    Attributes:
        places: Where each spelling stands, in order.
    """

    def __init__(self, notes: Iterable[Note]) -> None:
        self.places: dict[str, list[_Place]] = defaultdict(list)
        self._copied: set[str] = set()
        self._beginnings: dict[int, tuple[int, bytes]] = {}
        self._language, self._copies = "", False
        pairs: list[tuple[str, _Place, bool]] = []
        for note in notes:
            self._language, self._copies, size, kept, runs = _unpack(note.rest)
            self._beginnings[note.segment] = size, kept
            for start, copied, run in runs:
                if " " in run or "-" in run:
                    pairs += self._add_words(note.segment, start, copied, run)
                else:
                    self._add(run, (note.segment, start), copied=copied > 0)
        hyphened = {_essence(spelling) for spelling in self.places if "-" in spelling}
        for pair, place, there in pairs:
            if hyphened and _essence(pair) in hyphened:
                self._add(pair, place, copied=there)

    def _add_words(self, segment: int, start: int, copied: int, run: str) -> Iterator[tuple[str, _Place, bool]]:
        """Add the words of a run and their parts, and give each two of them in a row."""
        words = run.split(" ")
        starts = list(accumulate((len(word) + 1 for word in words), initial=start))
        for at, word in enumerate(words):
            there = bool(copied >> at & 1)
            self._add(word, (segment, starts[at]), copied=there)
            if "-" in word:
                parts = word.split("-")
                inner = accumulate((len(part) + 1 for part in parts), initial=starts[at])
                for part, where in zip(parts, inner, strict=False):
                    if len(part) >= _SURE and part[0].isupper():
                        self._add(part, (segment, where), copied=there)
        for at, (one, other) in enumerate(pairwise(words)):
            yield f"{one} {other}", (segment, starts[at]), copied >> at & 3 == 3

    def _add(self, spelling: str, place: _Place, *, copied: bool) -> None:
        if len(spelling) >= _SHORT and not spelling.isupper():
            self.places[spelling].append(place)
            if copied:
                self._copied.add(spelling)

    def _ordinary(self, spelling: str) -> bool:
        return is_ordinary(spelling, self._language)

    @cached_property
    def _words(self) -> dict[int, set[str]]:
        """The beginnings of the words of each source."""
        return {
            segment: Beginnings(size, kept.decode("utf-16-be", "ignore")).each()
            for segment, (size, kept) in self._beginnings.items()
        }

    @cached_property
    def _segments(self) -> dict[str, set[int]]:
        """The segments of each such beginning."""
        found: dict[str, set[int]] = defaultdict(set)
        for segment, words in self._words.items():
            for word in words:
                found[word].add(segment)
        return found

    def drifts(self) -> Iterator[tuple[str, str]]:
        """The rarer spellings, each with the usual one of its name."""
        near: dict[tuple[str, str], list[str]] = defaultdict(list)
        for spelling in self.places:
            for half in _halves(spelling):
                near[half].append(spelling)
        usual: dict[str, list[str]] = defaultdict(list)
        pairs = {pair for alike in near.values() for pair in combinations(sorted(alike), 2) if _differ(*pair)}
        for pair in sorted(pairs):
            one, other = sorted(pair, key=self._rank)
            if self._is_one(other, one):
                usual[other].append(one)
        for rare, others in usual.items():
            yield rare, min(others, key=self._rank)

    def _rank(self, spelling: str) -> tuple[int, bool, _Place]:
        places = self.places[spelling]
        return -len(places), not self._ordinary(spelling), places[0]

    def _is_one(self, rare: str, usual: str) -> bool:
        """Whether the sources show that two spellings stand for one name."""
        rarely, usually = ({segment for segment, _ in self.places[spelling]} for spelling in (rare, usual))
        if rare in self._copied or (self._copies and usual not in self._copied) or self._ordinary(rare):
            return False
        if len(usual) < _SURE and (len(usually) < 2 or rare[0] != usual[0]):
            return False
        if rarely & usually and (not usually - rarely or (len(usual) < _LONG and not self._ordinary(usual))):
            return False
        both = rarely | usually
        shared = set.intersection(*(self._words[segment] for segment in rarely))
        least = 2 if len(rare) < _MANY else 3  # syllables that a name of so many letters has
        return any(self._links(word, usually - rarely, both) for word in shared if len(word) >= least)

    def _links(self, word: str, usually: set[int], both: set[int]) -> bool:
        """Whether a word of the sources is the name that the segments ``both`` spell in two ways."""
        inside, outside = len(self._segments[word] & usually), len(self._segments[word] - both)
        return (inside >= _USUAL * len(usually) and outside <= len(both)) or (inside > 1 and not outside)


def _essence(spelling: str) -> str:
    """The letters of a name, without case."""
    return spelling.replace(" ", "").replace("-", "").lower()


def _halves(spelling: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The beginning and the end of a name; of two names that differ in a letter, one of these is equal."""
    letters = _essence(spelling)
    size = min(len(letters) // 2, 3)
    return ("begins", letters[:size]), ("ends", letters[-size:])


def _differ(one: str, other: str) -> bool:
    """Whether two spellings are nearly the same, and neither is an inflected form of the other."""
    if one == other:
        return False
    left, right = _essence(one), _essence(other)
    if left == right:
        return True
    if " " in one or " " in other or left.startswith(right) or right.startswith(left):
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1
