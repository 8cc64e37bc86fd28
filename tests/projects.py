"""What is said of real software projects, by project and rule, and what readers think of it.

Run: python -m tests.projects FOLDER... Each folder is a project, checked as it lies, all languages in one run, with
its own config or none. Verdicts are those of ``tests.findings``, which takes new ones too (--take FILE --into NAME).

    --glossary FILE                     check with this glossary
    --to CODE                           only translations into this language
    --list N --seed S --severity WORD   N findings of each project without a verdict, to be read; all if N is 0
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker.errors import CheckerError
from checker.judging.baseline import Baseline
from checker.model import Severity
from checker.project.workspace import Wanted, Workspace
from tests.findings import Judged, Verdict, joined, read_verdicts, table, unread


class Checked(NamedTuple):
    """What is said of a project.

    Attributes:
        name: The project's folder.
        segments: The number of segments.
        fails: The number of open findings on which its gate fails.
        judged: Its findings that are not neutral, with verdicts.
    """

    name: str
    segments: int
    fails: int
    judged: list[Judged]


def checked(folder: Path, wanted: Wanted, verdicts: Sequence[Verdict]) -> Checked:
    """Check one project.

    Raises:
        CheckerError: It has nothing that can be read.
    """
    workspace = Workspace(msgspec.structs.replace(wanted, paths=(str(folder),), keep_going=True, jobs=2))
    report = workspace.triage("2026-01-01", Baseline()).judged(workspace.check(workspace.settings()))
    found = [each for each in report.findings.evidence() if each.finding.severity is not Severity.NEUTRAL]
    judged = [
        one
        for each in found
        for one in joined([each.segment], [msgspec.structs.replace(each.finding, segment=0)], verdicts)
    ]
    fails = sum(each.finding.may_fail and each.finding.severity.rank >= Severity.MAJOR.rank for each in found)
    return Checked(folder.name, report.summary.segments, fails, judged)


def _line(one: Checked) -> str:
    """One line on a project: its alarms and what was thought of them."""
    loud = [each for each in one.judged if each.finding.severity.rank >= Severity.MAJOR.rank]
    read = [each.verdict.verdict for each in loud if each.verdict]
    rate = 1000 * len(loud) / max(one.segments, 1)
    counts = " ".join(f"{word} {read.count(word)}" for word in ("act", "skip", "wrong"))
    return (
        f"{one.name:28} {one.segments:7} segments, {len(loud):4} critical and major, {rate:6.1f} per 1,000; "
        f"read {len(read):4}: {counts}; may fail {one.fails}"
    )


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.projects", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--glossary", action="append", default=[])
    parser.add_argument("--to", default="")
    parser.add_argument("--list", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--severity", choices=[each.value for each in Severity if each is not Severity.NEUTRAL])
    options = parser.parse_args()
    wanted = Wanted(glossaries=tuple(options.glossary), languages=("", options.to))
    verdicts = read_verdicts()
    every: list[Checked] = []
    for folder in options.folders:
        try:
            one = checked(folder, wanted, verdicts)
        except CheckerError as error:
            print(f"{folder.name:28} {error}")
            continue
        every.append(one)
        if options.list is None:
            print(_line(one))
            continue
        rest = [each for each in unread(one.judged, one.name) if options.severity in (None, each.severity)]
        drawn = random.Random(options.seed).sample(rest, min(options.list or len(rest), len(rest)))
        print(*(json.dumps(msgspec.to_builtins(each), ensure_ascii=False) for each in drawn), sep="\n")
    if options.list is None:
        segments = sum(one.segments for one in every)
        print("", *table([each for one in every for each in one.judged], max(segments, 1)), sep="\n")


if __name__ == "__main__":
    _main()
