"""Work on a row of items in several processes, with results as if one had done it all.

Each item is worked on by itself but for what is carried from one to the next. Workers stand in a ring: item n goes to
worker n modulo their number, which begins it at once, waits for what its neighbour carries over, hands that on as
soon as it has added to it, and finishes the item while the next worker goes on. An item that parts what comes before
from what follows hands on at once.
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

_END = 5.0  # seconds that a worker has to end in
_MOST = 8  # processes that are started unasked, for each takes memory


class Work(Protocol[Item_contra, Begun, Carried, Done_co]):
    """What is done with an item; it goes to each worker once, and must be picklable where workers are not forked."""

    def carried(self) -> Carried:
        """What the first item finds."""
        ...

    def begin(self, item: Item_contra) -> Begun:
        """What needs the item alone."""
        ...

    def warmed(self, begun: Begun) -> bool:
        """Whether beginning took what the work needs to load."""
        ...

    def parts(self, item: Item_contra) -> bool:
        """Whether what the next item finds does not depend on anything before this one."""
        ...

    def ahead(self, begun: Begun) -> Carried:
        """What the next item finds, of one that ``parts``: as ``follow`` would leave it."""
        ...

    def follow(self, begun: Begun, carried: Carried) -> Begun:
        """What needs what went before; ``carried`` is changed to what the next item finds. Be quick: others wait."""
        ...

    def finish(self, begun: Begun) -> Done_co:
        """The rest."""
        ...


def in_order(
    work: Work[Item, Begun, Carried, Done], items: Iterable[Item], jobs: int = 1
) -> Generator[Done, None, None]:
    """The results for ``items``, in their order.

    Args:
        work: What to do.
        items: Read once, no further ahead than the workers can take.
        jobs: Processes; 1 is this one alone.

    Raises:
        CheckerError: A worker ended before its work was done.
        Exception: Whatever the items or the work raise.
    """
    carried = work.carried()
    rest = iter(items)
    for item in rest:
        begun = work.begin(item)
        warmed = work.warmed(begun)
        yield work.finish(work.follow(begun, carried))
        # One item is done here even so: what the work loads as it goes is loaded once, and forked workers share it.
        if jobs > 1 and warmed:
            yield from _Ring(work, jobs, carried).results(rest)


def paying(items: Iterable[Sized_], jobs: int, enough: int) -> tuple[int, Iterable[Sized_]]:
    """The number of processes to work in, and the items, of which some may have been read for it.

    Args:
        items: What to work on.
        jobs: What was asked for; 0 for as many as the machine has cores, but only where the items pay for them.
        enough: The length of items, all together, that pays.
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
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def context() -> BaseContext:
    """How processes are made: forked where this one has no second thread, which a fork would lose; else spawned."""
    threads = Path("/proc/self/task")
    if sys.platform != "linux" or not threads.is_dir() or len(list(threads.iterdir())) > 1:
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("fork")


class _Ring(Generic[Item, Begun, Carried, Done]):
    """The workers, and the threads of talk with them."""

    def __init__(self, work: Work[Item, Begun, Carried, Done], jobs: int, carried: Carried) -> None:
        made = context()
        self._lines: list[Connection] = []
        self._stopped = threading.Event()
        self._end: tuple[int, BaseException | None] = (0, None)
        ends = [made.Pipe(duplex=False) for _ in range(jobs)]
        self._processes = []
        gc.freeze()  # so that no collection in a worker touches, and so copies, what it shares with us
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
        """The results in the order of the items."""
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
        """Give out ``items``; in the end say how many there were, and what put an end to them."""
        number = 0
        failure: BaseException | None = None
        try:
            for item in items:
                if self._stopped.is_set() or not self._sent(number, item):
                    return
                number += 1
        except BaseException as error:  # noqa: BLE001  # raised again where the results are read
            failure = error
        self._end = number, failure
        with contextlib.suppress(OSError):
            telling.send(None)
        for other in range(number, number + len(self._lines)):
            self._sent(other, None)

    def _sent(self, number: int, item: Item | None) -> bool:
        """Whether a worker has taken ``item``; of one that has gone we learn elsewhere."""
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
        """Why a worker has gone."""
        for process in self._processes:
            process.join(0.1)
        code = next((process.exitcode for process in self._processes if process.exitcode is not None), 0)
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return CheckerError(f"a worker process {how}", hint="was there enough memory? fewer --jobs need less")

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
    """The life of a worker: items from ``line``, what is carried from ``before`` to ``after``, results back.

    ``first`` holds what is carried to the first item, for the one who takes it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
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
        return  # nobody is there any more
    except CheckerError as error:
        line.send((None, error))
    except Exception:  # noqa: BLE001  # told where the results are read
        line.send((None, traceback.format_exc()))
    # A worker that ends of itself is lost, so wait for the end; and take what a neighbour would else wait to hand on.
    with contextlib.suppress(EOFError, OSError):
        while True:
            before.recv()


def _hand_on(after: Connection, onward: "SimpleQueue[Any]") -> None:
    """Send what is put in, beside the work: else all might wait to send, and nobody take."""
    with contextlib.suppress(OSError):  # the neighbour has gone, and is missed where the results are read
        while True:
            after.send(onward.get())


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
