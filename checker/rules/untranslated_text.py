"""Text of the source language is left in the target.

Letters of the source's script stand there, where the target language does not use them, or the whole source is
copied. A text without such letters (OK, a number) may be the same in both.

    flags:    회담은 다음 주에 재개된다. -> [[회담은 다음 주에 재개된다.]]
    flags:    대표단은 평양에서 출발했다. -> The delegation left Pyongyang[[에서]].
    passes:   OK -> OK
    passes:   대표단은 출발했다. -> The delegation left.
"""

import re
from collections.abc import Iterator

from checker.matches import Matches
from checker.model import Finding, Severity, Span

severity = Severity.MAJOR
error_type = "accuracy/untranslated"


def check(matches: Matches) -> Iterator[Finding]:
    """See the module."""
    source, target = matches.terminology.source, matches.terminology.target
    runs = None
    if source.letters and source.code != target.code:
        runs = re.compile(f"{source.letters.pattern}+(?:\\s+{source.letters.pattern}+)*")
    for number, text in enumerate(matches.chunk.targets):
        if matches.chunk.segments[number].fuzzy:
            continue
        copied = matches.copied(number)
        if copied:
            spans = [Span(0, len(text))]
        else:
            spans = [Span(*run.span()) for run in runs.finditer(text)] if runs else []
            if target.letters:
                spans = [span for span in spans if target.letters.sub("", span.of(text)).strip()]
        if spans:
            found = " … ".join(span.of(text) for span in spans)
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=tuple(spans),
                found=found,
                message="the source is copied" if copied else f"“{found}” is left untranslated",
                why="letters of the source's script stand in the target",
            )
