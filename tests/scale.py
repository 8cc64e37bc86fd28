"""How cost and memory grow: pairs x 10, two workers against one, cold starts, a pattern a term. Part of make bench.

Each run is a process of its own, so that nothing is remembered from another and its peak of memory is its own.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial

import msgspec

from checker import Corpus, Segment, Settings, check, cluster
from tests.synthetic import Pairs, glossary

TERMS = 1_000


def corpus(count: int) -> Corpus:
    """One long file in documents of 50, made anew at each reading and never kept."""
    pairs = Pairs(glossary(TERMS))

    def read() -> Iterator[Segment]:
        for number, segment in enumerate(pairs.segments(count), 1):
            yield msgspec.structs.replace(segment, file="long", index=number, document=f"d{number // 50}")

    return Corpus(read)


def run(count: int, jobs: int, *, dask: bool = False) -> None:
    """One check; prints processor seconds (ours, the workers'), seconds by the clock, and megabytes (likewise)."""
    import resource  # not on Windows

    given = corpus(count)
    started, before = time.perf_counter(), time.process_time()
    engine = partial(cluster.in_order, jobs=jobs) if dask else None
    check(given, glossary(TERMS), Settings(jobs=jobs), engine=engine)
    clock, own = time.perf_counter() - started, time.process_time() - before
    ours, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    theirs = workers.ru_utime + workers.ru_stime
    print(own, theirs, clock, ours.ru_maxrss // unit, workers.ru_maxrss // unit)


def apart(*args: str) -> list[float]:
    """What a process of its own prints."""
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, check=True, env=os.environ)
    return [float(word) for word in done.stdout.split()]


def cold(*code: str) -> float:
    """Seconds by the clock of the best of five starts."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, *code], capture_output=True, check=False)
        taken.append(time.perf_counter() - started)
    return min(taken)


def pattern_a_term(count: int) -> float:
    """Pairs a second of the usual way: for each term a search in the source, then one with word edges in the target."""
    terms = [(c.sources[0], re.compile(rf"\b{re.escape(c.preferred)}\b", re.IGNORECASE)) for c in glossary(TERMS)]
    texts = [(segment.source, segment.target) for segment in corpus(count)]
    sources = [(re.compile(rf"\b{re.escape(source)}"), target) for source, target in terms]
    started = time.process_time()
    missing = sum(
        bool(source.search(text)) and not target.search(other) for text, other in texts for source, target in sources
    )
    taken = time.process_time() - started
    print(f"one pattern a term: {count / taken:,.0f} pairs a second ({missing} missing)")
    return count / taken


def main(small: int = 10_000) -> None:
    """Print the table."""
    rows = {(count, jobs): apart("-m", "tests.scale", str(count), str(jobs)) for count, jobs in
            ((small // 10, 1), (small, 1), (small * 10, 1), (small, 2), (small * 10, 2))}  # fmt: skip
    print(f"\n{'pairs':>9}{'workers':>9}{'CPU s':>9}{'clock s':>9}{'pairs/s':>9}{'MB':>7}{'MB a worker':>13}")
    for (count, jobs), (own, theirs, clock, peak, each) in rows.items():
        rate = count / (own + theirs)
        print(f"{count:>9}{jobs:>9}{own + theirs:>9.1f}{clock:>9.1f}{rate:>9,.0f}{peak:>7.0f}{each:>13.0f}")
    one, ten, two = rows[small, 1], rows[small * 10, 1], rows[small * 10, 2]
    print(f"pairs x 10: cost x {ten[0] / one[0]:.1f}, memory x {ten[3] / one[3]:.2f}")
    print(f"2 workers: {ten[2] / two[2]:.2f} times as fast as one by the clock")
    ours = (small * 10 - small) / (ten[0] - one[0])  # loading cancels out
    print(f"the whole check: {ours:,.0f} pairs a second, {ours / pattern_a_term(200):.0f} times one pattern a term")
    bare = cold("-c", "pass")
    start = "from checker.cli import main; main()"
    print(f"cold start: --version {cold('-c', start, '--version'):.2f} s; python -c pass {bare:.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        run(int(sys.argv[1]), int(sys.argv[2]), dask=len(sys.argv) > 3)
    else:
        main(*map(int, sys.argv[1:]))
