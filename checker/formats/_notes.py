"""Remarks of people on a translation, as formats hold them beside it. Not a format."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from checker.formats import Input, Remarks
from checker.formats._xml import Edit, Element, Unit, splice

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form(NamedTuple):
    """How a format of XML writes a remark.

    Attributes:
        holder: The element around the remarks in a unit; "" if they stand in the unit itself.
        before: The elements in a unit that follow the remarks.
        author: The attribute with the author; "" if the author stands before the text.
        attributes: Further attributes.
    """

    holder: str
    before: frozenset[str]
    author: str
    attributes: str


def annotate(
    file: Input, units: Iterable[tuple[Unit, int]], remarks: Mapping[int, Remarks], to: BinaryIO, form: Form
) -> None:
    """Copy ``file`` to ``to`` with other remarks.

    Args:
        file: The file.
        units: Its units, and the number of segments of each.
        remarks: The remarks by the number of the segment, from 1.
        to: Where the copy is written.
        form: How they are written.
    """
    edits: list[Edit] = []
    number = 0
    for unit, count in units:
        mine = [remarks[n] for n in range(number + 1, number + count + 1) if n in remarks]
        number += count
        if mine:
            here = list(dict.fromkeys(remark for each in mine for remark in each.here))
            gone = {remark for each in mine for remark in each.gone} - set(here)
            edits += _edits(unit, [_Note(form, *one) for one in here], {_Note(form, *one) for one in gone})
    splice(file, edits, to)


class _Note(NamedTuple):
    form: Form
    author: str
    text: str

    @property
    def content(self) -> str:
        """The text of the element."""
        author = "" if self.form.author or not self.author else f"{self.author}: "
        return _ILLEGAL.sub("?", author + self.text).replace("\r\n", "\n").replace("\r", "\n")

    def written(self, prefix: str) -> str:
        """The element."""
        has = (
            f" {self.form.author}={quoteattr(_ILLEGAL.sub('?', self.author))}"
            if self.form.author and self.author
            else ""
        )
        return f"<{prefix}note{has}{self.form.attributes}>{escape(self.content)}</{prefix}note>"

    def stands(self, unit: Unit, element: Element) -> bool:
        """Whether an element of a unit is this note."""
        if element.children or (
            self.form.author and element.attributes.get(self.form.author, "") != _ILLEGAL.sub("?", self.author)
        ):
            return False
        return html.unescape(unit.text(unit.opened(element), element.close)) == self.content


def _edits(unit: Unit, here: list[_Note], gone: set[_Note]) -> Iterator[Edit]:
    """The edits that add the missing ones of ``here`` to a unit, and remove those of ``gone``."""
    form = next(iter((*here, *gone))).form
    holder = unit.child(form.holder) if form.holder else unit
    held = [child for child in holder.children if child.name == "note"] if holder else []
    old = [element for element in held if any(note.stands(unit, element) for note in gone)]
    new = [note for note in here if not any(note.stands(unit, element) for element in held)]
    prefix = unit.tag(unit).rpartition(":")[0]
    prefix = f"{prefix}:" if prefix else ""
    written = [note.written(prefix) for note in new]
    if form.holder and holder and len(old) == len(held) == len(holder.children) and not written:
        yield Edit(_line_start(unit, holder.start), unit.ended(holder), "")  # an empty one is not allowed
        return
    for element in old:
        yield Edit(_line_start(unit, element.start), unit.ended(element), "")
    if not written:
        return
    if form.holder and (holder is None or unit.empty(holder)):
        around = f"<{prefix}{form.holder}>{''.join(written)}</{prefix}{form.holder}>"
        if holder is not None:
            yield Edit(holder.start, unit.ended(holder), around)
            return
        behind = next(child for child in unit.children if child.name in form.before)
        yield Edit(behind.start, behind.start, around + _blanks(unit, behind.start))
        return
    last = held[-1] if held else next(child for child in reversed(unit.children) if child.name in form.before)
    if form.holder and not held and holder is not None:
        yield Edit(holder.close, holder.close, "".join(written))
        return
    at, blanks = unit.ended(last), _blanks(unit, last.start)
    yield Edit(at, at, "".join(blanks + one for one in written))


def _blanks(unit: Unit, at: int) -> str:
    """The line break and blanks before an element at ``at``, if it begins a line."""
    return unit.text(_line_start(unit, at), at)


def _line_start(unit: Unit, at: int) -> int:
    before = unit.bytes(max(unit.start, at - 200), at)
    found = re.search(rb"(?:\r?\n)[ \t]*\Z", before)
    return at - len(found[0]) if found else at


def lines(remark: Sequence[str]) -> list[str]:
    """A remark (author, text) as lines."""
    author, text = remark
    return _ILLEGAL.sub("?", f"{author}: {text}" if author else text).splitlines() or [""]
