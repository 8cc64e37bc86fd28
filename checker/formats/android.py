r"""Android's string resources (``strings.xml``): a file with the sources and a partner, matched by name."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import accumulate, pairwise
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._content import escaped, read, replaced
from checker.formats._keyed import FORMS, Entry, Splice, is_pair, margin, read_pair, write_pair
from checker.formats._keyed_xml import Points, elements, encoding
from checker.formats._signs import Sign, respelled
from checker.formats._xml import Element, Unit, root
from checker.model import Code, Segment, Target

UI = True
_FLAGS = frozenset(("java-printf-format",))
_HOLDERS = ("string", "plurals", "string-array", "item")
_BLANK = " \t\n\v\f\r"  # what Android folds; other blanks are characters like all others
_REFERENCE = re.compile(
    rf"[{_BLANK}]*(?:@(?:null|empty|\+?(?:[\w.]+:)?\w+/[\w.]+)|\?(?:[\w.]+:)?(?:\w+/)?[\w.]+)[{_BLANK}]*"
)
_HELD = re.compile(r"</?[\w.-]+:g\b")  # xliff:g marks what is not translated; Android reads on across it
_PLAIN = re.compile(rf"[^\\\"{_BLANK}]+(?: [^\\\"{_BLANK}]+)*")
_PIECE = re.compile(
    rf"\\u([Dd][89ABab][0-9A-Fa-f]{{2}})\\u([Dd][C-Fc-f][0-9A-Fa-f]{{2}})"
    rf"|\\u([0-9A-Fa-f]{{4}})|\\(.?)|(\")|([{_BLANK}]+)|[^\\\"{_BLANK}]+",
    re.DOTALL,
)
_FIRST = ("@", "?")  # what names something else where it comes first
_FROM = {"n": "\n", "t": "\t"}
_TO = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", "'": "\\'", '"': '\\"'}
_PREFIX = re.compile(r"[<\s/]([^\W\d][\w.-]*):")  # of namespaces, which must be declared to be read
_KEY = re.compile(r"(.*) \((.*)\)", re.DOTALL)  # a name, and the kind of product it is for


def claim(file: Input, head: bytes) -> int:
    """100 if ``file`` has the root element of resources and a partner in XML, else 0."""
    if not is_pair(file, ".xml"):
        return 0
    found = root(file, head)
    return 100 if found is not None and found.name == "resources" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    text = '<resources>\n    <string name="r">{}</string>\n    <string name="s">{}</string>\n</resources>\n'
    return {"strings-ko.xml": text.format("강", "바다").encode(), "strings.xml": text.format("river", "sea").encode()}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per string, form of a plural and item of an array, as ``_keyed.read_pair`` says.

    What is marked as not translatable and what only names another resource is left out. Tags are inline codes; in
    CDATA they are text, as Android has it.

    Raises:
        CheckerError: The XML is broken or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan, encoding)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a string that it lacks is added after the one before.

    Raises:
        CheckerError: There is no such segment, XML cannot hold a text, or the partner lacks a whole plural or array.
    """
    write_pair(file, targets, to, _scan, _encode, _insert, encoding)


def _scan(text: str, name: str) -> Iterator[Entry]:
    """The strings, forms of plurals and items of arrays that are to be translated."""
    points = Points(text)
    with closing(elements(text, name, _HOLDERS)) as found:
        for unit in found:
            has = unit.attributes
            at_top = unit.parent is not None and unit.parent.name == "resources"
            if at_top and has.get("translatable") != "false" and has.get("translate") != "false":
                yield from _entries(unit, points)


def _entries(unit: Unit, points: Points) -> Iterator[Entry]:
    has = unit.attributes
    product = has.get("product", "default")
    key = has.get("name", "") if product == "default" else f"{has.get('name', '')} ({product})"
    flags = _FLAGS if has.get("formatted") != "false" else frozenset()
    if unit.name == "string" or (unit.name == "item" and has.get("type") == "string"):
        yield _entry(unit, unit, points, Entry(key, "", 0, 0, unit.line, flags=flags))
        return
    items = [child for child in unit.children if child.name == "item" and unit.name != "item"]
    for number, item in enumerate(items):
        entry = Entry(key, "", 0, 0, item.line, group=f"{key}.", flags=flags)
        form = item.attributes.get("quantity", "")
        if unit.name == "string-array":
            yield _entry(unit, item, points, entry._replace(key=f"{key}.{number}"))
        elif form in FORMS:
            yield _entry(unit, item, points, entry._replace(form=form))


def _entry(unit: Unit, element: Element, points: Points, entry: Entry) -> Entry:
    """``entry`` with the text of an element and its place: the content, or the end of the tag without one."""
    start, end = unit.opened(element), element.close
    if unit.empty(element):
        tag = unit.bytes(element.start, start).decode()
        start -= len(tag) - len(tag[:-2].rstrip())
        end = element.close
    raw, codes = read(unit, element, _opaque)
    if _REFERENCE.fullmatch(raw):
        entry = entry._replace(fixed=True)
    value = _read(Target(raw, codes))
    return entry._replace(value=value.text, codes=value.codes, start=points(start), end=points(end))


def _opaque(_element: Element) -> bool:
    return False


def _read(raw: Target) -> Target:
    """What Android makes of the text of an element."""
    if _PLAIN.fullmatch(raw.text):
        return raw
    signs = _signs(raw)
    ends = [0, *accumulate(len(sign.raw) for sign in signs)]
    sizes = [0, *accumulate(len(sign.text) for sign in signs)]
    codes = []
    for code in raw.codes:
        number = bisect_left(ends, code.at)  # the pieces before it; one that it cuts is before it if it is an escape
        plain = code.at < ends[number] and signs[number - 1].text == signs[number - 1].raw
        codes.append(Code(sizes[number] - (ends[number] - code.at if plain else 0), code.text, code.id))
    return Target("".join(sign.text for sign in signs), tuple(codes))


def _signs(raw: Target) -> list[Sign]:
    """The characters of a text: escapes, blanks folded, and quotes, which keep blanks and are no characters.

    A tag ends quotes and blanks that are folded, and where there is one, the blanks at both ends stay.
    """
    tags = [code.at for code in raw.codes if not _HELD.match(code.text)]
    found: list[Sign] = []
    for start, end in pairwise([0, *tags, len(raw.text)]):
        quoted = False
        for piece in _PIECE.finditer(raw.text, start, end):
            high, low, unit, escape, quote, blank = piece.groups()
            text = piece[0]
            if high:
                text = chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
            elif unit:
                text = "\ufffd" if 0xD800 <= int(unit, 16) < 0xE000 else chr(int(unit, 16))
            elif escape is not None:
                text = _FROM.get(escape, escape)
            elif quote:
                quoted, text = not quoted, ""
            elif blank and not quoted:
                at_edge = not tags and (piece.start() == 0 or piece.end() == len(raw.text))
                text = "" if at_edge else " "
            found.append(Sign(text, piece[0]))
    return found


def _encode(text: str, entry: Entry, new: Target) -> str:
    """The content of the element; one that is a single tag gets an end tag."""
    old = text[entry.start : entry.end]
    if text[entry.start - 1] != ">":
        tag = re.match(r"<([^\s/>]+)", text[text.rfind("<", 0, entry.start) :])
        return f">{_written('', new)}</{tag[1] if tag else 'string'}>"
    return _written(old, new)


def _written(old: str, new: Target) -> str:
    """``new`` as XML writes it; what stays of the content ``old`` keeps its spelling."""
    names = "".join(f' xmlns:{name}="{name}"' for name in {*_PREFIX.findall(old)} - {"xml", "xmlns"})
    (unit,) = elements(f"<x{names}>{old}</x>", "", ("x",))
    before = Target(*read(unit, unit, _opaque))
    signs = _signs(before)
    quoted = not before.codes and len(before.text) > 1 and before.text[0] == before.text[-1] == '"'
    first = signs[0].raw if signs and not signs[0].text else ""
    last = signs[-1].raw if signs[1:] and not signs[-1].text else ""
    kept = respelled(signs, new.text, _spelled)
    if kept and kept[0] in _FIRST and not before.text.lstrip(_BLANK).startswith(kept[0]):
        kept[0] = f"\\{kept[0]}"
    for edges, parts in (
        (("", "") if quoted else (first, last), kept),
        (('"', '"') if quoted else ("", ""), _safe(new.text, quoted=quoted)),
        (("", ""), _safe(new.text, quoted=False)),
    ):
        places = list(accumulate(map(len, parts), initial=len(edges[0])))
        codes = tuple(Code(places[code.at], code.text, code.id) for code in new.codes)
        written = Target(f"{edges[0]}{''.join(parts)}{edges[1]}", codes)
        if _read(written) == new and not _REFERENCE.fullmatch(written.text):
            break
    return replaced(unit, unit, _opaque, written, "").text


def _spelled(sign: str) -> str:
    """How a character is written anywhere but at an end, beside a blank or in quotes."""
    if sign in _TO:
        return _TO[sign]
    return f"\\u{ord(sign):04x}" if "\0" < sign < " " else sign


def _safe(text: str, *, quoted: bool) -> list[str]:
    """How each character of a text is written, in quotes or without."""
    parts = [_spelled(sign) for sign in text]
    for at, sign in enumerate(text):
        if quoted:
            parts[at] = "'" if sign == "'" else parts[at]
        elif sign == " " and (at in (0, len(text) - 1) or text[at - 1] == " "):
            parts[at] = "\\u0020"
        elif sign in _FIRST and at == 0:
            parts[at] = "\\" + sign
    return parts


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """An element after that of ``neighbour``, laid out like it."""
    end = neighbour.end if text[neighbour.start - 1] != ">" else text.index(">", neighbour.end) + 1
    outer = margin(text, text.rindex("<", 0, neighbour.start))
    if wanted.form:
        tag, attributes = "item", f' quantity="{wanted.form}"'
    elif wanted.group:
        if int(wanted.key.rpartition(".")[2]) != int(neighbour.key.rpartition(".")[2]) + 1:
            raise CheckerError(f"“{wanted.key}” would not be the next item", hint="add those before it first")
        tag, attributes = "item", ""
    else:
        name = _KEY.fullmatch(wanted.key)
        said = {"name": name[1], "product": name[2]} if name else {"name": wanted.key}
        said |= {} if wanted.flags else {"formatted": "false"}
        tag = "string"
        attributes = "".join(f' {key}="{escaped(value).replace(chr(34), "&quot;")}"' for key, value in said.items())
    return Splice(end, end, f"{outer}<{tag}{attributes}>{_written('', new)}</{tag}>")
