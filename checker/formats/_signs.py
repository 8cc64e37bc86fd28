"""Texts with escapes, character by character: what stays of a text keeps its spelling. Not a format."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from checker.text.codes import same


class Sign(NamedTuple):
    """A piece of a text, and how a file writes it.

    Attributes:
        text: One character; several that are written as they are; or "" for what means none.
        raw: How it is written.
    """

    text: str
    raw: str


def respelled(old: Iterable[Sign], new: str, spell: Callable[[str], str]) -> list[str]:
    """How each character of ``new`` is written: as in ``old`` where it stays, else as ``spell`` says."""
    signs = [(text, sign.raw if len(sign.text) == 1 else text) for sign in old for text in sign.text]
    parts = [spell(sign) for sign in new]
    for first, there, size in same("".join(text for text, _ in signs), new, words=False):
        parts[there : there + size] = [raw for _, raw in signs[first : first + size]]
    return parts
