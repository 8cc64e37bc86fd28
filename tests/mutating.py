"""A plugin of pytest for ``tests.mutate``: it measures which test runs which line, and lets tests meet mutants.

It runs in a copy of the tree; ``MUTATE`` names a file that says what to do.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

from tests.mutants import offset, replaced

JOB: dict[str, Any] = json.loads(Path(os.environ["MUTATE"]).read_text(encoding="utf-8"))
MEMORY = 6_000_000_000  # bytes of addresses that a mutant may take
_seconds: dict[str, float] = defaultdict(float)
_passed: set[str] = set()
_failed: set[str] = set()
_coverage = coverage.Coverage(config_file=JOB.get("config", False), messages=False)
if JOB["mode"] == "map":
    os.environ["COVERAGE_PROCESS_START"] = JOB["config"]  # for the commands that the tests start
    _coverage.start()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """How long a test took, and whether it failed."""
    _seconds[report.nodeid] += report.duration
    if report.failed:
        _failed.add(report.nodeid)
    elif report.passed and report.when == "call":
        _passed.add(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What is run from here on is run by this test."""
    if JOB["mode"] == "map":
        _coverage.switch_context(item.nodeid)
    return (yield)  # type: ignore[return-value]


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Let the tests meet each mutant in a child; in the other mode, run them as ever."""
    if JOB["mode"] == "map":
        return None
    if session.testsfailed and not JOB["mutants"][0]["cold"]:
        return None  # the tests themselves cannot be loaded
    items = {item.nodeid: item for item in session.items}
    for mutant in JOB["mutants"]:
        chosen = [items[name] for name in mutant["tests"] if name in items]
        noticed = "import" if session.testsfailed else _tried(mutant, chosen)
        seen = JOB["seen"].get(noticed.split("::")[0], JOB["seen"][""])
        with Path(JOB["out"]).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"key": mutant["key"], "by": noticed, "seen": seen}) + "\n")
    return True


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down which line was run by which test."""
    if JOB["mode"] != "map":
        return
    _coverage.stop()
    with warnings.catch_warnings(action="ignore"):  # there are tests that run none of it
        _coverage.save()
    ran: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for path in Path(JOB["data"]).iterdir():
        data = coverage.CoverageData(str(path))
        with contextlib.suppress(coverage.CoverageException):
            data.read()
        for file in data.measured_files():
            begin = offset(Path(file).read_text(encoding="utf-8"))
            for line, contexts in data.contexts_by_lineno(file).items():
                for context in contexts:  # of a command, pytest adds the phase: " (call)"
                    ran[context.removesuffix(" (call)")][os.path.relpath(file)].add(line - begin)
        path.unlink()
    kept = {
        name: {"seconds": round(_seconds[name], 4), "lines": {file: sorted(lines) for file, lines in files.items()}}
        for name, files in ran.items()
        if not name or name in _passed - _failed
    }
    Path(JOB["out"]).write_text(json.dumps({"key": JOB["key"], "tests": kept}), encoding="utf-8")


def _tried(mutant: dict[str, Any], chosen: list[pytest.Item]) -> str:
    """The test that noticed the mutant, ``time`` where it hung, ``""`` where none did."""
    path = Path(mutant["path"])
    source = path.read_text(encoding="utf-8")
    if mutant["cold"]:
        return _in_child(mutant["limit"], chosen, lambda: None)
    changed = source[: mutant["start"]] + mutant["new"] + source[mutant["end"] :]
    replaced(path, changed)  # for the commands that the tests start, and for what is not loaded yet
    try:
        return _in_child(mutant["limit"], chosen, lambda: _exchange(str(path.resolve()), source, changed))
    finally:
        replaced(path, source)


def _in_child(limit: float, chosen: list[pytest.Item], change: Callable[[], None]) -> str:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        noticed = "crash"
        with contextlib.suppress(BaseException):
            change()
            noticed = _first_failing(chosen)
        os.write(write, noticed.encode())
        os._exit(0)
    os.close(write)
    ready, _, _ = select.select([read], [], [], limit)
    noticed = (os.read(read, 65536).decode() or "crash") if ready else "time"
    os.close(read)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return noticed.removeprefix("-")


def _first_failing(chosen: list[pytest.Item]) -> str:
    for item, following in zip(chosen, [*chosen[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if _failed:
            return item.nodeid
    return "-"  # none


def _exchange(path: str, source: str, changed: str) -> None:
    """Give the functions that were loaded from ``path`` the code of the changed source, wherever they are held."""
    old, new = (list(_codes(compile(text, path, "exec"))) for text in (source, changed))
    differing = {_place(one): other for one, other in zip(old, new, strict=True) if one != other}
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and getattr(each.__wrapped__, "__code__", None) in old:
            each.cache_clear()  # of what was asked while the tests were loaded
        if isinstance(each, FunctionType) and each.__code__.co_filename == path:
            code = differing.get(_place(each.__code__))
            if code:
                with contextlib.suppress(ValueError):  # it needs names that the function was not given
                    each.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The functions of a module, in order; not those inside of functions."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_flags & 0x2:  # a function, not a class body
                yield each
            else:
                yield from _codes(each)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
