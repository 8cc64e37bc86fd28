"""``ilchi decisions``: what people decided about findings."""

import datetime
from pathlib import Path

import click

from checker.commands._corpus import on_workspace, say, today_option
from checker.commands._fingerprint import begins_with, finding_of
from checker.engine.findings import Note
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.judging import decisions as kept
from checker.judging.decisions import PlacedDecision, Scope, Verdict
from checker.judging.gate import counted
from checker.judging.triage import Triage
from checker.project import decision_file
from checker.project.config import find
from checker.project.own import own
from checker.project.workspace import Workspace
from checker.text.visible import printable

_file_option = click.option(
    "--file", metavar="FILE", help="The decisions file; by default decisions.jsonl beside the config."
)
_author_option = click.option("--author", metavar="NAME", help="Who decides; by default the current user.")


@click.group()
def decisions() -> None:
    """Record decisions about findings (confirmed, false positive, intended), and notes on them."""


@decisions.command("list")
@_file_option
@today_option
def list_(file: str | None, today: str) -> int:
    """List the decisions and notes."""
    held = decision_file.load([_path(file)], today, say)
    for entry in held.entries:
        click.echo(_line(entry, expired=held.expired(entry.decision)))
    for entry in held.notes:
        click.echo(_note_line(entry))
    notes = f", {counted(len(held.notes), 'note')}" if held.notes else ""
    click.echo(f"{counted(len(held), 'decision')}{notes}")
    return 0


@decisions.command()
@click.argument("fingerprint")
@on_workspace
@click.option("--verdict", type=click.Choice([verdict.value for verdict in Verdict]), required=True)
@click.option("--reason", required=True, help="Why, for people who read it later.")
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    default=Scope.SEGMENT.value,
    show_default=True,
    help="How widely the decision applies.",
)
@click.option("--until", default="", metavar="DATE", help="The last day on which the decision holds.")
@_author_option
@_file_option
@today_option
def add(
    workspace: Workspace,
    fingerprint: str,
    verdict: str,
    reason: str,
    scope: str,
    until: str,
    author: str | None,
    file: str | None,
    today: str,
) -> int:
    """Decide on the finding FINGERPRINT of PATH; this replaces what you decided on it before."""
    if not reason.strip():
        raise CheckerError("the reason is empty", "--reason", "write why, for people who read the decision later")
    evidence = finding_of(workspace.check(_settings(workspace)), fingerprint)
    path = Path(file) if file else own(workspace.home(evidence.segment.file), decision_file.FILE)
    decision = kept.made(
        evidence,
        Verdict(verdict),
        scope=Scope(scope),
        reason=reason.strip(),
        author=decision_file.user() if author is None else author,
        date=today,
        until=until,
        folder=path.parent,
    )
    decision_file.decide(path, decision)
    decision_file.tidy(path)
    click.echo(_line(PlacedDecision(str(path), decision, str(path.parent)), expired=False))
    return 0


@decisions.command()
@click.argument("fingerprint")
@on_workspace
@click.option("--text", required=True, help="What to write; a question ends with a question mark.")
@_author_option
@_file_option
def note(workspace: Workspace, fingerprint: str, text: str, author: str | None, file: str | None) -> int:
    """Write a note on the finding FINGERPRINT of PATH, for instance the answer to a question."""
    if not text.strip():
        raise CheckerError("the note is empty", "--text", "write what people shall read")
    evidence = finding_of(workspace.check(_settings(workspace)), fingerprint)
    path = Path(file) if file else own(workspace.home(evidence.segment.file), decision_file.FILE)
    made = kept.noted(evidence, Note(text.strip(), decision_file.user() if author is None else author, _now()))
    decision_file.amend(path, {made.identity: [made]})
    click.echo(_note_line(PlacedDecision(str(path), made, str(path.parent))))
    return 0


@decisions.command()
@click.argument("fingerprint")
@click.option("--scope", type=click.Choice([scope.value for scope in Scope]), help="Only decisions of this scope.")
@_file_option
def rm(fingerprint: str, scope: str | None, file: str | None) -> int:
    """Take back the decisions that were made on the finding FINGERPRINT."""
    path = _path(file)
    matching = {
        entry.decision.fingerprint
        for entry in decision_file.load([path], warn=say).entries
        if begins_with(entry.decision.fingerprint, fingerprint) and scope in (None, entry.decision.scope.value)
    }
    if len(matching) != 1:
        hint = "ilchi decisions list shows them" if not matching else "give more digits"
        raise CheckerError(f"{len(matching) or 'no'} decisions begin with “{fingerprint}”", str(path), hint)
    gone = decision_file.remove(path, lambda each: each.fingerprint in matching and scope in (None, each.scope.value))
    click.echo(f"{path}: {counted(len(gone), 'decision')} taken back")
    return 0


@decisions.command()
@on_workspace
@today_option
def prune(workspace: Workspace, today: str) -> int:
    """Remove the decisions that expired and those that match nothing in PATH, the whole project."""
    if not workspace.whole:
        say("compared with these files only: name the whole project")
    triage = _judged(workspace, workspace.triage(today))
    stale = {*triage.stale, *(e.decision for e in triage.decisions.entries if triage.decisions.expired(e.decision))}
    for home in workspace.homes():
        path = own(home, decision_file.FILE)
        if path.exists():
            gone = decision_file.remove(path, lambda each: each in stale)
            click.echo(f"{path}: {counted(len(gone), 'decision')} dropped, {len(decision_file.load([path])):,} kept")
    return 0


@decisions.command("import")
@click.argument("table", metavar="TABLE.xlsx")
@_author_option
@_file_option
@today_option
def import_(table: str, author: str | None, file: str | None, today: str) -> int:
    """Import the verdicts and comments from a reviewed table, which check --format xlsx or csv has written.

    A comment without a verdict becomes a note, for instance the answer to a question.
    """
    from checker.project.vendor_table import read

    path = _path(file)
    who = decision_file.user() if author is None else author
    there = decision_file.load([path], warn=say)
    held = {entry.decision.identity for entry in there.entries}
    said = {(each.decision.noted, who, each.decision.reason) for each in there.notes if each.decision.author == who}
    made = [
        each
        for each in read(Path(table), author=who, date=today, at=_now(), warn=say)
        if (each.noted, who, each.reason) not in said
    ]
    if made:
        decision_file.amend(path, {decision.identity: [decision] for decision in made})
    replaced = sum(decision.identity in held for decision in made)
    notes = sum(bool(each.noted) for each in made)
    more = f", {counted(notes, 'note')}" if notes else ""
    taken = counted(len(made) - notes, "decision")
    click.echo(f"{path}: {taken} taken over, {replaced:,} in the place of older ones{more}")
    return 0


def _path(file: str | None) -> Path:
    """The decisions file: ``file`` if set, else the one beside the config, else the one in the working folder."""
    return Path(file) if file else own(find(Path()).folder, decision_file.FILE)


def _judged(workspace: Workspace, triage: Triage) -> Triage:
    triage.judged(workspace.check(_settings(workspace)))
    return triage


def _settings(workspace: Workspace) -> Settings:
    return workspace.settings()


def _line(entry: PlacedDecision, *, expired: bool) -> str:
    """A decision as one line of text."""
    decision = entry.decision
    about = [decision.rule, decision.concept, decision.document]
    known = " ".join(
        filter(None, (decision.author, decision.date, f"until {decision.until}" if decision.until else ""))
    )
    end = " (expired)" if expired else ""
    return printable(
        f"{entry.place}: {decision.fingerprint} {decision.verdict} {decision.scope} [{', '.join(filter(None, about))}]"
        f" {decision.reason} – {known}{end}"
    )


def _note_line(entry: PlacedDecision) -> str:
    """A note as one line of text."""
    note = entry.decision.note
    who = ", ".join(filter(None, (note.author, note.at)))
    return printable(f"{entry.place}: {entry.decision.noted} note [{entry.decision.rule}] {who}: {note.text}")


def _now() -> str:
    """The time (ISO 8601, UTC)."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
