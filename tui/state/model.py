"""The results of a check for the screens: columns in memory, texts on disk."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from checker.engine.findings import Spool
from checker.engine.summary import Summary
from checker.model import Concept, Finding, Outcome, Segment, Severity
from tui.work.messages import Batch, Finished, Head, Opened, UsedTerm, Uses

SEVERITIES = tuple(Severity)
_OUTCOMES = tuple(Outcome)
_MEMORY = 4 << 20  # bytes of texts that are kept in memory; more are kept on disk
_KEPT = 512  # findings and segments that stay unpacked
NO_SUMMARY = Summary(0, 0, 0, {}, {}, {})


class Names:
    """Numbers for strings."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        """The number of ``text``, which may be new."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def known(self, text: str) -> int:
        """The number of ``text``, -1 if it has none."""
        return self._numbers.get(text, -1)


class Index:
    """Findings by a numeric key; it saves memory if most keys have one finding."""

    def __init__(self) -> None:
        self._found: dict[int, int | list[int]] = {}

    def add(self, key: int, item: int) -> None:
        """Add ``item`` under ``key``."""
        held = self._found.get(key)
        if held is None:
            self._found[key] = item
        elif isinstance(held, list):
            held.append(item)
        else:
            self._found[key] = [held, item]

    def get(self, key: int) -> Sequence[int]:
        """The items under ``key``, in the order in which they were added."""
        held = self._found.get(key, ())
        return (held,) if isinstance(held, int) else held


class Usage:
    """Occurrences: the segment, outcome and rendering of each."""

    def __init__(self) -> None:
        self.segments = array("L")
        self.outcomes = array("B")
        self.renderings = array("L")

    def add(self, segment: int, outcome: int, rendering: int) -> None:
        """Add an occurrence."""
        self.segments.append(segment)
        self.outcomes.append(outcome)
        self.renderings.append(rendering)


class PartInfo(NamedTuple):
    """A part of a project: its first segment, and its languages."""

    first: int
    languages: tuple[str, str]


class Model:
    """Segments, findings and occurrences of a check, growing while it runs.

    Attributes:
        total: The number of segments when the check is finished, as far as that is known.
        severities, segments: Columns of the findings: rank of the severity, number of the segment.
        rules, concepts: Columns of the findings: numbers in ``rule_names`` and ``concept_names`` (keys).
        fingerprints, known: Columns of the findings: fingerprint as an integer, how often the baseline has it.
        gating: Column of the findings: 1 for one that may fail a gate, else 0.
        homes: For each segment, the number of its file and document in ``home_list``.
        by_segment: Findings by segment.
        by_fingerprint: Findings by fingerprint.
        glossary: Concepts by key: number of the part, colon, id.
        parts: First segment and languages of each part.
        finished: Whether the check is finished.
    """

    def __init__(self) -> None:
        self.total = 0
        self.severities = array("B")
        self.rules = array("L")
        self.concepts = array("L")
        self.segments = array("L")
        self.fingerprints = array("Q")
        self.known = array("L")
        self.gating = array("B")
        self.rule_names = Names()
        self.concept_names = Names()
        self.homes = array("L")
        self.home_list: list[tuple[str, str]] = []
        self._home_numbers: dict[tuple[str, str], int] = {}
        self.by_segment = Index()
        self.by_fingerprint = Index()
        self._all_uses = Usage()
        self._used = array("L")  # the numbers of their concepts
        self._used_now: dict[int, tuple[UsedTerm, ...]] = {}  # by segment, where it has changed
        self._usage: dict[str, Usage] | None = None
        self._renderings = Names()
        self.glossary: dict[str, Concept] = {}
        self._keys: list[str] = []
        self._starts: dict[int, int] = {}  # where the concepts of a part begin
        self.parts: list[PartInfo] = []
        self._languages: tuple[tuple[str, str], ...] = ()
        self.digests: dict[str, str] = {}
        self.summary = NO_SUMMARY
        self.notices: tuple[str, ...] = ()
        self.finished = False
        self._texts: Spool[Segment] = Spool(Segment, _MEMORY)
        self._findings: Spool[Finding] = Spool(Finding, _MEMORY)
        self._findings_now: dict[int, Finding] = {}  # by number, where it has changed
        self.segment = lru_cache(_KEPT)(self._texts.__getitem__)
        self._read = lru_cache(_KEPT)(self._findings.__getitem__)

    def __len__(self) -> int:
        return len(self.severities)

    @property
    def segment_count(self) -> int:
        """The number of segments so far."""
        return len(self._texts)

    def open(self, opened: Opened) -> None:
        """Take the first message of a check."""
        self.learn(opened.concepts)
        self.digests = dict(opened.digests)
        self._languages = opened.languages

    def learn(self, concepts: Mapping[str, Concept]) -> None:
        """Take the concepts of the glossaries."""
        self.glossary = dict(concepts)
        self._keys = list(concepts)
        parts = [int(key.partition(":")[0]) for key in self._keys]
        self._starts = {part: parts.index(part) for part in dict.fromkeys(parts)}

    def add(self, batch: Batch) -> range:
        """Add a batch; returns the numbers of its findings."""
        start = len(self._texts)
        while batch.sizes and len(self.parts) <= batch.part:
            self.parts.append(PartInfo(start, self._languages[len(self.parts)]))
        self._texts.extend_packed(batch.segments, batch.sizes)
        self.total = max(len(self._texts), round(len(self._texts) / batch.share) if batch.share else 0)
        for file, document, count in batch.homes:
            self.homes.extend([self.home(file, document)] * count)
        first = len(self)
        for each, packed in zip(batch.heads, batch.findings, strict=True):
            self._findings.append_packed(packed)
            self._index(each)
        if batch.uses:
            self._use(start, batch.part, batch.uses)
        return range(first, len(self))

    def append(self, each: Head, finding: Finding) -> int:
        """Add a finding that a change caused; returns its number."""
        self._findings.append(finding)
        self._index(each)
        return len(self) - 1

    def replace(self, item: int, each: Head, finding: Finding) -> None:
        """Put another finding with the same fingerprint in place of one."""
        self._findings_now[item] = finding
        self.severities[item] = each.severity
        self.known[item] = each.known
        self.gating[item] = each.may_fail

    def finding(self, item: int) -> Finding:
        """A finding as it was found last."""
        return self._findings_now.get(item) or self._read(item)

    def use(self, segment: int, uses: tuple[UsedTerm, ...]) -> None:
        """Replace the occurrences in a segment."""
        self._used_now[segment] = uses
        self._usage = None

    def finish(self, finished: Finished) -> None:
        """Take the last message of a check."""
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
        self.gating.append(each.may_fail)
        self.by_segment.add(each.segment, number)
        self.by_fingerprint.add(fingerprint, number)

    def home(self, file: str, document: str) -> int:
        """The number of a file and document in ``home_list``."""
        number = self._home_numbers.setdefault((file, document), len(self.home_list))
        if number == len(self.home_list):
            self.home_list.append((file, document))
        return number

    def _use(self, first: int, part: int, uses: Uses) -> None:
        """Add the occurrences of a chunk."""
        concepts = self._starts.get(part, 0)
        texts = list(map(self._renderings.number, uses.texts))
        self._all_uses.segments.extend(first + number for number in array("I", uses.segments))
        self._all_uses.outcomes.frombytes(uses.outcomes)
        self._all_uses.renderings.extend(texts[number] for number in array("I", uses.renderings))
        self._used.extend(concepts + number for number in array("I", uses.concepts))
        self._usage = None

    @property
    def usage(self) -> Mapping[str, Usage]:
        """The occurrences by key of the concept; they are sorted when they are first asked for."""
        if self._usage is None:
            self._usage = self._sorted_uses()
        return self._usage

    def _sorted_uses(self) -> dict[str, Usage]:
        found: dict[str, Usage] = {}
        uses, keys, changed = self._all_uses, self._keys, self._used_now
        columns = zip(self._used, uses.segments, uses.outcomes, uses.renderings, strict=True)
        for concept, segment, outcome, rendering in columns:
            if segment not in changed:
                found.setdefault(keys[concept], Usage()).add(segment, outcome, rendering)
        for segment, now in changed.items():
            for use in now:
                text = self._renderings.number(use.rendering or "")
                found.setdefault(keys[use.concept], Usage()).add(segment, _OUTCOMES.index(use.outcome), text)
        return found

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
        """The codes of source and target language of a segment."""
        part = next((part for part in reversed(self.parts) if part.first <= segment), None)
        return part.languages if part else ("", "")

    def place(self, item: int) -> tuple[str, str]:
        """The file and document of a finding."""
        return self.home_list[self.homes[self.segments[item]]]

    def term(self, key: str) -> str:
        """The first source term of a concept (by key), for people; its id if it has none."""
        known = self.glossary.get(key)
        return known.sources[0] if known and known.sources else key.partition(":")[2]

    def renderings(self, key: str) -> list[tuple[str, Outcome, int]]:
        """The renderings of a concept (by key) in the corpus, most frequent first: text, outcome, count."""
        usage = self.usage.get(key)
        if usage is None:
            return []
        counts = Counter(zip(usage.renderings, usage.outcomes, strict=True))
        found = [(self._renderings.texts[text], _OUTCOMES[outcome], n) for (text, outcome), n in counts.items()]
        return sorted(found, key=lambda each: (-each[2], each[0]))

    def rendered(self, key: str, rendering: str, outcome: Outcome) -> list[int]:
        """The segments with this rendering and outcome of a concept (by key)."""
        usage = self.usage.get(key)
        if usage is None:
            return []
        wanted = (self._renderings.known(rendering), _OUTCOMES.index(outcome))
        found = zip(usage.segments, usage.renderings, usage.outcomes, strict=True)
        return list(dict.fromkeys(segment for segment, *how in found if tuple(how) == wanted))

    def find_segment(self, wanted: str, near: int | None) -> int | None:
        """The segment that a text names: its line or number in the file of ``near``, ``file:line``, or its unit."""
        file, colon, last = wanted.rpartition(":")
        here = self.home_list[self.homes[near]][0] if near is not None else ""
        line = int(last) if last.isdecimal() and last.isascii() else -1
        unit = None
        for number, home in enumerate(self.homes):
            name = self.home_list[home][0]
            if line >= 0 and (name.endswith(file) if colon else name == here):
                segment = self.segment(number)
                if (segment.line or segment.index) == line:
                    return number
            if unit is None and self.segment(number).unit == wanted:
                unit = number
        return unit

    def around(self, number: int, reach: int) -> Sequence[int]:
        """Segment ``number`` with up to ``reach`` neighbours on each side in its document."""
        home = self.homes[number]
        first, last = number, number
        while first > max(number - reach, 0) and self.homes[first - 1] == home:
            first -= 1
        while last < min(number + reach, len(self.homes) - 1) and self.homes[last + 1] == home:
            last += 1
        return range(first, last + 1)


def moved(finding: Finding, target: str) -> Finding:
    """``finding`` for a changed target: with moved spans if ``found`` is in it exactly once, else without spans."""
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
