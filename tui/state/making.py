"""A target as a text with marks for its inline codes: in the form, in an editor of the user's own, and line by line."""

from collections.abc import Collection

import msgspec

from checker.model import Segment, Span, Target
from checker.text.codes import breaks
from checker.text.marks import Marks, mark

_OWN = range(0xFDD0, 0xFDF0)  # characters that no text should have, for the marks of the form


class Making(msgspec.Struct, frozen=True):
    """A target in the making.

    Attributes:
        before: The target before, or the source if there was none: where codes that lose their mark come from.
        signs: What stands before and behind the label of a code.
        text: The text with marks at the beginning.
    """

    marks: Marks
    before: Target
    signs: tuple[str, str]
    text: str

    def target(self, typed: str, without: Collection[str] = ()) -> Target:
        """The target that ``typed`` means; codes that lost their mark with their words are put back.

        Args:
            typed: The text with marks.
            without: The labels of codes that were taken out.
        """
        return self.marks.kept(self.before, self.marks.read(typed, *self.signs), without)

    def faults(self, typed: str, without: Collection[str] = ()) -> list[str]:
        """Why the target cannot be kept, in words."""
        return self.marks.faults(self.target(typed, without))

    def notes(self, typed: str, without: Collection[str] = ()) -> list[str]:
        """What becomes of codes that have no mark in ``typed``, in words."""
        target = self.target(typed, without)
        there = self.marks.read(typed, *self.signs)
        back = list(self.marks.labels(target.codes))
        for label in self.marks.labels(there.codes):
            back.remove(label)
        said = [f"{_listed(back)} put back: {self.marks.shown(target)}"] if back else []
        missing = self.marks.missing(target.codes)
        return [*said, *([f"{_listed(missing)} of the source missing"] if missing else [])]

    def next_label(self, typed: str) -> str:
        """The label of the next code that ``typed`` lacks, "" if it has all of the source and of the target before."""
        codes = self.marks.read(typed, *self.signs).codes
        have = self.marks.labels(codes)
        lacking = [
            *self.marks.missing(codes),
            *(each for each in self.marks.labels(self.before.codes) if each not in have),
        ]
        return lacking[0] if lacking else ""

    def span(self, span: Span) -> Span:
        """A span of the target before, in the text with marks."""
        starts = ends = 0
        for code, label in zip(self.before.codes, self.marks.labels(self.before.codes), strict=True):
            size = len("".join(self.signs)) + len(label) - breaks(code) if self.text else 0
            starts += size if code.at <= span.start else 0
            ends += size if code.at < max(span.end, span.start + 1) else 0
        return Span(span.start + starts, span.end + ends)


def begun(segment: Segment, marks: Marks, *, plain: bool = False) -> Making:
    """The present target of ``segment`` with marks.

    Args:
        segment: The segment with its present target.
        marks: The marks of the segment.
        plain: Whether the marks are written with signs that a person can type, or with signs that no text has.
    """
    target = segment.translation
    before = target if target.text or target.codes else Target(segment.source, segment.source_codes)
    own = [sign for sign in map(chr, _OWN) if sign not in target.text]
    signs = marks.signs(target.text) if plain or len(own) < 2 else (own[0], own[1])
    return Making(marks, before, signs, marks.shown(target, *signs))


def _listed(labels: list[str]) -> str:
    return " ".join(map(mark, labels))
