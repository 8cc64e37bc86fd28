"""Where results go: standard output, or files that are written whole or not at all."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from checker.errors import CheckerError

_STANDARD_OUTPUT = "-"


def wanted_outputs(kind: str, outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Formats and paths: those of ``outputs``, each FORMAT:PATH, or else ``kind`` on standard output.

    Raises:
        CheckerError: One is no FORMAT:PATH.
    """
    return [_parsed(output) for output in outputs] or [(kind, _STANDARD_OUTPUT)]


def _parsed(output: str) -> tuple[str, str]:
    name, colon, path = output.partition(":")
    if not colon or not path:
        raise CheckerError(f"“{output}” is no FORMAT:PATH", hint="for instance json:build/report.json")
    return name, path


def write_whole(path: str, write: Callable[[TextIO], None]) -> None:
    """Let ``write`` write to ``path``, ``-`` for standard output.

    Raises:
        CheckerError: The file cannot be written.
    """
    if path == _STANDARD_OUTPUT:
        write(sys.stdout)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                write(out)  # a pipe or a device stays what it is
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with scratch.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                write(out)
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CheckerError(f"the report cannot be written: {(error.strerror or str(error)).lower()}", path) from None
