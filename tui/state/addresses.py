"""Keys of segments in the journal: file, number, unit and source, to find them again in a changed file."""

import hashlib
from collections.abc import Iterable

import msgspec

from checker.judging.decisions import document_name
from checker.model import Segment
from tui.state.model import Model

_Far = tuple[bool, int]


class Addresses:
    """Maps segments to keys of the journal and back.

    Args:
        model: Has the segments.
        folder: The folder to which file names in keys are relative.
        sought: The keys in the journal whose segments must be found.

    Attributes:
        numbers: The number of the segment by key.
    """

    def __init__(self, model: Model, folder: str, sought: Iterable[str]) -> None:
        self._model = model
        self._folder = folder
        self._keys: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        self._sought: dict[tuple[str, str], list[str]] = {}
        for key in sought:
            file, _, _, source = msgspec.json.decode(key)
            self._sought.setdefault((file, source), []).append(key)

    def _name(self, file: str) -> str:
        return document_name(file, "", self._folder)

    def key(self, number: int) -> str:
        """The key of a segment (number from 0)."""
        key = self._keys.get(number)
        if key is None:
            segment = self._model.segment(number)
            parts = [self._name(segment.file), segment.index, segment.unit or "", _short(segment.source)]
            key = self._keys[number] = msgspec.json.encode(parts).decode("utf-8")
            self.numbers[key] = number
        return key

    def locate(self, numbers: Iterable[int]) -> None:
        """Find the segments of sought keys among ``numbers``: same file and source, and the nearest of several."""
        if not self._sought:
            return
        files = {file for file, _ in self._sought}
        wanted = {n for n, (file, _) in enumerate(self._model.home_list) if self._name(file) in files}
        for number in numbers:
            if self._model.homes[number] not in wanted:
                continue
            segment = self._model.segment(number)
            for key in self._sought.get((self._name(segment.file), _short(segment.source)), ()):
                known = self.numbers.get(key)
                if known is not None and _far(key, self._model.segment(known)) <= _far(key, segment):
                    continue
                if number not in self._keys:
                    if known is not None:
                        del self._keys[known]
                    self.numbers[key], self._keys[number] = number, key


def _far(key: str, segment: Segment) -> _Far:
    """A sort key for how much a segment's unit and number differ from those in a key."""
    _, index, unit, _ = msgspec.json.decode(key)
    return unit != (segment.unit or ""), abs(segment.index - index)


def _short(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:16]
