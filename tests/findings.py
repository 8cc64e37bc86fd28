"""What the findings on any text are worth, by verdicts that readers gave, and which planted errors are found.

Run: python -m tests.findings TEXT... A text is a folder with ko.txt, en.txt and perhaps documents.txt, line by line, or
whatever ilchi reads. It is checked with the project's glossaries. Without options: the findings by severity, rule and
reason, and how many of those that somebody judged an editor would act on. A verdict is a line of
tests/data/verdicts/*.jsonl; it holds no text, only digests, so it counts wherever the same text and finding stand.

    --list N --seed S --severity WORD   findings without a verdict to read, drawn at random, each a line of JSON
    --take FILE --into NAME             puts such lines, with their verdict filled in, into tests/data/verdicts
    --planted FILE                      errors planted in these texts, as lines of JSON: which are found
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker import Corpus, Glossary, Segment, check, read_corpus, read_glossary
from checker.model import Finding, Severity, Span
from checker.score.metrics.intervals import wilson

ROOT = Path(__file__).resolve().parents[1]
VERDICTS = ROOT / "tests" / "data" / "verdicts"
WORDS = ("act", "skip", "wrong")  # an editor would act; it is right, but not worth it; it is false


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader says of a finding.

    text, found: Digests of the segment and of what was found. verdict: One of ``WORDS``. cause: Why, in a few words.
    """

    text: str
    rule: str
    severity: str
    reason: str
    concept: str | None
    found: str
    verdict: str
    cause: str = ""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A finding to read, with all that a verdict needs; ``verdict`` and ``cause`` are to be filled in."""

    text: str
    rule: str
    severity: str
    reason: str
    concept: str | None
    found: str
    message: str
    why: str
    place: str
    source: str
    target: str
    verdict: str = ""
    cause: str = ""


class Planted(msgspec.Struct, frozen=True, kw_only=True, rename={"text": "set"}):
    """An error planted in a text.

    text: The text's name. line: Of the segment, from 1. lines: How many of the text's lines it replaces.
    target, right: With the error and without.
    """

    text: str
    line: int
    lines: int = 1
    kind: str
    what: str = ""
    source: str
    target: str
    right: str
    document: str = ""


class Judged(NamedTuple):
    """A finding that is not neutral, with its verdict if somebody gave one."""

    finding: Finding
    segment: Segment
    verdict: Verdict | None


@cache
def glossary() -> Glossary:
    return read_glossary(ROOT / "glossaries")


def read_text(path: Path) -> list[Segment]:
    """The segments of a text."""
    if not (path / "ko.txt").exists():
        return list(read_corpus(path))
    korean, english = _lines(path / "ko.txt"), _lines(path / "en.txt")
    marks = path / "documents.txt"
    documents = _lines(marks) if marks.exists() else [""] * len(korean)
    return [
        Segment(source=source, target=target, document=document, index=number)
        for number, (source, target, document) in enumerate(zip(korean, english, documents, strict=True), 1)
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def digest(*texts: str) -> str:
    """16 hexadecimal digits that identify some texts."""
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def loud(segments: Sequence[Segment]) -> list[Finding]:
    """The findings that are not neutral; the segments come in the order of their documents."""
    corpus = Corpus.of(segments, "ko", "en")
    return [each for each in check(corpus, glossary()).findings if each.severity is not Severity.NEUTRAL]


def read_verdicts(folder: Path = VERDICTS) -> list[Verdict]:
    """All verdicts in a folder."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in _lines(path) if line]
    return [msgspec.json.decode(line, type=Verdict) for line in lines]


def joined(segments: Sequence[Segment], findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> list[Judged]:
    """Each finding with its verdict: one of the same text, rule, concept and found text, whatever its severity now.

    What is missing can be seen at other words of the same target; there the text, the rule and the concept suffice. So
    they do for verdicts that do not say what was found.
    """
    exact = {(each.text, each.rule, each.concept, each.found): each for each in verdicts}
    nothing = digest("")
    near = {key[:3]: each for key, each in exact.items() if each.concept or each.found == nothing}
    result = []
    for finding in findings:
        segment = segments[finding.segment]
        key = (digest(segment.source, segment.target), finding.rule, finding.concept)
        result.append(Judged(finding, segment, exact.get((*key, digest(finding.found)), near.get(key))))
    return result


def unread(judged: Iterable[Judged], name: str) -> Iterator[Unread]:
    """The findings without a verdict, to be read."""
    for finding, segment, verdict in judged:
        if verdict is None:
            yield Unread(
                text=digest(segment.source, segment.target),
                rule=finding.rule,
                severity=finding.severity,
                reason=finding.reason,
                concept=finding.concept,
                found=finding.found,
                message=finding.message,
                why=finding.why,
                place=f"{name}:{finding.segment + 1}",
                source=segment.source,
                target=segment.target,
            )


def without_text(read: Unread) -> Verdict:
    """The verdict that was filled in.

    Raises:
        ValueError: It is none of the three words.
    """
    if read.verdict not in WORDS:
        raise ValueError(f"{read.place}: {read.verdict!r} is none of {', '.join(WORDS)}")
    fields = {name: getattr(read, name) for name in Verdict.__struct_fields__}
    return Verdict(**fields | {"found": digest(read.found)})


def table(judged: Sequence[Judged], pairs: int) -> Iterator[str]:
    """Lines: findings by severity, by rule and reason, and by verdict, the shares with their 95 % interval."""
    groups: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for each in judged:
        finding = each.finding
        groups[finding.severity, "", ""].append(each)
        groups[finding.severity, finding.rule, finding.reason].append(each)
    yield f"{pairs} pairs, {len(judged)} findings that are not neutral"
    columns = f"{'n':>5} {'/1,000':>7} {'read':>5} {'act':>4} {'skip':>4} {'wrong':>5}"
    yield f"{'severity rule reason':44} {columns}  would act"
    for (severity, rule, reason), group in sorted(
        groups.items(), key=lambda item: (-Severity(item[0][0]).rank, item[0])
    ):
        counts = Counter(each.verdict.verdict for each in group if each.verdict)
        read = counts.total()
        label = f"  {rule} {reason}" if rule else f"{severity}, all"
        row = f"{label:44} {len(group):5} {1000 * len(group) / pairs:7.1f} {read:5}"
        yield f"{row} {counts['act']:4} {counts['skip']:4} {counts['wrong']:5}  {share(counts['act'], read)}"


def share(successes: int, trials: int) -> str:
    """A share with its 95 % interval."""
    interval = wilson(successes, trials)
    if interval is None:
        return "–"
    return f"{successes / trials:.2f} ({interval[0]:.2f} to {interval[1]:.2f})"


def causes(judged: Iterable[Judged]) -> Iterator[str]:
    """Lines: the causes that readers gave, the most frequent first."""
    found = Counter(
        (each.finding.severity.value, each.finding.rule, each.verdict.verdict, each.verdict.cause)
        for each in judged
        if each.verdict and each.verdict.cause
    )
    for words, count in found.most_common():
        yield f"{count:4} {' '.join(words)}"


def new_findings(texts: Mapping[str, Sequence[Segment]], planted: Planted) -> list[Finding]:
    """The findings that an error makes: in its segment, not on the right target too, and about what was changed."""
    at = planted.line - 1
    text = texts[planted.text]
    first, last = at, at + planted.lines
    document = text[at].document
    while first > 0 and text[first - 1].document == document:
        first -= 1
    while last < len(text) and text[last].document == document:
        last += 1

    def findings(target: str) -> list[Finding]:
        segment = Segment(source=planted.source, target=target, document=document)
        checked = loud([*text[first:at], segment, *text[at + planted.lines : last]])
        return [each for each in checked if each.segment == at - first]

    before = Counter(map(_kind, findings(planted.right)))
    result = []
    for finding in findings(planted.target):
        if before[_kind(finding)]:
            before[_kind(finding)] -= 1
        elif _about(finding, planted):
            result.append(finding)
    return result


def _kind(finding: Finding) -> tuple[str, str, str | None, str]:
    return finding.rule, finding.severity, finding.concept, finding.found


def _about(finding: Finding, planted: Planted) -> bool:
    """Whether a finding stands at the change, or in no place of the target, or expects what was there before."""
    changed, removed = changes(planted.target, planted.right)
    stands = any(span.start <= changed.end and changed.start <= span.end for span in finding.target)
    was = removed.of(planted.right).casefold()
    return (
        stands
        or not finding.target
        or any(set(term.casefold().split()) & set(was.split()) for term in finding.expected)
    )


def changes(one: str, other: str) -> tuple[Span, Span]:
    """Where two texts differ, in whole words: the part of each between what they begin and what they end with."""
    start = _alike(one, other)
    ends = _alike(one[start:][::-1], other[start:][::-1])
    return _words(one, start, len(one) - ends), _words(other, start, len(other) - ends)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _words(text: str, start: int, end: int) -> Span:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def planted_lines(texts: Mapping[str, Sequence[Segment]], planted: Iterable[Planted]) -> Iterator[str]:
    """Lines: the planted errors found, by kind, and those that are missed."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for each in planted:
        found = bool(new_findings(texts, each))
        kinds[each.kind].append(found)
        if not found:
            missed.append(f"missed {each.kind} {each.text}:{each.line} {each.what}")
    for kind, hits in kinds.items():
        yield f"{kind:20} {sum(hits):4} of {len(hits)}"
    every = [hit for hits in kinds.values() for hit in hits]
    yield f"{'all':20} {sum(every):4} of {len(every)}  {share(sum(every), len(every))}"
    yield from missed


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.findings", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--list", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--severity", choices=[each.value for each in Severity if each is not Severity.NEUTRAL])
    parser.add_argument("--take", type=Path, metavar="FILE")
    parser.add_argument("--into", metavar="NAME")
    parser.add_argument("--planted", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.take:
        read = [without_text(msgspec.json.decode(line, type=Unread)) for line in _lines(options.take)]
        VERDICTS.mkdir(exist_ok=True)
        with (VERDICTS / f"{options.into}.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(msgspec.to_builtins(each))}\n" for each in read)
        return
    texts = {path.stem: read_text(path) for path in options.texts}
    if options.planted:
        planted = [msgspec.json.decode(line, type=Planted) for line in _lines(options.planted)]
        print(*planted_lines(texts, planted), sep="\n")
        return
    verdicts = read_verdicts()
    judged = {name: joined(segments, loud(segments), verdicts) for name, segments in texts.items()}
    if options.list is not None:
        rest = [each for name, own in judged.items() for each in unread(own, name)]
        rest = [each for each in rest if options.severity in (None, each.severity)]
        for each in random.Random(options.seed).sample(rest, min(options.list, len(rest))):
            print(json.dumps(msgspec.to_builtins(each), ensure_ascii=False))
        return
    for name, own in judged.items():
        print(name, *table(own, len(texts[name])), "", sep="\n")
    every = [each for own in judged.values() for each in own]
    print("all", *table(every, sum(map(len, texts.values()))), "", *causes(every), sep="\n")


if __name__ == "__main__":
    _main()
