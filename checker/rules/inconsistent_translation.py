"""One document translates the same source in different ways.

Whole segments with the same context (a PO file's ``msgctxt``) are compared; case, spacing, Unicode form and final
punctuation are ignored. The finding is at the less frequent translation, or at the later one if both are equally
frequent.

    flags:    취소 -> Cancel
              되돌리기 -> Undo
              취소 -> Cancel
              취소 -> [[Abort]]
    passes:   논평을 거부했다. -> He declined to comment.
              논평을 거부했다. -> He declined to comment
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Related, Severity, Span
from checker.storage.sorted_runs import Note, digest
from checker.text.folding import keys

severity = Severity.MINOR
error_type = "fluency/inconsistency"

together = 16  # bytes of a group that identify document and source; the rest identifies the translation
_LENGTHS = struct.Struct(">II")


def observe(matches: Matches) -> Iterator[Note]:
    """One note per translated segment: hashes of its source and target, and their lengths in code points."""
    documents = matches.chunk.documents()
    sources, targets = _essences(matches.chunk.sources), _essences(matches.chunk.targets)
    for number, segment in enumerate(matches.chunk.segments):
        if sources[number] and matches.translated(number):
            form = (segment.unit or "").rpartition("[")[2] if "plural" in segment.flags else ""
            source = digest(*documents[number], segment.context, form, sources[number], size=together)
            target = digest(targets[number], size=8)
            lengths = _LENGTHS.pack(len(segment.source), len(segment.target))
            yield Note(source + target, matches.chunk.first + number, lengths)


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """One finding per segment whose translation is not the usual one of its source."""
    for _, notes_of_one in groupby(notes, key=lambda note: note.group[:together]):
        all_ = list(notes_of_one)
        if all_[0].group == all_[-1].group:
            continue
        translations = [list(same) for _, same in groupby(all_, key=lambda note: note.group)]
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


def _essences(texts: Sequence[str]) -> list[str]:
    """The folded ``texts`` without white space and final punctuation."""
    return ["".join(text.split()).rstrip(".!?…。:;,") for text in keys(texts)]
