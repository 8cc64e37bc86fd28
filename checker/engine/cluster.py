"""Work on a row of items on many machines, by Dask: the same work as in ``workers``, with the same results.

Each item is three tasks: begun anywhere at any time, followed up as soon as what it finds is there, finished. What is
lost with a machine is done again elsewhere. No more items are under way than the workers need to be busy.
"""

import copy
from collections import deque
from collections.abc import Generator, Iterable
from importlib.metadata import version
from typing import Any

from checker.engine import gc_tuning
from checker.engine.processes import Carried, Done, Item, Work
from checker.errors import CheckerError

_AHEAD = 3  # items under way for each worker
_CHAIN = 8  # items that hang on each other; Dask keeps all that a result was made of
_WAIT = 30  # seconds for a scheduler to answer
_LARGE = 1 << 24  # bytes
_CONFIG = {
    "distributed.comm.timeouts.connect": _WAIT,
    "distributed.admin.log-format": "%(message)s",
    "distributed.admin.low-level-log-length": 10,  # messages that are kept, with the items in them
    "distributed.worker.profile.enabled": False,
}


def in_order(
    work: Work[Item, Any, Carried, Done], items: Iterable[Item], address: str = "", jobs: int = 0
) -> Generator[Done, None, None]:
    """The results for ``items``, in their order; as ``processes.in_order`` gives them.

    Args:
        work: What to do; picklable.
        items: Read once, no further ahead than the workers can take.
        address: Of a scheduler; "" starts workers on this machine, which end with the work.
        jobs: Workers to start here; 0 for as many as there are cores.

    Raises:
        CheckerError: The extra is not installed, the scheduler does not answer, or its workers cannot do the work.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise CheckerError("Dask needs an extra", hint="pip install 'ilchi[dask]'") from None
    with dask.config.set(_CONFIG):
        if address:
            try:
                client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
            except (OSError, TimeoutError, ValueError):
                raise CheckerError("no Dask scheduler answers", address, "for instance tcp://10.0.0.1:8786") from None
            with client:
                yield from _results(client, work, items)
            return
        made = {"threads_per_worker": 1, "n_workers": jobs or None, "dashboard_address": None, "silence_logs": 50}
        with (
            distributed.LocalCluster(**made) as local,
            distributed.Client(local, set_as_default=False) as client,
        ):
            yield from _results(client, work, items)


def _results(client: Any, work: Any, items: Iterable[Any]) -> Generator[Any, None, None]:  # noqa: ANN401  # Dask has no types
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    client.wait_for_workers(1, timeout=_WAIT)
    own = version("ilchi")
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
    except (KilledWorker, FutureCancelledError) as error:
        said = str(error).partition("\n")[0][:200]
        raise CheckerError(f"the Dask workers cannot do the work: {said}", hint="is there enough memory?") from None
    finally:
        client.cancel(list(under_way))


class _Here:
    """What an item has become. It is large, which Dask has to be told so that it stays where it is."""

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
    mine = copy.deepcopy(carried)  # a task may be done twice, and must not see itself
    return _Here(work.follow(begun.value, mine)), mine


def _second(followed: tuple[_Here, Any]) -> Any:  # noqa: ANN401
    return followed[1]


def _finished(work: Any, followed: tuple[_Here, Any]) -> Any:  # noqa: ANN401
    return work.finish(followed[0].value)
