"""``ilchi check``: the gate."""

from functools import partial

import click

from checker import reports
from checker.commands._corpus import Given, on_corpus, say
from checker.commands._output import wanted_outputs, write_whole
from checker.errors import CheckerError
from checker.gate import gates
from checker.model import Severity
from checker.pipeline import Settings
from checker.pipeline import check as run_check


@click.command()
@on_corpus
@click.option(
    "--format",
    "kind",
    default="text",
    metavar="FORMAT",
    help="Of the report on standard output: text, json, html.",
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:PATH", help="Write a report to a file; repeatable.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.MAJOR.value,
    show_default=True,
    help="The mildest severity that fails the gate.",
)
@click.option("--require-terms", is_flag=True, help="Fail where no term of the glossary occurs.")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
def check(
    given: Given,
    kind: str,
    outputs: tuple[str, ...],
    fail_on: str,
    *,
    require_terms: bool,
    one_document: bool,
) -> int:
    """Check translations against glossaries.

    PATH is a file, a folder, - for standard input, or a pair of plain texts that end in languages (news.ko news.en).
    """
    wanted = wanted_outputs(kind, outputs)
    for name, _ in wanted:
        reports.writer(name)
    report = run_check(given.corpus, given.glossary, Settings(one_document=one_document))
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    verdicts = gates(report.summary, Severity(fail_on), require_terms=require_terms)
    run = reports.Run(report, verdicts, given.corpus.source_language, given.corpus.target_language)
    for notice in report.notices:
        say(notice)
    for name, path in wanted:
        write_whole(path, partial(reports.writer(name).write, run))
    return 0 if run.passed else 1
