"""Apple's ``.strings``: a file with the sources and a partner with the translations, matched by key.

The source of a key that no file of sources has may stand in the translation itself: in the comment that Interface
Builder writes before the text of a control, or as the key, where a project takes its texts for keys.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, _copy, head_text
from checker.formats._keyed import (
    Entry,
    Pair,
    Scan,
    Splice,
    edits_of,
    margin,
    mended,
    partner_of,
    read_pair,
    segments_of,
    spliced,
    text_of,
    write_pair,
)
from checker.formats._signs import Sign, respelled
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("objc-format",))
_TOKEN = re.compile(
    r"(\s++|//[^\n\r\u2028\u2029]*+|/\*.*?\*/)"  # between the others
    r'|"((?:[^"\\]++|\\.)*+)"|\'((?:[^\'\\]++|\\.)*+)\'|((?!/\*)[\w$:./-]++)|[={};]',
    re.DOTALL,
)
_PROPERTY = re.compile(r'([\w.\[\]-]+) = "((?:[^"\\]++|\\.)*+)"', re.DOTALL)  # in a comment of Interface Builder
_BUNDLE = re.compile(r"(?:CFBundle|NS|UI|LS)[A-Z]\w+")  # keys of the property list of a bundle
_PIECE = re.compile(
    r"\\U([Dd][89ABab][0-9A-Fa-f]{2})\\U([Dd][C-Fc-f][0-9A-Fa-f]{2})"
    r"|\\U([0-9A-Fa-f]{1,4})|\\([0-7]{1,3})|\\(.)|[^\\]+",
    re.DOTALL,
)
_FROM = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_TO = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}


def claim(file: Input, head: bytes) -> int:
    """100 if ``file`` and its partner end in ``.strings``; 70 for one alone that has its sources in it and others."""
    if file.suffix != ".strings" or (file.partner and file.partner.suffix != ".strings"):
        return 0
    if file.partner:
        return 100
    entries: list[_Said] = []
    with suppress(CheckerError):  # the head ends within an entry
        entries.extend(_read(head_text(file, head), file.name))
    told = _sources(entries)
    return 70 if 2 * sum(each.value != told.get(each.key, each.value) for each, _ in entries) > len(entries) else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"ko.strings": '"r" = "강";\n"s" = "바다";\n'.encode(), "en.strings": b'"r" = "river";\n"s" = "sea";\n'}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per key, as ``_keyed.read_pair`` says; a key without a value has itself for its text.

    Of a file alone, only keys whose source is known are read, and a warning counts the others.

    Raises:
        CheckerError: A file is broken, compiled or not in its encoding.
    """
    if file.partner:
        yield from read_pair(file, _scan_of(file), _encoding)
        return
    entries = list(_read(text_of(file, _encoding), file.name))
    pairs = _alone(entries)
    if left := len(entries) - len(pairs):
        file.warn(f"{file.name}: passed over: keys whose source is not known ({left:,})")
    yield from segments_of(pairs)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the file with the targets with new values; a key that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, or a file is broken or not in its encoding.
    """
    if file.partner:
        write_pair(file, targets, to, _scan_of(file), _encode, _insert, _encoding)
        return

    def edit(lines: Iterator[str]) -> Iterator[str]:
        text = "".join(lines)
        pairs = _alone(list(_read(text, file.name)))
        _copy.unknown(file, targets, len(pairs))
        yield from spliced(text, edits_of(text, pairs, targets, file.name, _scan, _encode))

    _copy.edited(file, to, edit, _encoding(file))


def _alone(entries: Sequence["_Said"]) -> list[Pair]:
    """The pairs in a file with both sides."""
    told = _sources(entries)
    last = {each.key: each for each, _ in entries}
    return [Pair(each._replace(value=told[key]), each) for key, each in last.items() if key in told]


def _scan_of(file: Input) -> Scan:
    """What lists the entries of a pair.

    The sources have what the translations say of them after their own. Keys of a bundle that they lack are no texts to
    compare, for its property list has their sources.
    """
    partner = partner_of(file)
    ours = {each.key for each in _scan(text_of(file, _encoding), file.name)}
    theirs = list(_read(text_of(partner, _encoding), partner.name))
    told = _sources(theirs)
    more = {each.key: each for each, _ in theirs if each.key in told and each.key not in ours}

    def scan(text: str, name: str) -> Iterator[Entry]:
        for each in _scan(text, name):
            yield each._replace(fixed=each.key not in ours and _BUNDLE.fullmatch(each.key) is not None)
        if name == file.name:
            yield from (each._replace(value=told[key], start=0, end=0, line=0) for key, each in more.items())

    return scan


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
    return (entry for entry, _ in _read(text, name))


class _Said(NamedTuple):
    """A key with its value, and the comment before it."""

    entry: Entry
    comment: str


def _read(text: str, name: str) -> Iterator[_Said]:
    """The keys and values, with the comments before them."""
    entry: list[re.Match[str]] = []  # what was read of it
    line, at = 1, 0
    comment = ""
    for token in _tokens(text, name):
        sign = token[0]
        if token[1] is not None:
            comment = sign if sign.startswith("/*") and not entry else comment
        elif sign == ";" and len(entry) in (1, 3):
            key, value = entry[0], entry[-1]
            line, at = line + text.count("\n", at, key.start()), key.start()
            start = value.start() if len(entry) == 3 else key.end()
            yield _Said(Entry(_text(key), _text(value), start, value.end(), line, flags=_FLAGS), comment)
            entry, comment = [], ""
        elif sign in ";{}" or (sign == "=") != (len(entry) == 1) or len(entry) == 3:
            raise _fault(text, name, token.start(), f"“{sign}” is not expected here")
        else:
            entry.append(token)
    if entry:
        raise _fault(text, name, entry[0].start(), f"the entry “{_text(entry[0])}” does not end in a semicolon")


def _sources(entries: Sequence[_Said]) -> dict[str, str]:
    """The sources that a file of translations tells, by key: those in comments, else the keys if these are texts.

    They are where more than a quarter have a blank between words.
    """
    found = {}
    for entry, comment in entries:
        told = {part[1]: _plain(part[2]) for part in _PROPERTY.finditer(comment)}
        control, _, name = entry.key.partition(".")
        if told.get("ObjectID") == control and (source := told.get(name, told.get(entry.key, ""))):
            found[entry.key] = source
    keys = [entry.key for entry, _ in entries]
    if not found and 4 * sum(" " in key.strip() for key in keys) > len(keys):
        return {key: key for key in keys}
    return found


def _tokens(text: str, name: str) -> Iterator[re.Match[str]]:
    """The texts, signs, and what stands between them, without braces around all of them."""
    at = braces = 0
    begun = False
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            opened = {'"': "a quote", "'": "a quote", "/": "a comment"}.get(text[at])
            raise _fault(text, name, at, f"{opened} does not end" if opened else f"“{text[at]}” is not expected here")
        at = token.end()
        outer = (token[0] == "{" and not begun) or (token[0] == "}" and braces == 1)
        braces += outer
        begun = begun or token[1] is None
        if not outer:
            yield token


def _fault(text: str, name: str, at: int, message: str) -> CheckerError:
    place = f"{name}:{text.count(chr(10), 0, at) + 1}"
    return CheckerError(message, place, 'write entries as "key" = "value";')


def _text(token: re.Match[str]) -> str:
    """The text of a token: in quotes or a bare word."""
    _, double, single, word = token.groups()
    return str(word) if word is not None else _plain(double if double is not None else single)


def _plain(inner: str) -> str:
    """What stands between quotes, without escapes."""
    return "".join(sign.text for sign in _signs(inner))


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
