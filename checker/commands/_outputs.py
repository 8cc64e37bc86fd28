"""Where reports go: the options that all commands with a report share, and writing the reports."""

import os
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

import click

from checker import reports
from checker.commands._writing import STANDARD_OUTPUT, Write, append_to, look_at, look_at_file, parsed, write_all
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
        CheckerError: The options are wrong or contradict each other, or a report cannot be written where it shall go.
    """

    def __init__(self, kind: str | None, outputs: tuple[str, ...], key: str | None) -> None:
        if key and kind not in (None, "text"):
            raise CheckerError(f"--statistics prints text, not {kind}", hint="leave out --format")
        self._key = key
        self._wanted = [parsed(output) for output in outputs]
        if kind or key or not outputs:
            self._wanted.insert(0, (kind or "text", STANDARD_OUTPUT))
        look_at((reports.writer(name), path) for name, path in self._wanted)
        self._job_summary = os.environ.get(_JOB_SUMMARY) if "github" in dict(self._wanted) else None
        if self._job_summary:
            look_at_file(self._job_summary)

    def write(self, run: reports.Run) -> None:
        """Write all reports.

        Raises:
            CheckerError: A report cannot be written; no file has changed.
        """
        write_all([(path, self._writing(name, path, run)) for name, path in self._wanted])
        if self._job_summary:
            append_to(self._job_summary, partial(reports.writer("markdown").write, run))

    def _writing(self, name: str, path: str, run: reports.Run) -> Write:
        """What writes a report to ``path``."""
        if self._key and path == STANDARD_OUTPUT:
            return partial(_statistics.write, run, self._key)
        return partial(reports.writer(name).write, run)


def on_outputs(command: Function) -> Function:
    """Add the report options to ``command``; it gets ``Outputs`` as its argument ``outputs``."""

    @wraps(command)
    def called(kind: str | None, outputs: tuple[str, ...], key: str | None, **others: Any) -> Any:  # noqa: ANN401
        return command(outputs=Outputs(kind, outputs, key), **others)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]
