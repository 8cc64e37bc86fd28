"""Reading and writing files of any format in tests."""

import io
from collections.abc import Mapping
from pathlib import Path

from checker.formats import Input, format_of
from checker.model import Segment
from tests import measure

SAMPLES = measure.SHARED / "samples"


def given(name: str, data: bytes, languages: tuple[str, str] = ("", ""), encoding: str | None = None) -> Input:
    """Bytes as a file of this name."""
    made = Input(name, lambda: io.BytesIO(data), encoding)
    made.languages = languages
    return made


def of(path: Path, languages: tuple[str, str] = ("", "")) -> Input:
    """A file, held in memory."""
    return given(path.name, path.read_bytes(), languages)


def read(what: Input) -> list[Segment]:
    """Its segments."""
    return list(format_of(what, "read_segments").read_segments(what))


def written(what: Input, targets: Mapping[int, str]) -> bytes:
    """Its bytes with these targets."""
    out = io.BytesIO()
    format_of(what, "read_segments").write(what, targets, out)
    return out.getvalue()


def edited(what: Input, targets: Mapping[int, str]) -> Input:
    """The file with these targets."""
    return given(what.name, written(what, targets), what.languages, what.encoding)
