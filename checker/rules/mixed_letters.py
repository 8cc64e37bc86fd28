"""A word has letters of two alphabets that look alike, or two capitals at its beginning.

Looked at are strings of programs, not prose. The reason is ``alphabets`` if letters of a Latin, Cyrillic or Greek word
are those of another alphabet that look the same, so that nobody sees it and no search finds the word. Words that are
made of two alphabets (μTorrent) have letters that look different, and are left alone. It is ``capitals`` if a word that
the language knows has a second capital (WOrd), which the source does not have.

Compare Weblate's ``multiple_capital`` and the filter ``simplecaps`` of pofilter, which counts all capitals.

    strings:  en-ru
    flags:    Certificate -> [[Cертификат]]
    flags:    Address -> [[АДрес]]
    passes:   Certificate -> Сертификат
    passes:   Your ID -> ВашID
    passes:   μTP and TCP -> μTP и TCP
"""

import re
from collections import Counter
from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.matching.terminology import Terminology
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MINOR
error_type = "fluency/spelling"

_RANGES = {"Latin": "A-Za-z\u00c0-\u024f", "Cyrillic": "\u0400-\u04ff", "Greek": "\u0370-\u03ff"}
_OF = {alphabet: re.compile(f"[{letters}]") for alphabet, letters in _RANGES.items()}
# Letters that look the same in every usual typeface (Unicode's confusables, UTS 39).
_CYRILLIC = "ABCEHIJKMOPSTXaceijopsxy", "АВСЕНІЈКМОРЅТХасеіјорѕху"
_GREEK = "ABEZHIKMNOPTYXo", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_ALIKE = {
    "Latin": str.maketrans(_CYRILLIC[1] + _GREEK[1], _CYRILLIC[0] + _GREEK[0]),
    "Cyrillic": str.maketrans(*_CYRILLIC),
    "Greek": str.maketrans(*_GREEK),
}
# A word of letters of these alphabets where two stand beside each other; sought by the two letters, which is fast.
_BOTH = re.compile("[A-Za-z\u00c0-\u024f][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z\u00c0-\u024f]")
_WORD = re.compile(f"[{''.join(_RANGES.values())}]+")
_SHORT = 3  # letters; shorter words are units and signs
_ACRONYM = re.compile("[A-Z]{2}")
_MARKS = frozenset("%$\\&")  # before the letter of a placeholder, an escape or a mnemonic
_WORDS = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"\b[^\W\d_a-z][^\W\d_a-z][^\W\d_A-Z]{3,}\b")


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per word."""
    for number, segment in enumerate(matches.chunk.segments):
        if not segment.ui or not matches.translated(number):
            continue
        source, target = segment.source, segment.target
        words = [("alphabets", *each) for each in _mixed(target)] if not target.isascii() else []
        words += [("capitals", *each) for each in _capitals(source, target, matches.terminology)]
        for reason, span, right, why in words:
            kind = FixKind.SAFE if reason == "alphabets" else FixKind.READ
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                reason=reason,
                target=(span,),
                found=span.of(target),
                expected=(right,),
                message=f"“{span.of(target)}” has letters of two alphabets"
                if reason == "alphabets"
                else f"“{span.of(target)}” has two capitals at its beginning",
                why=why,
                fixes=(Fix(kind, span, right),),
            )


def _mixed(target: str) -> Iterator[tuple[Span, str, str]]:
    """The words with letters of another alphabet that look like their own: where, the right word, and the reason."""
    if not _BOTH.search(target):
        return
    for word in _WORD.finditer(target):
        text = word[0]
        if _ACRONYM.search(text) or target[word.start() - 1 : word.start()] in _MARKS:
            continue
        counts = Counter({alphabet: len(letter.findall(text)) for alphabet, letter in _OF.items()})
        main, most = counts.most_common(1)[0]
        right = text.translate(_ALIKE[main])
        usual = right.islower() or right.isupper() or right.istitle()
        own = len(_OF[main].findall(right)) == len(right)
        if len(text) >= _SHORT and usual and own and len(text) > most > len(text) - most:
            others = " ".join(one for one, other in zip(text, right, strict=True) if one != other)
            yield Span(*word.span()), right, f"it is {main}, but for these letters, which only look so: {others}"


def _capitals(source: str, target: str, terminology: Terminology) -> Iterator[tuple[Span, str, str]]:
    """The words that the language knows with a second capital; none if the source has such a word."""
    found = list(_CAPITALS.finditer(target))
    if not found or _CAPITALS.search(source):
        return
    known = set(_WORDS.findall(source.lower()))
    for word in found:
        text = word[0]
        if (
            text[:2].isupper()
            and text[2:].islower()
            and text.lower() not in known
            and terminology.target.known(text.lower())
        ):
            yield Span(*word.span()), text[0] + text[1:].lower(), "the language has the word with one capital or none"
