"""The two texts to compare, and the problems that are found."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from checker.model import Code, Severity, Span


class Problem(NamedTuple):
    """A difference between the two sides.

    Attributes:
        reason: ``argument``, ``message``, ``tag``, ``code``, ``escape``, ``entity``, ``accelerator`` or ``link``.
        severity: How bad it is.
        message: What is wrong, in one sentence without a full stop.
        source, target: The spans on the two sides.
        expected: The texts that should stand in the target.
        fix: The replacement for the only target span; "" if it is unknown.
    """

    reason: str
    severity: Severity
    message: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    expected: tuple[str, ...] = ()
    fix: str = ""


class Sides(NamedTuple):
    """Two texts to compare, with what is known about them.

    Attributes:
        source, target: The texts.
        flags: The format flags of the file (``c-format``).
        codes: The language codes of the two sides, which may differ in links.
        plurals: The plural categories of the target's language (CLDR).
        source_codes, target_codes: The inline codes of the two sides.
        known: Whether the vocabulary of the source's language has a word.
    """

    source: str
    target: str
    flags: Collection[str] = frozenset()
    codes: tuple[str, str] = ("", "")
    plurals: tuple[str, ...] = ("one", "other")
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()
    known: Callable[[str], bool] = frozenset[str]().__contains__


def difference(lost: Sequence[str], added: Sequence[str]) -> str:
    """What the target has lost or added, in words."""
    quoted = [", ".join(f"“{text}”" for text in texts) for texts in (lost, added)]
    if lost and added:
        return f"{quoted[1]} for {quoted[0]}"
    return f"{quoted[0]} is missing" if lost else f"{quoted[1]} is not in the source"
