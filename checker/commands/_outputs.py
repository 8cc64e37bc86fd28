"""Where reports go: the options that all commands with a report share, and writing the reports."""

import os
import sys
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

import click

from checker import reports
from checker.commands._console import plain
from checker.commands._writing import STANDARD_OUTPUT, parsed, write_file, write_onto
from checker.errors import CheckerError
from checker.family import names
from checker.reports import _statistics

Function = TypeVar("Function", bound=Callable[..., Any])

_JOB_SUMMARY = "GITHUB_STEP_SUMMARY"  # the environment variable with the path of a step's summary

_OPTIONS = (
    click.option(
        "--format",
        "kind",
        metavar="FORMAT",
        help=f"Format of the report on standard output: {', '.join(names(reports.__name__))}; text if not set.",
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
        help="Count the findings on standard output instead of listing them.",
    ),
)


class Outputs:
    """The reports that a user asked for.

    Args:
        kind: The format of ``--format``, or None.
        outputs: The values of ``--output``.
        key: The value of ``--statistics``, or None.

    Raises:
        CheckerError: The options are wrong or contradict each other; nothing has been written.
    """

    def __init__(self, kind: str | None, outputs: tuple[str, ...], key: str | None) -> None:
        if key and kind not in (None, "text"):
            raise CheckerError(f"--statistics prints text, not {kind}", hint="leave out --format")
        self._key = key
        self._wanted = [parsed(output) for output in outputs]
        if kind or key or not outputs:
            self._wanted.insert(0, (kind or "text", STANDARD_OUTPUT))
        paths = [path for _, path in self._wanted]
        twice = next((path for path in paths if paths.count(path) > 1), None)
        if twice:
            where = "standard output" if twice == STANDARD_OUTPUT else twice
            raise CheckerError(f"two reports would go to {where}", hint="give each --output a path of its own")
        for name, _ in self._wanted:
            reports.writer(name)

    def write(self, run: reports.Run) -> None:
        """Write all reports.

        Raises:
            CheckerError: A report cannot be written; no part of it is left.
        """
        for name, path in self._wanted:
            if path != STANDARD_OUTPUT:
                write_file(path, partial(reports.writer(name).write, run))
            elif self._key:
                _statistics.write(run, self._key, plain(sys.stdout))
            else:
                reports.writer(name).write(run, plain(sys.stdout))
            if name == "github" and (summary := os.environ.get(_JOB_SUMMARY)):
                write_onto(summary, partial(reports.writer("markdown").write, run), "a")


def on_outputs(command: Function) -> Function:
    """Add the report options to ``command``; it gets ``Outputs`` as its argument ``outputs``."""

    @wraps(command)
    def called(kind: str | None, outputs: tuple[str, ...], key: str | None, **others: Any) -> Any:  # noqa: ANN401
        return command(outputs=Outputs(kind, outputs, key), **others)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]
