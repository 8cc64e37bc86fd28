"""Arguments that a program fills in: printf, Python, braces, ``${x}``, ``{{x}}``, ``%{x}``, Qt.

They are compared by name or position, and by type, so that a translation may reorder and repeat them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Severity, Span
from checker.placeholders._sides import Problem, Sides
from checker.placeholders.links import LINK

_CONVERSION = r"(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcspn@]"
_NAMED = re.compile(
    r"(?P<mustache>\{\{\{?\s*[#/^&>]?\s*(?P<m>[\w.$-]+)[^{}\n]{0,80}\}?\}\})"
    r"|(?P<shell>\$\{\s*(?P<s>[\w.]+)[^{}\n]{0,80}\})"
    r"|(?P<ruby>[%#]\{\s*(?P<r>[\w.]+)\s*\})"
    rf"|(?P<python>%\((?P<p>[^()\n]{{1,80}})\)[-+ #0]*\d*(?:\.\d+)?(?P<c>{_CONVERSION}))"
    r"|(?P<brace>\{(?!\s+[^\s!-~])\s*\$?(?P<b>(?:[^\W\d][\w-]*|\d+)?(?:\.\w+|\[[^\]\[{}\n]{0,40}\])*)\s*"
    r"(?:,\s*(?:number|date|time|spellout|ordinal|duration)\b[^{}\n]{0,80}|![rsa](?::[^{}\n]{0,40})?|:[^{}\n]{0,40})?\})"
)
_SYNTAXES = ("mustache", "shell", "ruby", "python", "brace")
_PRINTF = re.compile(
    r"(?P<escaped>%%)"
    r"|%(?:(?P<at>\d{1,2})\$)?(?P<flags>[-+ #0']*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?"
    rf"(?P<type>{_CONVERSION}|<PRI\w+>)"
)
_QT = re.compile(r"(?<![\d%])%L?(\d{1,2})(?![\d$%.A-Za-z])")
_BARE = re.compile(r"%%|%")
_PER_CENT = re.compile(r"%%|％|per\s?cent|\bpct\b", re.IGNORECASE)
_DATE = re.compile(r"%[YmHMByIb]")
_HEX = re.compile("%[0-9A-Fa-f]{2}")
_KINDS = {**dict.fromkeys("diouxX", "i"), **dict.fromkeys("eEfFgGaA", "f")}
_FORMATS = frozenset(("c", "objc", "c++", "php", "python", "perl", "java-printf", "awk", "gawk", "sh-printf", "lua",
                      "gcc-internal", "gfc-internal", "boost", "object-pascal", "pascal", "ruby", "tcl"))  # fmt: skip


class Argument(NamedTuple):
    """An argument: its syntax, its name or position, its type, and its span."""

    syntax: str
    name: str
    type: str
    span: Span


def compare(sides: Sides) -> list[Problem]:
    """The arguments that only one of the two texts has."""
    problems = [*_named(sides), *_printf(sides)]
    if "qt-format" in sides.flags or not any(flag.endswith("-format") for flag in sides.flags):
        problems += _unlike(sides, _qt(sides.source), _qt(sides.target))
    return problems


def named(text: str) -> list[Argument]:
    """The arguments with a name or number in braces or parentheses."""
    found = []
    for match in _NAMED.finditer(text):
        syntax = next(syntax for syntax in _SYNTAXES if match[syntax])
        name = match[syntax[0]]
        found.append(Argument(syntax, name, _kind(match["c"] or ""), Span(*match.span())))
    return found


def _qt(text: str) -> list[Argument]:
    return [Argument("qt", m[1], "", Span(*m.span())) for m in _QT.finditer(_plain(text))] if "%" in text else []


def _named(sides: Sides) -> list[Problem]:
    source, target = named(sides.source), named(sides.target)
    if not source and not target:
        return []
    # {} and {0} may replace each other, if each side uses only one of them.
    source, target = _numbered(source), _numbered(target)
    return _unlike(sides, source, target)


def _numbered(arguments: list[Argument]) -> list[Argument]:
    numbers = iter(range(len(arguments)))
    return [
        argument._replace(name=str(next(numbers))) if argument.syntax == "brace" and not argument.name else argument
        for argument in arguments
    ]


def _printf(sides: Sides) -> list[Problem]:
    if "%" not in sides.source and "%" not in sides.target:
        return []
    flagged = any(flag.removesuffix("-format") in _FORMATS for flag in sides.flags if flag.endswith("-format"))
    others = any(flag.endswith("-format") for flag in sides.flags)
    if others and not flagged:
        return []
    texts = [_plain(text) for text in sides[:2]]
    if not flagged:
        if any(map(_DATE.search, texts)):
            return []
        loose = [[m for m in _PRINTF.finditer(text) if not m["escaped"] and _plausible(m)] for text in texts]
        if not all(loose) and not any(_sure(match) for matches in loose for match in matches):
            return []
        chosen = loose
    else:
        chosen = [[m for m in _PRINTF.finditer(text) if not m["escaped"]] for text in texts]
    source, target = (list(_positioned(matches)) for matches in chosen)
    problems = _unlike(sides, source, target)
    if not problems and "%%" in sides.source and (flagged or source):
        taken = {m.start() for m in chosen[1]}
        bare = [Span(*m.span()) for m in _BARE.finditer(texts[1]) if m.group() == "%" and m.start() not in taken
                and not _NAMED.match(texts[1], m.start())]  # fmt: skip
        if bare:
            problems.append(
                Problem("argument", Severity.CRITICAL, "“%” begins an argument here; write “%%”", (), tuple(bare),
                        ("%%",), "%%" if len(bare) == 1 else "")
            )  # fmt: skip
        elif not _PER_CENT.search(texts[1]):
            at = sides.source.find("%%")
            problems.append(
                Problem("argument", Severity.MINOR, "“%%” is missing", (Span(at, at + 2),), (), ("%%",))
            )  # fmt: skip
    return problems


def _plain(text: str) -> str:
    """``text`` without the per cent signs of encoded links; all offsets stay."""
    if "://" not in text and "www." not in text:
        return text
    return LINK.sub(lambda link: _HEX.sub("   ", link.group()), text)


def _plausible(match: re.Match[str]) -> bool:
    """Whether the match may be an argument in a text without flags; “50% of” is not."""
    before = match.string[match.start() - 1 : match.start()]
    return " " not in match["flags"] and not before.isdigit() and before != "%"


def _sure(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 1]
    return not (after.isascii() and after.isalnum())


def _positioned(matches: list[re.Match[str]]) -> Iterator[Argument]:
    """The arguments with their positions, including those that ``*`` takes."""
    position = 0
    for match in matches:
        span = Span(*match.span())
        for star in (match["width"], match["precision"]):
            if star == "*":
                position += 1
                yield Argument("printf", str(position), "i", span)
        if match["at"]:
            yield Argument("printf", match["at"], _kind(match["type"]), span)
        else:
            position += 1
            yield Argument("printf", str(position), _kind(match["type"]), span)


def _kind(conversion: str) -> str:
    if not conversion or conversion.startswith("<"):
        return conversion
    return conversion[:-1] + _KINDS.get(conversion[-1], conversion[-1])


def _unlike(sides: Sides, source: list[Argument], target: list[Argument]) -> list[Problem]:
    wanted = {argument[:3]: argument for argument in reversed(source)}
    given = {argument[:3]: argument for argument in reversed(target)}
    missing = [argument for argument in source if argument[:3] not in given]
    extra = [argument for argument in target if argument[:3] not in wanted]
    if "plural" in sides.flags and all(len(side) <= 1 for side in (missing, extra)) and not (missing and extra):
        # “One file” expresses the number without the argument.
        missing, extra = ([a for a in side if not _may_count(a)] for side in (missing, extra))
    if not missing and not extra:
        return []
    return [_problem(sides, missing, extra, source, target)]


def _may_count(argument: Argument) -> bool:
    return argument.type.endswith("i") or not argument.type


def _problem(
    sides: Sides, missing: list[Argument], extra: list[Argument], source: list[Argument], target: list[Argument]
) -> Problem:
    lost = list(dict.fromkeys(argument.span.of(sides.source) for argument in missing))
    added = list(dict.fromkeys(argument.span.of(sides.target) for argument in extra))
    if Counter(a.type for a in source) == Counter(a.type for a in target) and not any(
        a.syntax != "printf" for a in (*missing, *extra)
    ):
        message = "the arguments stand in another order; number them (%1$s)"
    elif lost and added:
        message = f"{_quoted(added)} for {_quoted(lost)}"
    elif lost:
        message = f"{_quoted(lost)} is missing"
    else:
        message = f"{_quoted(added)} is not in the source"
    spans = tuple(dict.fromkeys(argument.span for argument in extra))
    return Problem(
        "argument",
        Severity.CRITICAL,
        message,
        tuple(dict.fromkeys(argument.span for argument in missing)),
        spans,
        tuple(lost),
        lost[0] if len(lost) == 1 and len(spans) == 1 and len(source) == len(target) else "",
    )


def _quoted(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
