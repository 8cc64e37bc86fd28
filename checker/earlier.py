"""The shell that reads earlier scores, and what can be said of them beside a new one."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.scorecard import Scorecard

SCHEMA = "ilchi/score/1"
_LARGEST = 1 << 28  # bytes
_HINT = "give what ilchi score --format json wrote"


class Earlier(NamedTuple):
    """An earlier score, by the name of its file."""

    name: str
    card: Scorecard


class _Schema(msgspec.Struct, frozen=True):
    schema: str = ""


def read_card(path: Path) -> Earlier:
    """The score in a JSON file.

    Raises:
        CheckerError: It cannot be read, or is none.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise CheckerError(f"more than {_LARGEST >> 20} megabytes", str(path), "is this the right file?")
        raw = path.read_bytes()
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    try:
        schema = msgspec.json.decode(raw, type=_Schema).schema
        if schema != SCHEMA:
            said = f"of the schema {schema[:60]}" if schema else "without a schema"
            raise CheckerError(f"a file {said}, not “{SCHEMA}”", str(path), _HINT)
        card = msgspec.json.decode(raw, type=Scorecard)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CheckerError(f"no score of ilchi: {str(error)[:200]}", str(path), _HINT) from None
    if not card.systems:
        raise CheckerError("a score of nothing", str(path), _HINT)
    return Earlier(path.stem, card)


def history(folder: Path) -> list[Earlier]:
    """The scores in the JSON files of a folder, by name; name them after their days.

    Raises:
        CheckerError: There is no such folder or no score in it, or a file is none.
    """
    if not folder.is_dir():
        raise CheckerError("there is no such folder", str(folder), "make it, and write scores into it as json")
    paths = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not paths:
        raise CheckerError("the folder has no scores", str(folder), "ilchi score --output json:DIR/2026-03-01.json")
    return [read_card(path) for path in paths]


def differing(old: str, new: str) -> list[str]:
    """What two signatures have different, part by part; none where the scores compare."""
    before, after = old.split("|"), new.split("|")
    gone = [part for part in before if part not in after]
    come = [part for part in after if part not in before]
    found = []
    for part in gone:
        kind = part.split(" ", maxsplit=1)[0]
        other = next((each for each in come if each.split(" ", maxsplit=1)[0] == kind), None)
        if other is not None:
            come.remove(other)
        found.append(f"{part} then, {other} now" if other is not None else f"{part} then, not now")
    return [*found, *(f"{part} now, not then" for part in come)]
