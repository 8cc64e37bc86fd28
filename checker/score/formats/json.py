"""JSON for programs: one document of the schema ``ilchi/score/1``, with unrounded numbers."""

from typing import TextIO

import msgspec

from checker.reports._json import encoded
from checker.score.earlier import SCHEMA
from checker.score.formats import Page


def write(page: Page, out: TextIO) -> None:
    """Write the score as JSON."""
    out.write(encoded({"schema": SCHEMA} | msgspec.to_builtins(page.card)) + "\n")
