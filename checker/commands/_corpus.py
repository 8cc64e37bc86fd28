"""The arguments that every command on a corpus shares, and what they open."""

import datetime
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import click

from checker.commands._progress import on_terminal
from checker.corpus import Corpus
from checker.decisions import is_date
from checker.errors import CheckerError
from checker.glossary import Glossary
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
        help="A glossary file or folder; repeatable.",
    ),
    click.option(
        "--pair",
        nargs=2,
        multiple=True,
        metavar="SOURCE TARGET",
        help="Two plain texts, line by line; repeatable.",
    ),
    click.option("--from", "source_language", metavar="CODE", help="Language of the sources."),
    click.option("--to", "target_language", metavar="CODE", help="Language of the targets."),
    click.option("--encoding", metavar="NAME", help="Of files that do not say themselves (cp949, utf-16 …)."),
    click.option("--keep-going", is_flag=True, help="Name unreadable files and check the rest."),
)

_MEANS = (
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


class Given(NamedTuple):
    """What a command works on."""

    corpus: Corpus
    glossary: Glossary


def say(message: str) -> None:
    """Tell the user something that is no result."""
    click.echo(f"ilchi: {printable(message)}", file=sys.stderr)


class Asked(NamedTuple):
    """The shared arguments."""

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
        """All that the arguments name, opened with its config.

        Args:
            jobs: Processes to work in; 0 for as many as pay.
            cache: Whether to use and keep what may be kept for another run.
            engine: ``processes`` or ``dask``.
            scheduler: Address of a Dask scheduler.

        Raises:
            CheckerError: They name nothing, or what cannot be read.
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
            _announce(Given(*part))
        return workspace

    def open(self) -> Given:
        """What the arguments name, if it has one glossary and one pair of languages.

        Raises:
            CheckerError: They name nothing, what cannot be read, or what does not go together.
        """
        return Given(*self.workspace().only)


def _announce(given: Given) -> None:
    if not len(given.glossary):
        say("no glossary is given (-g): only the rules that need none are at work")
    say(f"languages: {given.corpus.source_language} to {given.corpus.target_language}")


def asking(command: Function) -> Function:
    """Give ``command`` the shared arguments, unopened, as its first argument ``asked``."""

    @wraps(command)
    def called(**arguments: Any) -> Any:  # noqa: ANN401
        asked = Asked(**{name: arguments.pop(name) for name in Asked._fields})
        return command(asked, **arguments)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called  # type: ignore[return-value]


def on_corpus(command: Function) -> Function:
    """Give ``command`` the shared arguments, opened as its first argument ``given``."""

    @wraps(command)
    def opened(asked: Asked, **others: Any) -> Any:  # noqa: ANN401
        return command(asked.open(), **others)

    return asking(opened)  # type: ignore[return-value]


def on_workspace(command: Function) -> Function:
    """Give ``command`` the shared arguments, opened with their config as its first argument ``workspace``."""

    @wraps(command)
    def opened(asked: Asked, *, jobs: int, engine: str, scheduler: str, no_cache: bool, **others: Any) -> Any:  # noqa: ANN401
        if scheduler and engine != DASK:
            raise CheckerError("--scheduler is for Dask", hint="add --engine dask")
        workspace = asked.workspace(jobs=jobs, cache=not no_cache, engine=engine, scheduler=scheduler)
        return command(workspace, **others)

    called: Any = opened
    for option in reversed(_MEANS):
        called = option(called)
    return asking(called)  # type: ignore[no-any-return]


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
