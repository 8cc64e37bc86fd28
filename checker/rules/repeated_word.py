"""A word stands twice in a row.

Not: words that the language may double (had had, that that), names (Bora Bora), and where the source doubles one too.

    flags:    대표단은 월요일에 평양에 도착했다. -> The delegation arrived in [[the the]] capital on Monday.
    flags:    그는 답변을 거부했다. -> He refused [[to  to]] answer.
    passes:   그는 그것을 이미 본 적이 있었다. -> He had had a look at it before.
    passes:   휴양지는 보라보라섬에 있다. -> The resort is on Bora Bora.
    passes:   아주 아주 추웠다. -> It was cold, cold beyond words.
"""

import re
from collections.abc import Iterator

from checker.matches import Matches
from checker.model import Finding, Fix, Severity, Span

severity = Severity.MINOR
error_type = "fluency/duplication"

_TWICE = re.compile(r"\b([^\W\d_]+)(\s+\1)+\b", re.IGNORECASE)


def check(matches: Matches) -> Iterator[Finding]:
    """See the module."""
    doubled = matches.terminology.target.doubled
    if doubled is None:
        return
    for number, text in enumerate(matches.chunk.targets):
        words = text.lower().split()
        if not any(map(str.startswith, words[1:], words)):
            continue
        for match in _TWICE.finditer(text):
            word = match[1]
            name = word[0].isupper() and match[2].lstrip()[0].isupper()
            if name or word.lower() in doubled or not matches.translated(number):
                continue
            if _TWICE.search(matches.chunk.sources[number]):
                continue
            span = Span(*match.span())
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=(span,),
                found=match.group(),
                expected=(word,),
                message=f"“{word}” stands twice",
                why="the language does not double this word",
                fixes=(Fix(False, span, word),),  # noqa: FBT003
            )
