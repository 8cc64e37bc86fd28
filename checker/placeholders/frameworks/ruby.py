"""Ruby and Rails: ``%{name}``, ``%<name>d``, ``%s``.

The grammar: Format Specifications in Ruby's Kernel, and Passing Variables to Translations in the Rails guide to
internationalization. A name that the program does not give raises (KeyError, I18n::MissingInterpolationArgument).
Rails always gives some names to the messages of errors, where each language may use them or not (Error Message
Interpolation in that guide), and translators of Rails leave out others as they like, so that one that is left out
without a trace is minor. A per cent sign alone stands for itself where only names are filled in.
"""

import re

from checker.model import Severity, Span
from checker.placeholders import _percent, _strftime
from checker.placeholders._arguments import Argument, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = {"ruby-format": "%"}
_ARGUMENT = re.compile(
    r"%%|%[-+ #0]*+\d*+(?:\.\d++)?+(?:\{(?P<bare>[^{}\s]{1,80})\}|<(?P<typed>[^<>\s]{1,80})>(?P<type>[a-zA-Z]))"
)
_POSITIONAL = _percent.conversions(r"[diouxXeEfgGaAcspbB]", "-+ #0*")


_GIVEN = frozenset(("model", "attribute"))


def _read(text: str) -> Reading:
    if "%" not in text or _strftime.used(text):
        return Reading(())
    named = [
        Argument(match["bare"] or match["typed"], _percent.kind(match["type"] or ""), Span(*match.span()))
        for match in _ARGUMENT.finditer(text)
        if match.group() != "%%"
    ]
    if named:
        return Reading(named)
    return Reading(_percent.read(text, _POSITIONAL).arguments, (), "%%" in text)


def _unlike(wanted: str, given: str) -> Severity | None:
    if wanted == given or not wanted or not given:
        return None
    return Severity.MINOR if given == "s" else Severity.CRITICAL


_MANNER = Manner(_read, Severity.CRITICAL, _unlike)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    source, target = (_read(text) for text in sides[:2])
    given = [argument.name for argument in target.arguments]
    names = {argument.name for argument in source.arguments}.symmetric_difference(given)
    problems = compared(_MANNER, sides)
    if names and names <= _GIVEN:
        return [problem._replace(severity=Severity.NEUTRAL) for problem in problems or ()]
    if names and names.isdisjoint(given) and not any(name in sides.target for name in names):
        return [problem._replace(severity=Severity.MINOR) for problem in problems or ()]
    return problems
