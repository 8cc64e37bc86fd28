"""Patterns of file paths: ``*`` and ``?`` within a name, ``**`` across folders; a folder matches its files.

A pattern is read as an automaton, so that a path is looked at once, whatever the pattern is.
"""

import re
from functools import cache

_PART = re.compile(r"(\*\*/)+|\*\*|\*|.", re.DOTALL)
_WILD = re.compile(r"[*?]|\{lang\}")
_State = frozenset[int]  # places in the pattern; ``~place`` is within the folders that a ``**/`` there stands for


class PathPattern:
    """One pattern.

    Args:
        pattern: Relative to the folder of the config, with slashes.
    """

    def __init__(self, pattern: str) -> None:
        self._parts = ["**/" if found[1] else found[0] for found in _PART.finditer(pattern.strip("/"))]
        self._start = self._closed({0})
        self._steps: dict[tuple[_State, str], _State] = {}

    def matches(self, path: str) -> bool:
        """Whether the pattern is that of a path, with slashes, or of one of its folders."""
        end, state = len(self._parts), self._start
        for sign in path:
            if sign == "/" and end in state:
                return True
            following = self._steps.get((state, sign))
            if following is None:
                following = self._steps[state, sign] = self._step(state, sign)
            state = following
        return end in state

    def _step(self, state: _State, sign: str) -> _State:
        """The places that are reached by one more sign of the path."""
        reached: set[int] = set()
        for place in state:
            if place < 0:
                reached |= {place, ~place + 1} if sign == "/" else {place}
            elif place < len(self._parts):
                part = self._parts[place]
                if part == "**" or (part == "*" and sign != "/"):
                    reached.add(place)
                elif part == sign or (part == "?" and sign != "/"):
                    reached.add(place + 1)
        return self._closed(reached)

    def _closed(self, places: set[int]) -> _State:
        """The places with those that follow where a part may stand for nothing."""
        waiting, found = list(places), set(places)
        while waiting:
            place = waiting.pop()
            if 0 <= place < len(self._parts) and self._parts[place] in ("*", "**", "**/"):
                more = {place + 1, ~place} if self._parts[place] == "**/" else {place + 1}
                waiting += more - found
                found |= more
        return frozenset(found)


def is_pattern(path: str) -> bool:
    """Whether ``path`` is a pattern, or a template with ``{lang}``, rather than the path of a file."""
    return bool(_WILD.search(path))


def folder_above(pattern: str) -> str:
    """The folder below which all is that a pattern matches, "" for the working folder."""
    return pattern[: pattern.rfind("/", 0, found.start()) + 1] if (found := _WILD.search(pattern)) else pattern


@cache
def path_pattern(pattern: str) -> PathPattern:
    """The pattern, read once."""
    return PathPattern(pattern)
