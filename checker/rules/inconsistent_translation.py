"""One document translates the same source in different ways.

Compared are whole segments with the same context (a PO file's ``msgctxt``), beyond case, spacing and final
punctuation. The finding stands at the rarer translation; of two equally frequent ones at the later.

    flags:    취소 -> Cancel
              되돌리기 -> Undo
              취소 -> Cancel
              취소 -> [[Abort]]
    passes:   논평을 거부했다. -> He declined to comment.
              논평을 거부했다. -> He declined to comment
"""

import hashlib
from collections.abc import Iterator

from checker.folding import keys
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Finding, Related, Severity, Span

severity = Severity.MINOR
error_type = "fluency/inconsistency"

_KEPT = 200

# document and source -> translation -> count, and where: segment, lengths of source and target
Place = tuple[int, int, int]
Partial = dict[tuple[tuple[str, str], bytes], dict[bytes, tuple[int, list[Place]]]]


def observe(matches: Matches) -> Partial:
    """See the module."""
    partial: Partial = {}
    documents = matches.chunk.documents()
    sources, targets = keys(matches.chunk.sources), keys(matches.chunk.targets)
    for number, segment in enumerate(matches.chunk.segments):
        if not matches.translated(number) or not segment.source.strip():
            continue
        source = _digest(f"{segment.context}\0{_essence(sources[number])}")
        translations = partial.setdefault((documents[number], source), {})
        target = _digest(_essence(targets[number]))
        count, places = translations.get(target, (0, []))
        place = (matches.chunk.first + number, len(segment.source), len(segment.target))
        translations[target] = (count + 1, [*places, place] if len(places) < _KEPT else places)
    return partial


def merge(one: Partial, other: Partial) -> Partial:
    """See the module."""
    for group, translations in other.items():
        known = one.setdefault(group, {})
        for target, (count, places) in translations.items():
            before, kept = known.get(target, (0, []))
            known[target] = (before + count, sorted(kept + places)[:_KEPT])
    return one


def report(partial: Partial, glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """See the module."""
    for translations in partial.values():
        ranked = sorted(translations.values(), key=lambda value: (-value[0], value[1][0]))
        for _, places in ranked[1:]:
            for segment, source, target in places:
                yield Finding(
                    segment=segment,
                    severity=severity,
                    source=(Span(0, source),),
                    target=(Span(0, target),),
                    message="the same source is translated otherwise elsewhere in the document",
                    why="the usual translation differs beyond case, spacing and final punctuation",
                    related=(Related(ranked[0][1][0][0], "", "the usual translation"),),
                )


def _essence(key: str) -> str:
    return key.rstrip(" .!?…。:;,")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
