"""What formats share whose units hold a source and a target side by side."""

import re

from checker.errors import CheckerError
from checker.formats._content import Opaque, replaced, written
from checker.formats._xml import Edit, Element, Unit
from checker.model import Target


class Documents:
    """Unique names for the ``<file>`` elements, from the first attribute that they have among some."""

    def __init__(self, *attributes: str) -> None:
        self._attributes = attributes
        self._file: Element | None = None
        self._names: dict[str, int] = {}
        self._name = ""

    def of(self, unit: Unit) -> str:
        """The name of the file that ``unit`` belongs to."""
        element: Element | None = unit
        while element is not None and element.name != "file":
            element = element.parent
        if element is not self._file and element is not None:
            self._file = element
            told = (element.attributes.get(attribute, "") for attribute in self._attributes)
            name = next((one for one in told if one), "")
            count = self._names[name] = self._names.get(name, 0) + 1
            self._name = name if count == 1 else f"{name}#{count}"
        return self._name


def target_edit(unit: Unit, holder: Element, opaque: Opaque, new: Target, place: str, name: str = "target") -> Edit:
    """The edit that makes ``new`` the target in ``holder``, an element with a source and perhaps a target.

    ``name`` is the format's name for the target element.

    Raises:
        CheckerError: XML cannot hold the text, or the codes do not nest.
    """
    target = holder.child(name)
    if target is not None:
        return replaced(unit, target, opaque, new, place)
    return beside(unit, holder, written(new, place), place, name)


def beside(unit: Unit, holder: Element, content: str, place: str, name: str = "target") -> Edit:
    """The edit that inserts a target after the source in ``holder``, on its own line if the source has one.

    Raises:
        CheckerError: There is no source.
    """
    source = holder.child("source")
    if source is None:
        raise CheckerError("the unit has no source", place, "repair the file in its own program")
    last = holder.child("seg-source") or source
    before = unit.text(unit.start, last.start)
    blanks = re.search(r"(?:\r?\n)?[ \t]*\Z", before)
    tag = unit.tag(source).removesuffix("source") + name
    at = unit.ended(last)
    return Edit(at, at, f"{blanks[0] if blanks else ''}<{tag}>{content}</{tag}>")
