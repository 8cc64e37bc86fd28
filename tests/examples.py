"""The examples in the docstrings of rules, as documents to check."""

import re
from types import ModuleType
from typing import NamedTuple

from checker import Glossary, Segment

_LABEL = re.compile(r" {4}(glossary|flags|passes):\s*(.*)\Z")
_ROW = re.compile(r"(?:\[(\w+)(?: from (\S+))?(?: until (\S+))?\] )?(.*?) = (.*)\Z")
_STATUS = re.compile(r"(.*) \((admitted|deprecated)\)\Z")
_DATED = re.compile(r"\((\d{4}[\d-]*)\) (.*)")
_TIMES = re.compile(r"\{(.+?) \* (\d+)\}")  # {word * 3}: the word and a blank, three times
_LACKING = "(no key)"  # the side that lacks the key
_MARK = re.compile(r"\[\[(.*?)\]\]")


class Example(NamedTuple):
    """One document, what it is checked against, and the marked spans: segment, start, end."""

    kind: str
    segments: tuple[Segment, ...]
    marks: tuple[tuple[int, int, int], ...]
    glossary: Glossary


def examples(module: ModuleType) -> list[Example]:
    """The examples of a rule in order; a glossary holds until the next one."""
    blocks: list[tuple[str, list[str]]] = []
    for line in (module.__doc__ or "").splitlines():
        if label := _LABEL.match(line):
            blocks.append((label[1], [label[2]]))
        elif line.strip() and blocks:
            assert line.startswith(" " * 8), f"not an example: {line}"
            blocks[-1][1].append(line.strip())
    found, glossary = [], Glossary.from_rows([])
    for kind, lines in blocks:
        if kind == "glossary":
            glossary = Glossary.from_rows([_row(line) for line in lines])
        else:
            found.append(_example(kind, lines, glossary))
    return found


def _row(line: str) -> dict[str, str]:
    category, since, until, source, targets = _ROW.match(line).groups("")  # type: ignore[union-attr]
    row = {"category": category, "source": source, "target": "", "admitted": "", "deprecated": ""}
    row |= {"from": since, "until": until}
    for wording in targets.split("; "):
        text, status = status.groups() if (status := _STATUS.match(wording)) else (wording, "target")
        row[status] += ("|" if row[status] else "") + text
    return row


def _example(kind: str, lines: list[str], glossary: Glossary) -> Example:
    segments, marks = [], []
    for number, line in enumerate(lines):
        date, line = dated.groups() if (dated := _DATED.match(line)) else ("", line)  # noqa: PLW2901
        line = _TIMES.sub(lambda found: f"{found[1]} " * int(found[2]), line)  # noqa: PLW2901
        source, target = (side.strip() for side in f"{line} ".split(" -> ", 1))
        for nth, mark in enumerate(_MARK.finditer(target)):
            marks.append((number, mark.start() - 4 * nth, mark.end() - 4 * (nth + 1)))
        lacks = "source" if source == _LACKING else "target" if target == _LACKING else ""
        texts = ("" if text == _LACKING else text for text in (source, _MARK.sub(r"\1", target)))
        segments.append(Segment(source=next(texts), target=next(texts), date=date, lacks=lacks))
    return Example(kind, tuple(segments), tuple(marks), glossary)
