"""Computes the score of translations from matches, findings and references."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from checker.engine.check import check_parts
from checker.engine.checking import Checking
from checker.engine.findings import Findings
from checker.engine.joined import joined
from checker.engine.observer import Together
from checker.engine.part import Part
from checker.engine.report import Report
from checker.engine.runner import Runner
from checker.engine.signature import signature_of
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.judging.triage import Triage
from checker.score.card import Comparison, FileScore, Gap, Scorecard, SystemScore, rate
from checker.score.counting import Counted, Counting
from checker.score.issues import Issues
from checker.score.metrics.mqm import STANDARD, Standard, quality
from checker.score.metrics.translation import LONGEST, MANY, Difference, Measured, Metric, Metrics, compared
from checker.score.terms import consistency, terms

_GAPS = 20  # concepts of a comparison
_STEP = 5.0  # points of chrF++ in a scatter plot


class Scored(NamedTuple):
    """A score, and the findings of each system."""

    card: Scorecard
    findings: dict[str, Findings]


def score(
    systems: Mapping[str, Sequence[Part]],
    settings: Settings = Settings(),  # noqa: B008  # frozen
    triage: Triage | None = None,
    standard: Standard = STANDARD,
    runner: Runner | None = None,
    *,
    as_delivered: bool = False,
) -> Scored:
    """Score translations of the same sources.

    Args:
        systems: The parts of each translation by name, the baseline first. A system with references has one part.
        settings: The settings of the check.
        triage: The decisions of people and the severities.
        standard: The MQM penalties and thresholds.
        runner: Runs the check; it does not change the numbers.
        as_delivered: Whether the targets are those before any change by ilchi; this is noted in the signature.

    Raises:
        CheckerError: The systems have different numbers of segments, or none.
    """
    means, judge = runner or Runner(), triage or Triage()
    runs = {name: _Run(name, parts, settings, judge, means, measured=True) for name, parts in systems.items()}
    one, *others = runs.values()
    for other in others:
        _same(one.segments, one.name, other.segments, other.name)
    if not one.segments:
        raise CheckerError("there is no segment to score", hint="are these the right files?")
    ceiling = None
    first = systems[one.name][0]
    if first.references:
        ceiling = _Run("reference", [first.of_reference()], settings, judge, means, measured=False)
        _same(one.segments, one.name, ceiling.segments, "the reference")
    scored = tuple(run.score(standard) for run in runs.values())
    differences: dict[str, list[Difference]] = {}
    if others and first.references:
        differences = compared({name: run.metrics for name, run in runs.items()}, one.target)
    comparisons = [
        _compared(one, runs[name], differences.get(name, []), scored[0], here)
        for name, here in zip(runs, scored, strict=True)
        if runs[name] is not one
    ]
    card = Scorecard(
        f"{one.report.signature}|renderings folded|words of the target|{standard.signature}"
        + ("|as delivered" if as_delivered else ""),
        "+".join(dict.fromkeys(part.glossary.digest for part in systems[one.name])),
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
            f"{name} has {here:,} segments, {other} has {there:,}", hint="they must be translations of the same sources"
        )


def _notices(runs: "list[_Run]", ceiling: "_Run | None") -> Iterable[str]:
    yield from dict.fromkeys(notice for run in runs for notice in run.report.notices)
    for run in runs:
        if run.untranslated == run.segments:
            yield f"{run.name} has no translation at all"
    if ceiling is None:
        return
    if ceiling.untranslated == ceiling.segments:
        yield "the reference is empty"
    elif ceiling.untranslated:
        yield f"the reference is empty in {ceiling.untranslated:,} segments"
    if any(run.metrics.many for run in runs):
        yield (
            f"more than {MANY:,} segments: TER, TERm, the intervals of metrics, paired tests"
            " and the scores of segments are left out"
        )
    else:
        if any(run.metrics.long for run in runs):
            yield f"TER is left out: a segment has more than {LONGEST} words"
        if any(each.unedited for run in runs for each in run.counted):
            yield "TERm is left out: a segment is too long for it"


def _compared(
    baseline: "_Run", run: "_Run", differences: list[Difference], first: SystemScore, other: SystemScore
) -> Comparison:
    by_segment, scatter = None, Counter[tuple[int, int]]()
    if run.metrics.segments and baseline.metrics.segments:
        here, there = run.metrics.by_segment(), baseline.metrics.by_segment()
        by_segment = _wins(zip(here, there, strict=True))
        scatter.update((int(_STEP * (x // _STEP)), int(_STEP * (y // _STEP))) for x, y in zip(there, here, strict=True))
    return Comparison(
        first.name,
        other.name,
        tuple(differences),
        _wins(zip(run.accepted(), baseline.accepted(), strict=True)),
        by_segment,
        _gaps(first, other),
        tuple((x, y, count) for (x, y), count in sorted(scatter.items())),
    )


def _wins(pairs: Iterable[tuple[float, float]]) -> tuple[int, int, int]:
    counts = Counter((here > there) - (here < there) for here, there in pairs)
    return counts[1], counts[0], counts[-1]


def _gaps(first: SystemScore, other: SystemScore) -> tuple[Gap, ...]:
    """The concepts with the largest difference in accepted occurrences."""
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
    """One translation, checked and counted."""

    def __init__(
        self, name: str, parts: Sequence[Part], settings: Settings, triage: Triage, runner: Runner, *, measured: bool
    ) -> None:
        self.name = name
        self.parts = parts
        self.source, self.target = (
            "/".join(dict.fromkeys(codes)) for codes in zip(*(part.languages for part in parts), strict=True)
        )

        def together(number: int, checking: Checking) -> Together:
            part = parts[number]
            return Together(checking, Counting(part, signature_of(part), measured=measured))

        reports, totals = check_parts(parts, settings, runner, together)
        self.counted: list[Counted] = [counted for (counted,) in totals]
        files = [file for report in reports for file in report.files]
        self.report: Report = triage.judged(joined(reports, files))
        self._issues = Issues(triage, self.report.files)
        for evidence in self.report.findings.evidence():
            self._issues.add(evidence)

    @property
    def segments(self) -> int:
        return sum(each.segments for each in self.counted)

    @property
    def untranslated(self) -> int:
        return sum(each.untranslated for each in self.counted)

    @property
    def metrics(self) -> Measured:
        """The metrics against the references, which only a translation of one part has."""
        return self.counted[0].metrics

    def accepted(self) -> Iterable[int]:
        """The number of accepted occurrences in each segment."""
        return chain.from_iterable(each.by_segment() for each in self.counted)

    def score(self, standard: Standard) -> SystemScore:
        """The score of this translation."""
        issues = self._issues.result()
        words = sum(sum(each.words.values()) for each in self.counted)
        counted = {(each.type, each.severity): each.counted for each in issues if each.severity.rank}
        confirmed = {(each.type, each.severity): each.confirmed for each in issues if each.severity.rank}
        metrics: list[Metric] = []
        sentences: dict[str, list[float]] = {}
        if self.metrics.segments:
            computed = Metrics(self.target)
            metrics, sentences = computed.scores(self.metrics), computed.sentences(self.metrics)
        return SystemScore(
            self.name,
            self.segments,
            self.untranslated,
            terms(self.parts, self.counted, self._issues.dismissed),
            consistency(self.counted),
            issues,
            {name: dict(sorted(counts.items())) for name, counts in sorted(self._issues.rules.items())},
            quality(counted, words, standard),
            quality(confirmed, words, standard),
            tuple(self._file(name) for name in self.report.files),
            tuple(metrics),
            sentences,
        )

    def _file(self, name: str) -> FileScore:
        counted = next(each for each in self.counted if name in each.words)
        return FileScore(
            name,
            self.report.files[name],
            counted.words[name],
            rate(*counted.files.get(name, (0, 0))),
            dict(sorted(self._issues.files[name].items())),
            tuple(self._issues.strips[name]),
        )
