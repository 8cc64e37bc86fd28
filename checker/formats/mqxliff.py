"""MQXLIFF, the bilingual files of memoQ."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._xliff import Dialect, Status, languages, segments, write_targets
from checker.formats._xml import NAMED, Edit, Unit, root
from checker.model import Segment, Target

__all__ = ["claim", "example", "languages", "read_segments", "write"]
_MQ = f"MQXliff{NAMED}"
_NOT_GOOD = frozenset(
    ("NotStarted", "PreTranslated", "AssembledFromFragments", "PartiallyEdited", "MachineTranslated", "Rejected")
)


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is MQXLIFF: XLIFF with memoQ's namespace or the extension .mqxliff."""
    found = root(file, head)
    if found is None:
        return 30 if file.suffix == ".mqxliff" else 0
    if found.name != "xliff" or found.attributes.get("version", "").startswith("2"):
        return 0
    return 90 if file.suffix == ".mqxliff" or b'"MQXliff"' in head else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = '<trans-unit id="{}" mq:status="Proofread"><source>{}</source><target>{}</target></trans-unit>\n'
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    top = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">\n'
    file = '<file original="map" source-language="ko" target-language="en" datatype="x-docx"><body>\n'
    return {"rivers.mqxliff": f"{top}{file}{body}</body></file></xliff>\n".encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per unit; its state is memoQ's status.

    A segment that nobody has confirmed is fuzzy: NotStarted, PreTranslated, PartiallyEdited (shown as Edited in memoQ),
    Rejected and the like.

    Raises:
        CheckerError: The XML is broken, or nothing is in the languages asked for.
    """
    return segments(file, _MEMOQ)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets; edited segments become PartiallyEdited, as in memoQ."""
    write_targets(file, targets, to, _MEMOQ)


def _status(unit: Unit, _mid: str) -> Status:
    state = unit.attributes.get(_MQ + "status", "")
    return Status(state, state in _NOT_GOOD, unit.attributes.get(_MQ + "locked", "") in ("locked", "true"))


def _touched(unit: Unit, _mid: str) -> list[Edit]:
    return [unit.set(unit, _MQ + "status", "PartiallyEdited")] if _MQ + "status" in unit.attributes else []


_MEMOQ = Dialect(_status, _touched)
