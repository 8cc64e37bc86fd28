"""Development script: how accurate the checker is on labelled data that lies beside the project.

Run: python tests/measure.py [--errors N]. Without the data it says so and ends.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from checker import Corpus, Glossary, Segment, check

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLAGS = ("missing-term", "deprecated-term", "misspelled-term")


def gold(errors: int) -> None:
    folder = SHARED / "gold"
    with (folder / "glossary.csv").open(encoding="utf-8", newline="") as file:
        glossary = Glossary.from_rows(csv.DictReader(file))
    english = lines(folder / "corpus" / "en.txt")
    injected = [json.loads(line) for line in lines(folder / "injected.jsonl")]
    with tempfile.TemporaryDirectory() as scratch:
        predictions, changed = Path(scratch, "pred.jsonl"), Path(scratch, "injected.jsonl")
        rows: list[dict[str, Any]] = []
        for variety in ("south", "north"):
            korean = lines(folder / "corpus" / f"{variety}.ko")
            started = time.perf_counter()
            report = check(Corpus.of(map(pair, korean, english)), glossary)
            print(f"{variety}: {time.perf_counter() - started:.1f} s for {len(korean)} segments")
            for match in report.matches:
                assert match.source
                rows.append(
                    {"variety": variety, "line": match.segment + 1, "concept": match.concept,
                     "start": match.source.start, "end": match.source.end}
                )  # fmt: skip
            rows += [
                {"variety": variety, "line": finding.segment + 1, "concept": finding.concept, "flag": True}
                for finding in report.findings
                if finding.rule in FLAGS
            ]
        write(predictions, rows)
        score(folder, str(predictions), *(["--errors", str(errors)] if errors else []))
        for variety in ("south", "north"):
            korean = lines(folder / "corpus" / f"{variety}.ko")
            segments = [
                Segment(source=korean[record["line"] - 1], target=record["target"], document=str(number))
                for number, record in enumerate(injected)
            ]
            flags: dict[int, set[str]] = {number: set() for number in range(len(injected))}
            for finding in check(Corpus.of(segments), glossary).findings:
                if finding.rule in FLAGS and finding.concept:
                    flags[finding.segment].add(finding.concept)
            write(
                changed,
                [
                    {key: record[key] for key in ("line", "concept", "kind")} | {"flags": sorted(flags[number])}
                    for number, record in enumerate(injected)
                ],
            )
            score(folder, "--injected", str(changed), "--variety", variety)


def pair(source: str, target: str) -> Segment:
    return Segment(source=source, target=target)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def score(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, str(folder / "score.py"), *arguments], check=True)


def cases(show: int) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in lines(SHARED / "cases" / "cases.jsonl"):
        case = json.loads(line)
        report = check(
            Corpus.of(pair(s["source"], s["target"]) for s in case["segments"]),
            Glossary.from_rows(case["glossary"]),
        )
        found = {(f.segment, f.rule, f.concept) for f in report.findings if f.severity != "neutral"}
        wanted = {(e["segment"], e["rule"], e["concept"]) for e in case["expect"]}
        moved = {(rule, concept) for _, rule, concept in found} if "inconsistent" in case["group"] else set()
        missing = {e for e in wanted - found if e[1:] not in moved}
        extra = {f for f in found - wanted if not (moved and f[1:] in {e[1:] for e in wanted})}
        total[case["group"]] += 1
        right[case["group"]] += not missing and not extra
        if show and (missing or extra):
            print(f"{case['id']}: missing {sorted(missing, key=str)} extra {sorted(extra, key=str)} ({case['why']})")
            for segment in case["segments"]:
                print(f"    {segment['source']} -> {segment['target']}")
    for group in total:
        print(f"{group:28} {right[group]:3} / {total[group]}")
    print(f"{'all cases':28} {sum(right.values()):3} / {sum(total.values())}")


def main() -> None:
    if not SHARED.is_dir():
        print("the labelled data is not beside the project: nothing measured")
        return
    errors = int(sys.argv[sys.argv.index("--errors") + 1]) if "--errors" in sys.argv else 0
    cases(errors)
    gold(errors)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
