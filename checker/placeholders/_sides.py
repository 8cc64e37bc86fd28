"""The two texts that are compared, and what is found."""

from collections.abc import Collection
from typing import NamedTuple

from checker.model import Code, Severity, Span


class Problem(NamedTuple):
    """What one side has and the other lacks.

    Attributes:
        reason: ``argument``, ``message``, ``tag``, ``code``, ``escape``, ``entity``, ``accelerator`` or ``link``.
        severity: How bad.
        message: A sentence.
        source, target: Where on either side.
        expected: What should stand in the target.
        fix: What to put in place of the one target span; "" if that cannot be said.
    """

    reason: str
    severity: Severity
    message: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    expected: tuple[str, ...] = ()
    fix: str = ""


class Sides(NamedTuple):
    """Two texts to compare, and what is known of them.

    Attributes:
        source, target: The texts.
        flags: Format flags of the file (``c-format``).
        codes: The languages of both, whose codes may differ in links.
        plurals: The plural categories of the target's language.
        source_codes, target_codes: The inline codes of both.
    """

    source: str
    target: str
    flags: Collection[str] = frozenset()
    codes: tuple[str, str] = ("", "")
    plurals: tuple[str, ...] = ("one", "other")
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()
