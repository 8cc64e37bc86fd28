"""The shell to git: inputs as they were at an earlier revision."""

import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input

_LONGEST = 120  # seconds for one answer of git


class Revision:
    """An earlier state of a repository.

    Args:
        ref: A commit, a branch, a tag.
        folder: A folder of the repository.

    Raises:
        CheckerError: Git is not there, the folder is in no repository, or the revision is not known here.
    """

    def __init__(self, ref: str, folder: Path) -> None:
        self._ref = ref
        self._top = Path(self._ask(folder, "rev-parse", "--show-toplevel").strip())
        self._commit = self._resolved()
        self._moved = self._moves()

    def _resolved(self) -> str:
        # What begins with a hyphen would be an option.
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
            hint = "name a commit, a branch or a tag that git rev-parse knows; a branch of elsewhere has to be fetched"
        raise CheckerError(f"the revision “{self._ref}” is not known here", "--since", hint)

    def _moves(self) -> dict[str, str]:
        """The old names of files that were renamed since, by new name."""
        listed = self._run(
            self._top, "diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", self._commit, "--"
        )
        if listed.returncode:
            return {}
        parts = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=False)}

    def inputs(self, given: Sequence[Input]) -> list[Input]:
        """Those of the inputs that were there, as they were, under the names of today."""
        return [old for one in given if (old := self._input(one)) is not None]

    def _input(self, given: Input) -> Input | None:
        content = self._content(given.name)
        if content is None:
            return None
        partner = self._input(given.partner) if given.partner else None
        if given.partner and partner is None:
            return None
        old = Input(given.name, _opener(content), given.encoding, partner)
        old.languages = given.languages
        return old

    def _content(self, name: str) -> bytes | None:
        """The bytes of a file of today at the revision; None if it was not there."""
        try:
            path = Path(name).resolve().relative_to(self._top.resolve()).as_posix()
        except ValueError:
            return None  # standard input, or a file of elsewhere
        shown = self._run(self._top, "cat-file", "blob", f"{self._commit}:{self._moved.get(path, path)}")
        return shown.stdout if shown.returncode == 0 else None

    def _ask(self, folder: Path, *words: str) -> str:
        done = self._run(folder, *words)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise CheckerError(
                f"git says: {said[0] if said else 'nothing'}",
                "--since",
                "it compares with a commit of a git repository",
            )
        return done.stdout.decode("utf-8", "surrogateescape")

    @staticmethod
    def _run(folder: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(  # noqa: S603  # a list of words, no shell
                ["git", "-C", str(folder), *words],  # noqa: S607  # whichever git the user has
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=_LONGEST,
                check=False,
            )
        except FileNotFoundError:
            raise CheckerError(
                "git is not installed", "--since", "it compares with a commit of a git repository"
            ) from None
        except subprocess.TimeoutExpired:
            raise CheckerError(f"git gave no answer in {_LONGEST} seconds", "--since") from None


def _opener(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)
