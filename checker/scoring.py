"""A score: what the matches, the findings and references say of translations, in numbers with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from checker.corpus import Corpus
from checker.counting import Counting
from checker.errors import CheckerError
from checker.findings import Findings
from checker.glossary import Glossary
from checker.issues import Issues
from checker.joined import joined
from checker.pipeline import Report, Settings, check
from checker.scorecard import Comparison, FileScore, Gap, Scorecard, SystemScore, rate
from checker.scores.mqm import STANDARD, Standard, quality
from checker.scores.translation import LONGEST, MANY, Difference, Metric, compared
from checker.triage import Triage

_GAPS = 20  # concepts of a comparison
_STEP = 5.0  # of chrF++ in a scatter
Parts = Sequence[tuple[Corpus, Glossary]]


class Scored(NamedTuple):
    """A score, and the findings behind it by system."""

    card: Scorecard
    findings: dict[str, Findings]


def score(
    systems: Mapping[str, Parts],
    references: Sequence[Corpus] = (),
    settings: Settings = Settings(),  # noqa: B008  # frozen
    triage: Triage | None = None,
    standard: Standard = STANDARD,
    *,
    as_delivered: bool = False,
) -> Scored:
    """Score translations of the same sources.

    Args:
        systems: The translations by name, the baseline first; each in parts with the glossaries for them.
        references: Good translations of the same sources, where each system has one part.
        settings: As of a check.
        triage: What people decided, and what findings count as.
        standard: What errors weigh.
        as_delivered: Whether the translations are what came, before it was changed; said in the signature.

    Raises:
        CheckerError: The corpora have different numbers of segments, or none.
    """
    judge = triage or Triage()
    runs = {name: _Run(name, parts, references, settings, judge, measured=True) for name, parts in systems.items()}
    one, *others = runs.values()
    for other in others:
        _same(one.segments, one.name, other.segments, other.name)
    if not one.segments:
        raise CheckerError("there is no segment to score", hint="are these the right files?")
    ceiling = None
    if references:
        ceiling = _Run(
            "reference", [(references[0], systems[one.name][0][1])], references, settings, judge, measured=False
        )
        _same(one.segments, one.name, ceiling.segments, "the reference")
    scored = tuple(run.score(standard) for run in runs.values())
    differences: dict[str, list[Difference]] = {}
    if others and references:
        differences = compared({n: run.counting.metrics for n, run in runs.items() if run.counting.metrics}, one.target)
    comparisons = [
        _compared(one, runs[name], differences.get(name, []), scored[0], here)
        for name, here in zip(runs, scored, strict=True)
        if runs[name] is not one
    ]
    card = Scorecard(
        f"{one.report.signature}|renderings folded|words of the target|{standard.signature}"
        + ("|as delivered" if as_delivered else ""),
        "+".join(dict.fromkeys(glossary.digest for _, glossary in systems[one.name])),
        standard,
        one.source,
        one.target,
        scored,
        ceiling.score(standard) if ceiling else None,
        tuple(comparisons),
        tuple(_notices(list(runs.values()), ceiling)),
    )
    return Scored(card, {name: run.report.findings for name, run in runs.items()})


def _same(here: int, name: str, there: int, other: str) -> None:
    if here != there:
        raise CheckerError(
            f"{name} has {here:,} segments, {other} has {there:,}", hint="they have to translate the same sources"
        )


def _notices(runs: "list[_Run]", ceiling: "_Run | None") -> Iterable[str]:
    yield from dict.fromkeys(notice for run in runs for notice in run.report.notices)
    for run in runs:
        if run.counting.untranslated == run.segments:
            yield f"{run.name} has no translation at all"
    if ceiling is None:
        return
    if ceiling.counting.untranslated == ceiling.segments:
        yield "the reference is empty"
    elif ceiling.counting.untranslated:
        yield f"the reference is empty in {ceiling.counting.untranslated:,} segments"
    metrics = [run.counting.metrics for run in runs if run.counting.metrics]
    if any(each.many for each in metrics):
        yield (
            f"more than {MANY:,} segments: TER, TERm, the intervals of metrics, paired tests"
            " and the scores of segments are left out"
        )
    else:
        if any(each.long for each in metrics):
            yield f"TER is left out: a segment has more than {LONGEST} words"
        if not all(run.counting.edits for run in runs):
            yield "TERm is left out: a segment is too long for it"


def _compared(
    baseline: "_Run", run: "_Run", differences: list[Difference], first: SystemScore, other: SystemScore
) -> Comparison:
    here, there = run.counting, baseline.counting
    by_segment, scatter = None, Counter[tuple[int, int]]()
    if here.metrics and there.metrics:
        by_segment = _wins(zip(here.metrics.chrf, there.metrics.chrf, strict=True))
        scatter.update(
            (int(_STEP * (x // _STEP)), int(_STEP * (y // _STEP)))
            for x, y in zip(there.metrics.chrf, here.metrics.chrf, strict=True)
        )
    return Comparison(
        first.name,
        other.name,
        tuple(differences),
        _wins(zip(here.accepted, there.accepted, strict=True)),
        by_segment,
        _gaps(first, other),
        tuple((x, y, count) for (x, y), count in sorted(scatter.items())),
    )


def _wins(pairs: Iterable[tuple[float, float]]) -> tuple[int, int, int]:
    counts = Counter((here > there) - (here < there) for here, there in pairs)
    return counts[1], counts[0], counts[-1]


def _gaps(first: SystemScore, other: SystemScore) -> tuple[Gap, ...]:
    """The concepts with the greatest difference in accepted occurrences."""
    here = {concept.concept: concept for concept in other.terms.concepts}
    gaps = []
    for there in first.terms.concepts:
        found = here.get(there.concept)
        success = found.success if found else rate(0, 0)
        if success.part != there.success.part:
            gaps.append(Gap(there.concept, there.source, there.preferred, there.success, success))
    gaps.sort(key=lambda gap: (-abs(gap.system.part - gap.baseline.part), gap.concept))
    return tuple(gaps[:_GAPS])


class _Run:
    """One translation: checked, counted and judged."""

    def __init__(
        self,
        name: str,
        parts: Parts,
        references: Sequence[Corpus],
        settings: Settings,
        triage: Triage,
        *,
        measured: bool,
    ) -> None:
        self.name = name
        self.source, self.target = (
            "/".join(dict.fromkeys(codes))
            for codes in zip(*((corpus.source_language, corpus.target_language) for corpus, _ in parts), strict=True)
        )
        self.counting = Counting(name, references, self.target, measured=measured)
        reports = []
        for corpus, glossary in parts:
            self.counting.begin(glossary, settings)
            reports.append(check(corpus, glossary, settings, self.counting.watch))
        files = [file for report in reports for file in report.files]
        self.report: Report = triage.judged(joined(reports, files))
        self._issues = Issues(triage, self.report.files)
        for evidence in self.report.findings.evidence():
            self._issues.add(evidence)

    @property
    def segments(self) -> int:
        return len(self.counting.accepted)

    def score(self, standard: Standard) -> SystemScore:
        """All that was counted."""
        issues = self._issues.result()
        words = self.counting.words.total()
        counted = {(each.type, each.severity): each.counted for each in issues if each.severity.rank}
        confirmed = {(each.type, each.severity): each.confirmed for each in issues if each.severity.rank}
        metrics: list[Metric] = []
        sentences: dict[str, list[float]] = {}
        if self.counting.metrics:
            metrics, sentences = self.counting.metrics.scores(), self.counting.metrics.sentences
        return SystemScore(
            self.name,
            self.segments,
            self.counting.untranslated,
            self.counting.terms(self._issues.dismissed),
            {name: reading.result() for name, reading in self.counting.readings.items()},
            issues,
            {name: dict(sorted(counts.items())) for name, counts in sorted(self._issues.rules.items())},
            quality(counted, words, standard),
            quality(confirmed, words, standard),
            tuple(self._file(name) for name in self.report.files),
            tuple(metrics),
            sentences,
        )

    def _file(self, name: str) -> FileScore:
        return FileScore(
            name,
            self.report.files[name],
            self.counting.words[name],
            self.counting.file(name),
            dict(sorted(self._issues.files[name].items())),
            tuple(self._issues.strips[name]),
        )
