"""The progress of a long run, as a line on a terminal that is erased at the end."""

import sys
import time
from collections.abc import Callable

from checker.commands._console import plain

_FIRST = 2.0  # seconds before anything is shown
_EVERY = 0.5  # seconds between two updates


class Progress:
    """Shows the number of segments, their rate and the time left.

    Args:
        show: Called with a line without a line end, which replaces the line before.
        clock: Gives the time in seconds.
    """

    def __init__(self, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._show = show
        self._clock = clock
        self._started = clock()
        self._next = self._started + _FIRST
        self._width = 0

    def __call__(self, done: int, share: float) -> None:
        """Update the line.

        Args:
            done: Segments done so far.
            share: About which share of the input they are, from 0 to 1; 0 if unknown.
        """
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
        """Erase the line."""
        if self._width:
            self._put("")
            self._width = 0

    def _put(self, line: str) -> None:
        self._show(line.ljust(self._width))
        self._width = len(line)


def on_terminal() -> Progress | None:
    """Progress on standard error; None if that is not a terminal."""
    return Progress(_shown) if sys.stderr.isatty() else None


def _shown(line: str) -> None:
    out = plain(sys.stderr)
    out.write(f"\r{line}\r")
    out.flush()


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
