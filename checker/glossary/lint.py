"""Faults of a glossary itself, such as conflicts and duplicates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from checker.glossary.concepts import Glossary, given_id
from checker.languages import language
from checker.model import Concept, Severity, TermStatus
from checker.text.folding import key

_COMPARED = 50  # rows of one source term with which each is compared
_SHORT = 1  # letters of a term that is found in too many words
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
    forbidden for one source), ``inside`` (a term is part of another; the longer one counts), ``short`` (one letter),
    ``normalization`` (not NFC), ``invisible`` (invisible characters).
    """
    letters = language(source_language).letters
    by_source = _by_source(glossary)
    faults: list[tuple[int, Fault]] = []
    for number, concept in enumerate(glossary):
        for source in concept.sources:
            faults += [(number, fault) for fault, _ in _clashes(concept, source, by_source)]
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


def conflicts(glossary: Glossary) -> list[Fault]:
    """The rows that cannot both be kept: one source with different targets, or with a target forbidden by one of them.

    Rows with context words, with dates that part them or with ids of their own are no conflict.
    """
    by_source = _by_source(glossary)
    found = []
    for concept in glossary:
        for source in concept.sources:
            found += [
                fault
                for fault, other in _clashes(concept, source, by_source)
                if fault.severity is Severity.MAJOR and not (given_id(concept) and given_id(other))
            ][:1]
    return found


def turned(glossary: Glossary, source_language: str, target_language: str) -> bool:
    """Whether the sources of a glossary are evidently in the target's language, and its targets in the source's."""
    ours, theirs = language(source_language).letters, language(target_language).letters
    pairs = [(concept.sources[0], concept.preferred) for concept in glossary if concept.sources and concept.preferred]

    def most(letters: re.Pattern[str] | None, side: int) -> bool:
        return letters is not None and 2 * sum(letters.search(pair[side]) is not None for pair in pairs) > len(pairs)

    return bool(pairs) and ((most(ours, 1) and not most(ours, 0)) or (most(theirs, 0) and not most(theirs, 1)))


def _by_source(glossary: Glossary) -> dict[str, list[Concept]]:
    """The concepts by the letters of their source terms."""
    found: dict[str, list[Concept]] = defaultdict(list)
    for concept in glossary:
        for source in concept.sources:
            found[_letters(source)].append(concept)
    return found


def _letters(source: str) -> str:
    return key(source).replace(" ", "")


def _fault(concept: Concept, kind: str, severity: Severity, message: str) -> Fault:
    return Fault(kind, severity, concept.place or concept.id, message)


def _clashes(concept: Concept, source: str, by_source: dict[str, list[Concept]]) -> Iterator[tuple[Fault, Concept]]:
    """Faults with the first earlier concepts that have the same source term and hold at the same time."""
    for other in by_source[_letters(source)][:_COMPARED]:
        if other is concept:
            return
        if not concept.coincides(other):
            continue
        where = f"“{source}” is also at {other.place or other.id}"
        banned = _banned(concept, other)
        if banned:
            message = f"{where}, and “{banned}” is accepted in one of the rows and forbidden in the other"
            yield _fault(concept, "contradiction", Severity.MAJOR, message), other
        elif not concept.preferred or not other.preferred:
            continue
        elif key(other.preferred) == key(concept.preferred):
            message = f"{where}, with the same target; give the rows the same id"
            yield _fault(concept, "duplicate", Severity.MINOR, message), other
        elif concept.context or other.context:
            continue
        elif concept.period or other.period:
            there, here = (f"“{one.preferred}” ({one.period or 'always'})" for one in (other, concept))
            message = f"{where}, with the target {there}, here {here}; let one of them end where the other begins"
            yield _fault(concept, "overlap", Severity.MAJOR, message), other
        else:
            message = f"{where}, with the target “{other.preferred}”, here “{concept.preferred}”"
            yield _fault(concept, "conflict", Severity.MAJOR, f"{message}; give one of them context words"), other


def _banned(one: Concept, other: Concept) -> str:
    """A term that one of two concepts accepts and the other forbids, "" if there is none or context parts them."""
    if one.context or other.context:
        return ""
    for accepting, forbidding in ((one, other), (other, one)):
        accepted = {key(text) for text in accepting.accepted}
        for term in forbidding.targets:
            if term.status is TermStatus.DEPRECATED and key(term.text) in accepted:
                return term.text
    return ""


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
