"""Rules: one a module; its docstring explains it and its examples there are its tests.

A rule is local or grouped. A local one sees a chunk of matches and yields findings. A grouped one observes chunks
into notes (hashes, numbers, single wordings; no whole texts), and reports from all of them, sorted.

    severity: Severity                       the usual one
    error_type: str                          MQM
    check(matches) -> Iterator[Finding]      local
    observe(matches) -> Iterator[Note]       grouped
    report(notes, glossary) -> Iterator[Finding]
    eclipses = True                          local; its finding makes the others of the segment neutral

The pipeline stamps the rule's name on what it yields.
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
    """A rule that sees one chunk."""

    severity: Severity
    error_type: str

    def check(self, matches: Matches) -> Iterator[Finding]:
        """The findings in ``matches``."""
        ...


class GroupedRule(Protocol):
    """A rule that sees a whole corpus, by notes."""

    severity: Severity
    error_type: str

    def observe(self, matches: Matches) -> Iterator[Note]:
        """What of ``matches`` has to be known in the end."""
        ...

    def report(self, notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:
        """The findings of all that was observed, sorted whatever the chunks were."""
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
def eclipsing() -> frozenset[str]:
    """The local rules whose finding says that the segment's other findings mean little."""
    return frozenset(name for name, module in _modules().items() if getattr(module, "eclipses", False))


def words(name: str) -> list[str]:
    """What a rule says of itself: its paragraphs, without the examples."""
    paragraphs = (inspect.getdoc(member(__name__, name)) or "").split("\n\n")
    return [" ".join(each.split()) for each in paragraphs if not each.startswith(" ")]


def _modules() -> dict[str, ModuleType]:
    return {name: member(__name__, name) for name in names(__name__)}
