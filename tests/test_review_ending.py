"""How a review ends when the system asks it to: by its screens, and without them."""

import subprocess
import sys
import time

import pytest

from tests.conftest import environment
from tests.ptys import Tty

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are counted in /proc")

STUCK = """
import os, signal, sys, time
import tui.ending
tui.ending._PATIENCE = 0.3
tui.ending._LOOK = 0.1
asked = []
ending = tui.ending.Ending(lambda: os.write(1, b"closed"), {leave})
{mode}
os.write(2, b"\\x1b[?1049h\\x1b[?1000hready")
while not {until}:
    time.sleep(0.01)
ending.over()
"""
RAW = "import tty; tty.setraw(0)"


def test_what_cannot_be_closed_does_not_keep_it(tmp_path):
    closing = "import threading, tui.ending; tui.ending._LAST = 0.3; lock = threading.Lock(); lock.acquire()\n"
    text = STUCK.format(leave="asked.append", until="False", mode=RAW)
    text = text.replace('lambda: os.write(1, b"closed")', "lock.acquire")
    (tmp_path / "run.py").write_text(closing + text, encoding="utf-8")
    tty = Tty([sys.executable, "-B", "run.py"], tmp_path)
    try:
        tty.until("ready")
        tty.hang_up()
        assert tty.ended(20) == 129
    finally:
        tty.close()


@pytest.mark.parametrize(
    ("leave", "until", "status"),
    [("asked.append", "False", 143), ("asked.append", "asked", 0), ("None", "False", 143)],
    ids=["stuck", "it leaves", "no screens"],
)
def test_a_signal_ends_it_whatever_it_does(tmp_path, leave, until, status):
    (tmp_path / "run.py").write_text(
        STUCK.format(leave=leave, until=until, mode=RAW if status else ""), encoding="utf-8"
    )
    tty = Tty([sys.executable, "-B", "run.py"], tmp_path)
    try:
        tty.until("ready")
        tty.send(15)
        assert tty.ended(20) == status
        if leave != "None" and status:
            assert "closed" in tty.grid.text
            assert tty.restored()
    finally:
        tty.close()


def test_a_terminal_that_is_gone_ends_it_even_if_nobody_says_so(tmp_path):
    text = STUCK.format(leave="asked.append", until="False", mode="signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    (tmp_path / "run.py").write_text(text, encoding="utf-8")
    tty = Tty([sys.executable, "-B", "run.py"], tmp_path)
    try:
        tty.until("ready")
        tty.hang_up()
        assert tty.ended(20) == 143
    finally:
        tty.close()


def test_without_a_terminal_a_signal_ends_it_too(tmp_path):
    (tmp_path / "run.py").write_text(STUCK.format(leave="None", until="False", mode=""), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-B", "run.py"], cwd=tmp_path, env=environment(PYTHONPATH=":".join(filter(None, sys.path))),
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr.read(5)
        time.sleep(0)
        process.terminate()
        assert process.wait(20) == 143
