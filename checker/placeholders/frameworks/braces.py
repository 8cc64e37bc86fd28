"""Braces: Python's ``str.format`` and the like (``{}``, ``{0:>5}``, ``{name!r}``), .NET's ``{0:N2}``, C++, Rust.

The grammars: Format String Syntax in the Python Standard Library; Composite Formatting in the .NET documentation;
std::format in C++20; std::fmt in Rust. A doubled brace stands for itself, and one alone raises, as do a name and an
index that the program does not give. An argument left out does no harm.
"""

import re
from functools import partial

from checker.model import Severity, Span
from checker.placeholders._arguments import Argument, Fault, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

_NAME = r"(?:[^\W\d]\w{0,80}|\d{1,9})?"
_PATH = r"(?:\.\w{1,80}|\[[^\]\[{}\n]{1,80}\]){0,20}"
_SPEC = r"(?:[^{}\n]|\{[\w.]{0,40}\}){0,100}"
_FIELDS = {
    "python-brace-format": rf"(?P<name>{_NAME}{_PATH})(?:![rsa])?(?::{_SPEC})?",
    "csharp-format": r"(?P<name>\d{1,7})\s*(?:,\s*[-+]?\d{1,7}\s*)?(?::[^{}\n]{0,100})?",
    "c++-format": rf"(?P<name>\d{{0,9}})(?::{_SPEC})?",
    "rust-format": rf"(?P<name>{_NAME})(?::{_SPEC})?",
}
_FIELDS["c-sharp-format"] = _FIELDS["csharp-format"]
FLAGS = {flag: "{" if "sharp" in flag else "%{" for flag in _FIELDS}


def _read(text: str, token: re.Pattern[str]) -> Reading:
    if "{" not in text and "}" not in text:
        return Reading(())
    arguments, faults, position, doubled = [], [], 0, False
    automatic = numbered = False
    for match in token.finditer(text):
        span, sign = Span(*match.span()), match.group()
        if sign in ("{{", "}}"):
            doubled = True
        elif sign in ("{", "}"):
            faults.append(
                Fault(span, f"“{sign}” stands alone; an argument needs both braces, and a brace is “{sign * 2}”")
            )
        else:
            name = match["name"]
            automatic, numbered = automatic or not name, numbered or name[:1].isdigit()
            if automatic and numbered:
                faults.append(Fault(span, "number all arguments ({0}) or none"))
            if not name:
                name, position = str(position), position + 1
            arguments.append(Argument(name, "", span))
    return Reading(arguments, faults, doubled)


_MANNERS = {
    flag: Manner(
        partial(_read, token=re.compile(rf"\{{\{{|\}}\}}|\{{{field}\}}|[{{}}]")),
        Severity.CRITICAL,
        strings="sharp" not in flag,
    )
    for flag, field in _FIELDS.items()
}


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    flag = next(flag for flag in sorted(sides.flags) if flag in _MANNERS)
    problems = compared(_MANNERS[flag], sides)
    if problems and "sharp" in flag:
        return [_within(problem, sides, _MANNERS[flag]) for problem in problems]
    return problems


def _within(problem: Problem, sides: Sides, manner: Manner) -> Problem:
    """A problem of .NET, which only raises for an index above all that the source has."""
    source, target = (manner.read(text) for text in sides[:2])
    highest = max((int(argument.name) for argument in source.arguments), default=-1)
    if target.faults or any(int(argument.name) > highest for argument in target.arguments):
        return problem
    return problem._replace(severity=min(problem.severity, Severity.MAJOR, key=lambda each: each.rank))
