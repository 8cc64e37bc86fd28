"""The sdist: a wheel that is built from it passes, installed elsewhere, the tests that are in it; on all Pythons here.

What takes minutes, an environment of its own for each Python that is at hand, runs with ``make test-deep``.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest import environment

ROOT = Path(__file__).parent.parent
DEEP = settings.default.max_examples > 1000
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
SMALL = (
    "tests/test_folding.py",
    "tests/test_atomic.py",
    "tests/test_saving.py",
    "tests/test_jsonl.py",
)


def ran(*words: str | os.PathLike[str], cwd: Path, **env: str) -> str:
    """What a program says; fails with that if the program does."""
    done = subprocess.run(
        words, cwd=cwd, env=environment(**env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said[-4000:]
    return said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel that the sdist gives, and the rest of the sdist: its tests and what they look at."""
    folder = tmp_path_factory.mktemp("distributions")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    ran(*build, "--sdist", ROOT, cwd=folder)
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    rest = folder / packed.name.removesuffix(".tar.gz")
    ran(*build, "--wheel", rest, cwd=folder)
    for package in ("checker", "tui"):
        shutil.rmtree(rest / package)  # so that the tests take what is installed
    (wheel,) = folder.glob("*.whl")
    return wheel, rest


def test_the_sdist_holds_what_its_tests_look_at(made: tuple[Path, Path]) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=False).stdout.decode().split("\n")
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: there is no list to compare with")
    files = {name for name in listed if name and not name.startswith(('"', "checker/", "tui/"))}
    left_out = files - {path.relative_to(made[1]).as_posix() for path in made[1].rglob("*") if path.is_file()}
    assert left_out <= {".gitattributes", ".editorconfig"}


def test_what_is_installed_from_it_passes_its_tests(made: tuple[Path, Path], tmp_path: Path) -> None:
    wheel, rest = made
    target = tmp_path / "installed"
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps", "--no-index")
    ran(*pip, "--target", target, wheel, cwd=tmp_path)
    words = (
        "-c",
        "import pytest, sys; status = pytest.main(sys.argv[1:]); import checker; print(checker.__file__); exit(status)",
    )
    said = ran(sys.executable, *words, "-q", "-p", "no:cacheprovider", *SMALL, cwd=rest, PYTHONPATH=str(target))
    assert said.splitlines()[-1].startswith(str(target))
    assert re.search(r"\d+ passed", said), said


def python(version: str) -> str:
    """An interpreter of this version, "" if none is at hand."""
    folders = [Path(os.environ.get("PYENV_ROOT", "/nowhere")) / "versions"]
    found = [str(path) for folder in folders for path in folder.glob(f"{version}.*/bin/python")]
    for name in (shutil.which(f"python{version}"), *found):
        said = name and subprocess.run([name, "--version"], capture_output=True, check=False).stdout.decode()
        if name and said and said.startswith(f"Python {version}."):
            return name
    return ""


@pytest.mark.parametrize("version", VERSIONS)
def test_it_installs_and_passes_its_tests_on(made: tuple[Path, Path], tmp_path: Path, version: str) -> None:
    if not DEEP:
        pytest.skip("long: make test-deep")
    interpreter = python(version)
    if not interpreter:
        pytest.skip(f"there is no Python {version} here")
    wheel, rest = made
    ran(interpreter, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    own = str(next((tmp_path / "venv").glob("*/python*")))
    got = subprocess.run([own, "-m", "pip", "install", "-q", wheel, *tools()], capture_output=True, check=False)
    if got.returncode:
        pytest.skip(f"pip cannot get what is needed: {got.stderr.decode()[-200:]}")
    ran(own, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=rest)


def tools() -> list[str]:
    """What the tests need besides."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as stream:
        return [str(each) for each in tomllib.load(stream)["dependency-groups"]["dev"] if isinstance(each, str)]
