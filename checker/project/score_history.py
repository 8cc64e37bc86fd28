"""Earlier scores, read from their JSON files."""

from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.score.card import Scorecard
from checker.score.earlier import SCHEMA, Earlier

_LARGEST = 1 << 28  # bytes
_HINT = "give what ilchi score --format json wrote"


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
