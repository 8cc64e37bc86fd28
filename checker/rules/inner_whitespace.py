r"""A string of a program has blanks or invisible signs that its source does not account for.

Looked at are strings of programs, not prose. The reason is

``double`` for two blanks in a row, which the source has nowhere; more of them align something;
``invisible`` for a control sign, a byte order mark or a sign of no width: a zero-width space in a language that writes
blanks, a joiner between letters that never join, a sign that turns the direction of a text from left to right;
``before`` for a blank before a comma, stop or other sign that has none in this language;
``missing`` for a sentence that begins right behind the sign of the one before.

Blanks at the ends are told by ``edge-whitespace``, the blanks before ``:`` and ``?`` in French by ``end-punctuation``.
Soft hyphens are meant. Compare Weblate's ``double_space`` and ``zero-width-space`` and the filters ``doublespacing``
and ``puncspacing`` of pofilter; that a target keeps a double blank of its source is not asked.

    strings:  en-ko
    flags:    Free space: -> 남은[[  ]]공간:
    flags:    Enter a hash -> [[\u200b]]해시값을 입력하세요
    flags:    Clear the list? Sure? -> 목록을 비웁니다[[.]]확실합니까?
    flags:    Close it now! -> 창을 닫으십시오[[ ]]!
    passes:   Left  right -> 왼쪽  오른쪽
    passes:   Clear the list? -> 목록을 비웁니다. 확실합니까?
    passes:   Yes,No -> 예,아니오
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from checker.matching.matches import Matches
from checker.matching.terminology import Terminology
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MINOR
error_type = "fluency/whitespace"

_DOUBLE = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_ALIGNED = 3  # blanks and more align something, as do two behind dots that lead to it
_LEADERS = (" .", "..", "…")
_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_JOINERS = frozenset("\u200c\u200d")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0\u202f](?=[,.;?!](?:\s+(?=\w)|\s*\Z))")
_MISSING = re.compile(r"(?<=[^\W\d_])[.?!](?=[^\W\d_]{2})")
_SENTENCES = re.compile(r"[.?!]\s|[。？！]")
_NAME = re.compile(r"[\w.]+")  # perhaps of something in a program
_NEAR = 60  # code points around a sign that show what it does
_MESSAGES = {
    "double": "two blanks stand in a row",
    "invisible": "the sign U+{:04X} stands there, which nobody sees",
    "before": "a blank stands before “{}”",
    "missing": "no blank stands behind “{}”",
}
_WHY = {
    "double": "the source has no double blanks",
    "invisible": "the source does not have it, and the language does not need it",
    "before": "the language writes no blank there",
    "missing": "a new sentence begins there",
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per place."""
    for number, segment in enumerate(matches.chunk.segments):
        if not segment.ui or not matches.translated(number):
            continue
        source, target = segment.source, segment.target
        for place in _places(source, target, matches.terminology):
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                reason=place.reason,
                target=(place.span,),
                found=place.span.of(target),
                expected=(place.new,) if place.new else (),
                message=_MESSAGES[place.reason].format(place.named),
                why=_WHY[place.reason],
                fixes=(Fix(FixKind.SAFE, place.span, place.new),),
            )


class _Place(NamedTuple):
    """A place in the target: the reason, where it is, what should stand there, and what the message names."""

    reason: str
    span: Span
    new: str
    named: str | int = ""


def _places(source: str, target: str, terminology: Terminology) -> Iterator[_Place]:
    if ("  " in target or "\u3000" in target) and "  " not in source:
        yield from _double(target)
    if terminology.target.signs:
        if not (target.isascii() and target.isprintable()):
            yield from _invisible(source, target, terminology)
        yield from _before(source, target, terminology)
        if terminology.target.blanks:
            yield from _missing(source, target, terminology)


def _double(target: str) -> Iterator[_Place]:
    for found in _DOUBLE.finditer(target):
        if len(found[0]) < _ALIGNED and not target.endswith(_LEADERS, 0, found.start()):
            yield _Place("double", Span(*found.span()), found[0][0])


def _invisible(source: str, target: str, terminology: Terminology) -> Iterator[_Place]:
    for found in _INVISIBLE.finditer(target):
        if found[0] not in source and _is_idle(target, found.start(), terminology.target.unseen):
            yield _Place("invisible", Span(*found.span()), "", ord(found[0]))


def _before(source: str, target: str, terminology: Terminology) -> Iterator[_Place]:
    found = list(_BEFORE.finditer(target))
    said = _said(source, terminology) if found else ""
    for each in found:
        sign = target[each.end()]
        if sign in said and sign not in terminology.target.spaced and not _is_named(target, each.end()):
            yield _Place("before", Span(*each.span()), "", sign)


def _missing(source: str, target: str, terminology: Terminology) -> Iterator[_Place]:
    found = list(_MISSING.finditer(target))
    names = {name.strip(".") for name in _NAME.findall(source)} if found else frozenset()
    several = _SENTENCES.search(source) is not None and "@" not in target
    for each in found:
        whole = terminology.target.is_sentence(target[max(each.start() - _NEAR, 0) : each.start()])
        if whole or (whole is None and several and _begins(target, each.start(), names)):
            yield _Place("missing", Span(*each.span()), f"{each[0]} ", each[0])


def _said(source: str, terminology: Terminology) -> str:
    """The signs of the target's language that the source has in its own writing, with no blank before them."""
    signs = set(source)
    said = [
        theirs
        for kind, theirs in terminology.target.signs.items()
        if signs & set(theirs) or signs & set(terminology.source.signs.get(kind, ""))
    ]
    return "".join(
        sign for sign in [*said, "," if "," in signs else ""] if not any(f" {each}" in source for each in sign)
    )


def _is_idle(target: str, at: int, unseen: str) -> bool:
    """Whether the invisible sign there has nothing to do; ``unseen`` are those of the language."""
    if target[at] in unseen:
        return False
    return target[at] not in _JOINERS or (target[at - 1 : at].isalpha() and target[at + 1 : at + 2].isalpha())


def _is_named(target: str, at: int) -> bool:
    """Whether the text may speak of the sign at ``at`` (a name that begins with . is hidden): none begins behind it."""
    behind = target[at + 1 : at + _NEAR].lstrip()[:1]
    return target[at] in ".?!" and behind != "" and not behind.isupper()


def _begins(target: str, at: int, names: Collection[str]) -> bool:
    """Whether a new sentence begins right behind the sign at ``at``: a capital, and no name that the source has too."""
    if not (target[at - 1].islower() and target[at + 1].isupper() and target[at + 2].islower()):
        return False
    before, after = _NAME.findall(target[max(at - _NEAR, 0) : at])[-1:], _NAME.match(target[at : at + _NEAR])
    name = "".join(before) + (after[0] if after else "")
    return name.strip(".") not in names and "_" not in name
