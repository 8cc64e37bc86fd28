"""The translation lacks a key of the source.

Where texts are joined by key (properties, JSON, Android and others), a program shows the source instead, or the key. A
text without words is not missed, nor a plural form that the target language does not have.

It is major where the source has a term of the glossary or a number (reason ``term``): otherwise taking out a wrong
translation would pass a gate.

    glossary: [title] 영사 = consul
    flags:    취소 -> (no key)
    flags:    영사를 부르십시오. -> (no key)
    passes:   취소 -> Cancel
    passes:   취소 ->
    passes:   ... -> (no key)
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span

severity = Severity.MINOR
error_type = "accuracy/omission"
lacking = True


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per segment whose key is only in the source."""
    for number, segment in enumerate(matches.chunk.segments):
        if segment.lacks == "target" and any(map(str.isalnum, segment.source)):
            binding = matches.binds(number)
            yield Finding(
                segment=matches.chunk.first + number,
                severity=Severity.MAJOR if binding else severity,
                source=(Span(0, len(segment.source)),),
                reason="term" if binding else "",
                message=f"the translation lacks the key “{segment.unit}”" if segment.unit else "the key is missing",
                why="only the file with the sources has it"
                + (", and the source has a term or a number" if binding else ""),
                gating=binding,
                fingerprint=segment.unit or "",
            )
