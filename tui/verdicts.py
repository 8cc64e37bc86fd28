"""Decisions as the session keeps them: lines by what they are about."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from checker import ledger
from checker.decisions import Decision, Scope, Verdict, digest, document_name, key, load
from checker.ledger import packed

__all__ = ["Decision", "Scope", "Verdict", "digest", "document_name", "key", "packed", "read", "unpacked", "write"]


def unpacked(line: str) -> Decision:
    """The decision of a line.

    Raises:
        msgspec.DecodeError: It is none.
    """
    return msgspec.json.decode(line, type=Decision)


def read(path: Path) -> dict[str, str]:
    """The lines of the file by key, of several of one key the last; {} where there is no file.

    Raises:
        CheckerError: A line is no decision.
    """
    return {entry.decision.key: packed(entry.decision) for entry in load([path]).entries}


def write(path: Path, lines: Iterable[str]) -> None:
    """The file, sorted, whole or not at all; lines of others that ``read`` passed over stay.

    Raises:
        CheckerError: It cannot be written.
    """
    made = list(lines)
    with ledger.locked(path):
        said = {(decision.key, decision.author) for decision in map(unpacked, made)}
        about = {key for key, _ in said}
        seen = read(path)
        hidden = [
            packed(entry.decision)
            for entry in load([path]).entries
            if entry.decision.key in about
            and packed(entry.decision) != seen[entry.decision.key]
            and (entry.decision.key, entry.decision.author) not in said
        ]
        ledger.save(path, [*made, *hidden])
