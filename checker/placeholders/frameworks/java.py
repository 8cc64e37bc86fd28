"""Java's MessageFormat: ``{0}``, ``{0,number,#.##}``, ``{0,choice,0#none|1#one|1<{0} items}``.

The grammar: java.text.MessageFormat. Text between apostrophes stands for itself, and two apostrophes are one; so a lone
one takes away every argument behind it. A brace without a partner, and what is no index, raise.
"""

import re
from typing import NamedTuple

from checker.model import Severity, Span
from checker.placeholders._arguments import Argument, Fault, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

FLAGS = {"java-format": "{"}
_SIGN = re.compile(r"''|['{}]")
_INDEX = re.compile(r"\{\s*(\d{1,9})\s*(?=[,}])")


class _Token(NamedTuple):
    """A sign at the outside of quotes, with how many braces are open before it."""

    sign: str
    at: int
    depth: int


def read(text: str) -> Reading:
    """``text`` as MessageFormat reads it."""
    arguments: list[Argument] = []
    faults: list[Fault] = []
    begin = depth = 0
    for token in _tokens(text):
        depth = token.depth
        if token.sign == "{":
            begin = begin if depth else token.at
            depth += 1
            if index := _INDEX.match(text, token.at):
                end = index.end() + 1 if text[index.end()] == "}" else index.end()
                arguments.append(Argument(index[1], "", Span(token.at, end)))
            elif token.depth == 0:
                faults.append(Fault(Span(begin, begin + 1), "“{” begins no argument here; write “'{'”", "'{'"))
        else:
            depth = max(depth - 1, 0)
    if depth and not faults:
        faults.append(Fault(Span(begin, begin + 1), "“{” is not closed"))
    return Reading(arguments, faults, "''" in text)


def _tokens(text: str) -> list[_Token]:
    found, depth, quoted = [], 0, False
    for match in _SIGN.finditer(text):
        sign = match.group()
        if sign == "'":
            quoted = not quoted
        elif sign != "''" and not quoted:
            found.append(_Token(sign, match.start(), depth))
            depth = depth + 1 if sign == "{" else max(depth - 1, 0)
    return found


_MANNER = Manner(read)


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    problems = compared(_MANNER, sides)
    if problems is None or "'" not in sides.target:
        return problems
    source, target = read(sides.source), read(sides.target)
    if not source.arguments and not source.escapes:
        return problems
    lost = {argument.name for argument in source.arguments} - {argument.name for argument in target.arguments}
    swallowed = [match for match in _INDEX.finditer(sides.target) if match[1] in lost]
    lone = _lone(sides.target)
    if swallowed:
        message = f"“{swallowed[0].group()}}}” stands between apostrophes, so that nothing is filled in"
        places = lone or tuple(Span(*match.span()) for match in swallowed)
        severity = Severity.CRITICAL
    elif lone and not _lone(sides.source):
        message, places, severity = "the apostrophe is not shown; write two", lone, Severity.MINOR
    else:
        return problems
    return [Problem("argument", severity, message, (), places, ("''",) if lone else (), "''" if len(lone) == 1 else "")]


def _lone(text: str) -> tuple[Span, ...]:
    """The apostrophe that no other one closes, and those that quote what is no brace."""
    signs = [match for match in _SIGN.finditer(text) if match.group() == "'"]
    pairs = zip(signs[::2], signs[1::2], strict=False)
    lone = [one for one, two in pairs if not {"{", "}"} & set(text[one.end() : two.start()])]
    if len(signs) % 2:
        lone.append(signs[-1])
    return tuple(Span(*match.span()) for match in lone)
