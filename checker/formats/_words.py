"""Words and what they mean, from the tables beside this module. Not a format."""

from collections.abc import Mapping
from importlib.resources import files


def read(table: str) -> list[tuple[str, str]]:
    """The words of a table, each with its meaning; a line has a meaning, a tab, and words parted by ``|``."""
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    parted = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(word, meaning) for meaning, words in parted for word in words.split("|")]


def part(words: list[tuple[str, str]], kind: str) -> Mapping[str, str]:
    """Of the words whose meaning begins with ``kind``, the rest of the meaning."""
    return {word: meaning.removeprefix(kind) for word, meaning in words if meaning.startswith(kind)}
