"""What a check found, as the screens read it: columns in memory, texts on disk."""

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from checker.engine.findings import Spool
from checker.engine.summary import Summary
from checker.model import Concept, Finding, Outcome, Segment, Severity
from tui.work.engine import Batch, Finished, Head, Opened, PartInfo, UsedTerm

SEVERITIES = tuple(Severity)
_OUTCOMES = tuple(Outcome)
_MEMORY = 4 << 20  # bytes of texts before they go to disk
_KEPT = 512  # findings and segments that stay unpacked
NO_SUMMARY = Summary(0, 0, 0, {}, {}, {})


class Names:
    """Strings as small numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        """The number of ``text``, a new one where it is new."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def known(self, text: str) -> int:
        """The number of ``text``, -1 where it never came."""
        return self._numbers.get(text, -1)


class Index:
    """Findings by something, of which most have one: a number costs less than a list."""

    def __init__(self) -> None:
        self._found: dict[int, int | list[int]] = {}

    def add(self, key: int, item: int) -> None:
        """Let ``item`` be found by ``key``."""
        held = self._found.get(key)
        if held is None:
            self._found[key] = item
        elif isinstance(held, list):
            held.append(item)
        else:
            self._found[key] = [held, item]

    def get(self, key: int) -> Sequence[int]:
        """What is found by ``key``, in the order it came."""
        held = self._found.get(key, ())
        return (held,) if isinstance(held, int) else held


class Usage:
    """The occurrences of a concept: the segment, outcome and rendering of each."""

    def __init__(self) -> None:
        self.segments = array("L")
        self.outcomes = array("B")
        self.renderings = array("L")


class Model:
    """Segments, findings and occurrences of a check, growing while it runs.

    Attributes:
        total: Segments that there will be.
        severities, rules, concepts, segments, fingerprints, known: Columns of the findings; rules and concepts (keys)
            are numbers in ``rule_names`` and ``concept_names``, fingerprints are the numbers that their digits spell,
            known is whether the baseline holds it.
        homes: By segment, the number in ``home_list`` of its file and document.
        by_segment: Findings by segment.
        by_fingerprint: Findings by fingerprint.
        usage: Occurrences by concept (its key).
        glossary: Concepts by key: the number of the part and the id.
        parts: Where the parts of the project begin.
        finished: Whether all is here.
    """

    def __init__(self) -> None:
        self.total = 0
        self.severities = array("B")
        self.rules = array("L")
        self.concepts = array("L")
        self.segments = array("L")
        self.fingerprints = array("Q")
        self.known = array("B")
        self.rule_names = Names()
        self.concept_names = Names()
        self.homes = array("L")
        self.home_list: list[tuple[str, str]] = []
        self._home_numbers: dict[tuple[str, str], int] = {}
        self.by_segment = Index()
        self.by_fingerprint = Index()
        self.usage: dict[str, Usage] = {}
        self._renderings = Names()
        self.glossary: dict[str, Concept] = {}
        self.parts: tuple[PartInfo, ...] = ()
        self.digests: dict[str, str] = {}
        self.summary = NO_SUMMARY
        self.notices: tuple[str, ...] = ()
        self.finished = False
        self._texts: Spool[Segment] = Spool(Segment, _MEMORY)
        self._findings: Spool[Finding] = Spool(Finding, _MEMORY)
        self.segment = lru_cache(_KEPT)(self._texts.__getitem__)
        self.finding = lru_cache(_KEPT)(self._findings.__getitem__)

    def __len__(self) -> int:
        return len(self.severities)

    @property
    def segment_count(self) -> int:
        """Segments that are here."""
        return len(self._texts)

    def open(self, opened: Opened) -> None:
        """Take the beginning."""
        self.total = opened.segments
        self.glossary = dict(opened.concepts)
        self.digests = dict(opened.digests)
        self.parts = opened.parts

    def add(self, batch: Batch) -> range:
        """Take a part; the numbers of its findings."""
        for packed in batch.segments:
            self._texts.append_packed(packed)
        for file, document, count in batch.homes:
            self.homes.extend([self.home(file, document)] * count)
        first = len(self)
        for each, packed in zip(batch.heads, batch.findings, strict=True):
            self._findings.append_packed(packed)
            self._index(each)
        for occurrence in batch.occurrences:
            self._use(occurrence)
        return range(first, len(self))

    def append(self, each: Head, finding: Finding) -> int:
        """Take a finding that came by an edit; its number."""
        self._findings.append(finding)
        self._index(each)
        return len(self) - 1

    def finish(self, finished: Finished) -> None:
        """Take the end."""
        self.summary = finished.summary
        self.notices = finished.notices
        self.finished = True

    def _index(self, each: Head) -> None:
        number = len(self)
        fingerprint = int(each.fingerprint, 16)
        self.severities.append(each.severity)
        self.rules.append(self.rule_names.number(each.rule))
        self.concepts.append(self.concept_names.number(each.concept))
        self.segments.append(each.segment)
        self.fingerprints.append(fingerprint)
        self.known.append(each.known)
        self.by_segment.add(each.segment, number)
        self.by_fingerprint.add(fingerprint, number)

    def home(self, file: str, document: str) -> int:
        """The number of a file's document."""
        number = self._home_numbers.setdefault((file, document), len(self.home_list))
        if number == len(self.home_list):
            self.home_list.append((file, document))
        return number

    def _use(self, occurrence: UsedTerm) -> None:
        usage = self.usage.setdefault(occurrence.concept, Usage())
        usage.segments.append(occurrence.segment)
        usage.outcomes.append(_OUTCOMES.index(occurrence.outcome))
        usage.renderings.append(self._renderings.number(occurrence.rendering or ""))

    def rule(self, item: int) -> str:
        """The rule of a finding."""
        return self.rule_names.texts[self.rules[item]]

    def key(self, item: int) -> str:
        """The key of a finding's concept, "" if it has none."""
        return self.concept_names.texts[self.concepts[item]]

    def concept(self, item: int) -> str:
        """The id of a finding's concept, "" if it has none."""
        return self.key(item).partition(":")[2]

    def languages(self, segment: int) -> tuple[str, str]:
        """The languages of a segment."""
        part = next((part for part in reversed(self.parts) if part.first <= segment), None)
        return part.languages if part else ("", "")

    def place(self, item: int) -> tuple[str, str]:
        """The file and document of a finding."""
        return self.home_list[self.homes[self.segments[item]]]

    def term(self, key: str) -> str:
        """A concept's name in the source language, for people."""
        known = self.glossary.get(key)
        return known.sources[0] if known and known.sources else key.partition(":")[2]

    def renderings(self, key: str) -> list[tuple[str, Outcome, int]]:
        """How a concept is rendered in the corpus, the most frequent first: text, outcome, count."""
        usage = self.usage.get(key)
        if usage is None:
            return []
        counts = Counter(zip(usage.renderings, usage.outcomes, strict=True))
        found = [(self._renderings.texts[text], _OUTCOMES[outcome], n) for (text, outcome), n in counts.items()]
        return sorted(found, key=lambda each: (-each[2], each[0]))

    def rendered(self, key: str, rendering: str, outcome: Outcome) -> list[int]:
        """The segments in which a concept is rendered so, with this outcome."""
        usage = self.usage.get(key)
        if usage is None:
            return []
        wanted = (self._renderings.known(rendering), _OUTCOMES.index(outcome))
        found = zip(usage.segments, usage.renderings, usage.outcomes, strict=True)
        return list(dict.fromkeys(segment for segment, *how in found if tuple(how) == wanted))

    def around(self, number: int, reach: int) -> Sequence[int]:
        """The segments before and after ``number`` in its document, at most ``reach`` on either side."""
        home = self.homes[number]
        first, last = number, number
        while first > max(number - reach, 0) and self.homes[first - 1] == home:
            first -= 1
        while last < min(number + reach, len(self.homes) - 1) and self.homes[last + 1] == home:
            last += 1
        return range(first, last + 1)


def moved(finding: Finding, target: str) -> Finding:
    """A finding of another target: its spans where the same words stand alone in this one, else none."""
    at = target.find(finding.found) if finding.found else -1
    alone = at >= 0 and target.find(finding.found, at + 1) < 0
    if not alone or not finding.target:
        return msgspec.structs.replace(finding, target=(), fixes=())
    by = at - finding.target[0].start
    shift = type(finding.target[0])
    fixes = tuple(
        msgspec.structs.replace(fix, span=shift(fix.span.start + by, fix.span.end + by)) for fix in finding.fixes
    )
    return msgspec.structs.replace(finding, target=(shift(at, at + len(finding.found)),), fixes=fixes)
