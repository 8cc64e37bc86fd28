"""English inflection: regular rules, a table of irregular forms, and which word of a term is inflected."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from checker.languages.en.derivation import abbreviation, adverb, offices, stem, verbs
from checker.model import Category

_MAY_DOUBLE = re.compile("[aeiouy][^aeiouy]+[aeiou][lmp]$")  # programmed beside programed
_VOWELS = re.compile("[aeiouy]+")
_HISSING = ("s", "x", "z", "ch", "sh")
# The head of the phrase stands before these: secretary general, court martial, president-elect.
_POSTPOSED = frozenset(
    """
general generals elect designate martial emeritus plenipotentiary extraordinary laureate presumptive apparent
royal major
""".split()
)
_DIRECTIONS = frozenset("north south east west".split())
_LINKS = frozenset(
    """
of in at for to on with from by for de d without against
""".split()
)
# The second words of verbs such as back up, and the letters of the first.
_ADVERBS = frozenset("up down in out on off over away back through around by".split())
_STEM = 3
_PREFIXES = ("un", "re", "non", "pre", "dis", "mis", "de", "in")
# Words without a plural.
_INVARIANT = frozenset(
    """
staff personnel equipment news police information propaganda sanitation ours
""".split()
)


def regular_noun(word: str) -> set[str]:
    """The regular plural: badge, badges; embassy, embassies; box, boxes."""
    if word.endswith(_HISSING):
        return {word + "es"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word[:-1] + "ies"}
    return {word + "s"}


def regular_verb(word: str) -> set[str]:
    """The regular past, participle and third person: vote, voted, voting, votes."""
    if word.endswith("e"):
        stem = word[:-2] + "y" if word.endswith("ie") else word if word.endswith(("ee", "oe", "ye")) else word[:-1]
        return {word + "d", stem + "ing", word + "s"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word[:-1] + "ied", word + "ing", word[:-1] + "ies"}
    third = word + ("es" if word.endswith(_HISSING) else "s")
    return {word + "ed", word + "ing", third}


@cache
def _irregular() -> dict[tuple[str, str], tuple[str, ...]]:
    table = {}
    text = files(__package__).joinpath("irregular.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            word, kind, forms = line.split("\t")
            table[word, kind] = tuple(forms.split())
    return table


@cache
def _demonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    text = files(__package__).joinpath("demonyms.tsv").read_text(encoding="utf-8")
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            place, adjectives = line.split("\t")
            table[tuple(place.split())] = tuple(tuple(each.split()) for each in adjectives.split("|"))
    return table


@cache
def demonyms() -> frozenset[str]:
    """The adjectives of places that are one word, and their plurals."""
    single = {name[0] for names in _demonyms().values() for name in names if len(name) == 1}
    return frozenset(single | {plural for name in single for plural in regular_noun(name)})


def demonyms_of(place: str) -> tuple[str, ...]:
    """The adjectives of a place, as written (North Korea: North Korean); none if the table does not have it."""
    words = tuple(place.lower().removeprefix("the ").split())
    return tuple(" ".join(word.capitalize() for word in name) for name in _demonyms().get(words, ()))


def is_adjective(words: tuple[str, ...]) -> bool:
    """Whether the folded ``words`` are the adjective of a place."""
    return words in _adjectives()


@cache
def _adjectives() -> frozenset[tuple[str, ...]]:
    return frozenset(name for names in _demonyms().values() for name in names)


def without_plural(word: str) -> bool:
    """Whether a folded noun has no plural, so that neither "a" nor a number stands before it."""
    return word in _INVARIANT


def of_country(words: tuple[str, ...]) -> bool:
    """Whether the folded ``words`` are the name of a country or continent, or its adjective."""
    return words in _demonyms() or words in _adjectives()


def is_country(name: str) -> bool:
    """Whether the folded ``name`` is the name of a country or continent, that is, has an adjective in the table."""
    return tuple(name.removeprefix("the ").split()) in _demonyms()


@cache
def _singulars() -> dict[str, str]:
    return {form: word for (word, kind), forms in _irregular().items() if kind == "n" for form in forms}


def bases(word: str) -> list[str]:
    """The words that have ``word`` as an irregular form: left is a form of leave, lay of lie."""
    return sorted({base for (base, _), forms in _irregular().items() if word in forms})


def noun(word: str) -> set[str]:
    """The singular and plural of a noun, from either of them."""
    if word in _INVARIANT:
        return {word}
    irregular = _irregular().get((word, "n"))
    if irregular:
        return {word, *irregular, *regular_noun(word)}
    for ending, plural in (("man", "men"), ("person", "people")):
        if word.endswith(ending):
            return {word, *regular_noun(word), word.removesuffix(ending) + plural}
    forms = {word}
    if single := singular(word):
        forms.add(single)
    else:
        forms |= regular_noun(word)
    return forms


def singular(word: str) -> str:
    """The singular of a plural noun, "" if ``word`` is not a plural."""
    if word in _singulars():
        return _singulars()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return ""


def verb(word: str) -> set[str]:
    """All forms of a verb, from its base form."""
    irregular = _irregular().get((word, "v"))
    if irregular is None:
        doubled = {word + word[-1] + "ed", word + word[-1] + "ing"} if _MAY_DOUBLE.search(word) else set()
        return {word} | regular_verb(word) | doubled
    forms = {word, *irregular}
    if f"{word}{word[-1]}ed" in irregular and len(_VOWELS.findall(word)) > 1:
        return forms | regular_verb(word)  # cancelled and canceled
    # The table lists irregular forms only; if it has a past or a participle, the regular ones do not exist.
    regular = regular_verb(word)
    if any(form.endswith("ing") for form in irregular):
        regular = {form for form in regular if not form.endswith("ing")}
    if any(not form.endswith(("ing", "s")) for form in irregular):
        regular = {form for form in regular if not form.endswith("ed")}
    return forms | regular


def _head(words: tuple[str, ...]) -> int:
    """The index of the word that takes the plural: the last one before a preposition or a postposed adjective."""
    end = len(words)
    for at, word in enumerate(words):
        if at and word in _LINKS:
            end = at
            break
    while end > 1 and words[end - 1] in _POSTPOSED:
        end -= 1
    return end - 1


def phrases(words: tuple[str, ...], category: Category) -> set[tuple[str, ...]]:
    """All inflected and derived forms of a term, its own included.

    Args:
        words: The folded words of the term.
        category: Names only have a plural (North Koreans), titles also an adjective and an abbreviation (presidential,
            Gov.), objects also the verb that they are derived from (denuclearized); terms of category ``other`` may be
            verbs themselves, or countries.
    """
    if category is Category.PERSON or not words:
        return {words}
    if category is Category.PLACE:
        return _of_place(words)
    head, last = _head(words), len(words) - 1
    forms = {words, *_with(words, head, noun(words[head]))}
    if category is Category.ORGANIZATION:
        return forms | _with(words, last, regular_noun(words[last]))
    if head < last and words[last] in _POSTPOSED:
        forms |= _with(words, last, regular_noun(words[last]))
    if category is Category.TITLE:
        return forms | _of_title(words, head)
    if category is Category.OTHER:
        # The verb is the first word (pledge allegiance, sign in) or the last (test-fire).
        for at in {0, last}:
            forms |= _with(words, at, verb(words[at]) | (verb(singular(words[at])) if singular(words[at]) else set()))
        forms |= _particled(words) | (_of_place(words) if words in _demonyms() else set())
    return forms | _of_deverbal(words, head)


def _particled(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The noun of a verb with an adverb, and the verb of such a noun: log in, login; backups, backed up."""
    if len(words) > 1:
        return {(form,) for form in noun("".join(words))} if len(words) == 2 and words[1] in _ADVERBS else set()
    single = singular(words[0]) or words[0]
    parts = ((single.removesuffix(adverb), adverb) for adverb in _ADVERBS if single.endswith(adverb))
    return {(form, adverb) for stem, adverb in parts if len(stem) >= _STEM for form in verb(stem)}


def _with(words: tuple[str, ...], at: int, instead: set[str]) -> set[tuple[str, ...]]:
    """``words`` with each of the others in place of the word ``at``."""
    return {(*words[:at], form, *words[at + 1 :]) for form in instead}


def _of_place(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """A place and its adjectives, their plurals (North Koreans), and with an abbreviated direction (N. Korea)."""
    names = {words, *_demonyms().get(words, ())}
    forms = names | {(*name[:-1], plural) for name in names for plural in regular_noun(name[-1])}
    if len(words) > 1 and words[0] in _DIRECTIONS:
        forms |= {(form[0][0], *form[1:]) for form in forms if form[0] == words[0]}
    return forms


def _of_title(words: tuple[str, ...], head: int) -> set[tuple[str, ...]]:
    """The adjectives of a title and its office (vice presidential, presidency), and with abbreviations (Lt. Gen.)."""
    forms = _with(words, head, offices(words[head])) if head == len(words) - 1 else set()
    short = tuple(abbreviation(word) or word for word in words)
    return forms | ({short} if short != words else set())


def _of_deverbal(words: tuple[str, ...], head: int) -> set[tuple[str, ...]]:
    """The verb that the last word is derived from, and its adverb: denuclearize, forcibly repatriated."""
    if head < len(words) - 1 or len(words) > 2:
        return set()
    found = {form for base in verbs(singular(words[-1]) or words[-1]) for form in verb(base)}
    return {(adverb(words[0]), form) for form in found} if len(words) > 1 else {(form,) for form in found}


def akin(word: str, words: tuple[str, ...], known: Callable[[str], bool]) -> bool:
    """Whether a folded word is made of the term ``words``, or of the same stem.

    Args:
        word: The word.
        words: The folded words of the term; those of two are compared as one (wish list, wishlist).
        known: Whether a word is in the vocabulary.
    """
    base, single = "".join(words), singular(word) or word
    if len(words) > 2 or len(base) < _STEM:
        return False
    forms = noun(base) | verb(base) | {form for each in verbs(base) for form in verb(each)}
    if any(word.removeprefix(prefix) in forms for prefix in _PREFIXES if word.startswith(prefix)):
        return True
    if len(words) > 1:
        return single == base
    if len(base) > _STEM:
        before, behind = single.removesuffix(base), single.removeprefix(base)
        least = ((before, _STEM + 1), (behind, _STEM))  # username, toolbar; not fin-ally
        if any(size <= len(rest) < len(single) and known(rest) for rest, size in least):
            return True
    return base in verbs(single) or single in verbs(base) or stem(single) == stem(base)


def is_plural(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether ``found`` is the term ``words`` with its head in the plural; both are folded words."""
    head = _head(words)
    if len(found) != len(words) or found == words:
        return False
    others = all(one == other for at, (one, other) in enumerate(zip(found, words, strict=True)) if at != head)
    return others and found[head] in noun(words[head]) and singular(words[head]) != found[head]


def plural(words: tuple[str, ...]) -> tuple[int, str]:
    """The index of the head of a term, and its plural."""
    head = _head(words)
    word = words[head]
    irregular = _irregular().get((word, "n"))
    if irregular:
        return head, irregular[0]
    forms = noun(word) - {word} - regular_noun(word)
    return head, min(forms or regular_noun(word))
