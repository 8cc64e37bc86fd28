"""One document renders a concept in different accepted ways.

The finding is at the less frequent wording, or at the later one if both are equally frequent. Inflection, derived
words, capitals, regional spelling, short forms of names, abbreviations, the sex of a person (spokeswoman), the names of
a country and its adjectives count as the same wording. Rows marked ``free`` may vary. It is neutral for an everyday
word of which the glossary admits a choice (journalist, reporter, correspondent), which writers vary on purpose.

    glossary: [organization] 연락사무소 = liaison office; contact office (admitted)
              [object] 배지 = badge
              [other] 백업 = back up; backup (admitted)
              [title] 대변인 = spokesperson; spokesman (admitted); spokeswoman (admitted)
              [title] 기자 = reporter; journalist (admitted); correspondent (admitted)
              [title] 대사 = ambassador; envoy (admitted)
              [place] 영국 = United Kingdom; Britain (admitted); British (admitted)
    flags:    연락사무소가 문을 열었다. -> The liaison office opened.
              연락사무소에는 20명이 근무한다. -> Twenty people work at the liaison office.
              연락사무소는 1년 만에 닫혔다. -> The [[contact office]] closed after a year.
    flags:    대사가 왔다. -> The ambassador came.
              대사가 갔다. -> The [[envoy]] left.
    passes:   배지는 매일 단다. -> The badge is worn every day.
              배지들이 진열돼 있다. -> Badges are on display.
    passes:   백업하세요. -> Back up your files.
              백업이 끝났다. -> The backup is complete.
    passes:   대변인은 답했다. -> The spokesman answered.
              대변인은 떠났다. -> The spokeswoman left.
    passes:   기자가 왔다. -> A reporter came.
              기자가 갔다. -> A journalist left.
    passes:   영국이 답했다. -> Britain answered.
              영국이 침묵했다. -> The British kept silent.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, takewhile
from typing import NamedTuple

import msgspec

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Category, Concept, Enforce, Finding, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest
from checker.text.folding import key

version = 2
severity = Severity.MINOR
error_type = "terminology/inconsistent-use"

_KEPT = 200  # places kept for each wording: enough to show, and bounded
_ACRONYM = 6  # letters
_STEM = 4  # letters that a place and its adjective share: Britain, British
_CHOICE = 2  # renderings of a concept, above which writers are meant to choose
_SMALL = 3  # letters; words up to this length only link others
# The second words of verbs such as "back up".
_ADVERBS = frozenset("up down in out on off over away back through around by".split())
_DERIVED = 6  # letters that a word and one derived from it share at least; they end in at most _ENDING others
_ENDING = 3
_NAMES = (Category.PERSON, Category.ORGANIZATION, Category.PLACE)

_texts = msgspec.msgpack.Decoder(tuple[str, str, str, bool]).decode
_NUMBERS = struct.Struct(">IIII")  # start and end in the source, start and end in the target

Place = tuple[int, int, int, int, int, str]  # segment, source span, target span, the text there


def observe(matches: Matches) -> Iterator[Note]:
    """One note per accepted rendering: its places, its wording and its text in the target, and what it is a form of."""
    source, target = matches.terminology.source, matches.terminology.target
    documents = [digest(*document) for document in matches.chunk.documents()]
    for row in matches.rows:
        if not row.outcome.accepted or row.start < 0 or row.how in ("short form", "reworded"):
            continue
        concept = matches.concept(row)
        if "free" in concept.match or not matches.translated(row.segment):
            continue
        numbers = _NUMBERS.pack(row.start, row.end, row.target_start, row.target_end)
        choice = concept.category not in _NAMES and len(concept.accepted) > _CHOICE
        everyday = choice and all(map(source.everyday, concept.sources))
        root = target.root(row.wording, concept.category)
        texts = msgspec.msgpack.encode((row.wording, matches.target_text(row), root, everyday))
        group = documents[row.segment] + row.concept.to_bytes(4, "big")
        yield Note(group, matches.chunk.first + row.segment, numbers + texts)


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:
    """One finding per place of a wording that is not the usual one in its document."""
    places = {key(concept.preferred) for concept in glossary if concept.category is Category.PLACE}
    for group, together in groupby(notes, key=lambda note: note.group):
        concept = glossary.concepts[int.from_bytes(group[-4:], "big")]
        wordings = _wordings(together)
        # A capital in place of its country (Moscow) is a figure of speech, not another name.
        named = [w for w in wordings if w == concept.preferred or key(w) not in places]
        groups = _alike(named, concept, wordings)
        if len(groups) < 2:
            continue
        ranked = sorted(
            groups,
            key=lambda words: (-sum(wordings[w].times for w in words), min(wordings[w].places[0] for w in words)),
        )
        usual = min(ranked[0], key=lambda w: (-wordings[w].times, wordings[w].places[0]))
        first = min(wordings[w].places[0] for w in ranked[0])
        for wording in (w for words in ranked[1:] for w in words):
            varied = wordings[wording].everyday and not _begins(wording, usual)
            for place in wordings[wording].places:
                common = varied and place[-1].islower()
                yield _finding(concept, place, wording, usual, first, Severity.NEUTRAL if common else severity)


class _Wording(NamedTuple):
    """A wording of one concept in one document.

    Attributes:
        times: How often it stands there.
        places: Its first places.
        root: What it is a form of.
        everyday: Whether the source word is one that writers vary, and may.
    """

    times: int
    places: list[Place]
    root: str
    everyday: bool


def _wordings(notes: Iterable[Note]) -> dict[str, _Wording]:
    """The wordings of one concept in one document."""
    found: dict[str, _Wording] = {}
    for note in notes:
        wording, text, root, everyday = _texts(note.rest[_NUMBERS.size :])
        known = found.get(wording, _Wording(0, [], root, everyday))
        if known.times < _KEPT:
            start, end, target_start, target_end = _NUMBERS.unpack_from(note.rest)
            known.places.append((note.segment, start, end, target_start, target_end, text))
        found[wording] = known._replace(times=known.times + 1)
    return found


def _begins(one: str, other: str) -> bool:
    return key(other).startswith(key(one)) or key(one).startswith(key(other))


def _finding(concept: Concept, place: Place, wording: str, usual: str, first: Place, severity: Severity) -> Finding:
    segment, start, end, target_start, target_end, text = place
    return Finding(
        segment=segment,
        severity=severity,
        concept=concept.id,
        source=(Span(start, end),),
        target=(Span(target_start, target_end),),
        found=text,
        expected=(usual,),
        message=f"“{wording}” here, “{usual}” elsewhere in the document",
        why="one concept is rendered in different accepted ways",
        related=(Related(first[0], first[5], "the usual rendering"),),
        gating=concept.enforce is not Enforce.ADVISORY,
        fingerprint="\0".join(sorted((wording, usual))),
    )


def _alike(wordings: list[str], concept: Concept, known: Mapping[str, _Wording]) -> list[list[str]]:
    """``wordings`` in groups that count as one: each is the same as another of its group.

    A short name links no two full names of a person (Kim, Kim Jong Un, Kim Jong-un).
    """
    groups: list[list[str]] = []
    for wording in sorted(wordings, key=lambda text: (-len(text), text)):
        near = [
            group
            for group in groups
            if any(known[wording].root == known[other].root or _same(wording, other, concept) for other in group)
        ]
        if concept.category is Category.PERSON:
            near = near[:1]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [wording])
    return groups


def _same(one: str, other: str, concept: Concept) -> bool:
    if concept.category is Category.PERSON:
        # Kim is the same wording as Kim Jong Un; Kim Jong-un is not.
        names = [{word.strip(".,") for word in key(text).split()} for text in (one, other)]
        return names[0] <= names[1] or names[1] <= names[0]
    if any(_is_abbreviation(text) for text in (one, other)) or _shortens(one, other) or _shortens(other, one):
        return True
    words, others = _weighty(one), _weighty(other)
    if set(words) <= set(others) or set(others) <= set(words):
        # "Expert Panel" is another name than "Panel of Experts", but "member of the Politburo" is "Politburo member".
        return concept.category is not Category.ORGANIZATION or sorted(words) != sorted(others) or words == others
    if concept.category is Category.PLACE:
        return bool({w[:_STEM] for w in words} & {w[:_STEM] for w in others})
    if concept.category is not Category.ORGANIZATION and (_within(one, other) or _within(other, one)):
        return True
    if _is_noun_of(one, other) or _is_noun_of(other, one):
        return True
    return all(any(_akin(word, each) for each in others) for word in words)


def _within(one: str, other: str) -> bool:
    return set(key(one).split()) <= set(key(other).split())


def _shortens(one: str, other: str) -> bool:
    """Whether ``one`` is a word or name that is short for ``other``: lamp, street lamp; Fed, Federal Reserve."""
    short, long = key(one), key(other)
    if long.endswith(short) and len(short) >= _STEM:
        return True
    capital = one[:1].isupper() and one.isalpha() and len(one) <= _ACRONYM and " " in other
    letters = iter(long)
    return capital and short[:1] == long[:1] and all(sign in letters for sign in short)


def _akin(one: str, other: str) -> bool:
    """Whether one word may be derived from the other (repatriation, repatriated)."""
    if one == other:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= max(_DERIVED, min(len(one), len(other)) - _ENDING)


def _is_noun_of(noun: str, verb: str) -> bool:
    """Whether both are a verb and its noun, which is written together (back up, backup)."""
    parts, solid = key(verb).split(), key(noun).replace("-", "")
    return len(parts) > 1 and parts[-1] in _ADVERBS and solid == "".join(parts)


def _weighty(text: str) -> list[str]:
    """The folded content words of ``text``, without plural s; a hyphen counts as a space."""
    words = [word.removesuffix("s") for word in key(text).replace("-", " ").split()]
    return [word for word in words if len(word) > _SMALL] or words


def _is_abbreviation(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    return letters.isupper() and len(letters) <= _ACRONYM
