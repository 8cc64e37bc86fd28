"""The shell that reads what a reviewer filled into a table of findings: verdicts and comments become decisions."""

import csv
import re
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from checker.errors import CheckerError
from checker.formats import Input, _sheets, _zip
from checker.judging.decisions import Decision, Scope, Verdict, digest

Cells = dict[str, str]
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_NEEDED = ("fingerprint", "verdict")
_HINT = "fill in what ilchi check --output xlsx:PATH wrote"
_LONGEST = 1 << 20  # characters of a cell
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ")


def read(path: Path, *, author: str, date: str, warn: Callable[[str], None] = lambda _message: None) -> list[Decision]:
    """The decisions in a reviewed table.

    Args:
        path: An XLSX or CSV with the columns fingerprint and verdict, perhaps comment and those of a report.
        author: Who reviewed it.
        date: The day of the import, ISO 8601.
        warn: Takes a message: how many rows have no verdict.

    Returns:
        One for each row with a verdict, on its segment; several of one finding once.

    Raises:
        CheckerError: It cannot be read, has not the columns, or a verdict is none.
    """
    if not path.is_file():
        raise CheckerError("there is no such file", str(path), "check the spelling")
    given = Input(str(path), lambda: path.open("rb"))
    made: dict[str, Decision] = {}
    empty = 0
    try:
        rows = _sheet_rows(given) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv_rows(given)
        with closing(rows) as found:
            for place, cells in found:
                said = "-".join(cells["verdict"].lower().replace("_", " ").replace("-", " ").split())
                if not said:
                    empty += 1
                    continue
                decision = _decision(cells, said, place, author, date)
                known = made.setdefault(decision.fingerprint, decision)
                if known.verdict is not decision.verdict:
                    raise CheckerError(
                        f"{decision.verdict} here, {known.verdict} in a row before, of one finding", place, "say one"
                    )
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    if empty:
        warn(f"{path}: {empty:,} rows have no verdict")
    return list(made.values())


def _decision(cells: Cells, said: str, place: str, author: str, date: str) -> Decision:
    if said not in [verdict.value for verdict in Verdict]:
        raise CheckerError(f"the verdict “{said[:40]}” is unknown", place, f"use {', '.join(Verdict)}")
    if not cells["fingerprint"]:
        raise CheckerError("a verdict without a fingerprint", place, _HINT)
    if not _FINGERPRINT.fullmatch(cells["fingerprint"]):
        # A spreadsheet makes a number of 12345e1234567890, and the decision would match nothing, unsaid.
        raise CheckerError(f"“{cells['fingerprint'][:40]}” is no fingerprint of ours", place, _HINT)
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
        raise CheckerError(f"no table: {error}", f"{given.name}:{reader.line_num}", _HINT) from None


def _clean(row: Cells) -> Cells:
    return {name: text if name in ("source", "target") else text.strip() for name, text in row.items()}


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULAS) else text
