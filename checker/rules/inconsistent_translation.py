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

import struct
from collections.abc import Iterator
from itertools import groupby

from checker.folding import keys
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Finding, Related, Severity, Span
from checker.runs import Note, digest

severity = Severity.MINOR
error_type = "fluency/inconsistency"

_SOURCE = 16  # bytes of a group that stand for document and source; the others stand for the translation
_LENGTHS = struct.Struct(">II")


def observe(matches: Matches) -> Iterator[Note]:
    """See the module."""
    documents = matches.chunk.documents()
    sources, targets = keys(matches.chunk.sources), keys(matches.chunk.targets)
    for number, segment in enumerate(matches.chunk.segments):
        essence = _essence(sources[number])
        if essence and matches.translated(number):
            source = digest(*documents[number], segment.context, essence, size=_SOURCE)
            target = digest(_essence(targets[number]), size=8)
            lengths = _LENGTHS.pack(len(segment.source), len(segment.target))
            yield Note(source + target, matches.chunk.first + number, lengths)


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """See the module."""
    for _, together in groupby(notes, key=lambda note: note.group[:_SOURCE]):
        translations = [list(same) for _, same in groupby(together, key=lambda note: note.group)]
        usual, *others = sorted(translations, key=lambda same: (-len(same), same[0].segment))
        for note in (note for same in others for note in same):
            source, target = _LENGTHS.unpack(note.rest)
            yield Finding(
                segment=note.segment,
                severity=severity,
                source=(Span(0, source),),
                target=(Span(0, target),),
                message="the same source is translated otherwise elsewhere in the document",
                why="the usual translation differs beyond case, spacing and final punctuation",
                related=(Related(usual[0].segment, "", "the usual translation"),),
            )


def _essence(key: str) -> str:
    return key.rstrip(" .!?…。:;,").replace(" ", "")
