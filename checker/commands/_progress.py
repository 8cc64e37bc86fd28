"""How far a long run is, on a terminal: a line on standard error that is gone in the end."""

import sys
import time
from collections.abc import Callable

_FIRST = 2.0  # seconds before anything is shown
_EVERY = 0.5  # seconds between two lines


class Progress:
    """Shows segments, their rate and the time left.

    Args:
        show: Takes a line, without its end; each stands in place of the one before.
        clock: Seconds.
    """

    def __init__(self, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._show = show
        self._clock = clock
        self._started = clock()
        self._next = self._started + _FIRST
        self._width = 0

    def __call__(self, done: int, share: float) -> None:
        """So many segments are done, which is about this share (0 to 1) of the input; 0 where nobody knows."""
        if share >= 1:
            self._end()
            return
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _EVERY
        taken = now - self._started
        line = f"ilchi: {done:,} segments, {done / taken:,.0f} a second"
        if share > 0:
            line += f", about {_spoken(taken / share - taken)} left"
        self._put(line)

    def _end(self) -> None:
        """Take the line away."""
        if self._width:
            self._put("")
            self._width = 0

    def _put(self, line: str) -> None:
        self._show(line.ljust(self._width))
        self._width = len(line)


def on_terminal() -> Progress | None:
    """Progress on standard error if that is a terminal."""
    return Progress(_shown) if sys.stderr.isatty() else None


def _shown(line: str) -> None:
    sys.stderr.write(f"\r{line}\r")
    sys.stderr.flush()


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
