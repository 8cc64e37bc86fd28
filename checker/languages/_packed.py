"""Automata and their tables as bytes, so that a glossary compiled once serves many processes and runs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

Table = TypeVar("Table")


def automaton(patterns: Iterable[str]) -> "CharwiseDoubleArrayAhoCorasick | None":
    """The automaton that finds ``patterns``, numbered as they come; None where there are none."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    given = list(patterns)
    return CharwiseDoubleArrayAhoCorasick(given) if given else None


def packed(table: object, finding: "CharwiseDoubleArrayAhoCorasick | None") -> bytes:
    """``table``, of plain values, and an automaton as bytes."""
    return msgspec.msgpack.encode((table, finding.serialize() if finding else b""))


def unpacked(data: bytes, table: type[Table]) -> tuple[Table, "CharwiseDoubleArrayAhoCorasick | None"]:
    """What ``packed`` was given.

    Raises:
        ValueError: ``data`` is nothing of that kind.
    """
    from daachorse import CharwiseDoubleArrayAhoCorasick

    read, serialized = msgspec.msgpack.decode(data, type=tuple[table, bytes])  # type: ignore[valid-type]
    return read, CharwiseDoubleArrayAhoCorasick.deserialize(serialized) if serialized else None
