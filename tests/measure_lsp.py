"""How soon the language server answers a keystroke in a file of many units.

    python -m tests.measure_lsp [--units 10000] [--keys 200] [--format po]
    python -m tests.measure_lsp --places FOLDER…

A real client types into random units, with a pause before one in five letters, so that the whole text is read again
behind that letter. Measured are the time until the findings of the text with the letter have arrived and are unpacked,
and the CPU time of the server's process meanwhile; then hovers and completions. The first line is the time until the
file is checked for the first time. The last is the CPU time of the answer to a letter alone, from the message that is
read to the bytes of the findings, which other work on the machine does not change.

With ``--places``, of files in folders: how many units can be read alone, and how many texts are found in their lines.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from lsprotocol import types

from checker.editor.server import Server, _Open
from checker.editor.units import Units
from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.model import Segment
from tests.editors import editing
from tests.synthetic import Pairs, glossary

_WRITTEN = {
    "po": lambda s: f'#: a.c:{len(s.source)}\nmsgid "{s.source}"\nmsgstr "{s.target}"\n\n',
    "xlf": lambda s: (
        f"<trans-unit id='{s.index}'>\n<source>{s.source}</source>\n<target>{s.target}</target>\n</trans-unit>\n"
    ),
    "tsv": lambda s: f"{s.source}\t{s.target}\n",
    "jsonl": lambda s: f'{{"source": "{s.source}", "target": "{s.target}"}}\n',
}
_AROUND = {
    "po": ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n', ""),
    "xlf": (
        '<xliff version="1.2"><file original="a" source-language="ko" target-language="en" datatype="x"><body>\n',
        "</body></file></xliff>\n",
    ),
    "tsv": ("source\ttarget\n", ""),
    "jsonl": ("", ""),
}


def written(kind: str, segments: Sequence[Segment]) -> str:
    """A file of these segments; their texts need no escapes."""
    head, tail = _AROUND[kind]
    return head + "".join(map(_WRITTEN[kind], segments)) + tail


def cpu(pid: int) -> float:
    """The CPU time of a process so far, in seconds; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


class Clock:
    """Takes the time of requests of one kind, and the CPU time of the server for them."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._waits: list[float] = []
        self._cpu = 0.0

    def __enter__(self) -> None:
        self._begun, self._before = time.perf_counter(), cpu(self._pid)

    def __exit__(self, *_: object) -> None:
        self._waits.append(time.perf_counter() - self._begun)
        self._cpu += cpu(self._pid) - self._before

    def told(self, name: str) -> None:
        """Print the median and the 95th percentile in milliseconds, and the mean CPU time."""
        cuts = statistics.quantiles(self._waits, n=20)
        mean = self._cpu / len(self._waits)
        print(f"{name}: median {cuts[9] * 1e3:.0f} ms, p95 {cuts[18] * 1e3:.0f} ms, CPU {mean * 1e3:.0f} ms")


async def measure(folder: Path, kind: str, keys: int, segments: Sequence[Segment]) -> None:
    """Measure in a project."""
    chance = random.Random(1)
    async with editing(folder) as editor:
        pid = editor._server.pid
        begun, before = time.perf_counter(), cpu(pid)
        uri = await editor.open(folder / f"news.{kind}")
        print(f"open: {time.perf_counter() - begun:.1f} s, CPU {cpu(pid) - before:.1f} s,", end=" ")
        print(f"{len(editor.said[uri].diagnostics):,} findings")
        targets = [segment.target for segment in segments]
        key, hover, completion = Clock(pid), Clock(pid), Clock(pid)
        for _ in range(keys):
            number = chance.randrange(len(targets))
            old = targets[number]
            at = chance.choice([len(old) - 1, len(old) // 2])
            targets[number] = old[:at] + chance.choice("aeiou ") + old[at:]
            if number % 5 == 0:
                await asyncio.sleep(0.35)
            with key:
                editor.edit(uri, old, targets[number])
                await editor.until(lambda: editor.said[uri].version == editor.versions[uri])
            cursor = editor.cursor(uri, targets[number][:at], targets[number][at:])
            with hover:
                await editor.text_document_hover_async(types.HoverParams(**cursor))
            with completion:
                await editor.text_document_completion_async(types.CompletionParams(**cursor))
        key.told("findings after a keystroke")
        hover.told("hover")
        completion.told("completion")


class _Sink:
    """Takes what the server writes."""

    def write(self, data: bytes) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


async def answer(path: Path, keys: int) -> None:
    """Measure the answer to a letter alone, in this process."""
    server = Server(lambda: "2026-03-01")
    server.protocol.set_writer(_Sink())
    text = path.read_text(encoding="utf-8")
    opened = _Open(path.as_uri(), str(path), types.TextDocumentItem(path.as_uri(), "plaintext", 1, text))
    server._documents[opened.uri] = opened
    opened.document.take(opened.document.work("2026-03-01")())
    server._publish(opened)
    chance = random.Random(1)
    took = []
    lines = opened.document.held.lines
    targets = [
        n for n, line in enumerate(lines) if line.startswith(('msgstr "', "<target>")) or "\t" in line or "}" in line
    ]
    for version in range(2, keys + 2):
        line = chance.choice(targets[1:])
        at = types.Position(line, max(lines[line].find(" on page"), lines[line].find(" ", 20)))
        change = types.TextDocumentContentChangePartial(types.Range(at, at), chance.choice("aeiou "))
        name = types.VersionedTextDocumentIdentifier(version, opened.uri)
        params = types.DidChangeTextDocumentParams(name, [change])
        begun = time.thread_time()
        server._changed(params)
        took.append(time.thread_time() - begun)
    opened.pause.cancel()
    cuts = statistics.quantiles(took, n=20)
    print(f"the answer to a letter: CPU median {cuts[9] * 1e3:.0f} ms, p95 {cuts[18] * 1e3:.0f} ms")


def places(folders: Sequence[str]) -> None:
    """Print, by format, how many of 40 units a file can be read alone, and how many of their texts are found."""
    counts: dict[str, Counter[str]] = {}
    chance = random.Random(1)
    for path in sorted(file for folder in folders for file in Path(folder).rglob("*") if file.is_file()):
        given = Input(str(path), partial(path.open, "rb"))
        try:
            text = path.read_bytes().decode("utf-8-sig")
            given.hold(text)
            form = format_of(given, "read_segments")
            segments = list(form.read_segments(given))
        except (CheckerError, UnicodeError):
            continue
        if not segments or not segments[0].line:
            continue
        lines = text.split("\n")
        units = Units(form, given, segments, lines)
        count = counts.setdefault(form.__name__.rpartition(".")[2], Counter())
        count["files"] += 1
        numbers = sorted({units.of(number) for number in range(len(segments))})
        for unit in chance.sample(numbers, min(40, len(numbers))):
            own = units.segments(unit)
            read = units.read(units.excerpt(unit, lines)) or []
            held = segments[own.start : own.stop]
            count["units"] += 1
            count["alone"] += [(s.source, s.target) for s in read] == [(s.source, s.target) for s in held]
            for number, segment in zip(own, held, strict=True):
                for side in filter(partial(getattr, segment), ("source", "target")):
                    count["texts"] += 1
                    count["found"] += units.stood(number, side, getattr(segment, side), lines) is not None
    for name, count in counts.items():
        print(f"{name}: {count['files']} files, {count['alone']} of {count['units']} units read alone,", end=" ")
        print(f"{count['found']} of {count['texts']} texts found")


def main() -> None:
    """Make a project and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--format", choices=_WRITTEN, default="po")
    parser.add_argument("--places", nargs="+", metavar="FOLDER")
    asked = parser.parse_args()
    if asked.places:
        places(asked.places)
        return
    terms = glossary(300)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [f"{c.id},{c.category},{c.sources[0]},{c.preferred}\n" for c in terms]
        (folder / "names.csv").write_text("id,category,source,target\n" + "".join(rows), encoding="utf-8")
        (folder / "ilchi.toml").write_text('glossaries = ["names.csv"]\n', encoding="utf-8")
        segments = list(Pairs(terms).segments(asked.units))
        text = written(asked.format, segments)
        (folder / f"news.{asked.format}").write_text(text, encoding="utf-8", newline="\n")
        print(f"{asked.units:,} units, {len(text):,} characters, {asked.format}")
        asyncio.run(measure(folder, asked.format, asked.keys, segments))
        asyncio.run(answer(folder / f"news.{asked.format}", asked.keys))


if __name__ == "__main__":
    main()
