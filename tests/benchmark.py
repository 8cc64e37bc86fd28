"""The speed of finding and of a whole check against the analyser on every sentence, in one process, by processor time.

Run: make bench. Each sentence is seen once and nothing is remembered from before; loading the analyser and the lexicon
is measured for neither side. The texts are our corpora and, where it lies beside the project, the labelled news.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from checker import Corpus, Glossary, Segment, check
from checker.corpus import Chunk
from checker.engine.path import found_and_rendered
from checker.languages import Wording, language
from checker.languages.ko import analyser, compound, lexicon, standing
from checker.languages.ko.finder import KoreanFinder
from checker.matching.context import in_context
from checker.matching.find import find
from checker.matching.past import Past
from checker.matching.render import render
from checker.matching.terminology import Terminology
from checker.model import Category
from tests import measure
from tests.corpora import FOLDERS, draft, glossary
from tests.synthetic import Pairs
from tests.synthetic import glossary as glossary_of

Result = TypeVar("Result")
SIZES = (100, 1_000, 10_000, 100_000)


def cost(work: Callable[[], Result]) -> tuple[float, Result]:
    """Processor seconds of one run from a cold start, and what it gave."""
    analyser._memory.clear()
    compound.readings.cache_clear()
    compound._plain.cache_clear()
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def terms(known: Glossary) -> list[Wording]:
    """The glossary's terms, then nouns of the lexicon as if they were terms, for sizes that no glossary has."""
    own = [Wording(text, concept.category) for concept in known for text in concept.sources]
    nouns = [word for word in lexicon._nouns() if len(word) > 2]
    random.Random(1).shuffle(nouns)
    return own + [Wording(word, Category.OTHER) for word in nouns]


def finding(texts: list[str], known: Glossary, whole: float) -> None:
    wordings = terms(known)
    print(f"{'terms':>8}{'compile s':>11}{'segments/s':>12}{'x analyser':>12}{'hits':>8}{'windows':>9}")
    for size in SIZES:
        compiling, finder = cost(partial(KoreanFinder, wordings[:size]))
        taken, hits = cost(partial(finder.find, texts))
        print(
            f"{min(size, len(wordings)):>8}{compiling:>11.2f}{len(texts) / taken:>12,.0f}{whole / taken:>12.1f}"
            f"{len(hits):>8}{len(analyser._memory):>9}"
        )


def stages(segments: list[Segment], known: Glossary) -> None:
    terminology = Terminology(known, "ko", "en")
    chunk = Chunk(0, segments)
    found_and_rendered(chunk, terminology)  # tables are loaded
    terminology = Terminology(known, "ko", "en")
    finding, occurrences = cost(partial(find, chunk, terminology))
    windows = len(analyser._memory)
    rendering, matches = cost(partial(render, occurrences, chunk, terminology))
    explaining, _ = cost(partial(in_context, matches, Past()))
    whole, _ = cost(partial(check, Corpus.of(segments), known))
    steps = {"find": finding, "render": rendering, "context": explaining, "whole check": whole}
    for name, taken in steps.items():
        print(f"{name:12}{taken / len(segments) * 1e6:8.0f} microseconds a segment")
    print(f"{windows} windows analysed, {windows / len(segments):.1%} of the segments")


def windows_and_sentences(texts: list[str], known: Glossary) -> None:
    """How often the analyser says of a window what it says of the whole sentence."""
    finder = KoreanFinder([Wording(text, concept.category) for concept in known for text in concept.sources])
    doubts = []
    asked = finder._doubt
    finder._doubt = lambda *given: doubts.append(asked(*given)) or doubts[-1]  # type: ignore[method-assign,func-returns-value]
    finder.find(texts)
    windows = analyser.analyse(doubt.window for doubt in doubts)
    sentences = analyser.analyse(texts[doubt.text] for doubt in doubts)
    differ = 0
    for doubt in doubts:
        sentence, wording = texts[doubt.text], finder._wordings[doubt.hit.pattern.wording]
        at = sentence.lower().find(doubt.window)
        if at >= 0:
            start, end = doubt.inner, doubt.inner + doubt.length
            in_window = standing.stands(doubt.window, start, end, windows[doubt.window], wording)
            in_sentence = standing.stands(sentence, at + start, at + end, sentences[sentence], wording)
            differ += in_window is not in_sentence
    print(f"windows against whole sentences: {differ} of {len(doubts)} answers differ")


def measured(name: str, segments: list[Segment], known: Glossary) -> None:
    texts = list(dict.fromkeys(segment.source for segment in segments))
    whole, _ = cost(partial(analyser.analyse, texts))
    print(f"\n{name}: {len(segments)} segments, {len(known)} concepts; the analyser alone on every sentence,")
    print(f"nothing else: {len(texts) / whole:,.0f} segments a second")
    finding(texts, known, whole)
    stages(segments, known)
    windows_and_sentences(texts, known)


def main() -> None:
    analyser.analyse(["가"])
    lexicon.is_noun("가나")
    language("en").known("word")
    own = glossary()
    generated = glossary_of(1_000)
    KoreanFinder(terms(own)).find([segment.source for segment in Pairs(generated, seed=2).segments(500)])  # tables
    measured("generated pairs", list(Pairs(generated).segments(10_000)), generated)
    measured("our corpora", [segment for folder in FOLDERS for segment in draft(folder)], own)
    if measure.SHARED.is_dir():
        for variety in measure.VARIETIES:
            measured(f"labelled news, {variety}", measure.segments(variety), measure.glossary())
    # Apart, for a process that is started counts the memory of the one that starts it as its own.
    subprocess.run([sys.executable, "-m", "tests.scale"], check=True)


if __name__ == "__main__":
    main()
