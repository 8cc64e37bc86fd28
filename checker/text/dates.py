"""Dates of documents and of terms: ISO 8601, of a year, a month or a day (``2012``, ``2012-04``, ``2012-04-13``)."""

import re
from datetime import date

from checker.errors import CheckerError

_WRITTEN = "write it as 2012, 2012-04 or 2012-04-13"
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_PARTS = re.compile(r"(\d{4})\s*(?:[-./년年]\s*(?:(\d\d?)\s*(?:[-./월月]\s*(?:(\d\d?)\s*[.일日]?)?)?)?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(r"[T ]\d\d?:\d\d\S*\Z", re.ASCII)


def is_iso(text: str) -> bool:
    """Whether ``text`` is a date in ISO 8601 with the precision of a year, a month or a day."""
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def checked(text: str, place: str) -> str:
    """``text``, which is "" or a date in ISO 8601.

    Args:
        text: The date.
        place: Where it was given, for the error.

    Raises:
        CheckerError: It is neither.
    """
    if text and not is_iso(text):
        raise CheckerError(f"“{text}” is not a date", place, _WRITTEN)
    return text


def read(text: str) -> str:
    """The date that ``text`` writes in digits, in ISO 8601; "" if it is none. A time of day is left out."""
    written = _TIME.sub("", text.strip())
    found = _PARTS.fullmatch(written) or _COMPACT.fullmatch(written)
    if not found:
        return ""
    made = "-".join(part.zfill(2) for part in found.groups() if part)
    return made if is_iso(made) else ""
