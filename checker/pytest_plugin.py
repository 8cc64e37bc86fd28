"""A plugin of pytest: ``pytest --ilchi`` gates the project's translations in its own test run.

It is ``ilchi check`` in the folder where pytest was started: each file of the configured corpus is a test, which fails
with the findings that fail the gate, and so is each other gate that the config sets. Without ``--ilchi`` nothing of
ilchi is loaded but this module.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_LISTED = 50  # findings of a file, at most
_PROGRAM = "from checker.cli import main; main()"

_NOTICES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--ilchi``."""
    group = parser.getgroup("ilchi", "translations")
    group.addoption(
        "--ilchi", action="store_true", help="Check the translations that the config of ilchi names, a test a file."
    )


@pytest.hookimpl(tryfirst=True)  # so that -k and -m choose among these tests, too
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests of the corpus."""
    if config.getoption("ilchi"):
        for collector in _collectors(session):
            items.extend(each for each in session.genitems(collector) if isinstance(each, pytest.Item))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the check said beside its findings."""
    if notices := config.stash.get(_NOTICES, []):
        terminalreporter.section("ilchi")
        for notice in notices:
            terminalreporter.write_line(notice)


def _collectors(session: pytest.Session) -> Iterator["_File"]:
    """A collector for each file of the corpus, and for the gates.

    Raises:
        pytest.UsageError: The check could not run.
    """
    from checker.project.json_results import read_results
    from checker.reports import text

    folder = session.config.invocation_params.dir
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "report.json")
        ran = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _PROGRAM, "check", "--output", f"json:{path}"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
        )
        notices = ran.stderr.strip().split("\n")
        if ran.returncode not in (0, 1):
            raise pytest.UsageError(notices[-1])
        session.config.stash[_NOTICES] = notices
        run = read_results(str(path))
        failing: dict[str, list[str]] = {file: [] for file in run.files}
        counts = dict.fromkeys(run.files, 0)
        for record in run.records:
            if run.fails(record):
                counts[record.file] += 1
                if counts[record.file] <= _LISTED:
                    failing[record.file].append(text.one(record, run.source_language, run.target_language))
        for file, found in failing.items():
            if counts[file] > _LISTED:
                found.append(f"… and {counts[file] - _LISTED:,} more; ilchi check lists all")
            yield _File.of(session, folder / file, {"ilchi": "".join(found)})
        others = {gate.name: "" if gate.passed else gate.detail for gate in run.gates if gate.name != "findings"}
        if others:
            yield _File.of(session, folder / "ilchi.toml", others)


class _File(pytest.File):
    """A file with its tests.

    Attributes:
        failures: Why each test fails, "" if it passes.
    """

    failures: dict[str, str]

    @classmethod
    def of(cls, session: pytest.Session, path: Path, failures: dict[str, str]) -> "_File":
        """The collector of a file."""
        made: _File = cls.from_parent(session, path=path)
        made.failures = failures
        return made

    def collect(self) -> Iterator[pytest.Item]:
        """Its tests."""
        for name, failure in self.failures.items():
            item: _Test = _Test.from_parent(self, name=name)
            item.failure = failure
            yield item


class _Failed(Exception):  # noqa: N818 - a verdict
    """The gate failed."""


class _Test(pytest.Item):
    """A gate, or its findings in one file.

    Attributes:
        failure: Why it fails, "" if it passes.
    """

    failure: str

    def runtest(self) -> None:
        """Raise what the check found."""
        if self.failure:
            raise _Failed(self.failure)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]
        """What the check found, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, _Failed) else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        """What is written above it."""
        return self.path, None, f"{self.path.name}: {self.name}"
