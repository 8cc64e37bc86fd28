"""A bracket or a quotation mark has no partner.

Brackets must balance within a segment, in whatever width; a quotation may run over several segments of a document, but
not over strings of a program. An imbalance that the source has too, list marks such as a), smileys, inch marks and the
sign alone (as the name of a key) are fine.

Compare the filters ``brackets`` and ``doublequoting`` of pofilter, which count the signs of both sides; a translation
may have brackets and quotation marks of its own.

    flags:    본부(평양)는 답하지 않았다. -> The headquarters [[(]]Pyongyang did not answer.
    flags:    그는 “모른다”고 했다. -> [["]]I do not know, he said.
    passes:   그는 “모른다. -> "I do not know.
              더는 묻지 말라”고 했다. -> Do not ask again," he said.
    passes:   가) 첫째 항목 -> a) First item
    passes:   27형 화면 -> A 27" screen
    passes:   웃으세요 -> Smile :)
"""

import re
import struct
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span
from checker.placeholders import guess
from checker.storage.sorted_runs import Note, digest

severity = Severity.MINOR
error_type = "fluency/punctuation"
version = 3

_PAIRS = dict(zip(")]}）］｝」』》〉】", "([{([{「『《〈【", strict=True))
_WIDE = dict(zip("（［｛", "([{", strict=True))
_BRACKET = re.compile("[()\\[\\]{}（）［］｛｝「」『』《》〈〉【】]")
_NO_BRACKET = re.compile(
    r"(?:^|(?<=[\s(]))(?:\w|[A-Za-z0-9]{1,3})\)|(?:[:;]|(?<![\w-])[=8])'?-?[()\[\]](?![\w<(\[])"
    r"|(?<=['\"“‘`])[()\[\]{}](?=['\"”’`])|\x1b\["
)
_QUOTE = re.compile('["“”„]')
_BEFORE = "([{-–—/“"  # an opening quotation mark may follow these, or white space
_AFAR = 10  # segments that a quotation may span

_REST = struct.Struct(">I???4s")


class Lone(NamedTuple):
    """A sign without a partner in its segment.

    Attributes:
        segment: The segment's number in the corpus, from 0.
        at: The offset.
        sign: The sign.
        opens: Whether it opens.
        tolerated: Whether the source is unbalanced too.
        apart: Whether the segment is a string of a program, of which the neighbours say nothing.
    """

    segment: int
    at: int
    sign: str
    opens: bool
    tolerated: bool
    apart: bool


def observe(matches: Matches) -> Iterator[Note]:
    """One note per bracket or quotation mark that has no partner in its segment."""
    for number, (document, target) in enumerate(zip(matches.chunk.documents(), matches.chunk.targets, strict=True)):
        source = matches.chunk.sources[number]
        apart = matches.chunk.segments[number].ui
        lone = [*_brackets(target), *_quotes(target, apart=apart)] if len(target) > 1 else []
        if lone and any(argument.span.of(source).startswith("{") for argument in guess.braced(source).arguments):
            lone = [(at, opens) for at, opens in lone if target[at] not in "{}"]  # placeholder-mismatch says it
        if not lone or len(target) == 1 or not matches.translated(number):
            continue
        sides = (("bracket", _brackets(source)), ("quote", _quotes(source, apart=apart)))
        odd = {kind: bool(signs) for kind, signs in sides}
        group = digest(*document)
        for at, opens in lone:
            tolerated = odd["bracket" if _BRACKET.match(target[at]) else "quote"]
            yield Note(
                group, matches.chunk.first + number, _REST.pack(at, opens, tolerated, apart, target[at].encode())
            )


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """One finding per sign without a partner, unless the source is unbalanced too."""
    for _, together in groupby(notes, key=lambda note: note.group):
        for lone in _alone(map(_lone, together)):
            if not lone.tolerated:
                yield Finding(
                    segment=lone.segment,
                    severity=severity,
                    target=(Span(lone.at, lone.at + 1),),
                    found=lone.sign,
                    message=f"“{lone.sign}” has no partner",
                    why="it is balanced in the source",
                )


def _lone(note: Note) -> Lone:
    at, opens, tolerated, apart, sign = _REST.unpack(note.rest)
    return Lone(note.segment, at, sign.rstrip(b"\0").decode(), opens, tolerated, apart)


def _alone(signs: Iterator[Lone]) -> Iterator[Lone]:
    """All brackets, and the quotation marks without a partner within ``_AFAR`` segments."""
    open_quote: Lone | None = None
    for lone in signs:
        if lone.apart or not _QUOTE.match(lone.sign):
            yield lone
            continue
        if open_quote and lone.segment - open_quote.segment > _AFAR:
            yield open_quote
            open_quote = None
        if lone.opens:
            # Each paragraph of a quotation opens it again; only the last one closes it.
            open_quote = lone
        elif open_quote:
            open_quote = None
        else:
            yield lone
    if open_quote:
        yield open_quote


def _brackets(text: str) -> list[tuple[int, bool]]:
    """The brackets of ``text`` without a partner in it: the offset, and whether it opens."""
    if not _BRACKET.search(text):
        return []
    open_brackets: list[int] = []
    lone = []
    spared = {at for match in _NO_BRACKET.finditer(text) for at in range(*match.span())}
    for match in _BRACKET.finditer(text):
        at, sign = match.start(), match.group()
        if sign not in _PAIRS:
            if at not in spared:
                open_brackets.append(at)
        elif open_brackets and _narrow(text[open_brackets[-1]]) == _PAIRS[sign]:
            open_brackets.pop()
        elif at not in spared:
            lone.append((at, False))
    return sorted(lone + [(at, True) for at in open_brackets])


def _narrow(bracket: str) -> str:
    return _WIDE.get(bracket, bracket)


def _quotes(text: str, *, apart: bool) -> list[tuple[int, bool]]:
    """The quotation marks of ``text`` without a partner in it: the offset, and whether it opens.

    Straight ones of a text that stands apart have their partners in it, if their number is even.
    """
    even = apart and text.count('"') % 2 == 0
    lone: list[tuple[int, bool]] = []
    directed = "“" in text and "”" in text and "„" not in text
    for match in _QUOTE.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        is_open = bool(lone) and lone[-1][1]
        if match.group() == '"' and (even or (before.isdigit() and not is_open)):
            continue  # paired, or an inch mark
        starts = not before or before.isspace() or before in _BEFORE
        ends = not after or after.isspace()
        opens = starts if starts != ends else not is_open
        if directed and match.group() != '"':
            opens = match.group() == "“"
        if not opens and is_open:
            lone.pop()
        else:
            lone.append((at, opens))
    return lone
