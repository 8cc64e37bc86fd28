"""One document renders a concept in different accepted ways.

The finding is at the less frequent wording, or at the later one if both are equally frequent. Inflection, capitals,
short forms of names, abbreviations and adjectives of places count as the same wording. Rows marked ``free`` may vary.

    glossary: [organization] 연락사무소 = liaison office; contact office (admitted)
              [object] 배지 = badge
    flags:    연락사무소가 문을 열었다. -> The liaison office opened.
              연락사무소에는 20명이 근무한다. -> Twenty people work at the liaison office.
              연락사무소는 1년 만에 닫혔다. -> The [[contact office]] closed after a year.
    passes:   배지는 매일 단다. -> The badge is worn every day.
              배지들이 진열돼 있다. -> Badges are on display.
"""

import struct
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Category, Concept, Finding, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest
from checker.text.folding import key

severity = Severity.MINOR
version = 2
error_type = "terminology/inconsistent-use"

_KEPT = 200  # places kept for each wording: enough to show, and bounded
_ACRONYM = 6  # letters
_STEM = 4  # letters that a place and its adjective share: Britain, British
# The second words of verbs such as "back up".
_ADVERBS = frozenset("up down in out on off over away back through around by".split())
_SMALL = 3  # letters; words up to this length only link others

_texts = msgspec.msgpack.Decoder(tuple[str, str]).decode
_NUMBERS = struct.Struct(">IIII")  # start and end in the source, start and end in the target

Place = tuple[int, int, int, int, int, str]  # segment, source span, target span, the text there


def observe(matches: Matches) -> Iterator[Note]:
    """One note per accepted rendering: its places, its wording and its text in the target."""
    documents = [digest(*document) for document in matches.chunk.documents()]
    for row in matches.rows:
        if not row.outcome.accepted or row.start < 0 or row.how == "short form":
            continue
        concept = matches.concept(row)
        if "free" in concept.match or not matches.translated(row.segment):
            continue
        numbers = _NUMBERS.pack(row.start, row.end, row.target_start, row.target_end)
        texts = msgspec.msgpack.encode((row.wording, matches.target_text(row)))
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
        groups = _alike(named, concept)
        if len(groups) < 2:
            continue
        ranked = sorted(
            groups,
            key=lambda words: (-sum(wordings[w][0] for w in words), min(wordings[w][1][0] for w in words)),
        )
        usual = min(ranked[0], key=lambda w: (-wordings[w][0], wordings[w][1][0]))
        first = min(wordings[w][1][0] for w in ranked[0])
        for wording in (w for words in ranked[1:] for w in words):
            for place in wordings[wording][1]:
                yield _finding(concept, place, wording, usual, first)


def _wordings(notes: Iterable[Note]) -> dict[str, tuple[int, list[Place]]]:
    """The wordings of one concept in one document, each with its count and its first places."""
    found: dict[str, tuple[int, list[Place]]] = {}
    for note in notes:
        wording, text = _texts(note.rest[_NUMBERS.size :])
        count, places = found.get(wording, (0, []))
        if len(places) < _KEPT:
            start, end, target_start, target_end = _NUMBERS.unpack_from(note.rest)
            places.append((note.segment, start, end, target_start, target_end, text))
        found[wording] = (count + 1, places)
    return found


def _finding(concept: Concept, place: Place, wording: str, usual: str, first: Place) -> Finding:
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
        fingerprint="\0".join(sorted((wording, usual))),
    )


def _alike(wordings: list[str], concept: Concept) -> list[list[str]]:
    """``wordings`` in groups that count as one wording: short forms, abbreviations, reordered words, adjectives."""
    groups: list[list[str]] = []
    for wording in sorted(wordings, key=lambda text: (-len(text), text)):
        near = next((group for group in groups if any(_same(wording, other, concept) for other in group)), None)
        if near is None:
            groups.append([wording])
        else:
            near.append(wording)
    return groups


def _same(one: str, other: str, concept: Concept) -> bool:
    words, others = map(_weighty, (one, other))
    if concept.category is Category.PERSON:
        # Kim is the same wording as Kim Jong Un; Kim Jong-un is not.
        words, others = key(one).split(), key(other).split()
    if set(words) <= set(others) or set(others) <= set(words):
        # "Expert Panel" is another name than "Panel of Experts", but "member of the Politburo" is "Politburo member".
        return concept.category is not Category.ORGANIZATION or sorted(words) != sorted(others) or words == others
    if any(_is_abbreviation(text) for text in (one, other)) or _is_noun_of(one, other) or _is_noun_of(other, one):
        return True
    return concept.category is Category.PLACE and bool({w[:_STEM] for w in words} & {w[:_STEM] for w in others})


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
