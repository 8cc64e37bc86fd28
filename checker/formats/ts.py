"""TS, the files of Qt Linguist."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from checker.formats import Input
from checker.formats._content import read, replaced
from checker.formats._pair import Pair
from checker.formats._target import target_edit
from checker.formats._xml import Edit, Element, Unit, root, units
from checker.formats._xml import write as splice
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("qt-format",))
_GONE = frozenset(("obsolete", "vanished"))  # types of translations whose source no longer exists


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is TS: from its root element."""
    found = root(file, head)
    return 90 if found is not None and found.name == "TS" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = "<message><source>{}</source><translation>{}</translation></message>\n"
    body = entry.format("강", "river") + entry.format("바다", "sea")
    top = '<TS version="2.1" sourcelanguage="ko" language="en"><context><name>Map</name>\n'
    return {"rivers.ts": f"{top}{body}</context></TS>\n".encode()}


def languages(file: Input) -> tuple[str, str]:
    """The languages of the root element."""
    for unit in units(file, ("message",)):
        return unit.inherited("sourcelanguage"), unit.inherited("language")
    return "", ""


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per message or plural form; the type ``unfinished`` is fuzzy, and obsolete messages are not read.

    ``context`` is the name of the message's context and its comment. All plural forms except the last have the flag
    ``plural``: they may leave out the number.

    Raises:
        CheckerError: The XML is broken, or is in other languages than those asked for.
    """
    for found, _ in _walk(file):
        yield from found


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets; in a message without a target, it is added after the source. The type stays."""
    splice(file, targets, to, _walk)


def _walk(file: Input) -> Iterator[tuple[list[Segment], Callable[[dict[int, Target]], list[Edit]]]]:
    pair = Pair(file)
    context = ""
    for unit in units(file, ("name", "message")):
        if unit.name == "name":
            context = read(unit, unit, _opaque)[0]
            continue
        if not pair.takes(unit.inherited("sourcelanguage"), unit.inherited("language")):
            continue
        target = unit.child("translation")
        state = target.attributes.get("type", "") if target else ""
        if state in _GONE:
            pair.passes("obsolete messages")
            continue
        forms = [child for child in target.children if child.name == "numerusform"] if target else []
        parts: list[Element | None] = [*forms] or [target]
        flags = [_FLAGS | {"plural"} for _ in parts[1:]] + [_FLAGS]
        found = [_segment(unit, part, context, state, its) for part, its in zip(parts, flags, strict=True)]
        yield found, partial(_edits, file, unit, forms)
    pair.close()


def _segment(unit: Unit, part: Element | None, context: str, state: str, flags: frozenset[str]) -> Segment:
    origin = unit.child("source")
    source, source_codes = read(unit, origin, _opaque)
    target, target_codes = read(unit, part, _opaque)
    comment, _ = read(unit, unit.child("comment"), _opaque)
    return Segment(
        source=source,
        target=target,
        unit=unit.attributes.get("id"),
        line=(origin or unit).line,
        context=f"{context}: {comment}" if comment else context,
        state=state,
        fuzzy=state == "unfinished",
        flags=flags,
        source_codes=source_codes,
        target_codes=target_codes,
    )


def _edits(file: Input, unit: Unit, forms: list[Element], texts: dict[int, Target]) -> list[Edit]:
    place = f"{file.name}:{unit.line}"
    if forms:
        return [replaced(unit, forms[number], _opaque, new, place) for number, new in texts.items()]
    return [target_edit(unit, unit, _opaque, new, place, "translation") for new in texts.values()]


def _opaque(element: Element) -> bool:
    """Whether an inline element holds code: a byte that XML cannot hold, or a variant for little space."""
    return element.name in ("byte", "lengthvariant")
