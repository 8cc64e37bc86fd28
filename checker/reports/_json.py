"""What the reports in JSON share."""

from collections.abc import Iterable
from typing import TextIO

import msgspec


def encoded(value: object) -> str:
    """``value`` as JSON on one line."""
    return msgspec.json.encode(value).decode("utf-8")


def write_listed(head: str, members: Iterable[object], tail: str, out: TextIO) -> None:
    """Write a JSON array of ``members``, one a line as they come, between ``head`` and ``tail``."""
    out.write(f"{head}[")
    separator = "\n"
    for each in members:
        out.write(separator + encoded(each))
        separator = ",\n"
    out.write(f"\n]{tail}\n")
