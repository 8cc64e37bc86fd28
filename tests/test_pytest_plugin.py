"""``pytest --ilchi``: the project's translations in its own test run, by a real pytest in another process."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from tests.conftest import environment

NAMES = "id,category,source,target,admitted,forbidden\nriver,place,한강,Han River,,Han Stream\n"
GOOD, BAD = "source\ttarget\n한강\tHan River\n", "source\ttarget\n한강\tHan Stream\n한강 물\tHan Stream water\n"
TESTS = "def test_one():\n    pass\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "lang").mkdir()
    for name, text in {
        "names.csv": NAMES,
        "ilchi.toml": 'corpus = ["lang"]\nglossaries = ["names.csv"]\n',
        "lang/good.tsv": GOOD,
        "lang/bad.tsv": BAD,
        "test_one.py": TESTS,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder, *options, installed=False):
    """Run pytest with the plugin alone, or with all that are installed."""
    alone = [] if installed else ["-p", "checker.pytest_plugin"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *alone, *options],
        cwd=folder,
        env=environment() if installed else environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_each_file_is_a_test_that_fails_with_its_findings(project):
    ran = run(project, "--ilchi", "-v")
    assert ran.returncode == 1, ran.stdout
    assert "collected 3 items" in ran.stdout
    assert "test_one.py::test_one PASSED" in ran.stdout
    assert "lang/good.tsv::ilchi PASSED" in ran.stdout
    assert "lang/bad.tsv::ilchi FAILED" in ran.stdout
    for line in (2, 3):
        assert f"lang/bad.tsv:{line}: major: “Han Stream” is a forbidden rendering" in ran.stdout, ran.stdout
    assert "Traceback" not in ran.stdout
    assert "_Failed" not in ran.stdout
    assert "ilchi: config: ilchi.toml" in ran.stdout
    assert "2 passed" in ran.stdout
    (project / "lang" / "bad.tsv").write_text(GOOD, encoding="utf-8")
    assert run(project, "--ilchi", installed=True).returncode == 0


def test_the_tests_are_chosen_like_others(project):
    ran = run(project, "--ilchi", "-k", "ilchi", "--deselect", "lang/good.tsv", "--junitxml", "out.xml")
    assert ran.returncode == 1
    assert "1 failed, 2 deselected" in ran.stdout
    (failure,) = ElementTree.parse(project / "out.xml").getroot().iter("failure")
    assert "Han Stream" in failure.text


def test_other_gates_are_tests_too_in_a_project_without_tests_of_its_own(project):
    (project / "test_one.py").unlink()
    (project / "lang" / "bad.tsv").unlink()
    config = project / "ilchi.toml"
    config.write_text(config.read_text(encoding="utf-8") + "max-findings = 0\nmin-score = 50\n", encoding="utf-8")
    text = "source\ttarget\n한강\tHan River\n한강\thanriver\n"
    (project / "lang" / "good.tsv").write_text(text, encoding="utf-8")
    ran = run(project, "--ilchi", "-v", "-W", "error")
    assert ran.returncode == 1
    assert "ilchi.toml::min-score PASSED" in ran.stdout
    assert "ilchi.toml::max-findings FAILED" in ran.stdout
    assert "in all, at most 0 allowed" in ran.stdout


def test_what_cannot_be_checked_ends_the_run(project):
    (project / "lang" / "bad.tsv").write_text("source\ttarget\n<<<<<<< a\n=======\n>>>>>>> b\n", encoding="utf-8")
    ran = run(project, "--ilchi")
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert "lang/bad.tsv:2: there is an unresolved merge conflict" in ran.stderr


def test_without_the_option_nothing_is_loaded(project):
    (project / "test_one.py").write_text(
        "import sys\n\n\ndef test_one():\n"
        "    ours = {name for name in sys.modules if name.partition('.')[0] in ('checker', 'tui')}\n"
        "    assert ours == {'checker', 'checker.pytest_plugin'}\n"
        "    assert not {'msgspec', 'click'} & set(sys.modules)\n",
        encoding="utf-8",
    )
    ran = run(project, "-W", "error", installed=True)
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout
