"""Where reports go: the options that every command with a report shares, and the shell that writes them."""

import os
import secrets
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from checker import reports
from checker.errors import CheckerError
from checker.family import names
from checker.reports import _statistics

Function = TypeVar("Function", bound=Callable[..., Any])

_STANDARD_OUTPUT = "-"
_JOB_SUMMARY = "GITHUB_STEP_SUMMARY"  # the variable in which a step is told where its summary goes

_OPTIONS = (
    click.option(
        "--format",
        "kind",
        metavar="FORMAT",
        help=f"Of the report on standard output: {', '.join(names(reports.__name__))}; text unless told.",
    ),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT:PATH",
        help="Write a report to a file; repeatable.",
    ),
    click.option(
        "--statistics",
        "key",
        type=click.Choice(list(_statistics.KEYS)),
        help="On standard output, count the findings instead of listing them.",
    ),
)


class Outputs:
    """The reports a user asked for, each with where it goes.

    Raises:
        CheckerError: They are not what they should be; nothing is written by then.
    """

    def __init__(self, kind: str | None, outputs: tuple[str, ...], key: str | None) -> None:
        if key and kind not in (None, "text"):
            raise CheckerError(f"--statistics is a text, not {kind}", hint="leave out --format")
        self._key = key
        self._wanted = [_parsed(output) for output in outputs]
        if kind or key or not outputs:
            self._wanted.insert(0, (kind or "text", _STANDARD_OUTPUT))
        paths = [path for _, path in self._wanted]
        twice = next((path for path in paths if paths.count(path) > 1), None)
        if twice:
            where = "standard output" if twice == _STANDARD_OUTPUT else twice
            raise CheckerError(f"two reports would go to {where}", hint="give each --output a path of its own")
        for name, _ in self._wanted:
            reports.writer(name)

    def write(self, run: reports.Run) -> None:
        """Write all of them.

        Raises:
            CheckerError: One cannot be written; of that one nothing is left.
        """
        for name, path in self._wanted:
            if path != _STANDARD_OUTPUT:
                _write_file(run, name, path)
            elif self._key:
                _statistics.write(run, self._key, sys.stdout)
            else:
                reports.writer(name).write(run, sys.stdout)
            if name == "github" and (summary := os.environ.get(_JOB_SUMMARY)):
                _write_onto(run, "markdown", summary, "a")


def on_outputs(command: Function) -> Function:
    """Give ``command`` the shared options, as its argument ``outputs``."""

    @wraps(command)
    def asked(kind: str | None, outputs: tuple[str, ...], key: str | None, **others: Any) -> Any:  # noqa: ANN401
        return command(outputs=Outputs(kind, outputs, key), **others)

    for option in reversed(_OPTIONS):
        asked = option(asked)
    return asked  # type: ignore[return-value]


def _parsed(output: str) -> tuple[str, str]:
    name, colon, path = output.partition(":")
    if not colon or not path:
        raise CheckerError(f"“{output}” is no FORMAT:PATH", hint="for instance json:build/report.json")
    return name, path


def _write_file(run: reports.Run, name: str, path: str) -> None:
    """Write a report whole or not at all."""
    target = Path(path)
    if target.exists() and not target.is_file():
        _write_onto(run, name, path, "w")  # a pipe or a device stays what it is
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}.part")
        try:
            with _opened(scratch, "x") as out:
                reports.writer(name).write(run, out)
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritten(error, path) from None


def _write_onto(run: reports.Run, name: str, path: str, mode: str) -> None:
    try:
        with _opened(Path(path), mode) as out:
            reports.writer(name).write(run, out)
    except OSError as error:
        raise _unwritten(error, path) from None


def _opened(path: Path, mode: str) -> TextIO:
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[return-value]


def _unwritten(error: OSError, path: str) -> CheckerError:
    return CheckerError(f"the report cannot be written: {(error.strerror or str(error)).lower()}", path)
