"""The baseline: findings that were there before, by fingerprint and number; sorted JSON lines, no paths, no places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from checker import rules
from checker.corpus import Corpus
from checker.engine.findings import Evidence
from checker.model import Segment


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line; what stands beside the numbers is for people.

    Attributes:
        count: How many findings have this fingerprint.
        elsewhere: How many more would, if the segments stood elsewhere: a short form is accepted after the full name.
    """

    fingerprint: str
    count: int = 0
    elsewhere: int = 0
    rule: str = ""
    message: str = ""


class Baseline:
    """A multiset of fingerprints.

    A finding of a group (both sides of an inconsistency) is in it if the group is, however many there are now.

    Args:
        counts: How many findings there were of each.
        elsewhere: How many more there might have been in another order.
    """

    def __init__(self, counts: Mapping[str, int] | None = None, elsewhere: Mapping[str, int] | None = None) -> None:
        self.counts = Counter(counts or {})
        self.elsewhere = Counter(elsewhere or {})
        self._taken: Counter[str] = Counter()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Baseline":
        """What these lines hold."""
        held = list(entries)
        return cls({e.fingerprint: e.count for e in held}, {e.fingerprint: e.elsewhere for e in held})

    def __or__(self, other: "Baseline") -> "Baseline":
        """What either holds, as often as the one that holds more."""
        return Baseline(self.counts | other.counts, self.elsewhere | other.elsewhere)

    def __add__(self, other: "Baseline") -> "Baseline":
        """What both hold together."""
        return Baseline(self.counts + other.counts, self.elsewhere + other.elsewhere)

    def fresh(self) -> "Baseline":
        """The same with nothing taken."""
        return Baseline(self.counts, self.elsewhere)

    def take(self, evidence: Evidence) -> bool:
        """Whether a finding is in it; each of its places is given once."""
        fingerprint = evidence.finding.fingerprint
        self._taken[fingerprint] += 1
        if evidence.finding.rule in rules.grouped():
            self._taken[fingerprint] = self.counts[fingerprint]
            return self.counts[fingerprint] > 0
        return self._taken[fingerprint] <= self.counts[fingerprint] + self.elsewhere[fingerprint]

    @property
    def left(self) -> dict[str, int]:
        """How many findings were not taken: they are gone."""
        left = {fingerprint: count - self._taken[fingerprint] for fingerprint, count in self.counts.items()}
        return {fingerprint: count for fingerprint, count in left.items() if count > 0}


def entries(findings: Iterable[Evidence], apart: Iterable[Evidence]) -> list[Entry]:
    """The lines of a baseline.

    Args:
        findings: What there is.
        apart: What there is if each segment stands for itself; see ``each_apart``.
    """
    counts, alone, first = Counter[str](), Counter[str](), dict[str, Evidence]()
    for counted, found in ((counts, findings), (alone, apart)):
        for evidence in found:
            counted[evidence.finding.fingerprint] += 1
            first.setdefault(evidence.finding.fingerprint, evidence)
    more = alone - counts
    return [
        Entry(fingerprint, counts[fingerprint], more[fingerprint], evidence.finding.rule, evidence.finding.message)
        for fingerprint, evidence in first.items()
    ]


def common(old: Iterable[Entry], now: Iterable[Entry]) -> list[Entry]:
    """The lines of ``old`` as far as they are still needed."""
    found = {entry.fingerprint: entry for entry in now}
    kept = []
    for entry in old:
        here = found.get(entry.fingerprint, Entry(entry.fingerprint))
        count = min(entry.count, here.count)
        elsewhere = min(entry.count + entry.elsewhere, here.count + here.elsewhere) - count
        if count + elsewhere:
            kept.append(msgspec.structs.replace(entry, count=count, elsewhere=elsewhere))
    return kept


def each_apart(corpus: Corpus) -> Corpus:
    """``corpus`` with a document of its own for each segment, so that none accepts what another says."""

    def read() -> Iterator[Segment]:
        for number, segment in enumerate(corpus):
            yield msgspec.structs.replace(segment, document=f"{segment.document}\0{number}")

    return Corpus(read, corpus.source_language, corpus.target_language)
