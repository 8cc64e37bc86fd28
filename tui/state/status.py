"""The status of a finding, and conflicts with changes by others."""

from enum import IntEnum

import msgspec

from checker.judging.decisions import Verdict


class FindingStatus(IntEnum):
    """The status of a finding in the review."""

    OPEN = 0
    CONFLICT = 1
    SKIPPED = 2
    FIXED = 3
    CONFIRMED = 4
    FALSE_POSITIVE = 5
    INTENDED = 6
    BASELINED = 7
    GONE = 8  # caused by an edit that was undone; not listed
    SETTLED = 9  # its segment is misaligned, which was confirmed: nothing else is to be said of it

    @property
    def label(self) -> str:
        """The name for people."""
        return self.name.lower().replace("_", " ")

    @property
    def waiting(self) -> bool:
        """Whether it still needs a decision."""
        return self in (FindingStatus.OPEN, FindingStatus.CONFLICT, FindingStatus.SKIPPED)

    @property
    def counts(self) -> bool:
        """Whether a gate counts it."""
        return self.waiting or self in (FindingStatus.CONFIRMED, FindingStatus.SETTLED)


OF_VERDICT = {
    Verdict.CONFIRMED: FindingStatus.CONFIRMED,
    Verdict.FALSE_POSITIVE: FindingStatus.FALSE_POSITIVE,
    Verdict.INTENDED: FindingStatus.INTENDED,
}


class Conflict(msgspec.Struct, frozen=True):
    """A target that was changed here and in the file: the original, ours, and the file's."""

    base: str
    mine: str
    theirs: str
