"""Where targets stand in their files, and what fixes make of those lines.

Formats do not say where a target stands. So each is asked for copies: in one, every target is replaced by a mark of its
own, and what stands in the mark's place in the file is the target, if it is there as it is. In others, the fixes are
applied; a fix is told only if the copy differs from the file in nothing else than its words.
"""

import copy
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.model import FixKind, Span
from checker.project.workspace import STANDARD_INPUT
from checker.reports import Place, Record

_FINDINGS = 2_000  # findings of a file that are located, the first ones
_SIGNS = 1 << 22  # code points of their texts, at most
_FILE = 1 << 24  # bytes of a file in which targets are located
_LINE = 2_000  # code points of a line that is told
_COPIES = 32  # copies of a file with fixes, at most
_COPIED = 1 << 26  # bytes of these copies, about
_FAR = 200  # lines in which a line of the file is looked for behind a changed one
_MARK = "Ilchi"


class _Edit(NamedTuple):
    """A fix: the line, from 0, and the columns in code points; the segment with its target; what takes their place."""

    line: int
    start: int
    end: int
    segment: int
    target: str
    text: str

    def made(self, lines: Sequence[str]) -> str:
        """The line with the fix."""
        line = lines[self.line]
        return line[: self.start] + self.text + line[self.end :]


def locating(inputs: Mapping[str, Input]) -> Callable[[Iterable[Record]], Iterator[Record]]:
    """A function that adds to records where their targets stand in these files, which are read again."""

    def located(records: Iterable[Record]) -> Iterator[Record]:
        for file, group in itertools.groupby(records, key=lambda record: record.file):
            given = inputs.get(file)
            left = iter(group)
            if given:
                yield from _located(given, list(_first(left)))
            yield from left

    return located


def _first(records: Iterator[Record]) -> Iterator[Record]:
    """The findings that are located; the rest of a large file is left in ``records``."""
    room = _SIGNS
    for record in itertools.islice(records, _FINDINGS):
        yield record
        room -= len(record.source.text) + len(record.target.text)
        if room < 0:
            return


def _located(given: Input, records: list[Record]) -> Iterable[Record]:
    """The records of one file; as they are where nothing is known."""
    try:
        file = _File(given)
        spots = file.spots({record.index: record.target.text for record in records})
        return _told(file, records, spots) if spots else records
    except (CheckerError, OSError, UnicodeError, LookupError):  # it cannot be written as it is, so nothing is told
        return records


class _File:
    """A file whose targets can be replaced, as lines.

    Raises:
        CheckerError: It cannot.
    """

    def __init__(self, given: Input) -> None:
        self._given = copy.copy(given)
        self._given.warn = lambda _message: None  # all was said when the file was read
        holder = given.partner or given
        if STANDARD_INPUT in (given.name, holder.name) or holder.name.lower().endswith(".gz"):
            raise CheckerError("there is no file to change", holder.name)
        self.name = holder.name
        self._format = format_of(given, "read_segments")
        if not hasattr(self._format, "write") or holder.size() > _FILE:
            raise CheckerError("this file is not changed", holder.name)
        with holder.open() as stream:
            raw = stream.read(_FILE)
        self._encoding = holder.codec()
        self.lines = self._split(raw)
        self._copies = min(_COPIES, 1 + _COPIED // (len(raw) + 1))

    def _split(self, raw: bytes) -> list[str]:
        return raw.decode(self._encoding).removeprefix("\ufeff").split("\n")

    def _copy(self, targets: Mapping[int, str]) -> list[str]:
        """The lines of a copy with other targets."""
        copied = io.BytesIO()
        self._format.write(self._given, targets, copied)
        return self._split(copied.getvalue())

    def spots(self, targets: Mapping[int, str]) -> dict[int, tuple[int, int]]:
        """Where the targets of some segments stand as they are: line and column, from 0, by segment number."""
        taken = {}
        for index, segment in enumerate(self._format.read_segments(self._given), 1):
            target = targets.get(index)
            plain = not (segment.locked or segment.fuzzy or segment.target_codes or segment.source_codes)
            if target and plain and segment.target == target and "\n" not in target:
                taken[index] = target
        if not taken:
            return {}
        mark = _MARK
        while any(mark in line for line in self.lines):
            mark += "Z"
        marks = re.compile(f"{mark}([0-9]+)E")
        return _spots(self.lines, self._copy({index: f"{mark}{index}E" for index in taken}), marks, taken)

    def sure(self, edits: Sequence[_Edit]) -> Iterator[_Edit]:
        """Those of some edits, at most one a segment, that are all that the format changes."""
        parts = [list(edits)]
        while parts and self._copies:
            part = parts.pop()
            made = self._fixed(part)
            if made == self._edited(part):
                yield from part
                continue
            there = set(made)
            left = [edit for edit in part if edit.made(self.lines) in there]
            if left and len(left) < len(part):
                parts.append(left)  # the others are written in another way, for instance on several lines
            elif len(part) > 1:
                parts += [part[: len(part) // 2], part[len(part) // 2 :]]

    def _edited(self, edits: Iterable[_Edit]) -> list[str]:
        """The lines of the file with some edits."""
        wanted = list(self.lines)
        for edit in sorted(edits, reverse=True):
            wanted[edit.line] = edit.made(wanted)
        return wanted

    def _fixed(self, edits: Iterable[_Edit]) -> list[str]:
        """What the format makes of the file with these edits; no lines if it refuses one."""
        self._copies -= 1
        try:
            return self._copy({edit.segment: edit.target for edit in edits})
        except CheckerError:
            return []


def _spots(
    old: Sequence[str], new: Iterable[str], marks: re.Pattern[str], targets: Mapping[int, str]
) -> dict[int, tuple[int, int]]:
    """Where the targets stand in ``old``, of which ``new`` is a copy with marks instead."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for line in new:
        pieces = marks.split(line)
        if len(pieces) == 1:
            if line not in old[at : at + 1]:
                # Behind a target on several lines, or a line that changes with it.
                at = next((there for there in range(at, min(at + _FAR, len(old))) if old[there] == line), at)
            at += 1
        elif at < len(old):
            found |= {index: (at, column) for index, column in _columns(old[at], pieces, targets)}
            at += 1
    return found


def _columns(line: str, pieces: Sequence[str], targets: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The columns of the targets in a line; ``pieces`` are what stands around them and, between, their numbers."""
    numbers = list(map(int, pieces[1::2]))
    for quote in ("", '"'):  # a table may quote a text and not the mark
        texts = [f"{quote}{targets[number]}{quote}" for number in numbers]
        whole = [*itertools.chain.from_iterable(zip(pieces[::2], texts, strict=False)), pieces[-1]]
        if "".join(whole) == line:
            ends = list(itertools.accumulate(map(len, whole)))
            yield from ((number, end + len(quote)) for number, end in zip(numbers, ends[::2], strict=False))
            return


def _told(file: _File, records: list[Record], spots: Mapping[int, tuple[int, int]]) -> Iterator[Record]:
    """The records with their places, and with the lines that their fixes make."""
    rounds: dict[int, dict[tuple[Span, str], None]] = {}
    for record in records:
        wanted = rounds.setdefault(record.index, {})
        wanted |= {(fix.span, fix.replacement): None for fix in record.fixes if fix.kind is not FixKind.INSERT}
    texts = {record.index: record.target.text for record in records}
    lines: dict[tuple[int, Span, str], str] = {}
    for number in range(max(map(len, rounds.values()))):
        edits = []
        for index, fixes in rounds.items():
            if index in spots and number < len(fixes):
                span, text = list(fixes)[number]
                line, column = spots[index]
                target = texts[index][: span.start] + text + texts[index][span.end :]
                edits.append(_Edit(line, column + span.start, column + span.end, index, target, text))
        for edit in file.sure(edits):
            made = edit.made(file.lines).removesuffix("\r")
            if len(made) <= _LINE:
                column = spots[edit.segment][1]
                lines[edit.segment, Span(edit.start - column, edit.end - column), edit.text] = made
    for record in records:
        if record.index not in spots:
            yield record
            continue
        line, column = spots[record.index]
        before = file.lines[line][:column]
        yield msgspec.structs.replace(
            record,
            written=Place(file.name, line + 1, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1),
            fixes=tuple(
                msgspec.structs.replace(fix, line=lines.get((record.index, fix.span, fix.replacement), msgspec.UNSET))
                for fix in record.fixes
            ),
        )
