"""Makes the indexes of the concordance in a separate process, which ends with this one."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from checker.errors import CheckerError
from checker.project.concordance import SMALL, Concordance
from checker.project.workspace import Workspace
from tui.work.engine import Job

_NICE = 10  # how much it steps back behind the check and the screen


class Indexing:
    """A process that makes the missing indexes of a project.

    Args:
        job: The arguments of the command.
        take: Called with the name of each group of files and its index, in a separate thread.
    """

    def __init__(self, job: Job, take: Callable[[str, Path], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job), name="ilchi-index", daemon=True)
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(take,), name="ilchi-indexes", daemon=True).start()

    def _listen(self, take: Callable[[str, Path], None]) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                name, path = self._ours.recv()
                take(name, Path(path))

    def close(self) -> None:
        """End the process."""
        self._process.kill()  # what it has begun, the next one clears away
        self._process.join()
        self._ours.close()


def pays(workspace: Workspace) -> bool:
    """Whether a project is so large that it gets an index; reference files count as large."""
    size = 0
    with contextlib.suppress(CheckerError, OSError):
        size = sum(given.size() for given in workspace.inputs.values())
    return size >= SMALL or bool(workspace.references)


def _serve(pipe: Connection, job: Job) -> None:
    """The main function of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(pipe,), daemon=True).start()
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # the terminal belongs to the other process
        os.dup2(quiet, stream)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with contextlib.suppress(CheckerError, OSError):
        for name, path in Concordance(Workspace(job.wanted)).build():
            pipe.send((name, str(path)))


def _watch(pipe: Connection) -> None:
    """End this process when the other one is gone."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    os._exit(0)
