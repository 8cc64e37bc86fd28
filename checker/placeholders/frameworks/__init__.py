"""Frameworks: how programs read the arguments in their texts. A module reads a family of them.

A module has ``FLAGS``, the flags of files that name its frameworks (gettext's words, and where it has none, Weblate's)
with the signs that it reads, or that begin no argument of another framework in such a text, and ``compare(sides)``,
which gives the problems of the target, or None if the framework does not read such a source.
"""

from collections.abc import Collection
from functools import cache
from types import ModuleType

from checker.family import member, names


def of(flags: Collection[str]) -> list[ModuleType]:
    """The modules that read texts with these flags."""
    known = _by_flag()
    return list(dict.fromkeys(known[flag] for flag in sorted(flags) if flag in known))


@cache
def _by_flag() -> dict[str, ModuleType]:
    modules = (member(__name__, name) for name in names(__name__))
    return {flag: module for module in modules for flag in module.FLAGS}


def known() -> frozenset[str]:
    """The flags of all frameworks."""
    return frozenset(_by_flag())
