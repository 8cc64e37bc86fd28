"""Reads a table of findings in which a reviewer filled in verdicts and comments, as decisions and notes."""

import csv
import re
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from checker.engine.findings import Evidence, Note
from checker.errors import CheckerError
from checker.formats import Input, _sheets, _zip
from checker.judging.decisions import Decision, Scope, Verdict, digest, noted
from checker.model import Finding, Segment, Severity
from checker.storage import reading

Cells = dict[str, str]
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_NEEDED = ("fingerprint", "verdict")
_HINT = "fill in a table written by ilchi check --output xlsx:PATH"
_LONGEST = 1 << 20  # characters of a cell
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ")


def read(
    path: Path, *, author: str, date: str, at: str = "", warn: Callable[[str], None] = lambda _message: None
) -> list[Decision]:
    """The decisions and notes in a reviewed table.

    Args:
        path: An XLSX or CSV file with the columns fingerprint and verdict; comment and a report's columns are optional.
        author: Who reviewed it.
        date: The day of the import (ISO 8601).
        at: The time of the import (ISO 8601, UTC), for notes; by default the end of that day.
        warn: Called with the number of rows without a verdict and comment.

    Returns:
        One decision per finding with a verdict, of scope segment; and one note per finding with a comment alone.

    Raises:
        CheckerError: The file cannot be read, lacks the columns, or has an invalid verdict or two different ones.
    """
    if not path.exists():
        raise CheckerError("there is no such file", str(path), "check the spelling")
    given = Input(str(path), lambda: reading.opened(path))
    made: dict[str, Decision] = {}
    empty = 0
    try:
        rows = _sheet_rows(given) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv_rows(given)
        with closing(rows) as found:
            for place, cells in found:
                said = "-".join(cells["verdict"].lower().replace("_", " ").replace("-", " ").split())
                if not said and not cells.get("comment"):
                    empty += 1
                    continue
                if not said:
                    note = _note(cells, place, Note(cells["comment"], author, at or f"{date}T23:59:59Z"))
                    made.setdefault(note.fingerprint, note)
                    continue
                decision = _decision(cells, said, place, author, date)
                known = made.setdefault(decision.fingerprint, decision)
                if known.verdict is not decision.verdict:
                    raise CheckerError(
                        f"the verdict is {decision.verdict} here, but {known.verdict} in an earlier row of the finding",
                        place,
                        "keep one of them",
                    )
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    if empty:
        warn(f"{path}: {empty:,} rows have no verdict")
    return list(made.values())


def _note(cells: Cells, place: str, note: Note) -> Decision:
    _check_fingerprint(cells, place)
    finding = Finding(
        segment=0, severity=Severity.NEUTRAL, message="", why="",
        rule=cells.get("rule", ""), concept=cells.get("concept") or None, fingerprint=cells["fingerprint"],
    )  # fmt: skip
    return noted(Evidence(finding, Segment(source=cells.get("source", ""), target=cells.get("target", ""))), note)


def _check_fingerprint(cells: Cells, place: str) -> None:
    if not cells["fingerprint"]:
        raise CheckerError("the verdict has no fingerprint", place, _HINT)
    if not _FINGERPRINT.fullmatch(cells["fingerprint"]):
        # A spreadsheet may turn 12345e1234567890 into a number; the decision would then silently match nothing.
        raise CheckerError(f"“{cells['fingerprint'][:40]}” is not a fingerprint of ilchi", place, _HINT)


def _decision(cells: Cells, said: str, place: str, author: str, date: str) -> Decision:
    if said not in [verdict.value for verdict in Verdict]:
        raise CheckerError(f"the verdict “{said[:40]}” is unknown", place, f"use {', '.join(Verdict)}")
    _check_fingerprint(cells, place)
    target = cells.get("target", "")
    return Decision(
        fingerprint=cells["fingerprint"],
        scope=Scope.SEGMENT,
        verdict=Verdict(said),
        reason=cells.get("comment", ""),
        author=author,
        date=date,
        digest=digest(target) if target else "",
        rule=cells.get("rule", ""),
        concept=cells.get("concept", ""),
    )


def _sheet_rows(given: Input) -> Generator[tuple[str, Cells], None, None]:
    with _zip.opened(given) as archive:
        book = _sheets.Workbook(given, archive)
        found = False
        for sheet in book.sheets:
            heads: dict[int, str] = {}
            for number, cells in book.rows(sheet):
                texts = {at: cell.text for at, cell in cells.items()}
                if not heads:
                    heads = {at: text.strip().lower() for at, text in texts.items()}
                    if not set(_NEEDED) <= set(heads.values()):
                        break
                    found = True
                    continue
                row = dict.fromkeys(heads.values(), "") | {heads[at]: text for at, text in texts.items() if at in heads}
                yield f"{given.name}: {sheet}: row {number}", _clean(row)
    if not found:
        raise CheckerError("no sheet has the columns fingerprint and verdict", given.name, _HINT)


def _csv_rows(given: Input) -> Generator[tuple[str, Cells], None, None]:
    csv.field_size_limit(_LONGEST)
    reader = csv.DictReader(given.lines())
    try:
        heads = [name.strip().lower() for name in reader.fieldnames or ()]
        if not set(_NEEDED) <= set(heads):
            raise CheckerError("there are no columns fingerprint and verdict", given.name, _HINT)
        reader.fieldnames = heads
        for row in reader:
            plain = {name: text or "" for name, text in row.items() if name in heads and not isinstance(text, list)}
            yield f"{given.name}:{reader.line_num}", _clean({name: _unguarded(text) for name, text in plain.items()})
    except csv.Error as error:
        raise CheckerError(f"this is not CSV: {error}", f"{given.name}:{reader.line_num}", _HINT) from None


def _clean(row: Cells) -> Cells:
    return {name: text if name in ("source", "target") else text.strip() for name, text in row.items()}


def _unguarded(text: str) -> str:
    """A cell without the leading apostrophe that protects it from being read as a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULAS) else text
