"""There is no translation.

A translation that its file marks as not good (fuzzy) is none: programs do not use it. Such a segment gets no other
finding.

    flags:    대사가 도착했다. ->
    passes:   대사가 도착했다. -> The ambassador arrived.
"""

from collections.abc import Iterator

from checker.matches import Matches
from checker.model import Finding, Severity, Span

severity = Severity.MINOR
error_type = "accuracy/omission"


def check(matches: Matches) -> Iterator[Finding]:
    """See the module."""
    for number, segment in enumerate(matches.chunk.segments):
        empty = not segment.target.strip()
        if segment.source.strip() and (empty or segment.fuzzy):
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                source=(Span(0, len(segment.source)),),
                reason="" if empty else "fuzzy",
                message="there is no translation",
                why="the target is empty" if empty else "the file marks the translation as fuzzy",
            )
