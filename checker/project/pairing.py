"""Finds the other sides of files on disk, by the layouts of their names."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from checker.project import layout
from checker.project.layout import Found, Pair
from checker.storage import reading
from checker.text.script_guess import language_among_code

_HEAD = 1 << 16  # bytes by which the language of a file is guessed


class Pairing:
    """Finds pairs.

    Args:
        source_of: Returns the wanted language of the sources of a file, "" for any.
        templates: Layouts of the config, as whole paths.
    """

    def __init__(self, source_of: Callable[[str], str], templates: Sequence[str] = ()) -> None:
        self._source_of = source_of
        self._templates = templates
        self._names: dict[str, list[str]] = {}

    def among(self, files: Iterable[Path]) -> Found:
        """How files belong together."""
        return layout.look(map(Path.as_posix, files), self._source_of, self._templates, _guess, _size)

    def around(self, file: Path) -> list[Pair]:
        """The pairs that a file is one side of, whatever else is near it."""
        name = file.as_posix()
        found = self.among([file, *self._near(name)])
        return [pair for pair in found.pairs if name in (pair.source.path, pair.target.path)]

    def _near(self, name: str) -> Iterator[Path]:
        """The files that may be the other sides of a file."""
        for shape in layout.shapes(name, self._templates):
            others = layout.filled(shape, self._listed(layout.folder_of(shape)))
            yield from (path for path in map(Path, others) if path.is_file())

    def _listed(self, folder: str) -> list[str]:
        """The names in a folder; none if it cannot be read."""
        if folder not in self._names:
            self._names[folder] = []
            with suppress(OSError):
                self._names[folder] = sorted(entry.name for entry in os.scandir(folder or "."))
        return self._names[folder]


def _guess(path: str) -> str:
    """The language of the texts in a file; "" if they are in Latin letters, or it cannot be read."""
    try:
        with reading.opened(Path(path)) as stream:
            head = stream.read(_HEAD)
    except OSError:
        return ""
    utf_16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    return language_among_code(head.decode("utf-16" if utf_16 else "utf-8", "replace"))


def _size(path: str) -> int:
    with suppress(OSError):
        return Path(path).stat().st_size
    return 0
