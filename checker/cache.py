"""Compiled glossaries kept on disk, for those so big that compiling one takes seconds.

A file is named by what it depends on: the glossary, the languages, the versions of everything that has a part in it.
It is written whole or not at all, so that runs at the same time do no harm, and is believed only where it is our own
and its digest is right; nothing in it is ever run.
"""

import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from checker.glossary import Glossary
from checker.terminology import Terminology, compiled

PAYS = 5_000  # concepts; fewer are compiled in about the time that reading takes
KEPT = 8  # files; of more the longest unused go
_MAGIC = b"ilchi compiled glossary 1\n"
_DIGEST = 32  # bytes


def folder() -> Path:
    """Where this platform keeps what may be lost; it need not exist."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or ""
        base = base if Path(base).is_absolute() else str(Path.home() / ".cache")
    return Path(base) / "ilchi"


def terminology(
    glossary: Glossary,
    source_language: str,
    target_language: str,
    warn: Callable[[str], None] = lambda _message: None,
) -> Terminology:
    """The compiled glossary, from the cache where it pays.

    Args:
        glossary: The concepts.
        source_language: BCP 47 code.
        target_language: Likewise.
        warn: Takes a message about a file that is passed over.
    """
    languages = (source_language, target_language)
    if len(glossary) < PAYS:
        return compiled(glossary, *languages)
    path = folder() / f"{_key(glossary, *languages)}.glossary"
    try:
        packed = _read(path)
        if packed:
            return Terminology(glossary, *languages, packed)
    except ValueError as error:
        warn(f"{path}: passed over: {error}")
    except OSError as error:
        warn(f"{path}: not read: {(error.strerror or str(error)).lower()}")
    made = Terminology(glossary, *languages)
    try:
        _write(path, made.packed())
    except OSError as error:
        warn(f"{path}: not kept: {(error.strerror or str(error)).lower()}")
    return made


def _key(glossary: Glossary, source_language: str, target_language: str) -> str:
    versions = [
        version(name) for name in ("ilchi", "daachorse", "kiwipiepy", "kiwipiepy-model", "simplemma", "msgspec")
    ]
    python = platform.python_implementation(), platform.python_version(), sys.byteorder
    parts = [source_language, target_language, *versions, *python, _code()]
    digest = hashlib.sha256("\0".join(parts).encode())
    for concept in glossary:
        wordings = (concept.category.value, concept.sources, concept.targets, sorted(concept.match))
        digest.update(repr(wordings).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


def _code() -> str:
    """Changes with our own files that have a part in it, so that no copy between two versions is believed."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted([*root.glob("languages/**/*"), root / "folding.py", root / "terminology.py"]):
        if path.suffix in (".py", ".tsv"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> bytes:
    """What was kept, "" where nothing was.

    Raises:
        ValueError: It is not ours, or damaged.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return b""
    with file:
        if hasattr(os, "getuid"):
            about = os.fstat(file.fileno())
            if about.st_uid != os.getuid() or about.st_mode & 0o022:
                raise ValueError("it belongs to someone else, or others may write it")
        head = file.read(len(_MAGIC) + _DIGEST)
        packed = file.read()
    if head != _MAGIC + hashlib.sha256(packed).digest():
        raise ValueError("it is damaged")
    os.utime(path)  # used now
    return packed


def _write(path: Path, packed: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + hashlib.sha256(packed).digest())
            file.write(packed)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    kept = sorted(path.parent.glob("*.glossary"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)
