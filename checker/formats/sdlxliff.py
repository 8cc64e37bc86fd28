"""SDLXLIFF, the bilingual files of Trados Studio."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.formats import Input
from checker.formats._xliff import Dialect, Status, languages, segments, write_targets
from checker.formats._xml import NAMED, Edit, Element, Unit, root
from checker.model import Segment, Target

__all__ = ["claim", "example", "languages", "read_segments", "write"]
_SDL = f"http://sdl.com/FileTypes/SdlXliff/1.0{NAMED}"
# For "Not Translated", Studio writes no level.
_NOT_GOOD = frozenset(("", "Unspecified", "Draft", "RejectedTranslation", "RejectedSignOff"))


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is SDLXLIFF: XLIFF with SDL's namespace or the extension .sdlxliff."""
    found = root(file, head)
    if found is None:
        return 30 if file.suffix == ".sdlxliff" else 0
    if found.name != "xliff" or found.attributes.get("version", "").startswith("2"):
        return 0
    return 90 if file.suffix == ".sdlxliff" or any(name.startswith(_SDL) for name in found.attributes) else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = (
        '<trans-unit id="{0}"><source>{1}</source><seg-source><mrk mtype="seg" mid="{0}">{1}</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="{0}">{2}</mrk></target>'
        '<sdl:seg-defs><sdl:seg id="{0}" conf="Translated"/></sdl:seg-defs></trans-unit>\n'
    )
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    named = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
    file = '<file original="map" source-language="ko" target-language="en" datatype="x-sdlfilterframework2"><body>\n'
    return {"rivers.sdlxliff": f'<xliff version="1.2" {named}>{file}{body}</body></file></xliff>\n'.encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per ``mrk`` of type ``seg``; its state is the confirmation level (``conf``).

    The levels Draft and Rejected, and no level, are fuzzy. Units with translate="no" are not read. Text deleted in a
    tracked change is a code.

    Raises:
        CheckerError: The XML is broken, or nothing is in the languages asked for.
    """
    return segments(file, _STUDIO)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets; edited segments become Draft, as in Studio."""
    write_targets(file, targets, to, _STUDIO)


def _definition(unit: Unit, mid: str) -> Element | None:
    definitions = unit.child(_SDL + "seg-defs")
    if definitions is None:
        return None
    return next((one for one in definitions.children if mid and one.attributes.get("id") == mid), None)


def _status(unit: Unit, mid: str) -> Status:
    definition = _definition(unit, mid)
    if definition is None:
        return Status()
    level = definition.attributes.get("conf", "")
    return Status(level, level in _NOT_GOOD, definition.attributes.get("locked") == "true")


def _touched(unit: Unit, mid: str) -> list[Edit]:
    definition = _definition(unit, mid)
    return [] if definition is None else [unit.set(definition, "conf", "Draft")]


_STUDIO = Dialect(_status, _touched, mid_is_unit=True)
