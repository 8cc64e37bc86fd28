"""Java properties: a file with the sources and its partner with the translations, joined by their keys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, _copy, without_end
from checker.model import Segment

_BLANK = " \t\f"
_KEY = re.compile(r"((?:[^\\=: \t\f]|\\.)*)[ \t\f]*[=:]?[ \t\f]*", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)?", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_FROM = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_TO = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\0": "\\u0000"})


class _Entry(NamedTuple):
    """A key with its value.

    Attributes:
        first, last: Its lines, from 0.
        line, offset: Where the value starts: the line, from 0, and the characters before it there.
        parted: Something stands between key and value.
    """

    key: str
    value: str
    first: int
    last: int
    line: int
    offset: int
    parted: bool


def claim(given: Input, head: bytes) -> int:  # noqa: ARG001 - the family's shape
    """100 if ``given`` and its partner end in ``.properties``, else 0: one file alone is no corpus."""
    return 100 if given.suffix == ".properties" and given.partner and given.partner.suffix == ".properties" else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    return {"rivers.properties": "r=강\ns=바다\n".encode(), "rivers_en.properties": b"r=river\ns=sea\n"}


def read_segments(given: Input) -> Iterator[Segment]:
    """A segment for each key of the sources; what the partner does not have has no translation.

    ``unit`` is the key, ``line`` where it stands in the sources. Of a key that stands twice the last value
    counts, as in Java; keys that only the partner has are counted and passed over.

    Raises:
        CheckerError: A file is not in its encoding; there is no partner.
    """
    sources, targets = _last(_read(given)), _last(_read(_partner(given)))
    for key, entry in sources.items():
        target = targets[key].value if key in targets else ""
        yield Segment(source=entry.value, target=target, unit=key, line=entry.first + 1)
    others = len(targets.keys() - sources.keys())
    if others:
        given.warn(f"{_partner(given).name}: {others:,} of its keys passed over, which {given.name} does not have")


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    r"""A copy of the partner, which holds the targets, with other values.

    Letters beyond ASCII are written as ``\u`` and digits where the whole file does without them.

    Raises:
        CheckerError: The partner does not have the key, there is no such segment, or as ``read_segments``.
    """
    partner = _partner(given)
    if not targets:
        _copy.copied(partner, to)
        return
    sources = _last(_read(given))
    _copy.unknown(given, targets, len(sources))

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


def _partner(given: Input) -> Input:
    if given.partner is None:
        raise CheckerError("one file of properties alone is no corpus", given.name, "name its translation too: --pair")
    return given.partner


def _last(entries: Iterator[_Entry]) -> dict[str, _Entry]:
    return {entry.key: entry for entry in entries}


def _read(given: Input) -> Iterator[_Entry]:
    with closing(given.lines()) as lines:
        whole = list(lines)
    return _entries(whole)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """The keys and values; a line that ends in a backslash goes on in the next one."""
    number = 0
    while number < len(lines):
        first = number
        parts: list[tuple[int, int, int]] = []  # where in the text a line's part starts: the line, its offset
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
    if text[:1] == " ":  # else it would belong to the separator
        text = "\\" + text
    if not plain or _HALF.search(text):  # half a character is refused when the copy is written
        return text
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(code) if code < 0x80 else f"\\u{code:04X}" for code in codes)
