"""The noun phrases of a text, from the analyser's morphemes."""

from collections.abc import Iterator, Sequence

from checker.languages import Noun
from checker.languages.ko import analyser

_NOUNS = frozenset(("NNG", "NNP", "SL", "SH"))
_PREFIX, _SUFFIX = "XPN", "XSN"
_LOOSE = frozenset("들씩쯤째당상중적님")  # suffixes that are not part of a name


def phrases(texts: Sequence[str]) -> list[list[list[Noun]]]:
    """The noun phrases of every text: lists of nouns with at most a blank between them."""
    return [_phrases(text, morphemes) for text, morphemes in zip(texts, analyser.read(texts), strict=True)]


def _phrases(text: str, morphemes: Sequence[analyser.Morpheme]) -> list[list[Noun]]:
    found: list[list[Noun]] = [[]]
    for noun in _nouns(text, morphemes):
        before = found[-1][-1] if found[-1] else None
        if before and (noun is None or text[before.end : noun.start].strip() or noun.start - before.end > 1):
            found.append([])
        if noun:
            found[-1].append(noun)
    return [phrase for phrase in found if phrase]


def _nouns(text: str, morphemes: Sequence[analyser.Morpheme]) -> Iterator[Noun | None]:
    """The nouns with their prefixes and suffixes, and None wherever another morpheme separates them."""
    held: Noun | None = None
    prefix = -1
    for tag, start, end in morphemes:
        if tag == _SUFFIX and held and held.end == start and text[start:end] not in _LOOSE:
            held = Noun(held.start, end, held.name)
        elif tag in _NOUNS:
            if held:
                yield held
            held = Noun(start if prefix < 0 else prefix, end, tag == "NNP")
            prefix = -1
        else:
            if held:
                yield held
            held, prefix = None, start if tag == _PREFIX else -1
            if prefix < 0:
                yield None
    if held:
        yield held
