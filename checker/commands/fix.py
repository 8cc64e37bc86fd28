"""``ilchi fix``: applies the fixes that are safe without reading."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from checker.commands._corpus import on_workspace, say, today_option
from checker.engine.findings import Evidence
from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.judging.fixes import Change, Place, fixed, replaced, with_changes
from checker.judging.gate import counted
from checker.model import Segment, Target
from checker.project import change_log
from checker.project.workspace import STANDARD_INPUT, Workspace
from checker.project.writing import digest, save
from checker.text.visible import printable


@click.command()
@on_workspace
@click.option("--diff", is_flag=True, help="Show the changes without making them; status 1 if there are any.")
@click.option("--unsafe", is_flag=True, help="Also apply the fixes that a person should read first.")
@click.option("--one-document", is_flag=True, help="Treat a long file without document marks as one document.")
@today_option
def fix(workspace: Workspace, today: str, *, diff: bool, unsafe: bool, one_document: bool) -> int:
    """Apply the safe fixes: forbidden renderings, and the typography and capitals of names.

    Text within quotation marks is not changed, nor are dismissed findings. A fix that would leave its finding or cause
    another one is not applied. All changes are recorded in .ilchi/fixes.jsonl beside the config, with the old text.
    """
    settings = workspace.settings(one_document=one_document)
    inputs = workspace.inputs
    seen = {(file.partner or file).name: digest(file.partner or file) for file in inputs.values()}
    triage = workspace.triage(today)

    def findings(new: Mapping[Place, Segment]) -> Iterator[Evidence]:
        return triage.judged(workspace.check(settings, lambda corpus: with_changes(corpus, new))).findings.evidence()

    outcome = fixed(findings({}), findings, unsafe=unsafe)
    by_file: dict[str, list[Change]] = {}
    for (name, _), change in outcome.changes.items():
        by_file.setdefault(name, []).append(change)
    if not diff:
        for name in by_file:
            _must_be_writable(inputs[name])
            workspace.must_stay((inputs[name].partner or inputs[name]).name)
    for name in (name for name in workspace.files if name in by_file):
        click.echo(_shown((inputs[name].partner or inputs[name]).name, by_file[name]), nl=False)
        if not diff:
            changed = (inputs[name].partner or inputs[name]).name
            _write(workspace, inputs[name], by_file[name], seen[changed], today)
            seen[changed] = digest(inputs[name].partner or inputs[name])
    count = sum(len(change.findings) for change in outcome.changes.values())
    kept = "".join(f"; {number:,} {why}" for why, number in sorted(outcome.kept.items()))
    click.echo(f"{counted(count, 'finding')} {'to fix' if diff else 'fixed'} in {counted(len(by_file), 'file')}{kept}")
    return 1 if diff and by_file else 0


def _must_be_writable(file: Input) -> None:
    if file.name == STANDARD_INPUT:
        raise CheckerError("standard input cannot be changed", hint="--diff shows the changes")
    name = (file.partner or file).name
    if not hasattr(format_of(file, "read_segments"), "write"):
        raise CheckerError(
            "this format can only be read", name, "make the changes in its own program; --diff shows them"
        )
    if not os.access(name, os.W_OK):
        raise CheckerError("the file is read-only", name, "nothing was changed")
    if not os.access(Path(os.path.realpath(name)).parent, os.W_OK):
        raise CheckerError("its folder is read-only", name, "nothing was changed")


def _write(workspace: Workspace, file: Input, made: list[Change], seen: str, today: str) -> None:
    """Make the changes, and record them."""
    home = workspace.home(file.file)
    name = (file.partner or file).name
    changes = [
        change_log.changed(
            home, change.segment, change.target, today, (finding.fingerprint for finding in change.findings)
        )
        for change in made
    ]
    recorded = change_log.recorded(home, name, seen, changes)
    save(name, file, {c.segment.index: _target(c) for c in made}, seen, recorded)
    say(f"{file.file}: {counted(len(made), 'segment')} changed")


def _target(change: Change) -> str | Target:
    """The new target for the format, with the codes that it has."""
    target = replaced(change).translation
    return target if target.codes else target.text


def _shown(name: str, made: list[Change]) -> str:
    shown = printable(name)
    lines = [f"--- {shown}", f"+++ {shown}"]
    for change in made:
        place = f", line {change.segment.line}" if change.segment.line else ""
        lines += [
            f"@@ segment {change.segment.index}{place} @@",
            f"-{printable(change.segment.target)}",
            f"+{printable(change.target)}",
        ]
    return "\n".join(lines) + "\n"
