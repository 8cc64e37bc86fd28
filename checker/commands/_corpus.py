"""The arguments that every command on a corpus shares, and what they open."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import click

from checker.cache import terminology
from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.glossary import Glossary
from checker.project import read_corpus, read_glossary
from checker.reports._cells import printable
from checker.terminology import Terminology

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

no_cache_option = click.option("--no-cache", is_flag=True, help="Compile a big glossary anew, and keep nothing.")
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


def compiled(given: Given, *, no_cache: bool) -> Terminology:
    """The glossary compiled for the corpus' languages, kept for the next run where that pays."""
    languages = given.corpus.source_language, given.corpus.target_language
    return Terminology(given.glossary, *languages) if no_cache else terminology(given.glossary, *languages, warn=say)


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

    def corpus(self, *paths: str, pairs: tuple[tuple[str, str], ...] = ()) -> Corpus:
        """The corpus in ``paths`` and ``pairs``, read as asked."""
        return read_corpus(
            *paths,
            pairs=pairs,
            source_language=self.source_language,
            target_language=self.target_language,
            encoding=self.encoding,
            keep_going=self.keep_going,
            leave_out=self.glossaries,
            warn=say,
        )

    def open(self) -> Given:
        """What the arguments name.

        Raises:
            CheckerError: They name nothing, or what cannot be read.
        """
        if not self.paths and not self.pair:
            raise CheckerError("there is nothing to check", hint="name files, folders, or - for standard input")
        return self.beside(self.corpus(*self.paths, pairs=self.pair))

    def beside(self, corpus: Corpus) -> Given:
        """``corpus`` with the glossaries that are asked for."""
        spoken = (corpus.source_language, corpus.target_language)
        glossary = read_glossary(*self.glossaries, encoding=self.encoding, languages=spoken, warn=say)
        if not self.glossaries:
            say("no glossary is given (-g): only the rules that need none are at work")
        say(f"languages: {corpus.source_language} to {corpus.target_language}")
        return Given(corpus, glossary)


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
