r"""A string of a program has blanks or invisible signs that its source does not account for.

Looked at are strings of programs, not prose. The reason is

``double`` for two blanks or more in a row, which the source has nowhere;
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
    flags:    Close it! Now! -> 창을 닫으십시오[[ ]]! 지금!
    passes:   Left  right -> 왼쪽  오른쪽
    passes:   Clear the list? -> 목록을 비웁니다. 확실합니까?
    passes:   Yes,No -> 예,아니오
"""

import re
from collections.abc import Iterator

from checker.languages import Language
from checker.matching.matches import Matches
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MINOR
error_type = "fluency/whitespace"

_DOUBLE = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_JOINERS = frozenset("\u200c\u200d")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0\u202f](?=[,.;?!](?:\s|\Z))")
_MISSING = re.compile(r"(?<=[^\W\d_])[.?!](?=[^\W\d_]{2})")
_SENTENCES = re.compile(r"[.?!]\s|[。？！]")
_WORDS = 60  # code points around a sign that may be one word, an address for instance
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
    language = matches.terminology.target
    for number, segment in enumerate(matches.chunk.segments):
        if not segment.ui or not matches.translated(number):
            continue
        source, target = segment.source, segment.target
        for reason, span, new, shown in _places(source, target, language):
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                reason=reason,
                target=(span,),
                found=span.of(target),
                expected=(new,) if new else (),
                message=_MESSAGES[reason].format(shown),
                why=_WHY[reason],
                fixes=(Fix(FixKind.SAFE, span, new),),
            )


def _places(source: str, target: str, language: Language) -> Iterator[tuple[str, Span, str, str | int]]:
    """The reason, the span, what should stand there, and what the message names."""
    if ("  " in target or "\u3000" in target) and "  " not in source:
        for found in _DOUBLE.finditer(target):
            yield "double", Span(*found.span()), found[0][0], ""
    if not language.signs:
        return
    if not (target.isascii() and target.isprintable()):
        for found in _INVISIBLE.finditer(target):
            if _is_idle(target, found.start(), language) and found[0] not in source:
                yield "invisible", Span(*found.span()), "", ord(found[0])
    for found in _BEFORE.finditer(target):
        sign = target[found.end()]
        if sign not in language.spaced and _has(source, sign, language):
            yield "before", Span(*found.span()), "", sign
    if language.signs.get("stop", "").startswith("."):
        for found in _MISSING.finditer(target):
            if _begins(source, target, found.start(), language):
                yield "missing", Span(*found.span()), f"{found[0]} ", found[0]


def _is_idle(target: str, at: int, language: Language) -> bool:
    """Whether the invisible sign there has nothing to do."""
    if target[at] in language.unseen:
        return False
    return target[at] not in _JOINERS or (target[at - 1 : at].isalpha() and target[at + 1 : at + 2].isalpha())


def _has(source: str, sign: str, language: Language) -> bool:
    """Whether the source has a sign that says the same, so that it is none that the text speaks of."""
    return sign in source or any(sign in some and set(some) & set(source) for some in language.signs.values())


def _begins(source: str, target: str, at: int, language: Language) -> bool:
    """Whether a new sentence begins right behind the sign at ``at``."""
    whole = language.is_sentence(target[max(at - _WORDS, 0) : at])
    if whole is not None:
        return whole
    if not (target[at - 1].islower() and target[at + 1].isupper() and target[at + 2].islower()):
        return False
    word = (
        target[max(at - _WORDS, 0) : at].rsplit(" ", maxsplit=1)[-1]
        + target[at : at + _WORDS].split(" ", maxsplit=1)[0]
    )
    return word not in source and not {"@", "/", "_"} & set(word) and _SENTENCES.search(source) is not None
