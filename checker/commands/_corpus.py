"""The arguments that every command on a corpus shares, and what they open."""

import datetime
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from checker.commands._progress import on_terminal
from checker.errors import CheckerError
from checker.judging.decisions import is_date
from checker.project.workspace import DASK, PROCESSES, Wanted, Workspace
from checker.reports._cells import printable

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("paths", nargs=-1, metavar="PATH…"),
    click.option(
        "-g",
        "--glossary",
        "glossaries",
        multiple=True,
        metavar="PATH",
        help="A glossary file or folder; repeatable.",
    ),
    click.option(
        "--pair",
        "pairs",
        nargs=2,
        multiple=True,
        metavar="SOURCE TARGET",
        help="Two plain texts, line by line; repeatable.",
    ),
    click.option("--from", "source_language", metavar="CODE", help="Language of the sources."),
    click.option("--to", "target_language", metavar="CODE", help="Language of the targets."),
    click.option("--encoding", metavar="NAME", help="Of files that do not say themselves (cp949, utf-16 …)."),
    click.option("--keep-going", is_flag=True, help="Name unreadable files and check the rest."),
    click.option(
        "--jobs",
        type=click.IntRange(0, 256),
        default=0,
        metavar="N",
        help="Processes to work in; they change no result. Without it, or 0: as many as pay.",
    ),
    click.option(
        "--engine",
        type=click.Choice([PROCESSES, DASK]),
        default=PROCESSES,
        help="What the processes are: of this machine, or Dask workers.",
    ),
    click.option("--scheduler", default="", metavar="ADDRESS", help="Of Dask; without it workers start here."),
    click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next run."),
)
_SHARED = ("paths", "glossaries", "pairs", "keep_going", "jobs", "engine", "scheduler")  # as they are given


def say(message: str) -> None:
    """Tell the user something that is no result."""
    click.echo(f"ilchi: {printable(message)}", file=sys.stderr)


def open_workspace(wanted: Wanted) -> Workspace:
    """All that the arguments name, opened with its config.

    Raises:
        CheckerError: They name nothing, or what cannot be read.
    """
    if wanted.scheduler and wanted.engine != DASK:
        raise CheckerError("--scheduler is for Dask", hint="add --engine dask")
    workspace = Workspace(wanted, say, on_terminal())
    if workspace.config.path:
        say(f"config: {workspace.config.path}")
    for part in workspace.parts:
        if not len(part.glossary):
            say("no glossary is given (-g): only the rules that need none are at work")
        say("languages: " + " to ".join(part.languages))
    return workspace


def asking(command: Function) -> Function:
    """Give ``command`` the arguments, unopened, as its first argument ``wanted``."""

    @wraps(command)
    def called(
        *,
        source_language: str | None,
        target_language: str | None,
        encoding: str | None,
        no_cache: bool,
        **arguments: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        wanted = Wanted(
            **{name: arguments.pop(name) for name in _SHARED},
            languages=(source_language or "", target_language or ""),
            encoding=encoding or "",
            cache=not no_cache,
        )
        return command(wanted, **arguments)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]


def on_workspace(command: Function) -> Function:
    """Give ``command`` what the arguments name, opened with its config, as its first argument ``workspace``."""

    @wraps(command)
    def opened(wanted: Wanted, **others: Any) -> Any:  # noqa: ANN401
        return command(open_workspace(wanted), **others)

    return asking(opened)  # type: ignore[return-value]


def today_option(command: Function) -> Function:
    """Give ``command`` the day, as its argument ``today``."""
    return click.option(
        "--today",
        metavar="DATE",
        callback=_day,
        help="The day of the run, for decisions that hold until a day; today unless told.",
    )(command)


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value is None:
        return datetime.datetime.now().astimezone().date().isoformat()
    if not is_date(value):
        raise CheckerError(f"“{value}” is no date", "--today", "write it as 2026-03-31")
    return value
