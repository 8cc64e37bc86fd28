"""Homographs: which neighbouring words show that a term is another word spelt alike (``homographs.tsv``)."""

from functools import cache
from importlib.resources import files

from checker.model import Category


@cache
def _cues() -> dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for line in files(__package__).joinpath("homographs.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, category, listed = line.split("\t")
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
    """Whether the folded ``word``, as the name of a thing of this category, has a homograph."""
    return (word, category.value) in _cues()


def is_other(word: str, category: Category, before: str, after: str) -> bool:
    """Whether ``word`` is a homograph of the term in this place.

    Args:
        word: The term, folded.
        category: The category of the term in the glossary.
        before: The folded text before it.
        after: The folded text after it.
    """
    cues = _cues().get((word, category.value))
    if cues is None:
        return False
    follows, precedes = cues
    last = before.rstrip().rpartition(" ")[2]
    return (
        after.startswith(follows)
        or after.lstrip().startswith(tuple(c for c in follows if c[0] not in "를을가이"))
        or any(last.endswith(cue) for cue in precedes)
    )
