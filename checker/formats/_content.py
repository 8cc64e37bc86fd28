"""The content of a source or target in XML: text, and inline codes at offsets in it."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats._xml import Edit, Element, Unit
from checker.model import Code

_MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>|&(#?\w+);|\r\n?", re.DOTALL)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_NOTES = frozenset(("mrk", "sm", "em", "hi"))  # elements that annotate the text; they are not inline codes
_MANY = 2000  # words of a changed passage, above which it is not aligned word by word

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


def replaced(unit: Unit, element: Element, opaque: Opaque, new: str, place: str) -> Edit:
    """The edit that makes ``new`` the text in an element; codes keep their place among the words that stay.

    A code at the start or end of the old text stays at the start or end. Other codes stay behind the text before them,
    and codes that open a pair stay before the text behind them.

    Raises:
        CheckerError: XML cannot hold ``new``, or a code is inside the replaced text.
    """
    checked(new, place)
    if unit.empty(element):
        tag = unit.text(element.start, unit.opened(element))
        written = f"{tag[:-2].rstrip()}>{escaped(new)}</{unit.tag(element)}>"
        return Edit(element.start, unit.opened(element), written)
    start, end = unit.opened(element), element.close
    old = unit.text(start, end)
    if old.startswith("<![CDATA[") and old.find("]]>") == len(old) - 3 and not re.search("]]>|\r", new):
        return Edit(start, end, f"<![CDATA[{new}]]>")
    return Edit(start, end, _merged(pieces(unit, element, opaque), new, place))


def _merged(old: list[Piece], new: str, place: str) -> str:
    """The raw form of ``new`` with the codes of ``old``."""
    signs: list[Piece] = []  # the characters of the text and the line-break codes
    codes: list[tuple[int, Piece]] = []
    for whole in old:
        for piece in [whole] if whole.code else _signs(whole.raw):
            if piece.text:
                signs.append(piece)
            else:
                codes.append((len(signs), piece))
    text = "".join(piece.text for piece in signs)
    blocks = same(text, new, words=False)
    anchors = (same(text, new, words=True), blocks) if codes else ()
    written: list[str] = []  # the raw form of every character of new
    written.extend(escaped(sign) for sign in new)
    kept: set[int] = set()
    for first, there, size in blocks:
        for step in range(size):
            written[there + step] = signs[first + step].raw
        kept.update(range(first, first + size))
    lost = next((piece for number, piece in enumerate(signs) if piece.code and number not in kept), None)
    stands: dict[int, list[str]] = {}
    reached = 0  # codes keep their order
    for at, piece in codes:
        moved = (_moved(at, len(text), len(new), within, piece) for within in anchors)
        spot = next((one for one in moved if one is not None), None)
        if spot is None:
            lost = lost or piece
        else:
            reached = max(reached, spot)
            stands.setdefault(reached, []).append(piece.raw)
    if lost:
        shown = lost.raw if len(lost.raw) <= 60 else lost.raw[:59] + "…"
        raise CheckerError(
            f"the code {shown} is inside the replaced words and would be lost",
            place,
            "keep the words on one side of it, or edit the segment in its own program",
        )
    parts = ["".join(stands.get(number, ())) + sign for number, sign in enumerate(written)]
    return "".join(parts) + "".join(stands.get(len(new), ()))


def _opens(piece: Piece) -> bool:
    """Whether a code opens a pair: the start tag of an element with text, or an opening code such as ``bpt``."""
    return bool(re.match(r"<(?:\w+:)?(?:bx|sc|sm|bpt)\b", piece.raw)) or (
        piece.id is not None
        and not piece.raw.startswith("</")
        and not piece.raw.endswith("/>")
        and "</" not in piece.raw
    )


def _moved(at: int, size: int, new_size: int, blocks: list[tuple[int, int, int]], code: Piece) -> int | None:
    """The offset in the new text for a code at ``at`` in the old text; None if no text beside the code stays."""
    if at in (0, size):
        return new_size if at or (not size and code.raw.startswith("</")) else 0
    before = next((there + at - first for first, there, length in blocks if first < at <= first + length), None)
    behind = next((there + at - first for first, there, length in blocks if first <= at < first + length), None)
    if behind is not None and (before is None or _opens(code)):
        return behind
    return before


def same(old: str, new: str, *, words: bool) -> list[tuple[int, int, int]]:
    """The blocks that ``old`` and ``new`` share: offset in either and length, in order.

    They are the longest common beginning and end, and whole words between them. With ``words``, beginning and end are
    not cut inside a word either.
    """
    shorter = min(len(old), len(new))
    first = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    rest = shorter - first
    last = next((number for number in range(rest) if old[-1 - number] != new[-1 - number]), rest)
    while words and (_cuts(old, first) or _cuts(new, first)):
        first -= 1
    while words and (_cuts(old, len(old) - last) or _cuts(new, len(new) - last)):
        last -= 1
    blocks = [(0, 0, first)]
    middle = (old[first : len(old) - last], new[first : len(new) - last])
    sides = [_WORD.findall(text) for text in middle]
    if max(map(len, sides)) <= _MANY:
        starts = []
        for side in sides:
            offsets = [first]
            for word in side:
                offsets.append(offsets[-1] + len(word))
            starts.append(offsets)
        for block in SequenceMatcher(None, sides[0], sides[1], autojunk=False).get_matching_blocks():
            if any(not word.isspace() for word in sides[0][block.a : block.a + block.size]):
                length = starts[0][block.a + block.size] - starts[0][block.a]
                blocks.append((starts[0][block.a], starts[1][block.b], length))
    blocks.append((len(old) - last, len(new) - last, last))
    return [block for block in blocks if block[2]]


def _cuts(text: str, at: int) -> bool:
    """Whether ``at`` is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
