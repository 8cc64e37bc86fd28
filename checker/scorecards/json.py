"""For programs: one JSON document of the schema ``ilchi/score/1``; every number unrounded."""

from typing import TextIO

import msgspec

from checker.scorecard import Scorecard

SCHEMA = "ilchi/score/1"


def write(card: Scorecard, out: TextIO) -> None:
    """See the module."""
    out.write(msgspec.json.encode({"schema": SCHEMA} | msgspec.to_builtins(card)).decode("utf-8") + "\n")
