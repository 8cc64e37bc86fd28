"""The locks of the action hold all that it installs, by hash, in versions that pyproject.toml allows."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "requirements-build.txt": PROJECT["dependency-groups"]["build"],
    "requirements.txt": PROJECT["project"]["dependencies"],
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MEND = "make lock"


def entries(name):
    """The requirements of a lock, each with the number of its hashes."""
    text = (ROOT / ".github" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [
        (Requirement(line.partition(" --hash=")[0]), len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line)))
        for line in lines
    ]


def on_linux(requirement, python, extra=""):
    """Whether a requirement counts on Linux with this Python."""
    here = default_environment() | {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "extra": extra,
    }
    here |= {"python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython"}
    return requirement.marker is None or requirement.marker.evaluate(here)


def held(name, python):
    """The versions that a lock installs on Linux with this Python, by name."""
    return {
        canonicalize_name(each.name): Version(next(iter(each.specifier)).version)
        for each, _ in entries(name)
        if on_linux(each, python)
    }


@pytest.mark.parametrize("name", LOCKS)
def test_each_requirement_has_one_version_and_its_hashes(name):
    for each, hashes in entries(name):
        assert [one.operator for one in each.specifier] == ["=="], each
        assert hashes, each


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_the_project_wants(name, python):
    locked = held(name, python)
    for each in map(Requirement, LOCKS[name]):
        assert canonicalize_name(each.name) in locked, f"{each} is not in .github/{name}: {MEND}"
        assert locked[canonicalize_name(each.name)] in each.specifier, f".github/{name} is not up to date: {MEND}"


def test_what_builds_the_project_is_locked():
    wanted = {each.name for each in map(Requirement, PROJECT["build-system"]["requires"])}
    assert wanted <= {each.name for each in map(Requirement, LOCKS["requirements-build.txt"])}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_its_packages_want(name, python):
    locked = held(name, python)
    for package in locked:
        try:
            wanted = map(Requirement, requires(package) or ())
        except PackageNotFoundError:  # of another system or Python
            continue
        for each in wanted:
            if on_linux(each, python):
                assert canonicalize_name(each.name) in locked, f"{package} wants {each}: {MEND}"


@pytest.mark.parametrize("name", ["action.yml", ".github/workflows/test.yml"])
def test_what_others_made_is_named_by_its_digest(name):
    used = re.findall(r"uses: *(\S+)(.*)", (ROOT / name).read_text(encoding="utf-8"))
    assert used
    for what, rest in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", what), what
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), what
