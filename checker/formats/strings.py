r"""Apple's ``.strings``: a file with the sources and a partner with the translations, matched by key."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._keyed import Entry, Splice, margin, mended, read_pair, write_pair
from checker.formats._signs import Sign, respelled
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("objc-format",))
_TOKEN = re.compile(
    r"(\s++|//[^\n\r\u2028\u2029]*+|/\*.*?\*/)"  # between the others
    r'|"((?:[^"\\]++|\\.)*+)"|\'((?:[^\'\\]++|\\.)*+)\'|((?!/\*)[\w$:./-]++)|[={};]',
    re.DOTALL,
)
_PIECE = re.compile(
    r"\\U([Dd][89ABab][0-9A-Fa-f]{2})\\U([Dd][C-Fc-f][0-9A-Fa-f]{2})"
    r"|\\U([0-9A-Fa-f]{1,4})|\\([0-7]{1,3})|\\(.)|[^\\]+",
    re.DOTALL,
)
_FROM = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_TO = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.strings``, else 0, since one file alone is not a corpus."""
    return 100 if file.suffix == ".strings" and file.partner and file.partner.suffix == ".strings" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"ko.strings": '"r" = "강";\n"s" = "바다";\n'.encode(), "en.strings": b'"r" = "river";\n"s" = "sea";\n'}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per key, as ``_keyed.read_pair`` says; a key without a value has itself for its text.

    Raises:
        CheckerError: A file is broken, compiled or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan, _encoding)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a key that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, or a file is broken or not in its encoding.
    """
    write_pair(file, targets, to, _scan, _encode, _insert, _encoding)


def _encoding(file: Input) -> str | None:
    """None; a compiled file is refused.

    Raises:
        CheckerError: It is a binary property list.
    """
    if file.head().startswith(b"bplist"):
        raise CheckerError("this is a compiled property list", file.name, "take the file that it was made from")
    return None


def _scan(text: str, name: str) -> Iterator[Entry]:
    """The keys and values; of a key without a value, the place for one is behind it."""
    entry: list[re.Match[str]] = []  # what was read of it
    line, at = 1, 0
    for token in _tokens(text, name):
        sign = token[0]
        if sign == ";" and len(entry) in (1, 3):
            key, value = entry[0], entry[-1]
            line, at = line + text.count("\n", at, key.start()), key.start()
            start = value.start() if len(entry) == 3 else key.end()
            yield Entry(_text(key), _text(value), start, value.end(), line, flags=_FLAGS)
            entry = []
        elif sign in ";{}" or (sign == "=") != (len(entry) == 1) or len(entry) == 3:
            raise _fault(text, name, token.start(), f"“{sign}” is not expected here")
        else:
            entry.append(token)
    if entry:
        raise _fault(text, name, entry[0].start(), f"the entry “{_text(entry[0])}” does not end in a semicolon")


def _tokens(text: str, name: str) -> Iterator[re.Match[str]]:
    """The texts and signs, without braces around all of them."""
    at = first = 0
    braces = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            opened = {'"': "a quote", "'": "a quote", "/": "a comment"}.get(text[at])
            raise _fault(text, name, at, f"{opened} does not end" if opened else f"“{text[at]}” is not expected here")
        at = token.end()
        if token[1] is not None:
            continue
        outer = (token[0] == "{" and not first) or (token[0] == "}" and braces == 1)
        first, braces = 1, braces + outer
        if not outer:
            yield token


def _fault(text: str, name: str, at: int, message: str) -> CheckerError:
    place = f"{name}:{text.count(chr(10), 0, at) + 1}"
    return CheckerError(message, place, 'write entries as "key" = "value";')


def _text(token: re.Match[str]) -> str:
    """The text of a token: in quotes or a bare word."""
    _, double, single, word = token.groups()
    if word is not None:
        return str(word)
    return "".join(sign.text for sign in _signs(double if double is not None else single))


def _signs(inner: str) -> list[Sign]:
    """The characters between quotes."""
    return [Sign(_sign(piece), piece[0]) for piece in _PIECE.finditer(inner)]


def _sign(piece: re.Match[str]) -> str:
    high, low, unit, octal, escape = piece.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    if unit:
        return mended(chr(int(unit, 16)))
    if octal:
        return bytes((int(octal, 8) & 0xFF,)).decode("latin-1")
    return _FROM.get(escape, escape) if escape else piece[0]


def _encode(text: str, entry: Entry, new: Target) -> str:
    """The value in quotes; behind a key without a value, with a sign for it."""
    old = text[entry.start : entry.end]
    parts = respelled(_signs(old[1:-1]) if old.startswith('"') else (), new.text, _spelled)
    return f'{"" if old else " = "}"{"".join(parts)}"'


def _spelled(sign: str) -> str:
    return _TO.get(sign, sign)


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """An entry after ``neighbour``, on a line of its own."""
    end = text.index(";", neighbour.end) + 1
    key, value = ("".join(map(_spelled, each)) for each in (wanted.key, new.text))
    return Splice(end, end, f'{margin(text, end) or chr(10)}"{key}" = "{value}";')
