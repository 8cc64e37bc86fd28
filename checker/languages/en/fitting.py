"""Putting a rendering into the place of other words of an English sentence, in the form that these have.

A form is kept as far as it is evident: number, capitals, noun or adjective of a place, surname or whole name, article.
Where the words are a derived form (a verb, an adverb), or the article would be a guess, nothing is put there.
"""

import re
from collections.abc import Sequence

from checker.languages import Fitted
from checker.languages._words import is_acronym, line
from checker.languages.en.inflection import (
    demonyms_of,
    is_adjective,
    is_country,
    is_plural,
    plural,
    singular,
    without_plural,
)
from checker.languages.en.names import extended, leads
from checker.languages.en.numerals import ONES, TENS
from checker.languages.en.titles import POSTS, is_portfolio, opens
from checker.languages.fallback import in_vocabulary
from checker.model import Category

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’.-][^\W\d_]+)*\.?)\s\Z")
_WORD_BEHIND = re.compile(r"\s([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_THE = re.compile(r"\b([Tt]he)\s\Z")
_INDEFINITE = re.compile(r"\b[Aa]n?\s\Z")
_SMALL = frozenset("of the for and in on to at a an with".split())
_DETERMINERS = frozenset(
    "a an the this that these those its their his her our your my no any each every some another".split()
)
# What may follow a name that no noun follows.
_BEHIND_NAMES = re.compile(
    r"(?:['’]s?\b|\s*[,.;:!?)\]”\"]|\s*\Z|\s(?:in|on|at|to|and|or|of|for|from|with|by|as|after|before|who|which|that|is|are|was"
    r"|were|has|have|had|will|would|said|says|also|did|does|[^\W\d_]{3,}ed|\d[\d,.-]*)\b)"
)
# After these, the name of a place may have an article that its forerunner has not.
_BEFORE_THE = re.compile(
    r"in|on|at|to|of|from|with|by|and|or|for|against|between|into|through|toward|towards|over|across|near|than|when|as|but"
    r"|\w{3,}ed",
    re.IGNORECASE,
)
_BODIES = frozenset(
    """
group body organization organisation ministry agency party council company government committee institution office
administration association department court bank union team club firm forum alliance commission bureau force army
congress assembly staff fund service corps federation league parliament senate house command nations states directorate
secretariat institute authority board center centre police navy programme program network council office chiefs
""".split()
)
_KINDRED = (Category.TITLE, Category.OTHER)  # another word of these may stand for something else
_FAR, _TWICE = 60, 3  # code points and words in which a word may stand twice
_ACRONYM = 5  # letters of the longest
_OPENERS = frozenset("but and when as if while then yet so for after before with in on at from by former".split())
_REACH = 40  # code points in which the word before must stand
_VOWELS = "AEIOU"
_OF_NAME = re.compile(r"\sof\s[A-Z]")
_INITIAL = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS = re.compile(rf"[^{_VOWELS}]{{3}}|[{_VOWELS}]{{3}}")


def fitted(
    text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
) -> Fitted | None:
    """One of ``renderings`` in the form of ``text[start:end]``; None if the form that is needed is not evident."""
    if not renderings or not text[start:end].strip():
        return None
    if category is Category.PERSON:
        found = _person(text, start, end, renderings, wording)
    elif category is Category.PLACE:
        found = _place(text, start, end, renderings, wording)
    else:
        found = _noun(text, start, end, renderings, category, wording)
    return None if found is None or _doubles(text, found) else found


def marked(text: str, at: int, mark: str) -> Fitted | None:
    """Former or acting before the title at ``at`` and the adjective of a place before it."""
    if mark not in ("former", "acting"):
        return None
    while (before := _WORD_BEFORE.search(text, max(0, at - _REACH), at)) and _is_national(before[1]):
        at = before.start(1)
    word = re.compile(r"\S+\s?").match(text, at)
    if word is None or (before and before[1].lower() in ("vice", "deputy")):
        return None
    return Fitted(at, word.end(), f"{mark.capitalize() if opens(text, at) else mark} {word[0]}")


def _is_national(word: str) -> bool:
    return word in ("US", "U.S.", "UK", "U.K.") or (word[:1].isupper() and is_adjective((word.lower(),)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in line(text))


def _doubles(text: str, found: Fitted) -> bool:
    """Whether words beside the place would stand twice, or a place beside its adjective."""
    new = _words(found.text)
    beside = text[max(0, found.start - _FAR) : found.start], text[found.end : found.end + _FAR]
    before, behind = (tuple(word for word in _words(each) if word[0].isalnum()) for each in beside)
    if before and new and is_adjective(new[:1]) and (is_country(before[-1]) or is_adjective(before[-1:])):
        return True
    return any(before[-n:] == new[:n] or behind[:n] == new[-n:] for n in range(1, min(len(new), _TWICE) + 1))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _person(text: str, start: int, end: int, renderings: Sequence[str], wording: str) -> Fitted | None:
    """The whole name in place of the whole name, the surname in place of a surname."""
    if not wording:
        start, end = extended(text, start, end)
        before, behind = _WORD_BEFORE.search(text, 0, start), _WORD_BEHIND.match(text, end)
        if before and _is_named(text, before):
            return None
        if behind and behind[1][:1].isupper() and behind[1].lower() not in POSTS:
            return None
    found = text[start:end]
    name = renderings[0]
    if wording:
        same = [each for each in renderings if len(each.split()) == len(found.split())]
        name = same[0] if same and len(name.split()) != len(found.split()) else name
    elif " " not in found and "-" not in found:
        parts = renderings[0].split()
        name = next((each for each in renderings if " " not in each and each in (parts[0], parts[-1])), name)
    return Fitted(start, end, name.upper() if found.isupper() and len(found) > 1 else name)


def _place(text: str, start: int, end: int, renderings: Sequence[str], wording: str) -> Fitted | None:
    """A noun in place of a noun, an adjective in place of an adjective, people in place of people."""
    found = _words(text[start:end])
    if found[:1] == ("the",):
        start = text.index(" ", start) + 1
        found = found[1:]
    if not found or (text[end : end + 1] == "-" and not text[end + 1 : end + 2].islower()):
        return None
    people = is_adjective((*found[:-1], singular(found[-1]))) and not is_country(" ".join(found))
    behind = _WORD_BEHIND.match(text, end)
    named = behind is not None and behind[1][:1].isupper() and not leads(behind[1])
    if people or (is_adjective(found) and not is_country(" ".join(found))):
        return None if named else _national(text, start, end, renderings[0], people=people)
    before = _WORD_BEFORE.search(text, 0, start)
    if named or (behind and behind[1][:1].isupper() and behind[1].lower() not in POSTS):
        return None
    if before and _is_named(text, before):
        return None
    return _country(text, start, end, re.sub(r"\A[Tt]he ", "", renderings[0]), before, same=bool(wording))


def _national(text: str, start: int, end: int, place: str, *, people: bool) -> Fitted | None:
    """The adjective of ``place``, or its people; not "the French", which no other nation is like."""
    names = demonyms_of(place)
    behind = _BEHIND_NAMES.match(text, end)
    if not people and behind and behind[0].strip() not in ("and", "or"):
        return None  # it is no adjective there
    if not names or (people and not names[0].endswith(("n", "i"))):
        return None
    if not people and _THE.search(text, 0, start) and text[end : end + 1] != " ":
        return None
    return _with_capital(text, start, end, names[0] + "s" if people else names[0])


def _country(text: str, start: int, end: int, place: str, before: re.Match[str] | None, *, same: bool) -> Fitted | None:
    """A place by its name, with or without its article; the article stays if the words name the ``same`` place."""
    the = _THE.search(text, 0, start)
    if _takes_the(place):
        if the or same:
            return _with_capital(text, start, end, place)
        if not _BEHIND_NAMES.match(text, end) or (before and not _BEFORE_THE.fullmatch(before[1])):
            return None
        return Fitted(start, end, ("The " if opens(text, start) else "the ") + place)
    if the and is_country(place.lower()):
        return Fitted(the.start(), end, place) if _BEHIND_NAMES.match(text, end) else None
    if bool(the) is not bool(_is_definite(place)):
        return None
    return _with_capital(text, start, end, place)


def _takes_the(place: str) -> bool:
    """Whether the name of a place has an article: the Netherlands, the United States, the Czech Republic."""
    words = place.lower().split()
    kinds = ("republic", "kingdom", "union", "federation", "islands", "sea", "river", "peninsula")
    several = ("ands", "ines", "ates", "amas", "ives")
    return (len(words) > 1 and words[-1] in kinds) or (place[:1].isupper() and words[-1].endswith(several))


def _is_shouted(text: str) -> bool:
    """Whether all of ``text`` is in capitals though it is no acronym."""
    return text.isupper() and (not is_acronym(text) or " " in text or len(text) > _ACRONYM)


def _with_capital(text: str, start: int, end: int, new: str) -> Fitted:
    """``new``, with a capital if it opens a sentence as the old words did, or in capitals as they are."""
    if _is_shouted(text[start:end]):
        new = new.upper()
    if text[start : start + 1].isupper() and opens(text, start):
        new = _capital(new)
    return Fitted(start, end, new)


def _noun(
    text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
) -> Fitted | None:
    found, met = _words(text[start:end]), _words(wording)
    if not found or (met and "".join(found) != "".join(met) and not is_plural(found, met)):
        return None  # a derived form
    if not met and category is Category.TITLE:
        start, found = _with_portfolio(text, start, found)
    rendering = min(renderings, key=lambda each: _distance(text[start:end], each, renderings, category))
    new = _words(rendering)
    if not new or (category is Category.OTHER and _ending(found) not in ("", _ending(new))):
        return None
    if not met and (_is_part(text, start, end) or (category in _KINDRED and not _singulars(found) & _singulars(new))):
        return None
    several = is_plural(found, met) if category is Category.ORGANIZATION else _is_several(found)
    written = _in_number(rendering, several=several, organization=category is Category.ORGANIZATION)
    if not written or not _has_article(text, start, found, _words(written), category):
        return None
    written = _in_capitals(text, start, end, written, category)
    if category is Category.ORGANIZATION:
        return _with_definite(text, start, end, written)
    return Fitted(start, end, written)


def _in_number(rendering: str, *, several: bool, organization: bool) -> str:
    """``rendering`` in the plural if there are ``several``; "" if it has not the number that is needed."""
    words = line(rendering)
    at, form = plural(tuple(word for word, _, _ in words))
    word, start, end = words[at]
    if singular(word):
        return rendering if several or organization else ""
    if not several:
        return rendering
    if not in_vocabulary(word, "en"):
        return ""
    return rendering[:start] + (_capital(form) if rendering[start].isupper() else form) + rendering[end:]


def _has_article(text: str, start: int, found: tuple[str, ...], new: tuple[str, ...], category: Category) -> bool:
    """Whether the article before ``start``, or none, is right for the new words too, as far as their form shows it."""
    head = new[plural(new)[0]]
    if _INDEFINITE.search(text, 0, start):
        return not singular(head) and not without_plural(head)
    before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    led = before is not None and before[1].lower() in _DETERMINERS
    return led or category is not Category.OBJECT or "of" not in new or "of" in found or bool(singular(head))


def _ending(words: tuple[str, ...]) -> str:
    """The ending of a verb in a term."""
    return next((ending for word in words for ending in ("ed", "ing") if word.endswith(ending)), "")


def _with_portfolio(text: str, start: int, found: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """The beginning of a title with the words before it that say what its holder is responsible for."""
    while (before := _WORD_BEFORE.search(text, max(0, start - _REACH), start)) and is_portfolio(before[1].lower()):
        start = before.start(1)
        found = (before[1].lower(), *found)
    return start, found


def _distance(
    found: str, rendering: str, renderings: Sequence[str], category: Category
) -> tuple[bool, bool, int, int, int]:
    """How unlike in form a rendering is to the words in its place; the least unlike fits best."""
    ours, theirs = _words(found), _words(rendering)
    shared = len(set(ours) & set(theirs)) + (ours[-1:] == theirs[-1:]) if theirs else 0
    return (
        is_acronym(found) is not is_acronym(rendering),
        ("of" in ours) is not ("of" in theirs),
        -shared,
        len(set(theirs) - set(ours)) if shared and category is Category.TITLE else 0,
        list(renderings).index(rendering),
    )


def _singulars(words: tuple[str, ...]) -> set[str]:
    return {singular(word) or word for word in words}


def _is_several(words: tuple[str, ...]) -> bool:
    return bool(singular(words[plural(words)[0]]))


def _in_capitals(text: str, start: int, end: int, rendering: str, category: Category) -> str:
    """``rendering`` with the capitals of the words in its place."""
    found = text[start:end]
    if _is_shouted(found):
        return rendering.upper()
    words = line(found)
    head, _ = plural(tuple(word for word, _, _ in words))
    others = [word[:1].isupper() for at, word in enumerate(found.split()) if at != head and word not in _SMALL]
    alone = head == 0 and opens(text, start) and not (others and all(others))
    raised = found[words[head][1]].isupper() and not alone
    if category is not Category.ORGANIZATION and raised and not is_acronym(found):
        return _INITIAL.sub(lambda word: word[0] if word[0] in _SMALL else _capital(word[0]), rendering)
    return _capital(rendering) if found[:1].isupper() and opens(text, start) else rendering


def _with_definite(text: str, start: int, end: int, rendering: str) -> Fitted | None:
    """``rendering`` with the article that an organization needs, if that is evident."""
    the = _THE.search(text, 0, start)
    found, new = _is_definite(text[start:end]), _is_definite(rendering)
    if found is new:
        return Fitted(start, end, rendering)
    before = _WORD_BEFORE.search(text, 0, start)
    if not the and before and (before[1].lower() in _DETERMINERS or before[1].lower().endswith(("'s", "’s"))):
        return Fitted(start, end, rendering)
    if new is None or not _BEHIND_NAMES.match(text, end):
        return None
    if the and not new:
        return Fitted(the.start(), end, _capital(rendering) if the[1][0].isupper() else rendering)
    if not the and new:
        return Fitted(start, end, ("The " if opens(text, start) else "the ") + rendering)
    return Fitted(start, end, rendering)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital beside words with capitals shows that they are a part of a longer name."""
    before, behind = _WORD_BEFORE.search(text, max(0, start - _REACH), start), _OF_NAME.match(text, end)
    if text[start].isupper() and behind is not None:
        return True
    if before is None or before[1].isupper():
        return False
    if before[1].lower() in ONES or before[1].lower() in TENS:
        return False
    return (text[start].isupper() or opens(text, before.start(1))) and _is_named(text, before, opening=True)


def _is_named(text: str, word: re.Match[str], *, opening: bool = False) -> bool:
    """Whether a word with a capital before a name is a part of the name, as far as can be seen.

    With ``opening``, also a word that opens the sentence is, unless it is a small one.
    """
    plain = word[1].lower()
    return (
        word[1][:1].isupper()
        and (not opens(text, word.start(1)) or (opening and plain not in _DETERMINERS | _OPENERS))
        and not leads(word[1])
        and not word[1].lower().endswith(("'s", "’s"))
    )


def _is_definite(name: str) -> bool | None:
    """Whether a sentence has "the" before the name of this organization (the State Department, but NATO).

    None if that cannot be seen (the Rodong Sinmun, but Air Koryo).
    """
    if is_acronym(name):
        spoken = len(name) > 3 and not _LETTERS.search(name) and sum(sign in _VOWELS for sign in name) > 1
        return not spoken
    words = _words(name)
    if "of" in words or (words and (words[-1] in _BODIES or singular(words[-1]) in _BODIES)):
        return True
    return None
