"""XLIFF 2.0 to 2.2."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from checker.formats import Input, Remarks, _limits, _notes
from checker.formats._content import read
from checker.formats._pair import Pair
from checker.formats._target import Documents, target_edit
from checker.formats._xml import Edit, Element, Unit, root, units
from checker.formats._xml import write as splice
from checker.model import Segment, Target

_REMARK = _notes.Form("notes", frozenset(("originalData", "segment", "ignorable")), "", ' appliesTo="target"')


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is XLIFF 2: from its root element."""
    found = root(file, head)
    if found is None or found.name != "xliff":
        return 0
    return 85 if found.attributes.get("version", "").startswith("2") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = '<unit id="{}"><segment><source>{}</source><target>{}</target></segment></unit>\n'
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    top = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ko" trgLang="en">'
    return {"rivers.xlf": f'{top}<file id="map">\n{body}</file></xliff>\n'.encode()}


def languages(file: Input) -> tuple[str, str]:
    """The languages of the root element."""
    for unit in units(file, ("unit",)):
        return unit.inherited("srcLang"), unit.inherited("trgLang")
    return "", ""


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments, without ``ignorable`` elements and units that are not to be translated.

    An explicit state ``initial`` is fuzzy. In a unit with several segments, ``Segment.unit`` is ``unit/segment``, with
    the segment's id or else its number.

    Raises:
        CheckerError: The XML is broken, or is in other languages than those asked for.
    """
    for found, _ in _walk(file):
        yield from found


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets; in a segment without a target, it is added after the source. The state stays."""
    splice(file, targets, to, _walk)


def annotate(file: Input, remarks: Mapping[int, Remarks], to: BinaryIO) -> None:
    """Copy with other ``<note>`` elements in the units; their text begins with the author."""
    found = ((unit, sum(child.name == "segment" for child in unit.children)) for unit in _taken(file))
    _notes.annotate(file, found, remarks, to, _REMARK)


def _walk(file: Input) -> Iterator[tuple[list[Segment], Callable[[dict[int, Target]], list[Edit]]]]:
    documents = Documents("original", "id")
    for unit in _taken(file):
        parts = [child for child in unit.children if child.name == "segment"]
        document = documents.of(unit)
        found = [
            _segment(unit, part, document, number if len(parts) > 1 else 0) for number, part in enumerate(parts, 1)
        ]
        yield found, partial(_edits, file, unit, parts)


def _taken(file: Input) -> Iterator[Unit]:
    """The units that are to be translated, in the languages asked for."""
    pair = Pair(file)
    for unit in units(file, ("unit",)):
        if not pair.takes(unit.inherited("srcLang"), unit.inherited("trgLang")):
            continue
        if unit.inherited("translate") == "no":
            pair.passes("units that are not to be translated")
            continue
        yield unit
    pair.close()


def _segment(unit: Unit, part: Element, document: str, number: int) -> Segment:
    origin = part.child("source")
    source, source_codes = read(unit, origin, _opaque)
    target, target_codes = read(unit, part.child("target"), _opaque)
    name = unit.attributes.get("id", "")
    state = part.attributes.get("state", "")
    return Segment(
        source=source,
        target=target,
        document=document,
        unit=(f"{name}/{part.attributes.get('id', number)}" if number else name) or None,
        line=(origin or part).line,
        state=state,
        fuzzy=state == "initial",
        flags=frozenset() if number else _limits.of_xliff2(unit),
        source_codes=source_codes,
        target_codes=target_codes,
    )


def _edits(file: Input, unit: Unit, parts: list[Element], texts: dict[int, Target]) -> list[Edit]:
    return [
        target_edit(unit, parts[number], _opaque, new, f"{file.name}:{parts[number].line}")
        for number, new in texts.items()
    ]


def _opaque(_element: Element) -> bool:
    """Whether an inline element holds code: never, since code is in ``originalData``."""
    return False
