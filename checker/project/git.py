"""Runs git so that nothing in a repository runs: no hooks, filters, drivers, monitors, pagers, helpers or transports.

A repository is hostile: its files, its refs, its own config. Only commands are used that read objects, refs and the
index (``cat-file``, ``ls-tree``, ``diff-tree`` …), for those apply no filter to a file. What the environment would
redirect is left out. The config of the user and of the system still counts, for it says which folders are trusted.
"""

import os
import subprocess
from pathlib import Path

from checker.errors import CheckerError

_LONGEST = 120  # seconds for one git command
_HINT = "--since compares with a commit of a git repository"
_SAFE = {
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.untrackedCache": "false",
    "core.splitIndex": "false",
    "core.sshCommand": "false",
    "core.askPass": "false",
    "credential.helper": "",
    "protocol.allow": "never",
    "submodule.recurse": "false",
    "diff.ignoreSubmodules": "all",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
# Where the user may say which folders are trusted; all other variables of git would redirect or run something.
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT")
_KEPT_BEGINNINGS = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
_SET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Git:
    """The repository that a folder belongs to.

    It is the one whose ``.git`` is nearest above: what looks like a repository without that is only files.

    Args:
        folder: A folder in its working tree.

    Attributes:
        top: The root of the working tree.
        store: The folder with its objects and refs.

    Raises:
        CheckerError: Git is not installed or does not trust the folder, or there is no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._program = _program()
        start = Path(os.path.realpath(folder))
        self.top = next((each for each in (start, *start.parents) if _marks(each / ".git")), start)
        self._environment = _environment() | {"GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        self.store = Path(self.ask("rev-parse", "--absolute-git-dir"))
        around = _around(self.store)
        if around is not None:
            raise CheckerError(
                f"{self.top / '.git'} names a repository in the files of the repository {around}",
                "--since",
                "remove it, or check from the folder of that repository",
            )

    def ask(self, *words: str) -> str:
        """What git answers, without the line end.

        Raises:
            CheckerError: Git fails; the error says what it says.
        """
        done = self.run(*words)
        if done.returncode:
            said = (done.stderr.decode("utf-8", "replace").strip() or "nothing").splitlines()[0]
            owned = f"if you trust it: git config --global --add safe.directory {self.top}"
            raise CheckerError(f"git says: {said}", "--since", owned if "dubious ownership" in said else _HINT)
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def listed(self, *words: str) -> list[str]:
        """The parts of an answer that end with NUL (``-z``).

        Raises:
            CheckerError: Git fails.
        """
        return self.ask(*words).split("\0")[:-1]

    def run(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """Run a git command in the root of the working tree.

        Raises:
            CheckerError: It does not end.
        """
        safe = [word for name, value in _SAFE.items() for word in ("-c", f"{name}={value}")]
        try:
            return subprocess.run(  # noqa: S603  # a list of words, no shell
                [self._program, "--no-pager", "--no-replace-objects", *safe, *words],
                cwd=self.top,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                env=self._environment,
                timeout=_LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CheckerError(f"git did not answer within {_LONGEST} seconds", "--since") from None
        except (OSError, ValueError) as error:
            raise CheckerError(f"git cannot be run: {error}", "--since") from None


def _environment() -> dict[str, str]:
    """The environment of git."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT or name.startswith(_KEPT_BEGINNINGS)
    }
    return kept | _SET


def _program() -> str:
    """The git in a folder of PATH that is named in full, so that no file of the working folder is taken for it."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = os.path.join(folder, name)  # noqa: PTH118  # Path would make "." of an empty one
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):  # noqa: PTH113, PTH117
            return path
    raise CheckerError("git is not installed", "--since", _HINT)


def _marks(path: Path) -> bool:
    """Whether ``path`` (a ``.git``) makes its folder a working tree: it is a file, or a folder with a HEAD."""
    return path.is_file() or os.path.lexists(path / "HEAD")


def _around(store: Path) -> Path | None:
    """The working tree that has the folder ``store`` among its files; None if there is none."""
    real = Path(os.path.realpath(store))
    for each in real.parents:
        own = each / ".git"
        if _marks(own) and own not in (real, *real.parents):
            return each
    return None
