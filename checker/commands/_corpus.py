"""The arguments that every command on a corpus shares, and what they open."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import click

from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.glossary import Glossary
from checker.project import read_corpus, read_glossary
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

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes to work in; they change no result.",
)


class Given(NamedTuple):
    """What a command works on."""

    corpus: Corpus
    glossary: Glossary


def say(message: str) -> None:
    """Tell the user something that is no result."""
    click.echo(f"ilchi: {printable(message)}", file=sys.stderr)


def on_corpus(command: Function) -> Function:
    """Give ``command`` the shared arguments, opened as its first argument ``given``."""

    @wraps(command)
    def opened(
        paths: tuple[str, ...],
        glossaries: tuple[str, ...],
        pair: tuple[tuple[str, str], ...],
        source_language: str | None,
        target_language: str | None,
        encoding: str | None,
        keep_going: bool,  # noqa: FBT001
        **others: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if not paths and not pair:
            raise CheckerError("there is nothing to check", hint="name files, folders, or - for standard input")
        glossary = read_glossary(*glossaries, encoding=encoding)
        if not glossaries:
            say("no glossary is given (-g): only the rules that need none are at work")
        corpus = read_corpus(
            *paths,
            pairs=pair,
            source_language=source_language,
            target_language=target_language,
            encoding=encoding,
            keep_going=keep_going,
            leave_out=glossaries,
            warn=say,
        )
        say(f"languages: {corpus.source_language} to {corpus.target_language}")
        return command(Given(corpus, glossary), **others)

    for option in reversed(_OPTIONS):
        opened = option(opened)
    return opened  # type: ignore[return-value]
