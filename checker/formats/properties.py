"""Java properties: a file with the sources and a partner with the translations, matched by key."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from checker.formats import Input
from checker.formats._keyed import Entry, Splice, is_pair, line_end, mended, read_pair, write_pair
from checker.model import Segment, Target

UI = True
_BLANK = " \t\f"
_KEY = re.compile(r"(?:[^\\=: \t\f]|\\.)*", re.DOTALL)
_SEPARATOR = re.compile(r"[ \t\f]*[=:]?[ \t\f]*")
_WRITTEN = re.compile(r"(?:[ \t\f]|\\\r?\n)*+([=:]?)(?:[ \t\f]|\\\r?\n)*+")  # a separator, as a file has it
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)?", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_FROM = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_TO = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\0": "\\u0000"})
_TO_KEY = _TO | str.maketrans({sign: f"\\{sign}" for sign in " =:#!"})
_LATIN_1 = "iso-8859-1"


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.properties``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, ".properties") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.properties": "r=강\ns=바다\n".encode(), "rivers_en.properties": b"r=river\ns=sea\n"}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per key, as ``_keyed.read_pair`` says. If a key is repeated, its last value counts, as in Java.

    Raises:
        CheckerError: A file is not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan, _encoding)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    r"""Copy the partner, which has the targets, with new values; a key that it lacks is added after the one before it.

    If the whole file is in ASCII, other letters are written as ``\uXXXX``.

    Raises:
        CheckerError: There is no such segment, or a file is not in its encoding.
    """
    write_pair(file, targets, to, _scan, _encode, _insert, _encoding)


def _encoding(file: Input) -> str | None:
    """ISO 8859-1, as Java took all files to be, where the text is not in UTF-8 or another encoding that is certain."""
    named = file.codec()
    if file.encoding or named != "utf-8":
        return None
    with file.open() as stream:
        try:
            stream.read().decode()
        except UnicodeDecodeError:
            file.inferred = _LATIN_1
            return _LATIN_1
    return None


class _Line(NamedTuple):
    """A logical line: a line with those on which it continues.

    Attributes:
        text: Without line ends, the backslashes before them and the blanks behind them.
        number: The number of its first line, from 1.
        parts: Of every line, where it begins in ``text``, and where that is in the text of the file.
        end: Where it ends in the text of the file.
    """

    text: str
    number: int
    parts: list[tuple[int, int]]
    end: int

    def place(self, offset: int) -> int:
        """Where an offset in ``text`` is in the text of the file."""
        inner, outer = next(part for part in reversed(self.parts) if part[0] <= offset)
        return outer + offset - inner


def _scan(text: str, name: str) -> Iterator[Entry]:  # noqa: ARG001 - everything is a properties file
    """The keys and values; what a new value replaces begins with the separator."""
    for line in _lines(text):
        found = _KEY.match(line.text)
        key = found[0] if found else ""
        separator = _SEPARATOR.match(line.text, len(key))
        value = line.text[separator.end() if separator else len(key) :]
        yield Entry(_plain(key), _plain(value), line.place(len(key)), line.end, line.number)


def _lines(text: str) -> Iterator[_Line]:
    """The logical lines that are neither blank nor comments; one that ends in a backslash continues on the next."""
    at = end = number = 0  # where the next line begins and where the last one ended
    pieces: list[str] = []
    parts: list[tuple[int, int]] = []
    length = 0
    for number, raw in enumerate(text.split("\n"), 1):
        body = raw.removesuffix("\r")
        start = len(body) - len(body.lstrip(_BLANK))
        if parts or (start < len(body) and body[start] not in "#!"):
            more = (len(body) - len(body.rstrip("\\"))) % 2 == 1
            parts.append((length, at + start))
            pieces.append(body[start:-1] if more else body[start:])
            length += len(pieces[-1])
            end = at + len(body)
            if not more:
                yield _Line("".join(pieces), number + 1 - len(parts), parts, end)
                pieces, parts, length = [], [], 0
        at += len(raw) + 1
    if parts:
        yield _Line("".join(pieces), number + 1 - len(parts), parts, end)


def _plain(text: str) -> str:
    """``text`` without its escapes."""
    return mended(_ESCAPE.sub(lambda found: _sign(found[1] or ""), text)) if "\\" in text else text


def _sign(escape: str) -> str:
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _FROM.get(escape, escape)


def _encode(text: str, entry: Entry, new: Target) -> str:
    """The separator, which stays, and the value."""
    found = _WRITTEN.match(text, entry.start, entry.end)
    separator = (found[0] if found else "") or "="
    return separator + _escaped(new.text, plain=text.isascii(), bare=separator.isspace())


def _insert(text: str, beside: Entry, wanted: Entry, new: Target) -> Splice:
    """A line after that of ``beside``, with the same separator."""
    found = _WRITTEN.match(text, beside.start, beside.end)
    separator = found[0] if found and "\n" not in found[0] else ""
    plain = text.isascii()
    value = _escaped(new.text, plain=plain, bare=separator.isspace())
    line = _spelled(wanted.key.translate(_TO_KEY), plain=plain) + (separator or "=") + value
    return Splice(beside.end, beside.end, line_end(text, beside.end) + line)


def _escaped(value: str, *, plain: bool, bare: bool) -> str:
    """A value as it is written, in ASCII if ``plain``; ``bare`` if nothing but blanks stands before it."""
    text = value.translate(_TO)
    if text[:1] in ((" ", "=", ":") if bare else (" ",)):  # otherwise it would be part of the separator
        text = "\\" + text
    return _spelled(text, plain=plain)


def _spelled(text: str, *, plain: bool) -> str:
    """``text`` in ASCII if ``plain``."""
    if not plain or _HALF.search(text):  # half a character is refused when the copy is written
        return text
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(code) if code < 0x80 else f"\\u{code:04X}" for code in codes)
