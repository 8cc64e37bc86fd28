"""Other checkers on the same pairs: how fast they are, and what of the renderings that were left out they find.

Run: make peers. They are installed into a folder of their own (build/peers). Pairs and glossary are generated
(``tests.synthetic``), so that it is known what is missing. A rate is pairs a second of processor time, start and
loading taken off: between a run on few pairs and one on more, each the least of three.
"""

import csv
import json
import os
import platform
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from checker import Glossary
from tests import scale
from tests.synthetic import Pairs, glossary

HOME = Path(__file__).parent.parent / "build" / "peers"
PACKAGES = ("termflex==1.0.0", "l10n-lint==1.23.30", "translate-toolkit==3.20.4", "kiwipiepy==0.24.1")
TERMS = 1_000
BIN = HOME / "venv" / ("Scripts" if os.name == "nt" else "bin")
# What termflex calls to cut a Korean text: by blanks, or by the analyser, as its users would.
_PLUGIN = """\
from functools import cache

@cache
def kiwi():
    from kiwipiepy import Kiwi
    return Kiwi()

def blanks(text, language):
    return text.split()

def morphemes(text, language):
    return [token.form for token in kiwi().tokenize(text)]
"""

Found = Callable[[Path, int], set[int]]


class Peer(NamedTuple):
    """A checker: how it is called for so many pairs, on how many it is timed, and which pairs it says lack a term."""

    name: str
    command: Callable[[int], Sequence[str]]
    sizes: tuple[int, int]
    found: Found | None = None
    terms: bool = True


def _termflex(cut: str) -> Callable[[int], Sequence[str]]:
    return lambda count: (
        str(BIN / "termflex"), f"{count}.csv", "--glossary", "terms.csv", "--glossary-source-field", "source",
        "--glossary-target-field", "target", "--src", "ko", "--tgt", "en", "--source-field", "source",
        "--target-field", "target", "--source-lemmatizer", f"cutting:{cut}", "--workers", "1",
        "--output-format", "json",
    )  # fmt: skip


def _termflexes_findings(out: Path, _count: int) -> set[int]:
    units = json.loads(out.read_text(encoding="utf-8"))
    return {unit["line"] - 2 for unit in units if unit["failed"]}


def _l10n_lint(count: int) -> Sequence[str]:
    return str(BIN / "l10n-lint"), f"{count}.po", "--config", "l10n.toml", "--language", "en", "--format", "json"


def _l10n_lints_findings(out: Path, count: int) -> set[int]:
    issues = json.loads(out.read_text(encoding="utf-8"))["issues"]
    lines = sorted({issue["line"] for issue in issues if issue["rule"] == "required-term-missing"})
    starts = [number for number, line in enumerate(_text(f"{count}.po").split("\n"), 1) if line.startswith("msgid ")]
    return {max(n for n, start in enumerate(starts) if start <= line) - 1 for line in lines}  # the header is one


def _pofilter(count: int) -> Sequence[str]:
    return str(BIN / "pofilter"), "--progress=none", f"{count}.po", f"{count}.out.po"


def _ilchi(count: int) -> Sequence[str]:
    return (
        sys.executable, "-c", "from checker.cli import main; main()", "check", f"{count}.csv", "-g", "terms.csv",
        "--jobs", "1", "--format", "jsonl", "--no-cache",
    )  # fmt: skip


def _ilchis_findings(out: Path, _count: int) -> set[int]:
    findings = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return {each["index"] - 1 for each in findings if each["rule"] in ("missing-term", "misspelled-term")}


def _text(name: str) -> str:
    return (HOME / name).read_text(encoding="utf-8")


PEERS = (
    Peer("ilchi, all rules", _ilchi, (2_000, 12_000), _ilchis_findings),
    Peer("termflex, blanks", _termflex("blanks"), (500, 4_500), _termflexes_findings),
    Peer("termflex + Kiwi", _termflex("morphemes"), (500, 2_500), _termflexes_findings),
    Peer("l10n-lint, all rules", _l10n_lint, (100, 600), _l10n_lints_findings),
    Peer("pofilter, all tests", _pofilter, (500, 4_500), None, terms=False),
)


def prepare(counts: set[int]) -> Glossary:
    """The peers, and the files they read."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not BIN.exists():
        venv.create(HOME / "venv", with_pip=True)
    pip = (str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    subprocess.run(pip, check=True)
    known = glossary(TERMS)
    rows = [(concept.sources[0], concept.preferred) for concept in known]
    (HOME / "cutting.py").write_text(_PLUGIN, encoding="utf-8")
    _table("terms.csv", rows)
    terms = (f"{{ source = {_quoted(source)}, target = {_quoted(target)} }}" for source, target in rows)
    required = "[tool.l10n-lint]\nrequired-terms = [" + ", ".join(terms) + "]\n"
    (HOME / "l10n.toml").write_text(required, encoding="utf-8")
    for count in counts:
        segments = list(Pairs(known).segments(count))
        _table(f"{count}.csv", [(segment.source, segment.target) for segment in segments])
        units = (f"msgid {_quoted(segment.source)}\nmsgstr {_quoted(segment.target)}\n" for segment in segments)
        head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        (HOME / f"{count}.po").write_text("\n".join((head, *units)), encoding="utf-8")
    return known


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _table(name: str, rows: list[tuple[str, str]]) -> None:
    with (HOME / name).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("source", "target"), *rows])


def seconds(command: Sequence[str], out: Path) -> float:
    """Processor seconds of a run whose output goes into a file; the least of three."""
    import resource  # not on Windows

    taken = []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HOME), str(HOME.parent.parent)))}
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with out.open("wb") as file:
            done = subprocess.run(command, cwd=HOME, stdout=file, stderr=subprocess.PIPE, env=environment, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1, 2) or b"Traceback" in done.stderr:
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-500:]}")
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def in_this_process(known: Glossary, count: int = 2_000) -> Iterator[dict[str, object]]:
    """Two ways that are no tool: an automaton that finds the terms in both texts and says nothing, a pattern a term."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    automaton = CharwiseDoubleArrayAhoCorasick(
        list(dict.fromkeys(text for concept in known for text in (concept.sources[0], concept.preferred)))
    )
    texts = [text for segment in Pairs(known).segments(count) for text in (segment.source, segment.target)]
    started = time.process_time()
    for text in texts:
        automaton.find_overlapping(text)
    yield {"name": "a bare automaton", "pairs a second": round(count / (time.process_time() - started))}
    yield {"name": "one pattern a term", "pairs a second": round(scale.pattern_a_term(200))}


def main() -> None:
    """Print the table, and keep it in build/peers/results.json."""
    known = prepare({size for peer in PEERS for size in peer.sizes})
    pairs = Pairs(known)
    results = []
    for peer in PEERS:
        few, many = peer.sizes
        out = HOME / "out.txt"
        start = seconds(peer.command(few), out)
        rate = (many - few) / (seconds(peer.command(many), out) - start)
        result: dict[str, object] = {"name": peer.name, "pairs a second": round(rate)}
        if peer.found:
            lacking = {number for number in range(many) if pairs(number).missing}
            found = peer.found(out, many)
            right = len(found & lacking)
            result |= {"lacking": len(lacking), "found": right, "wrongly": len(found) - right, "pairs": many}
        results.append(result)
    results += in_this_process(known)
    ours = results[0]["pairs a second"]
    print(f"\n{TERMS:,} terms, {platform.machine()}, Python {platform.python_version()}; {', '.join(PACKAGES)}")
    print(f"{'':22}{'pairs/s':>9}{'ilchi is':>10}{'pairs without a rendering found':>33}{'wrongly':>9}")
    for result in results:
        rate = result["pairs a second"]
        assert isinstance(rate, int)
        assert isinstance(ours, int)
        found = f"{result['found']} of {result['lacking']}" if "found" in result else "does not look"
        print(f"{result['name']:22}{rate:>9,}{ours / rate:>9.1f}x{found:>33}{result.get('wrongly', ''):>9}")
    about = {"ilchi": version("ilchi"), "peers": PACKAGES, "python": platform.python_version(), "terms": TERMS}
    (HOME / "results.json").write_text(json.dumps({**about, "results": results}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
