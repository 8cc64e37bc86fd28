"""``ilchi baseline``: recorded findings, which no longer count."""

from pathlib import Path

import click

from checker.commands._corpus import on_workspace, say
from checker.commands._writing import look_at_file
from checker.errors import CheckerError
from checker.judging.baseline import Baseline, Entry, common, each_apart
from checker.judging.baseline import entries as entries_of
from checker.judging.gate import counted
from checker.judging.triage import UPGRADED
from checker.project import baseline_file
from checker.project.own import own
from checker.project.workspace import Workspace
from checker.text.visible import printable

_file_option = click.option(
    "--baseline", "file", metavar="FILE", help="The baseline file; by default baseline.jsonl beside the config."
)


@click.group()
def baseline() -> None:
    """Record the findings of today, so that only new ones count."""


@baseline.command()
@on_workspace
@_file_option
def create(workspace: Workspace, file: str | None) -> int:
    """Record all findings of PATH as the baseline, in place of an older one."""
    path = _to_write(workspace, file)
    entries = _entries(workspace)
    baseline_file.save(path, entries, [workspace.origin()])
    click.echo(f"{path}: {counted(sum(entry.count for entry in entries), 'finding')}")
    return 0


@baseline.command()
@on_workspace
@_file_option
def update(workspace: Workspace, file: str | None) -> int:
    """Add the findings that are new only because ilchi has changed; findings in new texts stay out.

    PATH has to be the whole project.
    """
    path = _to_write(workspace, file)
    old = _loaded(workspace, path)
    known = baseline_file.loaded(path)
    report = workspace.triage("", known).judged(workspace.check(workspace.settings()))
    new = {each.finding.fingerprint: each for each in report.findings.evidence() if each.justification == UPGRADED}
    for evidence in new.values():
        finding, segment = evidence.finding, evidence.segment
        click.echo(printable(f"{segment.file}:{segment.line or segment.index}: {finding.message} [{finding.rule}]"))
    now = [entry for entry in _entries(workspace) if entry.fingerprint in new]
    kept = {entry.fingerprint: entry for entry in (*old.entries, *now)}
    baseline_file.save(path, kept.values(), [workspace.origin()])
    click.echo(f"{path}: {counted(len(new), 'finding')} added")
    return 0


@baseline.command()
@on_workspace
@_file_option
def prune(workspace: Workspace, file: str | None) -> int:
    """Remove from the baseline the findings that PATH, the whole project, no longer has."""
    path = _to_write(workspace, file)
    old = _loaded(workspace, path)
    kept = common(old.entries, _entries(workspace))
    if kept != old.entries:
        baseline_file.save(path, kept, old.origins)
    left = sum(entry.count for entry in kept)
    dropped = sum(entry.count for entry in old.entries) - left
    click.echo(f"{path}: {counted(dropped, 'finding')} dropped, {left:,} kept")
    return 0


@baseline.command()
@on_workspace
@_file_option
def show(workspace: Workspace, file: str | None) -> int:
    """List the baseline; findings that PATH no longer has are marked as gone."""
    old = _loaded(workspace, _path(workspace, file)).entries
    now = Baseline.of(_entries(workspace)).counts
    gone = 0
    for entry in sorted((e for e in old if e.count), key=lambda e: (e.rule, e.message, e.fingerprint)):
        missing = max(entry.count - now[entry.fingerprint], 0)
        gone += missing
        often = f" ({entry.count} times)" if entry.count > 1 else ""
        mark = "" if not missing else " gone" if missing == entry.count else f" {missing} gone"
        click.echo(f"{entry.fingerprint} {entry.rule}: {printable(entry.message)}{often}{mark}")
    click.echo(f"{counted(sum(e.count for e in old), 'finding')}, {gone:,} of them gone")
    return 0


def _path(workspace: Workspace, file: str | None) -> Path:
    homes = workspace.homes()
    if file is None and len(homes) > 1:
        raise CheckerError("the paths are in several folders without a config", hint="name the file: --baseline FILE")
    return Path(file) if file else own(homes[0], baseline_file.FILE)


def _to_write(workspace: Workspace, file: str | None) -> Path:
    path = _path(workspace, file)
    look_at_file(str(path))
    return path


def _loaded(workspace: Workspace, path: Path) -> baseline_file.Held:
    if not path.exists():
        raise CheckerError("there is no baseline", str(path), "create it with ilchi baseline create")
    if not workspace.whole:
        say("compared with these files only: name the whole project")
    return baseline_file.load(path)


def _entries(workspace: Workspace) -> list[Entry]:
    """The baseline that the project would have now."""
    settings = workspace.settings()
    report = workspace.check(settings)
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    apart = workspace.check(settings, each_apart)
    return entries_of(report.findings.evidence(), apart.findings.evidence())
