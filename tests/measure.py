"""How accurate the checker is on labelled data that lies beside the project.

Run: python -m tests.measure [--errors N]. Without the data it says so and ends.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from checker import Corpus, Glossary, Report, Segment, check
from checker.corpus import Chunk
from checker.engine.path import found_and_rendered
from checker.matching.terminology import Terminology

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold"
FLAGS = ("missing-term", "deprecated-term", "misspelled-term")
VARIETIES = ("south", "north")


@cache
def glossary() -> Glossary:
    with (GOLD / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return Glossary.from_rows(csv.DictReader(file))


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def segments(variety: str) -> list[Segment]:
    korean, english = lines(GOLD / "corpus" / f"{variety}.ko"), lines(GOLD / "corpus" / "en.txt")
    return [Segment(source=source, target=target) for source, target in zip(korean, english, strict=True)]


@cache
def report(variety: str) -> Report:
    return check(Corpus.of(segments(variety)), glossary())


def predicted(variety: str) -> list[dict[str, Any]]:
    """What the scorer wants: an occurrence for each row of the matches, a flag for each finding on a term."""
    occurrences = [
        {"variety": variety, "line": match.segment + 1, "concept": match.concept,
         "start": match.source.start, "end": match.source.end}
        for match in report(variety).matches
        if match.source
    ]  # fmt: skip
    return occurrences + [
        {"variety": variety, "line": finding.segment + 1, "concept": finding.concept, "flag": True}
        for finding in report(variety).findings
        if finding.rule in FLAGS
    ]


def predicted_without_context(variety: str) -> list[dict[str, Any]]:
    """The same by the two stages that see each segment alone: every outcome that is not accepted is a flag."""
    terminology = Terminology(glossary(), "ko", "en")
    matches = found_and_rendered(Chunk(0, segments(variety)), terminology)
    return [
        {"variety": variety, "line": each.segment + 1, "concept": each.concept, **kind}
        for each in matches
        if each.source and matches.translated(each.segment)
        for kind in (
            {"start": each.source.start, "end": each.source.end},
            *([] if each.outcome.accepted else [{"flag": True}]),
        )
    ]


@cache
def injected_records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(GOLD / "injected.jsonl")]


def injected(variety: str) -> list[set[str]]:
    """The concepts flagged in each injected record."""
    korean = lines(GOLD / "corpus" / f"{variety}.ko")
    changed = [
        Segment(source=korean[record["line"] - 1], target=record["target"], document=str(number))
        for number, record in enumerate(injected_records())
    ]
    flags: list[set[str]] = [set() for _ in changed]
    for finding in check(Corpus.of(changed), glossary()).findings:
        if finding.rule in FLAGS and finding.concept:
            flags[finding.segment].add(finding.concept)
    return flags


class Case(NamedTuple):
    """A trap case: what was missed and what was reported beside it."""

    id: str
    group: str
    missing: list[tuple[Any, ...]]
    extra: list[tuple[Any, ...]]
    text: str

    @property
    def right(self) -> bool:
        return not self.missing and not self.extra


def case_results() -> list[Case]:
    found = []
    for line in lines(SHARED / "cases" / "cases.jsonl"):
        case = json.loads(line)
        pairs = [Segment(source=s["source"], target=s["target"]) for s in case["segments"]]
        findings = check(Corpus.of(pairs), Glossary.from_rows(case["glossary"])).findings
        reported = {(f.segment, f.rule, f.concept) for f in findings if f.severity != "neutral"}
        wanted = {(e["segment"], e["rule"], e["concept"]) for e in case["expect"]}
        if "inconsistent" in case["group"]:  # another segment of the document counts
            moved = {each[1:] for each in reported}
            reported = {each for each in reported if each[1:] not in {w[1:] for w in wanted}} | {
                each for each in wanted if each[1:] in moved
            }
        text = "\n".join(f"    {s['source']} -> {s['target']}" for s in case["segments"])
        missing, extra = (sorted(each, key=str) for each in (wanted - reported, reported - wanted))
        found.append(Case(case["id"], case["group"], missing, extra, f"    {case['why']}\n{text}"))
    return found


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _score(*arguments: str) -> None:
    sys.stdout.flush()
    subprocess.run([sys.executable, str(GOLD / "score.py"), *arguments], check=True)


def main() -> None:
    if not SHARED.is_dir():
        print("the labelled data is not beside the project: nothing measured")
        return
    errors = int(sys.argv[sys.argv.index("--errors") + 1]) if "--errors" in sys.argv else 0
    results = case_results()
    for case in results:
        if errors and not case.right:
            print(f"{case.id}: missing {case.missing} extra {case.extra}\n{case.text}")
    total, right = Counter(case.group for case in results), Counter(case.group for case in results if case.right)
    for group in total:
        print(f"{group:28} {right[group]:3} / {total[group]}")
    print(f"{'all cases':28} {sum(right.values()):3} / {sum(total.values())}")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "predicted.jsonl")
        rows = []
        for variety in VARIETIES:
            started = time.perf_counter()
            report(variety)
            print(f"{variety}: {time.perf_counter() - started:.1f} s")
            rows += predicted(variety)
        write(file, rows)
        _score(str(file), *(["--errors", str(errors)] if errors else []))
        print("without the context stage:")
        write(file, [row for variety in VARIETIES for row in predicted_without_context(variety)])
        _score(str(file))
        for variety in VARIETIES:
            write(
                file,
                [
                    {key: record[key] for key in ("line", "concept", "kind")} | {"flags": sorted(flags)}
                    for record, flags in zip(injected_records(), injected(variety), strict=True)
                ],
            )
            _score("--injected", str(file), "--variety", variety)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
