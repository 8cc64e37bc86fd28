"""Works out what a change makes of a part: only what the change reaches is matched and judged again.

It reaches its segments and the neighbours of these; later segments of the stretch that are explained by what the
document said before, as long as that differs; and the grouped findings of the documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from checker import rules
from checker.corpus import Chunk, stretch
from checker.engine.checking import grouped
from checker.engine.findings import Evidence
from checker.engine.offers import offered
from checker.engine.path import found_and_rendered, ruled
from checker.engine.present import Change, Document, Known, Notes, Present, bare, in_order
from checker.engine.reach import Reach
from checker.engine.summary import Tally
from checker.glossary.concepts import Glossary
from checker.matching.context import in_context
from checker.matching.matches import Matches, Row
from checker.matching.past import Past
from checker.matching.terminology import Terminology
from checker.model import Finding, Outcome, Segment

_BATCH = 250  # segments that are found and rendered together
_AHEAD = 50  # segments that are rendered together when the past has changed
_Kind = tuple[tuple[int, Outcome, str, str], ...]  # concept, outcome, how and wording of rows


class Trial:
    """Works out a change.

    Args:
        live: The present state.
        segments: The segments with other targets.
        glossary: The glossary.
        terminology: The same, compiled.
    """

    def __init__(
        self, live: Present, segments: dict[int, Segment], glossary: Glossary, terminology: Terminology
    ) -> None:
        self._live = live
        self._segments = segments
        self._glossary = glossary
        self._terminology = terminology
        self._rows: dict[int, list[Row]] = {}
        self._explained: set[int] = set()
        self._unfinished: set[int] = set()
        self._before: dict[int, bytes] = {}  # the past of each segment that was put into context
        self._ahead: dict[int, list[Row]] = {}  # rows before context of segments that look back

    def _at(self, number: int) -> Segment:
        return self._segments.get(number) or self._live.at(number)

    def change(self) -> Change:
        """The change."""
        live = self._live
        reached = set(self._segments)
        for number in self._segments:
            reached.update(live.beside(number))
        if self._terminology is not live.terminology:
            reached.update(live.edited)
            reached.update(self._reached(Reach(live.terminology, self._terminology)))
        self._match(sorted(reached))
        numbers = sorted(self._rows)
        live.again += len(numbers)
        known = self._judge(numbers)
        outcomes = live.outcomes.copy()
        for sign, counts in ((1, self._outcomes(numbers, now=True)), (-1, self._outcomes(numbers, now=False))):
            for outcome, count in counts.items():
                outcomes[outcome] += sign * count
        regrouped = self._regroup(known)
        findings = {
            number: in_order(
                known[number].findings if number in known else live.local(number),
                regrouped[number] if number in regrouped else live.of_documents(number),
            )
            for number in sorted({*known, *regrouped})
        }
        return Change(self._segments, findings, outcomes, self._glossary, self._terminology, known, regrouped)

    def _reached(self, reach: Reach) -> Iterator[int]:
        """The segments that other renderings reach.

        Where the changed concepts are rendered as before, one segment of each kind is tried for all of that kind.
        """
        kinds: dict[_Kind, list[int]] = {}
        for number, quiet in reach.among(self._live.texts()):
            kind = self._kind(number, reach.concepts) if quiet else None
            if kind is None:
                yield number
            else:
                kinds.setdefault(kind, []).append(number)
        for numbers in kinds.values():
            if Trial(self._live, {}, self._glossary, self._terminology).alters(numbers[0]):
                yield from numbers

    def _kind(self, number: int, concepts: frozenset[int]) -> "_Kind | None":
        """How a segment renders ``concepts``; None if something is wrong with that, or unclear."""
        rows = [row for row in self._live.rows(number) if not concepts.isdisjoint((row.concept, *row.candidates))]
        if any(not row.outcome.accepted or row.reason or len(row.candidates) > 1 for row in rows):
            return None
        return tuple((row.concept, row.outcome, row.how, row.wording) for row in rows)

    def alters(self, number: int) -> bool:
        """Whether anything changes in a segment."""
        live = self._live
        self._match([number])
        known = self._judge(sorted(self._rows))
        return any(
            (one.rows, list(one.findings), one.notes) != (live.rows(at), list(live.local(at)), live.notes(at))
            for at, one in known.items()
        )

    # Matching.

    def _match(self, reached: list[int]) -> None:
        """Find, render and context for these segments, and context for those that look back at them."""
        rendered = self._rendered(reached)
        for span, numbers in groupby(reached, key=self._live.stretch_of):
            self._follow(list(numbers), span, rendered)

    def _rendered(self, numbers: Sequence[int]) -> dict[int, list[Row]]:
        """The rows of segments before context, with 0 as their segment."""
        found: dict[int, list[Row]] = {}
        for start in range(0, len(numbers), _BATCH):
            some = numbers[start : start + _BATCH]
            matches = found_and_rendered(Chunk(0, [self._at(number) for number in some]), self._terminology)
            rows = dict(matches.by_segment())
            self._unfinished |= {some[at] for at in matches.unfinished}
            found |= {number: bare(rows.get(at, ())) for at, number in enumerate(some)}
        return found

    def _follow(self, numbers: list[int], span: range, rendered: dict[int, list[Row]]) -> None:
        """Put segments of one stretch into context, and those behind them as long as the past is another one."""
        live, last = self._live, numbers[-1]
        past, before = Past(), Past()
        begin = numbers[0]
        of_now = live.rows_between(span.start, span.stop)
        here = stretch(live.read(span.start))
        past.enter(here)
        same = True
        for number, old in zip(span, of_now, strict=True):
            if number < begin:
                past.add(old)
                continue
            if number == begin:
                before.restore(past.packed())
            if number > last and same:
                break
            if number in rendered:
                self._explain(number, rendered[number], past)
                before.add(old)
                same = past.same(before)
            elif not same and live.explained(number):
                if number not in self._ahead:
                    ahead = [n for n in range(number, min(number + _AHEAD, span.stop)) if live.explained(n)]
                    self._ahead = self._rendered([n for n in ahead if n not in rendered])
                if self._explain(number, self._ahead[number], past) == old:
                    del self._rows[number]
                before.add(old)
                same = past.same(before)
            else:
                past.add(old)
                before.add(old)
                same = same or past.same(before)

    def _explain(self, number: int, rows: list[Row], past: Past) -> list[Row]:
        """Put a segment into context; returns its rows."""
        unfinished = [0] if number in self._unfinished else []
        matches = in_context(Matches(self._alone(number), self._terminology, rows, unfinished=unfinished), past)
        self._rows[number] = matches.rows
        self._before[number] = matches.before
        if matches.unfinished:
            self._unfinished.add(number)
        if matches.explained:
            self._explained.add(number)
        return matches.rows

    def _alone(self, number: int) -> Chunk:
        """A chunk of one segment."""
        before = self._at(number - 1) if number else None
        after = self._at(number + 1) if number + 1 < len(self._live) else None
        return Chunk(number, [self._at(number)], before, after)

    # Rules.

    def _judge(self, numbers: list[int]) -> dict[int, Known]:
        """What is known of segments whose rows are known."""
        known: dict[int, Known] = {}
        for start in range(0, len(numbers), _BATCH):
            known |= self._ruled(numbers[start : start + _BATCH])
        return known

    def _ruled(self, numbers: list[int]) -> dict[int, Known]:
        """The local findings and notes of segments, which are put into one chunk with their neighbours."""
        wanted = set(numbers)
        around = sorted({n for number in numbers for n in (number - 1, number, number + 1) if 0 <= n < len(self._live)})
        chunk = Chunk(0, [self._at(number) for number in around])
        rows = [row._replace(segment=at) for at, n in enumerate(around) if n in wanted for row in self._rows[n]]
        unfinished = {at for at, number in enumerate(around) if number in self._unfinished}
        matches = Matches(chunk, self._terminology, rows, unfinished=unfinished)
        beside = [at for at, number in enumerate(around) if number not in wanted]
        found, notes = ruled(matches.leaving_out(beside), one_document=self._live.settings.one_document)
        findings: dict[int, list[Finding]] = {}
        for finding in found:
            findings.setdefault(around[finding.segment], []).append(_placed(finding, around))
        noted: dict[int, Notes] = {}
        for rule, some in notes.items():
            for note in some:
                number = around[note.segment]
                noted.setdefault(number, {}).setdefault(rule, []).append(note._replace(segment=number).packed())
        return {
            number: Known(
                self._rows[number],
                number in self._explained,
                self._offered(number, findings.get(number, [])),
                noted.get(number, {}),
            )
            for number in numbers
        }

    def _offered(self, number: int, findings: list[Finding]) -> tuple[Finding, ...]:
        """The local findings of a segment with the fixes that passed their trial in it."""
        if not findings:
            return ()
        matches = Matches(self._alone(number), self._terminology, self._rows[number], self._before[number])
        return tuple(offered(findings, matches).findings)

    def _outcomes(self, numbers: list[int], *, now: bool) -> dict[str, int]:
        """The occurrences in segments by outcome, with the change or before it."""
        if not numbers:
            return {}
        at, rows_of = (self._at, self._rows.__getitem__) if now else (self._live.at, self._live.rows)
        rows = [row._replace(segment=n) for n, number in enumerate(numbers) for row in rows_of(number)]
        terminology = self._terminology if now else self._live.terminology
        return Tally.of(Matches(Chunk(0, [at(number) for number in numbers]), terminology, rows)).outcomes

    # Documents.

    def _regroup(self, known: Mapping[int, Known]) -> dict[int, tuple[Finding, ...]]:
        """The findings of the grouped rules in the segments where these may have changed."""
        live = self._live
        touched: dict[Document, dict[str, set[bytes]]] = {}
        for number, one in known.items():
            old = live.notes(number)
            for rule in {*old, *one.notes}:
                before, after = old.get(rule, ()), one.notes.get(rule, ())
                if before != after:
                    groups = touched.setdefault(live.document_of(number), {}).setdefault(rule, set())
                    groups.update(_group(rule, note) for note in (*before, *after))
        regrouped: dict[int, tuple[Finding, ...]] = {}
        for document, groups_of in touched.items():
            regrouped |= self._of_document(document, groups_of, known)
        return regrouped

    def _of_document(
        self, document: Document, groups: Mapping[str, set[bytes]], known: Mapping[int, Known]
    ) -> dict[int, tuple[Finding, ...]]:
        """The findings of the grouped rules in a document, of which these groups of notes are judged again.

        Args:
            document: The document.
            groups: The groups by rule.
            known: The segments whose notes may have changed.
        """
        live = self._live
        of_now = _notes_in(groups, live.notes_of(document, known))
        whole = {rule for rule, some in of_now.items() if some.all_}
        parts = {rule: wanted for rule, wanted in groups.items() if rule not in whole}
        gone: dict[int, list[Finding]] = {}
        if parts:
            notes = {rule: some.notes for rule, some in _notes_in(parts, live.notes_of(document, {})).items()}
            gone = _by_segment(grouped(notes, live.at, live.glossary))
        notes = {rule: some.notes for rule, some in of_now.items()}
        come = _by_segment(grouped(notes, self._at, self._glossary))
        others = (number for number in live.numbers_of(document) if whole and live.of_documents(number))
        return {
            number: in_order(
                (
                    finding
                    for finding in live.of_documents(number)
                    if finding.rule not in whole and finding not in gone.get(number, ())
                ),
                come.get(number, ()),
            )
            for number in {*gone, *come, *others}
        }


def _group(rule: str, record: bytes) -> bytes:
    """What the packed notes of a rule that are judged together have in common."""
    return record[1 : 1 + rules.together().get(rule, record[0])]


class _Picked(NamedTuple):
    """Notes of some groups, sorted, and whether these are all notes of their rule."""

    notes: list[bytes]
    all_: bool


def _notes_in(groups: Mapping[str, set[bytes]], notes: Iterable[Notes]) -> dict[str, _Picked]:
    """The notes of these groups, by rule."""
    every: Notes = {rule: [] for rule in groups}
    for some in notes:
        for rule in groups:
            every[rule] += some.get(rule, ())
    picked = {}
    for rule, wanted in groups.items():
        found = sorted(record for record in every[rule] if _group(rule, record) in wanted)
        picked[rule] = _Picked(found, len(found) == len(every[rule]))
    return picked


def _by_segment(found: Iterable[Evidence]) -> dict[int, list[Finding]]:
    groups = groupby((each.finding for each in found), key=lambda finding: finding.segment)
    return {number: list(findings) for number, findings in groups}


def _placed(finding: Finding, numbers: Sequence[int]) -> Finding:
    """``finding`` with segment numbers that count in ``numbers`` replaced by those there."""
    related = tuple(msgspec.structs.replace(other, segment=numbers[other.segment]) for other in finding.related)
    return msgspec.structs.replace(finding, segment=numbers[finding.segment], related=related)
