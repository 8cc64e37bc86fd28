"""The segment has no translation.

A translation that its file marks as fuzzy or as not done yet (an XLIFF state such as ``new``) counts as missing,
because programs do not use it. Such a segment gets no other finding. A locked segment needs no translation.

An empty target is major where the source has a term of the glossary or a number (reason ``term``): otherwise blanking
a wrong translation would pass a gate.

    glossary: [title] 영사 = consul
    flags:    대사가 도착했다. ->
    flags:    영사가 도착했다. ->
    passes:   대사가 도착했다. -> The ambassador arrived.
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span

severity = Severity.MINOR
error_type = "accuracy/omission"
version = 2


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per segment without a usable translation."""
    for number, segment in enumerate(matches.chunk.segments):
        if segment.locked or not segment.source.strip():
            continue
        if not segment.target.strip():
            reason, why = "", "the target is empty"
            if not segment.pending and matches.binds(number):
                reason, why = "term", "the target is empty, and the source has a term or a number"
        elif segment.fuzzy:
            reason, why = "fuzzy", "the file marks the translation as fuzzy"
        elif segment.pending and not matches.copied(number):
            reason, why = "state", f"the file says that the translation is “{segment.state}”"
        else:
            continue
        yield Finding(
            segment=matches.chunk.first + number,
            severity=Severity.MAJOR if reason == "term" else severity,
            source=(Span(0, len(segment.source)),),
            reason=reason,
            message="there is no translation",
            why=why,
            gating=reason == "term",
        )
