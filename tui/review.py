"""The command ``ilchi review``. It imports Textual only when it runs."""

import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands._console import plain
from checker.commands._corpus import jobs_option, on_inputs
from checker.errors import CheckerError
from checker.project.decision_file import user
from checker.project.own import own
from checker.project.workspace import Wanted, Workspace

if TYPE_CHECKING:
    from tui.state.session import Session
    from tui.work.engine import Job

_FOLDER = ".ilchi"  # the folder of journals, locks and log, beside the decisions
_CRASHED = 2


@click.command()
@on_inputs
@jobs_option
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
    columns: tuple[str, str],
    jobs: int,
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
    from tui.state.journal import Journal
    from tui.state.locks import Seat, person
    from tui.state.session import Session
    from tui.work.engine import Job

    wanted = Wanted(
        paths=paths,
        pairs=pairs,
        glossaries=glossaries,
        languages=(source_language or "", target_language or ""),
        date=date,
        encoding=encoding or "",
        columns=columns,
        jobs=jobs,
        references=references,
        cache=True,
    )
    job = Job(wanted=wanted, one_document=one_document)
    workspace = Workspace(wanted)
    folder = own(workspace.home(), _FOLDER)
    author = user()
    seat = Seat(folder, person(author), f"process {os.getpid()}, since {time.strftime('%H:%M')}")
    record = Journal(seat.journal, writable=seat.lock.held)
    try:
        session = Session(record, workspace, author, claims=seat.claims)
        if plain:
            from tui.ending import Ending
            from tui.plain import run

            ending = Ending(lambda: None)
            try:
                return run(session, job, sys.stdin, sys.stdout)
            finally:
                ending.over()
        return _screens(session, job, folder, seat.lock.holder, ascii_only=ascii_only)
    finally:
        record.close()
        seat.close()


def _screens(session: "Session", job: "Job", folder: Path, other: str, *, ascii_only: bool) -> int:
    """Run the screens; returns the exit status.

    Args:
        session: The review.
        job: The arguments of the command.
        folder: The folder for the log of faults.
        other: Who has the journal, if that is another session.
        ascii_only: Whether to draw in ASCII.

    Raises:
        CheckerError: The check failed.
    """
    from tui.app import Review
    from tui.ending import Ending
    from tui.state import preferences

    project = str(session.workspace.home().absolute())
    kept = preferences.Preferences(preferences.file(), project)
    app = Review(session, job, folder, preferences=kept, ascii_only=ascii_only)
    if not session.record.writable:
        app.said = (f"read-only: another session is open on these files ({other})", "alert")
    ending = Ending(app.close, app.leave_with)
    try:
        with redirect_stderr(plain(sys.stderr)):  # the traceback of a fault is in colour
            app.run()
    finally:
        app.close()
        ending.over()
    if app.failure:
        raise CheckerError(app.failure)
    status = app.return_code or 0
    if status == 1:  # the terminal is restored, the traceback shown
        click.echo("ilchi: all decisions are in the journal; start ilchi review again to continue", file=sys.stderr)
        return _CRASHED
    click.echo(_summary(session), file=sys.stderr)
    return status


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
