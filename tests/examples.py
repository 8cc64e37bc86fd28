"""The examples in the docstrings of rules, as documents to check."""

import re
from types import ModuleType
from typing import NamedTuple

import msgspec

from checker import Corpus, Glossary, Segment

_LABEL = re.compile(r" {4}(glossary|strings|flags|passes):\s*(.*)\Z")
_ROW = re.compile(r"(?:\[(\w+)(?: from (\S+))?(?: until (\S+))?\] )?(.*?) = (.*)\Z")
_STATUS = re.compile(r"(.*) \((admitted|deprecated)\)\Z")
_DATED = re.compile(r"\((\d{4}[\d-]*)\) (.*)")
_TIMES = re.compile(r"\{(.+?) \* (\d+)\}")  # {word * 3}: the word and a blank, three times
_LACKING = "(no key)"  # the side that lacks the key
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4}))")  # in strings of programs


class Strings(NamedTuple):
    """What ``strings:`` says of the examples below it: they are strings of a program, in these languages.

    Words behind the languages are format flags; ``plurals`` makes the segments of an example the forms of one entry.
    """

    languages: tuple[str, str]
    flags: frozenset[str]

    @classmethod
    def of(cls, line: str) -> "Strings":
        """Read from a line such as ``en-ru plurals``."""
        pair, *flags = line.split()
        source, target = pair.split("-")
        return cls((source, target), frozenset(flags))

    def segment(self, segment: Segment, number: int, count: int) -> Segment:
        """The segment with this number of ``count`` as such a string."""
        flags, unit = self.flags, None
        if "plurals" in flags:
            flags, unit = frozenset(["plural"] if number < count - 1 else []), f"entry[{number}]"
        return msgspec.structs.replace(segment, ui=True, flags=flags, unit=unit)


class Example(NamedTuple):
    """One document, what it is checked against, its languages, and the marked spans: segment, start, end."""

    kind: str
    segments: tuple[Segment, ...]
    marks: tuple[tuple[int, int, int], ...]
    glossary: Glossary
    languages: tuple[str, str] = ("ko", "en")

    @property
    def corpus(self) -> Corpus:
        """The document as a corpus."""
        return Corpus.of(self.segments, *self.languages)


def examples(module: ModuleType) -> list[Example]:
    """The examples of a rule in order; a glossary, and what ``strings:`` says, hold until the next one."""
    blocks: list[tuple[str, list[str]]] = []
    for line in (module.__doc__ or "").splitlines():
        if label := _LABEL.match(line):
            blocks.append((label[1], [label[2]]))
        elif line.strip() and blocks:
            assert line.startswith(" " * 8), f"not an example: {line}"
            blocks[-1][1].append(line.strip())
    found, glossary, strings = [], Glossary.from_rows([]), None
    for kind, lines in blocks:
        if kind == "glossary":
            glossary = Glossary.from_rows([_row(line) for line in lines])
        elif kind == "strings":
            strings = Strings.of(lines[0])
        else:
            found.append(_example(kind, lines, glossary, strings))
    return found


def _row(line: str) -> dict[str, str]:
    category, since, until, source, targets = _ROW.match(line).groups("")  # type: ignore[union-attr]
    row = {"category": category, "source": source, "target": "", "admitted": "", "deprecated": ""}
    row |= {"from": since, "until": until}
    for wording in targets.split("; "):
        text, status = status.groups() if (status := _STATUS.match(wording)) else (wording, "target")
        row[status] += ("|" if row[status] else "") + text
    return row


def _example(kind: str, lines: list[str], glossary: Glossary, strings: Strings | None) -> Example:
    segments, marks = [], []
    for number, line in enumerate(lines):
        date, line = dated.groups() if (dated := _DATED.match(line)) else ("", line)  # noqa: PLW2901
        line = _TIMES.sub(lambda found: f"{found[1]} " * int(found[2]), line)  # noqa: PLW2901
        source, target = (side.strip() for side in f"{line} ".split(" -> ", 1))
        if strings:
            source, target = (_ESCAPE.sub(_unescaped, side) for side in (source, target))
        for nth, mark in enumerate(_MARK.finditer(target)):
            marks.append((number, mark.start() - 4 * nth, mark.end() - 4 * (nth + 1)))
        lacks = "source" if source == _LACKING else "target" if target == _LACKING else ""
        texts = ("" if text == _LACKING else text for text in (source, _MARK.sub(r"\1", target)))
        segments.append(Segment(source=next(texts), target=next(texts), date=date, lacks=lacks))
    if not strings:
        return Example(kind, tuple(segments), tuple(marks), glossary)
    made = tuple(strings.segment(segment, number, len(segments)) for number, segment in enumerate(segments))
    return Example(kind, made, tuple(marks), glossary, strings.languages)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else "\n"
