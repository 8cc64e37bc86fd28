"""The cache on disk: large compiled glossaries, and the results of chunks.

The name of a file is a digest of everything that it depends on: content, languages, versions. Files are replaced as a
whole, so several runs may write at the same time. Folders and files are used only if they are no links and belong to
this user alone, and a file only if its digest is right; nothing in it is executed.
"""

import errno
import hashlib
import os
import platform
import stat
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from checker import languages
from checker.glossary.concepts import Glossary
from checker.matching import terminology as terminology_module
from checker.matching.terminology import Terminology, terminology_of
from checker.project.homes import CACHE, user_folder
from checker.storage import reading
from checker.storage.atomic import clear, replacing
from checker.text import folding

PAYS = 5_000  # concepts; compiling fewer is about as fast as reading them from the cache
KEPT = 8  # compiled glossaries; beyond that, the longest unused are deleted
SIZE = 1 << 30  # bytes of results; beyond that, the longest unused are deleted
_SWEPT = 1 << 26  # bytes written between two checks of the size
_LARGEST = 1 << 28  # bytes of a result
_MAGIC = b"ilchi cache 1\n"
_DIGEST = 32  # bytes
_OTHERS = "belongs to someone else, or others may write it"


def folder(name: str = "") -> Path:
    """The folder of the cache, or the folder ``name`` in it, which is made.

    Raises:
        OSError: The user has no home, or the folder cannot be made or trusted: it is a link, belongs to someone else,
            or others may write it.
    """
    base = user_folder(CACHE)
    for each in dict.fromkeys((base, base / name)):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = each.lstat()
        if not stat.S_ISDIR(about.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "this is a link, not a folder", str(each))
        if not _is_ours(about):
            raise PermissionError(errno.EPERM, f"{_OTHERS} (chmod 700)", str(each))
    return base / name


def terminology(
    glossary: Glossary,
    source_language: str,
    target_language: str,
    warn: Callable[[str], None] = lambda _message: None,
) -> Terminology:
    """The compiled glossary; a large one is read from the cache or written to it.

    Args:
        glossary: The concepts.
        source_language: BCP 47 code.
        target_language: BCP 47 code.
        warn: Called with a notice if a cache file cannot be used or written.
    """
    languages = (source_language, target_language)
    if len(glossary) < PAYS:
        return terminology_of(glossary, *languages)
    try:
        path = folder() / f"{_key(glossary, *languages)}.glossary"
    except OSError as error:
        warn(f"{error.filename or 'cache'}: compiled glossaries are not kept: {_said(error)}")
        return Terminology(glossary, *languages)
    try:
        packed = _read(path)
        if packed:
            return Terminology(glossary, *languages, packed)
    except (ValueError, OSError) as error:
        warn(f"{path}: not used: {_said(error)}")
    made = Terminology(glossary, *languages)
    try:
        _write(path, made.packed())
        sweep(path.parent, "*.glossary", lambda number, _size: number < KEPT)
    except OSError as error:
        warn(f"{path}: not kept: {_said(error)}")
    return made


def _silent(_message: str) -> None:
    """Say nothing; unlike a lambda, it can be sent to another process."""


class Results:
    """The results of chunks on disk; a ``Memory`` for the runner.

    Args:
        warn: Called once if results cannot be kept.
    """

    def __init__(self, warn: Callable[[str], None] = _silent) -> None:
        self._made_by = made_by()
        self._warn = warn
        self._written = _SWEPT  # so that the first result of a run checks the size
        self._folder: Path | None = None
        try:
            self._folder = folder("results")
        except OSError as error:
            self._give_up(error)

    def recall(self, key: str) -> bytes | None:
        """The data stored under ``key``; None if there is none or it is damaged."""
        if self._folder is None:
            return None
        try:
            packed = _read(self._path(self._folder, key))
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(packed, _LARGEST)
        except (OSError, ValueError, zlib.error):
            return None
        return data if packed and unpacking.eof else None

    def remember(self, key: str, data: bytes) -> None:
        """Store ``data`` under ``key``, if possible."""
        if self._folder is None or len(data) > _LARGEST:
            return
        packed = zlib.compress(data, 1)
        try:
            if self._written >= _SWEPT:
                self._written = 0
                sweep(self._folder, "*.result", within(SIZE))
            _write(self._path(self._folder, key), packed)
        except OSError as error:
            self._give_up(error)
        self._written += len(packed)

    def _give_up(self, error: OSError) -> None:
        """Use and keep no results any more, and say why."""
        self._warn(f"{self._folder or error.filename or 'cache'}: results are not kept: {_said(error)}")
        self._folder = None

    def _path(self, folder: Path, key: str) -> Path:
        return folder / f"{hashlib.sha256(f'{self._made_by}{key}'.encode()).hexdigest()[:40]}.result"


def made_by() -> str:
    """Names everything but the input that results depend on: the code of the checker, and the versions of others."""
    return "\0".join([*_versions(), _code(import_module("checker"))])


def within(size: int) -> Callable[[int, int], bool]:
    """A function for ``sweep`` that keeps files up to a total of ``size`` bytes."""
    sizes = 0

    def keep(_number: int, more: int) -> bool:
        nonlocal sizes
        sizes += more
        return sizes <= size

    return keep


def _versions() -> list[str]:
    """The versions of everything that cached results depend on."""
    names = ("ilchi", "daachorse", "kiwipiepy", "kiwipiepy-model", "rapidfuzz", "simplemma", "langdetect", "msgspec")
    return [*map(version, names), platform.python_implementation(), platform.python_version(), sys.byteorder]


def _key(glossary: Glossary, source_language: str, target_language: str) -> str:
    code = _code(languages, folding, terminology_module)
    digest = hashlib.sha256("\0".join([source_language, target_language, *_versions(), code]).encode())
    for concept in glossary:
        wordings = (concept.category.value, concept.sources, concept.targets, sorted(concept.match))
        digest.update(repr(wordings).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


def _code(*modules: ModuleType) -> str:
    """A digest of the source files of these modules and packages, so that no other version's results are used."""
    digest = hashlib.sha256()
    for module in modules:
        file = Path(str(module.__file__))
        for path in sorted(file.parent.rglob("*")) if file.name == "__init__.py" else [file]:
            if path.suffix in (".py", ".tsv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> bytes:
    """The content of a cache file; empty if there is no file.

    Raises:
        OSError: It cannot be read, or is a link, a pipe or the like.
        ValueError: The file belongs to another user, others may write it, or it is damaged.
    """
    try:
        file = opened(path)
    except FileNotFoundError:
        return b""
    with file:
        head = file.read(len(_MAGIC) + _DIGEST)
        packed = file.read()
    if head != _MAGIC + hashlib.sha256(packed).digest():
        raise ValueError("it is damaged")
    os.utime(path)  # used now
    return packed


def opened(path: Path) -> BinaryIO:
    """A stream of the bytes of a cache file.

    Raises:
        OSError: It cannot be read, or is a link, a pipe or the like.
        ValueError: The file belongs to another user, or others may write it.
    """
    file = reading.opened(path, follow=False)
    if not _is_ours(os.fstat(file.fileno())):
        file.close()
        raise ValueError(f"it {_OTHERS}")
    return file


def _is_ours(about: os.stat_result) -> bool:
    """Whether something belongs to this user and nobody else may write it."""
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def _write(path: Path, packed: bytes) -> None:
    with replacing(path, mode=0o600, lasting=False, follow=False) as file:
        file.write(_MAGIC + hashlib.sha256(packed).digest())
        file.write(packed)


def _said(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return said[:1].lower() + said[1:]


def sweep(folder: Path, pattern: str, keep: Callable[[int, int], bool]) -> None:
    """Delete old files; other programs may do so at the same time.

    Args:
        folder: Their folder; it need not exist.
        pattern: The glob pattern of their names.
        keep: Whether to keep a file; called with its number, from 0 for the last used, and its size in bytes.
    """
    clear(folder)
    found = []
    for path in folder.glob(pattern):
        with suppress(OSError):
            about = path.lstat()
            found.append((about.st_mtime, about.st_size, path))
    for number, (_, size, path) in enumerate(sorted(found, key=lambda each: each[0], reverse=True)):
        if not keep(number, size):
            path.unlink(missing_ok=True)
