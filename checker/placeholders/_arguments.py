"""Arguments that a program fills in, as a framework reads them, and the comparing of two texts by them.

Arguments are compared by name or position, and by type, so that a translation may reorder and repeat them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checker.model import Severity, Span
from checker.placeholders._sides import Problem, Sides, difference

_MAJOR = Severity.MAJOR


class Argument(NamedTuple):
    """An argument.

    Attributes:
        name: Its name, or its position from 1 (from 0 where the framework counts so), and its syntax if there are two.
        type: The type of value that it takes, "" if it takes any.
        span: Where it stands.
        needed: Whether the program breaks if a translation leaves it out.
    """

    name: str
    type: str
    span: Span
    needed: bool = False


class Fault(NamedTuple):
    """What a framework cannot read: where, what is wrong, and what to write there ("" if that is not known)."""

    span: Span
    message: str
    fix: str = ""


class Reading(NamedTuple):
    """A text as a framework reads it.

    Attributes:
        arguments: Its arguments, in order.
        faults: What the framework cannot read.
        escapes: Whether a sign is doubled that would else begin an argument: the text is read by the framework even if
            it has no argument.
    """

    arguments: Sequence[Argument]
    faults: Sequence[Fault] = ()
    escapes: bool = False


def alike(wanted: str, given: str) -> Severity | None:  # noqa: ARG001 - as all that judge types
    """No value is of a wrong type."""
    return None


class Manner(NamedTuple):
    """What a difference does in a framework.

    Attributes:
        read: Reads a text.
        extra: How bad an argument is that the source does not have.
        unlike: How bad a type of the target is, given the type in the source; None if it does no harm.
        strings: Whether the flag is set string by string, so that the program also reads texts without arguments.
    """

    read: Callable[[str], Reading]
    extra: Severity = _MAJOR
    unlike: Callable[[str, str], Severity | None] = alike
    strings: bool = False


def compared(manner: Manner, sides: Sides) -> list[Problem] | None:
    """What the target has lost or added, at most one problem; None if the framework does not read such a source."""
    source, target = manner.read(sides.source), manner.read(sides.target)
    if source.faults:
        return None
    read = bool(source.arguments) or source.escapes
    if target.faults and read:
        names = {argument.name for argument in target.arguments}
        return [broken(target.faults, [argument for argument in source.arguments if argument.name not in names])]
    missing, extra, unlike = differences(manner, sides, source.arguments, target.arguments)
    if not missing and not extra and not unlike:
        return []
    level = Severity.NEUTRAL
    if missing:
        level = _lost(sides.source, missing)
    if extra:
        level = worse(level, manner.extra if read or manner.strings else _MAJOR)
    for _, _, severity in unlike:
        level = worse(level, severity)
    lost = [*missing, *(wanted for wanted, _, _ in unlike)]
    added = [*extra, *(given for _, given, _ in unlike)]
    return [_problem(sides, level, lost, added, moved=bool(unlike) and _moved(source.arguments, target.arguments))]


def worse(one: Severity, other: Severity) -> Severity:
    """The worse of two."""
    return max(one, other, key=lambda severity: severity.rank)


Unlike = tuple[Argument, Argument, Severity]


def differences(
    manner: Manner, sides: Sides, source: Sequence[Argument], target: Sequence[Argument]
) -> tuple[list[Argument], list[Argument], list[Unlike]]:
    """The arguments that the target lacks, those that it adds, and those of another type with its severity."""
    wanted = {argument.name: argument for argument in reversed(source)}
    types: dict[str, set[str]] = {}  # “%1$@ and %d” has two for its first argument
    for argument in source:
        types.setdefault(argument.name, set()).add(argument.type)
    given = {argument.name: argument for argument in reversed(target)}
    missing = [argument for argument in source if argument.name not in given]
    extra = [argument for argument in target if argument.name not in wanted]
    unlike = [
        (wanted[argument.name], argument, severity)
        for argument in target
        if argument.name in wanted
        and argument.type not in types[argument.name]
        and (severity := manner.unlike(wanted[argument.name].type, argument.type))
    ]
    if "plural" in sides.flags and len({argument.name for argument in (*missing, *extra)}) == 1:
        # “One file” expresses the number without the argument.
        missing, extra = (
            [a for a in side if not _counts(a, whole)] for side, whole in ((missing, wanted), (extra, given))
        )
    return missing, extra, unlike


def _counts(argument: Argument, whole: dict[str, Argument]) -> bool:
    """Whether it may be the number of a plural."""
    return argument.type.endswith("i") or not argument.type or not argument.name.isdigit() or len(whole) == 1


def _lost(source: str, missing: Sequence[Argument]) -> Severity:
    """How bad it is to leave out arguments; the ending of an English plural (“file%s”) is needed nowhere else."""
    if any(argument.needed for argument in missing):
        return Severity.CRITICAL
    first = "%" in source[: missing[0].span.start]  # a number that the ending agrees with
    return Severity.NEUTRAL if first and all(_is_ending(source, argument) for argument in missing) else _MAJOR


def _is_ending(source: str, argument: Argument) -> bool:
    start, end = argument.span.start, argument.span.end
    before, after = source[max(start - 1, 0) : start], source[end : end + 1]
    letters = before.isalpha() and before.isascii() and not after.isalnum() and source[max(start - 2, 0)] != "\\"
    return letters and argument.type in ("s", "") and source[start] == "%"


def _moved(source: Sequence[Argument], target: Sequence[Argument]) -> bool:
    """Whether the same arguments stand in another order, without numbers."""
    return sorted(argument.type for argument in source) == sorted(argument.type for argument in target)


def broken(faults: Sequence[Fault], missing: Sequence[Argument] = ()) -> Problem:
    """What a framework cannot read; a sign that must be doubled is so only if no argument is missing."""
    fix = "" if missing and faults[0].fix == "%%" else faults[0].fix
    return Problem(
        "argument",
        Severity.CRITICAL,
        faults[0].message,
        tuple(argument.span for argument in missing),
        tuple(fault.span for fault in faults),
        (fix,) if fix else (),
        fix if len(faults) == 1 else "",
    )


def _problem(
    sides: Sides, severity: Severity, lost: Sequence[Argument], added: Sequence[Argument], *, moved: bool
) -> Problem:
    wanted = list(dict.fromkeys(argument.span.of(sides.source) for argument in lost))
    given = list(dict.fromkeys(argument.span.of(sides.target) for argument in added))
    spans = tuple(dict.fromkeys(argument.span for argument in added))
    numbered = f"%1${wanted[0].lstrip('%')}" if moved and wanted else ""
    message = f"the arguments stand in another order; number them ({numbered})" if moved else difference(wanted, given)
    return Problem(
        "argument",
        severity,
        message,
        tuple(dict.fromkeys(argument.span for argument in lost)),
        spans,
        tuple(wanted),
        wanted[0] if len(wanted) == 1 and len(spans) == 1 and not moved else "",
    )
