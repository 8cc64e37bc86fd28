"""Writing result files: all of them, or none."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO, cast

from checker.commands._console import plain
from checker.errors import CheckerError
from checker.storage.atomic import clear, replacing
from checker.storage.reading import what

STANDARD_OUTPUT = "-"
Write = Callable[[TextIO], None]
_TEXT: Any = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}


class Ready(Protocol):
    """What a format may have: it raises CheckerError if it cannot be written here, for instance on a terminal."""

    def __call__(self, *, terminal: bool) -> None: ...


def parsed(output: str) -> tuple[str, str]:
    """Split FORMAT:PATH into format and path.

    Raises:
        CheckerError: ``output`` is not FORMAT:PATH.
    """
    name, colon, path = output.partition(":")
    if not colon or not path:
        raise CheckerError(f"“{output}” is not FORMAT:PATH", hint="write for instance json:build/report.json")
    return name, path


def look_at(wanted: Iterable[tuple[object, str]]) -> None:
    """Check that results can be written, before the work that makes them.

    Args:
        wanted: The format of each (a module, which may have ``ready``), and its path, or - for standard output.

    Raises:
        CheckerError: A format needs what is not there, a path cannot be written, or two results have the same.
    """
    seen = set()
    for kind, path in wanted:
        ready = cast(Ready | None, getattr(kind, "ready", None))
        if ready:
            ready(terminal=path == STANDARD_OUTPUT and sys.stdout.isatty())
        place = path if path == STANDARD_OUTPUT else os.path.realpath(path)
        if place in seen:
            where = "standard output" if path == STANDARD_OUTPUT else path
            raise CheckerError(f"two reports would go to {where}", hint="give each --output a path of its own")
        seen.add(place)
        if path != STANDARD_OUTPUT:
            look_at_file(path)


def look_at_file(path: str) -> None:
    """Check that a file can be written, and made with its folders if it does not exist.

    Raises:
        CheckerError: It cannot.
    """
    file = Path(path)
    if file.is_dir() or path.endswith(("/", os.sep)):
        raise CheckerError("this is a folder, not a file", path, "name a file in it")
    try:
        kind = what(file)
    except FileNotFoundError:
        if file.is_symlink() and not Path(os.path.realpath(path)).parent.is_dir():
            raise CheckerError("the link leads nowhere", path, "correct or delete it") from None
        kind = ""
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", path) from None
    if kind == "a socket":
        raise CheckerError("this is a socket, not a file", path, "name a file")
    folder = Path(os.path.realpath(path)).parent
    nearest = file if kind else next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(nearest, os.W_OK if kind else os.W_OK | os.X_OK):
        raise CheckerError(f"cannot be written: {nearest} is read-only", path)


def write_all(results: Sequence[tuple[str, Write]]) -> None:
    """Write results to files, and to - for standard output; after an error no file has changed.

    Pipes and devices stay what they are.

    Raises:
        CheckerError: A file cannot be written.
    """
    streams = [(path, write) for path, write in results if path == STANDARD_OUTPUT or _is_stream(path)]
    with ExitStack() as files:
        for path, write in results:
            if (path, write) not in streams:
                files.enter_context(_replaced(path, write))
        for path, write in streams:
            if path == STANDARD_OUTPUT:
                out = plain(sys.stdout)
                write(out)
                out.flush()
            else:
                _write_onto(path, write)


def write_file(path: str, write: Write) -> None:
    """Replace the file ``path`` with what ``write`` writes; after any error the old file is unchanged.

    Raises:
        CheckerError: The file cannot be written.
    """
    write_all([(path, write)])


def append_to(path: str, write: Write) -> None:
    """Have ``write`` write at the end of a file; after an error the file is as before.

    Raises:
        CheckerError: The file cannot be written.
    """
    try:
        with Path(path).open("ab") as stream:
            size = stream.tell()
            try:
                _write_text(stream, write)
                stream.flush()
            except BaseException:
                stream.raw.truncate(size)
                raise
    except OSError as error:
        raise _unwritten(error, path) from None


@contextmanager
def _replaced(path: str, write: Write) -> Iterator[None]:
    """A context at whose end a file is replaced by what ``write`` has written at its beginning."""
    file = Path(path)
    ours = True  # whether an error is that of this file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        clear(file)
        with replacing(file, lasting=False) as stream:
            _write_text(stream, write)
            stream.flush()
            ours = False
            yield
            ours = True
    except OSError as error:
        if ours:
            raise _unwritten(error, path) from None
        raise


def _write_text(stream: Any, write: Write) -> None:  # noqa: ANN401  # a binary stream
    out = io.TextIOWrapper(stream, **_TEXT)
    try:
        write(out)
    finally:
        out.detach()


def _is_stream(path: str) -> bool:
    """Whether ``path`` is a pipe or a device."""
    file = Path(path)
    return file.exists() and not file.is_file()


def _write_onto(path: str, write: Write) -> None:
    try:
        with Path(path).open("w", **_TEXT) as out:
            write(cast(TextIO, out))
    except OSError as error:
        raise _unwritten(error, path) from None


def _unwritten(error: OSError, path: str) -> CheckerError:
    return CheckerError(f"the report cannot be written: {(error.strerror or str(error)).lower()}", path)
