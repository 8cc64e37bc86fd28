"""The shell that saves: new targets into the file they were read from, wholly or not at all."""

import hashlib
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.storage.atomic import replacing

_BLOCK = 1 << 20  # bytes


def digest(given: Input) -> str:
    """The SHA-256 of all bytes of ``given``, to be taken when it is read and handed to ``save``."""
    with given.open() as stream:
        return _digest(stream)


def save(path: str | os.PathLike[str], given: Input, targets: Mapping[int, str], seen: str) -> None:
    """Replace targets in the file at ``path``: the whole file at once, by renaming a finished one over it.

    A link is followed; the mode stays. On any error the file is what it was and nothing is left beside it.

    Args:
        path: The file to change: the one ``given`` is, or its partner.
        given: What the segments were read from.
        targets: The new text by the number of the segment, counted from 1.
        seen: The ``digest`` of the file as it was when the segments were read.

    Raises:
        CheckerError: The file changed since or is read-only, its format cannot be written or cannot hold a text, or the
            folder or the file cannot be written.
    """
    file = Path(os.path.realpath(path))
    name = str(path)
    if given.name.lower().endswith(".gz"):
        raise CheckerError("a compressed file cannot be changed", name, "unpack it first")
    write = getattr(format_of(given, "read_segments"), "write", None)
    if write is None:
        raise CheckerError("this format can only be read", name, "correct the text in the program it is from")
    _replace(file, name, seen, lambda stream: write(given, targets, stream))


def read_cells(path: str | os.PathLike[str], line: int, encoding: str | None = None) -> dict[str, str]:
    """The cells of a glossary's row, by column.

    Args:
        path: A CSV or TSV with a header.
        line: Where the row starts, from 1.
        encoding: Of a file that does not say itself.

    Raises:
        CheckerError: The format has no rows to change, there is no row on that line, or the file cannot be read.
    """
    found: dict[str, str] = {}

    def see(names: Sequence[str], cells: Sequence[str]) -> dict[int, str]:
        found.update(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
        return {}

    given = _glossary(path, encoding)
    try:
        _row_writer(given)(given, line, see, io.BytesIO())
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", given.name) from None
    return found


def replace_cells(
    path: str | os.PathLike[str],
    line: int,
    seen: Mapping[str, str],
    wanted: Mapping[str, str],
    encoding: str | None = None,
) -> None:
    """Change cells of a glossary's row; every other byte stays.

    Args:
        path: A CSV or TSV with a header.
        line: Where the row starts, from 1.
        seen: Cells of the row as they were read, those to change among them.
        wanted: The new cells by column.
        encoding: Of a file that does not say itself.

    Raises:
        CheckerError: The row is not as it was seen, or the file cannot be written; then it is what it was.
    """
    given = _glossary(path, encoding)
    write = _row_writer(given)
    try:
        held = digest(given)
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", given.name) from None
    now = read_cells(path, line, encoding)
    if any(now.get(column) != cell for column, cell in seen.items()):
        raise CheckerError("the row changed since it was read", f"{path}:{line}", "read it again; nothing was saved")

    def changed(names: Sequence[str], _cells: Sequence[str]) -> dict[int, str]:
        return {names.index(column): cell for column, cell in wanted.items()}

    file = Path(os.path.realpath(path))
    _replace(file, given.name, held, lambda stream: write(given, line, changed, stream))


def _glossary(path: str | os.PathLike[str], encoding: str | None) -> Input:
    file = Path(os.path.realpath(path))
    return Input(str(path), lambda: file.open("rb"), encoding)


def _row_writer(given: Input) -> Callable[..., None]:
    """How the format of a glossary changes a row."""
    write: Callable[..., None] | None = getattr(format_of(given, "read_rows"), "write_row", None)
    if write is None:
        raise CheckerError("this glossary can only be read", given.name, "add the wording in the program it is from")
    return write


def _replace(file: Path, name: str, seen: str, write: Callable[[BinaryIO], None]) -> None:
    """Put what ``write`` gives in the place of ``file``, unless that changed since it was ``seen``."""
    try:
        _unchanged(file, name, seen)
        # It may be saved by another program meanwhile.
        with replacing(file, last=lambda: _unchanged(file, name, seen)) as stream:
            write(stream)
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", name) from None


def _unchanged(file: Path, name: str, seen: str) -> None:
    if not os.access(file, os.W_OK):
        raise CheckerError("the file is read-only or gone", name, "nothing was saved")
    with file.open("rb") as stream:
        if _digest(stream) != seen:
            raise CheckerError("the file changed since it was read", name, "read it again; nothing was saved")


def _digest(stream: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := stream.read(_BLOCK):
        found.update(block)
    return found.hexdigest()
