"""Java properties: a file with the sources and a partner with the translations, matched by key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, _copy, without_end
from checker.model import Segment

UI = True
_BLANK = " \t\f"
_KEY = re.compile(r"((?:[^\\=: \t\f]|\\.)*)[ \t\f]*[=:]?[ \t\f]*", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)?", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_FROM = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_TO = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\0": "\\u0000"})


class _Entry(NamedTuple):
    """A key with its value.

    Attributes:
        first, last: Its first and last line, from 0.
        line, offset: Where the value starts: the line, from 0, and the offset in that line, in code points.
        parted: Whether there is a separator between key and value.
    """

    key: str
    value: str
    first: int
    last: int
    line: int
    offset: int
    parted: bool


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.properties``, else 0, since one file alone is not a corpus."""
    return 100 if file.suffix == ".properties" and file.partner and file.partner.suffix == ".properties" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"rivers.properties": "r=강\ns=바다\n".encode(), "rivers_en.properties": b"r=river\ns=sea\n"}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per key of the sources; a key that the partner lacks has no translation.

    ``unit`` is the key and ``line`` its line in the sources. If a key is repeated, its last value counts, as in Java. A
    warning says how many keys only the partner has.

    Raises:
        CheckerError: A file is not in its encoding, or there is no partner.
    """
    sources, targets = _last(_read(file)), _last(_read(_partner(file)))
    for key, entry in sources.items():
        target = targets[key].value if key in targets else ""
        yield Segment(source=entry.value, target=target, unit=key, line=entry.first + 1)
    others = len(targets.keys() - sources.keys())
    if others:
        file.warn(f"{_partner(file).name}: {others:,} of its keys passed over, which {file.name} does not have")


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    r"""Copy the partner, which has the targets, with new values.

    If the whole file is in ASCII, other letters are written as ``\uXXXX``.

    Raises:
        CheckerError: The partner lacks the key, there is no such segment, or a file is not in its encoding.
    """
    partner = _partner(file)
    if not targets:
        _copy.copied(partner, to)
        return
    sources = _last(_read(file))
    _copy.unknown(file, targets, len(sources))

    def edit(lines: Iterator[str]) -> Iterator[str]:
        whole = list(lines)
        plain = all(line.isascii() for line in whole)
        entries = _last(_entries(whole))
        changes: dict[int, str] = {}
        for number, key in enumerate(sources, 1):
            entry = entries.get(key)
            value = targets.get(number, entry.value if entry else "")
            if value == (entry.value if entry else ""):
                continue
            if not entry:
                raise CheckerError(f"the key “{key}” is not in the file", partner.name, "add it first")
            changes.update(dict.fromkeys(range(entry.line, entry.last + 1), ""))
            last = whole[entry.last]
            start = whole[entry.line][: entry.offset] + ("" if entry.parted else "=")
            changes[entry.line] = start + _escaped(value, plain=plain) + last[len(without_end(last)) :]
        yield from (changes.get(number, line) for number, line in enumerate(whole))

    _copy.edited(partner, to, edit)


def _partner(file: Input) -> Input:
    if file.partner is None:
        raise CheckerError("one properties file alone is not a corpus", file.name, "name its translation too: --pair")
    return file.partner


def _last(entries: Iterator[_Entry]) -> dict[str, _Entry]:
    return {entry.key: entry for entry in entries}


def _read(file: Input) -> Iterator[_Entry]:
    with closing(file.lines()) as lines:
        whole = list(lines)
    return _entries(whole)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """The keys and values; a line that ends in a backslash continues on the next line."""
    number = 0
    while number < len(lines):
        first = number
        parts: list[tuple[int, int, int]] = []  # offset in text, line number and offset in the line of every part
        text, more = "", True
        while more and number < len(lines):
            body = without_end(lines[number])
            start = len(body) - len(body.lstrip(_BLANK))
            if not parts and (start == len(body) or body[start] in "#!"):
                break
            more = (len(body) - len(body.rstrip("\\"))) % 2 == 1
            parts.append((len(text), number, start))
            text += body[start:-1] if more else body[start:]
            number += 1
        if not parts:
            number += 1
            continue
        found = _KEY.match(text)
        key, at = (found[1], found.end()) if found else (text, len(text))
        parted = at > len(key)
        begin, line, start = next(part for part in reversed(parts) if part[0] <= at)
        yield _Entry(_plain(key), _plain(text[at:]), first, number - 1, line, start + at - begin, parted)


def _plain(text: str) -> str:
    """``text`` without its escapes."""
    if "\\" not in text:
        return text
    read = _ESCAPE.sub(lambda found: _sign(found[1] or ""), text)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sign(escape: str) -> str:
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _FROM.get(escape, escape)


def _escaped(value: str, *, plain: bool) -> str:
    text = value.translate(_TO)
    if text[:1] == " ":  # otherwise it would be part of the separator
        text = "\\" + text
    if not plain or _HALF.search(text):  # half a character is refused when the copy is written
        return text
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(code) if code < 0x80 else f"\\u{code:04X}" for code in codes)
