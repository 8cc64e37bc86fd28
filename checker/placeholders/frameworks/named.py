"""Frameworks whose arguments only have a name or number, and show it, or nothing, if the program does not give it.

Qt: QString::arg and QObject::tr (``%1`` to ``%99``, ``%L1``, ``%n``). KDE: Writing Messages in ki18n (``%1``).
i18next: Interpolation and Nesting (``{{name}}``, ``{{- name}}``, ``{{count, number}}``, ``$t(key)``). Vue I18n: Message
Format Syntax (``{name}``, ``%{name}``, ``@:key``, ``@.lower:key``, ``@:(key)``). Shell: envsubst (``$name``,
``${name}``). JavaScript: template literals (``${name}``). Perl: Locale::TextDomain (``{name}``). Boost: Boost.Format
(``%1%``). Symfony and others: ``%name%``. Automattic: interpolate-components (``{{name}}``, ``{{/name}}``).
"""

import re
from functools import partial

from checker.model import Span
from checker.placeholders import _percent
from checker.placeholders._arguments import Argument, Manner, Reading, compared
from checker.placeholders._sides import Problem, Sides

_BLANK = re.compile(r"\s+")
QT = re.compile(r"%L?(?:(\d{1,2})|(n)(?![A-Za-z]))")
_KDE = re.compile(r"%(\d{1,2})")
PERCENT = re.compile(r"%(?!(?:hh|ll?|[hqjzt])?[diouxX]%)([A-Za-z_][\w.-]{1,60})%")
_PATTERNS = {
    "qt-format": QT,
    "qt-plural-format": QT,
    "kde-format": _KDE,
    "kde-kuit-format": _KDE,
    "smalltalk-format": re.compile(r"%(\d)"),
    "i18next-interpolation": re.compile(r"\{\{-?\s*([^{},\s]{1,80})\s*(?:,[^{}\n]{0,80})?\}\}|(\$t\([^()\n]{1,120}\))"),
    "vue-format": re.compile(
        r"%?\{\s*([\w.$-]{1,80})\s*\}|@(?:\.\w{1,40})?:(?:\(([\w.:|/-]{1,120})\)|([\w/|-]{1,120}(?:\.[\w/|-]{1,120}){0,20}))"
    ),
    "sh-format": re.compile(r"\$(?:([A-Za-z_]\w{0,80})|\{([A-Za-z_]\w{0,80})\})", re.ASCII),
    "es-format": re.compile(r"\$\{\s*([^{}\n]{1,80})\}"),
    "perl-brace-format": re.compile(r"\{(\w{1,80})\}"),
    "boost-format": re.compile(r"%(\d{1,2})%"),
    "percent-placeholders": PERCENT,
    "automattic-components-format": re.compile(r"\{\{(/?\s*\w{1,80}\s*/?)\}\}"),
}
_BRACES = frozenset(
    "i18next-interpolation vue-format perl-brace-format automattic-components-format sh-format es-format".split()
)
FLAGS = {flag: "{" if flag in _BRACES else "%" for flag in _PATTERNS}


def read(text: str, pattern: re.Pattern[str]) -> Reading:
    """``text`` by a pattern whose groups are the names."""
    text = _percent.plain(text)
    return Reading(
        [
            Argument(_BLANK.sub("", next(filter(None, match.groups()))), "", Span(*match.span()))
            for match in pattern.finditer(text)
        ]
    )


_MANNERS = {flag: Manner(partial(read, pattern=pattern)) for flag, pattern in _PATTERNS.items()}


def compare(sides: Sides) -> list[Problem] | None:
    """The problems of the target; None if the source is no such text."""
    flag = next(flag for flag in sorted(sides.flags) if flag in _MANNERS)
    return compared(_MANNERS[flag], sides)
