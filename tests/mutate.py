"""Mutation tests: small changes of the code, one at a time, each of which some test should notice.

    python -m tests.mutate --count 300 --seed 1 --only rules

A sample is drawn evenly from the packages below. Each mutant meets the tests that run its line, the quickest first, in
a copy of the tree. Which tests those are is measured once and kept in ``build/``, as is every result, so that a run
that was stopped goes on where it was. Most mutants are tried in a process that has already loaded the tests: it forks,
and the child exchanges the code of the changed function. A change outside of functions gets a process of its own.

A mutant that changes nothing a user could notice is listed with its reason in ``tests/data/equivalent-mutants.txt``.
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import venv
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.mutants import Mutant, mutants, offset, replaced

PACKAGES = {
    "matching": ("checker/matching",),
    "rules": ("checker/rules",),
    "judging": ("checker/judging", "checker/project/decision_file.py", "checker/project/baseline_file.py"),
    "formats": ("checker/formats",),
}
# Tests of screens, of scores, of speed and of what surrounds the program: slow, or about something else.
LEFT_OUT = (
    "review", "terminal", "score", "progress", "package", "architecture", "docs", "cluster", "jobs", "places",
    "bad_days", "saving", "atomic", "corpora", "accuracy", "since", "cache", "remembered", "hostile",
)  # fmt: skip
FIRST = ("tests/test_meaning", "tests/test_rules")  # these are asked in any case
LEAST = 90.0  # percent of the mutants that must be noticed
JOBS = 2
BUDGET = 60.0  # seconds of tests that a mutant meets at most, as they were measured
ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "mutants.jsonl"
MAPS = ROOT / "build" / "mutants"
RUNNING: dict[Path, subprocess.Popen[str]] = {}  # by copy
EQUIVALENT = ROOT / "tests" / "data" / "equivalent-mutants.txt"


def main() -> int:
    """Draw a sample, try it, say what survived; 1 where too much did."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="how many mutants, over all packages")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another sample")
    parser.add_argument("--only", choices=PACKAGES, help="one package")
    given = parser.parse_args()
    os.nice(10)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    MAPS.mkdir(parents=True, exist_ok=True)
    sample = sampled(given.count, given.seed, [given.only] if given.only else list(PACKAGES))
    with tempfile.TemporaryDirectory(prefix="ilchi-mutants-") as folder:
        copies = [copied(Path(folder) / str(number)) for number in range(JOBS)]
        ran = Ran(copies)
        noticed = Trial(ran, copies).of([mutant for _, mutant in sample])
    return summarised(sample, noticed)


def sampled(count: int, seed: int, packages: list[str]) -> list[tuple[str, Mutant]]:
    """A sample of all mutants, as many of each package; those known to be equivalent are left out."""
    equivalent = equivalents()
    gone = equivalent.copy()
    sample = []
    for number, package in enumerate(packages):
        paths = [path for name in PACKAGES[package] for path in sources(ROOT / name)]
        every = [mutant for path in paths for mutant in mutants(path.relative_to(ROOT).as_posix(), text(path))]
        gone.difference_update(mutant.change for mutant in every)
        wanted = count // len(packages) + (number < count % len(packages))
        drawn = random.Random(f"{seed} {package}").sample(every, min(len(every), wanted))
        left = [mutant for mutant in drawn if mutant.change not in equivalent]
        sample += [(package, mutant) for mutant in left]
        print(f"{package}: {len(every)} mutants, {len(drawn)} drawn, {len(drawn) - len(left)} of them equivalent")
    if len(packages) == len(PACKAGES):
        for path, old, _ in sorted(gone):
            print(f"{EQUIVALENT.name} lists what is no mutant any more: {path}: {old}")
    return sample


def equivalents() -> set[tuple[str, str, str]]:
    """The changes that change nothing: in the file a path, then ``-`` and ``+`` lines, then ``=`` and why."""
    blocks = [block.splitlines() for block in text(EQUIVALENT).strip().split("\n\n")[1:]]
    return {(block[0], block[1].removeprefix("- "), block[2].removeprefix("+ ")) for block in blocks}


def sources(path: Path) -> list[Path]:
    """The Python files of a folder, or the one file."""
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def text(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")


def after_docstring(path: Path) -> str:
    """The code of a module."""
    return "".join(text(path).splitlines(keepends=True)[offset(text(path)) :])


def digest(*parts: str) -> str:
    """A short name for texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def copied(folder: Path) -> Path:
    """A copy of the tree with an environment in which it, and not the checkout, is what is installed."""
    unwanted = shutil.ignore_patterns(".*", "build", "dist", "__pycache__", "node_modules")
    shutil.copytree(ROOT, folder, ignore=unwanted)
    for name in (".ci", ".github", ".pre-commit-hooks.yaml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    venv.create(folder / ".venv", symlinks=True)
    packages = [path for path in sys.path if path.endswith("-packages")]
    site = next((folder / ".venv").glob("lib/*/site-packages"))
    lines = [str(folder), *packages, "import coverage; coverage.process_startup()"]
    (site / "copy.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = folder / ".venv" / "bin" / "ilchi"
    script.write_text(f"#!{folder}/.venv/bin/python\nfrom checker.cli import main\nmain()\n", encoding="utf-8")
    script.chmod(0o755)
    return folder


def pytest(copy: Path, job: dict[str, object], files: list[str], limit: float = 3600) -> str:
    """Run pytest on ``files`` in a copy, with our plugin; what it printed."""
    asked = copy.parent / f"{copy.name}.json"
    asked.write_text(json.dumps(job), encoding="utf-8")
    python, folder = copy / ".venv" / "bin" / "python", copy.parent / f"{copy.name}.tmp"
    plugins = [word for name in ("tests.mutating", "no:cacheprovider", "no:xdist") for word in ("-p", name)]
    command = [python, "-m", "pytest", "-q", *plugins, "--basetemp", folder, *files]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    env |= {"MUTATE": str(asked), "PYTHONHASHSEED": "0"}
    run = subprocess.Popen(
        command, cwd=copy, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    RUNNING[copy] = run
    try:
        return run.communicate(timeout=limit)[0]
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        return run.communicate()[0]


def stop(*_signal: object) -> None:
    """End all that was started, and this program."""
    for run in RUNNING.values():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
    for folder in {copy.parent for copy in RUNNING}:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(130)


class Ran:
    """Which test runs which line, and how long it takes: measured, or as kept from an earlier run."""

    def __init__(self, copies: list[Path]) -> None:
        self.seconds: dict[str, float] = {}
        self.keys: dict[str, str] = {}  # of test files: what the measuring depends on
        self.tests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        code = digest(*(after_docstring(path) for path in sources(ROOT / "checker")))
        helpers = [path for path in sources(ROOT / "tests") if not path.name.startswith(("test_", "mut"))]
        shared = digest(code, *(text(path) for path in helpers))
        docstrings = digest(*(text(path) for path in sources(ROOT / "checker" / "rules")))
        files = [path for path in sources(ROOT / "tests") if path.name.startswith("test_")]
        files = [path for path in files if not any(path.name.startswith(f"test_{name}") for name in LEFT_OUT)]
        for path in files:
            own = text(path)
            self.keys[f"tests/{path.name}"] = digest(shared, own, docstrings if "tests.examples" in own else "")
        stale = [file for file in self.keys if self._kept(file).get("key") != self.keys[file]]
        with ThreadPoolExecutor(len(copies)) as pool:
            idle = list(copies)
            list(pool.map(lambda file: self._measured(file, idle), stale))
        for file in self.keys:
            for name, each in self._kept(file).get("tests", {}).items():
                self.seconds[name] = each["seconds"]
                for path, lines in each["lines"].items():
                    for line in lines:
                        self.tests[path][line].add(name)

    def _kept(self, file: str) -> dict[str, object]:
        path = MAPS / f"{Path(file).stem}.json"
        return json.loads(text(path)) if path.exists() else {}

    def _measured(self, file: str, idle: list[Path]) -> None:
        copy = idle.pop()
        print(f"measuring {file}", flush=True)
        config = copy.parent / f"{copy.name}.coveragerc"
        data = copy.parent / f"{copy.name}.data"
        data.mkdir(exist_ok=True)
        names = [name for names in PACKAGES.values() for name in names]
        wanted = ",".join(f"{copy / name}/*" if (ROOT / name).is_dir() else str(copy / name) for name in names)
        lines = ["[run]", f"data_file = {data}/one.coverage", "parallel = true", f"include = {wanted}"]
        config.write_text("\n".join([*lines, "context = ${PYTEST_CURRENT_TEST-}"]) + "\n", encoding="utf-8")
        job = {"mode": "map", "config": str(config), "data": str(data), "key": self.keys[file]}
        out = MAPS / f"{Path(file).stem}.json"
        out.unlink(missing_ok=True)
        said = pytest(copy, job | {"out": str(out)}, [file])
        if not out.exists():
            print(said)
            raise SystemExit(f"{file} could not be measured")
        idle.append(copy)

    def seen(self, by: str) -> str:
        """What a result depends on: the test file that noticed the mutant, or all of them."""
        return self.keys.get(by.split("::")[0]) or digest(*self.keys.values())

    def of(self, mutant: Mutant) -> tuple[list[str], bool]:
        """The tests that run a mutant, the quickest first; and whether it is run while loading too."""
        begin = offset(text(ROOT / mutant.path))
        lines = self.tests[mutant.path]
        names = {name for line in range(mutant.first, mutant.last + 1) for name in lines[line - begin]}
        loading = not mutant.inside or names == {""}
        if loading:
            names = {name for of_line in lines.values() for name in of_line}
        names.discard("")
        left = BUDGET
        chosen = []
        for name in sorted(names, key=lambda name: (not name.startswith(FIRST), self.seconds[name])):
            left -= self.seconds[name]
            if left > 0:
                chosen.append(name)
        # File by file, for what the tests of a file share is made once.
        files = list(dict.fromkeys(name.split("::")[0] for name in chosen))
        return sorted(chosen, key=lambda name: files.index(name.split("::")[0])), loading


class Trial:
    """Mutants meet their tests."""

    def __init__(self, ran: Ran, copies: list[Path]) -> None:
        self.ran = ran
        self.copies = copies

    @property
    def noticed(self) -> dict[str, str]:
        """By the key of a mutant the test that noticed it, or "time", "import", "crash", or "" where none did."""
        lines = map(json.loads, text(KEPT).splitlines()) if KEPT.exists() else ()
        return {one["key"]: one["by"] for one in lines if one["seen"] == self.ran.seen(one["by"])}

    def of(self, sample: list[Mutant]) -> list[str]:
        """By what each of the mutants was noticed."""
        jobs = [self._job(mutant) for mutant in sample]
        known = self.noticed
        new = [job for job in jobs if job["key"] not in known and job["tests"]]
        warm, cold = (
            [job for job in sorted(new, key=itemgetter("key")) if job["cold"] is wanted] for wanted in (False, True)
        )
        print(f"{len(jobs)} mutants: {len(warm)} to try, and {len(cold)} in a process of their own", flush=True)
        with ThreadPoolExecutor(len(self.copies)) as pool:
            parts = [warm[number :: len(self.copies)] for number in range(len(self.copies))]
            list(pool.map(self._met, self.copies, parts))
            idle = list(self.copies)
            list(pool.map(lambda job: self._alone(job, idle), cold))
        known = self.noticed
        if lost := [job["change"] for job in warm if job["key"] not in known]:
            raise SystemExit(f"not tried: {lost}")
        result = [known.get(job["key"], "crash") if job["tests"] else "" for job in jobs]
        self._checked({by for by in result if "::" in by})
        return result

    def _job(self, mutant: Mutant) -> dict[str, Any]:
        names, loading = self.ran.of(mutant)
        source, code = text(ROOT / mutant.path), after_docstring(ROOT / mutant.path)
        key = digest(mutant.path, code, str(mutant.start - len(source) + len(code)), mutant.new)
        limit = 3 * sum(self.ran.seconds[name] for name in names) + 10
        return mutant._asdict() | {"key": key, "tests": names, "cold": loading, "limit": limit}

    def _met(self, copy: Path, jobs: list[dict[str, Any]], out: Path = KEPT) -> str:
        """Try mutants in one process of pytest, which writes down what becomes of each."""
        files = sorted({name.split("::")[0] for job in jobs for name in job["tests"]})
        asked = {"mode": "try", "mutants": jobs, "out": str(out), "seen": self.ran.keys | {"": self.ran.seen("")}}
        return pytest(copy, asked, files, sum(job["limit"] for job in jobs) + 120) if jobs else ""

    def _alone(self, job: dict[str, Any], idle: list[Path]) -> None:
        """Try a mutant that is there when its module is loaded."""
        copy = idle.pop()
        path = copy / job["path"]
        source = text(path)
        replaced(path, source[: job["start"]] + job["new"] + source[job["end"] :])
        self._met(copy, [job])
        replaced(path, source)
        idle.append(copy)

    def _checked(self, tests: set[str]) -> None:
        """Whether the tests that noticed something pass where nothing is changed."""
        out = self.copies[0].parent / "checked.out"
        path = next(iter(sources(ROOT / PACKAGES["rules"][0]))).relative_to(ROOT).as_posix()
        nothing = {"path": path, "key": "", "tests": sorted(tests), "cold": True, "limit": 900}
        if tests:
            said = self._met(self.copies[0], [nothing], out)
            by = json.loads(text(out))["by"] if out.exists() else said
            if by:
                raise SystemExit(f"fails without a mutant too: {by}")


def summarised(sample: list[tuple[str, Mutant]], noticed: list[str]) -> int:
    """Say what survived, and how many died of each package."""
    died: Counter[str] = Counter()
    for (package, mutant), by in sorted(zip(sample, noticed, strict=True), key=lambda each: each[0]):
        died[package] += bool(by)
        if not by:
            print(f"\n{mutant.path}:{mutant.first}\n- {mutant.change[1]}\n+ {mutant.change[2]}")
    print()
    of = Counter(package for package, _ in sample)
    for package, count in of.items():
        print(f"{package:10} {died[package]:4} of {count:4} noticed, {died[package] * 100 / count:.1f} %")
    share = sum(died.values()) * 100 / len(sample)
    print(
        f"{'all':10} {sum(died.values()):4} of {len(sample):4} noticed, {share:.1f} %; at least {LEAST:g} % should be"
    )
    return int(share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
