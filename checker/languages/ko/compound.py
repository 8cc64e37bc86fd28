"""Splitting a Korean word into its parts with the lexicon: once with the term as a part, and once without.

A word consists of nouns with prefixes and suffixes, then particles or a verb ending. The cost of a reading is the sum
of the costs of its parts, roughly the negative logarithm of their frequency (see ``lexicon.class_of``). If the costs
of the two readings are close, the analyser has to decide.
"""

import re
from functools import lru_cache
from math import inf, log
from typing import NamedTuple

from checker.languages import Wording
from checker.languages.ko import edges, lexicon, north, standing
from checker.languages.ko.analyser import Morpheme

# Costs, in nats.
_NOUN, _STEP = 7.0, log(2)
_ONE_SYLLABLE = 5.0  # added for a noun of one syllable, which may be anything
_NORTHERN = 4.0  # added for a North Korean spelling
_TERM = 10.0  # at most for the term: texts are about the terms of their glossary
_AFFIX = 9.0
_FREE_NOUN = 6.0
_TAIL = 3.0
_VERB, _ENDING = 3.0, 1.5
_UNKNOWN, _EACH = 6.0, 6.0
_MARGIN = 3.0  # difference in cost from which the cheaper of two readings is trusted

_LONGEST = 8  # syllables of a part
# One-syllable nouns and pronouns before a particle (수도 있다, 나도), and forms of short verbs (어디로 가나).
_FREE = frozenset("수나너저그내네제것데지바줄")
_SHORT_VERB = re.compile("[가사보자오타주서하나][나고며라면니다서야자]")
_TAILS_OF_PEOPLE = frozenset("들님씨측네양군옹급쯤")  # suffixes with which a tail of particles may begin
_SURNAMES = frozenset("김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나")
# The endings that make a noun a verb: 하다, 되다, 시키다, 당하다 in their forms.
_VERBAL = re.compile(
    "(?:하(?:[고며면는던기지게여였려러니므거다자라시셔도].*)?|한(?:다.*|데.*|지.*|것.*|바.*|적.*|후.*|때.*|뒤.*|채.*|듯.*)?|[할함했].*|합니.*|해(?:[서야도라온주준줄줬줌내낸낼냈보본볼봤].*)?"
    "|되(?:[고며면는던기지게여였려러니므거다자라시어었].*)?|[된될됨됐].*|돼(?:[서야도].*)?|됩니.*"
    "|시[키킨킬킴켰켜].*|당하.*|당[한할함했해].*)",
    re.DOTALL,
)


class Reading(NamedTuple):
    """One way to split a word, and its cost in nats; without morphemes and with infinite cost if there is no way."""

    morphemes: tuple[Morpheme, ...]
    cost: float


# Kinds of parts, which determine what may follow: a noun or suffix, a noun of one syllable, letters that are not a
# noun, a prefix or surname, a word that only a particle follows, the end of the word.
_NOUN_LIKE, _SHORT, _LETTERS, _FRONT, _ALONE, _END = range(0, 18, 3)
# Added to the kind: whether the term was one of the parts, or a part crossed the edges of the term.
_WITH, _ACROSS = 1, 2
_Way = tuple["_Way | None", int, int, str]  # the parts before, and the start, end and tag of the last part


@lru_cache(maxsize=1 << 16)
def readings(word: str, start: int, end: int) -> tuple[Reading, Reading]:
    """The cheapest reading of ``word`` in which the term is a part, and the cheapest in which a part crosses its edges.

    Args:
        word: A run of Hangul, folded.
        start: Offset of the term in the word.
        end: End of the term in the word.
    """
    size = len(word)
    # For every offset and state: the cost, and the parts that lead there.
    best: list[dict[int, tuple[float, _Way | None]]] = [{} for _ in range(size + 1)]
    best[0][_FRONT] = (0.0, None)
    for at in range(size):
        if here := best[at]:
            kinds = {state - state % 3 for state in here}
            for stop, kind, tag, cost in _parts(word, at, start, end, kinds):
                if at < start < stop or at < end < stop or (start <= at < end and tag in _GRAMMAR):
                    met = _ACROSS
                elif (at, stop) == (start, end):
                    met = _WITH
                else:
                    met = 0
                there = best[stop]
                for state, (before, way) in here.items():
                    if state - state % 3 in _BEFORE[kind, tag]:
                        reached = kind + (met or state % 3)
                        known = there.get(reached)
                        if known is None or before + cost < known[0]:
                            there[reached] = (before + cost, (way, at, stop, tag))
    return _cheapest(best[size], _WITH), _cheapest(best[size], _ACROSS)


def is_verbal(text: str) -> bool:
    """Whether ``text`` is an ending that makes a noun a verb: 했다 (발표했다)."""
    return _VERBAL.fullmatch(text) is not None


_GRAMMAR = ("JX", "XSV", "NNB")
_AFTER_NOUN = (_NOUN_LIKE, _SHORT, _LETTERS)
# By kind and tag of a part: the kinds after which it may stand; the beginning of the word counts as _FRONT.
_BEFORE = {
    (_NOUN_LIKE, "NNG"): (*_AFTER_NOUN, _FRONT),
    (_NOUN_LIKE, "NNP"): (*_AFTER_NOUN, _FRONT),
    (_NOUN_LIKE, "XSN"): _AFTER_NOUN,
    (_SHORT, "NNG"): (*_AFTER_NOUN, _FRONT),
    (_LETTERS, "NNP"): (_NOUN_LIKE, _SHORT, _FRONT),
    (_FRONT, "XPN"): (*_AFTER_NOUN, _FRONT),
    (_FRONT, "NNP"): (*_AFTER_NOUN, _FRONT),
    (_ALONE, "NNB"): (_FRONT,),
    (_END, "JX"): (*_AFTER_NOUN, _ALONE),
    (_END, "XSV"): (_NOUN_LIKE, _LETTERS, _FRONT),
}


def _cheapest(ends: dict[int, tuple[float, _Way | None]], met: int) -> Reading:
    cost, way = min(
        (reached for state, reached in ends.items() if state % 3 == met and state - met != _FRONT),
        key=lambda reached: reached[0],
        default=(inf, None),
    )
    morphemes = []
    while way is not None:
        way, start, end, tag = way
        morphemes.append(Morpheme(tag, start, end))
    return Reading(tuple(reversed(morphemes)), cost)


_Part = tuple[int, int, str, float]  # end, kind, tag and cost


def _parts(word: str, at: int, start: int, end: int, kinds: set[int]) -> list[_Part]:
    """The parts that may begin at ``at``, after parts of these kinds."""
    parts = _first(word) if not at else _later(word, at, kinds)
    nouns = kinds != {_ALONE}
    for stop in range(at + 1, min(at + _LONGEST, len(word)) + 1) if nouns else ():
        cost = _noun(word[at:stop])
        if at == start and stop == end:
            parts.append((stop, _NOUN_LIKE, "NNP", min(_TERM, cost)))
        elif cost < inf:
            parts.append((stop, _SHORT if stop - at == 1 else _NOUN_LIKE, "NNG", cost))
        elif kinds != {_LETTERS}:
            parts.append((stop, _LETTERS, "NNP", _UNKNOWN + _EACH * (stop - at) + _ONE_SYLLABLE * (stop - at == 1)))
    return parts


def _first(word: str) -> list[_Part]:
    """The parts other than nouns with which a word may begin."""
    parts: list[_Part] = []
    if word[0] in edges.LEADING:
        parts.append((1, _FRONT, "XPN", _AFFIX))
    if word[0] in _SURNAMES:
        parts.append((1, _FRONT, "NNP", _AFFIX))
    if word[0] in _FREE:
        parts.append((1, _ALONE, "NNB", _FREE_NOUN))
    if _SHORT_VERB.fullmatch(word):
        parts.append((len(word), _END, "XSV", _FREE_NOUN + _TAIL))
    return parts


def _later(word: str, at: int, kinds: set[int]) -> list[_Part]:
    """The parts other than nouns that may begin at ``at`` within a word."""
    size = len(word)
    parts: list[_Part] = []
    if word[at] in edges.LEADING:
        parts.append((at + 1, _FRONT, "XPN", _AFFIX))
    parts += [
        (stop, _NOUN_LIKE, "XSN", _AFFIX if piece in edges.KEEPING else _AFFIX + 2)
        for stop in range(at + 1, min(at + 3, size) + 1)
        if (piece := word[at:stop]) in _SUFFIXES
    ]
    if edges.is_tail(word[at:]):
        parts.append((size, _END, "JX", _TAIL + _AFFIX * (word[at] in _TAILS_OF_PEOPLE)))
    if word[at] in _VERBAL_SIGNS and kinds & {_NOUN_LIKE, _LETTERS} and _VERBAL.fullmatch(word, at):
        parts.append((size, _END, "XSV", _VERB + _ENDING * (size - at)))
    return parts


_SUFFIXES = edges.KEEPING | edges.DIVISIONS | edges.BODIES | edges.CHANGING
_VERBAL_SIGNS = frozenset("하한할함했합해되된될됨됐돼됩시당")


def _noun(piece: str) -> float:
    """The cost of the noun ``piece``; infinite if it is not a noun."""
    rarity = lexicon.rarity(piece)
    if rarity is not None:
        return _NOUN + _STEP * rarity + _ONE_SYLLABLE * (len(piece) == 1)
    if len(piece) == 1 or piece[0] not in north.INITIALS:
        return inf
    rarities = [rarity for other in north.southern(piece) if (rarity := lexicon.rarity(other)) is not None]
    return _NOUN + _NORTHERN + _STEP * min(rarities) if rarities else inf


@lru_cache(maxsize=1 << 16)
def _plain(word: str, start: int, end: int) -> tuple[Morpheme, ...] | None:
    """The reading of ``word`` as noun, term, noun and particles, if no other one is possible; else None.

    This decides most words, with a tenth of the work of ``readings``.
    """
    parts = [Morpheme("NNP", start, end)]
    if start:
        if start == 1 or lexicon.rarity(word[:start]) is None:
            return None
        parts.insert(0, Morpheme("NNG", 0, start))
    stop = end
    if not edges.is_tail(word[end:]):
        stop = next(
            (at for at in range(min(len(word), end + lexicon.LONGEST), end + 1, -1) if _ends_noun(word, end, at)), 0
        )
        if not stop:
            return None
        parts.append(Morpheme("NNG", end, stop))
    if stop < len(word):
        parts.append(Morpheme("JX", stop, len(word)))
    return None if _is_crossed(word, start, end) else tuple(parts)


def _ends_noun(word: str, start: int, end: int) -> bool:
    """Whether ``start:end`` is a noun, and only particles follow."""
    return lexicon.rarity(word[start:end]) is not None and edges.is_tail(word[end:])


def _is_crossed(word: str, start: int, end: int) -> bool:
    """Whether a noun crosses an edge of the term, or particles or a verb ending begin inside it."""
    for edge in {start, end} - {0, len(word)}:
        for first in range(max(0, edge - lexicon.LONGEST + 1), edge):
            for last in range(edge + 1, min(first + lexicon.LONGEST, len(word)) + 1):
                if lexicon.rarity(word[first:last]) is not None:
                    return True
    if any(edges.is_tail(word[at:]) for at in range(start + 1, end)) or _SHORT_VERB.fullmatch(word):
        return True
    return any(_VERBAL.fullmatch(word, at) for at in range(start + 1, end + 1))


def stands(word: str, start: int, end: int, wording: Wording) -> bool | None:
    """Whether the term is a noun of its own in ``word``; None if the lexicon cannot decide.

    Args:
        word: A run of Hangul, folded.
        start: Offset of the term in the word.
        end: End of the term in the word.
        wording: The term as written in the glossary.
    """
    if lexicon.is_adverb(word):
        return False
    plain = _plain(word, start, end)
    if plain is not None:
        return standing.stands(word, start, end, plain, wording)
    with_term, across = readings(word, start, end)
    is_one = bool(with_term.morphemes) and standing.stands(word, start, end, with_term.morphemes, wording)
    around = any(part.start <= start and end <= part.end for part in across.morphemes)
    is_still = around and standing.stands(word, start, end, across.morphemes, wording)
    if is_one is not is_still and abs(with_term.cost - across.cost) < _MARGIN:
        return None
    return is_one if with_term.cost <= across.cost else is_still
