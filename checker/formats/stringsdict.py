"""Apple's ``.stringsdict``, plurals in a property list: a file with the sources and a partner, matched by key."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._content import checked, read
from checker.formats._keyed import FORMS, Entry, Splice, is_pair, margin, read_pair, write_pair
from checker.formats._keyed_xml import Points, elements, encode, encoding, place, spelled
from checker.formats._xml import Element, Unit
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("objc-format",))
_FORMAT = "NSStringLocalizedFormatKey"
_ABOUT = frozenset(("NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"))
_VARIABLE = re.compile(r"%(?:\d+\$)?#@[^@]*@")


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.stringsdict``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, ".stringsdict") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = f"<key>{{}}</key>\n<dict>\n<key>{_FORMAT}</key>\n<string>{{}}</string>\n</dict>\n"
    sources, targets = ((("r", "강"), ("s", "바다")), (("r", "river"), ("s", "sea")))
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n{}</dict>\n</plist>\n'
    made = (text.format("".join(entry.format(*each) for each in side)).encode() for side in (sources, targets))
    return dict(zip(("ko.stringsdict", "en.stringsdict"), made, strict=True))


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text, as ``_keyed.read_pair`` says.

    The key is that of the text, and for the forms of a variable the name of this with a dot before it. Texts that are
    nothing but a variable are left out.

    Raises:
        CheckerError: The XML is broken, is no property list or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan, encoding)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a form that a variable lacks is added to it.

    Raises:
        CheckerError: There is no such segment, XML cannot hold a text, the partner lacks the variable, or a file is
            broken.
    """
    write_pair(file, targets, to, _scan, encode, _insert, encoding)


def _scan(text: str, name: str) -> Iterator[Entry]:
    """The texts, in order."""
    points = Points(text)
    with closing(elements(text, name, ("dict",))) as found:
        for unit in found:
            yield from _walked(unit, unit, (), points, name)


def _walked(unit: Unit, holder: Element, path: tuple[str, ...], points: Points, name: str) -> Iterator[Entry]:
    """The texts of a dictionary in ``unit``; ``path`` has the keys that lead to it."""
    children = iter(holder.children)
    for child in children:
        key, value = read(unit, child, _whole)[0], next(children, None)
        if child.name != "key" or value is None or value.name == "key":
            raise CheckerError("a key without a value, or the other way round", f"{name}:{child.line}", "repair it")
        inner = path if key == _FORMAT else (*path, key)
        if value.name == "dict":
            yield from _walked(unit, value, inner, points, name)
        elif value.name == "string" and key not in _ABOUT:
            said = read(unit, value, _whole)[0]
            form = key if key in FORMS and path else ""
            start, end = (points(offset) for offset in place(unit, value))
            group = ".".join((*path, ""))
            entry = Entry(".".join(inner), said, start, end, child.line, group=group, flags=_FLAGS)
            fixed = _VARIABLE.fullmatch(said) is not None
            yield entry._replace(key=".".join(path), form=form) if form else entry._replace(fixed=fixed)


def _whole(_element: Element) -> bool:
    return True


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """A form after another one of the same variable."""
    if not wanted.form or neighbour.key != wanted.key:
        raise CheckerError(f"“{wanted.unit}” is not in the file", hint="add it first")
    checked(new.text, "")
    alone = text.startswith("<string", neighbour.start)  # a single tag
    end = neighbour.end if alone else text.index(">", neighbour.end) + 1
    line = margin(text, end)
    return Splice(end, end, f"{line}<key>{wanted.form}</key>{line}<string>{spelled(new.text, text, end)}</string>")
