"""Mnemonics: the letter of a label that a key chooses, with a sign before it (``_Open``, ``Save &As``, ``저장(_S)``).

GNOME writes ``_`` and Qt, KDE and Windows ``&``; doubled, each stands for itself. Scripts that keyboards do not reach
keep the letter of the source, in brackets; others take any letter of their own word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from checker.model import Span

_LONGEST = 200  # code points of a label
_SIGN = re.compile(
    r"\s?[(（［\[](?P<bracketed>[&_])(?P<letter>[^\W_])[)）］\]]"
    r"|(?<![&_$\\.@=])(?P<sign>[&_])(?=(?P<word>[^\W_][\w&]{0,60}+)(?P<after>[;=]?))"
)


class Mnemonic(NamedTuple):
    """The mnemonic of a label.

    Attributes:
        start, end: What is no part of the word: the sign, or the letter in brackets with the blank before it.
        at: Where the sign stands.
        letter: The letter, in lower case.
        bracketed: Whether the letter stands in brackets.
        word: If the sign stands within a word, the word without it; only a vocabulary can tell ``C_ompress`` from
            ``snake_case``. Else "".
    """

    start: int
    end: int
    at: int
    letter: str
    bracketed: bool
    word: str = ""

    @property
    def span(self) -> Span:
        """The sign and the letter."""
        return Span(self.at, self.at + 2)


class _Told(Protocol):
    """A segment, which tells whether it is a string of a program."""

    @property
    def ui(self) -> bool: ...


class Plain(NamedTuple):
    """A label without its mnemonic, with offsets back.

    Attributes:
        text: The rest of the label.
        start, end: What came out of the raw label.
    """

    text: str
    start: int
    end: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of the span ``start:end``; the sign before its first letter is no part of it."""
        gone = self.end - self.start
        return start + gone * (start >= self.start), end + gone * (end > self.start)

    def inner(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw span ``start:end``, the reverse of ``raw``."""
        gone = self.end - self.start
        return start - gone * (start >= self.end), end - gone * (end >= self.end)


def mnemonic(text: str) -> Mnemonic | None:
    """The mnemonic of a label; None if it has none, or several, or is no label.

    R&D, AT&T, _emphasis_, a_name_of_parts, entities and links have none.
    """
    if ("&" not in text and "_" not in text) or len(text) > _LONGEST or "://" in text:
        return None
    found = [each for match in _SIGN.finditer(text) if (each := _of(match))]
    sure = [each for each in found if not each.word] or found
    return sure[0] if len(sure) == 1 else None


def _of(match: re.Match[str]) -> Mnemonic | None:
    text = match.string
    if match["bracketed"]:
        return Mnemonic(*match.span(), match.start("bracketed"), match["letter"].lower(), bracketed=True)
    at, word = match.start("sign"), match["word"]
    before = text[at - 1 : at]
    if match["after"] == ";" or (match["after"] == "=" and match["sign"] == "&"):
        return None  # an entity, a query
    if "_" in word or (match["sign"] == "&" and "&" in word):
        return None
    if not before.isalnum():
        return Mnemonic(at, at + 1, at, word[0].lower(), bracketed=False)
    begin = at
    while begin and text[begin - 1].isalnum():
        begin -= 1
    whole = text[begin:at] + word
    if match["sign"] == "&" and word[0].islower():
        return Mnemonic(at, at + 1, at, word[0].lower(), bracketed=False)
    if text[begin - 1 : begin] in ("_", "&"):
        return None
    return Mnemonic(at, at + 1, at, word[0].lower(), bracketed=False, word=whole.lower())


def plain(text: str, known: Callable[[str], bool]) -> Plain | None:
    """A label without its mnemonic; None if it surely has none.

    Args:
        text: A label.
        known: Whether the vocabulary has a word.
    """
    found = mnemonic(text)
    if found is None or (found.word and (text[found.at] == "&" or not known(found.word))):
        return None
    return Plain(text[: found.start] + text[found.end :], found.start, found.end)


def plains(texts: Sequence[str], segments: Sequence[_Told], known: Callable[[str], bool]) -> dict[int, Plain]:
    """The labels of programs that have a mnemonic, without it, by number; ``texts`` is a side of ``segments``."""
    return {
        number: found
        for number, text in enumerate(texts)
        if ("&" in text or "_" in text) and segments[number].ui and (found := plain(text, known))
    }


def words(texts: Sequence[str], segments: Sequence[_Told], known: Callable[[str], bool]) -> Sequence[str]:
    """``texts``, which are a side of ``segments``, without the mnemonics of labels."""
    return without(texts, plains(texts, segments, known))


def without(texts: Sequence[str], labels: Mapping[int, Plain]) -> Sequence[str]:
    """``texts`` with these labels (by number) in place of some."""
    if not labels:
        return texts
    return [labels[number].text if number in labels else text for number, text in enumerate(texts)]


def kept(old: str, new: str) -> str:
    """``new`` in place of ``old``, with the mnemonic that stands in ``old``: at its letter, else at the beginning."""
    found = mnemonic(old)
    if found is None or found.bracketed or not new:
        return new
    at = max(new.lower().find(found.letter), 0)
    return new[:at] + old[found.at] + new[at:]
