"""Upgrading is safe: what people decided with an earlier version still holds, and what is new by it is told apart."""

import json
import shutil

import pytest

from checker import rules
from checker.project.baseline_file import load as load_baseline
from checker.project.decision_file import load as load_decisions
from checker.project.workspace import Wanted, Workspace
from tests.verdicts import KEPT

VERSIONS = sorted(folder for folder in KEPT.iterdir() if folder.is_dir())


def workspace(folder):
    paths, names = (str(folder / "news.jsonl"),), (str(folder / "names.csv"),)
    return Workspace(Wanted(paths=paths, glossaries=names, languages=("ko", "en")))


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_decisions_and_baselines_of_earlier_versions_hold(folder):
    """Of what was baselined then, 99 % is found again under the same fingerprint; of decisions likewise."""
    opened = workspace(folder)
    triage = opened.triage("2026-11-25", opened.baseline())
    report = triage.judged(opened.check(opened.settings()))
    assert report.summary.segments > 400
    baselined = sum(entry.count for entry in load_baseline(folder / "baseline.jsonl").entries)
    assert sum(triage.gone.values()) <= 0.01 * baselined
    decisions = load_decisions([folder / "decisions.jsonl"])
    assert len(triage.stale) <= 0.01 * len(decisions)


CORPUS = "source,target\n부두가 닫혔다.,The pier was closed.\n부두가 열렸다.,The pier was opened.\n부두,dock\n"
TERMS = "source,target,forbidden\n부두,dock,pier\n"


@pytest.fixture
def project(put, tmp_path, ilchi):
    """A project whose baseline was made by an older deprecated-term, which did not find one of the two findings."""
    put("news.csv", CORPUS)
    put("terms.csv", TERMS)
    put("ilchi.toml", 'corpus = ["news.csv"]\nglossaries = ["terms.csv"]\n')
    assert ilchi("baseline", "create", cwd=tmp_path).status == 0
    path = tmp_path / "baseline.jsonl"
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    origin = next(entry for entry in entries if "made-by" in entry)
    origin["made-by"]["deprecated-term"] = "0"
    findings = [entry for entry in entries if "fingerprint" in entry]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in (findings[0], origin)), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace('": ', '":').replace(', "', ',"'), encoding="utf-8")
    return tmp_path


def test_what_is_new_only_because_ilchi_changed_is_listed_apart_and_does_not_fail(project, ilchi):
    ran = ilchi("check", cwd=project)
    assert ran.status == 0, ran.out
    assert "1 finding (not counted) new only because ilchi has changed" in ran.err
    assert "deprecated-term 1" in ran.err
    assert "news.csv:" in ran.err
    assert "ilchi baseline update" in ran.err


def test_one_command_takes_it_into_the_baseline(project, ilchi):
    ran = ilchi("baseline", "update", cwd=project)
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "baseline.jsonl: 1 finding added"
    ran = ilchi("check", cwd=project)
    assert ran.status == 0
    assert "ilchi has changed" not in ran.err
    assert len(load_baseline(project / "baseline.jsonl").entries) == 2
    assert ilchi("baseline", "update", cwd=project).out == "baseline.jsonl: 0 findings added\n"


def test_a_finding_in_a_new_text_is_new(project, ilchi, put):
    put("news.csv", CORPUS + "부두가 비었다.,The pier is empty.\n")
    ran = ilchi("check", cwd=project)
    assert ran.status == 1
    assert "1 finding of severity major" in ran.out


def test_a_finding_of_a_changed_glossary_row_is_new(project, ilchi, put):
    put("terms.csv", TERMS.replace("pier", "pier|wharf"))
    assert ilchi("check", cwd=project).status == 1


def test_a_finding_of_an_unchanged_rule_is_new(project, ilchi):
    path = project / "baseline.jsonl"
    now = f'"deprecated-term":"{rules.versions()["deprecated-term"]}"'
    path.write_text(path.read_text(encoding="utf-8").replace('"deprecated-term":"0"', now))
    assert ilchi("check", cwd=project).status == 1


def test_a_baseline_that_does_not_say_what_it_was_made_of_excuses_nothing(project, ilchi):
    path = project / "baseline.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in lines if "made-by" not in line), encoding="utf-8")
    assert ilchi("check", cwd=project).status == 1


def test_two_branches_that_merge_leave_two_origins(project, ilchi):
    path = project / "baseline.jsonl"
    shutil.copy(path, project / "theirs.jsonl")
    text = path.read_text(encoding="utf-8")
    origin = next(line for line in text.splitlines() if "made-by" in line)
    path.write_text(text + origin.replace('"deprecated-term":"0"', '"deprecated-term":"1"') + "\n", encoding="utf-8")
    assert ilchi("check", cwd=project).status == 0


@pytest.mark.parametrize("texts", ["äöü", "====", 7])
def test_a_damaged_origin_is_refused(project, ilchi, texts):
    path = project / "baseline.jsonl"
    path.write_text(json.dumps({"made-by": {}, "texts": texts}, separators=(",", ":")), encoding="utf-8")
    ran = ilchi("check", cwd=project)
    assert ran.status == 2
    assert "baseline.jsonl" in ran.message
