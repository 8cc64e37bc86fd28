"""English."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from checker.languages import Finder, Fitted, Sought, Whole, Wording
from checker.languages._words import WordFinder, is_acronym, line
from checker.languages.en import times
from checker.languages.en.derivation import american, americanised, british, native, neuter, unabbreviated
from checker.languages.en.inflection import akin, bases, is_plural, of_country, phrases, plural, singular
from checker.languages.en.titles import POSTS, RANKS, whole_title
from checker.languages.fallback import Fallback
from checker.model import Category, FixKind
from checker.text.numbers import Number

# Names with "the", ordinary words without it: the North, the Times, the Party.
_ORDINARY = frozenset(
    """
north south east west center centre times post guardian games gulf house hill union states world nations court bank
party chair crown throne front bloc fed strip wall line war zone border line mainland leader general marshal
""".split()
)


_PEOPLE = frozenset("he she him her his hers himself herself who whose whom they them their theirs themselves".split())
_THINGS = frozenset("it its itself they them their theirs themselves".split())
# After "there", these words show that it does not refer to a place ("there is").
_EXISTENTIAL = frozenset(
    """
is are was were be been has have had will would may might can could should must s 's ' seems seemed remains remained
exists existed appears appeared isn't aren't wasn't weren't isn aren wasn weren
""".split()
)

_COMPASS = frozenset("north south east west northern southern eastern western central latin middle new".split())

_LATIN = re.compile("[A-Za-z]")
_ARTICLE = re.compile(r"\b([Aa]n?)(\s+)$")
_MUTE_H = ("heir", "honest", "honor", "honour", "hour")
# Vowel letters with the sound of a consonant: a European, a one-off, a union.
_LIKE_Y = re.compile(r"eu|ewe|on(?:e|ce)\b|one-|u(?:n(?:i(?:[^nm]|on)|animous)|s[aeu]|t[ei]|rani|kr|b[ei])")
_WORDS_OF_CAPITALS = ("NATO", "SALT", "START", "LASER", "RADAR", "SONAR", "NASA", "FIFA", "HEU", "MERS", "SARS")


class English(Fallback):
    """English; inflected forms of terms are made when a glossary is compiled."""

    version = 4
    posts = POSTS
    # Without words that other languages have too: in, an, was, die, so, me, we, for.
    common = frozenset(
        """
the of and that this these those with from which their there they would could should have has had been being were are
is not will his her its it said says after about into when what who your you by to than more all cannot please
""".split()
    )
    # Without those that stand in names of actions: and, or, off, up, out.
    grammatical = frozenset(
        """
a an the this that these those some another either neither than such
i you he she it we they me him us them my your his her its our their mine yours itself themselves yourself
is are was were be been being do does did has have had having can could cannot will would shall should may might must
not never nothing none there here please
if when while whether because since although though unless until before after once however therefore also already yet
still just very too so then of to in on at by as from with without within for into onto about through during
between against who whom whose which what where why how
isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't
it's that's there's you're you've you'll
""".split()
    )
    doubled: frozenset[str] | None = frozenset(
        """
had that her you who is in on do so very really many long far much never no yes bye ha blah knock tut now there
""".split()
    )
    capitalised = frozenset("IA")
    leading = frozenset(
        """
a an the to of in at for on with from by into without against before after until when while than then if as is are was
and or every each
""".split()
    )
    definite = frozenset("the this that these those its their your my our his her".split())
    general = MappingProxyType(
        {
            Category.PLACE: frozenset(
                """
country nation state capital city region province republic town village area island peninsula side mountain river lake
""".split()
            ),
            Category.ORGANIZATION: frozenset(
                """
group body organization organisation ministry agency party council company government committee institution
office administration association department court bank airline newspaper broadcaster panel paper daily union
team club firm forum bloc alliance commission regime
""".split()
            ),
            Category.TITLE: frozenset("leader official figure politician".split()),
            Category.OBJECT: frozenset(
                """
missile rocket weapon weapons warhead device satellite aircraft plane jet ship vessel submarine vehicle tank
badge medal order insignia emblem flag banner statue monument portrait award prize uniform
talks meeting summit event games conference ceremony plan program programme project deal treaty agreement
law act storm hurricane typhoon virus disease drug film movie book song building bridge
""".split()
            ),
        }
    )

    def __init__(self) -> None:
        super().__init__("en")

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """A finder for the terms and their inflected forms."""
        return WordFinder(wordings, _forms, packed=packed)

    def seek(self, word: str) -> Sought:
        """Finds all forms of the word and of its lemma: went finds go, and left both left and leave."""
        wordings = [Wording(word, exact=True)]
        if not is_acronym(word) and _LATIN.search(word):
            wordings += map(Wording, dict.fromkeys((self._lemma(word), *bases(word.lower()))))
        own = [tuple(each for each, _, _ in line(wording.text)) for wording in wordings]
        forms = {own[0]}.union(*(_forms(words, wording) for words, wording in zip(own[1:], wordings[1:], strict=True)))
        return Sought(self.compile(wordings), tuple(sorted(" ".join(form) for form in forms)))

    def pronoun(self, words: Sequence[str], category: Category) -> bool:
        """Persons and titles have he, who …; all else has it, they …, and places also have "there"."""
        if category in (Category.PERSON, Category.TITLE):
            return any(word in _PEOPLE for word in words)
        if any(word in _THINGS for word in words):
            return True
        if category is not Category.PLACE:
            return False
        return any(one == "there" and two not in _EXISTENTIAL for one, two in pairwise([*words, ""]))

    def akin(self, word: str, wording: str) -> bool:
        """Prefixes (unsaved), compounds (username), and nouns and adjectives of one stem (confirmation, surgical)."""
        words = tuple(each for each, _, _ in line(wording))
        return akin(word, words, self.known)

    def country(self, name: str) -> bool:
        """Whether the table of adjectives has the name, or it is one of them."""
        return of_country(tuple(name.lower().removeprefix("the ").split()))

    def listed(self, text: str) -> bool:
        """A comma, "and" or "or"."""
        return text.strip(" ,") in ("and", "or", "&") or super().listed(text)

    def respelt(self, one: str, other: str) -> bool:
        """Whether the words are equal after British endings are replaced by American ones."""
        return americanised(one) == americanised(other)

    def part_of_name(self, before: str, name: str) -> bool:
        """Whether ``before`` is a capitalised word such as North, Central or New."""
        return before.istitle() and before.lower() in _COMPASS and name[:1].isupper()

    def years(self, text: str, present: int) -> set[int]:
        """Also "last year" and "three years ago"."""
        return super().years(text, present) | times.years(text, present)

    def says(self, text: str, start: int, end: int, mark: str) -> bool:  # noqa: ARG002
        """Whether a word for the rank stands anywhere in the text."""
        if mark == "former" and self.bygone(text, start):
            return True
        words = [word for word, _, _ in self.words(text)]
        return mark not in RANKS.values() or any(RANKS.get(word) == mark for word in words)

    def bygone(self, text: str, at: int) -> bool:
        """Whether it follows former, then, late …, or the text has formerly, at the time …."""
        return times.bygone(text, at)

    def whole_name(
        self, text: str, start: int, end: int, names: tuple[str, ...], listed: Collection[str]
    ) -> Whole | None:
        """The name with a given name that no full name of the person has (Michelle Obama, Kim Jong Nam)."""
        from checker.languages.en.names import whole_name

        return whole_name(text, start, end, names, listed)

    def whole_title(self, text: str, start: int, end: int) -> Whole | None:
        """The title with words such as vice, acting, former and -elect."""
        return whole_title(text, start, end)

    def root(self, wording: str, category: Category) -> str:
        """The words in American spelling, for either sex, without abbreviation; a place without endings of adjectives.

        All names of countries have one root, and a person's name is its own.
        """
        return _root(wording, category)

    def reworded(self, text: str, wording: str, category: Category) -> tuple[int, int] | None:
        """Finds shared words (chemical and biological weapons), of-phrases, and verbs with their object."""
        from checker.languages.en.rewording import reworded

        return reworded(text, self.words(text), self.words(wording), category)

    def fitted(
        self, text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
    ) -> Fitted | None:
        """Keeps number, capitals, article, noun or adjective of a place, surname or whole name."""
        from checker.languages.en.fitting import fitted

        return self._after_article(text, fitted(text, start, end, renderings, category, wording))

    def marked(self, text: str, at: int, mark: str) -> Fitted | None:
        """Former and acting stand before the adjective of a place (former US President)."""
        from checker.languages.en.fitting import marked

        return self._after_article(text, marked(text, at, mark))

    def restated(self, text: str, theirs: Number, ours: Number) -> Fitted | None:
        """Keeps digits or words, the word for the size, the unit's name or sign, the style of a date."""
        from checker.languages._restating import restated
        from checker.languages.en.numbers import read
        from checker.languages.en.restating import options

        return self._after_article(text, restated(text, theirs, ours, options(text, theirs, ours), read))

    def _after_article(self, text: str, found: Fitted | None) -> Fitted | None:
        """``found`` with an indefinite article before it in the form that it needs."""
        if found is None:
            return None
        more, written = self.introduced(text[: found.start], found.text)
        return Fitted(found.start - more, found.end, written)

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """The numbers in digits and English words."""
        from checker.languages.en.numbers import read

        return read(texts)

    def agreeing(self, replacement: str, found: str, wording: str) -> str:
        """``replacement`` in the plural if ``found`` is the plural of ``wording``, else as it is."""
        one, other = (tuple(word for word, _, _ in self.words(text)) for text in (found, wording))
        words = self.words(replacement)
        if not words or not (is_plural(one, other) or _has_plural_head(one, other)) or singular(words[-1][0]):
            return replacement
        at, plural_form = plural(tuple(word for word, _, _ in words))
        _, start, end = words[at]
        if replacement[start].isupper():
            plural_form = plural_form[0].upper() + plural_form[1:]
        return replacement[:start] + plural_form + replacement[end:]

    def trust(self, text: str, start: int, end: int, replacement: str, wording: Wording) -> FixKind:  # noqa: ARG002
        """Safe: what depends on a noun is its article and its number."""
        return FixKind.SAFE

    def introduced(self, before: str, replacement: str) -> tuple[int, str]:
        """Adapts a or an to the sound of the replacement, as far as its spelling shows it."""
        article = _ARTICLE.search(before)
        if not article or not replacement[:1].isalnum():
            return 0, replacement
        right = "an" if _begins_with_vowel(replacement) else "a"
        if article[1].lower() == right:
            return 0, replacement
        right = right.capitalize() if article[1][0].isupper() else right
        return len(article[0]), right + article[2] + replacement


def _has_plural_head(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether ``found``, which may be misspelled elsewhere, has the plural of the head of ``words``."""
    if not words or len(found) != len(words):
        return False
    head, _ = plural(words)
    return singular(found[head]) == words[head]


@lru_cache(maxsize=1 << 14)
def _root(wording: str, category: Category) -> str:
    words = tuple(word for word, _, _ in line(wording))
    if category is Category.PERSON or not words:
        return wording
    if category is Category.PLACE:
        words = words[words[0] == "the" :]
        return "a country" if of_country(words) else " ".join((*words[:-1], native(words[-1])))
    return " ".join(neuter(unabbreviated(american(word))) for word in words)


def _begins_with_vowel(text: str) -> bool:
    """Whether ``text`` begins with the sound of a vowel: an hour, a union; an NLL patrol, a UN envoy."""
    word = re.match(r"\w+", text)
    first = word[0] if word else text
    if len(first) > 1 and first.isupper() and not first.isdigit():
        return first[0] in "AEFHILMNORSX" and not first.startswith(_WORDS_OF_CAPITALS)
    if first[0].isdigit():
        return first.startswith(("8", "11", "18"))
    word_start = first.lower()
    if word_start.startswith(_MUTE_H):
        return True
    return word_start[0] in "aeiou" and not _LIKE_Y.match(word_start)


def _forms(words: tuple[str, ...], wording: Wording) -> Iterable[tuple[str, ...]]:
    forms = phrases(words, wording.category)
    # "The Philippines" is a name without its article too; "the North" is not.
    if len(words) == 2 and words[0] == "the" and words[1] not in _ORDINARY:
        forms |= {form[1:] for form in forms}
    # Both spellings are right: labor and labour.
    return forms | {tuple(map(spelt, form)) for form in forms for spelt in (british, american)}


LANGUAGE = English()
