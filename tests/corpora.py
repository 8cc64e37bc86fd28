"""The project's own corpora with their planted mistakes; run, it lists what is missed and what is no mistake."""

import csv
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker import Corpus, Glossary, check, read_corpus, read_glossary, rules
from checker.family import names
from checker.model import Finding

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


class Result(NamedTuple):
    """How the checker does on one corpus.

    planted: Mistakes that a rule of ours should see; missed: those it does not, as lines to read.
    draft, reference: Findings, neutral ones apart, where nothing is planted, in the draft and in the corrected text.
    """

    planted: int
    missed: list[str]
    draft: list[str]
    reference: list[str]


def result(folder: Path, known: Glossary) -> Result:
    ours = set(names(rules.__name__))
    wanted = [each for each in planted(folder) if each.rule in ours]
    places = {each.segment for each in planted(folder)}
    findings = [f for f in check(draft(folder), known).findings if f.severity != "neutral"]
    seen = {(f.segment, f.rule, f.concept) for f in findings} | {(f.segment, f.rule, None) for f in findings}
    return Result(
        len(wanted),
        [f"{each.segment + 1} {each.rule} {each.concept}: {each.what}" for each in wanted if each[:3] not in seen],
        [_line(f) for f in findings if f.segment not in places],
        [_line(f) for f in check(reference(folder), known).findings if f.severity != "neutral" and f.segment in places],
    )


def _line(finding: Finding) -> str:
    return f"{finding.segment + 1} {finding.rule} {finding.reason} {finding.concept}: {finding.message}"


def _main() -> None:
    known = glossary()
    results = []
    for folder in FOLDERS:
        found = result(folder, known)
        results.append(found)
        print(f"{folder.name}: {found.planted} planted")
        for kind in ("missed", "draft", "reference"):
            for line in getattr(found, kind):
                print(f"    {kind}: {line}")
    planted_all = sum(each.planted for each in results)
    missed = sum(len(each.missed) for each in results)
    print(
        f"{planted_all - missed} of {planted_all} planted mistakes found; false findings: "
        f"{sum(len(each.draft) for each in results)} in the drafts, "
        f"{sum(len(each.reference) for each in results)} more in the references"
    )


if __name__ == "__main__":
    _main()
