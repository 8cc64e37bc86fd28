"""Runs the engine in a separate process, with a pipe for questions and messages."""

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from checker.errors import CheckerError
from checker.model import Target, TermStatus
from tui.work.engine import Engine, Job
from tui.work.messages import Failed, Message

Receive = Callable[[Message], None]
_END = 1.0  # seconds to wait for the process to end
_ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Message).decode


def prepare() -> None:
    """Start the process that starts others. Call it before Textual takes over the error stream."""
    if os.name == "posix":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


class Worker:
    """An engine in another process, which always ends with this one. Make it in the main thread.

    No method waits: questions are sent by a thread, and answers come as messages.

    Args:
        job: The arguments of the command.
        receive: Called with each message, in a separate thread.

    Attributes:
        ended: Whether the process has ended.
    """

    def __init__(self, job: Job, receive: Receive) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        # It is no daemon, because it starts processes itself.
        self._process = context.Process(target=_serve, args=(theirs, job, os.getpid()), name="ilchi-check")
        self._process.start()
        theirs.close()
        self.ended = False
        self._closed = False
        self._questions: queue.SimpleQueue[tuple[object, ...] | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(receive,), name="ilchi-receive", daemon=True).start()
        threading.Thread(target=self._ask, name="ilchi-ask", daemon=True).start()

    def _listen(self, receive: Receive) -> None:
        try:
            while True:
                receive(_unpack(self._ours.recv_bytes()))
        except (EOFError, OSError):
            self.ended = True
            self._questions.put(None)
            if not self._closed:
                receive(Failed("the checking process has ended; F5 starts it again"))

    def _ask(self) -> None:
        with contextlib.suppress(OSError):  # it has ended; ``_listen`` reports it
            while question := self._questions.get():
                self._ours.send(question)

    def change(self, number: int, target: Target) -> None:
        """Tell the present target of a segment; the answer says what has changed with it."""
        self._questions.put(("change", {number: target}))

    def trial(self, number: int, target: Target) -> None:
        """Ask what another target of a segment would make of the findings."""
        self._questions.put(("trial", number, target))

    def offers(self, number: int) -> None:
        """Ask for the fixes of a segment, tried in its whole document."""
        self._questions.put(("offers", number))

    def effect(self, concept: str, text: str, status: TermStatus) -> None:
        """Ask for the effect of a new term."""
        self._questions.put(("effect", concept, text, status))

    def reread(self) -> None:
        """Have the files read again."""
        self._questions.put(("reread",))

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._questions.put(None)
        self._process.terminate()
        self._process.join(_END)
        if self._process.is_alive():
            self._process.kill()
        self._ours.close()


def _serve(pipe: Connection, job: Job, parent: int) -> None:
    """The main function of the process: check, then answer questions until the pipe is closed."""
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # the terminal belongs to the other process
        os.dup2(quiet, stream)

    def send(message: Message) -> None:
        pipe.send_bytes(_pack(message))

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        engine = Engine(job)
        if _tried(send, engine.check, send):
            for name, *given in _questions(pipe):
                if name == "reread":
                    _tried(send, engine.reread, send)
                else:
                    _tried(send, lambda name=name, given=given: send(getattr(engine, name)(*given)))


def _questions(pipe: Connection) -> Iterator[tuple[Any, ...]]:
    """The questions; changes that wait are taken together, and a trial is left out if a later one replaces it."""
    while True:
        waiting = [pipe.recv()]
        while pipe.poll():
            waiting.append(pipe.recv())
        last = {given[0]: at for at, (name, *given) in enumerate(waiting) if name == "trial"}
        changes: dict[int, Target] = {}
        for at, (name, *given) in enumerate(waiting):
            if name == "change":
                changes |= given[0]
                continue
            if changes:
                yield "change", changes
                changes = {}
            if name != "trial" or last[given[0]] == at:
                yield name, *given
        if changes:
            yield "change", changes


def _end_with(parent: int) -> None:
    """Have this process end when its parent, the process with this number, does, whatever it is doing then."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_ON_PARENTS_DEATH, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    else:
        threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


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
