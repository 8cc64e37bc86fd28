"""BLEU, chrF, chrF++ and TER by sacrebleu, which is imported here and nowhere else.

All texts are put into NFC with straight quotes first; every signature says so.
"""

import importlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from checker.errors import CheckerError

NAMES = ("BLEU", "chrF", "chrF++", "TER")
FOLDING = "norm:nfc+straight-quotes"
LONGEST = 300  # words of a segment beyond which TER is left out: its time grows with the third power
SAMPLES = 1000  # of the bootstrap
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ", "'"), **dict.fromkeys("“”„‟″", '"')})
# Languages that are written without blanks, or in which words take endings that blanks do not part; all else is 13a.
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char"}


class Metric(msgspec.Struct, frozen=True):
    """A score of a corpus.

    Attributes:
        name: Of ``NAMES``.
        score: 0 to 100; of TER less is better, and it may be more than 100.
        mean: Of the bootstrap.
        half: Half the width of its interval of 95 %, around the mean.
        signature: sacrebleu's, and what was done to the texts before.
    """

    name: str
    score: float
    mean: float
    half: float
    signature: str


class Difference(msgspec.Struct, frozen=True):
    """How a system compares with the baseline in one metric.

    Attributes:
        name: Of ``NAMES``.
        difference: The system's score less the baseline's.
        bootstrap: p of the paired bootstrap.
        randomisation: p of the approximate randomisation.
        signatures: Of both tests.
    """

    name: str
    difference: float
    bootstrap: float
    randomisation: float
    signatures: tuple[str, str]


class Texts(NamedTuple):
    """Texts of one side as the metrics see them; the wish for equal numbers is the caller's to fulfil."""

    lines: list[str]
    longest: int


def texts(lines: Sequence[str]) -> Texts:
    """``lines`` in NFC, with straight quotes and on one line each, and the words of the longest."""
    folded = [" ".join(unicodedata.normalize("NFC", line).translate(_QUOTES).split()) for line in lines]
    return Texts(folded, max((line.count(" ") + 1 for line in folded), default=0))


def metrics(output: Texts, references: Sequence[Texts], language: str, samples: int = SAMPLES) -> list[Metric]:
    """The scores of a corpus with their intervals.

    Args:
        output: Of the system.
        references: Each as long as the output.
        language: Of the target; chooses the tokenizer of BLEU.
        samples: Of the bootstrap.

    Raises:
        CheckerError: There is no segment, or the numbers of segments differ.
    """
    _equal(output, references)
    found = []
    for name, metric in _made(language, long=_long(output, references)).items():
        score = metric.corpus_score(output.lines, [each.lines for each in references], n_bootstrap=samples)
        mean, half = getattr(score, "_mean", score.score), getattr(score, "_ci", 0.0)
        found.append(Metric(name, float(score.score), float(mean), float(half), _signature(metric)))
    return found


def sentences(output: Texts, references: Sequence[Texts], language: str) -> dict[str, list[float]]:
    """The scores of each segment by metric; BLEU with effective order, at most 100.

    Raises:
        CheckerError: As ``metrics``.
    """
    _equal(output, references)
    found = {}
    for name, metric in _made(language, long=_long(output, references), effective=True).items():
        pairs = zip(output.lines, *(each.lines for each in references), strict=True)
        best = float("inf") if name == "TER" else 100.0
        found[name] = [min(float(metric.sentence_score(text, wanted).score), best) for text, *wanted in pairs]
    return found


def compared(systems: Mapping[str, Texts], references: Sequence[Texts], language: str) -> dict[str, list[Difference]]:
    """Every system but the first against the first, by name.

    Raises:
        CheckerError: As ``metrics``.
    """
    paired: Any = importlib.import_module("sacrebleu.significance").PairedTest
    for output in systems.values():
        _equal(output, references)
    names = list(systems)
    long = any(_long(output, references) for output in systems.values())
    runs = {}
    for kind in ("bs", "ar"):
        made = _made(language, long=long, references=references)
        numbered = [(str(number), systems[name].lines) for number, name in enumerate(names)]
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
    if not output.lines:
        raise CheckerError("there is no segment to score", hint="are these the right files?")
    for reference in references:
        if len(reference.lines) != len(output.lines):
            raise CheckerError(
                f"{len(output.lines):,} segments of output, {len(reference.lines):,} of the reference",
                hint="every segment needs its reference",
            )


def _long(output: Texts, references: Sequence[Texts]) -> bool:
    return max(output.longest, *(each.longest for each in references)) > LONGEST


def _made(
    language: str,
    *,
    long: bool,
    effective: bool = False,
    references: Sequence[Texts] | None = None,
) -> dict[str, Any]:
    """The metrics by name, TER only where no segment is too long for it."""
    library: Any = importlib.import_module("sacrebleu.metrics")
    given: dict[str, Any] = {"references": [each.lines for each in references]} if references else {}
    tokenizer = _TOKENIZERS.get(language.split("-", maxsplit=1)[0].lower(), "13a")
    found = {
        "BLEU": library.BLEU(tokenize=tokenizer, effective_order=effective, force=True, **given),
        "chrF": library.CHRF(**given),
        "chrF++": library.CHRF(word_order=2, **given),
    }
    if not long:
        found["TER"] = library.TER(**given)
    for metric in found.values():
        _plain_numbers(metric)
    return found


def _plain_numbers(metric: Any) -> None:  # noqa: ANN401
    """Let the resamples of ``metric`` have Python's numbers: those of two kinds, as where outputs are empty, crash."""
    compute = metric._compute_score_from_stats  # noqa: SLF001

    def computed(stats: Any) -> Any:  # noqa: ANN401
        score = compute(stats)
        score.score = float(score.score)
        return score

    metric._compute_score_from_stats = computed  # noqa: SLF001


def _signature(metric: Any) -> str:  # noqa: ANN401  # sacrebleu has no types
    return f"{metric.get_signature().format(short=False)}|{FOLDING}"
