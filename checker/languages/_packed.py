"""Automata and their tables as bytes, so that many processes and runs can use a glossary that was compiled once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

Table = TypeVar("Table")


def automaton(patterns: Iterable[str]) -> "CharwiseDoubleArrayAhoCorasick | None":
    """The automaton that finds ``patterns``, numbered in this order from 0; None if there are none."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    listed = list(patterns)
    return CharwiseDoubleArrayAhoCorasick(listed) if listed else None


def packed(table: object, finding: "CharwiseDoubleArrayAhoCorasick | None") -> bytes:
    """A table of plain values and an automaton as bytes."""
    return msgspec.msgpack.encode((table, finding.serialize() if finding else b""))


def unpacked(data: bytes, table: type[Table]) -> tuple[Table, "CharwiseDoubleArrayAhoCorasick | None"]:
    """The table and the automaton from the bytes that ``packed`` made.

    Raises:
        ValueError: ``packed`` did not make these bytes from such a table.
    """
    from daachorse import CharwiseDoubleArrayAhoCorasick

    read, serialized = msgspec.msgpack.decode(data, type=tuple[table, bytes])  # type: ignore[valid-type]
    return read, CharwiseDoubleArrayAhoCorasick.deserialize(serialized) if serialized else None
