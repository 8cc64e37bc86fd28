"""The file of decisions, ``decisions.jsonl``: one a line, sorted, on disk when a function here returns.

decide(path, decision)                      takes the place of what its author said before
undo(path, decision)                        whether it was there
decisions = load([path], today="2026-03-02")
"""

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from checker.judging.decisions import Decision, Decisions, Identity, PlacedDecision, validate
from checker.storage import jsonl_ledger

FILE = "decisions.jsonl"


def load(paths: Iterable[Path], today: str = "", warn: Callable[[str], None] = lambda _message: None) -> Decisions:
    """The decisions in these files, as far as they are there.

    Args:
        paths: The files.
        today: See ``Decisions``.
        warn: Takes a message: a last line that was not written to its end is left out.

    Raises:
        CheckerError: A file cannot be read, or a line is no decision.
    """
    return Decisions((entry for path in paths for entry in _entries(path, warn)), today)


def _entries(path: Path, warn: Callable[[str], None] = lambda _message: None) -> list[PlacedDecision]:
    found = []
    for place, decision in jsonl_ledger.records(path, Decision, "decision", warn):
        validate(decision, place)
        found.append(PlacedDecision(place, decision, str(path.parent)))
    return found


def decide(path: Path, decision: Decision) -> None:
    """Write a decision down; what its author said of the same before is replaced. On disk when this returns.

    The file is sorted after ``tidy``, ``undo`` or a replacement; read it is in any order.

    Raises:
        CheckerError: The file cannot be read or written; then it is what it was.
    """
    with jsonl_ledger.locked(path):
        entries = _entries(path)
        kept = [e for e in entries if e.decision.identity != decision.identity]
        whole = all(placed.ended for placed in jsonl_ledger.lines(path))
        if whole and len(kept) == len(entries):
            jsonl_ledger.append(path, jsonl_ledger.packed(decision))
        else:
            jsonl_ledger.save(path, map(jsonl_ledger.packed, [*(entry.decision for entry in kept), decision]))


def amend(path: Path, wanted: Mapping[Identity, Sequence[Decision]]) -> None:
    """Let authors say this and nothing else of these things; what others say stays. On disk when this returns.

    Raises:
        CheckerError: The file cannot be read or written; then it is what it was.
    """
    with jsonl_ledger.locked(path):
        kept = [e.decision for e in _entries(path) if e.decision.identity not in wanted]
        jsonl_ledger.save(
            path, map(jsonl_ledger.packed, [*kept, *(each for lines in wanted.values() for each in lines)])
        )


def undo(path: Path, decision: Decision) -> bool:
    """Take a decision out of the file; whether it was there.

    Raises:
        CheckerError: The file cannot be read or written; then it is what it was.
    """
    return bool(remove(path, lambda each: each == decision))


def tidy(path: Path) -> None:
    """Sort the file."""
    remove(path, lambda _decision: False)


def remove(path: Path, unwanted: Callable[[Decision], bool]) -> list[Decision]:
    """Take the unwanted decisions out of the file, sort it, and give them back.

    Raises:
        CheckerError: The file cannot be read or written; then it is what it was.
    """
    with jsonl_ledger.locked(path):
        decisions = [entry.decision for entry in _entries(path)]
        gone = [decision for decision in decisions if unwanted(decision)]
        kept = sorted({jsonl_ledger.packed(decision) for decision in decisions if not unwanted(decision)})
        if kept != [placed.line for placed in jsonl_ledger.lines(path)]:
            jsonl_ledger.save(path, kept)
    return gone


def user() -> str:
    """The user of the system, "" where it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a list of users
        return ""
