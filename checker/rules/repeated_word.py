"""The target has the same word twice in a row.

Allowed are words that the language may double (had had, that that), names (Bora Bora), and any repetition if the
source has one too.

    flags:    대표단은 월요일에 평양에 도착했다. -> The delegation arrived in [[the the]] capital on Monday.
    flags:    그는 답변을 거부했다. -> He refused [[to  to]] answer.
    flags:    그는 (기자에게) 말했다. -> He spoke ([[to to]] a reporter).
    passes:   그는 그것을 이미 본 적이 있었다. -> He had had a look at it before.
    passes:   휴양지는 보라보라섬에 있다. -> The resort is on Bora Bora.
    passes:   아주 아주 추웠다. -> It was cold, cold beyond words.
"""

import re
from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MINOR
error_type = "fluency/duplication"

# Any words that are not repeated, then a word that is.
_TWICE = re.compile(r"(?:\W*+(\w++)(?!\s+\1\b))*+\W*+((\w++)(\s+\3)+\b)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per repeated word; none for a language whose doubled words are unknown."""
    doubled = matches.terminology.target.doubled
    if doubled is None:
        return
    for number, text in enumerate(matches.chunk.targets):
        for match in _doubled(text):
            word = match[3]
            name = word[0].isupper() and match[4].lstrip()[0].isupper()
            if name or word.lower() in doubled or not matches.translated(number):
                continue
            if any(_doubled(matches.chunk.sources[number])):
                continue
            span = Span(*match.span(2))
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=(span,),
                found=match[2],
                expected=(word,),
                message=f"“{word}” stands twice",
                why="the language does not double this word",
                fixes=(Fix(FixKind.READ, span, word),),
            )


def _doubled(text: str) -> Iterator[re.Match[str]]:
    """The words, of letters only, that stand twice or more in a row."""
    at = 0
    while match := _TWICE.match(text, at):
        at = match.end()
        if _LETTERS.fullmatch(match[3]):
            yield match
