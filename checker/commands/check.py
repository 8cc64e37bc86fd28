"""``ilchi check``: the gate."""

import os
import sys
from pathlib import Path

import click

from checker import reports
from checker.commands._corpus import Given, jobs_option, on_corpus, say
from checker.errors import CheckerError
from checker.gate import gates
from checker.model import Severity
from checker.pipeline import Settings
from checker.pipeline import check as run_check

_STANDARD_OUTPUT = "-"


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
@jobs_option
def check(
    given: Given,
    kind: str,
    outputs: tuple[str, ...],
    fail_on: str,
    *,
    require_terms: bool,
    one_document: bool,
    jobs: int,
) -> int:
    """Check translations against glossaries.

    PATH is a file, a folder, - for standard input, or a pair of plain texts that end in languages (news.ko news.en).
    """
    wanted = [_parsed(output) for output in outputs] or [(kind, _STANDARD_OUTPUT)]
    for name, _ in wanted:
        reports.writer(name)
    report = run_check(given.corpus, given.glossary, Settings(one_document=one_document, jobs=jobs))
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    verdicts = gates(report.summary, Severity(fail_on), require_terms=require_terms)
    run = reports.Run(report, verdicts, given.corpus.source_language, given.corpus.target_language)
    for notice in report.notices:
        say(notice)
    for name, path in wanted:
        _write(run, name, path)
    return 0 if run.passed else 1


def _parsed(output: str) -> tuple[str, str]:
    name, colon, path = output.partition(":")
    if not colon or not path:
        raise CheckerError(f"“{output}” is no FORMAT:PATH", hint="for instance json:build/report.json")
    return name, path


def _write(run: reports.Run, name: str, path: str) -> None:
    """Write a report whole or not at all."""
    writer = reports.writer(name)
    if path == _STANDARD_OUTPUT:
        writer.write(run, sys.stdout)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                writer.write(run, out)  # a pipe or a device stays what it is
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with scratch.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                writer.write(run, out)
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CheckerError(f"the report cannot be written: {(error.strerror or str(error)).lower()}", path) from None
