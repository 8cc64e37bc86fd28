"""``ilchi score``: a translation, or several of the same sources, in numbers."""

import sys
from functools import partial

import click

from checker import scorecards
from checker.commands._corpus import Asked, asking, say
from checker.commands._writing import STANDARD_OUTPUT, parsed, write_file
from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.pipeline import Settings
from checker.project import is_text, translated_by
from checker.scoring import score as run_score


@click.command()
@asking
@click.option("--reference", metavar="FILE", help="A good translation: lines, or a corpus of the same segments.")
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="NAME=FILE",
    help="A translation of PATH, likewise; repeatable, the first is what the others are compared with.",
)
@click.option(
    "--format",
    "kind",
    default="markdown",
    show_default=True,
    metavar="FORMAT",
    help="On standard output: markdown, html, json, csv.",
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH", help="Write to a file; repeatable.")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
def score(
    asked: Asked,
    reference: str | None,
    systems: tuple[str, ...],
    kind: str,
    outputs: tuple[str, ...],
    *,
    one_document: bool,
) -> int:
    """Score a translation: terminology, consistency, quality, and with a reference BLEU, chrF and TER.

    PATH is as for check; with --system a plain text of sources alone will do.
    """
    wanted = [parsed(output) for output in outputs] or [(kind, STANDARD_OUTPUT)]
    for name, _ in wanted:
        scorecards.writer(name)
    files = _named(systems)
    sources = asked.paths[0] if len(asked.paths) == 1 and not asked.pair and is_text(asked.paths[0]) else None
    if files and sources:
        corpora = {name: asked.corpus(pairs=((sources, file),)) for name, file in files.items()}
        given = asked.beside(next(iter(corpora.values())))
    else:
        given = asked.open()
        corpora = {name: _beside(given.corpus, file, asked) for name, file in files.items()}
    judge = _beside(given.corpus, reference, asked) if reference else None
    card = run_score(
        corpora or {"translation": given.corpus}, given.glossary, judge, Settings(one_document=one_document)
    )
    for notice in card.notices:
        say(notice)
    for name, path in wanted:
        write = partial(scorecards.writer(name).write, card)
        if path == STANDARD_OUTPUT:
            write(sys.stdout)
        else:
            write_file(path, write)
    return 0


def _beside(corpus: Corpus, file: str, asked: Asked) -> Corpus:
    return translated_by(corpus, file, asked.encoding, say)


def _named(systems: tuple[str, ...]) -> dict[str, str]:
    """Names and files of ``systems``, each NAME=FILE."""
    found: dict[str, str] = {}
    for system in systems:
        name, sign, file = system.partition("=")
        if not sign or not name.strip() or not file:
            raise CheckerError(f"“{system}” is no NAME=FILE", hint="for instance --system ours=news.en")
        if name in found:
            raise CheckerError(f"two systems are called “{name}”", hint="give each a name of its own")
        found[name] = file
    return found
