"""The file of decisions, ``decisions.jsonl``, one per line. Changes are on disk when a function returns.

decide(path, decision)                      replaces earlier decisions with the same identity
undo(path, decision)                        returns whether it was there
decisions = load([path], today="2026-03-02")
"""

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from checker.judging.decisions import Decision, Decisions, Identity, PlacedDecision, validate
from checker.storage import jsonl_ledger

FILE = "decisions.jsonl"


def load(paths: Iterable[Path], today: str = "", warn: Callable[[str], None] = lambda _message: None) -> Decisions:
    """The decisions in these files.

    Args:
        paths: The files; they need not exist.
        today: The day of the run (ISO 8601).
        warn: Called with a notice if a last line is incomplete; it is left out.

    Raises:
        CheckerError: A file cannot be read, or a line is not a decision.
    """
    return Decisions((entry for path in paths for entry in entries(path, warn)), today)


def entries(
    path: Path, warn: Callable[[str], None] = lambda _message: None, content: bytes | None = None
) -> list[PlacedDecision]:
    """The decisions in a file, in order.

    Args:
        path: The file; it need not exist.
        warn: Called with a notice if the last line is incomplete; it is left out.
        content: What it holds; None to read it.

    Raises:
        CheckerError: The file cannot be read, or a line is not a decision.
    """
    found = []
    for place, decision in jsonl_ledger.records(path, Decision, "decision", warn, content):
        validate(decision, place)
        found.append(PlacedDecision(place, decision, str(path.parent)))
    return found


def decide(path: Path, decision: Decision) -> None:
    """Add a decision to the file and remove earlier ones with the same identity.

    If none is removed, the line is only appended; ``tidy`` sorts the file.

    Raises:
        CheckerError: The file cannot be read or written; it is then unchanged.
    """
    with jsonl_ledger.locked(path):
        held = entries(path)
        kept = [e for e in held if e.decision.identity != decision.identity]
        whole = all(placed.ended for placed in jsonl_ledger.lines(path))
        if whole and len(kept) == len(held):
            jsonl_ledger.append(path, jsonl_ledger.packed(decision))
        else:
            jsonl_ledger.save(path, map(jsonl_ledger.packed, [*(entry.decision for entry in kept), decision]))


def amend(path: Path, wanted: Mapping[Identity, Sequence[Decision]]) -> None:
    """Replace the decisions with these identities; others stay.

    Raises:
        CheckerError: The file cannot be read or written; it is then unchanged.
    """
    with jsonl_ledger.locked(path):
        kept = [e.decision for e in entries(path) if e.decision.identity not in wanted]
        jsonl_ledger.save(
            path, map(jsonl_ledger.packed, [*kept, *(each for lines in wanted.values() for each in lines)])
        )


def undo(path: Path, decision: Decision) -> bool:
    """Remove a decision from the file; returns whether it was there.

    Raises:
        CheckerError: The file cannot be read or written; it is then unchanged.
    """
    return bool(remove(path, lambda each: each == decision))


def tidy(path: Path) -> None:
    """Sort the file."""
    remove(path, lambda _decision: False)


def remove(path: Path, unwanted: Callable[[Decision], bool]) -> list[Decision]:
    """Remove the unwanted decisions from the file, sort it, and return what was removed.

    Raises:
        CheckerError: The file cannot be read or written; it is then unchanged.
    """
    with jsonl_ledger.locked(path):
        decisions = [entry.decision for entry in entries(path)]
        gone = [decision for decision in decisions if unwanted(decision)]
        kept = sorted({jsonl_ledger.packed(decision) for decision in decisions if not unwanted(decision)})
        if kept != [placed.line for placed in jsonl_ledger.lines(path)]:
            jsonl_ledger.save(path, kept)
    return gone


def user() -> str:
    """The name of the system's user, "" if it is unknown."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a list of users
        return ""
