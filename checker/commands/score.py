"""``ilchi score``: scores a translation, or several translations of the same sources."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
import msgspec

from checker.commands._corpus import on_arguments, open_workspace, say, today_option
from checker.commands._writing import STANDARD_OUTPUT, look_at, parsed, write_all
from checker.corpus import Corpus
from checker.engine.part import Part
from checker.errors import CheckerError
from checker.family import names
from checker.project.inputs import is_text, translated_by
from checker.project.score_history import history, read_card
from checker.project.workspace import Wanted, Workspace
from checker.score import formats
from checker.score.earlier import differing
from checker.score.formats import Page
from checker.score.metrics.mqm import STANDARD, Standard
from checker.score.score import score as run_score

_ALONE = "translation"  # the name of the only system, if it has none


@click.command()
@on_arguments
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="FILE",
    help="A reference translation: a text file, line by line, or a corpus of the same segments; repeatable.",
)
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="NAME=FILE",
    help="A translation of PATH, in a file as for --reference; repeatable. The others are compared with the first.",
)
@click.option(
    "--format",
    "kind",
    default="markdown",
    show_default=True,
    metavar="FORMAT",
    help=f"Format on standard output: {', '.join(names(formats.__name__))}.",
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH", help="Write to a file; repeatable.")
@click.option(
    "--as-delivered", is_flag=True, help="Score the translation before the changes of ilchi fix and ilchi review."
)
@click.option("--compare", metavar="OLD.json", help="Show what changed since an earlier score in json.")
@click.option(
    "--history", "folder", metavar="DIR", help="Show the trend of the json scores in a folder, in name order."
)
@click.option("--one-document", is_flag=True, help="Treat a long file without document marks as one document.")
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
    """Score a translation: terminology, consistency, MQM and, with a reference, BLEU, chrF and TER.

    PATH is as for check; with --system it may also be a text file with the sources alone. Dismissed findings do not
    count; confirmed ones are errors.
    """
    kinds = [parsed(output) for output in outputs] or [(kind, STANDARD_OUTPUT)]
    look_at((formats.writer(name), path) for name, path in kinds)
    old = read_card(Path(compare)) if compare else None
    past = history(Path(folder)) if folder else []
    workspace, translations = _opened(wanted, _named(systems), references)
    if as_delivered:
        if systems:
            raise CheckerError("--as-delivered does not work with --system", hint="leave out one of them")
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
            say(f"{each.name} was scored differently: {difference}")
    write_all([(path, partial(formats.writer(name).write, page)) for name, path in kinds])
    return 0


def _opened(
    wanted: Wanted, files: dict[str, str], references: tuple[str, ...]
) -> tuple[Workspace, dict[str, Sequence[Part]]]:
    """The workspace, and the translations by system name with the references."""
    first = next(iter(files.values()), None)
    if first and len(wanted.paths) == 1 and not wanted.pairs and is_text(wanted.paths[0]):
        # The path has the sources alone: every system is a pair with it.
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
    """The MQM standard with the numbers of the config."""
    config = workspace.config.get("mqm")
    numbers = {name: {kind: float(number) for kind, number in config.get(name, {}).items()} for name in _TABLES}
    return msgspec.structs.replace(
        STANDARD,
        penalties=STANDARD.penalties | numbers["penalties"],
        weights=numbers["weights"],
        passing=float(config.get("passing", STANDARD.passing)),
        acceptable=float(config.get("acceptable", STANDARD.acceptable)),
    )


_TABLES = ("penalties", "weights")


def _named(systems: tuple[str, ...]) -> dict[str, str]:
    """The files of ``systems`` (NAME=FILE) by name."""
    files: dict[str, str] = {}
    for system in systems:
        name, sign, file = system.partition("=")
        if not sign or not name.strip() or not file:
            raise CheckerError(f"“{system}” is not NAME=FILE", hint="write for instance --system ours=news.en")
        if name in files:
            raise CheckerError(f"two systems are called “{name}”", hint="give each a name of its own")
        files[name] = file
    return files
