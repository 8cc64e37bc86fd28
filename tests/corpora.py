"""The project's own corpora with their planted mistakes. Run as a script it lists what is missed and what is not a mistake."""

import csv
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker import Corpus, Glossary, Segment, read_corpus, read_glossary

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(path.parent for path in (ROOT / "corpora").glob("*/mistakes.txt"))


class Planted(NamedTuple):
    """A mistake that stands in a draft: the segment from 0, the rule that should see it, the concept or None."""

    segment: int
    rule: str
    concept: str | None
    what: str


def glossary() -> Glossary:
    return read_glossary(ROOT / "glossaries", ROOT / "corpora" / "review-app" / "terms.csv")


def draft(folder: Path) -> Corpus:
    return read_corpus(folder, leave_out=[folder / "terms.csv"])


def reference(folder: Path) -> Corpus:
    """The corpus with its corrected targets."""
    corpus = draft(folder)
    segments = list(corpus)
    targets = _references(folder, len(segments))
    fixed = [
        msgspec.structs.replace(segment, target=target, fuzzy=False)
        for segment, target in zip(segments, targets, strict=True)
    ]
    return Corpus.of(fixed, corpus.source_language, corpus.target_language)


def _references(folder: Path, count: int) -> list[str]:
    plain = folder / "reference.txt"
    if plain.exists():
        lines = plain.read_text(encoding="utf-8").splitlines()
        return lines if len(lines) == count else [line for line in lines if line.strip()]
    (table,) = [*folder.glob("*.tsv"), *(folder.glob(f"{folder.name}.csv")), *folder.glob("*.jsonl")]
    text = table.read_text(encoding="utf-8")
    if table.suffix == ".jsonl":
        return [str(msgspec.json.decode(line)["reference"]) for line in text.splitlines()]
    if table.suffix == ".tsv":
        rows = [line.split("\t") for line in text.splitlines()]
    else:
        rows = list(csv.reader(text.splitlines()))
    at = rows[0].index("reference")
    return [row[at] for row in rows[1:]]


def planted(folder: Path) -> list[Planted]:
    rows = []
    for line in (folder / "mistakes.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            index, rule, concept, what = [*line.split("\t"), ""][:4]
            rows.append(Planted(int(index) - 1, rule, None if concept == "-" else concept, what))
    return rows


def _main() -> None:
    from checker import check, rules
    from checker.family import names

    known = glossary()
    ours = set(names(rules.__name__))
    seen = total = false = clean_false = 0
    for folder in FOLDERS:
        wanted = [each for each in planted(folder) if each.rule in ours]
        segments = list(draft(folder))
        findings = [f for f in check(draft(folder), known).findings if f.severity != "neutral"]
        at = {(f.segment, f.rule, f.concept) for f in findings}
        print(f"== {folder.name}: {len(segments)} segments")
        for each in wanted:
            total += 1
            if (each.segment, each.rule, each.concept) in at or (
                each.concept is None and any(f[:2] == each[:2] for f in at)
            ):
                seen += 1
            else:
                others = sorted(f"{f[1]} {f[2]}" for f in at if f[0] == each.segment)
                print(f"missed {each.segment + 1} {each.rule} {each.concept} ({each.what}); found: {others}")
        places = {each.segment for each in planted(folder)}
        for finding in findings:
            if finding.segment not in places:
                false += 1
                print(
                    f"false  {finding.segment + 1} {finding.rule} {finding.reason} {finding.concept}: {finding.message}"
                )
                print(f"       {segments[finding.segment].source}\n       {segments[finding.segment].target}")
        for evidence in check(reference(folder), known).findings.evidence():
            finding = evidence.finding
            if finding.severity != "neutral" and finding.segment in places:
                clean_false += 1
                print(
                    f"ref    {finding.segment + 1} {finding.rule} {finding.reason} {finding.concept}: {finding.message}"
                )
                print(f"       {evidence.segment.source}\n       {evidence.segment.target}")
    print(
        f"planted {seen} of {total} found as planned; {false} false in the drafts, {clean_false} more in the references"
    )


if __name__ == "__main__":
    _main()
