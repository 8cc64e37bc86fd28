"""``ilchi check``: the gate."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from checker import reports
from checker.commands._corpus import on_arguments, open_workspace, say, today_option
from checker.commands._outputs import Outputs, on_outputs
from checker.errors import CheckerError
from checker.judging.gate import counted, gates
from checker.judging.listed import listed
from checker.judging.triage import Triage
from checker.model import Severity
from checker.project.config import Config
from checker.project.places import locating
from checker.project.workspace import Wanted, Workspace


class _Percent(click.FloatRange):
    """A number from 0 to 100; unlike ``FloatRange`` it refuses nan, which no score is below."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


@click.command()
@on_outputs
@on_arguments
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="The lowest severity that fails the gate; major if not set.",
)
@click.option(
    "--max-findings",
    type=click.IntRange(0),
    metavar="N",
    help="Fail above this number of findings; neutral ones do not count.",
)
@click.option("--min-score", type=_Percent(0, 100), metavar="PERCENT", help="Fail below this term score.")
@click.option("--require-terms", is_flag=True, help="Fail if no term of the glossary occurs.")
@click.option(
    "--require-all", is_flag=True, help="End with status 2 if a file that is evidently a translation is not read."
)
@click.option(
    "--since",
    metavar="REF",
    help="Count only findings that are new since the branch left this git revision, and judge it by what held there.",
)
@click.option(
    "--baseline", metavar="FILE", help="File of recorded findings; by default baseline.jsonl beside the config."
)
@click.option("--one-document", is_flag=True, help="Treat a long file without document marks as one document.")
@today_option
def check(
    wanted: Wanted,
    outputs: Outputs,
    fail_on: str | None,
    max_findings: int | None,
    min_score: float | None,
    since: str | None,
    baseline: str | None,
    today: str,
    *,
    require_terms: bool,
    require_all: bool,
    one_document: bool,
) -> int:
    """Check translations against glossaries.

    PATH is a file, a folder, - for standard input, or a pair of text files that end in their languages (news.ko
    news.en). Without PATH, the corpus of the config is checked.
    """
    workspace = open_workspace(msgspec.structs.replace(wanted, since=since, require_all=require_all))
    config = workspace.config
    settings = workspace.settings(one_document=one_document)
    triage = workspace.triage(today, workspace.baseline(baseline) | workspace.before(settings))
    report = listed(triage.judged(workspace.check(settings)), workspace.changes(baseline))
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    severity = Severity(fail_on or config.get("fail-on"))
    verdicts = gates(
        report.summary,
        severity,
        max_findings=_first(max_findings, config, "max-findings"),
        min_score=_first(min_score, config, "min-score"),
        require_terms=require_terms or config.get("require-terms"),
    )
    run = msgspec.structs.replace(
        reports.Run.of(report, verdicts, severity, *_languages(workspace), locating(workspace.inputs)),
        languages=workspace.spoken(),
        unread=tuple(workspace.unread),
    )
    for notice in (*_by_language(run), *report.notices, *_upgraded(triage), *_stale(workspace, triage)):
        say(notice)
    outputs.write(run)
    return 0 if run.passed else 1


def _first(option: float | None, config: Config, key: str) -> Any:  # noqa: ANN401  # int or float
    configured = config.get(key)
    return configured if option is None else option


def _languages(workspace: Workspace) -> tuple[str, str]:
    pairs = [(part.corpus.source_language, part.corpus.target_language) for part in workspace.parts]
    source, target = ("/".join(dict.fromkeys(codes)) for codes in zip(*pairs, strict=True))
    return source, target


def _by_language(run: reports.Run) -> Iterator[str]:
    """How many segments there are in each language, if there are several."""
    segments: Counter[tuple[str, str]] = Counter()
    for file, languages in run.languages.items():
        segments[languages] += run.files.get(file, 0)
    if len(segments) > 1:
        listed = (f"{source} to {target} {count:,}" for (source, target), count in segments.items())
        yield f"segments: {', '.join(listed)}"


def _upgraded(triage: Triage) -> Iterator[str]:
    """Notices on findings that are new only because ilchi has changed."""
    if not triage.upgrades:
        return
    rules = ", ".join(f"{rule} {count:,}" for rule, count in sorted(triage.upgrades.items()))
    total = counted(triage.upgrades.total(), "finding")
    yield f"{total} (not counted) new only because ilchi has changed since the baseline was made: {rules}"
    for evidence in triage.upgraded:
        finding, segment = evidence.finding, evidence.segment
        yield f"  {segment.file}:{segment.line or segment.index}: {finding.message} [{finding.rule}]"
    if triage.upgrades.total() > len(triage.upgraded):
        yield f"  … and {triage.upgrades.total() - len(triage.upgraded):,} more"
    yield "to add them to the baseline: ilchi baseline update"


def _stale(workspace: Workspace, triage: Triage) -> list[str]:
    """Notices on what may be pruned; none for a part of a project, which says nothing about the rest."""
    if not workspace.whole:
        return []
    counts = (
        (sum(not each.noted for each in triage.stale), "decision", "decisions"),
        (sum(triage.gone.values()), "baselined finding", "baseline"),
    )
    return [
        f"{counted(count, noun)} {'matches' if count == 1 else 'match'} nothing any more; ilchi {command} prune"
        for count, noun, command in counts
        if count
    ]
