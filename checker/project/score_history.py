"""Reads earlier scores from their JSON files."""

from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.score.card import Scorecard
from checker.score.earlier import SCHEMA, Earlier
from checker.storage import reading

_LARGEST = 1 << 28  # bytes
_HINT = "use a file written by ilchi score --format json"


class _Schema(msgspec.Struct, frozen=True):
    schema: str = ""


def read_card(path: Path) -> Earlier:
    """The score in a JSON file.

    Raises:
        CheckerError: The file cannot be read or is not a score.
    """
    try:
        raw = reading.read(path, _LARGEST)
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    try:
        schema = msgspec.json.decode(raw, type=_Schema).schema
        if schema != SCHEMA:
            said = f"has the schema {schema[:60]}" if schema else "has no schema"
            raise CheckerError(f"the file {said}, not “{SCHEMA}”", str(path), _HINT)
        card = msgspec.json.decode(raw, type=Scorecard)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CheckerError(f"this is not a score of ilchi: {str(error)[:200]}", str(path), _HINT) from None
    if not card.systems:
        raise CheckerError("the score has no system", str(path), _HINT)
    return Earlier(path.stem, card)


def history(folder: Path) -> list[Earlier]:
    """The scores in the JSON files of a folder, sorted by file name; names that are dates give a timeline.

    Raises:
        CheckerError: The folder does not exist or has no score, or a file is not a score.
    """
    if not folder.is_dir():
        raise CheckerError("there is no such folder", str(folder), "create it and write scores into it as JSON")
    paths = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not paths:
        raise CheckerError("the folder has no scores", str(folder), "ilchi score --output json:DIR/2026-03-01.json")
    return [read_card(path) for path in paths]
