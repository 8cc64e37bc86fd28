"""What the rules say of a text that is never changed, with the versions that say it.

``python -m tests.verdicts`` writes ``data/verdicts.json`` anew; it refuses where a verdict changed and no version did.
"""

import hashlib
import json
import sys
from pathlib import Path

import msgspec

from checker import read_corpus, read_glossary, rules
from checker.engine.check import checked
from checker.engine.part import Part
from checker.engine.runner import Runner
from checker.engine.signature import versions_of
from checker.engine.summary import Settings

KEPT = Path(__file__).parent / "data" / "kept"
FILE = Path(__file__).parent / "data" / "verdicts.json"
SHARED = ("matching", "ko", "en", "kiwi")  # what every rule builds on


def part() -> Part:
    """The text, with its glossary."""
    folder = KEPT / "0.1.0"
    corpus = read_corpus(folder / "news.jsonl", source_language="ko", target_language="en")
    return Part(corpus, read_glossary(folder / "names.csv"))


def now() -> dict[str, dict[str, str]]:
    """The versions, and digests of the matches and of what each rule that finds something says, wording apart."""
    text = part()
    report, _ = checked(text, Settings(), Runner())
    said: dict[str, list[object]] = {name: [] for name in (*rules.versions(), "matching", "offers")}
    for finding in report.findings:
        said[finding.rule].append(
            [finding.segment, finding.concept, finding.severity, finding.reason, finding.source, finding.target]
        )
        said["offers"].append([finding.rule, finding.segment, finding.fixes])
    said["matching"] += [
        [match.segment, match.concept, match.source, match.outcome, match.target, match.reason]
        for match in report.matches
    ]
    return {
        "versions": versions_of(text),
        "verdicts": {
            name: hashlib.sha256(msgspec.json.encode(each)).hexdigest()[:16] for name, each in said.items() if each
        },
    }


def unsigned(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """The rules whose verdicts changed while neither their version nor a shared one did."""
    old, new = before["versions"], after["versions"]
    if any(old.get(name) != new.get(name) for name in SHARED):
        return []
    return [
        name
        for name, digest in after["verdicts"].items()
        if name in before["verdicts"] and digest != before["verdicts"][name] and old.get(name) == new.get(name)
    ]


if __name__ == "__main__":
    here = now()
    forgotten = unsigned(json.loads(FILE.read_text(encoding="utf-8")), here) if FILE.exists() else []
    if forgotten:
        sys.exit(f"raise the version of {', '.join(forgotten)}, or of what they build on")
    FILE.write_text(json.dumps(here, indent=1, sort_keys=True) + "\n", encoding="utf-8")
