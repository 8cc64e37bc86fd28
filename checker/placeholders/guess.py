"""Texts whose framework nobody names: what is certain on both sides.

A difference counts only if no framework that may read the source would read both sides alike. Nothing of it is
critical but what breaks wherever such arguments are filled in: another type or more of them than printf is given.
"""

import re
from collections.abc import Iterator
from functools import partial

from checker.model import Severity, Span
from checker.placeholders import _percent, _strftime
from checker.placeholders._arguments import Argument, Manner, Reading, broken, compared
from checker.placeholders._sides import Problem, Sides
from checker.placeholders.frameworks import icu, java, named, python_percent
from checker.placeholders.links import LINK

_IDENTIFIER = r"(?:[A-Za-z_][A-Za-z0-9_-]{0,80}|[0-9]{1,9})?(?:\.\w{1,80}|\[[^\]\[{}\n]{0,40}\]){0,20}"
_BRACED = re.compile(
    r"(?P<mustache>\{\{\{?\s*[#/^&>-]?\s*(?P<m>[\w.$-]{1,80})[^{}\n]{0,80}\}?\}\})"
    r"|(?P<shell>\$\{\s*(?P<s>[\w.]{1,80})[^{}\n]{0,80}\})"
    r"|(?P<ruby>(?:%\{\s*|#\{\s*(?=[^\W\d]))(?P<r>[\w.]{1,80})\s*\})"
    rf"|(?P<brace>(?<!@)\{{\$?(?P<b>{_IDENTIFIER})"
    r"(?:\s*,\s*(?:number|date|time|spellout|ordinal|duration)\b[^{}\n]{0,80}|,\s*-?\d{1,9}(?::[^{}\n]{0,40})?"
    r"|![rsa](?::[^{}\n]{0,40})?|:[^{}\n]{0,40})?\s*\})"
)
_SYNTAXES = ("mustache", "shell", "ruby", "brace")
_PRINTF = _percent.conversions(rf"{_percent.LENGTHS}[diouxXeEfFgGaAcsp@]|<PRI\w{{1,20}}>", "-+ #0'")
_QT = re.compile(r"(?<![\d%])%L?(\d{1,2})(?![\d$%])(?!\.\d)")
_DOLLARS = re.compile(r"\$([A-Za-z_]\w{1,60})\$", re.ASCII)  # placeholders of Chrome's extensions, NSIS
_SIGNS = re.compile("[%{$]")


def compare(sides: Sides, without: str = "") -> list[Problem]:
    """The arguments of one side; those that begin with a sign of ``without`` are read by a framework already."""
    if not _SIGNS.search(sides.source) and not _SIGNS.search(sides.target):
        return []
    problems: list[Problem] = []
    if "{" not in without:
        problems = _in_braces(sides, ruby="%" not in without)
    if not problems and "$" in sides.source:
        problems = [_lesser(problem) for problem in compared(_BETWEEN_DOLLARS, sides) or ()]
    if "%" not in without and not any(_begins(problem, sides, "%") for problem in problems):
        problems = [*problems, *_in_per_cent(sides)]
    return problems


def _begins(problem: Problem, sides: Sides, sign: str) -> bool:
    """Whether ``problem`` is about arguments that begin with ``sign``."""
    spans = ((sides.source, problem.source), (sides.target, problem.target))
    return any(text.startswith(sign, span.start) for text, some in spans for span in some)


_BETWEEN_DOLLARS = Manner(partial(named.read, pattern=_DOLLARS))


def _lesser(problem: Problem) -> Problem:
    """A problem of arguments between dollars, which translators leave out as they like."""
    return problem if problem.target else problem._replace(severity=Severity.MINOR)


def braced(text: str, *, ruby: bool = True, bare: bool = True) -> Reading:
    """The arguments in braces, each with the syntax in its name; ``{}`` counts as the number that it has.

    Args:
        text: A text.
        ruby: Whether ``%{name}`` is one.
        bare: Whether ``{}`` is one.
    """
    if "{" not in text:
        return Reading(())
    found, position = [], 0
    for match in _BRACED.finditer(text):
        syntax = next(syntax for syntax in _SYNTAXES if match[syntax])
        name = match[syntax[0]]
        if (syntax == "ruby" and not ruby) or (not name and not bare):
            continue
        if not name:
            name, position = str(position), position + 1
        found.append(Argument(f"{syntax} {name}", "", Span(*match.span())))
    return Reading(found)


def _in_braces(sides: Sides, *, ruby: bool) -> list[Problem]:
    if icu.is_message(sides):
        return icu.compare(sides) or []
    if "''" in sides.source and "{" in sides.source:  # nobody else doubles apostrophes
        problems = java.compare(sides)
        if problems is not None:
            return problems
    # Two braces alone may stand for themselves.
    bare = not any(flag.endswith("-format") for flag in sides.flags) and "{" in sides.source and "{" in sides.target
    return compared(Manner(partial(braced, ruby=ruby, bare=bare)), sides) or []


def _printf(text: str) -> Reading:
    """The arguments of printf that can hardly be anything else; “50% of” has none."""
    if "%" not in text:
        return Reading(())
    text = _percent.plain(text)
    return Reading(list(_percent.positioned([m for m in _PRINTF.finditer(text) if not m["doubled"] and _plausible(m)])))


def _plausible(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    return " " not in match["flags"] and not before.isdigit() and before != "%"


def _unlike(wanted: str, given: str) -> Severity | None:
    if wanted[-1:] == given[-1:] or not wanted or not given:
        return None if wanted == given else Severity.MINOR
    return Severity.CRITICAL


def _qt(text: str) -> Reading:
    return named.read(_percent.plain(text), _QT) if "%" in text else Reading(())


def _percents(text: str) -> Reading:
    return named.read(_percent.plain(text), named.PERCENT) if text.count("%") > 1 else Reading(())


_MANNERS = (
    Manner(python_percent.read, Severity.CRITICAL, python_percent.unlike),
    Manner(_percents),
    Manner(_printf, Severity.CRITICAL, _unlike),
    Manner(_qt),
)


def _in_per_cent(sides: Sides) -> list[Problem]:
    if "%" not in sides.source and "%" not in sides.target:
        return []
    if "://" in sides.target and "://" not in sides.source:  # a link of the translator's
        sides = sides._replace(target=LINK.sub(lambda link: " " * len(link.group()), sides.target))
    if _strftime.used(sides.source) or (_strftime.used(sides.target) and not _strftime.alone(sides.source)):
        return _strftime.compare(sides)
    found = []
    for manner in _readers(sides):
        problems = compared(manner, sides)
        if not problems:
            return _undoubled(sides)
        found.append(problems)
    return found[0] if found else []


def _undoubled(sides: Sides) -> list[Problem]:
    """A per cent sign of the target, where the source has arguments of printf and doubles the sign."""
    if "%%" not in sides.source or "%%" in sides.target or not _printf(sides.source).arguments:
        return []
    faults = [fault for fault in _percent.read(sides.target, _PRINTF).faults if fault.fix]
    return [broken(faults)] if faults else []


def _readers(sides: Sides) -> Iterator[Manner]:
    """The manners by which the source has arguments, or, if it has none by any, the target."""
    if "%(" in sides.source:
        yield _MANNERS[0]
        return
    readers = [manner for manner in _MANNERS[1:] if manner.read(sides.source).arguments]
    yield from readers or (manner for manner in _MANNERS[1:3] if _sure(manner.read(sides.target), sides.target))


def _sure(reading: Reading, text: str) -> bool:
    """Whether an argument is not only the beginning of a word."""
    return any(not _letter(text[argument.span.end :][:1]) for argument in reading.arguments)


def _letter(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
