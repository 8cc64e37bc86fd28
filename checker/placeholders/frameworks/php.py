"""PHP: ``%s``, ``%1$s``, ``%'.10d``.

The grammar: sprintf in the PHP Manual. An argument that the program does not give and an unknown conversion raise
(PHP 8); one left out does no harm, and a value of another type is converted.
"""

from checker.model import Severity
from checker.placeholders import _percent
from checker.placeholders._arguments import Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = {"php-format": "%{"}
_CONVERSIONS = _percent.conversions(r"[bcdeEfFgGhHosuxX]", "-+ 0'._*#")


def _read(text: str) -> Reading:
    return _percent.read(text, _CONVERSIONS)


def _unlike(wanted: str, given: str) -> Severity | None:
    if wanted == given:
        return None
    return Severity.MAJOR if wanted == "s" else Severity.MINOR


_MANNER = Manner(_read, Severity.CRITICAL, _unlike, strings=True)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    return compared(_MANNER, sides)
