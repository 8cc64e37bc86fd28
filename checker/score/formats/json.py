"""JSON for programs: one document of the schema ``ilchi/score/1``, with unrounded numbers."""

from typing import TextIO

import msgspec

from checker.score.earlier import SCHEMA
from checker.score.formats import Page


def write(page: Page, out: TextIO) -> None:
    """Write the score as JSON."""
    out.write(msgspec.json.encode({"schema": SCHEMA} | msgspec.to_builtins(page.card)).decode("utf-8") + "\n")
