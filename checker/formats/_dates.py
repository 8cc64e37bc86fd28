"""The dates of segments in a column of a corpus. Not a format."""

from checker.formats import Input
from checker.text import dates


class Dates:
    """Reads dates, and says at the end how many could not be read.

    Args:
        file: The file of the segments.
    """

    def __init__(self, file: Input) -> None:
        self._file = file
        self._unread = 0
        self._first = ""

    def read(self, text: str, line: int) -> str:
        """The date in ISO 8601; "" if ``text``, from this line of the file, is none."""
        found = dates.read(text) if text else ""
        if not found and text.strip():
            self._first = self._first or f"“{text.strip()[:40]}” on line {line:,}"
            self._unread += 1
        return found

    def tell(self) -> None:
        """Warn of the dates that could not be read."""
        if self._unread:
            counted = "1 date is not read" if self._unread == 1 else f"{self._unread:,} dates are not read"
            self._file.warn(f"{self._file.name}: {counted}: {self._first} is none")
