"""A laboratory of faults: runs in which a write, a sync, a rename or an opening fails, or a signal comes.

``Lab`` starts one process that has imported the command and forks for every run, so that a run takes little time. In
the fork the functions that change files count what they do (an *event*), and do what the run asks for at one of them;
all else is real. ``python -m tests.faults --seed 1 --runs 1000`` does many, at random.
"""

import argparse
import builtins
import errno
import io
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from tui.state.journal import Journal

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
_LIMIT = 120  # seconds of a run


class Ended(NamedTuple):
    """How a run ended: its status (minus the signal that killed it), what it said, and the events it had."""

    status: int
    out: str
    err: str
    events: list[str]


class Fault(NamedTuple):
    """What happens at an event.

    Attributes:
        event: Its number, from 1; 0 for none.
        error: The error it fails with; 0 for none.
        lasting: Whether what needs space fails from then on, as on a full disk.
        signal: The signal that comes; 0 for none.
        after: Whether the signal comes after the event instead of before.
    """

    event: int = 0
    error: int = 0
    lasting: bool = False
    signal: int = 0
    after: bool = False


class Lab:
    """Runs the command in forks of one process; use it as a context."""

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults", "--serve"],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()

    def start(
        self,
        *words: str,
        cwd: Path,
        fault: Fault = Fault(),  # noqa: B008  # immutable
        stdin: str | None = "",
        env: Mapping[str, str] | None = None,
        uid: int = 0,
    ) -> None:
        """Begin a run, which ``ended`` waits for. ``stdin`` None closes all three streams."""
        asked = {
            "words": words, "cwd": str(cwd), "fault": fault, "stdin": stdin, "env": env, "uid": uid,
        }  # fmt: skip
        assert self._server.stdin
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()

    def ended(self) -> Ended:
        """The end of the run that was begun."""
        assert self._server.stdout
        return Ended(*json.loads(self._server.stdout.readline()))

    def run(self, *words: str, cwd: Path, **more: Any) -> Ended:
        """Begin a run and wait for its end."""
        self.start(*words, cwd=cwd, **more)
        return self.ended()


# In the process of a run.


class _Events:
    """Counts what changes files, and does at one event what the run asks for."""

    def __init__(self, fault: Fault, log: Path) -> None:
        self._fault = fault
        self._count = 0
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._write = os.write

    @contextmanager
    def event(self, kind: str, name: object = "") -> Iterator[None]:
        self._count += 1
        fault, here = self._fault, self._count == self._fault.event
        self._write(self._log, f"{kind} {name}\n".encode("utf-8", "replace"))
        later = fault.lasting and self._count > fault.event and kind in ("write", "mkdir", "create")
        if fault.error and (here or later):
            raise OSError(fault.error, os.strerror(fault.error), *([os.fspath(name)] if name else []))
        if here and fault.signal and not fault.after:
            os.kill(os.getpid(), fault.signal)
        yield
        if here and fault.signal and fault.after:
            os.kill(os.getpid(), fault.signal)

    def install(self) -> None:
        """Put the counting functions in the place of those that change files."""
        events, plain = self, {name: getattr(os, name) for name in ("open", "write", "fsync", "mkdir")}

        class Raw(io.FileIO):
            def write(self, data: Any, /) -> int:
                if not _regular(self.fileno()):
                    return super().write(data) or 0
                with events.event("write"):
                    return super().write(data) or 0

        def os_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or path == os.devnull:
                return plain["open"](path, flags, *rest, **more)
            with events.event(_opening(path), path):
                return plain["open"](path, flags, *rest, **more)

        def write(handle: int, data: Any, /) -> int:
            if not _regular(handle):
                return plain["write"](handle, data)
            with events.event("write"):
                return plain["write"](handle, data)

        def fsync(handle: Any, /) -> None:
            with events.event("sync"):
                plain["fsync"](handle)

        def mkdir(path: Any, *rest: Any, **more: Any) -> None:
            if Path(path).exists():
                plain["mkdir"](path, *rest, **more)
                return
            with events.event("mkdir", path):
                plain["mkdir"](path, *rest, **more)

        os.open, os.write, os.fsync, os.mkdir = os_open, write, fsync, mkdir
        for name in ("replace", "rename"):
            setattr(os, name, self._renaming(getattr(os, name)))
        io.open = builtins.open = self._opening(io.open, Raw)

    def _renaming(self, plain: Callable[..., None]) -> Callable[..., None]:
        def rename(source: Any, target: Any, **more: Any) -> None:
            with self.event("rename", target):
                plain(source, target, **more)

        return rename

    def _opening(self, plain: Callable[..., Any], raw: type[io.FileIO]) -> Callable[..., Any]:
        def opened(
            file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
            newline: Any = None, closefd: bool = True, opener: Any = None,
        ) -> Any:  # fmt: skip
            if not set(mode) & set("wax+"):
                return plain(file, mode, buffering, encoding, errors, newline, closefd, opener)
            how = mode.replace("b", "").replace("t", "")
            if isinstance(file, int):
                made = raw(file, how, closefd, opener)
            else:
                with self.event(_opening(file), file):
                    made = raw(file, how, closefd, opener)
            if buffering == 0:
                return made
            buffered = io.BufferedRandom(made) if "+" in mode else io.BufferedWriter(made)
            if "b" in mode:
                return buffered
            text = io.TextIOWrapper(buffered, encoding, errors, newline)
            text.mode = mode
            return text

        return opened


def _opening(path: Any) -> str:
    return "open" if os.path.exists(path) else "create"  # noqa: PTH110  # it may be a path in bytes


def _regular(handle: int) -> bool:
    return handle > 2 and stat.S_ISREG(os.fstat(handle).st_mode)


def _serve() -> None:
    """Run what is asked for on standard input, each in a fork."""
    from checker import cli

    _load(cli.ilchi)
    for line in sys.stdin:
        asked = json.loads(line)
        with tempfile.TemporaryDirectory(prefix="ilchi-lab-") as folder:
            os.chmod(folder, 0o777)  # for runs of another user  # noqa: PTH101
            files = [Path(folder, name) for name in ("in", "out", "err", "log")]
            for file in files:
                file.touch(0o666)
                file.chmod(0o666)
            if asked["stdin"]:
                files[0].write_text(asked["stdin"], encoding="utf-8")
            pid = os.fork()
            if not pid:
                _child(cli, asked, files)
            end = time.monotonic() + _LIMIT
            while not (found := os.waitpid(pid, os.WNOHANG))[0]:
                if time.monotonic() > end:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.002)
            status = os.waitstatus_to_exitcode(found[1])
            texts = [file.read_text(encoding="utf-8", errors="replace") for file in files[1:]]
        print(json.dumps([status, *texts[:2], texts[2].splitlines()]), flush=True)


def _load(command: Any) -> None:
    """Run every command once, so that the forks have in memory what they need."""
    with tempfile.TemporaryDirectory() as name, Path(os.devnull).open("w") as nothing:
        folder = Path(name, "work")
        project(folder, "index")
        before, streams = Path.cwd(), (sys.stdout, sys.stderr)
        os.environ["XDG_CACHE_HOME"] = name
        try:
            os.chdir(folder)
            sys.stdout = sys.stderr = nothing
            for case in CASES.values():
                if "FINGERPRINT" not in case.words and case.words[0] != "init":
                    command.main(list(case.words), standalone_mode=False)
        finally:
            sys.stdout, sys.stderr = streams
            os.chdir(before)


def _child(cli: Any, asked: dict[str, Any], files: Sequence[Path]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number, file in enumerate(files[:3]):
        os.dup2(os.open(file, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)[number]), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "r" if not n else "w", closefd=False) for n in range(3))
    if asked["stdin"] is None:
        for number in range(3):
            os.close(number)
        sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]
    os.chdir(asked["cwd"])
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH")}
    os.environ.clear()
    own = {"XDG_CACHE_HOME": str(Path(asked["cwd"], ".cache")), "HOME": str(Path(asked["cwd"], ".home"))}
    os.environ.update(kept | (own if asked["env"] is None else asked["env"]))
    if asked["uid"]:
        os.setgroups([])
        os.setgid(asked["uid"])
        os.setuid(asked["uid"])
    sys.argv = ["ilchi", *asked["words"]]
    _Events(Fault(*asked["fault"]), files[3]).install()
    status = 3
    try:
        cli.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(status)


# The commands that write, and what must hold after each run.

_ROWS = 12
_NEWS = "source,target\n" + "".join(f"부두 {n}번이 닫혔다.,The pier {n} was closed.\n" for n in range(1, _ROWS + 1))
_MEMORY = "".join(f"강 {n}\t{'The river was high. ' * 20}{n}\n" for n in range(800))  # so large that it is indexed
_FIXES = ".ilchi/fixes.jsonl"
_JOURNAL, _LOCK = ".ilchi/journal", ".ilchi/lock"
_LEFT = ".tmp", ".part"


class Case(NamedTuple):
    """A command: its words, its input, and the commands that come before, on a new project."""

    words: tuple[str, ...]
    stdin: str = ""
    before: tuple[tuple[str, ...], ...] = ()


_DAY = ("--today", "2026-03-01")
_KNOWN = ("baseline", "create", "--jobs", "1")
CASES = {
    "check": Case(
        ("check", "--jobs", "1", "--output", "text:-", "--output", "json:out/a.json", "--output", "xlsx:out/a.xlsx"),
    ),
    "score": Case(("score", "--jobs", "1", "--output", "json:score.json", "--output", "html:score.html")),
    "terms": Case(("terms", "--jobs", "1")),
    "index": Case(("terms", "--find", "river 7", "--jobs", "1")),
    "fix": Case(("fix", "--jobs", "1", *_DAY)),
    "create": Case(_KNOWN),
    "update": Case(("baseline", "update", "--jobs", "1"), before=(_KNOWN,)),
    "prune": Case(("baseline", "prune", "--jobs", "1"), before=(_KNOWN, ("fix", "--jobs", "1", *_DAY))),
    "add": Case(
        ("decisions", "add", "FINGERPRINT", "--verdict", "intended", "--reason", "so", "--author", "mina", *_DAY),
        before=(
            ("decisions", "add", "FINGERPRINT", "--verdict", "intended", "--reason", "no", "--author", "jun", *_DAY),
        ),
    ),
    "init": Case(("init", "--ci", "github", "--ci", "gitlab")),
    "convert": Case(("glossary", "convert", "terms.csv", "made/terms.tbx", "--languages", "ko", "en")),
    "candidates": Case(("glossary", "candidates", "--output", "more.csv")),
}
REVIEW = Case(("review", "--plain"), stdin="a\nx\na\nw\nq\n")


def project(folder: Path, name: str) -> None:
    """Write the files of a project."""
    (folder / "locale").mkdir(parents=True)
    (folder / ".git").mkdir()
    for each in ("a", "b"):
        (folder / "locale" / f"{each}.csv").write_text(_NEWS, encoding="utf-8")
    (folder / "terms.csv").write_text("source,target,forbidden\n부두,dock,pier\n", encoding="utf-8")
    if name == "index":
        (folder / "memory.tsv").write_text(_MEMORY, encoding="utf-8")
    if name != "init":
        (folder / "ilchi.toml").write_text(
            'corpus = ["locale"]\nglossaries = ["terms.csv"]\nreferences = ["memory.tsv"]\n', encoding="utf-8"
        )
    else:
        (folder / ".gitignore").write_text("*.pyc", encoding="utf-8")


class Bench:
    """A command on its project: what it does when nothing goes wrong, and what must hold when something does.

    Attributes:
        clean: How it ends without a fault.
    """

    def __init__(self, lab: Lab, folder: Path, name: str, case: Case) -> None:
        self._lab = lab
        self._folder = folder
        self._stdin = case.stdin
        self._words = case.words
        self._before = folder / f"{name}-before"
        project(self._before, name)
        if "FINGERPRINT" in case.words:
            ran = lab.run("check", "--format", "json", cwd=self._before)
            self._words = tuple(json.loads(ran.out)["findings"][0]["fingerprint"] if w == "FINGERPRINT" else w
                                for w in case.words)  # fmt: skip
        for words in case.before:
            lab.run(*(self._words[2] if w == "FINGERPRINT" else w for w in words), cwd=self._before)
        shutil.rmtree(self._before / ".cache", ignore_errors=True)
        self._was = tree(self._before)
        self._number = 0
        self.clean, self._shall = self._ran(Fault())
        assert self.clean.status in (0, 1), self.clean.err
        assert self.clean.events, name

    def _ran(self, fault: Fault) -> tuple[Ended, dict[str, bytes]]:
        self._number += 1
        self._here = self._folder / f"run-{self._number}"
        shutil.copytree(self._before, self._here)
        done = self._lab.run(*self._words, cwd=self._here, stdin=self._stdin, fault=fault)
        return done, tree(self._here)

    def wrong(self, fault: Fault) -> str:
        """What is wrong after a run with a fault; "" if nothing is."""
        done, now = self._ran(fault)
        said = (
            self._left(fault, now)
            or self._status(fault, done, now)
            or self._untrue(fault, now)
            or self._again(fault, now)
        )
        shutil.rmtree(self._here)
        events = done.events[fault.event - 1 : fault.event]
        return f"{fault} at {events}: {said}; {done.status} {done.err[-300:]}" if said else ""

    def _left(self, fault: Fault, now: Mapping[str, bytes]) -> str:
        """Which files are torn or left over."""
        for name, content in now.items():
            if name.endswith(_LEFT):
                if fault.signal != signal.SIGKILL:
                    return f"{name} is left"
            elif name == _FIXES or name.startswith((".cache", _LOCK)):
                continue  # read below; or checked when it is read; or it holds nothing
            elif name.startswith(_JOURNAL):
                if damaged := Journal(self._here / name).damaged and fault.signal != signal.SIGKILL:
                    return f"{damaged} lines of the journal are damaged"
            elif name not in self._was and name not in self._shall:
                return f"{name} is new"
            elif content not in (self._was.get(name), self._shall.get(name)) and not self._partly(name, content):
                return f"{name} is torn"
        gone = sorted(self._was.keys() - now.keys())
        return f"{gone} are gone" if gone else ""

    def _partly(self, name: str, content: bytes) -> bool:
        """Whether some lines of a file are those of before and others new: the steps of a review are many."""
        lines = {*self._was.get(name, b"").splitlines(True), *self._shall.get(name, b"").splitlines(True)}
        return self._words[0] == "review" and lines.issuperset(content.splitlines(keepends=True))

    def _status(self, fault: Fault, done: Ended, now: Mapping[str, bytes]) -> str:
        """Whether the status and the message say what happened."""
        lines = [line for line in done.err.splitlines() if line.startswith("ilchi: error: ")]
        if "Traceback" in done.err or "a bug in ilchi" in done.err:
            return "a fault of ilchi"
        if done.status == self.clean.status:
            late = self._late(now)
            told = self._words[0] == "review" and "cannot be " in done.out
            return f"{late} are not written, and nobody says so" if late and not told else ""
        if fault.signal:
            usual = {signal.SIGKILL: -9, signal.SIGINT: 130}
            wanted = usual.get(fault.signal, 128 + fault.signal)
            return "" if done.status == wanted else f"the status is not {wanted}"
        return "" if done.status == 2 and len(lines) == 1 else f"{len(lines)} lines"

    def _untrue(self, fault: Fault, now: Mapping[str, bytes]) -> str:
        """Whether the ledger has what was changed, and nothing else."""
        killed = fault.signal == signal.SIGKILL
        recorded = changes_recorded(now.get(_FIXES, b""), whole=not killed)
        made = [
            (name, number)
            for name in self._was
            if name.endswith(".csv") and name in now
            for number, (old, new) in enumerate(zip(rows(self._was[name]), rows(now[name]), strict=True))
            if old != new
        ]
        already = len(changes_recorded(self._was.get(_FIXES, b"")))
        if killed and recorded[already:] != made:
            return ""  # ``_again`` looks whether it is mended
        return "" if recorded[already:] == made else f"recorded {len(recorded) - already}, made {len(made)}"

    def _again(self, fault: Fault, now: Mapping[str, bytes]) -> str:
        """Whether the next run ends as if nothing had happened; an hour later, for then it clears away."""
        if self._words[0] in ("init", "review") or (fault.signal != signal.SIGKILL and fault.event % 5):
            return ""
        for name in now:
            if name.endswith(_LEFT):
                os.utime(self._here / name, (0, 0))
        done = self._lab.run(*self._words, cwd=self._here, stdin=self._stdin)
        then = tree(self._here)
        if done.status not in (0, 1):
            return f"the next run cannot: {done.err[-300:]}"
        for name in then:
            if name.endswith(_LEFT) and now.get(name) is not None and not self._elsewhere(name):
                return f"{name} stays"
        if changes_recorded(then.get(_FIXES, b"")) != changes_recorded(self._shall.get(_FIXES, b"")):
            return "the ledger is not mended"
        late = self._late(then)
        return f"{late} are not made by the next run" if late else ""

    def _late(self, now: Mapping[str, bytes]) -> list[str]:
        """The files that are not as after a run without a fault."""
        own = (".cache", _LOCK, _JOURNAL, _FIXES)
        return [name for name, held in self._shall.items() if not name.startswith(own) and now.get(name) != held]

    def _elsewhere(self, name: str) -> bool:
        """Whether the next run has no reason to write that file again, so that it stays until then."""
        return name.startswith(".cache") or self._words[0] in ("fix", "baseline", "decisions")


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def rows(raw: bytes) -> list[str]:
    """The rows of a corpus without its header."""
    return raw.decode().splitlines()[1:]


def changes_recorded(raw: bytes, *, whole: bool = True) -> list[tuple[str, int]]:
    """The file and the row, from 0, of each change in a ledger; ``whole`` if no line may be incomplete."""
    found = []
    for line in raw.decode().splitlines(keepends=True):
        if line.endswith("\n") or whole:
            held = json.loads(line)
            found.append((held["file"], held["index"] - 1))
    return found


def faults(bench: Bench) -> Iterator[Fault]:
    """All that can happen at each event of a command."""
    for event in range(1, len(bench.clean.events) + 1):
        for number in ERRORS:
            yield Fault(event, number)
        yield Fault(event, errno.ENOSPC, lasting=True)
        for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL):
            yield Fault(event, signal=one)
            yield Fault(event, signal=one, after=True)


def main() -> None:
    """Run faults at random, and say which went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--runs", type=int, default=0, help="of each command; 0: all that there are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", choices=[*CASES, "review"], action="append")
    asked = parser.parse_args()
    if asked.serve:
        _serve()
        return
    cases = CASES | {"review": REVIEW}
    with Lab() as lab, tempfile.TemporaryDirectory() as folder:
        for name in asked.case or cases:
            bench = Bench(lab, Path(folder, name), name, cases[name])
            many = list(faults(bench))
            if asked.runs:
                many = random.Random(asked.seed).sample(many, min(asked.runs, len(many)))
            wrong = [said for fault in many if (said := bench.wrong(fault))]
            print(f"{name}: {len(bench.clean.events)} events, {len(many)} runs, {len(wrong)} wrong", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
