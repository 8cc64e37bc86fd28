"""Files on disk as inputs: what there is below a folder, and whether it is a corpus or a glossary."""

import io
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, format_of, looks_like_glossary
from checker.formats._gzip import unpacked
from checker.project import evident, layout
from checker.project.path_pattern import folder_above, path_pattern
from checker.project.shape import LANG
from checker.project.unread import some
from checker.storage import reading
from checker.text import script_guess
from checker.text.language_code import language_code

_NAMED = 3  # files that a notice names
TABLES = (
    "csv",
    "tsv",
    "tab",
    "jsonl",
    "ndjson",
    "xlsx",
    "parquet",
    "txt",
)  # the endings of tables, which may be anything
_PACKED = (".xlsx", ".parquet")  # tables that a format knows without their columns
_SURE = 90  # the claim of a format on a table whose first line names source and target
_SAMPLE = 50  # segments by whose sources their language is guessed
_FETCHED = frozenset(("node_modules", "site-packages"))  # folders of what programs fetched


def files_in(path: str, warn: Callable[[str], None] = lambda _message: None) -> list[Path]:
    """The file ``path``, or all files below a folder; ``warn`` is told what is passed over.

    Raises:
        CheckerError: There is no such file, or a folder cannot be read or has no file.
    """
    return files_at(Path(path), glossaries=False, warn=warn)


def files_at(path: Path, *, glossaries: bool, warn: Callable[[str], None] = lambda _message: None) -> list[Path]:
    """``path``, or the files below it if it is a folder, sorted and without hidden ones.

    Args:
        path: A file or a folder.
        glossaries: Whether only glossaries are wanted in a folder.
        warn: Called with what is passed over.

    Raises:
        CheckerError: There is none, or it cannot be read.
    """
    if not path.exists():
        if path.is_symlink():
            raise CheckerError("the link leads nowhere", str(path), "correct or delete it")
        raise CheckerError("there is no such file or folder", str(path), "check the spelling")
    if not path.is_dir():
        if kind := reading.what(path):
            hint = "send it to standard input: ilchi check -" if kind == "a pipe" else "name a file"
            raise CheckerError(f"this is {kind}, not a file", str(path), hint)
        return [path]
    found, errors = walked(path, warn)
    if errors:
        raise errors[0]
    if glossaries:
        found = [file for file in found if is_glossary(file)]
    if not found:
        kind = "glossary" if glossaries else "readable"
        raise CheckerError(f"the folder has no {kind} files", str(path))
    return found


def walked(
    folder: Path, warn: Callable[[str], None], excluded: Callable[[str], bool] = lambda _path: False
) -> tuple[list[Path], list[CheckerError]]:
    """The files below ``folder``, sorted and without hidden ones, and the errors for unreadable folders.

    Links to folders are not followed. Notices say how many names are no files (pipes, devices, broken links), and which
    folders of fetched packages are passed over.

    Args:
        folder: The folder.
        warn: Called with the notices.
        excluded: Whether a file or folder is left out.
    """
    found: list[Path] = []
    errors: list[CheckerError] = []
    fetched: list[str] = []
    for above, folders, files in os.walk(folder, onerror=lambda e: errors.append(as_checker_error(e, e.filename))):
        named = [name for name in folders if not name.startswith(".") and not excluded(str(Path(above, name)))]
        fetched += [str(Path(above, name)) for name in named if name in _FETCHED]
        folders[:] = [name for name in named if name not in _FETCHED]
        paths = (Path(above, name) for name in files if not name.startswith("."))
        found += [path for path in paths if not excluded(str(path))]
    if fetched:
        warn(f"passed over: {some(sorted(fetched))}: fetched packages; name the folder to check it")
    others = sorted(path for path in found if not _is_regular(path))
    if others:
        listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
        warn(f"{folder}: skipped {len(others):,} that are no files (pipes, devices, broken links): {listed}")
    return sorted(set(found).difference(others)), errors


def matching(
    pattern: str, warn: Callable[[str], None], excluded: Callable[[str], bool] = lambda _path: False
) -> list[Path]:
    """The files on disk that a pattern stands for, or a template with ``{lang}``; see ``walked``.

    Raises:
        CheckerError: A folder cannot be read.
    """
    folder = Path(folder_above(pattern))
    files, errors = walked(folder, warn, excluded) if folder.is_dir() else ([], [])
    if errors:
        raise errors[0]
    if LANG in pattern:
        return list(map(Path, layout.matching(map(Path.as_posix, files), pattern)))
    return [file for file in files if path_pattern(pattern).matches(file.as_posix())]


def _is_regular(path: Path) -> bool:
    """Whether it is a regular file on disk; links are followed, those to folders say nothing wrong."""
    try:
        return not reading.what(path)
    except OSError:
        return False


def is_glossary(file: Path) -> bool:
    """Whether a file is evidently a glossary: by its columns, or by a format for glossaries only.

    Raises:
        CheckerError: It cannot be opened.
    """
    given = opened(file, None)
    given.head()  # a file that cannot be opened is an error; else its terms would silently not be checked
    try:
        return holds_glossary(given)
    except CheckerError:
        return False


def opened(path: Path, encoding: str | None, partner: Input | None = None) -> Input:
    """The file at ``path`` as an input; ``partner`` is the file with the targets."""

    def opener() -> BinaryIO:
        try:
            stream = reading.opened(path)
        except OSError as error:
            raise as_checker_error(error, str(path)) from None
        return unpacked(stream, str(path)) if path.suffix.lower() == ".gz" else stream

    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Input(name, opener, encoding, partner)


def read_once(stream: BinaryIO, name: str, encoding: str | None) -> Input:
    """An input that can be read only once, held in memory."""
    content = reading.once(stream, "standard input" if name == "-" else name)
    return Input(name, lambda: io.BytesIO(content), encoding)


def is_corpus(given: Input) -> bool:
    """Whether a file in a folder is to be checked: it is in a known format and is not a glossary."""
    given.head()  # a file that cannot be opened is an error, not a file to ignore
    try:
        format_of(given, "read_segments")
    except CheckerError:
        return False
    return not holds_glossary(given)


def lacks_columns(given: Input) -> bool:
    """Whether a table that does not say that it is a corpus cannot be read as one; False for other files."""
    if given.suffix.removeprefix(".") not in TABLES:
        return False
    module = format_of(given, "read_segments")
    packed = given.suffix in _PACKED
    if not packed and module.claim(given, given.head()) >= _SURE:
        return False
    try:
        next(iter(module.read_segments(given)), None)
    except CheckerError as error:
        return not packed or "column" in error.message
    return False


def declared(given: Input) -> tuple[str, str]:
    """The languages that an input's format or its name says, each "" if none does."""
    source, target = given.languages
    if source and target:
        return source, target
    with suppress(CheckerError, OSError):  # reading it later raises the error
        own = getattr(format_of(given, "read_segments"), "languages", lambda _given: ("", ""))(given)
        source, target = (said or _code(other) for said, other in zip(given.languages, own, strict=True))
    named = "" if target or given.partner else evident.language_of(Path(given.name).as_posix())
    return source, target or named


def is_untranslated(given: Input) -> bool:
    """Whether a file that holds both sides has only sources: texts to be translated, or in their own language.

    Raises:
        CheckerError: It cannot be read.
    """
    source, target = (code.partition("-")[0] for code in declared(given))
    segments = format_of(given, "read_segments").read_segments
    if not target:
        return given.suffix in evident.WHOLE and not any(segment.target for segment in segments(given))
    if not source and target == "en":
        source = script_guess.language_of(segment.source for segment in islice(segments(given), _SAMPLE))
    return source == target


def _code(said: str) -> str:
    """A language as files name it (``az@latin``) as a code; as it is if it is none that is known."""
    return language_code(said) or said


def holds_glossary(given: Input) -> bool:
    """Whether an input is evidently a glossary: by its columns, or by a format for glossaries only."""
    if looks_like_glossary(given):
        return True
    try:
        module = format_of(given, "read_rows")
        is_glossary = getattr(module, "is_glossary", lambda _given: not hasattr(module, "read_segments"))
        return bool(is_glossary(given))
    except CheckerError:
        return False


def as_checker_error(error: CheckerError | OSError, name: str) -> CheckerError:
    """The error as one that users see, about the file ``name``."""
    if isinstance(error, CheckerError):
        return error
    return CheckerError((error.strerror or str(error)).lower(), name)
