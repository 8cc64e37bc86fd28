"""Work on Dask workers: the same bytes as here, also when one of them is killed; and clear words when it cannot be."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
dask = pytest.importorskip("dask")
ROOT = Path(__file__).parent.parent

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
    monkeypatch.setitem(cluster._CONFIG, "distributed.comm.timeouts.connect", 1)
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


# Schedulers of their own, which are lost, have no workers, or speak TLS.


@contextmanager
def started(
    folder: Path, *, workers: int = 1, tls: tuple[str, ...] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of a scheduler with workers."""
    said, words = folder / "scheduler.json", ("--no-dashboard", *tls)
    programs = (
        [sys.executable, "-m", "distributed.cli.dask_scheduler"],
        [sys.executable, "-m", "distributed.cli.dask_worker"],
    )
    processes: list[subprocess.Popen[bytes]] = []

    def start(*more: str) -> None:
        processes.append(subprocess.Popen([*more, *words], stderr=subprocess.DEVNULL, cwd=ROOT))

    try:
        start(
            *programs[0],
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--scheduler-file",
            str(said),
            *(["--protocol", "tls"] if tls else []),
        )
        while not said.exists() or not said.read_bytes().strip():
            assert processes[0].poll() is None
            time.sleep(0.05)
        for _ in range(workers):
            start(*programs[1], "--scheduler-file", str(said), "--nthreads", "1")
        yield json.loads(said.read_bytes())["address"], processes[0]
    finally:
        for process in processes[::-1]:
            process.terminate()
        for process in processes:
            process.wait(30)


def test_a_lost_scheduler_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cluster._CONFIG, "distributed.comm.timeouts.connect", 5)
    with started(tmp_path) as (address, process):

        def read() -> Iterator[Segment]:
            for number, segment in enumerate(SEGMENTS):
                if number == 250:
                    process.kill()
                    process.wait()
                yield segment

        with pytest.raises(CheckerError, match=f"{address}: the Dask scheduler is lost"):
            essence(Corpus(read), partial(cluster.in_order, address=address))


def test_a_scheduler_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with started(tmp_path, workers=0) as (address, _):
        monkeypatch.setattr(cluster, "_WAIT", 2)
        with pytest.raises(CheckerError, match=r"no Dask worker came within 2 seconds; start some: dask worker"):
            essence(Corpus.of(SEGMENTS), partial(cluster.in_order, address=address))


def test_it_speaks_tls_with_the_certificates_of_dasks_config(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", "key.pem", "-out", "cert.pem"], cwd=tmp_path, check=True, capture_output=True)
    cert, key = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    names = ("--tls-ca-file", cert, "--tls-cert", cert, "--tls-key", key)
    with started(tmp_path, tls=names) as (address, _):
        assert address.startswith("tls://")
        with pytest.raises(CheckerError, match=f"{address}: TLS needs certificates"):
            essence(Corpus.of(SEGMENTS), partial(cluster.in_order, address=address))
        settings = {"ca-file": cert, "client.cert": cert, "client.key": key}
        with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in settings.items()}):
            there = essence(Corpus.of(SEGMENTS), partial(cluster.in_order, address=address))
    assert there == essence(Corpus.of(SEGMENTS))


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGSTOP")
def test_a_worker_that_does_not_answer_is_not_waited_for(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 2)
    with distributed.Client(scheduler, set_as_default=False) as client:
        pid = next(iter(client.run(os.getpid).values()))
        os.kill(pid, signal.SIGSTOP)
        try:
            cluster._fit(client, cluster.version("ilchi"), scheduler)
        finally:
            os.kill(pid, signal.SIGCONT)


def test_other_versions_are_named() -> None:
    here = {"python": "3.11.7.final.0", "distributed": "2026.8.0", "ilchi": "0.1.0"}
    for there, says in (
        (here | {"python": "3.12.1.final.0"}, "the Dask worker tcp://a:1 has Python 3.12, not 3.11"),
        (here | {"distributed": "2025.9.1"}, "has distributed 2025.9.1, not 2026.8.0"),
        (here | {"ilchi": None}, "has no ilchi"),
        (here | {"python": "3.11.9.final.0"}, ""),
    ):

        class Client:
            def wait_for_workers(self, *_args: object, **_others: object) -> None:
                pass

            def get_versions(self, packages: object, there: object = there) -> object:
                return {
                    "client": {"packages": here},
                    "scheduler": {"packages": here},
                    "workers": {"tcp://a:1": {"packages": there}},
                }

        if says:
            with pytest.raises(CheckerError, match=says):
                cluster._fit(Client(), "0.1.0", "tcp://b:2")
        else:
            cluster._fit(Client(), "0.1.0", "tcp://b:2")
