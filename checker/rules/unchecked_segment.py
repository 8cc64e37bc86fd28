"""The segment is not checked to its end: that would take more steps, or give more findings, than a segment may.

Texts that people write need a small part of both budgets, whatever their length. A segment that needs more is padded,
or a whole file in one segment. Such a segment cannot pass in silence; it is to be split, or left out by the config.
Steps are counted and not timed, so that the result is the same on every machine.

- without a reason: matching did not end; the segment has no other finding of the glossary.
- ``left-out``: it has so many findings that only the most severe are listed.

    glossary: [person] 김정은 = Kim Jong Un
    flags:    {김정은이 * 4000} -> Nobody came.
    passes:   {김정은이 * 40} -> Nobody came.
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Segment, Severity, Span

severity = Severity.MAJOR
error_type = "accuracy/mistranslation"  # what it is cannot be known; so it weighs as the worst that it may hide
eclipses = True

NAME = "unchecked-segment"


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per unfinished segment."""
    for number in sorted(matches.unfinished):
        yield Finding(
            segment=matches.chunk.first + number,
            severity=severity,
            gating=True,
            source=(Span(0, len(matches.chunk.sources[number])),),
            message="the segment is too long and too full of terms to be checked",
            why="it would take more steps than a segment may; split it, or leave it out",
        )


def left_out(number: int, segment: Segment, count: int) -> Finding:
    """The finding that so many findings of a segment, which has this number in the corpus, are not listed."""
    return Finding(
        rule=NAME,
        segment=number,
        severity=severity,
        gating=True,
        reason="left-out",
        source=(Span(0, len(segment.source)),),
        message=f"the segment has {count:,} more findings, which are not listed",
        why="it is too long and has too many findings; split it, or leave it out",
    )
