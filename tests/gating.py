"""The gate on real repositories of git: what the tests of ``--since`` share."""

import contextlib
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from checker.cli import ilchi
from checker.errors import CheckerError

HEAD = "source,target\n"
OLD = "부두가 닫혔다.,The pier was closed.\n"  # a finding that the first commit has
MORE = "기중기가 섰다.,The derrick stopped.\n"  # one that a branch adds
WORDS = "source,target,forbidden\n부두,dock,pier\n기중기,crane,derrick\n"
CONFIG = 'corpus = ["locale"]\nglossaries = ["terms.csv"]\n'


def git(folder: Path, *words: str, stdin: str = "") -> str:
    """What git says, run with no config but the repository's own; fails if it does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        [
            "git",
            "-c",
            "user.name=mina",
            "-c",
            "user.email=mina@example.org",
            "-c",
            "protocol.file.allow=always",
            *words,
        ],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


class Project:
    """A repository with a project: a corpus with one old finding, a glossary and a config, committed on ``main``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.put("locale/news.csv", HEAD + OLD)
        self.put("terms.csv", WORDS)
        self.put("ilchi.toml", CONFIG)
        self.commit()

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def git(self, *words: str, stdin: str = "") -> str:
        """What git says."""
        return git(self.folder, *words, stdin=stdin)

    def commit(self) -> str:
        """Commit all files; returns the commit."""
        self.git("add", "-A")
        self.git("commit", "-qm", "a change", "--allow-empty")
        return self.git("rev-parse", "HEAD")

    def branch(self) -> None:
        """Begin a branch."""
        self.git("switch", "-qc", "branch")


class Gate(NamedTuple):
    """How a gate ended.

    Attributes:
        status: The exit status.
        findings: The findings of the JSON report; none if it could not run.
        said: What else it said.
    """

    status: int
    findings: list[dict[str, Any]]
    said: str

    @property
    def new(self) -> list[str]:
        """What stands at the open findings that are major or worse."""
        found = [each for each in self.findings if each["status"] == "open"]
        return [each["found"] for each in found if each["severity"] in ("major", "critical")]

    @property
    def changes(self) -> list[str]:
        """The changes of the policy, ``file: message``."""
        found = [each for each in self.findings if each["rule"] == "policy-change"]
        assert all(each["severity"] == "neutral" for each in found)
        return [f"{Path(each['file']).name}: {each['message']}" for each in found]


def branched(folder: Path) -> Project:
    """A project with a branch that has one new finding."""
    made = Project(folder)
    made.branch()
    made.put("locale/news.csv", HEAD + OLD + MORE)
    return made


def gate(folder: Path, *words: str, since: str = "main") -> Gate:
    """Run ``ilchi check --since`` in a folder, in this process."""
    out, said = io.StringIO(), io.StringIO()
    asked = ["check", "--format", "json", "--no-cache", "--jobs", "1", f"--since={since}", *words]
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        try:
            with ilchi.make_context("ilchi", asked) as context:
                status = ilchi.invoke(context)
        except CheckerError as error:
            return Gate(2, [], f"{said.getvalue()}{error}")
    return Gate(status, json.loads(out.getvalue())["findings"], said.getvalue())
