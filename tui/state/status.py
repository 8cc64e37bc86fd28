"""What became of a finding, and of a text that others changed too."""

from enum import IntEnum

import msgspec

from checker.judging.decisions import Verdict


class FindingStatus(IntEnum):
    """What became of a finding."""

    OPEN = 0
    CONFLICT = 1
    SKIPPED = 2
    FIXED = 3
    CONFIRMED = 4
    FALSE_POSITIVE = 5
    INTENDED = 6
    BASELINED = 7
    GONE = 8  # came by an edit that was undone: not listed

    @property
    def label(self) -> str:
        """For people."""
        return self.name.lower().replace("_", " ")

    @property
    def waiting(self) -> bool:
        """Whether there is something left to do."""
        return self in (FindingStatus.OPEN, FindingStatus.CONFLICT, FindingStatus.SKIPPED)

    @property
    def counts(self) -> bool:
        """Whether a gate counts it."""
        return self.waiting or self is FindingStatus.CONFIRMED


OF_VERDICT = {
    Verdict.CONFIRMED: FindingStatus.CONFIRMED,
    Verdict.FALSE_POSITIVE: FindingStatus.FALSE_POSITIVE,
    Verdict.INTENDED: FindingStatus.INTENDED,
}


class Conflict(msgspec.Struct, frozen=True):
    """A target that was changed here and in the file: what it was, is here, is there."""

    base: str
    mine: str
    theirs: str
