"""The translation has a key that the source lacks.

Where texts are joined by key (properties, JSON, Android and others), a text whose key is gone from the source is not
shown any more; or the key is misspelled, and the text that it was meant for is missing.

    flags:    (no key) -> [[Cancel]]
    passes:   취소 -> Cancel
    passes:   (no key) ->
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span

severity = Severity.MINOR
error_type = "accuracy/addition"
lacking = True


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per segment whose key is only in the translation."""
    for number, segment in enumerate(matches.chunk.segments):
        if segment.lacks == "source" and segment.target.strip():
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=(Span(0, len(segment.target)),),
                message=f"the source lacks the key “{segment.unit}”" if segment.unit else "the key is not used",
                why="only the file with the translations has it",
                fingerprint=segment.unit or "",
            )
