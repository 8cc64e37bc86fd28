"""Line pairs, as Moses and the WMT tasks have them: line i of one file translates line i of the other."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import zip_longest
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, _copy, without_end
from checker.model import Segment


def claim(given: Input, head: bytes) -> int:  # noqa: ARG001 - the family's shape
    """100 if ``given`` has a partner, else 0: a plain text alone is no corpus."""
    return 100 if given.partner else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.ko": "강\n바다\n".encode(), "rivers.en": b"river\nsea\n"}


def read_segments(given: Input) -> Iterator[Segment]:
    r"""The pairs of lines, streamed; only ``\n`` and ``\r\n`` end a line.

    A pair that is blank on both sides is no segment but parts documents; these are then named "1", "2" and
    so on. A line that is blank on one side only is a segment like any other. A first pass counts the lines
    and looks whether documents are parted, so that nothing is yielded of files that do not belong together.

    Raises:
        CheckerError: The files have different numbers of lines; there is no partner.
    """
    partner = _partner(given)
    document = int(_parted(given, partner))
    begun = gap = False
    with closing(given.lines()) as sources, closing(partner.lines()) as targets:
        for number, (source, target) in enumerate(zip(sources, targets, strict=False), 1):
            if source.isspace() and target.isspace():
                gap = begun
                continue
            if gap and document:
                document += 1
            begun, gap = True, False
            yield Segment(
                source=without_end(source),
                target=without_end(target),
                document=str(document) if document else "",
                line=number,
            )


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """A copy of the partner, which holds the targets, with other lines.

    Raises:
        CheckerError: A text is no line beside its source, there is no such segment, or as ``read_segments``.
    """
    partner = _partner(given)
    _parted(given, partner)

    def edit(lines: Iterator[str]) -> Iterator[str]:
        seen = 0
        with closing(given.lines()) as sources:
            for number, (source, line) in enumerate(zip(sources, lines, strict=False), 1):
                blank = source.isspace() and line.isspace()
                seen += not blank
                target = None if blank else targets.get(seen)
                if target is None or target == without_end(line):
                    yield line
                    continue
                new = target + line[len(without_end(line)) :]
                if "\n" in target or without_end(new) != target or (source.isspace() and not target.strip()):
                    raise CheckerError(
                        "the new text is no line of its own", f"{partner.name}:{number}", "take the line breaks out"
                    )
                yield new
        _copy.unknown(given, targets, seen)

    if targets:
        _copy.edited(partner, to, edit)
    else:
        _copy.copied(partner, to)


def _partner(given: Input) -> Input:
    if given.partner is None:
        raise CheckerError("a plain text alone is no corpus", given.name, "name its translation too: --pair")
    return given.partner


def _parted(given: Input, partner: Input) -> bool:
    """Whether blank pairs stand between segments; raises where the files differ in their number of lines."""
    here = there = 0
    begun = gap = parted = False
    with closing(given.lines()) as sources, closing(partner.lines()) as targets:
        for source, target in zip_longest(sources, targets):
            here += source is not None
            there += target is not None
            if source is None or target is None:
                continue
            if source.isspace() and target.isspace():
                gap = begun
            else:
                parted = parted or gap
                begun = True
    if here != there:
        raise CheckerError(
            f"{given.name} has {here} lines, {partner.name} has {there}",
            f"{(given if here > there else partner).name}:{min(here, there) + 1}",
            "line i of one has to be the translation of line i of the other",
        )
    return parted
