"""Java's Formatter, and so Android: ``%s``, ``%1$s``, ``%<s``, ``%tY``, ``%,d``, ``%n``.

The grammar: java.util.Formatter. An argument that the program does not give, a value of another type and an unknown
conversion raise; one left out does no harm. ``%s`` writes any value. A text of Android is formatted only if the program
gives it arguments, so that a per cent sign may stand alone in a text without any.
"""

from checker.model import Severity, Span
from checker.placeholders import _percent
from checker.placeholders._arguments import Argument, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = {"java-printf-format": "%"}
_CONVERSIONS = _percent.conversions(r"<?[bBhHsScCdoxXeEfgGaA]|<?[tT][A-Za-z]|n", "-#+ 0,(<")
_ANY = frozenset("sSbBhH")


def _read(text: str) -> Reading:
    if "%" not in text:
        return Reading(())
    matches = [match for match in _CONVERSIONS.finditer(_percent.plain(text)) if not match["doubled"]]
    reading = _percent.read(text, _CONVERSIONS)
    arguments, position = [], 0
    for match in matches:
        conversion = match["type"]
        if conversion == "n" or "<" in match["flags"] or " " in match["flags"]:
            continue
        position += not match["at"]
        taken = "t" if conversion[0] in "tT" else _percent.kind(conversion)
        arguments.append(Argument(match["at"] or str(position), taken, Span(*match.span())))
    return Reading(arguments, reading.faults, reading.escapes)


def _unlike(wanted: str, given: str) -> Severity | None:
    if wanted == given or wanted.lower() == given.lower():
        return None
    return Severity.MINOR if given in _ANY else Severity.CRITICAL


_MANNER = Manner(_read, Severity.CRITICAL, _unlike)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    return compared(_MANNER, sides)
