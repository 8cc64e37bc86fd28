"""XML as units with their bytes: read safely and in bounded memory, and written by splicing.

Files in other encodings are converted to UTF-8 first, and offsets count the bytes of that. The parser, expat, fetches
and expands nothing, because a file that declares an entity is refused.
"""

import codecs
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from checker.errors import CheckerError
from checker.formats import Input, head_text
from checker.model import Segment, Target
from checker.text.codes import fitted

NAMED = "\1"  # stands between a namespace and a name; a blank may be part of the namespace, this never is
LANG = f"http://www.w3.org/XML/1998/namespace{NAMED}lang"  # the name of xml:lang in ``Element.attributes``
_BLOCK = 1 << 16  # bytes read at once
_TAG = 1 << 20  # bytes of a tag, a comment or another token that the parser holds as a whole
_UNIT = 1 << 22  # bytes of a unit
_ELEMENTS = 50_000  # elements in a unit
_DEPTH = 200  # levels of nested elements
_STRANGE = "no such file comes from a translation tool"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']")
_START_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
# Python's EUC-KR has 2,350 syllables; files that declare EUC-KR are in CP949, which has all.
WIDER = {"euc_kr": "cp949"}


class Edit(NamedTuple):
    """A replacement: the bytes from ``start`` to ``end`` of the file in UTF-8 become ``text``."""

    start: int
    end: int
    text: str


class Element:
    """An element of a unit.

    Attributes:
        name: The name; if its namespace is not the root's, the namespace and ``NAMED`` stand before it.
        attributes: By name; before the name of an attribute with a prefix stand its namespace and ``NAMED``.
        line: The line where it starts, from 1.
        start, close: Byte offsets of its start tag and its end tag; without an end tag, of the byte after it.
        children: The elements in it.
        parent: The element around it; only for units and the elements around them.
    """

    __slots__ = ("attributes", "children", "close", "line", "name", "parent", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int, line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.line = line
        self.close = start
        self.children: list[Element] = []
        self.parent: Element | None = None

    def child(self, name: str) -> "Element | None":
        """Its first child with this name, or None."""
        return next((child for child in self.children if child.name == name), None)

    def inherited(self, attribute: str) -> str:
        """The attribute of this element, else of the nearest element around it that has it, else ""."""
        element: Element | None = self
        while element is not None:
            if attribute in element.attributes:
                return element.attributes[attribute]
            element = element.parent
        return ""


class Unit(Element):
    """An element that a format asked for, with the bytes it was read from."""

    __slots__ = ("raw",)

    def __init__(self, name: str, attributes: dict[str, str], start: int, line: int) -> None:
        super().__init__(name, attributes, start, line)
        self.raw = b""

    def opened(self, element: Element) -> int:
        """The offset after the start tag of an element in the unit."""
        at = element.start - self.start
        if not element.attributes and self.raw[at : at + 500].find(b"xmlns") < 0:  # nothing quoted can hold a ">"
            return self.start + self.raw.index(b">", at) + 1
        match = _START_TAG.match(self.raw, at)
        if match is None:
            raise ValueError(element.name)  # expat saw a tag there
        return self.start + match.end()

    def empty(self, element: Element) -> bool:
        """Whether an element in the unit is written as a single tag."""
        close = element.close - self.start
        if self.raw[close - 2 : close] != b"/>":
            return False
        return self.raw[close : close + 2] != b"</" or self.opened(element) == element.close

    def ended(self, element: Element) -> int:
        """The offset after the end of an element in the unit."""
        if self.empty(element):
            return element.close
        return self.start + self.raw.index(b">", element.close - self.start) + 1

    def bytes(self, start: int, end: int) -> bytes:
        """The bytes between two offsets."""
        return self.raw[start - self.start : end - self.start]

    def text(self, start: int, end: int) -> str:
        """The decoded text between two offsets."""
        return self.bytes(start, end).decode()

    def tag(self, element: Element) -> str:
        """The name of an element in the unit as the file writes it, with its prefix."""
        start = element.start - self.start + 1
        return re.split(rb"[\s/>]", self.raw[start : start + _TAG], maxsplit=1)[0].decode()

    def set(self, element: Element, attribute: str, value: str) -> Edit:
        """The edit that sets an attribute of an element in the unit; one with a namespace must exist already."""
        start, end = element.start, self.opened(element)
        tag = self.text(start, end)
        space, _, name = attribute.rpartition(NAMED)
        for match in _ATTRIBUTE.finditer(tag):
            prefix, _, local = match[1].rpartition(":")
            if local == name and bool(prefix) == bool(space):
                at = start + len(tag[: match.start(2)].encode())
                return Edit(at, at + len(match[2].encode()), f'"{value}"')
        at = end - (2 if tag.endswith("/>") else 1)
        return Edit(at, at, f' {name}="{value}"')


def root(file: Input, head: bytes) -> Element | None:
    """The root element of ``file``, whose first bytes are ``head``; None if it is not XML."""
    if not head_text(file, head).lstrip("\ufeff \t\r\n\0").startswith("<") and not head.startswith((b"<\0", b"\0<")):
        return None
    try:
        for _ in _Parser(file, None).units():
            pass
    except _Rooted as found:
        return found.element
    except CheckerError:
        pass
    return None


def units(file: Input, names: Iterable[str]) -> Generator[Unit, None, None]:
    """The elements with these names, in order; one inside another is part of the outer one.

    Raises:
        CheckerError: The file is not well-formed, is not in its encoding, or would take too much memory.
    """
    return _Parser(file, frozenset(names)).units()


class _Rooted(Exception):  # noqa: N818 - a result, not an error
    """Raised to stop parsing when the root element is found."""

    def __init__(self, element: Element) -> None:
        super().__init__(element.name)
        self.element = element


class _Parser:
    """One pass over a file; without names it stops at the root element and raises ``_Rooted``."""

    def __init__(self, file: Input, names: frozenset[str] | None) -> None:
        self._file = file
        self._names = names or frozenset()
        self._only_root = names is None
        self._buffer = b""
        self._base = 0  # offset of the buffer's first byte
        self._above: list[Element] = []  # the open elements around units
        self._inside: list[Element] = []  # the open elements of the unit, itself first
        self._done: list[Unit] = []
        self._count = 0  # elements of the unit
        self._pending = 0  # offset of a token that is not complete yet
        self._short: dict[str, str] = {}
        self._home = ""  # the root's namespace and ``NAMED``
        self._expat = expat.ParserCreate("utf-8", NAMED)
        self._expat.buffer_text = False
        self._expat.specified_attributes = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.EntityDeclHandler = self._entity
        self._expat.SkippedEntityHandler = self._unknown

    def units(self) -> Generator[Unit, None, None]:
        with closing(_blocks(self._file)) as blocks:
            for _, block in blocks:
                self._keep()
                self._buffer += block
                yield from self._parse(block, final=False)
                if self._only_root and self._base > _TAG:
                    return
            yield from self._parse(b"", final=True)

    def _parse(self, block: bytes, *, final: bool) -> list[Unit]:
        try:
            self._expat.Parse(block, final)
        except expat.ExpatError as error:
            raise self._malformed(error) from None
        done, self._done = self._done, []
        return done

    def _keep(self) -> None:
        """Drop the bytes that are no longer needed; refuse a token or unit that is too large."""
        reached = self._base + len(self._buffer)
        self._pending = max(self._pending, self._expat.CurrentByteIndex)  # which may be -1 for a moment
        if reached - self._pending > _TAG:
            raise self._fault("a tag or comment has more than 1 MB", _STRANGE)
        first = self._inside[0].start if self._inside else self._pending
        if reached - first > _UNIT:
            raise self._fault("a unit has more than 4 MB", _STRANGE)
        self._buffer = self._buffer[first - self._base :]
        self._base = first

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._above and not self._inside:
            self._home = name[: name.find(NAMED) + 1]
            if self._only_root:
                raise _Rooted(Element(name.removeprefix(self._home), attributes, 0, 1))
        short = self._short.get(name)
        if short is None:
            short = self._short[name] = name.removeprefix(self._home) if self._home else name
        parser = self._expat
        if self._inside:
            element = Element(short, attributes, parser.CurrentByteIndex, parser.CurrentLineNumber)
            self._inside[-1].children.append(element)
            self._inside.append(element)
            self._count += 1
        elif short in self._names:
            element = Unit(short, attributes, parser.CurrentByteIndex, parser.CurrentLineNumber)
            element.parent = self._above[-1] if self._above else None
            self._inside.append(element)
            self._count = 0
        else:
            element = Element(short, attributes, 0, parser.CurrentLineNumber)
            element.parent = self._above[-1] if self._above else None
            self._above.append(element)
        if len(self._above) + len(self._inside) > _DEPTH:
            raise self._fault(f"more than {_DEPTH} elements are nested", _STRANGE)
        if self._count > _ELEMENTS:
            raise self._fault(f"a unit has more than {_ELEMENTS} elements", _STRANGE)

    def _end(self, _name: str) -> None:
        if not self._inside:
            self._above.pop()
            return
        element = self._inside.pop()
        element.close = self._expat.CurrentByteIndex
        if isinstance(element, Unit):
            first, close = element.start - self._base, element.close - self._base
            end = close if self._closed_at_once(first, close) else self._buffer.index(b">", close) + 1
            element.raw = self._buffer[first:end]
            self._done.append(element)

    def _closed_at_once(self, first: int, close: int) -> bool:
        """Whether the element from ``first`` to ``close`` is a single tag."""
        match = _START_TAG.match(self._buffer, first)
        return match is not None and match.end() == close and self._buffer[close - 2 : close] == b"/>"

    def _entity(self, *declared: object) -> None:
        raise self._fault(
            f"the file declares the entity “{declared[0]}”", "entities are not read: write their text instead"
        )

    def _unknown(self, name: str, _parameter: bool) -> None:  # noqa: FBT001 - expat's shape
        raise self._fault(f"the entity “{name}” is unknown", "write its text instead")

    def _fault(self, message: str, hint: str) -> CheckerError:
        return CheckerError(message, f"{self._file.name}:{self._expat.CurrentLineNumber}", hint)

    def _malformed(self, error: expat.ExpatError) -> CheckerError:
        """The error about broken XML, or about the encoding if that is the cause."""
        try:
            codecs.utf_8_decode(self._buffer, "strict", False)  # noqa: FBT003 - a cut last character is none of it
        except UnicodeDecodeError as wrong:
            if abs(wrong.start + self._base - self._expat.ErrorByteIndex) < 8:
                return _undecodable(self._file, "utf-8", error.lineno, self._buffer[wrong.start])
        said = expat.ErrorString(error.code)
        message = f"not well-formed XML: {said}, column {error.offset + 1}"
        return CheckerError(message, f"{self._file.name}:{error.lineno}", "save it again with its own program")


def write(
    file: Input,
    targets: Mapping[int, str | Target],
    to: BinaryIO,
    walk: Callable[[Input], Iterator[tuple[list[Segment], Callable[[dict[int, Target]], list[Edit]]]]],
) -> None:
    """Copy ``file`` to ``to`` with new targets (see ``checker.formats.Format.write``).

    ``walk`` yields, for every unit, its segments and a function that makes edits from new targets by their index.
    """
    edits: list[Edit] = []
    left = dict(targets)
    if left:
        before = 0
        for segments, edit in walk(file):
            chosen = {}
            for place, segment in enumerate(segments):
                wanted = left.pop(before + place + 1, segment.target)
                if wanted in (segment.target, segment.translation):
                    continue
                if segment.locked:
                    raise CheckerError("the segment is locked", f"{file.name}:{segment.line}", "unlock it first")
                chosen[place] = fitted(segment, wanted) if isinstance(wanted, str) else wanted
            before += len(segments)
            if chosen:
                edits += edit(chosen)
        if left:
            raise CheckerError(f"there is no segment {min(left)}", file.name, f"it has {before}")
    _copy(file, sorted(edits), to)


def splice(file: Input, edits: Iterable[Edit], to: BinaryIO) -> None:
    """Copy ``file`` to ``to`` with edits, in any order."""
    _copy(file, sorted(edits), to)


def _copy(file: Input, edits: list[Edit], to: BinaryIO) -> None:
    """Copy ``file`` with the edits, in its own encoding; characters that this lacks become character references."""
    encoding = encoding_of(file)
    plain = encoding == "utf-8"
    encoder = codecs.getincrementalencoder(WIDER.get(encoding, encoding))("xmlcharrefreplace")
    proof = codecs.getincrementalencoder(WIDER.get(encoding, encoding))("strict")
    unproved = b""
    remaining = iter([*edits, None])
    edit = next(remaining)
    start = at = 0  # of the block; of what is to be copied next

    def put(data: bytes) -> None:
        to.write(data if plain else encoder.encode(data.decode()))

    with closing(_blocks(file)) as blocks:
        for raw, block in blocks:
            if not plain and not edits:
                to.write(raw)
                continue
            if not plain:
                unproved += raw
                same = proof.encode(block.decode())
                if not unproved.startswith(same):
                    hint = "save it as UTF-8 in its own program"
                    raise CheckerError(f"its bytes cannot be kept: it is not valid {encoding}", file.name, hint)
                unproved = unproved[len(same) :]
            end = start + len(block)
            while edit is not None and edit.start < end:
                put(block[at - start : edit.start - start])
                put(_within(encoding, edit.text).encode())
                at = edit.end
                edit = next(remaining)
            if at < end:
                put(block[at - start :])
                at = end
            start = end
        while edit is not None:
            put(_within(encoding, edit.text).encode())
            edit = next(remaining)


def _within(encoding: str, text: str) -> str:
    """``text`` with character references for characters outside the declared encoding (see ``WIDER``)."""
    if encoding not in WIDER:
        return text
    return "".join(sign if len(sign.encode(encoding, "replace")) < 3 else f"&#{ord(sign)};" for sign in text)


def encoding_of(file: Input) -> str:
    """The encoding of ``file``: the user's, else that of its byte order mark, else of its declaration, else UTF-8."""
    with file.open() as stream:
        head = stream.read(1024)
    chosen = file.encoding or next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not chosen:
        declared = _DECLARED.match(head)
        chosen = declared[1].decode() if declared else "utf-8"
    place = f"{file.name}:1"
    try:
        codec = codecs.lookup(chosen).name
        codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(codec, codec)
        told = head[:200].decode(codec, "ignore").lstrip("\ufeff")
    except (LookupError, UnicodeError, TypeError, AssertionError):
        raise CheckerError(f"the encoding “{chosen}” is unknown", place, "try --encoding utf-8 or cp949") from None
    if b"<" in head[:200] and "<" not in told:
        raise CheckerError(f"this is not {chosen}", place, "name its encoding with --encoding, for instance utf-8")
    return codec


def _blocks(file: Input) -> Generator[tuple[bytes, bytes], None, None]:
    """The file in blocks: its own bytes, and about the same text in UTF-8, cut between characters."""
    encoding = encoding_of(file)
    plain = encoding == "utf-8"
    decoder = codecs.getincrementaldecoder(WIDER.get(encoding, encoding))()
    line = 1
    with file.open() as stream:
        while block := stream.read(_BLOCK):
            if plain:
                yield block, block
                continue
            try:
                text = decoder.decode(block)
            except UnicodeError as error:
                byte = error.object[error.start] if isinstance(error, UnicodeDecodeError) else None
                before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
                raise _undecodable(file, encoding, line + before.count(b"\n"), byte) from None
            line += text.count("\n")
            yield block, text.encode("utf-8", "surrogatepass")
        try:
            decoder.decode(b"", True)  # noqa: FBT003 - the end
        except UnicodeError:
            raise _undecodable(file, encoding, line, None) from None


def _undecodable(file: Input, encoding: str, line: int, byte: int | None) -> CheckerError:
    shown = "" if byte is None else f" (byte 0x{byte:02x})"
    hint = "name its encoding with --encoding, for instance cp949 or utf-16-le"
    return CheckerError(f"this is not {encoding}{shown}", f"{file.name}:{line}", hint)
