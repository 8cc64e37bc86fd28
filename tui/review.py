"""``ilchi review``."""

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from checker.errors import CheckerError
from checker.project.workspace import Wanted, Workspace

if TYPE_CHECKING:
    from tui.state.session import Session

_FOLDER = ".ilchi"  # journal, lock and log, beside the decisions
_CRASHED = 2


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option(
    "-g", "--glossary", "glossaries", multiple=True, metavar="PATH", help="A glossary file or folder; repeatable."
)
@click.option(
    "--pair", nargs=2, multiple=True, metavar="SOURCE TARGET", help="Two plain texts, line by line; repeatable."
)
@click.option("--from", "source_language", metavar="CODE", help="Language of the sources.")
@click.option("--to", "target_language", metavar="CODE", help="Language of the targets.")
@click.option("--encoding", metavar="NAME", help="Of files that do not say themselves (cp949, utf-16 …).")
@click.option("--one-document", is_flag=True, help="Take a long file without document marks as one document.")
@click.option("--plain", is_flag=True, help="Questions and answers line by line, for screen readers and scripts.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw frames and signs in ASCII.")
def review(
    paths: tuple[str, ...],
    glossaries: tuple[str, ...],
    pair: tuple[tuple[str, str], ...],
    source_language: str | None,
    target_language: str | None,
    encoding: str | None,
    *,
    one_document: bool,
    plain: bool,
    ascii_only: bool,
) -> int:
    """Walk through the findings in the terminal: apply fixes, edit, dismiss, undo.

    What is decided is on disk before the screen moves; w writes it into the files.
    """
    if not plain:
        _needs_terminal()
    if "-" in paths:
        raise CheckerError("standard input cannot be reviewed", hint="the corrections need a file to go to")
    from tui.state.journal import Journal, Lock
    from tui.state.session import Session
    from tui.work.engine import Job

    wanted = Wanted(
        paths=paths,
        pairs=pair,
        glossaries=glossaries,
        languages=(source_language or "", target_language or ""),
        encoding=encoding or "",
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

        app = Review(session, job, folder, ascii_only=ascii_only)
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
            click.echo("ilchi: everything decided is in the journal; start again to go on", file=sys.stderr)
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
