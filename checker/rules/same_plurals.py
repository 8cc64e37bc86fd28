"""All plural forms of an entry have the same translation.

Looked at are entries with a number whose source has two different forms, in languages with more than two, as those of
the Slavic languages and Arabic, where no noun is the same beside 1, 2 and 5. Where a language has two forms or one,
many words do not change, and nothing is said. The finding stands at the last form.

Compare Weblate's ``same-plurals``. Forms without a translation (its ``plurals``) are told by ``empty-target``.

    strings:  en-ru plurals
    flags:    %d file -> %d файлов
              %d files -> %d файлов
              %d files -> [[%d файлов]]
    passes:   %d file -> %d файл
              %d files -> %d файла
              %d files -> %d файлов
    strings:  en-de plurals
    passes:   %d window -> %d Fenster
              %d windows -> %d Fenster
"""

import re
import struct
from collections.abc import Iterator
from itertools import groupby

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span
from checker.storage.sorted_runs import Note, digest

severity = Severity.MINOR
error_type = "accuracy/mistranslation"

_UNIT = re.compile(r"(.*)\[(?:\d|zero|one|two|few|many|other)\]", re.DOTALL)
_NUMBER = re.compile(r"[%{\d]")  # or what stands for it; without one, a form may speak of all numbers
_FORMS = 2  # plural forms that a language must have more of
_REST = struct.Struct(">?8s8sI")  # whether it is a plural form, digests of source and target, the target's length


def observe(matches: Matches) -> Iterator[Note]:
    """One note per form; the group is the entry."""
    if len(matches.terminology.target.plurals) <= _FORMS:
        return
    for number, segment in enumerate(matches.chunk.segments):
        form = _UNIT.fullmatch(segment.unit or "")
        if form and segment.ui and _NUMBER.search(segment.target) and matches.translated(number):
            texts = digest(segment.source, size=8), digest(segment.target, size=8)
            rest = _REST.pack("plural" in segment.flags, *texts, len(segment.target))
            group = digest(segment.file, segment.document, form[1])
            yield Note(group, matches.chunk.first + number, rest)


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """One finding per entry whose forms are all the same."""
    for _, forms in groupby(notes, key=lambda note: note.group):
        plural, sources, targets, length, segment, count = False, set(), set(), 0, 0, 0
        for note in forms:
            flagged, source, target, length = _REST.unpack(note.rest)
            plural = plural or flagged
            sources.add(source)
            targets.add(target)
            segment = note.segment
            count += 1
        if plural and count > _FORMS and len(sources) > 1 and len(targets) == 1:
            yield Finding(
                segment=segment,
                severity=severity,
                target=(Span(0, length),),
                message="all plural forms have the same translation",
                why="the language has several, and the source has two",
            )
