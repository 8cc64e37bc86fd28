"""XLIFF 2.0 to 2.2."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from checker.formats import Input
from checker.formats._content import read
from checker.formats._pair import Pair
from checker.formats._target import Documents, given_target
from checker.formats._xml import Edit, Element, Unit, root, units
from checker.formats._xml import write as splice
from checker.model import Segment


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is XLIFF 2: by its outermost element."""
    found = root(given, head)
    if found is None or found.name != "xliff":
        return 0
    return 85 if found.attributes.get("version", "").startswith("2") else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    entry = '<unit id="{}"><segment><source>{}</source><target>{}</target></segment></unit>\n'
    body = entry.format(1, "강", "river") + entry.format(2, "바다", "sea")
    top = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ko" trgLang="en">'
    return {"rivers.xlf": f'{top}<file id="map">\n{body}</file></xliff>\n'.encode()}


def languages(given: Input) -> tuple[str, str]:
    """The languages of its outermost element."""
    for unit in units(given, ("unit",)):
        return unit.inherited("srcLang"), unit.inherited("trgLang")
    return "", ""


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments; an ``ignorable`` is none, and a unit that is not to be translated is passed over.

    Fuzzy is the state ``initial`` where it is written. A segment of a unit with several is named by both ids,
    ``unit/segment``; one without id by its number.

    Raises:
        CheckerError: The XML is broken, or it is in other languages than asked for.
    """
    for found, _ in _walk(given):
        yield from found


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new targets; a segment without one gets it behind its source. The state stays."""
    splice(given, targets, to, _walk)


def _walk(given: Input) -> Iterator[tuple[list[Segment], Callable[[dict[int, str]], list[Edit]]]]:
    pair = Pair(given)
    documents = Documents("original", "id")
    for unit in units(given, ("unit",)):
        if not pair.takes(unit.inherited("srcLang"), unit.inherited("trgLang")):
            continue
        if unit.inherited("translate") == "no":
            pair.passes("units that are not to be translated")
            continue
        parts = [child for child in unit.children if child.name == "segment"]
        document = documents.of(unit)
        found = [
            _segment(unit, part, document, number if len(parts) > 1 else 0) for number, part in enumerate(parts, 1)
        ]
        yield found, partial(_edits, given, unit, parts)
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
        source_codes=source_codes,
        target_codes=target_codes,
    )


def _edits(given: Input, unit: Unit, parts: list[Element], texts: dict[int, str]) -> list[Edit]:
    return [
        given_target(unit, parts[number], _opaque, text, f"{given.name}:{parts[number].line}")
        for number, text in texts.items()
    ]


def _opaque(_element: Element) -> bool:
    """Whether an inline element holds code: none, their code is elsewhere (``originalData``)."""
    return False
