"""Work on Dask workers: the same bytes as here, also when one of them is killed; and clear words when it cannot be."""

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from checker import CheckerError, Corpus, Segment, Settings, check
from checker.engine import cluster
from checker.engine.part import Part
from checker.engine.runner import Matching, Runner
from checker.score.score import score
from tests.synthetic import Pairs, glossary

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

# Dask says on the way out what it lost; it is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

KNOWN = glossary(100)
SEGMENTS = list(Pairs(KNOWN).segments(400))
SETTINGS = Settings(chunk=20)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of one with two workers."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        yield local.scheduler_address


def essence(corpus: Corpus, engine: object = None) -> object:
    report = check(corpus, KNOWN, SETTINGS, Runner(engine=engine))  # type: ignore[arg-type]
    return list(report.findings.evidence()), report.summary, report.files, report.notices, report.signature


def test_dask_gives_the_same_report(scheduler: str) -> None:
    engine = partial(cluster.in_order, address=scheduler)
    assert essence(Corpus.of(SEGMENTS), engine) == essence(Corpus.of(SEGMENTS))


def test_dask_gives_the_same_score(scheduler: str) -> None:
    part = Part(Corpus.of(SEGMENTS), KNOWN, (Corpus.of(SEGMENTS),))
    runner = Runner(engine=partial(cluster.in_order, address=scheduler))
    assert score({"x": [part]}, SETTINGS, runner=runner).card == score({"x": [part]}, SETTINGS).card


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_worker_killed_in_the_middle_changes_nothing(scheduler: str) -> None:
    with distributed.Client(scheduler, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed: list[int] = []

    def read() -> Iterator[Segment]:
        for number, segment in enumerate(SEGMENTS):
            if number == 250 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)
            yield segment

    assert essence(Corpus(read), partial(cluster.in_order, address=scheduler)) == essence(Corpus.of(SEGMENTS))
    assert killed


class Refusing(Matching[object]):
    def __init__(self) -> None:
        pass

    def carried(self) -> None:  # type: ignore[override]
        return None

    def parts(self, chunk: object) -> bool:  # type: ignore[override]
        return bool(chunk)

    def begin(self, chunk: object) -> object:  # type: ignore[override]
        raise CheckerError("it is broken", "news.csv:3", "mend it")


def test_what_goes_wrong_there_is_said_here(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CheckerError, match="it is broken"):
        list(cluster.in_order(Refusing(), [1, 2], scheduler))
    monkeypatch.setattr(cluster, "version", lambda _name: "99")
    with pytest.raises(CheckerError, match="not 99"):
        list(cluster.in_order(Refusing(), [1, 2], scheduler))


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 1)
    with pytest.raises(CheckerError, match="no Dask scheduler answers"):
        list(cluster.in_order(Refusing(), [1], "tcp://127.0.0.1:9"))


def test_it_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CheckerError, match="needs an extra"):
        list(cluster.in_order(Refusing(), [1]))


def test_the_command_starts_workers_of_its_own(ilchi, cli: Path, words: tuple[str, Path]) -> None:  # type: ignore[no-untyped-def]
    here = ilchi("check", cli, *words, "--format", "json", "--no-cache", "--keep-going")
    there = ilchi(
        "check", cli, *words, "--format", "json", "--no-cache", "--keep-going", "--engine", "dask", "--jobs", "2"
    )
    assert (there.status, there.out) == (here.status, here.out), there.err
    assert ilchi("check", cli, *words, "--scheduler", "tcp://127.0.0.1:9").status == 2
