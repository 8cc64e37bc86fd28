"""The messages of the work behind the screen. They are packed, so that the screen has little to unpack."""

import msgspec

from checker.engine.summary import Summary
from checker.model import Concept, Finding, Fix, Outcome, Target, TermStatus

EVERY = (1 << 32) - 1  # all findings with a fingerprint are in the baseline


class UsedTerm(msgspec.Struct, frozen=True, array_like=True):
    """An occurrence: the number of its concept in ``Opened.concepts``, and its rendering, None if missing."""

    concept: int
    outcome: Outcome
    rendering: str | None


class Uses(msgspec.Struct, array_like=True):
    """The occurrences of a chunk, as columns of numbers.

    Attributes:
        segments: The number of the segment in the chunk, in 32 bits.
        concepts: The number of the concept in the glossary of its part, in 32 bits.
        outcomes: The number of the outcome, in 8 bits.
        renderings: The number of the rendering in ``texts``, in 32 bits.
        texts: The renderings; "" stands for none.
    """

    segments: bytes
    concepts: bytes
    outcomes: bytes
    renderings: bytes
    texts: list[str]


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The fields of a finding that a list needs without unpacking it.

    Attributes:
        severity: The rank of the severity.
        concept: The key of the concept, "" if there is none.
        segment: The number of the segment, from 0.
        known: How many findings with this fingerprint the baseline has.
        may_fail: Whether it may fail a gate.
    """

    severity: int
    rule: str
    concept: str
    segment: int
    fingerprint: str
    known: int = 0
    may_fail: bool = True


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The first message of a check: the languages of each part, the concepts by key, and the digest of each file."""

    languages: tuple[tuple[str, str], ...]
    concepts: dict[str, Concept]
    digests: dict[str, str]


class Batch(msgspec.Struct, frozen=True, tag=True):
    """The results of a chunk, or findings alone.

    Attributes:
        part: The number of the part, from 0.
        share: The share of the work that is done, 0 to 1; 0 if it is unknown.
        segments: The packed segments, one behind the other.
        sizes: The size of each in bytes.
        homes: Files and documents of the segments, each with its number of consecutive segments.
        heads: The heads of the findings.
        findings: The packed findings.
        uses: The occurrences.
    """

    part: int
    share: float = 0.0
    segments: bytes = b""
    sizes: list[int] = []
    homes: list[tuple[str, str, int]] = []
    heads: list[Head] = []
    findings: list[bytes] = []
    uses: Uses | None = None


class Finished(msgspec.Struct, frozen=True, tag=True):
    """The last message of a check."""

    summary: Summary
    notices: tuple[str, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A request failed."""

    message: str


class Found(msgspec.Struct, frozen=True, array_like=True):
    """What is in a segment with this target: its findings with their heads, and its occurrences, None if unchanged."""

    target: Target
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]
    uses: tuple[UsedTerm, ...] | None = None


class Changed(msgspec.Struct, frozen=True, tag=True):
    """What changed in the segments with these numbers, and the summary of now.

    Attributes:
        segments: The segments whose findings may have changed.
        summary: The counts; those of findings are of the check.
        concepts: The concepts by key, if the files were read again.
        notices: Messages for the user, if the files were read again.
    """

    segments: dict[int, Found]
    summary: Summary
    concepts: dict[str, Concept] | None = None
    notices: tuple[str, ...] = ()


class Rechecked(msgspec.Struct, frozen=True, tag=True):
    """What another target would make of the findings.

    Attributes:
        segment: The number of the segment.
        target: The target.
        heads, findings: All findings that the segment would have.
        gone: The fingerprints of findings that would go, here and elsewhere in the document, each with its segment.
        come: The findings that would come, here and elsewhere in the document.
    """

    segment: int
    target: Target
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]
    gone: tuple[tuple[int, str], ...] = ()
    come: tuple[Finding, ...] = ()


class Offered(msgspec.Struct, frozen=True, tag=True):
    """The fixes of the findings of a segment with this target, tried in its whole document, by fingerprint."""

    segment: int
    target: Target
    fixes: dict[str, tuple[Fix, ...]]


class Effect(msgspec.Struct, frozen=True, tag=True):
    """The effect of a new term in the glossary: fingerprints of resolved findings, and created findings."""

    concept: str
    text: str
    status: TermStatus
    resolved: tuple[str, ...]
    created: tuple[Finding, ...]


Message = Opened | Batch | Finished | Failed | Changed | Rechecked | Offered | Effect
