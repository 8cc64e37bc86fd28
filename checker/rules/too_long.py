"""The target is longer than its file allows.

The limit is what the file says: ``max-length:20`` among the flags of a gettext entry, as Weblate reads it, ``maxwidth``
in XLIFF 1 where ``size-unit`` is ``char``, a size restriction in code points in XLIFF 2, ``maxlengthchars`` of memoQ.
Counted are code points, without inline codes. A source that is too long itself shows that the limit is not kept.

Compare Weblate's ``max-length``.

    strings:  en-de max-length:10
    flags:    Settings -> Einstellun[[gen]]
    passes:   Save -> Speichern
    passes:   Settings of colours -> Farbeinstellungen
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Segment, Severity, Span

severity = Severity.MINOR
error_type = "design/length"

_FLAG = "max-length:"
_DIGITS = 10  # more make no limit


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per target over its limit; it points at what is too much."""
    for number, segment in enumerate(matches.chunk.segments):
        limit = _limit(segment) if segment.flags else 0
        if limit and len(segment.target) > limit >= len(segment.source) and matches.translated(number):
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=(Span(limit, len(segment.target)),),
                found=segment.target[limit:],
                message=f"the target has {len(segment.target)} characters, {limit} are allowed",
                why="the file states the limit",
            )


def _limit(segment: Segment) -> int:
    """The most code points that the flags allow, 0 if they do not say."""
    said = (flag.removeprefix(_FLAG).strip() for flag in segment.flags if flag.startswith(_FLAG))
    known = (each for each in said if each.isascii() and each.isdigit() and len(each) < _DIGITS)
    return min(map(int, known), default=0)
