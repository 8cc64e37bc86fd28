"""BLEU, chrF, chrF++ and TER with sacrebleu; no other module imports it.

All texts are converted to NFC with straight quotes first, which the signatures say.
"""

import importlib
import math
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from checker.errors import CheckerError

NAMES = ("BLEU", "chrF", "chrF++", "TER")
FOLDING = "norm:nfc+straight-quotes"
LONGEST = 300  # words; with a longer segment TER is left out, because its time grows with the third power
SAMPLES = 1000  # samples of the bootstrap
MANY = 10_000  # segments; with more, TER, intervals and tests are left out, because of their time and memory
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ", "'"), **dict.fromkeys("“”„‟″", '"')})
# Languages without spaces, or with endings attached to words; all others use 13a.
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char"}


class Metric(msgspec.Struct, frozen=True):
    """The score of a corpus in one metric.

    Attributes:
        name: One of ``NAMES``.
        score: From 0 to 100; TER may be more than 100, and lower is better.
        mean: The mean of the bootstrap; None with too many segments.
        half: Half the width of the 95 % interval around ``mean``; None with too many segments.
        signature: The signature of sacrebleu, and how the texts were normalised.
    """

    name: str
    score: float
    mean: float | None
    half: float | None
    signature: str


class Difference(msgspec.Struct, frozen=True):
    """The comparison of a system with the baseline in one metric.

    Attributes:
        name: One of ``NAMES``.
        difference: The system's score minus the baseline's.
        bootstrap: The p-value of the paired bootstrap test.
        randomisation: The p-value of the paired approximate randomisation test.
        signatures: The signatures of both tests.
    """

    name: str
    difference: float
    bootstrap: float
    randomisation: float
    signatures: tuple[str, str]


class Texts(NamedTuple):
    """Normalised texts of one side, and the number of words of the longest."""

    lines: list[str]
    longest: int


def texts(lines: Sequence[str]) -> Texts:
    """``lines`` in NFC, with straight quotes and without line breaks."""
    folded = [" ".join(unicodedata.normalize("NFC", line).translate(_QUOTES).split()) for line in lines]
    return Texts(folded, max((line.count(" ") + 1 for line in folded), default=0))


class Measured(msgspec.Struct, array_like=True):
    """The statistics from which the metrics are computed; those of consecutive stretches can be added.

    Attributes:
        segments: The number of segments.
        sides: The number of references.
        long: Whether a segment is too long for TER.
        chrf: chrF++ of each segment, as doubles.
        sums: The statistics of the corpus by metric, without TER.
        rows: The statistics of each segment by metric; empty with more than ``MANY`` segments.
        output, references: The normalised texts; empty with more than ``MANY`` segments.
    """

    segments: int = 0
    sides: int = 0
    long: bool = False
    chrf: bytearray = msgspec.field(default_factory=bytearray)
    sums: dict[str, list[float]] = {}
    rows: dict[str, list[list[float]]] = {}
    output: list[str] = []
    references: list[list[str]] = []

    @property
    def many(self) -> bool:
        """Whether there are too many segments for TER, intervals, tests and segment scores."""
        return self.segments > MANY

    @property
    def names(self) -> list[str]:
        """The metrics that can be computed."""
        return [name for name in NAMES if name != "TER" or not (self.long or self.many)]

    def by_segment(self) -> "array[float]":
        """chrF++ of each segment."""
        return array("d", bytes(self.chrf))

    def add(self, later: "Measured") -> None:
        """Add the statistics of the next segments."""
        self.segments += later.segments
        self.sides = max(self.sides, later.sides)
        self.long = self.long or later.long
        self.chrf += later.chrf
        for name, sums in later.sums.items():
            held = self.sums.get(name)
            self.sums[name] = [one + other for one, other in zip(held, sums, strict=True)] if held else sums
        if self.many:
            self.rows, self.output, self.references = {}, [], []
            return
        for name, rows in later.rows.items():
            self.rows.setdefault(name, []).extend(rows)
        self.output += later.output
        self.references = self.references or [[] for _ in later.references]
        for kept, texts_ in zip(self.references, later.references, strict=True):
            kept.extend(texts_)


class Metrics:
    """The metrics for a target language.

    Args:
        language: BCP 47 code; it determines the tokenizer of BLEU.
    """

    def __init__(self, language: str) -> None:
        self._metrics = _made(language)
        self._single = {**self._metrics, "BLEU": _made(language, effective=True)["BLEU"]}

    def measure(self, output: Sequence[str], references: Sequence[Sequence[str]], *, few: bool = True) -> Measured:
        """The statistics of these segments.

        Args:
            output: The translation.
            references: Reference translations of the same segments.
            few: Whether to keep the statistics of each segment, for a corpus of up to ``MANY`` segments.

        Raises:
            CheckerError: The numbers of segments differ.
        """
        given = texts(output)
        wanted = [texts(each) for each in references]
        _equal(given, wanted)
        measured = Measured(
            len(given.lines), len(wanted), max(given.longest, *(each.longest for each in wanted)) > LONGEST
        )
        for name in NAMES if few and not measured.long else NAMES[:-1]:
            rows = self._metrics[name]._extract_corpus_statistics(given.lines, [each.lines for each in wanted])  # noqa: SLF001
            if name == "chrF++":
                measured.chrf += array("d", self._each(name, rows)).tobytes()
            if rows and name != "TER":
                measured.sums[name] = [sum(column) for column in zip(*rows, strict=True)]
            if few:
                measured.rows[name] = rows
        if few:
            measured.output, measured.references = given.lines, [each.lines for each in wanted]
        return measured

    def _each(self, name: str, rows: Sequence[list[float]]) -> list[float]:
        """The score of each segment, at most 100 except for TER; BLEU uses the effective order."""
        best = math.inf if name == "TER" else 100.0
        return [min(float(self._single[name]._compute_score_from_stats(row).score), best) for row in rows]  # noqa: SLF001

    def sentences(self, measured: Measured) -> dict[str, list[float]]:
        """The scores of each segment by metric; empty with more than ``MANY`` segments."""
        return {name: self._each(name, measured.rows[name]) for name in measured.names if name in measured.rows}

    def scores(self, measured: Measured, samples: int = SAMPLES) -> list[Metric]:
        """The scores of the corpus, with intervals from ``samples`` bootstrap samples.

        Raises:
            CheckerError: There is no segment.
        """
        if not measured.segments:
            raise CheckerError("there is no segment to score", hint="are these the right files?")
        library: Any = importlib.import_module("sacrebleu.significance")
        found = []
        for name in measured.names:
            metric = self._metrics[name]
            metric.num_refs = measured.sides
            sums = measured.sums.get(name) or [sum(column) for column in zip(*measured.rows[name], strict=True)]
            score = metric._compute_score_from_stats(sums)  # noqa: SLF001
            mean = half = None
            if not measured.many:
                metric.n_bootstrap = samples
                metric.seed, resamples = library._bootstrap_resample(measured.rows[name], metric, samples)  # noqa: SLF001
                score.estimate_ci(resamples)
                mean, half = float(score._mean), float(score._ci)  # noqa: SLF001
            found.append(Metric(name, float(score.score), mean, half, _signature(metric)))
        return found


def compared(systems: Mapping[str, Measured], language: str) -> dict[str, list[Difference]]:
    """The comparisons of each other system with the first one, by name; empty with too many segments."""
    names = list(systems)
    first = systems[names[0]]
    if first.many:
        return {name: [] for name in names[1:]}
    paired: Any = importlib.import_module("sacrebleu.significance").PairedTest
    long = any(each.long for each in systems.values())
    runs = {}
    for kind in ("bs", "ar"):
        made = _made(language, references=first.references)
        if long:
            del made["TER"]
        numbered = [(str(number), systems[name].output) for number, name in enumerate(names)]
        runs[kind] = paired(numbered, made, references=None, test_type=kind)()
    found: dict[str, list[Difference]] = {name: [] for name in names[1:]}
    for title, theirs in zip(NAMES, [key for key in runs["bs"][1] if key != "System"], strict=False):
        bootstrap, randomised = (runs[kind][1][theirs] for kind in ("bs", "ar"))
        signatures = tuple(f"{runs[kind][0][theirs].format(short=False)}|{FOLDING}" for kind in ("bs", "ar"))
        for number, name in enumerate(names[1:], 1):
            found[name].append(
                Difference(
                    title,
                    float(bootstrap[number].score) - float(bootstrap[0].score),
                    float(bootstrap[number].p_value),
                    float(randomised[number].p_value),
                    (signatures[0], signatures[1]),
                )
            )
    return found


def _equal(output: Texts, references: Sequence[Texts]) -> None:
    for reference in references:
        if len(reference.lines) != len(output.lines):
            raise CheckerError(
                f"the output has {len(output.lines):,} segments, the reference {len(reference.lines):,}",
                hint="each segment needs a reference",
            )


def _made(
    language: str, *, effective: bool = False, references: Sequence[Sequence[str]] | None = None
) -> dict[str, Any]:
    """The metrics by name."""
    library: Any = importlib.import_module("sacrebleu.metrics")
    given: dict[str, Any] = {"references": references} if references else {}
    tokenizer = _TOKENIZERS.get(language.split("-", maxsplit=1)[0].lower(), "13a")
    found = {
        "BLEU": library.BLEU(tokenize=tokenizer, effective_order=effective, force=True, **given),
        "chrF": library.CHRF(**given),
        "chrF++": library.CHRF(word_order=2, **given),
        "TER": library.TER(**given),
    }
    for metric in found.values():
        _plain_numbers(metric)
    return found


def _plain_numbers(metric: Any) -> None:  # noqa: ANN401
    """Make all scores of ``metric`` Python floats: the resampling fails on mixed types, as with empty outputs."""
    compute = metric._compute_score_from_stats  # noqa: SLF001

    def computed(stats: Any) -> Any:  # noqa: ANN401
        score = compute(stats)
        score.score = float(score.score)
        return score

    metric._compute_score_from_stats = computed  # noqa: SLF001


def _signature(metric: Any) -> str:  # noqa: ANN401  # sacrebleu has no types
    return f"{metric.get_signature().format(short=False)}|{FOLDING}"
