"""How cost and memory grow: pairs x 10, terms x 100, workers, Dask, a gate again, cold starts, a pattern a term.

Run: python -m tests.scale [PAIRS]; 100,000 unless told, which is what make bench does. Files of generated pairs are
written first (build/scale); then the command itself is run, each time in a process of its own, so that nothing is
remembered from another and its peak of memory is its own.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.synthetic import Pairs, glossary

HOME = Path(__file__).parent.parent / "build" / "scale"
TERMS = 1_000
_COMMAND = "from checker.cli import main; main()"
_UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # of what the system says of memory, in a megabyte
# As for a user: compiled modules are kept.
_ENVIRONMENT = {
    **os.environ,
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPATH": str(HOME.parent.parent),
    "XDG_CACHE_HOME": str(HOME / "cache"),
}


class Cost(NamedTuple):
    """What a run took: processor seconds of all its processes, seconds by the clock, megabytes of the largest."""

    processor: float
    clock: float
    peak: float


def pairs(count: int) -> Path:
    """A file of so many pairs in documents of 50, over a glossary of ``TERMS``; written where there is none."""
    path = HOME / f"{count}.jsonl"
    if not path.exists():
        with (part := path.with_suffix(".part")).open("w", encoding="utf-8") as out:
            for number, segment in enumerate(Pairs(glossary(TERMS)).segments(count)):
                record = {"source": segment.source, "target": segment.target, "document": f"d{number // 50}"}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        part.rename(path)
    return path


def terms(count: int) -> Path:
    """A glossary of so many terms; that of ``TERMS`` is its beginning."""
    path = HOME / f"terms-{count}.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as out:
            rows = [(c.id, c.category, c.sources[0], c.preferred) for c in glossary(count)]
            csv.writer(out).writerows([("id", "category", "source", "target"), *rows])
    return path


def run(*arguments: str) -> Cost:
    """One run of Python."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_ENVIRONMENT, cwd=HOME
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: {said.decode(errors='replace')[-500:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / _UNIT)


def check(count: int, *more: str, known: int = TERMS) -> Cost:
    """A check of so many pairs, all rules, findings counted and not shown."""
    files = str(pairs(count)), "-g", str(terms(known))
    return run(
        "-c", _COMMAND, "check", *files, "--output", f"parquet:{HOME / 'out.parquet'}", "--fail-on", "critical", *more
    )


def least(times: int, *arguments: str) -> Cost:
    """The run of ``times`` that took the least processor time."""
    return min(run(*arguments) for _ in range(times))


def pattern_a_term(count: int) -> float:
    """Pairs a second of the usual way: for each term a search in the source, then one with word edges in the target."""
    known = [(c.sources[0], re.compile(rf"\b{re.escape(c.preferred)}\b", re.IGNORECASE)) for c in glossary(TERMS)]
    texts = [(segment.source, segment.target) for segment in Pairs(glossary(TERMS)).segments(count)]
    sources = [(re.compile(rf"\b{re.escape(source)}"), target) for source, target in known]
    started = time.process_time()
    missing = sum(
        bool(source.search(text)) and not target.search(other) for text, other in texts for source, target in sources
    )
    taken = time.process_time() - started
    print(f"one pattern a term: {count / taken:,.0f} pairs a second ({missing} missing)")
    return count / taken


def growth(largest: int) -> None:
    """Pairs and workers."""
    ways: list[tuple[int, str, Sequence[str]]] = [
        (largest // 100, "one process", ("--jobs", "1")),
        (largest // 10, "one process", ("--jobs", "1")),
        (largest, "one process", ("--jobs", "1")),
        (largest, "two workers", ("--jobs", "2")),
    ]
    if find_spec("distributed"):
        ways.append((largest, "two on Dask", ("--jobs", "2", "--engine", "dask")))
    print(f"\n{'pairs':>9} {'':12}{'CPU s':>9}{'clock s':>9}{'pairs/s':>9}{'MB':>7}")
    costs = []
    for count, name, told in ways:
        cost = check(count, "--no-cache", *told)
        costs.append(cost)
        print(
            f"{count:>9} {name:12}{cost.processor:>9.1f}{cost.clock:>9.1f}{count / cost.clock:>9,.0f}{cost.peak:>7.0f}"
        )
    small, ten, all_, two, *dask = costs
    for less, more, size in ((small, ten, largest // 10), (ten, all_, largest)):
        cost, memory = more.processor / less.processor, more.peak / less.peak
        print(f"{size:,} pairs against a tenth: cost x {cost:.1f}, memory x {memory:.2f}")
    print(f"2 workers: {all_.clock / two.clock:.2f} times as fast as one by the clock")
    for took in dask:
        print(f"Dask: {took.clock / two.clock:.2f} times the time of our own 2 workers")
    ours = (largest - largest // 10) / (all_.processor - ten.processor)  # loading cancels out
    print(f"the whole check: {ours:,.0f} pairs a second, {ours / pattern_a_term(200):.1f} times one pattern a term")


def more_terms(count: int = 10_000) -> None:
    """Terms; results are forgotten before each run, the compiled glossary is kept by the first."""
    costs = []
    for known in (TERMS, 100 * TERMS, 100 * TERMS):
        shutil.rmtree(HOME / "cache" / "ilchi" / "results", ignore_errors=True)
        costs.append(check(count, "--jobs", "1", known=known))
    few, first, many = costs
    print(
        f"{100 * TERMS:,} terms against {TERMS:,}, {count:,} pairs: cost x {many.processor / few.processor:.1f},"
        f" with compiling x {first.processor / few.processor:.1f}; memory x {many.peak / few.peak:.2f}"
    )


def again(count: int = 10_000) -> None:
    """A gate on what has not changed."""
    files = str(pairs(count)), "-g", str(terms(TERMS))
    for shown in ("text", "json"):
        shutil.rmtree(HOME / "cache", ignore_errors=True)
        first = run("-c", _COMMAND, "check", *files, "--format", shown)
        second = least(3, "-c", _COMMAND, "check", *files, "--format", shown)
        print(f"{count:,} pairs again, nothing changed, {shown}: {second.processor / first.processor:.3f} of the first")


def cold() -> None:
    """Starts: of Python, of the command, of ten segments that need no analyser."""
    ten = HOME / "ten.csv"
    with ten.open("w", encoding="utf-8", newline="") as out:
        rows = [(f"제{number}차 회의가 열렸다.", f"Meeting No. {number} was held.") for number in range(1, 11)]
        csv.writer(out).writerows([("source", "target"), *rows])
    known = HOME / "few.csv"
    known.write_text("source,target\n회의,meeting\n", encoding="utf-8")
    bare = least(5, "-c", "pass").clock
    for name, told in (
        ("--version", ("--version",)),
        ("ten segments", ("check", str(ten), "-g", str(known), "--no-cache")),
    ):
        taken = least(5, "-c", _COMMAND, *told).clock
        print(f"cold start, {name}: {taken:.2f} s, {taken / bare:.0f} times python -c pass ({bare:.3f} s)")


def main(largest: int = 100_000) -> None:
    """Print the table."""
    HOME.mkdir(parents=True, exist_ok=True)
    growth(largest)
    more_terms()
    again()
    cold()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
