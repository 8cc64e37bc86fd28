"""Nothing in a repository runs because a gate compares with a revision of it, and nothing in it turns the gate green.

Each test makes a repository with real git and adds one trick to a branch that has one new finding. Whatever the trick
would run touches a file that must not be there in the end.
"""

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.gating import CONFIG, HEAD, MORE, OLD, Project, branched, gate, git

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="the tricks are shell scripts"),
]


class Trap:
    """A program that says that it ran."""

    def __init__(self, folder: Path) -> None:
        self._sprung = folder / "sprung"
        self.path = folder / "trap"
        self.path.write_text(
            f'#!/bin/sh\necho ran "$@" >> {shlex.quote(str(self._sprung))}\nexit 1\n', encoding="ascii"
        )
        self.path.chmod(0o755)

    @property
    def sprung(self) -> str:
        """What it was called with; "" if it never ran."""
        return self._sprung.read_text(encoding="utf-8") if self._sprung.exists() else ""


@pytest.fixture
def trap(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trap")
    made = Trap(folder)
    yield made
    assert not made.sprung


@pytest.fixture
def project(tmp_path):
    """A project with a branch that has one new finding."""
    return branched(tmp_path / "project")


def hostile(trap: Trap) -> str:
    """A config of git in which everything that may name a program names the trap."""
    run = shlex.quote(str(trap.path)).replace('"', '\\"')
    return f"""
[core]
    fsmonitor = {run}
    fsmonitorHookVersion = 2
    hooksPath = {trap.path.parent}
    pager = {run}
    editor = {run}
    askPass = {run}
    sshCommand = {run}
    gitProxy = {run}
    alternateRefsCommand = {run}
[pager]
    diff-tree = {run}
    diff-index = {run}
    diff = {run}
    cat-file = {run}
    rev-parse = {run}
    ls-tree = {run}
    ls-files = {run}
    merge-base = {run}
[alias]
    diff = !{run}
    diff-tree = !{run}
    cat-file = !{run}
    rev-parse = !{run}
    merge-base = !{run}
[diff]
    external = {run}
[diff "trap"]
    command = {run}
    textconv = {run}
[filter "trap"]
    clean = {run}
    smudge = {run}
    process = {run}
    required = true
[merge "trap"]
    driver = {run}
[credential]
    helper = !{run}
[gpg]
    program = {run}
[gpg "ssh"]
    program = {run}
    defaultKeyCommand = {run}
[log]
    showSignature = true
[sequence]
    editor = {run}
[interactive]
    diffFilter = {run}
[uploadpack]
    packObjectsHook = {run}
[submodule]
    recurse = true
[submodule "locale/more"]
    active = true
    update = !{run}
    url = ext::{run}
"""


def embed(folder: Path, trap: Trap, extra: str = "") -> None:
    """Write a bare repository in ``folder`` whose main and origin/main have the branch's findings already."""
    other = Project(folder.parent / "other")
    other.put("locale/news.csv", HEAD + OLD + MORE)
    other.put("news.csv", HEAD + OLD + MORE)
    other.commit()
    other.git("update-ref", "refs/remotes/origin/main", "main")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("HEAD", "objects", "refs"):
        source = other.folder / ".git" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "config").write_text(
        f"[core]\n    repositoryformatversion = 0\n    bare = false\n    worktree = {folder}\n{hostile(trap)}{extra}",
        encoding="utf-8",
    )
    shutil.rmtree(other.folder)


# Repositories within the repository.


@pytest.mark.parametrize("words", [(), ("locale",), ("locale/news.csv",)], ids=["all", "folder", "file"])
def test_a_bare_repository_in_the_corpus(project, trap, words):
    embed(project.folder / "locale", trap)
    project.commit()
    assert gate(project.folder, *words).new == ["derrick"]


def test_a_bare_repository_is_the_working_folder(project, trap):
    embed(project.folder / "locale", trap)
    project.commit()
    assert gate(project.folder / "locale").new == ["derrick"]
    assert gate(project.folder / "locale", "news.csv").new == ["derrick"]


def test_a_bare_repository_where_there_is_no_other(project, trap):
    embed(project.folder / "locale", trap)
    shutil.rmtree(project.folder / ".git")
    found = gate(project.folder, "locale/news.csv")
    assert found.status == 2
    assert "not a git repository" in found.said


def test_a_git_file_that_points_into_the_files(project, trap):
    embed(project.folder / "locale/inner", trap)
    (project.folder / "locale/.git").write_text("gitdir: inner\n", encoding="utf-8")
    assert gate(project.folder).new == ["derrick"]
    project.put("locale/ilchi.toml", CONFIG.replace("locale", "news.csv").replace("terms", "../terms"))
    for words in ((), ("locale",), ("locale/news.csv",)):
        found = gate(project.folder if words else project.folder / "locale", *words)
        assert found.status == 2, words
        assert "in the files of the repository" in found.said


def test_a_git_folder_that_is_none_beside_a_bare_repository(project, trap):
    embed(project.folder / "locale", trap)
    (project.folder / "locale/.git").mkdir()
    found = gate(project.folder / "locale", "news.csv", "-g", "../terms.csv")
    assert (found.status, found.new) == (1, ["derrick"])


def test_a_link_to_another_repository(project, trap, tmp_path):
    other = Project(tmp_path / "elsewhere")
    other.put("locale/news.csv", HEAD + OLD + MORE)
    other.commit()
    with (other.folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(hostile(trap))
    shutil.rmtree(project.folder / "locale")
    (project.folder / "locale").symlink_to(other.folder / "locale")
    project.commit()
    for words in ((), ("locale",), ("locale/news.csv",)):
        found = gate(project.folder, *words)
        assert "derrick" in found.new, words
        assert "not in the repository" in found.said


def test_a_submodule_with_commands(project, trap, tmp_path):
    inner = Project(tmp_path / "inner")
    project.git("submodule", "--quiet", "add", str(inner.folder), "locale/more")
    project.put(
        ".gitmodules",
        f'[submodule "locale/more"]\n\tpath = locale/more\n\turl = ext::{trap.path}\n\tupdate = !{trap.path}\n'
        "\tignore = none\n\tfetchRecurseSubmodules = true\n",
    )
    with (project.folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(hostile(trap))
    with (project.folder / ".git/modules/locale/more/config").open("a", encoding="utf-8") as config:
        config.write(hostile(trap))
    assert gate(project.folder, "locale/news.csv").new == ["derrick"]
    assert gate(project.folder).status == 1


# The repository's own config, which git lets name programs.


def arm(project: Project, trap: Trap, extra: str = "") -> None:
    """Let all that the repository's config may run be the trap, and all files have the attributes that call it."""
    for name in (".gitattributes", "locale/.gitattributes", ".git/info/attributes"):
        project.put(name, "* filter=trap diff=trap merge=trap\n")
    with (project.folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(hostile(trap) + extra)
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman"):
        for folder in (project.folder / ".git/hooks", trap.path.parent):
            folder.mkdir(exist_ok=True)
            shutil.copy(trap.path, folder / name)
    # What git would look at again: newer than the index, with the same content.
    for name in ("locale/news.csv", "terms.csv", "ilchi.toml"):
        os.utime(project.folder / name)


def test_programs_in_the_config(project, trap):
    project.commit()
    arm(project, trap)
    assert gate(project.folder).new == ["derrick"]


def test_programs_in_the_config_and_a_file_that_is_not_committed(project, trap):
    arm(project, trap)
    (project.folder / "locale/news.csv").rename(project.folder / "locale/again.csv")
    assert gate(project.folder).status == 1


def test_programs_in_an_included_config(project, trap):
    project.put("evil.cfg", hostile(trap))
    project.commit()
    arm(project, trap, '[include]\n    path = ../evil.cfg\n[includeIf "gitdir:**"]\n    path = ../evil.cfg\n')
    assert gate(project.folder).new == ["derrick"]


def test_programs_in_the_config_of_a_worktree(project, trap, tmp_path):
    project.commit()
    project.git("config", "extensions.worktreeConfig", "true")
    project.git("worktree", "add", "-q", "--detach", str(tmp_path / "beside"))
    (project.folder / ".git/worktrees/beside/config.worktree").write_text(hostile(trap), encoding="utf-8")
    project.put(".git/config.worktree", hostile(trap))
    assert gate(tmp_path / "beside").new == ["derrick"]
    assert gate(project.folder).new == ["derrick"]


def test_attributes_of_another_file(project, trap, tmp_path):
    (tmp_path / "attributes").write_text("* filter=trap diff=trap\n", encoding="utf-8")
    project.commit()
    arm(project, trap, f"[core]\n    attributesFile = {tmp_path / 'attributes'}\n")
    assert gate(project.folder).new == ["derrick"]


def test_the_files_are_said_to_be_elsewhere(project, trap, tmp_path):
    project.commit()
    (tmp_path / "elsewhere/locale").mkdir(parents=True)
    shutil.copy(project.folder / "locale/news.csv", tmp_path / "elsewhere/locale/news.csv")
    arm(project, trap, f"[core]\n    worktree = {tmp_path / 'elsewhere'}\n")
    assert gate(project.folder).new == ["derrick"]


def test_what_a_partial_clone_lacks_is_not_fetched(project, trap, tmp_path):
    project.commit()
    clone = tmp_path / "clone"
    project.git("config", "uploadpack.allowFilter", "true")
    project.git("config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "-b", "branch", project.folder.as_uri(), str(clone))
    here = git(clone, "config", "remote.origin.url")
    for url, more in ((f"ext::{trap.path}", ""), ("ssh://host/x", ""), (here, f"    uploadpack = {trap.path}\n")):
        git(clone, "config", "remote.origin.url", url)
        git(clone, "config", "protocol.ext.allow", "always")
        with (clone / ".git/config").open("a", encoding="utf-8") as config:
            config.write(hostile(trap) + f'[remote "origin"]\n{more}')
        found = gate(clone, since="refs/remotes/origin/main")
        assert found.status == 2
        assert "git lacks" in found.said
        assert "--filter" in found.said


# What a revision is.


def test_replaced_objects(project, trap):
    bad = project.commit()
    project.git("replace", project.git("rev-parse", "main"), bad)
    assert gate(project.folder).new == ["derrick"]


def test_grafted_parents(project, trap):
    bad = project.commit()
    main = project.git("rev-parse", "main")
    project.put(".git/info/grafts", f"{main} {bad}\n{bad}\n")
    assert gate(project.folder).new == ["derrick"]


def test_objects_of_another_folder(project, trap, tmp_path):
    embed(tmp_path / "store", trap)
    project.commit()
    project.put(".git/objects/info/alternates", f"{tmp_path / 'store/objects'}\n")
    assert gate(project.folder).new == ["derrick"]


OPTIONS = [
    "--output=sprung", "-Osprung", "--upload-pack=touch sprung", "--exec=touch sprung", "--git-dir=locale", "-", "--",
    "--all", "--since=1", "main --output=sprung", "main\n--output=sprung", "main\0x", "main..branch", "^main",
    "main:locale", ":/a change --output=sprung", "", " ", "\udcff", "$(touch sprung)", "`touch sprung`",
]  # fmt: skip


@pytest.mark.parametrize("ref", OPTIONS, ids=range(len(OPTIONS)))
def test_a_revision_that_is_an_option(project, ref):
    project.commit()
    before = sorted(project.folder.rglob("*"))
    found = gate(project.folder, since=ref)
    assert found.status == 2
    assert "the revision" in found.said
    assert sorted(project.folder.rglob("*")) == before


def test_refs_that_are_named_like_options_and_files(project, trap):
    main = project.git("rev-parse", "main")
    project.commit()
    for name in ("--output=sprung", "locale", "locale-x/news.csv", "ilchi.toml", "HEAD"):
        project.git("update-ref", f"refs/heads/{name}", "branch")
        project.git("update-ref", f"refs/tags/{name}", "branch")
    assert gate(project.folder).new == ["derrick"]
    assert gate(project.folder, since=main).new == ["derrick"]
    assert gate(project.folder, since="refs/heads/--output=sprung").new == []
    assert gate(project.folder, since="HEAD~1").new == ["derrick"]
    assert not (project.folder / "sprung").exists()


def test_a_tag_that_is_named_like_the_branch_to_compare_with(project):
    project.git("update-ref", "refs/remotes/origin/main", "main")
    assert gate(project.folder, since="origin/main").new == ["derrick"]
    project.commit()
    for name in ("refs/tags/origin/main", "refs/heads/origin/main"):
        project.git("update-ref", name, "branch")
        for since in ("origin/main", "origin/main~0", "origin/main^{commit}"):
            found = gate(project.folder, since=since)
            assert found.status == 2
            assert f"{name} and refs/remotes/origin/main" in found.said
        assert gate(project.folder, since="refs/remotes/origin/main").new == ["derrick"]
        project.git("update-ref", "-d", name)


def test_a_branch_that_is_named_like_a_remote_or_a_commit(project):
    main = project.git("rev-parse", "main")
    project.git("update-ref", "refs/remotes/origin/main", main)
    project.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    assert gate(project.folder, since="origin").new == ["derrick"]
    assert gate(project.folder, since=main[:9]).new == ["derrick"]
    project.commit()
    for name in ("origin", main[:9], main):
        project.git("update-ref", f"refs/heads/{name}", "branch")
        found = gate(project.folder, since=name)
        assert (found.status, found.new) == ((1, ["derrick"]) if name == main else (2, []))
        assert name == main or f"“{name}” is the name of refs/heads/{name} and " in found.said


# Links, owners, the environment.


def test_links_out_of_the_repository(project):
    secret = Path("/etc/passwd")
    (project.folder / "locale/users.csv").symlink_to(secret)
    (project.folder / "locale/gone.csv").symlink_to("../../../nowhere.csv")
    (project.folder / "locale/again.csv").symlink_to("again.csv")
    (project.folder / "locale/up").symlink_to("/")
    project.commit()
    found = gate(project.folder, "--keep-going")
    assert found.new == ["derrick"]
    assert not any("root" in each["target"]["text"] for each in found.findings)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give files away")
def test_a_repository_of_another_user(project, trap, monkeypatch, tmp_path):
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    project.commit()
    arm(project, trap)
    for path in (project.folder, *project.folder.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)
    found = gate(project.folder)
    assert found.status == 2
    assert "dubious ownership" in found.said
    assert f"git config --global --add safe.directory {project.folder}" in found.said
    # The runner says in its own config that it trusts the folder.
    (tmp_path / "config").write_text(f"[safe]\n    directory = {project.folder}\n", encoding="utf-8")
    assert gate(project.folder).new == ["derrick"]


def test_an_environment_that_redirects(project, trap, monkeypatch, tmp_path):
    embed(tmp_path / "bare", trap)
    project.commit()
    bare = tmp_path / "bare"
    told = {
        "GIT_DIR": bare, "GIT_WORK_TREE": tmp_path, "GIT_INDEX_FILE": "nowhere", "GIT_PREFIX": "locale/",
        "GIT_OBJECT_DIRECTORY": bare / "objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES": bare / "objects",
        "GIT_COMMON_DIR": bare, "GIT_NAMESPACE": "x", "GIT_CEILING_DIRECTORIES": project.folder.parent,
        "GIT_EXTERNAL_DIFF": trap.path, "GIT_PAGER": trap.path, "PAGER": trap.path, "GIT_SSH_COMMAND": trap.path,
        "GIT_ASKPASS": trap.path, "GIT_EDITOR": trap.path, "GIT_EXEC_PATH": trap.path.parent,
        "GIT_REPLACE_REF_BASE": "refs/heads/", "GIT_GRAFT_FILE": "x", "GIT_SHALLOW_FILE": bare / "HEAD",
        "GIT_DIFF_OPTS": "--output=x", "GIT_LITERAL_PATHSPECS": "1", "GIT_ATTR_SOURCE": "main",
        "GIT_TRACE": tmp_path / "log",
    }  # fmt: skip
    for name in ("rev-parse", "merge-base", "cat-file", "diff-tree", "diff-index", "ls-tree", "ls-files"):
        shutil.copy(trap.path, trap.path.parent / f"git-{name}")
    for name, value in told.items():
        monkeypatch.setenv(name, str(value))
    assert gate(project.folder).new == ["derrick"]
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("path", [".", "", "locale", "./locale/.."])
def test_a_program_called_git_in_the_repository(project, trap, monkeypatch, path):
    for folder in (project.folder, project.folder / "locale"):
        shutil.copy(trap.path, folder / "git")
    project.commit()
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    assert gate(project.folder).new == ["derrick"]
