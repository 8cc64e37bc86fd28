"""Formats on the samples beside the project and on large files: ``python -m tests.measure_formats``.

A row a sample of XML: segments read of those that others count, the same bytes without an edit, one edit that changes
nothing else. Then units a second and peak memory above that of the interpreter (Linux), each in a process of its own:
ours and Translate Toolkit's for XML, ours alone for a PO file of a million entries and a workbook of all rows.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from checker.errors import CheckerError
from checker.formats import Input, format_of
from tests.test_meaning_workbooks import workbook
from tests.test_xml_round_trips import REAL, SAMPLES, opened, outline
from tests.written import edited, read, written

UNITS = 50_000
ENTRIES = 1_000_000
ROWS = 1_048_575  # below the header
XLIFF = '<xliff version="1.2"><file original="a" source-language="ko" target-language="en" datatype="x"><body>'
PAIR = '<source>배 {0}척이 <g id="1">들어왔다</g>.</source><target>{0} boats <g id="1">came in</g>.</target>'
VARIANT = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
VARIANTS = VARIANT.format("ko", "배 {0}척이 들어왔다.") + VARIANT.format("en", "{0} boats came in.")
LARGE = {
    "large.tmx": ('<tmx version="1.4"><header srclang="ko"/><body>', f"<tu>{VARIANTS}</tu>\n", "</body></tmx>"),
    "large.xlf": (XLIFF, f'<trans-unit id="{{0}}">{PAIR}</trans-unit>\n', "</body></file></xliff>"),
}


PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = '#: boats-{0}.c:{1}\n#, c-format\nmsgid "Boat {1} of %d came in"\nmsgstr "배 %d척 중 {1}번이 들어왔다"\n\n'


def po(path: Path) -> None:
    """Write a PO file with many entries."""
    with path.open("w", encoding="utf-8") as out:
        out.write(PO)
        out.writelines(ENTRY.format(number % 997, number) for number in range(ENTRIES))


def xlsx(path: Path) -> None:
    """Write a workbook as large as they become, with shared strings of which none occurs twice."""
    head, tail = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', "</sheetData></worksheet>"
    cells = '<row r="{0}" spans="1:2"><c r="A{0}" t="s"><v>{1}</v></c><c r="B{0}" t="s"><v>{2}</v></c></row>'
    texts = "<si><t>{0}번째 배가 아침에 항구를 떠났다.</t></si><si><t>Boat {0} left the harbour early today.</t></si>"
    with zipfile.ZipFile(io.BytesIO(workbook("", strings="", head=""))) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as out:
                if name.endswith("sheet1.xml"):
                    out.write((content.removesuffix(tail) + head).encode())
                    for number in range(2, ROWS + 2):
                        out.write(cells.format(number, 2 * number - 2, 2 * number - 1).encode())
                    out.write(tail.encode())
                elif name.endswith("sharedStrings.xml"):
                    out.write(
                        (content.removesuffix("</sst>") + "<si><t>source</t></si><si><t>target</t></si>").encode()
                    )
                    for number in range(2, ROWS + 2):
                        out.write(texts.format(number).encode())
                    out.write(b"</sst>")
                else:
                    out.write(content.encode())


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


def peak() -> int:
    """The most memory that this process has had, in MB; 0 if the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


def timed(who: str, path: Path) -> str:
    """One line about one reading."""
    reader = {"ours": ours, "theirs": theirs}[who]
    before = peak()
    start = time.process_time()
    count = reader(path)
    seconds = time.process_time() - start
    memory = f"{peak() - before} MB above the interpreter’s {before}" if before else "memory unknown"
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
        for make in (po, xlsx):
            path = Path(folder) / f"large.{make.__name__}"
            make(path)
            subprocess.run([sys.executable, "-m", "tests.measure_formats", "ours", str(path)], check=True)


if __name__ == "__main__":
    main()
