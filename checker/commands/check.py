"""``ilchi check``: the gate."""

import click

from checker import reports
from checker.commands._corpus import Given, compiled, jobs_option, no_cache_option, on_corpus, say
from checker.commands._outputs import Outputs, on_outputs
from checker.errors import CheckerError
from checker.gate import gates
from checker.model import Severity
from checker.pipeline import Settings
from checker.pipeline import check as run_check


@click.command()
@on_outputs
@on_corpus
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.MAJOR.value,
    show_default=True,
    help="The mildest severity that fails the gate.",
)
@click.option("--require-terms", is_flag=True, help="Fail where no term of the glossary occurs.")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
@jobs_option
@no_cache_option
def check(
    given: Given,
    outputs: Outputs,
    fail_on: str,
    *,
    require_terms: bool,
    one_document: bool,
    jobs: int,
    no_cache: bool,
) -> int:
    """Check translations against glossaries.

    PATH is a file, a folder, - for standard input, or a pair of plain texts that end in languages (news.ko news.en).
    """
    settings = Settings(one_document=one_document, jobs=jobs)
    report = run_check(given.corpus, given.glossary, settings, terminology=compiled(given, no_cache=no_cache))
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    severity = Severity(fail_on)
    verdicts = gates(report.summary, severity, require_terms=require_terms)
    run = reports.Run.of(report, verdicts, severity, given.corpus.source_language, given.corpus.target_language)
    for notice in report.notices:
        say(notice)
    outputs.write(run)
    return 0 if run.passed else 1
