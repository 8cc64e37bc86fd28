"""Applies the fixes of findings to targets, if they solve the finding and break nothing.

Changed segments are checked again. A segment is left unchanged if its finding remains or a new one appears anywhere.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from checker.corpus import Corpus
from checker.engine.findings import Evidence, Standing
from checker.model import Finding, Fix, FixKind, Segment, Span, Target
from checker.text.codes import carried

Place = tuple[str, int]  # the file of a segment, and its number there from 1
Check = Callable[[Mapping[Place, Segment]], Iterable[Evidence]]

_DOUBLE = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "《": "》"}
_ENDS = frozenset("”»」』》")
_OPENS = re.compile(r"(?:^|(?<=[\s(\[“«—–-]))['‘](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")


class Kept(StrEnum):
    """Why a fix was not applied."""

    UNSAFE = "to be read first (--unsafe)"
    INSERTION = "to be put into the sentence by a person"
    QUOTED = "within quotation marks"
    LOCKED = "in locked segments"
    CODE = "across inline codes"
    HARMFUL = "would leave the finding or make another one"


class Change(msgspec.Struct, frozen=True):
    """A segment with its new target and the findings that this solves."""

    segment: Segment
    target: str
    findings: tuple[Finding, ...]


class Fixed(msgspec.Struct, frozen=True):
    """The changes by place, in order, and the number of fixes that were not applied, by reason."""

    changes: dict[Place, Change]
    kept: Counter[Kept]


def fixed(findings: Iterable[Evidence], check: Check, *, unsafe: bool = False) -> Fixed:
    """Applies the first fix of each finding that is not ignored.

    Args:
        findings: The findings of the whole corpus, in order.
        check: Returns the findings of the corpus with some segments replaced.
        unsafe: Whether to apply also fixes that are not safe.
    """
    kept: Counter[Kept] = Counter()
    before: Counter[tuple[Place, str]] = Counter()
    known: Counter[str] = Counter()
    wanted: dict[Place, list[tuple[Fix, Finding]]] = {}
    segments: dict[Place, Segment] = {}
    for evidence in findings:
        place = _place(evidence.segment)
        before[place, evidence.finding.fingerprint] += 1
        known[evidence.finding.fingerprint] += 1
        if not evidence.finding.fixes or evidence.status is Standing.IGNORED:
            continue
        fix = evidence.finding.fixes[0]
        reason = _reason(fix, evidence.segment, unsafe=unsafe)
        if reason:
            kept[reason] += 1
            continue
        segments[place] = evidence.segment
        wanted.setdefault(place, []).append((fix, evidence.finding))
    changes = {place: _changed(segments[place], fixes) for place, fixes in wanted.items()}
    while changes:
        harmful = _harmful(changes, before, known, check)
        if not harmful:
            break
        for place in harmful:
            kept[Kept.HARMFUL] += len(changes.pop(place).findings)
    return Fixed(changes, kept)


def _place(segment: Segment) -> Place:
    return segment.file, segment.index


def _reason(fix: Fix, segment: Segment, *, unsafe: bool) -> Kept | None:
    if fix.kind is FixKind.INSERT:
        return Kept.INSERTION
    if not fix.safe and not unsafe:
        return Kept.UNSAFE
    if segment.locked:
        return Kept.LOCKED
    if any(span.start < fix.span.end and fix.span.start < span.end for span in quoted(segment.target)):
        return Kept.QUOTED
    if any(fix.span.start < code.at < fix.span.end for code in segment.target_codes):
        return Kept.CODE
    return None


def _changed(segment: Segment, fixes: Sequence[tuple[Fix, Finding]]) -> Change:
    """The segment with the fixes applied; of two that overlap, the first."""
    chosen: list[tuple[Fix, Finding]] = []
    for fix, finding in sorted(fixes, key=lambda each: (each[0].span, not each[0].safe)):
        if not chosen or chosen[-1][0].span.end <= fix.span.start:
            chosen.append((fix, finding))
    target = segment.target
    for fix, _ in reversed(chosen):
        target = target[: fix.span.start] + fix.replacement + target[fix.span.end :]
    return Change(segment, target, tuple(finding for _, finding in chosen))


def _harmful(
    changes: Mapping[Place, Change], before: Counter[tuple[Place, str]], known: Counter[str], check: Check
) -> set[Place]:
    """The places whose change leaves its finding or causes a new one."""
    after: Counter[tuple[Place, str]] = Counter()
    total: Counter[str] = Counter()
    documents: dict[Place, tuple[str, str]] = {}
    related: dict[Place, list[Place]] = {}
    for evidence in check({place: replaced(change) for place, change in changes.items()}):
        place = _place(evidence.segment)
        after[place, evidence.finding.fingerprint] += 1
        total[evidence.finding.fingerprint] += 1
        documents[place] = (evidence.segment.file, evidence.segment.document)
        related.setdefault(place, []).extend(
            (evidence.segment.file, evidence.segment.index + each.segment - evidence.finding.segment)
            for each in evidence.finding.related
        )
    harmful: set[Place] = set()
    for place, change in changes.items():
        for fingerprint, count in Counter(finding.fingerprint for finding in change.findings).items():
            if after[place, fingerprint] > before[place, fingerprint] - count:
                harmful.add(place)
    new = {fingerprint for fingerprint, count in total.items() if count > known[fingerprint]}
    for place, fingerprint in after:
        if fingerprint in new and after[place, fingerprint] > before[place, fingerprint]:
            named = [other for other in (place, *related[place]) if other in changes]
            beside = [
                other
                for other, change in changes.items()
                if (change.segment.file, change.segment.document) == documents[place]
            ]
            harmful.update(named or beside)
    return harmful


def replaced(change: Change) -> Segment:
    """The segment of a change with its new target, and its codes where their words are now."""
    segment = change.segment
    kept: list[tuple[int, int, int]] = []  # the text between the fixes
    at = there = 0
    for fix in sorted((finding.fixes[0] for finding in change.findings), key=lambda fix: fix.span):
        kept.append((at, there, fix.span.start - at))
        at, there = fix.span.end, there + fix.span.start - at + len(fix.replacement)
    kept.append((at, there, len(segment.target) - at))
    codes = carried(segment.translation, change.target, [block for block in kept if block[2]])
    return segment.translated(Target(change.target, codes))


def with_changes(corpus: Corpus, changes: Mapping[Place, Segment]) -> Corpus:
    """``corpus`` with some of its segments replaced."""

    def read() -> Iterator[Segment]:
        return (changes.get(_place(segment), segment) for segment in corpus)

    return Corpus(read, corpus.source_language, corpus.target_language)


def quoted(text: str) -> list[Span]:
    """The spans in quotation marks; without a closing or opening mark, to the end or from the start of ``text``."""
    found: list[Span] = []
    start, closing = -1, ""
    for at, sign in enumerate(text):
        if start < 0:
            if sign == '"' or sign in _DOUBLE:
                start, closing = at, _DOUBLE.get(sign, '"')
            elif sign in _ENDS:
                found = [Span(0, at + 1)]
        elif sign in closing:
            found.append(Span(start, at + 1))
            start = -1
    if start >= 0:
        found.append(Span(start, len(text)))
    at = 0
    while (opening := _OPENS.search(text, at)) and (end := _CLOSES.search(text, opening.end())):
        found.append(Span(opening.start(), end.end()))
        at = end.end()
    return found
