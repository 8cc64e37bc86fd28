"""``ilchi explain``: a rule with its examples, a finding, or why a term is or is not found in a sentence."""

import inspect
import re
import sys

import click

from checker import rules
from checker.commands._console import plain
from checker.commands._corpus import on_arguments, open_workspace, today_option
from checker.commands._fingerprint import finding_of
from checker.errors import CheckerError
from checker.family import member, names
from checker.glossary.concepts import Glossary
from checker.judging.decisions import subject as subject_of
from checker.languages import Wording, language
from checker.model import Category, Concept
from checker.project.workspace import Wanted, Workspace
from checker.reports import Record
from checker.reports.text import one
from checker.text.visible import printable

_FINGERPRINT = re.compile(r"[0-9a-f]{6,16}", re.IGNORECASE)


@click.command()
@click.argument("subject", required=False, metavar="[RULE | FINGERPRINT | SENTENCE]")
@on_arguments
@click.option("--term", help="Explain why this term is or is not found in SENTENCE.")
@click.option(
    "--category",
    type=click.Choice([category.value for category in Category]),
    default=Category.OTHER.value,
    show_default=True,
    help="What the term names.",
)
@today_option
def explain(wanted: Wanted, subject: str | None, term: str | None, category: str, today: str) -> int:
    """Explain RULE with examples, the finding FINGERPRINT of PATH, or a --term in a SENTENCE; else list the rules."""
    if wanted.paths and (term is not None or not _FINGERPRINT.fullmatch(subject or "")):
        raise click.UsageError(f"“{printable(wanted.paths[0])}” is too much: only a FINGERPRINT takes a PATH.")
    if term is not None:
        if subject is None:
            raise CheckerError(
                "there is no sentence to look in",
                hint="write for instance ilchi explain --term 대사 '대사관이 문을 닫았다'",
            )
        _explain_term(Wording(term, Category(category)), subject, wanted.languages[0] or "ko")
        return 0
    if subject is None:
        for name in names(rules.__name__):
            click.echo(f"{name:26}{rules.words(name)[0]}")
        return 0
    if _FINGERPRINT.fullmatch(subject):
        _explain_finding(open_workspace(wanted), subject, today)
        return 0
    module = member(rules.__name__, subject)
    click.echo(f"{subject} ({module.severity}, MQM {module.error_type})\n")
    click.echo(inspect.getdoc(module) or "")
    return 0


def _explain_finding(workspace: Workspace, fingerprint: str, today: str) -> None:
    """Print the finding, its status, the decisions on it, and how its term was found."""
    settings = workspace.settings()
    triage = workspace.triage(today, workspace.baseline())
    evidence = finding_of(triage.judged(workspace.check(settings)), fingerprint)
    finding, segment = evidence.finding, evidence.segment
    part = workspace.part_of(segment.file)
    plain(sys.stdout).write(one(Record.of(evidence), part.corpus.source_language, part.corpus.target_language))
    click.echo(f"{finding.fingerprint}: {evidence.status}")
    for entry in triage.decisions.covering(subject_of(evidence)):
        decided = f"{entry.decision.verdict}, {entry.decision.scope}: {entry.decision.reason} – {entry.decision.author}"
        click.echo(printable(f"{entry.place}: {decided}"))
    if segment.date:
        click.echo(f"the document is of {segment.date}")
    for concept in part.glossary:
        if concept.id == finding.concept:
            for row in (concept, *_of_other_times(concept, part.glossary)):
                period = f" ({row.period})" if row.period else ""
                click.echo(printable(f"{row.place}: {' | '.join(row.sources)} = {row.preferred}{period}"))
            for source in concept.sources:
                wording = Wording(source, concept.category, renderings=tuple(concept.accepted))
                if language(part.corpus.source_language).explain(wording, segment.source):
                    _explain_term(wording, segment.source, part.corpus.source_language)
    click.echo(f"the rule: ilchi explain {finding.rule}")


def _of_other_times(concept: Concept, glossary: Glossary) -> list[Concept]:
    """The rows with a source term of ``concept`` that hold at another time."""
    return [one for one in glossary if not one.coincides(concept) and set(one.sources) & set(concept.sources)]


def _explain_term(term: Wording, sentence: str, code: str) -> None:
    traces = language(code).explain(term, sentence)
    if not traces:
        click.echo(f"“{printable(term.text)}” is not found: the sentence does not have its letters, in any spelling")
    for trace in traces:
        before, stands, behind = sentence[: trace.start], sentence[trace.start : trace.end], sentence[trace.end :]
        verdict = f"found ({trace.how})" if trace.how else "not found"
        click.echo(f"{printable(before)}[{printable(stands)}]{printable(behind)}: {verdict}")
        for step in trace.steps:
            click.echo(f"    {printable(step)}")
