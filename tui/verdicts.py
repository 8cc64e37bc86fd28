"""Decisions on findings, and the file that keeps them for every later run."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import msgspec

from checker.errors import CheckerError


class Scope(StrEnum):
    """How far a decision reaches, the narrowest first."""

    SEGMENT = "segment"
    DOCUMENT = "document"
    TERM = "term"
    RULE = "rule"


class Verdict(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    FALSE_POSITIVE = "false-positive"
    INTENDED = "intended"


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of ``decisions.jsonl``; what ``scope`` needs is set, the rest is for people.

    Attributes:
        digest: Of the target as it was seen.
    """

    fingerprint: str
    scope: Scope
    verdict: Verdict
    reason: str = ""
    author: str = ""
    date: str = ""
    until: str = ""
    digest: str = ""
    rule: str = ""
    concept: str = ""
    document: str = ""

    @property
    def key(self) -> str:
        """What it is about: two decisions with one key are one changed."""
        return key(self.scope, self.fingerprint, self.rule, self.concept, self.document)


def key(scope: Scope, fingerprint: str, rule: str, concept: str, document: str) -> str:
    """What a decision of this scope is about."""
    parts = {
        Scope.SEGMENT: (fingerprint,),
        Scope.DOCUMENT: (rule, concept, document),
        Scope.TERM: (rule, concept),
        Scope.RULE: (rule,),
    }[scope]
    return "\0".join((scope.value, *parts))


@lru_cache(maxsize=1024)
def document_name(file: str, document: str, folder: str) -> str:
    """A document's name in decisions: the file's own word for it, else the file as seen from the decisions' folder."""
    if document or not file:
        return document
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return Path(file).as_posix()


def digest(target: str) -> str:
    """What tells whether a target is the one that was seen."""
    return hashlib.sha256(unicodedata.normalize("NFC", target).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def packed(decision: Decision) -> str:
    """A line of the file, without its end."""
    return msgspec.json.encode(decision).decode("utf-8")


def unpacked(line: str) -> Decision:
    """The decision of a line.

    Raises:
        msgspec.DecodeError: It is none.
    """
    return msgspec.json.decode(line, type=Decision)


def read(path: Path) -> dict[str, str]:
    """The lines of the file by key; {} where there is none.

    Raises:
        CheckerError: A line is no decision.
    """
    found: dict[str, str] = {}
    if path.exists():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeError) as error:
            raise CheckerError(f"cannot be read: {error}", str(path)) from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found[unpacked(line).key] = line
                except msgspec.DecodeError as error:
                    raise CheckerError(f"this is no decision: {error}", f"{path}:{number}", "mend the line") from None
    return found


def write(path: Path, lines: Iterable[str]) -> None:
    """The file, sorted, whole or not at all.

    Raises:
        CheckerError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(f"{line}\n" for line in sorted(lines))
                stream.flush()
                os.fsync(stream.fileno())
            Path(made).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
            Path(made).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(path)) from None
