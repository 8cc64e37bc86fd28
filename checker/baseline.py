"""The baseline: findings that were there before, by fingerprint and number; sorted JSON lines, no paths, no places."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from checker import ledger, rules
from checker.errors import CheckerError
from checker.findings import Evidence

FILE = "baseline.jsonl"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line: how often a fingerprint occurs; the rest is for people."""

    fingerprint: str
    count: int = 1
    rule: str = ""
    message: str = ""


class Baseline:
    """A multiset of fingerprints.

    A finding of a group (both sides of an inconsistency) is in it if the group is, however many there are now.

    Args:
        counts: How often each occurs.
    """

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self.counts = Counter(counts or {})
        self._left = Counter(self.counts)

    @classmethod
    def of(cls, findings: Iterable[Evidence]) -> "Baseline":
        """All of these findings."""
        return cls(Counter(evidence.finding.fingerprint for evidence in findings))

    def __or__(self, other: "Baseline") -> "Baseline":
        """What either holds, as often as the one that holds more."""
        return Baseline(self.counts | other.counts)

    def __add__(self, other: "Baseline") -> "Baseline":
        """What both hold together."""
        return Baseline(self.counts + other.counts)

    def fresh(self) -> "Baseline":
        """The same with nothing taken."""
        return Baseline(self.counts)

    def take(self, evidence: Evidence) -> bool:
        """Whether a finding is in it; each of its places is given once."""
        fingerprint = evidence.finding.fingerprint
        if evidence.finding.rule in rules.grouped():
            held = fingerprint in self.counts
            self._left[fingerprint] = 0
            return held
        if self._left[fingerprint] <= 0:
            return False
        self._left[fingerprint] -= 1
        return True

    @property
    def left(self) -> dict[str, int]:
        """What was not taken: findings that are gone."""
        return {fingerprint: count for fingerprint, count in self._left.items() if count > 0}


def entries(findings: Iterable[Evidence]) -> list[Entry]:
    """The lines of a baseline of these findings."""
    counts: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    for evidence in findings:
        counts[evidence.finding.fingerprint] += 1
        first.setdefault(evidence.finding.fingerprint, evidence)
    return [
        Entry(fingerprint, count, first[fingerprint].finding.rule, first[fingerprint].finding.message)
        for fingerprint, count in counts.items()
    ]


# The shell.


def load(path: Path) -> list[Entry]:
    """The lines of the file; of those that a merge left of one fingerprint the greatest.

    Raises:
        CheckerError: It cannot be read, or a line is none of a baseline.
    """
    found: dict[str, Entry] = {}
    for placed in ledger.lines(path):
        entry = ledger.unpacked(placed, Entry, "line of a baseline")
        if entry.count < 1:
            raise CheckerError(f"a count of {entry.count}", placed.place, "delete the line")
        held = found.get(entry.fingerprint)
        if held is None or held.count < entry.count:
            found[entry.fingerprint] = entry
    return list(found.values())


def loaded(path: Path) -> Baseline:
    """The baseline in the file, an empty one where there is none; see ``load``."""
    return Baseline({entry.fingerprint: entry.count for entry in load(path)})


def save(path: Path, wanted: Iterable[Entry]) -> None:
    """Make the file hold these lines.

    Raises:
        CheckerError: It cannot be written; then it is what it was.
    """
    with ledger.locked(path):
        ledger.save(path, map(ledger.packed, wanted))
