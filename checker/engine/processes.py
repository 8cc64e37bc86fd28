"""Runs work on a sequence of items in several processes; the results are the same as those of one process.

Items depend on each other only by a state that is carried from one to the next. The workers form a ring: item n goes to
worker n modulo their number. The worker begins the item at once, waits for the state from the previous worker, updates
it, passes it on, and finishes the item while the next worker continues. If an item ``parts`` the sequence, the state
after it is passed on at once.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Generator, Iterable, Iterator, Sized
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from checker.engine import gc_tuning
from checker.errors import CheckerError

Item = TypeVar("Item")
Begun = TypeVar("Begun")
Carried = TypeVar("Carried")
Done = TypeVar("Done")
Item_contra = TypeVar("Item_contra", contravariant=True)
Sized_ = TypeVar("Sized_", bound=Sized)
Done_co = TypeVar("Done_co", covariant=True)

_END = 5.0  # seconds to wait for a worker to end
_MOST = 8  # most processes if the user names no number, because each takes memory


class Work(Protocol[Item_contra, Begun, Carried, Done_co]):
    """The work on an item, in steps. Each worker has a copy, so it must be picklable if workers are not forked."""

    def carried(self) -> Carried:
        """The state before the first item."""
        ...

    def begin(self, item: Item_contra) -> Begun:
        """The first step, which needs only the item."""
        ...

    def warmed(self, begun: Begun) -> bool:
        """Whether the first step loaded everything that the work needs."""
        ...

    def parts(self, item: Item_contra) -> bool:
        """Whether the state after the item does not depend on items before it."""
        ...

    def ahead(self, begun: Begun) -> Carried:
        """The state after an item that ``parts``, the same as after ``follow``."""
        ...

    def follow(self, begun: Begun, carried: Carried) -> Begun:
        """The second step, which needs and updates the state ``carried``. It should be fast, because others wait."""
        ...

    def finish(self, begun: Begun) -> Done_co:
        """The last step, which returns the result."""
        ...


def in_order(
    work: Work[Item, Begun, Carried, Done], items: Iterable[Item], jobs: int = 1
) -> Generator[Done, None, None]:
    """The results for ``items``, in their order.

    Args:
        work: The work.
        items: The items; they are read only as fast as the workers need them.
        jobs: The number of processes; 1 for this process only.

    Raises:
        CheckerError: A worker ended too early.
        Exception: An error in the items or in the work.
    """
    carried = work.carried()
    rest = iter(items)
    for item in rest:
        begun = work.begin(item)
        warmed = work.warmed(begun)
        yield work.finish(work.follow(begun, carried))
        # The first items are done in this process, so that forked workers share what the work loads.
        if jobs > 1 and warmed:
            yield from _Ring(work, jobs, carried).results(rest)


def paying(items: Iterable[Sized_], jobs: int, enough: int) -> tuple[int, Iterable[Sized_]]:
    """The number of processes to use, and the items; some may have been read to decide.

    Args:
        items: The items.
        jobs: The wanted number; 0 for one per core, but one in total if the items are too few.
        enough: The total length of the items from which several processes are faster.
    """
    cores = min(_cores(), _MOST)
    if jobs or cores == 1:
        return jobs or 1, items
    rest = iter(items)
    read: list[Sized_] = []
    length = 0
    for item in rest:
        read.append(item)
        length += len(item)
        if length >= enough:
            return cores, chain(read, rest)
    return 1, read


def _cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def context() -> BaseContext:
    """The way to start processes: fork on Linux if this process has only one thread, else spawn."""
    threads = Path("/proc/self/task")
    if sys.platform != "linux" or not threads.is_dir() or len(list(threads.iterdir())) > 1:
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("fork")


class _Ring(Generic[Item, Begun, Carried, Done]):
    """The workers, and a thread that sends them items."""

    def __init__(self, work: Work[Item, Begun, Carried, Done], jobs: int, carried: Carried) -> None:
        made = context()
        self._lines: list[Connection] = []
        self._stopped = threading.Event()
        self._end: tuple[int, BaseException | None] = (0, None)
        ends = [made.Pipe(duplex=False) for _ in range(jobs)]
        self._processes = []
        gc.freeze()  # a collection in a worker would copy the memory that it shares with this process
        for number in range(jobs):
            ours, theirs = made.Pipe()
            before, after = ends[number][0], ends[(number + 1) % jobs][1]
            process = made.Process(  # type: ignore[attr-defined]
                target=_worker, args=(work, theirs, before, after, [] if number else [carried]), daemon=True
            )
            self._lines.append(ours)
            self._processes.append(process)
            process.start()
            theirs.close()
        gc.unfreeze()
        for pair in ends:
            for end in pair:
                end.close()

    def results(self, items: Iterable[Item]) -> Iterator[Done]:
        """The results for ``items``, in their order."""
        told, telling = multiprocessing.Pipe(duplex=False)
        threading.Thread(target=self._feed, args=(items, telling), daemon=True).start()
        count: int | None = None
        failure: BaseException | None = None
        number = 0
        try:
            while number != count:
                line = self._lines[number % len(self._lines)]
                ready = wait([line, *([told] if count is None else []), *(each.sentinel for each in self._processes)])
                if line in ready:
                    yield self._received(line)
                    number += 1
                elif told in ready:
                    count, failure = self._end
                else:
                    raise self._lost()
            if failure is not None:
                raise failure
        finally:
            self._stop()

    def _feed(self, items: Iterable[Item], telling: Connection) -> None:
        """Send ``items`` to the workers; at the end, store their number and the error, if there was one."""
        number = 0
        failure: BaseException | None = None
        try:
            for item in items:
                if self._stopped.is_set() or not self._sent(number, item):
                    return
                number += 1
        except BaseException as error:  # noqa: BLE001  # raised again in ``results``
            failure = error
        self._end = number, failure
        with contextlib.suppress(OSError):
            telling.send(None)
        for other in range(number, number + len(self._lines)):
            self._sent(other, None)

    def _sent(self, number: int, item: Item | None) -> bool:
        """Send an item; returns whether the worker accepted it. ``results`` reports a lost worker."""
        try:
            self._lines[number % len(self._lines)].send(item)
        except OSError:
            return False
        return True

    def _received(self, line: Connection) -> Done:
        try:
            done, failure = line.recv()
        except (EOFError, OSError):
            raise self._lost() from None
        if isinstance(failure, CheckerError):
            raise failure
        if failure is not None:
            raise RuntimeError(f"in a worker:\n{failure}")
        return done  # type: ignore[no-any-return]

    def _lost(self) -> CheckerError:
        """The error about a lost worker."""
        for process in self._processes:
            process.join(0.1)
        code = next((process.exitcode for process in self._processes if process.exitcode is not None), 0)
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return CheckerError(f"a worker process {how}", hint="was there enough memory? fewer --jobs need less memory")

    def _stop(self) -> None:
        self._stopped.set()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(_END)
        for line in self._lines:
            line.close()


def _worker(
    work: Work[Any, Any, Any, Any],
    line: Connection,
    before: Connection,
    after: Connection,
    first: list[Any],
) -> None:
    """The main function of a worker: items and results by ``line``, the state from ``before`` and to ``after``.

    ``first`` holds the initial state, in the worker that gets the first item.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process ends the workers
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    gc_tuning.seldom()
    onward: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    threading.Thread(target=_hand_on, args=(after, onward), daemon=True).start()
    try:
        while (item := line.recv()) is not None:
            begun = work.begin(item)
            parts = work.parts(item)
            if parts:
                onward.put(work.ahead(begun))
            carried = first.pop() if first else before.recv()
            followed = work.follow(begun, carried)
            if not parts:
                onward.put(carried)
            line.send((work.finish(followed), None))
    except EOFError:
        return  # the parent process has ended
    except CheckerError as error:
        line.send((None, error))
    except Exception:  # noqa: BLE001  # reported by ``results``
        line.send((None, traceback.format_exc()))
    # A worker that ends by itself counts as lost, so wait to be ended; and keep reading, or the previous worker blocks.
    with contextlib.suppress(EOFError, OSError):
        while True:
            before.recv()


def _hand_on(after: Connection, onward: "SimpleQueue[Any]") -> None:
    """Send states to the next worker, in a thread: else all workers could wait to send, and none would receive."""
    with contextlib.suppress(OSError):  # the next worker has ended; ``results`` reports it
        while True:
            after.send(onward.get())


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
