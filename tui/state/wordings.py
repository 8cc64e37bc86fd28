"""Terms that the user adds to glossaries. Only cells of one row change; the changes are in the journal for undo."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.glossary.concepts import split_cell
from checker.judging.decisions import document_name
from checker.model import Concept, TermStatus
from checker.project.writing import read_cells, replace_cells
from tui.state.journal import Change, Journal, merged

WORDINGS = "wordings"
_COLUMNS = {TermStatus.ADMITTED: ("admitted",), TermStatus.DEPRECATED: ("forbidden", "deprecated")}
_SOURCE = "source"  # the column that shows whether a row is still that of the concept


class _Row(NamedTuple):
    """The place of a concept: its file and first line."""

    path: str
    line: int


class Wordings:
    """The cells of glossaries that the user changed.

    Args:
        record: The journal; a value of its table ``wordings`` holds the changed cells of a concept's row.
        concepts: The concepts by key, as last read.
        encoding: The encoding of glossaries that do not declare one.
    """

    def __init__(self, record: Journal, concepts: Mapping[str, Concept], encoding: str | None = None) -> None:
        self._record = record
        self._encoding = encoding
        self._rows: dict[str, tuple[_Row, str]] = {}
        for concept in concepts.values():
            path, _, line = concept.place.rpartition(":")
            if line.isdigit() and concept.sources:
                self._rows[self._key(concept, path)] = _Row(path, int(line)), concept.sources[0]

    def _key(self, concept: Concept, path: str) -> str:
        parts = [document_name(path, "", self._record.folder), concept.id]
        return msgspec.json.encode(parts).decode("utf-8")

    def adding(self, concept: Concept, text: str, status: TermStatus) -> Change:
        """The change that adds a term to a concept.

        Raises:
            CheckerError: The glossary is not a CSV or TSV file, lacks the column, or cannot be read.
        """
        key = self._key(concept, concept.place.rpartition(":")[0])
        if key not in self._rows:
            raise CheckerError(
                "the row of this term is unknown", concept.place, "add the rendering in the glossary itself"
            )
        (path, line), _ = self._rows[key]
        cells = read_cells(path, line, self._encoding)
        column = next((name for name in _COLUMNS[status] if name in cells), None)
        if column is None:
            raise CheckerError(f"there is no column “{_COLUMNS[status][0]}”", path, "add it to the header")
        new = {
            name: "|".join(_escaped(each) for each in split_cell(cells[name]) if each != text)
            for columns in _COLUMNS.values()
            for name in columns
            if name in cells and text in split_cell(cells[name])
        }
        new[column] = "|".join(_escaped(each) for each in dict.fromkeys([*split_cell(cells[column]), text]))
        return Change(WORDINGS, key, _packed({name: cells[name] for name in new}), _packed(new))

    def pending(self) -> dict[str, str | None]:
        """The cells that are not in the glossaries yet, by key."""
        bases = self._record.bases(WORDINGS)
        mine = {key: self._record.get(WORDINGS, key) for key in bases}
        return {key: cells for key, cells in mine.items() if cells != bases[key]}

    def save(self) -> None:
        """Write the pending cells.

        Raises:
            CheckerError: Others have changed a row, which then stays as it is, or a glossary cannot be written.
        """
        bases = self._record.bases(WORDINGS)
        for key, cells in self.pending().items():
            try:
                self._write(key, _unpacked(bases[key]), _unpacked(cells))
            finally:  # do not try again if others have changed the row
                self._record.mark_saved(WORDINGS, {key: cells})

    def _write(self, key: str, base: dict[str, str], mine: dict[str, str]) -> None:
        if key not in self._rows:
            raise CheckerError("the row is missing now", msgspec.json.decode(key)[0], "nothing was changed")
        row, source = self._rows[key]
        now = read_cells(*row, self._encoding)
        if source not in split_cell(now.get(_SOURCE, "")):
            raise CheckerError("the row has moved since it was read", f"{row.path}:{row.line}", "F5 reads it again")
        names = [name for name in {**base, **mine} if name in now]
        there = {name: now[name] for name in names}
        wanted, both = merged({**there, **base}, {**there, **base, **mine}, there)
        if both:
            raise CheckerError("others have changed the row too", f"{row.path}:{row.line}", "their cells are kept")
        if wanted != there:
            replace_cells(*row, {**there, _SOURCE: now[_SOURCE]}, wanted, self._encoding)


def _packed(cells: Mapping[str, str]) -> str:
    return msgspec.json.encode(dict(sorted(cells.items()))).decode("utf-8")


def _unpacked(cells: str | None) -> dict[str, str]:
    return msgspec.json.decode(cells, type=dict[str, str]) if cells else {}


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
