"""How many findings of a segment are kept. Each finding comes with the texts of its segment, wherever it is written.

So a long segment full of findings would fill a report with the square of its length. The most severe findings are
kept, and ``unchecked-segment`` says how many are not.
"""

from checker.model import Finding, Segment
from checker.rules import unchecked_segment

_MOST = 20_000_000  # code points of a segment, in all its findings
_LEAST = 20  # findings that are kept of the longest segment


def bounded(findings: list[Finding], segment: Segment) -> list[Finding]:
    """The findings of ``segment`` that are kept, in order, with the finding that some are left out."""
    most = max(_MOST // (len(segment.source) + len(segment.target) + 1), _LEAST)
    if len(findings) <= most:
        return findings
    kept = sorted(findings, key=lambda finding: (-finding.severity.rank, *finding.order))[:most]
    left_out = unchecked_segment.left_out(findings[0].segment, segment, len(findings) - most)
    return sorted([*kept, left_out], key=lambda finding: finding.order)
