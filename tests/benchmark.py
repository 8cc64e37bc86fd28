"""The speed of a check against the analyser on every sentence, in one process, as a ratio of processor time.

Run: make bench. The corpora are our own; each sentence is seen once, nothing is remembered from before.
"""

import time

from checker import Corpus, check
from checker.languages.ko import analyser
from checker.terminology import Terminology
from tests.corpora import FOLDERS, draft, glossary


def main() -> None:
    segments = [segment for folder in FOLDERS for segment in draft(folder)]
    known = glossary()
    analyser.analyse(["가"])  # loading the model is measured for neither
    check(Corpus.of(segments[:1]), known)  # nor are the modules and tables of our own
    started = time.process_time()
    Terminology(known, "ko", "en")
    compiling = time.process_time() - started
    started = time.process_time()
    report = check(Corpus.of(segments), known)
    ours = time.process_time() - started - compiling
    windows = len(analyser._memory) - 1
    analyser._memory.clear()
    started = time.process_time()
    analyser.analyse(segment.source for segment in segments)
    theirs = time.process_time() - started
    print(f"{len(segments)} segments, {len(known)} concepts, {len(report.findings)} findings")
    print(f"check: {len(segments) / ours:,.0f} segments a second, {windows} windows analysed")
    print(f"the glossary is compiled in {compiling:.2f} s")
    print(f"analyser on every sentence, nothing else: {len(segments) / theirs:,.0f}")
    print(f"ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
