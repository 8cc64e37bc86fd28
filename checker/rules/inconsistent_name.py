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
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, groupby, islice

import msgspec
from rapidfuzz.distance import OSA

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.matching.names import Beginnings, Name, Reader, is_ordinary
from checker.model import Finding, Fix, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest

severity = Severity.MINOR
error_type = "fluency/inconsistency"

_NAMES, _WORDS = 110, 150  # bytes of the names in a note, of the beginnings of the source's words
_PLACE = 4  # bytes of an offset and of the blank after a name
_NOTES = 50_000  # notes of a document that are compared
_SHORT, _SURE = 4, 5  # letters of the shortest name; of one that is hardly another
_MANY = 9  # letters from which a name has three syllables or more
_USUAL = 0.6  # share of the segments with the usual spelling that have the word of the source

_Place = tuple[int, int]  # the number of a segment in the corpus, and an offset in its target


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a note keeps of a segment.

    Attributes:
        language: The code of the target's language.
        copies: ``Reader.copies``.
        size, words: The ``Beginnings``, in UTF-16.
        starts: The offsets of the names.
        copied: ``Reader.copied``.
        names: The names, with blanks between them.
    """

    language: str
    copies: bool
    size: int
    words: bytes
    starts: list[int]
    copied: int
    names: str


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Kept).decode


def observe(matches: Matches) -> Iterator[Note]:
    """Notes of the names in a segment and of the beginnings of its source's words."""
    chunk, reader, code = matches.chunk, Reader(matches), matches.terminology.target.code
    group, document = b"", ("", "")
    for number, segment in enumerate(chunk.segments):
        names = reader.names(number)
        if not names or not matches.translated(number):
            continue
        if not group or document != (segment.file, segment.document):
            document = segment.file, segment.document
            group = digest(*document)
        size, text = reader.beginnings(number)
        words = text.encode("utf-16-be", "surrogatepass")[:_WORDS]
        for some in _parcels(names):
            starts, spellings = [start for start, _ in some], " ".join([name for _, name in some])
            kept = _Kept(code, reader.copies, size, words, starts, reader.copied(number, some), spellings)
            yield Note(group, chunk.first + number, _pack(kept))


def _parcels(names: list[Name]) -> Iterator[list[Name]]:
    """The names of a segment in lists that take at most ``_NAMES`` bytes each; longer names are left out."""
    parcel: list[Name] = []
    room = _NAMES
    for start, name in names:
        needed = (len(name) if name.isascii() else len(name.encode("utf-8", "surrogatepass"))) + _PLACE
        if needed > _NAMES:
            continue
        if needed > room:
            yield parcel
            parcel, room = [], _NAMES
        parcel.append((start, name))
        room -= needed
    if parcel:
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
        every: dict[str, list[_Place]] = defaultdict(list)
        self._copied: set[str] = set()
        self._kept: dict[int, _Kept] = {}
        self._beginnings: dict[int, set[str]] = {}
        self._language, self._copies = "", False
        for note in notes:
            self._kept[note.segment] = kept = _unpack(note.rest)
            names = kept.names.split(" ")
            for start, name in zip(kept.starts, names, strict=True):
                every[name].append((note.segment, start))
            if kept.copied:
                self._copied.update(name for at, name in enumerate(names) if kept.copied >> at & 1)
            self._language, self._copies = kept.language, kept.copies
        self.places = {name: places for name, places in every.items() if _is_name(name)}
        hyphened = [name for name in self.places if "-" in name]
        if hyphened:
            self._add_parts(hyphened)
            self._add_pairs(hyphened, every)

    def _add_parts(self, hyphened: Iterable[str]) -> None:
        """Add the parts of names with hyphens that are names too (Al-Moualem)."""
        for name in hyphened:
            at = 0
            for part in name.split("-"):
                if len(part) >= _SURE and _is_name(part):
                    places = [(segment, start + at) for segment, start in self.places[name]]
                    self.places[part] = sorted([*self.places.get(part, ()), *places])
                at += len(part) + 1

    def _add_pairs(self, hyphened: Iterable[str], every: Mapping[str, list[_Place]]) -> None:
        """Add the names of two words with a blank that elsewhere have a hyphen (Jong Un, Jong-un)."""
        for one, other in {tuple(name.split("-")) for name in hyphened if name.count("-") == 1}:
            second = other[0].upper() + other[1:]
            follow = set(every.get(second, ()))
            places = [place for place in every.get(one, ()) if (place[0], place[1] + len(one) + 1) in follow]
            if places:
                self.places[f"{one} {second}"] = places
                if {one, second} <= self._copied:
                    self._copied.add(f"{one} {second}")

    def _ordinary(self, spelling: str) -> bool:
        return is_ordinary(spelling, self._language)

    def _words(self, segment: int) -> set[str]:
        """The beginnings of the words of a source."""
        if segment not in self._beginnings:
            kept = self._kept[segment]
            self._beginnings[segment] = Beginnings(kept.size, kept.words.decode("utf-16-be", "surrogatepass")).each()
        return self._beginnings[segment]

    def drifts(self) -> Iterator[tuple[str, str]]:
        """The rarer spellings, each with the usual one of its name."""
        near: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for spelling in self.places:
            # Of two names that differ in a letter, the beginnings or the ends are equal.
            letters = _essence(spelling)
            size = min(len(letters) // 2, 3)
            near[f"{letters[:size]}-"].append((spelling, letters))
            near[f"-{letters[-size:]}"].append((spelling, letters))
        usual: dict[str, list[str]] = defaultdict(list)
        compared = (pair for names in near.values() for pair in combinations(names, 2))
        alike = {(left[0], right[0]) for left, right in compared if _are_alike(left, right)}
        for pair in sorted({(min(pair), max(pair)) for pair in alike}):
            one, other = sorted(pair, key=self._rank)
            if self._is_one(other, one):
                usual[other].append(one)
        parts = {part for rare in usual if "-" in rare for part in rare.split("-")}
        for rare, others in usual.items():
            if rare not in parts:
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
        if rarely & usually and (not usually - rarely or not self._ordinary(usual)):
            return False
        both = rarely | usually
        shared = set.intersection(*map(self._words, rarely))
        least = 2 if len(rare) < _MANY else 3  # syllables that a name of so many letters has
        return any(self._links(word, usually - rarely, both) for word in shared if len(word) >= least)

    def _links(self, word: str, usually: set[int], both: set[int]) -> bool:
        """Whether a word of the sources is the name that the segments ``both`` spell in two ways."""
        inside = sum(word in self._words(segment) for segment in usually)
        often = inside >= _USUAL * len(usually)
        if not often and inside < 2:
            return False
        written = word.encode("utf-16-be", "surrogatepass")
        outside = (
            segment
            for segment, kept in self._kept.items()
            if written in kept.words and segment not in both and word in self._words(segment)
        )
        return next(islice(outside, len(both) if often else 0, None), None) is None


def _is_name(word: str) -> bool:
    """Whether a capitalised word may be a name that people misspell: no acronym, no code, not short."""
    return len(word) >= _SHORT and word.replace("-", "").isalpha() and not word.isupper()


def _essence(spelling: str) -> str:
    """The letters of a name, without case."""
    if spelling.isalpha():
        return spelling.lower()
    return spelling.replace(" ", "").replace("-", "").lower()


def _are_alike(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two spellings, given with their letters, are nearly the same, and neither is an inflected form."""
    (one, ours), (other, theirs) = left, right
    if not -1 <= len(one) - len(other) <= 1:
        return False
    if ours == theirs:
        return True
    if OSA.distance(ours, theirs, score_cutoff=1) > 1 or " " in one or " " in other:
        return False
    return not (ours.startswith(theirs) or theirs.startswith(ours))
