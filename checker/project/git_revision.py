"""Reads files as they were where a branch began: at the merge base of HEAD and another revision."""

import io
import os
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._gzip import unpacked
from checker.project.git import Git
from checker.project.git_tree import Tree

# Where a short name may stand; git takes the first.
_NAMES = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
_OF_GIT = re.compile(r"@|[A-Z_]*HEAD")  # names that git keeps for itself, and that no ref takes from it
_SHALLOW = (
    "this clone is shallow: fetch more, with git fetch --unshallow, fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)"
)


class Revision:
    """The files where the branch that is checked out left another revision.

    Args:
        ref: The other revision: a commit, a branch or a tag.
        folder: A folder of the repository.

    Attributes:
        top: The root of the working tree.
        commit: The merge base, in full.
        name: The merge base in words.

    Raises:
        CheckerError: Git is not installed, the folder is not in a repository, the revision is unknown, two things have
            its name, or it has no commit in common with HEAD.
    """

    def __init__(self, ref: str, folder: Path) -> None:
        self._git = Git(folder)
        self.top = self._git.top
        tip = self._resolved(ref)
        self._refuse_two(ref)
        self.commit = self._base(ref, tip)
        self.name = ref if self.commit == tip else f"{self.commit[:10]}, the merge base of HEAD and {ref}"
        self._tree = Tree(self._git, self.commit)
        self._roots: dict[Path, Path | None] = {}

    def _resolved(self, ref: str) -> str:
        """The commit that ``ref`` names."""
        # A ref that begins with a hyphen would be an option, and one with a control character none at all.
        if ref.isprintable() and not ref.startswith("-"):
            found = self._git.run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
            name = found.stdout.decode("ascii", "replace").strip()
            if found.returncode == 0 and re.fullmatch(r"[0-9a-f]{40,64}", name):
                return name
        hint = "name a commit, a branch or a tag that git rev-parse knows; fetch a remote branch first"
        raise CheckerError(f"the revision “{ref}” is unknown", "--since", _SHALLOW if self._shallow else hint)

    @property
    def _shallow(self) -> bool:
        return self._git.ask("rev-parse", "--is-shallow-repository") == "true"

    def _refuse_two(self, ref: str) -> None:
        """Refuse a name that several refs have, for a tag would be taken that anybody may call like a branch."""
        name = re.split(r"[~^:]|@\{", ref, maxsplit=1)[0]
        if not name or _OF_GIT.fullmatch(name):
            return
        wanted = [each.format(name) for each in _NAMES]
        shown = self._git.listed("for-each-ref", "--format=%(refname)%00%(objectname)%00", *wanted)
        held = {each.strip("\n"): target for each, target in zip(shown[::2], shown[1::2], strict=True)}
        found = [each for each in wanted if each in held]
        if re.fullmatch(r"[0-9a-f]{4,39}", name) and found:
            found += self._git.ask("rev-parse", f"--disambiguate={name}").split()
        if len({held.get(each, each) for each in found}) > 1:
            raise CheckerError(
                f"“{name}” is the name of {' and '.join(found)}", "--since", f"name one of them in full: {found[-1]}"
            )

    def _base(self, ref: str, tip: str) -> str:
        """The commit where HEAD and ``tip`` part."""
        head = self._git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if head.returncode:
            raise CheckerError("nothing is committed yet on this branch", "--since", "commit first")
        found = self._git.run("merge-base", head.stdout.decode("ascii").strip(), tip)
        if found.returncode:
            hint = _SHALLOW if self._shallow else "name a revision from which this branch comes"
            raise CheckerError(f"HEAD and “{ref}” have no commit in common", "--since", hint)
        return found.stdout.decode("ascii").split()[0]

    @cached_property
    def _moved(self) -> dict[str, str]:
        """The old paths of files that were renamed since the revision, by new path."""
        parts = self._git.listed(
            "diff-index", "--cached", "-r", "-z", "--name-status", "--find-renames", "--diff-filter=R",
            "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", self.commit, "--",
        )  # fmt: skip
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=True)}

    @cached_property
    def _index(self) -> dict[str, str]:
        """The files that git has today, with their tags; ``S`` is left out by a sparse checkout."""
        return {each[2:]: each[0] for each in self._git.listed("ls-files", "-t", "-z")}

    def path(self, name: str | os.PathLike[str]) -> str | None:
        """The path in the repository of a file or folder of today ("" for the root); None if it is outside."""
        given = Path(os.path.abspath(name))  # noqa: PTH100  # links must stay: a branch may have put them there
        root = self._root(given.parent) or self._root(given)
        if root is None:
            return None
        found = given.relative_to(root).as_posix()
        return "" if found == "." else found

    def _root(self, folder: Path) -> Path | None:
        """The folder at or above ``folder`` that is the root, as it is written there."""
        if folder not in self._roots:
            above = (folder, *folder.parents)
            self._roots[folder] = next(
                (each for each in reversed(above) if os.path.realpath(each) == str(self.top)), None
            )
        return self._roots[folder]

    def covers(self, name: str) -> bool:
        """Whether a file is in the repository; standard input is not, nor what a link leads to outside."""
        return name != "-" and bool(self.path(name)) and Path(os.path.realpath(name)).is_relative_to(self.top)

    def old(self, path: str) -> str:
        """The path at the revision of the file that has ``path`` today."""
        return path if path in self._tree else self._moved.get(path, path)

    def content(self, path: str) -> bytes | None:
        """The content at the revision of the file that has ``path`` today; None if it did not exist.

        Raises:
            CheckerError: The repository lacks the content.
        """
        return self._tree.content(self.old(path))

    def held(self, path: str) -> bytes | None:
        """The content at the revision of the file that had ``path`` then; None if there was none.

        Raises:
            CheckerError: The repository lacks the content.
        """
        return self._tree.content(path)

    def below(self, path: str) -> list[str]:
        """The paths of the files that were below the folder ``path`` at the revision, without hidden ones."""
        return [each for each in self._tree.below(path) if not _hidden(each[len(path) :])]

    def tracked(self, path: str) -> bool:
        """Whether git has the file today, or one below the folder, as committed or as staged."""
        return bool(self._tags(path))

    def left_out(self, path: str) -> bool:
        """Whether a sparse checkout leaves out the file, or one below the folder."""
        return "S" in self._tags(path)

    def _tags(self, path: str) -> set[str]:
        below = f"{path}/" if path else ""
        return {tag for each, tag in self._index.items() if each == path or each.startswith(below)}

    def inputs(self, given: Sequence[Input]) -> list[Input]:
        """The inputs that existed at the revision, with their content then and their names of today."""
        return [old for one in given if (old := self._input(one)) is not None]

    def input(self, path: str, encoding: str | None = None) -> Input | None:
        """The file that has ``path`` today, as it was at the revision; None if it did not exist."""
        content = self.content(path)
        return None if content is None else Input(str(self.top / path), _opener(path, content), encoding)

    def gone(self, folders: Sequence[Path], files: Sequence[str]) -> list[Input]:
        """The files below ``folders`` that were deleted since the revision, with their content then.

        Args:
            folders: The folders to search.
            files: Files of today; deleted files that were renamed to one of them are left out.
        """
        followed = {self._moved.get(path) for path in map(self.path, files) if path}
        found = []
        for folder in {path for path in map(self.path, folders) if path is not None}:
            for path in self.below(folder):
                lost = path not in followed and self._index.get(path) != "S" and not os.path.lexists(self.top / path)
                if lost and (one := self.input(path)) is not None:
                    found.append(one)
        return found

    def _input(self, given: Input) -> Input | None:
        path = self.path(given.name) if self.covers(given.name) else None
        content = self.content(path) if path else None
        if content is None:
            return None
        partner = self._input(given.partner) if given.partner else None
        if given.partner and partner is None:
            return None
        old = Input(given.name, _opener(self.old(path or ""), content), given.encoding, partner)
        old.file, old.languages, old.date, old.asked = given.file, given.languages, given.date, given.asked
        return old


def _hidden(path: str) -> bool:
    """Whether a file or a folder above it is hidden."""
    return any(part.startswith(".") for part in path.split("/"))


def _opener(path: str, content: bytes) -> Callable[[], BinaryIO]:
    if path.lower().endswith(".gz"):
        return lambda: unpacked(io.BytesIO(content), path)
    return lambda: io.BytesIO(content)
