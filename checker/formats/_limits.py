"""How long a translation may be, as files of the XLIFF family say it; as Weblate's flag ``max-length:20``."""

from checker.formats._xml import Element

_MEMOQ = "MQXliff maxlengthchars"
_RESTRICTION = "urn:oasis:names:tc:xliff:sizerestriction:2.0 sizeRestriction"
_DIGITS = 10  # more make no limit
_NONE: frozenset[str] = frozenset()


def of_xliff(unit: Element) -> frozenset[str]:
    """The limit of a unit of XLIFF 1 in characters, or memoQ's; pixels and bytes are not measured."""
    said = unit.attributes.get("maxwidth", "") if unit.attributes.get("size-unit") == "char" else ""
    return _flag(unit.attributes.get(_MEMOQ, said))


def of_xliff2(unit: Element) -> frozenset[str]:
    """The size restriction of a unit of XLIFF 2 (``20`` or ``5,20``), in code points, as its usual profile counts."""
    return _flag(unit.attributes.get(_RESTRICTION, "").rpartition(",")[2].strip())


def _flag(most: str) -> frozenset[str]:
    """The flag for this number; none for 0, and for -1, which says that there is no limit."""
    known = most.isascii() and most.isdigit() and len(most) < _DIGITS and int(most) > 0
    return frozenset((f"max-length:{int(most)}",)) if known else _NONE
