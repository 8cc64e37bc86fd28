"""``ilchi score``: a translation, or several of the same sources, in numbers."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
import msgspec

from checker.commands._corpus import asking, open_workspace, say, today_option
from checker.commands._writing import STANDARD_OUTPUT, parsed, write_file
from checker.corpus import Corpus
from checker.engine.part import Part
from checker.errors import CheckerError
from checker.project.inputs import is_text, translated_by
from checker.project.score_history import history, read_card
from checker.project.workspace import Wanted, Workspace
from checker.score import formats
from checker.score.earlier import differing
from checker.score.formats import Page
from checker.score.metrics.mqm import STANDARD, Standard
from checker.score.score import score as run_score

_ALONE = "translation"  # what the one system is called where none has a name


@click.command()
@asking
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="FILE",
    help="A good translation: lines, or a corpus of the same segments; repeatable.",
)
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
    help="On standard output: markdown, html, json, xlsx, csv, findings-csv, terms-csv, files-csv.",
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH", help="Write to a file; repeatable.")
@click.option("--as-delivered", is_flag=True, help="Score what came, before ilchi fix and ilchi review changed it.")
@click.option("--compare", metavar="OLD.json", help="Show what changed since an earlier score, written as json.")
@click.option("--history", "folder", metavar="DIR", help="Show the trend over the scores (json) in a folder, by name.")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
@today_option
def score(
    wanted: Wanted,
    references: tuple[str, ...],
    systems: tuple[str, ...],
    kind: str,
    outputs: tuple[str, ...],
    compare: str | None,
    folder: str | None,
    today: str,
    *,
    as_delivered: bool,
    one_document: bool,
) -> int:
    """Score a translation: terminology, consistency, quality, and with a reference BLEU, chrF and TER.

    PATH is as for check; with --system a plain text of sources alone will do. Findings that were dismissed do not
    count, those that were confirmed are errors.
    """
    kinds = [parsed(output) for output in outputs] or [(kind, STANDARD_OUTPUT)]
    for name, _ in kinds:
        formats.writer(name)
    old = read_card(Path(compare)) if compare else None
    past = history(Path(folder)) if folder else []
    workspace, translations = _opened(wanted, _named(systems), references)
    if as_delivered:
        if systems:
            raise CheckerError("--as-delivered is about the files themselves", hint="leave out --system")
        delivered = workspace.delivered()
        translations = {
            _ALONE: [
                workspace.part(delivered.corpus(part.corpus), part.glossary, part.references, _ALONE)
                for part in translations[_ALONE]
            ]
        }
    settings = workspace.settings(one_document=one_document)
    with workspace.runner() as runner:
        card, findings = run_score(
            translations, settings, workspace.triage(today), _standard(workspace), runner, as_delivered=as_delivered
        )
    page = Page(card, findings, old, tuple(past))
    for notice in card.notices:
        say(notice)
    for each in [old] if old else []:
        for difference in differing(each.card.signature, card.signature):
            say(f"{each.name} was scored otherwise: {difference}")
    for name, path in kinds:
        write = partial(formats.writer(name).write, page)
        if path == STANDARD_OUTPUT:
            write(sys.stdout)
        else:
            write_file(path, write)
    return 0


def _opened(
    wanted: Wanted, files: dict[str, str], references: tuple[str, ...]
) -> tuple[Workspace, dict[str, Sequence[Part]]]:
    """The project, and the translations by name, beside the references."""
    first = next(iter(files.values()), None)
    if first and len(wanted.paths) == 1 and not wanted.pairs and is_text(wanted.paths[0]):
        # The source alone: each system is a half of a pair with it.
        wanted = msgspec.structs.replace(wanted, paths=(), pairs=((wanted.paths[0], first),))
    workspace = open_workspace(wanted)
    if not files and not references:
        return workspace, {_ALONE: workspace.parts}
    corpus, glossary = workspace.only.corpus, workspace.only.glossary

    def beside(file: str) -> Corpus:
        return translated_by(corpus, file, workspace.encoding, say)

    good = tuple(map(beside, references))
    translations = {name: beside(file) for name, file in files.items()} or {_ALONE: corpus}
    return workspace, {name: [workspace.part(each, glossary, good, name)] for name, each in translations.items()}


def _standard(workspace: Workspace) -> Standard:
    """What the config says that errors weigh."""
    said = workspace.config.get("mqm")
    numbers = {name: {kind: float(number) for kind, number in said.get(name, {}).items()} for name in _TABLES}
    return msgspec.structs.replace(
        STANDARD,
        penalties=STANDARD.penalties | numbers["penalties"],
        weights=numbers["weights"],
        passing=float(said.get("passing", STANDARD.passing)),
        acceptable=float(said.get("acceptable", STANDARD.acceptable)),
    )


_TABLES = ("penalties", "weights")


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
