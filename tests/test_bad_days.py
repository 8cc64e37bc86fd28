"""Crashes, interruptions, company: the status says what happened, and nothing is left half done."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.conftest import console_script, environment

NEWS = "source,target\n" + "부두가 닫혔다.,The pier was closed.\n" * 400
CRASH = """
import sys
from checker.commands import check
def fail(self, *_):
    raise RuntimeError("broken\\nsecond \\x1b[31m line")
check.Workspace.check = fail
from checker.cli import main
sys.argv = ["ilchi", *sys.argv[1:]]
main()
"""


@pytest.fixture
def project(put, tmp_path):
    put("locale/news.csv", NEWS)
    put("terms.csv", "source,target,forbidden\n부두,dock,pier\n")
    put("ilchi.toml", 'corpus = ["locale"]\nglossaries = ["terms.csv"]\n')
    return tmp_path


def crashed(folder, *words):
    return subprocess.run(
        [sys.executable, "-c", CRASH, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def test_a_crash_is_status_2_with_a_short_message(project):
    ran = crashed(project, "check")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    last = ran.stderr.splitlines()[-1]
    assert last == (
        "ilchi: error: RuntimeError: broken; this is a bug in ilchi: "
        "please report it with the output of ilchi --verbose …"
    )


def test_the_trace_of_a_crash_is_shown_when_asked(project):
    ran = crashed(project, "--verbose", "check")
    assert ran.returncode == 2
    assert "Traceback" in ran.stderr
    assert "in fail" in ran.stderr


def test_a_crash_leaves_no_half_of_a_report(project):
    assert crashed(project, "check", "--output", "json:report.json").returncode == 2
    assert not (project / "report.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_interruption_says_so_in_its_status(project, name, status):
    with subprocess.Popen(
        [console_script(), "check", "-", "--output", f"json:{project / 'report.json'}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=project,
    ) as started:
        assert started.stdin
        started.stdin.write(b"source,target\n" + b"a,b\n" * 50_000)  # more than a pipe holds: it is being read
        started.stdin.flush()
        started.send_signal(getattr(signal, name))
        _, said = started.communicate(timeout=60)
    assert started.returncode == status
    assert name != "SIGINT" or said.decode().splitlines()[-1] == "ilchi: interrupted"
    assert not (project / "report.json").exists()


def test_two_runs_at_once_do_not_harm_each_other(project):
    words = ["check", "--output", "json:report.json", "--output", "sarif:report.sarif"]
    running = [
        subprocess.Popen([console_script(), *words], cwd=project, stderr=subprocess.DEVNULL, env=environment())
        for _ in range(3)
    ]
    assert [each.wait(120) for each in running] == [1, 1, 1]
    assert len(json.loads((project / "report.json").read_bytes())["findings"]) == 400
    assert json.loads((project / "report.sarif").read_bytes())["version"] == "2.1.0"
    assert sorted(path.name for path in project.iterdir()) == [
        "ilchi.toml", "locale", "report.json", "report.sarif", "terms.csv",
    ]  # fmt: skip


def test_two_who_decide_at_once_are_both_heard(ilchi, project):
    found = json.loads(ilchi("check", "--format", "json", cwd=project).out)["findings"][0]["fingerprint"]
    running = [
        subprocess.Popen(
            [console_script(), "decisions", "add", found, "--verdict", "intended", "--reason", "so", "--author", name],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        for name in ("kim", "lee", "park")
    ]
    assert [each.wait(120) for each in running] == [0, 0, 0]
    assert len((project / "decisions.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
def test_a_full_disk_is_status_2_in_every_command(project):
    for words in (["fix", "--diff"], ["config", "show"], ["decisions", "list"], ["baseline", "create"]):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            ran = subprocess.run(
                [console_script(), *words],
                cwd=project,
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                check=False,
            )
        assert ran.returncode == 2, words
        assert b"no space left" in ran.stderr
        assert b"Traceback" not in ran.stderr
