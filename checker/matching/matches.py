"""Matches: one row per occurrence, with its outcome in the target. It is decided once; all rules read it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice, takewhile
from operator import attrgetter
from typing import NamedTuple, Self

import msgspec

from checker.corpus import Chunk
from checker.languages import Wording
from checker.matching import untranslated
from checker.matching.terminology import Terminology
from checker.matching.untranslated import Copy
from checker.model import Concept, Enforce, Finding, Fix, FixKind, Outcome, Severity, Span
from checker.text import mnemonics
from checker.text.folding import key
from checker.text.near import REACH, beginning
from checker.text.numbers import Number
from checker.text.technical import without_codes


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence and its rendering.

    Attributes:
        segment: Number in the corpus, from 0.
        concept: Id.
        candidates: Ids of all concepts that the source may mean, if more than one.
        source: The place in the source; None for a wording that is banned with any source.
        text: The source text there.
        outcome: How the target renders it.
        rendering: The text in the target, None if it is missing.
        target: The place of ``rendering``.
        how: How the outcome was decided.
        reason: Why the rendering is missing, "" if it is not.
    """

    segment: int
    concept: str
    candidates: tuple[str, ...]
    source: Span | None
    text: str
    outcome: Outcome
    rendering: str | None
    target: Span | None
    how: str
    reason: str


class Row(NamedTuple):
    """One occurrence and its rendering, with numbers for concepts and segments.

    Attributes:
        segment: Number in the chunk, from 0.
        concept: Number of the concept in the glossary; the first candidate if undecided.
        candidates: Numbers of all concepts that it may be.
        start, end: The place in the source; -1 for a ban.
        outcome: How the target renders it.
        target_start, target_end: The place of the rendering or of what replaces it; -1 if there is none.
        how: How the outcome was decided.
        reason: Why the rendering is missing, "" if that is not known; ``other-time`` for one of another time.
        wording: The glossary's rendering that was matched, "" if none.
        other: Number of the concept that the rendering belongs to at another time, -1 if there is none.
    """

    segment: int
    concept: int
    candidates: tuple[int, ...]
    start: int
    end: int
    outcome: Outcome
    target_start: int = -1
    target_end: int = -1
    how: str = ""
    reason: str = ""
    wording: str = ""
    other: int = -1


_segment: Callable[[Row], int] = attrgetter("segment")


class Matches:
    """The rows of one chunk, ordered by segment and position.

    Attributes:
        chunk: The segments.
        terminology: The compiled glossary.
        rows: The rows.
        before: What the document had said before the chunk, as a packed ``Past``.
        references: The matches of the same segments in other translations.
        explained: The segments (numbers in the chunk) whose rows depend on earlier segments; set by ``in_context``.
        unfinished: The segments (numbers in the chunk) that take too many steps (``checker.text.steps``); they have no
            rows, and count as not translated.
    """

    explained: frozenset[int] = frozenset()

    def __init__(
        self,
        chunk: Chunk,
        terminology: Terminology,
        rows: list[Row],
        before: bytes = b"",
        *,
        unfinished: Iterable[int] = (),
    ) -> None:
        self.chunk = chunk
        self.terminology = terminology
        self.rows = rows
        self.before = before
        self.unfinished = frozenset(unfinished)
        self.references: tuple[Matches, ...] = ()
        self._translated: list[bool] = []
        self._numbers: tuple[list[list[Number]], list[list[Number]]] | None = None

    def __getstate__(self) -> "_State":
        return self.chunk, self.rows, self.before, self.unfinished, self.references, self._translated

    def __setstate__(self, state: "_State") -> None:
        self.chunk, self.rows, self.before, self.unfinished, self.references, self._translated = state
        self._numbers = None

    def under(self, terminology: Terminology) -> Self:
        """Set the terminology, which is not sent to another process with each chunk."""
        self.terminology = terminology
        return self

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Match]:
        for row in self.rows:
            text = self.chunk.targets[row.segment]
            concepts = self.terminology.concepts
            rendered = row.outcome is not Outcome.MISSING
            yield Match(
                segment=self.chunk.first + row.segment,
                concept=concepts[row.concept].id,
                candidates=tuple(concepts[c].id for c in row.candidates) if len(row.candidates) > 1 else (),
                source=Span(row.start, row.end) if row.start >= 0 else None,
                text=self.source_text(row),
                outcome=row.outcome,
                rendering=text[row.target_start : row.target_end] if rendered else None,
                target=Span(row.target_start, row.target_end) if rendered else None,
                how=row.how,
                reason=row.reason,
            )

    def source_text(self, row: Row) -> str:
        """The source text at the occurrence, "" for a ban."""
        return self.chunk.sources[row.segment][row.start : row.end] if row.start >= 0 else ""

    def target_text(self, row: Row) -> str:
        """The target text that renders or replaces it, "" if there is none."""
        return self.chunk.targets[row.segment][row.target_start : row.target_end] if row.target_start >= 0 else ""

    def by_segment(self) -> Iterator[tuple[int, list[Row]]]:
        """The segments with rows, each with its rows."""
        return ((segment, list(rows)) for segment, rows in groupby(self.rows, key=_segment))

    def concept(self, row: Row) -> Concept:
        """The concept of a row; the first candidate if undecided."""
        return self.terminology.concepts[row.concept]

    def translated(self, segment: int) -> bool:
        """Whether a segment (number in the chunk) is translated: not empty, not pending, not a copy, with a source.

        What is unfinished counts as not translated, so that nothing is said of it.
        """
        if not self._translated:
            self._translated = [
                number not in self.unfinished
                and bool(each.target.strip())
                and not each.pending
                and not each.lacks
                and not self.copied(number)
                for number, each in enumerate(self.chunk.segments)
            ]
        return self._translated[segment]

    def numbers(self, segment: int) -> tuple[list[Number], list[Number]]:
        """The numbers in the source and in the target of a segment (number in the chunk), none if not translated."""
        if self._numbers is None:
            texts = ([""] * len(self.chunk), [""] * len(self.chunk))
            for at in filter(self.translated, range(len(self.chunk))):
                texts[0][at], texts[1][at] = self.chunk.sources[at], self.chunk.targets[at]
                if self.chunk.segments[at].ui:  # the digits of a placeholder count nothing
                    texts[0][at], texts[1][at] = map(without_codes, (texts[0][at], texts[1][at]))
            self._numbers = self.terminology.source.numbers(texts[0]), self.terminology.target.numbers(texts[1])
        return self._numbers[0][segment], self._numbers[1][segment]

    def leaving_out(self, segments: Iterable[int]) -> "Matches":
        """The same rows, but these segments of the chunk count as not translated."""
        left_out = set(segments)
        if not left_out:
            return self
        same = Matches(self.chunk, self.terminology, self.rows, self.before, unfinished=self.unfinished)
        same._translated = [self.translated(at) and at not in left_out for at in range(len(self.chunk))]
        return same

    def copied(self, segment: int) -> bool:
        """Whether the target is a copy of the source, and the source is a sentence in the source language."""
        return self.copy(segment) is Copy.SENTENCE

    def copy(self, segment: int) -> Copy | None:
        """What the source is if the target is a copy of it; None if it is none."""
        mine, other = self.terminology.source, self.terminology.target
        told = [self.chunk.segments[segment]]
        (source,) = mnemonics.words([self.chunk.sources[segment]], told, mine.known)
        (target,) = mnemonics.words([self.chunk.targets[segment]], told, other.known)
        if not target.strip() or (mine.letters and not mine.letters.search(target)) or key(source) != key(target):
            return None
        if mine.code == other.code:
            return Copy.NAME
        return Copy.SENTENCE if mine.letters else untranslated.kind(source, mine, other)

    def binds(self, segment: int) -> bool:
        """Whether the glossary has a say in a segment (number in the chunk): its source has a term, or a number.

        So it has where the target has a term of the source's language, as when both sides have changed places.
        """
        if not self.terminology.enforced:
            return False
        at = bisect_left(self.rows, segment, key=_segment)
        mine = takewhile(lambda row: row.segment == segment, islice(self.rows, at, None))
        if any(row.start >= 0 and self.enforces(row) for row in mine):
            return True
        if self.terminology.source.numbers([self.chunk.sources[segment]])[0]:
            return True
        return len(self.terminology.source_finder.find([self.chunk.targets[segment]]).texts) > 0

    def enforces(self, row: Row) -> bool:
        """Whether a finding about a row may fail a gate: not if the glossary only advises all that may be meant."""
        return any(self.terminology.concepts[c].enforce is not Enforce.ADVISORY for c in row.candidates)

    def finding(
        self, row: Row, severity: Severity, message: str, why: str = "", *, fix: str = "", safe: bool = False
    ) -> Finding:
        """A finding about a row, with its evidence.

        Args:
            row: The row.
            severity: How bad it is.
            message: What is wrong, in one sentence without a full stop.
            why: The reason, in one sentence without a full stop.
            fix: The text to put in place of the rendering, "" for no fix.
            safe: Whether the fix may be applied without reading it.
        """
        concepts = self.terminology.concepts
        target = (Span(row.target_start, row.target_end),) if row.target_start >= 0 else ()
        return Finding(
            severity=severity,
            reason=row.reason,
            segment=self.chunk.first + row.segment,
            concept=concepts[row.concept].id,
            candidates=tuple(concepts[c].id for c in row.candidates) if len(row.candidates) > 1 else (),
            source=(Span(row.start, row.end),) if row.start >= 0 else (),
            target=target,
            found=self.target_text(row),
            expected=tuple(dict.fromkeys(text for c in row.candidates for text in concepts[c].accepted)),
            message=message,
            why=why,
            fixes=tuple(self._fixes(row, fix, safe=safe)) if fix and target else (),
            gating=self.enforces(row),
        )

    def _fixes(self, row: Row, fix: str, *, safe: bool) -> Iterator[Fix]:
        """The fix, with what changes around it; none if the language of the target leaves open what that is."""
        language = self.terminology.target
        text, start, end = self.chunk.targets[row.segment], row.target_start, row.target_end
        found = text[start:end]
        behind = language.following(found, fix, text[end : end + REACH])
        if behind is None:
            return
        kind = FixKind.SAFE if safe else FixKind.READ
        if _letters(found) != _letters(fix):
            trust = language.trust(text, start, end, fix, Wording(row.wording, self.concept(row).category))
            if trust is FixKind.INSERT:
                return
            kind = kind if trust is FixKind.SAFE else trust
        before, new = language.introduced(text[beginning(text, start) : start], fix)
        if self.chunk.segments[row.segment].ui:
            new = new.removesuffix(fix) + mnemonics.kept(found, fix)
        yield Fix(kind, Span(start - before, end + behind[0]), new + behind[1])


_State = tuple[Chunk, list[Row], bytes, frozenset[int], tuple[Matches, ...], list[bool]]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, key(text)))
