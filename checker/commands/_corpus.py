"""The arguments that all commands on a corpus share, and the workspace that they open."""

import datetime
import json
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from checker.commands._progress import on_terminal
from checker.errors import CheckerError
from checker.glossary.concepts import Glossary
from checker.glossary.lint import conflicts, turned
from checker.judging.decisions import is_date
from checker.judging.gate import counted
from checker.project.config import Config
from checker.project.discovery import unused_glossaries
from checker.project.unread import some
from checker.project.workspace import DASK, PROCESSES, Wanted, Workspace
from checker.text.dates import checked
from checker.text.visible import printable

_FAULTS = 10  # conflicts that are named
Function = TypeVar("Function", bound=Callable[..., Any])

_INPUTS = (
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
        "pairs",
        nargs=2,
        multiple=True,
        metavar="SOURCE TARGET",
        help="Two text files, aligned line by line; repeatable.",
    ),
    click.option("--from", "source_language", metavar="CODE", help="Language of the sources (BCP 47)."),
    click.option("--to", "target_language", metavar="CODE", help="Language of the targets (BCP 47)."),
    click.option(
        "--date",
        metavar="DATE",
        default="",
        callback=lambda _context, _parameter, value: checked(value, "--date"),
        help="Date of texts that name none (YYYY, YYYY-MM or YYYY-MM-DD), for terms that hold at a time.",
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of files that do not declare one (cp949, utf-16 …)."),
    click.option(
        "--columns",
        nargs=2,
        default=("", ""),
        metavar="SOURCE TARGET",
        help="Columns of tables by title, letter or number, if their header does not say.",
    ),
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    metavar="N",
    help="Number of processes; the result is always the same. 0 or none: ilchi chooses.",
)
_OPTIONS = (
    *_INPUTS,
    click.option("--keep-going", is_flag=True, help="Report unreadable files and go on with the others."),
    jobs_option,
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
_SHARED = (
    "paths",
    "glossaries",
    "pairs",
    "date",
    "columns",
    "keep_going",
    "jobs",
    "engine",
    "scheduler",
)  # as ``Wanted`` has them


def say(message: str) -> None:
    """Print a notice on standard error."""
    click.echo(f"ilchi: {printable(message)}", file=sys.stderr)


def open_workspace(wanted: Wanted) -> Workspace:
    """Open all files that the arguments name, with their config.

    Raises:
        CheckerError: No file is named, or one cannot be read.
    """
    if wanted.scheduler and wanted.engine != DASK:
        raise CheckerError("--scheduler is for Dask", hint="add --engine dask")
    workspace = Workspace(wanted, say, on_terminal())
    if workspace.config.path:
        at = f", at {workspace.base.revision.name}" if workspace.base and workspace.base.kept else ""
        say(f"config: {workspace.config.path}{at}")
    if not any(len(part.glossary) for part in workspace.parts):
        for message in unused(workspace.config):
            say(message)
    if not all(len(part.glossary) for part in workspace.parts):
        say("no glossary is named (-g): only the rules that need none are checked")
    say(f"languages: {_spoken(workspace)}")
    for glossary in {part.glossary.digest: part.glossary for part in workspace.parts}.values():
        _say_conflicts(glossary)
    _must_face_the_files(workspace)
    return workspace


def _spoken(workspace: Workspace) -> str:
    """The languages of the files; if there are several, with their numbers."""
    files = Counter(workspace.spoken().values())
    if len(files) == 1:
        return " to ".join(next(iter(files)))
    return ", ".join(f"{source} to {target} ({counted(count, 'file')})" for (source, target), count in files.items())


def _must_face_the_files(workspace: Workspace) -> None:
    """Refuse a glossary whose two columns are in the other order than the languages of all files."""
    if all(turned(part.glossary, *part.languages) for part in workspace.parts):
        source, target = workspace.parts[0].languages
        place = workspace.parts[0].glossary.concepts[0].place
        raise CheckerError(
            f"the glossary is {target} to {source}, but the files are {source} to {target}",
            place,
            "exchange its columns source and target, or say what the files are with --from and --to",
        )


def _say_conflicts(glossary: Glossary) -> None:
    """Name the rows of a glossary that contradict each other."""
    found = conflicts(glossary)
    for fault in found[:_FAULTS]:
        say(f"{fault.place}: conflict: {fault.message}")
    if len(found) > _FAULTS:
        say(f"… and {len(found) - _FAULTS:,} more conflicts in the glossary: ilchi glossary lint lists them")


def unused(config: Config) -> list[str]:
    """A warning if there are glossary files, but the config names none anywhere."""
    configured = [config.values, *(section.values for section in config.sections)]
    found = [] if any(each.get("glossaries") for each in configured) else unused_glossaries(config.folder)
    if not found:
        return []
    files = some(found)
    place = config.origins.get("glossaries") or config.path
    if not place:
        return [f"warning: no term is checked, but there is {files}; add -g {shlex.quote(found[0])}, or run ilchi init"]
    line = f"glossaries = {json.dumps(found, ensure_ascii=False)}"
    return [f"warning: no term is checked, for {place} names no glossary, but there is {files}; write there: {line}"]


def on_inputs(command: Function) -> Function:
    """Add the options that name files, glossaries, languages and encoding to ``command``."""
    for option in reversed(_INPUTS):
        command = option(command)
    return command


def on_arguments(command: Function) -> Function:
    """Add the shared options to ``command``; it gets their values as its first argument, ``Wanted``."""

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
    """Add the shared options to ``command``; it gets the opened ``Workspace`` as its first argument."""

    @wraps(command)
    def opened(wanted: Wanted, **others: Any) -> Any:  # noqa: ANN401
        return command(open_workspace(wanted), **others)

    return on_arguments(opened)  # type: ignore[return-value]


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
