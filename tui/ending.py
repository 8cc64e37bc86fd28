"""Ends the review when the system asks for it (SIGTERM, SIGHUP), or when its terminal is gone.

Nothing has to be saved then, because every step is on disk before it is shown. Screens end as if the user had left; if
they cannot, because nobody reads what they write, the process ends without them and restores the terminal itself.
"""

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

_PATIENCE = 10.0  # seconds for the screens to end
_LAST = 3.0  # seconds for what can be closed without them
_LOOK = 1.0  # seconds between looks whether the terminal is still there
# No mouse, no focus, no paste marks, the cursor, line wrap, the usual keys and screen; what is not set does no harm.
_RESTORED = b"\x1b[?1000;1003;1004;1006;1015;2004;2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"


class Ending:
    """Takes the signals of a review from now on.

    Args:
        close: Ends the processes that the review has started; called in any state, maybe twice.
        leave: Asks the screens to end with a status; None if there are no screens, and ``SystemExit`` ends the review.
    """

    def __init__(self, close: Callable[[], None], leave: Callable[[int], None] | None = None) -> None:
        self._close = close
        self._leave = leave
        self._before = _settings()
        self._status = 0
        self._ended = threading.Event()
        self._held = {number: signal.signal(number, self._asked) for number in _signals()}
        if leave and self._before is not None:
            threading.Thread(target=self._watch, name="ilchi-terminal", daemon=True).start()

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        """The handler of the signals; it runs in the main thread."""
        status = 128 + number
        if self._before is not None and _settings() is None:
            self._at_once(status)
        if self._status:
            return
        self._status = status
        threading.Thread(target=self._late, args=(status,), name="ilchi-ending", daemon=True).start()
        if self._leave is None:
            sys.exit(status)
        self._leave(status)

    def _late(self, status: int) -> None:
        if not self._ended.wait(_PATIENCE):
            self._at_once(status)

    def _watch(self) -> None:
        """End when the terminal is gone, also where nobody sends a signal."""
        while not self._ended.wait(_LOOK):
            if _settings() is None:
                time.sleep(_LOOK)  # the signal comes first, if there is one
                self._at_once(128 + signal.SIGTERM)

    def _at_once(self, status: int) -> None:
        """End the process, whatever it does."""
        threading.Thread(target=_after_all, args=(status,), name="ilchi-end", daemon=True).start()
        with suppress(Exception):
            self._close()
        with suppress(Exception):
            if self._before is not None and select.select([], [2], [], 0)[1]:
                import termios

                os.write(2, _RESTORED)
                termios.tcsetattr(0, termios.TCSANOW, self._before)
        os._exit(status)

    def over(self) -> None:
        """The review has ended by itself: give the signals back."""
        self._ended.set()
        for number, handler in self._held.items():
            signal.signal(number, handler)


def _after_all(status: int) -> None:
    """End the process soon; a signal may have come where it holds what closing needs."""
    time.sleep(_LAST)
    os._exit(status)


def _signals() -> list[int]:
    """The signals that ask a program to end; none in a thread, which cannot take any."""
    if threading.current_thread() is not threading.main_thread():
        return []
    return [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]


def _settings() -> list[Any] | None:
    """The settings of the terminal; None if there is none, or no longer."""
    try:
        import termios
    except ImportError:
        return None
    with suppress(termios.error, OSError, ValueError):
        return termios.tcgetattr(0)
    return None
