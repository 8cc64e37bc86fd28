"""The command ``ilchi review``. It imports Textual only when it runs."""

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from checker.commands._corpus import on_inputs
from checker.errors import CheckerError
from checker.project.workspace import Wanted, Workspace

if TYPE_CHECKING:
    from tui.state.session import Session

_FOLDER = ".ilchi"  # the folder of journal, lock and log, beside the decisions
_CRASHED = 2


@click.command()
@on_inputs
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="PATH",
    help="Another file or folder in which to look words up; repeatable.",
)
@click.option("--one-document", is_flag=True, help="Treat a long file without document marks as one document.")
@click.option("--plain", is_flag=True, help="Ask and answer line by line, for screen readers and scripts.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw frames and symbols in ASCII.")
def review(
    paths: tuple[str, ...],
    glossaries: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    source_language: str | None,
    target_language: str | None,
    date: str,
    encoding: str | None,
    references: tuple[str, ...],
    *,
    one_document: bool,
    plain: bool,
    ascii_only: bool,
) -> int:
    """Review the findings in the terminal: apply fixes, edit, dismiss, undo.

    Every decision is saved in a journal at once; w writes decisions and translations to the files.
    """
    if not plain:
        _needs_terminal()
    if "-" in paths:
        raise CheckerError("standard input cannot be reviewed", hint="corrections must be written to a file")
    from tui.state.journal import Journal, Lock
    from tui.state.session import Session
    from tui.work.engine import Job

    wanted = Wanted(
        paths=paths,
        pairs=pairs,
        glossaries=glossaries,
        languages=(source_language or "", target_language or ""),
        date=date,
        encoding=encoding or "",
        references=references,
        cache=True,
    )
    job = Job(wanted=wanted, one_document=one_document)
    workspace = Workspace(wanted)
    folder = workspace.home() / _FOLDER
    try:
        lock = Lock(folder / "lock", f"process {os.getpid()}, since {time.strftime('%H:%M')}")
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(folder)) from None
    record = Journal(folder / "journal.jsonl", writable=lock.held)
    try:
        session = Session(record, workspace)
        if plain:
            from tui.plain import run

            return run(session, job, sys.stdin, sys.stdout)
        from tui.app import Review
        from tui.state import preferences

        kept = preferences.Preferences(preferences.folder() / "review.json", str(workspace.home().absolute()))
        app = Review(session, job, folder, preferences=kept, ascii_only=ascii_only)
        if not lock.held:
            app.said = (f"read-only: another session is open on these files ({lock.holder})", "alert")
        try:
            app.run()
        finally:
            app.close()
        if app.failure:
            raise CheckerError(app.failure)
        status = app.return_code or 0
        if status == 1:  # the terminal is restored, the traceback shown
            click.echo("ilchi: all decisions are in the journal; start ilchi review again to continue", file=sys.stderr)
            return _CRASHED
        click.echo(_summary(session), file=sys.stderr)
        return status
    finally:
        record.close()
        lock.release()


def _needs_terminal() -> None:
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise CheckerError("review needs a terminal", hint="--plain works without one; ilchi check prints the findings")
    if os.environ.get("TERM") in (None, "", "dumb"):
        raise CheckerError("this terminal cannot draw screens", hint="use --plain")


def _summary(session: "Session") -> str:
    from tui.state.gating import gates_of
    from tui.state.status import FindingStatus

    parts = [
        f"{session.counts[s]:,} {s.label}"
        for s in FindingStatus
        if session.counts[s] and not s.waiting and s != FindingStatus.GONE
    ]
    failed = [gate.detail for gate in gates_of(session) if not gate.passed] if session.model.finished else []
    gate = f"; the gate fails: {', '.join(failed)}" if failed else ""
    return f"ilchi: {', '.join(parts) or 'nothing decided'}; {session.waiting:,} left{gate}"
