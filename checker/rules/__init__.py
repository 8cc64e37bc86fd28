"""Rules, one per module. The module's docstring explains the rule, and the examples in it are its tests.

A local rule reads one chunk of matches and yields findings. A grouped rule turns every chunk into notes (hashes,
numbers, single wordings; no whole texts) and makes its findings from the sorted notes of all chunks. A rule of the
project compares what a branch is judged by with what it makes of that, and reads no texts.

    severity: Severity                             the usual severity
    error_type: str                                an MQM error type
    check(matches) -> Iterator[Finding]            local rules
    observe(matches) -> Iterator[Note]             grouped rules
    report(notes, glossary) -> Iterator[Finding]   grouped rules
    compare(base, branch, why) -> Iterator[Change] rules of the project
    together: int                                  optional, grouped: the bytes of a group that notes which are judged
                                                   together share, if not all
    eclipses = True                                optional, local: its finding makes the segment's others neutral
    lacking = True                                 optional, local: it is about keys that one side lacks; no other rule
                                                   says anything of their segments

The engine adds the rule's name to each finding.
"""

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Protocol, cast

from checker.family import member, names
from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Severity
from checker.storage.sorted_runs import Note


class LocalRule(Protocol):
    """A rule that needs one chunk at a time."""

    severity: Severity
    error_type: str

    def check(self, matches: Matches) -> Iterator[Finding]:
        """The findings in ``matches``."""
        ...


class GroupedRule(Protocol):
    """A rule that needs the whole corpus, in the form of notes."""

    severity: Severity
    error_type: str

    def observe(self, matches: Matches) -> Iterator[Note]:
        """What ``report`` needs to know of ``matches``."""
        ...

    def report(self, notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:
        """The findings from the notes of all chunks; the notes come sorted, so chunking changes nothing."""
        ...


@cache
def local() -> Mapping[str, LocalRule]:
    """The local rules by name."""
    return {name: cast(LocalRule, module) for name, module in _modules().items() if hasattr(module, "check")}


@cache
def grouped() -> Mapping[str, GroupedRule]:
    """The grouped rules by name."""
    return {name: cast(GroupedRule, module) for name, module in _modules().items() if hasattr(module, "observe")}


def error_types() -> dict[str, str]:
    """The MQM error type of each rule."""
    return {name: str(module.error_type) for name, module in _modules().items()}


@cache
def versions() -> Mapping[str, int]:
    """The version of each rule, 1 where its module has no ``version``."""
    return {name: getattr(module, "version", 1) for name, module in _modules().items()}


@cache
def together() -> Mapping[str, int]:
    """How many bytes of a group notes share that are judged together, for grouped rules that do not want all."""
    return {name: module.together for name, module in _modules().items() if hasattr(module, "together")}


@cache
def eclipsing() -> frozenset[str]:
    """The local rules whose finding makes the other findings of its segment neutral."""
    return frozenset(name for name, module in _modules().items() if getattr(module, "eclipses", False))


@cache
def of_lacking() -> frozenset[str]:
    """The local rules about keys that one side lacks."""
    return frozenset(name for name, module in _modules().items() if getattr(module, "lacking", False))


def words(name: str) -> list[str]:
    """The paragraphs of a rule's docstring, without the examples."""
    paragraphs = (inspect.getdoc(member(__name__, name)) or "").split("\n\n")
    return [" ".join(each.split()) for each in paragraphs if not each.startswith(" ")]


def _modules() -> dict[str, ModuleType]:
    return {name: member(__name__, name) for name in names(__name__)}
