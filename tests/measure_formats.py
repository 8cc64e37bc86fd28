"""The XML formats on the samples beside the project and on large files: ``python -m tests.measure_formats``.

A row a sample: segments read of those that others count, the same bytes without an edit, one edit that changes
nothing else. Then units a second and peak memory (Linux), ours and Translate Toolkit's, each in a process of its own.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checker.errors import CheckerError
from checker.formats import Input, format_of
from tests.test_xml_round_trips import REAL, SAMPLES, opened, outline
from tests.written import edited, read, written

UNITS = 50_000
XLIFF = '<xliff version="1.2"><file original="a" source-language="ko" target-language="en" datatype="x"><body>'
PAIR = '<source>배 {0}척이 <g id="1">들어왔다</g>.</source><target>{0} boats <g id="1">came in</g>.</target>'
VARIANT = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
VARIANTS = VARIANT.format("ko", "배 {0}척이 들어왔다.") + VARIANT.format("en", "{0} boats came in.")
LARGE = {
    "large.tmx": ('<tmx version="1.4"><header srclang="ko"/><body>', f"<tu>{VARIANTS}</tu>\n", "</body></tmx>"),
    "large.xlf": (XLIFF, f'<trans-unit id="{{0}}">{PAIR}</trans-unit>\n', "</body></file></xliff>"),
}


def row(path: Path) -> str:
    """What is read and written of one sample."""
    name = f"{path.parent.name}/{path.name}"
    wanted = json.loads((SAMPLES / "expected.json").read_text())[name]
    count = wanted["units" if path.suffix == ".tmx" else "segments"]
    what = opened(path)
    said: list[str] = []
    what.warn = said.append
    try:
        found = read(what)
    except CheckerError as error:
        return f"| {name} | refused: {error.message}, {error.place} | | |"
    passed = "; ".join(re.sub(r"^.*passed over: ", "", one) for one in said)
    same = "yes" if written(what, {}) == path.read_bytes() else "NO"
    kept = refused = 0
    before, contents = outline(path.read_bytes())
    for number, one in list(enumerate(found, 1))[:100]:
        try:
            frame, others = outline(edited(what, {number: one.target + " 끝."}).open().read())
        except CheckerError:
            refused += 1
            continue
        if len(others) == len(contents):
            kept += frame == before and sum(old != new for old, new in zip(contents, others, strict=True)) == 1
        else:  # a target that was not there
            kept += len(others) == len(contents) + 1 and others != contents
    return f"| {name} | {len(found)} of {count}{': ' * bool(passed)}{passed} | {same} | {kept} of {kept + refused} |"


def ours(path: Path) -> int:
    """Read a file with this project; the number of its segments."""
    what = Input(path.name, lambda: path.open("rb"))
    return sum(1 for _ in format_of(what, "read_segments").read_segments(what))


def theirs(path: Path) -> int:
    """Read it with Translate Toolkit."""
    from translate.storage import tmx, xliff

    store = (tmx.tmxfile if path.suffix == ".tmx" else xliff.xlifffile).parsefile(str(path))
    return sum(1 for unit in store.units if (unit.source, unit.target))


def timed(who: str, path: Path) -> str:
    """One line about one reading."""
    reader = {"ours": ours, "theirs": theirs}[who]
    start = time.process_time()
    count = reader(path)
    seconds = time.process_time() - start
    peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    memory = f"{int(peak[1]) // 1024} MB at most" if peak else "memory unknown"
    return f"{path.name}: {who}: {count} units, {count / seconds:,.0f} a second, {memory}"


def main() -> None:
    """Print all of it."""
    if len(sys.argv) == 3:
        print(timed(sys.argv[1], Path(sys.argv[2])))
        return
    print("| sample | read | no edit: same bytes | one edit: that target alone |\n|---|---|---|---|")
    for path in REAL:
        print(row(path))
    with tempfile.TemporaryDirectory() as folder:
        for name, (head, unit, tail) in LARGE.items():
            path = Path(folder) / name
            path.write_text(head + "".join(unit.format(number) for number in range(UNITS)) + tail, encoding="utf-8")
            for who in ("ours", "theirs"):
                subprocess.run([sys.executable, "-m", "tests.measure_formats", who, str(path)], check=True)


if __name__ == "__main__":
    main()
