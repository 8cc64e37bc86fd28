"""Reads files as they were at an earlier git revision."""

import io
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_LONGEST = 120  # seconds for one git command


class Revision:
    """An earlier state of a repository.

    Args:
        ref: A commit, a branch or a tag.
        folder: A folder of the repository.

    Raises:
        CheckerError: Git is not installed, the folder is not in a repository, or the revision is unknown.
    """

    def __init__(self, ref: str, folder: Path) -> None:
        self._ref = ref
        self._top = Path(self._ask(folder, "rev-parse", "--show-toplevel").strip())
        self._commit = self._resolved()
        self._moved = self._moves()

    def _resolved(self) -> str:
        # A ref that begins with a hyphen would be an option.
        found = self._run(self._top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._ref}^{{commit}}")
        if found.returncode == 0 and not self._ref.startswith("-"):
            return found.stdout.decode("utf-8", "replace").strip().splitlines()[-1]
        shallow = self._ask(self._top, "rev-parse", "--is-shallow-repository").strip() == "true"
        if shallow:
            hint = (
                "this clone is shallow: fetch more, with git fetch --unshallow, fetch-depth: 0 (GitHub) or GIT_DEPTH: 0"
                " (GitLab)"
            )
        else:
            hint = "name a commit, a branch or a tag that git rev-parse knows; fetch a remote branch first"
        raise CheckerError(f"the revision “{self._ref}” is unknown", "--since", hint)

    def _moves(self) -> dict[str, str]:
        """The old paths of files that were renamed since the revision, by new path."""
        listed = self._run(
            self._top, "diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", self._commit, "--"
        )
        if listed.returncode:
            return {}
        parts = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=False)}

    def covers(self, name: str) -> bool:
        """Whether a file is in the repository; standard input is not."""
        return bool(self._path(name))

    def inputs(self, given: Sequence[Input]) -> list[Input]:
        """The inputs that existed at the revision, with their content then and their names of today."""
        return [old for one in given if (old := self._input(one)) is not None]

    def gone(self, folders: Sequence[Path], files: Sequence[str]) -> list[Input]:
        """The files below ``folders`` that were deleted since the revision, with their content then.

        Args:
            folders: The folders to search.
            files: Files of today; deleted files that were renamed to one of them are left out.
        """
        listed = self._run(
            self._top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=D", self._commit, "--"
        )
        followed = {self._moved.get(path) for path in map(self._path, files)}
        found = []
        for path in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if not listed.returncode else ():
            if not path or path in followed or not any(_shown_below(self._top / path, folder) for folder in folders):
                continue
            content = self._blob(path)
            if content is not None:
                found.append(Input(str(self._top / path), _opener(content)))
        return found

    def _input(self, given: Input) -> Input | None:
        content = self._content(given.name)
        if content is None:
            return None
        partner = self._input(given.partner) if given.partner else None
        if given.partner and partner is None:
            return None
        old = Input(given.name, _opener(content), given.encoding, partner)
        old.languages, old.date, old.asked = given.languages, given.date, given.asked
        return old

    def _content(self, name: str) -> bytes | None:
        """The content of a file of today at the revision; None if it did not exist."""
        path = self._path(name)
        return self._blob(self._moved.get(path, path)) if path else None

    def _path(self, name: str) -> str:
        """The path of a file in the repository; "" for standard input or a file outside."""
        if name == "-":
            return ""
        try:
            return Path(os.path.realpath(name)).relative_to(os.path.realpath(self._top)).as_posix()
        except ValueError:
            return ""

    def _blob(self, path: str) -> bytes | None:
        shown = self._run(self._top, "cat-file", "blob", f"{self._commit}:{path}")
        return shown.stdout if shown.returncode == 0 else None

    def _ask(self, folder: Path, *words: str) -> str:
        done = self._run(folder, *words)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise CheckerError(
                f"git says: {said[0] if said else 'nothing'}",
                "--since",
                "--since compares with a commit of a git repository",
            )
        return done.stdout.decode("utf-8", "surrogateescape")

    @staticmethod
    def _run(folder: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(  # noqa: S603  # a list of words, no shell
                ["git", "-C", str(folder), *words],  # noqa: S607  # the user's git
                capture_output=True,
                stdin=subprocess.DEVNULL,
                # Git sets these for hooks, relative to another folder; here ``folder`` names the repository.
                env={name: value for name, value in os.environ.items() if name not in _OF_A_HOOK},
                timeout=_LONGEST,
                check=False,
            )
        except FileNotFoundError:
            raise CheckerError(
                "git is not installed", "--since", "--since compares with a commit of a git repository"
            ) from None
        except subprocess.TimeoutExpired:
            raise CheckerError(f"git did not answer within {_LONGEST} seconds", "--since") from None


def _shown_below(file: Path, folder: Path) -> bool:
    """Whether ``file`` is below ``folder``, and neither it nor a folder between is hidden."""
    try:
        parts = Path(os.path.realpath(file)).relative_to(os.path.realpath(folder)).parts
    except ValueError:
        return False
    return not any(part.startswith(".") for part in parts)


def _opener(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)
