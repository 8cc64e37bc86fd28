"""What glossary formats share: complete pairs of terms, and concepts as pairs of terms. Not a format."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, Row
from checker.glossary.concepts import COLUMNS, rows_of
from checker.model import Category, Concept, TermStatus

# The parts of a concept that a glossary format may hold beside source and target; its ``HOLDS`` lists some of them.
PARTS = (
    "id", "category", "sources", "admitted", "forbidden", "bans", "note", "definition", "case", "match", "context",
    "enforce", "from", "until", "breaks",
)  # fmt: skip
ALL = frozenset(PARTS)
_ALWAYS = ("id", "category", "source", "target", "admitted", "forbidden")


def lost(concepts: Iterable[Concept], holds: frozenset[str]) -> dict[str, int]:
    """The parts that a format cannot hold, in the order of ``PARTS``, with the number of concepts that have them."""
    counts = dict.fromkeys(PARTS, 0)
    held = list(concepts)
    for concept, row in zip(held, rows_of(held), strict=True):
        texts = (concept.note, concept.definition, *concept.sources, *(term.text for term in concept.targets))
        has = {
            **{part: bool(row.get(part)) for part in PARTS},
            "category": concept.category is not Category.OTHER,
            "sources": len(concept.sources) > 1,
            "bans": not concept.sources,
            "breaks": any(sign in text for text in texts for sign in "\t\n\r"),
        }
        for part in PARTS:
            counts[part] += has[part]
    return {part: count for part, count in counts.items() if count and part not in holds}


def whole(file: Input, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with a source and a translation; a warning says how many others there are."""
    passed = 0
    for row in rows:
        if row.get("source") and any(row.get(column) for column in ("target", "admitted", "forbidden")):
            yield row
        else:
            passed += 1
    if passed:
        file.warn(
            f"{file.name}: {passed:,} {'entry' if passed == 1 else 'entries'} without a pair of terms passed over"
        )


def records(file: Input) -> Iterator[tuple[str, list[str]]]:
    """The non-blank rows of a CSV file, with their places (``file:line``).

    Raises:
        CheckerError: A quote is missing.
    """
    with closing(file.lines()) as lines:
        parser = csv.reader(lines, strict=True)
        while True:
            place = f"{file.name}:{parser.line_num + 1}"
            try:
                cells = next(parser)
            except StopIteration:
                return
            except csv.Error as error:
                raise CheckerError(f"this is not CSV: {error}", place, "write quotes in a quoted cell twice") from None
            if any(cell.strip() for cell in cells):
                yield place, cells


class Pair(NamedTuple):
    """A source term with one translation."""

    source: str
    target: str
    status: TermStatus
    concept: Concept


def pairs(concepts: Iterable[Concept], *statuses: TermStatus) -> Iterator[Pair]:
    """All pairs of a source term and a target term with one of these statuses, the preferred term first."""
    for concept in concepts:
        for source in concept.sources:
            for term in concept.targets:
                if term.status in statuses:
                    yield Pair(source, term.text, term.status, concept)


def contract(concepts: Iterable[Concept]) -> Iterator[list[str]]:
    """The header of our own tables, and one row per concept; optional columns only if a concept uses them."""
    rows = rows_of(list(concepts))
    used = [column for column in COLUMNS if column in _ALWAYS or any(row.get(column) for row in rows)]
    yield used
    for row in rows:
        yield [row[column] for column in used]


def named(languages: tuple[str, str]) -> tuple[str, str]:
    """``languages``, for a format that needs them.

    Raises:
        CheckerError: They are missing.
    """
    if not all(languages):
        raise CheckerError("this format names the languages of its terms", hint="say which: --languages ko en")
    return languages


def flat(text: str, place: str) -> str:
    """``text`` on one line, for formats in which a line that begins with ``#`` is a comment.

    Raises:
        CheckerError: The text begins with ``#``.
    """
    if text.startswith("#"):
        raise CheckerError(f"“{text}” would be a comment in this format", place, "choose another format")
    return " ".join(text.split())


def lines(to: BinaryIO, rows: Iterable[Iterable[str]], end: str = "\n") -> None:
    """Write rows separated by tabs, in UTF-8."""
    to.writelines(("\t".join(row) + end).encode() for row in rows)


def table(to: BinaryIO, rows: Iterable[Iterable[str]], *, quoted: bool = False) -> None:
    """Write rows separated by commas, in UTF-8; with ``quoted``, all cells are in quotes."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(rows)
    text.detach()
