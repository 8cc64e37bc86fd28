"""Runs work on many machines with Dask; the results are the same as those of ``processes.in_order``.

Each item is three tasks, as in ``Work``: begin, which can run at any time; follow, which waits for the state from the
item before; finish. Tasks that are lost with a machine are repeated. Only as many items are in progress as keep the
workers busy.
"""

import copy
import logging
import threading
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from typing import Any

from checker.engine import gc_tuning
from checker.engine.processes import Carried, Done, Item, Work
from checker.errors import CheckerError

_AHEAD = 3  # items in progress per worker
_CHAIN = 8  # most dependent items in a row, because Dask keeps everything that a result depends on
_WAIT = 30  # seconds to wait for a scheduler
_LARGE = 1 << 24  # bytes
_CONFIG = {
    "distributed.comm.timeouts.connect": _WAIT,
    "distributed.admin.log-format": "%(message)s",
    "distributed.admin.low-level-log-length": 10,  # log messages that are kept; they hold items
    "distributed.worker.profile.enabled": False,
}


def in_order(
    work: Work[Item, Any, Carried, Done], items: Iterable[Item], address: str = "", jobs: int = 0
) -> Generator[Done, None, None]:
    """The results for ``items``, in their order.

    Args:
        work: The work; it must be picklable.
        items: The items; they are read only as fast as the workers need them.
        address: The address of a scheduler; "" starts workers on this machine, which end with the work.
        jobs: The number of workers to start on this machine; 0 for one per core.

    Raises:
        CheckerError: The extra is not installed, the scheduler does not answer or is lost, the workers have other
            versions, or they fail.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise CheckerError("Dask needs an extra", hint="pip install 'ilchi[dask]'") from None
    with dask.config.set(_CONFIG), _quiet():
        if address:
            if address.startswith("tls://") and not dask.config.get("distributed.comm.tls.ca-file", None):
                hint = "name them in Dask’s config: distributed.comm.tls, or DASK_DISTRIBUTED__COMM__TLS__…"
                raise CheckerError("TLS needs certificates", address, hint)
            try:
                client = distributed.Client(address, set_as_default=False)
            except (OSError, ValueError):
                raise CheckerError("no Dask scheduler answers", address, "for instance tcp://10.0.0.1:8786") from None
            with client:
                yield from _results(client, work, items, address)
            return
        made = {"threads_per_worker": 1, "n_workers": jobs or None, "dashboard_address": None, "silence_logs": 50}
        with (
            distributed.LocalCluster(**made) as local,
            distributed.Client(local, set_as_default=False) as client,
        ):
            yield from _results(client, work, items, "")


@contextmanager
def _quiet() -> Iterator[None]:
    """A context in which Dask logs nothing: what matters becomes an error of ours."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed\.")
        try:
            yield
        finally:
            for logger, level in zip(loggers, before, strict=True):
                logger.setLevel(level)


def _fit(client: Any, own: str, address: str) -> None:  # noqa: ANN401
    """Check that scheduler and workers have the versions that this process has.

    A worker that does not answer in time, because it is busy or has stopped, is not waited for: ``_begun`` looks again.

    Raises:
        CheckerError: There is no worker, or one has other versions.
    """
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError:
        hint = "start some: dask worker ADDRESS --nthreads 1"
        raise CheckerError(f"no Dask worker came within {_WAIT} seconds", address, hint) from None
    found: list[dict[str, Any]] = []

    def ask() -> None:
        with suppress(Exception):  # the work will fail too, and say why
            found.append(client.get_versions(packages=["ilchi"]))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_WAIT)
    for each in found:
        here = _versions(each["client"]["packages"]) | {"ilchi": own}
        for name, there in {"scheduler": each["scheduler"], **each["workers"]}.items():
            for what, has in _versions(there["packages"]).items():
                if has != here[what]:
                    who = "scheduler" if name == "scheduler" else f"worker {name}"
                    said = f"has {what} {has}, not {here[what]}" if has else f"has no {what}"
                    raise CheckerError(f"the Dask {who} {said}", address, "install the same everywhere")


def _versions(packages: Mapping[str, str | None]) -> dict[str, str]:
    """The versions that must be alike; that of Python without its last number."""
    python = ".".join(str(packages.get("python")).split(".")[:2])
    return {"Python": python} | {name: packages.get(name) or "" for name in ("distributed", "ilchi")}


def _results(
    client: Any,  # noqa: ANN401  # Dask has no types
    work: Any,  # noqa: ANN401
    items: Iterable[Any],
    address: str,
) -> Generator[Any, None, None]:
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError
    from distributed.scheduler import KilledWorker

    own = version("ilchi")
    _fit(client, own, address)
    given = client.submit(_given, work, pure=False)  # a task, so that it is not lost with a worker
    carried: Any = work.carried()
    chain = 0
    under_way: deque[Any] = deque()
    try:
        for item in items:
            begun = client.submit(_begun, given, item, own, pure=False)
            followed = client.submit(_followed, given, begun, carried, pure=False)
            under_way.append(client.submit(_finished, given, followed, pure=False))
            if work.parts(item):
                carried, chain = client.submit(_ahead, given, begun, pure=False), 0
            else:
                carried, chain = client.submit(_second, followed, pure=False), chain + 1
            if chain == _CHAIN:
                carried, chain = carried.result(), 0
            if len(under_way) > _AHEAD * max(len(client.nthreads()), 1):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except OSError as error:
        if client.status == "running" and not isinstance(error, CommClosedError):
            raise  # it is of the items
        raise _lost(address) from None
    except (KilledWorker, FutureCancelledError) as error:
        if getattr(error, "reason", "").startswith("scheduler-"):
            raise _lost(address) from None
        said = str(error).partition("\n")[0][:200]
        raise CheckerError(f"the Dask workers cannot do the work: {said}", hint="is there enough memory?") from None
    finally:
        with suppress(CommClosedError, OSError):
            client.cancel(list(under_way))


def _lost(address: str) -> CheckerError:
    return CheckerError("the Dask scheduler is lost", address, "start it, and run this again")


class _Here:
    """An item in progress. It tells Dask that it is large, so that Dask does not move it to another machine."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401
        self.value = value

    def __sizeof__(self) -> int:
        return _LARGE


def _given(work: Any) -> Any:  # noqa: ANN401
    return work


def _begun(work: Any, item: Any, wanted: str) -> _Here:  # noqa: ANN401
    from distributed import get_worker

    own = version("ilchi")
    if own != wanted:
        raise CheckerError(f"a Dask worker has ilchi {own}, not {wanted}", hint="install the same everywhere")
    if get_worker().state.nthreads != 1:
        raise CheckerError("a Dask worker has several threads", hint="start it with --nthreads 1")
    gc_tuning.seldom()
    return _Here(work.begin(item))


def _ahead(work: Any, begun: _Here) -> Any:  # noqa: ANN401
    return work.ahead(begun.value)


def _followed(work: Any, begun: _Here, carried: Any) -> tuple[_Here, Any]:  # noqa: ANN401
    mine = copy.deepcopy(carried)  # Dask may run the task twice with the same argument
    return _Here(work.follow(begun.value, mine)), mine


def _second(followed: tuple[_Here, Any]) -> Any:  # noqa: ANN401
    return followed[1]


def _finished(work: Any, followed: tuple[_Here, Any]) -> Any:  # noqa: ANN401
    return work.finish(followed[0].value)
