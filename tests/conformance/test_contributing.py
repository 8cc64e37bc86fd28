"""The examples of CONTRIBUTING pass these tests as they stand; a language that answers nonsense does not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance import FAMILIES
from tests.conftest import environment

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^`checker/(\w+/\w+\.py)`\n\n```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
NONSENSE = '''
    def words(self, text: str) -> list[tuple[str, int, int]]:
        """Backwards, at the wrong places, and not what stands there."""
        return [("x", start + 1, end + 2) for _, start, end in reversed(super().words(text))]


LANGUAGE ='''


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """PASSED or FAILED for each test of the examples, and of a language ``qq`` that is a bad copy of one of them."""
    folder = tmp_path_factory.mktemp("members")
    members = dict(EXAMPLES)
    ((name, language),) = ((name, code) for name, code in EXAMPLES.items() if name.startswith("languages/"))
    bad = language.replace(f'"{Path(name).stem}"', '"qq"').replace("\n\nLANGUAGE =", NONSENSE)
    for path, code in (members | {"languages/qq.py": bad}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(code, encoding="utf-8")
    ran = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-p", "tests.conformance.with_members", "-p", "no:xdist",
            "-p", "no:cacheprovider", "-q", "-rA", "--tb=no", "-k", "not megabyte",
            "--ignore", __file__, str(Path(__file__).parent),
        ],
        cwd=ROOT,
        env=environment(ILCHI_TEST_MEMBERS=str(folder)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    found = re.findall(r"^(PASSED|FAILED|ERROR) (\S+)", ran.stdout, re.MULTILINE)
    assert found, ran.stdout + ran.stderr
    return found


def about(outcomes, name):
    return [(outcome, test) for outcome, test in outcomes if re.search(rf"[\[-]{name}[\]-]", test)]


def test_every_family_has_an_example():
    assert {path.split("/")[0] for path in EXAMPLES} == set(FAMILIES)


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_passes(outcomes, path):
    found = about(outcomes, Path(path).stem.replace("_", "-"))
    assert len(found) >= 5
    assert not [test for outcome, test in found if outcome != "PASSED"]


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_is_written_as_our_code_is(path, tmp_path):
    (tmp_path / Path(path).name).write_text(EXAMPLES[path], encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    for command in (["check"], ["format", "--check"]):
        given = [*ruff, *command, "--no-cache", "--config", str(ROOT / "pyproject.toml"), str(tmp_path)]
        ran = subprocess.run(given, capture_output=True, encoding="utf-8", check=False)
        assert ran.returncode == 0, ran.stdout


def test_a_language_that_answers_nonsense_fails_at_least_three_tests(outcomes):
    assert len({test.split("[")[0] for outcome, test in about(outcomes, "qq") if outcome == "FAILED"}) >= 3
