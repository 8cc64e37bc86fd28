"""One translation while its chunks go by: terms, their renderings and surroundings, words, and the metrics."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from checker.corpus import Chunk, Corpus
from checker.errors import CheckerError
from checker.folding import key
from checker.glossary import Glossary
from checker.matches import Matches
from checker.model import Concept, Finding, Outcome, Status
from checker.pipeline import Settings, match
from checker.scorecard import ConceptScore, DocumentScore, Rate, Terms, rate
from checker.scores.rawcount import RawCount
from checker.scores.spans import Rendering, exclusive
from checker.scores.surface import around, overlap
from checker.scores.term_edits import LONGEST, edits
from checker.scores.translation import MANY, Metrics
from checker.stages.context import Past, in_context
from checker.stages.spelling import flaw
from checker.terminology import terminology_of
from checker.uniform import Uniform

WINDOWS = (2, 3)


class Counting:
    """What is counted of one translation.

    Args:
        name: Of the translation.
        references: Good translations of the same sources.
        measured: Whether to compare it with the references word by word.
        language: Of the target.

    Attributes:
        accepted: Occurrences rendered, by segment.
        words: Of each file's targets.
        untranslated: Segments without translation.
        metrics: Against the references; None without one, or where it is not measured.
        readings: Consistency by name.
        edits: Whether TERm was counted to the end.
    """

    def __init__(self, name: str, references: Sequence[Corpus], language: str, *, measured: bool) -> None:
        self.name = name
        self.accepted = array("H")
        self.words: Counter[str] = Counter()
        self.untranslated = 0
        self.metrics = Metrics(language) if references and measured else None
        self.readings = {"as written": Uniform(), "accepted as one": Uniform()}
        self.edits = bool(references) and measured
        self._references = references
        self._parts: list[_Part] = []
        self._documents: dict[tuple[str, str], list[int]] = {}
        self._files: dict[str, list[int]] = {}
        self._exclusive = self._untranslated = 0
        self._window = dict.fromkeys(WINDOWS, 0.0)
        self._asked = 0  # segments whose reference has terms
        self._edit_rates = [0.0, 0]

    def begin(self, glossary: Glossary, settings: Settings) -> None:
        """Go on with the chunks of another corpus, checked with ``glossary``."""
        self._parts.append(_Part(len(self._parts), glossary, self._references, settings))

    def watch(self, matches: Matches, _findings: Sequence[Finding]) -> None:
        """Count a chunk."""
        part = self._parts[-1]
        chunk = matches.chunk
        references = part.references(matches, self.name)
        texts = [reference.chunk.targets for reference in references]
        for number, document in enumerate(chunk.documents()):
            confirming = "\n".join(each[number] for each in texts)
            part.raw.add(document, chunk.sources[number], chunk.targets[number], confirming)
            self.untranslated += not chunk.targets[number].strip()
            self.words[document[0]] += _words(matches, chunk.targets[number])
        if self.metrics:
            self.metrics.add(chunk.targets, texts)
        before = len(self.accepted)
        self.accepted.extend([0] * len(chunk))
        for row in matches.rows:
            if row.start < 0:
                continue
            if not matches.translated(row.segment):
                self._untranslated += 1
                continue
            accepted = row.outcome.accepted
            self.accepted[before + row.segment] += accepted
            part.outcomes.setdefault(row.concept, Counter())[row.outcome] += 1
            segment = chunk.segments[row.segment]
            document = (segment.file, segment.document)
            for counts in (self._documents.setdefault(document, [0, 0]), self._files.setdefault(segment.file, [0, 0])):
                counts[0] += accepted
                counts[1] += 1
            rendering = None
            if row.outcome is not Outcome.MISSING:
                met = row.wording if accepted or row.outcome is Outcome.DEPRECATED else ""
                part.renderings.setdefault(row.concept, Counter())[met or matches.target_text(row)] += 1
                rendering = key(row.wording or matches.target_text(row))
            concept = matches.concept(row)
            name, preferred = part.name(concept), key(concept.preferred)
            self.readings["as written"].add(document, name, preferred, rendering)
            self.readings["accepted as one"].add(document, name, preferred, preferred if accepted else rendering)
        self._exclusive += _exclusive(matches)
        if references:
            self._around(matches, references)

    def _around(self, matches: Matches, references: Sequence[Matches]) -> None:
        """Add, of each segment, the window overlap and TERm against the reference that is nearest."""
        if len(self.accepted) > MANY:
            self.edits = False
        places = dict(_places(matches))
        wanted = [dict(_places(reference)) for reference in references]
        language = matches.terminology.target
        for segment, target in enumerate(matches.chunk.targets):
            asked = [each.get(segment, {}) for each in wanted]
            if not (any(asked) or self.edits):
                continue
            words = [word for word, _, _ in language.words(target)]
            others = [[word for word, _, _ in language.words(each.chunk.targets[segment])] for each in references]
            if any(asked):
                self._asked += 1
                for size in WINDOWS:
                    self._window[size] += max(
                        _overlap(words, places.get(segment, {}), other, each, size)
                        for other, each in zip(others, asked, strict=True)
                    )
            if max(map(len, (words, *others))) > LONGEST:
                self.edits = False
            if self.edits:
                self._edit_rates[0] += min(
                    edits(words, other, _tokens(each)).rate for other, each in zip(others, asked, strict=True)
                )
                self._edit_rates[1] += 1

    def terms(self, dismissed: Counter[str]) -> Terms:
        """All that was counted of terms.

        Args:
            dismissed: By concept, occurrences whose finding people said is no mistake.
        """
        right = whole = forgiven = 0
        categories: dict[str, list[int]] = {}
        concepts: list[ConceptScore] = []
        for part in self._parts:
            for found in part.concepts():
                concepts.append(found)
                right += found.success.part
                whole += found.success.whole
                forgiven += min(dismissed[found.concept], found.success.whole - found.success.part)
                sums = categories.setdefault(found.category, [0, 0])
                sums[0] += found.success.part
                sums[1] += found.success.whole
        raw = [part.raw.result() for part in self._parts]
        entries = sum(each.entries for each in raw)
        counted = self._edit_rates[1] if self.edits else 0
        return Terms(
            rate(right, whole),
            rate(right + forgiven, whole),
            self._untranslated,
            rate(self._exclusive, whole),
            sum(each.total for each in raw) / entries if entries else None,
            entries,
            bool(self._references),
            {str(size): total / self._asked for size, total in self._window.items() if self._asked},
            1 - self._edit_rates[0] / counted if counted else None,
            {name: rate(*sums) for name, sums in sorted(categories.items())},
            tuple(concepts),
            tuple(DocumentScore(*name, rate(*sums)) for name, sums in self._documents.items()),
        )

    def file(self, name: str) -> Rate:
        """The term success of a file."""
        return rate(*self._files.get(name, (0, 0)))


class _Part:
    """The chunks that are checked with one glossary."""

    def __init__(self, number: int, glossary: Glossary, references: Sequence[Corpus], settings: Settings) -> None:
        self.raw = RawCount(_entries(glossary), confirmed=bool(references))
        self.outcomes: dict[int, Counter[Outcome]] = {}
        self.renderings: dict[int, Counter[str]] = {}
        self._prefix = f"{number}\0" if number else ""
        self._glossary = glossary
        self._most = settings.chunk
        self._references = [
            (iter(each), terminology_of(glossary, each.source_language, each.target_language), Past())
            for each in references
        ]

    def name(self, concept: Concept) -> str:
        """What a concept is known by among those of all parts."""
        return self._prefix + concept.id

    def references(self, matches: Matches, name: str) -> list[Matches]:
        """The same chunk of the references.

        Raises:
            CheckerError: One has another number of segments.
        """
        found = []
        chunk = matches.chunk
        # Cut as the translation is, whatever files the reference stands in; behind the last there must be nothing.
        here, most = len(chunk), len(chunk) if chunk.after else self._most
        for number, (segments, terminology, past) in enumerate(self._references, 1):
            taken = list(islice(segments, most))
            there = len(taken)
            if here != there:
                one, two = f"{chunk.first + here:,}", f"{chunk.first + there:,}"
                which = "the reference" if len(self._references) == 1 else f"reference {number}"
                raise CheckerError(
                    f"{name} has {'at least ' if here > there else ''}{one} segments,"
                    f" {which} {'at least ' if there > here else ''}{two}",
                    hint="every segment needs its reference, and every segment of the reference its translation",
                )
            found.append(in_context(match(Chunk(chunk.first, taken), terminology), past))
        return found

    def concepts(self) -> Iterator[ConceptScore]:
        """The scores of the concepts that occur."""
        for number in sorted(self.outcomes):
            concept, outcomes = self._glossary.concepts[number], self.outcomes[number]
            renderings = sorted(self.renderings.get(number, Counter()).items(), key=lambda each: (-each[1], each[0]))
            yield ConceptScore(
                concept.id,
                next(iter(concept.sources), ""),
                concept.preferred,
                concept.category.value,
                rate(sum(count for outcome, count in outcomes.items() if outcome.accepted), outcomes.total()),
                {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes[outcome]},
                tuple(renderings),
            )


def _entries(glossary: Glossary) -> list[tuple[str, tuple[str, ...]]]:
    return [(source, concept.accepted) for concept in glossary.concepts for source in concept.sources]


def _words(matches: Matches, text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word, _, _ in matches.terminology.target.words(text))


_Places = dict[str, list[tuple[int, int]]]  # the first and the last word of each accepted rendering, by concept


def _overlap(words: list[str], here: _Places, others: list[str], there: _Places, size: int) -> float:
    total, pairs = 0.0, 0
    for concept, places in there.items():
        result = overlap(
            [around(words, place, size) for place in here.get(concept, ())],
            [around(others, place, size) for place in places],
        )
        total, pairs = total + result.total, pairs + result.pairs
    return total / pairs if pairs else 0.0


def _tokens(places: _Places) -> set[int]:
    return {token for each in places.values() for first, last in each for token in range(first, last + 1)}


def _places(matches: Matches) -> Iterator[tuple[int, _Places]]:
    """The accepted renderings of each segment that has some."""
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
