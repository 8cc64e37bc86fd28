"""``ilchi score``: a translation, or several of the same sources, in numbers."""

import sys
from functools import partial
from pathlib import Path

import click
import msgspec

from checker import scorecards
from checker.commands._corpus import Asked, asking, say, today_option
from checker.commands._writing import STANDARD_OUTPUT, parsed, write_file
from checker.corpus import Corpus
from checker.earlier import differing, history, read_card
from checker.errors import CheckerError
from checker.family import names
from checker.pipeline import Settings
from checker.project import is_text, translated_by
from checker.scorecards import Page
from checker.scores.mqm import STANDARD, Standard
from checker.scoring import Parts
from checker.scoring import score as run_score
from checker.workspace import Workspace

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
    help=f"On standard output: {', '.join(names(scorecards.__name__))}.",
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH", help="Write to a file; repeatable.")
@click.option("--as-delivered", is_flag=True, help="Score what came, before ilchi fix and ilchi review changed it.")
@click.option("--compare", metavar="OLD.json", help="Show what changed since an earlier score, written as json.")
@click.option("--history", "folder", metavar="DIR", help="Show the trend over the scores (json) in a folder, by name.")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
@today_option
def score(
    asked: Asked,
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
    wanted = [parsed(output) for output in outputs] or [(kind, STANDARD_OUTPUT)]
    for name, _ in wanted:
        scorecards.writer(name)
    old = read_card(Path(compare)) if compare else None
    past = history(Path(folder)) if folder else []
    workspace, translations, wordings = _opened(asked, _named(systems), references)
    if as_delivered:
        if systems:
            raise CheckerError("--as-delivered is about the files themselves", hint="leave out --system")
        delivered = workspace.delivered()
        translations = {_ALONE: [(delivered.corpus(corpus), glossary) for corpus, glossary in translations[_ALONE]]}
    settings = Settings(one_document=one_document or workspace.config.get("one-document"))
    card, findings = run_score(
        translations, wordings, settings, workspace.triage(today), _standard(workspace), as_delivered=as_delivered
    )
    page = Page(card, findings, old, tuple(past))
    for notice in card.notices:
        say(notice)
    for each in [old] if old else []:
        for difference in differing(each.card.signature, card.signature):
            say(f"{each.name} was scored otherwise: {difference}")
    for name, path in wanted:
        write = partial(scorecards.writer(name).write, page)
        if path == STANDARD_OUTPUT:
            write(sys.stdout)
        else:
            write_file(path, write)
    return 0


def _opened(
    asked: Asked, files: dict[str, str], references: tuple[str, ...]
) -> tuple[Workspace, dict[str, Parts], list[Corpus]]:
    """The project, the translations by name, and the references."""
    first = next(iter(files.values()), None)
    if first and len(asked.paths) == 1 and not asked.pair and is_text(asked.paths[0]):
        # The source alone: each system is a half of a pair with it.
        workspace = asked._replace(paths=(), pair=((asked.paths[0], first),)).workspace()
    else:
        workspace = asked.workspace()
    if not files and not references:
        return workspace, {_ALONE: [(part.corpus, part.glossary) for part in workspace.parts]}, []
    corpus, glossary = workspace.only
    systems: dict[str, Parts] = {name: [(_beside(corpus, file, asked), glossary)] for name, file in files.items()}
    return workspace, systems or {_ALONE: [(corpus, glossary)]}, [_beside(corpus, file, asked) for file in references]


def _beside(corpus: Corpus, file: str, asked: Asked) -> Corpus:
    return translated_by(corpus, file, asked.encoding, say)


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
