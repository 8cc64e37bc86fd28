"""JSON with its places: the texts of a document, and where they stand. Not a format."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.formats._keyed import NEAR, Splice, margin, mended, spliced

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
_DEPTH = 100  # levels of nested objects and lists


class Leaf(NamedTuple):
    """A text of a document, or another value.

    Attributes:
        path: The keys and indexes (from 0) that lead to it.
        value: The text; None for another value.
        start, end: Where it stands with its quotes, in code points; of an object or list, where its first sign does.
        line: The line of its key, or of itself in a list, from 1.
    """

    path: tuple[str, ...]
    value: str | None
    start: int
    end: int
    line: int

    @property
    def key(self) -> str:
        """The path with dots."""
        return ".".join(self.path)

    @property
    def group(self) -> str:
        """What the key has before its last part: ``menu.``, "" at the top."""
        return ".".join((*self.path[:-1], ""))


def leaves(text: str, name: str) -> Iterator[Leaf]:
    """The texts and nulls of a document, in order; other values are passed over.

    Raises:
        CheckerError: See ``values``.
    """
    return (leaf for leaf in values(text, name) if leaf.value is not None or text.startswith("null", leaf.start))


def values(text: str, name: str) -> Iterator[Leaf]:
    """All values of a document, in order; an object or list comes before what is in it.

    Raises:
        CheckerError: ``text``, of the file ``name``, is no JSON; the place names the line.
    """
    _check(text, name)
    # Of every open object or list its path, and the next index; -1 for an object.
    around: list[tuple[tuple[str, ...], int]] = []
    key: str | None = None
    at = 0
    line = begun = 1
    for token in _TOKEN.finditer(text):
        line += text.count("\n", at, token.start())
        at = token.start()
        sign = token[0][0]
        path, index = around[-1] if around else ((), 0)
        if sign in "}]":
            around.pop()
        if sign in "}],":
            key = None
        elif sign == '"' and key is None and index < 0:
            key, begun = _text(token[0]), line
        elif sign != ":":
            inner = (*path, key if key is not None else str(index)) if around else ()
            if key is None:
                begun = line
            if index >= 0 and around:
                around[-1] = path, index + 1
            if sign in "{[":
                around.append((inner, -1 if sign == "{" else 0))
                if len(around) > _DEPTH:
                    raise CheckerError(
                        f"more than {_DEPTH} levels are nested", f"{name}:{line}", "is this a file of texts?"
                    )
                key = None
            value = _text(token[0]) if sign == '"' else None
            yield Leaf(inner, value, token.start(), token.end(), begun)


def literal(value: str, like: str) -> str:
    """``value`` as a JSON string; letters outside ASCII are escaped if ``like``, a document, has them only escaped."""
    return json.dumps(value, ensure_ascii=not value.isascii() and like.isascii() and _escapes(like))


@lru_cache(1)
def _escapes(text: str) -> bool:
    return "\\u" in text


def named(text: str, start: int) -> tuple[str, str]:
    """What stands before a value that begins at ``start``: the text up to the end of its key, and its colon.

    The colon, with the blanks around it, is "" for a value in a list. Of long texts only the end is given.
    """
    before = text[max(0, start - NEAR) : start]
    if not before.rstrip().endswith(":"):
        return before, ""
    key = before.rstrip().removesuffix(":").rstrip()
    return key, before[len(key) :]


def beside(text: str, start: int, end: int, key: str, value: str) -> Splice:
    """The splice that adds a member to an object, behind the one whose value stands from ``start`` to ``end``.

    Args:
        text: The document.
        start: Where the value of the member begins.
        end: Where it ends.
        key: The new key.
        value: The new value, as JSON.
    """
    before, colon = named(text, start)
    own = margin(text, start)  # the line of the key, if only blanks stand before it
    gap = own if own and before[before.rfind("\n") + 1 :].lstrip().startswith('"') else colon[1:]
    return Splice(end, end, f",{gap}{literal(key, text)}{colon}{value}")


def grown(text: str, name: str, added: Iterable[tuple[tuple[str, ...], str]]) -> str:
    """A document with more texts, each at the end of the innermost object that is there; other objects are made.

    Args:
        text: The document.
        name: The name of its file.
        added: Texts with the paths that lead to them; one that leads through a list or a text is left out.
    """
    objects: dict[tuple[str, ...], int] = {}  # where they begin
    taken = set()
    for each in values(text, name):
        taken.add(each.path)
        if text[each.start] == "{":
            objects[each.path] = each.start
    made: dict[tuple[str, ...], Any] = {}  # by the path of the first member that is not there
    for path, value in added:
        known = next((size for size in range(len(path) - 1, -1, -1) if path[:size] in objects), None)
        if known is None or path[: known + 1] in taken:
            continue
        inner: dict[Any, Any] = made
        key: Any = path[: known + 1]
        for part in path[known + 1 :]:
            inner, key = inner.setdefault(key, {}), part
        inner[key] = value
    return "".join(spliced(text, (_member(text, objects[path[:-1]], path, value) for path, value in made.items())))


def _member(text: str, start: int, path: tuple[str, ...], value: object) -> Splice:
    """The splice that adds a member with this path and value at the end of the object that begins at ``start``."""
    end = closing(text, start + 1) - 1
    while text[end - 1].isspace():
        end -= 1
    gap = margin(text, end) if "\n" in text[start:end] else ""
    blanks = gap.lstrip("\r\n")
    escaped = text.isascii() and _escapes(text)
    said = json.dumps(value, ensure_ascii=escaped, indent=blanks[: len(blanks) // len(path)] if gap else None)
    comma = "" if end == start + 1 else ","
    return Splice(end, end, f"{comma}{gap}{literal(path[-1], text)}: " + said.replace("\n", gap))


def closing(text: str, at: int) -> int:
    """Where the object or list around ``at``, which is between two tokens, ends in a document."""
    depth = 1
    for token in _TOKEN.finditer(text, at):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if not depth:
            return token.end()
    return len(text)


def _text(token: str) -> str:
    value: str = json.loads(token)
    return mended(value)


def _check(text: str, name: str) -> None:
    """Raise CheckerError if ``text`` is no JSON."""
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        place = f"{name}:{error.lineno}"
        raise CheckerError(f"this is not JSON: {said}, column {error.colno}", place, "repair it there") from None
    except RecursionError:
        raise CheckerError(f"more than {_DEPTH} levels are nested", name, "is this a file of texts?") from None
