"""C and its like: ``%s``, ``%5.2f``, ``%1$s``, ``%*d``, ``%m``; Objective-C with ``%@`` and ``%#@name@``.

The grammar: fprintf in POSIX.1-2017, with the flag ``I`` and the conversion ``m`` of the GNU C Library; String Format
Specifiers in Apple's String Programming Guide. C reads an argument that the program does not give from anywhere, as
one of another type. It drops one too many, and with numbers (``%2$s``) it needs all up to the highest.
"""

import re
from functools import partial

from checker.model import Severity
from checker.placeholders import _percent
from checker.placeholders._arguments import Argument, Fault, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

_C = _percent.conversions(rf"{_percent.LENGTHS}[diouxXeEfFgGaAcCsSpn]|<PRI\w{{1,20}}>|m")
# The choices of a predicate editor (NSPredicateEditor) stand in brackets: “%1$[is,is not]@”.
_APPLE = _percent.conversions(
    rf"(?<=#)@\w{{1,80}}@|\[[^\]\n]{{0,500}}+\]@|{_percent.LENGTHS}[diouxXeEfFgGaAcCsSpnD@UO]", "-+ #0'"
)


def _c_unlike(wanted: str, given: str) -> Severity | None:
    if wanted == given or not wanted or not given:
        return None
    return Severity.MAJOR if {wanted, given} == {"c", "i"} else Severity.CRITICAL


def _sized(conversion: str) -> str:
    return conversion[-1:]


def _apple_unlike(wanted: str, given: str) -> Severity | None:
    if wanted[:1] == given[:1] == "[":
        return None if wanted.count(",") == given.count(",") else Severity.MAJOR
    if "@" in (wanted[:1], given[:1]):
        return None if wanted == given else Severity.CRITICAL
    if _sized(wanted) == _sized(given):
        return None if wanted == given else Severity.MINOR
    return _c_unlike(wanted, given)


def _lenient_unlike(wanted: str, given: str) -> Severity | None:
    if _sized(wanted) == _sized(given) or not wanted or not given:
        return None
    return Severity.MAJOR if given != "s" else Severity.MINOR


def _read(text: str, pattern: re.Pattern[str], *, strict: bool, blank: bool) -> Reading:
    reading = _percent.read(text, pattern, blank=blank)
    kept = [argument for argument in reading.arguments if argument.type != "m"]
    if len(kept) < len(reading.arguments):  # %m takes no argument
        matches = [m for m in pattern.finditer(_percent.plain(text)) if not m["doubled"] and m["type"] != "m"]
        kept = list(_percent.positioned(matches))
    kept = [_variable(argument) for argument in kept]
    return Reading(kept, (*reading.faults, *_gaps(text, kept)) if strict else reading.faults, reading.escapes)


def _variable(argument: Argument) -> Argument:
    """``argument``; a variable of a string catalog (``%#@songs@``) goes by its name, wherever it stands."""
    named = argument.type[:1] == argument.type[-1:] == "@" and len(argument.type) > 1
    return argument._replace(name=argument.type, type="") if named else argument


def _gaps(text: str, arguments: list[Argument]) -> list[Fault]:
    numbered = [argument for argument in arguments if "$" in argument.span.of(text)]
    if not numbered:
        return []
    if len(numbered) < len(arguments):
        first = next(argument for argument in arguments if "$" not in argument.span.of(text))
        return [Fault(first.span, "number all arguments (%1$s) or none")]
    names = {int(argument.name) for argument in arguments}
    lacking = min(set(range(1, max(names) + 1)) - names, default=0)
    if not lacking:
        return []
    first = next(argument for argument in arguments if int(argument.name) > lacking)
    return [Fault(first.span, f"“{first.span.of(text)}” needs an argument {lacking} in this text")]


_DIALECTS = {
    "c": Manner(partial(_read, pattern=_C, strict=True, blank=True), Severity.CRITICAL, _c_unlike, strings=True),
    "apple": Manner(partial(_read, pattern=_APPLE, strict=False, blank=False), Severity.CRITICAL, _apple_unlike),
    "lenient": Manner(partial(_read, pattern=_C, strict=False, blank=False), Severity.MAJOR, _lenient_unlike),
}
_DIALECT = {
    "c-format": "c",
    "objc-format": "apple",
    "lua-format": "c",
    **dict.fromkeys(("perl-format", "javascript-format", "awk-format", "gawk-format", "sh-printf-format"), "lenient"),
    **dict.fromkeys(("tcl-format", "elisp-format", "librep-format", "ycp-format", "go-format"), "lenient"),
}
FLAGS = dict.fromkeys(_DIALECT, "%{") | {"objc-format": "%"}


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    dialect = next(_DIALECT[flag] for flag in sorted(sides.flags) if flag in _DIALECT)
    problems = compared(_DIALECTS[dialect], sides)
    return _blanks(sides) if problems == [] and dialect == "c" and "% " in sides.target else problems


def _blanks(sides: Sides) -> list[Problem]:
    """The arguments that only in the target have a blank behind the sign, which is a flag."""
    source, target = (
        [argument.span for argument in _DIALECTS["c"].read(text).arguments if " " in argument.span.of(text)]
        for text in sides[:2]
    )
    if source or not target:
        return []
    found = target[0].of(sides.target)
    right = found.replace(" ", "")
    message = f"“{found}” has a blank; write “{right}”"
    return [
        Problem("argument", Severity.MINOR, message, (), tuple(target), (right,), right if len(target) == 1 else "")
    ]
