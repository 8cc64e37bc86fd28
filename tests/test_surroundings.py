"""Users without a name, a home or a locale, closed streams, others at the same time: it works, or says what to do."""

import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.commands._outputs import Outputs
from checker.errors import CheckerError
from checker.judging.decisions import Decision
from checker.project import decision_file
from tests.faults import Fault, Lab, project, tree

if sys.platform == "win32":
    pytest.skip("there is no fork", allow_module_level=True)


@pytest.fixture(scope="module")
def labs() -> Iterator[tuple[Lab, Lab]]:
    with Lab() as one, Lab() as other:
        yield one, other


@pytest.fixture
def lab(labs: tuple[Lab, Lab]) -> Lab:
    return labs[0]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    project(tmp_path / "project", "check")
    return tmp_path / "project"


# A user without a name (a number that no list of users knows), in surroundings where much is missing.

NOBODY = 54321
SURROUNDINGS = [
    ({}, "there is no home folder (set HOME or XDG_CACHE_HOME)"),
    ({"HOME": ""}, "there is no home folder"),
    ({"HOME": "/nonexistent", "LC_ALL": "C", "TMPDIR": "/nonexistent"}, "/nonexistent: results are not kept"),
    ({"HOME": "here"}, "there is no home folder"),
]


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root becomes another user")
@pytest.mark.parametrize(("env", "says"), SURROUNDINGS, ids=str)
def test_a_user_without_a_name_or_a_home(lab: Lab, env: dict[str, str], says: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="ilchi-nobody-"))
    try:
        folder.chmod(0o755)
        here = folder / "project"
        project(here, "check")
        for path in (here, *here.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for words, status in (
            (("check", "--output", "json:report.json"), 1),
            (("decisions", "add", "FINGERPRINT", "--verdict", "intended", "--reason", "so"), 0),
            (("baseline", "create"), 0),
            (("score", "--output", "json:score.json"), 0),
            (("fix",), 0),
        ):
            found = json.loads((here / "report.json").read_bytes())["findings"][0]["fingerprint"] if status == 0 else ""
            ran = lab.run(*(found if w == "FINGERPRINT" else w for w in words), cwd=here, env=env, uid=NOBODY)
            assert ran.status == status, (words, ran.err)
            assert says in ran.err, ran.err
            assert ran.err.count("not kept") <= 1
        assert decision_file.load([here / "decisions.jsonl"]).entries[0].decision.author == ""
        assert not list(here.glob("here/**"))
    finally:
        shutil.rmtree(folder)


def test_closed_streams(lab: Lab, here: Path) -> None:
    plain = lab.run("check", "--output", "json:report.json", cwd=here)
    wanted = (here / "report.json").read_bytes()
    (here / "report.json").unlink()
    assert lab.run("check", "--output", "json:report.json", cwd=here, stdin=None).status == plain.status
    assert (here / "report.json").read_bytes() == wanted
    assert lab.run("check", cwd=here, stdin=None).status == 2, "there is nowhere to say it"
    assert lab.run("fix", cwd=here, stdin=None).status == 2
    assert lab.run("review", "--plain", cwd=here, stdin=None).status == 2
    assert (here / "report.json").read_bytes() == wanted


# Results are looked at before the work.

HOPELESS = [
    ("pdf:a.pdf", "pdf"),
    ("json:locale", "locale: this is a folder, not a file"),
    ("json:new/", "new/: this is a folder, not a file"),
    ("json:terms.csv/a.json", "terms.csv/a.json: cannot be written: not a directory"),
    ("json:a.socket", "a.socket: this is a socket, not a file"),
    ("json:loop", "loop: cannot be written: too many levels of symbolic links"),
    ("json:broken", "broken: the link leads nowhere"),
    ("html:./one.json", "two reports would go to ./one.json"),
    ("html:link.json", "two reports would go to link.json"),
]


@pytest.mark.parametrize("command", ["check", "score"])
def test_results_are_looked_at_before_the_work(lab: Lab, here: Path, command: str) -> None:
    (here / "one.json").write_text("old", encoding="utf-8")
    (here / "link.json").symlink_to("one.json")
    (here / "loop").symlink_to("loop")
    (here / "broken").symlink_to("nowhere/at/all.json")
    with socket.socket(socket.AF_UNIX) as made:
        before = Path.cwd()
        os.chdir(here)
        made.bind("a.socket")
        os.chdir(before)
    was = tree(here)
    for output, says in HOPELESS:
        ran = lab.run(command, "--output", "json:one.json", "--output", output, cwd=here)
        assert ran.status == 2, output
        assert says in ran.err, (output, ran.err)
        assert "languages:" not in ran.err, "nothing was read"
        assert tree(here) == was, output


def test_a_format_without_its_extra_and_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CheckerError, match="Parquet needs an extra"):
        Outputs(None, ("json:a.json", "parquet:a.parquet"), None)
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)  # root may write everywhere
    with pytest.raises(CheckerError, match=r"new/a\.json: cannot be written: .* is read-only"):
        Outputs(None, ("json:new/a.json",), None)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "new/summary.md")
    with pytest.raises(CheckerError, match=r"summary\.md: cannot be written"):
        Outputs("github", (), None)
    assert not list(tmp_path.iterdir())


def test_if_one_result_cannot_be_written_none_is(lab: Lab, here: Path) -> None:
    words = ("check", "--no-cache", "--output", "json:a.json", "--output", "sarif:b.sarif", "--output", "csv:c.csv")
    count = len(lab.run(*words, cwd=here).events)
    for name in ("a.json", "b.sarif", "c.csv"):
        (here / name).unlink()
    was = tree(here)
    for event in range(1, count - 2):  # the last three put the files into place
        assert lab.run(*words, cwd=here, fault=Fault(event, 28)).status == 2
        assert tree(here) == was, event


# Two at the same time.


def test_two_at_once_on_one_baseline_output_cache_and_decisions(labs: tuple[Lab, Lab], here: Path) -> None:
    found = [
        each["fingerprint"] for each in json.loads(labs[0].run("check", "--format", "json", cwd=here).out)["findings"]
    ]
    shutil.rmtree(here / ".cache")
    for number in range(3):
        for words in (
            ("check", "--output", "json:report.json", "--output", "html:report.html"),
            ("baseline", "create"),
            ("baseline", "prune"),
        ):
            for each in labs:
                each.start(*words, cwd=here)
            statuses = {each.ended().status for each in labs}
            assert statuses <= {0, 1}, words
            assert (here / "baseline.jsonl").exists() == (words[0] == "baseline" or number > 0)
            assert len(json.loads((here / "report.json").read_bytes())["findings"]) == len(found)
        for at, each in enumerate(labs):
            each.start(
                "decisions", "add", found[2 * number + at], "--verdict", "intended", "--reason", "so", cwd=here
            )  # fmt: skip
        assert [each.ended().status for each in labs] == [0, 0]
        held: list[Decision] = [e.decision for e in decision_file.load([here / "decisions.jsonl"]).entries]
        assert {each.fingerprint for each in held} == set(found[: 2 * number + 2])
    assert not [name for name in tree(here) if name.endswith(".tmp")]


def test_two_fixes_at_once_record_each_change_once(labs: tuple[Lab, Lab], here: Path) -> None:
    for each in labs:
        each.start("fix", cwd=here)
    ended = [each.ended() for each in labs]
    assert 0 in {each.status for each in ended}
    lines = [json.loads(line) for line in (here / ".ilchi" / "fixes.jsonl").read_text(encoding="utf-8").splitlines()]
    made = [(line["file"], line["index"]) for line in lines]
    assert len(made) == len(set(made)) == 24
    assert b"pier" not in (here / "locale" / "a.csv").read_bytes() + (here / "locale" / "b.csv").read_bytes()
