"""Line pairs, as in Moses and the WMT tasks: line i of one file is the translation of line i of the other."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import zip_longest
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, _copy, without_end
from checker.model import Segment


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """99 if ``file`` has a partner, else 0, since one text file alone is not a corpus; pairs by key are surer."""
    return 99 if file.partner else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.ko": "강\n바다\n".encode(), "rivers.en": b"river\nsea\n"}


def read_segments(file: Input) -> Iterator[Segment]:
    r"""The pairs of lines, streamed; only ``\n`` and ``\r\n`` end a line.

    Lines that are blank on both sides separate documents, which are named "1", "2" and so on. A line that is blank on
    one side only is a segment. A first pass counts the lines, so that nothing is yielded if the files do not belong
    together.

    Raises:
        CheckerError: The files have different numbers of lines, or there is no partner.
    """
    partner = _partner(file)
    document = int(_parted(file, partner))
    begun = gap = False
    with closing(file.lines()) as sources, closing(partner.lines()) as targets:
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


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new lines.

    Raises:
        CheckerError: A new target has a line break, or is blank beside a blank source; there is no such segment; or the
            files do not belong together.
    """
    partner = _partner(file)
    _parted(file, partner)

    def edit(lines: Iterator[str]) -> Iterator[str]:
        seen = 0
        with closing(file.lines()) as sources:
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
                        "the new text is not a single line", f"{partner.name}:{number}", "remove the line breaks"
                    )
                yield new
        _copy.unknown(file, targets, seen)

    if targets:
        _copy.edited(partner, to, edit)
    else:
        _copy.copied(partner, to)


def _partner(file: Input) -> Input:
    if file.partner is None:
        raise CheckerError("one text file alone is not a corpus", file.name, "name its translation too: --pair")
    return file.partner


def _parted(file: Input, partner: Input) -> bool:
    """Whether blank lines separate documents; raises if the files have different numbers of lines."""
    here = there = 0
    begun = gap = parted = False
    with closing(file.lines()) as sources, closing(partner.lines()) as targets:
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
            f"{file.name} has {here} lines, {partner.name} has {there}",
            f"{(file if here > there else partner).name}:{min(here, there) + 1}",
            "line i of one file must be the translation of line i of the other",
        )
    return parted
