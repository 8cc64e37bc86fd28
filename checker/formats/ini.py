"""INI with texts by key (Joomla, OBS Studio and others): a file with the sources and a partner, matched by key."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._keyed import Entry, Splice, is_pair, line_end, read_pair, write_pair
from checker.model import Segment, Target

UI = True
_SECTION = re.compile(r"[ \t]*\[([^\]\n]*)\]")
_QUOTED = re.compile(r'"(.*)"[ \t]*(?:;.*)?')  # up to the last quote, for Joomla writes "a "_QQ_"quoted"_QQ_" word"
_QUOTE = '"_QQ_"'


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.ini``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, ".ini") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"ko.ini": 'RIVER="강"\nSEA="바다"\n'.encode(), "en.ini": b'RIVER="river"\nSEA="sea"\n'}


def read_segments(file: Input) -> Iterator[Segment]:
    r"""One segment per ``key=value``, as ``_keyed.read_pair`` says; a section stands before its keys, with a dot.

    A value may stand in quotes, in which ``\"`` and Joomla's ``"_QQ_"`` are a quote. Lines without ``=`` are no texts.

    Raises:
        CheckerError: A file is not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a key that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, a text has several lines or could not be read again, or a file is not in
            its encoding.
    """
    write_pair(file, targets, to, _scan, _encode, _insert)


def _scan(text: str, name: str) -> Iterator[Entry]:  # noqa: ARG001 - no line is wrong
    section = ""
    at = 0  # where the line begins
    for number, raw in enumerate(text.split("\n"), 1):
        key, sign, rest = raw.partition("=")
        if raw.lstrip()[:1] not in (";", "#"):
            if found := _SECTION.match(raw):
                section = f"{found[1].strip()}."
            elif sign:
                start = at + len(raw) - len(rest.lstrip())
                end = max(start, at + len(raw.rstrip()))
                yield Entry(section + key.strip(), _plain(text[start:end]), start, end, number, group=section)
        at += len(raw) + 1


def _plain(value: str) -> str:
    """A value as it is meant."""
    found = _QUOTED.fullmatch(value)
    return found[1].replace(_QUOTE, '"').replace('\\"', '"') if found else value


def _encode(text: str, entry: Entry, new: Target) -> str:
    """The value, in quotes if it was; a remark behind them stays."""
    return _written(new.text, text[entry.start : entry.end])


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """A line after that of ``neighbour``, written like it."""
    line = text[text.rfind("\n", 0, neighbour.start) + 1 : neighbour.start]
    blanks, gap = line[: len(line) - len(line.lstrip())], line[len(line.partition("=")[0].rstrip()) :]
    value = _written(new.text, '""' if text[neighbour.start : neighbour.end].startswith('"') else "")
    at = text.find("\n", neighbour.end)
    at = len(text) if at < 0 else at - (text[at - 1] == "\r")
    return Splice(at, at, f"{line_end(text, at)}{blanks}{wanted.key[len(wanted.group) :]}{gap}{value}")


def _written(value: str, old: str) -> str:
    """``value`` as a file writes it, in quotes if ``old`` is.

    Raises:
        CheckerError: It has several lines.
    """
    if {"\n", "\r"} & set(value):
        raise CheckerError("the text has several lines", hint="write it on one")
    found = _QUOTED.fullmatch(old)
    if not found:
        return value
    quote = _QUOTE if _QUOTE in found[1] else '\\"'
    return f'"{value.replace(chr(34), quote)}"{old[found.end(1) + 1 :]}'
