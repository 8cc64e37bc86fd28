"""Runs the engine in a separate process, with a pipe for questions and messages."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from checker.errors import CheckerError
from checker.model import Target, TermStatus
from tui.work.engine import Engine, Failed, Job, Message

Receive = Callable[[Message], None]


def prepare() -> None:
    """Start the process that starts others. Call it before Textual takes over the error stream."""
    if os.name == "posix":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


class Worker:
    """An engine in another process, which always ends with this one.

    Args:
        job: The arguments of the command.
        receive: Called with each message, in a separate thread.
    """

    def __init__(self, job: Job, receive: Receive) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job), name="ilchi-check", daemon=True)
        self._process.start()
        theirs.close()
        self._closed = False
        threading.Thread(target=self._listen, args=(receive,), name="ilchi-receive", daemon=True).start()

    def _listen(self, receive: Receive) -> None:
        try:
            while True:
                receive(self._ours.recv())
        except (EOFError, OSError):
            if not self._closed:
                receive(Failed("the checking process has ended; F5 starts it again"))

    def recheck(self, number: int, targets: dict[int, Target]) -> None:
        """Have a segment checked again; the answer is a message."""
        self._send("recheck", number, targets)

    def documents(self, targets: dict[int, Target]) -> None:
        """Ask for the findings of the grouped rules; the answer is a message."""
        self._send("documents", targets)

    def effect(self, concept: str, text: str, status: TermStatus, targets: dict[int, Target]) -> None:
        """Ask for the effect of a new term; the answer is a message."""
        self._send("effect", concept, text, status, targets)

    def _send(self, *question: object) -> None:
        with contextlib.suppress(OSError):  # it has ended; ``_listen`` reports it
            self._ours.send(question)

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._process.terminate()
        self._ours.close()


def _serve(pipe: Connection, job: Job) -> None:
    """The main function of the process: check, then answer questions until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # the terminal belongs to the other process
        os.dup2(quiet, stream)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        engine = Engine(job)
        if _tried(pipe.send, engine.check, pipe.send):
            while True:
                name, *args = pipe.recv()
                _tried(pipe.send, lambda name=name, args=args: pipe.send(getattr(engine, name)(*args)))


def _tried(send: Receive, work: Callable[..., None], *args: object) -> bool:
    """Do the work, or send the error; returns whether it was done."""
    try:
        work(*args)
    except CheckerError as error:
        send(Failed(str(error)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001  # a fault in a rule must not end the review
        send(Failed(f"a fault of ilchi: {type(error).__name__}: {error}"))
    else:
        return True
    return False
