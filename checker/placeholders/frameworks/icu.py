"""ICU MessageFormat: arguments with plural and select branches, compared by argument and branch, not by text.

The grammar is that of the ICU user guide (Formatting Messages): arguments stand in braces, and ``#`` is the number in a
plural branch. An apostrophe quotes only before a brace or, in a plural branch, before ``#``; two are one apostrophe.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.model import Severity, Span
from checker.placeholders._sides import Problem, Sides, difference

FLAGS = {"icu-message-format": "{"}
_BRANCHED = re.compile(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")
_PART = re.compile(r"[{}#]|'(?:'|(?=[{}#|]))")
_HEAD = re.compile(r"\s*([\w.-]+)\s*(?:(,)\s*(\w+)\s*)?")
_SELECTOR = re.compile(r"\s*(?:offset:\s*\d+\s*)?(=\d+|[^\s{}=,]+)\s*\{")
_CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
_BLANK = re.compile(r"\s*")
_DEPTH = 20


class Argument(NamedTuple):
    """An argument of a message.

    Attributes:
        name: Its name; ``#`` for the number of the plural around it.
        type: ``plural``, ``select``, ``selectordinal``, ``number`` …, or "".
        span: Its span in the message.
        branches: The arguments in its branches, by selector.
    """

    name: str
    type: str
    span: Span
    branches: Mapping[str, "tuple[Argument, ...]"]

    def all(self) -> "Iterator[Argument]":
        """This argument and all arguments in its branches."""
        yield self
        for arguments in self.branches.values():
            for argument in arguments:
                yield from argument.all()


class _BrokenError(Exception):
    """The text is not a message."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def is_message(sides: Sides) -> bool:
    """Whether the source is a message with branches."""
    return "{" in sides.source and _BRANCHED.search(sides.source) is not None


def compare(sides: Sides) -> list[Problem] | None:
    """The differences between two messages; None if the source is not a message."""
    try:
        source = parse(sides.source)
    except _BrokenError:
        return None
    try:
        target = parse(sides.target)
    except _BrokenError as broken:
        at = min(broken.at, max(len(sides.target) - 1, 0))
        return [Problem("message", Severity.CRITICAL, f"the message cannot be read: {broken}", (), (Span(at, at + 1),))]
    wanted, given = ([a for argument in side for a in argument.all() if a.name != "#"] for side in (source, target))
    if not wanted and not given:
        return []
    return [*_arguments(sides, wanted, given), *_branches(sides, wanted, given)]


def parse(text: str) -> tuple[Argument, ...]:
    """The arguments of a message.

    Raises:
        _BrokenError: A brace is missing or a branch has no name.
    """
    arguments, end = _read(text, 0, 0, plural=False)
    if end < len(text):
        raise _BrokenError("“}” closes nothing", end)
    return arguments


def _read(text: str, at: int, depth: int, *, plural: bool) -> tuple[tuple[Argument, ...], int]:
    """The arguments from ``at`` to the end of the branch or of the text, and the offset of that end."""
    if depth > _DEPTH:
        raise _BrokenError("too many branches within each other", at)
    found: list[Argument] = []
    while part := _PART.search(text, at):
        sign, at = part.group(), part.end()
        if sign == "}":
            return tuple(found), part.start()
        if sign == "'" and (text[at] != "#" or plural):
            end = text.find("'", at + 1)
            at = end + 1 if end >= 0 else len(text)
        elif sign == "#" and plural:
            found.append(Argument("#", "", Span(*part.span()), {}))
        elif sign == "{":
            argument, at = _argument(text, part.start(), depth)
            found.append(argument)
    return tuple(found), len(text)


def _argument(text: str, start: int, depth: int) -> tuple[Argument, int]:
    head = _HEAD.match(text, start + 1)
    if not head:
        raise _BrokenError("an argument without a name", start)
    name, comma, kind = head.groups()
    at = head.end()
    branches: dict[str, tuple[Argument, ...]] = {}
    if kind in ("plural", "select", "selectordinal"):
        if text[at : at + 1] != ",":
            raise _BrokenError(f"“{name}” has no branches", start)
        at += 1
        while selector := _SELECTOR.match(text, at):
            branches[selector[1]], at = _read(text, selector.end(), depth + 1, plural=kind != "select")
            if text[at : at + 1] != "}":
                raise _BrokenError(f"the branch “{selector[1]}” is not closed", start)
            at += 1
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it always matches
    elif comma:
        end = text.find("}", at)
        at = end if end >= 0 else len(text)
    if text[at : at + 1] != "}":
        raise _BrokenError(f"the argument “{name}” is not closed", start)
    return Argument(name, kind or "", Span(start, at + 1), branches), at + 1


def _arguments(sides: Sides, wanted: list[Argument], given: list[Argument]) -> Iterator[Problem]:
    """The arguments of one side; whether apostrophes quote is a setting of some programs, so that it proves little."""
    names, others = ({argument.name for argument in side} for side in (wanted, given))
    missing = {argument.name: argument.span for argument in reversed(wanted) if argument.name not in others}
    extra = {argument.name: argument.span for argument in reversed(given) if argument.name not in names}
    extra = {name: span for name, span in extra.items() if not _written(sides.source, name)}
    quoted = [name for name in missing if _written(sides.target, name)]
    if quoted and len(quoted) == len(missing) and not extra:
        message = f"“{{{quoted[0]}}}” stands between apostrophes, so that nothing is filled in"
        yield Problem("message", Severity.MINOR, message, tuple(missing.values()))
    elif missing or extra:
        message = "the argument " + difference(sorted(missing), sorted(extra))
        yield Problem("message", Severity.CRITICAL if extra else Severity.MAJOR, message, tuple(missing.values()),
                      tuple(extra.values()), tuple(sorted(missing)))  # fmt: skip


def _written(text: str, name: str) -> bool:
    """Whether the text has an argument of this name, in apostrophes or not."""
    return re.search(rf"\{{\s*{re.escape(name)}\s*[,}}]", text) is not None


def _branches(sides: Sides, wanted: list[Argument], given: list[Argument]) -> Iterator[Problem]:
    for name in dict.fromkeys(argument.name for argument in wanted if argument.branches):
        source = next(argument for argument in wanted if argument.name == name and argument.branches)
        for target in (argument for argument in given if argument.name == name and argument.branches):
            if target.type != source.type:
                message = f"“{name}” is {target.type} here, {source.type} in the source"
                yield Problem("message", Severity.CRITICAL, message, (source.span,), (target.span,), (source.type,))
            elif "other" not in target.branches:
                message = f"“{name}” lacks the branch “other”"
                yield Problem("message", Severity.CRITICAL, message, (source.span,), (target.span,), ("other",))
            elif target.type == "select":
                yield from _select(name, source, target)
            else:
                yield from _plural(sides, name, source, target)


def _select(name: str, source: Argument, target: Argument) -> Iterator[Problem]:
    missing = [key for key in source.branches if key not in target.branches]
    extra = [key for key in target.branches if key not in source.branches]
    if missing or extra:
        quoted = [", ".join(f"“{key}”" for key in keys) for keys in (missing, extra)]
        what = " and ".join(
            text for keys, text in ((missing, f"lacks {quoted[0]}"), (extra, f"adds {quoted[1]}")) if keys
        )
        message = f"“{name}” {what}: its branches are names in the program"
        yield Problem("message", Severity.MAJOR, message, (source.span,), (target.span,), tuple(missing))


def _plural(sides: Sides, name: str, source: Argument, target: Argument) -> Iterator[Problem]:
    unknown = [key for key in target.branches if key not in _CATEGORIES and not key.startswith("=")]
    if unknown:
        message = f"“{name}” has a plural branch “{unknown[0]}”, which no language has"
        yield Problem("message", Severity.MAJOR, message, (source.span,), (target.span,), sides.plurals)
    if target.type == "plural" and (lacking := [key for key in sides.plurals if key not in target.branches]):
        quoted = ", ".join(f"“{key}”" for key in lacking)
        message = f"“{name}” lacks a plural branch of the language: {quoted}"
        yield Problem("message", Severity.MINOR, message, (source.span,), (target.span,), tuple(lacking))
    if _counts(source, name) and not _counts(target, name):
        message = f"the branch “other” of “{name}” does not say the number"
        yield Problem("message", Severity.MAJOR, message, (source.span,), (target.span,), ("#",))


def _counts(argument: Argument, name: str) -> bool:
    other = argument.branches.get("other", ())
    return any(each.name in ("#", name) for nested in other for each in nested.all())
