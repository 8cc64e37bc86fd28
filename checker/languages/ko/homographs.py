"""Homographs: the facts about words spelt alike, from ``senses.tsv`` and ``homographs.tsv``."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from checker.model import Category

_ASKED = 2  # nouns of each meaning that are tried


class _Sense(NamedTuple):
    """A meaning of a word: its categories, its English words, and nouns that can stand where the word has it."""

    categories: frozenset[str]
    english: frozenset[str]
    alike: tuple[str, ...]


class Senses(NamedTuple):
    """The meaning of a term against the other meanings of its letters.

    Attributes:
        own: Nouns that can stand where the term is meant.
        others: Nouns that can stand where another meaning is.
        english: English words that render another meaning only.
    """

    own: tuple[str, ...]
    others: tuple[str, ...]
    english: frozenset[str]


def _lines(name: str) -> Iterator[list[str]]:
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@cache
def _senses() -> dict[str, list[_Sense]]:
    table: dict[str, list[_Sense]] = {}
    for word, categories, english, alike in _lines("senses.tsv"):
        known = _Sense(frozenset(categories.split()), frozenset(english.lower().split(", ")), tuple(alike.split()))
        table.setdefault(word, []).append(known)
    return table


@lru_cache(maxsize=1 << 14)
def senses(word: str, category: Category, renderings: tuple[str, ...]) -> Senses | None:
    """The meanings of the folded ``word``; None if it has one, or if it is unknown which of them a term has.

    Args:
        word: The letters of the term.
        category: The category of the term in the glossary.
        renderings: Its accepted renderings. If no meaning has one of them, the category tells the meaning.
    """
    known = _senses().get(word, [])
    asked = {rendering.lower() for rendering in renderings}
    own = [each for each in known if each.english & asked] or [
        each for each in known if category.value in each.categories
    ]
    others = [each for each in known if each not in own]
    if not own or not others:
        return None
    mine = asked.union(*(each.english for each in own))
    return Senses(
        tuple(noun for each in own for noun in each.alike[:_ASKED]),
        tuple(noun for each in others for noun in each.alike[:_ASKED]),
        frozenset().union(*(each.english for each in others)) - mine,
    )


@cache
def _cues() -> dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for word, category, listed in _lines("homographs.tsv"):
        cues = _parsed(listed)
        table[word, category] = (
            tuple(cue[1:] for cue in cues if cue[0] == ">"),
            tuple(cue[1:] for cue in cues if cue[0] == "<"),
        )
    return table


def _parsed(listed: str) -> list[str]:
    """The cues in a cell of the table; a cue may contain blanks."""
    cues: list[str] = []
    for part in listed.split(" "):
        if part[0] in "<>":
            cues.append(part)
        else:
            cues[-1] += f" {part}"
    return cues


def has_cues(word: str, category: Category) -> bool:
    """Whether neighbouring words can show that the folded ``word`` is not the name of a thing of this category."""
    return (word, category.value) in _cues()


def cue(word: str, category: Category, before: str, after: str) -> str:
    """The neighbouring text that shows that ``word`` is a homograph of the term in this place; "" if there is none.

    Args:
        word: The term, folded.
        category: The category of the term in the glossary.
        before: The folded text before it.
        after: The folded text after it.
    """
    follows, precedes = _cues().get((word, category.value), ((), ()))
    last = before.rstrip().rpartition(" ")[2]
    right = after.lstrip()
    for each in follows:
        if after.startswith(each) or (each[0] not in "를을가이" and right.startswith(each)):
            return each
    return next((each for each in precedes if last.endswith(each)), "")
