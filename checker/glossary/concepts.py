"""A glossary: its concepts, read from rows and validated."""

import difflib
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Self

import msgspec

from checker.errors import CheckerError
from checker.model import Category, Concept, Enforce, Term, TermStatus, precedes
from checker.text import dates

COLUMNS = (
    "id", "category", "source", "target", "admitted", "forbidden", "deprecated",
    "note", "definition", "case", "match", "context", "enforce", "from", "until",
)  # fmt: skip
_MATCHES = frozenset(("exact", "same", "free"))
_CASES = ("", "exact", "any")
_ENFORCE = ("", *Enforce)
LONGEST = 1000  # characters of a term; a longer one is a sign of a broken file


_CATEGORIES = tuple(Category)
_HALF = re.compile("[\ud800-\udfff]")


class Glossary:
    """Concepts in the order of their rows; ids are unique.

    Attributes:
        concepts: The concepts.
        digest: Twelve hexadecimal digits that change with the content.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        plain = [undated(msgspec.structs.replace(concept, place="")) for concept in self.concepts]
        encoded = msgspec.json.encode([[c, c["match"]] for c in plain])
        self.digest = hashlib.sha256(encoded).hexdigest()[:12]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> Self:
        """The glossary of ``rows``, which are mappings by column name (``COLUMNS``).

        Rows with the same id are one concept; a row without id is a concept with an id made of source and category.
        Rows that do not say how strictly they are taken are so as ``enforced`` says.

        Raises:
            CheckerError: A row is invalid; the error has its place, or its number from 1.
        """
        placed = [(row, getattr(row, "place", "") or f"row {n}") for n, row in enumerate(rows, 1)]
        usual = enforced(row for row, _ in placed)
        read = [concept_of(row, place, usual) for row, place in placed]
        taken = {concept.id for concept in read}
        joined: dict[str, Concept] = {}
        for concept in read:
            if concept.id:
                known = joined.get(concept.id)
                joined[concept.id] = _joined(known, concept) if known else concept
            else:
                name = _free_id(concept, taken)
                taken.add(name)
                joined[name] = msgspec.structs.replace(concept, id=name)
        return cls(joined.values())

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)


def enforced(rows: Iterable[Mapping[str, str]]) -> Enforce:
    """How strictly rows of a glossary are taken that do not say so: strictly if all are without category or ``other``.

    A list of words alone says that they are to be used; whoever sorts them into persons and titles writes a reference
    for writers, who may also say it in other words.
    """
    plain = ("", Category.OTHER.value)
    return (
        Enforce.STRICT
        if all((row.get("category") or "").strip().lower() in plain for row in rows)
        else Enforce.EVIDENCE
    )


def usual(concept: Concept) -> bool:
    """Whether the concept is taken as strictly as one of its category in a glossary that says nothing of it."""
    return concept.enforce is (Enforce.STRICT if concept.category is Category.OTHER else Enforce.EVIDENCE)


def undated(concept: Concept) -> dict[str, Any]:
    """The fields of a concept for a digest; without those that have come later, if they say nothing special."""
    fields: dict[str, Any] = msgspec.to_builtins(concept, order="deterministic")
    if usual(concept):
        del fields["enforce"]
    return {name: value for name, value in fields.items() if value or name not in ("since", "until")}


def split_cell(cell: str) -> list[str]:
    r"""The alternatives in a cell, which are separated by ``|``; ``\|`` is a literal ``|``."""
    if "|" not in cell:
        return [text] if (text := cell.strip()) else []
    parts = cell.replace("\\|", "\0").split("|")
    return [part.replace("\0", "|").strip() for part in parts if part.strip()]


def joined_cell(parts: Iterable[str]) -> str:
    r"""The cell with these alternatives; ``split_cell`` splits it again."""
    escaped = (part.replace("|", "\\|") for part in parts)
    return "|".join(part + " " if part.endswith("\\") else part for part in escaped)


def given_id(concept: Concept) -> str:
    """The id that the glossary gives a concept; "" if it was made of source and category."""
    made = f"{(concept.sources or (concept.targets[0].text,))[0]} ({concept.category})"
    rest = concept.id.removeprefix(made)
    given = bool(rest) and not (rest != concept.id and rest[0] == " " and rest[1:].isdecimal())
    return concept.id if given else ""


def rows_of(concepts: Collection[Concept]) -> list[dict[str, str]]:
    """The rows of a glossary; ``enforce`` is empty where it is what the glossary has without it."""
    common = enforced({"category": concept.category.value} for concept in concepts)
    return [
        row_of(concept) | {"enforce": "" if concept.enforce is common else concept.enforce.value}
        for concept in concepts
    ]


def row_of(concept: Concept) -> dict[str, str]:
    """The row of a concept, by column name; ``concept_of`` reads it again.

    An id that was made of source and category is left empty.
    """
    terms = {status: [term.text for term in concept.targets if term.status is status] for status in TermStatus}
    row = {
        "id": given_id(concept),
        "category": str(concept.category),
        "source": joined_cell(concept.sources),
        "target": joined_cell(terms[TermStatus.PREFERRED]),
        "admitted": joined_cell(terms[TermStatus.ADMITTED]),
        "forbidden": joined_cell(terms[TermStatus.DEPRECATED]),
        "note": concept.note,
        "definition": concept.definition,
        "case": concept.case,
        "match": " ".join(sorted(concept.match)),
        "context": joined_cell(concept.context),
        "enforce": "" if usual(concept) else concept.enforce.value,
        "from": concept.since,
        "until": concept.until,
    }
    return {column: row.get(column, "") for column in COLUMNS if column != "deprecated"}


def concept_of(row: Mapping[str, str], place: str, enforce: Enforce = Enforce.EVIDENCE) -> Concept:
    """The concept of one row, which is taken as strictly as ``enforce`` says if it does not say so itself.

    Raises:
        CheckerError: A column or a word in one is unknown; source or target is missing; a term is too long;
            a date is none, or the last one is before the first; half a character stands alone.
    """
    for column in row:
        if column not in COLUMNS:
            close = difflib.get_close_matches(column, COLUMNS, 1)
            hint = f"did you mean “{close[0]}”?" if close else "columns: " + ", ".join(COLUMNS)
            raise CheckerError(f"the column “{column}” is unknown", place, hint)
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if half := _HALF.search("".join(cell.values())):
        raise CheckerError(f"half a character, U+{ord(half[0]):04X}", place, "write the whole character")
    category = cell["category"].lower() or "other"
    _one_of(category, _CATEGORIES, "category", place)
    _one_of(cell["case"], _CASES, "case", place)
    _one_of(cell["enforce"].lower(), _ENFORCE, "enforce", place)
    match = frozenset(cell["match"].replace("|", " ").replace(",", " ").split())
    for word in match:
        _one_of(word, tuple(_MATCHES), "match", place)
    sources = tuple(dict.fromkeys(split_cell(cell["source"])))
    preferred = split_cell(cell["target"])
    if "same" in match and not preferred:
        preferred = list(sources[:1])
    targets = _terms(
        (TermStatus.PREFERRED, preferred[:1]),
        (TermStatus.ADMITTED, preferred[1:] + split_cell(cell["admitted"])),
        (TermStatus.DEPRECATED, split_cell(cell["forbidden"]) + split_cell(cell["deprecated"])),
    )
    if not targets or (not sources and any(term.status is not TermStatus.DEPRECATED for term in targets)):
        missing = "target" if sources else "source"
        raise CheckerError(f"the row has no {missing}", place, "fill it in, or give only a forbidden term")
    for text in (*sources, *(term.text for term in targets)):
        if len(text) > LONGEST:
            raise CheckerError(f"a term of {len(text)} characters", place, "is a quote missing?")
    since, until = _period(cell["from"], cell["until"], place)
    return Concept(
        id=cell["id"],
        category=Category(category),
        sources=sources,
        targets=targets,
        note=cell["note"],
        definition=cell["definition"],
        case=cell["case"],
        match=match,
        context=tuple(split_cell(cell["context"])),
        enforce=Enforce(cell["enforce"].lower() or enforce),
        since=since,
        until=until,
        place=place,
    )


def _period(since: str, until: str, place: str) -> tuple[str, str]:
    """The first and last date of a row, which are checked."""
    for text in (since, until):
        dates.checked(text, place)
    if precedes(until, since):
        raise CheckerError(f"“until” ({until}) is before “from” ({since})", place, "exchange or correct them")
    return since, until


def _terms(*groups: tuple[TermStatus, list[str]]) -> tuple[Term, ...]:
    """The terms of all groups; a repeated one keeps its first status."""
    found: dict[str, Term] = {}
    for status, texts in groups:
        for text in texts:
            found.setdefault(text, Term(text, status))
    return tuple(found.values())


def _one_of(word: str, known: tuple[str, ...], kind: str, place: str) -> None:
    if word not in known:
        close = difflib.get_close_matches(word, known, 1)
        listed = ", ".join(str(each) for each in known if each)
        hint = f"did you mean “{close[0]}”?" if close else f"use {listed}"
        raise CheckerError(f"the {kind} “{word}” is unknown", place, hint)


def _joined(one: Concept, other: Concept) -> Concept:
    """Two rows with the same id as one concept."""
    if one.preferred and other.preferred and one.preferred != other.preferred:
        raise CheckerError(
            f"the id “{one.id}” has the target “{one.preferred}” at {one.place}, but “{other.preferred}” here",
            other.place,
            "give one of them another id, or the same target",
        )
    categories = {one.category, other.category} - {Category.OTHER}
    if len(categories) > 1:
        raise CheckerError(
            f"the id “{one.id}” has the category “{one.category}” at {one.place}, but “{other.category}” here",
            other.place,
            "give one of them another id, or the same category",
        )
    if one.period and other.period and one.period != other.period:
        raise CheckerError(
            f"the id “{one.id}” holds {one.period} at {one.place}, but {other.period} here",
            other.place,
            "give one of them another id, or the same dates",
        )
    dated = one if one.period else other
    terms = _terms(
        *((status, [t.text for c in (one, other) for t in c.targets if t.status is status]) for status in TermStatus)
    )
    return msgspec.structs.replace(
        one,
        category=next(iter(categories), Category.OTHER),
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        targets=terms,
        match=one.match | other.match,
        context=tuple(dict.fromkeys((*one.context, *other.context))),
        enforce=other.enforce if usual(one) else one.enforce,
        since=dated.since,
        until=dated.until,
        note=one.note or other.note,
        definition=one.definition or other.definition,
    )


def _free_id(concept: Concept, taken: Collection[str]) -> str:
    base = f"{(concept.sources or (concept.targets[0].text,))[0]} ({concept.category})"
    name, number = base, 2
    while name in taken:
        name, number = f"{base} {number}", number + 1
    return name
