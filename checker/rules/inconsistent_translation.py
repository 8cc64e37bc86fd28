"""One document translates the same source in different ways.

Compared are whole segments with the same context (a PO file's ``msgctxt``), beyond case, spacing, Unicode form and
final punctuation. The finding stands at the rarer translation; of two equally frequent ones at the later.

    flags:    취소 -> Cancel
              되돌리기 -> Undo
              취소 -> Cancel
              취소 -> [[Abort]]
    passes:   논평을 거부했다. -> He declined to comment.
              논평을 거부했다. -> He declined to comment
"""

import hashlib
import struct
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from checker.folding import keys
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Finding, Related, Severity, Span
from checker.runs import Runs

severity = Severity.MINOR
error_type = "fluency/inconsistency"

# Document and source, translation, segment, lengths of source and target; big-endian, so that bytes sort as numbers.
_RECORD = struct.Struct(">16s8sQII")


class _Place(NamedTuple):
    source: bytes
    target: bytes
    segment: int
    source_length: int
    target_length: int


def observe(matches: Matches) -> Runs:
    """See the module."""
    partial = Runs(_RECORD.size)
    documents = matches.chunk.documents()
    sources, targets = keys(matches.chunk.sources), keys(matches.chunk.targets)
    for number, segment in enumerate(matches.chunk.segments):
        essence = _essence(sources[number])
        if essence and matches.translated(number):
            source = _digest("\0".join((*documents[number], segment.context, essence)), 16)
            target = _digest(_essence(targets[number]), 8)
            place = (matches.chunk.first + number, len(segment.source), len(segment.target))
            partial.add(_RECORD.pack(source, target, *place))
    return partial


def merge(one: Runs, other: Runs) -> Runs:
    """See the module."""
    one.merge(other)
    return one


def report(partial: Runs, glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """See the module."""
    places = (_Place(*_RECORD.unpack(record)) for record in partial)
    for _, group in groupby(places, key=lambda place: place.source):
        translations = [list(same) for _, same in groupby(group, key=lambda place: place.target)]
        usual, *others = sorted(translations, key=lambda same: (-len(same), same[0].segment))
        for place in (place for same in others for place in same):
            yield Finding(
                segment=place.segment,
                severity=severity,
                source=(Span(0, place.source_length),),
                target=(Span(0, place.target_length),),
                message="the same source is translated otherwise elsewhere in the document",
                why="the usual translation differs beyond case, spacing and final punctuation",
                related=(Related(usual[0].segment, "", "the usual translation"),),
            )


def _essence(key: str) -> str:
    return key.rstrip(" .!?…。:;,").replace(" ", "")


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
