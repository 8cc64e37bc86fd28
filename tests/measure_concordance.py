"""Measure the concordance: ``python -m tests.measure_concordance [PAIRS]``; a million unless told. Processor time.

Generated pairs are written first (build/scale), then read, indexed, and looked up.
"""

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from checker.project.concordance import Concordance
from checker.project.workspace import Wanted, Workspace
from tests.scale import HOME, pairs

QUERIES = (
    "학교에서", "went", "강", "이", "ㅁㅊㄱㄹ", "ㄱㅅ", "ㄱ", "학교 military", '"on page 77777"', "김지련소장",
    '"쪽에서 보도"', "the of a in", '"of the that"', "뷁", "ㅋㅋㅋㅋㅋㅋ", "%",
)  # fmt: skip


@contextmanager
def watched(found: list[float]) -> Iterator[None]:
    """Adds the seconds of the block."""
    started = time.process_time()
    yield
    found.append(time.process_time() - started)


def main(count: int = 1_000_000) -> None:
    """Print the figures."""
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = str(HOME / "cache")
    path = pairs(count)
    workspace = Workspace(Wanted(paths=(str(path),), languages=("ko", "en")))
    took: list[float] = []
    with watched(took):
        assert sum(1 for _ in workspace.only.corpus) == count
    with watched(took):
        concordance = Concordance(workspace, print)
        indexes = list(concordance.build())
    with watched(took):
        list(concordance.build())
    reading, building, again = took
    size = sum(index.stat().st_size for _, index in indexes)
    print(f"{count:,} pairs, {path.stat().st_size / 1e6:.0f} MB: read in {reading:.1f} s")
    print(f"indexed in {building:.1f} s, {building / reading:.0f} times reading; found right again in {again:.2f} s")
    print(f"the index: {size / 1e6:.0f} MB, {size / path.stat().st_size:.2f} of the file")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, index in indexes:
        concordance.take(name, index)
    list(islice(concordance.look_up("학교 went"), 1))  # what languages load
    print(f"\n{'ms':>18}{'first hit':>10}{'50 hits':>9}{'all':>8}  hits")
    for query in QUERIES:
        started, times, hits = time.process_time(), [], 0
        for hits, _ in enumerate(concordance.look_up(query), 1):
            if hits in (1, 50):
                times.append(f"{1000 * (time.process_time() - started):.0f}")
            if time.process_time() - started > 20:
                break
        shown = [*times, "-", "-"][:2]
        print(f"{query:>18}{shown[0]:>10}{shown[1]:>9}{1000 * (time.process_time() - started):>8.0f}  {hits:,}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
