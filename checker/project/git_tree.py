"""The files of a commit: their contents, through the links and submodules of the commit itself."""

import hashlib
import os
import posixpath
import re
from pathlib import Path
from typing import NamedTuple

from checker.errors import CheckerError
from checker.project.git import Git
from checker.storage import reading

_LINK, _SUBMODULE = "120000", "160000"
_LARGEST = 1 << 30  # bytes of a file that is read from disk
_DEEPEST = 20  # links that follow each other
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\nsize \d+\n")
_WHOLE = "this clone is a partial one (--filter): clone without it, or fetch all with git fetch --refetch --no-filter"


class _Entry(NamedTuple):
    mode: str
    object: str


class _Aim(NamedTuple):
    tree: "Tree"
    path: str


class Tree:
    """The files of a commit.

    Args:
        git: The repository.
        commit: The name of the commit, in full.

    Attributes:
        commit: The same.

    Raises:
        CheckerError: The repository lacks the commit or one of its folders.
    """

    def __init__(self, git: Git, commit: str) -> None:
        self._git = git
        self.commit = commit
        listed = git.run("ls-tree", "-r", "-z", "--full-tree", commit)
        if listed.returncode:
            raise CheckerError(f"git lacks objects of the commit {commit} in {git.top}", "--since", _WHOLE)
        self._entries: dict[str, _Entry] = {}
        for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            told, _, path = line.partition("\t")
            mode, _, name = told.split(" ")
            self._entries[path] = _Entry(mode, name)
        self._submodules: dict[str, Tree] = {}

    def content(self, path: str, deepest: int = _DEEPEST) -> bytes | None:
        """The content of the file at ``path`` (with slashes, from the root); None if there is none.

        A link out of the repository leads to the file as it is now, for that is no file of the commit.

        Args:
            path: The path.
            deepest: How many links and submodules may follow each other.

        Raises:
            CheckerError: The repository lacks the content.
        """
        aim = self._aim(path)
        if isinstance(aim, Path):
            return _on_disk(aim)
        if aim is not None:
            return aim.tree.content(aim.path, deepest - 1) if deepest else None
        entry = self._entries.get(path)
        return self._blob(entry, path) if entry is not None and entry.mode != _SUBMODULE else None

    def below(self, path: str, deepest: int = _DEEPEST) -> list[str]:
        """The paths of the files below the folder ``path`` ("" for the root), sorted; none behind a link outside."""
        aim = self._aim(path)
        if isinstance(aim, Path):
            return []
        if aim is not None:
            found = aim.tree.below(aim.path, deepest - 1) if deepest else []
            return [path + each[len(aim.path) :] if aim.path else f"{path}/{each}" for each in found]
        return sorted(each for each in self._entries if not path or each.startswith(f"{path}/"))

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def _aim(self, path: str) -> "_Aim | Path | None":
        """Where ``path`` leads if there is a link or a submodule on the way; a path on disk if that is outside."""
        parts = path.split("/")
        for count in range(1, len(parts) + 1):
            here, rest = "/".join(parts[:count]), parts[count:]
            entry = self._entries.get(here)
            if entry is not None and entry.mode == _SUBMODULE:
                return _Aim(self._submodule(here, entry), "/".join(rest))
            if entry is not None and entry.mode == _LINK:
                named = os.fsdecode(self._blob(entry, here))
                aim = Path(os.path.normpath(self._git.top.joinpath(posixpath.dirname(here), named, *rest)))
                if not aim.is_relative_to(self._git.top):
                    return aim
                inside = aim.relative_to(self._git.top).as_posix()
                return _Aim(self, "" if inside == "." else inside)
        return None

    def _submodule(self, path: str, entry: _Entry) -> "Tree":
        if path not in self._submodules:
            git = Git(self._git.top / path)
            if git.top != self._git.top / path or git.run("cat-file", "-e", entry.object).returncode:
                raise CheckerError(
                    f"git lacks the commit {entry.object} of the submodule {path}",
                    "--since",
                    "get it with git submodule update --init, and git fetch in the submodule",
                )
            self._submodules[path] = Tree(git, entry.object)
        return self._submodules[path]

    def _blob(self, entry: _Entry, path: str) -> bytes:
        shown = self._git.run("cat-file", "blob", entry.object)
        if shown.returncode:
            raise CheckerError(f"git lacks the content of {path} as it was", "--since", _WHOLE)
        pointer = _POINTER.fullmatch(shown.stdout)
        return self._large(pointer[1].decode("ascii"), path) if pointer else shown.stdout

    def _large(self, digest: str, path: str) -> bytes:
        """The content of a file that Git LFS keeps, from its store or from the file of today; nothing is run for it."""
        common = self._git.top / self._git.ask("rev-parse", "--git-common-dir")
        for file in (common / "lfs/objects" / digest[:2] / digest[2:4] / digest, self._git.top / path):
            content = _on_disk(file)
            if content is not None and hashlib.sha256(content).hexdigest() == digest:
                return content
        raise CheckerError(
            f"the content of {path} as it was is kept by Git LFS, and is not here",
            "--since",
            f"get it with git lfs fetch origin {self.commit}",
        )


def _on_disk(path: Path) -> bytes | None:
    """The content of a file of today; None if there is none.

    Raises:
        CheckerError: It cannot be read.
    """
    try:
        return reading.read(path, _LARGEST)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
