"""Faults of a glossary itself, such as conflicts and duplicates."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from checker.glossary.concepts import Glossary
from checker.languages import language
from checker.model import Concept, Severity
from checker.text.folding import key

_SHORT = 1  # letters of a term that is found in too many words
_EARLIER = 20  # rows with the same source with which a row is compared
_PART = 100  # letters of a term that may be part of another


class Fault(msgspec.Struct, frozen=True):
    """One fault: its kind, severity, place (``file:line``) and message."""

    kind: str
    severity: Severity
    place: str
    message: str


def lint(glossary: Glossary, source_language: str) -> list[Fault]:
    """The faults of ``glossary`` in the order of its rows.

    Kinds: ``conflict`` (one source with two targets and no context words), ``overlap`` (the same, in rows with dates
    that share more than a handover), ``duplicate`` (source and target twice), ``contradiction`` (a term is accepted and
    forbidden), ``inside`` (a term is part of another; the longer one counts), ``short`` (one letter),
    ``normalization`` (not NFC), ``invisible`` (invisible characters).
    """
    letters = language(source_language).letters
    by_source: dict[str, list[Concept]] = defaultdict(list)
    for concept in glossary:
        for source in concept.sources:
            by_source[key(source).replace(" ", "")].append(concept)
    faults: list[tuple[int, Fault]] = []
    for number, concept in enumerate(glossary):
        for source in concept.sources:
            faults += [(number, fault) for fault in _clashes(concept, source, by_source)]
            if letters and len(source) == _SHORT and letters.match(source):
                faults.append(
                    (
                        number,
                        _fault(
                            concept,
                            "short",
                            Severity.MINOR,
                            f"“{source}” is a single letter and will be found in many words",
                        ),
                    )
                )
        faults += [(number, fault) for fault in _writing(concept)]
    faults += [(number, fault) for number, fault in _inside(glossary, by_source)]
    faults.sort(key=lambda each: each[0])
    return [fault for _, fault in faults]


def _fault(concept: Concept, kind: str, severity: Severity, message: str) -> Fault:
    return Fault(kind, severity, concept.place or concept.id, message)


def _clashes(concept: Concept, source: str, by_source: dict[str, list[Concept]]) -> Iterator[Fault]:
    """Faults with earlier concepts that have the same source term and do not hold at another time."""
    for other in by_source[key(source).replace(" ", "")][:_EARLIER]:
        if other is concept:
            return
        if not concept.coincides(other):
            continue
        where = f"“{source}” is also at {other.place or other.id}"
        if key(other.preferred) == key(concept.preferred):
            message = f"{where}, with the same target; give the rows the same id"
            yield _fault(concept, "duplicate", Severity.MINOR, message)
        elif concept.context or other.context:
            continue
        elif concept.period or other.period:
            there, here = (f"“{one.preferred}” ({one.period or 'always'})" for one in (other, concept))
            message = f"{where}, with the target {there}, here {here}; let one of them end where the other begins"
            yield _fault(concept, "overlap", Severity.MAJOR, message)
        else:
            message = f"{where}, with the target “{other.preferred}”, here “{concept.preferred}”"
            yield _fault(concept, "conflict", Severity.MAJOR, f"{message}; give one of them context words")


def _writing(concept: Concept) -> Iterator[Fault]:
    """Faults in how the terms are written."""
    for text in (*concept.sources, *(term.text for term in concept.targets)):
        if unicodedata.normalize("NFC", text) != text:
            yield _fault(concept, "normalization", Severity.MINOR, f"“{text}” is not in NFC; it is found anyway")
        if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in text):
            yield _fault(concept, "invisible", Severity.MINOR, f"“{text}” has invisible characters")
    accepted = {key(text) for text in concept.accepted}
    for term in concept.targets:
        if term.text not in concept.accepted and key(term.text) in accepted:
            yield _fault(
                concept,
                "contradiction",
                Severity.MAJOR,
                f"“{term.text}” is both forbidden and accepted, apart from capitals and spaces",
            )


def _inside(glossary: Glossary, by_source: dict[str, list[Concept]]) -> Iterator[tuple[int, Fault]]:
    """Terms that are part of another concept's term."""
    sizes = sorted({len(letters) for letters in by_source if 2 <= len(letters) <= _PART})
    for number, concept in enumerate(glossary):
        for source in concept.sources:
            letters = key(source).replace(" ", "")
            found = {
                part
                for start in range(len(letters))
                for size in sizes
                if start + size <= len(letters)
                if (part := letters[start : start + size]) != letters and part in by_source
            }
            for part in sorted(found):
                if all(other is not concept for other in by_source[part]):
                    names = ", ".join(dict.fromkeys(other.id for other in by_source[part]))
                    yield (
                        number,
                        _fault(
                            concept,
                            "inside",
                            Severity.NEUTRAL,
                            f"“{part}” ({names}) is part of “{source}”; the longer term counts",
                        ),
                    )
