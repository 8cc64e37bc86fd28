"""Personal names in English text as units: where they begin and end, and whether they are those of another person.

A surname says who is meant only together with the given name beside it (Michelle Obama, Kim Jong Nam). Words with
capitals are many things beside names; what is not evident is not counted as a name.
"""

import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz.distance import OSA

from checker.languages import Whole
from checker.languages._words import line
from checker.languages.en.inflection import demonyms, is_country
from checker.languages.en.titles import LONGEST, POSTS, REACH, WORD_BEFORE, WORD_BEHIND, folded, is_portfolio, opens
from checker.languages.fallback import in_vocabulary
from checker.text.folding import bare

_PREFIX = 3  # letters from which the beginning of a name is a short form of it
_SYLLABLE = 5  # letters of a syllable that is written as a word
_JOINED = re.compile(r"(?<![^\W_])(?:al|el|ul|an|as|ash|at|bin|ben)-\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"[^\W\d_]+-\Z")
_REST = re.compile(r"(?:-[^\W\d_]+)+")

_PARTICLES = frozenset("van von de del della di da dos du la le el al bin ibn ben abu ter ten den der".split())
# With a capital before a name they are no given names.
ADDRESSES = frozenset(
    """
mr mrs ms miss dr prof sir dame lord lady madam madame sen rep gov gen col lt sgt maj capt cmdr adm pres rev hon st
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december
""".split()
)
# Given names that a sentence may begin with as another word.
_OPENERS = frozenset("will may mark grant hope bill rob sue drew chase grace faith art rich pat dean".split())


@cache
def _given_names() -> dict[str, frozenset[str]]:
    """Given names with their short forms; short forms are names of their own too."""
    names: dict[str, frozenset[str]] = {}
    for row in files(__package__).joinpath("given.tsv").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            name, _, shorts = row.partition("\t")
            names[name] = names.get(name, frozenset()) | set(shorts.split())
            for short in shorts.split():
                names.setdefault(short, frozenset())
    return names


def _short_for(one: str, other: str) -> bool:
    names = _given_names()
    ours, theirs = ({word, *names.get(word, ())} for word in (one, other))
    return bool(ours & theirs)


def _agree(found: str, given: str) -> bool:
    """Whether both may be the given name of one person: the same, an initial, a beginning or a nickname."""
    if found == given or _short_for(found, given):
        return True
    shorter, longer = sorted((found, given), key=len)
    return longer.startswith(shorter) and (len(shorter) == 1 or len(shorter) >= _PREFIX)


class _Wholes(NamedTuple):
    """What the full names of a person have before or behind some words of them."""

    before: tuple[tuple[str, ...], ...]
    behind: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def _wholes(words: str, names: tuple[str, ...]) -> _Wholes:
    own = tuple(bare(word) for word, _, _ in line(words) if word != "'s")
    before, behind = [], []
    for name in names:
        parts = tuple(bare(word) for word, _, _ in line(name))
        if own and len(parts) > len(own):
            if parts[-len(own) :] == own:
                before.append(parts[: -len(own)])
            if parts[: len(own)] == own:
                behind.append(parts[len(own) :])
    return _Wholes(tuple(before), tuple(behind))


def whole_name(text: str, start: int, end: int, names: tuple[str, ...], listed: Collection[str]) -> Whole | None:
    """The whole name around ``text[start:end]`` if its other parts are those of another person than ``names``."""
    before, behind = _wholes(text[start:end], names)
    if not before and not behind:
        return None
    own = {word for parts in (*before, *behind) for word in parts}
    first, given = _before(text, start, own, listed)
    if given and not any(_agree(word, part) for word in given for parts in (*before, *behind) for part in parts):
        # The name with its surname first may have the given name of a Westerner before it only if it is known as one.
        if before or all(word in listed or word in _given_names() for word in given):
            return Whole(first, end, tuple(given))
        return None
    if behind and not given:
        last, follows = _behind(text, end, own, listed)
        joined = "".join(follows)
        if follows and not any("".join(parts).startswith(joined) for parts in behind):
            return Whole(start, last, (joined,))
    return None


def extended(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the whole name around a part of a name: the words with capitals beside it that are no titles."""
    if joined := _HYPHENED.search(text, max(0, start - REACH), start):
        start = joined.start()
    if joined := _REST.match(text, end):
        end = joined.end()
    for _ in range(LONGEST):
        found = WORD_BEFORE.search(text, max(0, start - REACH), start)
        if not found or not _continues(text, found.start(1), found[1]):
            break
        start = found.start(1)
    for _ in range(LONGEST):
        found = WORD_BEHIND.match(text, end)
        if not found or not _continues(text, found.start(1), found[1]):
            break
        end = found.end(1)
    return start, end


def leads(word: str) -> bool:
    """Whether a capitalised word before a name is a title or an adjective, not a part of the name."""
    plain = folded(word)
    post = plain.rpartition("-")[2]
    return plain in ADDRESSES or post in POSTS or is_portfolio(plain) or plain in demonyms() or is_country(plain)


def _continues(text: str, at: int, word: str) -> bool:
    """Whether the word at ``at`` belongs to the name beside it."""
    plain = folded(word)
    if not word[:1].isupper() or word[1:2].isupper() or leads(word) or plain.endswith(("'s", "'")):
        return False
    return plain in _given_names() or not (opens(text, at) and in_vocabulary(plain, "en"))


def _before(text: str, start: int, own: set[str], listed: Collection[str]) -> tuple[int, list[str]]:
    """Where a name begins whose last part is at ``start``, and its given names, folded."""
    if joined := _JOINED.search(text, max(0, start - 4), start):
        start = joined.start()
    given: list[str] = []
    first = at = start
    for _ in range(LONGEST):
        found = WORD_BEFORE.search(text, max(0, at - REACH), at)
        if not found:
            break
        at, word = found.start(1), found[1]
        if word in _PARTICLES or _is_initials(word):
            continue
        if folded(word) not in own and not _is_given(text, at, word, listed):
            break
        first = at
        given.insert(0, folded(word))
    return first, given


def _is_initials(word: str) -> bool:
    return all(len(part) == 1 for part in word.rstrip(".").split("."))


def _behind(text: str, end: int, own: set[str], listed: Collection[str]) -> tuple[int, list[str]]:
    """Where a name ends whose first part ends at ``end``, and the given names that follow, folded."""
    given: list[str] = []
    while len(given) < LONGEST and (found := WORD_BEHIND.match(text, end)):
        word = found[1].rstrip(".")
        if word.endswith(("'s", "’s")):
            word = word[:-2]
        syllable = given and word.istitle() and len(word) <= _SYLLABLE
        if not syllable and folded(word) not in own and not _is_given(text, found.start(1), word, listed, behind=True):
            break
        end = found.start(1) + len(word)
        given += folded(word).split("-")
        if text[end : end + 1] not in (" ", "\u00a0"):
            break
    return end, given


def _is_given(text: str, at: int, word: str, listed: Collection[str], *, behind: bool = False) -> bool:
    """Whether the capitalised ``word`` beside a surname is a given name."""
    plain = folded(word)
    if not word[:1].isupper() or len(plain) < 2 or plain.endswith(("'s", "'")) or word.endswith("."):
        return False
    if plain in ADDRESSES or plain in demonyms() or is_country(plain):
        return False
    first = not behind and opens(text, at)
    if plain in listed or plain in _given_names():
        return not (first and plain in _OPENERS)
    if word.isupper():
        return False
    parts = plain.split("-")
    if len(parts) > 1 and behind:
        return not all(in_vocabulary(part, "en") for part in parts) or word.split("-")[1].islower()
    return not any(in_vocabulary(part, "en") for part in parts) and not _is_nearly_a_post(plain)


@lru_cache(maxsize=4096)
def _is_nearly_a_post(word: str) -> bool:
    """Whether an unknown word is a misspelled title (presidant)."""
    return len(word) > _PREFIX + 1 and any(
        post[0] == word[0] and OSA.distance(post, word, score_cutoff=2) <= 2
        for post in POSTS
        if len(post) > _PREFIX + 1
    )
