"""The file of a baseline, ``baseline.jsonl``: sorted lines, one a fingerprint."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.judging.baseline import Baseline, Entry
from checker.storage import jsonl_ledger

FILE = "baseline.jsonl"


def load(path: Path) -> list[Entry]:
    """The lines of the file; of those that a merge left of one fingerprint the greatest.

    Raises:
        CheckerError: It cannot be read, or a line is none of a baseline.
    """
    found: dict[str, Entry] = {}
    for placed in jsonl_ledger.lines(path):
        entry = jsonl_ledger.unpacked(placed, Entry, "line of a baseline")
        if min(entry.count, entry.elsewhere) < 0 or not entry.count + entry.elsewhere:
            raise CheckerError(f"a count of {entry.count}", placed.place, "delete the line")
        held = found.get(entry.fingerprint, entry)
        found[entry.fingerprint] = msgspec.structs.replace(
            entry, count=max(entry.count, held.count), elsewhere=max(entry.elsewhere, held.elsewhere)
        )
    return list(found.values())


def loaded(path: Path) -> Baseline:
    """The baseline in the file, an empty one where there is none; see ``load``."""
    return Baseline.of(load(path))


def save(path: Path, wanted: Iterable[Entry]) -> None:
    """Make the file hold these lines.

    Raises:
        CheckerError: It cannot be written; then it is what it was.
    """
    with jsonl_ledger.locked(path):
        jsonl_ledger.save(path, map(jsonl_ledger.packed, wanted))
