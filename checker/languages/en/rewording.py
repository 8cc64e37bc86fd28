"""A term of several words in another construction: shared words, an of-phrase, or a verb with its object.

    biological weapons      biological and chemical weapons
    missile launch          the launch of two missiles; launched a long-range missile
    forced repatriation     repatriated by force
    carry out               carried the sentence out

All words of the term must stand together, in some form, with only a few small words between them.
"""

from collections.abc import Sequence
from functools import lru_cache

from checker.languages.en.derivation import adverb, british, verbs
from checker.languages.en.inflection import noun, singular, verb
from checker.model import Category

Word = tuple[str, int, int]  # folded, with its start and end in the text

_JOINING = frozenset("and or nor & / ,".split())
_DETERMINERS = frozenset(
    "a an the its his her their our some any many several more all both no this that these those 's".split()
)
_AUXILIARIES = frozenset("is are was were be been being has have had to by".split())
# What stands between no two words of one phrase.
_PARTING = frozenset(
    """
of in at for on with from by without against but who whom which that when while if as than is are was were be been has
have had will would may might can could should must not said says it he she they we you i to after before because into
""".split()
)
_ADVERBS = frozenset("up down in out on off over away back through".split())  # of verbs of two words
_SMALL = frozenset("of in at for to on with from by de d the a an and".split())
_MARKS = frozenset('.;:!?()[]"“”')
_BETWEEN = 4  # words at most between the words of a term
_PAIR = 2
_LONGEST = 6  # words of a term


def reworded(text: str, words: Sequence[Word], wording: Sequence[Word], category: Category) -> tuple[int, int] | None:
    """Where ``text`` has the words of a term in another construction; None if it has not.

    Args:
        text: The text.
        words: Its words.
        wording: The words of the term, which has at least two that tell.
        category: What the term names; only things are turned into of-phrases and verbs.
    """
    if category is Category.OTHER and len(wording) == _PAIR and wording[1][0] in _ADVERBS:
        return _parted(text, words, wording[0][0], wording[1][0])
    parts = tuple(word for word, _, _ in wording if word not in _SMALL and word.isalnum())
    if not 1 < len(parts) <= _LONGEST:
        return None
    phrase = len(parts) < len(wording)
    if phrase and len(parts) == _PAIR and wording[1][0] == "of":
        parts = parts[::-1]  # deployment of troops, troop deployment
    named = category in (Category.PERSON, Category.PLACE)
    thing = category in (Category.OTHER, Category.OBJECT)
    forms = _forms(parts, category)
    everything = frozenset().union(*forms)
    for at, (word, _, _) in enumerate(words):
        if word in everything and (found := _from(text, words, at, forms)):
            places, between = found
            if named and not all(text[words[place][1]].isupper() for place in places):
                continue
            joined = not between and at > 0 and words[at - 1][0] in _JOINING  # North and South Korea
            if (joined or _shares(places, between)) and not phrase and (thing or joined or between[0] in _JOINING):
                return _span(words, places)
            if thing and (_turned(places, between) or _acted(words, places, between, parts)):
                return _span(words, places)
    return None


def _parted(text: str, words: Sequence[Word], base: str, particle: str) -> tuple[int, int] | None:
    """Where ``text`` has a verb of two words with its object between them."""
    forms = verb(base)
    for at, (word, start, _) in enumerate(words):
        if word in forms:
            for other in range(at + 2, min(at + _BETWEEN + 2, len(words))):
                last, begin, end = words[other]
                if last in _PARTING - {particle} or not _MARKS.isdisjoint(text[words[other - 1][2] : begin] + last):
                    break
                if last == particle:
                    return start, end
    return None


def _span(words: Sequence[Word], places: Sequence[int]) -> tuple[int, int]:
    return words[min(places)][1], words[max(places)][2]


@lru_cache(maxsize=1 << 12)
def _forms(parts: tuple[str, ...], category: Category) -> tuple[frozenset[str], ...]:
    """The forms of each word of a term: inflected, in British spelling, the verb of the head, the adverb beside it."""
    found = []
    for at, part in enumerate(parts):
        forms = {part} if category is Category.PERSON else set(noun(part))
        if category in (Category.OTHER, Category.OBJECT):
            forms |= _acting(part) if at == len(parts) - 1 else {adverb(part)}
        found.append(frozenset(forms | {british(form) for form in forms}))
    return tuple(found)


def _acting(part: str) -> set[str]:
    """The forms of the verbs that a noun may be derived from, or be itself (launch)."""
    base = singular(part) or part
    return {form for each in {base, *verbs(base)} for form in verb(each)}


def _from(
    text: str, words: Sequence[Word], first: int, forms: tuple[frozenset[str], ...]
) -> tuple[list[int], list[str]] | None:
    """The places of all words of a term from word ``first`` on, in the term's order, and the words between them."""
    places = [-1] * len(forms)
    between: list[str] = []
    for at in range(first, min(first + len(forms) + _BETWEEN, len(words))):
        word, start, _ = words[at]
        if at > first and not _MARKS.isdisjoint(text[words[at - 1][2] : start] + word):
            return None
        open_ = next((number for number, each in enumerate(forms) if places[number] < 0 and word in each), -1)
        if open_ < 0:
            between.append(word)
            continue
        places[open_] = at
        if -1 not in places:
            return places, between
    return None


def _shares(places: list[int], between: list[str]) -> bool:
    """Whether another term shares words: biological and chemical weapons, missile tests and launches."""
    if sorted(places) != places or _JOINING.isdisjoint(between) or _JOINING.issuperset(between):
        return False
    return _PARTING.isdisjoint(between)


def _turned(places: list[int], between: list[str]) -> bool:
    """Whether the last word stands first, with "of" behind it: the launch of two missiles."""
    head, *others = places[-1:] + places[:-1]
    if not (head < min(others) and sorted(others) == others and between and between[0] == "of"):
        return False
    return _PARTING.isdisjoint(between[1:]) and _JOINING.isdisjoint(between)


def _acted(words: Sequence[Word], places: list[int], between: list[str], parts: tuple[str, ...]) -> bool:
    """Whether the last word is a verb there: launched a missile, a missile was launched."""
    head = words[places[-1]][0]
    if head in noun(parts[-1]):
        return False
    small = [word for word in between if word in _AUXILIARIES]
    rest = [word for word in between if word not in _AUXILIARIES and word not in _DETERMINERS]
    passive = places[-1] == max(places)
    return (not small or passive) and _PARTING.isdisjoint(rest) and _JOINING.isdisjoint(rest)
