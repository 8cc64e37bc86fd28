"""The arguments that all commands on a corpus share, and the workspace that they open."""

import datetime
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import click

from checker.commands._progress import on_terminal
from checker.decisions import is_date
from checker.errors import CheckerError
from checker.reports._cells import printable
from checker.workspace import DASK, PROCESSES, Wanted, Workspace

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("paths", nargs=-1, metavar="PATH…"),
    click.option(
        "-g",
        "--glossary",
        "glossaries",
        multiple=True,
        metavar="PATH",
        help="Glossary file or folder; repeatable.",
    ),
    click.option(
        "--pair",
        nargs=2,
        multiple=True,
        metavar="SOURCE TARGET",
        help="Two text files, aligned line by line; repeatable.",
    ),
    click.option("--from", "source_language", metavar="CODE", help="Language of the sources (BCP 47)."),
    click.option("--to", "target_language", metavar="CODE", help="Language of the targets (BCP 47)."),
    click.option("--encoding", metavar="NAME", help="Encoding of files that do not declare one (cp949, utf-16 …)."),
    click.option("--keep-going", is_flag=True, help="Report unreadable files and go on with the others."),
)

_ENGINE_OPTIONS = (
    click.option(
        "--jobs",
        type=click.IntRange(0, 256),
        default=0,
        metavar="N",
        help="Number of processes; the result is always the same. 0 or none: ilchi chooses.",
    ),
    click.option(
        "--engine",
        type=click.Choice([PROCESSES, DASK]),
        default=PROCESSES,
        help="Run the processes on this machine or as Dask workers.",
    ),
    click.option(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="Address of the Dask scheduler; without it, workers start on this machine.",
    ),
    click.option(
        "--no-cache", is_flag=True, help="Do not use results of earlier runs, and keep none for the next run."
    ),
)


def say(message: str) -> None:
    """Print a notice on standard error."""
    click.echo(f"ilchi: {printable(message)}", file=sys.stderr)


class Arguments(NamedTuple):
    """The shared arguments as the user typed them."""

    paths: tuple[str, ...]
    glossaries: tuple[str, ...]
    pair: tuple[tuple[str, str], ...]
    source_language: str | None
    target_language: str | None
    encoding: str | None
    keep_going: bool

    def workspace(
        self, *, jobs: int = 1, cache: bool = False, engine: str = PROCESSES, scheduler: str = ""
    ) -> Workspace:
        """Open all files that the arguments name, with their config.

        Args:
            jobs: Number of processes; 0 lets the workspace choose.
            cache: Whether to use results of earlier runs and keep those of this one.
            engine: ``processes`` or ``dask``.
            scheduler: Address of a Dask scheduler, or "".

        Raises:
            CheckerError: No file is named, or one cannot be read.
        """
        wanted = Wanted(
            paths=self.paths,
            pairs=self.pair,
            glossaries=self.glossaries,
            languages=(self.source_language or "", self.target_language or ""),
            encoding=self.encoding or "",
            keep_going=self.keep_going,
            jobs=jobs,
            cache=cache,
            engine=engine,
            scheduler=scheduler,
        )
        workspace = Workspace(wanted, say, on_terminal())
        if workspace.config.path:
            say(f"config: {workspace.config.path}")
        for part in workspace.parts:
            if not len(part.glossary):
                say("no glossary is named (-g): only the rules that need none are checked")
            say(f"languages: {part.corpus.source_language} to {part.corpus.target_language}")
        return workspace


def on_arguments(command: Function) -> Function:
    """Add the shared options to ``command``; it gets their values as its first argument, ``Arguments``."""

    @wraps(command)
    def called(**options: Any) -> Any:  # noqa: ANN401
        arguments = Arguments(**{name: options.pop(name) for name in Arguments._fields})
        return command(arguments, **options)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]


def on_workspace(command: Function) -> Function:
    """Add the shared options to ``command``; it gets the opened ``Workspace`` as its first argument."""

    @wraps(command)
    def opened(arguments: Arguments, *, jobs: int, engine: str, scheduler: str, no_cache: bool, **others: Any) -> Any:  # noqa: ANN401
        if scheduler and engine != DASK:
            raise CheckerError("--scheduler is for Dask", hint="add --engine dask")
        workspace = arguments.workspace(jobs=jobs, cache=not no_cache, engine=engine, scheduler=scheduler)
        return command(workspace, **others)

    called: Any = opened
    for option in reversed(_ENGINE_OPTIONS):
        called = option(called)
    return on_arguments(called)  # type: ignore[no-any-return]


def today_option(command: Function) -> Function:
    """Add ``--today`` to ``command``; it gets an ISO date as its argument ``today``."""
    return click.option(
        "--today",
        metavar="DATE",
        callback=_day,
        help="Date of the run, on which decisions may have expired; the current date if not set.",
    )(command)


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value is None:
        return datetime.datetime.now().astimezone().date().isoformat()
    if not is_date(value):
        raise CheckerError(f"“{value}” is not a date", "--today", "write it as 2026-03-31")
    return value
