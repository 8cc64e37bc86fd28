"""The file of a baseline, ``baseline.jsonl``: sorted JSON lines without paths, one a fingerprint, and its origin."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.judging.baseline import Baseline, Entry, Origin
from checker.storage import jsonl_ledger

FILE = "baseline.jsonl"
_ORIGIN = '{"made-by"'  # a line that begins so is an origin


class Held(NamedTuple):
    """What the file holds: a line for each fingerprint, and of what the baseline was made."""

    entries: list[Entry]
    origins: list[Origin]


def load(path: Path, content: bytes | None = None) -> Held:
    """The lines of the file; of those that a merge left of one fingerprint the greatest.

    Args:
        path: The file; it need not exist.
        content: What it holds; None to read it.

    Raises:
        CheckerError: It cannot be read, or a line does not belong to a baseline.
    """
    found: dict[str, Entry] = {}
    origins = []
    for placed in jsonl_ledger.lines(path, content):
        if placed.line.startswith(_ORIGIN):
            origins.append(jsonl_ledger.unpacked(placed, Origin, "line of a baseline"))
            continue
        entry = jsonl_ledger.unpacked(placed, Entry, "line of a baseline")
        if min(entry.count, entry.elsewhere) < 0 or not entry.count + entry.elsewhere:
            raise CheckerError(f"a count of {entry.count}", placed.place, "delete the line")
        held = found.get(entry.fingerprint, entry)
        found[entry.fingerprint] = msgspec.structs.replace(
            entry, count=max(entry.count, held.count), elsewhere=max(entry.elsewhere, held.elsewhere)
        )
    return Held(list(found.values()), origins)


def loaded(path: Path, content: bytes | None = None) -> Baseline:
    """The baseline in the file, an empty one where there is none; the arguments are those of ``load``.

    Raises:
        CheckerError: It cannot be read, or a line does not belong to a baseline.
    """
    try:
        return Baseline.of(*load(path, content))
    except ValueError:
        raise CheckerError("its line “made-by” is damaged", str(path), "delete the line") from None


def save(path: Path, entries: Iterable[Entry], origins: Iterable[Origin] = ()) -> None:
    """Make the file hold these lines.

    Raises:
        CheckerError: It cannot be written; then it is what it was.
    """
    with jsonl_ledger.locked(path):
        jsonl_ledger.save(path, map(jsonl_ledger.packed, [*entries, *origins]))
