"""Python's ``%``: ``%s``, ``%(name)s``, ``%%``.

The grammar: printf-style String Formatting in the Python Standard Library. A name that the program does not give,
another number of values than it gives, and a per cent sign that begins no conversion raise; so does a text for ``%d``.
"""

import re

from checker.model import Severity, Span
from checker.placeholders import _percent
from checker.placeholders._arguments import Argument, Fault, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = {"python-format": "%{"}
_TYPES = r"[hlL]?[diouxXeEfFgGcrsa]"
_POSITIONAL = _percent.conversions(_TYPES, "-+ #0", "[-+ #0]*+%")
_NAMED = re.compile(rf"%\((?P<name>[^()\n]{{1,80}})\)(?:(?P<flags>[-+ #0]*+)\d*+(?:\.\d++)?+(?P<type>{_TYPES}))?+")
_ANY = frozenset("sra")


def read(text: str) -> Reading:
    """``text`` as Python reads it."""
    if "%" not in text:
        return Reading(())
    text = _percent.plain(text)
    if "%(" not in text:
        return _percent.read(text, _POSITIONAL, needed=True)
    named, faults = [], []
    for match in _NAMED.finditer(text):
        name = match["name"]
        if _doubled(text, match.start()):
            continue  # %%(name)s
        if match["type"]:
            named.append(Argument(name, _percent.kind(match["type"]), Span(*match.span())))
        else:
            whole = f"%({name})"
            span = Span(match.start(), match.start() + len(whole))
            faults.append(Fault(span, f"“{whole}” lacks its type; write “{whole}s”", f"{whole}s"))
    hidden = _NAMED.sub(lambda match: "_" * len(match.group()), text)
    rest = _percent.read(hidden, _POSITIONAL, needed=True)
    return Reading([*named, *rest.arguments], (*faults, *rest.faults), rest.escapes)


def _doubled(text: str, at: int) -> bool:
    """Whether the per cent sign at an offset is the second of a doubled one."""
    begin = at
    while begin and text[begin - 1] == "%":
        begin -= 1
    return (at - begin) % 2 == 1


def unlike(wanted: str, given: str) -> Severity | None:
    """How bad a type is for another."""
    if wanted[-1:] == given[-1:] or (wanted in _ANY and given in _ANY):
        return None
    if given in _ANY or {wanted[-1:], given[-1:]} == {"i", "f"}:
        return Severity.MINOR
    return Severity.CRITICAL


_MANNER = Manner(read, Severity.CRITICAL, unlike, strings=True)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    return compared(_MANNER, sides)
