"""The baseline: findings that were there before, by fingerprint and number.

It also knows which texts and glossary rows it was made of, and by which versions of the rules. So a finding that is
new only because ilchi has changed can be told from one in a new text.
"""

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from checker import rules
from checker.corpus import Corpus
from checker.engine.findings import Evidence
from checker.glossary.concepts import undated
from checker.model import Concept, Finding, Segment

_SIZE = 4  # bytes of a digest; beside 165,000 texts, one new text in 26,000 is taken for one of them


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


class Origin(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What a baseline was made of; two branches that merge leave two of them.

    Attributes:
        made_by: The versions of the rules and of what they build on, by name.
        texts: Four bytes for each segment and each concept, sorted, in Base64.
    """

    made_by: dict[str, str]
    texts: str

    @classmethod
    def of(cls, made_by: dict[str, str], segments: Iterable[Segment], concepts: Iterable[Concept]) -> "Origin":
        """The origin of a baseline of these segments, checked with these concepts."""
        known = {_of_segment(segment) for segment in segments} | {_of_concept(concept) for concept in concepts}
        return cls(made_by, base64.b64encode(b"".join(sorted(known))).decode("ascii"))


class _Known(NamedTuple):
    """An origin, unpacked."""

    made_by: dict[str, str]
    texts: frozenset[bytes]


class Upgrade(NamedTuple):
    """What tells whether a finding is new because ilchi has changed.

    Attributes:
        versions: The versions of now, as in ``Origin``.
        concepts: The concepts by id.
    """

    versions: dict[str, str]
    concepts: Mapping[str, Concept]


class Baseline:
    """A multiset of fingerprints.

    A finding of a group (both sides of an inconsistency) is in it if the group is, however many there are now.

    Args:
        counts: How many findings there were of each.
        elsewhere: How many more there might have been in another order.
        origins: What it was made of.
    """

    def __init__(
        self,
        counts: Mapping[str, int] | None = None,
        elsewhere: Mapping[str, int] | None = None,
        origins: tuple[_Known, ...] = (),
    ) -> None:
        self.counts = Counter(counts or {})
        self.elsewhere = Counter(elsewhere or {})
        self._origins = origins
        self._taken: Counter[str] = Counter()

    @classmethod
    def of(cls, entries: Iterable[Entry], origins: Iterable[Origin] = ()) -> "Baseline":
        """The baseline of these lines."""
        held = list(entries)
        return cls(
            {e.fingerprint: e.count for e in held},
            {e.fingerprint: e.elsewhere for e in held},
            tuple(_Known(each.made_by, _unpacked(each.texts)) for each in origins),
        )

    def __or__(self, other: "Baseline") -> "Baseline":
        """What either holds, as often as the one that holds more."""
        return Baseline(self.counts | other.counts, self.elsewhere | other.elsewhere, self._origins + other._origins)

    def __add__(self, other: "Baseline") -> "Baseline":
        """What both hold together."""
        return Baseline(self.counts + other.counts, self.elsewhere + other.elsewhere, self._origins + other._origins)

    def fresh(self) -> "Baseline":
        """The same with nothing taken."""
        return Baseline(self.counts, self.elsewhere, self._origins)

    def same(self, other: "Baseline") -> bool:
        """Whether both were made of the same lines."""
        mine, theirs = ((each.counts, each.elsewhere, each._origins) for each in (self, other))  # noqa: SLF001
        return mine == theirs

    def places(self, finding: Finding) -> int:
        """How many findings with the fingerprint of ``finding`` it holds."""
        return self.counts[finding.fingerprint] + (
            0 if finding.rule in rules.grouped() else self.elsewhere[finding.fingerprint]
        )

    def upgraded(self, evidence: Evidence, now: Upgrade) -> bool:
        """Whether a finding that is not in the baseline is new only because ilchi has changed since.

        So it is where the baseline was made of the same segment and the same concept, by another version of the rule
        or of what every rule builds on.
        """
        finding = evidence.finding
        if not self._origins or (finding.concept is not None and finding.concept not in now.concepts):
            return False
        needed = {_of_segment(evidence.segment)}
        if finding.concept is not None:
            needed.add(_of_concept(now.concepts[finding.concept]))
        others = set(now.versions) - rules.versions().keys()
        return any(
            needed <= origin.texts
            and any(origin.made_by.get(name) != now.versions.get(name) for name in (finding.rule, *others))
            for origin in self._origins
        )

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


def _of_segment(segment: Segment) -> bytes:
    texts = (unicodedata.normalize("NFC", text).strip() for text in (segment.source, segment.target))
    return _digest("\0".join(texts).encode("utf-8", "surrogatepass"))


def _of_concept(concept: Concept) -> bytes:
    plain = msgspec.structs.replace(concept, place="", note="", definition="", match=frozenset())
    return _digest(msgspec.json.encode((undated(plain), sorted(concept.match))))


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SIZE).digest()


def _unpacked(texts: str) -> frozenset[bytes]:
    """The digests of an origin.

    Raises:
        ValueError: It is not Base64.
    """
    raw = base64.b64decode(texts, validate=True)
    return frozenset(raw[at : at + _SIZE] for at in range(0, len(raw), _SIZE))
