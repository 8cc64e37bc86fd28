"""A review that is killed at any time, by keys as bytes on a real pty: nothing is lost, nothing is left behind.

``python -m tests.test_review_signals --runs 1000 --jobs 4 --seed 1`` does many at once.
"""

import argparse
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

from checker.project import decision_file
from tests.conftest import console_script
from tests.ptys import Tty
from tests.reviewing import GLOSSARY
from tui.state.journal import Journal

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are counted in /proc")

PAIRS = 40
DONE = re.compile(r"done (\d+)/(\d+)")
ENDS = ("hangup", signal.SIGHUP, signal.SIGTERM, signal.SIGKILL)
KEYS = (
    b"x",
    b"i",
    b"c",
    b"x",
    b"\xe3\x85\x8c",
    b"w",
    b"j",
    b"k",
    b"\x1b[B",
    b"/",
    b"\x1b",
)  # decisions, and what decides nothing


def news():
    """Pairs, each with a finding of its own."""
    rows = (f"국무위원회가 {n}번째 회의를 열었다.,The State Council held meeting {n}.\n" for n in range(1, PAIRS + 1))
    return "source,target\n" + "".join(rows)


def one(seed, folder):
    """One run; returns what went wrong, "" if nothing did."""
    chance = random.Random(seed)
    end = ENDS[seed % len(ENDS)]
    (folder / "news.csv").write_text(news(), encoding="utf-8")
    (folder / "names.csv").write_text(GLOSSARY, encoding="utf-8")
    tty = Tty([console_script(), "review", "news.csv", "-g", "names.csv"], folder)
    try:
        stop = time.monotonic() + chance.choice([chance.uniform(0, 2), chance.uniform(1, 6)])
        drawn = False
        while time.monotonic() < stop:
            tty.read(min(0.02, max(stop - time.monotonic(), 0)))
            if drawn := drawn or "done " in tty.grid.text:
                tty.keys(chance.choice(KEYS) if chance.random() < 0.3 else b"x")
        if end == "hangup":
            tty.hang_up()
        else:
            tty.send(end)
        try:
            status = tty.ended(60)
        except AssertionError as error:
            return f"it hangs: {error}"
        if left := tty.left(30):
            return f"processes are left: {left}"
        return wrong(tty, folder, end, status)
    finally:
        tty.close()


def wrong(tty, folder, end, status):
    """What is wrong after a run that has ended; "" if nothing is."""
    found = DONE.search(tty.grid.text)
    shown = int(found[1]) if found else 0
    path = next((folder / ".ilchi").glob("journal*.jsonl"), None)
    raw = path.read_bytes() if path else b""
    held = len(Journal(path).table("decisions")) if path else 0
    if held < shown:
        return f"{shown} decisions were shown, {held} are on disk"
    if end != signal.SIGKILL:
        if raw and not raw.endswith(b"\n"):
            return f"the last line is torn: {raw[-80:]!r}"
        if end != "hangup" and not tty.restored():
            return f"the terminal is not as before: modes {tty.grid.modes}"
        if status not in (128 + signal.SIGHUP, 128 + signal.SIGTERM, -signal.SIGHUP, -signal.SIGTERM):
            return f"the status is {status}: {tty.told[-600:]}"
    written = decision_file.load([folder / "decisions.jsonl"])
    if len(written) > held:
        return f"{len(written)} decisions are written, {held} are in the journal"
    if (folder / "news.csv").read_text(encoding="utf-8") != news():
        return "the translations have changed"
    others = {path.name for path in folder.iterdir()} - {"news.csv", "names.csv", ".ilchi", "decisions.jsonl"}
    if others and end != signal.SIGKILL:
        return f"files are left: {others}"
    return ""


def runs(count, jobs, seed):
    """Many runs, some at once; returns what went wrong, by seed."""

    def run(number):
        folder = Path(tempfile.mkdtemp(prefix="ilchi-signals-"))
        try:
            return number, one(number, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    with ThreadPoolExecutor(jobs) as pool:
        return {number: said for number, said in pool.map(run, range(seed, seed + count)) if said}


def test_whatever_ends_it_nothing_is_lost_and_nothing_is_left():
    deep = settings.default.max_examples > 1000
    assert runs(1000 if deep else 20, 4, 1) == {}


@pytest.mark.parametrize("blocks", [1, 3])
def test_on_a_full_disk_the_screen_shows_what_is_in_the_journal(tmp_path, blocks):
    (tmp_path / "news.csv").write_text(news(), encoding="utf-8")
    (tmp_path / "names.csv").write_text(GLOSSARY, encoding="utf-8")
    limited = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"]  # blocks of 512 bytes
    tty = Tty([*limited, console_script(), "review", "news.csv", "-g", "names.csv"], tmp_path)
    try:
        tty.until(f"done 0/{PAIRS}")
        while "cannot be written" not in tty.grid.text:
            tty.keys(b"x")
            tty.read(0.1)
        tty.keys(b"j")
        while tty.read(1):
            pass
        shown = int(DONE.search(tty.grid.text)[1])
        (path,) = (tmp_path / ".ilchi").glob("journal-*.jsonl")
        journal = Journal(path)
        assert len(journal.table("decisions")) == shown
        assert not journal.damaged
        tty.keys(b"q")
        if shown:
            tty.until("keep them in the journal")
            tty.keys(b"2")
        assert tty.ended() == 0
        assert tty.restored()
        tty.close()
        tty = Tty([console_script(), "review", "news.csv", "-g", "names.csv"], tmp_path)
        tty.until(f"done {shown}/{PAIRS}")
        tty.keys(b"xw")
        tty.until("and the decisions", f"done {shown + 1}/{PAIRS}")
        assert len(decision_file.load([tmp_path / "decisions.jsonl"])) == shown + 1
    finally:
        tty.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(runs(asked.runs, asked.jobs, asked.seed) or f"{asked.runs} runs, nothing lost, nothing left")
