"""What XLIFF 1 and its dialects share: units and their segments, languages, and how they are written."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO, NamedTuple

from checker.formats import Input, Remarks, _limits, _notes
from checker.formats._content import read, replaced, written
from checker.formats._pair import Pair
from checker.formats._target import Documents, beside
from checker.formats._xml import Edit, Element, Unit, units, write
from checker.model import Segment, Target

_REMARK = _notes.Form("", frozenset(("source", "seg-source", "target")), "from", "")
_OPAQUE = frozenset(("bpt", "ept", "ph", "it", "ut", "x", "bx", "ex"))


class Status(NamedTuple):
    """The state of a segment in the file (see ``Segment``)."""

    state: str = ""
    fuzzy: bool = False
    locked: bool = False


class Dialect(NamedTuple):
    """The differences between dialects.

    Attributes:
        status: Gives the status of the segment with this ``mid`` in a unit ("" if the unit is one segment).
        touched: Gives the edits, besides the text, that a new target of that segment needs.
        mid_is_unit: Whether ``Segment.unit`` is the ``mid`` alone.
    """

    status: Callable[[Unit, str], Status]
    touched: Callable[[Unit, str], list[Edit]] = lambda _unit, _mid: []
    mid_is_unit: bool = False


class _Part(NamedTuple):
    """A segment of a unit: its ``mid``, and the elements with its texts."""

    mid: str
    source: Element | None
    target: Element | None


def languages(file: Input) -> tuple[str, str]:
    """The languages of the first ``<file>`` with a unit."""
    for unit in units(file, ("trans-unit",)):
        return unit.inherited("source-language"), unit.inherited("target-language")
    return "", ""


def segments(file: Input, dialect: Dialect) -> Iterator[Segment]:
    """The segments, without units that are not to be translated or are in other languages."""
    for found, _ in _walk(file, dialect):
        yield from found


def write_targets(file: Input, targets: Mapping[int, str | Target], to: BinaryIO, dialect: Dialect) -> None:
    """The function ``write`` of a format in this dialect."""
    write(file, targets, to, lambda again: _walk(again, dialect))


def annotate(file: Input, remarks: Mapping[int, Remarks], to: BinaryIO) -> None:
    """Copy with other ``<note>`` elements in the units, each with its author."""
    found = ((unit, len(_parts(unit))) for unit in _taken(file))
    _notes.annotate(file, found, remarks, to, _REMARK)


def _walk(file: Input, dialect: Dialect) -> Iterator[tuple[list[Segment], Callable[[dict[int, Target]], list[Edit]]]]:
    documents = Documents("original")
    for unit in _taken(file):
        parts = _parts(unit)
        document = documents.of(unit)
        found = [_segment(unit, part, document, dialect, alone=len(parts) == 1) for part in parts]
        yield found, partial(_edits, file, unit, parts, dialect)


def _taken(file: Input) -> Iterator[Unit]:
    """The units that are to be translated, in the languages asked for."""
    pair = Pair(file)
    for unit in units(file, ("trans-unit",)):
        if not pair.takes(unit.inherited("source-language"), unit.inherited("target-language")):
            continue
        if unit.inherited("translate") == "no":
            pair.passes("units that are not to be translated")
            continue
        yield unit
    pair.close()


def _parts(unit: Unit) -> list[_Part]:
    """The segments of a unit: the marked ones, or the whole unit if the target is not marked like the source."""
    target = unit.child("target")
    whole = unit.child("seg-source")
    marked = list(_marks(whole)) if whole else []
    if not marked:
        return [_Part("", unit.child("source"), target)]
    there = {mark.attributes.get("mid", ""): mark for mark in _marks(target)} if target else {}
    if target and not there and unit.bytes(unit.opened(target), target.close).strip():
        first = marked[0] if len(marked) == 1 else whole
        return [_Part(marked[0].attributes.get("mid", "") if len(marked) == 1 else "", first, target)]
    mids = [mark.attributes.get("mid", "") for mark in marked]
    return [_Part(mid, mark, there.get(mid)) for mid, mark in zip(mids, marked, strict=True)]


def _marks(element: Element) -> Iterator[Element]:
    """The marks of segments in an element."""
    for child in element.children:
        if child.name == "mrk" and child.attributes.get("mtype") == "seg":
            yield child
        elif not _opaque(child):
            yield from _marks(child)


def _opaque(element: Element) -> bool:
    """Whether an inline element holds code; text deleted in a tracked change counts as code."""
    return element.name in _OPAQUE or element.attributes.get("mtype") == "x-sdl-deleted"


def _segment(unit: Unit, part: _Part, document: str, dialect: Dialect, *, alone: bool) -> Segment:
    source, source_codes = read(unit, part.source, _opaque)
    target, target_codes = read(unit, part.target, _opaque)
    state, fuzzy, locked = dialect.status(unit, part.mid)
    name = unit.attributes.get("id")
    if part.mid and dialect.mid_is_unit:
        name = part.mid
    elif part.mid and not alone:
        name = f"{name}/{part.mid}"
    return Segment(
        source=source,
        target=target,
        document=document,
        unit=name,
        line=(part.source or unit).line,
        state=state,
        fuzzy=fuzzy,
        locked=locked,
        flags=_limits.of_xliff(unit) if alone else frozenset(),
        source_codes=source_codes,
        target_codes=target_codes,
    )


def _edits(file: Input, unit: Unit, parts: list[_Part], dialect: Dialect, texts: dict[int, Target]) -> list[Edit]:
    """The edits that give segments of a unit new targets; ``texts`` has them by index in ``parts``."""
    place = f"{file.name}:{unit.line}"
    found = []
    new = {}  # the contents of segments without a target element
    for number, text in texts.items():
        part = parts[number]
        if part.target is not None:
            found.append(replaced(unit, part.target, _opaque, text, place))
        else:
            new[number] = written(text, place)
        found += dialect.touched(unit, part.mid)
    if not new:
        return found
    if any(part.target for part in parts):
        return found + [_mark(unit, parts, number, content) for number, content in new.items()]
    whole, target = unit.child("seg-source"), unit.child("target")
    content = new[0] if whole is None or not parts[0].mid else _copied(unit, whole, parts, new)
    if target is None:
        return [*found, beside(unit, unit, content, place)]
    opened = unit.opened(target)
    if unit.empty(target):
        tag = unit.text(target.start, opened)[:-2].rstrip()
        return [*found, Edit(target.start, opened, f"{tag}>{content}</{unit.tag(target)}>")]
    return [*found, Edit(opened, target.close, content)]


def _copied(unit: Unit, whole: Element, parts: list[_Part], contents: dict[int, str]) -> str:
    """The content of the marked source with new contents of its marks; marks without one are empty."""
    at = unit.opened(whole)
    copied = []
    for number, part in enumerate(parts):
        if part.source is not None:
            copied += [unit.text(at, part.source.start), _marked(unit, part.source, contents.get(number, ""))]
            at = unit.ended(part.source)
    return "".join(copied) + unit.text(at, whole.close)


def _mark(unit: Unit, parts: list[_Part], number: int, content: str) -> Edit:
    """The edit that adds the missing mark of a segment, after the mark before it or else before the next one."""
    before = next((part.target for part in reversed(parts[:number]) if part.target), None)
    behind = next((part.target for part in parts[number:] if part.target), None)
    at = unit.ended(before) if before else behind.start if behind else unit.start
    source = parts[number].source
    return Edit(at, at, _marked(unit, source, content) if source else "")


def _marked(unit: Unit, mark: Element, content: str) -> str:
    """``content`` in a mark like ``mark``."""
    opening = unit.text(mark.start, unit.opened(mark))
    opening = f"{opening[:-2].rstrip()}>" if unit.empty(mark) else opening
    return f"{opening}{content}</{unit.tag(mark)}>"


def plain_status(unit: Unit, _mid: str) -> Status:
    """The state of the target in plain XLIFF; ``new`` and ``needs-…`` are fuzzy."""
    target = unit.child("target")
    state = target.attributes.get("state", "") if target else ""
    if not state and unit.attributes.get("approved") == "yes":
        state = "approved"
    return Status(state, state == "new" or state.startswith("needs-"))
