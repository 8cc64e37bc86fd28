"""One document spells a name that the glossary lacks in different ways.

The names are capitalised words of the target. Two spellings are compared that sound alike or differ in a letter, or in
a hyphen, a space or inner capitals only; the rarer one (of two, the later one) must be no word of the target language.
That both mean one name shows in the source: their segments share a word that sounds like both, or one that the other
segments of the document hardly have, or the source, in the same script, has the usual spelling. Of full names (Seo
Young-min, Suh Young-min) both must spell such a word, or all but one of their syllables must be equal. Not compared
are names in capitals, and one that is the beginning of the other (Yemen, Yemeni).

    flags:    마체고라 대사는 평양에 도착했다. -> Ambassador Matsegora arrived in Pyongyang.
              기자들이 마체고라를 기다렸다. -> Reporters waited for Matsegora.
              회담 뒤 마체고라는 떠났다. -> After the talks [[Matzegora]] left.
    flags:    서영민 차관이 발탁됐다. -> Seo Young-min was named vice minister.
              야당은 서영민 차관을 비판했다. -> The opposition criticized Vice Minister [[Suh]] Young-min.
    passes:   로젠버그 교수가 강연했다. -> Professor Rosenberg gave a talk.
              모두가 로젠버그를 좋아한다. -> Everyone likes Rosenberg.
              로젠보리 구단이 이겼다. -> The Rosenborg club won.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, combinations, groupby, islice
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import OSA

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.matching.names import Beginnings, Name, Reader, is_ordinary, language_of
from checker.model import Category, Finding, Fix, FixKind, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest

severity = Severity.MINOR
error_type = "fluency/inconsistency"

_NAMES, _WORDS = 110, 150  # bytes of the names in a note, of the beginnings of the source's words
_PLACE = 4  # bytes of an offset and of the blank after a name
_NOTES = 50_000  # notes of a document that are compared
_SHORT, _SURE = 4, 5  # letters of the shortest name; of one that is hardly another
_MANY = 9  # letters from which a name has three syllables or more
_CLEAR = 2  # sounds from which a word is recognised
_BEGINNING = 3  # syllables of the beginning of a word that may go on
_LONG = 7  # letters of a long name
_SYLLABLE = 2  # letters in which the spellings of a syllable may differ
_LONGEST = 3  # words of a full name, and syllables of one with a surname
_SIZES = {4: (2,), 5: (2,), 6: (2, 3)}  # letters at the beginning and the end of short names; 3 of others
_PARTS = re.compile("[ -]")
_USUAL = 0.6  # share of the segments with the usual spelling that have the word of the source

_Place = tuple[int, int]  # the number of a segment in the corpus, and an offset in its target


class _Drift(NamedTuple):
    """A spelling, the usual one, where the first stands, and the first segment of the usual one."""

    rare: str
    usual: str
    places: list[_Place]
    first: int


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a note keeps of a segment.

    Attributes:
        source, target: The codes of the languages.
        copies: ``Reader.copies``.
        size, words: The ``Beginnings``, in UTF-16.
        starts: The offsets of the names.
        copied: ``Reader.copied``.
        names: The names, with blanks between them.
    """

    source: str
    target: str
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
    chunk, reader = matches.chunk, Reader(matches)
    codes = matches.terminology.source.code, matches.terminology.target.code
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
            kept = _Kept(*codes, reader.copies, size, words, starts, reader.copied(number, some), spellings)
            yield Note(group, chunk.first + number, _pack(kept))


def _parcels(names: list[Name]) -> Iterator[list[Name]]:
    """The names of a segment in lists that take at most ``_NAMES`` bytes each; longer names are left out."""
    parcel: list[Name] = []
    room = _NAMES
    for start, name in names:
        needed = len(name.encode("utf-8", "surrogatepass")) + _PLACE
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
        for rare, usual, places, first in document.drifts():
            for segment, start in places:
                span = Span(start, start + len(rare))
                yield Finding(
                    segment=segment,
                    severity=severity,
                    target=(span,),
                    found=rare,
                    expected=(usual,),
                    message=f"“{rare}” here, “{usual}” elsewhere in the document",
                    why="one name is spelled in different ways",
                    fixes=(Fix(FixKind.READ, span, usual),),
                    related=(Related(first, usual, "the usual spelling"),),
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
        self._source, self._target, self._copies = "", "", False
        for note in notes:
            self._kept[note.segment] = kept = _unpack(note.rest)
            names = kept.names.split(" ")
            for start, name in zip(kept.starts, names, strict=True):
                every[name].append((note.segment, start))
            if kept.copied:
                self._copied.update(name for at, name in enumerate(names) if kept.copied >> at & 1)
            self._source, self._target, self._copies = kept.source, kept.target, kept.copies
        self._every = every
        self._keys = language_of(self._source).sounds
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
        return is_ordinary(spelling, self._target)

    @cached_property
    def _words(self) -> dict[int, set[str]]:
        """The beginnings of the words of each source."""
        return {
            segment: Beginnings(kept.size, kept.words.decode("utf-16-be", "ignore")).each()
            for segment, kept in self._kept.items()
        }

    @cached_property
    def _frequency(self) -> Counter[str]:
        """In how many segments each such beginning stands."""
        return Counter(chain.from_iterable(self._words.values()))

    def _number(self, word: str, segments: Iterable[int]) -> int:
        """How many of these segments have a beginning."""
        return sum(word in self._words[segment] for segment in segments)

    def drifts(self) -> Iterator[_Drift]:
        """The rarer spellings, first those in full names, then those of single names."""
        told: set[_Place] = set()
        settled: set[frozenset[str]] = set()
        for drift in self._full_names():
            if not told.intersection(drift.places):
                told.update(drift.places)
                settled.add(frozenset((drift.rare, drift.usual)))
                yield drift
        for rare, usual in self._names():
            places = [place for place in self.places[rare] if place not in told]
            if places and frozenset((rare, usual)) not in settled:
                yield _Drift(rare, usual, places, self.places[usual][0][0])

    def _names(self) -> Iterator[tuple[str, str]]:
        """The rarer spellings of single names, each with the usual one."""
        usual: dict[str, list[str]] = defaultdict(list)
        for pair in sorted(self._pairs()):
            one, other = sorted(pair, key=self._rank)
            if self._is_one(other, one):
                usual[other].append(one)
        parts = {part for rare in usual if "-" in rare for part in rare.split("-")}
        for rare, others in usual.items():
            if rare not in parts:
                yield rare, min(others, key=self._rank)

    def _pairs(self) -> set[tuple[str, str]]:
        """Two spellings each that are alike in letters or in sounds."""
        near: dict[str, list[str]] = defaultdict(list)
        alike: dict[str, list[str]] = defaultdict(list)
        for spelling in self.places:
            # Of two names that differ in a letter, the beginnings or the ends are equal.
            letters = _essence(spelling)
            for size in _SIZES.get(len(letters), (3,)):
                near[f"{letters[:size]}-"].append(spelling)
                near[f"-{letters[-size:]}"].append(spelling)
            for sound in self._sounds(spelling)[:1]:
                alike[f"{letters[0]} {sound}"].append(spelling)
                alike[f"{sound} {letters[-1]}"].append(spelling)
        return {pair for pair in _combined(near.values()) if _differ(*pair)} | {
            pair for pair in _combined(alike.values()) if _respelt(*pair)
        }

    def _sounds(self, word: str) -> list[str]:
        """The phonetic keys of a word of the source or of a name, if it has enough sounds to be recognised."""
        return [] if self._copies else [key for key in self._keys(word) if len(key) >= _CLEAR]

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
        shared = set.intersection(*(self._words[segment] for segment in rarely))
        known = set[str]().union(*(self._words[segment] for segment in usually))
        near = _differ(rare, usual)
        if any(self._hears(word, rare, usual) for word in shared & known):
            return near or not self._related(rare, usual)
        least = 2 if len(rare) < _MANY else 3  # syllables that a name of so many letters has
        return near and any(self._links(word, usually - rarely, both) for word in shared if len(word) >= least)

    def _related(self, one: str, other: str) -> bool:
        """Whether two words have one root (Kurds, Kurdish)."""
        root = language_of(self._target).root
        return root(one, Category.PLACE) == root(other, Category.PLACE)

    def _hears(self, word: str, *names: str) -> bool:
        """Whether the beginning of a word of the source sounds like each of the names."""
        keys = self._sounds(word)
        whole = len(word) < _BEGINNING or word.endswith(" ")
        return bool(keys) and all(
            any(
                key == sound or (not whole and (key.startswith(sound) or sound.startswith(key)))
                for sound in self._sounds(name)
                for key in keys
            )
            for name in names
        )

    def _full_names(self) -> Iterator[_Drift]:
        """Full names that a word of the source stands for, in spellings that differ in a word or more."""
        runs = {} if self._copies else self._runs()
        alike: dict[str, list[str]] = defaultdict(list)
        for run in runs:
            for sound in self._sounds(run):
                alike[sound].append(run)
            first, rest = run.split(" ", 1)
            if len(first) <= _SHORT:
                alike[f" {rest}"].append(run)  # Noh Sang-ho, Roh Sang-ho
        pairs = [
            sorted(pair, key=lambda run: (-len(runs[run]), runs[run][0])) for pair in sorted(_combined(alike.values()))
        ]
        for usual, rare in sorted(pairs, key=lambda pair: -len(runs[pair[0]])):
            right = self._spelt(rare, usual, runs)
            if right == {rare} and len(runs[rare]) == len(runs[usual]):
                rare, usual = usual, rare  # noqa: PLW2901
            if right is not None:
                skip, found, expected = _difference(rare, usual)
                yield _Drift(found, expected, [(at, start + skip) for at, start in runs[rare]], runs[usual][0][0])

    def _runs(self) -> dict[str, list[_Place]]:
        """The places of the runs of two or three capitalised words."""
        names = {place: name for name, places in self._every.items() for place in places}
        runs: dict[str, list[_Place]] = defaultdict(list)
        for (segment, start), name in sorted(names.items()):
            run = name
            while (after := names.get((segment, start + len(run) + 1))) and run.count(" ") < _LONGEST - 1:
                run = f"{run} {after}"
                runs[run].append((segment, start))
        return runs

    def _spelt(self, rare: str, usual: str, runs: Mapping[str, list[_Place]]) -> set[str] | None:
        """Which of two full names spell a word of both sources; None if the sources do not show that both mean one."""
        rarely, usually = ({segment for segment, _ in runs[run]} for run in (rare, usual))
        if rarely & usually:
            return None
        spells = language_of(self._source).spells
        words = [set[str]().union(*(self._words[segment] for segment in each)) for each in (rarely, usually)]
        for word in sorted(words[0] & words[1]):
            right = {run for run in (rare, usual) if spells(word, run)}
            if len(right) == 2 or (
                _slips(rare, usual, len(word))
                and not any(spells(other, run) for run in {rare, usual} - right for each in words for other in each)
            ):
                return right
        return None

    def _links(self, word: str, usually: set[int], both: set[int]) -> bool:
        """Whether a word of the sources is the name that the segments ``both`` spell in two ways."""
        inside, outside = self._number(word, usually), self._frequency[word] - self._number(word, both)
        return (inside >= _USUAL * len(usually) and outside <= len(both)) or (inside > 1 and not outside)


def _is_name(word: str) -> bool:
    """Whether a capitalised word may be a name that people misspell: no acronym, no code, not short."""
    return len(word) >= _SHORT and word.replace("-", "").isalpha() and not word.isupper()


def _essence(spelling: str) -> str:
    """The letters of a name, without case."""
    if spelling.isalpha():
        return spelling.lower()
    return spelling.replace(" ", "").replace("-", "").lower()


def _combined(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    """All pairs of spellings of a group."""
    return {pair for each in groups if len(each) > 1 for pair in combinations(each, 2)}


def _respelt(one: str, other: str) -> bool:
    """Whether two spellings of one sound differ in few letters."""
    return one.count("-") == other.count("-") and _differ(one, other, 2 if min(len(one), len(other)) < _LONG else 3)


def _slips(rare: str, usual: str, syllables: int) -> bool:
    """Whether two full names of so many syllables are nearly equal in one of them, and equal in the others."""
    ours, theirs = (_PARTS.split(run.lower()) for run in (rare, usual))
    if not len(ours) == len(theirs) == syllables == _LONGEST:
        return False
    differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and OSA.distance(*differing[0]) <= _SYLLABLE


def _difference(rare: str, usual: str) -> tuple[int, str, str]:
    """The words in which two full names differ, with their offset in the first."""
    ours, theirs = rare.split(" "), usual.split(" ")
    skip = 0
    while ours[1:] and theirs[1:] and ours[0] == theirs[0]:
        skip += len(ours.pop(0)) + 1
        theirs.pop(0)
    while ours[1:] and theirs[1:] and ours[-1] == theirs[-1]:
        ours.pop()
        theirs.pop()
    return skip, " ".join(ours), " ".join(theirs)


def _differ(one: str, other: str, most: int = 1) -> bool:
    """Whether two spellings differ in at most so many letters, and neither is an inflected form of the other."""
    if abs(len(one) - len(other)) > most:
        return False
    left, right = _essence(one), _essence(other)
    if left == right:
        return True
    if " " in one or " " in other:
        return False
    short, long = sorted((left, right), key=len)
    if long.startswith(short) and long != short + short[-1]:
        return False
    return OSA.distance(left, right, score_cutoff=most) <= most
