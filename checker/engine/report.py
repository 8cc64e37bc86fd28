"""The report of a check."""

from collections.abc import Iterator

import msgspec

from checker.engine.findings import Evidence, Findings, Spool
from checker.engine.part import Part
from checker.engine.runner import matches_of
from checker.engine.summary import Summary
from checker.matching.matches import Match


class Report:
    """The result of a check.

    Attributes:
        findings: The findings by segment and position.
        summary: The counts.
        signature: What the result depends on, besides the segments.
        notices: Other messages for the user.
        files: The number of segments of each file, in order.
        part: What was checked.
    """

    def __init__(
        self,
        part: Part,
        findings: Findings,
        summary: Summary,
        signature: str,
        notices: tuple[str, ...],
        files: dict[str, int],
    ) -> None:
        self.findings = findings
        self.summary = summary
        self.files = files
        self.signature = signature
        self.notices = notices
        self.part = part

    @property
    def matches(self) -> Iterator[Match]:
        """All occurrences with their renderings, computed again at each iteration."""
        return (match for matches in matches_of(self.part) for match in matches)

    def packed(self) -> bytes:
        """The report without its matches, for ``recalled``."""
        parts = (list(spool.packed()) for spool in (self.findings.local, self.findings.grouped))
        harmful = sorted(self.findings.harmful)
        return msgspec.msgpack.encode((self.summary, self.notices, self.files, harmful, *parts))


def recalled(packed: bytes, part: Part, signature: str) -> Report:
    """The report that ``Report.packed`` packed, with the part and signature of its check."""
    summary, notices, files, harmful, *parts = _decode(packed)
    spools = Spool(Evidence), Spool(Evidence)
    for spool, findings in zip(spools, parts, strict=True):
        for finding in findings:
            spool.append_packed(finding)
    return Report(part, Findings(*spools, harmful), summary, signature, notices, files)


_decode = msgspec.msgpack.Decoder(
    tuple[Summary, tuple[str, ...], dict[str, int], frozenset[int], list[bytes], list[bytes]]
).decode
