"""RESX and RESW, the resources of .NET and Windows: a file with the sources and a partner, matched by name."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._content import checked, escaped, read
from checker.formats._keyed import Entry, Splice, is_pair, margin, read_pair, write_pair
from checker.formats._keyed_xml import Points, elements, encode, encoding, place, spelled
from checker.model import Segment, Target

UI = True
_SUFFIXES = (".resx", ".resw")
_FLAGS = frozenset(("csharp-format",))
_END = "</data>"


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.resx`` or ``.resw``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, *_SUFFIXES) else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = '  <data name="{}" xml:space="preserve">\n    <value>{}</value>\n  </data>\n'
    sources = f"<root>\n{entry.format('r', '강')}{entry.format('s', '바다')}</root>\n"
    targets = f"<root>\n{entry.format('r', 'river')}{entry.format('s', 'sea')}</root>\n"
    return {"Rivers.ko.resx": sources.encode(), "Rivers.en.resx": targets.encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text, as ``_keyed.read_pair`` says; numbers, pictures and the names of controls are no texts.

    Raises:
        CheckerError: The XML is broken or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan, encoding)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a name that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, XML cannot hold a text, or a file is broken.
    """
    write_pair(file, targets, to, _scan, encode, _insert, encoding)


def _scan(text: str, name: str) -> Iterator[Entry]:
    """The texts: data without a type, whose name is not about a control of the designer (``>>ok.Name``)."""
    points = Points(text)
    with closing(elements(text, name, ("data",))) as found:
        for unit in found:
            has, value = unit.attributes, unit.child("value")
            typed = has.get("mimetype") or not has.get("type", "System.String").startswith("System.String")
            key = has.get("name", "")
            if typed or value is None or key.startswith(">>"):
                continue
            start, end = place(unit, value)
            said, _ = read(unit, value, lambda _element: True)
            yield Entry(key, said, points(start), points(end), unit.line, flags=_FLAGS)


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """An element after that of ``neighbour``, laid out like it."""
    checked(new.text, "")
    end = text.find(_END, neighbour.end)
    if end < 0:
        raise CheckerError(f"there is no {wanted.unit} in the file", hint="add it first")
    end += len(_END)
    first = text.rfind("<data", 0, neighbour.start)
    outer = margin(text, first)
    value = text.rfind("<value", 0, neighbour.end)
    inner = margin(text, value)
    name = escaped(wanted.key).replace('"', "&quot;")
    data = f'<data name="{name}" xml:space="preserve">'
    return Splice(end, end, f"{outer}{data}{inner}<value>{spelled(new.text, text, end)}</value>{outer}</data>")
