"""``ilchi explain``: a rule's own words, and why a term is found in a sentence or not."""

import inspect

import click

from checker import rules
from checker.errors import CheckerError
from checker.family import member, names
from checker.languages import Wording, language
from checker.model import Category
from checker.reports._cells import printable


@click.command()
@click.argument("subject", required=False, metavar="[RULE | SENTENCE]")
@click.option("--term", help="Say why this term is found in SENTENCE, or is not.")
@click.option(
    "--category",
    type=click.Choice([category.value for category in Category]),
    default=Category.OTHER.value,
    show_default=True,
    help="What the term names.",
)
@click.option("--from", "source_language", default="ko", show_default=True, metavar="CODE", help="Language of both.")
def explain(subject: str | None, term: str | None, category: str, source_language: str) -> int:
    """Explain RULE with examples, or a --term in a SENTENCE; without either, list the rules."""
    if term is not None:
        if subject is None:
            raise CheckerError(
                "there is no sentence to look in", hint="ilchi explain --term 대사 '대사관이 문을 닫았다'"
            )
        _explain_term(Wording(term, Category(category)), subject, source_language)
        return 0
    if subject is None:
        for name in names(rules.__name__):
            click.echo(f"{name:26}{rules.words(name)[0]}")
        return 0
    module = member(rules.__name__, subject)
    click.echo(f"{subject} ({module.severity}, MQM {module.error_type})\n")
    click.echo(inspect.getdoc(module) or "")
    return 0


def _explain_term(term: Wording, sentence: str, code: str) -> None:
    traces = language(code).explain(term, sentence)
    if not traces:
        click.echo(f"“{printable(term.text)}” is not found: its letters stand nowhere in the sentence, in any spelling")
    for trace in traces:
        before, stands, behind = sentence[: trace.start], sentence[trace.start : trace.end], sentence[trace.end :]
        verdict = f"found ({trace.how})" if trace.how else "not found"
        click.echo(f"{printable(before)}[{printable(stands)}]{printable(behind)}: {verdict}")
        for step in trace.steps:
            click.echo(f"    {printable(step)}")
