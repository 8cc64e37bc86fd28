"""The text of a cell in runs of different formats, or with readings: another text in the same runs. Not a format."""

import re
from collections.abc import Callable
from itertools import accumulate, groupby
from typing import NamedTuple
from xml.parsers import expat

from checker.errors import CheckerError
from checker.formats._strings import unescaped
from checker.text.codes import same

_TAG = re.compile(rb"<((?:[^\s\"'>/]|/(?!>))+)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*?)(/?)>")
_SPACE = re.compile(rb"\sxml:space\s*=")
_PLACES = re.compile(rb"(\s(?:sb|eb)\s*=\s*[\"'])(\d+)")


class _Element(NamedTuple):
    """An element.

    Attributes:
        start, end: Byte offsets of its tag and behind it.
        text: The text in it.
        format: The XML of the format of a run, b"" if it has none.
        first, last: Of a reading, the first letter that it belongs to and the one behind, in UTF-16.
    """

    start: int
    end: int
    text: str = ""
    format: bytes = b""
    first: int = 0
    last: int = 0


def replaced(raw: bytes, text: str, escape: Callable[[str], bytes]) -> bytes:
    """The XML of a text in runs with another text: what of it stays keeps its format, and its readings.

    Args:
        raw: An ``is`` or ``si`` element.
        text: The new text.
        escape: Writes a text between tags.

    Raises:
        CheckerError: It is not clear which format new words have, for they replace words of several.
    """
    runs, readings = _parsed(raw)
    old = "".join(run.text for run in runs)
    blocks = [*same(old, text, words=True), (len(old), len(text), 0)]
    groups = [list(group) for _, group in groupby(runs, key=lambda run: run.format)]
    texts = _shared_out([sum(len(run.text) for run in group) for group in groups], blocks, text)
    edits: list[tuple[int, int, bytes]] = []
    for group, new in zip(groups, texts, strict=True):
        if new != "".join(run.text for run in group):
            for number, run in enumerate(group):
                piece = "" if number else new
                edits.append((run.start, run.end, _written(raw[run.start : run.end], piece, escape)))
    units = [0, *accumulate(1 + (sign > "\uffff") for sign in old)]  # readings count UTF-16
    news = [0, *accumulate(1 + (sign > "\uffff") for sign in text)]
    for each in readings:
        around = (block for block in blocks if units[block[0]] <= each.first < each.last <= units[block[0] + block[2]])
        moved = next((news[new] - units[before] for before, new, _ in around), None)
        edits.append((each.start, each.end, _moved(raw[each.start : each.end], moved)))
    done, pieces = 0, []
    for start, end, new_raw in sorted(edits):
        pieces += [raw[done:start], new_raw]
        done = end
    return b"".join([*pieces, raw[done:]])


def _shared_out(lengths: list[int], blocks: list[tuple[int, int, int]], text: str) -> list[str]:
    """The new texts of runs, from the lengths of the old ones and what old and new text share.

    Raises:
        CheckerError: New words replace words of several runs.
    """
    ends = list(accumulate(lengths))
    found = [""] * len(lengths)
    before = after = 0
    for old, new, size in blocks:
        added = text[after:new]
        if added:
            run = next(number for number, end in enumerate(ends) if end >= max(before, 1) or number == len(ends) - 1)
            if old > before:  # the words that they replace say which run they belong to
                run = next(number for number, end in enumerate(ends) if end > before)
                if old > ends[run]:
                    message = "the new words replace words in several formats"
                    raise CheckerError(message, hint="change the text in a spreadsheet program")
            found[run] += added
        for number, end in enumerate(ends):
            low, high = max(old, end - lengths[number]), min(old + size, end)
            if low < high:
                found[number] += text[new + low - old : new + high - old]
        before, after = old + size, new + size
    return found


def _parsed(raw: bytes) -> tuple[list[_Element], list[_Element]]:
    """The texts and the readings in an element."""
    runs: list[_Element] = []
    readings: list[_Element] = []
    opened: list[tuple[str, int, dict[str, str]]] = []
    pieces: list[str] = []
    formats = [b""]
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        opened.append((name.rpartition(":")[2], parser.CurrentByteIndex, attributes))
        pieces.clear()
        if opened[-1][0] == "r":
            formats.append(b"")

    def end(_name: str) -> None:
        name, began, attributes = opened.pop()
        at = parser.CurrentByteIndex
        behind = at if raw[at - 2 : at] == b"/>" and raw[at : at + 2] != b"</" else raw.index(b">", at) + 1
        spoken = any(each[0] == "rPh" for each in opened)
        if name == "t" and not spoken:
            runs.append(_Element(began, behind, unescaped("".join(pieces)), formats[-1]))
        elif name == "rPr":
            formats[-1] = raw[began:behind]
        elif name == "rPh":
            first, last = (
                int(value) if re.fullmatch("[0-9]{1,6}", value := attributes.get(key, "")) else 0
                for key in ("sb", "eb")
            )
            readings.append(_Element(began, behind, "", b"", first, last))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    parser.Parse(raw, True)  # noqa: FBT003 - has no name
    return runs, readings


def _written(raw: bytes, text: str, escape: Callable[[str], bytes]) -> bytes:
    """The element of a run with another text."""
    tag = _TAG.match(raw)
    if tag is None:
        raise ValueError(raw)  # expat saw a tag there
    name, attributes = tag[1], tag[2]
    if text != text.strip() and not _SPACE.search(attributes):
        attributes = attributes.rstrip() + b' xml:space="preserve"'
    return b"<%b%b>%b</%b>" % (name, attributes, escape(text), name)


def _moved(raw: bytes, by: int | None) -> bytes:
    """A reading of letters that stand so many places further; nothing if they are gone."""
    if by is None:
        return b""
    tag = _TAG.match(raw)
    end = tag.end() if tag else 0
    return _PLACES.sub(lambda found: b"%b%d" % (found[1], int(found[2]) + by), raw[:end]) + raw[end:]
