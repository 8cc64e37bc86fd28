"""Texts with conversions behind per cent signs, and what they have in common: ``%5.2f``, ``%1$s``, ``%%``.

The grammar is that of fprintf in POSIX, with the conversions of the dialect.
"""

import re
from collections.abc import Iterator, Sequence

from checker.model import Severity, Span
from checker.placeholders._arguments import Argument, Fault, Reading
from checker.placeholders._sides import Problem, Sides
from checker.placeholders.links import LINK

LENGTHS = "(?:hh|h|ll|l|q|j|z|t|L)?"
_STAR = r"\*(?:[1-9]\d?\$)?+"
_KINDS = {**dict.fromkeys("diouxX", "i"), **dict.fromkeys("eEfFgGaA", "f")}
_HEX = re.compile("%[0-9A-Fa-f]{2}")
_TORN = re.compile(r"%\d{0,2}\$|%\([^()\n]{0,80}\)?|%[#<]?[@<{]")
_SAYS = re.compile(
    r"%%|%(?![\w({<@#])|％|٪|per\s?cent|\bpct\b|prozent|pour\s?cent|por\s?cento|por\s?ciento|procent|процент|퍼센트|프로|パーセント|百分",
    re.IGNORECASE,
)


def conversions(types: str, flags: str = "-+ #0'I", doubled: str = "%") -> re.Pattern[str]:
    """A pattern of a doubled sign and of conversions; it never goes back over what it has read.

    Args:
        types: A pattern of the conversions behind the width.
        flags: The signs before the width.
        doubled: A pattern of what stands behind a sign that stands for itself.
    """
    return re.compile(
        rf"%(?:(?P<doubled>{doubled})|(?:(?P<at>[1-9]\d?)\$)?(?P<flags>[{re.escape(flags)}]*+)"
        rf"(?P<width>{_STAR}|\d++)?+(?:\.(?P<precision>{_STAR}|\d*+))?+(?P<type>{types}))"
    )


def kind(conversion: str) -> str:
    """The type of value that a conversion takes, with its size: ``li`` for ``ld`` and ``lu``."""
    if not conversion or conversion.startswith("<"):
        return conversion
    taken = _KINDS.get(conversion[-1], conversion[-1])
    return "f" if taken == "f" and conversion[:-1] == "l" else conversion[:-1] + taken


def plain(text: str) -> str:
    """``text`` without the per cent signs of encoded links; all offsets stay."""
    if "://" not in text and "www." not in text:
        return text
    return LINK.sub(lambda link: _HEX.sub("   ", link.group()), text)


def positioned(matches: Sequence[re.Match[str]], *, needed: bool = False) -> Iterator[Argument]:
    """The arguments with their positions, including those that ``*`` takes."""
    position = 0
    for match in matches:
        span = Span(*match.span())
        at = int(match["at"] or 0)
        for star in (match["width"], match["precision"]):
            if star and star[0] == "*":
                number = star[1:-1] or str(at or position + 1)
                at, position = at + (at > 0 and star == "*"), position + (not at and star == "*")
                yield Argument(number, "i", span, needed)
        # With the precision 0 nothing of a value is written, so that any may stand there.
        taken = "" if match["precision"] in ("0", "") and match["type"] == "s" else kind(match["type"])
        if at:
            yield Argument(str(at), taken, span, needed)
        else:
            position += 1
            yield Argument(str(position), taken, span, needed)


def read(text: str, pattern: re.Pattern[str], *, blank: bool = False, needed: bool = False) -> Reading:
    """``text`` by a pattern of ``conversions``; every other per cent sign is a fault.

    Args:
        text: A text.
        pattern: The conversions.
        blank: Whether a blank may be a flag; else “50% of” has no argument.
        needed: Whether the program breaks if an argument is left out.
    """
    if "%" not in text:
        return Reading(())
    text = plain(text)
    found, faults, doubled = [], [], False
    at = text.find("%")
    while at >= 0:
        match = pattern.match(text, at)
        if match is None or (not blank and " " in (match["flags"] or "")):
            faults.append(fault(text, at))
            at = text.find("%", faults[-1].span.end)
            continue
        if match["doubled"]:
            doubled = True
        else:
            found.append(match)
        at = text.find("%", match.end())
    return Reading(list(positioned(found, needed=needed)), faults, doubled)


def fault(text: str, at: int) -> Fault:
    """The fault of a per cent sign that begins no argument: part of one, or one that must be doubled."""
    torn = _TORN.match(text, at)
    if torn:
        return Fault(Span(*torn.span()), f"“{torn.group()}” is only part of an argument")
    return Fault(Span(at, at + 1), "“%” begins an argument here; write “%%”", "%%")


def sign(sides: Sides) -> list[Problem]:
    """A per cent sign that the target leaves out, in signs and in words."""
    at = sides.source.find("%%")
    if at < 0 or _SAYS.search(sides.target):
        return []
    return [Problem("argument", Severity.MINOR, "“%%” is missing", (Span(at, at + 2),), (), ("%%",))]
