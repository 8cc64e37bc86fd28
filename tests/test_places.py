"""The places where the gate runs: pre-commit on a real repository, the files of the hosts, decisions by command."""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import yaml

from checker.commands._ci_files import FILES, HOSTS
from checker.project.decision_file import load
from tests.conftest import console_script, environment
from tests.test_since import run_git

ROOT = Path(__file__).parent.parent
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")  # as GitHub starts it
NEWS = "source,target\n부두가 닫혔다.,The pier was closed.\n부두가 열렸다.,The pier was opened.\n부두,a dock\n"
WORDS = "id,category,source,target,forbidden\ndock,object,부두,dock,pier\n"


@pytest.fixture
def project(put, tmp_path):
    put("locale/news.csv", NEWS)
    put("terms.csv", WORDS)
    put("ilchi.toml", 'corpus = ["locale"]\nglossaries = ["terms.csv"]\n')
    return tmp_path


def found(ilchi, folder, *words):
    return json.loads(ilchi("check", "--format", "json", *words, cwd=folder).out)["findings"]


# --- pre-commit --------------------------------------------------------------------------------------------------


def hooks():
    """The hooks that the project offers."""
    return yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def committed(put, tmp_path):
    """A repository whose hook is ours, run from the environment of the tests."""
    if importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None:
        pytest.skip("pre-commit or git is not installed")
    entries = [
        {**hook, "language": "system", "entry": hook["entry"].replace("ilchi", console_script(), 1)} for hook in hooks()
    ]
    put(".pre-commit-config.yaml", json.dumps({"repos": [{"repo": "local", "hooks": entries}]}))
    put("news.ko", "부두가 닫혔다.\n부두가 열렸다.\n")
    put("news.en", "The dock was closed.\nThe dock was opened.\n")
    put("terms.csv", WORDS)
    put("ilchi.toml", 'glossaries = ["terms.csv"]\n')
    run_git(tmp_path, "init", "-q", "-b", "main")
    run_git(tmp_path, "add", "-A")
    run_git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def pre_commit(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", *words],
        cwd=folder,
        env=environment(PRE_COMMIT_HOME=str(folder / ".git" / "cache"), GIT_CONFIG_GLOBAL=os.devnull),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_commit_of_the_translation_alone_finds_its_source(committed, put):
    put("news.en", "The dock was closed.\nThe pier was opened.\n")
    run_git(committed, "add", "news.en")
    ran = pre_commit(committed, "ilchi")
    assert ran.returncode == 1
    assert "news.ko:2: major: “pier” is a forbidden rendering; use “dock”" in ran.stdout
    put("news.en", "The dock was shut.\nThe dock was opened.\n")
    run_git(committed, "add", "news.en")
    ran = pre_commit(committed, "ilchi")
    assert ran.returncode == 0, ran.stdout


def test_a_commit_of_other_files_asks_nothing(committed, put):
    put("README.md", "pier")
    put("other.csv", "a,b\n1,2\n")
    run_git(committed, "add", "-A")
    for hook in ("ilchi", "ilchi-fix"):
        ran = pre_commit(committed, hook)
        assert ran.returncode == 0
        assert "Skipped" in ran.stdout


def test_the_hook_that_fixes_changes_the_file(committed, put):
    put("news.en", "The dock was closed.\nThe pier was opened.\n")
    run_git(committed, "add", "news.en")
    ran = pre_commit(committed, "ilchi-fix")
    assert ran.returncode == 1
    assert "files were modified by this hook" in ran.stdout
    assert (committed / "news.en").read_text(encoding="utf-8") == "The dock was closed.\nThe dock was opened.\n"


def test_the_hooks_are_whole():
    known = {hook["id"]: hook for hook in hooks()}
    assert list(known) == ["ilchi", "ilchi-project", "ilchi-fix"]
    for name in ("ilchi", "ilchi-fix"):
        assert known[name]["require_serial"] is True
        files = re.compile(known[name]["files"])
        assert all(files.search(name) for name in ("a.po", "x/b.xliff", "news.ko", "news.en", "m.tmx", "m.mxliff"))
        assert not any(files.search(name) for name in ("a.csv", "token", "a.pot", "golden", "main.ts"))
    whole = known["ilchi-project"]
    assert (whole["files"], whole["pass_filenames"]) == (FILES, False)
    assert all(re.search(FILES, name) for name in ("a.csv", "a.po.gz", "b/ilchi.toml", "app_ko.ts", "decisions.jsonl"))
    assert not any(re.search(FILES, name) for name in ("a.py", "a.pot", "golden", "README.md"))


# --- the hosts ---------------------------------------------------------------------------------------------------


def commands(text):
    """The command lines of ilchi in a file of a host, up to what the shell makes of them."""
    joined = re.sub(r"\n\s+(?=\$\{CI_)", " ", text)
    return re.findall(r"\bilchi\"? (check\b[^\n]*)", joined)


@pytest.mark.parametrize("name", [*HOSTS, "action.yml"])
def test_what_the_hosts_run_exists(ilchi, name):
    made = HOSTS[name].made("ilchi", ".") if name in HOSTS else (ROOT / name).read_text(encoding="utf-8")
    help_text = ilchi("check", "--help").out
    assert commands(made)
    for line in commands(made):
        for option in re.findall(r"(?<![\w-])--[a-z][\w-]+", line):
            assert option in help_text


def steps():
    """The steps of the action."""
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_action_installs_only_what_is_locked(tmp_path):
    """With a Python that writes down what pip is told."""
    runner = tmp_path / "run ner"
    pip = runner / "ilchi" / "bin" / "python"
    pip.parent.mkdir(parents=True)
    for fake in (pip, tmp_path / "python"):
        fake.write_text('#!/bin/sh\nprintf "[%s]" "$@"\necho\n', encoding="utf-8")
        fake.chmod(0o755)
    given = {"RUNNER_TEMP": str(runner), "ACTION": str(ROOT), "PYTHON": str(tmp_path / "python")}
    ran = subprocess.run(
        [*BASH, steps()[1]["run"]], env=environment(**given), capture_output=True, encoding="utf-8", check=True
    )
    made, *told = ran.stdout.splitlines()
    assert made == f"[-m][venv][{runner}/ilchi]"
    assert all("[--no-deps]" in line for line in told)
    locked = [re.search(r"\[--requirement\]\[(.*)\]$", line) for line in told]
    assert all(Path(each[1]).is_file() for each in locked[:2])
    assert all("[--require-hashes]" in line for line in told[:2])
    assert told[2].endswith(f"[--no-build-isolation][{ROOT}]")
    assert "[--no-build-isolation]" in told[1]


def test_the_action_puts_no_word_of_others_into_a_script():
    assert not any("${{" in step.get("run", "") for step in steps())


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_action_passes_words_and_runs_nothing_of_them(project, tmp_path):
    script = steps()[-1]["run"]
    fake = tmp_path / "runner" / "ilchi" / "bin" / "ilchi"
    fake.parent.mkdir(parents=True)
    fake.write_text('#!/bin/sh\nprintf "[%s]" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    given = {
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "PATHS": "a b *",
        "SINCE": "$(touch x)",
        "ARGUMENTS": "--min-score 9",
    }
    ran = subprocess.run(
        [*BASH, script],
        cwd=tmp_path,
        env=environment(**given),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout == "[check][--format][github][--since][$(touch x)][--min-score][9][--][a][b][*]"
    assert not (tmp_path / "x").exists()
    ran = subprocess.run(
        [*BASH, script],
        cwd=tmp_path,
        env=environment(**given | {"PATHS": "", "SINCE": "", "ARGUMENTS": ""}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout == "[check][--format][github][--]"


def test_a_check_of_the_snippets_runs(ilchi, project):
    for line in commands(HOSTS["gitlab"].made("ilchi", ".")):
        words = shlex.split(line.partition("${")[0])
        assert ilchi(*words, cwd=project).status == 1
    assert json.loads((project / "ilchi.json").read_text(encoding="utf-8"))


# --- decisions by command ----------------------------------------------------------------------------------------


def test_add_list_rm_prune(ilchi, project):
    first, second = found(ilchi, project)[:2]
    add = (
        "decisions",
        "add",
        first["fingerprint"][:8],
        "--verdict",
        "false-positive",
        "--author",
        "kim",
        "--today",
        "2026-03-01",
    )
    assert ilchi(*add, cwd=project).status == 2
    ran = ilchi(*add, "--reason", " ", cwd=project)
    assert ran.message.startswith("--reason: the reason is empty")
    ran = ilchi(*add, "--reason", "the old pier", cwd=project)
    assert ran.status == 0, ran.err
    assert "false-positive segment [deprecated-term, dock] the old pier – kim 2026-03-01" in ran.out
    shown = [(each["status"], each["justification"]) for each in found(ilchi, project)]
    assert shown == [("ignored", "false-positive: the old pier"), ("open", "")]
    ran = ilchi(*add, "--reason", "the house style", "--scope", "term", "--until", "2026-04-01", cwd=project)
    assert ran.status == 0
    assert len(load([project / "decisions.jsonl"])) == 2
    assert ilchi("check", "--today", "2026-04-01", cwd=project).status == 0
    ran = ilchi("check", "--today", "2026-04-02", cwd=project)
    assert ran.status == 1
    assert "the decision was valid until 2026-04-01" in ran.err
    listed = ilchi("decisions", "list", "--today", "2026-04-02", cwd=project).out.splitlines()
    assert len([line for line in listed if line.endswith("(expired)")]) == 1
    assert listed[-1] == "2 decisions"
    ran = ilchi("decisions", "prune", "--today", "2026-04-02", cwd=project)
    assert ran.out == "decisions.jsonl: 1 decision dropped, 1 kept\n"
    ran = ilchi("decisions", "rm", first["fingerprint"][:8], cwd=project)
    assert ran.out == "decisions.jsonl: 1 decision taken back\n"
    assert ilchi("decisions", "rm", first["fingerprint"], cwd=project).status == 2
    assert ilchi("decisions", "add", "0" * 16, "--verdict", "intended", "--reason", "x", cwd=project).status == 2
    assert ilchi("decisions", "add", "0", "--verdict", "intended", "--reason", "x", cwd=project).status == 2
    assert second["fingerprint"] != first["fingerprint"]


def test_stale_ones_are_told_of_the_whole_project(ilchi, project, put):
    one = found(ilchi, project)[0]["fingerprint"]
    ilchi("decisions", "add", one, "--verdict", "intended", "--reason", "x", cwd=project)
    put("locale/news.csv", NEWS.replace("The pier was closed", "The dock was closed"))
    assert "1 decision matches nothing any more; ilchi decisions prune" in ilchi("check", cwd=project).err
    assert "matches nothing" not in ilchi("check", "locale/news.csv", cwd=project).err


def test_opposed_verdicts_are_told(ilchi, project):
    one = found(ilchi, project)[0]["fingerprint"]
    for author, verdict in (("kim", "intended"), ("lee", "confirmed")):
        ilchi("decisions", "add", one, "--verdict", verdict, "--reason", "x", "--author", author, cwd=project)
    ran = ilchi("check", cwd=project)
    assert ran.status == 1
    assert "decisions.jsonl:1 and decisions.jsonl:2 contradict each other" in ran.err


@pytest.fixture
def workbook(ilchi, project):
    """The findings as a workbook, and how to fill it in."""
    path = project / "review.xlsx"
    assert ilchi("check", "--output", f"xlsx:{path}", cwd=project).status == 1

    def fill(*answers):
        book = openpyxl.load_workbook(path)
        sheet = book["findings"]
        heads = [cell.value for cell in sheet[1]]
        for row, (verdict, comment) in enumerate(answers, 2):
            sheet.cell(row, heads.index("verdict") + 1, verdict)
            sheet.cell(row, heads.index("comment") + 1, comment)
        book.save(path)
        return path

    return fill


def test_a_workbook_that_a_vendor_filled_in(ilchi, project, workbook):
    path = workbook(("False positive", "a name of its own"), (None, None))
    ran = ilchi("decisions", "import", path, "--author", "vendor", "--today", "2026-03-01", cwd=project)
    assert ran.status == 0, ran.err
    assert ran.out == "decisions.jsonl: 1 decision taken over, 0 in the place of older ones\n"
    assert "1 rows have no verdict" in ran.err
    (entry,) = load([project / "decisions.jsonl"]).entries
    assert (entry.decision.verdict, entry.decision.reason, entry.decision.concept) == (
        "false-positive",
        "a name of its own",
        "dock",
    )
    first = found(ilchi, project)[0]
    assert (first["status"], first["justification"]) == ("ignored", "false-positive: a name of its own")
    again = ilchi("decisions", "import", path, "--author", "vendor", cwd=project)
    assert again.out.endswith("1 in the place of older ones\n")


def test_a_csv_is_taken_over_too(ilchi, project, put):
    one = found(ilchi, project)[0]["fingerprint"]
    put("review.csv", f"verdict,comment,fingerprint\nintended,'=so,{one}\n,,{one}\n")
    assert ilchi("decisions", "import", "review.csv", cwd=project).status == 0
    assert load([project / "decisions.jsonl"]).entries[0].decision.reason == "=so"


BAD = [
    ("verdict,fingerprint\nmaybe,aaaaaaaa\n", "review.csv:2: the verdict “maybe” is unknown; use confirmed, "),
    ("verdict,fingerprint\nintended,\n", "review.csv:2: the verdict has no fingerprint"),
    ("source,target\na,b\n", "review.csv: there are no columns fingerprint and verdict"),
    (
        "verdict,fingerprint\nintended,0a0a0a0a0a0a0a0a\nconfirmed,0a0a0a0a0a0a0a0a\n",
        "review.csv:3: the verdict is confirmed here, but intended in an earlier row",
    ),
    ("verdict,fingerprint\nintended,1.2345E+15\n", "review.csv:2: “1.2345E+15” is not a fingerprint of ilchi"),
    ("", "review.csv: there are no columns"),
]


@pytest.mark.parametrize(("content", "says"), BAD)
def test_a_table_that_is_none_changes_nothing(ilchi, project, put, content, says):
    put("review.csv", content)
    ran = ilchi("decisions", "import", "review.csv", cwd=project)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert not (project / "decisions.jsonl").exists()


def test_a_table_that_is_not_there(ilchi, project):
    for name in ("review.xlsx", "review.csv"):
        ran = ilchi("decisions", "import", name, cwd=project)
        assert ran.message == f"{name}: there is no such file; check the spelling"


def test_a_large_table_is_written_once(ilchi, project, put):
    rows = "".join(f"intended,{number:016x}\n" for number in range(3000))
    put("review.csv", "verdict,fingerprint\n" + rows)
    ran = ilchi("decisions", "import", "review.csv", cwd=project)
    assert "3,000 decisions taken over, 0 in" in ran.out
    ran = ilchi("decisions", "import", "review.csv", cwd=project)
    assert "3,000 decisions taken over, 3,000 in" in ran.out
    assert len(load([project / "decisions.jsonl"])) == 3000


def test_a_finding_is_explained_by_its_fingerprint(ilchi, project):
    finding = found(ilchi, project)[0]
    add = ("decisions", "add", finding["fingerprint"], "--verdict", "intended", "--reason", "house style")
    assert ilchi(*add, "--author", "kim", cwd=project).status == 0
    for words in ([], [finding["file"]]):
        ran = ilchi("explain", finding["fingerprint"][:8], *words, cwd=project)
        assert ran.status == 0
        assert finding["message"] in ran.out
        assert f"{finding['fingerprint']}: ignored" in ran.out
        assert "decisions.jsonl:1: intended, segment: house style – kim" in ran.out
        assert f"the rule: ilchi explain {finding['rule']}" in ran.out
    assert "no finding “abcdef”" in ilchi("explain", "abcdef", cwd=project).message
    assert ilchi("explain", "missing-term", "locale", cwd=project).status == 2


def test_a_workbook_without_the_columns(ilchi, project):
    openpyxl.Workbook().save(project / "other.xlsx")
    ran = ilchi("decisions", "import", "other.xlsx", cwd=project)
    assert ran.status == 2
    assert ran.message.startswith("other.xlsx: no sheet has the columns fingerprint and verdict")


def test_without_a_config_decisions_stand_beside_what_is_named(ilchi, put, tmp_path):
    put("terms.csv", WORDS)
    for name in ("one/deep/news.csv", "two/news.csv"):
        put(name, NEWS)
    given = ("one", "two/news.csv", "-g", "terms.csv")
    fingerprint = found(ilchi, tmp_path, *given)[0]["fingerprint"]
    add = ("decisions", "add", fingerprint, "--verdict", "intended", "--reason", "x", "--scope", "document")
    assert ilchi(*add, *given, cwd=tmp_path).status == 0
    assert load([tmp_path / "one" / "decisions.jsonl"]).entries[0].decision.document == "deep/news.csv"
    status = [each["status"] for each in found(ilchi, tmp_path, *given)]
    assert status == ["ignored", "ignored", "open", "open"]
    ran = ilchi("baseline", "create", *given, cwd=tmp_path)
    assert ran.status == 2
    assert "name the file: --baseline FILE" in ran.message
