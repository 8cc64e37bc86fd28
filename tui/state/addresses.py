"""Keys of segments in the journal: file, number, unit and source, to find them again in a changed file."""

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from checker.judging.decisions import document_name
from checker.model import Segment
from tui.state.model import Model

_Group = tuple[str, str]  # the file and the source
_Place = tuple[str, int]  # the unit and the number in the file


class Addresses:
    """Maps segments to keys of the journal and back.

    Args:
        model: Has the segments.
        folder: The folder to which file names in keys are relative.
        sought: The keys in the journal whose segments must be found, with the texts that the file had there.

    Attributes:
        numbers: The number of the segment by key.
    """

    def __init__(self, model: Model, folder: str, sought: Mapping[str, str]) -> None:
        self._model = model
        self._folder = folder
        self._keys: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        self._sought: dict[_Group, list[str]] = {}
        self._seen: dict[_Group, list[int]] = {}
        self._texts = sought
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
        """Find the segments of sought keys among ``numbers`` and those before: same file and source, and nearest."""
        if not self._sought:
            return
        files = {file for file, _ in self._sought}
        wanted = {n for n, (file, _) in enumerate(self._model.home_list) if self._name(file) in files}
        touched: set[_Group] = set()
        for number in numbers:
            if self._model.homes[number] in wanted:
                segment = self._model.segment(number)
                group = (self._name(segment.file), _short(segment.source))
                if group in self._sought:
                    self._seen.setdefault(group, []).append(number)
                    touched.add(group)
        for group in touched:
            self._assign(self._sought[group], self._seen[group])

    def _assign(self, keys: Iterable[str], numbers: Iterable[int]) -> None:
        """Give each key a segment of its own: that of its unit, else one that still has the text, and the nearest."""
        for key in keys:
            if key in self.numbers:
                del self._keys[self.numbers.pop(key)]
        segments = {number: self._model.segment(number) for number in numbers if number not in self._keys}
        free = {number: (_place(segment), segment.target) for number, segment in segments.items()}
        at = {each: number for number, each in free.items()}
        units = {segment.unit for segment in segments.values() if segment.unit}

        def rank(key: str) -> tuple[int, int]:
            unit, index = place = _place_of(key)
            return (0 if (place, self._texts[key]) in at else 1 if unit in units else 2), index

        for key in sorted(keys, key=rank):
            unit, index = place = _place_of(key)
            text = self._texts[key]
            number = at.get((place, text), -1)
            if number not in free:
                far = {n: (one != unit, there != text, abs(other - index)) for n, ((one, other), there) in free.items()}
                number = min(far, key=lambda each: far[each], default=-1)
            if number >= 0:
                del free[number]
                self.numbers[key], self._keys[number] = number, key


def _place(segment: Segment) -> _Place:
    return segment.unit or "", segment.index


def _place_of(key: str) -> _Place:
    _, index, unit, _ = msgspec.json.decode(key)
    return unit, index


def _short(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:16]
