"""One document renders a concept in different accepted ways.

The finding stands at the rarer wording; of two equally frequent ones at the later. Inflection, capitals and a name
cut short are the same wording, and so are an abbreviation, and the adjective of a place. Rows marked ``free`` may vary.

    glossary: [organization] 연락사무소 = liaison office; contact office (admitted)
              [object] 배지 = badge
    flags:    연락사무소가 문을 열었다. -> The liaison office opened.
              연락사무소에는 20명이 근무한다. -> Twenty people work at the liaison office.
              연락사무소는 1년 만에 닫혔다. -> The [[contact office]] closed after a year.
    passes:   배지는 매일 단다. -> The badge is worn every day.
              배지들이 진열돼 있다. -> Badges are on display.
"""

from collections.abc import Iterator

from checker.folding import key
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Category, Concept, Finding, Related, Severity, Span

severity = Severity.MINOR
error_type = "terminology/inconsistent-use"

_KEPT = 200  # places remembered a wording: enough to show, bounded
_ACRONYM = 6

# document and concept -> wording -> count, and where: segment, source span, target span
Place = tuple[int, int, int, int, int, str]
Partial = dict[tuple[tuple[str, str], int], dict[str, tuple[int, list[Place]]]]


def observe(matches: Matches) -> Partial:
    """See the module."""
    partial: Partial = {}
    documents = matches.chunk.documents()
    for row in matches.rows:
        if not row.outcome.accepted or row.start < 0 or row.how == "short form":
            continue
        concept = matches.concept(row)
        if "free" in concept.match or not matches.translated(row.segment):
            continue
        wordings = partial.setdefault((documents[row.segment], row.concept), {})
        count, places = wordings.get(row.wording, (0, []))
        target = (row.target_start, row.target_end, matches.target_text(row))
        place = (matches.chunk.first + row.segment, row.start, row.end, *target)
        wordings[row.wording] = (count + 1, [*places, place] if len(places) < _KEPT else places)
    return partial


def merge(one: Partial, other: Partial) -> Partial:
    """See the module."""
    for group, wordings in other.items():
        known = one.setdefault(group, {})
        for wording, (count, places) in wordings.items():
            before, kept = known.get(wording, (0, []))
            known[wording] = (before + count, sorted(kept + places)[:_KEPT])
    return one


def report(partial: Partial, glossary: Glossary) -> Iterator[Finding]:
    """See the module."""
    for (_, number), wordings in partial.items():
        concept = glossary.concepts[number]
        groups: dict[str, list[str]] = {}
        for wording in wordings:
            groups.setdefault(_kind(wording, concept), []).append(wording)
        if len(groups) < 2:
            continue
        ranked = sorted(
            groups.values(),
            key=lambda words: (-sum(wordings[w][0] for w in words), min(wordings[w][1][0] for w in words)),
        )
        usual = min(ranked[0], key=lambda w: (-wordings[w][0], wordings[w][1][0]))
        first = min(wordings[w][1][0] for w in ranked[0])
        for wording in (w for words in ranked[1:] for w in words):
            for place in wordings[wording][1]:
                yield _finding(concept, place, wording, usual, first)


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
    )


def _kind(wording: str, concept: Concept) -> str:
    """What counts as the same wording."""
    folded = key(wording).removeprefix("the ")
    preferred = key(concept.preferred).removeprefix("the ")
    letters = "".join(sign for sign in wording if sign.isalpha())
    if letters.isupper() and len(letters) <= _ACRONYM:
        return preferred
    if concept.category is Category.PERSON:
        # Part of the full name, or the full name of a part: one wording cut short.
        whole, part = sorted((preferred, folded), key=len, reverse=True)
        return preferred if f" {part} " in f" {whole} " else folded
    if concept.category is Category.PLACE and (folded[:3] == preferred[:3] or folded.startswith("the ")):
        return preferred
    return folded
