"""Helpers of the reports in JSON."""

from collections.abc import Iterable
from typing import TextIO

import msgspec

from checker.text.hosts import disarmed_json


def encoded(value: object) -> str:
    """``value`` as JSON on one line, without commands of build hosts."""
    return disarmed_json(msgspec.json.encode(value).decode("utf-8"))


def write_listed(head: str, members: Iterable[object], tail: str, out: TextIO) -> None:
    """Write a JSON array of ``members``, streamed, one per line, between ``head`` and ``tail``."""
    out.write(f"{head}[")
    separator = "\n"
    for member in members:
        out.write(separator + encoded(member))
        separator = ",\n"
    out.write(f"\n]{tail}\n")
