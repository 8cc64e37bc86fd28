"""The review in a real terminal: start, Korean keys, resize, kill, resume, and what is left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest
from wcwidth import wcswidth

from tests.conftest import console_script, environment
from tests.reviewing import Desk
from tests.test_terminal import TMUX, Terminal

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


class Screen:
    """A review that runs in tmux."""

    def __init__(self, terminal, desk, *, options="", settings="", program=""):
        self.terminal, self.desk = terminal, desk
        self.status = desk.folder / "status"
        self.status.unlink(missing_ok=True)
        self.name = f"r{time.monotonic_ns()}"
        program = program or f"'{console_script()}'"
        command = f"env {settings} LC_ALL=C.UTF-8 {program} review news.csv -g names.csv {options}"
        script = f"{command}; echo $? > status; echo STOPPED; sleep 60"
        terminal.call(
            "new-session", "-d", "-s", self.name, "-x", "100", "-y", "30", "-c", str(desk.folder), "sh", "-c", script
        )

    def shown(self, *options):
        return self.terminal.call("capture-pane", "-p", *options, "-t", self.name)

    def flags(self):
        return self.terminal.call("display", "-p", "-t", self.name, "#{alternate_on}#{mouse_any_flag}").strip()

    def keys(self, *keys):
        self.terminal.call("send-keys", "-t", self.name, *keys)

    def until(self, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in (screen := self.shown()):
            assert time.monotonic() < end, f"no “{text}” in\n{screen}"
            time.sleep(0.05)
        return screen

    def process(self):
        """The id of the review itself."""
        pane = self.terminal.call("display", "-p", "-t", self.name, "#{pane_pid}").strip()
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", pane], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def ended(self, seconds=60):
        end = time.monotonic() + seconds
        while not (self.status.exists() and self.status.read_text()):
            assert time.monotonic() < end, self.shown()
            time.sleep(0.05)
        return int(self.status.read_text())


@pytest.fixture(scope="module")
def terminal():
    opened = Terminal(TMUX)
    opened.call("new-session", "-d", "-s", "keep", "sleep", "120")
    yield opened
    opened.close()


def test_a_review_from_start_to_end(terminal, tmp_path):
    desk = Desk(tmp_path)
    screen = Screen(terminal, desk)
    screen.until("done 0/6")
    assert screen.flags()[0] == "1"
    screen.keys("ㅌ")  # x on a Korean keyboard
    screen.until("done 1/6")
    screen.keys("한")
    screen.until("한/영")
    terminal.call("resize-window", "-t", screen.name, "-x", "160", "-y", "50")
    grown = screen.until("GLOSSARY")
    assert {wcswidth(line) <= 160 for line in grown.splitlines()} == {True}

    os.kill(screen.process(), signal.SIGKILL)
    assert screen.ended() == 137
    again = Screen(terminal, desk)
    again.until("done 1/6")
    again.keys("u")
    again.until("undone: false-positive")
    again.until("FIX")
    again.keys("a")
    again.until("applied")

    other = Screen(terminal, desk)
    other.until("READ-ONLY")
    other.status.unlink(missing_ok=True)
    other.keys("q")
    assert other.ended() == 0

    again.status.unlink(missing_ok=True)
    os.kill(again.process(), signal.SIGTERM)
    assert again.ended() == 143
    assert again.flags() == "00"
    assert "1 fixed" in again.until("STOPPED")
    assert "State Council held" in desk.news.read_text(encoding="utf-8"), "what is not written waits in the journal"


CRASH = """
import sys
import tui.app
from checker.cli import main

def crash(_app):
    raise RuntimeError("a screen has fallen over")

tui.app._POLL = 1.0
tui.app.Review._poll = crash
if __name__ == "__main__":
    main()
"""


def test_after_a_crash_the_terminal_is_as_before_and_the_status_says_so(terminal, tmp_path):
    desk = Desk(tmp_path)
    (tmp_path / "crash.py").write_text(CRASH, encoding="utf-8")
    screen = Screen(terminal, desk, program=f"'{sys.executable}' crash.py")
    assert screen.ended(20) == 2
    assert screen.flags() == "00"
    assert "all decisions are in the journal" in screen.until("STOPPED")


def test_korean_keys_an_editor_the_mouse_and_initials(terminal, tmp_path):
    desk = Desk(tmp_path)
    (tmp_path / "edit").write_text("#!/bin/sh\necho '한글 text' > $1\n", encoding="utf-8")
    (tmp_path / "edit").chmod(0o755)
    screen = Screen(terminal, desk, settings=f"VISUAL={tmp_path}/edit")
    screen.until("done 0/6")
    screen.keys("ㅁ")  # a
    screen.until("done 1/6")
    screen.keys("ㅕ")  # u
    screen.until("undone: ")
    screen.keys("E")
    screen.until("한글 text")
    assert screen.flags()[0] == "1", "the screen is back"
    screen.keys("u")
    screen.until("done 0/6")
    screen.keys("-l", "\x1b[<0;6;5M")  # the button on the fourth row
    screen.keys("-l", "\x1b[<0;6;5m")
    screen.until("They gathered there")
    screen.keys("/")
    screen.until("Filter")
    screen.keys("-l", "term:ㅁㅊㄱㄹ")
    screen.keys("Enter")
    screen.until("filter term:ㅁㅊㄱㄹ (1)")
    screen.keys("C-c")
    assert screen.ended() == 0


def test_with_the_errors_in_a_file_there_is_no_screen(terminal, tmp_path):
    screen = Screen(terminal, Desk(tmp_path), options="2>errors")
    assert screen.ended() == 2
    assert "review needs a terminal" in (tmp_path / "errors").read_text(encoding="utf-8")


def test_a_project_is_opened_by_its_config_alone(tmp_path):
    desk = Desk(tmp_path)
    config = 'corpus = ["news.csv"]\nglossaries = ["names.csv"]\n'
    (tmp_path / "ilchi.toml").write_text(config, encoding="utf-8")
    (tmp_path / "below").mkdir()
    for folder in (tmp_path, tmp_path / "below"):
        ran = run(desk, "--plain", given=(), cwd=folder)
        assert ran.returncode == 0, ran.stderr
        assert "6 of 6 findings are open" in ran.stdout


def test_keys_that_cannot_be_are_refused_before_there_is_a_screen(terminal, tmp_path):
    (tmp_path / "ilchi.toml").write_text('[keys]\naply = ["a"]\n', encoding="utf-8")
    screen = Screen(terminal, Desk(tmp_path))
    assert screen.ended() == 2
    assert "ilchi.toml:2: there is no action “aply”; did you mean “apply”?" in screen.until("STOPPED")


def test_no_colour_is_sent_where_none_is_wanted(terminal, tmp_path):
    screen = Screen(terminal, Desk(tmp_path), settings="NO_COLOR=1")
    screen.until("done 0/6")
    shown = screen.shown("-e")
    assert "\x1b[" in shown
    assert "38;" not in shown
    assert "48;" not in shown
    screen.keys("q")
    assert screen.ended() == 0


def run(desk, *options, stdin=subprocess.DEVNULL, given=("news.csv", "-g", "names.csv"), cwd=None, **settings):
    command = [console_script(), "review", *given, *options]
    return subprocess.run(
        command,
        cwd=cwd or desk.folder,
        env=environment(**settings),
        stdin=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_without_a_terminal_it_says_what_to_do(tmp_path):
    ran = run(Desk(tmp_path))
    assert ran.returncode == 2
    assert "review needs a terminal; --plain works without one" in ran.stderr


def test_line_mode(tmp_path):
    desk = Desk(tmp_path)
    answers = tmp_path / "answers"
    answers.write_text("?\nx\n1\nu\na\nzzz\ne\nThe State Affairs Commission decided.\nc\nq\n", encoding="utf-8")
    with answers.open() as stdin:
        ran = run(desk, "--plain", stdin=stdin)
    assert ran.returncode == 0, ran.stderr
    assert "6 of 6 findings are open" in ran.stdout
    assert "undone: fix: Matsegora" in ran.stdout or "undone: fix: Alexander Matsegora" in ran.stdout
    assert "written: " in ran.stdout
    assert "\x1b" not in ran.stdout
    assert "Matsegora paid a visit" in desk.news.read_text(encoding="utf-8")
    assert len(desk.decisions.read_text(encoding="utf-8").splitlines()) == 2
