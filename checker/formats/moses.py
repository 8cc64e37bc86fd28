"""Line pairs, as Moses and the WMT tasks have them: line i of one file translates line i of the other."""

from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest

from checker.errors import CheckerError
from checker.formats import Input, without_end
from checker.model import Segment


def claim(given: Input, head: bytes) -> int:  # noqa: ARG001 - the family's shape
    """100 if ``given`` has a partner, else 0: a plain text alone is no corpus."""
    return 100 if given.partner else 0


def read_segments(given: Input) -> Iterator[Segment]:
    r"""The pairs of lines, streamed; only ``\n`` and ``\r\n`` end a line.

    A pair that is blank on both sides is no segment but parts documents; these are then named "1", "2" and
    so on. A line that is blank on one side only is a segment like any other. A first pass counts the lines
    and looks whether documents are parted, so that nothing is yielded of files that do not belong together.

    Raises:
        CheckerError: The files have different numbers of lines; there is no partner.
    """
    partner = given.partner
    if partner is None:
        raise CheckerError("a plain text alone is no corpus", given.name, "name its translation too: --pair")
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
