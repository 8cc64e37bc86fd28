"""The signature changes with the verdicts, and with nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker import rules
from checker.engine.signature import signature_of
from checker.languages import data_version, language
from checker.matching import VERSION
from tests import verdicts
from tests.conftest import environment


def test_no_verdict_changes_without_a_version():
    before, after = json.loads(verdicts.FILE.read_text(encoding="utf-8")), verdicts.now()
    assert verdicts.unsigned(before, after) == [], "raise the version of these, then: python -m tests.verdicts"
    own = {name: number for name, number in before["versions"].items() if name != "kiwi"}  # that is what is installed
    assert {name: after["versions"].get(name) for name in own} == own, (
        "a version was raised: python -m tests.verdicts writes down what holds now"
    )
    assert {name: after["verdicts"].get(name) for name in before["verdicts"]} == before["verdicts"]


def test_the_text_has_a_verdict_of_every_rule_that_was_there():
    nothing = verdicts.hashlib.sha256(b"[]").hexdigest()[:16]
    assert nothing not in json.loads(verdicts.FILE.read_text(encoding="utf-8"))["verdicts"].values()


def test_a_verdict_that_changed_is_told_unless_a_version_did():
    before = {"versions": {"missing-term": "1", "matching": "1"}, "verdicts": {"missing-term": "a", "matching": "b"}}
    other = {**before, "verdicts": {"missing-term": "c", "matching": "b"}}
    assert verdicts.unsigned(before, before) == []
    assert verdicts.unsigned(before, other) == ["missing-term"]
    assert verdicts.unsigned(before, {**other, "versions": {"missing-term": "2", "matching": "1"}}) == []
    assert verdicts.unsigned(before, {**other, "versions": {"missing-term": "1", "matching": "2"}}) == []


def test_it_names_every_rule_with_its_version_and_the_data():
    said = signature_of(verdicts.part())
    for name, number in rules.versions().items():
        assert f"{name} {number}" in said
    languages = [f"|{code} {language(code).version} {data_version(code)}|" for code in ("ko", "en")]
    for piece in ("|ko-en|", f"|matching {VERSION}|", *languages, "|kiwi "):
        assert piece in said


@pytest.mark.parametrize(
    ("file", "change", "same"),
    [
        ("rules/missing_term.py", lambda text: text + "\n# a comment\n", True),
        ("rules/missing_term.py", lambda text: text + "\nversion = 99\n", False),
        ("languages/ko/north.tsv", lambda text: "# a comment\n" + text, True),
        ("languages/ko/north.tsv", lambda text: text + "부두\t뿌두\n", False),
    ],
)
def test_comments_change_nothing(tmp_path, file, change, same):
    package = Path(rules.__file__).parents[1]
    shutil.copytree(package, tmp_path / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "checker" / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    program = (
        "import checker; from checker import Corpus, Glossary; from checker.engine.part import Part;"
        "from checker.engine.signature import signature_of;"
        "print(signature_of(Part(Corpus.of([]), Glossary([]))))"
    )

    def signature(folder):
        # Before an editable install, which comes last on the path.
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {program}"]
        ran = subprocess.run(command, capture_output=True, cwd=folder, env=environment(), text=True, check=True)
        return ran.stdout

    assert (signature(tmp_path) == signature(package.parent)) is same
