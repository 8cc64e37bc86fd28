"""How far a long run is."""

import io
import itertools
import sys
from pathlib import Path

import pytest

from checker import Settings
from checker.commands import _progress
from checker.commands._progress import Progress
from checker.project.workspace import Wanted, Workspace


def test_lines_come_after_a_while_and_not_too_often() -> None:
    shown: list[str] = []
    seconds = iter((0, 1, 3, 3.2, 4, 400, 9000))
    progress = Progress(shown.append, lambda: next(seconds))
    for done, share in ((100, 0.1), (300, 0.25), (310, 0.26), (400, 0), (1000, 0.5), (90_000, 0.5)):
        progress(done, share)
    progress(0, 1)
    assert [line.rstrip() for line in shown] == [
        "ilchi: 300 segments, 100 a second, about 9 s left",
        "ilchi: 400 segments, 100 a second",
        "ilchi: 1,000 segments, 2 a second, about 7 min left",
        "ilchi: 90,000 segments, 10 a second, about 2.5 h left",
        "",
    ]
    assert all(len(line) >= len(before.rstrip()) for before, line in itertools.pairwise(shown))


def test_a_short_run_shows_nothing() -> None:
    shown: list[str] = []
    progress = Progress(shown.append, lambda: 0)
    progress(10, 0.5)
    progress(0, 1)
    assert not shown


def test_only_a_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert _progress.on_terminal() is None


def test_the_share_is_that_of_the_bytes(put, cli: Path) -> None:  # type: ignore[no-untyped-def]
    put("a/one.csv", "source,target\n" + "가,a\n" * 5000)
    put("a/two.csv", "source,target\n" + "나,b\n" * 5000)
    told: list[tuple[int, float]] = []
    wanted = Wanted(paths=(str(put("a/three.csv", "source,target\n다,c\n").parent),))
    Workspace(wanted, progress=lambda done, share: told.append((done, share))).check(Settings(chunk=500))
    assert told[-1] == (0, 1)
    shares = [share for _, share in told[:-1]]
    assert [done for done, _ in told[:-1]][-1] == 10_001
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.3
    assert 0.4 < shares[11] < 0.8
