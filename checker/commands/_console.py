"""The standard streams: whatever is printed for people passes here, and steers neither a terminal nor a build host."""

import io
from typing import Any, TextIO, cast

from checker.text.hosts import disarmed
from checker.text.visible import printable


class Console(io.TextIOBase):
    """A stream of lines in which control characters are visible and nothing is a command of a host.

    Attributes:
        plain: The stream behind it.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, plain: TextIO) -> None:
        self.plain = plain
        self._begun = ""  # what was written of the current line

    def write(self, text: str) -> int:
        """Write lines or parts of them."""
        whole = self._begun + "\n".join(map(printable, text.split("\n")))
        before, after = disarmed(self._begun), disarmed(whole)
        # A command whose first sign was written before the second: the backslash comes before the second.
        self.plain.write(after[len(before) :] if after.startswith(before) else "\\" + after[len(before) + 1 :])
        self._begun = whole.rpartition("\n")[2]
        return len(text)

    def flush(self) -> None:
        """Flush the stream behind it."""
        self.plain.flush()

    def close(self) -> None:
        """Flush; the stream behind it stays open."""
        self.flush()

    def writable(self) -> bool:
        """It is for writing."""
        return True

    def isatty(self) -> bool:
        """Whether a person sees it."""
        return self.plain.isatty()

    def fileno(self) -> int:
        """The descriptor of the stream behind it."""
        return self.plain.fileno()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # buffer, name …
        return getattr(self.plain, name)


def opened(stream: TextIO) -> TextIO:
    """The console on a standard stream, which from now on is UTF-8 on every system."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(encoding=Console.encoding, errors=Console.errors, newline="\n")
    return cast(TextIO, Console(stream))


def plain(stream: TextIO) -> TextIO:
    """The stream behind a console, for what has an encoder of its own: reports, data, our own control characters."""
    return stream.plain if isinstance(stream, Console) else stream
