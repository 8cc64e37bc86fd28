"""Marks that show the inline codes of a target to people: ⟨1⟩ and ⟨/1⟩ for a pair, ⟨2/⟩ for a code that stands alone.

``1``, ``/1`` and ``2/`` are the *labels* of the codes. They are also how codes are kept outside of their file.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from checker.model import Code, Segment, Target
from checker.text.codes import Role, breaks, carried, completed, crossed, fitted, kind, line_broken, partners

OPENING, CLOSING = "⟨⟩"
_REPEATED = frozenset(("g", "x"))  # elements that may be repeated, if they do not say otherwise


class Marks:
    """The codes that the target of a segment may have, with their labels: first those of the source.

    Equal codes (by id, else by text) have equal labels.

    Args:
        segment: The segment as it was read.
    """

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._numbers: dict[tuple[bool, str], int] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._codes: dict[str, Code] = {}
        self._halves: set[str] = set()  # the labels of codes that are only half a pair in the file
        for side in (segment.source_codes, segment.target_codes):
            paired = partners(side)
            for number, (code, label) in enumerate(zip(side, self.labels(side), strict=True)):
                self._labels.setdefault((code.text, code.id), label)
                self._codes[label] = code
                if number not in paired:
                    self._halves.add(label)

    def __bool__(self) -> bool:
        return bool(self._codes)

    def labels(self, codes: Sequence[Code]) -> list[str]:
        """The label of each code."""
        paired = partners(codes)
        found: list[str] = []
        for number, code in enumerate(codes):
            partner = paired.get(number, number)
            known = self._labels.get((code.text, code.id))
            if partner < number:
                found.append(f"/{found[partner]}")
            elif known:
                found.append(known)
            else:
                role = kind(code).role
                told = self._numbers.setdefault((role is Role.ALONE, code.id or code.text), len(self._numbers) + 1)
                found.append({Role.ALONE: f"{told}/", Role.OPENS: f"{told}", Role.CLOSES: f"/{told}"}[role])
        return found

    # A target as one text.

    def shown(self, target: Target, opening: str = OPENING, closing: str = CLOSING) -> str:
        """The text with marks; the mark of a line break stands for the break too."""
        parts: list[str] = []
        at = 0
        for code, label in zip(target.codes, self.labels(target.codes), strict=True):
            parts += [target.text[at : code.at], f"{opening}{label}{closing}"]
            at = code.at + breaks(code)
        return "".join(parts) + target.text[at:]

    def placed(self, codes: Sequence[Code]) -> list[tuple[int, str]]:
        """The offsets and marks of codes."""
        return [(code.at, mark(label)) for code, label in zip(codes, self.labels(codes), strict=True)]

    def read(self, shown: str, opening: str = OPENING, closing: str = CLOSING) -> Target:
        """The target that ``shown`` shows; what looks like a mark but is of no code is text."""
        texts: list[str] = []
        codes: list[Code] = []
        at = size = 0
        for match in pattern(opening, closing).finditer(shown):
            code = self._codes.get(match[1])
            if code:
                text = shown[at : match.start()]
                size += len(text)
                codes.append(Code(size, code.text, code.id))
                if breaks(code):
                    text += "\n"
                    size += 1
                texts.append(text)
                at = match.end()
        return Target("".join([*texts, shown[at:]]), tuple(codes))

    def signs(self, text: str) -> tuple[str, str]:
        """Signs for marks that nothing in ``text`` looks like."""
        times = 1
        while pattern(OPENING * times, CLOSING * times).search(text):
            times += 1
        return OPENING * times, CLOSING * times

    # Codes by their labels.

    def packed(self, codes: Sequence[Code]) -> str:
        """The codes as offsets and labels: ``4:1 9:/1``."""
        return " ".join(f"{code.at}:{label}" for code, label in zip(codes, self.labels(codes), strict=True))

    def unpacked(self, text: str, packed: str) -> Target:
        """``text`` with the codes in ``packed``; if it cannot have them, with those that it would have by itself."""
        codes: list[Code] = []
        for each in packed.split():
            at, _, label = each.partition(":")
            code = self._codes.get(label)
            if code and re.fullmatch("[0-9]{1,9}", at):
                codes.append(Code(int(at), code.text, code.id))
        found = Target(text, tuple(codes))
        return fitted(self._segment, text) if self.faults(found) else found

    def missing(self, codes: Sequence[Code]) -> list[str]:
        """The labels of the source's codes that are not among ``codes``, in order."""
        left = Counter(self.labels(codes))
        found = []
        for label in self.labels(self._segment.source_codes):
            left[label] -= 1
            if left[label] < 0:
                found.append(label)
        return found

    def kept(self, before: Target, after: Target, without: Collection[str] = ()) -> Target:
        """``after`` with the codes that it lost of ``before``, if the source has them and nobody took them out.

        They are placed as by ``carried``, and nested with those that ``after`` has.

        Args:
            before: The target before an edit.
            after: The target after it, with the codes that still have a mark.
            without: The labels of codes that were taken out.
        """
        wanted = Counter(self.labels(self._segment.source_codes)) - Counter(self.labels(after.codes))
        for label in without:
            del wanted[label]
        for code, label in zip(before.codes, self.labels(before.codes), strict=True):
            if breaks(code) and wanted[label] > 0:
                wanted[label] -= 1
                after = line_broken(before, after, code)
        lost = []
        codes = carried(before, after.text)
        for code, label in zip(codes, self.labels(codes), strict=True):
            if wanted[label] > 0:
                wanted[label] -= 1
                lost.append(code)
        return Target(after.text, completed(after.codes, lost))

    # What is wrong.

    def faults(self, target: Target) -> list[str]:
        """Why the file cannot hold the codes where they are, in words; empty if it can."""
        codes, text = target.codes, target.text
        reached = 0
        for code in codes:
            if not reached <= code.at <= len(text) or (breaks(code) and text[code.at : code.at + 1] != "\n"):
                return ["the codes do not fit into the text"]
            reached = code.at + breaks(code)
        labels = self.labels(codes)
        free = any(crossed(side) for side in (self._segment.source_codes, self._segment.target_codes))
        said = [*self._halved(codes, labels), *self._repeated(codes, labels), *self._left_out(labels)]
        over = crossed(codes, elements=free)
        if over:
            outer, inner = (labels[each] for each in over)
            said.append(f"{mark(outer)} and {mark(inner)} overlap: {mark('/' + inner)} must come first")
        return said

    def _halved(self, codes: Sequence[Code], labels: Sequence[str]) -> Iterator[str]:
        paired = partners(codes)
        for number, (code, label) in enumerate(zip(codes, labels, strict=True)):
            if number not in paired and label not in self._halves:
                if kind(code).role is Role.OPENS:
                    yield f"{mark(label)} has no {mark('/' + label)} behind it"
                else:
                    yield f"{mark(label)} has no {mark(label[1:])} before it"

    def _repeated(self, codes: Sequence[Code], labels: Sequence[str]) -> Iterator[str]:
        sides = (self._segment.source_codes, self._segment.target_codes)
        most = Counter(self.labels(sides[0])) | Counter(self.labels(sides[1]))
        count = Counter(labels)
        for label, code in dict(zip(labels, codes, strict=True)).items():
            each = kind(code)
            may = each.name in _REPEATED and each.attributes.get("clone") != "no"
            if count[label] > max(most[label], 1) and not may:
                yield f"{mark(label)} stands {count[label]} times, and the file can hold it once"

    def _left_out(self, labels: Sequence[str]) -> Iterator[str]:
        for label in dict.fromkeys(self.labels(self._segment.source_codes)):
            code = self._codes[label]
            if label not in labels and kind(code).attributes.get("canDelete") == "no":
                yield f"{mark(label)} must not be left out"


def pattern(opening: str, closing: str) -> re.Pattern[str]:
    """Matches marks with these signs; the group is the label."""
    return re.compile(f"{re.escape(opening)}(/?[0-9]{{1,6}}/?){re.escape(closing)}")


def mark(label: str) -> str:
    """The mark with a label."""
    return f"{OPENING}{label}{CLOSING}"
