"""What is no file where one should be: refused or passed over at once, and nothing is written through links."""

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import console_script, environment
from tests.faults import Ended, Lab, project, tree

if sys.platform == "win32":
    pytest.skip("there is no fork", allow_module_level=True)

KINDS = {
    "pipe": "a pipe",
    "socket": "a socket",
    "zero": "a device",
    "loop": "",
    "broken": "",
    "kernel": "a file of the kernel",
    "folder": "",
}


def special(path: Path, kind: str) -> None:
    """Put something at ``path`` that is no file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket must be short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
        os.chdir(here)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"zero": "/dev/zero", "loop": path, "broken": "nowhere", "kernel": "/proc/self/environ"}[kind])


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as made:
        yield made


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    project(folder, "check")
    return folder


def refused(ran: Ended) -> str:
    """The one line that says why."""
    assert ran.status == 2, ran
    lines = [line for line in ran.err.splitlines() if line.startswith("ilchi: error: ")]
    assert len(lines) == 1, ran.err
    assert "a bug in ilchi" not in ran.err
    assert "Traceback" not in ran.err
    return lines[0]


# What reads a file that the user or the project names: the file, and the command.
INPUTS = [
    ("news.csv", ("check", "news.csv")),
    ("news.tsv.gz", ("check", "news.tsv.gz")),
    ("news.po", ("fix", "news.po")),
    ("news.en", ("check", "--pair", "locale/a.csv", "news.en")),
    ("names.csv", ("check", "-g", "names.csv")),
    ("ilchi.toml", ("check", "locale")),
    ("locale/pyproject.toml", ("check", "locale")),
    ("decisions.jsonl", ("check",)),
    ("decisions.jsonl", ("decisions", "list")),
    ("baseline.jsonl", ("check",)),
    ("baseline.jsonl", ("baseline", "prune")),
    ("old.jsonl", ("check", "--baseline", "old.jsonl")),
    ("ref.txt", ("score", "--reference", "ref.txt")),
    ("old.json", ("score", "--compare", "old.json")),
    ("report.json", ("report", "report.json")),
    ("table.csv", ("decisions", "import", "table.csv")),
    ("names.csv", ("glossary", "lint", "names.csv")),
    (".ilchi/fixes.jsonl", ("score", "--as-delivered")),
    (".ilchi/fixes.jsonl", ("fix",)),
]


@pytest.mark.parametrize(("name", "words"), INPUTS, ids=[f"{name}-{words[0]}" for name, words in INPUTS])
def test_no_input_hangs_or_eats_memory(lab: Lab, here: Path, name: str, words: tuple[str, ...]) -> None:
    for kind, says in KINDS.items():
        path = here / name
        path.unlink(missing_ok=True)
        special(path, kind)
        if kind == "broken" and name.endswith((".jsonl", ".toml")) and "old" not in name:
            path.unlink()  # as if there were none
            continue
        line = refused(lab.run(*words, cwd=here))
        assert path.name in line, line
        if says and "out of the project" not in line:
            assert f"this is {says}, not a file" in line, line
        path.rmdir() if kind == "folder" else path.unlink()


def test_in_a_folder_they_are_passed_over_and_counted(lab: Lab, here: Path) -> None:
    plain = lab.run("check", "--format", "json", cwd=here)
    for number, kind in enumerate(KINDS):
        special(here / "locale" / f"{number}.csv", kind)
    ran = lab.run("check", "--format", "json", cwd=here)
    assert (ran.status, json.loads(ran.out)["findings"]) == (plain.status, json.loads(plain.out)["findings"])
    (line,) = [line for line in ran.err.splitlines() if "skipped" in line]
    assert "locale: skipped 6 that are no files (pipes, devices, broken links): locale/0.csv, " in line, line


def test_what_the_shell_hands_over_is_read(here: Path) -> None:
    """``ilchi check <(command)`` and ``- < file``; a device as standard input is refused."""
    reading, writing = os.pipe()
    os.write(writing, (here / "locale" / "a.csv").read_bytes())
    os.close(writing)

    def run(name: str, **streams: object) -> "subprocess.CompletedProcess[bytes]":
        words = [console_script(), "check", name, "-g", "terms.csv", "--format", "json"]
        return subprocess.run(words, cwd=here, env=environment(), capture_output=True, check=False, **streams)  # type: ignore[call-overload,no-any-return]

    ran = run(f"/dev/fd/{reading}", pass_fds=[reading])
    os.close(reading)
    assert ran.returncode == 1, ran.stderr
    assert len(json.loads(ran.stdout)["findings"]) == 12
    with Path("/dev/zero").open("rb") as zero:
        ran = run("-", stdin=zero)
    assert (ran.returncode, b"error: -: this is a device, not a file" in ran.stderr) == (2, True), ran.stderr
    with Path(os.devnull).open("rb") as nothing:
        ran = run("-", stdin=nothing)
    assert b"a device" not in ran.stderr


# Links that a repository may hold: what is written by ilchi itself stays in the repository.
LINKS = [
    (".ilchi", ("fix",)),
    (".ilchi/fixes.jsonl", ("fix",)),
    ("decisions.jsonl", ("decisions", "add", "FINGERPRINT", "--verdict", "intended", "--reason", "so")),
    ("decisions.jsonl", ("decisions", "note", "FINGERPRINT", "--text", "so")),
    ("baseline.jsonl", ("baseline", "create")),
    (".ilchi", ("review", "--plain")),
    (".ilchi/locks", ("review", "--plain")),
]


@pytest.mark.parametrize(("name", "words"), LINKS, ids=[f"{name}-{words[0]}" for name, words in LINKS])
def test_a_link_of_the_repository_leads_nowhere_outside(
    lab: Lab, here: Path, name: str, words: tuple[str, ...]
) -> None:
    found = json.loads(lab.run("check", "--format", "json", cwd=here).out)["findings"][0]["fingerprint"]
    outside = here.parent / "outside"
    outside.mkdir()
    (outside / "bashrc").write_text("# mine\n", encoding="utf-8")
    path = here / name
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside if not path.suffix else outside / "bashrc")
    line = refused(lab.run(*(found if word == "FINGERPRINT" else word for word in words), cwd=here))
    assert "out of the project" in line, line
    assert tree(outside) == {"bashrc": b"# mine\n"}
    assert (here / "locale" / "a.csv").read_bytes() == (here / "locale" / "b.csv").read_bytes(), "nothing was fixed"


def test_a_link_within_the_repository_is_followed_but_not_into_git(lab: Lab, here: Path) -> None:
    (here / "shared").mkdir()
    (here / "baseline.jsonl").symlink_to("shared/known.jsonl")
    assert lab.run("baseline", "create", cwd=here).status == 0
    assert (here / "shared" / "known.jsonl").stat().st_size
    (here / "baseline.jsonl").unlink()
    (here / ".git" / "config").write_text("[core]\n", encoding="utf-8")
    (here / "baseline.jsonl").symlink_to(".git/config")
    assert "out of the project" in refused(lab.run("baseline", "create", cwd=here))
    assert (here / ".git" / "config").read_text(encoding="utf-8") == "[core]\n"


def test_a_corpus_that_is_a_link_out_of_the_project_is_changed_only_if_the_user_names_it(lab: Lab, here: Path) -> None:
    (here / "locale" / "a.csv").rename(here.parent / "outside.csv")
    (here / "locale" / "a.csv").symlink_to(here.parent / "outside.csv")
    was = (here.parent / "outside.csv").read_bytes()
    assert "locale/a.csv: a link leads to" in refused(lab.run("fix", cwd=here))
    said = lab.run("review", "--plain", cwd=here, stdin="a\nw\nk\n")
    assert "locale/a.csv: a link leads to" in said.out, said
    assert (here.parent / "outside.csv").read_bytes() == was
    assert lab.run("fix", "locale/a.csv", cwd=here).status == 0
    assert b"dock" in (here.parent / "outside.csv").read_bytes()


def test_what_the_user_names_may_be_a_link(lab: Lab, here: Path) -> None:
    (here.parent / "outside.json").write_text("old", encoding="utf-8")
    (here / "report.json").symlink_to(here.parent / "outside.json")
    assert lab.run("check", "--output", "json:report.json", cwd=here).status == 1
    assert json.loads((here.parent / "outside.json").read_bytes())["findings"]


# The cache.


def planted(cache: Path, how: str) -> str:
    """Make a folder of the cache one that must not be trusted; returns what is said of it."""
    if how == "link":
        (cache.parent / "elsewhere").mkdir(parents=True)
        cache.symlink_to(cache.parent / "elsewhere")
        return "this is a link, not a folder"
    cache.mkdir(parents=True)
    if how == "owner":
        os.chown(cache, 12345, 12345)
    else:
        cache.chmod(0o777)
    return "belongs to someone else, or others may write it"


@pytest.mark.parametrize("how", ["link", "owner", "open"])
@pytest.mark.parametrize("name", ["ilchi", "ilchi/results"])
def test_a_cache_that_is_not_ours_is_not_used(lab: Lab, here: Path, how: str, name: str) -> None:
    if how == "owner" and os.getuid():
        pytest.skip("only root gives files away")
    (here / ".cache").mkdir()
    (here / ".cache").chmod(0o700)
    if "/" in name:
        (here / ".cache" / "ilchi").mkdir(mode=0o700)
    says = planted(here / ".cache" / name, how)
    ran = lab.run("check", cwd=here)
    assert ran.status == 1
    assert [line for line in ran.err.splitlines() if "results are not kept" in line and says in line], ran.err
    assert ran.err.count("not kept") == 1
    assert tree(here / ".cache") == {}


@pytest.mark.parametrize("kind", ["pipe", "zero", "link", "owner"])
def test_entries_that_are_no_files_of_ours_are_not_read(lab: Lab, here: Path, kind: str) -> None:
    assert lab.run("check", cwd=here).status == 1
    entries = {path: path.read_bytes() for path in (here / ".cache" / "ilchi" / "results").iterdir()}
    assert entries
    aside = here / "aside"
    aside.mkdir()
    for entry, held in entries.items():
        entry.unlink()
        (aside / entry.name).write_bytes(held)
        if kind == "link":
            entry.symlink_to(aside / entry.name)
        elif kind == "owner":
            entry.write_bytes(held)
            os.chown(entry, 12345, 12345) if not os.getuid() else entry.chmod(0o666)
        else:
            special(entry, kind)
    assert lab.run("check", cwd=here).status == 1
    for entry, held in entries.items():
        assert (aside / entry.name).read_bytes() == held, "a link is replaced, not followed"
        about = entry.lstat()
        assert stat.S_ISREG(about.st_mode)
        assert about.st_uid == os.getuid()
        assert entry.read_bytes() == held
