"""Object Pascal: ``%s``, ``%0:s``, ``%-8.2f``.

The grammar: Format in the unit SysUtils of Free Pascal. Positions count from 0. An argument that the program does not
give and a value of another type raise.
"""

import re

from checker.model import Severity, Span
from checker.placeholders import _percent
from checker.placeholders._arguments import Argument, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = dict.fromkeys(("object-pascal-format", "pascal-format"), "%{")
_CONVERSION = re.compile(
    r"%(?:(?P<doubled>%)|(?:(?P<at>\d{1,2}):)?-?+(?:\*|\d++)?+(?:\.(?:\*|\d++))?+(?P<type>[defgmnpsuxDEFGMNPSUX]))"
)
_KINDS = {**dict.fromkeys("dux", "i"), **dict.fromkeys("efgnm", "f")}


def _read(text: str) -> Reading:
    arguments, faults, position, doubled = [], [], 0, False
    at = text.find("%")
    while at >= 0:
        match = _CONVERSION.match(text, at)
        if not match:
            faults.append(_percent.fault(text, at))
            at = text.find("%", faults[-1].span.end)
            continue
        if match["doubled"]:
            doubled = True
        else:
            name = match["at"] or str(position)
            position = int(name) + 1
            low = match["type"].lower()
            arguments.append(Argument(name, _KINDS.get(low, low), Span(*match.span())))
        at = text.find("%", match.end())
    return Reading(arguments, faults, doubled)


def _unlike(wanted: str, given: str) -> Severity | None:
    return None if wanted == given else Severity.CRITICAL


_MANNER = Manner(_read, Severity.CRITICAL, _unlike, strings=True)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    return compared(_MANNER, sides)
