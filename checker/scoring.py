"""A score: what the matches, the findings and a reference say of a corpus, in numbers with their intervals."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from checker import rules
from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.folding import key
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Concept, Finding, Outcome, Severity, Status
from checker.pipeline import Matcher, Report, Settings, check
from checker.scorecard import (
    Comparison,
    ConceptScore,
    Consistency,
    DocumentScore,
    IssueCount,
    Scorecard,
    SystemScore,
    Terms,
    rate,
    share,
)
from checker.scores import consistency, translation
from checker.scores.mqm import quality
from checker.scores.rawcount import RawCount
from checker.scores.spans import Rendering, exclusive
from checker.scores.surface import around, overlap
from checker.stages.spelling import flaw
from checker.terminology import Terminology

WINDOWS = (2, 3)


def score(
    systems: Mapping[str, Corpus],
    glossary: Glossary,
    reference: Corpus | None = None,
    settings: Settings = Settings(),  # noqa: B008  # frozen
) -> Scorecard:
    """Score translations of the same sources.

    Args:
        systems: The translations by name, the baseline first.
        glossary: The concepts.
        reference: A good translation of the same sources.
        settings: As of a check.

    Raises:
        CheckerError: The corpora have different numbers of segments, or none.
    """
    runs = {name: _Run(name, corpus, glossary, reference, settings) for name, corpus in systems.items()}
    one, *others = runs.values()
    for other in others:
        _same(one.segments, one.name, other.segments, other.name)
    ceiling = _Run("reference", reference, glossary, reference, settings) if reference else None
    if not one.segments:
        raise CheckerError("there is no segment to score", hint="are these the right files?")
    language = one.corpus.target_language
    found: dict[str, tuple[list[translation.Metric], dict[str, list[float]]]] = {}
    differences: dict[str, list[translation.Difference]] = {}
    notices = list(one.report.notices)
    if ceiling:
        _same(one.segments, one.name, ceiling.segments, "the reference")
        wanted = _texts(ceiling.corpus)
        outputs = {name: _texts(run.corpus) for name, run in runs.items()}
        for name, output in outputs.items():
            found[name] = (
                translation.metrics(output, [wanted], language),
                translation.sentences(output, [wanted], language),
            )
        if others:
            differences = translation.compared(outputs, [wanted], language)
        if any("TER" not in sentences for _, sentences in found.values()):
            notices.append(f"TER is left out: a segment has more than {translation.LONGEST} words")
        if not any(map(str.strip, wanted.lines)):
            notices.append("the reference is empty")
    scored = tuple(run.score(*found.get(name, ((), {}))) for name, run in runs.items())
    comparisons = [
        _compared(runs[scored[0].name], runs[other.name], scored[0], other, differences.get(other.name, []))
        for other in scored[1:]
    ]
    return Scorecard(
        f"{one.report.signature}|renderings folded|decisions none|words of the target",
        one.corpus.source_language,
        language,
        scored,
        ceiling.score() if ceiling else None,
        tuple(comparisons),
        tuple(notices),
    )


def _same(here: int, name: str, there: int, other: str) -> None:
    if here != there:
        raise CheckerError(
            f"{name} has {here:,} segments, {other} has {there:,}", hint="they have to translate the same sources"
        )


def _texts(corpus: Corpus) -> translation.Texts:
    return translation.texts([segment.target for segment in corpus])


def _compared(
    baseline: "_Run", run: "_Run", first: SystemScore, other: SystemScore, differences: list[translation.Difference]
) -> Comparison:
    by_terms = _wins(zip(run.accepted, baseline.accepted, strict=True))
    by_segment = None
    if "chrF++" in first.sentences:
        by_segment = _wins(zip(other.sentences["chrF++"], first.sentences["chrF++"], strict=True))
    return Comparison(first.name, other.name, tuple(differences), by_terms, by_segment)


def _wins(pairs: Iterable[tuple[float, float]]) -> tuple[int, int, int]:
    counts = Counter((here > there) - (here < there) for here, there in pairs)
    return counts[1], counts[0], counts[-1]


class _Run:
    """One translation: what is counted while its chunks go by."""

    def __init__(
        self, name: str, corpus: Corpus, glossary: Glossary, reference: Corpus | None, settings: Settings
    ) -> None:
        self.name = name
        self.corpus = corpus
        self.accepted = array("I")  # occurrences rendered, by segment
        self._glossary = glossary
        self._outcomes: dict[int, Counter[Outcome]] = {}
        self._renderings: dict[int, Counter[str]] = {}
        self._documents: dict[tuple[str, str], list[int]] = {}
        self._exclusive = self._words = self._untranslated = self._untranslated_segments = 0
        self._raw = RawCount(_entries(glossary), confirmed=reference is not None)
        self._readings = {"as written": _Uniform(glossary), "accepted as one": _Uniform(glossary)}
        self._window = dict.fromkeys(WINDOWS, 0.0)
        self._asked = 0  # segments whose reference has terms
        self._reference: Iterator[Matches] | None = None
        if reference is not None:
            compiled = partial(Terminology, glossary, *_languages(reference))
            self._reference = iter(Matcher(reference, compiled, settings.chunk))
        self.report: Report = check(corpus, glossary, settings, self._watch)

    @property
    def segments(self) -> int:
        return len(self.accepted)

    def _watch(self, matches: Matches, _findings: Sequence[Finding]) -> None:
        reference = self._reference_for(matches)
        texts = reference.chunk.targets if reference else [""] * len(matches.chunk)
        for number, document in enumerate(matches.chunk.documents()):
            self._raw.add(document, matches.chunk.sources[number], matches.chunk.targets[number], texts[number])
            if not matches.chunk.targets[number].strip():
                self._untranslated_segments += 1
        self._words += sum(_words(matches, text) for text in matches.chunk.targets)
        before = len(self.accepted)
        self.accepted.extend([0] * len(matches.chunk))
        for row in matches.rows:
            if row.start < 0:
                continue
            if not matches.translated(row.segment):
                self._untranslated += 1
                continue
            document = _document(matches, row.segment)
            accepted = row.outcome.accepted
            self.accepted[before + row.segment] += accepted
            self._outcomes.setdefault(row.concept, Counter())[row.outcome] += 1
            counts = self._documents.setdefault(document, [0, 0])
            counts[0] += accepted
            counts[1] += 1
            rendering = None
            if row.outcome is not Outcome.MISSING:
                self._renderings.setdefault(row.concept, Counter())[matches.target_text(row)] += 1
                rendering = key(row.wording or matches.target_text(row))
            concept = matches.concept(row)
            preferred = key(concept.preferred)
            self._readings["as written"].add(document, concept, rendering)
            self._readings["accepted as one"].add(document, concept, preferred if accepted else rendering)
        self._exclusive += _exclusive(matches)
        if reference:
            self._overlap(matches, reference)

    def _reference_for(self, matches: Matches) -> Matches | None:
        if self._reference is None:
            return None
        found = next(self._reference, None)
        here, there = len(matches.chunk), len(found.chunk) if found else 0
        if found is None or here != there:
            first = matches.chunk.first
            raise (
                CheckerError(
                    f"{self.name} has at least {first + here:,} segments, the reference {first + there:,}",
                    hint="every segment needs its reference",
                )
                if here > there
                else CheckerError(
                    f"{self.name} has {first + here:,} segments, the reference at least {first + there:,}",
                    hint="every segment of the reference needs its translation",
                )
            )
        return found

    def _overlap(self, matches: Matches, reference: Matches) -> None:
        """Add the window overlap of each segment whose reference renders a term."""
        places = dict(_places(matches))
        for segment, wanted in _places(reference):
            self._asked += 1
            words = [word for word, _, _ in matches.terminology.target.words(matches.chunk.targets[segment])]
            asked = [word for word, _, _ in matches.terminology.target.words(reference.chunk.targets[segment])]
            for size in WINDOWS:
                total, pairs = 0.0, 0
                for concept, there in wanted.items():
                    result = overlap(
                        [around(words, place, size) for place in places.get(segment, {}).get(concept, ())],
                        [around(asked, place, size) for place in there],
                    )
                    total, pairs = total + result.total, pairs + result.pairs
                self._window[size] += total / pairs if pairs else 0.0

    def score(
        self, metrics: list[translation.Metric] | tuple[()] = (), sentences: dict[str, list[float]] | None = None
    ) -> SystemScore:
        """All that was counted."""
        issues = _issues(self.report)
        errors = {(each.type, each.severity): each.counted for each in issues if each.severity.rank}
        return SystemScore(
            self.name,
            self.segments,
            self._untranslated_segments,
            self._terms(),
            {name: reading.result() for name, reading in self._readings.items()},
            issues,
            quality(errors, self._words),
            tuple(metrics),
            sentences or {},
        )

    def _terms(self) -> Terms:
        concepts = self._glossary.concepts
        whole = Counter({number: outcomes.total() for number, outcomes in self._outcomes.items()})
        right = {number: _accepted(outcomes) for number, outcomes in self._outcomes.items()}
        categories: dict[str, list[int]] = {}
        for number, count in whole.items():
            sums = categories.setdefault(concepts[number].category.value, [0, 0])
            sums[0] += right[number]
            sums[1] += count
        raw = self._raw.result()
        return Terms(
            rate(sum(right.values()), whole.total()),
            self._untranslated,
            rate(self._exclusive, whole.total()),
            raw.value,
            raw.entries,
            raw.confirmed,
            {str(size): total / self._asked for size, total in self._window.items() if self._asked},
            {name: rate(*sums) for name, sums in sorted(categories.items())},
            tuple(self._concept(number) for number in sorted(whole)),
            tuple(DocumentScore(*name, rate(*sums)) for name, sums in self._documents.items()),
        )

    def _concept(self, number: int) -> ConceptScore:
        concept, outcomes = self._glossary.concepts[number], self._outcomes[number]
        renderings = sorted(self._renderings.get(number, Counter()).items(), key=lambda each: (-each[1], each[0]))
        return ConceptScore(
            concept.id,
            next(iter(concept.sources), ""),
            concept.preferred,
            concept.category.value,
            rate(_accepted(outcomes), outcomes.total()),
            {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes[outcome]},
            tuple(renderings),
        )


class _Uniform:
    """Consistency counted occurrence by occurrence, document by document."""

    def __init__(self, glossary: Glossary) -> None:
        self._preferred = {concept.id: key(concept.preferred) for concept in glossary.concepts if concept.preferred}
        self._counts: dict[str, Counter[str | None]] = {}
        self._document: object = None
        self._here: dict[str, Counter[str | None]] = {}
        self._ltcr = [0, 0]
        self._ltcr_first = [0, 0]

    def add(self, document: object, concept: Concept, rendering: str | None) -> None:
        """Count an occurrence; those of a document follow each other."""
        if document != self._document:
            self._close()
            self._document = document
        for counts in (self._here, self._counts):
            counts.setdefault(concept.id, Counter())[rendering] += 1

    def _close(self) -> None:
        for sums, found in (
            (self._ltcr, consistency.ltcr([self._here])),
            (self._ltcr_first, consistency.ltcr_first([self._here])),
        ):
            sums[0] += found.part
            sums[1] += found.whole
        self._here = {}

    def result(self) -> Consistency:
        """What was counted, when all is added."""
        self._close()
        counts = self._counts
        sizes = {concept: renderings.total() for concept, renderings in counts.items()}
        indices = {concept: consistency.hhi(renderings) or 0.0 for concept, renderings in counts.items()}
        total = sum(sizes.values())
        repeated = [index for concept, index in indices.items() if sizes[concept] > 1]
        return Consistency(
            total,
            len(counts),
            consistency.agreement(counts, consistency.first(counts)),
            consistency.agreement(counts, consistency.frequent(counts)),
            consistency.agreement(counts, self._preferred),
            share(consistency.Share(*self._ltcr)),
            share(consistency.Share(*self._ltcr_first)),
            sum(indices[concept] * size for concept, size in sizes.items()) / total if total else None,
            sum(repeated) / len(repeated) if repeated else None,
        )


def _languages(corpus: Corpus) -> tuple[str, str]:
    return corpus.source_language, corpus.target_language


def _entries(glossary: Glossary) -> list[tuple[str, tuple[str, ...]]]:
    return [(source, concept.accepted) for concept in glossary.concepts for source in concept.sources]


def _accepted(outcomes: Counter[Outcome]) -> int:
    return sum(count for outcome, count in outcomes.items() if outcome.accepted)


def _document(matches: Matches, segment: int) -> tuple[str, str]:
    record = matches.chunk.segments[segment]
    return record.file, record.document


def _words(matches: Matches, text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word, _, _ in matches.terminology.target.words(text))


def _exclusive(matches: Matches) -> int:
    """The occurrences of a chunk that can have accepted renderings of their own."""
    asked: dict[int, list[frozenset[int]]] = {}
    spans: dict[int, list[Rendering]] = {}
    for row in matches.rows:
        if row.start >= 0 and matches.translated(row.segment):
            asked.setdefault(row.segment, []).append(frozenset(row.candidates or (row.concept,)))
    segments = list(asked)
    hits = matches.terminology.target_finder.find([matches.chunk.targets[segment] for segment in segments])
    for text, start, end, wording in zip(hits.texts, hits.starts, hits.ends, hits.wordings, strict=True):
        target = matches.terminology.target_wordings[wording]
        raw = matches.chunk.targets[segments[text]][start:end]
        if target.status is not Status.DEPRECATED and any(
            not flaw(raw, target.text, matches.terminology.concepts[concept]) for concept in target.concepts
        ):
            spans.setdefault(segments[text], []).append(Rendering(start, end, target.concepts))
    return sum(exclusive(occurrences, spans.get(segment, ())) for segment, occurrences in asked.items())


def _places(matches: Matches) -> Iterator[tuple[int, dict[str, list[tuple[int, int]]]]]:
    """For each segment with accepted renderings: by concept, the first and last word of each."""
    for segment, rows in matches.by_segment():
        found: dict[str, set[tuple[int, int]]] = {}
        words = matches.terminology.target.words(matches.chunk.targets[segment])
        for row in rows:
            if row.start < 0 or row.target_start < 0 or not row.outcome.accepted:
                continue
            inside = [
                number
                for number, (_, start, end) in enumerate(words)
                if start < row.target_end and end > row.target_start
            ]
            if inside:
                found.setdefault(matches.concept(row).id, set()).add((inside[0], inside[-1]))
        if found:
            yield segment, {concept: sorted(places) for concept, places in found.items()}


def _issues(report: Report) -> tuple[IssueCount, ...]:
    """The findings by error type and severity; of a concept's wrong form only the first counts."""
    known: set[tuple[str, str, str]] = set()
    counts: dict[tuple[str, Severity], list[int]] = {}
    made: dict[str, Any] = {**rules.local(), **rules.grouped()}
    for finding in report.findings:
        sums = counts.setdefault((made[finding.rule].error_type, finding.severity), [0, 0])
        sums[0] += 1
        form = (finding.rule, finding.concept or "", key(finding.found))
        repeated = bool(finding.concept and finding.found) and form in known
        known.add(form)
        sums[1] += not repeated
    ordered = sorted(counts.items(), key=lambda each: (each[0][0], -each[0][1].rank))
    return tuple(IssueCount(kind, severity, *sums) for (kind, severity), sums in ordered)
