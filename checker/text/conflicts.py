"""Conflict markers: what git writes into a file that two branches changed in one place, until somebody mends it.

A text may speak of conflicts, and a line of equals signs is a heading in many formats. So only an opening marker and,
below it, a closing one, each at the start of a line, make a conflict.
"""

import re
from typing import BinaryIO

from checker.errors import CheckerError

_BLOCK = 1 << 20  # bytes read at once
_OVERLAP = 16  # bytes; no marker with what stands around it is longer
# A byte order mark may stand before the first line. NULs are dropped, so that UTF-16 looks like ASCII.
_MARK = re.compile(rb"\n(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(<{7}|>{7})[ \r\n]")


def refuse(stream: BinaryIO, name: str) -> None:
    """Raise CheckerError if ``stream``, the file ``name``, has a conflict; its place is the opening marker."""
    line = opened_at(stream)
    if line:
        raise CheckerError(
            "there is an unresolved merge conflict",
            f"{name}:{line}",
            "keep one of its sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )


def opened_at(stream: BinaryIO) -> int:
    """The line, from 1, of the first opening marker that a closing one follows; 0 if there is no conflict."""
    line = opened = 0  # lines before ``text``; the line of the opening marker
    text = b"\n"
    while block := stream.read(_BLOCK):
        text += block.replace(b"\0", b"")
        for mark in _MARK.finditer(text) if b"<<<<<<<" in text or opened else ():
            if mark[1].startswith(b"<"):
                opened = opened or line + text.count(b"\n", 0, mark.start() + 1)
            elif opened:
                return opened
        kept = text[-_OVERLAP:]
        line += text.count(b"\n", 0, len(text) - len(kept))
        text = kept
    return 0
