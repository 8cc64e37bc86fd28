"""A program on a terminal of its own: a real pty, the screen that it draws there, and the processes that it leaves."""

import contextlib
import os
import re
import select
import signal
import subprocess
import time
from pathlib import Path

from wcwidth import wcwidth

from tests.conftest import environment

fcntl, pty, termios = (__import__(name) for name in ("fcntl", "pty", "termios")) if os.name == "posix" else [None] * 3
_SEQUENCE = re.compile(
    r"\x1b(?:\[([<-?]?)([\d;:]*)[ -/]*([@-~])|[\]PX^_].*?(?:\x07|\x1b\\)|[()][0-9A-Za-z]|[=>78cDEHM])", re.DOTALL
)
_CUT = re.compile(r"\x1b(?:\[[\d;:<=>?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?)?$")  # a sequence whose end is still to come


class Grid:
    """What a terminal shows, as far as the review draws: texts at places; colours are left out."""

    def __init__(self, columns, rows):
        self.rows = [[" "] * columns for _ in range(rows)]
        self.modes = set()
        self._at = [0, 0]
        self._rest = ""

    def feed(self, text):
        text, self._rest = self._rest + text, ""
        cut = _CUT.search(text)
        if cut:
            text, self._rest = text[: cut.start()], cut[0]
        end = 0
        for found in _SEQUENCE.finditer(text):
            self._write(text[end : found.start()])
            self._control(*found.groups())
            end = found.end()
        self._write(text[end:])

    def _control(self, mark, numbers, final):
        if final in ("h", "l") and mark == "?":
            change = self.modes.add if final == "h" else self.modes.discard
            for number in numbers.split(";"):
                change(int(number or 0))
        elif final == "H" and not mark:
            row, _, column = numbers.partition(";")
            self._at = [int(row or 1) - 1, int(column or 1) - 1]
        elif final == "J":
            self.rows = [[" "] * len(row) for row in self.rows]

    def _write(self, text):
        for sign in text:
            if sign == "\r":
                self._at[1] = 0
            elif sign == "\n":
                self._at[0] += 1
            elif sign >= " ":
                row, column = self._at
                if row < len(self.rows) and column < len(self.rows[0]):
                    self.rows[row][column] = sign
                    if wcwidth(sign) == 2 and column + 1 < len(self.rows[0]):
                        self.rows[row][column + 1] = ""
                self._at[1] += max(wcwidth(sign), 0)

    @property
    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows)


class Tty:
    """A program that runs on a pty, in a session of its own.

    Attributes:
        grid: What the terminal shows.
        raw: All that the program has sent.
    """

    def __init__(self, command, folder, *, columns=100, rows=30, **settings):
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(
            self._slave, termios.TIOCSWINSZ, rows.to_bytes(2, "little") + columns.to_bytes(2, "little") + bytes(4)
        )
        self.before = termios.tcgetattr(self._slave)
        self.grid = Grid(columns, rows)
        self.raw = b""
        name = os.ttyname(self._slave)
        # Who leads a session and opens a terminal is controlled by it.
        self.process = subprocess.Popen(
            ["sh", "-c", 'tty=$1; shift; exec "$@" <"$tty" >"$tty" 2>"$tty"', "sh", name, *command],
            cwd=folder,
            env=environment(TERM="xterm-256color", LC_ALL="C.UTF-8", **settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def keys(self, raw):
        with contextlib.suppress(OSError):
            os.write(self._master, raw)

    def read(self, seconds):
        """Read what comes within so many seconds; returns whether something came."""
        if self._master is None or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            part = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.raw += part
        self.grid.feed(part.decode("utf-8", "replace"))
        return bool(part)

    def until(self, *texts, seconds=60):
        """Read until the screen shows all these texts."""
        end = time.monotonic() + seconds
        while not all(text in self.grid.text for text in texts):
            assert time.monotonic() < end, f"no {texts} in\n{self.grid.text}"
            assert self.process.poll() is None or self.read(0), f"ended without {texts}:\n{self.grid.text}"
            self.read(0.05)
        return self.grid.text

    @property
    def told(self):
        """All that was written, without what moves the cursor."""
        return _SEQUENCE.sub("", self.raw.decode("utf-8", "replace"))

    def until_told(self, *texts, seconds=60, after=0):
        """Read until all these texts were written behind the first ``after`` characters of ``told``."""
        end = time.monotonic() + seconds
        while not all(text in self.told[after:] for text in texts):
            assert time.monotonic() < end, f"no {texts} in\n{self.told}"
            assert self.process.poll() is None or self.read(0), f"ended without {texts}:\n{self.told}"
            self.read(0.05)

    def hang_up(self):
        """Close the terminal, as a window that is closed or a connection that is lost."""
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = None

    def send(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, number)

    def ended(self, seconds=60):
        """Wait until the program has ended; returns its status."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it still runs: {self.alive()}\n{self.grid.text}"
            if not self.read(0.02) and self._master is None:
                time.sleep(0.02)
        while self.read(0):
            pass
        return self.process.returncode

    def restored(self):
        """Whether the terminal is as before: neither raw, nor on the other screen, nor with the mouse."""
        now = termios.tcgetattr(self._slave)
        return now == self.before and not self.grid.modes & {1049, 1000, 1002, 1003, 1006, 2004}

    def alive(self):
        """The processes of the session that are not zombies, by id, with their commands."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
                if int(session) == self.process.pid and state not in "ZX":
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:300]
        return found

    def left(self, seconds=30):
        """Wait until no process of the session is left; returns those that are left after so many seconds."""
        end = time.monotonic() + seconds
        while (found := self.alive()) and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def close(self):
        for pid in self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        for stream in (self._master, self._slave):
            if stream is not None:
                os.close(stream)
