"""A wording added to a glossary's own file: one cell of one row, every other byte as it was."""

from pathlib import Path

from checker.errors import CheckerError
from checker.glossary import split_cell
from checker.model import Concept, Status
from checker.saving import replace_cell

_COLUMNS = {Status.ADMITTED: ("admitted",), Status.DEPRECATED: ("forbidden", "deprecated")}


def add_wording(concept: Concept, text: str, status: Status, encoding: str | None = None) -> None:
    """Write ``text`` into the row of ``concept``.

    Raises:
        CheckerError: The glossary is no CSV or TSV, has no column for it, or cannot be written.
    """
    path, _, line = concept.place.rpartition(":")
    others = [c for s, columns in _COLUMNS.items() if s is not status for c in columns]

    def without(cell: str) -> str:
        return "|".join(_escaped(each) for each in split_cell(cell) if each != text)

    def with_it(cell: str) -> str:
        return "|".join(_escaped(each) for each in dict.fromkeys([*split_cell(cell), text]))

    if not line.isdigit() or not Path(path).exists():
        raise CheckerError("the row of this term is not known", concept.place, "add the wording in the glossary itself")
    replace_cell(path, int(line), _COLUMNS[status], with_it, dict.fromkeys(others, without), encoding)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
