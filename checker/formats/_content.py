"""The content of a source or target in XML: text, and inline codes at offsets in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats._xml import Edit, Element, Unit
from checker.model import Code, Target
from checker.text.codes import breaks, carried, completed, crossed, kind, partners, same

_MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>|&(#?\w+);|\r\n?", re.DOTALL)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTES = frozenset(("mrk", "sm", "em", "hi"))  # elements that annotate the text; they are not inline codes

Opaque = Callable[[Element], bool]  # whether the content of an inline element is code, not text


class Piece(NamedTuple):
    """A piece of text, or an inline code.

    Attributes:
        text: The text; for a code "", or a line break if the code stands for one.
        raw: The piece as the file writes it.
        code: Whether it is a code.
        id: Pairs a code with the same code on the other side; None for comments and notes, which are not compared.
    """

    text: str
    raw: str
    code: bool = False
    id: str | None = None


def read(unit: Unit, element: Element | None, opaque: Opaque) -> tuple[str, tuple[Code, ...]]:
    """The text and the inline codes in an element, none if it is None; a line-break code becomes a line break."""
    if element is None:
        return "", ()
    if not element.children:
        raw = unit.bytes(unit.opened(element), element.close)
        if not (b"<" in raw or b"&" in raw or b"\r" in raw):
            return raw.decode(), ()
    texts: list[str] = []
    codes: list[Code] = []
    at = 0
    for piece in pieces(unit, element, opaque):
        if piece.code and piece.id is not None:
            codes.append(Code(at, piece.raw, piece.id))
        texts.append(piece.text)
        at += len(piece.text)
    return "".join(texts), tuple(codes)


def pieces(unit: Unit, element: Element, opaque: Opaque) -> list[Piece]:
    """The text and codes in an element, in order; their ``raw`` joined is the content of the element."""
    found: list[Piece] = []
    _gather(unit, element, opaque, found)
    return found


def _gather(unit: Unit, element: Element, opaque: Opaque, found: list[Piece]) -> None:
    at = unit.opened(element)
    for child in element.children:
        if at < child.start:
            _texts(unit.text(at, child.start), found)
        has = child.attributes.get
        name = None if child.name in _NOTES else has("id") or has("x") or has("startRef") or has("i") or ""
        at = unit.ended(child)
        if opaque(child) or unit.empty(child):
            found.append(Piece("\n" if _breaks(child) else "", unit.text(child.start, at), code=True, id=name))
        else:
            opened = unit.opened(child)
            found.append(Piece("", unit.text(child.start, opened), code=True, id=name))
            _gather(unit, child, opaque, found)
            found.append(Piece("", unit.text(child.close, at), code=True, id=name))
    if at < element.close:
        _texts(unit.text(at, element.close), found)


def _breaks(element: Element) -> bool:
    """Whether a code is a line break, as marked in XLIFF 1, TMX or XLIFF 2."""
    attributes = element.attributes
    return "lb" in (attributes.get("ctype"), attributes.get("type")) or attributes.get("subType") == "xlf:lb"


def _texts(raw: str, found: list[Piece]) -> None:
    """Append the piece for markup without elements: text, references, CDATA, comments, processing instructions."""
    if raw:
        found.append(Piece(_MARKUP.sub(_decoded, raw), raw))


def _decoded(match: re.Match[str]) -> str:
    """The text of a reference, CDATA section, comment, processing instruction or line end."""
    if match[1] is not None:
        return re.sub("\r\n?", "\n", match[1])
    if match[2] is not None:
        return _referred(match[2])
    return "\n" if match[0][0] == "\r" else ""


def _signs(raw: str) -> Iterator[Piece]:
    """The characters of such a piece with their raw form; those of CDATA are escaped, and comments become codes."""
    at = 0
    for match in _MARKUP.finditer(raw):
        yield from (Piece(sign, sign) for sign in raw[at : match.start()])
        at = match.end()
        text = _decoded(match)
        if match[1] is not None:
            yield from (Piece(sign, escaped(sign)) for sign in text)
        else:
            yield Piece(text, match[0], code=not text)
    yield from (Piece(sign, sign) for sign in raw[at:])


def _referred(name: str) -> str:
    if name.startswith("#"):
        return chr(int("0" + name[1:], 0) if name[1] == "x" else int(name[1:]))
    return _NAMED.get(name, "")


def escaped(text: str) -> str:
    """``text`` as XML writes it between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def checked(text: str, place: str) -> None:
    """Raise CheckerError if XML cannot hold ``text``."""
    wrong = _ILLEGAL.search(text)
    if wrong:
        raise CheckerError(f"XML cannot hold the character U+{ord(wrong[0]):04X}", place, "leave it out")


def replaced(unit: Unit, element: Element, opaque: Opaque, new: Target, place: str) -> Edit:
    """The edit that makes ``new`` the content of an element.

    Raises:
        CheckerError: See ``written``.
    """
    start, end = unit.opened(element), element.close
    if unit.empty(element):
        tag = unit.text(element.start, start)
        return Edit(element.start, start, f"{tag[:-2].rstrip()}>{written(new, place)}</{unit.tag(element)}>")
    old = unit.text(start, end)
    if old.startswith("<![CDATA[") and old.find("]]>") == len(old) - 3 and not re.search("]]>|\r", new.text):
        checked(new.text, place)
        if not new.codes:
            return Edit(start, end, f"<![CDATA[{new.text}]]>")
    return Edit(start, end, written(new, place, pieces(unit, element, opaque)))


def written(target: Target, place: str, old: Sequence[Piece] = ()) -> str:
    """``target`` as XML writes it.

    Characters that stay are written as in ``old``, the content before. Comments and notes stay among the words that
    stay.

    Raises:
        CheckerError: XML cannot hold the text, or the codes are no pairs that nest.
    """
    checked(target.text, place)
    paired = partners(target.codes)
    if crossed(target.codes, elements=True) or any(
        kind(code).element and number not in paired for number, code in enumerate(target.codes)
    ):
        raise CheckerError("the inline codes do not nest", place, "close each code that opens, the inner one first")
    signs: list[Piece] = []  # the characters of the text, and the codes that are line breaks
    codes: list[tuple[Code, bool]] = []  # the codes; comments and notes are none
    for whole in old:
        for piece in [whole] if whole.code else _signs(whole.raw):
            if piece.code:
                codes.append((Code(len(signs), piece.raw, piece.id or ""), piece.id is not None))
            if piece.text:
                signs.append(piece)
    text = "".join(piece.text for piece in signs)
    parts = [escaped(sign) for sign in target.text]
    for first, there, size in same(text, target.text, words=False):
        for step in range(size):
            if not signs[first + step].code:
                parts[there + step] = signs[first + step].raw
    stands: dict[int, list[str]] = {}
    for code in _noted(text, codes, target):
        if breaks(code):
            parts[code.at] = code.text
        else:
            stands.setdefault(code.at, []).append(code.text)
    return "".join("".join(stands.get(at, ())) + part for at, part in enumerate([*parts, ""]))


def _noted(text: str, old: Sequence[tuple[Code, bool]], target: Target) -> Sequence[Code]:
    """The codes of ``target`` with the comments and notes that ``text`` had, which are marked as no codes."""
    notes = [code for code, is_code in old if not is_code]
    if not notes:
        return target.codes
    carrying = carried(Target(text, tuple(code for code, _ in old)), target.text)
    orders = [
        [[code.text for code, _ in old], [code.text for code in carrying]],
        [[code.text for code, is_code in old if is_code], [code.text for code in target.codes]],
    ]
    if any(one != other for one, other in orders):
        return completed(target.codes, carried(Target(text, tuple(notes)), target.text))
    found = list(target.codes)  # in the same order, notes stay between the same codes
    number = len(found)
    for code, (_, is_code) in zip(reversed(carrying), reversed(old), strict=True):
        if is_code:
            number -= 1
            continue
        low = found[number - 1].at + breaks(found[number - 1]) if number else 0
        high = found[number].at if number < len(found) else len(target.text)
        found.insert(number, Code(min(max(code.at, low), high), code.text, code.id))
    return found
