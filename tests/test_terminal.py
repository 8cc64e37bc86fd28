"""A real terminal: tmux shows what users see, cell by cell."""

import itertools
import re
import shutil
import subprocess
import tempfile
import time
import uuid

import pytest
from wcwidth import wcswidth

from tests.conftest import console_script, environment

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

WORD = "국무위원장"
NEWS = (
    "source,target\n"
    "어제 국무위원장이 평양을 떠나 북쪽 지방의 여러 공장을 하나하나 둘러보고 나서 저녁 늦게 돌아왔다고 통신이 전했다.,"
    "Yesterday the Chairman of State Affairs left Pyongyang and saw one plant after another before he returned late.\n"
    "짧은 글의 국무위원장,A short Chairman of State Affairs\n"
)


class Terminal:
    """A tmux server of its own."""

    def __init__(self, tmux):
        self.tmux = tmux
        self.socket = f"ilchi-test-{uuid.uuid4().hex[:12]}"
        self.folder = tempfile.TemporaryDirectory(prefix="ilchi-", ignore_cleanup_errors=True)

    def call(self, *args):
        ran = self._run("-f", "/dev/null", "-u", *args)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def shown(self, width, folder, *, settings="", escapes=False):
        """The screen after a check in a terminal of ``width`` cells, without blank lines at its end."""
        done = folder / f"done-{uuid.uuid4().hex}"
        command = f"env {settings} LC_ALL=C.UTF-8 '{console_script()}' check news.csv -g names.csv 2>/dev/null"
        script = f"{command}; touch '{done}'; sleep 60"
        self.call(
            "new-session", "-d", "-s", "check", "-x", str(width), "-y", "60", "-c", str(folder), "sh", "-c", script
        )
        try:
            for _ in range(400):
                if done.exists():
                    break
                time.sleep(0.05)
            assert done.exists()
            time.sleep(0.2)  # for tmux to draw what it has been sent
            # Lines as they stand on the screen: a wrapped one is two.
            screen = self.call("capture-pane", "-p", *(["-e"] if escapes else []), "-t", "check")
        finally:
            self.call("kill-session", "-t", "check")
        return screen.rstrip("\n").split("\n")

    def close(self):
        self._run("kill-server")
        self.folder.cleanup()

    def _run(self, *args):
        return subprocess.run(
            [self.tmux, "-L", self.socket, *args],
            env=environment(TMUX_TMPDIR=self.folder.name),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def terminal():
    opened = Terminal(TMUX)
    opened.call("new-session", "-d", "-s", "keep", "sleep", "120")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, data):
    made = tmp_path_factory.mktemp("terminal")
    (made / "news.csv").write_text(NEWS, encoding="utf-8")
    shutil.copy(data / "cli" / "names.csv", made)
    return made


def column(line, text):
    """The cell at which ``text`` begins."""
    return wcswidth(line[: line.index(text)])


@pytest.mark.parametrize("width", [80, 50])
def test_carets_stand_under_the_words_and_nothing_wraps(terminal, folder, width):
    screen = terminal.shown(width, folder)
    texts = [(one, two) for one, two in itertools.pairwise(screen) if re.match(r"    (ko|en)  ", one)]
    assert len(texts) == 4
    for line, carets in texts:
        assert wcswidth(line) <= width
        word = WORD if line.startswith("    ko") else "Chairman of State Affairs"
        assert set(carets) == {" ", "^"}, "the line above wrapped"
        assert carets.rstrip() == " " * column(line, word) + "^" * wcswidth(word)
    assert sum("…" in line for line, _ in texts) == 2
    assert any(line.startswith("FAILED: 2 findings") for line in screen)


def test_no_word_is_torn_at_the_edge(terminal, folder):
    screen = terminal.shown(50, folder)
    torn = [(one, two) for one, two in itertools.pairwise(screen) if wcswidth(one) == 50 and two[:1].isalpha()]
    assert not [(one, two) for one, two in torn if one[-1].isalpha()]


def test_colours_and_none_of_them(terminal, folder):
    escape = "\x1b["
    assert any(escape in line for line in terminal.shown(80, folder, escapes=True))
    for settings in ("NO_COLOR=1", "TERM=dumb"):
        screen = terminal.shown(80, folder, settings=settings, escapes=True)
        assert any(line.startswith("FAILED") for line in screen)
        assert not any(escape in line for line in screen)
    empty = terminal.shown(80, folder, settings="NO_COLOR=", escapes=True)
    assert any(escape in line for line in empty), "one that is empty is not set: no-color.org"


def test_the_fingerprint_is_there_and_quiet(terminal, folder):
    heads = r"\[deprecated-term\]\s+\x1b\[2m([0-9a-f]{8})\b"
    for width in (80, 160):
        assert len(re.findall(heads, "\n".join(terminal.shown(width, folder, escapes=True)))) == 2
