"""What the tests share: the command as users start it, and how long properties are searched."""

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")  # --hypothesis-profile is read after this

# Where interrupts or hangups are ignored (nohup, some CI hosts), what the suite starts would ignore them too.
if threading.current_thread() is threading.main_thread():
    for number, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        if hasattr(signal, number) and signal.getsignal(getattr(signal, number)) is signal.SIG_IGN:
            signal.signal(getattr(signal, number), usual)

# A corpus that passes, and one with a finding, of what ``words`` lists.
HEAD = "source,target\n"
GOOD = HEAD + "국무위원장이 도착했다.,The President of State Affairs arrived.\n"
BAD = HEAD + "국무위원장이 도착했다.,The Chairman of State Affairs arrived.\n"
# What would change the output of a run without the test saying so.
_UNWANTED = (
    "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONPATH",
    "GITHUB_STEP_SUMMARY",
)  # fmt: skip


class Ran(NamedTuple):
    """How a run ended."""

    status: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """The one line that says why it could not run; fails where there is none, several or a traceback."""
        assert "Traceback" not in self.err, self.err
        lines = [line for line in self.err.splitlines() if line.startswith("ilchi: error: ")]
        assert len(lines) == 1, self.err
        assert self.err.endswith(lines[0] + "\n"), self.err
        return lines[0].removeprefix("ilchi: error: ")

    @property
    def files(self) -> list[tuple[str, int]]:
        """The files of a JSON report and their segments."""
        return [(each["file"], each["segments"]) for each in json.loads(self.out)["files"]]


def console_script() -> str:
    """The installed ``ilchi`` beside the interpreter that runs the tests."""
    found = shutil.which("ilchi", path=str(Path(sys.executable).parent))
    assert found, "ilchi is not installed: make test installs it"
    return found


def environment(**extra: str) -> dict[str, str]:
    """The environment of a run: this one's, without what steers output, with a cache and a memory of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return kept | dict.fromkeys(("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"), _cache()) | extra


@cache
def _cache() -> str:
    """A folder that the runs of this session may keep things in."""
    folder = tempfile.mkdtemp(prefix="ilchi-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def ilchi() -> Callable[..., Ran]:
    """Run the command: ``ilchi("check", path, cwd=…, stdin=…, env=…)``."""
    script = console_script()

    def run(
        *args: str | os.PathLike[str],
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> Ran:
        done = subprocess.run(
            [script, *map(os.fspath, args)],
            cwd=cwd,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=environment(**(env or {})),
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the tests' files."""
    return Path(__file__).parent / "data"


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file: ``put("news.csv", "source,target\\n…")``."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def cli(data: Path) -> Path:
    """The folder of the small corpora that the command is tried on."""
    return data / "cli"


@pytest.fixture
def words(cli: Path) -> tuple[str, Path]:
    """The arguments that name their glossary."""
    return ("-g", cli / "names.csv")
