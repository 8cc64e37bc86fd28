"""Whatever fails and whenever it ends: nothing torn, nothing left, the ledger true. See ``tests.faults``."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.faults import CASES, REVIEW, Bench, Lab, faults

pytestmark = pytest.mark.skipif(not hasattr(sys, "getwindowsversion") and sys.platform != "linux", reason="forks")
if sys.platform == "win32":
    pytest.skip("there is no fork", allow_module_level=True)

DEEP = settings.default.max_examples > 1000
MANY = 10_000 if DEEP else 5  # faults of a command


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as made:
        yield made


@pytest.mark.parametrize("name", [*CASES, "review"])
def test_whatever_fails_and_whenever_it_ends_nothing_is_torn_or_left(lab: Lab, tmp_path: Path, name: str) -> None:
    bench = Bench(lab, tmp_path, name, CASES.get(name, REVIEW))
    all_of_them = list(faults(bench))
    some = random.Random(name).sample(all_of_them, min(MANY, len(all_of_them)))
    assert [said for fault in some if (said := bench.wrong(fault))] == []
