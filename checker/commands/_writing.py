"""Writing result files, completely or not at all."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

from checker.errors import CheckerError
from checker.storage.atomic import replacing

STANDARD_OUTPUT = "-"
Write = Callable[[TextIO], None]
_TEXT: Any = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}


def parsed(output: str) -> tuple[str, str]:
    """Split FORMAT:PATH into format and path.

    Raises:
        CheckerError: ``output`` is not FORMAT:PATH.
    """
    name, colon, path = output.partition(":")
    if not colon or not path:
        raise CheckerError(f"“{output}” is not FORMAT:PATH", hint="write for instance json:build/report.json")
    return name, path


def write_file(path: str, write: Write) -> None:
    """Replace the file ``path`` with what ``write`` writes; after any error the old file is unchanged.

    Raises:
        CheckerError: The file cannot be written.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        write_onto(path, write, "w")  # a pipe or a device stays what it is
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target, lasting=False) as stream:
            out = io.TextIOWrapper(stream, **_TEXT)
            write(out)
            out.detach()
    except OSError as error:
        raise _unwritten(error, path) from None


def write_onto(path: str, write: Write, mode: str) -> None:
    """Open ``path`` in ``mode`` ("w" or "a") and let ``write`` write to it.

    Raises:
        CheckerError: The file cannot be written.
    """
    try:
        with Path(path).open(mode, **_TEXT) as out:
            write(cast(TextIO, out))
    except OSError as error:
        raise _unwritten(error, path) from None


def _unwritten(error: OSError, path: str) -> CheckerError:
    return CheckerError(f"the report cannot be written: {(error.strerror or str(error)).lower()}", path)
