"""Work in several processes: the same bytes for any number, and a clear end when one of them has gone."""

import io
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker import CheckerError, Corpus, Glossary, Segment, Settings, check, reports
from checker.engine import processes
from checker.engine.memoised import Memory
from checker.engine.observer import Observer
from checker.engine.part import Part
from checker.engine.path import found_and_rendered
from checker.engine.runner import Runner
from checker.judging.gate import gates
from checker.matching.matches import Matches
from checker.matching.terminology import Terminology
from checker.model import Severity
from tests.conftest import Ran, console_script, environment
from tests.corpora import FOLDERS, draft, glossary
from tests.synthetic import Pairs
from tests.synthetic import glossary as glossary_of

WAYS = [way for way in ("fork", "spawn") if way in multiprocessing.get_all_start_methods()]


def report(corpus: Corpus, known: Glossary, settings: Settings, memory: Memory | None = None) -> str:
    done = check(corpus, known, settings, Runner(memory))
    verdicts = gates(done.summary, Severity.MAJOR, require_terms=False)
    out = io.StringIO()
    reports.writer("json").write(
        reports.Run.of(done, verdicts, Severity.MAJOR, corpus.source_language, corpus.target_language), out
    )
    return out.getvalue()


def documents() -> list[Segment]:
    """Our corpora, whose documents are cut by chunks and span them."""
    return [segment for folder in FOLDERS for segment in draft(folder)]


@pytest.mark.parametrize(("jobs", "chunk"), [(2, 1000), (3, 7)])
def test_any_number_of_workers_gives_the_same_report(jobs: int, chunk: int) -> None:
    corpus, known = Corpus.of(documents()), glossary()
    assert report(corpus, known, Settings(jobs=jobs, chunk=chunk)) == report(corpus, known, Settings())


@pytest.mark.parametrize("way", WAYS)
def test_forked_and_spawned_workers_give_the_same_report(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = glossary_of(200)
    corpus = Corpus.of(Pairs(known).segments(400))
    alone = report(corpus, known, Settings())
    monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context(way))
    assert report(corpus, known, Settings(jobs=2, chunk=50)) == alone


def test_a_process_with_threads_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    assert processes.context().get_start_method() == "spawn"
    ended.set()
    thread.join()


@pytest.mark.skipif("fork" not in WAYS, reason="there is no fork here")
def test_forked_workers_share_what_the_first_item_has_loaded() -> None:
    program = (
        "from checker.engine.processes import context, in_order\n"
        "from checker.languages.ko import analyser\n"
        "class Work:\n"
        "    def carried(self): return None\n"
        "    def begin(self, item): return analyser._kiwi.cache_info().misses, analyser.analyse([item])[item]\n"
        "    def warmed(self, begun): return True\n"
        "    def parts(self, item): return False\n"
        "    def follow(self, begun, carried): return begun\n"
        "    def finish(self, begun): return begun\n"
        "found = list(in_order(Work(), ['가방을 샀다', '나무가 있다', '문을 열었다'], 2))\n"
        "print([loaded for loaded, _ in found], [len(words) > 2 for _, words in found], context().get_start_method())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[0, 1, 1] [True, True, True] fork\n", "")


def test_few_items_are_worked_on_here_and_many_by_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    for items, jobs, wanted in (
        (["ab", "c"], 0, 1),
        (["ab", "cd"], 0, 2),
        (["ab"] * 9, 0, 2),
        (["ab"] * 9, 3, 3),
        ([], 0, 1),
    ):
        given = iter(items)
        paid, read = processes.paying(given, jobs, 4)
        assert (paid, list(read)) == (wanted, items)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.parametrize("count", range(8))
def test_results_come_in_order_whatever_each_takes(
    way: str, jobs: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "spawn" and count not in (0, 5):
        pytest.skip("slow to start; forked ones are tried with every count")
    monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context(way))
    assert list(processes.in_order(Adding(), range(count), jobs)) == list(processes.in_order(Adding(), range(count)))


class Adding:
    """Carries the sum of the items since the last that begins anew, with enough beside it to fill a pipe."""

    def carried(self) -> list[int]:
        return [0] * 100_000

    def begin(self, item: int) -> tuple[int, int]:
        time.sleep(0.01 * (item % 3))
        return item, 0

    def warmed(self, begun: tuple[int, int]) -> bool:
        return begun[0] > 0  # so that some items are done here

    def parts(self, item: int) -> bool:
        return item % 3 == 2

    def ahead(self, begun: tuple[int, int]) -> list[int]:
        return [begun[0], *[0] * 99_999]

    def follow(self, begun: tuple[int, int], carried: list[int]) -> tuple[int, int]:
        total = carried[0] + begun[0]
        carried[0] = begun[0] if self.parts(begun[0]) else total
        return begun[0], total

    def finish(self, begun: tuple[int, int]) -> tuple[int, int]:
        return begun


class Failing(Adding):
    """Does something to itself at item 3."""

    def __init__(self, failure: Callable[[], object]) -> None:
        self.failure = failure

    def begin(self, item: int) -> tuple[int, int]:
        if item == 3:
            self.failure()
        return super().begin(item)


def refuse() -> None:
    raise CheckerError("it is broken", "news.csv:3", "mend it")


def blunder() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("failure", "error", "message"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), CheckerError, "a worker process was ended by signal 9"),
        (lambda: os._exit(3), CheckerError, "a worker process ended with status 3"),
        (lambda: os._exit(0), CheckerError, "a worker process ended with status 0"),
        (refuse, CheckerError, "news.csv:3: it is broken; mend it"),
        (blunder, RuntimeError, "ZeroDivisionError"),
    ],
)
@pytest.mark.skipif("fork" not in WAYS, reason="needs functions that are not picklable")
def test_what_goes_wrong_in_a_worker_is_raised_here(
    failure: Callable[[], object], error: type[Exception], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context("fork"))
    with pytest.raises(error, match=message):
        list(processes.in_order(Failing(failure), range(100), 2))
    assert not multiprocessing.active_children()


def test_what_goes_wrong_in_the_input_is_raised_after_what_was_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def items() -> Iterator[int]:
        yield from range(5)
        refuse()

    monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context(WAYS[0]))
    results = processes.in_order(Adding(), items(), 2)
    assert [next(results) for _ in range(5)] == list(processes.in_order(Adding(), range(5)))
    with pytest.raises(CheckerError, match="it is broken"):
        next(results)
    assert not multiprocessing.active_children()


def test_workers_end_when_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context(WAYS[0]))
    results = processes.in_order(Adding(), iter(int, 1), 2)
    next(results)
    results.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT for another process")
def test_an_interrupt_ends_the_workers_too(put: Callable[[str, str], Path], words: tuple[str, Path]) -> None:
    line = "국무위원장이 도착했다.,The Chairman of State Affairs arrived {}.\n"
    path = put("long.csv", "source,target\n" + "".join(map(line.format, range(300_000))))
    run = subprocess.Popen(
        [console_script(), "check", path, *words, "--jobs", "2"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stderr
    assert b"languages" in run.stderr.readline()
    time.sleep(1)
    os.killpg(run.pid, signal.SIGINT)
    _, error = run.communicate(timeout=60)
    assert (run.returncode, error) == (130, b"ilchi: interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


@pytest.mark.parametrize("kind", ["text", "jsonl"])
def test_terms_lists_the_same(kind: str, ilchi: Callable[..., Ran]) -> None:
    args = ("terms", "corpora", "-g", "glossaries", "-g", "corpora/review-app/terms.csv", "--format", kind)
    root = Path(__file__).parents[1]
    alone, together = ilchi(*args, cwd=root), ilchi(*args, "--jobs", "3", cwd=root)
    assert alone.out.count("\n") > 50
    assert together == alone


def test_the_number_of_workers_is_a_number(ilchi: Callable[..., Ran], cli: Path) -> None:
    assert ilchi("check", cli, "--jobs", "-1").status == 2


class Rows(list[list[object]]):
    add = list.append


class FirstRows(Observer[list[object], Rows]):
    key = "first rows"
    total = Rows

    def see(self, matches: Matches) -> list[object]:
        return list(matches.rows[:10])


def test_any_observer_sees_the_same_in_any_number_of_processes() -> None:
    part = Part(Corpus.of(documents()), glossary())
    here, there = (Runner().run(part, FirstRows(), Settings(chunk=50, jobs=jobs)) for jobs in (1, 2))
    assert here == there
    assert any(here)


@pytest.mark.parametrize("languages", [("ko", "en"), ("en", "ko"), ("ja", "fr"), ("zh", "xx"), ("fr", "de")])
def test_a_packed_glossary_finds_what_the_compiled_one_does(languages: tuple[str, str]) -> None:
    compiled = Terminology(glossary(), *languages)
    again = pickle.loads(pickle.dumps(compiled))
    for chunk in Corpus.of(documents()).chunks(200):
        assert found_and_rendered(chunk, again).rows == found_and_rendered(chunk, compiled).rows


def test_a_packed_glossary_that_is_none_is_refused() -> None:
    known = glossary()
    packed = Terminology(known, "ko", "en").packed()
    for broken in (b"\0", packed[: len(packed) // 2], b"\xff" * 100):
        with pytest.raises(ValueError, match=r"."):
            Terminology(known, "ko", "en", broken)
