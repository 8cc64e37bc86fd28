"""``ilchi baseline``: findings that were there before and count no more."""

from pathlib import Path

import click

from checker import baseline as known
from checker.commands._corpus import on_workspace, say
from checker.errors import CheckerError
from checker.findings import Standing
from checker.gate import counted
from checker.pipeline import Settings
from checker.reports._cells import printable
from checker.workspace import Workspace

_file_option = click.option("--baseline", "file", metavar="FILE", help="The file; baseline.jsonl beside the config.")


@click.group()
def baseline() -> None:
    """Keep the findings that are there now, so that only new ones count."""


@baseline.command()
@on_workspace
@_file_option
def create(workspace: Workspace, file: str | None) -> int:
    """Put all findings of PATH into the baseline; it replaces an older one."""
    path = _path(workspace, file)
    report = workspace.triage("9999-12-31").judged(workspace.check(_settings(workspace)))
    if not report.summary.segments:
        raise CheckerError("there is no segment to check", hint="are these the right files?")
    entries = known.entries(each for each in report.findings.evidence() if each.status is Standing.OPEN)
    known.save(path, entries)
    click.echo(f"{path}: {counted(sum(entry.count for entry in entries), 'finding')}")
    return 0


@baseline.command()
@on_workspace
@_file_option
def prune(workspace: Workspace, file: str | None) -> int:
    """Drop from the baseline what is no longer found in PATH, which has to be the whole project."""
    path = _path(workspace, file)
    entries, gone = _compared(workspace, path)
    kept = [
        known.Entry(entry.fingerprint, entry.count - gone.get(entry.fingerprint, 0), entry.rule, entry.message)
        for entry in entries
        if entry.count > gone.get(entry.fingerprint, 0)
    ]
    if gone:
        known.save(path, kept)
    click.echo(f"{path}: {counted(sum(gone.values()), 'finding')} dropped, {sum(e.count for e in kept):,} kept")
    return 0


@baseline.command()
@on_workspace
@_file_option
def show(workspace: Workspace, file: str | None) -> int:
    """List the baseline; what is no longer found in PATH is marked as gone."""
    path = _path(workspace, file)
    entries, gone = _compared(workspace, path)
    for entry in sorted(entries, key=lambda each: (each.rule, each.message, each.fingerprint)):
        left = gone.get(entry.fingerprint, 0)
        often = f" ({entry.count} times)" if entry.count > 1 else ""
        mark = "" if not left else " gone" if left == entry.count else f" {left} gone"
        click.echo(f"{entry.fingerprint} {entry.rule}: {printable(entry.message)}{often}{mark}")
    click.echo(f"{counted(sum(e.count for e in entries), 'finding')}, {sum(gone.values()):,} of them gone")
    return 0


def _path(workspace: Workspace, file: str | None) -> Path:
    homes = workspace.homes()
    if file is None and len(homes) > 1:
        raise CheckerError("the paths are in several folders without a config", hint="--baseline FILE says which file")
    return Path(file) if file else homes[0] / known.FILE


def _compared(workspace: Workspace, path: Path) -> tuple[list[known.Entry], dict[str, int]]:
    """The lines of the file, and how many of each are found no more."""
    if not path.exists():
        raise CheckerError("there is no baseline", str(path), "make it with ilchi baseline create")
    if not workspace.whole:
        say("compared with these files only: name the whole project")
    triage = workspace.triage("9999-12-31", known.loaded(path))
    triage.judged(workspace.check(_settings(workspace)))
    return known.load(path), triage.gone


def _settings(workspace: Workspace) -> Settings:
    return Settings(one_document=workspace.config.get("one-document"))
