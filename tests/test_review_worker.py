"""The process behind the screen: what it answers, and that it ends with the process before it."""

import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.model import Target, TermStatus
from tests.conftest import environment
from tests.reviewing import NEWS, Desk, drive
from tui.work.messages import Batch, Changed, Effect, Failed, Finished, Opened, Rechecked
from tui.work.worker import Worker

_LONG = 60.0  # seconds until a test gives up
_REVIEW = """
import sys, time
from checker.project.workspace import Wanted
from tui.work.engine import Job
from tui.work.worker import Worker, prepare

if __name__ == "__main__":
    wanted = Wanted(paths=("news.csv",), glossaries=("names.csv",), languages=("ko", "en"), jobs=2)
    prepare()
    worker = Worker(Job(wanted=wanted), lambda message: print(type(message).__name__, flush=True))
    time.sleep(600)
"""


@pytest.fixture
def worker(tmp_path):
    """A worker and its messages, when it has checked."""
    desk = Desk(tmp_path)
    messages = queue.Queue()
    made = Worker(desk.job, messages.put)
    made.desk, made.messages = desk, messages
    yield made
    made.close()
    assert not made._process.is_alive()


def test_it_checks_and_follows(worker):
    def answer():
        return worker.messages.get(timeout=_LONG)

    kinds = [type(answer()) for _ in range(4)]
    assert kinds == [Opened, Batch, Batch, Finished]
    worker.change(0, Target("The State Affairs Commission met."))
    changed = answer()
    assert isinstance(changed, Changed)
    assert changed.segments[0].target.text == "The State Affairs Commission met."
    assert not changed.segments[0].findings
    worker.trial(0, Target("The State Council met."))
    tried = answer()
    assert isinstance(tried, Rechecked)
    assert [finding.rule for finding in tried.findings] == ["deprecated-term"]
    assert [finding.rule for finding in tried.come] == ["deprecated-term"]
    worker.effect("0:committee", "State Council", TermStatus.ADMITTED)
    effect = answer()
    assert isinstance(effect, Effect)
    assert len(effect.resolved) == 1
    worker.effect("0:nobody", "State Council", TermStatus.ADMITTED)
    assert answer() == Failed("the glossary has no “nobody”")
    worker.reread()
    again = answer()
    assert isinstance(again, Changed)
    assert again.concepts
    assert not again.segments


def test_waiting_changes_are_taken_together(worker):
    for text in ("one", "two", "The State Affairs Commission met."):
        worker.change(0, Target(text))
        worker.change(1, Target(text))
    while not isinstance(message := worker.messages.get(timeout=_LONG), Changed):
        pass
    assert {message.segments[number].target.text for number in (0, 1)} == {"The State Affairs Commission met."}


def children(pid):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return list(map(int, found.stdout.split()))


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and ps")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("line", ["Opened", "Batch", "Finished"])
def test_no_process_outlives_the_review(tmp_path, number, line):
    rows = NEWS.splitlines(keepends=True)
    Desk(tmp_path, rows[0] + "".join(rows[1:] * 500))
    ran = subprocess.Popen(
        [sys.executable, "-c", _REVIEW], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True
    )
    with ran, ran.stdout as said:
        while line not in said.readline():
            assert ran.poll() is None
        below = children(ran.pid)
        below += [pid for each in below for pid in children(each)]
        os.kill(ran.pid, number)
        ran.wait()
    assert below
    end = time.monotonic() + _LONG
    while any(map(alive, below)):
        assert time.monotonic() < end, below
        time.sleep(0.05)


def test_an_edit_waits_until_the_files_are_read_again(tmp_path):
    async def scenario(d):
        told, worker = [], d.app._worker
        worker.reread = lambda: None
        worker.change = lambda number, target: told.append((number, target.text))
        await d.press("f5")
        d.session.edit({0: "The State Affairs Commission met."}, "edit")
        assert not told
        worker.receive(Failed("a file cannot be read"))
        await d.settle()
        assert told == [(0, "The State Affairs Commission met.")]

    drive(Desk(tmp_path), scenario)
