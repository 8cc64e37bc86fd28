"""The wheel: what is installed from it works alone, with its data, away from the checkout."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import environment

ROOT = Path(__file__).parent.parent
DATA = (
    "checker/project/config.schema.json",
    "checker/languages/en/irregular.tsv",
    "checker/languages/ko/north.tsv",
    "checker/reports/report.html",
    "checker/reports/report.schema.json",
    "checker/score/formats/scorecard.html",
    "checker/py.typed",
)
PROGRAM = r"""
import json, sys
from importlib.metadata import entry_points
from importlib.resources import files
import checker, checker.reports, tui
from checker import Corpus, Glossary, Segment, check, reports
from checker.judging.gate import gates
from checker.model import Severity
glossary = Glossary.from_rows([
    {"id": "dprk", "category": "place", "source": "조선민주주의인민공화국", "target": "DPRK"},
    {"id": "women", "category": "organization", "source": "여성동맹원들", "target": "woman of the union"},
    {"id": "russia", "category": "place", "source": "러시아연방", "target": "Russian Federation"},
])
report = check(Corpus.of([
    Segment(source="조선민주주의인민공화국 대표", target="the Dprk"),
    Segment(source="여성동맹원들 대표", target="the women of the union"),
    Segment(source="로씨야련방 대표", target="the Russian Federation"),
]), glossary)
run = reports.Run.of(report, gates(report.summary, Severity.MAJOR), Severity.MAJOR, "ko", "en")
with open("report.html", "w", encoding="utf-8") as out:
    reports.writer("html").write(run, out)
print(json.dumps({
    "checker": checker.__file__, "tui": tui.__file__,
    "findings": [finding.rule for finding in report.findings],
    "outcomes": [match.outcome for match in report.matches],
    "schema": json.loads(files(checker.reports).joinpath("report.schema.json").read_text(encoding="utf-8"))["title"],
    "commands": sorted(point.name for point in entry_points(group="ilchi.commands")),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    ran = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        env=environment(),
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (made,) = folder.iterdir()
    return made


def test_the_wheel_holds_the_packages_their_data_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as opened:
        held = opened.namelist()
    assert set(DATA) <= set(held)
    assert {name.split("/")[0] for name in held} == {
        "checker",
        "tui",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    assert any(name.endswith("licenses/LICENSE") for name in held)
    inside = {path.relative_to(ROOT).as_posix() for path in (ROOT / "checker").rglob("*.*") if path.suffix != ".pyc"}
    assert inside <= set(held)


def test_what_is_installed_works_alone(wheel, tmp_path):
    target, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True, env=environment(), capture_output=True)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=elsewhere,
        env=environment(PYTHONPATH=str(target), PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    said = json.loads(ran.stdout)
    assert target in Path(said["checker"]).parents
    assert target in Path(said["tui"]).parents
    assert said["findings"] == ["miscased-term"]
    assert said["outcomes"] == ["miscased", "preferred", "preferred"]
    assert said["schema"] == "Report of ilchi check --format json"
    assert {"check", "explain", "glossary", "review", "score", "terms"} <= set(said["commands"])
    assert (elsewhere / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    again = subprocess.run(
        [sys.executable, "-c", "from checker.cli import main; main()", "explain", "missing-term"],
        cwd=elsewhere,
        env=environment(PYTHONPATH=str(target)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert again.returncode == 0
    assert again.stdout.startswith("missing-term (")
