"""Writes new targets, and cells of a glossary, into the file they were read from."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Remarks, format_of
from checker.model import Target
from checker.storage import reading
from checker.storage.atomic import clear, replacing

_BLOCK = 1 << 20  # bytes


def digest(given: Input) -> str:
    """The SHA-256 of all bytes of ``given``; take it when the segments are read, for ``save``."""
    with given.open() as stream:
        return digest_of(stream)


def save(
    path: str | os.PathLike[str],
    given: Input,
    targets: Mapping[int, str | Target],
    seen: str,
    around: AbstractContextManager[object] | None = None,
) -> None:
    """Replace targets in the file at ``path``.

    A complete new file is renamed over the old one; links are followed and the mode stays. After an error the file is
    unchanged.

    Args:
        path: The file to change: that of ``given`` or of its partner.
        given: The input that the segments were read from.
        targets: The new targets by segment number, from 1 (see ``Format.write``).
        seen: The ``digest`` of the file when the segments were read.
        around: A context in which the file is replaced, when the new one is written; entering it may raise.

    Raises:
        CheckerError: The file has changed since, cannot be written, or its format cannot be written or hold a text.
    """
    file = Path(os.path.realpath(path))
    name = str(path)
    if given.name.lower().endswith(".gz"):
        raise CheckerError("a compressed file cannot be changed", name, "unpack it first")
    write = getattr(format_of(given, "read_segments"), "write", None)
    if write is None:
        raise CheckerError("this format can only be read", name, "correct the text in the program that wrote the file")
    _replace(file, name, seen, lambda stream: write(given, targets, stream), around)


def annotate(path: str | os.PathLike[str], given: Input, remarks: Mapping[int, Remarks], seen: str) -> None:
    """Write remarks on segments into the file at ``path``, if its format holds them; see ``save``.

    Args:
        path: The file to change: that of ``given`` or of its partner.
        given: The input that the segments were read from.
        remarks: The remarks by segment number, from 1.
        seen: The ``digest`` of the file when the segments were read.

    Raises:
        CheckerError: The file has changed since, or cannot be written.
    """
    if holds_remarks(given):
        write = format_of(given, "read_segments").annotate
        _replace(Path(os.path.realpath(path)), str(path), seen, lambda stream: write(given, remarks, stream))


def holds_remarks(given: Input) -> bool:
    """Whether the format of ``given`` can hold remarks on segments, and the file be written."""
    return hasattr(format_of(given, "read_segments"), "annotate") and not given.name.lower().endswith(".gz")


def read_cells(path: str | os.PathLike[str], line: int, encoding: str | None = None) -> dict[str, str]:
    """The cells of a glossary's row, by column.

    Args:
        path: A CSV or TSV file with a header.
        line: The first line of the row, from 1.
        encoding: The encoding of a file that does not declare one.

    Raises:
        CheckerError: The format cannot be written, no row begins on that line, or the file cannot be read.
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
    """Change cells of a glossary's row; all other bytes stay.

    Args:
        path: A CSV or TSV file with a header.
        line: The first line of the row, from 1.
        seen: Cells of the row by column as they were read, with those to change.
        wanted: The new cells by column.
        encoding: The encoding of a file that does not declare one.

    Raises:
        CheckerError: The row has changed since it was read, or the file cannot be written; it is then unchanged.
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
    return Input(str(path), lambda: reading.opened(file), encoding)


def _row_writer(given: Input) -> Callable[..., None]:
    """The function with which the format of a glossary changes a row."""
    write: Callable[..., None] | None = getattr(format_of(given, "read_rows"), "write_row", None)
    if write is None:
        raise CheckerError(
            "this glossary can only be read", given.name, "add the term in the program that wrote the file"
        )
    return write


def _replace(
    file: Path,
    name: str,
    seen: str,
    write: Callable[[BinaryIO], None],
    around: AbstractContextManager[object] | None = None,
) -> None:
    """Replace ``file`` by what ``write`` writes, unless its digest is no longer ``seen``."""

    @contextmanager
    def unchanged() -> Iterator[None]:
        must_be_unchanged(file, name, seen)  # another program may have saved the file while this one wrote
        with around or nullcontext():
            yield

    try:
        must_be_unchanged(file, name, seen)
        clear(file)
        with replacing(file, around=unchanged()) as stream:
            write(stream)
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", name) from None


def must_be_unchanged(file: Path, name: str, seen: str) -> None:
    """Check that a file can be written and still has the digest ``seen``.

    Raises:
        CheckerError: It cannot, or has not.
        OSError: It cannot be read.
    """
    if not os.access(file, os.W_OK):
        raise CheckerError("the file is read-only or gone", name, "nothing was saved")
    with reading.opened(file) as stream:
        if digest_of(stream) != seen:
            raise CheckerError("the file changed since it was read", name, "read it again; nothing was saved")


def digest_of(stream: BinaryIO) -> str:
    """The SHA-256 of the bytes of a stream."""
    found = hashlib.sha256()
    while block := stream.read(_BLOCK):
        found.update(block)
    return found.hexdigest()
